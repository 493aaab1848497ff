"""Movement: marches on order, flight from expeditions, and the slow spread into empty woods."""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import in_weekly_batch, stream, uniform, whole
from hinterland.core.declare import Array, f8, log, param, per
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import record_deaths, update_strength

DRIFT = stream("movement.drift", "whether a detachment looks for a better place this week")
PACE = stream("movement.pace", "whether a marching detachment gets into the next cell today")
TIRE = stream("movement.tire", "how many are lost on the march")
MARCH = np.int64(Kind.march)


class State(NamedTuple):
    """What marching costs and does."""

    entered: Array = per("atom", f8, "person", "Partisans who came into a land abroad today", daily=True)


class Parameters(NamedTuple):
    """What movement depends on."""

    km_day: float = param(
        16, "km/day", (5, 40), "Pace of a formation on the march through enemy country", "R187", "R188"
    )
    tire: float = param(0.006, "1/cell", (0, 0.1), "Share lost in crossing a cell", "R188", "house-0055")
    drift: float = param(
        0.10, "1/week", (0, 0.6), "Chance in a week that a detachment looks for a better place", "house-0055"
    )
    better: float = param(0.08, "1", (0, 1), "How much better a place must be to move there", "house-0055")
    heed: float = param(
        0.5, "1", (0, 3), "How much better a place is to those in contact where they are called to act with the Army",
        "S456", "house-0304",
    )  # fmt: skip
    crowd: float = param(
        0.55, "person/km2", log(0.05, 4), "Partisans on a km2 at which half the worth of a place is gone", "house-0055"
    )


@kernel
def worth(detachments, population, security, expeditions, land, forcing, parameters, c):
    """Return how good a cell is to lie in."""
    if c < 0 or forcing.occupied[c] == 0:
        return -1.0
    crowd = detachments.here[c] / land.area[c]
    posts = 1000.0 * security.garrison[c] / land.area[c]
    here = 0.12 + land.cover[c] * (0.4 + population.support_soviet[c])
    return (
        here
        * parameters.crowd
        / (parameters.crowd + crowd)
        * (1.0 - 0.5 * posts / (posts + 400.0))
        / (1.0 + expeditions.troops[c] / 800.0)
    )


@daily
def step(
    movement, detachments, population, security, expeditions, joint_operations, journal, land, forcing, parameters,
    today
):  # fmt: skip
    """Those under marching orders move on; a seventh of the others may move to a better cell beside theirs."""
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 0 or detachments.base[i] >= 0:
            continue
        c = detachments.cell[i]
        if detachments.goal[i] >= 0:
            if uniform(today, PACE, i) >= parameters.km_day / 43.0:
                continue
            best = towards(land, c, detachments.goal[i])
            if best < 0 or best == c:
                detachments.goal[i] = -1
                continue
            arrive(movement, detachments, population, land, parameters, i, best, uniform(today, TIRE, i))
            if best == detachments.goal[i] or forcing.occupied[best] == 0:
                detachments.goal[i] = -1
                record_event(journal, MARCH, best, i, -1, detachments.men[i], 0.0, detachments.men[i], 0.0)
        elif in_weekly_batch(today, i) and uniform(today, DRIFT, i) < parameters.drift + 0.5 * min(
            1.0, expeditions.troops[c] / 2000.0
        ):
            heed = parameters.heed * detachments.contact[i]
            best, best_worth = c, worth(detachments, population, security, expeditions, land, forcing, parameters, c)
            best_worth = best_worth * (1.0 + heed * joint_operations.call[c]) + parameters.better
            for k in range(6):
                n = land.neighbours[c, k]
                # Nobody goes abroad without an order.
                if n < 0 or (land.abroad[n] == 1 and land.republic[n] != land.republic[c]):
                    continue
                w = worth(detachments, population, security, expeditions, land, forcing, parameters, n)
                w *= 1.0 + heed * joint_operations.call[n]
                if w > best_worth:
                    best, best_worth = n, w
            if best != c:
                arrive(movement, detachments, population, land, parameters, i, best, uniform(today, TIRE, i))


@kernel
def towards(land, c, goal):
    """Return the neighbour of a cell that lies nearest to the goal, or the cell itself."""
    best, near = c, apart(land, c, goal)
    for k in range(6):
        n = land.neighbours[c, k]
        if n >= 0 and apart(land, n, goal) < near:
            best, near = n, apart(land, n, goal)
    return best


@kernel
def apart(land, a, b):
    """Return the squared distance of two cells in degrees of latitude."""
    dy = land.lat[a] - land.lat[b]
    dx = (land.lon[a] - land.lon[b]) * 0.6
    return dx * dx + dy * dy


@kernel
def arrive(movement, detachments, population, land, parameters, i, cell, u):
    """Move a detachment into a cell, less those lost on the way."""
    c = detachments.cell[i]
    record_deaths(detachments, population, land, i, whole(parameters.tire * detachments.men[i], u))
    update_strength(detachments, i)
    detachments.here[c] -= detachments.men[i]
    detachments.cell[i] = cell
    detachments.here[cell] += detachments.men[i]
    if land.abroad[cell] == 1 and land.republic[cell] != land.republic[c]:
        movement.entered[land.atom[cell]] += detachments.men[i]
