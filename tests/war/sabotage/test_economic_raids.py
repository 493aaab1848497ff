"""Raids on the economy and on roads: how often, and what they bring in."""

import math

import pytest
from tests import small

from hinterland.core.journal import Kind
from hinterland.engine.watch import food_of
from hinterland.war.sabotage import economic_raids

P = small.parameters_with().economic_raids
CAMPS, WEEKS = 14, 12
N = CAMPS * small.CELLS * WEEKS
STRONG = 100.0 / (100.0 + P.half_saturation_people)


def raided(hungry: float = 0.0, control: float = 0.0, guards: float = 0.0, **changes: object) -> tuple[float, ...]:
    """Return raids, cut roads and tonnes won in twelve weeks of 504 camps of a hundred people."""
    scene = small.scene(camps=CAMPS, **changes)
    w = scene.world
    w.detachments.hungry[:], w.zones.control[:], w.security.garrison[:] = hungry, control, 1.77 * guards
    sums = [0.0, 0.0, 0.0]
    for day in range(7 * WEEKS):
        now = small.later(scene, day)
        food = food_of(w)
        small.call(economic_raids.step, now)
        assert food_of(w) == pytest.approx(food, rel=1e-12)
        sums[0] += w.economic_raids.raids.sum()
        sums[1] += w.economic_raids.roads_cut.sum()
        sums[2] += w.economic_raids.grain_won.sum()
        w.journal.used[0] = 0
    return tuple(sums)


@pytest.mark.parametrize(
    ("case", "factor"),
    [
        ({}, 1.0),
        ({"hungry": 1.0}, 1.0 + P.hunger_effect),
        ({"control": 0.5}, 0.5),
        ({"control": 1.0}, 0.0),
        ({"guards": P.half_saturation_guards}, 1.0 - 0.5 * P.guard_effect),
    ],
)
def test_that_raids_are_as_frequent_as_hunger_ground_and_guards_say(case, factor):
    expected = P.raids_per_week * STRONG * factor * N
    assert raided(**case)[0] == pytest.approx(expected, abs=4.0 * math.sqrt(expected))


@pytest.mark.parametrize("orders", [0.0, 1.0])
def test_that_roads_are_cut_more_where_orders_ask_for_it(orders):
    expected = P.roads_per_week * STRONG * (1.0 - P.orders_effect * (1.0 - orders)) * N
    assert raided(rail_weight=orders)[1] == pytest.approx(expected, abs=4.0 * math.sqrt(expected))


def test_that_a_raid_brings_in_up_to_the_declared_grain():
    raids, _, tonnes = raided()
    most = P.grain_per_person * 100.0 / 1000.0
    assert tonnes / raids == pytest.approx(0.5 * most, abs=4.0 * 0.29 * most / math.sqrt(raids))


def test_that_raids_and_cut_roads_are_events_of_their_own_kinds():
    scene = small.scene(camps=CAMPS)
    for day in range(28):
        small.call(economic_raids.step, small.later(scene, day))
    j = scene.world.journal
    assert set(j.kind[: j.used[0]]) == {int(Kind.economic_raid), int(Kind.road_attack)}
