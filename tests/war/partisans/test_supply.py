"""Bread and arms."""

import numpy as np
import pytest
from tests import small

from hinterland.war.partisans import supply


def week(scene: small.Scene) -> tuple[float, float]:
    """Let every detachment see to a week's bread and arms; return the food given and the food taken by force."""
    given = forced = 0.0
    for days in range(7):
        now = small.later(scene, days)
        w = now.world
        small.call(supply.step, now)
        given, forced = given + w.supply.food_given.sum(), forced + w.supply.food_seized.sum()
    return given, forced


def hungry(soviet: float, grain: float = 20_000.0) -> small.Scene:
    """Return a scene of empty camps among people of this mind and this much grain in every cell."""
    scene = small.scene(camps=2)
    scene.world.detachments.food[:] = 0.0
    scene.world.population.support_soviet[:], scene.world.population.food[:] = soviet, grain
    return scene


def test_that_what_a_camp_eats_comes_out_of_barns():
    scene = hungry(0.5)
    before = scene.world.population.food.sum()
    given, forced = week(scene)
    w = scene.world
    assert given + forced == pytest.approx(before - w.population.food.sum())
    assert w.population.grain_eaten.sum() + w.detachments.food.sum() == pytest.approx(given + forced)


def test_that_less_is_taken_by_force_where_people_give():
    shares = []
    for soviet in (0.0, 0.3, 0.9):
        given, forced = week(hungry(soviet))
        shares.append(forced / (given + forced))
    assert shares[0] == 1.0
    assert shares == sorted(shares, reverse=True)


def test_that_where_barns_are_empty_camps_go_hungry():
    scene = hungry(0.9, grain=0.0)
    assert week(scene) == (0.0, 0.0)
    assert (scene.world.detachments.hungry[:72] == 1.0).all()
    scene = hungry(0.9)
    week(scene)
    assert (scene.world.detachments.hungry[:72] == 0.0).all()


def test_that_rifles_are_found_where_they_lie_and_nowhere_else():
    scene = small.scene(camps=2)
    scene.world.detachments.rifles[:] = 0.0
    scene.world.supply.scattered[:18] = 500.0
    week(scene)
    armed = scene.world.detachments.rifles[:72] > 0.0
    assert (scene.world.detachments.cell[:72][armed] < 18).all()
    assert armed.sum() > 30
    assert scene.world.detachments.rifles.sum() + scene.world.supply.scattered.sum() == 18 * 500.0


def test_that_forced_taking_costs_goodwill_in_annexed_lands_alone():
    annexed, soviet = hungry(0.1), hungry(0.1)
    annexed = annexed._replace(land=annexed.land._replace(soviet_1938=np.zeros(small.CELLS, np.uint8)))
    for scene in (annexed, soviet):
        week(scene)
    assert (annexed.world.population.support_soviet < 0.1).any()
    assert (soviet.world.population.support_soviet == 0.1).all()
