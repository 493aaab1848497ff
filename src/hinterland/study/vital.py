"""The network as a sum to be done: the greatest flow, the least cut, the lines whose loss would hurt most.

A line carries its trains either way; the greatest flow and the cut of the same size are found by scipy. What the
engine's own routing sends over the same network is never more, and is tested to be the same in all.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.declare import Array
from hinterland.core.fault import Fault
from hinterland.theatre.assemble import Theatre
from hinterland.theatre.railheads import railheads
from hinterland.theatre.railway import Railway

GRAIN = 100
"""Flows are reckoned in whole hundredths of a train a day."""
NO_END = 10_000_000
"""More hundredths of a train than any set of lines can carry."""
GROUPS = ("north", "centre", "south")
"""Army groups that take over trains at railheads, in the order of the engine."""


class Passage(NamedTuple):
    """The greatest flow from some junctions to others: trains a day in all, and on each line from `a` to `b`."""

    trains: float
    flow: Array


class Cut(NamedTuple):
    """Lines that, closed together, part some junctions from others, and the trains a day that they can carry."""

    lines: Array
    trains: float


class Loss(NamedTuple):
    """One of the most vital lines: what still arrives a day once it and those before it are closed."""

    line: int
    arrives: float
    lost: float
    """How much less that is than before this line."""
    room: float
    """What could arrive then, were no end asked for."""


def _solve(railway: Railway, capacity: Array, sources: Array, sinks: Array, demand: Array | None) -> tuple:  # type: ignore[type-arg]
    """Return rooms, flows (both sparse, junctions then a source and a sink for all) and the greatest flow."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import maximum_flow

    n = len(railway.junction)
    room = np.round(GRAIN * np.asarray(capacity, float)).astype(np.int64)
    some = np.flatnonzero(room > 0)
    wanted = np.full(len(sinks), NO_END) if demand is None else np.round(GRAIN * np.asarray(demand, float))
    a, b = railway.line_a[some], railway.line_b[some]
    here = np.concatenate((a, b, np.full(len(sources), n), sinks))
    there = np.concatenate((b, a, sources, np.full(len(sinks), n + 1)))
    most = np.concatenate((room[some], room[some], np.full(len(sources), NO_END), wanted)).astype(np.int32)
    rooms = csr_matrix((most, (here, there)), shape=(n + 2, n + 2), dtype=np.int32)
    found = maximum_flow(rooms, n, n + 1)
    return rooms, found.flow, found.flow_value / GRAIN


def passage(railway: Railway, capacity: Array, sources: Array, sinks: Array, demand: Array | None = None) -> Passage:
    """Return the most trains a day that can run from the sources to the sinks at once, and on which lines.

    `capacity` is trains a day each way of every line; `demand`, where it is given, the most that each sink takes.
    """
    _, flows, total = _solve(railway, capacity, sources, sinks, demand)
    on = np.asarray(flows[railway.line_a, railway.line_b], float).ravel() / GRAIN
    return Passage(total, on)


def least_cut(railway: Railway, capacity: Array, sources: Array, sinks: Array, far: bool = False) -> Cut:
    """Return the lines of the least capacity whose closing parts the sources from the sinks.

    Of cuts equally small it is the one nearest to the sources, or with `far` the one nearest to the sinks. Raises
    `Fault` where a sink is a source itself, for then no line parts them.
    """
    return least_cuts(railway, capacity, sources, sinks)[int(far)]


def least_cuts(railway: Railway, capacity: Array, sources: Array, sinks: Array) -> tuple[Cut, Cut]:
    """Return the least cut nearest to the sources and the one nearest to the sinks; see `least_cut`."""
    from scipy.sparse.csgraph import breadth_first_order

    if both := sorted(set(map(int, sources)) & set(map(int, sinks))):
        name = railway.name[both[0]]
        raise Fault(None, 0, f"trains set out at {name} itself", "name a junction further on")
    n = len(railway.junction)
    rooms, flows, total = _solve(railway, capacity, sources, sinks, None)
    left = (rooms - flows).tocsr()
    left.eliminate_zeros()
    some = np.round(GRAIN * np.asarray(capacity)) > 0
    made = []
    for start, ways in ((n, left), (n + 1, left.T.tocsr())):
        reached = np.zeros(n + 2, bool)
        reached[breadth_first_order(ways, start, directed=True, return_predecessors=False)] = True
        parted = reached[railway.line_a] != reached[railway.line_b]
        made.append(Cut(np.flatnonzero(parted & some), total))
    return made[0], made[1]


def most_vital(
    railway: Railway, capacity: Array, sources: Array, heads: Array, demand: Array, count: int
) -> list[Loss]:
    """Return the lines whose loss lowers most what arrives, the worst first, found one at a time (greedily).

    Each is the one that, closed after those before it, lowers arrivals most; only lines that carry trains of a
    greatest flow need be tried. Where no single line lowers arrivals any more (there are ways round), the one that
    lowers most what *could* arrive is taken: the way towards the least cut. A set found greedily need not be the worst
    set of its size.
    """
    left = np.array(capacity, float)
    made: list[Loss] = []
    arrives = passage(railway, left, sources, heads, demand).trains
    while len(made) < count:
        now, most = passage(railway, left, sources, heads, demand), passage(railway, left, sources, heads)
        best: tuple[float, float, int] | None = None
        for line in np.flatnonzero((np.abs(now.flow) > 0) | (np.abs(most.flow) > 0)).tolist():
            kept, left[line] = left[line], 0.0
            got = passage(railway, left, sources, heads, demand).trains if now.flow[line] else now.trains
            if best is None or got <= best[0]:
                tried = got, passage(railway, left, sources, heads).trains, line
                best = tried if best is None else min(best, tried)
            left[line] = kept
        if best is None:
            break
        got, could, worst = best
        left[worst] = 0.0
        made.append(Loss(worst, got, arrives - got, could))
        arrives = got
    return made


def undamaged(theatre: Theatre, day: int) -> Array:
    """Return the trains a day each way of every line on occupied ground, were nothing damaged or forbidden."""
    middle = theatre.land.line_mid
    held = (middle >= 0) & (theatre.front.occupied[day][middle] == 1)
    return np.where(held, theatre.railway.capacity, 0.0)


def heads_of(theatre: Theatre, day: int, group: int) -> Array:
    """Return the railheads of an army group on a day, less those at which trains set out."""
    held = theatre.front.occupied[day][theatre.junction_cell] == 1
    away, rear = theatre.front.front_km[day][theatre.junction_cell], theatre.land.group[theatre.junction_cell]
    return np.setdiff1d(railheads(theatre.railway, held, away, rear, group), theatre.railway.entries)


def dated_cuts(theatre: Theatre, days: list[int]) -> tuple[Array, int]:
    """Return in how many least cuts each line lies, and how many there were.

    On each day there are two for every army group (all its railheads together) and two for every railhead: the
    cut nearest to the entries and the cut nearest to the railhead, where trains can reach it at all.
    """
    railway = theatre.railway
    often, cuts = np.zeros(railway.km.size), 0
    for day in days:
        capacity = undamaged(theatre, day)
        for group in range(len(GROUPS)):
            heads = heads_of(theatre, day, group)
            for sinks in [heads, *heads[:, None]] if heads.size else []:
                for found in least_cuts(railway, capacity, railway.entries, sinks):
                    if found.lines.size:
                        often[found.lines] += 1.0
                        cuts += 1
    return often, cuts
