"""What a fit is given: claims with the figures of those held out taken away, and runs as arrays."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from hinterland.evidence.registry import of_victims
from hinterland.inference.claim_errors import Labels
from hinterland.inference.conditioning import Claimed
from hinterland.inference.emulators import FEWEST, normal_scores
from hinterland.inference.observations import Observations, numbered
from hinterland.study.claims.observed_claims import logarithms, observations
from hinterland.study.claims.question import Question
from hinterland.study.ensembles.draws import Member, place, spans_drawn
from hinterland.study.measurement.indicators import Indicator
from hinterland.theatre.assemble import Theatre


class FitClaims(NamedTuple):
    """The claims of a fit and in which columns of the runs their figures are."""

    questions: tuple[Question, ...]
    claimed: Claimed
    columns: np.ndarray
    speakers: tuple[str, ...]
    """Names of the numbers of `claimed.labels.speaker`."""
    pairs: tuple[str, ...]
    """The same of `claimed.labels.about`: the speaker, and whom the claim is about."""

    def values(self, runs: np.ndarray) -> np.ndarray:
        """Return logarithms of what runs say to the claims, (claims, runs), from their figures (runs, indicators)."""
        return logarithms(runs[:, self.columns].T, self.questions)


def claims_of(
    questions: Sequence[Question], indicators: Sequence[Indicator], bank: np.ndarray, ground: Theatre
) -> FitClaims:
    """Return the claims that a fit may use, blind for those held out: half of the bank, and 8 runs, can answer them.

    Claims of victims stand beside the model and are no measure of it: none is fitted.
    """
    row = {indicator: n for n, indicator in enumerate(indicators)}
    asked = [q for q in questions if not of_victims(q.claim.quantity)]
    known = np.isfinite(bank[:, [row[q.said] for q in asked]])
    can = (known.mean(axis=0) >= 0.5) & (known.sum(axis=0) >= FEWEST)
    kept = tuple(q for q, ok in zip(asked, can, strict=True) if ok)
    columns = np.array([row[q.said] for q in kept], int)
    speakers = sorted({q.claim.said_by for q in kept})
    pairs = sorted({_pair(q) for q in kept})
    found = observations(kept, ground)
    labels = Labels(
        numbered([q.claim.said_by for q in kept]),
        numbered([_pair(q) for q in kept]),
        found.family,
        numbered([f"{q.claim.quantity}|{q.claim.region}" for q in kept]),
        numbered([repr(q.true) for q in kept]),
    )
    return FitClaims(kept, _blind(found, labels), columns, tuple(speakers), tuple(pairs))


def _blind(found: Observations, labels: Labels) -> Claimed:
    """Return what was claimed, without the figures of claims that are held out."""
    shown = ~found.held_out
    low, best, high = (np.where(shown, one, np.nan) for one in (found.low, found.best, found.high))
    return Claimed(low, best, high, shown, labels)


def _pair(q: Question) -> str:
    return f"{q.claim.said_by} of {q.claim.about}"


def parameters_drawn(kept: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the parameters that a fit seeks: all that are drawn but those that the scenario sets."""
    return tuple(name for name in spans_drawn() if name not in kept)


def scores_of(members: Sequence[Member], names: Sequence[str], spread: float = 1.0) -> np.ndarray:
    """Return the normal scores of the parameters of runs within windows of this spread, (runs, P)."""
    spans = spans_drawn(spread)
    shares = np.array([[place(spans[name], one.parameters[name]) for name in names] for one in members])
    return normal_scores(shares)
