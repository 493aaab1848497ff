"""Reports as their readers count them, and agents on the lists of detachments."""

import numpy as np
import pytest
from tests import small

from hinterland.core.calendar import SATURDAY
from hinterland.war.reporting import intelligence_returns
from hinterland.war.reporting.intelligence_returns import ARMY, NKVD, PARTY, TO_NKVD, TO_PARTY

P = small.parameters_with().intelligence_returns


def with_reports(delays: list[float], consumer: int = ARMY, day: int = 100) -> small.Scene:
    """Return a scene in which reports were written on a day, each from a cell of its own, with these delays."""
    scene = small.scene(day, camps=0)
    ring, many = scene.world.intelligence, len(delays)
    ring.reports_written[0] = many
    ring.day[:many], ring.cell[:many], ring.consumer[:many] = day, np.arange(many) % small.CELLS, consumer
    ring.delay_days[:many] = delays
    return scene


def days_of_receipt(scene: small.Scene, many: int = 130) -> dict[int, float]:
    """Let days pass; return how many reports came after how many days."""
    came = {}
    for days in range(many):
        scene.world.intelligence_returns.received[:] = 0.0
        small.call(intelligence_returns.receive, small.later(scene, days))
        if n := scene.world.intelligence_returns.received.sum():
            came[days] = n
    return came


def test_that_a_report_counts_on_the_day_on_which_it_comes() -> None:
    assert days_of_receipt(with_reports([1.0, 1.0, 1.2, 7.0, 20.5])) == {1: 2.0, 2: 1.0, 7: 1.0, 21: 1.0}


def test_that_a_report_that_is_under_way_too_long_is_never_counted() -> None:
    longest = P.longest_way_days
    assert days_of_receipt(with_reports([longest, longest + 0.5, longest + 30.0])) == {int(longest): 1.0}


def test_that_a_ring_that_is_full_gives_each_report_once() -> None:
    scene = with_reports([1.0] * 1000)
    scene.world.intelligence.reports_written[0] = 2500
    assert days_of_receipt(scene, 5) == {1: 1000.0}


@pytest.mark.parametrize(("consumer", "party", "nkvd"), [(ARMY, 1.0, 1.0), (PARTY, 0.0, 1.0), (NKVD, 0.0, 0.0)])
def test_that_copies_are_counted_by_each_who_gets_them(consumer: int, party: float, nkvd: float) -> None:
    many = 20 * small.CELLS
    scene = with_reports([1.0] * many, consumer)
    small.call(intelligence_returns.receive, small.later(scene, 1))
    returns = scene.world.intelligence_returns
    assert returns.received[:, consumer].sum() == returns.received.sum() == many
    error = 4.0 * np.sqrt(0.25 * small.CELLS)
    assert returns.copies[:, TO_PARTY].sum() == pytest.approx(many * P.copied_to_party * party, abs=error)
    assert returns.copies[:, TO_NKVD].sum() == pytest.approx(many * P.copied_to_nkvd * nkvd, abs=error)


def test_that_lists_name_more_agents_than_there_are_and_strike_the_lost_off_late() -> None:
    scene = small.scene(camps=0)
    w = scene.world
    w.agents.number[:] = 10.0
    for week in range(11):
        now = scene._replace(today=scene.today._replace(day=SATURDAY + 7 * week, phase=SATURDAY))
        small.call(intelligence_returns.list_agents, now)
        if week == 0:
            assert w.intelligence_returns.agents == pytest.approx(10.0 * P.listed_per_agent)
            w.agents.number[:] = 2.0
    left = 2.0 + 8.0 * (1.0 - P.struck_off_per_week) ** 10
    assert w.intelligence_returns.agents == pytest.approx(P.listed_per_agent * left)
