"""Claims of one end, or with two bounds, beside a normal distribution: each becomes a normal claim that does the same.

Expectation propagation (Minka 2001): a claim "at least" censors what lies above it. The bound itself is blurred by the
error of the speaker. For a claim of one number nothing is approximated.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import log_ndtr

SWEEPS = 40
DAMPED = 0.7
"""Share of the way that a claim goes to its new value in a sweep."""
NEAR = 1e-7
"""Change of a precision, as a share, at which the sweeps end."""
VAGUE = 1e6
"""Variance of a claim that bounds nothing."""
HALF_LOG_TAU = 0.5 * np.log(2.0 * np.pi)


class NormalClaims(NamedTuple):
    """Claims as normal ones: a figure and its variance, each (N,)."""

    figure: np.ndarray
    variance: np.ndarray


def normal_claims(
    mean: np.ndarray, covariance: np.ndarray, low: np.ndarray, high: np.ndarray, variance: np.ndarray
) -> NormalClaims:
    """Return normal claims from a prior (N,), (N, N), bounds in logarithms and the variance of the speaker's error."""
    point = low == high
    if point.all():
        return NormalClaims(low.copy(), variance.copy())
    precision = np.where(point, 1.0 / variance, 1.0 / VAGUE)
    shift = np.where(point, low, mean) * precision
    for _ in range(SWEEPS):
        before = precision.copy()
        gain = np.linalg.solve(covariance + np.diag(1.0 / precision), covariance).T
        middle = mean + gain @ (shift / precision - mean)
        spread = np.diag(covariance - gain @ covariance)
        own = 1.0 / np.maximum(1.0 / spread - precision, 1.0 / VAGUE)
        without = own * (middle / spread - shift)
        new_mean, new_spread = within(without, own, low, high, variance)
        wanted = np.maximum(1.0 / new_spread - 1.0 / own, 1.0 / VAGUE)
        wanted_shift = new_mean / new_spread - without / own
        precision = np.where(point, precision, (1.0 - DAMPED) * precision + DAMPED * wanted)
        shift = np.where(point, shift, (1.0 - DAMPED) * shift + DAMPED * wanted_shift)
        if np.abs(precision / before - 1.0).max() < NEAR:
            break
    return NormalClaims(shift / precision, 1.0 / precision)


def within(
    mean: np.ndarray, spread: np.ndarray, low: np.ndarray, high: np.ndarray, variance: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and variance of normal figures (`mean`, variance `spread`) that lie between bounds, with an error."""
    width = np.sqrt(spread + variance)
    a, b = (low - mean) / width, (high - mean) / width
    turned = a > 0.0  # in the upper tail differences vanish: mirror it
    a, b = np.where(turned, -b, a), np.where(turned, -a, b)
    top, bottom = log_ndtr(b), log_ndtr(a)
    mass = top + np.log1p(-np.exp(np.minimum(bottom - top, -1e-12)))
    at_a, at_b = (np.exp(np.minimum(-0.5 * end**2 - HALF_LOG_TAU - mass, 700.0)) for end in (a, b))
    slope = at_a - at_b
    bend = slope**2 - (np.where(np.isinf(a), 0.0, a) * at_a - np.where(np.isinf(b), 0.0, b) * at_b)
    moved = mean + np.where(turned, -1.0, 1.0) * slope * spread / width
    return moved, np.maximum(spread - spread**2 / width**2 * np.clip(bend, 0.0, 1.0 - 1e-9), 1e-12)
