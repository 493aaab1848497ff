"""The journal of a day: what happened, where, to whom and how much, as kernels write it down."""

from enum import IntEnum
from typing import NamedTuple

from hinterland.core.chance import identity
from hinterland.core.declare import Array, f8, i4, i8, per
from hinterland.core.jit import kernel
from hinterland.core.stock import take_row


class Kind(IntEnum):
    """The kinds of event that a run records."""

    formation = 1
    dissolution = 2
    order = 3
    rail_cut = 4
    derailment = 5
    bridge = 6
    foiled = 7
    garrison_attack = 8
    pursuit = 9
    expedition = 10
    reprisal = 11
    airlift = 12
    liberation = 13
    brigade = 14
    march = 15
    defection = 16
    clash = 17
    denunciation = 18
    disarming = 19
    truce = 20
    terror = 21
    village_burned = 22
    self_defence = 23
    camp = 25
    rescue = 26
    arrest = 27
    execution = 28
    joint = 29
    award = 30
    uprising = 31
    border_raid = 32
    drop_lost = 33
    station = 34
    telegraph = 35
    freed = 36
    united = 37
    named = 38
    ambush = 44
    economic_raid = 45
    road_attack = 46
    raid_attack = 47
    police_raid = 48


BY_ITSELF, NAMED, DIVIDED, SENT = 0.0, 1.0, 2.0, 3.0
"""How a detachment came to be, the second figure of a `formation`: `other` is -1, the row of the table of named units,
the row of the detachment that divided, or -1 for one sent in or come over."""


class Journal(NamedTuple):
    """The events of today; `used` holds how many lines are filled."""

    used: Array = per("one", i4, "event", "Lines of the journal filled today")
    refused: Array = per(
        "one", f8, "event", "Events that found no room in the journal of their day, since the war began"
    )
    key: Array = per(
        "event", i8, "1", "Identity of the event, the unit of its draws: its kind, its cell, which of them today"
    )
    kind: Array = per("event", i4, "1", "Kind of event, a number of `Kind`")
    cell: Array = per("event", i4, "cell", "Cell in which it happened")
    who: Array = per("event", i4, "row", "Detachment, expedition or line that did it")
    other: Array = per("event", i4, "row", "Line, unit or named thing that it was done to, -1 for none")
    true: Array = per("event", f8, "1", "What truly resulted: rails, trains, people, men, kilograms by kind")
    second: Array = per("event", f8, "1", "A second true figure: own dead, men engaged or civilians killed by kind")
    claimed: Array = per("event", f8, "1", "What the Soviet side reported of it")
    found: Array = per("event", f8, "1", "What the German side logged of it")


@kernel
def record_event(journal, kind, cell, who, other, true, second, claimed, found):
    """Write a line; what finds no room in a full journal (8,192 lines in a day) is counted as refused."""
    n = take_row(journal, journal.kind.size)
    if n < 0:
        return
    journal.key[n] = event_key(journal, n, kind, cell)
    journal.kind[n] = kind
    journal.cell[n] = cell
    journal.who[n] = who
    journal.other[n] = other
    journal.true[n] = true
    journal.second[n] = second
    journal.claimed[n] = claimed
    journal.found[n] = found


@kernel
def event_key(journal, n, kind, cell):
    """Return the identity of an event: the same whatever the journal holds of other cells and other kinds.

    Several events of a kind in a cell on one day differ by how many came before.
    """
    key = identity(kind, cell)
    for m in range(n):
        if journal.kind[m] == kind and journal.cell[m] == cell:
            key += 1
    return key
