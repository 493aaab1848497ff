"""Named units on the days on which documents have them in a place."""

import numpy as np
import pytest
from tests import small

from hinterland.core.geometry import distance_km
from hinterland.theatre.named_units import NamedUnits
from hinterland.war.command import marches, orders
from hinterland.war.partisans import movement

P = small.parameters_with().marches


def march(*places: tuple[int, int]) -> NamedUnits:
    """Return one named unit with a march through these days and cells."""
    day, cell = np.array(places, np.int32).reshape(-1, 2).T.copy()
    way = {"way_day": day, "way_cell": cell, "way_begins": np.full(day.size, day[0], np.int32)}
    return small.named_units()._replace(way_start=np.array([0, day.size], np.int32), **way)


def walk(scene: small.Scene, named: NamedUnits, days: int, men: float = 100.0):
    """Let a detachment of cell 0 that bears the name live so many days; yield the scene of each."""
    d = scene.world.detachments
    small.place_detachment(scene.world, 0, 0, men)
    d.named[0] = 0
    for n in range(days):
        now = small.later(scene, n)
        small.call(marches.follow, now, named_units=named)
        yield now
        small.call(movement.step, now)


def test_that_a_named_unit_is_in_its_places_on_their_days():
    scene = small.scene(day=105)
    *_, now = walk(scene, march((110, 0), (130, 14), (150, 3)), 60)
    off = now.world.marches.off_km[:3]
    cell_km = 2.0 * np.sqrt(1770.0 / np.pi)
    assert off[0] <= cell_km
    assert (off <= 1.1 * cell_km).all(), off
    assert now.world.detachments.men[0] < 100.0, "a march costs people"


def test_that_a_unit_sets_out_when_its_time_has_come_and_not_before():
    scene = small.scene(day=105)
    named = march((106, 0), (140, 14))
    km = small.plain(distance_km)(scene.land, 0, 14)
    for now in walk(scene, named, 35):
        if now.today.day > 106 and now.world.detachments.cell[0] == 0:
            due = km >= P.planned_km_per_day * (140 - now.today.day)
            assert (now.world.detachments.goal[0] == 14) == due


@pytest.mark.parametrize("why", ["few", "ended"])
def test_that_a_unit_that_is_not_able_goes_nowhere(why):
    scene = small.scene(day=105)
    for now in walk(scene, march((106, 0), (130, 35)), 30, men=P.smallest_unit - 1.0 if why == "few" else 100.0):
        if why == "ended":
            now.world.detachments.alive[0] = 0
        assert now.world.detachments.goal[0] < 0 or why == "ended"
    assert now.world.detachments.cell[0] != 35


def test_that_the_brigade_beside_a_unit_goes_along_and_others_stay():
    scene = small.scene(day=120, camps=3)
    d = scene.world.detachments
    named = march((110, 0), (121, 14))
    d.named[0] = 0
    d.brigade[[0, 36]] = 5
    small.call(marches.follow, scene, named_units=named)
    assert d.goal[[0, 36]].tolist() == [14, 14]
    assert d.goal[72] == -1
    assert scene.world.marches.partisans_marching.sum() == 200.0


def test_that_a_leader_on_a_documented_march_takes_no_other_order():
    to = {"march_to": np.array([35], np.int32), "march_men": np.array([250.0]), "march_leader": np.array([0], np.int32)}
    for places, goal in ([((110, 0), (200, 14)), -1], [((300, 0), (330, 14)), 35]):
        scene = small.scene(day=112, camps=3, **to)
        scene.world.detachments.named[0] = 0
        named = march(*places)
        small.call(marches.follow, scene, named_units=named)
        small.call(orders.raid, scene, named_units=named)
        assert scene.world.detachments.goal[0] == goal


def test_that_the_distance_from_a_place_is_noted_on_its_day_only():
    scene = small.scene(day=105)
    for now in walk(scene, march((110, 0), (112, 35)), 12):
        noted = now.world.marches.off_km[:2] >= 0.0
        assert noted.tolist() == [now.today.day >= 110, now.today.day >= 112]
    assert now.world.marches.off_km[1] > 100.0, "two days are too few for this way"
