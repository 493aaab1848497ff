"""Movement of detachments: ordered marches, flight from expeditions and relocation to better ground.

A detachment with a goal moves towards it cell by cell. Others may move to a neighbouring cell that is better to live
in: forest cover and popular support attract them; crowding, garrisons and expeditions repel them. Where partisans are
called to act with the Army, detachments in contact are attracted too. Each move costs some people.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import in_weekly_batch, stream, uniform, whole
from hinterland.core.declare import Array, f8, log, param, per
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import record_deaths, update_strength

DRIFT = stream("movement.drift", "whether a detachment considers relocation this week")
PACE = stream("movement.pace", "whether a marching detachment enters the next cell today")
TIRE = stream("movement.tire", "how many people a detachment loses on the march")
MARCH = np.int64(Kind.march)


class State(NamedTuple):
    """People who crossed a frontier."""

    entered_abroad: Array = per("atom", f8, "person", "Partisans who entered a foreign country today", daily=True)


class Parameters(NamedTuple):
    """Pace and losses of marches, and what makes a cell attractive."""

    pace_km_per_day: float = param(
        16, "km/day", (5, 40), "Distance that a formation marches in a day through enemy territory", "R187", "R188"
    )
    march_loss_per_cell: float = param(
        0.006, "1/cell", (0, 0.1), "Share of a detachment lost in crossing a cell", "R188", "house-0055"
    )
    relocation_per_week: float = param(
        0.10,
        "1/week",
        (0, 0.6),
        "Weekly chance that a detachment considers moving to a neighbouring cell",
        "house-0055",
    )
    relocation_advantage: float = param(
        0.08, "1", (0, 1), "Advantage that a neighbouring cell must have for a detachment to move there", "house-0055"
    )
    attraction_of_joint_call: float = param(
        0.5, "1", (0, 3), "Added attraction to detachments in contact of cells called to act with the Army",
        "S456", "house-0304",
    )  # fmt: skip
    half_saturation_partisans: float = param(
        0.55,
        "person/km2",
        log(0.05, 4),
        "Partisan density at which crowding halves the attraction of a cell",
        "house-0055",
    )


@kernel
def attraction(detachments, population, security, expeditions, land, forcing, parameters, c):
    """Return how attractive a cell is to a detachment."""
    if c < 0 or forcing.occupied[c] == 0:
        return -1.0
    crowd = detachments.men_in_cell[c] / land.area[c]
    garrison_density = 1000.0 * security.garrison[c] / land.area[c]
    here = 0.12 + land.cover[c] * (0.4 + population.support_soviet[c])
    return (
        here
        * parameters.half_saturation_partisans
        / (parameters.half_saturation_partisans + crowd)
        * (1.0 - 0.5 * garrison_density / (garrison_density + 400.0))
        / (1.0 + expeditions.troops[c] / 800.0)
    )


@daily
def step(
    movement, detachments, population, security, expeditions, joint_operations, journal, land, forcing, parameters,
    today
):  # fmt: skip
    """Move detachments with a goal; once a week the others may move to a better neighbouring cell."""
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 0 or detachments.base[i] >= 0:
            continue
        c = detachments.cell[i]
        if detachments.goal[i] >= 0:
            if uniform(today, PACE, i) >= parameters.pace_km_per_day / 43.0:
                continue
            best = towards(land, c, detachments.goal[i])
            if best < 0 or best == c:
                detachments.goal[i] = -1
                continue
            arrive(movement, detachments, population, land, parameters, i, best, uniform(today, TIRE, i))
            if best == detachments.goal[i] or forcing.occupied[best] == 0:
                detachments.goal[i] = -1
                record_event(journal, MARCH, best, i, -1, detachments.men[i], 0.0, detachments.men[i], 0.0)
        elif in_weekly_batch(today, i) and uniform(today, DRIFT, i) < parameters.relocation_per_week + 0.5 * min(
            1.0, expeditions.troops[c] / 2000.0
        ):
            heed = parameters.attraction_of_joint_call * detachments.contact[i]
            best, best_attraction = (
                c,
                attraction(detachments, population, security, expeditions, land, forcing, parameters, c),
            )
            best_attraction = (
                best_attraction * (1.0 + heed * joint_operations.call_strength[c]) + parameters.relocation_advantage
            )
            for k in range(6):
                n = land.neighbours[c, k]
                # A detachment goes abroad on order only.
                if n < 0 or (land.abroad[n] == 1 and land.republic[n] != land.republic[c]):
                    continue
                w = attraction(detachments, population, security, expeditions, land, forcing, parameters, n)
                w *= 1.0 + heed * joint_operations.call_strength[n]
                if w > best_attraction:
                    best, best_attraction = n, w
            if best != c:
                arrive(movement, detachments, population, land, parameters, i, best, uniform(today, TIRE, i))


@kernel
def towards(land, c, goal):
    """Return the neighbour of a cell that is nearest to the goal, or the cell itself."""
    best, distance = c, squared_distance(land, c, goal)
    for k in range(6):
        n = land.neighbours[c, k]
        if n >= 0 and squared_distance(land, n, goal) < distance:
            best, distance = n, squared_distance(land, n, goal)
    return best


@kernel
def squared_distance(land, a, b):
    """Return the squared distance of two cells in degrees of latitude."""
    dy = land.lat[a] - land.lat[b]
    dx = (land.lon[a] - land.lon[b]) * 0.6
    return dx * dx + dy * dy


@kernel
def arrive(movement, detachments, population, land, parameters, i, cell, u):
    """Move a detachment into a cell, less the losses of the march."""
    c = detachments.cell[i]
    record_deaths(detachments, population, land, i, whole(parameters.march_loss_per_cell * detachments.men[i], u))
    update_strength(detachments, i)
    detachments.men_in_cell[c] -= detachments.men[i]
    detachments.cell[i] = cell
    detachments.men_in_cell[cell] += detachments.men[i]
    if land.abroad[cell] == 1 and land.republic[cell] != land.republic[c]:
        movement.entered_abroad[land.atom[cell]] += detachments.men[i]
