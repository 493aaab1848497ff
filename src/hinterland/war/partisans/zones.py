"""Zones: whose word is law in a cell, as a tug between those who lie in its woods and those who hold its towns."""

from typing import NamedTuple

from hinterland.core.calendar import WEDNESDAY
from hinterland.core.cover import density
from hinterland.core.declare import Array, f8, log, param, per, switch
from hinterland.core.jit import weekly


class State(NamedTuple):
    """Control of the ground."""

    control: Array = per("cell", f8, "1", "Share of the cell where partisans rule, 0 to 1")
    area: Array = per(
        "cell", f8, "km2", "Ground that partisans hold: the share they rule of every cell where that is over a third"
    )
    people: Array = per("cell", f8, "person", "Civilians who live on that ground")
    occupied: Array = per("cell", f8, "km2", "Occupied ground of the Soviet Union of 1941")
    infested: Array = per(
        "cell", f8, "km2", "Ground that the enemy counts as unsafe: cells where he believes in partisans or is attacked"
    )


class Parameters(NamedTuple):
    """What control depends on."""

    enabled: float = switch("Whether partisans can rule ground at all")
    weight: float = param(0.85, "1", log(0.2, 4), "Partisans that a soldier in garrison outweighs", "house-0046")
    open_ground: float = param(0.35, "1", (0, 1), "Weight of partisans on open ground; full cover adds 1", "house-0046")
    unwilling: float = param(
        0.45, "1", (0, 1), "Weight of partisans among the unwilling; full will adds 1", "house-0046"
    )
    police: float = param(0.5, "1", (0, 1), "Weight of a policeman beside a soldier", "house-0046")
    bare: float = param(
        14, "person/1000km2", log(5, 300), "Partisans on a thousand km2 that rule nothing yet", "house-0046"
    )
    change: float = param(
        0.12, "1/week", (0.01, 0.6), "Share of the way to the new balance gone in a week", "house-0046"
    )
    threshold: float = param(0.32, "1", (0.1, 0.6), "Share from which ground counts as held", "S069", "house-0046")
    unsafe: float = param(
        6,
        "person/1000km2",
        log(1, 200),
        "Partisans believed in on a thousand km2 at which the enemy calls ground infested",
        "S181",
        "S182",
    )


@weekly(WEDNESDAY)
def step(zones, detachments, security, population, expeditions, land, forcing, parameters, today):
    """Every cell goes some of the way to its new balance."""
    for c in range(zones.control.size):
        if forcing.occupied[c] == 0 or land.abroad[c] == 1:
            zones.control[c] = 0.0
            zones.area[c] = 0.0
            zones.occupied[c] = 0.0
            zones.people[c] = 0.0
            zones.infested[c] = 0.0
            continue
        forest = (
            density(detachments.here[c], land.area[c])
            * (parameters.open_ground + land.cover[c])
            * (parameters.unwilling + population.support_soviet[c])
        )
        posts = density(
            security.garrison[c] + parameters.police * security.police[c] + expeditions.troops[c], land.area[c]
        )
        goal = (
            parameters.enabled * forest / (forest + parameters.weight * posts + parameters.bare)
            if forest > 0.0
            else 0.0
        )
        zones.control[c] += parameters.change * (goal - zones.control[c])
        held = zones.control[c] if zones.control[c] >= parameters.threshold else 0.0
        zones.occupied[c] = land.area[c]
        zones.area[c] = held * land.area[c]
        zones.people[c] = held * population.rural[c]
        believed = density(security.believed_partisans[c], land.area[c])
        zones.infested[c] = (
            land.area[c] * believed * believed / (believed * believed + parameters.unsafe * parameters.unsafe)
        )
