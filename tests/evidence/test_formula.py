"""A formula of claims gives the range of figures that they allow, in the unit that follows from theirs."""

import math
from dataclasses import replace

import pytest

from hinterland.core.fault import Fault
from hinterland.evidence.formula import check_unit, evaluate
from hinterland.evidence.ledger import Ledger


@pytest.fixture
def claims(ledger: Ledger):
    one = next(iter(ledger.by_id.values()))

    def claim(low, best, high):
        return replace(one, low=low, best=best, high=high)

    return {"R1": claim(10.0, 12.0, 20.0), "R2a": claim(None, 4.0, None), "S3": claim(5.0, None, None)}


@pytest.mark.parametrize(
    ("formula", "ends"),
    [
        ("R1", (10, 20)),
        ("R2a", (4, 4)),
        ("S3", (5, math.inf)),
        ("R1 / R2a", (2.5, 5)),
        ("1 - R2a / R1", (0.6, 0.8)),
        ("2 * (R1 + R2a)", (28, 48)),
    ],
)
def test_that_a_formula_gives_its_least_and_greatest_value(claims, formula, ends):
    assert evaluate(formula, claims) == pytest.approx(ends)


@pytest.mark.parametrize("formula", ["R9", "R1 **", "R1 ** 2", "__import__('os')", "R1 / 0"])
def test_that_what_is_no_formula_is_refused(claims, formula):
    with pytest.raises(Fault):
        evaluate(formula, claims)


@pytest.fixture
def counted(ledger: Ledger):
    one = next(iter(ledger.by_id.values()))
    units = {"R1": "train", "R2": "locomotive", "R3": "person", "R4": "person", "R5": "detachment", "R6": "day"}
    return {name: replace(one, low=None, best=2.0, high=None, unit=unit) for name, unit in units.items()}


@pytest.mark.parametrize(
    ("formula", "unit"),
    [
        ("R1 / R2", "train/locomotive"),
        ("R3 / R4", "1"),
        ("(R3 + R4) / R3", "ratio"),
        ("R3 / R5", "person"),
        ("R3 / R6", "person/day"),
        ("24 * R6", "h"),
        ("R3 / R5 / R6", "person/detachment/day"),
    ],
)
def test_that_a_formula_in_the_unit_of_its_parameter_passes(counted, formula, unit):
    assert check_unit(formula, counted, unit) is None


@pytest.mark.parametrize(
    ("formula", "unit", "words"),
    [
        ("R1 / R2", "1", "'R1 / R2' is in train/locomotive, and its parameter in 1"),
        ("R3 / R5", "detachment", "is in person/detachment, and its parameter in detachment"),
        ("R1 * R3", "person", "is in train person, and its parameter in person"),
        ("(R1 - R2) / R1", "1", "'R1 - R2' adds train and locomotive"),
        ("1 / (R1 + R3)", "1", "'R1 + R3' adds train and person"),
    ],
)
def test_that_a_formula_that_mixes_unlike_units_is_refused(counted, formula, unit, words):
    with pytest.raises(Fault) as caught:
        check_unit(formula, counted, unit)
    assert words in caught.value.message
