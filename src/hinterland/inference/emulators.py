"""Emulators: what a run would give at parameters that were not played, by ridge regression on runs that were.

An indicator is a straight line in the normal scores of the parameters (`normal_scores`): they have the prior N(0, 1)
each, so that what follows from claims has closed forms, and no draw leaves its range. Parameters that carry more of a
family of indicators are held back less. The penalty of each indicator is that which predicts runs best that were left
out. Runs of one draw are left out together: one would give away the other.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import ndtr, ndtri

EDGE = 1e-3
"""Shares of a range nearer to its ends than this count as so near: the score of an end is infinite."""
PENALTIES = 10.0 ** np.arange(-2.0, 3.5, 0.5)
"""Penalties that are tried, as multiples of the number of parameters."""
FOLDS = 8
"""Parts into which draws are divided; each is predicted from the others."""
OF_ALL = 0.5
"""Share of all indicators, beside those of the family, in how much a parameter is taken to matter."""
LEAST = 0.3
"""What a parameter counts at least, as a share of the mean: an estimate of nothing may be chance."""
FEWEST = 8
"""Runs below which no emulator is fitted."""
TINY = 1e-12
"""Variance below which one counts as none."""


class Emulators(NamedTuple):
    """Emulators of N indicators by P parameters, fitted on R runs."""

    middle: np.ndarray
    """What each indicator is where all scores are 0, (N,)."""
    slopes: np.ndarray
    """By how much an indicator rises with a score, (N, P)."""
    errors: np.ndarray
    """What was played less what was predicted of a run that was left out, (N, R); NaN where a run has no figure."""
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
        """Return the share of the variance of each indicator that is predicted of runs left out, (N,); 1 is best."""
        return np.asarray(1.0 - np.nanmean(self.errors**2, axis=1) / np.maximum(np.nanvar(values, axis=1), TINY))


def normal_scores(shares: np.ndarray) -> np.ndarray:
    """Return the normal scores of shares of ranges: 0 in the middle, even shares become N(0, 1)."""
    return np.asarray(ndtri(np.clip(shares, EDGE, 1.0 - EDGE)))


def shares_of(scores: np.ndarray) -> np.ndarray:
    """Return the shares of ranges that have these normal scores, from 0 to 1."""
    return np.asarray(ndtr(scores))


def fitted(scores: np.ndarray, values: np.ndarray, draw: np.ndarray, family: np.ndarray) -> Emulators:
    """Return emulators from scores (R, P), values (N, R; NaN where a run has no figure), and the draw of each run (R,).

    Indicators of one `family` (N,) share which parameters are taken to matter. Raises `ValueError` where an indicator
    has fewer than 8 runs.
    """
    count, runs = values.shape
    middle, penalty, slopes = np.empty(count), np.empty(count), np.empty((count, scores.shape[1]))
    errors = np.full((count, runs), np.nan)
    known, which = np.unique(np.isfinite(values), axis=0, return_inverse=True)
    for number, mask in enumerate(known):
        if mask.sum() < FEWEST:
            raise ValueError(f"an emulator needs {FEWEST} runs, and an indicator has {mask.sum()}")
        rows = np.flatnonzero(which.ravel() == number)
        own = _lines(scores[mask], values[np.ix_(rows, mask)].T, draw[mask], family[rows])
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


def relevance(scores: np.ndarray, values: np.ndarray, family: np.ndarray) -> np.ndarray:
    """Return how much parameters are taken to matter for values (R, N) of each family, (families, P), 1 in the mean.

    It is the variance that a parameter carries alone, from pairs of runs, in the mean of the indicators of the family
    and of all, each by half. No parameter counts as nothing.
    """
    spread = values.std(axis=0)
    unit = (values - values.mean(axis=0)) / np.where(spread > 0.0, spread, 1.0)
    own = (unit.T @ scores) ** 2 - (unit**2).T @ scores**2
    families = np.unique(family)
    mixed = OF_ALL * own.mean(axis=0) + (1.0 - OF_ALL) * np.stack([own[family == one].mean(axis=0) for one in families])
    weight = np.maximum(mixed, 0.0) + LEAST * np.abs(mixed).mean(axis=1, keepdims=True) + TINY
    return np.asarray(weight / weight.mean(axis=1, keepdims=True))


def _lines(
    scores: np.ndarray, values: np.ndarray, draw: np.ndarray, family: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return middle, slopes, errors and penalty of indicators that all of these runs hold; values are (R, N)."""
    _, of = np.unique(draw, return_inverse=True)
    part = of.ravel() % min(FOLDS, of.max() + 1)
    missed = np.empty((len(PENALTIES), *values.shape))
    for fold in np.unique(part):
        rest, left = part != fold, part == fold
        middle, slopes = _ridges(scores[rest], values[rest], family)
        missed[:, left] = values[left] - middle[:, None] - scores[left] @ slopes.transpose(0, 2, 1)
    best = (missed**2).mean(axis=1).argmin(axis=0)
    middle, slopes = _ridges(scores, values, family)
    each = np.arange(values.shape[1])
    return middle[best, each], slopes[best, each], missed[best, :, each], PENALTIES[best] * scores.shape[1]


def _ridges(scores: np.ndarray, values: np.ndarray, family: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return middle (penalties, N) and slopes (penalties, N, P) for every penalty that is tried.

    The products of runs (R, R) are factored and not the scores: the same for any numbers, and quicker where there are
    more parameters than runs.
    """
    parameters = scores.shape[1]
    middle = np.empty((len(PENALTIES), values.shape[1]))
    slopes = np.empty((*middle.shape, parameters))
    for one, weight in zip(np.unique(family), relevance(scores, values, family), strict=True):
        rows = np.flatnonzero(family == one)
        weighed = scores * np.sqrt(weight)
        at, mean = weighed.mean(axis=0), values[:, rows].mean(axis=0)
        centred = weighed - at
        squares, axes = np.linalg.eigh(centred @ centred.T)
        turned = axes.T @ (values[:, rows] - mean)
        for k, tried in enumerate(PENALTIES * parameters):
            found = (axes @ (turned / (np.maximum(squares, 0.0) + tried)[:, None])).T @ centred
            slopes[k, rows], middle[k, rows] = found * np.sqrt(weight), mean - found @ at
    return middle, slopes
