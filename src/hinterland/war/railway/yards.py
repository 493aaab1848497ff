"""Yards: the number of trains that each junction can pass in a day, and the trains that wait there.

Throughput follows from the capacity of the junction's lines and falls when a station is destroyed. Trains that wait at
a closed line are counted in the yards at both of its ends.
"""

from typing import NamedTuple

from hinterland.core.chance import stream, uniform
from hinterland.core.declare import Array, assumed, f8, log, per
from hinterland.core.jit import daily, kernel

WHERE = stream("yards.where", "at which end of its line a destroyed station stands")


class State(NamedTuple):
    """Throughput of junctions, and trains that wait there."""

    lines_capacity: Array = per("junction", f8, "train/day", "Trains that all its undamaged lines could bring or take")
    best_line_capacity: Array = per(
        "junction", f8, "train/day", "Trains that the best of its undamaged lines could bring or take"
    )
    throughput: Array = per("junction", f8, "train/day", "Trains that its yards can pass today, 0 where it has none")
    trains_passed: Array = per("junction", f8, "train/day", "Trains that entered the junction by the last routing")
    lost_share: Array = per("junction", f8, "1", "Share of throughput lost to destroyed stations")
    full_junctions: Array = per(
        "atom", f8, "junction", "Junctions that pass as many trains as they can today", daily=True
    )
    trains_standing: Array = per(
        "atom", f8, "train", "Trains that wait at junctions for closed lines today", daily=True
    )


class Parameters(NamedTuple):
    """Throughput of junctions, its loss and its recovery."""

    other_lines_share: float = assumed(
        0.5, "1", (0, 3), "Share of its other lines' trains that a junction passes besides those of the best line",
        "house-0266",
    )  # fmt: skip
    loss_per_station: float = assumed(
        0.4, "1", (0, 1), "Share of its throughput that a junction loses with a destroyed station", "house-0266"
    )
    rebuilt_per_day: float = assumed(
        0.1, "1/day", log(0.01, 1), "Share of the loss that is rebuilt in a day", "house-0266"
    )
    full_share: float = assumed(
        0.999, "1", (0.9, 1), "Share of its throughput from which a junction counts as full", "house-0721"
    )


@daily
def step(yards, structures, traffic, land, ways, at, parameters, today):
    """Update damage to stations, compute the throughput of each junction, and count the trains that wait."""
    yards.lines_capacity[:] = 0.0
    yards.best_line_capacity[:] = 0.0
    yards.trains_passed[:] = 0.0
    for v in range(yards.lost_share.size):
        yards.lost_share[v] *= 1.0 - parameters.rebuilt_per_day
    for s in range(traffic.undamaged_capacity.size):
        a, b = ways.other[ways.back[s]], ways.other[ways.start[s]]
        yards.trains_passed[b if traffic.flow[s] > 0.0 else a] += abs(traffic.flow[s])
        # Trains return as often as they leave, so equal numbers wait at both ends.
        yards.trains_standing[land.atom[at[a]]] += traffic.trains_standing[s]
        yards.trains_standing[land.atom[at[b]]] += traffic.trains_standing[s]
        for v in (a, b):
            yards.lines_capacity[v] += traffic.undamaged_capacity[s]
            yards.best_line_capacity[v] = max(yards.best_line_capacity[v], traffic.undamaged_capacity[s])
        if structures.stations_destroyed[s] > 0.0:
            v = end_hit(today, s, a, b)
            yards.lost_share[v] += parameters.loss_per_station * (1.0 - yards.lost_share[v])
    for v in range(yards.lost_share.size):
        if ways.leave[v] == v:
            continue
        if yards.throughput[v] > 0.0 and yards.trains_passed[v] >= parameters.full_share * yards.throughput[v]:
            yards.full_junctions[land.atom[at[v]]] += 1.0
        others = max(0.0, 0.5 * yards.lines_capacity[v] - yards.best_line_capacity[v])
        yards.throughput[v] = (yards.best_line_capacity[v] + parameters.other_lines_share * others) * (
            1.0 - yards.lost_share[v]
        )


@kernel
def end_hit(today, s, a, b):
    """Return the end of a line at which its destroyed station stands: either, as likely as the other."""
    return a if uniform(today, WHERE, s) < 0.5 else b
