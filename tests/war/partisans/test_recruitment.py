"""Where partisans come from."""

import numpy as np
from tests import toy

from hinterland.war.civilians import population
from hinterland.war.partisans import detachments, recruitment


def week(of: toy.Scene) -> float:
    """Let people join for a week, and return how many of the place did."""
    joined = 0.0
    for days in range(7):
        now = toy.later(of, days)
        w = now.world
        toy.call(recruitment.step, now)
        joined += w.recruitment.joined_local.sum()
    return joined


def test_that_the_more_are_willing_the_more_join():
    joined = []
    for soviet in (0.0, 0.2, 0.5, 0.9):
        of = toy.scene(camps=2)
        of.world.population.soviet[:] = soviet
        joined.append(week(of))
    assert joined[0] == 0.0
    assert joined == sorted(joined)
    assert joined[-1] > joined[1]


def test_that_fear_drives_people_into_the_forest():
    joined = []
    for fear in (0.0, 0.5, 1.0):
        of = toy.scene(camps=4)
        of.world.population.fear[:] = fear
        joined.append(week(of))
    assert joined == sorted(joined)
    assert joined[-1] > joined[0]


def test_that_whoever_joins_has_left_his_village():
    of = toy.scene(camps=4)
    before = of.world.population.rural.sum() + of.world.detachments.men.sum()
    assert week(of) > 0.0
    assert of.world.population.rural.sum() + of.world.detachments.men.sum() == before


def test_that_a_full_forest_takes_nobody():
    of = toy.scene(camps=14)
    of.world.detachments.here[:] = 50_000.0
    assert week(of) == 0.0


def test_that_the_party_prepares_only_where_the_enemy_has_not_come():
    of = toy.scene(day=5, organising=np.ones(toy.CELLS))
    assert not of.outside.occupied.any()
    for days in range(10):
        now = toy.later(of, days)
        toy.call(recruitment.organise, now)
    waiting = of.world.recruitment.organised.sum()
    assert waiting > 0.0
    assert of.world.recruitment.forming.sum() == 0.0
    taken = of._replace(outside=toy.changed(of.outside, occupied=np.ones(toy.CELLS, np.uint8)))
    recruitment.organise(
        of.world.recruitment, of.world.population, of.land, taken.outside, of.rules.recruitment, of.today
    )
    assert of.world.recruitment.organised.sum() == 0.0
    assert of.world.recruitment.forming.sum() == waiting


def test_that_those_who_gather_become_detachments_armed_with_what_lies_about():
    of = toy.scene()
    w = of.world
    w.recruitment.forming[7] = [30.0, 10.0, 0.0, 0.0]
    w.recruitment.forming[8] = [3.0, 0.0, 0.0, 0.0]
    w.supply.scattered[7] = 25.0
    toy.call(detachments.found, of)
    assert w.detachments.men.sum() + w.recruitment.forming.sum() == 43.0
    assert w.recruitment.forming[8].sum() == 3.0, "three people are no detachment"
    assert w.detachments.rifles.sum() + w.supply.scattered[7] == 25.0
    assert w.detachments.founded.sum() == (w.detachments.alive == 1).sum() >= 1


def test_that_the_front_leaves_soldiers_and_rifles_behind():
    of = toy.scene(day=20)
    of.world.population.was_occupied[:] = 0
    rules = of.rules.population
    army = of.world.population.red_army[0]
    population.pass_front(of.world.population, of.world.supply, of.land, of.outside, rules, of.today)
    assert of.world.population.stragglers.sum() == army - of.world.population.red_army[0] > 0.0
    assert of.world.supply.scattered.sum() > 0.0
    wooded, bare = of.land.cover > 0.6, of.land.cover < 0.4
    assert of.world.population.stragglers[wooded].mean() > of.world.population.stragglers[bare].mean()
