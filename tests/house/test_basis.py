"""Every parameter says how it rests on the ledger, and what it says is so."""

import math
import re
from pathlib import Path

import pytest

from hinterland.core.declare import BASES, Param, specs
from hinterland.engine.catalogue import tally
from hinterland.engine.day import SCHEDULE
from hinterland.evidence.formula import figures_of
from hinterland.evidence.ledger import Ledger, load
from hinterland.evidence.units import unit_of
from hinterland.study.formulas import allowed, holds

PARAMS = {f"{group}.{name}": spec for group, cls in SCHEDULE.parameters.items() for name, spec in specs(cls).items()}


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return load()


def of(*bases: str) -> pytest.MarkDecorator:
    """Return a mark that runs a test for every parameter with one of these bases."""
    named = {name: spec for name, spec in PARAMS.items() if spec.basis in bases}
    return pytest.mark.parametrize(("name", "spec"), named.items(), ids=list(named))


def parted(spec: Param) -> tuple[list[str], list[str]]:
    """Return the claims and the assumptions of the house that a parameter cites."""
    house = [one for one in spec.cites if one.startswith("house-")]
    return [one for one in spec.cites if one not in house], house


@pytest.mark.parametrize("name", PARAMS)
def test_that_a_parameter_has_a_basis(name):
    assert PARAMS[name].basis in BASES


@of("measured")
def test_that_a_measured_value_lies_within_the_figures_of_a_claim(name, spec, ledger):
    claims, house = parted(spec)
    assert claims
    assert house == []
    within = []
    for one in claims:
        said, wanted = unit_of(ledger.by_id[one].unit), unit_of(spec.unit)
        share = {"percent", "ratio", "1"}
        if said.thing != wanted.thing and not {said.thing, wanted.thing} <= share:
            continue
        times = said.times / wanted.times
        if wanted.thing == "1" and said.thing == "percent":
            times /= 100
        low, high = figures_of(ledger.by_id[one])
        within.append(math.isfinite(low) and math.isfinite(high) and holds((low * times, high * times), spec.default))
    assert any(within), "no cited claim in a unit that can be converted holds the value"


@of("derived", "bounded")
def test_that_a_value_keeps_to_what_its_formulas_allow(name, spec, ledger):
    low, high = allowed(spec._asdict(), ledger.by_id)
    assert holds((low, high), spec.default), f"{low:g} to {high:g}"


@of("derived")
def test_that_a_derived_value_has_a_formula(name, spec):
    assert spec.formula


@of("bounded")
def test_that_a_bounded_value_has_a_bound_and_its_size_an_assumption(name, spec):
    assert spec.at_least or spec.at_most
    assert parted(spec)[1], "the size within the bounds is an assumption of the house: name it"


@of("directional")
def test_that_a_direction_comes_from_a_claim_and_its_size_from_the_house(name, spec):
    claims, house = parted(spec)
    assert claims
    assert house


@of("directional")
def test_that_the_range_of_a_direction_has_one_sign(name, spec):
    assert spec.span.low >= 0 or spec.span.high <= 0


@of("assumed", "switch")
def test_that_an_assumption_leans_on_no_claim(name, spec):
    claims, house = parted(spec)
    assert claims == []
    assert house


def test_that_the_readme_tells_how_many_parameters_have_each_basis():
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    printed = {name: int(many) for name, many in re.findall(r"^\| (\w+) \| [^|]+ \| (\d+) \|$", readme, re.MULTILINE)}
    assert printed == tally()
    assert f"The model has {sum(printed.values())} numbers" in readme
