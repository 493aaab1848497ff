"""A district after an expedition: fewer partisans for some weeks, who filter back within half a year."""

import numpy as np
import pytest
from tests import small

from hinterland.war.occupier import expeditions

LAST = int(small.order_of_battle().named_to[0])
NAMED_ALONE = {"launch_chance": 0.01, "half_saturation_partisans": 350.0}


@pytest.fixture(scope="module")
def district() -> np.ndarray:
    """Return the cells of the named expedition's district."""
    scene = small.scene(day=int(small.order_of_battle().named_from[0]))
    small.call(expeditions.launch, scene, order_of_battle=small.order_of_battle())
    e = scene.world.expeditions
    return e.swept_cells[: e.cells_count[0]].copy()


def strength(district: np.ndarray, enabled: float, seeds: range = range(1, 9)) -> np.ndarray:
    """Return the partisans of the district, on average over seeds, on the last day and 1, 3 and 6 months after it."""
    days = [LAST, LAST + 30, LAST + 91, LAST + 182]
    found = np.zeros((len(seeds), len(days)))
    parameters = small.parameters_with(expeditions=NAMED_ALONE | {"enabled": enabled})
    for n, seed in enumerate(seeds):

        def each(world, day, row=found[n]):
            if day in days:
                row[days.index(day)] = world.detachments.men_in_cell[district].sum()

        small.war(days[-1] + 1, seed, parameters, each)
    return found.mean(0)


def test_that_a_district_loses_partisans_to_an_expedition_and_fills_again(district):
    ratio = strength(district, 1.0) / strength(district, 0.0)
    assert ratio[0] < 0.6, "they have fled, broken out or died when it ends"
    assert list(ratio) == sorted(ratio)
    assert ratio[2] < 1.0, "after three months some are still missing"
    assert ratio[3] > 0.5, "within half a year more than half are there again"
