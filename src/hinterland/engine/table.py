"""The table of a run: every recorded array by day and atom. Most of it is nothing, and is not kept."""

import numpy as np

from hinterland.core.jit import kernel


@kernel
def pack(day, cells, figures, starts):
    """Write the figures of a day that are not zero one after the other, with their places; return how many there are.

    `starts` gets where each row begins, and in its last place where the last ends.
    """
    n = 0
    for row in range(day.shape[0]):
        starts[row] = n
        for atom in range(day.shape[1]):
            if day[row, atom] != 0.0:
                cells[n] = atom
                figures[n] = day[row, atom]
                n += 1
    starts[day.shape[0]] = n
    return n


class Table:
    """Figures by row, day and atom, of which those that are not zero are kept, as float32."""

    def __init__(self, rows: int, days: int, atoms: int) -> None:
        """Make an empty table."""
        self.shape = rows, days, atoms
        self._starts = np.zeros((days + 1, rows + 1), np.int64)
        self._cells: list[np.ndarray] = []
        self._figures: list[np.ndarray] = []
        self._room = np.zeros(rows * atoms, np.uint16), np.zeros(rows * atoms, np.float32)
        self._kept = 0

    def add(self, day: np.ndarray) -> None:
        """Write the next day down, of shape (rows, atoms)."""
        cells, figures = self._room
        starts = self._starts[len(self._cells)]
        n = pack(day, cells, figures, starts)
        starts += self._kept
        self._cells.append(cells[:n].copy())
        self._figures.append(figures[:n].copy())
        self._kept += n

    def _whole(self) -> tuple[np.ndarray, np.ndarray]:
        """Return all cells and figures in one piece each."""
        if len(self._cells) > 1:
            self._cells = [np.concatenate(self._cells)]
            self._figures = [np.concatenate(self._figures)]
        return self._cells[0], self._figures[0]

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
