"""Places of the gazetteer with where they lie, and the ground of the record that holds each.

What holds a place is worked out on the finest cells, so that it is the same whatever the resolution of a run.
"""

import re
from typing import NamedTuple

import numpy as np

from hinterland.core.once import once
from hinterland.core.paths import THEATRE
from hinterland.page.land import FINE
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.theatre.csv_table import read
from hinterland.theatre.ground import cell_at, read_ground
from hinterland.theatre.local_names import Place, gazetteer
from hinterland.theatre.regions import Regions
from hinterland.theatre.sphere import km_between

NEAR_KM = 15.0
"""How far from a place something may lie that the record puts there."""
CIRCLE = re.compile(r"circle:(-?[0-9.]+),(-?[0-9.]+),([0-9.]+)")


class Spot(NamedTuple):
    """A place of the gazetteer: its name today where that is another, people of 1939, degrees, how these are known.

    `cell` is that of the finest ground that holds it, or the nearest one. A place without people is no town of the
    theatre: it is known from documented events, and lies where the first of them has it.
    """

    place: Place
    today: str
    people: int
    lat: float
    lon: float
    verified: str
    cell: int


@once()
def spots() -> tuple[Spot, ...]:
    """Return the places of the gazetteer that lie somewhere, by the tables of the theatre or a documented event."""
    ground = read_ground(FINE)
    columns = "id name name_1941 lat lon pop_1939 verified"
    towns = {line.text("id"): line for line in read(THEATRE, "towns.csv", columns)}
    documented: dict[str, tuple[float, float, str]] = {}
    for event in ledger_of_package().documented.values():
        if found := spot_of(event.place, event.oblast):
            documented.setdefault(found, (event.lat, event.lon, event.verified))
    made = []
    for place in gazetteer().places:
        if line := towns.get(place.id):
            today = line.text("name") if line.text("name") != place.name else ""
            where = (*line.anywhere(), line.text("verified"))
            made.append(Spot(place, today, line.people("pop_1939"), *where, cell_at(ground, *where[:2])))
        elif place.id in documented:
            lat, lon, verified = documented[place.id]
            made.append(Spot(place, "", 0, lat, lon, verified, cell_at(ground, lat, lon)))
    return tuple(made)


def spot_of(name: str, oblast: str) -> str:
    """Return the id of the place of the gazetteer that a table names, empty where there is none."""
    found = gazetteer().named(name.removesuffix(" city"), oblast)
    return found.id if found else ""


@once()
def fine_regions() -> Regions:
    """Return the regions of the record on the finest ground."""
    return Regions(read_ground(FINE))


def near(here: tuple[Spot, ...], lat: float, lon: float) -> np.ndarray:
    """Return the numbers of the places within `NEAR_KM` of a point, the nearest first."""
    away = km_between([one.lat for one in here], [one.lon for one in here], lat, lon)
    order = np.argsort(away, kind="stable")
    return np.asarray(order[away[order] <= NEAR_KM])


def circle_of(rule: str) -> tuple[float, float, float]:
    """Return degrees and km of the first circle of a rule; raise `ValueError` for a rule without one."""
    found = CIRCLE.search(rule)
    if found is None:
        raise ValueError(f"{rule} holds no circle")
    lat, lon, km = map(float, found.groups())
    return lat, lon, km
