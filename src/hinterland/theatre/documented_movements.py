"""What named units did on days that are documented: marches by waypoint, units that came over, the Slovak rising.

The tables are `documented_movements.csv`, `came_over.csv` and `slovak_rising.csv`. They give where and when; how many
took part and how they fared is for the war to find out. Days are numbers of the calendar, places degrees.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from hinterland.core.paths import THEATRE
from hinterland.theatre.csv_table import Line, read
from hinterland.theatre.inputs import Unit, read_units

SETS_OUT = ("start", "landed", "parade")
"""What the first row of a march may be."""
EVENTS = (*SETS_OUT, "march", "river", "fight", "camp", "end")
SIDES = ("partisans", "red_army", "upa")
SCOPES = ("whole", "part", "group")
"""All of a unit, a large part of it, or a few of its people."""
VERIFIED = ("yes", "documents", "memory", "house")
HELD_BY_SLOVAKS = "slovak"
"""Occupier in `occupations.csv` of a town that the Slovak army holds, before it rises and after."""


class Waypoint(NamedTuple):
    """A unit at a place on a day; the rows of a march follow one another in time."""

    id: str
    march: str
    unit: str
    day: int
    precision: int
    what: str
    lat: float
    lon: float
    verified: str


class CameOver(NamedTuple):
    """An Axis unit, or some of its people, that changed sides on a day.

    `axis_unit` is the id of its rows in `axis.csv` without their number, `joined` a unit of `partisan_units.csv`; both
    may be empty. `men` is a figure of one of the claims or events that the row names, None where these have none.
    """

    id: str
    day: int
    precision: int
    axis_unit: str
    lat: float
    lon: float
    side: str
    joined: str
    scope: str
    men: int | None
    verified: str


class RisenTown(NamedTuple):
    """A town that the Slovak army held against Germany from day `risen` until German troops took it on day `fell`."""

    town: str
    risen: int
    fell: int
    verified: str


def read_movements(folder: Path = THEATRE) -> tuple[Waypoint, ...]:
    """Return the rows of `documented_movements.csv`; raise `Fault` on the first that cannot be meant."""
    units = {unit.id: unit for unit in read_units(folder)}
    made: list[Waypoint] = []
    last: dict[str, Waypoint] = {}
    columns = "id march unit date precision what place lat lon event claim verified source note"
    for line in read(folder, "documented_movements.csv", columns):
        one = _waypoint(line, units)
        before = last.get(one.march)
        if before is None and one.what not in SETS_OUT:
            raise line.fault(f"{one.march} begins with {one.what!r}", f"begin a march with {', '.join(SETS_OUT)}")
        if before and before.day > one.day:
            raise line.fault(f"{one.id} comes before {before.id}", "put the rows of a march in order of time")
        if before and before.unit != one.unit:
            raise line.fault(f"{one.march} is a march of {before.unit}", "give another march its own name")
        last[one.march] = one
        made.append(one)
    return tuple(made)


def read_came_over(folder: Path = THEATRE) -> tuple[CameOver, ...]:
    """Return the rows of `came_over.csv`; raise `Fault` on the first that cannot be meant."""
    units = {unit.id: unit for unit in read_units(folder)}
    stays: dict[str, list[tuple[int, int]]] = {}
    for line in read(folder, "axis.csv", "id from to"):
        stays.setdefault(line.text("id").rpartition("_")[0], []).append(line.span())
    columns = "id date precision unit axis_unit lat lon side joined scope men event claim verified source note"
    return tuple(_came_over(line, units, stays) for line in read(folder, "came_over.csv", columns))


def read_rising(folder: Path = THEATRE) -> tuple[RisenTown, ...]:
    """Return the towns of `slovak_rising.csv`; raise `Fault` where `occupations.csv` has another day for one."""
    taken = {
        line.text("town"): line.text("to")
        for line in read(folder, "occupations.csv", "town to occupier")
        if line.text("occupier") == HELD_BY_SLOVAKS
    }
    made = []
    for line in read(folder, "slovak_rising.csv", "town risen fell verified source note", key="town"):
        town = line.choice("town", taken, f"give the town a row of {HELD_BY_SLOVAKS!r} in occupations.csv")
        risen, fell = line.day("risen"), line.day("fell")
        if risen >= fell:
            raise line.fault(f"{town} fell before it rose", "mend one of the days")
        if taken[town] != line.text("fell"):
            raise line.fault(f"{town} fell on {taken[town]} in occupations.csv", "write the same day in both")
        made.append(RisenTown(town, risen, fell, line.choice("verified", VERIFIED)))
    return tuple(made)


def _precision(line: Line) -> int:
    return int(line.number("precision", 1, 6))


def _waypoint(line: Line, units: Mapping[str, Unit]) -> Waypoint:
    unit, day = line.choice("unit", units, "use an id of partisan_units.csv"), line.day("date")
    what = line.choice("what", EVENTS)
    if day < units[unit].formed - 1:
        raise line.fault(f"{unit} was not set up before this day", "mend one of the days")
    key, march, (lat, lon) = line.text("id"), line.text("march"), line.place("lat", "lon")
    return Waypoint(key, march, unit, day, _precision(line), what, lat, lon, line.choice("verified", VERIFIED))


def _came_over(line: Line, units: Mapping[str, Unit], stays: Mapping[str, list[tuple[int, int]]]) -> CameOver:
    day, precision = line.day("date"), _precision(line)
    axis = line.choice("axis_unit", ("", *stays), "use an id of axis.csv without its number, or leave it empty")
    if axis and precision == 1 and not any(start <= day <= end for start, end in stays[axis]):
        raise line.fault(f"{axis} stands nowhere on that day in axis.csv", "mend one of the days")
    joined = line.choice("joined", ("", *units), "use an id of partisan_units.csv, or leave it empty")
    if joined and units[joined].formed > day:
        raise line.fault(f"{joined} was set up later", "mend one of the days")
    men = int(line.number("men", 1, 20_000)) if line.text("men") else None
    if men and not line.text("claim") + line.text("event"):
        raise line.fault("a number of men that rests on nothing", "name the claim or event, or leave it empty")
    side, scope, verified = line.choice("side", SIDES), line.choice("scope", SCOPES), line.choice("verified", VERIFIED)
    lat, lon = line.place("lat", "lon")
    return CameOver(line.text("id"), day, precision, axis, lat, lon, side, joined, scope, men, verified)
