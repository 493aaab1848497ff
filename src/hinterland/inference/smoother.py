"""An ensemble smoother with multiple data assimilation (Emerick and Reynolds 2013): a check on exact conditioning.

It finds covariances by counting members and not by formulas. Members are figures of emulators, so there can be many,
and no correlation is cut off: a claim hangs on hundreds of parameters by little each, and a cut takes most of that
away.
"""

from typing import NamedTuple

import numpy as np

from hinterland.inference.conditioning import ClaimModel, Posterior

MEMBERS, STEPS = 4000, 4
"""With 400 members correlations that are noise make bands of claims 7 % too narrow, with 4,000 less than 1 %."""


class Agreement(NamedTuple):
    """How near the smoother comes to the exact posterior: differences of means in exact posterior standard deviations.

    `median` and `within_half` (the share of at most half of one) are over parameters and biases, the same of `claims`
    over what is expected of claims; the two `spread`s are median ratios of standard deviations.
    """

    median: float
    within_half: float
    spread: float
    median_of_claims: float
    within_half_of_claims: float
    spread_of_claims: float


def smoothed(
    model: ClaimModel, rows: np.ndarray, exact: Posterior, seed: int, members: int = MEMBERS, steps: int = STEPS
) -> np.ndarray:
    """Return members (members, P + B) after so many steps, given the shown claims in `rows`."""
    chance = np.random.default_rng(seed)
    loadings, figures = model.loadings[rows], exact.claims.figure
    error = model.rest[np.ix_(rows, rows)] + np.diag(exact.claims.variance)
    root = np.linalg.cholesky(steps * error)
    u = chance.standard_normal((members, loadings.shape[1]))
    for _ in range(steps):
        predicted = model.middle[rows] + u @ loadings.T
        away, off = u - u.mean(axis=0), predicted - predicted.mean(axis=0)
        together = away.T @ off / (members - 1)
        own = off.T @ off / (members - 1)
        missed = figures + chance.standard_normal(predicted.shape) @ root.T - predicted
        u = u + missed @ np.linalg.solve(own + steps * error, together.T)
    return np.asarray(u)


def agreement(model: ClaimModel, members: np.ndarray, exact: Posterior) -> Agreement:
    """Return how near members (members, P + B) of the smoother come to the exact posterior."""
    claims = model.loadings @ exact.draws.T
    of_parameters = _beside(members, exact.mean, exact.deviation)
    of_claims = _beside(members @ model.loadings.T, model.loadings @ exact.mean, claims.std(axis=1, ddof=1))
    return Agreement(*of_parameters, *of_claims)


def _beside(members: np.ndarray, mean: np.ndarray, deviation: np.ndarray) -> tuple[float, float, float]:
    """Return the median difference of means, the share of at most half a deviation, and the ratio of deviations."""
    away = np.abs(members.mean(axis=0) - mean) / deviation
    spread = members.std(axis=0, ddof=1) / deviation
    return float(np.median(away)), float((away <= 0.5).mean()), float(np.median(spread))
