"""Figures of a region that cuts through what a run has recorded: exact where they can be, else apportioned.

A run records figures by atom of the map. Where a region holds only some cells of an atom, what was written to the
journal is counted anew by cell, and what was recorded of every railway line is added up by line. Of all else the region
gets that share of the atom which it holds of a weight, stated by quantity in `weight_of`. A run that is given the
region before its first day (`hinterland.run(regions=...)`) needs none of this.
"""

from functools import cached_property
from typing import NamedTuple

import numpy as np

from hinterland.core.declare import Array
from hinterland.core.journal import Kind
from hinterland.engine.observed.quantity import Quantity
from hinterland.engine.record import LINES
from hinterland.engine.run import Played

WEIGHTS = {
    "people": "the people of June 1941",
    "area": "area",
    "lines": "km of railway",
    "strength": "where partisans stood, by the maps of the run",
    "garrison": "where garrisons lay, by the maps of the run",
}
"""What an atom may be shared out by, in words."""
BY_PART = {
    **dict.fromkeys(("partisans", "command", "lines", "rivals"), "strength"),
    **dict.fromkeys(("railway", "sabotage"), "lines"),
    "civilians": "people",
    "occupier": "garrison",
}
"""By what the figures of each part of the war are shared out; those of all others by area."""


class Apportioned(NamedTuple):
    """A quantity by day, the share of its sum that was apportioned, and by what, in words."""

    values: Array
    share: float
    by: str


def weight_of(q: Quantity, played: Played) -> str:
    """Return by what a quantity is shared out: by area where it is one, else by the part of the war that makes it."""
    if q.kind == "mean":
        return "people"
    subsystem = played.schedule.subsystems.get(q.true[0].partition(".")[0])
    return "area" if q.unit == "km2" or subsystem is None else BY_PART.get(subsystem.part, "area")


class Apportioning:
    """Shares out what one run has recorded."""

    def __init__(self, played: Played) -> None:
        """Take a played war."""
        self.played, self.theatre = played, played.theatre
        self.rows = {name: row for row, name in enumerate(played.record.series)}

    def daily(self, q: Quantity, side: str | None, region: str) -> Apportioned:
        """Return a quantity of a region by day, of a mean weighted by people, as it was or as a side says it."""
        cut = self.theatre.cut(region)
        whole = np.setdiff1d(self.theatre.inside(region), cut)
        mask = self.theatre.regions.mask(region)
        weight = weight_of(q, self.played)
        share = self._share(weight, mask)[cut]
        total = np.zeros(self.played.record.days)
        guessed = 0.0
        for path in q.sources(side):
            if (exact := self._exact(path, mask)) is not None:
                total += exact
                continue
            table = self.played.record.table[self.rows[path + ("@people" if q.kind == "mean" else "")]]
            part = (table[:, cut].astype(np.float64) * share).sum(axis=1)
            guessed += float(np.abs(part).sum())
            total += table[:, whole].sum(axis=1, dtype=np.float64) + part
        every = float(np.abs(total).sum())
        return Apportioned(total, min(1.0, guessed / every) if every else 0.0, WEIGHTS[weight])

    def _exact(self, path: str, mask: Array) -> Array | None:
        """Return by day what was recorded finer than by atom, over the cells of a mask; None where nothing was."""
        if path.startswith("journal."):
            return self._of_journal(path, mask)
        kept = next((name for name, (array, *_) in LINES.items() if array == path), None)
        if kept is None or not self.played.record.lines:
            return None
        middle = self.theatre.land.line_mid
        inside = mask[middle] & (middle >= 0)
        return np.asarray(self.played.record.lines[kept][:, inside].sum(axis=1, dtype=np.float64))

    def _of_journal(self, path: str, mask: Array) -> Array:
        _, kind, *column = path.split(".")
        record = self.played.record
        found = np.zeros(record.days)
        for day, events in record.events:
            here = (events["kind"] == Kind[kind]) & mask[events["cell"]]
            found[day - record.first] = events[column[0]][here].sum() if column else here.sum()
        return found

    def _share(self, weight: str, mask: Array) -> Array:
        """Return what share of each atom's weight lies in the cells of a mask; of its area where it has no weight."""
        atom, size = self.theatre.land.atom, self.theatre.all_atoms

        def held(values: Array) -> tuple[Array, Array]:
            return np.bincount(atom[mask], values[mask], size), np.bincount(atom, values, size)

        part, whole = held(self.weights[weight])
        by_area, area = held(self.weights["area"])
        shared = np.divide(by_area, area, out=np.zeros(size), where=area > 0)
        return np.asarray(np.divide(part, whole, out=shared, where=whole > 0))

    @cached_property
    def weights(self) -> dict[str, Array]:
        """Return each weight by cell; those of maps are means over the maps of the run."""
        land = self.theatre.land
        middle = land.line_mid >= 0
        maps = self.played.record.maps
        return {
            "people": land.rural + land.urban,
            "area": land.area,
            "lines": np.bincount(land.line_mid[middle], land.line_km[middle], land.area.size),
            **{name: np.mean(maps[name], axis=0, dtype=np.float64) for name in ("strength", "garrison")},
        }
