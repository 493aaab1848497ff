"""A war of straight lines of the size of ours: 370 parameters, 30 biases, 193 claims shown and 97 hidden."""

from functools import cache
from typing import NamedTuple

import numpy as np

from hinterland.inference.claim_errors import Labels
from hinterland.inference.conditioning import Claimed
from hinterland.inference.emulators import Emulators, fitted

PARAMETERS, SHOWN, HIDDEN = 370, 193, 97
SPEAKERS, PAIRS, FAMILIES, FACTORS = 6, 24, 6, 15
SEEDS = 0.3
"""Standard deviation of what chance does to a figure."""


class MadeUpWar(NamedTuple):
    """Emulators fitted on runs of the war, claims about one war of known parameters and biases, and these."""

    emulators: Emulators
    claimed: Claimed
    truth: np.ndarray
    bias: np.ndarray
    """By speaker and whom the claim is about, in logarithms, (PAIRS,)."""


def labels(chance: np.random.Generator, count: int) -> Labels:
    pair = np.sort(chance.integers(0, PAIRS, count))
    chance.shuffle(pair)
    return Labels(pair % SPEAKERS, pair, chance.integers(0, FAMILIES, count), np.arange(count), np.arange(count))


@cache
def made_up_war(runs: int, seed: int, bias: float = 0.3, lacking: float = 0.4) -> MadeUpWar:
    """Return a war whose figures hang on few common causes, as those of ours do, and claims with biases and errors."""
    chance = np.random.default_rng(seed)
    count = SHOWN + HIDDEN
    weights = chance.standard_normal((FACTORS, PARAMETERS)) * 0.97 ** np.arange(PARAMETERS)
    lines = chance.standard_normal((count, FACTORS)) @ weights
    lines *= 0.9 / np.linalg.norm(lines, axis=1, keepdims=True)
    level = chance.normal(5.0, 2.0, count)
    scores = chance.standard_normal((runs, PARAMETERS))
    played = level[:, None] + lines @ scores.T + SEEDS * chance.standard_normal((count, runs))
    truth, biases = chance.standard_normal(PARAMETERS), bias * chance.standard_normal(PAIRS)
    known = labels(chance, count)
    errors = SEEDS * chance.standard_normal(count) + lacking * chance.standard_normal(count)
    figures = level + lines @ truth + biases[known.about] + errors + 0.1 * chance.standard_normal(count)
    claimed = Claimed(figures, figures, figures, np.arange(count) < SHOWN, known)
    return MadeUpWar(fitted(scores, played, np.arange(runs), known.family), claimed, truth, biases)
