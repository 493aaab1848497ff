"""Where and when expeditions set out, how large they are and how long they last."""

import math

import numpy as np
import pytest
from tests import small

from hinterland.war.occupier import expeditions

UNITS = small.order_of_battle()
P = small.parameters_with().expeditions
ALONE = {"lent_share": 0.0}
"""Nobody lends men, so that each unit decides for itself."""
BOLD = ALONE | {"launch_chance": 1.0}
DAY = 301
"""A day after the named expedition, on which three units with mobile men stand in the square."""


def free(
    believed: np.ndarray | float, morale: float = 1.0, troops: np.ndarray | float = 0.0, chosen: dict = ALONE,
    **changes: object,
):  # fmt: skip
    """Return a scene in which free units look at a square with so many believed partisans in each cell."""
    scene = small.scene(day=DAY, parameters=small.parameters_with(expeditions=chosen), **changes)
    w = scene.world
    w.forces.present[:], w.forces.men[:], w.forces.morale[:] = 1, UNITS.men, morale
    w.picture.partisans[:] = believed
    w.expeditions.troops[:] = troops
    return scene


def launch(scene: small.Scene, units=UNITS) -> None:
    """Let expeditions begin."""
    small.call(expeditions.launch, scene, order_of_battle=units)


def launched(scene: small.Scene, weeks: int, units=UNITS) -> tuple[np.ndarray, ...]:
    """Return unit, cell, length and rest of every expedition of so many weeks in which all units are free.

    All units of the small theatre have one day of the week.
    """
    rows, e = [], scene.world.expeditions
    troops = e.troops.copy()
    for week in range(weeks):
        now = small.later(scene, 7 * week + (-scene.today.day) % 7)
        e.troops[:], e.busy_until[:] = troops, 0
        e.used[0] = e.swept_used[0] = 0
        launch(now, units)
        for k in range(e.used[0]):
            unit = e.unit[k]
            assert e.first_day[k] == now.today.day
            rest = e.busy_until[unit] - e.last_day[k] - 1
            rows.append((unit, e.centre_cell[k], e.last_day[k] - e.first_day[k] + 1, rest))
    return tuple(np.array(rows).reshape(-1, 4).T)


def at(cells: dict[int, float]) -> np.ndarray:
    """Return an array by cell with these values and 0 elsewhere."""
    values = np.zeros(small.CELLS)
    for c, value in cells.items():
        values[c] = value
    return values


def test_that_the_named_expedition_begins_on_its_day_with_all_its_soldiers():
    scene = small.scene(day=UNITS.named_from[0])
    launch(scene)
    small.call(expeditions.place_troops, scene)
    e = scene.world.expeditions
    assert e.launched.sum() == 1.0
    assert e.troops.sum() == pytest.approx(UNITS.named_men[0])
    assert e.last_day[0] == UNITS.named_to[0]
    assert e.troops_harshness.max() == P.harshness_security


def test_that_no_expedition_goes_to_free_ground():
    scene = small.scene(day=UNITS.named_from[0], occupied=np.zeros(small.CELLS, np.uint8))
    launch(scene)
    small.call(expeditions.place_troops, scene)
    assert scene.world.expeditions.troops.sum() == 0.0
    free_ground = free(1e6, occupied=np.zeros(small.CELLS, np.uint8))
    assert launched(free_ground, 20)[0].size == 0


def test_that_a_unit_sets_out_with_the_declared_chance():
    """What is believed of the whole area counts: as much in one of its 36 cells as in all of them."""
    weeks, mobile, chance = 1500, 3, 0.5 * P.launch_chance
    for believed in (P.half_saturation_partisans * 1.77, at({14: 36.0 * P.half_saturation_partisans * 1.77})):
        share = launched(free(believed), weeks)[0].size / (weeks * mobile)
        assert share == pytest.approx(chance, abs=4.0 * math.sqrt(chance * (1.0 - chance) / (weeks * mobile)))


def test_that_low_morale_keeps_units_at_home():
    weeks, mobile, chance = 1500, 3, P.launch_chance
    for morale in (1.0, 0.2):
        share = launched(free(at({14: 1e9}), morale), weeks)[0].size / (weeks * mobile)
        expected = chance * (1.0 - P.low_morale_effect * (1.0 - morale))
        assert share == pytest.approx(expected, abs=4.0 * math.sqrt(chance / (weeks * mobile)))


def test_that_expeditions_last_and_units_rest_as_long_as_declared():
    """Lengths and rests differ evenly by up to 0.6 and 0.5 of the mean, and by rounding."""
    _, _, days, rest = launched(free(1e9, chosen=BOLD), 400)
    assert days.size == 1200
    for found, mean, spread in ((days, P.mean_days, P.length_spread), (rest, P.mean_rest_days, P.rest_spread)):
        error = 4.0 * math.sqrt((mean * spread) ** 2 / 3.0 + 0.25) / math.sqrt(days.size)
        assert found.mean() == pytest.approx(mean, abs=error)
        assert abs(found - mean).max() <= mean * spread + 1.0
    assert abs(np.corrcoef(days, rest)[0, 1]) < 4.0 / math.sqrt(days.size), "a long expedition says nothing of the rest"


def test_that_a_unit_is_busy_until_it_has_rested():
    scene = free(1e9, chosen=BOLD)
    e, began = scene.world.expeditions, []
    for day in range(200):
        now = small.later(scene, day)
        before = e.used[0]
        launch(now)
        began += [(int(e.unit[k]), now.today.day) for k in range(before, e.used[0])]
    for unit in range(3):
        days = [day for u, day in began if u == unit]
        assert len(days) > 2
        assert (
            min(np.diff(days)) >= P.mean_days * (1.0 - P.length_spread) + P.mean_rest_days * (1.0 - P.rest_spread) - 2
        )


def test_that_a_small_force_stays_at_home():
    units = UNITS._replace(men=np.full(4, 1000.0), mobile=np.full(4, 0.149))
    scene = free(1e9, chosen=BOLD)
    scene.world.forces.men[:] = 1000.0
    assert launched(scene, 10, units)[0].size == 0
    assert launched(scene, 10, units._replace(mobile=np.full(4, 0.15)))[0].size == 40


def test_that_a_unit_goes_where_it_believes_most_partisans():
    """An estimate is wrong by up to half, so that three times as many are always seen to be more."""
    cells = launched(free(at({5: 1000.0, 30: 3001.0}), chosen=BOLD), 100)[1]
    assert set(cells) == {30}


def test_that_two_like_cells_are_chosen_alike_by_each_unit():
    unit, cells, _, _ = launched(free(at({5: 1e9, 30: 1e9}), chosen=BOLD), 1000)
    for u in range(3):
        share = (cells[unit == u] == 5).mean()
        assert share == pytest.approx(0.5, abs=4.0 * 0.5 / math.sqrt((unit == u).sum()))
    both = min((unit == 0).sum(), (unit == 1).sum())
    alike = (cells[unit == 0][:both] == cells[unit == 1][:both]).mean()
    assert alike == pytest.approx(0.5, abs=4.0 * 0.5 / math.sqrt(both)), "each unit draws for itself"


def test_that_troops_already_there_halve_what_draws_another_expedition():
    there = at({30: P.troops_for_half_threat * 1.77})
    # One unit, so that no other adds troops on the day.
    units = UNITS._replace(mobile=np.array([0.3, 0.0, 0.0, 0.0]))
    cells = launched(free(at({5: 1e9, 30: 2e9}), troops=there, chosen=BOLD), 1000, units)[1]
    assert (cells == 5).mean() == pytest.approx(0.5, abs=4.0 * 0.5 / math.sqrt(cells.size))


def test_that_a_ring_grows_with_its_troops_and_its_district_holds_the_cells_within_reach():
    """A staff sets the ring as wide as its men reach at the number that it wants on a km."""
    scene = free(at({14: 1e9}), chosen=BOLD | {"wanted_men_per_km": 5.0})
    launch(scene._replace(today=scene.today._replace(phase=0)))
    e, land = scene.world.expeditions, scene.land
    assert e.used[0] == 3
    for k in range(3):
        force = UNITS.men[e.unit[k]] * UNITS.mobile[e.unit[k]]
        assert e.men[k] == force
        assert e.ring_men[k] == pytest.approx(P.ring_share * force)
        assert e.radius_km[k] == pytest.approx(P.ring_share * force / (2.0 * math.pi * 5.0))
        north = land.lat - land.lat[14]
        east = (land.lon - land.lon[14]) * (land.cos_lat + land.cos_lat[14]) / 2.0
        within = 111.2 * np.hypot(north, east) <= e.radius_km[k] + 0.5 * np.sqrt(land.area / np.pi)
        start = e.cells_start[k]
        assert e.swept_cells[start : start + e.cells_count[k]].tolist() == np.flatnonzero(within).tolist()


def test_that_expeditions_without_room_in_the_tables_are_counted():
    scene = small.scene(day=UNITS.named_from[0])
    e = scene.world.expeditions
    launch(scene)
    cells = int(e.cells_count[0])
    assert e.refused[0] == 0.0
    e.used[0] = e.last_day.size
    launch(scene)
    assert e.refused[0] == 1.0
    assert e.used[0] == e.last_day.size
    e.used[0], e.swept_used[0] = 0, e.swept_cells.size - cells
    launch(scene)
    assert e.refused[0] == 1.0
    e.used[0], e.swept_used[0] = 0, e.swept_cells.size - cells + 1
    launch(scene)
    assert e.refused[0] == 2.0, "one cell of the district found no room"
    assert e.cells_count[0] == cells - 1


def test_that_ended_expeditions_are_not_looked_at_again():
    scene = small.scene(day=UNITS.named_from[0])
    e = scene.world.expeditions
    launch(scene)
    last = UNITS.named_to[0] - UNITS.named_from[0]
    for days in (0, last, last + 1):
        now = small.later(scene, int(days))
        small.call(expeditions.place_troops, now)
        assert (e.troops.sum() > 0.0) == (days <= last)
        assert e.first_active[0] == (0 if days <= last else 1)


def test_that_a_ring_is_neither_smaller_nor_larger_than_declared():
    for men, radius in ((600.0, P.minimum_radius), (60_000.0, P.maximum_radius)):
        units = UNITS._replace(men=np.full(4, men), mobile=np.array([1.0, 0.0, 0.0, 0.0]))
        scene = free(at({14: 1e9}), chosen=BOLD)
        scene.world.forces.men[:] = men
        launch(scene, units)
        assert scene.world.expeditions.radius_km[0] == radius


def test_that_neighbours_lend_half_of_their_mobile_men_until_the_last_day():
    scene = free(1e9, chosen={"launch_chance": 1.0})
    launch(scene)
    e = scene.world.expeditions
    assert e.used[0] == 1, "those who lent their men set out on nothing else"
    mobile = UNITS.men * UNITS.mobile
    lent = P.lent_share * (mobile[:3].sum() - mobile[e.unit[0]])
    assert e.men[0] == pytest.approx(mobile[e.unit[0]] + lent)
    lenders = [u for u in range(3) if u != e.unit[0]]
    assert (e.busy_until[lenders] == e.last_day[0] + 1).all()
    assert e.busy_until[e.unit[0]] > e.last_day[0] + 1, "the unit that led it rests"


def test_that_troops_march_up_before_the_ring_stands_and_comb_in_the_second_half_of_its_days():
    scene = small.scene(day=UNITS.named_from[0])
    launch(scene)
    e = scene.world.expeditions
    days = e.last_day[0] - e.first_day[0] + 1
    march = e.close_day[0] - e.first_day[0]
    assert abs(march - P.mean_march_days) <= P.march_spread * P.mean_march_days + 1.0
    combed = e.last_day[0] - e.comb_day[0] + 1
    assert combed == pytest.approx((1.0 - P.closing_share) * (days - march), abs=0.5)


def test_that_a_long_expedition_combs_for_its_last_days_alone():
    scene = small.scene(day=UNITS.named_from[0])
    launch(scene, UNITS._replace(named_to=UNITS.named_from + 120))
    e = scene.world.expeditions
    assert e.last_day[0] - e.comb_day[0] + 1 == P.longest_combing_days


@pytest.mark.parametrize("days", [1, 2, 6])
def test_that_a_short_expedition_marches_a_third_of_its_days_at_most(days):
    units = UNITS._replace(named_to=UNITS.named_from + days - 1)
    scene = small.scene(day=UNITS.named_from[0])
    launch(scene, units)
    e = scene.world.expeditions
    assert e.close_day[0] - e.first_day[0] <= P.longest_march_share * days + 0.5
    assert e.close_day[0] <= e.comb_day[0] <= e.last_day[0]


def test_that_harshness_follows_who_commands():
    """An army, a security division, SS and Police, an SS brigade, native troops; -1 is a command that is not known."""
    expected = [P.harshness_army, P.harshness_security, P.harshness_police, P.harshness_ss, P.harshness_native]
    for command, harshness in [*enumerate(expected), (-1, P.named_harshness)]:
        scene = small.scene(day=UNITS.named_from[0])
        launch(scene, UNITS._replace(named_command=np.array([command], np.int32)))
        assert scene.world.expeditions.harshness[0] == harshness
    assert P.harshness_army < P.harshness_native < P.harshness_security < P.harshness_police < P.harshness_ss
