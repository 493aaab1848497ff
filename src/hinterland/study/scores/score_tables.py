"""Tables of scores: a line for each claim and method, and one for each group of claims and method."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from hinterland.inference.bootstrap import interval
from hinterland.inference.observations import Observations
from hinterland.inference.scores import Scores, unevenness
from hinterland.study.claims.observed_claims import family_of
from hinterland.study.claims.question import Question

if TYPE_CHECKING:
    import pandas as pd

PARTS = ("shown", "held out")
ALL = "all"
TENTHS = 10
COLUMNS = (
    "part", "by", "group", "method", "claims", "crps", "crps_low", "crps_high", "gain", "gain_low", "gain_high",
    "inside_50", "inside_90", "bounds_reached", "factor", "width", "pit_mean", "pit_unevenness", "pit_tenths",
)  # fmt: skip


def about_claims(questions: Sequence[Question], claims: Observations) -> dict[str, Any]:
    """Return columns that say of each claim what it is, who made it and what it claims, in the unit of the model."""
    return {
        "claim": claims.id,
        "part": np.array(PARTS)[claims.held_out.astype(int)],
        "quantity": [q.claim.quantity for q in questions],
        "region": [q.claim.region for q in questions],
        "said_by": [q.claim.said_by for q in questions],
        "year": claims.year,
        "unit": [q.unit for q in questions],
        "claimed": np.exp(claims.best),
    }


def by_claim(
    questions: Sequence[Question],
    claims: Observations,
    samples: Mapping[str, np.ndarray],
    scored: Mapping[str, Scores],
) -> "pd.DataFrame":
    """Return a line for each claim and method; figures are in the unit of the model, scores in natural logarithms."""
    import pandas as pd

    about, parts = about_claims(questions, claims), []
    for method, found in scored.items():
        low, middle, high = np.exp(np.quantile(samples[method], [0.05, 0.5, 0.95], axis=1))
        predicted = {"method": method, "predicted_05": low, "predicted_50": middle, "predicted_95": high}
        parts.append(pd.DataFrame({**about, **predicted, **found._asdict()}))
    return pd.concat(parts, ignore_index=True)


def by_group(
    questions: Sequence[Question], claims: Observations, scored: Mapping[str, Scores], beside: str
) -> "pd.DataFrame":
    """Return a line for each part of the ledger, group of claims and method; gains are beside the method `beside`."""
    import pandas as pd

    rows = [
        (part, by, group, method, *_figures(claims, found, scored[beside], rows))
        for part, by, group, rows in _groups(questions, claims)
        for method, found in scored.items()
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _groups(questions: Sequence[Question], claims: Observations) -> Iterator[tuple[str, str, str, np.ndarray]]:
    """Yield every group of claims: part of the ledger, column of the grouping, name of the group, its claims."""
    words = {
        "speaker": [q.claim.said_by for q in questions],
        "family": [family_of(q) for q in questions],
        "year": [str(year) for year in claims.year],
    }
    for held, part in enumerate(PARTS):
        inside = claims.held_out == bool(held)
        if inside.any():
            yield part, ALL, ALL, inside
        for by, named in words.items():
            for group in sorted({name for name, own in zip(named, inside, strict=True) if own}):
                yield part, by, group, inside & (np.array(named) == group)


def _figures(claims: Observations, found: Scores, beside: Scores, rows: np.ndarray) -> tuple[float | int | str, ...]:
    """Return the figures of one line, in the order of `COLUMNS`."""
    crps, gain = found.crps[rows], (found.crps - beside.crps)[rows]
    bound, pit, series = claims.bound[rows], found.pit[rows], claims.series[rows]
    tenths = np.bincount(np.minimum((pit[np.isfinite(pit)] * TENTHS).astype(int), TENTHS - 1), minlength=TENTHS)
    return (
        int(rows.sum()),
        _mean(crps),
        *interval(crps, series),
        _mean(gain),
        *interval(gain, series),
        _mean(found.inside_50[rows][~bound]),
        _mean(found.inside_90[rows][~bound]),
        _mean(found.inside_90[rows][bound]),
        float(np.exp(np.median(found.error[rows]))),
        float(np.exp(np.median(found.width[rows]))),
        _mean(pit),
        unevenness(pit),
        " ".join(map(str, tenths)),
    )


def _mean(values: np.ndarray) -> float:
    """Return the mean of what is a number, NaN where nothing is."""
    values = values[np.isfinite(values)]
    return float(values.mean()) if values.size else np.nan
