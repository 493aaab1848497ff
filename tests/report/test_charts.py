"""Charts set a claim where it belongs: at its figure, over its dates, by its speaker."""

import re
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from hinterland.engine.quantities import find
from hinterland.engine.result import Run
from hinterland.evidence.model import SPEAKERS
from hinterland.report import charts, drawing, figures, key_figures
from hinterland.study.claims.ledger_of_package import ledger_of_package

START = date(1941, 6, 22)


@pytest.fixture(scope="module")
def known():
    return ledger_of_package()


def test_that_a_sum_over_weeks_is_drawn_as_its_mean_by_month(known):
    claim = known.by_id["R062"]
    mark = charts.mark_of(claim, START, 1418, "rail", flow=True)
    days = (claim.date_to - claim.date_from).days + 1
    assert mark.best == pytest.approx(claim.best / (days / charts.MONTH))
    assert mark.last - mark.first == days - 1


def test_that_one_night_is_not_blown_up_to_a_month(known):
    claim = known.by_id["R059"]
    assert charts.mark_of(claim, START, 1418, "rail", flow=True).best == claim.best


def test_that_a_claim_in_another_unit_or_time_has_no_mark(known):
    claim = known.by_id["R062"]
    assert charts.mark_of(claim, START, 1418, "person", flow=True) is None
    assert charts.mark_of(claim, START, 41, "rail", flow=True) is None


def test_that_a_bound_alone_stands_at_its_figure_and_points_outwards(known):
    claim = replace(known.by_id["S034"], low=90_000.0, best=None, high=None)
    mark = charts.mark_of(claim, START, 1418, "person", flow=False)
    assert mark.middle == 90_000.0
    assert drawing.between(claim.low, claim.best, claim.high).startswith("at least")


def test_that_a_claim_far_above_a_chart_is_told_at_its_top_and_does_not_squeeze_it():
    days = np.arange(0.0, 100.0)
    line = charts.Line("true", "true", days, np.full(100, 10.0))
    mark = charts.Mark(40, 50, None, 10_000.0, None, "soviet", True, "a claim")
    drawn = charts.chart("Trial", "things", START, 100, [line], [mark])
    assert f'class="beyond">{drawing.number(10_000.0)}<' in drawn
    assert 'class="tick end">10<' in drawn


def test_that_sums_of_months_are_told_by_the_month_and_by_no_day(known, coarse: Run):
    days, values = np.array([9.0, 40.0]), np.array([3.0, 7.0])
    line = charts.Line("in reprisals", "first", days, values, monthly=True)
    assert "at most 7, in August 1941." in charts.chart("Trial", "people", START, 60, [line], [])
    assert "at most 7, about 1 August 1941." in charts.chart(
        "Trial", "people", START, 60, [line._replace(monthly=False)], []
    )
    group = next(group for group in figures.GROUPS.values() if any("civilians" in f.name.lower() for f in group))
    drawn = figures.draw(coarse, known, next(f for f in group if "civilians" in f.name.lower()))
    assert drawn.columns[0] == "month"
    assert all(len(row[0]) == len("1943-06") for row in drawn.rows)


def test_that_one_claim_is_told_in_the_singular():
    line = charts.Line("true", "true", np.arange(3.0), np.ones(3))
    mark = charts.Mark(0, 1, None, 1.0, None, "soviet", True, "a claim")
    assert "1 claim is marked; its words" in charts.chart("Trial", "things", START, 3, [line], [mark])
    assert "2 claims are marked; their words" in charts.chart("Trial", "things", START, 3, [line], [mark, mark])


def test_that_sides_differ_in_shape_and_not_only_in_colour():
    shapes = [charts.shape(speaker, 0.0, 0.0) for speaker in charts.SIDES]
    assert len(set(shapes)) == len(charts.SIDES)
    assert set(charts.SIDES) - {"other"} <= set(SPEAKERS)


def test_that_every_figure_asks_for_something_that_the_run_and_the_ledger_know(known, coarse: Run):
    for figure in (f for group in figures.GROUPS.values() for f in group):
        for trace in figure.traces:
            assert find(trace.quantity)
        assert coarse.atoms(figure.region).size
        for quantity, _ in figure.claims:
            assert known.quantities[quantity].unit == figure.claim_unit


def test_that_months_of_a_flow_add_up_to_its_total(coarse: Run):
    monthly = figures.by_month(coarse, coarse.values("rails.cut"))
    whole = monthly[1:-1].sum()
    number, _ = figures.months(coarse)
    inner = (number > 0) & (number < number[-1])
    assert whole == pytest.approx(coarse.values("rails.cut")[inner].sum())
    assert whole > 0


def test_that_a_stack_reaches_the_sum_of_its_parts(coarse: Run, known):
    civilians = figures.draw(coarse, known, figures.CIVILIANS[0])
    assert [style for _, style in civilians.styles] == ["first", "second"]
    assert civilians.svg.count('class="area') == 2


def test_that_key_figures_are_sums_of_the_run(coarse: Run):
    figures = {key.name: key.figure for key in key_figures.others(coarse)}
    assert figures["Rails destroyed"] == drawing.number(coarse.sum("rails.cut"))
    assert figures["Partisans at the height"] == drawing.number(coarse.values("partisans.strength").max())


@pytest.mark.parametrize("top", [0.7, 1.0, 9.0, 37.0, 1200.0, 431_000.0])
def test_that_steps_of_an_axis_are_few_and_stay_on_it(top):
    values = drawing.steps(top)
    assert 3 <= len(values) <= 7
    assert values[0] == 0
    assert values[-1] <= top


def test_that_text_in_a_drawing_cannot_break_out_of_it():
    drawn = drawing.element("g", drawing.title("<b> & co"), aria_label='say "x" <y>')
    assert drawn == '<g aria-label="say &quot;x&quot; &lt;y&gt;"><title>&lt;b&gt; &amp; co</title></g>'


def test_that_a_path_in_steps_ends_where_its_points_end():
    points = [(0.04, 0.0), (10.26, 5.0), (10.26, 5.01), (3.0, -2.0)]
    d = drawing.path(points, grain=0.1)
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", d)]
    assert sum(numbers[0::2]) == pytest.approx(3.0)
    assert sum(numbers[1::2]) == pytest.approx(-2.0)
    assert len(numbers) == 6


def test_that_the_title_of_a_stacked_chart_tells_each_part_by_itself():
    days = np.arange(0.0, 10.0)
    parts = [
        charts.Line("one", "first", days, np.full(10, 900.0)),
        charts.Line("other", "second", days, np.full(10, 5.0)),
    ]
    drawn = charts.chart("Trial", "people", START, 10, parts, [], stacked=True)
    for words in ("one: at most 900", "other: at most 5,"):
        assert drawn.count(words) == 2  # the title that is shown on hover, and the label
