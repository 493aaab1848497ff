"""The murder of the Jews as documents give it: regions with their totals by year, dated events, deportations, flight.

The tables are `murder_of_the_jews.csv`, `readings_of_events.csv`, `deportations_of_jews.csv` and `flight_of_jews.csv`
of the theatre, and `documented_events.csv` of the ledger.
"""

import math
from pathlib import Path
from typing import NamedTuple

from hinterland.core.calendar import DAYS, date_of, day_of, months, read_day
from hinterland.core.paths import EVIDENCE, THEATRE
from hinterland.theatre.csv_table import Line, read
from hinterland.theatre.ground import read_oblasts

YEARS = (1941, 1942, 1943, 1944)
MURDERED = tuple(f"murdered_{year}" for year in YEARS)
FIGURES = ("before", "fled", *MURDERED, "low", "high")
"""Figures of a region, each with a column `..._basis` that says how it comes about."""
KNOWN_MONTHS = frozenset(months())
NAMED = "name a row of documented_events.csv"
VICTIMS = ("Jews", "Jewish", "Krymchaks", "Mountain Jews")
"""How `victims` begins where an event is one of the murder of the Jews."""


class Region(NamedTuple):
    """Some oblasts together, with what is documented of their Jews; people, -1 where no source has a figure."""

    id: str
    name: str
    oblasts: tuple[str, ...]
    figures: dict[str, int]
    basis: dict[str, str]
    ghettos_end: bool
    """Whether no ghetto is left after the last murder in a cell; under Romanian rule ghettos stayed to the end."""
    months: dict[str, float]
    """Weight of each month over which what is not documented by place is spread; empty for those of its events."""
    verified: str
    note: str

    def murdered(self, year: int) -> int:
        """Return how many were murdered in a year."""
        return self.figures[f"murdered_{year}"]


class Killing(NamedTuple):
    """A documented event in which Jews were murdered or taken to be murdered, from day `first` to day `last`."""

    id: str
    region: str
    lat: float
    lon: float
    first: int
    last: int
    people: float

    def in_year(self, year: int) -> float:
        """Return how many of the people fall into a year, spread evenly over the days."""
        days = [date_of(day).year for day in range(self.first, self.last + 1)]
        return self.people * days.count(year) / len(days)


Place = tuple[str, float, float]
"""The region of a place, and where it lies in degrees north and east."""
ABROAD = "abroad"


class Deportation(NamedTuple):
    """People taken elsewhere from day `first` to day `last`: from and to a place, a region, or `ABROAD`."""

    id: str
    origin: Place | str
    destination: Place | str
    first: int
    last: int
    people: int
    basis: str


class Flight(NamedTuple):
    """A town of which documents say how many Jews lived there, and how many of them were there when it was occupied."""

    region: str
    lat: float
    lon: float
    before: float
    stayed: float


class Documents(NamedTuple):
    """Everything that the tables say of the murder of the Jews."""

    regions: dict[str, Region]
    killings: tuple[Killing, ...]
    deportations: tuple[Deportation, ...]
    flights: tuple[Flight, ...]
    lived: tuple[tuple[str, float, float, float], ...]
    """Places with their Jewish people before the war: region, degrees north and east, people."""
    ghetto_days: tuple[tuple[str, float, float, int], ...]
    """Ghettos of which a source gives the first day: region, degrees north and east, day."""

    def events(self, region: str, year: int) -> float:
        """Return how many were murdered in the documented events of a region and year."""
        return math.fsum(one.in_year(year) for one in self.killings if one.region == region)


def read_documents(folder: Path = THEATRE, evidence: Path = EVIDENCE) -> Documents:
    """Read all tables; raise `Fault` at the first row out of order."""
    regions = {line.text("id"): _region(line) for line in _regions(folder)}
    home = {oblast: region.id for region in regions.values() for oblast in region.oblasts}
    events = {line.text("id"): line for line in read(evidence, "documented_events.csv", "id kind oblast counts scope")}
    readings = {
        line.choice("event", events, NAMED): line
        for line in read(folder, "readings_of_events.csv", "event use people from to region note", key="event")
    }
    killings = [_killing(line, readings.get(name), home) for name, line in events.items()]
    lived = [
        (*_place(one, home), figure_of(one))
        for name, one in events.items()
        if one.text("kind") == "population_before" and name not in readings
    ]
    flights = [
        Flight(*_place(town, home), figure_of(town), line.people("stayed"))
        for line in read(folder, "flight_of_jews.csv", "event stayed basis verified", key="event")
        for town in [events[line.choice("event", events, NAMED)]]
    ]
    moves = read(folder, "deportations_of_jews.csv", "id origin destination from to people basis verified note")
    places = {name: _place(one, home) for name, one in events.items()}
    return Documents(
        regions,
        tuple(one for one in killings if one is not None),
        tuple(_deportation(line, places) for line in moves),
        tuple(flights),
        tuple(lived),
        tuple(
            (*_place(one, home), max(day_of(read_day(one.text("date_from"))), 0))
            for one in events.values()
            if one.text("kind") == "ghetto_established"
        ),
    )


def _regions(folder: Path) -> list[Line]:
    """Return the lines of `murder_of_the_jews.csv`; raise `Fault` where an oblast of the theatre is not in just one."""
    columns = "id name oblasts taken_to ghettos months verified note " + " ".join(f"{f} {f}_basis" for f in FIGURES)
    lines = read(folder, "murder_of_the_jews.csv", columns)
    left = {oblast.id for oblast in read_oblasts(folder)}
    for line in lines:
        for oblast in line.text("oblasts").split():
            if oblast not in left:
                raise line.fault(f"the oblast {oblast!r} is not known or stands twice", "name each oblast once")
            left.remove(oblast)
    if left and lines:
        raise lines[-1].fault(f"no region has {', '.join(sorted(left))}", "put every oblast into a region")
    return lines


def _region(line: Line) -> Region:
    figures = {name: line.people(name) if line.text(name) else -1 for name in FIGURES}
    weights: dict[str, float] = {}
    for word in line.text("months").split():
        month, _, weight = word.partition("=")
        if month not in KNOWN_MONTHS:
            raise line.fault(f"{month!r} is no month of the war", "write months as YYYY-MM or YYYY-MM=weight")
        weights[month] = float(weight or 1)
    basis = {name: line.text(f"{name}_basis") for name in FIGURES}
    words = line.text("id"), line.text("name"), tuple(line.text("oblasts").split())
    ends = line.choice("ghettos", ("end", "stay")) == "end"
    return Region(*words, figures, basis, ends, weights, line.text("verified"), line.text("note"))


def figure_of(line: Line) -> float:
    """Return the figure of a documented event: the best one, else the middle of its range, else its one bound, or 0."""
    if line.text("best"):
        return line.number("best", 0, 1e8)
    ends = [line.number(name, 0, 1e8) for name in ("low", "high") if line.text(name)]
    return math.fsum(ends) / len(ends) if ends else 0.0


def _place(line: Line, home: dict[str, str]) -> Place:
    return home[line.text("oblast")], *line.anywhere()


def _killing(line: Line, reading: Line | None, home: dict[str, str]) -> Killing | None:
    """Return what an event adds to the murdered, as it is read; None where that is nothing."""
    use = reading.choice("use", ("murdered", "none")) if reading is not None else ""
    plain = (
        line.text("scope") == "event" and line.text("counts") == "killed" and line.text("victims").startswith(VICTIMS)
    )
    if use == "none" or not (use or plain):
        return None
    region, lat, lon = _place(line, home)
    first, last = (day_of(read_day(line.text(f"date_{end}"), end=end == "to")) for end in ("from", "to"))
    people = figure_of(line)
    if reading is not None:
        region = reading.text("region") or region
        people = float(reading.people("people")) or people
        if reading.text("from"):
            first, last = reading.span()
    inside = region != "abroad" and people > 0.0 and first < DAYS
    return Killing(line.text("id"), region, lat, lon, max(first, 0), min(last, DAYS - 1), people) if inside else None


def _deportation(line: Line, places: dict[str, Place]) -> Deportation:
    ends = (_end(line, "origin", places), _end(line, "destination", places))
    return Deportation(line.text("id"), *ends, *line.span(), line.people("people"), line.text("basis"))


def _end(line: Line, column: str, places: dict[str, Place]) -> Place | str:
    """Return the place of a documented event, `abroad`, or the id of a region; raise `Fault` for any other."""
    kind, _, name = line.text(column).partition(":")
    if kind not in ("event", "region", ABROAD) or (kind == "event" and name not in places):
        raise line.fault(f"{column} {line.text(column)!r} is no place", f"write event:ID, region:ID or {ABROAD}")
    return places[name] if kind == "event" else name or kind
