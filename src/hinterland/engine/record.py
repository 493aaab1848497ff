"""What is kept of a run: every observable by day and place, maps by month, and the journal of events."""

import re
from typing import Any, NamedTuple

import numpy as np

from hinterland.core.calendar import date_of
from hinterland.core.declare import block_of, specs
from hinterland.core.jit import kernel
from hinterland.core.journal import Kind
from hinterland.engine.quantities import QUANTITIES
from hinterland.engine.table import Table
from hinterland.engine.world import World
from hinterland.theatre.assemble import Theatre

MAPS = {
    "strength": "detachments.here",
    "control": "zones.control",
    "occupied": "people.was_occupied",
    "killed": "people.dead",
    "loyalty_soviet": "people.soviet",
    "garrison": "security.garrison",
}
SUMMED = ("true", "second", "claimed", "found")
"""Columns of the journal that a quantity may add up."""
LINES: dict[str, tuple[str, type, str]] = {
    "capacity": ("traffic.capacity", np.float32, "train/day"),
    "whole": ("traffic.whole", np.float32, "train/day"),
    "trains": ("traffic.trains", np.float32, "train/day"),
    "flow": ("traffic.flow", np.float32, "train/day"),
    "closed_h": ("traffic.closed_h", np.float32, "h"),
    "cut": ("rail.cut", np.uint16, "rail"),
    "actions": ("rail.actions", np.uint8, "action"),
}
"""What is kept of every railway line by day where it is asked for: the array, how it is kept, its unit."""
STRETCH = 32
"""Cells that are looked at together."""
COLUMNS = ("kind", "cell", "who", "other", "true", "second", "claimed", "found")


class Track(NamedTuple):
    """One array of the world that is added up by atom of the map every day, or one column of its journal.

    Of the journal `field` is `journal.kind` or `journal.kind.column`: how many events of the kind, or their sum.
    """

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
                key = path + ("@people" if q.kind == "mean" else "")
                found[key] = _journal(q.name, path) if path.startswith("journal.") else _array(q.name, path, q.kind)
    return found


def _array(name: str, path: str, kind: str) -> Track:
    match = re.fullmatch(r"(\w+)\.(\w+)(?:\[(\d)\])?", path)
    if match is None:
        raise ValueError(f"{name}: {path!r} does not name a field")
    group, field, column = match.groups()
    place = specs(World.__annotations__[group])[field].place
    return Track(f"{group}.{field}", place, int(column or -1), kind == "mean")


def _journal(name: str, path: str) -> Track:
    _, kind, *column = path.split(".")
    if kind not in Kind.__members__ or column not in ([], *([c] for c in SUMMED)):
        raise ValueError(f"{name}: {path!r} names no kind of event, or no column of {', '.join(SUMMED)}")
    return Track(path, "event", -1, False)


@kernel
def add_up(block, taken, where, atom, weight, rows, used, out):
    """Add the first `used` values of rows of a block up, by the atom of the cell of each value."""
    for n in range(taken.size):
        values, total = block[taken[n]], out[rows[n]]
        for i in range(used):
            if values[i] != 0 and where[i] >= 0:
                total[atom[where[i]]] += values[i] * weight[where[i]]


@kernel
def add_columns(block, taken, columns, where, atom, weight, rows, used, out):
    """Do the same with single columns of the rows of a block whose values are themselves rows."""
    for n in range(taken.size):
        values, column, total = block[taken[n]], columns[n], out[rows[n]]
        for i in range(used):
            if values[i, column] != 0 and where[i] >= 0:
                total[atom[where[i]]] += values[i, column] * weight[where[i]]


@kernel
def add_cells(block, marks, taken, atom, rows, out):
    """Add rows of a block with one value a cell up, by the atom of each cell.

    `marks` is the block read as whole numbers: stretches of it that are all zero are passed over.
    """
    for n in range(taken.size):
        values, bits, total = block[taken[n]], marks[taken[n]], out[rows[n]]
        for start in range(0, values.size, STRETCH):
            stop = min(start + STRETCH, values.size)
            some = np.int64(0)
            for i in range(start, stop):
                some |= bits[i]
            if some != 0:
                for i in range(start, stop):
                    if values[i] != 0:
                        total[atom[i]] += values[i]


@kernel
def add_events(journal, used, atom, counted, summed, out):
    """Add the events of the day up, by kind and atom: how many there are, and what their columns hold.

    `counted` gives the row of each kind (-1 for none), `summed` that of each kind and column of `SUMMED`.
    """
    for n in range(used):
        kind, here = journal.kind[n], atom[journal.cell[n]]
        if counted[kind] >= 0:
            out[counted[kind], here] += 1.0
        if summed[kind, 0] >= 0:
            out[summed[kind, 0], here] += journal.true[n]
        if summed[kind, 1] >= 0:
            out[summed[kind, 1], here] += journal.second[n]
        if summed[kind, 2] >= 0:
            out[summed[kind, 2], here] += journal.claimed[n]
        if summed[kind, 3] >= 0:
            out[summed[kind, 3], here] += journal.found[n]


class Batch(NamedTuple):
    """Rows of one block of the world, which one call adds up into rows of the table, with the cell of each value."""

    block: np.ndarray
    marks: np.ndarray
    taken: np.ndarray
    columns: np.ndarray
    where: np.ndarray
    weight: np.ndarray
    rows: np.ndarray


class Recorder:
    """Collects a run day by day. `atoms` gives the atom of every cell; tables have shape (days, atoms)."""

    def __init__(self, world: World, theatre: Theatre, first: int, days: int, lines: bool = False) -> None:
        """Make room for `days` days from day number `first`; with `lines` for every railway line by day too."""
        self.first, self.days, self.atoms = first, days, theatre.atoms
        self.tracks = tracks()
        land = theatre.land
        self.table = Table(len(self.tracks), days, theatre.all_atoms)
        self.people = (land.rural + land.urban).astype(float)
        self._one = np.ones(max(theatre.atoms.size, theatre.all_atoms))
        self._day = np.zeros((len(self.tracks), theatre.all_atoms))
        self._cell = np.arange(theatre.atoms.size, dtype=np.int32)
        self._beyond = np.arange(theatre.beyond.first, theatre.all_atoms, dtype=np.int32)
        self._each = np.arange(theatre.all_atoms, dtype=np.int32)
        self._places = {
            "cell": self._cell,
            "detachment": world.detachments.cell,
            "line": land.line_mid,
            "country": self._beyond,
        }
        arrays = {n: t for n, t in enumerate(self.tracks.values()) if t.place != "event"}
        self._batches = self._batch({n: self._source(world, t) for n, t in arrays.items()})
        self._counted, self._summed = self._events()
        self.map_days: list[int] = []
        self.maps: dict[str, list[np.ndarray]] = {name: [] for name in MAPS}
        self.line_closed: list[np.ndarray] = []
        self._closed = np.zeros(land.line_km.size)
        self._closed_days = 0
        shape = (days, land.line_km.size)
        self.lines: dict[str, np.ndarray] = {}
        if lines:
            self.lines = {name: np.zeros(shape, kept) for name, (_, kept, _) in LINES.items()}
        self.events: list[tuple[int, dict[str, np.ndarray]]] = []

    def _events(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the rows of the table into which events are added, by kind, and by kind and column."""
        counted = np.full(max(Kind) + 1, -1, np.int32)
        summed = np.full((max(Kind) + 1, len(SUMMED)), -1, np.int32)
        for n, track in enumerate(self.tracks.values()):
            if track.place == "event":
                _, kind, *column = track.field.split(".")
                if column:
                    summed[Kind[kind], SUMMED.index(column[0])] = n
                else:
                    counted[Kind[kind]] = n
        return counted, summed

    def _source(self, world: World, track: Track) -> tuple[np.ndarray, int, np.ndarray, np.ndarray]:
        """Return the block and row of an array, the cell of each of its values and the weight of each cell."""
        group, field = track.field.split(".")
        values = getattr(getattr(world, group), field)
        block, row = block_of(values)
        return block, row, self._places[track.place], self.people if track.weighted else self._one

    def _batch(self, sources: dict[int, tuple[np.ndarray, int, np.ndarray, np.ndarray]]) -> list[Batch]:
        """Sort the arrays into batches of one block, place and weight."""
        sorted_by: dict[tuple[Any, ...], list[int]] = {}
        for n, (block, _, where, weight) in sources.items():
            sorted_by.setdefault((block.ctypes.data, id(where), id(weight)), []).append(n)
        columns = np.array([track.column for track in self.tracks.values()])
        made = []
        for rows in sorted_by.values():
            block, _, where, weight = sources[rows[0]]
            marks = block.view(np.int64) if block.dtype == np.float64 else block
            taken = np.array([sources[n][1] for n in rows])
            made.append(Batch(block, marks, taken, columns[rows], where, weight, np.array(rows)))
        return made

    def take(self, world: World, day: int) -> None:
        """Record the end of a day."""
        k = day - self.first
        self._day[:] = 0.0
        for b in self._batches:
            used, atom = b.where.size, self.atoms
            if b.where is world.detachments.cell:
                used = int(world.detachments.used[0])
            if b.where is self._beyond:
                atom = self._each
            if b.block.ndim == 3:
                add_columns(b.block, b.taken, b.columns, b.where, atom, b.weight, b.rows, used, self._day)
            elif b.where is self._cell and b.weight is self._one and b.marks is not b.block:
                add_cells(b.block, b.marks, b.taken, atom, b.rows, self._day)
            else:
                add_up(b.block, b.taken, b.where, atom, b.weight, b.rows, used, self._day)
        used = min(int(world.journal.used[0]), world.journal.kind.size)
        add_events(world.journal, used, self.atoms, self._counted, self._summed, self._day)
        self.table.add(self._day)
        if used:
            self.events.append((day, {c: getattr(world.journal, c)[:used].copy() for c in COLUMNS}))
        for name, rows in self.lines.items():
            group, field = LINES[name][0].split(".")
            values = getattr(getattr(world, group), field)
            rows[k] = values if rows.dtype == np.float32 else np.minimum(values, np.iinfo(rows.dtype).max)
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
