"""Where partisans come from."""

import numpy as np
from tests import toy

from hinterland.war import detachments, people, recruits


def week(of: toy.Scene) -> float:
    """Let people join for a week, and return how many of the place did."""
    joined = 0.0
    for days in range(7):
        now = toy.later(of, days)
        w = now.world
        toy.call(recruits.step, now)
        joined += w.recruits.joined_local.sum()
    return joined


def test_that_the_more_are_willing_the_more_join():
    joined = []
    for soviet in (0.0, 0.2, 0.5, 0.9):
        of = toy.scene(camps=2)
        of.world.people.soviet[:] = soviet
        joined.append(week(of))
    assert joined[0] == 0.0
    assert joined == sorted(joined)
    assert joined[-1] > joined[1]


def test_that_fear_drives_people_into_the_forest():
    joined = []
    for fear in (0.0, 0.5, 1.0):
        of = toy.scene(camps=4)
        of.world.people.fear[:] = fear
        joined.append(week(of))
    assert joined == sorted(joined)
    assert joined[-1] > joined[0]


def test_that_whoever_joins_has_left_his_village():
    of = toy.scene(camps=4)
    before = of.world.people.rural.sum() + of.world.detachments.men.sum()
    assert week(of) > 0.0
    assert of.world.people.rural.sum() + of.world.detachments.men.sum() == before


def test_that_a_full_forest_takes_nobody():
    of = toy.scene(camps=14)
    of.world.detachments.here[:] = 50_000.0
    assert week(of) == 0.0


def test_that_the_party_prepares_only_where_the_enemy_has_not_come():
    of = toy.scene(day=5, organising=np.ones(toy.CELLS))
    assert not of.outside.occupied.any()
    for days in range(10):
        now = toy.later(of, days)
        toy.call(recruits.organise, now)
    waiting = of.world.recruits.organised.sum()
    assert waiting > 0.0
    assert of.world.recruits.forming.sum() == 0.0
    taken = of._replace(outside=toy.changed(of.outside, occupied=np.ones(toy.CELLS, np.uint8)))
    recruits.organise(of.world.recruits, of.world.people, of.land, taken.outside, of.rules.recruits, of.today)
    assert of.world.recruits.organised.sum() == 0.0
    assert of.world.recruits.forming.sum() == waiting


def test_that_those_who_gather_become_detachments_armed_with_what_lies_about():
    of = toy.scene()
    w = of.world
    w.recruits.forming[7] = [30.0, 10.0, 0.0, 0.0]
    w.recruits.forming[8] = [3.0, 0.0, 0.0, 0.0]
    w.stores.scattered[7] = 25.0
    toy.call(detachments.found, of)
    assert w.detachments.men.sum() + w.recruits.forming.sum() == 43.0
    assert w.recruits.forming[8].sum() == 3.0, "three people are no detachment"
    assert w.detachments.rifles.sum() + w.stores.scattered[7] == 25.0
    assert w.detachments.founded.sum() == (w.detachments.alive == 1).sum() >= 1


def test_that_the_front_leaves_soldiers_and_rifles_behind():
    of = toy.scene(day=20)
    of.world.people.was_occupied[:] = 0
    rules = of.rules.people
    army = of.world.people.red_army[0]
    people.pass_front(of.world.people, of.world.stores, of.land, of.outside, rules, of.today)
    assert of.world.people.stragglers.sum() == army - of.world.people.red_army[0] > 0.0
    assert of.world.stores.scattered.sum() > 0.0
    wooded, bare = of.land.cover > 0.6, of.land.cover < 0.4
    assert of.world.people.stragglers[wooded].mean() > of.world.people.stragglers[bare].mean()
