"""Emulators: what a run would give at parameters that were not played, by ridge regression on runs that were.

An indicator is a straight line in the normal scores of the parameters (`normal_scores`): they have the prior N(0, 1)
each, so that what follows from claims has closed forms, and no draw leaves its range. The penalty of each indicator is
that which foretells runs best that were left out. Runs of one draw are left out together: one would give away the
other.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import ndtr, ndtri

EDGE = 1e-3
"""Shares of a range nearer to its ends than this count as so near: the score of an end is infinite."""
PENALTIES = 10.0 ** np.arange(-2.0, 3.5, 0.5)
"""Penalties that are tried, as multiples of the number of parameters."""
FEWEST = 8
"""Runs below which no emulator is fitted."""
TINY = 1e-12
"""Variance below which none is told from nothing."""


class Emulators(NamedTuple):
    """Emulators of N indicators by P parameters, fitted on R runs."""

    middle: np.ndarray
    """What each indicator is where all scores are 0, (N,)."""
    slopes: np.ndarray
    """By how much an indicator rises with a score, (N, P)."""
    errors: np.ndarray
    """What was played less what was foretold of a run that was left out, (N, R); NaN where a run tells nothing."""
    penalty: np.ndarray
    """Penalty of each indicator, (N,)."""
    chance: np.ndarray
    """Covariance of the errors, (N, N): chance and what the emulators lack."""

    def of(self, rows: np.ndarray) -> "Emulators":
        """Return those of some indicators, by their places; one may stand in several."""
        parts = self.middle[rows], self.slopes[rows], self.errors[rows], self.penalty[rows]
        return Emulators(*parts, self.chance[np.ix_(rows, rows)])

    def at(self, scores: np.ndarray) -> np.ndarray:
        """Return the indicators at scores of shape (points, P): (N, points)."""
        return np.asarray(self.middle[:, None] + self.slopes @ scores.T)

    def explained(self, values: np.ndarray) -> np.ndarray:
        """Return the share of the variance of each indicator that is foretold of runs left out, (N,); 1 is best."""
        return np.asarray(1.0 - np.nanmean(self.errors**2, axis=1) / np.maximum(np.nanvar(values, axis=1), TINY))


def normal_scores(shares: np.ndarray) -> np.ndarray:
    """Return the normal scores of shares of ranges: 0 in the middle, even shares become N(0, 1)."""
    return np.asarray(ndtri(np.clip(shares, EDGE, 1.0 - EDGE)))


def shares_of(scores: np.ndarray) -> np.ndarray:
    """Return the shares of ranges that have these normal scores, from 0 to 1."""
    return np.asarray(ndtr(scores))


def fitted(scores: np.ndarray, values: np.ndarray, draw: np.ndarray) -> Emulators:
    """Return emulators from scores (R, P), values (N, R; NaN where a run tells nothing) and the draw of each run (R,).

    Raises `ValueError` where an indicator has fewer than 8 runs.
    """
    count, runs = values.shape
    middle, penalty, slopes = np.empty(count), np.empty(count), np.empty((count, scores.shape[1]))
    errors = np.full((count, runs), np.nan)
    told, which = np.unique(np.isfinite(values), axis=0, return_inverse=True)
    for number, mask in enumerate(told):
        if mask.sum() < FEWEST:
            raise ValueError(f"an emulator needs {FEWEST} runs, and an indicator has {mask.sum()}")
        rows = np.flatnonzero(which.ravel() == number)
        own = _ridge(scores[mask], values[np.ix_(rows, mask)].T, draw[mask])
        middle[rows], slopes[rows], errors[np.ix_(rows, mask)], penalty[rows] = own
    return Emulators(middle, slopes, errors, penalty, covariance_of(errors))


def covariance_of(errors: np.ndarray) -> np.ndarray:
    """Return the covariance of errors (N, R), NaN where there is none.

    Correlations are drawn towards none by as much as their own noise asks for (Schaefer and Strimmer 2005).
    """
    count = np.isfinite(errors).sum(axis=1)
    errors = np.nan_to_num(errors)
    variance = (errors**2).sum(axis=1) / count
    unit = errors / np.sqrt(np.maximum(variance, TINY))[:, None]
    runs = unit.shape[1]
    alike = unit @ unit.T / runs
    noise = np.maximum((unit**2) @ (unit**2).T / runs - alike**2, 0.0) / runs
    apart = ~np.eye(len(alike), dtype=bool)
    drawn = min(float(noise[apart].sum() / max((alike[apart] ** 2).sum(), TINY)), 1.0)
    correlation = np.where(apart, (1.0 - drawn) * alike, 1.0)
    return np.asarray(correlation * np.sqrt(np.outer(variance, variance)))


def _ridge(scores: np.ndarray, values: np.ndarray, draw: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return middle, slopes, errors and penalty of indicators that all of these runs tell; values are (R, N)."""
    runs, parameters = scores.shape
    at, mean = scores.mean(axis=0), values.mean(axis=0)
    centred, left = scores - at, values - mean
    spectrum, axes = np.linalg.eigh(centred @ centred.T)
    spectrum, turned = np.maximum(spectrum, 0.0), axes.T @ left
    companions = [rows for number in np.unique(draw) if (rows := np.flatnonzero(draw == number)).size > 1]
    best = np.full(values.shape[1], np.inf)
    errors, dual, penalty = np.empty_like(left), np.empty_like(left), np.empty(values.shape[1])
    for tried in PENALTIES * parameters:
        kept = spectrum / (spectrum + tried)
        missed = left - (axes * kept) @ turned
        out = missed / (1.0 - 1.0 / runs - (axes**2) @ kept)[:, None]
        for rows in companions:  # the inverse of a block of (1 - hat) takes what is missed to errors of prediction
            hat = (axes[rows] * kept) @ axes[rows].T + 1.0 / runs
            out[rows] = np.linalg.solve(np.eye(rows.size) - hat, missed[rows])
        squares = (out**2).mean(axis=0)
        better = squares < best
        best, errors[:, better], penalty[better] = np.where(better, squares, best), out[:, better], tried
        dual[:, better] = ((axes / (spectrum + tried)) @ turned)[:, better]
    slopes = dual.T @ centred
    return mean - slopes @ at, slopes, errors.T, penalty
