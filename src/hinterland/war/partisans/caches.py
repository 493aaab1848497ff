"""Caches: food that the Party lays by in the woods before the enemy comes, and what becomes of it."""

from typing import NamedTuple

from hinterland.core.chance import in_weekly_batch, weekly_batch_row, weekly_batch_size
from hinterland.core.declare import Array, f8, param, per, switch
from hinterland.core.jit import daily


class State(NamedTuple):
    """Food hidden in the woods for those who stay behind."""

    laid: Array = per("cell", f8, "t", "Food laid by in the woods of the cell")


class Parameters(NamedTuple):
    """What becomes of what is laid by."""

    enabled: float = switch("Whether food is laid by in the woods")
    spoil: float = param(0.01, "1/week", (0, 0.2), "Share that spoils or is stolen in a week", "house-0247")
    betrayed: float = param(
        0.6, "1/week", (0, 1), "Share that the enemy finds in a week where all of it is betrayed", "S320", "house-0247"
    )
    ration: float = param(0.0056, "t/week", (0.003, 0.01), "Food that a partisan eats in a week", "house-0015")


@daily
def step(caches, detachments, population, forcing, parameters, today):
    """Food is laid by on its day; a seventh of the cells lose some of it, a seventh of the detachments eat of it."""
    if parameters.enabled == 0.0:
        return
    for c in range(caches.laid.size):
        if forcing.laid[c] > 0.0 and forcing.occupied[c] == 0:
            caches.laid[c] += forcing.laid[c]
            population.grain_harvested[c] += forcing.laid[c]
        if not in_weekly_batch(today, c) or caches.laid[c] <= 0.0:
            continue
        lost = parameters.spoil * caches.laid[c]
        population.grain_eaten[c] += lost
        found = parameters.betrayed * forcing.betrayed[c] * forcing.occupied[c] * (caches.laid[c] - lost)
        population.grain_taken[c] += found
        caches.laid[c] -= lost + found
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0:
            continue
        c = detachments.cell[i]
        if caches.laid[c] <= 0.0:
            continue
        mouths = detachments.men[i] + detachments.wounded[i]
        part = caches.laid[c] * mouths / max(detachments.here[c] + 1.0, mouths)
        drawn = min(part, max(0.0, parameters.ration * mouths - detachments.food[i]))
        caches.laid[c] -= drawn
        detachments.food[i] += drawn
