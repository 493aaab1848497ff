"""Traffic: crews relay the lines, trains run on what is left, and what arrives is set beside what was asked."""

from typing import NamedTuple

from hinterland.core.declare import Array, f8, log, param, per
from hinterland.core.flow import route_trains
from hinterland.core.jit import daily, kernel


class State(NamedTuple):
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
    worth: Array = per("line", f8, "train/day", "Through trains that usually run on it", start=4.0)
    relaid: Array = per("line", f8, "rail", "Rails that crews relay today")
    propped: Array = per("line", f8, "1", "Set to 1 where a gang works at a fallen bridge today")
    blocked: Array = per("line", f8, "train", "Trains that stand before closed lines")
    delay_h: Array = per("line", f8, "h", "Hours that trains stood today", daily=True)
    crews: Array = per("group", f8, "rail/day", "Rails that crews of the army group can still relay today")
    gangs: Array = per("group", f8, "bridge", "Bridges at which its crews can still work today")
    needed_here: Array = per("cell", f8, "train/day", "Trains asked for at railheads in the cell")
    arrived_here: Array = per("cell", f8, "train/day", "Trains that arrive at railheads in the cell")
    wanted: Array = per("railhead", f8, "train/day", "Trains asked for at it for which there are locomotives")
    delivered: Array = per("railhead", f8, "train/day", "Trains that arrived at the railhead")
    asked: Array = per("group", f8, "train/day", "Trains asked for at the railheads of the army group")
    arrived: Array = per("group", f8, "train/day", "Trains that arrived there")


class Parameters(NamedTuple):
    """What traffic and repair depend on."""

    gang: float = param(4.5, "h", (3, 6), "Hours for which a cut closes a line before a gang has mended it", "R056")
    relay: float = param(
        190, "rail/day", log(20, 900), "Rails that crews relay in a day on a line of 100 km", "R044a", "R053a"
    )
    crews: float = param(
        0.6, "rail/km", log(0.1, 5), "Rails that all crews of an army group relay in a day, for each km", "house-0264"
    )
    bridges: float = param(10, "bridge", (1, 40), "Bridges that its crews can mend at one time", "house-0264")
    main: float = param(8, "train/day", (1, 30), "Through trains a day from which a line is mended first", "house-0264")
    memory: float = param(0.1, "1", (0.01, 1), "Weight of the last routing in what usually runs", "house-0264")
    wire: float = param(0.2, "1", (0, 0.9), "Share of capacity lost while the telegraph is cut", "house-0263")
    district: float = param(0.15, "1", (0, 0.5), "Share of a line that its own district's trains take", "house-0264")
    second: float = param(0.55, "1", (0, 1), "Share of a closure from which a second track saves a line", "house-0054")
    behind: float = param(150, "km", (50, 500), "Depth behind a front in which lines are cleared out", "house-0267")
    cleared: float = param(
        0.85, "1", (0, 1), "Share of what a line has left that this takes behind an army that falls back", "house-0267"
    )
    room: float = param(2, "day", (0.3, 5), "Days of its trains that can stand before a closed line", "house-0267")
    banned: float = param(
        0.18, "1", (0, 0.6), "Share of capacity lost where no trains run by night", "house-0054", "R105"
    )


@daily
def repair(traffic, rail, gauge, rolling_stock, land, forcing, spans, parameters, today):
    """Crews clear wrecks, prop bridges and relay rails; what remains closes the line for part of the day."""
    send_crews(traffic, rail, gauge, land, forcing, parameters, today)
    ban = 1.0 - parameters.banned * forcing.night_ban
    mend(traffic, rail, land, spans, parameters)
    for s in range(traffic.open.size):
        mid = land.line_mid[s]
        if mid < 0 or forcing.occupied[mid] == 0:
            traffic.whole[s] = traffic.capacity[s] = traffic.blocked[s] = 0.0
            continue
        traffic.whole[s] = land.line_capacity[s] * ban * gauge.fit[s]
        slow = 1.0 - parameters.wire * min(1.0, rail.wire_h[s] / 24.0)
        rail.wire_h[s] = max(0.0, rail.wire_h[s] - 24.0)
        traffic.capacity[s] = traffic.whole[s] * traffic.open[s] * slow * rolling_stock.power[land.group[mid]]
        usual = min(traffic.worth[s], traffic.whole[s])
        if forcing.front_km[mid] < parameters.behind:
            # An army that falls back clears out what lies behind it: its trains take what the line has left.
            usual += parameters.cleared * max(0.0, forcing.news[land.group[mid]]) * (traffic.whole[s] - usual)
        shut = usual * traffic.closed_h[s] / 24.0
        traffic.delay_h[s] += 0.5 * shut * traffic.closed_h[s] + 24.0 * traffic.blocked[s]
        spare = max(0.0, traffic.capacity[s] - (usual - shut))
        # No more stand than there is room for in yards and on the line itself: the rest is turned away.
        traffic.blocked[s] = min(max(0.0, traffic.blocked[s] + shut - spare), parameters.room * traffic.whole[s])


@kernel
def rank_of(traffic, parameters, s):
    """Return 0 for a line that many trains to the front use, 1 for any other."""
    return 0 if traffic.worth[s] >= parameters.main else 1


@kernel
def most_rails(land, parameters, s):
    """Return the rails that crews can relay on a line in a day, however many they are."""
    return parameters.relay * (0.5 + land.line_km[s] / 200.0)


@kernel
def send_crews(traffic, rail, gauge, land, forcing, parameters, today):
    """Share the crews of each army group among its cut lines, those that carry most to the front first."""
    traffic.crews[:] = 0.0
    traffic.gangs[:] = parameters.bridges
    lines, hurt = traffic.open.size, False
    for s in range(lines):
        if rail.out[s] > 0.0 or rail.bridge_h[s] > 0.0:
            traffic.relaid[s] = traffic.propped[s] = 0.0
            hurt = True
        if gauge.operated[s] > 0.0:
            traffic.crews[land.group[land.line_mid[s]]] += parameters.crews * gauge.operated[s]
    # Whose turn it is among equals goes round, so that no line waits for ever.
    shift = (today.day * 97) % lines
    for n in range(2 * lines if hurt else 0):
        s = n + shift
        while s >= lines:
            s -= lines
        if rail.out[s] <= 0.0 and rail.bridge_h[s] <= 0.0:
            continue
        mid = land.line_mid[s]
        if mid < 0 or rank_of(traffic, parameters, s) != (0 if n < lines else 1):
            continue
        g, held = land.group[mid], forcing.occupied[mid] == 1
        rails = min(rail.out[s], most_rails(land, parameters, s))
        if held:
            rails = min(rails, traffic.crews[g])
            traffic.crews[g] -= float(int(rails))
        traffic.relaid[s] = float(int(rails))
        if rail.bridge_h[s] > 0.0 and (traffic.gangs[g] >= 1.0 or not held):
            traffic.propped[s] = 1.0
            traffic.gangs[g] -= 1.0 if held else 0.0


@kernel
def mend(traffic, rail, land, spans, parameters):
    """Work a day at every line, and write down for how long it stays closed."""
    # One call for all lines: to hand so many arrays over costs more than the work on a line.
    for s in range(traffic.open.size):
        hours = rail.wrecked_h[s] + rail.station_h[s]
        rail.wrecked_h[s] = max(0.0, rail.wrecked_h[s] - 24.0)
        rail.station_h[s] = max(0.0, rail.station_h[s] - 24.0)
        if rail.out[s] > 0.0:
            done, most = traffic.relaid[s], most_rails(land, parameters, s)
            pace = most if done >= float(int(min(rail.out[s], most))) else max(done, 1.0)
            hours += parameters.gang + 24.0 * rail.out[s] / pace
            rail.out[s] -= done
        both = rail.bridge_h[s]
        if both > 0.0 and traffic.propped[s] == 1.0:
            rail.bridge_h[s] = max(0.0, both - 24.0)
            for b in range(spans.first[s], spans.first[s + 1]):
                rail.span_h[b] = max(0.0, rail.span_h[b] - 24.0)
        saved = parameters.second if land.line_tracks[s] > 1.5 else 0.0
        full = hours * (1.0 - saved) + both
        if rail.actions[s] > 0.0 and full > 0.0:
            if full <= 12.0:
                traffic.interruptions_12[s] += 1.0
            elif full <= 24.0:
                traffic.interruptions_24[s] += 1.0
            else:
                traffic.interruptions_long[s] += 1.0
        closed = min(24.0, full)
        traffic.closed_h[s] = closed
        traffic.open[s] = 1.0 - closed / 24.0


@daily
def route(traffic, gauge, rolling_stock, yards, ways, work, entries, starts, at, forcing, parameters, today):
    """Every third day trains are routed anew over what is open; each line also carries trains of its own district."""
    for s in range(traffic.trains.size):
        traffic.trains[s] = min(traffic.trains[s], traffic.capacity[s])
    if today.day % 3 != 0:
        return
    rank = forcing.railheads * 0
    for k in range(rank.size):
        traffic.wanted[k] = forcing.railhead_demand[k] * rolling_stock.power[forcing.railhead_group[k]]
    route_trains(
        ways,
        work,
        traffic.capacity,
        yards.passes,
        entries,
        starts,
        gauge.stand,
        traffic.wanted,
        rank,
        1,
        traffic.flow,
        traffic.delivered,
    )
    traffic.asked[:] = 0.0
    traffic.arrived[:] = 0.0
    traffic.needed_here[:] = 0.0
    traffic.arrived_here[:] = 0.0
    for k in range(forcing.railheads.size):
        if forcing.railheads[k] >= 0:
            traffic.asked[forcing.railhead_group[k]] += forcing.railhead_demand[k]
            traffic.arrived[forcing.railhead_group[k]] += traffic.delivered[k]
            here = at[gauge.stand[k] if gauge.stand[k] >= 0 else forcing.railheads[k]]
            traffic.needed_here[here] += forcing.railhead_demand[k]
            traffic.arrived_here[here] += traffic.delivered[k]
    for s in range(traffic.trains.size):
        own = parameters.district * traffic.capacity[s]
        traffic.trains[s] = min(traffic.capacity[s], abs(traffic.flow[s]) + own)
        if traffic.open[s] > 0.5:
            traffic.worth[s] += parameters.memory * (abs(traffic.flow[s]) - traffic.worth[s])
