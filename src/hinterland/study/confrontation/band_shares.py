"""Of every band of an ensemble: how much of it is chance, parameters, reporting, and what the model lacks."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from hinterland.inference.discrepancy import VARIANCE, scales_by_claim
from hinterland.inference.variance_shares import VarianceShares, variance_shares
from hinterland.study.claims.observed_claims import filled, logarithms, observations
from hinterland.study.claims.question import Question
from hinterland.study.ensembles.draws import Member
from hinterland.theatre.assemble import Theatre

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = tuple(f"{name}_share" for name in VarianceShares._fields)
"""Columns of the shares of the variance, in natural logarithms, of what a speaker would have said."""


def band_shares(
    questions: Sequence[Question], said: np.ndarray, true: np.ndarray, members: Sequence[Member], ground: Theatre | None
) -> "pd.DataFrame":
    """Return the shares of each claim from what was said and what was so, both of shape (claims, members).

    With the `ground` of the ledger a discrepancy is set by family on its shown claims; without it there is none, as a
    user's claims are no ledger to set one on, and that share is NaN. A claim that cannot be scored has NaN throughout.
    """
    numbers: dict[tuple[tuple[str, float], ...], int] = {}
    draw = np.array([numbers.setdefault(tuple(sorted(m.parameters.items())), len(numbers)) for m in members])
    return shares_by_draw(questions, said, true, draw, ground)


def shares_by_draw(
    questions: Sequence[Question], said: np.ndarray, true: np.ndarray, draw: np.ndarray, ground: Theatre | None
) -> "pd.DataFrame":
    """Return the same of members of which the number of the draw is known (members,)."""
    import pandas as pd

    reported, so = logarithms(said, questions), logarithms(true, questions)
    samples, can = filled(reported)
    scale = np.full(len(questions), np.nan)
    if ground is not None and can.any():
        claims = observations([q for q, ok in zip(questions, can, strict=True) if ok], ground)
        if not claims.held_out.all():
            _, scale[can] = scales_by_claim(samples[can], claims)
    rows = [
        variance_shares(so[n], reported[n], draw, VARIANCE * float(np.nan_to_num(scale[n])) ** 2)
        if can[n]
        else VarianceShares(*[np.nan] * len(COLUMNS))
        for n in range(len(questions))
    ]
    found = pd.DataFrame(rows, columns=COLUMNS)
    found.loc[np.isnan(scale), COLUMNS[-1]] = np.nan
    return found.assign(claim=[q.claim.id for q in questions])


def member_figures(
    questions: Sequence[Question], said: np.ndarray, true: np.ndarray, members: Sequence[Member]
) -> "pd.DataFrame":
    """Return a line for each claim and member: what would have been said and what was so, in the unit of the claim."""
    import pandas as pd

    count = len(members)
    scale = np.array([q.scale for q in questions])[:, None]
    return pd.DataFrame({
        "claim": np.repeat([q.claim.id for q in questions], count),
        "member": np.tile(np.arange(count), len(questions)),
        "seed": np.tile([m.seed for m in members], len(questions)),
        "draw": np.tile([m.draw for m in members], len(questions)),
        "said": (said / scale).ravel(),
        "true": (true / scale).ravel(),
    })  # fmt: skip
