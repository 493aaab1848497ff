"""Documented days of named units and of campaigns, as kernels get them."""

import dataclasses
import datetime

import numpy as np
import pytest

from hinterland.core.calendar import day_of
from hinterland.theatre.campaigns import rails_today
from hinterland.theatre.decisions import Decision, read_decisions
from hinterland.theatre.documented_movements import read_movements
from hinterland.theatre.forcing_series import prepare
from hinterland.theatre.inputs import read_units


@pytest.fixture(scope="module")
def prepared():
    return prepare(3, frozenset(), ())


def test_that_every_waypoint_is_of_its_unit_and_they_stand_in_order_of_time(prepared):
    named, ways = prepared.named_units, [way for way in read_movements() if way.what != "landed"]
    assert named.way_start[-1] == named.way_day.size == len(ways)
    names = [unit.id for unit in read_units()]
    for n, name in enumerate(names):
        days = named.way_day[named.way_start[n] : named.way_start[n + 1]]
        assert days.tolist() == sorted(way.day for way in ways if way.unit == name)
    assert (named.way_begins <= named.way_day).all()


def test_that_a_unit_that_landed_is_a_group_that_was_sent(prepared):
    flown = {way.unit for way in read_movements() if way.what == "landed"}
    row = [n for n, unit in enumerate(read_units()) if unit.id in flown]
    assert len(row) == len(flown) > 0
    assert prepared.named_units.landed.sum() == len(row)
    assert (prepared.named_units.men[row] <= 12.0).all()


def test_that_a_unit_comes_over_in_the_stay_in_which_its_day_lies(prepared):
    units, day = prepared.order_of_battle, day_of(datetime.date(1943, 8, 16))
    row = np.flatnonzero(units.came_day == day)
    assert row.size == 1
    assert units.native[row[0]] == 1
    assert units.arrives[row[0]] <= day <= units.leaves[row[0]]
    assert (units.came_cell[units.came_day >= 0] >= 0).all()


def campaign(days: int) -> Decision:
    """Return a campaign for a thousand rails on so many days from day 100."""
    model = next(d for d in read_decisions() if d.switch == "rail_campaign")
    return dataclasses.replace(model, start=100, end=100 + days - 1, value=1000.0)


@pytest.mark.parametrize("days", [1, 2, 3, 40])
def test_that_the_days_of_a_campaign_ask_for_its_whole_plan(days):
    plan = [rails_today(campaign(days), day) for day in range(90, 100 + days)]
    assert sum(plan) == pytest.approx(1000.0)
    assert plan[:10] == [0.0] * 10
    assert plan[10] == (1000.0 if days <= 2 else max(plan))
