"""Expeditions and what they cost the people of a district."""

import numpy as np
import pytest
from tests import toy

from hinterland.war.occupier import expeditions


def sweep(control: float = 0.5, **changes: object) -> toy.Scene:
    """Return a scene in which the named expedition has begun, and has swept its district for a day."""
    of = toy.scene(day=toy.battle().named_from[0], camps=7, **changes)
    w = of.world
    w.zones.control[:] = control
    expeditions.launch(
        w.expeditions, w.security, w.forces, toy.battle(), of.land, of.outside, of.rules.expeditions, of.today
    )
    toy.call(expeditions.press, of)
    expeditions.sweep(
        *(w.expeditions, w.detachments, w.population, w.supply, w.intelligence),
        *(of.land, of.outside, of.rules.expeditions, of.today),
    )
    toy.call(expeditions.toll, of)
    toy.call(expeditions.tally, of)
    return of


def test_that_every_soldier_of_an_expedition_presses_on_some_cell():
    of = sweep()
    assert of.world.expeditions.launched.sum() == 1.0
    assert of.world.expeditions.pressing.sum() == pytest.approx(toy.battle().named_men[0])


def test_that_the_dead_of_the_district_are_those_of_the_expedition():
    of = sweep()
    w = of.world
    assert (
        w.population.killed_expedition.sum()
        == w.population.dead.sum()
        == pytest.approx(w.expeditions.civilians_dead[0])
    )
    assert w.expeditions.partisans_dead[0] == pytest.approx(w.expeditions.dead.sum())
    assert (w.population.dead[w.expeditions.pressing == 0.0] == 0.0).all()


def test_that_whoever_helps_partisans_is_killed_more():
    dead = [sweep(control).world.population.dead.sum() for control in (0.0, 0.5, 1.0)]
    assert dead == sorted(dead)
    assert dead[0] < dead[-1]


def test_that_where_it_is_forbidden_nobody_is_killed():
    of = sweep(reprisal=np.zeros(toy.CELLS))
    assert of.world.population.dead.sum() == of.world.population.burned.sum() == 0.0
    assert of.world.population.fear.sum() == 0.0


def test_that_no_expedition_goes_to_free_ground():
    of = sweep(occupied=np.zeros(toy.CELLS, np.uint8))
    assert of.world.expeditions.pressing.sum() == 0.0
