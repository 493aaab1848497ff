"""Documented crimes for the report: by place, day and name, each with its source; nothing here is the model's."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from hinterland.core.calendar import day_of
from hinterland.engine.result import Run
from hinterland.evidence.documented import CRIMES, KINDS, DocumentedEvent
from hinterland.evidence.ledger import Ledger
from hinterland.report.drawing import between, day, month
from hinterland.report.place_names import Spelled, spelled

BY_DAY, BY_MONTH = 3, 4
"""Precision of dates up to which the day is written, and the month."""


class Crime(NamedTuple):
    """One documented crime in words; `sure`: the source was seen; `whole`: it contains other rows."""

    id: str
    iso: str
    when: str
    place: Spelled
    what: str
    figure: str
    victims: str
    perpetrators: str
    source: str
    sure: bool
    whole: bool
    note: str


def crimes(run: Run, ledger: Ledger) -> list[tuple[int, list[Crime]]]:
    """Return the documented crimes of the days of a run, year by year in order of time."""
    first, last = run.first, run.first + run.days - 1
    found = [
        one
        for one in ledger.documented.values()
        if one.kind in CRIMES and day_of(one.date_to) >= first and day_of(one.date_from) <= last
    ]
    ordered = sorted(found, key=lambda one: (one.date_from, one.date_to, one.id))
    return [(year, list(map(in_words, those))) for year, those in groupby(ordered, key=lambda one: one.date_from.year)]


def in_words(one: DocumentedEvent) -> Crime:
    """Return a documented event in words."""
    return Crime(
        one.id,
        one.date_from.isoformat(),
        when(one),
        spelled(one.place, one.oblast),
        KINDS[one.kind],
        f"{between(one.low, one.best, one.high)} {one.counts}" if one.figure is not None else "number not known",
        one.victims,
        one.perpetrators,
        one.source,
        one.verified == "yes",
        one.scope in ("toll_of_place", "total_of_region"),
        "; ".join(_remarks(one)),
    )


def _remarks(one: DocumentedEvent) -> Iterator[str]:
    """Yield what a reader must know of a row: its note, and what of it is from memory."""
    if one.note:
        yield one.note
    if one.recalled and one.verified == "yes":
        yield f"from memory: {', '.join(one.recalled.split())}"


def when(one: DocumentedEvent) -> str:
    """Return the dates of an event in words, as exactly as they are known."""
    return dated(one.date_from, one.date_to, one.precision)


def dated(first: date, last: date, precision: int) -> str:
    """Return two dates in words, as exactly as a precision of the ledger (1 day to 7) allows."""
    if precision <= BY_DAY:
        return day(first) if first == last else f"{day(first)} to {day(last)}"
    if precision == BY_MONTH:
        ends = dict.fromkeys((month(first), month(last)))
        return " to ".join(ends)
    years = dict.fromkeys((str(first.year), str(last.year)))
    return " to ".join(years)
