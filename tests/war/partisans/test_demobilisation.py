"""What becomes of those in the forest when the front has passed them."""

import numpy as np
import pytest
from tests import small

from hinterland.core.origin import CADRE, DEFECTOR, STRAGGLER
from hinterland.engine.watch import people_of
from hinterland.war.partisans import demobilisation

FATES = ("to_army", "to_home", "filtered", "sent_west", "to_hospital")


def freed(origin: int = 2, march_men: float = 0.0, goal: int = 35) -> small.Scene:
    """Return a land of which all but the goal of a marching order has just been freed."""
    scene = small.scene(
        camps=1,
        occupied=(np.arange(small.CELLS) == goal).astype(np.uint8),
        march_from=np.ones((1, small.CELLS), np.uint8),
        march_to=np.array([goal], np.int32),
        march_men=np.array([march_men]),
    )
    scene.world.detachments.people[: small.CELLS, 2] = 0.0
    scene.world.detachments.people[: small.CELLS, origin] = 100.0
    scene.world.detachments.wounded[:10] = 5.0
    return scene


def day(scene: small.Scene) -> dict[str, float]:
    """Let the day of liberation pass; return where people went."""
    w = scene.world
    small.call(demobilisation.step, scene)
    return {name: float(getattr(w.demobilisation, name).sum()) for name in FATES}


def test_that_everybody_goes_somewhere_and_most_to_the_army():
    scene = freed()
    before = people_of(scene.world)
    told = day(scene)
    assert sum(told.values()) == 100.0 * (small.CELLS - 1) + 50.0
    assert told["to_army"] > 0.6 * sum(told.values())
    assert told["to_hospital"] == 50.0
    assert people_of(scene.world) == pytest.approx(before)


def test_that_on_freed_ground_nobody_is_left_in_the_forest():
    scene = freed()
    day(scene)
    free = scene.forcing.occupied == 0
    assert scene.world.detachments.men_in_cell[free].sum() == 0.0
    assert scene.world.detachments.men_in_cell[~free].sum() == 100.0


def test_that_former_soldiers_and_those_who_changed_sides_are_checked_more():
    checked = [day(freed(origin))["filtered"] for origin in (CADRE, STRAGGLER, DEFECTOR)]
    assert checked == sorted(checked)
    assert checked[0] < 0.1 * checked[1]


def test_that_a_check_ends_in_the_army_for_most_and_in_arrest_for_some():
    scene = freed(STRAGGLER)
    before = people_of(scene.world)
    day(scene)
    w = scene.world
    held, army = w.demobilisation.in_filtration.sum(), w.population.conscripted.sum()
    for days in range(1, 400):
        day(small.later(scene, days))
    assert w.demobilisation.in_filtration.sum() < 0.05 * held
    assert 0.0 < w.demobilisation.arrested.sum() < 0.4 * held
    assert w.population.conscripted.sum() - army > 0.5 * held
    assert people_of(w) == pytest.approx(before)


def test_that_units_under_a_marching_order_are_in_part_sent_on():
    assert day(freed())["sent_west"] == 0.0
    scene = freed(march_men=20.0)
    before = people_of(scene.world)
    told = day(scene)
    assert told["sent_west"] == scene.world.recruitment.forming[35, CADRE]
    assert 0.0 < told["sent_west"] <= scene.parameters.demobilisation.sent_west_limit_days * 20.0
    assert people_of(scene.world) == pytest.approx(before)
