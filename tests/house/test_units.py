"""One registry of quantities and one of units, for the ledger and the model."""

import pytest

from hinterland.core.declare import specs
from hinterland.engine.day import SCHEDULE
from hinterland.engine.quantities import NAMES, QUANTITIES, SHARES
from hinterland.evidence.registry import misspelled, plural, quantities, units
from hinterland.evidence.units import unit_of
from hinterland.study.claims.ledger_of_package import ledger_of_package

DECLARED = {
    f"{kind} {group}.{name}": spec.unit
    for kind, classes in (("field", SCHEDULE.states), ("parameter", SCHEDULE.parameters))
    for group, cls in classes.items()
    for name, spec in specs(cls).items()
}


def test_that_every_unit_is_spelled_as_the_registry_of_units_spells_it():
    ledger = ledger_of_package()
    claims = {f"claim {c.id}": c.unit for c in ledger.raw if c.unit}
    registered = {f"quantity {q.name}": q.unit for q in quantities().values() if q.unit}
    spelled = {**DECLARED, **claims, **registered}
    assert len(spelled) > 1000
    assert {name: unit for name, unit in spelled.items() if misspelled(unit)} == {}


def test_that_a_unit_spelled_otherwise_would_be_found():
    assert misspelled("persons") == ["persons"]
    assert misspelled("trains/day") == ["trains"]
    assert misspelled("person/1000 km2") == [" km2"]
    assert misspelled("rail/fortnight") == ["fortnight"]
    assert [misspelled(unit) for unit in ("person", "train/day", "clash/week/1000km2", "person/1000")] == [[]] * 4


def test_that_every_quantity_is_claimed_or_played():
    """A line of the registry that neither a claim nor the model uses is taken out."""
    claimed = {c.quantity for c in ledger_of_package().raw} | {"house.assumption"}
    assert set(quantities()) - claimed - set(NAMES) == set()


def test_that_the_ledger_and_the_model_take_quantities_from_the_registry():
    assert ledger_of_package().quantities == quantities()
    for q in (*QUANTITIES, *SHARES):
        registered = quantities()[q.name]
        assert (q.unit, q.kind, q.doc) == (registered.unit, registered.kind, registered.meaning)
        assert registered.kind in ({"share", "ratio"} if q in SHARES else {"stock", "flow", "mean"})


@pytest.mark.parametrize("unit", sorted(units()))
def test_that_a_unit_of_the_registry_is_read_alike_in_the_singular_and_the_plural(unit):
    assert unit_of(plural(unit)) == unit_of(unit)
    assert units()[unit].whole in ("yes", "no")
    assert unit_of(unit).counts == (units()[unit].whole == "yes")
    assert units()[unit].meaning


def test_that_no_unit_is_registered_that_nothing_is_counted_in():
    used = {*DECLARED.values(), *(q.unit for q in quantities().values()), *(c.unit for c in ledger_of_package().raw)}
    parts = {part for unit in used for part in unit.split("/")}
    assert set(units()) - parts - {part.lstrip("0123456789") for part in parts} == set()
