"""What no document gives by place: spread over the months of a region, and over its cells by those who are left."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol

import numpy as np

from hinterland.core.calendar import DAYS, date_of, day_of, month_of
from hinterland.core.chance import RUN, WEEK
from hinterland.core.declare import Array
from hinterland.theatre.front import Front
from hinterland.theatre.persecution_entries import Entries
from hinterland.theatre.persecution_tables import ABROAD, YEARS, Deportation, Documents, Region


class Accounts(Protocol):
    """The part of `persecution.Account` that is read and changed here."""

    documents: Documents
    cells: dict[str, Array]
    stay: Array
    arrivals: list[tuple[int, int, int, float]]
    claims: list[tuple[int, int, float]]
    entries: Entries
    front: Front


MONTH = tuple(month_of(day) for day in range(DAYS))
"""The month of each day of the war as YYYY-MM."""


def weights(documents: Documents, region: Region, year: int) -> Array:
    """Return the weight of each day of the war for what is not documented by place (DAYS), without its sum.

    The months are those of the table; else those in which the region has documented events; else all of the year.
    """
    own = {month: weight for month, weight in region.months.items() if month.startswith(str(year))}
    if not own:
        days = {d for one in documents.killings if one.region == region.id for d in range(one.first, one.last + 1)}
        own = {MONTH[day]: 1.0 for day in days if MONTH[day].startswith(str(year))}
    if not own:
        own = {month: 1.0 for month in MONTH if month.startswith(str(year))}
    counts = {month: MONTH.count(month) for month in own}
    return np.array([own[month] / counts[month] if month in own else 0.0 for month in MONTH])


class Demand:
    """So many people of a region, to be found from day to day: a number for every day of the war."""

    def __init__(self, region: str, year: int, what: int, people: float, by_day: Array, occupied: Array) -> None:
        """Spread the people over the days on which some cell of the region is occupied."""
        by_day = by_day * occupied.any(axis=1)
        self.region, self.year, self.what, self.waiting = region, year, what, 0.0
        self.by_day = people * by_day / by_day.sum() if by_day.sum() > 0.0 else by_day
        self.lost = people - float(self.by_day.sum())


def demands(account: Accounts, taken: int, murdered: int, occupied: Array) -> Iterator[Demand]:
    """Yield what regions lose beyond documented places: the rest of each year's murdered, and those taken elsewhere."""
    documents = account.documents
    for region in documents.regions.values():
        held = occupied[:, account.cells[region.id]]
        for year in YEARS:
            rest = region.murdered(year) - documents.events(region.id, year)
            if region.id != ABROAD and rest > 0.0:
                yield Demand(region.id, year, murdered, rest, weights(documents, region, year), held)
    for one in documents.deportations:
        if isinstance(one.origin, str) and one.origin != ABROAD:
            held = occupied[:, account.cells[one.origin]]
            yield Demand(one.origin, date_of(one.first).year, taken, one.people, _days(one), held)


def _days(one: Deportation) -> Array:
    """Return 1 on the days of a deportation and 0 on all others (DAYS)."""
    days = np.zeros(DAYS)
    days[one.first : one.last + 1] = 1.0
    return days


def spread(account: Accounts, taken: int, murdered: int) -> list[tuple[str, int, float]]:
    """Spread what is left of every region week by week; return region, year and number of those not to be found.

    Every cell has its own day of the week. People who are taken into a cell count from the week of their arrival.
    """
    occupied = account.front.occupied
    wanted = list(demands(account, taken, murdered, occupied))
    reserve, gone = unclaimed(account), np.zeros(account.stay.size)
    phase = np.arange(gone.size) // RUN % WEEK
    for week, left in enumerate(reserve):
        days = np.arange(week * WEEK, min(week * WEEK + WEEK, DAYS))
        for one in wanted:
            one.waiting += float(one.by_day[days].sum())
            if one.waiting > 0.0 and date_of(int(days[0])).year == one.year:
                day = np.minimum(week * WEEK + phase, day_of(date(one.year, 12, 31)))
                _take(account, one, occupied, left, gone, day)
    return [(one.region, one.year, one.lost + one.waiting) for one in wanted if one.lost + one.waiting >= 1.0]


def unclaimed(account: Accounts) -> Array:
    """Return how many people of each cell no dated event claims, then or later (weeks x C)."""
    change = np.zeros((DAYS // WEEK + 1, account.stay.size))
    for first, last, cell, people in account.arrivals:
        weeks = np.minimum(np.arange(first, last + 1) // WEEK + 1, len(change) - 1)
        np.add.at(change[:, cell], weeks, people / weeks.size)
    for day, cell, people in account.claims:
        change[day // WEEK, cell] -= people
    left = account.stay + change.cumsum(axis=0)
    return np.asarray(np.minimum.accumulate(left[::-1])[::-1])


def _take(account: Accounts, one: Demand, occupied: Array, left: Array, gone: Array, day: Array) -> None:
    """Take what waits of a demand from the occupied cells of its region, by the people who are left in each.

    `left` are those whom no dated event claims, `gone` those of them who are taken already (C, people).
    """
    cells, free = account.cells[one.region], left - gone
    here = cells[(occupied[day[cells], cells] == 1) & (free[cells] > 0.0)]
    total = float(free[here].sum())
    if total <= 0.0:
        return
    part = min(one.waiting, total)
    people = part * free[here] / total
    gone[here] += people
    one.waiting -= part
    account.entries.add(day[here], here, one.what, people)
