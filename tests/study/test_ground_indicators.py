"""Figures beside the ground: the way along one line, partisans by the people of 1941, how far the front has come."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from tests.study.made_up import MadeUp, theatre

from hinterland.study.ground_indicators import EAST, WEST, farthest, through
from hinterland.study.indicators import Indicator, IndicatorReader


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
