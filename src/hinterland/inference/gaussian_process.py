"""A Gaussian process over claims: what can be predicted of a figure from other figures, without any mechanism.

Its covariance is a sum of terms: what claims of one unit, one family, one quantity or one region share; for one
quantity, what nearby dates and areas of like size share; straight lines in time, area and length; and, where asked for,
what one speaker says too high or too low. Their sizes are those that make the shown claims most likely, with weak
priors.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize
from scipy.special import ndtri

from hinterland.inference.observations import LEVELS, Observations

Term = Callable[[Observations, Observations, float, float], np.ndarray]
"""Returns the covariances of claims for a term of size one, given the reach in years and in logarithms of area."""
REACH = (1.0, 1.0)
"""Years, and natural logarithms of area, over which figures of a quantity are alike at first."""
NOISE = "noise"
SPREAD_OF_SIZES = 2.0
"""Standard deviation of the prior of the logarithm of a variance, and of a reach."""
SMALLEST = 1e-6
"""Variance that is always there, so that a covariance can be inverted."""
MOST = 8.0
"""A logarithm of a variance goes so far from its first value at most."""


def _alike(field: str) -> Term:
    def term(a: Observations, b: Observations, *_: float) -> np.ndarray:
        return np.asarray(getattr(a, field)[:, None] == getattr(b, field), float)

    return term


def _line(field: str) -> Term:
    def term(a: Observations, b: Observations, *_: float) -> np.ndarray:
        return np.asarray(getattr(a, field)[:, None] * getattr(b, field))

    return term


def _near(a: Observations, b: Observations, years: float, areas: float) -> np.ndarray:
    far = ((a.time[:, None] - b.time) / years) ** 2 + ((a.area[:, None] - b.area) / areas) ** 2
    return np.exp(-0.5 * far) * _alike("quantity")(a, b, years, areas)


def _speaker_of_family(a: Observations, b: Observations, *_: float) -> np.ndarray:
    return _alike("speaker")(a, b, 0, 0) * _alike("family")(a, b, 0, 0)


LINES: Mapping[str, Term] = {
    "unit": _alike("unit"), "quantity": _alike("quantity"),
    "time": _line("time"), "area": _line("area"), "length": _line("length"),
}  # fmt: skip
"""The terms of lines in time and area, with a level for each quantity."""
WHOLE: Mapping[str, Term] = {**LINES, "family": _alike("family"), "region": _alike("region"), "near": _near}
BIASES: Mapping[str, Term] = {"speaker": _alike("speaker"), "speaker of family": _speaker_of_family}


class GaussianProcess(NamedTuple):
    """A process with its sizes set: variances by term with that of the noise, and the two reaches."""

    terms: Mapping[str, Term]
    variances: Mapping[str, float]
    reach: tuple[float, float]

    def predict(self, shown: Observations, asked: Observations) -> np.ndarray:
        """Return samples of what would be claimed, of shape (claims asked, samples), from claims of one number."""
        shown = shown.of(~shown.bound)
        middle = float(shown.best.mean())
        within, across = self._covariance(shown, shown), self._covariance(asked, shown)
        factor = cho_factor(within + self.variances[NOISE] * np.eye(len(shown.id)))
        mean = middle + across @ cho_solve(factor, shown.best - middle)
        own = np.array([self._covariance(one, one)[0, 0] for one in _singly(asked)])
        left = own - np.einsum("ij,ji->i", across, cho_solve(factor, across.T))
        deviation = np.sqrt(np.maximum(left, 0.0) + self.variances[NOISE])
        return np.asarray(mean[:, None] + deviation[:, None] * ndtri(LEVELS))

    def _covariance(self, a: Observations, b: Observations) -> np.ndarray:
        return np.asarray(sum(self.variances[name] * term(a, b, *self.reach) for name, term in self.terms.items()))


def fitted(shown: Observations, terms: Mapping[str, Term]) -> GaussianProcess:
    """Return the process whose sizes make the claims of one number most likely (steepest ascent from fixed values)."""
    shown = shown.of(~shown.bound)
    names, eye = [*terms, NOISE], np.eye(len(shown.id))
    fixed = {name: term(shown, shown, *REACH) for name, term in terms.items() if term is not _near} | {NOISE: eye}
    left = shown.best - shown.best.mean()
    first = np.array([np.log(0.3 * max(float(left.var()), 1e-6) / _scale_of(fixed.get(name, eye))) for name in names])
    start = np.concatenate([first, np.log(REACH)])

    def unlikely(sizes: np.ndarray) -> tuple[float, np.ndarray]:
        """Return how unlikely the claims are, less a constant, and its slope by each size."""
        variances, reach = np.exp(sizes[: len(names)]), np.exp(sizes[len(names) :])
        near = _near(shown, shown, *reach)
        parts = [variance * fixed.get(name, near) for variance, name in zip(variances, names, strict=True)]
        factor = cho_factor(sum(parts) + SMALLEST * eye, lower=True)
        inverse = cho_solve(factor, eye)
        weights = inverse @ left
        away = (sizes - start) / SPREAD_OF_SIZES
        size = left @ weights + 2.0 * np.log(np.diag(factor[0])).sum() + (away**2).sum()
        local = parts[names.index("near")] if "near" in terms else np.zeros_like(eye)
        slopes = [*parts, local * _squares(shown.time) / reach[0] ** 2, local * _squares(shown.area) / reach[1] ** 2]
        slope = np.array([(inverse * one).sum() - weights @ one @ weights for one in slopes])
        return 0.5 * float(size), 0.5 * slope + away / SPREAD_OF_SIZES

    found = minimize(unlikely, start, jac=True, method="L-BFGS-B", bounds=[(s - MOST, s + MOST) for s in start]).x
    years, areas = np.exp(found[len(names) :])
    return GaussianProcess(terms, dict(zip(names, np.exp(found), strict=False)), (float(years), float(areas)))


def _squares(values: np.ndarray) -> np.ndarray:
    return np.asarray((values[:, None] - values) ** 2)


def _scale_of(covariance: np.ndarray) -> float:
    return max(float(np.diag(covariance).mean()), 1e-6)


def _singly(claims: Observations) -> list[Observations]:
    return [claims.of(np.array([k])) for k in range(len(claims.id))]
