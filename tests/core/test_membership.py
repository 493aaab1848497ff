"""Whoever joins a detachment, falls or leaves it stays in somebody's books."""

import numpy as np
import pytest
from tests import small

from hinterland.core import membership
from hinterland.core.jit import kernel
from hinterland.core.origin import CADRE, DEFECTOR, LOCAL, STRAGGLER

ROW = 7


@pytest.fixture
def scene() -> small.Scene:
    """Return a scene with a camp in every cell, that of `ROW` with fifty soldiers beside its people."""
    made = small.scene(camps=1)
    made.world.detachments.people[ROW, STRAGGLER] = 50.0
    small.plain(membership.update_strength)(made.world.detachments, ROW)
    return made


def test_that_the_strength_of_a_cell_follows_the_books(scene):
    d = scene.world.detachments
    assert d.men[ROW] == d.people[ROW].sum() == 150.0
    assert d.men_in_cell[d.cell[ROW]] == 150.0
    assert d.men_in_cell.sum() == d.men.sum()


def test_that_a_new_detachment_is_as_raw_and_as_unknown_as_the_parameters_say():
    chosen = {"skill_of_new": 0.25, "cohesion_of_new": 0.75, "silence_of_new": 40.0}
    d = small.scene(camps=1, parameters=small.parameters_with(detachments=chosen)).world.detachments
    row = small.plain(membership.new_detachment)(d, 5, 105)
    assert (d.skill[row], d.cohesion[row], d.days_silent[row]) == (0.25, 0.75, 40)
    assert (d.alive[row], d.cell[row], d.founded_day[row]) == (1, 5, 105)
    assert d.people[row].sum() == d.rifles[row] == d.hungry[row] == d.radio[row] == 0
    assert d.goal[row] == d.brigade[row] == d.base[row] == d.named[row] == -1


def test_that_a_full_table_refuses_and_counts_what_it_refuses():
    d = small.scene(camps=1).world.detachments
    d.used[0] = d.alive.size - 2
    rows = [small.plain(membership.new_detachment)(d, 5, 105) for _ in range(5)]
    assert rows == [d.alive.size - 2, d.alive.size - 1, -1, -1, -1]
    assert d.used[0] == d.alive.size
    assert d.refused[0] == 3.0


@pytest.mark.parametrize("origin", [LOCAL, DEFECTOR])
def test_that_those_who_join_are_counted_where_they_come_from(scene, origin):
    w, home = scene.world, 3
    before = w.detachments.people[ROW, origin]
    small.plain(membership.enlist)(w.detachments, w.recruitment, ROW, origin, 12.0, home)
    assert w.detachments.people[ROW, origin] == before + 12.0
    assert w.detachments.men_in_cell[w.detachments.cell[ROW]] == w.detachments.men[ROW] == 162.0
    assert w.recruitment.joined[home] == w.recruitment.joined.sum() == 12.0
    assert w.recruitment.joined_local.sum() == (12.0 if origin == LOCAL else 0.0)


def test_that_no_more_fall_than_there_are(scene):
    w, cell = scene.world, scene.world.detachments.cell[ROW]
    assert small.plain(membership.record_deaths)(w.detachments, w.population, scene.land, ROW, 40.0) == 40.0
    assert small.plain(membership.record_deaths)(w.detachments, w.population, scene.land, ROW, 1000.0) == 110.0
    assert w.population.partisans_dead[cell] == w.population.partisans_dead.sum() == 150.0
    assert w.detachments.killed[scene.land.atom[cell]] == 150.0
    assert w.detachments.people[ROW].sum() == 0.0


def test_that_those_who_leave_go_home_and_the_soldiers_are_told_apart(scene):
    w, cell = scene.world, scene.world.detachments.cell[ROW]
    before = w.population.rural[cell]
    away, soldiers = small.plain(membership.disperse)(w.detachments, w.population, scene.land, ROW, 30.0)
    assert away == 30.0
    assert 0.0 < soldiers < away
    assert w.population.rural[cell] == before + away - soldiers
    assert w.detachments.people[ROW, STRAGGLER] == 50.0 - soldiers
    assert w.detachments.departed[scene.land.atom[cell]] == 30.0
    np.testing.assert_array_equal(w.detachments.people[ROW].sum(), 120.0)


@pytest.mark.parametrize(("men", "occupied", "counts"), [(30.0, 1, True), (29.0, 1, False), (30.0, 0, False)])
def test_that_a_row_counts_in_occupied_land_where_it_is_strong_enough(scene, men, occupied, counts):
    d, forcing = scene.world.detachments, scene.forcing
    forcing.occupied[d.cell[ROW]], d.men[ROW] = occupied, men
    assert small.plain(membership.in_occupied_land)(d, forcing, ROW, 30.0) == counts
    d.alive[ROW] = 0
    assert not small.plain(membership.in_occupied_land)(d, forcing, ROW, 0.0)


@kernel
def rows_within_reach(detachments, land, c):
    rows = []
    i, k = membership.first_within_reach(detachments, land, c)
    while i >= 0:
        rows.append((i, land.surroundings[c, k]))
        i, k = membership.next_within_reach(detachments, land, c, i, k)
    return rows


def test_that_every_row_within_reach_is_seen_once_with_its_cell():
    made = small.scene(camps=3)
    d, land = made.world.detachments, made.land
    for c in range(small.CELLS):
        reach = {int(n) for n in land.surroundings[c] if n >= 0}
        rows = small.plain(rows_within_reach)(d, land, c)
        assert all(d.cell[i] == n for i, n in rows)
        assert sorted(i for i, _ in rows) == [i for i in range(d.used[0]) if int(d.cell[i]) in reach]


def test_that_the_first_of_a_cell_is_alive_and_there(scene):
    d = scene.world.detachments
    c = int(d.cell[ROW])
    assert small.plain(membership.first_in_cell)(d, c) == ROW
    d.alive[ROW] = 0
    assert small.plain(membership.first_in_cell)(d, c) == -1


def test_that_trained_people_leave_the_army_and_gather_where_they_arrive(scene):
    w = scene.world
    before, army = w.recruitment.forming[4, CADRE], float(w.population.red_army[0])
    small.plain(membership.send_trained)(w.recruitment, w.population, 7.0, 4)
    assert w.recruitment.forming[4, CADRE] == before + 7.0
    assert w.recruitment.joined[4] == w.recruitment.joined.sum() == 7.0
    assert w.population.red_army[0] == army - 7.0


def test_that_the_wounded_of_a_fight_follow_from_its_dead(scene):
    w = scene.world
    dead = small.plain(membership.suffer_losses)(w.detachments, w.population, scene.land, ROW, 10.0, 1.5, 0.0)
    assert dead == w.population.partisans_dead.sum() == 10.0
    assert w.detachments.wounded[ROW] == 15.0
    assert w.detachments.people[ROW].sum() == 150.0 - 25.0


def test_that_experience_closes_a_share_of_what_it_lacks(scene):
    d = scene.world.detachments
    d.skill[ROW] = 0.5
    small.plain(membership.gain_experience)(d, ROW, 0.2)
    assert d.skill[ROW] == pytest.approx(0.6)
