"""Zones: the share of each cell that partisans control, and the ground that they hold.

Control moves within weeks towards a balance between partisans, weighted by cover and popular support, and garrisons,
police and expeditions. Ground is held where partisans have stood for months beyond the reach of any post: it grows
slowly and is lost quickly. The subsystem produces both, the people who live on held ground, and the area that the
occupier considers unsafe.
"""

from typing import NamedTuple

from hinterland.core.calendar import WEDNESDAY
from hinterland.core.declare import Array, assumed, directional, f8, log, per, switch
from hinterland.core.elementary import exp
from hinterland.core.geometry import density_within_reach
from hinterland.core.jit import kernel, weekly
from hinterland.core.response import saturate
from hinterland.core.units import KM2_PER_1000KM2


class State(NamedTuple):
    """Control of the ground."""

    control: Array = per("cell", f8, "1", "Share of the cell under partisan control, 0 to 1")
    held: Array = per("cell", f8, "1", "Share of the cell that partisans have held for months, 0 to 1")
    area: Array = per("cell", f8, "km2", "Area that partisans have held for months")
    people: Array = per("cell", f8, "person", "Civilians who live on ground that partisans hold")
    occupied: Array = per("cell", f8, "km2", "Occupied area of the Soviet Union in its borders of 1941")
    unsafe: Array = per(
        "cell", f8, "km2", "Area that the occupier counts as unsafe because of the partisans that he assumes there"
    )


class Parameters(NamedTuple):
    """Weights of both sides in the balance of control, and what makes ground held."""

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
        14, "person/1000km2", log(5, 300), "Partisan density at which control reaches half where no troops are",
        "house-0046",
    )  # fmt: skip
    change_per_week: float = assumed(
        0.12, "1/week", (0.01, 0.6), "Share of the gap to the new balance that closes in a week", "house-0046"
    )
    men_of_post: float = assumed(
        60, "person", log(15, 300), "Men in a post of garrison, police or an expedition", "house-0816"
    )
    ground_of_post: float = assumed(
        25, "km2", log(5, 300), "Ground that a post commands: partisans cannot hold it", "house-0816"
    )
    half_saturation_presence: float = assumed(
        100, "person/1000km2", log(20, 1500), "Density of partisans, weighted, that fills half of the free ground",
        "house-0816",
    )  # fmt: skip
    weeks_to_hold: float = assumed(
        13, "week", (4, 52), "Weeks in which free ground becomes held ground, for the most part", "house-0816"
    )
    losing_weeks: float = assumed(
        3, "week", (1, 16), "Weeks in which ground is lost where posts come or partisans go", "house-0816"
    )
    half_saturation_believed: float = directional(
        40, "person/1000km2", log(1, 200),
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
            zones.unsafe[c] = 0.0
            continue
        goal = parameters.enabled * balance(detachments, security, population, expeditions, land, parameters, c)
        zones.control[c] += parameters.change_per_week * (goal - zones.control[c])
        free = parameters.enabled * free_ground(detachments, security, population, expeditions, land, parameters, c)
        weeks = parameters.weeks_to_hold if free > zones.held[c] else parameters.losing_weeks
        zones.held[c] += (free - zones.held[c]) / weeks
        zones.occupied[c] = land.area[c]
        zones.area[c] = zones.held[c] * land.area[c]
        zones.people[c] = zones.held[c] * population.rural[c]
        believed = density_within_reach(land, picture.partisans, c)
        half = parameters.half_saturation_believed
        zones.unsafe[c] = land.area[c] * max(zones.held[c], saturate(believed * believed, half * half))


@kernel
def balance(detachments, security, population, expeditions, land, parameters, c):
    """Return the share of a cell that partisans would control in the end with today's men of both sides near it."""
    half = parameters.soldier_weight * enemies(security, expeditions, land, parameters, c)
    half += parameters.half_saturation_partisans
    return saturate(weight_of(detachments, population, land, parameters, c), half)


@kernel
def free_ground(detachments, security, population, expeditions, land, parameters, c):
    """Return the share of a cell that no post commands and where partisans are.

    Posts lie at random: the share that none of them reaches falls with the exponential of the ground they command.
    Thin groups do not hold ground: their share rises with the square of the response to their density.
    """
    posts = enemies(security, expeditions, land, parameters, c) / parameters.men_of_post
    beyond = exp(-posts * parameters.ground_of_post / KM2_PER_1000KM2)
    presence = weight_of(detachments, population, land, parameters, c)
    presence = saturate(presence, parameters.half_saturation_presence)
    return beyond * presence * presence


@kernel
def weight_of(detachments, population, land, parameters, c):
    """Return the partisans on a thousand km2 near a cell, weighted by cover and popular support."""
    partisans = density_within_reach(land, detachments.men_in_cell, c)
    partisans *= parameters.open_ground_weight + land.cover[c]
    return partisans * (parameters.unwilling_weight + population.support_soviet[c])


@kernel
def enemies(security, expeditions, land, parameters, c):
    """Return the soldiers on a thousand km2 near a cell, policemen by their weight."""
    troops = density_within_reach(land, security.garrison, c) + density_within_reach(land, expeditions.troops, c)
    return troops + parameters.police_weight * density_within_reach(land, security.police, c)
