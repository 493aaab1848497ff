"""How long a line is closed by what was done to it, beside the points that the record gives, within a factor of 1.5."""

import numpy as np
import pytest
from tests import small

from hinterland.war.railway import traffic
from hinterland.war.sabotage import mines, rail

SINGLE, DOUBLE = 1, 3


def begun(**changes: object) -> small.Scene:
    """Return an occupied scene in which every line is a section of 100 km."""
    scene = small.scene(**changes)
    scene.world.gauge.operated_km[:] = 100.0
    return scene._replace(land=scene.land._replace(line_km=np.full(small.LINES, 100.0)))


def closed(scene: small.Scene, line: int, days: int, ripen: bool = False) -> float:
    """Return the hours for which a line is closed over so many days."""
    w, hours = scene.world, 0.0
    for _ in range(days):
        scene = small.later(scene, 1)
        if ripen:
            small.call(mines.explode, scene)
            small.call(rail.set_off, scene)
        w.rail.actions[line] = 1.0
        small.call(traffic.repair, scene)
        hours += w.traffic.closed_h[line]
    return hours


def check_near(hours: float, low: float, high: float) -> None:
    """Fail unless the hours lie within a factor of 1.5 of what the record gives."""
    assert low / 1.5 <= hours <= high * 1.5, f"{hours:.1f} h, the record has {low:g} to {high:g} h"


@pytest.mark.parametrize(
    ("rails", "low", "high"), [(1, 3, 6), (430, 48, 48), (637, 120, 120)], ids=["R056", "R044", "R053"]
)
def test_that_rails_close_a_single_track_as_long_as_the_record_has_it(rails, low, high):
    scene = begun()
    scene.world.rail.rails_missing[SINGLE] = rails
    if rails == 637:
        scene.world.structures.bridge_h[SINGLE] = scene.parameters.structures.small_bridge_closure_h
    check_near(closed(scene, SINGLE, 12), low, high)


def test_that_a_derailed_train_closes_a_single_track_for_seven_to_fourteen_hours():
    """R054, R055."""
    scene = begun()
    scene.world.rail.wreck_h[SINGLE] = scene.parameters.rail.wreck_closure_h
    check_near(closed(scene, SINGLE, 3), 7, 14)


@pytest.mark.parametrize(("line", "number", "of_the_day"), [(SINGLE, 2.5, 1.0), (DOUBLE, 4, 1.0)])
def test_that_two_or_three_derailments_a_day_close_a_single_track_and_four_a_double_one(line, number, of_the_day):
    """R057; of the double line it says two on each track."""
    scene = begun()
    scene.world.rail.wreck_h[line] = number * scene.parameters.rail.wreck_closure_h
    check_near(closed(scene, line, 1), 24.0 * of_the_day, 24.0 * of_the_day)


@pytest.mark.parametrize(("size", "low", "high"), [(0.0, 144, 168), (1.0, 144, 168)], ids=["R052", "R050"])
def test_that_a_main_bridge_closes_its_line_for_about_a_week(size, low, high):
    scene = begun()
    scene.world.structures.main_bridge_h[1] = scene.world.structures.bridge_h[1] = (
        scene.parameters.structures.main_bridge_closure_h
        * (1.0 + scene.parameters.structures.closure_gain_per_size * size)
    )
    check_near(closed(scene, 1, 20), low, high)


def test_that_blasts_day_after_day_keep_a_line_closed_for_three_weeks():
    """R051: a main line in the north of Belarus, three weeks of repeated blasts."""
    scene = begun()
    hours = 0.0
    for _ in range(21):
        scene.world.rail.rails_missing[SINGLE] += 150.0
        hours += closed(scene, SINGLE, 1)
    check_near(hours, 504, 504)


@pytest.mark.parametrize(("laid", "low", "high"), [(25, 240, 240), (65, 720, 720)])
def test_that_mines_of_long_delay_close_a_single_track_for_as_long_as_a_staff_reckoned(laid, low, high):
    """R058: twenty to thirty for ten days, fifty to eighty for a month."""
    hours = []
    for seed in range(1, 6):
        scene = begun(seed=seed)
        scene.world.mines.hidden[SINGLE] = laid
        scene.world.traffic.busy_share[:] = 1.0
        hours.append(closed(scene, SINGLE, 90, ripen=True))
    check_near(float(np.mean(hours)), low, high)
