"""Flows through the railway network: the greatest flow, the least cut, and the lines whose loss costs most.

A line carries its trains either way, and the yards of a junction, where they are counted, pass only so many. The
greatest flow and the cut of the same size are found by scipy. What the engine's own routing sends over the same
network is never more, and is tested to be the same in all.
"""

from typing import Any, NamedTuple

import numpy as np

from hinterland.core.declare import Array
from hinterland.core.fault import Fault
from hinterland.theatre.assemble import Theatre
from hinterland.theatre.railheads import railheads, served
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
    """Lines and yards that, closed together, part some junctions from others, and the trains a day they can pass."""

    lines: Array
    trains: float
    yards: Array
    """Junctions whose yards are part of the cut."""


class Loss(NamedTuple):
    """One of the most vital lines: what still arrives a day once it and those before it are closed."""

    line: int
    arrives: float
    lost: float
    """How much less that is than before this line."""
    room: float
    """What could arrive then, were no end asked for."""


class _Solved(NamedTuple):
    """A solved network: from where to where each way leads (lines one way, back, yards), rooms, flows, the total."""

    here: Array
    there: Array
    rooms: Any
    flows: Any
    trains: float
    nodes: int
    """Junctions, then the nodes from which trains leave those with yards; a source and a sink for all follow."""


def _solve(
    railway: Railway,
    capacity: Array,
    sources: Array,
    sinks: Array,
    demand: Array | None = None,
    yards: Array | None = None,
) -> _Solved:
    """Return the greatest flow; `yards` are trains a day through each of `Railway.yards`, without limit if None."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import maximum_flow

    limited = railway.yards if yards is not None else np.zeros(0, np.int32)
    leave = np.arange(len(railway.junction))
    n = leave.size + limited.size
    leave[limited] = np.arange(leave.size, n)
    a, b = railway.line_a, railway.line_b
    here = np.concatenate((leave[a], leave[b], limited))
    there = np.concatenate((b, a, leave[limited]))
    room = np.round(GRAIN * np.concatenate((capacity, capacity, np.zeros(0) if yards is None else yards)))
    wanted = np.full(len(sinks), NO_END) if demand is None else np.round(GRAIN * np.asarray(demand, float))
    ends = np.full(len(sources), n), np.full(len(sinks), n + 1)
    outs = np.concatenate((here, ends[0], leave[sinks]))
    ins = np.concatenate((there, sources, ends[1]))
    most = np.concatenate((room, np.full(len(sources), NO_END), wanted)).astype(np.int32)
    rooms = csr_matrix((most, (outs, ins)), shape=(n + 2, n + 2), dtype=np.int32)
    rooms.eliminate_zeros()
    found = maximum_flow(rooms, n, n + 1)
    return _Solved(here, there, rooms, found.flow, found.flow_value / GRAIN, n)


def passage(
    railway: Railway,
    capacity: Array,
    sources: Array,
    sinks: Array,
    demand: Array | None = None,
    yards: Array | None = None,
) -> Passage:
    """Return the most trains a day that can run from the sources to the sinks at once, and on which lines.

    `capacity` is trains a day each way of every line; `demand`, where it is given, the most that each sink takes;
    `yards`, where it is given, what the junctions of `yards_of` pass, trains that end there with them.
    """
    of = _solve(railway, capacity, sources, sinks, demand, yards)
    lines = railway.km.size
    on = np.asarray(of.flows[of.here[: 2 * lines], of.there[: 2 * lines]], float).ravel() / GRAIN
    # On a line without yards at its ends one way is the other turned round; elsewhere they are two.
    apart = (of.here[:lines] != of.there[lines : 2 * lines]) | (of.here[lines : 2 * lines] != of.there[:lines])
    return Passage(of.trains, np.where(apart, on[:lines] - on[lines:], on[:lines]))


def least_cut(
    railway: Railway,
    capacity: Array,
    sources: Array,
    sinks: Array,
    far: bool = False,
    yards: Array | None = None,
) -> Cut:
    """Return the lines and yards of the least capacity whose closing parts the sources from the sinks.

    Of cuts equally small it is the one nearest to the sources, or with `far` the one nearest to the sinks. Raises
    `Fault` where a sink is a source itself, for then no line parts them.
    """
    return least_cuts(railway, capacity, sources, sinks, yards)[int(far)]


def least_cuts(
    railway: Railway, capacity: Array, sources: Array, sinks: Array, yards: Array | None = None
) -> tuple[Cut, Cut]:
    """Return the least cut nearest to the sources and the one nearest to the sinks; see `least_cut`.

    Raises `Fault` where trains set out at the sink.
    """
    from scipy.sparse.csgraph import breadth_first_order

    if both := sorted(set(map(int, sources)) & set(map(int, sinks))):
        name = railway.name[both[0]]
        raise Fault(None, 0, f"trains set out at {name} itself", "name a junction further on")
    of, lines = _solve(railway, capacity, sources, sinks, None, yards), railway.km.size
    left = (of.rooms - of.flows).tocsr()
    left.eliminate_zeros()
    some = np.asarray(of.rooms[of.here, of.there]).ravel() > 0
    made = []
    for start, ways in ((of.nodes, left), (of.nodes + 1, left.T.tocsr())):
        reached = np.zeros(of.nodes + 2, bool)
        reached[breadth_first_order(ways, start, directed=True, return_predecessors=False)] = True
        before = reached if start == of.nodes else ~reached
        parted = before[of.here] & ~before[of.there] & some
        closed = np.flatnonzero(parted[:lines] | parted[lines : 2 * lines])
        made.append(Cut(closed, of.trains, of.here[2 * lines :][parted[2 * lines :]]))
    return made[0], made[1]


def most_vital(
    railway: Railway,
    capacity: Array,
    sources: Array,
    heads: Array,
    demand: Array,
    count: int,
    yards: Array | None = None,
) -> list[Loss]:
    """Return the lines whose loss lowers most what arrives, the worst first, found one at a time (greedily).

    Each is the one that, closed after those before it, lowers arrivals most; only lines that carry trains of a
    greatest flow need be tried. Where no single line lowers arrivals any more (there are ways round), the one that
    lowers most what *could* arrive is taken: the way towards the least cut. A set found greedily need not be the worst
    set of its size.
    """
    left = np.array(capacity, float)

    def run(asked: Array | None) -> Passage:
        return passage(railway, left, sources, heads, asked, yards)

    made: list[Loss] = []
    arrives = run(demand).trains
    while len(made) < count:
        now, most = run(demand), run(None)
        best: tuple[float, float, int] | None = None
        for line in np.flatnonzero((np.abs(now.flow) > 0) | (np.abs(most.flow) > 0)).tolist():
            kept, left[line] = left[line], 0.0
            got = run(demand).trains if now.flow[line] else now.trains
            if best is None or got <= best[0]:
                tried = got, run(None).trains, line
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
    return np.setdiff1d(
        railheads(theatre.railway, served(theatre.railway, held), away, rear, group), theatre.railway.entries
    )


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
