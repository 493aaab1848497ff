"""The persecution of the Jews as it is given: by day and cell, how many are murdered, brought, or taken elsewhere.

Documented events have their place and days. What a region's total of a year has beyond them is spread over the months
of the region, and over its cells by the people who are left there. People who flee to the forest are not in this
account: it is kept as if nobody escaped, and where a cell has fewer left than the account says, fewer are murdered.
"""

import math
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from hinterland.core.calendar import DAYS
from hinterland.core.chance import WEEK
from hinterland.core.declare import Array
from hinterland.core.paths import THEATRE
from hinterland.theatre.forcing import ARRIVED, BROUGHT, MURDERED, TAKEN, TAKEN_OUT
from hinterland.theatre.front import Front
from hinterland.theatre.ground import Ground, cell_at, distance_km
from hinterland.theatre.persecution_entries import Entries
from hinterland.theatre.persecution_people import USUAL, Parameters, jews_of, stay_of
from hinterland.theatre.persecution_spread import spread
from hinterland.theatre.persecution_tables import ABROAD, Documents, Place, read_documents

NEVER = 30_000
"""Day of confinement in cells in which nobody is murdered."""
UNKNOWN = -1
"""Day of confinement where no source gives one."""


class Persecution(NamedTuple):
    """What is given of the persecution, for C cells and N entries in order of time."""

    jews: Array
    """C, Jewish people before the war."""
    fled: Array
    """C, those of them who flee or are evacuated before the occupation."""
    ghetto_day: Array
    """C, int32: day of the first documented ghetto, `UNKNOWN` for none, `NEVER` where nobody is murdered."""
    ghetto_end: Array
    """C, int32: day after the last murder, when those who are left get away; `NEVER` where ghettos stay."""
    start: Array
    """DAYS + 1, int64: the entries of day d are those from start[d] to start[d + 1]."""
    cell: Array
    """N, int32."""
    what: Array
    """N, uint8: `BROUGHT`, `TAKEN`, `ARRIVED`, `TAKEN_OUT` or `MURDERED`."""
    people: Array
    """N, float32: people, not always a whole number."""
    unplaced: tuple[tuple[str, int, float], ...]
    """Region, year and number of those whom no cell of the account has left."""

    def on(self, day: int) -> dict[str, Any]:
        """Return the fields of the forcing of a day that come from here."""
        today = slice(self.start[day], self.start[day + 1])
        return {
            "persecution_cell": self.cell[today],
            "persecution_what": self.what[today],
            "persecution_people": self.people[today],
            "ghetto_day": self.ghetto_day,
            "ghetto_end": self.ghetto_end,
            "jews_fled": self.fled,
        }


class Account:
    """The people of every cell as the given persecution leaves them: C cells, people."""

    def __init__(self, documents: Documents, ground: Ground, front: Front, parameters: Parameters = USUAL) -> None:
        """Begin with those who are there when the occupation comes."""
        self.documents, self.ground, self.front = documents, ground, front
        names = [oblast.id for oblast in ground.oblasts]
        self.cells = {
            region.id: np.flatnonzero(np.isin(ground.oblast, [names.index(one) for one in region.oblasts]))
            for region in documents.regions.values()
        }
        ever = np.asarray(front.occupied.any(axis=0))
        self.jews = jews_of(documents, ground, self.cells, ever, parameters)
        self.stay = stay_of(documents, ground, self.cells, self.jews, front.occupied, parameters)
        self.left = self.stay.copy()
        """Those whom no dated event has yet claimed."""
        self.entries = Entries(front.occupied)
        self.arrivals: list[tuple[int, int, int, float]] = []
        """First and last day, cell and people of those who come into a cell."""
        self.claims: list[tuple[int, int, float]] = []
        """Last day, cell and people of those whom a dated event claims."""

    def nearest(self, place: Place) -> Array:
        """Return the cells of the region of a place that are ever occupied, the nearest to the place first."""
        region, lat, lon = place
        cells = self.cells[region] if self.cells[region].size else np.arange(self.jews.size)
        held = cells[self.front.occupied[:, cells].any(axis=0)]
        away = distance_km(self.ground, lat, lon)[held]
        away[held == cell_at(self.ground, lat, lon)] = -1.0
        return held[np.argsort(away, kind="stable")]

    def claim(self, place: Place, people: float, last: int) -> list[tuple[int, float]]:
        """Take people who are there on a day from the cell of a place and, where it has not enough, from those around.

        Return the cells, and how many from each.
        """
        found: list[tuple[int, float]] = []
        for cell in self.nearest(place):
            part = min(people, self.left[cell] - self.arriving_after(int(cell), last))
            if part > 0.0:
                self.left[cell] -= part
                found.append((int(cell), part))
                self.claims.append((last, int(cell), part))
                people -= part
            if people <= 0.0:
                break
        return found

    def arriving_after(self, cell: int, day: int) -> float:
        """Return how many people come into a cell after a day."""
        parts = [
            people * min(1.0, max(0, last - day) / (last - first + 1))
            for first, last, to, people in self.arrivals
            if to == cell
        ]
        return math.fsum(parts)


def build(documents: Documents, ground: Ground, front: Front, parameters: Parameters = USUAL) -> Persecution:
    """Work out what is given of the persecution on the cells of a ground."""
    account = Account(documents, ground, front, parameters)
    receive(account)
    long = parameters.long_event_days
    for one in sorted(documents.killings, key=lambda one: (one.last - one.first > long, one.last, one.id)):
        for where, number in account.claim((one.region, one.lat, one.lon), one.people, one.last):
            account.entries.even(where, MURDERED, number, one.first, one.last)
    depart(account)
    unplaced = spread(account, TAKEN, MURDERED)
    start, cell, what, people = account.entries.sorted()
    days, ends = _ghetto_days(account, cell, what), _ghetto_ends(account, start, cell, what)
    fled = account.jews - account.stay
    return Persecution(account.jews, fled, days, ends, start, cell, what, people, tuple(unplaced))


def receive(account: Account) -> None:
    """Bring people into the cells to which they are taken; a journey from a whole region takes a week."""
    for one in account.documents.deportations:
        if one.destination == ABROAD:
            continue
        if isinstance(one.destination, str):
            cells = account.cells[one.destination]
            shares = account.stay[cells] / account.stay[cells].sum()
        else:
            cells, shares = account.nearest(one.destination)[:1], np.ones(1)
        what = BROUGHT if one.origin == ABROAD else ARRIVED
        later = WEEK if isinstance(one.origin, str) and one.origin != ABROAD else 0
        first, last = one.first + later, one.last + later
        for cell, people in zip(cells[shares > 0.0], one.people * shares[shares > 0.0], strict=True):
            account.left[cell] += people
            account.arrivals.append((first, last, int(cell), people))
            account.entries.even(int(cell), what, people, first, last)


def depart(account: Account) -> None:
    """Take people from the places from which they are deported; from whole regions `spread` does."""
    for one in account.documents.deportations:
        if not isinstance(one.origin, str):
            what = TAKEN_OUT if one.destination == ABROAD else TAKEN
            for cell, people in account.claim(one.origin, one.people, one.last):
                account.entries.even(cell, what, people, one.first, one.last)


def _ghetto_ends(account: Account, start: Array, cell: Array, what: Array) -> Array:
    """Return the day after the last murder in every cell."""
    ends = np.full(account.jews.size, NEVER, np.int32)
    day = np.repeat(np.arange(DAYS), np.diff(start))
    for region in account.documents.regions.values():
        if region.ghettos_end and region.id != ABROAD:
            ends[account.cells[region.id]] = -1
    lost = (what != ARRIVED) & (what != BROUGHT)
    np.maximum.at(ends, cell[lost], day[lost].astype(np.int32) + 1)
    return np.where(ends < 0, np.int32(NEVER), ends)


def _ghetto_days(account: Account, cell: Array, what: Array) -> Array:
    """Return the day of confinement of every cell."""
    days = np.full(account.jews.size, NEVER, np.int32)
    days[np.unique(cell[what != ARRIVED])] = UNKNOWN
    for region, lat, lon, day in account.documents.ghetto_days:
        if region == ABROAD:
            continue
        here = account.nearest((region, lat, lon))[0]
        if days[here] == UNKNOWN or UNKNOWN < day < days[here] < NEVER:
            days[here] = day
    return days


def persecution_of(ground: Ground, front: Front, parameters: Parameters = USUAL, folder: Path = THEATRE) -> Persecution:
    """Return what is given of the persecution on this ground."""
    return build(read_documents(folder), ground, front, parameters)
