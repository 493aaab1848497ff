"""Regions: names that the documents use for pieces of the theatre, and ground that a user draws, as rules over cells.

A rule is a union of terms parted by `|`; terms joined by `&` intersect, and `!` before a term means all that it is not.
Terms: `oblast:ID`, `republic:ID`, `sovereign:STATE` (of 1938), `occupier:POWER`, `administration:KIND`,
`group:ARMY_GROUP`, `region:ID`, ground by distance (`theatre.shapes`) and by outline (`theatre.polygons`).
A query may also be a plain name, several names joined by `+` (their union), or `WHOLE:PART` (the part that
lies in the whole); a plain name is looked for among regions, then oblasts, then republics. `oblast:` also
takes the other names that regions of kind `oblast` give. In a query, which a user gives, a name may be spelled
otherwise or be another name of the same place (`hinterland.core.names`); the tables must have it exactly.
"""

import re
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from hinterland.core.declare import Array
from hinterland.core.fault import Fault
from hinterland.core.given import shortened
from hinterland.core.names import Names, read_as
from hinterland.core.paths import THEATRE
from hinterland.core.spelling import plain
from hinterland.files.other_names import other_names
from hinterland.theatre import drawn
from hinterland.theatre.csv_table import read
from hinterland.theatre.ground import Ground
from hinterland.theatre.places import Places
from hinterland.theatre.query import bracketed, has_file, is_file, nested, rewritten, split, terms_of

FIELDS = {
    "oblast": "id",
    "republic": "republic",
    "sovereign": "sovereign",
    "occupier": "occupier",
    "administration": "administration",
    "group": "group",
}
SEVERAL = re.compile(r"\s*(?:[/,;]|\band\b|\bund\b)\s*")
"""What users write between several regions, where we write a plus sign."""
INSTEAD = "towns are asked as towns:Minsk or around:Minsk,50km; docs/reference/regions.md lists the regions"
"""What is said where a name is no region and like none."""


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
        self.places = Places(folder)
        self.folder, self.path = folder, folder / "regions.csv"
        self._masks: dict[str, Array] = {}
        self._open: list[str] = []
        self._named: dict[tuple[str, Path | None], str] = {}
        self._notes: dict[tuple[str, Path | None], str] = {}
        self._asked: dict[str, str] = {}

    def __repr__(self) -> str:
        """Say how many regions there are, and of which ground."""
        return f"<Regions: {len(self.table)} at resolution {self.ground.resolution}>"

    @cached_property
    def names(self) -> Names:
        """Every plain name of a region, oblast or republic, and the other names of each."""
        known = {plain(name): name for name in reversed(self._known())}
        other: dict[str, tuple[str, ...]] = {region.name: (region.id,) for region in self.table.values()}
        for oblast in self.ground.oblasts:
            other[oblast.name] = (*other.get(oblast.name, ()), oblast.id)
        other |= other_names(self.folder, "region")
        exact = [*self.table, *(name for name in self._known() if known[plain(name)] == name)]
        return Names("region", exact, other=other, by_sound=True, instead=INSTEAD, same=self._same)

    def named(self, query: Any, base: Path | None = None) -> str:
        """Return a query with every name in it as the tables have it, and drawn ground in degrees.

        A file of GeoJSON is read once, from the folder `base` where its path is not a full one. What `named` returned
        means the same everywhere. Raises `Fault` for a name that is not known and for ground that cannot be read.
        """
        if not isinstance(query, str):
            return self.names.find(query)
        if (query, base) not in self._named or has_file(query):
            notes: list[str] = []
            with nested(query):
                self._named[query, base] = known = self._reading(query, base, notes)
            self._asked.setdefault(known, query)
            self._notes[query, base] = ", ".join(dict.fromkeys(filter(None, notes)))
        return self._named[query, base]

    def note(self, query: str, base: Path | None = None) -> str:
        """Return in words which names of a query were read as others, and how far the cells of drawn ground differ."""
        known = self.named(query, base)
        fits = drawn.fit(self.ground, known, self.cells(known)) if terms_of(known) == [known] else ""
        return "; ".join(filter(None, (self._notes[query, base], fits)))

    def as_asked(self, query: str) -> str:
        """Return a query for a message, as it was first written and no longer than a line has room for."""
        return shortened(self._asked.get(query, query))

    def mask(self, query: str) -> Array:
        """Return the cells of a region, a union, a part or an inline rule as a read-only array of booleans.

        Raises `Fault` for a name that nothing bears, with the nearest that something does.
        """
        query = self.named(query)
        if query not in self._masks:
            with nested(query):
                found = self._rule(query)
            found.setflags(write=False)
            self._masks[query] = found
        return self._masks[query]

    def cells(self, query: str) -> Array:
        """Return the indices of the cells of a query."""
        return np.flatnonzero(self.mask(query))

    def _reading(self, text: str, base: Path | None, notes: list[str]) -> str:
        """Return a query as `named` does; what of it was read as something else is noted."""
        if is_file(text, base):
            return self._as_known(text.strip(), base, notes)
        return rewritten(text, lambda term: self._as_known(term, base, notes))

    def _rule(self, text: str) -> Array:
        found = np.zeros(len(self.ground.h3), bool)
        for part in split(text, "|"):
            held = np.ones(found.size, bool)
            for terms in split(part, "&"):
                held &= np.any([self._term(term.strip()) for term in split(terms, "+")], axis=0)
            found |= held
        return found

    def _term(self, term: str) -> Array:
        if term.startswith("!"):
            return ~self._term(term[1:].strip())
        if (inner := bracketed(term)) is not None:
            return self._rule(inner)
        if (cells := drawn.mask(self.ground, term)) is not None:
            return cells
        kind, _, rest = term.partition(":")
        if kind in FIELDS:
            return self._field(kind, rest)
        return self._name(rest.strip() if kind == "region" else term)

    def _name(self, name: str) -> Array:
        if name in self.table:
            return self._region(self.table[name])
        for kind in ("oblast", "republic"):
            if name in self._values(kind):
                return self._field(kind, name)
        whole, _, part = name.partition(":")
        if part and whole in self.table:
            return self._name(whole) & self._name(part)
        raise self._unknown(name)

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
            raise self._of_kind(kind).unknown(value)
        return held[self.ground.oblast]

    def _as_known(self, term: str, base: Path | None, notes: list[str]) -> str:
        """Return a term of a query with its names as the tables have them, and drawn ground in degrees."""
        if term.startswith("!"):
            return "!" + self._as_known(term[1:].strip(), base, notes)
        if (inner := bracketed(term)) is not None:
            return f"({self._reading(inner, base, notes)})"
        if (ground := drawn.read(term, base, self.places)) is not None:
            notes.append(ground[1])
            return ground[0]
        kind, _, rest = term.partition(":")
        if kind in FIELDS:
            found = f"{kind}:{self._value(kind, rest)}"
        elif kind == "region":
            found = f"region:{self._place(rest)}"
        else:
            found = ":".join(map(self._place, term.split(":", 1)))
        notes.append(read_as(term, found))
        return found

    def _value(self, kind: str, asked: str) -> str:
        """Return a value of a field of oblasts as the tables have it; of an oblast also a region that is one."""
        values = self._of_kind(kind)
        means = self.names.meant(asked) if kind == "oblast" and not values.meant(asked) else []
        oblast = [one for one in means if one in self.table and self.table[one].kind == "oblast"]
        return oblast[0] if len(oblast) == 1 else values.find(asked)

    def _place(self, name: str) -> str:
        """Return a plain name as the tables have it; raise `Fault` for one that they do not hold."""
        found = self.names.meant(name.strip())
        if len(found) != 1:
            raise self._unknown(name.strip())
        return found[0]

    def _unknown(self, name: str) -> Fault:
        """Return the fault of a plain name that means no region, or more than one."""
        parts = [part for part in SEVERAL.split(name) if part]
        meant = [self.names.meant(part) for part in parts]
        if len(parts) > 1 and all(len(means) == 1 for means in meant):
            joined = "+".join(one for (one,) in meant)
            return Fault(None, 0, f"there is no region {name!r}", f"write {joined} for the land of all together")
        try:
            self.names.find(name)
        except Fault as fault:
            return fault
        return self.names.unknown(name)

    def _of_kind(self, kind: str) -> Names:
        """Return the values that a field of oblasts takes."""
        return Names(kind, self._values(kind), by_sound=kind in ("oblast", "republic"))

    def _known(self) -> list[str]:
        """Return every plain name, in the order in which they are looked for."""
        return [*self.table, *self._values("oblast"), *self._values("republic")]

    def _same(self, one: str, other: str) -> bool:
        """Whether two names that are known hold the same cells, and some."""
        here = self.mask(one)
        return bool(here.any()) and np.array_equal(here, self.mask(other))
