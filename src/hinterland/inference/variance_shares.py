"""How much of a band is chance, parameters, reporting and what the model lacks."""

from typing import NamedTuple

import numpy as np


class VarianceShares(NamedTuple):
    """Shares of the variance of what would be said, in natural logarithms; they add up to 1."""

    seeds: float
    parameters: float
    reporting: float
    discrepancy: float


def variance_shares(true: np.ndarray, said: np.ndarray, draw: np.ndarray, discrepancy: float = 0.0) -> VarianceShares:
    """Return the shares of a figure from what was so and what was said of it, by member, both as logarithms.

    `draw` is the number of the draw of parameters of each member, and `discrepancy` the variance of that term. Members
    of one draw differ by chance alone: half the mean squared difference of neighbours among them is the variance of
    seeds (with what seeds and parameters do only together). What was said is what was so plus how it was reported;
    each has that part of the variance of the sum that varies with the sum. A part that lessens the variance counts as
    none. NaN where members do not differ, or none share a draw.
    """
    nothing = VarianceShares(np.nan, np.nan, np.nan, np.nan)
    kept = np.isfinite(true) & np.isfinite(said)
    true, said, draw = true[kept], said[kept], draw[kept]
    order = np.argsort(draw, kind="stable")
    alike = draw[order][1:] == draw[order][:-1]
    if true.size < 3 or not alike.any():
        return nothing
    total = float(np.var(said, ddof=1))
    events, reporting = (max(_vary_together(part, said), 0.0) for part in (true, said - true))
    varied = float(np.var(true, ddof=1))
    by_seed = 0.5 * float(np.mean(np.diff(true[order])[alike] ** 2))
    chance = min(by_seed / varied, 1.0) if varied > 0 else 0.0
    parts = np.array([events * chance, events * (1.0 - chance), reporting])
    if parts.sum() > 0:
        parts *= total / parts.sum()
    whole = float(parts.sum()) + discrepancy
    if whole <= 0:
        return nothing
    seeds, parameters, reported = (float(part) / whole for part in parts)
    return VarianceShares(seeds, parameters, reported, discrepancy / whole)


def _vary_together(one: np.ndarray, other: np.ndarray) -> float:
    """Return the covariance of two figures over members."""
    return float(((one - one.mean()) * (other - other.mean())).sum()) / (one.size - 1)
