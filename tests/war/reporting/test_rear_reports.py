"""What reports of the rear count as enemies, as captured, and under which heading of the small war."""

import math

import numpy as np
import pytest
from tests import small

from hinterland.core.journal import Kind, record_event
from hinterland.war.reporting import rear_reports

P = small.parameters_with().rear_reports


def reported(seeds: int = 100) -> tuple[float, float, float]:
    """Return dead and captured reported of a cell: 2 partisans, 30 others and 10 Jews killed, 40 people driven off."""
    dead = captured = 0.0
    for seed in range(seeds):
        scene = small.scene(seed=seed)
        w = scene.world
        w.expeditions.troops[:] = 100.0
        w.drives.partisans_killed[:], w.population.killed_expedition[:], w.combing.jews_killed[:] = 2.0, 30.0, 10.0
        w.drives.captured[:], w.combing.soldiers_captured[:], w.combing.driven_today[:] = 3.0, 4.0, 40.0
        small.call(rear_reports.report_expeditions, scene)
        dead += w.rear_reports.enemy_dead.sum()
        captured += w.rear_reports.captured.sum()
    n = seeds * small.CELLS
    return dead / n, captured / n, 4.0 / math.sqrt(n)


def test_that_a_report_counts_most_of_the_killed_and_few_of_the_driven_off():
    dead, captured, error = reported()
    assert dead == pytest.approx(2.0 + P.victims_counted * 30.0 + P.jews_counted * 10.0, abs=error)
    assert captured == pytest.approx(7.0 + P.driven_counted * 40.0, abs=error)


def test_that_where_no_expedition_is_nothing_is_told_of_one():
    scene = small.scene()
    scene.world.population.killed_expedition[:] = 30.0
    small.call(rear_reports.report_expeditions, scene)
    assert scene.world.rear_reports.enemy_dead.sum() == 0.0


@pytest.mark.parametrize(
    ("kind", "other", "heading"),
    [
        (Kind.ambush, 0, "ambushes"),
        (Kind.ambush, 1, "police_clashes"),
        (Kind.economic_raid, -1, "raids"),
        (Kind.road_attack, -1, "roads"),
        (Kind.rail_cut, 0, None),
    ],
)
def test_that_each_kind_is_logged_under_its_own_heading(kind, other, heading):
    scene, n = small.scene(), 3000
    w = scene.world
    for k in range(n):
        small.plain(record_event)(w.journal, int(kind), k % small.CELLS, k, other, 3.0, 0.0, 0.0, 0.0)
    small.call(rear_reports.report_small_war, scene)
    for name in ("ambushes", "police_clashes", "raids", "roads"):
        logged = getattr(w.rear_reports, name).sum()
        expected = P.logged_share * n if name == heading else 0.0
        assert logged == pytest.approx(expected, abs=4.0 * math.sqrt(n * 0.25) * (name == heading))
    assert w.journal.found[:n].sum() == (0.0 if heading is None else getattr(w.rear_reports, heading).sum())
    claimed = P.dead_overstatement * 3.0 * n if kind == Kind.ambush else 0.0
    assert w.rear_reports.soviet_axis_dead.sum() == pytest.approx(claimed, abs=4.0 * math.sqrt(n))
    assert np.all(w.journal.claimed[:n] > 0.0) == (heading is not None)
