"""What the model lacks: a term of Student's t, in natural logarithms, that is added to what an ensemble says.

Its scale is set on shown claims alone: that which makes them most likely. By family of quantities the scale is drawn
towards the one of all, as there are few claims of each.
"""

from collections.abc import Mapping

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.stats import t as student

from hinterland.inference.observations import Observations

FREEDOM = 4.0
"""Degrees of freedom: a few claims lie far off, and must not set the scale for the others."""
SMALLEST, LARGEST = 0.01, 5.0
POOLING = 0.5
"""Standard deviation of the logarithm of a family's scale about that of all."""
LEVELS = (np.arange(25) + 0.5) / 25
VARIANCE = FREEDOM / (FREEDOM - 2.0)
"""Variance of the term at a scale of one."""


def scale_of(samples: np.ndarray, shown: Observations, towards: float | None = None) -> float:
    """Return the scale of the term that makes claims most likely, beside samples of shape (claims, members).

    With `towards` the scale is drawn to another, by `POOLING`; without it claims of nothing are refused.
    """
    if not len(shown.id) and towards is None:
        raise ValueError("no shown claim: the scale of the discrepancy cannot be set")

    def unlikely(logarithm: float) -> float:
        loss = -float(np.log(np.maximum(likelihood(samples, shown, float(np.exp(logarithm))), 1e-300)).sum())
        return loss if towards is None else loss + 0.5 * ((logarithm - np.log(towards)) / POOLING) ** 2

    found = minimize_scalar(unlikely, bounds=(np.log(SMALLEST), np.log(LARGEST)), method="bounded")
    return float(np.exp(found.x))


def likelihood(samples: np.ndarray, claims: Observations, scale: float) -> np.ndarray:
    """Return how likely each claim is: a density for one number, the mass between the bounds for the others."""
    return np.asarray(densities(samples, claims, scale).mean(axis=1))


def densities(samples: np.ndarray, claims: Observations, scale: float) -> np.ndarray:
    """Return the same by sample, (claims, members)."""
    point = claims.low == claims.high
    found = np.empty(samples.shape)
    found[point] = student.pdf((claims.best[point, None] - samples[point]) / scale, FREEDOM) / scale
    high, low = (
        student.cdf((end[~point, None] - samples[~point]) / scale, FREEDOM) for end in (claims.high, claims.low)
    )
    found[~point] = high - low
    return found


def scales_by_family(samples: np.ndarray, shown: Observations) -> tuple[float, Mapping[int, float]]:
    """Return the scale of all shown claims, and that of each family among them."""
    every = scale_of(samples, shown)
    families = {int(one): shown.family == one for one in np.unique(shown.family)}
    return every, {family: scale_of(samples[rows], shown.of(rows), every) for family, rows in families.items()}


def scales_by_claim(samples: np.ndarray, claims: Observations) -> tuple[float, np.ndarray]:
    """Return the scale of all shown claims, and for each claim that of its family, of all where none of it is shown."""
    shown = ~claims.held_out
    every, by_family = scales_by_family(samples[shown], claims.of(shown))
    return every, np.array([by_family.get(int(family), every) for family in claims.family])


def widened(samples: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """Return samples with the term added: (claims, members) become (claims, members x 25); `scale` is by claim."""
    term = student.ppf(LEVELS, FREEDOM)
    return (samples[:, :, None] + scale[:, None, None] * term).reshape(len(samples), -1)
