"""Verdicts: how far a figure lies from what was claimed, as a factor and in words."""

import math
from typing import NamedTuple

from hinterland.evidence.model import Claim

NEAR = 1.5
"""A figure within this factor of a claim agrees with it; one of the dead must lie within the claim's bounds."""
MODEL_HIGHER, CLAIM_HIGHER = "model higher", "claim higher"
"""The two verdicts on a claim that is missed: they say which of the two figures is the higher."""

OF_THE_DEAD = {
    "agrees": "overlap",
    "holds": "so in the model",
    "does not hold": "not so in the model",
    "fails": "not so in the model",
}
"""What stands beside figures of victims and of the fallen of any side instead of the words that judge; the other words
say nothing of fit."""
WITHIN = ("agrees", OF_THE_DEAD["agrees"])
"""The verdict on a claim that is met, and the word for it beside the dead."""


class Span(NamedTuple):
    """What was claimed, in the unit of the model: the figure itself, and between which bounds it may lie."""

    low: float
    best: float
    high: float

    @property
    def bound(self) -> bool:
        """Whether only one end was claimed."""
        return math.isinf(self.low) or math.isinf(self.high)

    def factor(self, figure: float) -> float:
        """Return by what factor a figure lies outside: 1 within, above 1 too high, below 1 too low."""
        if not math.isfinite(figure):
            return math.nan
        edge = min(max(figure, self.low), self.high)
        if figure == edge:
            return 1.0
        if abs(figure - edge) < 1.0 and edge < 1.0:
            return 1.0
        return math.inf if edge <= 0 else max(figure, 0.0) / edge


def span(claim: Claim, scale: float = 1.0) -> Span:
    """Return what a claim says, each number times `scale`; "more than" has no upper end and "up to" no lower.

    Raises `ValueError` for a claim without a number.
    """
    low, best, high = (None if n is None else n * scale for n in (claim.low, claim.best, claim.high))
    given = [n for n in (low, best, high) if n is not None]
    if not given:
        raise ValueError(f"{claim.id} gives no number")
    if best is None:
        best = math.sqrt(low * high) if low and high else given[-1]
        return Span(-math.inf if low is None else low, best, math.inf if high is None else high)
    return Span(given[0], best, given[-1])


def worded(verdict: str, dead: bool) -> str:
    """Return the word for a verdict; beside figures of the dead it does not judge."""
    return OF_THE_DEAD.get(verdict, verdict) if dead else verdict


def word(said: Span, figure: float, dead: bool = False) -> str:
    """Return the word for a figure of the model beside a claim.

    It is `agrees`, `model higher`, `claim higher` or `cannot tell`. Of the dead `overlap` stands for agrees, and only
    where the figure lies within the bounds of the claim: nearness is no overlap.
    """
    factor, near = said.factor(figure), 1.0 if dead else NEAR
    if math.isnan(factor):
        return "cannot tell"
    if 1 / near <= factor <= near:
        return worded("agrees", dead)
    return CLAIM_HIGHER if factor < 1 else MODEL_HIGHER


def exaggeration(said: Span, true: float) -> float:
    """Return how many times the truth of the model was claimed."""
    if not math.isfinite(true):
        return math.nan
    return said.best / true if true > 0 else (math.inf if said.best > 0 else 1.0)


def log_error(said: Span, figure: float) -> float:
    """Return the natural logarithm of how far a figure lies from a claim, 0 within its bounds."""
    factor = said.factor(figure)
    if math.isnan(factor):
        return math.nan
    if factor in (0.0, math.inf):
        edge = min(max(figure, said.low), said.high)
        return math.log((max(figure, 0.0) + 1.0) / (max(edge, 0.0) + 1.0))
    return math.log(factor)
