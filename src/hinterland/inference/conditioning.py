"""The posterior by exact conditioning: parameters and biases are normal, and claims are straight lines in them.

For N claims, of which some are shown, P parameters and B biases. All figures are natural logarithms.
"""

from typing import NamedTuple

import numpy as np

from hinterland.inference.bounded_claims import NormalClaims, normal_claims
from hinterland.inference.claim_errors import OWN, Labels, Sizes, bias_loadings, discrepancy_covariance, sizes_of
from hinterland.inference.emulators import Emulators

SPREAD_OF_EVEN = 1.0 / np.sqrt(12.0)
"""Standard deviation of an even distribution between two bounds, as a share of the distance."""


class Claimed(NamedTuple):
    """What was claimed, (N,) each: `low` and `high` are equal for one number and may be infinite; who is shown."""

    low: np.ndarray
    best: np.ndarray
    high: np.ndarray
    shown: np.ndarray
    labels: Labels

    def of(self, rows: np.ndarray) -> "Claimed":
        """Return some of the claims."""
        return Claimed(self.low[rows], self.best[rows], self.high[rows], self.shown[rows], self.labels.of(rows))

    @property
    def two_sided(self) -> np.ndarray:
        """Whether both ends were claimed, (N,)."""
        return np.isfinite(self.low) & np.isfinite(self.high)


class ClaimModel(NamedTuple):
    """What is expected of claims before any is seen: `middle` + `loadings` u + the rest, u being N(0, 1).

    u has P parameters first, then B biases in units of their priors. The rest is what chance, emulators and
    discrepancy add; it is normal.
    """

    middle: np.ndarray
    loadings: np.ndarray
    rest: np.ndarray
    parameters: int

    def covariance(self, rows: np.ndarray) -> np.ndarray:
        """Return the covariance of some claims without their own errors."""
        return np.asarray(self.loadings[rows] @ self.loadings[rows].T + self.rest[np.ix_(rows, rows)])


class Posterior(NamedTuple):
    """What follows from claims that are shown: means and deviations of u, and draws of u and of what is claimed."""

    mean: np.ndarray
    deviation: np.ndarray
    draws: np.ndarray
    """(draws, P + B)."""
    predicted: np.ndarray
    """What would be claimed, by draw, (N, draws)."""
    claims: NormalClaims
    """The shown claims as normal ones."""


def sizes_from(emulators: Emulators, claimed: Claimed) -> Sizes:
    """Return the sizes of biases and discrepancies that make the shown claims of two ends likeliest.

    Raises `ValueError` where there is none.
    """
    rows = np.flatnonzero(claimed.shown & claimed.two_sided)
    if not rows.size:
        raise ValueError("no shown claim of two ends: the sizes of biases and discrepancies cannot be set")
    between = np.diag((SPREAD_OF_EVEN * (claimed.high - claimed.low)[rows]) ** 2)
    slopes = emulators.slopes[rows]
    known = slopes @ slopes.T + emulators.chance[np.ix_(rows, rows)] + OWN**2 * np.eye(rows.size) + between
    families = int(claimed.labels.family.max()) + 1
    found = sizes_of(claimed.best[rows] - emulators.middle[rows], known, claimed.labels.of(rows))
    every = np.full(families, found.every)
    every[: found.discrepancy.size] = found.discrepancy
    return found._replace(discrepancy=every)


def model_of(emulators: Emulators, labels: Labels, sizes: Sizes) -> ClaimModel:
    """Return what is expected of claims before any is seen."""
    biases = bias_loadings(labels, sizes)
    rest = emulators.chance + discrepancy_covariance(labels, sizes)
    return ClaimModel(emulators.middle, np.hstack([emulators.slopes, biases]), rest, emulators.slopes.shape[1])


def conditioned(model: ClaimModel, claimed: Claimed, draws: int, seed: int) -> Posterior:
    """Return the posterior given the shown claims. Claims of one end, and with bounds, are made normal first.

    A draw is one of the prior, moved by what it misses (Matheron's rule): its mean and covariance are exact.
    """
    rows = np.flatnonzero(claimed.shown)
    covariance = model.covariance(rows)
    own = np.full(rows.size, OWN**2)
    claims = normal_claims(model.middle[rows], covariance, claimed.low[rows], claimed.high[rows], own)
    loadings = model.loadings[rows]
    weights = np.linalg.solve(covariance + np.diag(claims.variance), np.hstack([loadings, model.rest[rows]]))
    of_u, of_rest = weights[:, : loadings.shape[1]], weights[:, loadings.shape[1] :]
    mean = of_u.T @ (claims.figure - model.middle[rows])
    variance = 1.0 - np.einsum("nu,nu->u", of_u, loadings)
    chance = np.random.default_rng(seed)
    u = chance.standard_normal((draws, loadings.shape[1]))
    rest = chance.standard_normal((draws, len(model.rest))) @ _root(model.rest).T
    own_errors = chance.standard_normal((draws, rows.size)) * np.sqrt(claims.variance)
    missed = claims.figure - model.middle[rows] - u @ loadings.T - rest[:, rows] - own_errors
    u, rest = u + missed @ of_u, rest + missed @ of_rest
    error = OWN * chance.standard_normal(rest.shape)
    predicted = (model.middle + u @ model.loadings.T + rest + error).T
    return Posterior(mean, np.sqrt(np.maximum(variance, 0.0)), u, predicted, claims)


def log_likelihood(model: ClaimModel, posterior: Posterior, claimed: Claimed) -> np.ndarray:
    """Return how likely each shown claim is at each draw of parameters and biases, (shown, draws)."""
    rows = np.flatnonzero(claimed.shown)
    middle = (model.middle[rows] + posterior.draws @ model.loadings[rows].T).T
    variance = (np.diag(model.rest)[rows] + posterior.claims.variance)[:, None]
    away = posterior.claims.figure[:, None] - middle
    return np.asarray(-0.5 * (away**2 / variance + np.log(2.0 * np.pi * variance)))


def _root(covariance: np.ndarray) -> np.ndarray:
    """Return a root of a covariance, which may have no inverse."""
    values, axes = np.linalg.eigh(covariance)
    return np.asarray(axes * np.sqrt(np.maximum(values, 0.0)))
