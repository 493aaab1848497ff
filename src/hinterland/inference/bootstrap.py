"""Intervals by resampling whole series: claims of one series are no independent witnesses."""

from functools import lru_cache

import numpy as np

TIMES = 2000
SHARES = (0.025, 0.975)


def interval(values: np.ndarray, series: np.ndarray, seed: int = 1941) -> tuple[float, float]:
    """Return the 95 % interval of the mean of values, of which those of one series are drawn together.

    Values that are NaN are left out. Without two series there is no interval, and both ends are NaN.
    """
    kept = np.isfinite(values)
    names, where = np.unique(series[kept], return_inverse=True)
    if names.size < 2:
        return np.nan, np.nan
    sums, counts = np.bincount(where, values[kept]), np.bincount(where)
    drawn = _drawn(names.size, seed)
    low, high = np.quantile((drawn @ sums) / (drawn @ counts), SHARES)
    return float(low), float(high)


@lru_cache(maxsize=64)
def _drawn(count: int, seed: int) -> np.ndarray:
    """Return how often each of so many series is drawn, each time: (TIMES, count)."""
    drawn = np.random.default_rng(seed).multinomial(count, np.full(count, 1.0 / count), TIMES)
    return np.asarray(drawn, float)
