"""Who waits for a weapon, and what becomes of them."""

import numpy as np
import pytest
from tests import small

from hinterland.engine.watch import people_of
from hinterland.war.partisans import reserves


def week(scene: small.Scene) -> small.Scene:
    """Let a week pass for those who wait; return its last day."""
    for days in range(7):
        now = small.later(scene, days)
        small.call(reserves.step, now)
    return now


def waiting(many: float, camps: int = 1, **changes: object) -> small.Scene:
    """Return a scene in which so many people of every cell wait."""
    scene = small.scene(camps=camps, **changes)
    scene.world.reserves.waiting[:] = many
    return scene


@pytest.mark.parametrize(("rifles", "taken"), [(0.0, 0.0), (70.0, 0.0), (100.0, 14.0), (200.0, 68.0)])
def test_that_a_detachment_takes_in_as_many_as_it_has_rifles_for(rifles, taken):
    """A hundred have places for 35 more with a hundred rifles, of which two fifths are filled in a week."""
    scene = waiting(1000.0, parameters=small.parameters_with(reserves={"going_home_per_week": 0.0}))
    scene.world.detachments.rifles[: small.CELLS] = rifles
    everyone = people_of(scene.world)
    week(scene)
    assert scene.world.detachments.men[: small.CELLS] == pytest.approx(np.full(small.CELLS, 100.0 + taken))
    assert scene.world.reserves.waiting == pytest.approx(np.full(small.CELLS, 1000.0 - taken))
    assert people_of(scene.world) == everyone


def test_that_all_who_wait_are_taken_in_where_rifles_do_not_limit_it():
    scene = waiting(500.0, parameters=small.parameters_with(reserves={"enabled": 0.0, "going_home_per_week": 0.0}))
    scene.world.detachments.rifles[:] = 0.0
    week(scene)
    assert scene.world.reserves.waiting.sum() == 0.0
    assert scene.world.detachments.men.sum() == small.CELLS * 600.0


@pytest.mark.parametrize(("fear", "share"), [(0.0, 0.04), (1.0, 0.008)])
def test_that_those_who_wait_go_home_at_the_declared_rate_and_fewer_in_fear(fear, share):
    scene = waiting(1000.0, camps=0)
    scene.world.population.fear[:] = fear
    rural = scene.world.population.rural.sum()
    week(scene)
    home = scene.world.population.rural.sum() - rural
    assert home == small.CELLS * 1000.0 - scene.world.reserves.waiting.sum()
    assert home == pytest.approx(small.CELLS * 1000.0 * share, abs=small.CELLS)


def test_that_those_who_wait_are_called_up_at_liberation():
    scene = waiting(100.0, camps=0, occupied=np.zeros(small.CELLS, np.uint8))
    week(scene)
    assert scene.world.reserves.waiting.sum() == 0.0
    assert scene.world.population.conscripted.sum() == 3600.0


def test_that_expeditions_catch_more_of_them_the_denser_they_are():
    caught = []
    for troops in (0.0, 1200.0, 12000.0):
        scene = waiting(1000.0, camps=0, parameters=small.parameters_with(reserves={"going_home_per_week": 0.0}))
        scene.world.expeditions.troops[:] = troops * scene.land.area / 1000.0
        small.call(reserves.step, scene)
        caught.append(scene.world.population.deported.sum() / 36_000.0)
    assert caught[0] == 0.0
    assert caught[1] == pytest.approx(0.005, abs=0.001)
    assert caught[2] == pytest.approx(0.01 / 1.1, abs=0.001)


@pytest.mark.parametrize("partisans", [0.0, 85.0, 850.0])
def test_that_more_slip_away_from_the_labour_draft_where_partisans_are_dense(partisans):
    scene = waiting(0.0, camps=0, parameters=small.parameters_with(reserves={"going_home_per_week": 0.0}))
    w = scene.world
    w.detachments.men_in_cell[:] = partisans * scene.land.area / 1000.0
    w.population.deported[:] = w.population.deported_today[:] = 1000.0
    small.call(reserves.step, scene)
    share = 0.4 * partisans / (partisans + 85.0)
    assert w.reserves.waiting == pytest.approx(np.full(small.CELLS, 1000.0 * share), abs=1.0)
    assert w.population.deported + w.reserves.waiting == pytest.approx(np.full(small.CELLS, 1000.0))


def test_that_more_people_wait_and_fewer_fight_the_scarcer_rifles_are():
    """A movement that finds a tenth of the rifles is smaller, and more people wait for each of its partisans."""
    fighting, idle = [], []
    for found in (254.24, 56.0):
        w = small.war(200, parameters=small.parameters_with(front_passage={"abandoned_rifles_per_1000km2": found}))
        fighting.append(w.detachments.men.sum())
        idle.append(w.reserves.waiting.sum() / w.detachments.men.sum())
    assert fighting[0] > 1.2 * fighting[1]
    assert idle[0] < idle[1]
