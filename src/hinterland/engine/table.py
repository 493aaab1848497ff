"""The table of a run: every recorded array by day and atom. Most of it is nothing, and is not kept."""

from collections.abc import Callable

import numpy as np

CHUNK = 1 << 20
"""Figures for which room is made at a time."""


class Table:
    """Figures by row, day and atom, of which those that are not zero are kept, as float32."""

    def __init__(self, rows: int, days: int, atoms: int) -> None:
        """Make an empty table."""
        self.shape = rows, days, atoms
        self._starts = np.zeros((days + 1, rows + 1), np.int64)
        self._days = self._kept = self._used = 0
        self._full: list[tuple[np.ndarray, np.ndarray]] = []
        self._room = self._new()

    def _new(self) -> tuple[np.ndarray, np.ndarray]:
        """Make room for more figures: a whole day, and the one place past its end that packing may touch."""
        size = max(CHUNK, self.shape[0] * self.shape[2] + 1)
        return np.empty(size, np.uint16), np.empty(size, np.float32)

    def add(self, write: Callable[[np.ndarray, np.ndarray, np.ndarray, int], int]) -> None:
        """Write the next day down.

        `write` gets room for atoms and for figures, for where each row begins (and, in the last place, where the last
        ends), and the place at which the first figure goes; it returns where the figures end.
        """
        if self._used + self.shape[0] * self.shape[2] >= self._room[0].size:
            self._set_aside()
        starts = self._starts[self._days]
        end = write(*self._room, starts, self._used)
        starts += self._kept
        self._days, self._used = self._days + 1, end

    def _set_aside(self) -> None:
        """Keep the room that is full, and make more."""
        self._full.append((self._room[0][: self._used], self._room[1][: self._used]))
        self._kept += self._used
        self._room, self._used = self._new(), 0

    def _whole(self) -> tuple[np.ndarray, np.ndarray]:
        """Return all atoms and figures in one piece each."""
        parts = [*self._full, (self._room[0][: self._used], self._room[1][: self._used])]
        if len(parts) > 1:
            self._room = np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])
            self._used, self._kept, self._full = self._room[0].size, 0, []
        return self._room

    def __getitem__(self, row: int) -> np.ndarray:
        """Return the figures of a row, of shape (days, atoms), float32. No day may be added after this."""
        _, days, atoms = self.shape
        cells, figures = self._whole()
        first, last = self._starts[:days, row], self._starts[:days, row + 1]
        counts = last - first
        at = np.repeat(first - np.concatenate(([0], np.cumsum(counts)[:-1])), counts) + np.arange(counts.sum())
        out = np.zeros((days, atoms), np.float32)
        out[np.repeat(np.arange(days), counts), cells[at]] = figures[at]
        return out

    def whole(self) -> np.ndarray:
        """Return everything, of shape (rows, days, atoms); large."""
        return np.stack([self[row] for row in range(self.shape[0])])
