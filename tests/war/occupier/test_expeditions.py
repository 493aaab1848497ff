"""Expeditions and what they cost the people of a district."""

import numpy as np
import pytest
from tests import small

from hinterland.war.occupier import expeditions


def sweep(control: float = 0.5, **changes: object) -> small.Scene:
    """Return a scene in which the named expedition has begun, and has swept its district for a day."""
    scene = small.scene(day=small.order_of_battle().named_from[0], camps=7, **changes)
    w = scene.world
    w.zones.control[:] = control
    expeditions.launch(
        w.expeditions,
        w.security,
        w.forces,
        small.order_of_battle(),
        scene.land,
        scene.forcing,
        scene.parameters.expeditions,
        scene.today,
    )
    small.call(expeditions.place_troops, scene)
    small.call(expeditions.sweep, scene)
    small.call(expeditions.harm_civilians, scene)
    small.call(expeditions.assign_deaths, scene)
    return scene


def test_that_every_soldier_of_an_expedition_presses_on_some_cell():
    scene = sweep()
    assert scene.world.expeditions.launched.sum() == 1.0
    assert scene.world.expeditions.troops.sum() == pytest.approx(small.order_of_battle().named_men[0])


def test_that_the_dead_of_the_district_are_those_of_the_expedition():
    scene = sweep()
    w = scene.world
    assert (
        w.population.killed_expedition.sum()
        == w.population.civilians_killed.sum()
        == pytest.approx(w.expeditions.civilians_dead[0])
    )
    assert w.expeditions.partisans_dead[0] == pytest.approx(w.expeditions.partisans_killed.sum())
    assert (w.population.civilians_killed[w.expeditions.troops == 0.0] == 0.0).all()


def test_that_whoever_helps_partisans_is_killed_more():
    dead = [sweep(control).world.population.civilians_killed.sum() for control in (0.0, 0.5, 1.0)]
    assert dead == sorted(dead)
    assert dead[0] < dead[-1]


def test_that_where_it_is_forbidden_nobody_is_killed():
    scene = sweep(reprisal=np.zeros(small.CELLS))
    assert scene.world.population.civilians_killed.sum() == scene.world.population.villages_burned.sum() == 0.0
    assert scene.world.population.fear.sum() == 0.0


def test_that_no_expedition_goes_to_free_ground():
    scene = sweep(occupied=np.zeros(small.CELLS, np.uint8))
    assert scene.world.expeditions.troops.sum() == 0.0
