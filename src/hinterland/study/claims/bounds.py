"""Where the model ends: which days of a claim lie in the war, and which regions hold nothing of what it counts."""

import functools
from typing import NamedTuple

from hinterland.core.calendar import DAYS, FIRST, LAST, date_of, day_of
from hinterland.engine.quantities import QUANTITIES
from hinterland.engine.recorded_series import recorded_series
from hinterland.evidence.model import Claim
from hinterland.study.measurement.measure import Measure, leaves
from hinterland.theatre.assemble import Theatre

LEAST = 0.5
"""Share of the days of a claim that must lie in the war, so that its figure can be judged beside theirs."""


class Span(NamedTuple):
    """The days of the war that a claim is set beside; how they differ from its own, and why it cannot be judged."""

    first: int
    last: int
    adjusted: str
    unfit: str


def days_of(claim: Claim) -> Span | str:
    """Return the days of a claim that lie in the war, or why there are none."""
    if claim.date_from is None:
        return "the claim is undated" if claim.date_to is None else "the claim has no date_from"
    begin = day_of(claim.date_from)
    end = DAYS - 1 if claim.date_to is None else day_of(claim.date_to)
    if claim.date_to is not None and end < 0:
        return f"the claim ends before the war begins on {FIRST}"
    if begin >= DAYS:
        return f"the claim begins after the war ends on {LAST}"
    first, last = max(begin, 0), min(end, DAYS - 1)
    own = f"{claim.date_from} to {claim.date_to or 'an open end'}"
    changed = (first, last) != (begin, end) or claim.date_to is None
    adjusted = f"its days are {own}; it is set beside {date_of(first)} to {date_of(last)}" if changed else ""
    inside, days = last - first + 1, end - begin + 1
    unfit = f"only {inside} of its {days} days lie in the war" if inside < LEAST * days else ""
    return Span(first, last, adjusted, unfit)


def nowhere_counted(m: Measure, region: str, theatre: Theatre) -> str:
    """Return why a region holds nothing of what a measure counts, or nothing: beyond the map few things are counted."""
    inside = theatre.inside(region)
    if inside.max() < theatre.foreign.first or leaves(m) & counted_abroad():
        return ""
    part = "" if inside.min() >= theatre.foreign.first else "part of "
    only = " and ".join(sorted(counted_abroad()))
    return f"{part}{region} lies beyond the map, where only {only} are counted"


@functools.cache
def counted_abroad() -> frozenset[str]:
    """Return the quantities that are counted in lands beyond the map too."""
    places = {name: series.place for name, series in recorded_series().items()}
    return frozenset(q.name for q in QUANTITIES if any(places.get(path) == "country" for path in q.true))
