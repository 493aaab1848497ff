"""Sensitivity from runs that are there: which parameters carry the variance of a figure, alone and with others.

Where parameters lie in their ranges is even and independent, so a figure is a sum of Legendre polynomials of one share
and of products of two. The variance of each term is estimated from pairs of different draws (a U-statistic): it is
right in the mean for any number of parameters, and may fall below zero by chance. Polynomials have the first and second
degree: waves within a range, and what three parameters do together, are not seen.

Draws of one Latin hypercube avoid each other in every parameter by little, in all together by much. So products are
estimated from pairs of draws of different hypercubes.
"""

from typing import NamedTuple

import numpy as np
from numpy.polynomial.legendre import legvander

DEGREE = 2
ONE_IN = 20
"""A parameter stands out where chance would show one such in so many figures, among all parameters."""
TINY = 1e-12
"""Variance below which a figure does not vary."""


class Effects(NamedTuple):
    """Shares of the variance of one figure over runs: `first` and `total` by parameter, (P,), with standard errors.

    `first` is what a parameter does alone, `total` what it does alone and in pairs; `all_first` is the sum of `first`.
    Both last are NaN where all draws are of one Latin hypercube. `chance` is the share of runs of one draw about their
    mean, NaN where no draw has two. Standard errors of `total` are up to 1.4 times too large; those of a `first` near 0
    may be too small.
    """

    first: np.ndarray
    first_error: np.ndarray
    total: np.ndarray
    total_error: np.ndarray
    all_first: float
    all_first_error: float
    chance: float
    draws: int

    def stands_out(self) -> np.ndarray:
        """Return for each parameter whether what it does alone is more than chance, (P,).

        Where it does nothing, `first` of n draws is about (c - 2) / n, c being a chi-square of two degrees of freedom,
        which exceeds x with probability exp(-x / 2).
        """
        least = 2.0 * np.log(ONE_IN * self.first.size) - DEGREE
        return np.asarray(self.first * self.draws > least)


def effects(
    shares: np.ndarray, figures: np.ndarray, errors: np.ndarray, draw: np.ndarray, hypercube: np.ndarray
) -> Effects:
    """Return the effects of parameters on a figure.

    `shares` are where parameters lie in their ranges, by run, (R, P); `figures` of the runs, (R,); `errors` what an
    emulator misses of each run when its draw was left out: interactions are found in them, as they hold less else;
    `draw` and `hypercube` are the numbers of the draw and of the Latin hypercube of each run. Raises `ValueError` for a
    figure that does not vary.
    """
    variance = float(figures.var())
    if variance < TINY:
        raise ValueError("the figure does not vary: nothing can carry its variance")
    _, begins, of, runs = np.unique(draw, return_index=True, return_inverse=True, return_counts=True)
    terms, cubes = polynomials(shares[begins]), hypercube[begins]
    mean, missed = (np.bincount(of, one) / runs / np.sqrt(variance) for one in (figures - figures.mean(), errors))
    mean, missed = mean - mean.mean(), missed - missed.mean()
    alike = _alike(terms, cubes)
    alone = _alone(mean, terms)
    first, first_error = _mean_and_error(alone)
    total, total_error = _mean_and_error(alone + _together(missed, terms, alike, cubes))
    all_first, all_error = _mean_and_error(mean * (alike @ mean))
    spread = figures - figures.mean() - np.bincount(of, figures - figures.mean())[of] / runs[of]
    again = float((runs - 1).sum())
    chance = float((spread**2).sum() / again / variance) if again else np.nan
    return Effects(first, first_error, total, total_error, float(all_first), float(all_error), chance, runs.size)


def polynomials(shares: np.ndarray) -> np.ndarray:
    """Return orthonormal polynomials of even shares (draws, P), without the constant: (DEGREE, draws, P)."""
    degree = np.arange(1, DEGREE + 1)
    values = legvander(2.0 * shares - 1.0, DEGREE)[..., 1:] * np.sqrt(2.0 * degree + 1.0)
    return np.ascontiguousarray(np.moveaxis(values, -1, 0))


def _alone(figures: np.ndarray, terms: np.ndarray) -> np.ndarray:
    """Return for each draw the mean over all others of what their pairs say of each parameter alone, (draws, P)."""
    found = np.zeros(terms.shape[1:])
    for one in terms:
        own = figures[:, None] * one
        found += own * (own.sum(axis=0) - own)
    return found / (len(figures) - 1)


def _alike(terms: np.ndarray, cubes: np.ndarray) -> np.ndarray:
    """Return how alike draws of different hypercubes are, over the number of partners of each, (draws, draws)."""
    every, other = np.concatenate(list(terms), axis=1), cubes[:, None] != cubes
    partners = other.sum(axis=1, keepdims=True)
    return (every @ every.T) * other / np.where(partners > 0, partners, np.nan)


def _together(missed: np.ndarray, terms: np.ndarray, alike: np.ndarray, cubes: np.ndarray) -> np.ndarray:
    """Return for each draw the mean over those of other hypercubes of what pairs say of products with any one other."""
    pairs = alike * np.outer(missed, missed)
    found = np.sum([one * (pairs @ one) for one in terms], axis=0)
    _, begins, of, draws = np.unique(cubes, return_index=True, return_inverse=True, return_counts=True)
    partners = len(cubes) - draws[of][:, None]
    for one in terms:
        for second in terms:
            own = missed[:, None] * one * second
            others = own.sum(axis=0) - np.add.reduceat(own, begins)[of]
            found -= own * others / np.where(partners > 0, partners, np.nan)
    return np.asarray(found)


def _mean_and_error(by_draw: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean over pairs of draws and its standard error, from means over the partners of each draw."""
    return by_draw.mean(axis=0), 2.0 * by_draw.std(axis=0) / np.sqrt(len(by_draw))
