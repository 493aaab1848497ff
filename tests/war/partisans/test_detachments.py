"""How detachments are founded, divide, merge and dissolve."""

import numpy as np
import pytest
from tests import small

from hinterland.core.origin import DEFECTOR, LOCAL, STRAGGLER
from hinterland.engine.watch import full_tables, people_of, rifles_of
from hinterland.war.partisans import detachments

SEEDS = range(1, 11)


def week(scene: small.Scene) -> small.Scene:
    """Let detachments divide and merge for a week, in which each of them has its day once."""
    for days in range(7):
        small.call(detachments.divide_and_merge, small.later(scene, days))
    return scene


def filled(scene: small.Scene, rows: int, men: float) -> small.Scene:
    """Put so many detachments of one size into the first rows, cell after cell."""
    for i in range(rows):
        small.place_detachment(scene.world, i, i % small.CELLS, men)
    detachments.list_by_cell(scene.world.detachments)
    return scene


@pytest.mark.parametrize(("gathered", "sizes"), [(13, []), (14, [14]), (41, [41]), (42, [26, 16]), (66, [26, 40])])
def test_that_those_who_gather_form_detachments_of_the_declared_sizes(gathered, sizes):
    scene = small.scene()
    w = scene.world
    w.recruitment.forming[7, LOCAL] = gathered
    small.call(detachments.found, scene)
    assert sorted(w.detachments.men[w.detachments.alive == 1]) == sorted(sizes)
    assert w.detachments.founded.sum() == len(sizes)
    assert w.detachments.men.sum() + w.recruitment.forming.sum() == gathered


def test_that_a_new_detachment_is_armed_with_what_lies_about():
    scene = small.scene()
    w = scene.world
    w.recruitment.forming[7:9, LOCAL] = 40.0
    w.supply.scattered[7:9] = 25.0, 60.0
    rifles = rifles_of(w)
    small.call(detachments.found, scene)
    np.testing.assert_array_equal(w.detachments.rifles[:2], [25.0, 40.0])
    np.testing.assert_array_equal(w.supply.scattered[7:9], [0.0, 20.0])
    assert rifles_of(w) == rifles


def test_that_those_who_gather_join_a_detachment_that_has_room():
    scene = filled(small.scene(), 1, 190.0)
    w = scene.world
    w.recruitment.forming[0, LOCAL] = 3.0
    small.call(detachments.found, scene)
    assert w.detachments.men[0] == w.detachments.people[0].sum() == 193.0
    w.recruitment.forming[0, LOCAL] = 3.0
    small.call(detachments.found, scene)
    assert w.recruitment.forming[0, LOCAL] == 3.0, "a detachment above the dividing size takes in nobody"


@pytest.mark.parametrize("size", [20.3, 60.7])
def test_that_the_founding_size_is_the_mean_of_whole_sizes(size):
    """Rows of first detachments of 36 cells and 10 seeds: their rounding deviates by 0.5 at most."""
    parameters, founded = small.parameters_with(detachments={"founding_size": size}), []
    for seed in SEEDS:
        scene = small.scene(seed=seed, parameters=parameters)
        scene.world.recruitment.forming[:, LOCAL] = np.ceil(1.6 * size)
        small.call(detachments.found, scene)
        d = scene.world.detachments
        founded += [d.men[d.cell == c][0] for c in range(small.CELLS)]
    assert set(founded) == {np.floor(size), np.ceil(size)}
    assert np.mean(founded) == pytest.approx(size, abs=4 * 0.5 / np.sqrt(len(founded)))


def test_that_a_quarter_of_large_detachments_divide_into_halves_in_a_week():
    made, rifles, large = [], [], 0
    for seed in SEEDS:
        scene = filled(small.scene(seed=seed), 200, 201.0)
        d = week(scene).world.detachments
        large += 200
        made += list(d.men[200 : d.used[0]])
        rifles += list(d.rifles[200 : d.used[0]])
        assert d.men[: d.used[0]].sum() == d.people.sum() == d.rifles.sum() == 200 * 201.0
        assert d.explosive.sum() == pytest.approx(200 * 201.0)
    assert len(made) == pytest.approx(0.25 * large, abs=4 * np.sqrt(large * 0.25 * 0.75))
    for halves in (made, rifles):
        assert set(halves) == {100.0, 101.0}
        assert np.mean(halves) == pytest.approx(100.5, abs=4 * 0.5 / np.sqrt(len(made)))


def test_that_a_full_table_refuses_a_division_and_loses_nobody():
    scene = small.scene()
    scene = filled(scene, scene.world.detachments.alive.size, 300.0)
    people = people_of(scene.world)
    d = week(scene).world.detachments
    assert (d.men == 300.0).all()
    assert people_of(scene.world) == people
    assert d.refused[0] > 50
    assert full_tables(scene.world) == [f"the table of detachments had no room for {d.refused[0]:,.0f}"]


def test_that_those_who_gather_wait_where_the_table_is_full():
    scene = small.scene()
    scene = filled(scene, scene.world.detachments.alive.size, 300.0)
    scene.world.recruitment.forming[7, LOCAL] = 80.0
    small.call(detachments.found, scene)
    assert scene.world.recruitment.forming[7, LOCAL] == 80.0
    assert scene.world.detachments.refused[0] == 1.0


def test_that_small_detachments_join_others_at_the_declared_rate():
    """Seven detachments of 50 and seven of 150 in each cell: only those of 50 look for another, and all find one."""
    small_ones, joined = 7 * small.CELLS, 0
    for seed in SEEDS:
        scene = filled(small.scene(seed=seed), 2 * small_ones, 150.0)
        d = scene.world.detachments
        d.people[:small_ones, LOCAL] = d.men[:small_ones] = 50.0
        before, rifles = people_of(scene.world), rifles_of(scene.world)
        week(scene)
        joined += (d.alive[:small_ones] == 0).sum()
        assert (d.alive[small_ones : 2 * small_ones] == 1).all()
        assert d.men.sum() == d.people.sum() == 200.0 * small_ones
        assert (people_of(scene.world), rifles_of(scene.world)) == (before, rifles)
    n = small_ones * len(SEEDS)
    assert joined == pytest.approx(0.07 * n, abs=4 * np.sqrt(n * 0.07 * 0.93))


def test_that_a_remnant_without_a_host_dissolves_at_once():
    scene = filled(small.scene(), small.CELLS, 6.0)
    before, rural = people_of(scene.world), scene.world.population.rural.sum()
    d = week(scene).world.detachments
    assert d.alive.sum() == 0
    assert (d.ended_day[: small.CELLS] >= 105).all()
    assert people_of(scene.world) == before
    assert scene.world.population.rural.sum() == rural + 6.0 * small.CELLS


@pytest.mark.parametrize("soldiers", [1.0, 5.0, 2000.0])
def test_that_half_of_the_soldiers_of_a_dissolved_detachment_are_captured_on_average(soldiers):
    """Their share is even between 0.3 and 0.7, whose deviation is 0.4 / sqrt(12), and is rounded by one at most."""
    scene = small.scene()
    w, own = scene.world, scene.parameters.detachments
    captured = []
    for i in range(500):
        small.place_detachment(w, i, 7, 10.0)
        w.detachments.people[i, STRAGGLER] = np.floor(soldiers / 2)
        w.detachments.people[i, DEFECTOR] = np.ceil(soldiers / 2)
        before = w.population.prisoners[7], w.population.stragglers[7], people_of(w)
        small.plain(detachments.dissolve)(w.detachments, w.population, w.supply, scene.land, own, scene.today, i)
        captured.append(w.population.prisoners[7] - before[0])
        assert captured[-1] + w.population.stragglers[7] - before[1] == soldiers
        assert people_of(w) == before[2]
    deviation = np.sqrt((soldiers * 0.4) ** 2 / 12 + 0.25)
    assert np.mean(captured) == pytest.approx(0.5 * soldiers, abs=4 * deviation / np.sqrt(500))
    assert min(captured) >= np.floor(0.3 * soldiers)
    assert max(captured) <= np.ceil(0.7 * soldiers)
