"""Adding up what the world holds by atom of the map, and packing what is not zero; adding up what was packed."""

from typing import NamedTuple

import numpy as np

from hinterland.core.declare import Array
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import living

STRETCH = 32
"""Values that are looked at together: where all of them are zero they are passed over."""
LANES = 4
"""Series that are added up at a time."""
TOGETHER = 16
"""Series in which a stretch is looked at before the next stretch: a processor reads no more ahead at once."""
PLAIN, WEIGHTED, SMALL, BY_ATOM, EVENTS = range(5)
"""How the values of a series lie in memory: as float64 and counted as they are, or each by the people of its cell; as
uint8; as float64 with one value for each atom already; as sums of events."""
START, STEP, COUNT, HOME, MANNER = range(5)
"""Columns of a plan: where the values begin, how far apart they lie, how many there are, where their atoms begin, and
how they lie."""


class Plan(NamedTuple):
    """Where the values of T series lie in the memory of a world, to which of A atoms each belongs, and room to work in.

    The last of A + 1 places is for what lies nowhere.
    """

    memory: Array
    """The memory of the world as float64."""
    bits: Array
    """The same as int64."""
    octets: Array
    """The same as uint8."""
    lies: Array
    """T x 5, how the values of each series lie: the columns are `START` to `MANNER`."""
    counted: Array
    """The row of `events` into which events of a kind are counted, -1 for none."""
    summed: Array
    """Kinds x 4, the same for each of their columns `SUMMED`."""
    atom: Array
    """The atom of each cell."""
    home: Array
    """The atoms of the places of all kinds but detachments, one after the other, uint64."""
    of_detachments: Array
    """One number: what stands for where the atoms of detachments begin, which are looked up every day."""
    rows: Array
    """Room for the rows of the detachments that exist, uint64."""
    atom_of_row: Array
    """Room for their atoms, uint64."""
    shares: Array
    """2 x places: ones, and the people of each cell."""
    events: Array
    """Sums of events by atom; zero between days."""
    live: Array
    """(`TOGETHER` + `LANES`) x 2, room for the series that have something in a stretch."""
    sums: Array
    """(`TOGETHER` + `LANES`) x (A + 1), sums by atom; zero between days."""
    in_line: Array
    """The same memory as one line of figures."""


class Places(NamedTuple):
    """In which places each of A atoms lies."""

    begin: Array
    """Where the places of an atom begin in `place`; the last of A + 1 is where those of the last atom end."""
    place: Array
    """The places of all atoms, one after the other."""


class Room(NamedTuple):
    """Where figures are written: their atoms, their values, where each series of a day begins and the last one ends."""

    atoms: Array
    figures: Array
    starts: Array


@kernel
def add_events(plan, journal):
    """Add the events of the day up, by kind and atom: how many there are, and what their columns hold."""
    size = plan.sums.shape[1] - 1
    for n in range(journal.used[0]):
        kind, here = journal.kind[n], plan.atom[journal.cell[n]]
        if plan.counted[kind] >= 0:
            plan.events[plan.counted[kind] * size + here] += 1.0
        if plan.summed[kind, 0] >= 0:
            plan.events[plan.summed[kind, 0] * size + here] += journal.true[n]
        if plan.summed[kind, 1] >= 0:
            plan.events[plan.summed[kind, 1] * size + here] += journal.second[n]
        if plan.summed[kind, 2] >= 0:
            plan.events[plan.summed[kind, 2] * size + here] += journal.claimed[n]
        if plan.summed[kind, 3] >= 0:
            plan.events[plan.summed[kind, 3] * size + here] += journal.found[n]


@kernel
def place_living(plan, detachments):
    """Write down the rows of detachments and their atoms; return how many there are.

    Rows of those that ended long ago hold nothing.
    """
    n = 0
    for i in living(detachments):
        if detachments.cell[i] >= 0:
            plan.rows[n], plan.atom_of_row[n] = i, plan.atom[detachments.cell[i]]
            n += 1
    return n


@kernel
def add_up_living(plan, k, living_rows, sums):
    """Add series k of detachments, of which so many rows are written down, up by atom."""
    rows, atoms = plan.rows[:living_rows], plan.atom_of_row[:living_rows]
    first, step = plan.lies[k, START], np.uint64(plan.lies[k, STEP])
    if plan.lies[k, MANNER] == SMALL:
        small = plan.octets[first:]
        for n in range(rows.size):
            sums[atoms[n]] += small[rows[n] * step]
    else:
        values = plan.memory[first:]
        for n in range(rows.size):
            sums[atoms[n]] += values[rows[n] * step]


@kernel
def pack(values, wipe, atoms, figures, n):
    """Write those of the values that are not zero one after the other with their places; return where they end.

    With `wipe` the values are zero afterwards.
    """
    for first in range(0, values.size, STRETCH):
        part, some = values[first : first + STRETCH], False
        for i in range(part.size):
            some |= part[i] != 0.0
        if some:
            at, kept = atoms[n : n + STRETCH], figures[n : n + STRETCH]
            found = 0
            for i in range(part.size):
                # Written in any case, and kept by moving on: a branch that is guessed wrong costs more.
                at[found] = first + i
                kept[found] = part[i]
                found += part[i] != 0.0
            n += found
            if wipe:
                part[:] = 0.0
    return n


@kernel
def find_live(plan, k, count, start, stop):
    """Write down which of `count` series from k on have something at the places from `start` to `stop`.

    Of each: where its values begin, and where its row begins. The list is filled up to a whole number of lanes with the
    last of them, to be added into spare rows. Return how many there are.
    """
    live, step, width, found = plan.live, plan.lies[k, STEP], plan.sums.shape[1], 0
    for series in range(count):
        at, some = plan.lies[k + series, START] + start * step, np.int64(0)
        part = plan.bits[at : at + (stop - start) * step]
        for n in range(part.size):
            some |= part[n]
        live[found, 0], live[found, 1] = at, series * width
        found += some != 0
    for spare in range(found, -(-found // LANES) * LANES):
        live[spare, 0], live[spare, 1] = live[found - 1, 0], (count + spare - found) * width
    return found


@kernel
def add_up(plan, k, count):
    """Add `count` series from k on, which have one layout in memory, up by atom into as many rows of sums.

    For every stretch of places those series are found that have something there. They are added four at a time, for
    neighbours mostly belong to one atom, and the sums of a single series would wait for each other.
    """
    first, size, step, live = plan.lies[k, HOME], plan.lies[k, COUNT], np.uint64(plan.lies[k, STEP]), plan.live
    share, into = plan.shares[1 if plan.lies[k, MANNER] == WEIGHTED else 0], plan.in_line
    for start in range(0, size, STRETCH):
        stop = min(start + STRETCH, size)
        found = find_live(plan, k, count, start, stop)
        atoms, parts = plan.home[first + start : first + stop], share[start:stop]
        for one in range(0, found, LANES):
            a, b = plan.memory[live[one, 0] :], plan.memory[live[one + 1, 0] :]
            c, d = plan.memory[live[one + 2, 0] :], plan.memory[live[one + 3, 0] :]
            into_a, into_b = into[live[one, 1] :], into[live[one + 1, 1] :]
            into_c, into_d = into[live[one + 2, 1] :], into[live[one + 3, 1] :]
            n = np.uint64(0)
            for i in range(atoms.size):
                atom, part = atoms[i], parts[i]
                into_a[atom] += a[n] * part
                into_b[atom] += b[n] * part
                into_c[atom] += c[n] * part
                into_d[atom] += d[n] * part
                n += step
    plan.sums[count : count + LANES] = 0.0


@kernel
def same_layout(plan, k, other):
    """Return whether two series have the same places, step and weights, so that they can be added together."""
    return (
        plan.lies[k, HOME] == plan.lies[other, HOME]
        and plan.lies[k, STEP] == plan.lies[other, STEP]
        and plan.lies[k, MANNER] == plan.lies[other, MANNER]
    )


@daily
def add_up_day(plan, journal, detachments, room, day, n):
    """Add every series of a plan up by atom and pack it behind the first n figures; return where the figures end."""
    size, k = plan.sums.shape[1] - 1, 0
    starts = room.starts[day]
    add_events(plan, journal)
    living_rows = place_living(plan, detachments)
    while k < plan.lies.shape[0]:
        manner, count = plan.lies[k, MANNER], 1
        if manner in (BY_ATOM, EVENTS):
            starts[k], first = n, plan.lies[k, START]
            values = plan.events if manner == EVENTS else plan.memory
            n = pack(values[first : first + size], manner == EVENTS, room.atoms, room.figures, n)
            k += 1
            continue
        most = min(TOGETHER, plan.lies.shape[0] - k)
        while manner != SMALL and count < most and same_layout(plan, k, k + count):
            count += 1
        if plan.lies[k, HOME] == plan.of_detachments[0]:
            for series in range(count):
                add_up_living(plan, k + series, living_rows, plan.sums[series])
        elif manner == SMALL:
            for i in range(plan.lies[k, COUNT]):
                plan.sums[0, plan.home[plan.lies[k, HOME] + i]] += plan.octets[plan.lies[k, START] + i]
        else:
            add_up(plan, k, count)
        for series in range(count):
            starts[k + series] = n
            n = pack(plan.sums[series, :size], True, room.atoms, room.figures, n)
            plan.sums[series, size] = 0.0
        k += count
    starts[k] = n
    return n


@kernel
def add_up_row(room, row, places, sums):
    """Add the figures of a row up by day and place into `sums`, (days, places); a sum is taken atom after atom."""
    for day in range(sums.shape[0]):
        for n in range(room.starts[day, row], room.starts[day, row + 1]):
            atom, figure = room.atoms[n], room.figures[n]
            for k in range(places.begin[atom], places.begin[atom + 1]):
                sums[day, places.place[k]] += figure
