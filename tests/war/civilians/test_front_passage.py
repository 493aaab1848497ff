"""What stays behind where the front passes follows the ground, the year and the width of the collapse."""

from datetime import date

import numpy as np
import pytest
from tests import small

from hinterland.core.calendar import day_of
from hinterland.war.civilians import front_passage

FALLEN = np.array([(row >= 0).sum() for row in small.land().neighbours])
"""Neighbours of each cell, of six, that fall on the same day when all fall."""
TIMES = 200


def left_behind(day: int, area: float = 1770.0, fall: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean stragglers and rifles of each cell over many days on which the front passes there."""
    scene = small.scene(day=day)
    scene = scene._replace(land=scene.land._replace(area=np.full(small.CELLS, area)))
    w = scene.world
    stragglers, rifles = np.zeros(small.CELLS), np.zeros(small.CELLS)
    for seed in range(TIMES):
        w.population.was_occupied[:] = 0 if fall is None else ~fall
        w.population.stragglers[:] = w.supply.scattered[:] = 0.0
        small.call(front_passage.step, scene._replace(today=scene.today._replace(seed=seed)))
        stragglers += w.population.stragglers
        rifles += w.supply.scattered
    return stragglers / TIMES, rifles / TIMES


def expected(area: float = 1770.0, year: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """Return the declared means where the whole theatre falls at once: of stragglers and of rifles."""
    scale = area / 1000.0 * year * (1.0 + 3.0 * FALLEN / 6.0)
    return 367.23 * scale * (0.25 + 0.75 * small.land().cover), 254.24 * scale


def check_means(found: tuple[np.ndarray, np.ndarray], declared: tuple[np.ndarray, np.ndarray]) -> None:
    """Check the sums within 4 standard errors: stragglers are spread evenly from none to twice the mean."""
    spread = np.sqrt((declared[0] ** 2 / 3.0 + 0.25).sum() / TIMES)
    assert abs(found[0].sum() - declared[0].sum()) <= 4.0 * spread
    assert abs(found[1].sum() - declared[1].sum()) <= 4.0 * np.sqrt(small.CELLS * 0.25 / TIMES)


@pytest.mark.parametrize("area", [1770.0, 252.0, 17.7])
def test_that_soldiers_and_rifles_stay_behind_in_the_declared_numbers(area):
    check_means(left_behind(20, area), expected(area))


def test_that_a_seventh_as_many_stay_behind_from_the_first_day_of_1942():
    new_year = day_of(date(1942, 1, 1))
    check_means(left_behind(new_year - 1), expected())
    check_means(left_behind(new_year), expected(year=0.15))


def test_that_a_cell_that_falls_alone_leaves_fewer_behind():
    alone = np.arange(small.CELLS) == 14
    rifles = left_behind(20, fall=alone)[1]
    assert abs(rifles[14] - 254.24 * 1.77) <= 4.0 * np.sqrt(0.25 / TIMES)
    assert rifles.sum() == rifles[14]


def test_that_what_stays_behind_comes_from_the_army_and_its_depots():
    scene = small.scene(day=20)
    p, s = scene.world.population, scene.world.supply
    p.was_occupied[:] = 0
    army, rifles = p.red_army[0], s.moscow_rifles[0]
    people = p.rural.sum() + p.urban.sum()
    small.call(front_passage.step, scene)
    assert p.stragglers.sum() == army - p.red_army[0] > 0.0
    assert s.scattered.sum() == rifles - s.moscow_rifles[0] > 0.0
    assert p.rural.sum() + p.urban.sum() + p.evacuated.sum() + p.conscripted.sum() == people


def test_that_nothing_happens_where_the_front_has_passed_before():
    scene = small.scene(day=20)
    small.call(front_passage.step, scene)
    assert scene.world.population.stragglers.sum() == scene.world.population.evacuated.sum() == 0.0
