"""The gauge: lines with Soviet gauge are relaid before the occupier's trains can run on them, main lines first.

A line carries no trains until it is relaid from end to end. Its capacity then grows to the full value as yards, signals
and water supply are restored. The module produces the capacity share of each line and the junctions at which trains
are unloaded: those of the relaid network that are nearest to where the army wants its railheads.
"""

from typing import NamedTuple

from hinterland.core.declare import Array, assumed, f8, i4, log, per, switch
from hinterland.core.jit import daily, kernel

NORTH, CENTRE, SOUTH, FINNISH, ROMANIAN = range(5)
"""Army groups; the railways of the Finnish one have Soviet gauge."""


class State(NamedTuple):
    """Progress of relaying, and the network that can be operated."""

    relaid_share: Array = per("line", f8, "1", "Share of the line relaid to the occupier's gauge")
    days_since_relaid: Array = per("line", f8, "day", "Days since the whole line was relaid")
    capacity_share: Array = per("line", f8, "1", "Share of its full capacity that the line has reached")
    operated_km: Array = per("line", f8, "km", "Railway that the occupier operates")
    track_km: Array = per("line", f8, "km", "Track of that railway, each of two tracks counted")
    relaid_km: Array = per("line", f8, "km", "Railway relaid today", daily=True)
    wrecked_km: Array = per("line", f8, "km", "Railway that the retreating army wrecked today", daily=True)
    is_connected: Array = per("junction", i4, "1", "Whether a relaid line ends at the junction")
    is_next: Array = per("line", i4, "1", "Whether the line is occupied, joins the relaid network and is relaid next")
    relaying_weight: Array = per(
        "group", f8, "1", "Sum of the weights of the lines that the army group could relay today"
    )
    railhead_junction: Array = per(
        "railhead", i4, "junction", "Junction at which trains for the railhead are unloaded, -1 for none"
    )
    search_mark: Array = per("junction", i4, "1", "Mark of the last search that visited the junction")
    search_queue: Array = per("junction", i4, "junction", "Junctions that a search has still to visit")
    is_updated: Array = per("one", i4, "1", "Whether the network is updated and trains are routed anew today")


class Parameters(NamedTuple):
    """Speed of relaying, growth of capacity, and destruction in retreat."""

    enabled: float = switch("Whether lines must be relaid before trains run on them")
    days_between_updates: float = assumed(
        3, "day", (1, 7), "Days between two updates of the relaid network and of the ways of trains", "house-0720"
    )
    relaid_km_per_day: float = assumed(
        35, "km/day", log(10, 150), "Railway that the railway troops of an army group can relay in a day",
        "house-0260",
    )  # fmt: skip
    relaid_km_per_day_at_one_end: float = assumed(
        20, "km/day", (5, 40), "Railway that can be relaid in a day from one end of one line", "house-0260"
    )
    new_line_capacity: float = assumed(
        0.2, "1", (0.05, 1), "Share of its full capacity that a line has when just relaid", "house-0260"
    )
    full_capacity_days: float = assumed(
        150, "day", (20, 300), "Days after relaying until a line has its full capacity", "house-0260"
    )
    wrecked_share: float = assumed(
        0.85, "1", (0, 1), "Share of abandoned lines that a retreating army wrecks", "house-0260"
    )


@kernel
def is_due(parameters, today):
    """Return whether the network is updated today: on the first day of each interval."""
    return today.day % parameters.days_between_updates < 1.0


@daily
def relay(gauge, graph, entries, land, forcing, parameters, today):
    """Every few days relay lines that join the relaid network, and drop lines on ground that is lost."""
    if not is_due(parameters, today):
        return
    days = parameters.days_between_updates
    find_connected(gauge, graph, entries, land, forcing, parameters)
    find_next(gauge, graph, land, forcing)
    for s in range(gauge.relaid_share.size):
        if gauge.is_next[s] == 1:
            share = land.line_capacity[s] * land.line_capacity[s] / gauge.relaying_weight[land.group[land.line_mid[s]]]
            left = (1.0 - gauge.relaid_share[s]) * land.line_km[s]
            km = min(left, days * parameters.relaid_km_per_day_at_one_end, days * parameters.relaid_km_per_day * share)
            gauge.relaid_km[s] += km
            gauge.relaid_share[s] = 1.0 if km >= left else gauge.relaid_share[s] + km / land.line_km[s]
            if gauge.relaid_share[s] >= 1.0:
                gauge.capacity_share[s] = parameters.new_line_capacity
                gauge.operated_km[s] = land.line_km[s]
                gauge.track_km[s] = land.line_km[s] * land.line_tracks[s]
        elif 0.0 < gauge.capacity_share[s] < 1.0:
            gauge.days_since_relaid[s] += days
            grown = min(1.0, gauge.days_since_relaid[s] / parameters.full_capacity_days)
            gauge.capacity_share[s] = parameters.new_line_capacity + (1.0 - parameters.new_line_capacity) * grown


@kernel
def find_connected(gauge, graph, entries, land, forcing, parameters):
    """Drop lines on ground that is lost, and find the junctions that the relaid network has reached."""
    gauge.is_connected[:] = 0
    for k in range(entries.size):
        gauge.is_connected[entries[k]] = 1
    for s in range(gauge.relaid_share.size):
        mid = land.line_mid[s]
        if mid < 0 or forcing.occupied[mid] == 0:
            gauge.wrecked_km[s] += parameters.wrecked_share * gauge.operated_km[s]
            gauge.relaid_share[s] = gauge.days_since_relaid[s] = gauge.capacity_share[s] = gauge.operated_km[s] = 0.0
            gauge.track_km[s] = 0.0
            continue
        if land.abroad[mid] == 1 or land.group[mid] == FINNISH or parameters.enabled == 0.0:
            gauge.relaid_share[s] = gauge.capacity_share[s] = 1.0
            gauge.operated_km[s] = land.line_km[s]
            gauge.track_km[s] = land.line_km[s] * land.line_tracks[s]
        if gauge.relaid_share[s] >= 1.0:
            e = graph.start[s]
            gauge.is_connected[graph.other[e]] = gauge.is_connected[graph.other[graph.twin[e]]] = 1


@kernel
def find_next(gauge, graph, land, forcing):
    """Find the lines that are relaid next, and the sum of their weights in each army group."""
    gauge.relaying_weight[:] = 0.0
    gauge.is_next[:] = 0
    for s in range(gauge.relaid_share.size):
        e, mid = graph.start[s], land.line_mid[s]
        ends = gauge.is_connected[graph.other[e]] + gauge.is_connected[graph.other[graph.twin[e]]]
        if gauge.relaid_share[s] < 1.0 and ends > 0 and mid >= 0 and forcing.occupied[mid] == 1:
            gauge.is_next[s] = 1
            gauge.relaying_weight[land.group[mid]] += land.line_capacity[s] * land.line_capacity[s]


@daily
def place_railheads(gauge, graph, land, forcing, parameters, today):
    """Every few days move each railhead to the connected junction nearest to where the army wants it."""
    gauge.is_updated[0] = 1 if is_due(parameters, today) else 0
    if gauge.is_updated[0] == 0:
        return
    for k in range(forcing.railheads.size):
        gauge.railhead_junction[k] = -1
        if forcing.railheads[k] < 0:
            continue
        mark = today.day * gauge.railhead_junction.size + k + 1
        gauge.search_queue[0] = forcing.railheads[k]
        gauge.search_mark[gauge.search_queue[0]] = mark
        head, tail = 0, 1
        while head < tail:
            v = gauge.search_queue[head]
            head += 1
            if gauge.is_connected[v] == 1:
                gauge.railhead_junction[k] = v
                break
            for j in range(graph.first[v], graph.first[v + 1]):
                w, mid = graph.other[j], land.line_mid[graph.line[j]]
                if gauge.search_mark[w] != mark and mid >= 0 and forcing.occupied[mid] == 1:
                    gauge.search_mark[w] = mark
                    gauge.search_queue[tail] = w
                    tail += 1
