"""Every parameter says how it rests on the ledger, and what it says is so."""

import math
import re
from pathlib import Path

import pytest

from hinterland.core.declare import BASES, Param, specs
from hinterland.engine.catalogue import tally
from hinterland.engine.day import SCHEDULE
from hinterland.evidence.formula import figures_of
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.units import unit_of
from hinterland.report.parameters import COMMAND, PROMISES, page
from hinterland.study.catalogue.formulas import allowed, holds
from hinterland.study.catalogue.listing import parameters

TOP = Path(__file__).parents[2]
PARAMS = {f"{group}.{name}": spec for group, cls in SCHEDULE.parameters.items() for name, spec in specs(cls).items()}


def of(*bases: str) -> pytest.MarkDecorator:
    """Return a mark that runs a test for every group of parameters: those of it that have one of these bases."""
    named: dict[str, dict[str, Param]] = {}
    for name, spec in PARAMS.items():
        if spec.basis in bases:
            named.setdefault(name.partition(".")[0], {})[name] = spec
    return pytest.mark.parametrize("declared", named.values(), ids=list(named))


def parted(spec: Param) -> tuple[list[str], list[str]]:
    """Return the claims and the assumptions of the house that a parameter cites."""
    house = [one for one in spec.cites if one.startswith("house-")]
    return [one for one in spec.cites if one not in house], house


def test_that_a_parameter_has_a_basis():
    assert {name: spec.basis for name, spec in PARAMS.items() if spec.basis not in BASES} == {}


def is_measured(spec: Param, ledger: Ledger) -> bool:
    """Return whether a value lies within the figures of a claim that is cited, in a unit that can be converted."""
    wanted, share = unit_of(spec.unit), {"percent", "ratio", "1"}
    for one in parted(spec)[0]:
        said = unit_of(ledger.by_id[one].unit)
        if said.thing != wanted.thing and not {said.thing, wanted.thing} <= share:
            continue
        times = said.times / wanted.times
        if wanted.thing == "1" and said.thing == "percent":
            times /= 100
        low, high = figures_of(ledger.by_id[one])
        if math.isfinite(low) and math.isfinite(high) and holds((low * times, high * times), spec.default):
            return True
    return False


@of("measured")
def test_that_a_measured_value_lies_within_the_figures_of_a_claim(declared, ledger):
    for name, spec in declared.items():
        claims, house = parted(spec)
        assert claims, name
        assert house == [], name
        assert is_measured(spec, ledger), name


@of("derived", "bounded")
def test_that_a_value_keeps_to_what_its_formulas_allow(declared, ledger):
    for name, spec in declared.items():
        low, high = allowed(spec._asdict(), ledger.by_id)
        assert holds((low, high), spec.default), f"{name}: {low:g} to {high:g}"


@of("derived")
def test_that_a_derived_value_has_a_formula(declared):
    assert [name for name, spec in declared.items() if not spec.formula] == []


@of("bounded")
def test_that_a_bounded_value_has_a_bound_and_its_size_an_assumption(declared):
    for name, spec in declared.items():
        assert spec.at_least or spec.at_most, name
        assert parted(spec)[1], f"the size of {name} within the bounds is an assumption of the house: name it"


@of("directional")
def test_that_a_direction_comes_from_a_claim_and_its_size_from_the_house(declared):
    for name, spec in declared.items():
        claims, house = parted(spec)
        assert claims, name
        assert house, name


@of("directional")
def test_that_the_range_of_a_direction_has_one_sign(declared):
    assert [name for name, spec in declared.items() if spec.span.low < 0 < spec.span.high] == []


@of("assumed", "switch")
def test_that_an_assumption_leans_on_no_claim(declared):
    for name, spec in declared.items():
        claims, house = parted(spec)
        assert claims == [], name
        assert house, name


@pytest.mark.parametrize(
    ("file", "words"), [("README.md", "The model has {} numbers"), ("docs/parameters.md", "{} numbers")]
)
def test_that_a_page_tells_how_many_parameters_have_each_basis_and_what_that_promises(file, words):
    text = (TOP / file).read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| ([^|]+) \| (\d+) \|$", text, re.MULTILINE)
    assert {name: int(many) for name, _, many in rows} == tally()
    assert {name: promise for name, promise, _ in rows} == PROMISES
    assert words.format(sum(tally().values())) in text


def test_that_the_page_of_parameters_is_that_of_the_model():
    written = (TOP / "docs" / "parameters.md").read_text(encoding="utf-8")
    assert written == page(parameters()), f"write it anew: {COMMAND}"


def test_that_every_parameter_has_one_row_on_its_page():
    text = page(parameters())
    rows = [tuple(line.split(" | ")) for line in text.splitlines() if line.startswith("| ") and line.count(" | ") == 5]
    assert len([row for row in rows if row[0] != "| name"]) == len(PARAMS)
