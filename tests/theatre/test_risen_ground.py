"""The ground that the Slovak army held against Germany in 1944."""

import datetime

import numpy as np
import pytest

from hinterland.core.calendar import day_of
from hinterland.theatre.assemble import load
from hinterland.theatre.forcing_series import prepare
from hinterland.theatre.ground import cell_at
from hinterland.theatre.land import REPUBLICS
from hinterland.theatre.risen_ground import RisenGround


def day(month: int, of_month: int) -> int:
    """Return a day of 1944."""
    return day_of(datetime.date(1944, month, of_month))


@pytest.fixture(scope="module")
def risen() -> RisenGround:
    return RisenGround(load(3).ground)


def test_that_a_town_is_held_from_the_day_on_which_it_rose_until_it_fell(risen):
    capital = cell_at(load(3).ground, 48.74, 19.15)
    held = [bool(risen.on(d)[capital]) for d in (day(8, 26), day(8, 29), day(10, 20), day(10, 27))]
    assert held == [False, True, True, False]


def test_that_the_ground_shrinks_and_all_of_it_is_lost(risen):
    cells = [int(risen.on(d).sum()) for d in (day(8, 30), day(9, 10), day(10, 1), day(10, 27))]
    assert cells[0] > 0
    assert cells == sorted(cells, reverse=True)
    assert cells[-1] == 0


def test_that_only_slovak_ground_is_called_to_rise_and_no_other_of_it_than_the_army_holds():
    theatre = load(3)
    series = prepare(3, frozenset(), ()).series
    called = series.on(day(9, 1)).uprising > 0.0
    assert called.any()
    assert set(theatre.land.republic[called]) == {list(REPUBLICS).index("Slovakia")}
    assert not np.any(called & ~series.risen.on(day(9, 1)))
    assert series.on(day(8, 1)).uprising.max() == 0.0
