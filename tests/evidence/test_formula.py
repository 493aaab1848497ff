"""A formula of claims gives the range of figures that they allow."""

import math
from dataclasses import replace

import pytest

from hinterland.core.fault import Fault
from hinterland.evidence.formula import evaluate
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
