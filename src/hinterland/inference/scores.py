"""Scores of predictive distributions: how near they come to what was claimed, and whether they say how sure they are.

A distribution is given by samples of equal weight, in natural logarithms: of shape (claims, samples). What lies between
the bounds of a claim agrees with it: the distance to the nearer bound is scored. So a claim of one end is censored, and
the score stays proper (the distribution and the claim are mapped alike).
"""

import math
from typing import NamedTuple

import numpy as np


class Scores(NamedTuple):
    """The scores of N claims, each an array of N."""

    crps: np.ndarray
    """Continuous ranked probability score, in natural logarithms: 0 is best."""
    error: np.ndarray
    """Distance of the median, in natural logarithms."""
    inside_50: np.ndarray
    """Whether the middle half of the distribution reaches the claim; a float, 0 or 1."""
    inside_90: np.ndarray
    width: np.ndarray
    """Natural logarithm of the upper over the lower end of the 90 % band."""
    pit: np.ndarray
    """Share of the distribution below a claim of two ends; NaN for the others. Even from 0 to 1 where all is right."""


def scores(samples: np.ndarray, low: np.ndarray, best: np.ndarray, high: np.ndarray) -> Scores:
    """Return the scores of claims from `low` to `high`; a row of samples with NaN scores NaN."""
    quantiles = np.quantile(samples, [0.05, 0.25, 0.5, 0.75, 0.95], axis=1)
    missing = np.isnan(samples).any(axis=1)
    point = np.isfinite(low) & np.isfinite(high)
    below = (samples < best[:, None]).mean(axis=1) + 0.5 * (samples == best[:, None]).mean(axis=1)
    return Scores(
        crps(samples, low, high),
        np.abs(distance(quantiles[2], low, high)),
        _inside(quantiles[1], quantiles[3], low, high, missing),
        _inside(quantiles[0], quantiles[4], low, high, missing),
        quantiles[4] - quantiles[0],
        np.where(point & ~missing, below, np.nan),
    )


def distance(values: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Return how far values lie above (positive) or below the nearer bound; 0 between the bounds."""
    return values - np.clip(values, low, high)


def crps(samples: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Return the CRPS of each row of samples: mean distance to the claim less half the mean distance of two samples."""
    away = np.sort(distance(samples, low[:, None], high[:, None]), axis=1)
    count = away.shape[1]
    order = 2.0 * np.arange(1, count + 1) - count - 1.0
    return np.asarray(np.abs(away).mean(axis=1) - (away * order).sum(axis=1) / count**2)


def unevenness(pit: np.ndarray) -> float:
    """Return the greatest gap between the shares of PIT values and even ones (Kolmogorov's distance), 0 to 1."""
    ordered = np.sort(pit[np.isfinite(pit)])
    if not ordered.size:
        return math.nan
    steps = np.arange(ordered.size + 1) / ordered.size
    return float(max((steps[1:] - ordered).max(), (ordered - steps[:-1]).max()))


def _inside(lower: np.ndarray, upper: np.ndarray, low: np.ndarray, high: np.ndarray, missing: np.ndarray) -> np.ndarray:
    return np.where(missing, np.nan, (upper >= low) & (lower <= high))
