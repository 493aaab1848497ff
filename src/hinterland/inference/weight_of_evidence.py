"""Rival explanations set beside each other: by how much claims are likelier under one, how sure, and their weights.

Claims of one block (speaker, region, year) are no independent witnesses, and a few runs stand badly for an explanation.
Both are resampled together by the Bayesian bootstrap (Rubin 1981): blocks and draws get random weights. The weights of
explanations are the means over these of their shares of the likelihood (pseudo-Bayesian model averaging; Yao and others
2018). They are no Bayes factors: claims are predicted one by one, each with what other blocks say.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import softmax

TIMES, AGAIN = 50, 8
"""How often draws are weighed anew, and how often blocks are with each of these weighings."""
SHARES = (0.05, 0.95)
SEED = 1941


class Compared(NamedTuple):
    """What a set of claims says of E explanations, each an array of E, in natural logarithms."""

    log_density: np.ndarray
    """Sum over claims of the log predictive densities."""
    difference: np.ndarray
    """The same less that of the best explanation: 0 or below."""
    error_claims: np.ndarray
    """Standard error of the difference by which claims there are (blocks)."""
    error_runs: np.ndarray
    """Standard error by which draws were played."""
    low: np.ndarray
    high: np.ndarray
    """Interval of 90 % of the difference, by claims and draws together."""
    weight: np.ndarray
    """Shares that sum to 1."""

    @property
    def apart(self) -> np.ndarray:
        """Whether the claims part each explanation from the best one: its interval lies below 0."""
        return np.asarray(self.high < 0.0)


def weighing(draw: np.ndarray, times: int = TIMES) -> np.ndarray:
    """Return weights of runs, (runs, 1 + times): equal ones, then random ones; runs of one draw are weighed together.

    `draw` (runs,) numbers the draw of each run.
    """
    names, of = np.unique(draw, return_inverse=True)
    random = np.random.default_rng(SEED).exponential(size=(names.size, times))[of]
    every = np.hstack([np.ones((draw.size, 1)), random])
    return np.asarray(every / every.sum(axis=0))


def compared(log_density: np.ndarray, block: np.ndarray) -> Compared:
    """Compare explanations by log densities of shape (explanations, claims, 1 + times); `block` is that of each claim.

    With fewer than two blocks the error by claims is NaN.
    """
    names, of = np.unique(block, return_inverse=True)
    sums = np.stack([log_density[:, of == n].sum(axis=1) for n in range(names.size)], axis=1)
    totals = sums.sum(axis=1)
    best = int(totals[:, 0].argmax())
    apart = sums[:, :, 0] - sums[best, :, 0]
    spread = apart.std(axis=1, ddof=1) * np.sqrt(names.size) if names.size > 1 else np.full(len(sums), np.nan)
    random = np.random.default_rng(SEED + 1).exponential(size=(names.size, totals.shape[1] - 1, AGAIN))
    weighed = np.einsum("ebt,bta->eta", sums[:, :, 1:], random * names.size / random.sum(axis=0))
    drawn = weighed.reshape(len(sums), -1)
    low, high = np.quantile(drawn - drawn[best], SHARES, axis=1)
    beside = totals - totals[best]
    return Compared(
        totals[:, 0], beside[:, 0], spread, beside[:, 1:].std(axis=1), low, high, softmax(drawn, axis=0).mean(axis=1)
    )
