"""Yards: a junction passes so many trains a day, and before a closed line trains stand in the yards at its ends."""

from typing import NamedTuple

from hinterland.core.chance import stream, uniform
from hinterland.core.declare import Array, f8, log, param, per
from hinterland.core.jit import daily

WHERE = stream("yards.where", "at which end of its line a destroyed station lies")


class State(NamedTuple):
    """What junctions can pass, and what stands in them."""

    brought: Array = per("junction", f8, "train/day", "Trains that its undamaged lines could bring or take")
    best: Array = per("junction", f8, "train/day", "Trains that the best of them could")
    passes: Array = per("junction", f8, "train/day", "Trains that its yards can pass today, 0 where it has none")
    passed: Array = per("junction", f8, "train/day", "Trains that came in by the last routing")
    lost: Array = per("junction", f8, "1", "Share of that which is lost to destroyed stations")
    full_here: Array = per("atom", f8, "junction", "Junctions there that pass all the trains that they can", daily=True)
    standing_here: Array = per("atom", f8, "train", "Trains that stand at junctions before closed lines", daily=True)


class Parameters(NamedTuple):
    """What the throughput of junctions depends on."""

    beside: float = param(
        0.5, "1", (0, 3), "Share of what its other lines bring that a junction passes beside the best", "house-0266"
    )
    hurt: float = param(
        0.4, "1", (0, 1), "Share of its throughput that a junction loses with a destroyed station", "house-0266"
    )
    rebuilt: float = param(0.1, "1/day", log(0.01, 1), "Share of what is lost that is rebuilt in a day", "house-0266")


@daily
def step(yards, rail, traffic, land, ways, at, parameters, today):
    """Rebuild stations and lose others, work out what every junction can pass, and count what stands in it."""
    yards.brought[:] = 0.0
    yards.best[:] = 0.0
    yards.passed[:] = 0.0
    for v in range(yards.lost.size):
        yards.lost[v] *= 1.0 - parameters.rebuilt
    for s in range(traffic.whole.size):
        a, b = ways.other[ways.back[s]], ways.other[ways.start[s]]
        yards.passed[b if traffic.flow[s] > 0.0 else a] += abs(traffic.flow[s])
        # Trains come back as often as they go: as many stand at the one end as at the other.
        yards.standing_here[land.atom[at[a]]] += traffic.blocked[s]
        yards.standing_here[land.atom[at[b]]] += traffic.blocked[s]
        for v in (a, b):
            yards.brought[v] += traffic.whole[s]
            yards.best[v] = max(yards.best[v], traffic.whole[s])
        if rail.stations[s] > 0.0:
            v = a if uniform(today, WHERE, s) < 0.5 else b
            yards.lost[v] += parameters.hurt * (1.0 - yards.lost[v])
    for v in range(yards.lost.size):
        if ways.leave[v] == v:
            continue
        if yards.passes[v] > 0.0 and yards.passed[v] > yards.passes[v] - 0.01:
            yards.full_here[land.atom[at[v]]] += 1.0
        others = max(0.0, 0.5 * yards.brought[v] - yards.best[v])
        yards.passes[v] = (yards.best[v] + parameters.beside * others) * (1.0 - yards.lost[v])
