"""Courses: quantities by month over all runs of an ensemble, with the claims that are set beside them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from hinterland.core.calendar import months_within
from hinterland.core.fault import Fault
from hinterland.evidence.registry import of_the_dead, of_victims
from hinterland.inference.scores import scores
from hinterland.study.claims.observed_claims import filled, logarithms, observations
from hinterland.study.claims.question import Question
from hinterland.study.ensembles.claims_ensemble import asked_of_ledger
from hinterland.study.ensembles.ensemble import scenario_described
from hinterland.study.ensembles.followed import Followed, kind_of
from hinterland.study.ensembles.run_store import described, read_runs
from hinterland.study.measurement.indicators import Indicator
from hinterland.study.measurement.measure import find as measure
from hinterland.theatre.assemble import Theatre

BANDS = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Shares of the runs that lie below the lines of a course."""


class Course(NamedTuple):
    """A quantity in a region by month, as a side said it or as it was.

    `periods` are the first and the last day of each month that was played, `values` (runs, months) sums of a flow and
    means of a stock. `claims` are set beside it, and `said` (claims, runs) is what the same speaker would have said to
    each in the unit of the model, NaN where it was not read.
    """

    followed: Followed
    unit: str
    kind: str
    periods: tuple[tuple[int, int], ...]
    values: np.ndarray
    claims: tuple[Question, ...]
    said: np.ndarray

    @property
    def victims(self) -> bool:
        """Whether it counts victims: no figure then says how well the claims fit."""
        return of_victims(self.followed.name, self.followed.said_by)

    @property
    def dead(self) -> bool:
        """Whether it counts victims, or fighters who died: nothing then says how well the claims fit."""
        return self.victims or of_the_dead(self.followed.name)

    def bands(self) -> np.ndarray:
        """Return the values below which the shares `BANDS` of the runs lie, (5, months)."""
        return np.asarray(np.quantile(self.values, BANDS, axis=0))

    def reached(self, ground: Theatre) -> tuple[bool | None, ...]:
        """Return of each claim whether the 90 % band reaches it at its own days; None of the dead and where none is."""
        if self.dead or not self.claims:
            return (None,) * len(self.claims)
        samples, can = filled(logarithms(self.said, self.claims))
        claimed = observations(self.claims, ground)
        inside = scores(samples, claimed.low, claimed.best, claimed.high).inside_90
        return tuple(bool(one) if ok else None for one, ok in zip(inside, can, strict=True))


class Courses(NamedTuple):
    """All courses of an ensemble, and of what war its runs are."""

    about: Mapping[str, Any]
    runs: int
    courses: tuple[Course, ...]

    def __repr__(self) -> str:
        """Say how much there is."""
        return f"<Courses: {len(self.courses)} of {self.runs} runs of {self.about['scenario']}>"


def read_courses(folder: Path) -> Courses:
    """Return the courses of an ensemble that is kept in a folder.

    Raises `Fault` where the folder holds no runs or none that were read by month, and for a damaged file.
    """
    about = described(folder)
    indicators = about.pop("indicators")
    kept = sorted(read_runs(folder, len(indicators)).values(), key=lambda one: one.run)
    if not kept:
        raise Fault(folder, 0, "holds no runs yet", "repeat the command that plays them")
    _, questions, _ = asked_of_ledger(int(about["resolution"]))
    courses = courses_of(about, indicators, np.stack([one.figures for one in kept]), questions)
    if not courses:
        raise Fault(folder, 0, "holds runs that were not read by month", "play them anew, to another folder")
    return Courses(about, len(kept), courses)


def courses_of(
    about: Mapping[str, Any], indicators: Sequence[Indicator], values: np.ndarray, questions: Sequence[Question]
) -> tuple[Course, ...]:
    """Return what was read of every month as courses, each with the claims that are set beside it.

    `about` describes the ensemble, `values` are the figures of its runs (runs, indicators).
    """
    played = scenario_described(about)
    periods = months_within(played.start, played.end)
    column = {one: n for n, one in enumerate(indicators)}
    first, last = periods[0][0], periods[-1][1]
    unread = np.full(len(values), np.nan)
    found = []
    for one in dict.fromkeys(Followed(i.name, i.region, i.said_by) for i in indicators if kind_of(i.name)):
        by_month = [one.month(*period) for period in periods]
        if not column.keys() >= set(by_month):
            continue
        months = [column[of_month] for of_month in by_month]
        beside = tuple(q for q in questions if Followed.of(q) == one and first <= q.true.last and q.true.first <= last)
        said = [values[:, column[q.said]] if q.said in column else unread for q in beside]
        m = measure(one.name)
        unit = m.unit if m is not None else ""
        figures = np.array(said, float).reshape(len(beside), len(values))
        found.append(Course(one, unit, kind_of(one.name), periods, values[:, months], beside, figures))
    return tuple(found)
