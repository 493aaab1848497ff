"""Parameters that rest on formulas of claims are checked, and a bad formula is told with its file and line."""

import math

import pytest

from hinterland.engine import catalogue
from hinterland.study.catalogue.formulas import allowed, check_formulas, holds


def changed(basis: str, **values: object) -> dict[str, object]:
    """Return the first parameter of a basis, with other values."""
    return next(p for p in catalogue.parameters() if p["basis"] == basis) | values


def test_that_the_formulas_of_the_package_hold_its_values(ledger):
    assert check_formulas(ledger.by_id) == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"formula": "R9999 / 2"}, "no claim is called 'R9999'"),
        ({"formula": "R216 +"}, "cannot be worked out"),
        ({"formula": "R216 ** 2"}, "cannot stand in a formula"),
        ({"formula": "1000000"}, "its claims allow 1e+06 to 1e+06"),
        ({"formula": "24 * R052"}, "'24 * R052' gives 72 to 672, from which no value follows"),
        ({"formula": "R081 / R080", "unit": "1", "default": 0.78}, "is in locomotive/train, and its parameter in 1"),
    ],
)
def test_that_a_bad_formula_is_told_with_the_line_of_its_parameter(values, words, ledger):
    bad = changed("derived", **values)
    (fault,) = check_formulas(ledger.by_id, [bad])
    assert words in fault.message
    assert fault.message.startswith(bad["name"])
    line = fault.path.read_text(encoding="utf-8").splitlines()[fault.line - 1]
    assert line.strip().startswith(bad["name"].partition(".")[2] + ": float = ")


def test_that_a_bound_is_one_sided_and_no_formula_bounds_nothing(ledger):
    ends = allowed(changed("bounded", formula="", at_least="3", at_most=""), ledger.by_id)
    assert ends == (3.0, math.inf)
    assert allowed(changed("assumed"), ledger.by_id) == (-math.inf, math.inf)


@pytest.mark.parametrize(("value", "held"), [(10.0, True), (9.6, True), (9.0, False), (20.9, True), (22.5, False)])
def test_that_a_range_holds_a_value_but_for_rounding(value, held):
    assert holds((10.0, 20.0), value) is held
