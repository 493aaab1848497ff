"""Traffic: repair crews restore lines, trains are routed over the remaining capacity, and arrivals are counted.

Damage from sabotage and the number of crews determine the hours for which each line is closed. These, gauge, yards and
the availability of locomotives determine the trains that reach the railheads, which are compared with the demand.
"""

from typing import NamedTuple

from hinterland.core.chance import draw_count, draw_one_of, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, bounded, f8, log, measured, per
from hinterland.core.flow import route_trains
from hinterland.core.jit import daily, kernel
from hinterland.core.units import HOURS_PER_DAY, KM_PER_100KM

CREWS = stream("traffic.crews", "how many rails the crews of an army group can relay today")
RELAID = stream("traffic.relaid", "how many rails can be relaid on a line today with any number of crews")
FIRST = stream("traffic.first", "with which line the crews begin among those of one rank")


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
    trains: Array = per("line", f8, "train/day", "Trains that ran today")
    busy_share: Array = per(
        "line", f8, "1", "Trains that ran, as a share of those of a busy line, at most 1", start=1.0
    )
    flow: Array = per("line", f8, "train/day", "Net trains from the first end of the line to the second", signed=True)
    usual_trains: Array = per("line", f8, "train/day", "Through trains that usually run on the line")
    rails_relaid: Array = per("line", f8, "rail", "Rails that crews relay today")
    bridge_worked_on: Array = per("line", f8, "1", "Whether a crew works at a destroyed bridge today")
    trains_standing: Array = per("line", f8, "train", "Trains that wait at closed lines")
    delay_h: Array = per("line", f8, "h", "Hours that trains waited today", daily=True)
    cut_closure_h: Array = per("line", f8, "h", "Hours for which missing rails close the line today", daily=True)
    crew_rails_left: Array = per("group", f8, "rail/day", "Rails that crews of the army group can still relay today")
    bridge_crews_left: Array = per("group", f8, "bridge", "Bridges at which its crews can still work today")
    demand_here: Array = per("cell", f8, "train/day", "Trains requested at railheads in the cell")
    arrived_here: Array = per("cell", f8, "train/day", "Trains that arrive at railheads in the cell")
    run_here: Array = per("cell", f8, "train/day", "Trains requested at railheads in the cell that have locomotives")
    cancelled_here: Array = per("cell", f8, "train/day", "Trains requested at railheads in the cell that do not arrive")
    demand_with_locomotives: Array = per(
        "railhead", f8, "train/day", "Trains requested at the railhead for which there are locomotives"
    )
    delivered: Array = per("railhead", f8, "train/day", "Trains that arrived at the railhead")
    demand: Array = per("group", f8, "train/day", "Trains requested at the railheads of the army group")
    arrived: Array = per("group", f8, "train/day", "Trains that arrived at the railheads of the army group")


class Parameters(NamedTuple):
    """Speed and order of repair, and the use of capacity."""

    cut_closure_h: float = measured(
        4.5, "h", (3, 6), "Hours for which a cut closes a line before a crew has repaired it", "R056"
    )
    rails_relaid_per_day: float = bounded(
        190, "rail/day", log(20, 900), "Rails that crews relay in a day on a line of 100 km", "house-0722",
        at_least="R053a / R053",
    )  # fmt: skip
    standing_crews_share: float = assumed(
        0.5, "1", (0, 1), "Share of repair crews that stand ready on any line, however short, while the rest go by its "
        "length", "house-1990",
    )  # fmt: skip
    crew_rails_per_km: float = assumed(
        0.6, "rail/km", log(0.1, 5), "Rails that all crews of an army group relay in a day, per km operated",
        "house-0264",
    )  # fmt: skip
    bridges_under_repair: float = assumed(
        10, "bridge", (1, 40), "Bridges that the crews of an army group can repair at one time", "house-0264"
    )
    main_line_trains_per_day: float = assumed(
        8, "train/day", (1, 30), "Through trains a day from which a line is repaired first", "house-0264"
    )
    usual_trains_weight: float = assumed(
        0.1, "1", (0.01, 1), "Weight of the last routing in the moving average of usual trains", "house-0264"
    )
    usual_open_share: float = assumed(
        0.5, "1", (0, 1), "Share of the day above which an open line's trains count for that average", "house-1990"
    )
    busy_trains_per_day: float = assumed(
        6, "train/day", (1, 30), "Trains a day from which a line counts as busy", "house-0270"
    )
    telegraph_capacity_loss: float = assumed(
        0.2, "1", (0, 0.9), "Share of capacity lost while the telegraph is cut", "house-0263"
    )
    local_trains_share: float = assumed(
        0.15, "1", (0, 0.5), "Share of a line's capacity that local trains take", "house-0264"
    )
    second_track_saving: float = assumed(
        0.55, "1", (0, 1), "Share of a closure that a second track avoids", "house-0054"
    )
    retreat_depth_km: float = assumed(
        150, "km", (50, 500), "Depth behind a front within which lines are evacuated", "house-0267"
    )
    retreat_traffic_share: float = assumed(
        0.85, "1", (0, 1), "Share of spare capacity that evacuation takes behind a retreating army", "house-0267"
    )
    standing_room_days: float = assumed(
        2, "day", (0.3, 5), "Days of its traffic that can wait at a closed line", "house-0267"
    )
    night_ban_loss: float = assumed(
        0.18, "1", (0, 0.6), "Share of capacity lost where no trains run at night", "house-0054"
    )


@daily
def repair(traffic, rail, structures, gauge, rolling_stock, land, forcing, spans, parameters, today):
    """Repair lines, then compute the capacity of each and the trains that wait at closed lines."""
    send_crews(traffic, rail, structures, gauge, land, forcing, parameters, today)
    work_on_lines(traffic, rail, structures, land, spans, parameters)
    ban = 1.0 - parameters.night_ban_loss * forcing.night_ban
    for s in range(traffic.open_share.size):
        mid = land.line_mid[s]
        if mid < 0 or forcing.occupied[mid] == 0:
            traffic.undamaged_capacity[s] = traffic.capacity[s] = traffic.trains_standing[s] = 0.0
            continue
        whole = land.line_capacity[s] * ban * gauge.capacity_share[s]
        slow = 1.0 - parameters.telegraph_capacity_loss * min(1.0, structures.telegraph_h[s] / HOURS_PER_DAY)
        structures.telegraph_h[s] = max(0.0, structures.telegraph_h[s] - HOURS_PER_DAY)
        traffic.undamaged_capacity[s] = whole
        traffic.capacity[s] = whole * traffic.open_share[s] * slow * rolling_stock.availability[land.group[mid]]
        hold_trains(traffic, land, forcing, parameters, s, mid)


@kernel
def hold_trains(traffic, land, forcing, parameters, s, mid):
    """Let the trains of a closed line wait at its ends, and run as far as the open hours have room for them."""
    usual = min(traffic.usual_trains[s], traffic.undamaged_capacity[s])
    if forcing.front_km[mid] < parameters.retreat_depth_km:
        # A retreating army evacuates its rear: the trains for it use spare capacity.
        retreat = parameters.retreat_traffic_share * max(0.0, forcing.news[land.group[mid]])
        usual += retreat * (traffic.undamaged_capacity[s] - usual)
    shut = usual * traffic.closed_h[s] / HOURS_PER_DAY
    traffic.delay_h[s] += 0.5 * shut * traffic.closed_h[s] + HOURS_PER_DAY * traffic.trains_standing[s]
    spare = max(0.0, traffic.capacity[s] - (usual - shut))
    # Trains that find no room to wait, in yards and on the line, are cancelled.
    room = parameters.standing_room_days * traffic.undamaged_capacity[s]
    traffic.trains_standing[s] = min(max(0.0, traffic.trains_standing[s] + shut - spare), room)


@kernel
def rank_of(traffic, parameters, s):
    """Return 0 for a main line, which is repaired first, and 1 for any other."""
    return 0 if traffic.usual_trains[s] >= parameters.main_line_trains_per_day else 1


@kernel
def most_rails(land, parameters, s):
    """Return the most rails that can be relaid on a line in a day with any number of crews.

    A share of the crews of a line of 100 km stands ready on any line, the rest in proportion to its length.
    """
    standing = parameters.standing_crews_share
    return parameters.rails_relaid_per_day * (standing + (1.0 - standing) * land.line_km[s] / KM_PER_100KM)


@kernel
def muster_crews(traffic, rail, structures, gauge, land, parameters, today):
    """Count the rails and bridges that crews can repair today; return whether any line is damaged."""
    traffic.crew_rails_left[:] = 0.0
    traffic.bridge_crews_left[:] = parameters.bridges_under_repair
    hurt = False
    for s in range(traffic.open_share.size):
        if rail.rails_missing[s] > 0.0 or structures.bridge_h[s] > 0.0:
            traffic.rails_relaid[s] = traffic.bridge_worked_on[s] = 0.0
            hurt = True
        if gauge.operated_km[s] > 0.0:
            traffic.crew_rails_left[land.group[land.line_mid[s]]] += parameters.crew_rails_per_km * gauge.operated_km[s]
    for g in range(traffic.crew_rails_left.size):
        traffic.crew_rails_left[g] = draw_count(traffic.crew_rails_left[g], uniform(today, CREWS, g))
    return hurt


@kernel
def send_crews(traffic, rail, structures, gauge, land, forcing, parameters, today):
    """Assign the crews of each army group to its damaged lines, main lines first."""
    if not muster_crews(traffic, rail, structures, gauge, land, parameters, today):
        return
    # The order among lines of one rank changes from day to day, so that each is served in time.
    lines = traffic.open_share.size
    first = draw_one_of(lines, uniform(today, FIRST, 0))
    for n in range(2 * lines):
        s = (n + first) % lines
        if rail.rails_missing[s] <= 0.0 and structures.bridge_h[s] <= 0.0:
            continue
        mid = land.line_mid[s]
        if mid < 0 or rank_of(traffic, parameters, s) != (0 if n < lines else 1):
            continue
        g, held = land.group[mid], forcing.occupied[mid] == 1
        most = most_rails(land, parameters, s)
        rails = draw_whole(rail.rails_missing[s], most, uniform(today, RELAID, s))
        if held:
            rails = min(rails, traffic.crew_rails_left[g])
            traffic.crew_rails_left[g] -= rails
        traffic.rails_relaid[s] = rails
        if structures.bridge_h[s] > 0.0 and (traffic.bridge_crews_left[g] >= 1.0 or not held):
            traffic.bridge_worked_on[s] = 1.0
            traffic.bridge_crews_left[g] -= 1.0 if held else 0.0


@kernel
def relay_hours(traffic, rail, land, parameters, s):
    """Relay the rails of a line for which there are crews; return for how many hours what is missing closes it."""
    if rail.rails_missing[s] <= 0.0:
        return 0.0
    done, most = traffic.rails_relaid[s], most_rails(land, parameters, s)
    # Where crews are short, what they do today is the pace; `most` rails are relaid as a whole number near it.
    short = done < rail.rails_missing[s] and done <= most - 1.0
    pace = max(done, 1.0) if short else most
    hours = parameters.cut_closure_h + HOURS_PER_DAY * rail.rails_missing[s] / pace
    rail.rails_missing[s] -= done
    return hours


@kernel
def work_on_lines(traffic, rail, structures, land, spans, parameters):
    """Do a day's repair on every line and record for how many hours it is closed."""
    # One call for all lines: passing so many arrays costs more than the work on one line.
    for s in range(traffic.open_share.size):
        relaying = relay_hours(traffic, rail, land, parameters, s)
        traffic.cut_closure_h[s] = min(relaying, HOURS_PER_DAY)
        hours = rail.wreck_h[s] + structures.station_h[s] + relaying
        rail.wreck_h[s] = max(0.0, rail.wreck_h[s] - HOURS_PER_DAY)
        structures.station_h[s] = max(0.0, structures.station_h[s] - HOURS_PER_DAY)
        both = structures.bridge_h[s]
        if both > 0.0 and traffic.bridge_worked_on[s] == 1.0:
            structures.bridge_h[s] = max(0.0, both - HOURS_PER_DAY)
            for b in range(spans.first[s], spans.first[s + 1]):
                structures.main_bridge_h[b] = max(0.0, structures.main_bridge_h[b] - HOURS_PER_DAY)
        saved = parameters.second_track_saving if land.line_tracks[s] >= 2.0 else 0.0
        full = hours * (1.0 - saved) + both
        if rail.actions[s] > 0.0 and full > 0.0:
            if full <= 0.5 * HOURS_PER_DAY:
                traffic.interruptions_12[s] += 1.0
            elif full <= HOURS_PER_DAY:
                traffic.interruptions_24[s] += 1.0
            else:
                traffic.interruptions_long[s] += 1.0
        closed = min(HOURS_PER_DAY, full)
        traffic.closed_h[s] = closed
        traffic.open_share[s] = 1.0 - closed / HOURS_PER_DAY


@daily
def route(traffic, gauge, rolling_stock, yards, ways, work, entries, starts, at, forcing, parameters):
    """Every few days route trains to railheads over the open capacity, and add local trains to each line."""
    if gauge.is_updated[0] == 1:
        for k in range(forcing.railheads.size):
            there = rolling_stock.availability[forcing.railhead_group[k]]
            traffic.demand_with_locomotives[k] = forcing.railhead_demand[k] * there
        route_trains(
            ways, work, traffic.capacity, yards.throughput, entries, starts, gauge.railhead_junction,
            traffic.demand_with_locomotives, work.alike, 1, traffic.flow, traffic.delivered,
        )  # fmt: skip
        count_arrivals(traffic, gauge, at, forcing)
    for s in range(traffic.trains.size):
        if gauge.is_updated[0] == 1:
            own = parameters.local_trains_share * traffic.capacity[s]
            traffic.trains[s] = abs(traffic.flow[s]) + own
            if traffic.open_share[s] > parameters.usual_open_share:
                change = abs(traffic.flow[s]) - traffic.usual_trains[s]
                traffic.usual_trains[s] += parameters.usual_trains_weight * change
        traffic.trains[s] = min(traffic.trains[s], traffic.capacity[s])
        traffic.busy_share[s] = min(1.0, traffic.trains[s] / parameters.busy_trains_per_day)


@kernel
def count_arrivals(traffic, gauge, at, forcing):
    """Count what is asked for, what runs and what arrives by army group, and by the cell of the railhead."""
    traffic.demand[:] = 0.0
    traffic.arrived[:] = 0.0
    traffic.demand_here[:] = 0.0
    traffic.arrived_here[:] = 0.0
    traffic.run_here[:] = 0.0
    traffic.cancelled_here[:] = 0.0
    for k in range(forcing.railheads.size):
        if forcing.railheads[k] >= 0:
            traffic.demand[forcing.railhead_group[k]] += forcing.railhead_demand[k]
            traffic.arrived[forcing.railhead_group[k]] += traffic.delivered[k]
            here = at[gauge.railhead_junction[k] if gauge.railhead_junction[k] >= 0 else forcing.railheads[k]]
            traffic.demand_here[here] += forcing.railhead_demand[k]
            traffic.arrived_here[here] += traffic.delivered[k]
            traffic.run_here[here] += traffic.demand_with_locomotives[k]
            traffic.cancelled_here[here] += forcing.railhead_demand[k] - traffic.delivered[k]
