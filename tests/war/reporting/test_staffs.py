"""Reports on their way up the staffs."""

import numpy as np
import pytest
from tests import small

from hinterland.core.journal import Kind
from hinterland.war.reporting import staffs

RESULTS = (
    *("reports.soviet_rails", "reports.soviet_trains", "reports.soviet_bridges", "reports.soviet_axis_dead"),
    *("reports.soviet_posts", "reports.soviet_locomotives", "reports.soviet_wagons", "reports.soviet_stations"),
    *("press_returns.leaflets", "press_returns.papers"),
    *("harvest_returns.grain_withheld", "harvest_returns.people_withheld"),
)
"""What units report, in the order of the columns of what is passed on."""
P = small.parameters_with().staffs

FRIDAY_IN_OCTOBER = 110


def passed_up(
    figure: float = 10_000.0, heard: float = 1.0, actions: int = 1, days: int = 1, chain: float = 1.0,
    what: int = staffs.RAILS, seed: int = 1, day: int = 105, led: float = 0.0, **parameters: float,
) -> float:  # fmt: skip
    """Let units report a figure once in every cell; return how much of it reached Moscow for each reported."""
    scene = small.scene(
        day,
        camps=1,
        seed=seed,
        parameters=small.parameters_with(staffs=parameters),
        chain=np.full(small.CELLS, chain),
    )
    w = scene.world
    w.radio.partisans_in_contact[:] = heard * w.detachments.men_in_cell
    w.brigades.partisans[:] = led * w.detachments.men_in_cell
    total = 0.0
    for n in range(days):
        now = small.later(scene, n)
        if n == 0:
            group, _, field = RESULTS[what].partition(".")
            getattr(getattr(w, group), field)[:] = figure
            for k in range(actions * small.CELLS):
                w.journal.kind[k], w.journal.cell[k] = Kind.rail_cut, k % small.CELLS
            w.journal.used[0] = actions * small.CELLS
        small.call(staffs.pass_up, now)
        total += w.staffs.reported[:, what].sum()
        assert w.staffs.reported.sum() == w.staffs.reported[:, what].sum()
    return total / (figure * small.CELLS)


@pytest.mark.parametrize("what", range(len(RESULTS)))
@pytest.mark.parametrize(("chain", "grown"), [(0.0, 1.0), (1.0, 1.3), (2.0, 1.3 * 1.2), (3.0, 1.3 * 1.2**2)])
def test_that_every_kind_of_figure_grows_by_what_each_staff_adds(chain, grown, what):
    added = {"added_per_staff": 0.2, "added_at_the_top": 0.3}
    assert passed_up(chain=chain, what=what, **added) == pytest.approx(grown, rel=1e-3)


def test_that_a_brigade_adds_to_the_results_of_its_own_units_only():
    for led in (0.0, 0.4, 1.0):
        assert passed_up(chain=0.0, led=led, added_by_brigade=0.5) == pytest.approx(1.0 + 0.5 * led, rel=1e-3)


def test_that_a_brigade_counts_once_a_part_of_what_two_of_its_units_claim():
    for led in (0.0, 0.4, 1.0):
        twice = P.double_claim_share * (1.0 - 1.0 / 6.0) * (1.0 - P.sorted_out_share * led)
        claimed = passed_up(actions=6, chain=0.0, led=led, added_by_brigade=0.0)
        assert claimed == pytest.approx(1.0 + twice, rel=1e-3)


@pytest.mark.parametrize("figure", [1.0, 7.0])
def test_that_small_figures_grow_as_much_as_large_ones_on_average(figure):
    grown = np.mean([passed_up(figure, seed=seed) for seed in range(60)])
    assert grown == pytest.approx(1.1, abs=4 * np.sqrt(0.25 / (60 * small.CELLS)) / figure)


@pytest.mark.parametrize("actions", [1, 2, 6])
def test_that_a_part_of_what_is_done_beside_others_is_claimed_twice(actions):
    assert passed_up(actions=actions, chain=0.0) == pytest.approx(1.0 + 0.15 * (1 - 1 / actions), rel=1e-3)


def test_that_what_nobody_hears_arrives_late_and_is_not_lost():
    assert passed_up(heard=0.0) == 0.0
    # The first day is a Friday, on which no cell of this square looks for what is overdue.
    soon, later = passed_up(heard=0.5, day=FRIDAY_IN_OCTOBER), passed_up(heard=0.5, days=280)
    assert soon == pytest.approx(0.55, rel=1e-3)
    # After 40 weeks with a chance of 0.2 each, one overdue report in 7,500 is still on its way.
    assert later == pytest.approx(1.1, rel=1e-3)


@pytest.mark.parametrize("what", range(len(RESULTS)))
def test_that_every_kind_of_result_arrives_late_even_when_nothing_else_is_overdue(what):
    assert passed_up(heard=0.5, days=280, what=what) == pytest.approx(1.1, rel=1e-3)


def test_that_one_overdue_report_in_five_arrives_in_a_week():
    week = np.mean([passed_up(heard=0.5, days=8, chain=0.0, seed=seed) for seed in range(60)])
    cells = 60 * small.CELLS
    # Half is heard at once; a cell whose day of the week is the first has two chances.
    assert week == pytest.approx(0.5 + 0.5 * arrived(8), abs=4 * 0.5 * np.sqrt(0.25 / cells))


def arrived(days: int) -> float:
    """Return the mean share of overdue reports that arrive in so many days, over the days of the week of the cells."""
    phases = np.arange(small.CELLS) // 8 % 7
    chances = np.array([sum((105 + n) % 7 == phase for n in range(days)) for phase in phases])
    return float((1.0 - 0.8**chances).mean())


def test_that_what_is_claimed_of_a_pursuit_is_passed_up_too():
    """A pursuit is no action of partisans, and yet they claim enemies killed in it."""
    assert passed_up(actions=0, what=staffs.AXIS_DEAD) == pytest.approx(1.1, rel=1e-3)


def test_that_the_figures_of_one_cell_are_rounded_apart():
    scene = small.scene(camps=1, chain=np.zeros(small.CELLS))
    rows = []
    for n in range(60):
        now = small.later(scene, n)
        w = now.world
        w.radio.partisans_in_contact[:] = 0.5 * w.detachments.men_in_cell
        w.reports.soviet_rails[:] = w.reports.soviet_axis_dead[:] = 1.0
        small.call(staffs.pass_up, now)
        w.staffs.overdue[:] = 0.0
        rows.append(w.staffs.reported[:, [staffs.RAILS, staffs.AXIS_DEAD]].copy())
    figures = np.concatenate(rows)
    assert abs(np.corrcoef(figures.T)[0, 1]) < 4 / np.sqrt(len(figures))


def test_that_staffs_left_out_pass_on_what_was_reported():
    assert passed_up(enabled=0.0, actions=6, chain=3.0) == 1.0
