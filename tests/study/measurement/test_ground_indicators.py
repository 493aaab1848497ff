"""Figures beside the ground: the way along one line, partisans by the people of 1941, how far the front has come."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from tests.study.made_up import MadeUp, theatre

from hinterland.study.measurement.ground_indicators import (
    CENSUS,
    EAST,
    WEST,
    farthest,
    figure,
    front_length,
    seats_held,
    through,
)
from hinterland.study.measurement.indicators import Indicator, IndicatorReader
from hinterland.theatre.ground import cell_at
from hinterland.theatre.seats import read_seats


def closed(*hours: tuple[float, ...]) -> Any:
    return SimpleNamespace(by_atom=lambda *_: np.array(hours, float))


def test_that_a_line_is_closed_as_long_as_its_longest_closed_place_and_not_as_all_together() -> None:
    assert through(closed((12, 12, 0), (24, 24, 24)), "any", 0, 1) == 36


def test_that_a_place_with_several_lines_is_closed_for_a_day_at_most() -> None:
    assert through(closed((40, 2)), "any", 0, 0) == 24


def test_that_only_the_days_asked_count() -> None:
    assert through(closed((24,), (5,), (24,)), "any", 1, 1) == 5


def test_that_the_east_is_counted_by_the_people_who_lived_there_before_the_evacuation() -> None:
    run = MadeUp(lambda _name, region, _said_by: 1000.0)
    land, mask = theatre().land, theatre().regions.mask
    inside = [mask("Belarus") & mask(part) for part in (EAST, WEST)]
    people = [float((land.rural + land.urban)[cells].sum()) for cells in inside]
    figure = IndicatorReader(run).read(Indicator("partisans.density_ratio", "Belarus", 560, 590, take="ratio"))
    assert figure == pytest.approx(people[1] / people[0])


def test_that_the_front_has_come_as_far_as_the_farthest_occupied_ground() -> None:
    ground, inside = theatre(), theatre().inside("USSR")
    run: Any = SimpleNamespace(theatre=ground, atoms=lambda _: inside)
    run.by_atom = lambda *_: np.zeros((1, inside.size))
    assert farthest(run, "USSR", 0, 0) == 0
    minsk = ground.land.atom[np.flatnonzero(ground.regions.mask("Minsk_city"))[0]]
    run.by_atom = lambda *_: (inside == minsk)[None, :].astype(float)
    assert 150 < farthest(run, "USSR", 0, 0) < 400


def test_that_the_census_counts_all_people_of_the_ground_and_each_nation_its_own() -> None:
    run: Any = SimpleNamespace(theatre=theatre())
    people = {take: figure(run, take, "E_Poland", 0, 0) for take in CENSUS}
    land, inside = theatre().land, theatre().regions.mask("E_Poland")
    assert people["census"] == pytest.approx(float((land.rural + land.urban)[inside].sum()))
    assert 0 < people["census of Belarusians"] < people["census of Ukrainians"] < people["census"] / 2


def test_that_a_straight_front_is_as_long_as_it_is_whatever_its_direction() -> None:
    ground = theatre().ground
    for lat_weight, lon_weight in ((1, 0), (0, 1), (1, 0.6)):
        # Ground north-west of a straight line through the middle of the land, in a circle of 400 km.
        across = lat_weight * (ground.lat - 54.0) - lon_weight * (ground.lon - 30.0) * np.cos(np.radians(54.0))
        held = (across > 0).astype(np.uint8)[None, :]
        made: Any = SimpleNamespace(theatre=theatre()._replace(front=SimpleNamespace(occupied=held)), first=0)
        length = front_length(made, "circle:54,30,400", 0, 0)
        assert length == pytest.approx(800, rel=0.2)


def test_that_there_is_no_front_where_all_ground_is_held() -> None:
    held = np.ones((1, len(theatre().ground.h3)), np.uint8)
    made: Any = SimpleNamespace(theatre=theatre()._replace(front=SimpleNamespace(occupied=held)), first=0)
    assert front_length(made, "Belarus", 0, 0) == 0


def test_that_seats_of_districts_count_by_the_share_of_their_ground_that_is_held() -> None:
    ground, inside = theatre(), theatre().inside("Belarus")
    within = theatre().regions.mask("Belarus")
    seats = sum(within[cell_at(ground.ground, seat.lat, seat.lon)] for seat in read_seats())
    run: Any = SimpleNamespace(theatre=ground, atoms=lambda _: inside)
    run.by_atom = lambda name, _: np.full((1, inside.size), {"zones.area": 300.0, "land.occupied": 1200.0}[name])
    assert seats > 150
    assert seats_held(run, "Belarus", 0, 0) == pytest.approx(seats / 4)
