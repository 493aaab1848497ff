"""Where partisans come from."""

import numpy as np
from tests import small

from hinterland.war.civilians import front_passage
from hinterland.war.partisans import detachments, recruitment


def week(scene: small.Scene) -> float:
    """Let people join for a week, and return how many of the place did."""
    joined = 0.0
    for days in range(7):
        now = small.later(scene, days)
        w = now.world
        small.call(recruitment.step, now)
        joined += w.recruitment.joined_local.sum()
    return joined


def test_that_the_more_are_willing_the_more_join():
    joined = []
    for soviet in (0.0, 0.2, 0.5, 0.9):
        scene = small.scene(camps=2)
        scene.world.population.support_soviet[:] = soviet
        joined.append(week(scene))
    assert joined[0] == 0.0
    assert joined == sorted(joined)
    assert joined[-1] > joined[1]


def test_that_fear_drives_people_into_the_forest():
    joined = []
    for fear in (0.0, 0.5, 1.0):
        scene = small.scene(camps=4)
        scene.world.population.fear[:] = fear
        joined.append(week(scene))
    assert joined == sorted(joined)
    assert joined[-1] > joined[0]


def test_that_whoever_joins_has_left_his_village():
    scene = small.scene(camps=4)
    before = scene.world.population.rural.sum() + scene.world.detachments.men.sum()
    assert week(scene) > 0.0
    assert scene.world.population.rural.sum() + scene.world.detachments.men.sum() == before


def test_that_a_full_forest_takes_nobody():
    scene = small.scene(camps=14)
    scene.world.detachments.men_in_cell[:] = 50_000.0
    assert week(scene) == 0.0


def test_that_the_party_prepares_only_where_the_enemy_has_not_come():
    scene = small.scene(day=5, organising=np.ones(small.CELLS))
    assert not scene.forcing.occupied.any()
    for days in range(10):
        now = small.later(scene, days)
        small.call(recruitment.organise, now)
    waiting = scene.world.recruitment.organised.sum()
    assert waiting > 0.0
    assert scene.world.recruitment.forming.sum() == 0.0
    taken = scene._replace(forcing=small.changed(scene.forcing, occupied=np.ones(small.CELLS, np.uint8)))
    recruitment.organise(
        scene.world.recruitment,
        scene.world.population,
        scene.land,
        taken.forcing,
        scene.parameters.recruitment,
        scene.today,
    )
    assert scene.world.recruitment.organised.sum() == 0.0
    assert scene.world.recruitment.forming.sum() == waiting


def test_that_those_who_gather_become_detachments_armed_with_what_lies_about():
    scene = small.scene()
    w = scene.world
    w.recruitment.forming[7] = [30.0, 10.0, 0.0, 0.0]
    w.recruitment.forming[8] = [3.0, 0.0, 0.0, 0.0]
    w.supply.scattered[7] = 25.0
    small.call(detachments.found, scene)
    assert w.detachments.men.sum() + w.recruitment.forming.sum() == 43.0
    assert w.recruitment.forming[8].sum() == 3.0, "three people are no detachment"
    assert w.detachments.rifles.sum() + w.supply.scattered[7] == 25.0
    assert w.detachments.founded.sum() == (w.detachments.alive == 1).sum() >= 1


def test_that_the_front_leaves_soldiers_and_rifles_behind():
    scene = small.scene(day=20)
    scene.world.population.was_occupied[:] = 0
    army = scene.world.population.red_army[0]
    small.call(front_passage.step, scene)
    assert scene.world.population.stragglers.sum() == army - scene.world.population.red_army[0] > 0.0
    assert scene.world.supply.scattered.sum() > 0.0
    wooded, bare = scene.land.cover > 0.6, scene.land.cover < 0.4
    assert scene.world.population.stragglers[wooded].mean() > scene.world.population.stragglers[bare].mean()
