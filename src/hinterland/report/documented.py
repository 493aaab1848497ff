"""Documented events for the report: by place, day and name, each with its source; nothing here is the model's.

Crimes stand by year; ghettos set up, flight, risings, raids and the rest stand by land.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from hinterland.core.calendar import day_of
from hinterland.engine.result import Run
from hinterland.evidence.documented import CRIMES, KINDS, DocumentedEvent, in_order
from hinterland.evidence.ledger import Ledger
from hinterland.report.drawing import between, day, month
from hinterland.report.place_names import Spelled, spelled

BY_DAY, BY_MONTH = 3, 4
"""Precision of dates up to which the day is written, and the month."""


class Event(NamedTuple):
    """One documented event in words; `sure`: the source was seen; `whole`: it contains other rows.

    `victims` are those whom it befell, or who took part; `survivors` is what the source says of the others.
    """

    id: str
    iso: str
    when: str
    place: Spelled
    what: str
    figure: str
    victims: str
    perpetrators: str
    survivors: str
    source: str
    sure: bool
    whole: bool
    note: str


def crimes(run: Run, ledger: Ledger) -> list[tuple[int, list[Event]]]:
    """Return the documented crimes of the days of a run, year by year in order of time."""
    found = in_order(one for one in ledger.documented.values() if one.kind in CRIMES and is_within(one, run))
    return [(year, list(map(in_words, those))) for year, those in groupby(found, key=lambda one: one.date_from.year)]


def others(run: Run, ledger: Ledger) -> list[tuple[str, list[Event]]]:
    """Return the other documented events of the days of a run by land, each land's in order of time.

    With them stand the counts of communities from before its first day.
    """
    found = in_order(one for one in ledger.documented.values() if one.kind not in CRIMES and _belongs_to(one, run))
    lands, by_land = _lands(run, ledger), dict[str, list[Event]]()
    for one in found:
        by_land.setdefault(lands.get(one.oblast, one.oblast), []).append(in_words(one))
    return sorted(by_land.items())


def is_within(one: DocumentedEvent, run: Run) -> bool:
    """Whether an event falls into the days of a run."""
    return day_of(one.date_to) >= run.first and day_of(one.date_from) < run.first + run.days


def _belongs_to(one: DocumentedEvent, run: Run) -> bool:
    before = one.kind == "population_before" and day_of(one.date_from) < run.first
    return before or is_within(one, run)


def _lands(run: Run, ledger: Ledger) -> dict[str, str]:
    """Return the name of the republic or country of each oblast, as the table of regions has it."""
    names: dict[str, str] = {}
    for kind in ("republic", "country"):
        for region in (one for one in ledger.regions.values() if one.kind == kind):
            for term in region.rule.split("|"):
                names.setdefault(term, region.name)
    return {one.id: names.get(f"republic:{one.republic}", one.name) for one in run.theatre.ground.oblasts}


def in_words(one: DocumentedEvent) -> Event:
    """Return a documented event in words."""
    return Event(
        one.id,
        one.date_from.isoformat(),
        when(one),
        spelled(one.place, one.oblast),
        KINDS[one.kind],
        f"{between(one.low, one.best, one.high)} {one.counts}" if one.figure is not None else "number not known",
        one.victims,
        one.perpetrators,
        one.survivors,
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
