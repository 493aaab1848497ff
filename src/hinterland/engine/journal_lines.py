"""The journal of a whole run as columns of numbers, for what is counted in it: no dates, names or places."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from hinterland.core.declare import Array
from hinterland.core.journal import Kind
from hinterland.engine.detachment_histories import BY_DETACHMENTS

Recorded = Sequence[tuple[int, dict[str, Array]]]
"""The journal as a recorder keeps it: the number of each day with an event, and the columns of that day."""


class JournalLines(NamedTuple):
    """Lines of a journal, in the order in which they were written; every column has the shape (lines,).

    `line` is the number of a line in the whole journal, `day` that of a day of the war, `kind` one of `Kind`, and
    `detachment` is the detachment that acts, -1 for none. The others are those of `hinterland.core.journal.Journal`.
    """

    line: Array
    day: Array
    kind: Array
    detachment: Array
    cell: Array
    who: Array
    other: Array
    true: Array
    second: Array
    claimed: Array
    found: Array

    def where(self, chosen: Array | slice) -> "JournalLines":
        """Return some of the lines, given by a mask, by their places or as a slice."""
        return JournalLines(*(column[chosen] for column in self))

    def within(self, first: int, last: int) -> "JournalLines":
        """Return the lines of some days of the war, both within."""
        return self.where(slice(*np.searchsorted(self.day, [first, last + 1])))

    def of(self, kind: Kind) -> "JournalLines":
        """Return the lines of one kind."""
        return self.where(self.kind == kind)


def columns_of(events: Recorded) -> dict[str, Array]:
    """Return the columns of a journal that holds something, those of all days in one piece, and `day` of each line."""
    days = np.concatenate([np.full(columns["kind"].size, day) for day, columns in events])
    return {"day": days} | {name: np.concatenate([columns[name] for _, columns in events]) for name in events[0][1]}


def lines_of(events: Recorded) -> JournalLines:
    """Return the lines of a journal; of one that holds nothing no lines."""
    if not events:
        return JournalLines(*(np.zeros(0, np.int64) for _ in JournalLines._fields))
    columns = columns_of(events)
    detachment = np.where(_acts()[columns["kind"]], columns["who"].astype(np.int64), -1)
    return JournalLines(line=np.arange(detachment.size), detachment=detachment, **columns)


@cache
def _acts() -> Array:
    """Return for each number of `Kind` whether a detachment acts in it."""
    acts = np.zeros(max(Kind) + 1, bool)
    acts[[Kind[name] for name in BY_DETACHMENTS]] = True
    return acts
