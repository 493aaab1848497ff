"""An event is known by what it is, and not by its line in the journal."""

import numpy as np

from hinterland.core.declare import allocate
from hinterland.core.jit import kernel
from hinterland.core.journal import Journal, Kind, record_event

CUT, BRIDGE = np.int64(Kind.rail_cut), np.int64(Kind.bridge)


@kernel
def write(journal, kind, cell, who, other):
    record_event(journal, kind, cell, who, other, 1.0, 0.0, 0.0, 0.0)


def keys(*events: tuple[int, int, int, int]) -> list[int]:
    """Write events into an empty journal and return their keys."""
    (journal,) = allocate(Journal, sizes={"one": 1, "event": 10})
    for event in events:
        write(journal, *event)
    return [int(key) for key in journal.key[: len(events)]]


def test_that_an_event_elsewhere_changes_no_key():
    mine, far = (CUT, 7, 3, 12), (BRIDGE, 90, 4, 1)
    assert keys(far, mine)[1] == keys(mine)[0]


def test_that_events_of_a_day_have_keys_of_their_own():
    events = [(CUT, 7, 3, 12), (BRIDGE, 7, 3, 12), (CUT, 8, 3, 12), (CUT, 7, 4, 12), (CUT, 7, 3, -1)]
    assert len(set(keys(*events))) == len(events)


def test_that_events_of_a_kind_in_a_cell_are_told_by_their_turn_and_not_by_the_row_of_who_acts():
    mine, other, far = (CUT, 7, 3, 12), (CUT, 7, 900, 12), (BRIDGE, 90, 4, 1)
    first, _, second = keys(mine, far, other)
    assert first != second
    assert [first, second] == keys(other, mine)


def test_that_a_full_journal_refuses_and_counts_and_keeps_what_it_holds():
    (journal,) = allocate(Journal, sizes={"one": 1, "event": 3})
    for cell in range(5):
        write(journal, CUT, cell, 3, 12)
    assert (int(journal.used[0]), float(journal.refused[0])) == (3, 2.0)
    assert list(journal.cell) == [0, 1, 2]
