"""Claims as arrays: what was observed, in natural logarithms, and what every method may know of it beforehand."""

from typing import Any, NamedTuple

import numpy as np

SAMPLES = 200
LEVELS = (np.arange(SAMPLES) + 0.5) / SAMPLES
"""Shares at which a predictive distribution is cut, so that its quantiles there stand for it with equal weights."""


class Observations(NamedTuple):
    """N claims. Figures are natural logarithms; words are numbered, the same word by the same number.

    A claim of one number has three equal figures; "at least" has no upper end (inf), "up to" no lower (-inf), and then
    `best` is the end that was given.
    """

    id: tuple[str, ...]
    low: np.ndarray
    best: np.ndarray
    high: np.ndarray
    held_out: np.ndarray
    """Whether no method may learn from the figures."""
    speaker: np.ndarray
    quantity: np.ndarray
    family: np.ndarray
    unit: np.ndarray
    region: np.ndarray
    series: np.ndarray
    """Who says what of which quantity and region: claims that are held out or resampled together."""
    year: np.ndarray
    time: np.ndarray
    """The middle of the dates, in years from 22 June 1941."""
    area: np.ndarray
    """Natural logarithm of the area of the region, in km2."""
    length: np.ndarray
    """Natural logarithm of the days over which a flow is added up; 0 for what is no flow."""

    @property
    def bound(self) -> np.ndarray:
        """Whether only one end was claimed."""
        return ~(np.isfinite(self.low) & np.isfinite(self.high))

    def of(self, rows: np.ndarray) -> "Observations":
        """Return some of the claims, by a mask or by their places."""
        places = np.arange(len(self.id))[rows]
        parts: dict[str, Any] = {name: values[places] for name, values in self._asdict().items() if name != "id"}
        return Observations(tuple(self.id[k] for k in places), **parts)


def blind(claims: Observations) -> Observations:
    """Return claims without their figures: what a method is given of those that it must predict."""
    nothing = np.full(len(claims.id), np.nan)
    return claims._replace(low=nothing, best=nothing, high=nothing)


def numbered(words: list[str]) -> np.ndarray:
    """Return words as numbers in the order of the alphabet."""
    return np.unique(np.array(words, dtype=str), return_inverse=True)[1]
