"""Whom a ring encloses, and who has left before it stands."""

import math

import numpy as np
import pytest
from tests import small
from tests.war.occupier import rings

from hinterland.war.occupier import cordon, expeditions

P = small.parameters_with().cordon
NOBODY_HEARS = {"leak_per_day": 0.01, "warning_by_informants": 0.0}


def left(knowledge: float, **changes: float) -> float:
    """Return which share of the partisans of a district leaves before the ring stands, over 40 seeds."""
    gone = there = 0.0
    for seed in range(40):
        scene = rings.begun(seed=seed, parameters=small.parameters_with(cordon=changes))
        w = scene.world
        w.intelligence.troop_knowledge[:] = knowledge
        now = rings.on_day(scene, int(w.expeditions.close_day[0]))
        district = w.expeditions.swept_cells[: w.expeditions.cells_count[0]]
        there += w.detachments.men_in_cell[district].sum()
        small.call(cordon.close, now)
        gone += w.cordon.left_early.sum()
    return gone / there


def test_that_informants_empty_a_district_before_the_ring_stands():
    free = {"held_by_size": 0.0, "held_by_airfield": 0.0}
    unaware, aware = left(0.0, **free), left(1.0, **free)
    assert aware > 1.5 * unaware > 0.0


def test_that_a_warned_detachment_stays_with_wounded_families_or_by_its_size():
    sure = {"leak_per_day": 0.5, "warning_by_informants": 0.8}
    light = left(1.0, **sure, held_by_size=0.0, held_by_airfield=0.0)
    assert left(1.0, **sure, held_by_size=1.0, held_by_airfield=0.0) < light
    assert left(1.0, **sure, held_by_size=0.0, held_by_airfield=1.0) < light
    scene = rings.begun(parameters=small.parameters_with(cordon=sure))
    w, d = scene.world, scene.world.detachments
    w.intelligence.troop_knowledge[:] = 1.0
    d.wounded[: d.used[0]] = d.men[: d.used[0]]
    small.call(cordon.close, rings.on_day(scene, int(w.expeditions.close_day[0])))
    assert w.cordon.left_early.sum() == 0.0
    assert w.cordon.enclosed_today.sum() > 0.0


def test_that_a_staff_warns_those_whom_it_can_reach_in_flying_weather():
    """Three days and a half of marching, one chance in ten a day in good weather."""
    free = {"held_by_size": 0.0, "held_by_airfield": 0.0, "leak_per_day": 0.01}

    def gone(contact: int, weather: float) -> float:
        left_early = there = 0.0
        for seed in range(40):
            scene = rings.begun(
                seed=seed, parameters=small.parameters_with(cordon=free), flying=np.array([weather], np.float32)
            )
            w = scene.world
            w.detachments.contact[:] = contact
            now = rings.on_day(scene, int(w.expeditions.close_day[0]))
            there += w.detachments.men_in_cell[w.expeditions.swept_cells[: w.expeditions.cells_count[0]]].sum()
            small.call(cordon.close, now)
            left_early += w.cordon.left_early.sum()
        return left_early / there

    unseen, bad, good = gone(0, 1.0), gone(1, 0.0), gone(1, 1.0)
    assert unseen == bad
    assert good == pytest.approx(1.0 - (1.0 - 0.01 - P.warning_by_staff) ** 3.5, abs=0.1)
    assert unseen < 0.1


def test_that_those_who_are_to_act_with_the_army_hold_their_ground():
    sure = {"leak_per_day": 0.5, "warning_by_informants": 0.8, "held_by_size": 0.0, "held_by_airfield": 0.0}

    def gone(called: float) -> float:
        left_early = there = 0.0
        for seed in range(40):
            scene = rings.begun(seed=seed, parameters=small.parameters_with(cordon=sure))
            w = scene.world
            w.detachments.contact[:], w.joint_operations.call_strength[:] = 1, called
            now = rings.on_day(scene, int(w.expeditions.close_day[0]))
            there += w.detachments.men_in_cell[w.expeditions.swept_cells[: w.expeditions.cells_count[0]]].sum()
            small.call(cordon.close, now)
            left_early += w.cordon.left_early.sum()
        return left_early / there

    assert gone(1.0) / gone(0.0) == pytest.approx(1.0 - P.held_by_order, abs=0.1)


def test_that_who_leaves_is_outside_the_ring_and_nobody_is_lost():
    sure = {"leak_per_day": 0.5, "warning_by_informants": 0.8, "held_by_size": 0.0}
    scene = rings.begun(parameters=small.parameters_with(cordon=sure))
    w, d = scene.world, scene.world.detachments
    w.intelligence.troop_knowledge[:] = 1.0
    before, men = d.cell.copy(), d.people.sum()
    small.call(cordon.close, rings.on_day(scene, int(w.expeditions.close_day[0])))
    moved = np.flatnonzero(d.cell != before)
    assert moved.size > 5
    centre, land = w.expeditions.centre_cell[0], scene.land
    north, east = land.lat - land.lat[centre], (land.lon - land.lon[centre]) * land.cos_lat
    assert (111.2 * np.hypot(north, east)[d.cell[moved]] > 0.97 * w.expeditions.radius_km[0]).all()
    assert d.people.sum() == men
    np.testing.assert_allclose(
        d.men_in_cell, np.bincount(d.cell[: d.used[0]], d.men[: d.used[0]], minlength=small.CELLS)
    )


def enclosed_share(believed: float, **changes: float) -> tuple[float, float]:
    """Return which share of the district's partisans a ring encloses, and which share of its ground it covers."""
    inside = there = 0.0
    for seed in range(40):
        parameters = small.parameters_with(cordon=NOBODY_HEARS | changes)
        scene = rings.begun(seed=seed, km=20.0, parameters=parameters)
        w = scene.world
        w.picture.partisans[:] = believed * w.detachments.men_in_cell
        district = w.expeditions.swept_cells[: w.expeditions.cells_count[0]]
        now = rings.on_day(scene, int(w.expeditions.close_day[0]))
        small.call(cordon.close, now)
        inside += w.cordon.partisans_enclosed[0]
        there += w.detachments.men_in_cell[district].sum() + w.cordon.left_early.sum()
    return inside / there, float(w.cordon.inside_share[0])


def test_that_a_blind_staff_encloses_those_who_happen_to_be_there_and_one_that_sees_more():
    blind, ground = enclosed_share(0.0)
    seeing, _ = enclosed_share(1.0)
    assert ground == pytest.approx(min(1.0, math.pi * 20.0**2 / 1770.0), abs=0.3)
    n = 40 * 7
    assert blind == pytest.approx(ground, abs=4.0 * math.sqrt(ground * (1.0 - ground) / n) + 0.04)
    assert seeing > blind + 0.5 * P.aim_of_staff * (1.0 - ground)


def test_that_the_men_on_a_km_grow_as_the_ring_is_drawn_in():
    scene = rings.closed(camps=1)
    w, e = scene.world, scene.world.expeditions
    first = w.cordon.men_per_km[0]
    assert first == pytest.approx(e.ring_men[0] / (2.0 * math.pi * e.radius_km[0]))
    small.call(cordon.close, rings.on_day(scene, int(e.last_day[0])))
    assert w.cordon.men_per_km[0] == pytest.approx(first / (1.0 - P.perimeter_drawn_in))


def test_that_when_the_expedition_ends_whoever_is_left_inside_is_free():
    scene = rings.closed()
    w = scene.world
    assert (w.cordon.enclosed >= 0).sum() > 0
    small.call(cordon.close, rings.on_day(scene, int(w.expeditions.last_day[0]) + 1))
    assert (w.cordon.enclosed >= 0).sum() == 0


def test_that_no_ring_stands_around_free_ground():
    scene = small.scene(day=rings.DAY, camps=7, occupied=np.zeros(small.CELLS, np.uint8))
    small.call(expeditions.launch, scene, order_of_battle=rings.UNITS)
    small.call(cordon.close, rings.on_day(scene, int(scene.world.expeditions.close_day[0])))
    assert scene.world.cordon.enclosed.max() == -1
