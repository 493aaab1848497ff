"""What is given of the persecution, collected entry by entry: on which day, in which cell, what, to how many."""

import numpy as np

from hinterland.core.calendar import DAYS
from hinterland.core.declare import Array
from hinterland.theatre.forcing import MURDERED

KINDS = MURDERED + 1


class Entries:
    """Collects what happens on which day in which cell."""

    def __init__(self, occupied: Array) -> None:
        """Take the occupation by day and cell."""
        self.occupied = occupied
        self.rows: list[tuple[Array, Array, int, Array]] = []

    def add(self, day: Array, cell: Array, what: int, people: Array) -> None:
        """Add entries; all arrays are of one length."""
        self.rows.append((day, cell, what, people))

    def even(self, cell: int, what: int, people: float, first: int, last: int) -> None:
        """Spread people evenly over days; where the cell is not occupied, the nearest day on which it is."""
        held = np.flatnonzero(self.occupied[:, cell])
        if not held.size:
            return
        days = np.arange(first, last + 1)
        after = np.minimum(np.searchsorted(held, days), held.size - 1)
        before = np.maximum(after - 1, 0)
        nearest = np.where(np.abs(held[before] - days) < np.abs(held[after] - days), held[before], held[after])
        self.add(nearest, np.full(days.size, cell), what, np.full(days.size, people / days.size))

    def sorted(self) -> tuple[Array, Array, Array, Array]:
        """Return starts by day, cells, kinds and people, one entry for each day, kind and cell."""
        days, places, kinds, numbers = zip(*self.rows, strict=True)
        day, cell, people = (np.concatenate(parts).astype(float) for parts in (days, places, numbers))
        what = np.repeat(kinds, [part.size for part in days])
        cells = self.occupied.shape[1]
        key = (day.astype(np.int64) * KINDS + what) * cells + cell.astype(np.int64)
        keys, place = np.unique(key, return_inverse=True)
        sums = np.bincount(place, people, keys.size).astype(np.float32)
        start = np.searchsorted(keys // (cells * KINDS), np.arange(DAYS + 1)).astype(np.int64)
        return start, (keys % cells).astype(np.int32), (keys // cells % KINDS).astype(np.uint8), sums
