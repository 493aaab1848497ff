"""A page that is read once does what its calls do one by one."""

import numpy as np
from tests import toy

from hinterland.core.chance import Today
from hinterland.core.group import table_of
from hinterland.engine.day import step_day
from hinterland.engine.schedule import Schedule, straight
from hinterland.engine.world import World, clear_counts
from hinterland.war import people

DAYS = 60


def played(page) -> World:
    """Return the toy world after some weeks of a page."""
    rules, ground = toy.rules_with(), toy.land()
    world = toy.begin(rules, ground)
    schedule = Schedule(page, world, ground, toy.battle(), toy.roll(), toy.network(), rules)
    for day in range(DAYS):
        clear_counts(world)
        schedule.step(table_of(toy.outside(day)), Today(1, day, day % 7, 6))
    return world


def test_that_a_straight_page_is_the_same_war_as_its_calls_one_by_one():
    def plain(*given):
        step_day(*given)

    assert step_day.straight
    assert not hasattr(plain, "straight")
    for one, other in zip(played(step_day), played(plain), strict=True):
        for a, b in zip(one, other, strict=True):
            np.testing.assert_array_equal(a, b)


def test_that_a_page_of_ones_own_may_do_what_it_likes():
    days = []

    def own(w, land, battle, roll, network, outside, r, today):
        step_day(w, land, battle, roll, network, outside, r, today)
        days.append((today.day, float(w.detachments.here.sum())))

    played(own)
    assert [day for day, _ in days] == list(range(DAYS))
    assert days[-1][1] > 0.0


def test_that_causes_of_another_type_are_read_anew():
    @straight
    def front_only(w, land, battle, roll, network, outside, r, today):
        people.step(w.people, w.stores, w.zones, land, outside, r.people, today)

    rules, ground = toy.rules_with(), toy.land()
    world = toy.begin(rules, ground)
    ready = []
    schedule = Schedule(front_only, world, ground, toy.battle(), toy.roll(), toy.network(), rules)
    schedule.on_kernel = lambda *how_many: ready.append(how_many)
    schedule.step(table_of(toy.outside(30)), Today(1, 30, 2, 7))
    schedule.step(table_of(toy.outside(30)), Today(1, 30, 2, 7))
    assert ready == [(1, 1)]
    assert world.people.was_occupied.all()
    freed = toy.outside(31, occupied=np.zeros(toy.CELLS))._replace(press=1)
    schedule.step(table_of(freed), Today(1, 31, 3, 7))
    assert not world.people.was_occupied.any()
    assert ready == [(1, 1), (1, 1)]
