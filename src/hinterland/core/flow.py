"""Trains through a railway network: the greatest flow from the entries to the railheads that asked for them.

A line carries so many trains a day in either direction, whatever the other direction does, and the yards of a
junction pass so many, those that end there among them. The shortest ways are filled first, by lengths that the
caller gives in small whole numbers (Dinic's method with lengths, from every entry at once, each with a start of
its own). So detours are used only once the direct way is full, and what arrives in all is the most that can
arrive. Ranks come in order: no train of a later rank is run at the cost of an earlier one, and yet the total is
the greatest there is, because a way that is added to a flow never takes away from a railhead what it already gets.

A junction with yards is two nodes of the graph: trains come to the one, go through the yards, and leave from the
other. A line that meets yards is then written once for each direction.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.declare import Array
from hinterland.core.jit import kernel

NOTHING = 1e-9
"""Trains a day below which a line or a demand counts as empty."""
LONGEST = 15
"""Greatest length of a line."""
NOWHERE = 1_000_000
"""Level of a junction to which no way leads."""


class FlowGraph(NamedTuple):
    """A network of N nodes and L lines: J junctions, then those from which trains leave the junctions with yards.

    A line that meets no yards has two ends, one at each of its junctions. Any other has two for each direction, of
    which the second only says how much could be taken back; so have the yards. That makes E ends in all.
    """

    first: Array
    """N+1, uint32: where the ends at a node begin."""
    other: Array
    """E, uint32: the node at the other end."""
    twin: Array
    """E, uint32: where the same is written at that node."""
    line: Array
    """E, uint32: the line, or L and the junction where it is a yard."""
    own: Array
    """E, uint8: 1 where trains can set out from here when nothing runs yet."""
    length: Array
    """E, uint32: its length, 1 to 15."""
    start: Array
    """L, uint32: where trains from the junction `a` of a line to its junction `b` set out."""
    back: Array
    """L, uint32: where those from `b` to `a` set out."""
    leave: Array
    """J, uint32: the node from which trains leave a junction, and at which they have arrived."""


class FlowWork(NamedTuple):
    """Arrays that a solution is worked out in; never read by anyone else."""

    room: Array
    """E: trains that could still leave along the line from this end."""
    level: Array
    """N, int32: length of the shortest way from an entry, with what that starts at."""
    source: Array
    """N, int8: 1 where that way begins here."""
    sought: Array
    """N, int8: 1 at a railhead in want that the search has not found yet, 2 where it has been."""
    bucket: Array
    """16 x E, uint32: nodes to go on from, by level modulo 16."""
    filled: Array
    cursor: Array
    path: Array
    node: Array
    want: Array
    """R: trains that a railhead still wants; -1 once no way leads to it."""
    alike: Array
    """R, int64: zeros, the ranks of railheads of which none is served before the others."""


def flow_graph(
    junctions: int, line_a: Array, line_b: Array, length: Array, yards: Array | None = None, through: int = 1
) -> FlowGraph:
    """Return the graph of `junctions` junctions in which line i, so long, joins line_a[i] and line_b[i].

    `yards` are junctions (Y) that can pass only so many trains, each as long as `through`. Raises `ValueError` for a
    length below 1 or above `LONGEST`.
    """
    line_a, line_b, length = (np.asarray(x).astype(np.int64) for x in (line_a, line_b, length))
    if length.size and not (min(length.min(), through) >= 1 and max(length.max(), through) <= LONGEST):
        raise ValueError(f"lengths run from {length.min()} to {length.max()}, not from 1 to {LONGEST}")
    yards = np.zeros(0, np.int64) if yards is None else np.asarray(yards, np.int64)
    lines, leave = len(line_a), np.arange(junctions)
    leave[yards] = junctions + np.arange(yards.size)
    every = np.arange(lines)
    back = np.flatnonzero((leave[line_a] != line_a) | (leave[line_b] != line_b))
    # What runs one way after the other: lines from a to b, those from b to a that are apart, the yards.
    here = np.concatenate((leave[line_a], leave[line_b[back]], yards))
    there = np.concatenate((line_b, line_a[back], leave[yards]))
    what = np.concatenate((every, back, lines + yards))
    both = np.ones(lines, np.uint8)
    both[back] = 0
    mate_own = np.concatenate((both, np.zeros(back.size + yards.size, np.uint8)))
    ways = here.size
    order = np.argsort(np.concatenate((here, there)), kind="stable")
    place = np.empty(2 * ways, np.int64)
    place[order] = np.arange(2 * ways)
    long = np.append(length[what[: lines + back.size]], np.full(yards.size, through))
    returns = place[ways : ways + lines].copy()
    returns[back] = place[lines : lines + back.size]
    arrays = (
        np.concatenate(([0], np.cumsum(np.bincount(np.append(here, there), minlength=junctions + yards.size)))),
        np.append(there, here)[order],
        np.append(place[ways:], place[:ways])[order],
        np.append(what, what)[order],
        np.append(np.ones(ways, np.uint8), mate_own)[order],
        np.append(long, long)[order],
        place[:lines],
        returns,
        leave,
    )
    return FlowGraph(*(a.astype(np.uint8 if k == 4 else np.uint32) for k, a in enumerate(arrays)))


def flow_work(graph: FlowGraph, railheads: int = 64) -> FlowWork:
    """Return room for solutions on this graph with up to so many railheads."""
    n, ends = graph.first.size - 1, graph.other.size
    level, cursor, path, node = np.zeros((4, n), np.int32)
    source, sought = np.zeros((2, n), np.int8)
    bucket, filled = np.zeros((LONGEST + 1, ends + n), np.int32), np.zeros(LONGEST + 1, np.int32)
    want, alike = np.zeros(railheads), np.zeros(railheads, np.int64)
    return FlowWork(np.zeros(ends), level, source, sought, bucket, filled, cursor, path, node, want, alike)


@kernel
def route_trains(
    graph: FlowGraph,
    work: FlowWork,
    capacity: Array,
    yards: Array,
    entries: Array,
    starts: Array,
    railheads: Array,
    demand: Array,
    rank: Array,
    rounds: int,
    flow: Array,
    delivered: Array,
) -> int:
    """Fill `flow` (trains/day on each line, positive from a to b) and `delivered` (at each railhead).

    `capacity` is trains/day each way today (0 closes a line), `yards` what each junction passes where it has yards
    in the graph (J, elsewhere not read), `entries` and `railheads` are junctions (-1
    is passed over; a junction may be railhead of two groups), `starts` the length of the way that trains
    have behind them at each entry, `demand` trains/day, `rank` 0 for those served first, then 1... With
    more than one of `rounds` the railheads of a rank get their shares of demand in so many turns, so that
    want is spread among them instead of falling on the last. Return the number of searches that it took.
    """
    lines = capacity.size
    for j in range(work.room.size):
        k = graph.line[j]
        work.room[j] = 0.0 if graph.own[j] == 0 else (capacity[k] if k < lines else yards[k - lines])
    last = -1
    for i in range(railheads.size):
        delivered[i] = 0.0
        work.want[i] = 0.0
        if railheads[i] >= 0 and rank[i] > last:
            last = rank[i]
    searches = 0
    for now in range(last + 1):
        for turn in range(rounds):
            left = 0
            for i in range(railheads.size):
                cut_off = turn > 0 and work.want[i] < 0.0
                if rank[i] == now and railheads[i] >= 0 and not cut_off:
                    work.want[i] = demand[i] * (turn + 1.0) / rounds - delivered[i]
                    if work.want[i] > NOTHING:
                        left += 1
            while left > 0:
                searches += 1
                _measure(graph, work, entries, starts, railheads)
                left = 0
                for i in range(railheads.size):
                    if work.want[i] > NOTHING:
                        if work.level[graph.leave[railheads[i]]] == NOWHERE:
                            work.want[i] = -1.0
                            continue
                        got = _fetch(graph, work, graph.leave[railheads[i]], work.want[i])
                        delivered[i] += got
                        work.want[i] -= got
                        if work.want[i] > NOTHING:
                            left += 1
        for i in range(railheads.size):
            work.want[i] = 0.0
    for k in range(flow.size):
        j, i = graph.start[k], graph.back[k]
        flow[k] = 0.5 * (work.room[graph.twin[j]] - work.room[j])
        if graph.twin[j] != i:
            flow[k] -= 0.5 * (work.room[graph.twin[i]] - work.room[i])
    return searches


@kernel
def _measure(graph: FlowGraph, work: FlowWork, entries: Array, starts: Array, railheads: Array) -> None:
    """Write the level of each junction, over lines that have room, until every railhead in want is found."""
    level, source, sought, bucket, filled = work.level, work.source, work.sought, work.bucket, work.filled
    for v in range(level.size):
        level[v] = NOWHERE
        source[v] = 0
        sought[v] = 0
        work.cursor[v] = graph.first[v]
    missing = 0
    for i in range(railheads.size):
        if work.want[i] > NOTHING and sought[graph.leave[railheads[i]]] == 0:
            sought[graph.leave[railheads[i]]] = 1
            missing += 1
    last = -1
    for i in range(entries.size):
        if entries[i] >= 0:
            last = max(last, starts[i])
    filled[:] = 0
    waiting = 0
    now = 0
    while missing > 0 and (waiting > 0 or now <= last):
        if now <= last:
            for i in range(entries.size):
                v = entries[i]
                if v >= 0 and starts[i] == now and level[v] >= now:
                    level[v] = now
                    source[v] = 1
                    bucket[now & 15, filled[now & 15]] = v
                    filled[now & 15] += 1
                    waiting += 1
        b = now & 15
        for i in range(filled[b]):
            u = bucket[b, i]
            if level[u] != now or sought[u] == 2:
                continue
            missing -= sought[u]
            sought[u] = 2
            for j in range(graph.first[u], graph.first[u + 1]):
                if work.room[j] > NOTHING:
                    v = graph.other[j]
                    far = now + np.int32(graph.length[j])
                    if level[v] > far:
                        level[v] = far
                        bucket[far & 15, filled[far & 15]] = v
                        filled[far & 15] += 1
                        waiting += 1
        waiting -= filled[b]
        filled[b] = 0
        now += 1


@kernel
def _fetch(graph: FlowGraph, work: FlowWork, railhead: int, want: float) -> float:
    """Bring up to `want` trains to a railhead by ways down the levels to an entry; return how many came."""
    level, room, cursor, path, node = work.level, work.room, work.cursor, work.path, work.node
    got = 0.0
    depth = 0
    v = railhead
    while True:
        if work.source[v] == 1:
            push = want - got
            for k in range(depth):
                push = min(push, room[path[k]])
            full = depth
            for k in range(depth - 1, -1, -1):
                j = path[k]
                room[j] -= push
                room[graph.twin[j]] += push
                if room[j] <= NOTHING:
                    full = k
            got += push
            if want - got <= NOTHING or depth == 0:
                return got
            depth = full
            v = node[full]
            continue
        j = cursor[v]
        stop = graph.first[v + 1]
        while j < stop:
            if level[graph.other[j]] + np.int32(graph.length[j]) == level[v] and room[graph.twin[j]] > NOTHING:
                break
            j += 1
        cursor[v] = j
        if j < stop:
            path[depth] = graph.twin[j]
            node[depth] = v
            depth += 1
            v = graph.other[j]
        elif depth == 0:
            return got
        else:
            depth -= 1
            v = node[depth]
            cursor[v] += 1
