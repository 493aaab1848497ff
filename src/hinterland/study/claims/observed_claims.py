"""Claims of the ledger and what runs say to them, as arrays in natural logarithms and the units of the model."""

from collections.abc import Sequence

import numpy as np

from hinterland.core.calendar import date_of
from hinterland.inference.observations import Observations, numbered
from hinterland.study.claims.holdout import held_out, series
from hinterland.study.claims.question import Question
from hinterland.study.claims.verdict import span
from hinterland.theatre.assemble import Theatre

FLOOR = 0.5
"""Figures below it count as it: half a person, half a rail. A logarithm needs a figure above nothing."""
SMALL_FLOOR = 0.005
SMALL = ("ratio", "share")
"""Units of which a whole one is much."""
YEAR = 365.25
SMALLEST_AREA = 1000.0
"""Area in km2 of a place of which none is known: of a point, and of ground beyond the map."""


def logarithms(values: np.ndarray, questions: Sequence[Question]) -> np.ndarray:
    """Return figures of runs (claims, runs) as logarithms; NaN where a run has none."""
    floors = np.array([floor_of(q.unit) for q in questions])[:, None]
    finite = np.isfinite(values)
    return np.where(finite, np.log(np.maximum(np.where(finite, values, 1.0), floors)), np.nan)


def filled(logarithms: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the same with as many figures in every row, and which claims can be scored.

    A claim can where at least half of the runs have a figure; the others then take figures of these in turn.
    """
    known = np.isfinite(logarithms)
    can = known.mean(axis=1) >= 0.5
    rows = zip(logarithms, known, can, strict=True)
    return np.stack([np.resize(row[mask], row.size) if ok else row for row, mask, ok in rows]), can


def floor_of(unit: str) -> float:
    """Return the figure below which all figures count as equal."""
    return SMALL_FLOOR if unit in SMALL else FLOOR


def family_of(q: Question) -> str:
    """Return the family of a quantity: the first word of its name."""
    return q.claim.quantity.partition(".")[0]


def observations(questions: Sequence[Question], ground: Theatre) -> Observations:
    """Return claims as arrays, in the units of the model."""
    spans = [span(q.claim, q.scale) for q in questions]
    floors = np.array([floor_of(q.unit) for q in questions])
    low, best, high = (np.array([getattr(one, end) for one in spans]) for end in ("low", "best", "high"))
    days = np.array([[q.true.first, q.true.last] for q in questions], float)
    area = [float(ground.ground.area[ground.regions.mask(q.claim.region)].sum()) for q in questions]
    flows = np.array([q.true.take == "sum" for q in questions])
    return Observations(
        id=tuple(q.claim.id for q in questions),
        low=_logarithm(low, floors, -np.inf),
        best=_logarithm(best, floors, 0.0),
        high=_logarithm(high, floors, np.inf),
        held_out=np.array([held_out(q.claim) for q in questions]),
        speaker=numbered([q.claim.said_by for q in questions]),
        quantity=numbered([q.claim.quantity for q in questions]),
        family=numbered([family_of(q) for q in questions]),
        unit=numbered([q.unit for q in questions]),
        region=numbered([q.claim.region for q in questions]),
        series=numbered(["|".join(series(q.claim)) for q in questions]),
        year=np.array([date_of((q.true.first + q.true.last) // 2).year for q in questions]),
        time=days.mean(axis=1) / YEAR,
        area=np.log(np.maximum(area, SMALLEST_AREA)),
        length=np.where(flows, np.log(days[:, 1] - days[:, 0] + 1.0), 0.0),
    )


def _logarithm(values: np.ndarray, floors: np.ndarray, endless: float) -> np.ndarray:
    """Return logarithms of figures, of an end that is not given `endless`."""
    given = np.isfinite(values)
    return np.where(given, np.log(np.maximum(np.where(given, values, 1.0), floors)), endless)
