"""What becomes of those in the forest when the front has passed them."""

import numpy as np
import pytest
from tests import toy

from hinterland.core.origin import CADRE, DEFECTOR, STRAGGLER
from hinterland.engine.watch import people_of
from hinterland.war.partisans import demobilisation

FATES = ("to_army", "to_home", "filtered", "sent_west", "to_hospital")


def freed(origin: int = 2, march_men: float = 0.0, goal: int = 35) -> toy.Scene:
    """Return a land of which all but the goal of a marching order has just been freed."""
    of = toy.scene(
        camps=1,
        occupied=(np.arange(toy.CELLS) == goal).astype(np.uint8),
        march_from=np.ones((1, toy.CELLS), np.uint8),
        march_to=np.array([goal], np.int32),
        march_men=np.array([march_men]),
    )
    of.world.detachments.people[: toy.CELLS, 2] = 0.0
    of.world.detachments.people[: toy.CELLS, origin] = 100.0
    of.world.detachments.wounded[:10] = 5.0
    return of


def day(of: toy.Scene) -> dict[str, float]:
    """Let the day of liberation pass; return where people went."""
    w = of.world
    toy.call(demobilisation.step, of)
    return {name: float(getattr(w.demobilisation, name).sum()) for name in FATES}


def test_that_everybody_goes_somewhere_and_most_to_the_army():
    of = freed()
    before = people_of(of.world)
    told = day(of)
    assert sum(told.values()) == 100.0 * (toy.CELLS - 1) + 50.0
    assert told["to_army"] > 0.6 * sum(told.values())
    assert told["to_hospital"] == 50.0
    assert people_of(of.world) == pytest.approx(before)


def test_that_on_freed_ground_nobody_is_left_in_the_forest():
    of = freed()
    day(of)
    free = of.outside.occupied == 0
    assert of.world.detachments.here[free].sum() == 0.0
    assert of.world.detachments.here[~free].sum() == 100.0


def test_that_former_soldiers_and_those_who_changed_sides_are_checked_more():
    checked = [day(freed(origin))["filtered"] for origin in (CADRE, STRAGGLER, DEFECTOR)]
    assert checked == sorted(checked)
    assert checked[0] < 0.1 * checked[1]


def test_that_a_check_ends_in_the_army_for_most_and_in_arrest_for_some():
    of = freed(STRAGGLER)
    before = people_of(of.world)
    day(of)
    w = of.world
    held, army = w.demobilisation.held.sum(), w.population.army.sum()
    for days in range(1, 400):
        day(toy.later(of, days))
    assert w.demobilisation.held.sum() < 0.05 * held
    assert 0.0 < w.demobilisation.arrested.sum() < 0.4 * held
    assert w.population.army.sum() - army > 0.5 * held
    assert people_of(w) == pytest.approx(before)


def test_that_units_under_a_marching_order_are_in_part_sent_on():
    assert day(freed())["sent_west"] == 0.0
    of = freed(march_men=20.0)
    before = people_of(of.world)
    told = day(of)
    assert told["sent_west"] == of.world.recruitment.forming[35, CADRE]
    assert 0.0 < told["sent_west"] <= of.rules.demobilisation.load * 20.0
    assert people_of(of.world) == pytest.approx(before)
