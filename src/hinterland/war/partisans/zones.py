"""Zones: the share of each cell that partisans control.

Control moves towards a balance between partisans, weighted by cover and popular support, and garrisons, police and
expeditions. Where partisans control more than a threshold, the ground counts as held. The subsystem produces the area
and the people under partisan control, and the area that the occupier considers unsafe.
"""

from typing import NamedTuple

from hinterland.core.calendar import WEDNESDAY
from hinterland.core.declare import Array, assumed, directional, f8, log, per, switch
from hinterland.core.geometry import density
from hinterland.core.jit import kernel, weekly
from hinterland.core.response import saturate


class State(NamedTuple):
    """Control of the ground."""

    control: Array = per("cell", f8, "1", "Share of the cell under partisan control, 0 to 1")
    area: Array = per("cell", f8, "km2", "Area under partisan control, in cells where the share exceeds the threshold")
    people: Array = per("cell", f8, "person", "Civilians who live in the area under partisan control")
    occupied: Array = per("cell", f8, "km2", "Occupied area of the Soviet Union in its borders of 1941")
    infested: Array = per(
        "cell", f8, "km2", "Area that the occupier counts as unsafe because of the partisans that he assumes there"
    )


class Parameters(NamedTuple):
    """Weights of both sides in the balance of control."""

    enabled: float = switch("Whether partisans can control ground")
    soldier_weight: float = assumed(
        0.85, "1", log(0.2, 4), "Weight of a soldier in garrison, relative to a partisan", "house-0046"
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
    held_threshold: float = assumed(
        0.32, "1", (0.1, 0.6), "Share of control from which ground counts as held", "house-0046"
    )
    half_saturation_believed: float = directional(
        6, "person/1000km2", log(1, 200),
        "Density of partisans assumed by the enemy at which half of a cell counts as unsafe",
        "S181", "S182", "house-0503",
    )  # fmt: skip


@weekly(WEDNESDAY)
def step(zones, detachments, security, picture, population, expeditions, land, forcing, parameters, today):
    """Move the control of every cell towards its balance, and compute the areas."""
    for c in range(zones.control.size):
        if forcing.occupied[c] == 0 or land.abroad[c] == 1:
            zones.control[c] = 0.0
            zones.area[c] = 0.0
            zones.occupied[c] = 0.0
            zones.people[c] = 0.0
            zones.infested[c] = 0.0
            continue
        goal = parameters.enabled * balance(detachments, security, population, expeditions, land, parameters, c)
        zones.control[c] += parameters.change_per_week * (goal - zones.control[c])
        held = zones.control[c] if zones.control[c] >= parameters.held_threshold else 0.0
        zones.occupied[c] = land.area[c]
        zones.area[c] = held * land.area[c]
        zones.people[c] = held * population.rural[c]
        believed, half = density(picture.partisans[c], land.area[c]), parameters.half_saturation_believed
        zones.infested[c] = land.area[c] * saturate(believed * believed, half * half)


@kernel
def balance(detachments, security, population, expeditions, land, parameters, c):
    """Return the share of a cell that partisans would control in the end with today's men of both sides."""
    partisans = density(detachments.men_in_cell[c], land.area[c])
    partisans *= parameters.open_ground_weight + land.cover[c]
    partisans *= parameters.unwilling_weight + population.support_soviet[c]
    men = security.garrison[c] + parameters.police_weight * security.police[c] + expeditions.troops[c]
    troops = parameters.soldier_weight * density(men, land.area[c])
    return saturate(partisans, troops + parameters.half_saturation_partisans)
