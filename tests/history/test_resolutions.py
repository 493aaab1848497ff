"""Strength, rails and civilians killed on grids of three sizes, by year: what agrees, and how far the rest misses."""

import numpy as np
import pytest

import hinterland
from hinterland.engine.result import Run

BOUND = 0.15
"""Share by which a coarser or finer grid may differ from resolution 4."""
YEARS = ("1942", "1943", "1944")
LEAST = {"strength": 1000.0, "rails": 500.0, "killed": 1000.0}
KNOWN = {
    (3, "strength", "1942"): 0.26,
    (3, "strength", "1943"): 0.18,
    (3, "strength", "1944"): 0.37,
    (3, "rails", "1942"): 0.17,
    (3, "rails", "1943"): 0.24,
    (3, "rails", "1944"): 0.26,
    (3, "killed", "1942"): 0.21,
    (3, "killed", "1943"): 0.17,
    (5, "strength", "1944"): 0.20,
}
"""Known misses, by resolution, figure and year, as shares.

Measured with 2 seeds at 3 and 4 and one at 5: -22, -14 and +33 per cent of strength, +13, +20 and +21 of rails, -17 and
-13 of the killed at 3; +15.5 per cent of strength in 1944 at 5. Four points are added for other seeds.
"""


def figures(runs: list[Run]) -> dict[tuple[str, str], float]:
    """Return strength at mid-year, rails destroyed and civilians killed of each year, mean of some runs."""
    means = {}
    for year in YEARS:
        whole, june = (f"{year}-01-01", f"{year}-12-31"), (f"{year}-06-01", f"{year}-06-20")
        means["strength", year] = np.mean([run.mean("partisans.strength", None, *june) for run in runs])
        means["rails", year] = np.mean([run.sum("rails.cut", None, *whole) for run in runs])
        means["killed", year] = np.mean([run.sum("civilians.killed", None, *whole) for run in runs])
    return {key: float(value) for key, value in means.items()}


def played(resolution: int, seeds: int) -> dict[tuple[str, str], float]:
    """Return the figures of some wars at a resolution."""
    return figures([hinterland.run("history", seed=seed, resolution=resolution) for seed in range(1, seeds + 1)])


@pytest.mark.slow
@pytest.mark.parametrize(("resolution", "seeds"), [(3, 2), (5, 1)])
def test_that_grids_of_other_sizes_agree_but_for_the_known_misses(resolution, seeds):
    here, usual = played(resolution, seeds), played(4, 2)
    for (figure, year), value in here.items():
        off = abs(value / max(usual[figure, year], LEAST[figure]) - 1.0)
        allowed = KNOWN.get((resolution, figure, year), BOUND)
        assert off <= allowed, (figure, year, value, usual[figure, year])
