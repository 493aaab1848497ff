"""Whose word is law, and what becomes of partisans when the front comes back."""

import numpy as np
import pytest
from tests import small

from hinterland.war.partisans import demobilisation, zones


def weeks(scene: small.Scene, many: int = 20) -> np.ndarray:
    """Let the balance settle, and return it."""
    for days in range(7 * many):
        now = small.later(scene, days)
        small.call(zones.step, now)
    return scene.world.zones.control


@pytest.mark.parametrize("more", ["camps", "garrison"])
def test_that_ground_goes_to_whoever_is_denser(more):
    control = []
    for n in (1, 4, 10):
        scene = small.scene(camps=n if more == "camps" else 4)
        scene.world.security.garrison[:] = 500.0 * n if more == "garrison" else 500.0
        control.append(weeks(scene).mean())
    assert control == sorted(control, reverse=more == "garrison")
    assert 0.0 < min(control) < max(control) < 1.0


def test_that_nobody_rules_where_nobody_is():
    scene = small.scene()
    scene.world.zones.control[:] = 0.9
    assert weeks(scene, 60).max() < 0.05
    assert scene.world.zones.area.sum() == 0.0


def test_that_held_ground_is_never_more_than_the_ground():
    scene = small.scene(camps=14)
    weeks(scene)
    assert scene.world.zones.area.sum() > 0.0
    assert (scene.world.zones.area <= scene.world.zones.occupied).all()
    assert (scene.world.zones.people <= scene.world.population.rural).all()
    assert scene.world.zones.occupied.sum() == scene.land.area.sum()


def test_that_freed_detachments_go_into_the_army_or_home():
    scene = small.scene(camps=4, occupied=np.zeros(small.CELLS, np.uint8))
    w = scene.world
    w.population.stragglers[:] = 10.0
    before = w.population.rural.sum()
    small.call(demobilisation.step, scene)
    partisans = 4 * small.CELLS * 100.0
    assert (
        w.demobilisation.to_army.sum() + w.demobilisation.to_home.sum() + w.demobilisation.filtered.sum() == partisans
    )
    assert w.demobilisation.to_army.sum() > 0.5 * partisans
    assert w.population.conscripted.sum() == w.demobilisation.to_army.sum() + w.demobilisation.cleared.sum() + 360.0
    assert w.population.rural.sum() - before == w.demobilisation.to_home.sum()
    assert w.detachments.men.sum() == w.detachments.rifles.sum() == 0.0
    assert w.supply.scattered.sum() == partisans


def test_that_detachments_behind_the_enemy_stay():
    scene = small.scene(camps=4)
    w = scene.world
    small.call(demobilisation.step, scene)
    assert w.detachments.men.sum() == 4 * small.CELLS * 100.0
