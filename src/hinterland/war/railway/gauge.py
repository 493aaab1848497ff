"""The gauge: lines won from the Soviet side are relaid before the occupier's trains can run, main lines first.

A line carries nothing until it is relaid from end to end, little at first, and all it can once yards, signals and
water are in order. Railheads stand where the relaid network ends, however far ahead the front is.
"""

from typing import NamedTuple

from hinterland.core.declare import Array, f8, i4, log, param, per, switch
from hinterland.core.jit import daily

EVERY = 3
"""Days from one look at the network to the next."""
FINNISH = 3
"""The army group whose own railways have the gauge of the Soviet ones."""


class State(NamedTuple):
    """What the occupier has made of the network."""

    laid: Array = per("line", f8, "1", "Share of the line that is relaid to the gauge of the occupier")
    since: Array = per("line", f8, "day", "Days since it was relaid from end to end")
    fit: Array = per("line", f8, "1", "Share of its later capacity that the line has yet")
    operated: Array = per("line", f8, "km", "Railway that the occupier operates")
    relaid: Array = per("line", f8, "km", "Railway relaid today", daily=True)
    wrecked: Array = per("line", f8, "km", "Railway that the retreating army wrecked today", daily=True)
    joined: Array = per("junction", i4, "1", "Set to 1 where a relaid line ends")
    next: Array = per("line", i4, "1", "Set to 1 where a line is held, joins a relaid one and is to be relaid itself")
    pull: Array = per("group", f8, "1", "Weight of the lines that the army group could relay today")
    stand: Array = per("railhead", i4, "junction", "Junction at which trains are truly taken over, -1 for none")
    seen: Array = per("junction", i4, "1", "Mark of the last search that passed here")
    queue: Array = per("junction", i4, "junction", "Junctions that a search has still to pass")


class Parameters(NamedTuple):
    """What relaying depends on."""

    enabled: float = switch("Whether lines must be relaid before trains run on them")
    km_day: float = param(
        35,
        "km/day",
        log(10, 150),
        "Railway that the railway troops of an army group can relay in a day",
        "R099",
        "house-0260",
    )
    head: float = param(20, "km/day", (5, 40), "The same from one end of one line", "house-0260")
    fresh: float = param(
        0.2, "1", (0.05, 1), "Share of its later capacity that a line has when just relaid", "R099", "house-0260"
    )
    ripen: float = param(150, "day", (20, 300), "Days from then until it has all of it", "R099", "house-0260")
    wreck: float = param(0.85, "1", (0, 1), "Share of the lines given up that a retreating army wrecks", "house-0260")


@daily
def relay(gauge, graph, entries, land, forcing, parameters, today):
    """Every third day relay lines that join what is relaid already, and lose those on ground that is lost."""
    if today.day % EVERY != 0:
        return
    gauge.joined[:] = 0
    for k in range(entries.size):
        gauge.joined[entries[k]] = 1
    gauge.pull[:] = 0.0
    gauge.next[:] = 0
    for s in range(gauge.laid.size):
        mid = land.line_mid[s]
        if mid < 0 or forcing.occupied[mid] == 0:
            gauge.wrecked[s] += parameters.wreck * gauge.operated[s]
            gauge.laid[s] = gauge.since[s] = gauge.fit[s] = gauge.operated[s] = 0.0
            continue
        if land.abroad[mid] == 1 or land.group[mid] == FINNISH or parameters.enabled == 0.0:
            gauge.laid[s] = gauge.fit[s] = 1.0
            gauge.operated[s] = land.line_km[s]
        if gauge.laid[s] >= 1.0:
            e = graph.start[s]
            gauge.joined[graph.other[e]] = gauge.joined[graph.other[graph.twin[e]]] = 1
    for s in range(gauge.laid.size):
        e = graph.start[s]
        ends = gauge.joined[graph.other[e]] + gauge.joined[graph.other[graph.twin[e]]]
        if gauge.laid[s] < 1.0 and ends > 0 and land.line_mid[s] >= 0 and forcing.occupied[land.line_mid[s]] == 1:
            gauge.next[s] = 1
            gauge.pull[land.group[land.line_mid[s]]] += land.line_capacity[s] * land.line_capacity[s]
    for s in range(gauge.laid.size):
        if gauge.next[s] == 1:
            share = land.line_capacity[s] * land.line_capacity[s] / gauge.pull[land.group[land.line_mid[s]]]
            left = (1.0 - gauge.laid[s]) * land.line_km[s]
            km = min(left, EVERY * parameters.head, EVERY * parameters.km_day * share)
            gauge.relaid[s] += km
            gauge.laid[s] = 1.0 if km >= left else gauge.laid[s] + km / land.line_km[s]
            if gauge.laid[s] >= 1.0:
                gauge.fit[s] = parameters.fresh
                gauge.operated[s] = land.line_km[s]
        elif 0.0 < gauge.fit[s] < 1.0:
            gauge.since[s] += EVERY
            gauge.fit[s] = min(1.0, parameters.fresh + (1.0 - parameters.fresh) * gauge.since[s] / parameters.ripen)


@daily
def meet(gauge, graph, land, forcing, today):
    """Every third day each railhead is set where the relaid network comes nearest to where the army wants it."""
    if today.day % EVERY != 0:
        return
    for k in range(forcing.railheads.size):
        gauge.stand[k] = -1
        if forcing.railheads[k] < 0:
            continue
        mark = today.day * gauge.stand.size + k + 1
        gauge.queue[0] = forcing.railheads[k]
        gauge.seen[gauge.queue[0]] = mark
        head, tail = 0, 1
        while head < tail:
            v = gauge.queue[head]
            head += 1
            if gauge.joined[v] == 1:
                gauge.stand[k] = v
                break
            for j in range(graph.first[v], graph.first[v + 1]):
                w, mid = graph.other[j], land.line_mid[graph.line[j]]
                if gauge.seen[w] != mark and mid >= 0 and forcing.occupied[mid] == 1:
                    gauge.seen[w] = mark
                    gauge.queue[tail] = w
                    tail += 1
