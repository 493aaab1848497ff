"""How long a line is closed by what was done to it, beside the points that the record gives, within a factor of 1.5."""

import numpy as np
import pytest
from tests import toy

from hinterland.war.railway import traffic
from hinterland.war.sabotage import mines

SINGLE, DOUBLE = 1, 3


def scene(**changes: object) -> toy.Scene:
    """Return an occupied scene in which every line is a section of 100 km."""
    of = toy.scene(**changes)
    of.world.gauge.operated[:] = 100.0
    return of._replace(land=of.land._replace(line_km=np.full(toy.LINES, 100.0)))


def closed(of: toy.Scene, line: int, days: int, ripen: bool = False) -> float:
    """Return the hours for which a line is closed over so many days."""
    w, hours = of.world, 0.0
    for _ in range(days):
        of = toy.later(of, 1)
        if ripen:
            toy.call(mines.ripen, of)
        w.rail.actions[line] = 1.0
        traffic.repair(
            w.traffic,
            w.rail,
            w.gauge,
            w.rolling_stock,
            of.land,
            of.outside,
            toy.network().spans,
            of.rules.traffic,
            of.today,
        )
        hours += w.traffic.closed_h[line]
    return hours


def check_near(hours: float, low: float, high: float) -> None:
    """Fail unless the hours lie within a factor of 1.5 of what the record gives."""
    assert low / 1.5 <= hours <= high * 1.5, f"{hours:.1f} h, the record has {low:g} to {high:g} h"


@pytest.mark.parametrize(
    ("rails", "low", "high"), [(1, 3, 6), (430, 48, 48), (637, 120, 120)], ids=["R056", "R044", "R053"]
)
def test_that_rails_close_a_single_track_as_long_as_the_record_has_it(rails, low, high):
    of = scene()
    of.world.rail.out[SINGLE] = rails
    if rails == 637:
        of.world.rail.bridge_h[SINGLE] = of.rules.rail.bridge_h
    check_near(closed(of, SINGLE, 12), low, high)


def test_that_a_derailed_train_closes_a_single_track_for_seven_to_fourteen_hours():
    """R054, R055."""
    of = scene()
    of.world.rail.wrecked_h[SINGLE] = of.rules.rail.wreck_h
    check_near(closed(of, SINGLE, 3), 7, 14)


@pytest.mark.parametrize(("line", "number", "of_the_day"), [(SINGLE, 2.5, 1.0), (DOUBLE, 4, 1.0)])
def test_that_two_or_three_derailments_a_day_close_a_single_track_and_four_a_double_one(line, number, of_the_day):
    """R057; of the double line it says two on each track."""
    of = scene()
    of.world.rail.wrecked_h[line] = number * of.rules.rail.wreck_h
    check_near(closed(of, line, 1), 24.0 * of_the_day, 24.0 * of_the_day)


@pytest.mark.parametrize(("size", "low", "high"), [(0.0, 144, 168), (1.0, 144, 168)], ids=["R052", "R050"])
def test_that_a_main_bridge_closes_its_line_for_about_a_week(size, low, high):
    of = scene()
    of.world.rail.span_h[1] = of.world.rail.bridge_h[1] = of.rules.rail.named_h * (1.0 + of.rules.rail.longer * size)
    check_near(closed(of, 1, 20), low, high)


def test_that_blasts_day_after_day_keep_a_line_closed_for_three_weeks():
    """R051: a main line in the north of Belarus, three weeks of repeated blasts."""
    of = scene()
    hours = 0.0
    for _ in range(21):
        of.world.rail.out[SINGLE] += 150.0
        hours += closed(of, SINGLE, 1)
    check_near(hours, 504, 504)


@pytest.mark.parametrize(("laid", "low", "high"), [(25, 240, 240), (65, 720, 720)])
def test_that_mines_of_long_delay_close_a_single_track_for_as_long_as_a_staff_reckoned(laid, low, high):
    """R058: twenty to thirty for ten days, fifty to eighty for a month."""
    hours = []
    for seed in range(1, 6):
        of = scene(seed=seed)
        of.world.mines.hidden[SINGLE] = laid
        of.world.traffic.trains[:] = 12.0
        hours.append(closed(of, SINGLE, 90, ripen=True))
    check_near(float(np.mean(hours)), low, high)
