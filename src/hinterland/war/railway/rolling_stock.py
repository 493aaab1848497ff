"""Locomotives and wagons: losses to derailments, mines and frost, repairs, and replacements from the Reich.

The module produces the availability of locomotives of each army group: locomotives in service over locomotives needed,
at most 1. Availability limits the trains that can run.
"""

from typing import NamedTuple

from hinterland.core.chance import draw_count, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, bounded, directional, f8, log, per, switch
from hinterland.core.jit import daily, kernel

HURT = stream("rolling_stock.hurt", "how many locomotives derailments and mines damage on a line today")
RUIN = stream("rolling_stock.ruin", "how many of these are beyond repair")
LOAD = stream("rolling_stock.load", "how many wagons are damaged and how many destroyed")
SHOP = stream("rolling_stock.shop", "how many locomotives leave the shops")
FREEZE = stream("rolling_stock.freeze", "how many locomotives the frost puts out of service")
SENT = stream("rolling_stock.sent", "how many locomotives the Reich sends")
DAMAGED, DESTROYED = 0, 1
"""Draws of `LOAD`."""


class State(NamedTuple):
    """Locomotives by army group, and losses by line."""

    in_service: Array = per("group", f8, "locomotive", "Locomotives fit for service")
    in_repair: Array = per("group", f8, "locomotive", "Damaged locomotives under repair")
    destroyed_in_total: Array = per("group", f8, "locomotive", "Locomotives destroyed since the start")
    supplied_in_total: Array = per("group", f8, "locomotive", "Locomotives supplied since the start")
    needed: Array = per("group", f8, "locomotive", "Locomotives that the operated railway needs")
    frost_proof_share: Array = per("group", f8, "1", "Share of locomotives equipped against frost")
    availability: Array = per("group", f8, "1", "Locomotives in service over locomotives needed, at most 1", start=1.0)
    frozen: Array = per("line", f8, "locomotive", "Locomotives that the frost put out of service today", daily=True)
    damaged: Array = per("line", f8, "locomotive", "Locomotives damaged or destroyed today", daily=True)
    destroyed: Array = per("line", f8, "locomotive", "Locomotives destroyed today", daily=True)
    wagons_damaged: Array = per("line", f8, "wagon", "Wagons damaged or destroyed today", daily=True)
    wagons_destroyed: Array = per("line", f8, "wagon", "Wagons destroyed today", daily=True)


class Parameters(NamedTuple):
    """Need, losses, repair and replacement of locomotives and wagons."""

    enabled: float = switch("Whether losses and repairs of locomotives are simulated")
    locomotives_per_km: float = assumed(
        0.13, "locomotive/km", (0.05, 0.4), "Locomotives needed for a km of operated railway", "house-2102"
    )
    damage_chance_derailed: float = directional(
        0.95, "1", (0.2, 1), "Chance that a derailment damages the locomotive", "R088", "R090", "house-0262"
    )
    damage_chance_struck: float = assumed(
        0.8, "1", (0, 1), "Chance that a mine damages the locomotive of a train that stays on the rails", "house-0262"
    )
    cut_collision_chance: float = assumed(
        0.5, "1", (0, 1), "Chance that a train on a busy line hits a cut before a patrol finds it", "house-0270"
    )
    frost_failures_per_degree: float = assumed(
        0.004, "1/day", log(0.0003, 0.03),
        "Share of locomotives not equipped against frost that fail in a day per degree", "house-0268",
    )  # fmt: skip
    frost_threshold_c: float = assumed(
        -8, "degC", (-25, 0), "Mean temperature of a day below which locomotives fail", "house-0268"
    )
    frost_proofing_per_day: float = assumed(
        0.004, "1/day", log(0.0005, 0.05), "Share of the rest equipped against frost in a day, once some have failed",
        "house-0268",
    )  # fmt: skip
    sand_wagon_protection: float = assumed(
        0.2, "1", (0, 1), "Share of damage prevented by sand wagons pushed ahead of the locomotive", "house-0262"
    )
    destroyed_share: float = assumed(0.15, "1", (0.02, 0.8), "Share of damaged locomotives beyond repair", "house-0262")
    wagons_per_derailment: float = bounded(
        5.5, "wagon", (1, 15), "Wagons damaged in a derailment", "house-0262", at_most="R080b / R080"
    )
    wagons_destroyed_share: float = assumed(
        0.3, "1", (0, 1), "Share of damaged wagons that are destroyed", "house-0262"
    )
    repaired_per_day: float = assumed(
        0.03, "1/day", log(0.005, 0.2), "Share of damaged locomotives repaired in a day", "house-0262"
    )
    replacements_per_day: float = assumed(
        14, "locomotive/day", log(1, 60), "Most locomotives that the Reich sends to an army group in a day",
        "house-0262",
    )  # fmt: skip


@daily
def step(rolling_stock, rail, gauge, traffic, land, forcing, parameters, today):
    """Compute the day's losses of locomotives and wagons, repair some, and supply replacements."""
    if parameters.enabled == 0.0:
        return
    rolling_stock.needed[:] = 0.0
    for s in range(rail.trains_derailed.size):
        mid = land.line_mid[s]
        if mid < 0:
            continue
        g = land.group[mid]
        here = parameters.locomotives_per_km * gauge.operated_km[s]
        rolling_stock.needed[g] += here
        frost = parameters.frost_threshold_c - forcing.temp[land.zone[mid]]
        if frost > 0.0 and here > 0.0 and rolling_stock.in_service[g] > 0.0:
            freeze(rolling_stock, parameters, today, s, g, here, frost)
        if rail.trains_derailed[s] + rail.trains_struck[s] + rail.cuts[s] > 0.0:
            damage(rolling_stock, rail, traffic, forcing, parameters, today, s, g)
    for g in range(rolling_stock.in_service.size):
        repair_and_supply(rolling_stock, parameters, today, g)


@kernel
def freeze(rolling_stock, parameters, today, s, g, here, frost):
    """Let frost stop locomotives of a line without equipment against it; workshops add the equipment in repair."""
    bare = here * rolling_stock.availability[g] * (1.0 - rolling_stock.frost_proof_share[g])
    mean = parameters.frost_failures_per_degree * frost * bare
    stopped = draw_whole(rolling_stock.in_service[g], mean, uniform(today, FREEZE, s))
    rolling_stock.frozen[s] = stopped
    owned = rolling_stock.supplied_in_total[g] - rolling_stock.destroyed_in_total[g]
    rolling_stock.frost_proof_share[g] = min(1.0, rolling_stock.frost_proof_share[g] + stopped / owned)
    rolling_stock.in_service[g] -= stopped
    rolling_stock.in_repair[g] += stopped


@kernel
def damage(rolling_stock, rail, traffic, forcing, parameters, today, s, g):
    """Let derailments, mines and cuts of a line damage locomotives and wagons, and destroy some of them."""
    run_into = parameters.cut_collision_chance * traffic.busy_share[s] * rail.cuts[s]
    mean = parameters.damage_chance_derailed * rail.trains_derailed[s]
    mean += parameters.damage_chance_struck * (rail.trains_struck[s] + run_into)
    mean *= 1.0 - parameters.sand_wagon_protection * forcing.sand_wagons
    hurt = draw_whole(rolling_stock.in_service[g], mean, uniform(today, HURT, s))
    ruined = draw_whole(hurt, parameters.destroyed_share * hurt, uniform(today, RUIN, s))
    rolling_stock.damaged[s] = hurt
    rolling_stock.destroyed[s] = ruined
    rolling_stock.in_service[g] -= hurt
    rolling_stock.in_repair[g] += hurt - ruined
    rolling_stock.destroyed_in_total[g] += ruined
    wagons = draw_count(parameters.wagons_per_derailment * rail.trains_derailed[s], uniform(today, LOAD, s, DAMAGED))
    rolling_stock.wagons_damaged[s] = wagons
    rolling_stock.wagons_destroyed[s] = draw_whole(
        wagons, parameters.wagons_destroyed_share * wagons, uniform(today, LOAD, s, DESTROYED)
    )


@kernel
def repair_and_supply(rolling_stock, parameters, today, g):
    """Repair locomotives of an army group, supply what it lacks, and compute how far they cover the need."""
    ready = parameters.repaired_per_day * rolling_stock.in_repair[g]
    repaired = draw_whole(rolling_stock.in_repair[g], ready, uniform(today, SHOP, g))
    rolling_stock.in_repair[g] -= repaired
    rolling_stock.in_service[g] += repaired
    lack = rolling_stock.needed[g] - rolling_stock.in_service[g] - rolling_stock.in_repair[g]
    # The first supply covers the whole need.
    limit = lack if rolling_stock.supplied_in_total[g] == 0.0 else parameters.replacements_per_day
    sent = draw_count(min(limit, lack), uniform(today, SENT, g))
    rolling_stock.in_service[g] += sent
    rolling_stock.supplied_in_total[g] += sent
    if rolling_stock.frost_proof_share[g] > 0.0:
        owned = rolling_stock.supplied_in_total[g] - rolling_stock.destroyed_in_total[g]
        bare = 1.0 - rolling_stock.frost_proof_share[g]
        rolling_stock.frost_proof_share[g] += parameters.frost_proofing_per_day * bare
        rolling_stock.frost_proof_share[g] *= 1.0 - sent / owned
    rolling_stock.availability[g] = (
        rolling_stock.in_service[g] / rolling_stock.needed[g]
        if rolling_stock.needed[g] > rolling_stock.in_service[g]
        else 1.0
    )
