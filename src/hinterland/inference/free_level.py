"""How likely claims are under an ensemble, whose overall level and misses are learnt from other claims.

An explanation must not lose because its level is off by a factor: of every family of quantities all that is counted may
be shifted by one common amount, in natural logarithms. This shift, and the scale of what the model lacks in that family
(Student's t, see `discrepancy`), are integrated over a grid. Each claim is predicted with what the shown claims of
other blocks say of both. Sums over claims are then log predictive densities by cross-validation.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import logsumexp

from hinterland.inference import claim_errors
from hinterland.inference.discrepancy import densities
from hinterland.inference.observations import Observations

SHIFTS = np.linspace(-3.0, 3.0, 61)
"""Shifts of the level, in natural logarithms: finer steps than a hundred claims can resolve."""
SHIFT_DEVIATION = 1.0
"""Standard deviation of the shift before any claim: a factor of 2.7 either way."""
NO_SHIFT = np.zeros(1)
SCALES = np.exp(np.linspace(np.log(0.1), np.log(3.0), 9))
SCALE_MEAN, SCALE_DEVIATION = claim_errors.FIRST[2], claim_errors.PRIOR[2]
"""The same prior of the logarithm of the discrepancy that a fit has."""
SMALLEST = 1e-300


class Prediction(NamedTuple):
    """What an ensemble says to N claims, with R ways to weigh its runs."""

    log_density: np.ndarray
    """Logarithm of the predictive density of each claim, of the mass for one with bounds, (N, R)."""
    shift: np.ndarray
    """Mean shift of the level of each claim that all shown claims of its family give, under the first weighing, (N,)"""


def predict(
    samples: np.ndarray,
    claims: Observations,
    counted: np.ndarray,
    block: np.ndarray,
    weighing: np.ndarray,
    shifts: np.ndarray = SHIFTS,
) -> Prediction:
    """Return how likely each claim is, from samples of shape (claims, runs), NaN where a run holds no figure.

    `counted` says of which claims the level may shift (not of shares and ratios), `block` numbers the block of each,
    `weighing` (runs, R) holds weights of the runs, each column with the sum 1.
    """
    log_density, shift = np.empty((len(claims.id), weighing.shape[1])), np.zeros(len(claims.id))
    for family in np.unique(claims.family):
        rows = np.flatnonzero(claims.family == family)
        part = samples[rows], claims.of(rows), counted[rows], block[rows]
        log_density[rows], shift[rows] = _of_family(*part, weighing, shifts)
    return Prediction(log_density, shift)


def _of_family(
    samples: np.ndarray,
    claims: Observations,
    counted: np.ndarray,
    block: np.ndarray,
    weighing: np.ndarray,
    shifts: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    densities = np.concatenate([_log_densities(samples, claims, counted, scale, weighing, shifts) for scale in SCALES])
    by_scale = _prior((np.log(SCALES) - SCALE_MEAN) / SCALE_DEVIATION)
    prior = (by_scale[:, None] + _prior(shifts / SHIFT_DEVIATION)).ravel()
    shown = densities * ~claims.held_out[None, :, None]
    every = prior[:, None] + shown.sum(axis=1)
    found = np.empty(densities.shape[1:])
    for one in np.unique(block):
        inside = block == one
        learnt = _normed(every - shown[:, inside].sum(axis=1))
        found[inside] = logsumexp(learnt[:, None] + densities[:, inside], axis=0)
    mean = float(np.exp(_normed(every)[:, 0]) @ np.tile(shifts, SCALES.size))
    return found, mean * counted


def _log_densities(
    samples: np.ndarray,
    claims: Observations,
    counted: np.ndarray,
    scale: float,
    weighing: np.ndarray,
    shifts: np.ndarray,
) -> np.ndarray:
    """Return the logarithm of the density of each claim at each shift under each weighing, (shifts, claims, R)."""
    can = np.isfinite(samples)
    moved = np.where(can, samples, 0.0)[:, None, :] + (counted[:, None] * shifts)[:, :, None]
    every = densities(moved.reshape(len(samples), -1), claims, scale).reshape(moved.shape)
    density = (every * can[:, None, :]) @ weighing / (can @ weighing)[:, None, :]
    return np.asarray(np.log(np.maximum(density, SMALLEST))).swapaxes(0, 1)


def _prior(away: np.ndarray) -> np.ndarray:
    """Return the logarithm of a normal density, up to a constant, from distances in standard deviations."""
    return np.asarray(-0.5 * away**2)


def _normed(logarithms: np.ndarray) -> np.ndarray:
    return np.asarray(logarithms - logsumexp(logarithms, axis=0))
