"""Lands abroad: those beyond the map, which have no cells but in which something is counted, and those on it.

Of each a table says how many Soviet citizens were held there, how strong its own resistance was, and when it was free.
"""

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from hinterland.core.calendar import date_of
from hinterland.core.declare import Array
from hinterland.core.fault import Fault
from hinterland.core.paths import THEATRE
from hinterland.theatre.csv_table import Line, read
from hinterland.theatre.land import POLAND_GG, REPUBLICS
from hinterland.theatre.query import split
from hinterland.theatre.regions import Regions

EVERYWHERE = "Abroad"
"""The region that holds all lands beyond the map and every cell abroad."""


YEARS = (1941, 1942, 1943, 1944)
COLUMNS = "id name held_low held_high " + " ".join(f"resistance_{year}" for year in YEARS) + " freed verified note"


class Occupied(NamedTuple):
    """What the tables say of lands abroad: a row for each of `REPUBLICS`, or for each beyond the map."""

    people: Array
    """Soviet citizens held there: the middle of a range given by the house."""
    resistance: Array
    """Lands x years, strength of the resistance, 0 to 1."""
    freed: Array
    """Day from which the land is free as a whole."""


class ForeignCountries(NamedTuple):
    """The lands beyond the map: their ids, and the atom of the first; the others follow. And what is held abroad."""

    id: tuple[str, ...]
    first: int
    there: Occupied
    on_map: Occupied


def _held(lines: list[Line], rows: list[int], size: int) -> Occupied:
    people, resistance, freed = np.zeros(size), np.zeros((size, len(YEARS))), np.zeros(size, np.int32)
    for line, row in zip(lines, rows, strict=True):
        low = line.number("held_low", 0, 5_000_000)
        high = line.number("held_high", low, 5_000_000)
        people[row] = np.sqrt(low * high)
        resistance[row] = [line.number(f"resistance_{year}", 0, 1) for year in YEARS]
        freed[row] = line.day("freed")
    return Occupied(people, resistance, freed)


def read_on_map(folder: Path = THEATRE) -> Occupied:
    """Read `lands_abroad.csv`, by the names of `REPUBLICS`; raises `Fault` for one that lies in the Soviet Union."""
    lines = read(folder, "lands_abroad.csv", COLUMNS)
    rows = [REPUBLICS.index(line.choice("id", REPUBLICS[POLAND_GG:])) for line in lines]
    return _held(lines, rows, len(REPUBLICS))


def lands_abroad(beyond: ForeignCountries, day: int) -> dict[str, Any]:
    """Return who is held in lands abroad on a day and how strong their resistance is, as fields of `Forcing`."""
    year = min(date_of(day).year, YEARS[-1]) - YEARS[0]
    made: dict[str, Any] = {}
    for there, end in ((beyond.on_map, ""), (beyond.there, "_beyond")):
        made["held" + end] = there.people * (day < there.freed)
        made["resistance" + end] = there.resistance[:, year].copy()
    return made


def read_foreign_countries(first: int, regions: Regions, folder: Path = THEATRE) -> ForeignCountries:
    """Read `beyond.csv`; raises `Fault` for a land that is not a region of kind `outside`."""
    lines = read(folder, "beyond.csv", COLUMNS)
    for line in lines:
        region = regions.table.get(line.text("id"))
        if region is None or region.kind != "outside":
            raise line.fault(f"{line.text('id')} is no region of kind outside", "enter it in regions.csv")
    there = _held(lines, list(range(len(lines))), len(lines))
    return ForeignCountries(tuple(line.text("id") for line in lines), first, there, read_on_map(folder))


def atoms_of(query: str, regions: Regions, atoms: Array, beyond: ForeignCountries) -> Array:
    """Return the atoms of a region, or of a union of regions and lands beyond the map, as a sorted array.

    Of drawn ground they are all atoms of which it holds a cell, those that it cuts through with them. A region in which
    nothing is counted has none. Raises `Fault` for one that is not known.
    """
    found: list[int] = []
    ground = []
    for name in split(regions.named(query), "+"):
        if name in beyond.id:
            found.append(beyond.first + beyond.id.index(name))
        elif name == EVERYWHERE:
            found += range(beyond.first, beyond.first + len(beyond.id))
            found += np.unique(atoms[regions.ground.abroad == 1]).tolist()
        else:
            ground.append(name)
    if ground:
        found += np.unique(atoms[regions.mask("+".join(ground))]).tolist()
    return np.unique(np.array(found, np.int64))


def nowhere(query: str, regions: Regions) -> Fault:
    """Return the fault of asking for a region that has no atoms."""
    region = regions.table.get(regions.named(query))
    abroad = region is not None and region.kind == "outside"
    where = "lies outside the theatre" if abroad else "holds no cell of the theatre"
    reach = regions.ground
    south, north, west, east = reach.lat.min(), reach.lat.max(), reach.lon.min(), reach.lon.max()
    remedy = f"the theatre lies from {south:.0f} to {north:.0f} degrees north and {west:.0f} to {east:.0f} east"
    return Fault(None, 0, f"{regions.as_asked(query)} {where}", "name another region" if region else remedy)
