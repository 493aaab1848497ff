"""Differences between pairs of runs that share seed and draw, and how sure they are."""

import math
from typing import NamedTuple

import numpy as np
from scipy.stats import t as student

TAIL = 0.05
"""Probability beyond each end of an interval: 5 and 95 % make one of 90 %."""


class PairedDifferences(NamedTuple):
    """What pairs say of each figure; all of shape (figures,).

    `mean` is the mean of second less first, `error` its standard error, `low` and `high` the interval of 90 % for that
    mean, `same_sign` the share of pairs whose difference has the sign of the mean, `pairs` how many pairs hold both.
    """

    mean: np.ndarray
    error: np.ndarray
    low: np.ndarray
    high: np.ndarray
    same_sign: np.ndarray
    pairs: np.ndarray


def paired_differences(first: np.ndarray, second: np.ndarray, draw: np.ndarray) -> PairedDifferences:
    """Return the differences of two arrays of shape (pairs, figures); `draw` (pairs,) numbers the draw of each pair.

    Pairs that share a draw are averaged before the error is worked out: they are not independent of each other. A pair
    without one of its figures (NaN) is left out. With fewer than two draws error and interval are NaN. The interval is
    that of Student's t (Gosset 1908).
    """
    found = [_of_one(b - a, draw) for a, b in zip(first.T, second.T, strict=True)]
    return PairedDifferences(*(np.array(part) for part in zip(*found, strict=True)))


def _of_one(differences: np.ndarray, draw: np.ndarray) -> tuple[float, float, float, float, float, int]:
    known = np.isfinite(differences)
    mean, error, groups = grouped_mean(differences, draw)
    half = float(student.ppf(1.0 - TAIL, groups - 1)) * error if groups > 1 else math.nan
    same = float((np.sign(differences[known]) == np.sign(mean)).mean()) if known.any() else math.nan
    return mean, error, mean - half, mean + half, same, int(known.sum())


def grouped_mean(values: np.ndarray, draw: np.ndarray) -> tuple[float, float, int]:
    """Return the mean of values (n,) averaged by draw first, its standard error, and the number of draws.

    Values that are not finite are left out; the mean of none, and the error of fewer than two draws, is NaN.
    """
    known = np.isfinite(values)
    by_draw = np.array([values[known & (draw == one)].mean() for one in np.unique(draw[known])])
    if by_draw.size == 0:
        return math.nan, math.nan, 0
    error = float(by_draw.std(ddof=1) / math.sqrt(by_draw.size)) if by_draw.size > 1 else math.nan
    return float(by_draw.mean()), error, by_draw.size
