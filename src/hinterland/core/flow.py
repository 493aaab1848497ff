"""Trains through a railway network: the greatest flow from the entries to the railheads that asked for them.

A line carries so many trains a day in either direction, whatever the other direction does. The shortest
ways are filled first, by lengths that the caller gives in small whole numbers (Dinic's method with lengths,
from every entry at once, each with a start of its own). So detours are used only once the direct way is
full, and what arrives in all is the most that can arrive. Ranks come in order: no train of a later rank is
run at the cost of an earlier one, and yet the total is the greatest there is, because a way that is added
to a flow never takes away from a railhead what it already gets.
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
    """A network of N junctions and L lines, every line written once at each of its two ends."""

    first: Array
    """N+1, uint32: where the ends at a junction begin."""
    other: Array
    """2L, uint32: the junction at the other end of the line."""
    twin: Array
    """2L, uint32: where the same line is written at that junction."""
    line: Array
    """2L, uint32: the line."""
    length: Array
    """2L, uint32: its length, 1 to 15."""
    start: Array
    """L, uint32: where the line is written at its junction `a`."""


class FlowWork(NamedTuple):
    """Arrays that a solution is worked out in; never read by anyone else."""

    room: Array
    """2L: trains that could still leave along the line from this end."""
    level: Array
    """N, int32: length of the shortest way from an entry, with what that starts at."""
    source: Array
    """N, int8: 1 where that way begins here."""
    sought: Array
    """N, int8: 1 at a railhead in want that the search has not found yet, 2 where it has been."""
    bucket: Array
    """16 x 2L, uint32: junctions to go on from, by level modulo 16."""
    filled: Array
    cursor: Array
    path: Array
    node: Array
    want: Array
    """R: trains that a railhead still wants; -1 once no way leads to it."""


def flow_graph(junctions: int, line_a: Array, line_b: Array, length: Array) -> FlowGraph:
    """Return the graph of `junctions` junctions in which line i, so long, joins line_a[i] and line_b[i]."""
    if length.size and not (length.min() >= 1 and length.max() <= LONGEST):
        raise ValueError(f"lengths run from {length.min()} to {length.max()}, not from 1 to {LONGEST}")
    lines = len(line_a)
    here = np.concatenate((line_a, line_b)).astype(np.int64)
    there = np.concatenate((line_b, line_a)).astype(np.int64)
    order = np.argsort(here, kind="stable")
    place = np.empty(2 * lines, np.int64)
    place[order] = np.arange(2 * lines)
    line = order % max(lines, 1)
    first = np.concatenate(([0], np.cumsum(np.bincount(here, minlength=junctions))))
    mate = np.concatenate((place[lines:], place[:lines]))[order]
    arrays = (first, there[order], mate, line, length[line], place[:lines])
    return FlowGraph(*(a.astype(np.uint32) for a in arrays))


def flow_work(graph: FlowGraph, railheads: int = 64) -> FlowWork:
    """Return room for solutions on this graph with up to so many railheads."""
    n, ends = graph.first.size - 1, graph.other.size
    level, cursor, path, node = np.zeros((4, n), np.int32)
    source, sought = np.zeros((2, n), np.int8)
    bucket, filled = np.zeros((LONGEST + 1, ends + n), np.int32), np.zeros(LONGEST + 1, np.int32)
    return FlowWork(np.zeros(ends), level, source, sought, bucket, filled, cursor, path, node, np.zeros(railheads))


@kernel
def route_trains(
    graph: FlowGraph,
    work: FlowWork,
    capacity: Array,
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

    `capacity` is trains/day each way today (0 closes a line), `entries` and `railheads` are junctions (-1
    is passed over; a junction may be railhead of two groups), `starts` the length of the way that trains
    have behind them at each entry, `demand` trains/day, `rank` 0 for those served first, then 1... With
    more than one of `rounds` the railheads of a rank get their shares of demand in so many turns, so that
    want is spread among them instead of falling on the last. Return the number of searches that it took.
    """
    for j in range(work.room.size):
        work.room[j] = capacity[graph.line[j]]
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
                        if work.level[railheads[i]] == NOWHERE:
                            work.want[i] = -1.0
                            continue
                        got = _fetch(graph, work, railheads[i], work.want[i])
                        delivered[i] += got
                        work.want[i] -= got
                        if work.want[i] > NOTHING:
                            left += 1
        for i in range(railheads.size):
            work.want[i] = 0.0
    for k in range(flow.size):
        flow[k] = 0.5 * (work.room[graph.twin[graph.start[k]]] - work.room[graph.start[k]])
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
        if work.want[i] > NOTHING and sought[railheads[i]] == 0:
            sought[railheads[i]] = 1
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


@kernel
def still_holds(
    flow: Array, delivered: Array, capacity: Array, capacity_then: Array, demand: Array, demand_then: Array
) -> bool:
    """Return whether an earlier solution is one of today's too, so that it need not be sought anew.

    It is when no line fell below what runs on it, no railhead asks less than it gets, and, where someone gets
    too little, no line has more room and nobody asks for more than on the day of the solution (`_then`).
    Railheads, entries and ranks must be the same.
    """
    short = False
    for i in range(delivered.size):
        if delivered[i] > demand[i] + NOTHING:
            return False
        if delivered[i] < demand[i] - NOTHING:
            short = True
            if demand[i] > demand_then[i] + NOTHING:
                return False
    for k in range(flow.size):
        if abs(flow[k]) > capacity[k] + NOTHING or (short and capacity[k] > capacity_then[k] + NOTHING):
            return False
    return True
