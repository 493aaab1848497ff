"""Places that a user names by name: towns and junctions of the theatre, places of documented events, where they lie."""

import re
from collections import Counter
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from hinterland.core.fault import Fault
from hinterland.core.names import Names
from hinterland.core.paths import EVIDENCE
from hinterland.core.spelling import plain
from hinterland.theatre.csv_table import read
from hinterland.theatre.sphere import km_between

if TYPE_CHECKING:
    from hinterland.theatre.railway import Railway

TOWNS = "towns.csv", "id name name_1941 lat lon oblast pop_1939 verified note"
JUNCTIONS = "junctions.csv", "id name lat lon verified entry"
EVENTS = "documented_events.csv", "id place local_name lat lon oblast"
SAME_KM = 20.0
"""A town and a junction of one name that lie nearer to each other are one place."""
STATION_KM = 15.0
"""How far from a place the junction may lie that serves it."""
HYPHEN = re.compile(r"\s*[-\u2010-\u2013]\s*")

Point = tuple[float, float]
"""Degrees north and east."""


class Spot(NamedTuple):
    """A place: its name, the oblast of a town or the word junction, where it lies, and all of its names."""

    name: str
    where: str
    point: Point
    names: set[str]


class Places:
    """The towns and junctions of one theatre and places of documented events by name, with their other names."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of the theatre; its tables are read when they are first asked for."""
        self.folder = folder

    def __repr__(self) -> str:
        """Say how many places there are."""
        return f"<Places: {len(self._points)}>"

    @cached_property
    def railway(self) -> "Railway":
        """Return the railway of the theatre."""
        from hinterland.theatre.railway import read_railway

        return read_railway(self.folder)

    @cached_property
    def _points(self) -> dict[str, Point]:
        """Return where each place lies, by its name as it is shown, which differs between places of one name."""
        alike = Counter(spot.name for spot in self._spots)
        return {(s.name if alike[s.name] == 1 else f"{s.name} ({s.where})"): s.point for s in self._spots}

    @cached_property
    def names(self) -> Names:
        """Every name of a place, and the places that it can mean."""
        other: dict[str, tuple[str, ...]] = {}
        for label, spot in zip(self._points, self._spots, strict=True):
            for name in spot.names - {label}:
                other[name] = (*other.get(name, ()), label)
        return Names("place", self._points, other=other, by_sound=True, instead="give circle:LAT,LON,KM")

    @cached_property
    def _spots(self) -> list[Spot]:
        rows = [(row, row.text("oblast"), row.text("name_1941")) for row in read(self.folder, *TOWNS)]
        rows += [(row, "junction", "") for row in read(self.folder, *JUNCTIONS)]
        found: list[Spot] = []
        by_name: dict[str, list[Spot]] = {}
        for row, where, older in rows:
            point = row.place("lat", "lon")
            names = {row.text("id").replace("_", " "), row.text("name"), older} - {""}
            known = [one for name in names for one in by_name.get(plain(name), []) if km(one.point, point) < SAME_KM]
            spot = known[0] if known else Spot(row.text("name"), where, point, set())
            if not known:
                found.append(spot)
            spot.names.update(names)
            for name in names:
                by_name.setdefault(plain(name), []).append(spot)
        for row in read(EVIDENCE, *EVENTS):  # a village such as Khatyn is no town of the theatre
            names = {row.text("place"), row.text("local_name")} - {""}
            if row.text("lat") and not any(plain(name) in by_name for name in names):
                found.append(Spot(row.text("place"), row.text("oblast"), row.place("lat", "lon"), names))
                by_name |= {plain(name): [found[-1]] for name in names}
        return found

    def find(self, asked: str) -> tuple[str, Point]:
        """Return the name of a place as the tables have it, and where it lies.

        Raises `Fault` with near names for one that is not known, and with a choice where it can mean several.
        """
        name = self.names.find(asked)
        return name, self._points[name]

    def chain(self, text: str) -> list[tuple[str, Point]]:
        """Return the places of `Minsk-Orsha-Smolensk` in order; a name may have a hyphen of its own.

        Raises `Fault` for fewer than two places, and for one that is not known.
        """
        pieces = [piece for piece in HYPHEN.split(text.strip()) if piece]
        found: list[str] = []
        while pieces:
            most = next((n for n in range(len(pieces), 1, -1) if self.names.meant("-".join(pieces[:n]))), 1)
            found.append("-".join(pieces[:most]))
            pieces = pieces[most:]
        if len(found) < 2:
            raise Fault(None, 0, f"{text!r} names {len(found)} place", "write two or more, as in Minsk-Smolensk")
        return [self.find(one) for one in found]

    def track(self, stops: list[tuple[str, Point]]) -> list[Point]:
        """Return the junctions along the shortest way by rail from place to place, those of all lines of the war.

        Raises `Fault` where a place has no junction within `STATION_KM`, or no line leads on.
        """
        junctions = [self._junction(*stop) for stop in stops]
        here: list[int] = [junctions[0]]
        from hinterland.theatre.railway import way_between

        every = np.ones(self.railway.km.size, bool)
        for n, (a, b) in enumerate(pairwise(junctions)):
            way = way_between(self.railway, every, a, b)
            if a == b or not way.size:
                raise Fault(None, 0, f"no railway leads from {stops[n][0]} to {stops[n + 1][0]}", "name other places")
            for line in way:
                ends = self.railway.line_a[line], self.railway.line_b[line]
                here.append(int(ends[1] if ends[0] == here[-1] else ends[0]))
        return [(float(self.railway.lat[j]), float(self.railway.lon[j])) for j in here]

    def _junction(self, name: str, point: Point) -> int:
        away = km_between(self.railway.lat, self.railway.lon, *point)
        nearest = int(away.argmin())
        if away[nearest] > STATION_KM:
            near = f"the nearest is {self.railway.name[nearest]}, {away[nearest]:.0f} km away"
            raise Fault(None, 0, f"{name} has no junction of the railway within {STATION_KM:.0f} km", near)
        return nearest


def km(one: Point, other: Point) -> float:
    """Return the distance between two points."""
    return float(km_between(*one, *other))
