"""Whose word is law, and what becomes of partisans when the front comes back."""

import numpy as np
import pytest
from tests import toy

from hinterland.war.partisans import demobilisation, zones


def weeks(of: toy.Scene, many: int = 20) -> np.ndarray:
    """Let the balance settle, and return it."""
    for days in range(7 * many):
        now = toy.later(of, days)
        toy.call(zones.step, now)
    return of.world.zones.control


@pytest.mark.parametrize("more", ["camps", "garrison"])
def test_that_ground_goes_to_whoever_is_denser(more):
    control = []
    for n in (1, 4, 10):
        of = toy.scene(camps=n if more == "camps" else 4)
        of.world.security.garrison[:] = 500.0 * n if more == "garrison" else 500.0
        control.append(weeks(of).mean())
    assert control == sorted(control, reverse=more == "garrison")
    assert 0.0 < min(control) < max(control) < 1.0


def test_that_nobody_rules_where_nobody_is():
    of = toy.scene()
    of.world.zones.control[:] = 0.9
    assert weeks(of, 60).max() < 0.05
    assert of.world.zones.area.sum() == 0.0


def test_that_held_ground_is_never_more_than_the_ground():
    of = toy.scene(camps=14)
    weeks(of)
    assert of.world.zones.area.sum() > 0.0
    assert (of.world.zones.area <= of.world.zones.occupied).all()
    assert (of.world.zones.people <= of.world.population.rural).all()
    assert of.world.zones.occupied.sum() == of.land.area.sum()


def test_that_freed_detachments_go_into_the_army_or_home():
    of = toy.scene(camps=4, occupied=np.zeros(toy.CELLS, np.uint8))
    w = of.world
    w.population.stragglers[:] = 10.0
    before = w.population.rural.sum()
    toy.call(demobilisation.step, of)
    partisans = 4 * toy.CELLS * 100.0
    assert (
        w.demobilisation.to_army.sum() + w.demobilisation.to_home.sum() + w.demobilisation.filtered.sum() == partisans
    )
    assert w.demobilisation.to_army.sum() > 0.5 * partisans
    assert w.population.army.sum() == w.demobilisation.to_army.sum() + w.demobilisation.cleared.sum() + 360.0
    assert w.population.rural.sum() - before == w.demobilisation.to_home.sum()
    assert w.detachments.men.sum() == w.detachments.rifles.sum() == 0.0
    assert w.supply.scattered.sum() == partisans


def test_that_detachments_behind_the_enemy_stay():
    of = toy.scene(camps=4)
    w = of.world
    toy.call(demobilisation.step, of)
    assert w.detachments.men.sum() == 4 * toy.CELLS * 100.0
