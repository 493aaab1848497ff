"""Zones: the share of each cell that partisans control, and the ground that they hold.

Control moves within weeks towards a balance between partisans, weighted by cover and popular support, and garrisons,
police and expeditions. Ground is held where partisans have had the upper hand for months: held ground grows slowly and
is lost quickly. The subsystem produces both, the people who live on held ground, and the area that the occupier
considers unsafe.
"""

from typing import NamedTuple

from hinterland.core.calendar import WEDNESDAY
from hinterland.core.declare import Array, assumed, directional, f8, log, per, switch
from hinterland.core.geometry import density_within_reach
from hinterland.core.jit import kernel, weekly
from hinterland.core.response import saturate


class State(NamedTuple):
    """Control of the ground."""

    control: Array = per("cell", f8, "1", "Share of the cell under partisan control, 0 to 1")
    held: Array = per("cell", f8, "1", "Share of the cell that partisans have held for months, 0 to 1")
    area: Array = per("cell", f8, "km2", "Area that partisans have held for months")
    people: Array = per("cell", f8, "person", "Civilians who live on ground that partisans hold")
    occupied: Array = per("cell", f8, "km2", "Occupied area of the Soviet Union in its borders of 1941")
    infested: Array = per(
        "cell", f8, "km2", "Area that the occupier counts as unsafe because of the partisans that he assumes there"
    )


class Parameters(NamedTuple):
    """Weights of both sides in the balance of control, and how control becomes held ground."""

    enabled: float = switch("Whether partisans can control ground")
    soldier_weight: float = assumed(
        0.5, "1", log(0.2, 4), "Weight of a soldier in garrison, relative to a partisan", "house-0046"
    )
    open_ground_weight: float = assumed(
        0.35, "1", (0, 1), "Weight of partisans on open ground; full cover adds 1", "house-0046"
    )
    unwilling_weight: float = assumed(
        0.45, "1", (0, 1), "Weight of partisans without popular support; full support adds 1", "house-0046"
    )
    police_weight: float = assumed(0.5, "1", (0, 1), "Weight of a policeman, relative to a soldier", "house-0046")
    half_saturation_partisans: float = assumed(
        14, "person/1000km2", log(5, 300),
        "Partisan density at which control reaches half where there are no troops", "house-0046",
    )  # fmt: skip
    change_per_week: float = assumed(
        0.12, "1/week", (0.01, 0.6), "Share of the gap to the new balance that closes in a week", "house-0046"
    )
    upper_hand: float = assumed(
        0.35, "1", (0.2, 0.9), "Control from which partisans have the upper hand: above it some of the ground is free",
        "house-0816",
    )  # fmt: skip
    holding_weeks: float = assumed(
        13, "week", (4, 52), "Weeks in which free ground becomes held ground, for the most part", "house-0816"
    )
    losing_weeks: float = assumed(
        3, "week", (1, 16), "Weeks in which held ground is lost where partisans lose the upper hand", "house-0816"
    )
    half_saturation_believed: float = directional(
        12, "person/1000km2", log(1, 200),
        "Density of partisans assumed by the enemy at which half of a cell counts as unsafe",
        "S181", "S182", "house-0503",
    )  # fmt: skip


@weekly(WEDNESDAY)
def step(zones, detachments, security, picture, population, expeditions, land, forcing, parameters, today):
    """Move the control of every cell towards its balance, let ground be held or lost, and compute the areas."""
    for c in range(zones.control.size):
        if forcing.occupied[c] == 0 or land.abroad[c] == 1:
            zones.control[c] = 0.0
            zones.held[c] = 0.0
            zones.area[c] = 0.0
            zones.occupied[c] = 0.0
            zones.people[c] = 0.0
            zones.infested[c] = 0.0
            continue
        goal = parameters.enabled * balance(detachments, security, population, expeditions, land, parameters, c)
        zones.control[c] += parameters.change_per_week * (goal - zones.control[c])
        free = max(0.0, zones.control[c] - parameters.upper_hand) / (1.0 - parameters.upper_hand)
        weeks = parameters.holding_weeks if free > zones.held[c] else parameters.losing_weeks
        zones.held[c] += (free - zones.held[c]) / weeks
        zones.occupied[c] = land.area[c]
        zones.area[c] = zones.held[c] * land.area[c]
        zones.people[c] = zones.held[c] * population.rural[c]
        believed = density_within_reach(land, picture.partisans, c)
        half = parameters.half_saturation_believed
        zones.infested[c] = land.area[c] * max(zones.control[c], saturate(believed * believed, half * half))


@kernel
def balance(detachments, security, population, expeditions, land, parameters, c):
    """Return the share of a cell that partisans would control in the end with today's men of both sides near it."""
    partisans = density_within_reach(land, detachments.men_in_cell, c)
    partisans *= parameters.open_ground_weight + land.cover[c]
    partisans *= parameters.unwilling_weight + population.support_soviet[c]
    troops = density_within_reach(land, security.garrison, c) + density_within_reach(land, expeditions.troops, c)
    troops += parameters.police_weight * density_within_reach(land, security.police, c)
    return saturate(partisans, parameters.soldier_weight * troops + parameters.half_saturation_partisans)
