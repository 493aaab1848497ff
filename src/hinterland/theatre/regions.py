"""Regions: names that the documents use for pieces of the theatre, each a rule over cells.

A rule is a union of terms parted by `|`; terms joined by `&` intersect. Terms: `oblast:ID`, `republic:ID`,
`sovereign:STATE` (of 1938), `occupier:POWER`, `administration:KIND`, `group:ARMY_GROUP`, `region:ID`,
`circle:lat,lon,km` and `strip:lat,lon,lat,lon,km` (everything within so many km of a straight line).
A query may also be a plain name, several names joined by `+` (their union), or `WHOLE:PART` (the part that
lies in the whole); a plain name is looked for among regions, then oblasts, then republics. `oblast:` also
takes the other names that regions of kind `oblast` give.
"""

import difflib
from pathlib import Path
from typing import NamedTuple

import h3
import numpy as np

from hinterland.core.declare import Array
from hinterland.core.fault import Fault
from hinterland.core.paths import THEATRE
from hinterland.theatre.ground import Ground, cell_at, distance_km
from hinterland.theatre.sheet import read

FIELDS = {
    "oblast": "id",
    "republic": "republic",
    "sovereign": "sovereign",
    "occupier": "occupier",
    "administration": "administration",
    "group": "group",
}
SHAPES = {"circle": 3, "strip": 5}
KINDS = (*FIELDS, *SHAPES, "region")


class Region(NamedTuple):
    """One row of `regions.csv`; a region of kind `outside` has no rule and no cells."""

    id: str
    name: str
    kind: str
    rule: str
    note: str
    line: int


def read_regions(folder: Path = THEATRE) -> dict[str, Region]:
    """Read `regions.csv`; raises `Fault` for an id given twice or a rule missing or unwanted."""
    found: dict[str, Region] = {}
    for line in read(folder, "regions.csv", "id name kind rule note"):
        key, name, kind, rule, note = (line.text(field) for field in ("id", "name", "kind", "rule", "note"))
        if (kind == "outside") == bool(rule):
            raise line.fault(f"{key} of kind {kind}", "only one outside has no rule")
        found[key] = Region(key, name, kind, rule, note, line.at)
    return found


class Regions:
    """The regions of one ground; a mask is worked out once and kept."""

    def __init__(self, ground: Ground, folder: Path = THEATRE) -> None:
        """Take the ground, and read the table of regions from a folder."""
        self.ground = ground
        self.table = read_regions(folder)
        self.path = folder / "regions.csv"
        self._masks: dict[str, Array] = {}
        self._open: list[str] = []

    def mask(self, query: str) -> Array:
        """Return the cells of a region, a union, a part or an inline rule as a read-only array of booleans.

        Raises `Fault` for a name that nothing bears, with the nearest that something does.
        """
        query = query.strip()
        if query not in self._masks:
            found = self._rule(query)
            found.setflags(write=False)
            self._masks[query] = found
        return self._masks[query]

    def cells(self, query: str) -> Array:
        """Return the indices of the cells of a query."""
        return np.flatnonzero(self.mask(query))

    def _rule(self, text: str) -> Array:
        found = np.zeros(len(self.ground.h3), bool)
        for part in text.split("|"):
            held = np.ones(found.size, bool)
            for term in part.split("&"):
                held &= self._term(term.strip())
            found |= held
        return found

    def _term(self, term: str) -> Array:
        kind, _, rest = term.partition(":")
        if kind in SHAPES:
            return self._shape(kind, rest)
        if kind in FIELDS:
            return self._field(kind, rest)
        if kind == "region":
            return self._names(rest)
        return self._names(term)

    def _names(self, text: str) -> Array:
        found = np.zeros(len(self.ground.h3), bool)
        for name in text.split("+"):
            found |= self._name(name.strip())
        return found

    def _name(self, name: str) -> Array:
        if name in self.table:
            return self._region(self.table[name])
        for kind in ("oblast", "republic"):
            if name in self._values(kind):
                return self._field(kind, name)
        whole, _, part = name.partition(":")
        if part and whole in self.table:
            return self._name(whole) & self._name(part)
        known = [*self.table, *self._values("oblast"), *self._values("republic")]
        raise self._unknown("region", name, known)

    def _region(self, region: Region) -> Array:
        if not region.rule:
            return np.zeros(len(self.ground.h3), bool)
        if region.id in self._open:
            chain = " > ".join([*self._open, region.id])
            raise Fault(self.path, region.line, f"the rule leads back to itself: {chain}", "break the circle")
        self._open.append(region.id)
        try:
            return self._rule(region.rule)
        except Fault as fault:
            if fault.line:
                raise
            raise Fault(self.path, region.line, f"{region.id}: {fault.message}", fault.remedy) from None
        finally:
            self._open.pop()

    def _values(self, kind: str) -> list[str]:
        return sorted({getattr(oblast, FIELDS[kind]) for oblast in self.ground.oblasts})

    def _field(self, kind: str, value: str) -> Array:
        alias = self.table.get(value) if kind == "oblast" else None
        if alias and alias.kind == "oblast" and value not in self._values("oblast"):
            return self._region(alias)
        held = np.array([getattr(oblast, FIELDS[kind]) == value for oblast in self.ground.oblasts])
        if not held.any():
            raise self._unknown(kind, value, self._values(kind))
        return held[self.ground.oblast]

    def _shape(self, kind: str, text: str) -> Array:
        try:
            *points, km = (float(part) for part in text.split(","))
        except ValueError:
            points, km = [], 0.0
        if len(points) + 1 != SHAPES[kind] or km <= 0:
            form = "lat,lon,km" if kind == "circle" else "lat,lon,lat,lon,km"
            raise Fault(None, 0, f"cannot read {kind}:{text}", f"write {kind}:{form} in degrees and km")
        start, end = points[:2], points[-2:]
        steps = np.linspace(0, 1, 1 if kind == "circle" else 24)
        track = [tuple(a + step * (b - a) for a, b in zip(start, end, strict=True)) for step in steps]
        away = np.min([distance_km(self.ground, *point) for point in track], axis=0)
        found = away <= km
        if not found.any():
            # A forest smaller than a cell is still somewhere: the cell that holds its middle stands for it.
            middle = track[len(track) // 2]
            cell = cell_at(self.ground, *middle)
            found[cell] = away[cell] <= km + h3.average_hexagon_edge_length(self.ground.resolution)
        return found

    def _unknown(self, kind: str, name: str, known: list[str]) -> Fault:
        lowered = {other.lower(): other for other in known}
        near = difflib.get_close_matches(name.lower(), lowered, 3, 0.5)
        meant = " or ".join(lowered[other] for other in near)
        remedy = f"perhaps you mean {meant}" if near else "see regions.csv"
        return Fault(None, 0, f"there is no {kind} {name!r}", remedy)
