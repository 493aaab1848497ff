"""Traffic: crews relay the lines, trains run on what is left, and what arrives is set beside what was asked."""

from typing import NamedTuple

from hinterland.core.declare import Array, f8, log, param, per
from hinterland.core.flow import route_trains
from hinterland.core.jit import daily


class Traffic(NamedTuple):
    """The trains of every line, as they truly ran."""

    open: Array = per("line", f8, "1", "Share of the day for which the line was open", start=1.0)
    closed_h: Array = per("line", f8, "h", "Hours for which the line was closed today", daily=True)
    interruptions_12: Array = per("line", f8, "interruption", "Interruptions of up to 12 hours today", daily=True)
    interruptions_24: Array = per("line", f8, "interruption", "Interruptions of 12 to 24 hours today", daily=True)
    interruptions_long: Array = per(
        "line", f8, "interruption", "Interruptions of over 24 hours begun today", daily=True
    )
    capacity: Array = per("line", f8, "train/day", "Trains that could run today")
    whole: Array = per("line", f8, "train/day", "Trains that could run if nothing were damaged")
    trains: Array = per("line", f8, "train/day", "Trains that ran today", start=8.0)
    flow: Array = per(
        "line",
        f8,
        "train/day",
        "Trains that ran from the first to the second end, less those that ran back",
        signed=True,
    )
    delivered: Array = per("railhead", f8, "train/day", "Trains that arrived at the railhead")
    asked: Array = per("group", f8, "train/day", "Trains asked for at the railheads of the army group")
    arrived: Array = per("group", f8, "train/day", "Trains that arrived there")


class TrafficRules(NamedTuple):
    """What traffic and repair depend on."""

    gang: float = param(4.5, "h", (3, 6), "Hours for which a cut closes a line before a gang has mended it", "R056")
    relay: float = param(
        190, "rail/day", log(20, 900), "Rails that crews relay in a day on a line of 100 km", "R044a", "R053a"
    )
    second: float = param(0.55, "1", (0, 1), "Share of a closure from which a second track saves a line", "house-0054")
    banned: float = param(
        0.18, "1", (0, 0.6), "Share of capacity lost where no trains run by night", "house-0054", "R105"
    )


@daily
def repair(traffic, rail, land, outside, rules):
    """Crews clear wrecks, prop bridges and relay rails; what remains closes the line for part of the day."""
    for s in range(traffic.open.size):
        work = rules.relay * (0.5 + land.line_km[s] / 200.0)
        hours = 0.0
        if rail.out[s] > 0.0:
            hours += rules.gang + 24.0 * rail.out[s] / work
            rail.out[s] = float(int(max(0.0, rail.out[s] - work)))
        hours += rail.wrecked_h[s]
        whole_track = rail.bridge_h[s]
        saved = rules.second if land.line_tracks[s] > 1.5 else 0.0
        full = hours * (1.0 - saved) + whole_track
        if rail.actions[s] > 0.0 and full > 0.0:
            if full <= 12.0:
                traffic.interruptions_12[s] += 1.0
            elif full <= 24.0:
                traffic.interruptions_24[s] += 1.0
            else:
                traffic.interruptions_long[s] += 1.0
        closed = min(24.0, full)
        rail.wrecked_h[s] = max(0.0, rail.wrecked_h[s] - 24.0)
        rail.bridge_h[s] = max(0.0, rail.bridge_h[s] - 24.0)
        traffic.closed_h[s] = closed
        traffic.open[s] = 1.0 - closed / 24.0
        mid = land.line_mid[s]
        free = mid < 0 or outside.occupied[mid] == 0
        ban = 1.0 - rules.banned * outside.night_ban
        traffic.whole[s] = 0.0 if free else land.line_capacity[s] * ban
        traffic.capacity[s] = traffic.whole[s] * traffic.open[s]


@daily
def route(traffic, graph, work, entries, starts, outside, today):
    """Every third day trains are routed anew over what is open; each line also carries trains of its own district."""
    for s in range(traffic.trains.size):
        traffic.trains[s] = min(traffic.trains[s], traffic.capacity[s])
    if today.day % 3 != 0:
        return
    rank = outside.railheads * 0
    route_trains(
        graph,
        work,
        traffic.capacity,
        entries,
        starts,
        outside.railheads,
        outside.railhead_demand,
        rank,
        1,
        traffic.flow,
        traffic.delivered,
    )
    traffic.asked[:] = 0.0
    traffic.arrived[:] = 0.0
    for k in range(outside.railheads.size):
        if outside.railheads[k] >= 0:
            traffic.asked[outside.railhead_group[k]] += outside.railhead_demand[k]
            traffic.arrived[outside.railhead_group[k]] += traffic.delivered[k]
    for s in range(traffic.trains.size):
        own = 0.15 * traffic.capacity[s]
        traffic.trains[s] = min(traffic.capacity[s], abs(traffic.flow[s]) + own)
