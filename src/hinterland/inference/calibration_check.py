"""Whether the posterior says rightly how sure it is: ledgers made from known truths, and one side's claims tripled.

Made-up ledgers have the shown claims of the real one, each as one number (Talts and others 2018). Of each the sizes of
biases and discrepancies are set anew, as those of the real one are.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import ndtr

from hinterland.inference.claim_errors import OWN, Sizes
from hinterland.inference.conditioning import Claimed, ClaimModel, conditioned, model_of, sizes_from
from hinterland.inference.emulators import Emulators
from hinterland.inference.scores import unevenness

NEAR = np.log(1.25)
"""A bias counts as found within this factor."""
MANY = 10
"""Claims of a speaker about one thing from which its bias is judged."""
HALF = 0.5
INFORMED = 0.95
"""A parameter of which less than this is left of its prior standard deviation is one on which the claims bear."""
BAND = (0.05, 0.95)


class Calibration(NamedTuple):
    """What ledgers from known truths showed.

    `uneven` is the greatest gap between the ranks of true parameters and even ones (0 is best), over those that claims
    bear on most; `covered` the share of these, and `predicted` that of hidden figures, in 90 % bands; `found` the share
    of ledgers in which the biases that are judged lie, in the median, within a factor of 1.25, and `factor` the median
    factor by which they miss.
    """

    ledgers: int
    uneven: float
    covered: float
    predicted: float
    found: float
    factor: float


class Tripled(NamedTuple):
    """How the posterior moves where each claim of a speaker stands three times, in its standard deviations.

    Over parameters and biases: the median and the largest move, and the share that moves by at most half of one.
    """

    speaker: int
    median: float
    largest: float
    within_half: float


def calibration(emulators: Emulators, claimed: Claimed, sizes: Sizes, ledgers: int, seed: int) -> Calibration:
    """Return what so many made-up ledgers show."""
    truth = model_of(emulators, claimed.labels, sizes)
    root = np.linalg.cholesky(truth.rest + OWN**2 * np.eye(len(truth.rest)))
    pairs = np.flatnonzero(np.bincount(claimed.labels.about[claimed.shown]) >= MANY)
    first = [int(np.flatnonzero(claimed.labels.about == pair)[0]) for pair in pairs]
    ranks, inside, misses = [], [], []
    for ledger in range(ledgers):
        chance = np.random.default_rng([seed, ledger])
        u = np.asarray(chance.standard_normal(truth.loadings.shape[1]))
        figures = truth.middle + truth.loadings @ u + root @ chance.standard_normal(len(root))
        made = claimed._replace(low=figures, best=figures, high=figures)
        model = model_of(emulators, claimed.labels, sizes_from(emulators, made))
        found = conditioned(model, made, 100, seed + ledger)
        own = slice(0, truth.parameters)
        informed = found.deviation[own] <= max(INFORMED, float(np.sort(found.deviation[own])[0]))
        ranks.append(ndtr((u[own] - found.mean[own]) / found.deviation[own])[informed])
        band = np.quantile(found.predicted, BAND, axis=1)[:, ~claimed.shown]
        inside.append((figures[~claimed.shown] >= band[0]) & (figures[~claimed.shown] <= band[1]))
        misses.append(np.abs(_biases(truth, u, first) - _biases(model, found.mean, first)))
    every, missed = np.concatenate(ranks), np.array(misses)
    judged = np.median(missed, axis=1) if first else np.full(ledgers, np.nan)
    return Calibration(
        ledgers,
        unevenness(every),
        float(((every >= BAND[0]) & (every <= BAND[1])).mean()),
        float(np.concatenate(inside).mean()) if (~claimed.shown).any() else float("nan"),
        float((judged <= NEAR).mean()) if first else float("nan"),
        float(np.exp(np.median(missed))) if first else float("nan"),
    )


def _biases(model: ClaimModel, u: np.ndarray, rows: list[int]) -> np.ndarray:
    """Return the biases of some claims, in natural logarithms."""
    return np.asarray(model.loadings[rows, model.parameters :] @ u[model.parameters :])


def tripled(emulators: Emulators, claimed: Claimed, sizes: Sizes, speaker: int) -> Tripled:
    """Return how the posterior moves where every shown claim of a speaker stands three times."""
    every = np.arange(len(claimed.shown))
    copied = every[claimed.shown & (claimed.labels.speaker == speaker)]
    rows = np.concatenate([every, copied, copied])
    once = conditioned(model_of(emulators, claimed.labels, sizes), claimed, 1, 0)
    copies, thrice = emulators.of(rows), claimed.of(rows)
    found = conditioned(model_of(copies, thrice.labels, sizes_from(copies, thrice)), thrice, 1, 0)
    moved = np.abs(found.mean - once.mean) / once.deviation
    return Tripled(speaker, float(np.median(moved)), float(moved.max()), float((moved <= HALF).mean()))
