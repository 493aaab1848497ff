"""Traffic: repair crews restore lines, trains are routed over the remaining capacity, and arrivals are counted.

Damage from sabotage and the number of crews determine the hours for which each line is closed. These, gauge, yards and
the availability of locomotives determine the trains that reach the railheads, which are compared with the demand.
"""

from typing import NamedTuple

from hinterland.core.declare import Array, f8, log, param, per
from hinterland.core.flow import route_trains
from hinterland.core.jit import daily, kernel


class State(NamedTuple):
    """Capacity, closures and trains of each line; repair crews; arrivals at railheads."""

    open_share: Array = per("line", f8, "1", "Share of the day for which the line was open", start=1.0)
    closed_h: Array = per("line", f8, "h", "Hours for which the line was closed today", daily=True)
    interruptions_12: Array = per("line", f8, "interruption", "Interruptions of up to 12 hours today", daily=True)
    interruptions_24: Array = per("line", f8, "interruption", "Interruptions of 12 to 24 hours today", daily=True)
    interruptions_long: Array = per(
        "line", f8, "interruption", "Interruptions of over 24 hours begun today", daily=True
    )
    capacity: Array = per("line", f8, "train/day", "Trains that could run today")
    undamaged_capacity: Array = per("line", f8, "train/day", "Trains that could run if nothing were damaged")
    trains: Array = per("line", f8, "train/day", "Trains that ran today", start=8.0)
    flow: Array = per("line", f8, "train/day", "Net trains from the first end of the line to the second", signed=True)
    usual_trains: Array = per("line", f8, "train/day", "Through trains that usually run on the line", start=4.0)
    rails_relaid: Array = per("line", f8, "rail", "Rails that crews relay today")
    bridge_worked_on: Array = per("line", f8, "1", "Whether a crew works at a destroyed bridge today")
    trains_standing: Array = per("line", f8, "train", "Trains that wait at closed lines")
    delay_h: Array = per("line", f8, "h", "Hours that trains waited today", daily=True)
    crew_rails_left: Array = per("group", f8, "rail/day", "Rails that crews of the army group can still relay today")
    bridge_crews_left: Array = per("group", f8, "bridge", "Bridges at which its crews can still work today")
    demand_here: Array = per("cell", f8, "train/day", "Trains requested at railheads in the cell")
    arrived_here: Array = per("cell", f8, "train/day", "Trains that arrive at railheads in the cell")
    demand_with_locomotives: Array = per(
        "railhead", f8, "train/day", "Trains requested at the railhead for which there are locomotives"
    )
    delivered: Array = per("railhead", f8, "train/day", "Trains that arrived at the railhead")
    demand: Array = per("group", f8, "train/day", "Trains requested at the railheads of the army group")
    arrived: Array = per("group", f8, "train/day", "Trains that arrived at the railheads of the army group")


class Parameters(NamedTuple):
    """Speed and order of repair, and the use of capacity."""

    cut_closure_h: float = param(
        4.5, "h", (3, 6), "Hours for which a cut closes a line before a crew has repaired it", "R056"
    )
    rails_relaid_per_day: float = param(
        190, "rail/day", log(20, 900), "Rails that crews relay in a day on a line of 100 km", "R044a", "R053a"
    )
    crew_rails_per_km: float = param(
        0.6, "rail/km", log(0.1, 5), "Rails that all crews of an army group relay in a day, per km operated",
        "house-0264",
    )  # fmt: skip
    bridges_under_repair: float = param(
        10, "bridge", (1, 40), "Bridges that the crews of an army group can repair at one time", "house-0264"
    )
    main_line_trains_per_day: float = param(
        8, "train/day", (1, 30), "Through trains a day from which a line is repaired first", "house-0264"
    )
    usual_trains_weight: float = param(
        0.1, "1", (0.01, 1), "Weight of the last routing in the moving average of usual trains", "house-0264"
    )
    telegraph_capacity_loss: float = param(
        0.2, "1", (0, 0.9), "Share of capacity lost while the telegraph is cut", "house-0263"
    )
    local_trains_share: float = param(
        0.15, "1", (0, 0.5), "Share of a line's capacity that local trains take", "house-0264"
    )
    second_track_saving: float = param(0.55, "1", (0, 1), "Share of a closure that a second track avoids", "house-0054")
    retreat_depth_km: float = param(
        150, "km", (50, 500), "Depth behind a front within which lines are evacuated", "house-0267"
    )
    retreat_traffic_share: float = param(
        0.85, "1", (0, 1), "Share of spare capacity that evacuation takes behind a retreating army", "house-0267"
    )
    standing_room_days: float = param(
        2, "day", (0.3, 5), "Days of its traffic that can wait at a closed line", "house-0267"
    )
    night_ban_loss: float = param(
        0.18, "1", (0, 0.6), "Share of capacity lost where no trains run at night", "house-0054", "R105"
    )


@daily
def repair(traffic, rail, gauge, rolling_stock, land, forcing, spans, parameters, today):
    """Repair lines, then compute the capacity of each and the trains that wait at closed lines."""
    send_crews(traffic, rail, gauge, land, forcing, parameters, today)
    ban = 1.0 - parameters.night_ban_loss * forcing.night_ban
    work_on_lines(traffic, rail, land, spans, parameters)
    for s in range(traffic.open_share.size):
        mid = land.line_mid[s]
        if mid < 0 or forcing.occupied[mid] == 0:
            traffic.undamaged_capacity[s] = traffic.capacity[s] = traffic.trains_standing[s] = 0.0
            continue
        traffic.undamaged_capacity[s] = land.line_capacity[s] * ban * gauge.capacity_share[s]
        slow = 1.0 - parameters.telegraph_capacity_loss * min(1.0, rail.telegraph_h[s] / 24.0)
        rail.telegraph_h[s] = max(0.0, rail.telegraph_h[s] - 24.0)
        traffic.capacity[s] = (
            traffic.undamaged_capacity[s] * traffic.open_share[s] * slow * rolling_stock.availability[land.group[mid]]
        )
        usual = min(traffic.usual_trains[s], traffic.undamaged_capacity[s])
        if forcing.front_km[mid] < parameters.retreat_depth_km:
            # A retreating army evacuates its rear: the trains for it use spare capacity.
            usual += (
                parameters.retreat_traffic_share
                * max(0.0, forcing.news[land.group[mid]])
                * (traffic.undamaged_capacity[s] - usual)
            )
        shut = usual * traffic.closed_h[s] / 24.0
        traffic.delay_h[s] += 0.5 * shut * traffic.closed_h[s] + 24.0 * traffic.trains_standing[s]
        spare = max(0.0, traffic.capacity[s] - (usual - shut))
        # Trains that find no room to wait, in yards and on the line, are cancelled.
        traffic.trains_standing[s] = min(
            max(0.0, traffic.trains_standing[s] + shut - spare),
            parameters.standing_room_days * traffic.undamaged_capacity[s],
        )


@kernel
def rank_of(traffic, parameters, s):
    """Return 0 for a main line, which is repaired first, and 1 for any other."""
    return 0 if traffic.usual_trains[s] >= parameters.main_line_trains_per_day else 1


@kernel
def most_rails(land, parameters, s):
    """Return the most rails that can be relaid on a line in a day with any number of crews."""
    return parameters.rails_relaid_per_day * (0.5 + land.line_km[s] / 200.0)


@kernel
def send_crews(traffic, rail, gauge, land, forcing, parameters, today):
    """Assign the crews of each army group to its damaged lines, main lines first."""
    traffic.crew_rails_left[:] = 0.0
    traffic.bridge_crews_left[:] = parameters.bridges_under_repair
    lines, hurt = traffic.open_share.size, False
    for s in range(lines):
        if rail.rails_missing[s] > 0.0 or rail.bridge_h[s] > 0.0:
            traffic.rails_relaid[s] = traffic.bridge_worked_on[s] = 0.0
            hurt = True
        if gauge.operated_km[s] > 0.0:
            traffic.crew_rails_left[land.group[land.line_mid[s]]] += parameters.crew_rails_per_km * gauge.operated_km[s]
    # The order among lines of one rank rotates from day to day, so that each is served in time.
    shift = (today.day * 97) % lines
    for n in range(2 * lines if hurt else 0):
        s = n + shift
        while s >= lines:
            s -= lines
        if rail.rails_missing[s] <= 0.0 and rail.bridge_h[s] <= 0.0:
            continue
        mid = land.line_mid[s]
        if mid < 0 or rank_of(traffic, parameters, s) != (0 if n < lines else 1):
            continue
        g, held = land.group[mid], forcing.occupied[mid] == 1
        rails = min(rail.rails_missing[s], most_rails(land, parameters, s))
        if held:
            rails = min(rails, traffic.crew_rails_left[g])
            traffic.crew_rails_left[g] -= float(int(rails))
        traffic.rails_relaid[s] = float(int(rails))
        if rail.bridge_h[s] > 0.0 and (traffic.bridge_crews_left[g] >= 1.0 or not held):
            traffic.bridge_worked_on[s] = 1.0
            traffic.bridge_crews_left[g] -= 1.0 if held else 0.0


@kernel
def work_on_lines(traffic, rail, land, spans, parameters):
    """Do a day's repair on every line and record for how many hours it is closed."""
    # One call for all lines: passing so many arrays costs more than the work on one line.
    for s in range(traffic.open_share.size):
        hours = rail.wreck_h[s] + rail.station_h[s]
        rail.wreck_h[s] = max(0.0, rail.wreck_h[s] - 24.0)
        rail.station_h[s] = max(0.0, rail.station_h[s] - 24.0)
        if rail.rails_missing[s] > 0.0:
            done, most = traffic.rails_relaid[s], most_rails(land, parameters, s)
            pace = most if done >= float(int(min(rail.rails_missing[s], most))) else max(done, 1.0)
            hours += parameters.cut_closure_h + 24.0 * rail.rails_missing[s] / pace
            rail.rails_missing[s] -= done
        both = rail.bridge_h[s]
        if both > 0.0 and traffic.bridge_worked_on[s] == 1.0:
            rail.bridge_h[s] = max(0.0, both - 24.0)
            for b in range(spans.first[s], spans.first[s + 1]):
                rail.main_bridge_h[b] = max(0.0, rail.main_bridge_h[b] - 24.0)
        saved = parameters.second_track_saving if land.line_tracks[s] > 1.5 else 0.0
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
        traffic.open_share[s] = 1.0 - closed / 24.0


@daily
def route(traffic, gauge, rolling_stock, yards, ways, work, entries, starts, at, forcing, parameters, today):
    """Every third day route trains to railheads over the open capacity, and add local trains to each line."""
    for s in range(traffic.trains.size):
        traffic.trains[s] = min(traffic.trains[s], traffic.capacity[s])
    if today.day % 3 != 0:
        return
    rank = forcing.railheads * 0
    for k in range(rank.size):
        traffic.demand_with_locomotives[k] = (
            forcing.railhead_demand[k] * rolling_stock.availability[forcing.railhead_group[k]]
        )
    route_trains(
        ways,
        work,
        traffic.capacity,
        yards.throughput,
        entries,
        starts,
        gauge.railhead_junction,
        traffic.demand_with_locomotives,
        rank,
        1,
        traffic.flow,
        traffic.delivered,
    )
    traffic.demand[:] = 0.0
    traffic.arrived[:] = 0.0
    traffic.demand_here[:] = 0.0
    traffic.arrived_here[:] = 0.0
    for k in range(forcing.railheads.size):
        if forcing.railheads[k] >= 0:
            traffic.demand[forcing.railhead_group[k]] += forcing.railhead_demand[k]
            traffic.arrived[forcing.railhead_group[k]] += traffic.delivered[k]
            here = at[gauge.railhead_junction[k] if gauge.railhead_junction[k] >= 0 else forcing.railheads[k]]
            traffic.demand_here[here] += forcing.railhead_demand[k]
            traffic.arrived_here[here] += traffic.delivered[k]
    for s in range(traffic.trains.size):
        own = parameters.local_trains_share * traffic.capacity[s]
        traffic.trains[s] = min(traffic.capacity[s], abs(traffic.flow[s]) + own)
        if traffic.open_share[s] > 0.5:
            traffic.usual_trains[s] += parameters.usual_trains_weight * (abs(traffic.flow[s]) - traffic.usual_trains[s])
