"""Locomotives and wagons: losses to derailments, mines and frost, repairs, and replacements from the Reich.

The module produces the availability of locomotives of each army group: locomotives in service over locomotives needed,
at most 1. Availability limits the trains that can run.
"""

from typing import NamedTuple

from hinterland.core.chance import stream, uniform, whole
from hinterland.core.declare import Array, f8, log, param, per, switch
from hinterland.core.jit import daily

HURT = stream("rolling_stock.hurt", "how many locomotives derailments and mines damage on a line today")
RUIN = stream("rolling_stock.ruin", "how many of these are beyond repair")
LOAD = stream("rolling_stock.load", "how many wagons are damaged and how many destroyed")
SHOP = stream("rolling_stock.shop", "how many locomotives leave the shops")
FREEZE = stream("rolling_stock.freeze", "how many locomotives the frost puts out of service")
SENT = stream("rolling_stock.sent", "how many locomotives the Reich sends")


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
    locomotives_per_km: float = param(
        0.13, "locomotive/km", (0.05, 0.4), "Locomotives needed for a km of operated railway", "R102", "house-0262"
    )
    damage_chance_derailed: float = param(
        0.95, "1", (0.2, 1), "Chance that a derailment damages the locomotive", "R088", "R090", "house-0262"
    )
    damage_chance_struck: float = param(
        0.8, "1", (0, 1), "Chance that a mine damages the locomotive of a train that stays on the rails", "house-0262"
    )
    cut_collision_chance: float = param(
        0.5, "1", (0, 1), "Chance that a train on a busy line hits a cut before a patrol finds it", "house-0270"
    )
    busy_trains_per_day: float = param(
        6, "train/day", (1, 30), "Trains a day from which a line counts as busy", "house-0270"
    )
    frost_failures_per_degree: float = param(
        0.004, "1/day", log(0.0003, 0.03),
        "Share of locomotives not equipped against frost that fail in a day per degree", "house-0268",
    )  # fmt: skip
    frost_threshold_c: float = param(
        -8, "degC", (-25, 0), "Mean temperature of a day below which locomotives fail", "house-0268"
    )
    frost_proofing_per_day: float = param(
        0.004, "1/day", log(0.0005, 0.05), "Share of the rest equipped against frost in a day, once some have failed",
        "house-0268",
    )  # fmt: skip
    sand_wagon_protection: float = param(
        0.2, "1", (0, 1), "Share of damage prevented by sand wagons pushed ahead of the locomotive", "house-0262"
    )
    destroyed_share: float = param(0.15, "1", (0.02, 0.8), "Share of damaged locomotives beyond repair", "house-0262")
    wagons_per_derailment: float = param(
        5.5, "wagon", (1, 15), "Wagons damaged in a derailment", "R088", "R089", "house-0262"
    )
    wagons_destroyed_share: float = param(0.3, "1", (0, 1), "Share of damaged wagons that are destroyed", "house-0262")
    repaired_per_day: float = param(
        0.03, "1/day", log(0.005, 0.2), "Share of damaged locomotives repaired in a day", "house-0262"
    )
    replacements_per_day: float = param(
        14, "locomotive/day", log(1, 60), "Most locomotives that the Reich sends to an army group in a day",
        "house-0262",
    )  # fmt: skip


@daily
def step(rolling_stock, rail, gauge, traffic, land, forcing, parameters, today):
    """Compute the day's losses of locomotives and wagons, repair some, and supply replacements.

    Frost puts locomotives without equipment against it out of service; workshops add the equipment during repair.
    """
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
            bare = here * rolling_stock.availability[g] * (1.0 - rolling_stock.frost_proof_share[g])
            stopped = min(
                whole(parameters.frost_failures_per_degree * frost * bare, uniform(today, FREEZE, s)),
                rolling_stock.in_service[g],
            )
            rolling_stock.frozen[s] = stopped
            rolling_stock.frost_proof_share[g] = min(
                1.0,
                rolling_stock.frost_proof_share[g]
                + stopped / (rolling_stock.supplied_in_total[g] - rolling_stock.destroyed_in_total[g]),
            )
            rolling_stock.in_service[g] -= stopped
            rolling_stock.in_repair[g] += stopped
        if rail.trains_derailed[s] + rail.trains_struck[s] + rail.cuts[s] <= 0.0:
            continue
        saved = 1.0 - parameters.sand_wagon_protection * forcing.sand_wagons
        ran = (
            parameters.cut_collision_chance
            * min(1.0, traffic.trains[s] / parameters.busy_trains_per_day)
            * rail.cuts[s]
        )
        mean = saved * (
            parameters.damage_chance_derailed * rail.trains_derailed[s]
            + parameters.damage_chance_struck * (rail.trains_struck[s] + ran)
        )
        rolling_stock.damaged[s] = min(whole(mean, uniform(today, HURT, s)), rolling_stock.in_service[g])
        rolling_stock.destroyed[s] = whole(
            parameters.destroyed_share * rolling_stock.damaged[s], uniform(today, RUIN, s)
        )
        rolling_stock.in_service[g] -= rolling_stock.damaged[s]
        rolling_stock.in_repair[g] += rolling_stock.damaged[s] - rolling_stock.destroyed[s]
        rolling_stock.destroyed_in_total[g] += rolling_stock.destroyed[s]
        rolling_stock.wagons_damaged[s] = whole(
            parameters.wagons_per_derailment * rail.trains_derailed[s], uniform(today, LOAD, s)
        )
        share = parameters.wagons_destroyed_share * rolling_stock.wagons_damaged[s]
        rolling_stock.wagons_destroyed[s] = whole(share, uniform(today, LOAD, s + rail.trains_derailed.size))
    for g in range(rolling_stock.in_service.size):
        mended = min(
            rolling_stock.in_repair[g],
            whole(parameters.repaired_per_day * rolling_stock.in_repair[g], uniform(today, SHOP, g)),
        )
        rolling_stock.in_repair[g] -= mended
        rolling_stock.in_service[g] += mended
        lack = rolling_stock.needed[g] - rolling_stock.in_service[g] - rolling_stock.in_repair[g]
        # The first supply covers the whole need.
        limit = lack if rolling_stock.supplied_in_total[g] == 0.0 else parameters.replacements_per_day
        sent = whole(max(0.0, min(limit, lack)), uniform(today, SENT, g))
        rolling_stock.in_service[g] += sent
        rolling_stock.supplied_in_total[g] += sent
        if rolling_stock.frost_proof_share[g] > 0.0:
            rolling_stock.frost_proof_share[g] += parameters.frost_proofing_per_day * (
                1.0 - rolling_stock.frost_proof_share[g]
            )
            rolling_stock.frost_proof_share[g] *= 1.0 - sent / (
                rolling_stock.supplied_in_total[g] - rolling_stock.destroyed_in_total[g]
            )
        rolling_stock.availability[g] = (
            rolling_stock.in_service[g] / rolling_stock.needed[g]
            if rolling_stock.needed[g] > rolling_stock.in_service[g]
            else 1.0
        )
