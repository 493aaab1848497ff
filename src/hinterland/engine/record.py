"""What is kept of a run: every observable by day and place, maps by month, and the journal of events."""

import re
from typing import Any, NamedTuple

import numpy as np

from hinterland.core.calendar import date_of
from hinterland.core.declare import specs
from hinterland.core.jit import kernel
from hinterland.engine.quantities import QUANTITIES
from hinterland.engine.world import World

MAPS = {
    "strength": "detachments.here",
    "control": "zones.control",
    "occupied": "people.was_occupied",
    "killed": "people.dead",
    "loyalty_soviet": "people.soviet",
    "garrison": "security.garrison",
}
COLUMNS = ("kind", "cell", "who", "other", "true", "second", "claimed", "found")


class Track(NamedTuple):
    """One array of the world that is added up by atom of the map every day."""

    field: str
    place: str
    column: int
    weighted: bool


def tracks() -> dict[str, Track]:
    """Return every array that some quantity reads, by its name, each once."""
    found: dict[str, Track] = {}
    for q in QUANTITIES:
        for face in (q.true, q.soviet, q.german):
            for path in face:
                match = re.fullmatch(r"(\w+)\.(\w+)(?:\[(\d)\])?", path)
                if match is None:
                    raise ValueError(f"{q.name}: {path!r} does not name a field")
                group, field, column = match.groups()
                place = specs(World.__annotations__[group])[field].place
                key = path + ("@people" if q.kind == "mean" else "")
                found[key] = Track(f"{group}.{field}", place, int(column or -1), q.kind == "mean")
    return found


@kernel
def add_up(arrays, where, atom, weight, rows, used, out):
    """Add the first `used` values of every one of a tuple of like arrays up, by the atom of the cell of each value."""
    for n in range(len(arrays)):
        values, row = arrays[n], rows[n]
        for i in range(used):
            if values[i] != 0 and where[i] >= 0:
                out[row, atom[where[i]]] += values[i] * weight[where[i]]


class Batch(NamedTuple):
    """Arrays of one type and place, which one call adds up: rows of the table, the cell of each value, weights."""

    arrays: tuple[np.ndarray, ...]
    where: np.ndarray
    weight: np.ndarray
    rows: np.ndarray


class Recorder:
    """Collects a run day by day. `atoms` gives the atom of every cell; tables have shape (days, atoms)."""

    def __init__(self, world: World, land: Any, atoms: np.ndarray, first: int, days: int) -> None:
        """Make room for `days` days from day number `first`."""
        self.first, self.days, self.atoms = first, days, atoms
        self.tracks = tracks()
        cells = atoms.size
        self.table = np.zeros((len(self.tracks), days, int(atoms.max()) + 1), np.float32)
        self.people = (land.rural + land.urban).astype(float)
        self._one = np.ones(cells)
        self._day = np.zeros((len(self.tracks), self.table.shape[2]))
        self._cell = np.arange(cells, dtype=np.int32)
        self._batches = self._batch([self._source(world, land, t) for t in self.tracks.values()])
        self.map_days: list[int] = []
        self.maps: dict[str, list[np.ndarray]] = {name: [] for name in MAPS}
        self.line_closed: list[np.ndarray] = []
        self._closed = np.zeros(land.line_km.size)
        self._closed_days = 0
        self.events: list[tuple[int, dict[str, np.ndarray]]] = []

    def _source(self, world: World, land: Any, track: Track) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the array, the cell of each of its values and the weight of each cell."""
        group, field = track.field.split(".")
        values = getattr(getattr(world, group), field)
        if track.column >= 0:
            values = values[:, track.column]
        where = {"cell": self._cell, "detachment": world.detachments.cell, "line": land.line_mid}[track.place]
        return values, where, self.people if track.weighted else self._one

    def _batch(self, sources: list[tuple[np.ndarray, np.ndarray, np.ndarray]]) -> list[Batch]:
        """Sort the arrays into batches of one type, place and weight."""
        sorted_by: dict[tuple[Any, ...], list[int]] = {}
        for n, (values, where, weight) in enumerate(sources):
            key = values.dtype, values.flags.c_contiguous, id(where), id(weight)
            sorted_by.setdefault(key, []).append(n)
        return [
            Batch(tuple(sources[n][0] for n in rows), sources[rows[0]][1], sources[rows[0]][2], np.array(rows))
            for rows in sorted_by.values()
        ]

    def take(self, world: World, day: int) -> None:
        """Record the end of a day."""
        k = day - self.first
        self._day[:] = 0.0
        for batch in self._batches:
            used = batch.where.size
            if batch.where is world.detachments.cell:
                used = int(world.detachments.used[0])
            add_up(batch.arrays, batch.where, self.atoms, batch.weight, batch.rows, used, self._day)
        self.table[:, k] = self._day
        used = min(int(world.journal.used[0]), world.journal.kind.size)
        if used:
            self.events.append((day, {c: getattr(world.journal, c)[:used].copy() for c in COLUMNS}))
        self._closed += world.traffic.closed_h
        self._closed_days += 1
        when = date_of(day)
        if when.day == 1 or day == self.first or k == self.days - 1:
            self.map_days.append(day)
            for name, path in MAPS.items():
                group, field = path.split(".")
                self.maps[name].append(getattr(getattr(world, group), field).astype(np.float32))
            self.line_closed.append((self._closed / (24.0 * self._closed_days)).astype(np.float32))
            self._closed[:] = 0.0
            self._closed_days = 0
