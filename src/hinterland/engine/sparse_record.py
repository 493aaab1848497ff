"""The table of a run: every recorded array by day and atom, without the zeros that most of it consists of."""

from threading import Lock

import numpy as np

from hinterland.core.journal import Journal
from hinterland.engine.aggregate import Places, Plan, Room, add_up_day, add_up_row
from hinterland.war.partisans import detachments as units

CHUNK = 1 << 22
"""Figures for which room is made at a time."""
_joining = Lock()
"""A run may be read by several threads, of which one puts its figures together."""


class SparseRecord:
    """Figures by row, day and atom, of which those that are not zero are kept, as float32."""

    def __init__(self, rows: int, days: int, atoms: int) -> None:
        """Make an empty table."""
        self.shape = rows, days, atoms
        self._starts = np.zeros((days + 1, rows + 1), np.int64)
        self._days = self._kept = self._used = 0
        self._full: list[tuple[np.ndarray, np.ndarray]] = []
        self._room = self._new()

    @classmethod
    def of(
        cls, starts: np.ndarray, atoms: np.ndarray, figures: np.ndarray, shape: tuple[int, int, int]
    ) -> "SparseRecord":
        """Return the table that `kept` returned the parts of; its shape is (rows, days, atoms)."""
        made = cls.__new__(cls)
        made.shape, made._starts, made._full = shape, starts, []
        made._room, made._used, made._kept, made._days = Room(atoms, figures, starts), atoms.size, 0, shape[1]
        return made

    def kept(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return where each row of each day begins (days + 1, rows + 1), and the atoms and the figures themselves."""
        atoms, figures = self._whole()
        return self._starts, atoms[: self._used], figures[: self._used]

    def _new(self) -> Room:
        """Make room for more figures: at least a whole day."""
        size = max(CHUNK, self.shape[0] * self.shape[2])
        return Room(np.empty(size, np.uint16), np.empty(size, np.float32), self._starts)

    def add(self, plan: Plan, journal: Journal, detachments: units.State) -> None:
        """Write the next day down."""
        if self._used + self.shape[0] * self.shape[2] > self._room.atoms.size:
            self._set_aside()
        self._used = add_up_day(plan, journal, detachments, self._room, self._days, self._used)
        self._starts[self._days] += self._kept
        self._days += 1

    def _set_aside(self) -> None:
        """Keep the room that is full, and make more."""
        self._full.append((self._room.atoms[: self._used], self._room.figures[: self._used]))
        self._kept += self._used
        self._room, self._used = self._new(), 0

    def _whole(self) -> tuple[np.ndarray, np.ndarray]:
        """Return all atoms and figures in one piece each."""
        with _joining:
            if self._full:
                self._set_aside()
                whole, end = Room(np.empty(self._kept, np.uint16), np.empty(self._kept, np.float32), self._starts), 0
                # Each part is given up as soon as it is copied, so that nothing stands in memory twice.
                while self._full:
                    atoms, figures = self._full.pop(0)
                    whole.atoms[end : end + atoms.size], whole.figures[end : end + atoms.size] = atoms, figures
                    end += atoms.size
                self._room, self._used, self._kept = whole, end, 0
            return self._room.atoms, self._room.figures

    def __getitem__(self, row: int) -> np.ndarray:
        """Return the figures of a row, of shape (days, atoms), float32. No day may be added after this."""
        _, days, atoms = self.shape
        counts, cells, figures = self._found(row)
        out = np.zeros((days, atoms), np.float32)
        out[np.repeat(np.arange(days), counts), cells] = figures
        return out

    def sums(self, row: int, places: Places, count: int) -> np.ndarray:
        """Return the figures of a row added up by `count` places, (days, places), float64.

        A sum is taken atom after atom, so that it has the same bits on every machine, which a product of full matrices
        does not have. No day may be added after this.
        """
        sums = np.zeros((self.shape[1], count))
        atoms, figures = self._whole()
        add_up_row(Room(atoms, figures, self._starts), row, places, sums)
        return sums

    def _found(self, row: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return how many figures of a row each day has, and the atoms and the figures, day after day."""
        days = self.shape[1]
        cells, figures = self._whole()
        first, last = self._starts[:days, row], self._starts[:days, row + 1]
        counts = last - first
        at = np.repeat(first - np.concatenate(([0], np.cumsum(counts)[:-1])), counts) + np.arange(counts.sum())
        return counts, cells[at], figures[at]

    def whole(self) -> np.ndarray:
        """Return everything, of shape (rows, days, atoms); large."""
        return np.stack([self[row] for row in range(self.shape[0])])
