"""Regions come under occupation and are freed when they were."""

from datetime import date

import numpy as np
import pytest

from hinterland.core.calendar import DAYS, date_of
from hinterland.theatre.assemble import load


def held(region: str) -> tuple[np.ndarray, np.ndarray]:
    """Return which cells of a region are occupied on each day, and their people in 1941."""
    t = load(4)
    mask = t.regions.mask(region)
    return t.front.occupied[:DAYS, mask] == 1, (t.land.rural + t.land.urban)[mask]


@pytest.mark.parametrize(
    ("region", "entered", "half", "half_free", "left"),
    [
        ("Belarus", "1941-06-23", "1941-07-02", "1944-07-03", "1944-10-24"),
        ("Ukraine", "1941-06-23", "1941-08-16", "1944-01-03", "1944-10-16"),
        ("Lithuania", "1941-06-23", "1941-06-25", "1944-07-27", "1945-01-28"),
        ("Smolensk", "1941-07-13", "1941-08-03", "1943-09-19", "1943-10-08"),
        ("Orel", "1941-08-08", "1941-10-07", "1943-08-05", "1943-10-10"),
        ("Crimea", "1941-09-27", "1941-11-02", "1944-04-13", "1944-05-09"),
    ],
)
def test_that_a_region_enters_and_leaves_occupation_on_its_days(region, entered, half, half_free, left):
    occupied, people = held(region)
    share = occupied @ people / people.sum()
    found = [np.flatnonzero(share > least)[k] for least, k in ((0.0, 0), (0.5, 0), (0.5, -1), (0.0, -1))]
    for day, expected in zip(
        (found[0], found[1], found[2] + 1, found[3] + 1), (entered, half, half_free, left), strict=True
    ):
        assert abs((date_of(int(day)) - date.fromisoformat(expected)).days) <= 2


@pytest.mark.parametrize("region", ["Leningrad", "Kalinin"])
def test_that_the_north_west_is_occupied_for_up_to_three_years(region):
    occupied, _ = held(region)
    years = occupied.sum(axis=0) / 365.25
    assert 2.9 < years.max() < 3.1
    assert occupied.sum(axis=1).max() < occupied.shape[1], "a part of it is never occupied"


def test_that_most_of_belarus_is_still_occupied_at_the_start_of_1944():
    occupied, people = held("Belarus")
    assert people[occupied[date(1944, 1, 1).toordinal() - date(1941, 6, 22).toordinal()]].sum() > 5e6
