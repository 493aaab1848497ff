"""Food caches: the Party hides food in the forest before the enemy arrives, and detachments eat it later.

The forcing gives how much is hidden on which day and how much is betrayed. Part of the food spoils, the enemy finds
part of what is betrayed, and detachments take the rest by their number of people.
"""

from typing import NamedTuple

from hinterland.core.chance import in_weekly_batch, weekly_batch_row, weekly_batch_size
from hinterland.core.declare import Array, f8, param, per, switch
from hinterland.core.jit import daily


class State(NamedTuple):
    """Food hidden in the forest."""

    food: Array = per("cell", f8, "t", "Food in hidden caches in the cell")


class Parameters(NamedTuple):
    """Losses of the caches and what partisans draw from them."""

    enabled: float = switch("Whether food is hidden in caches")
    spoilage_per_week: float = param(
        0.01, "1/week", (0, 0.2), "Share of the hidden food that spoils or is stolen in a week", "house-0247"
    )
    loss_when_betrayed: float = param(
        0.6,
        "1/week",
        (0, 1),
        "Weekly share of the hidden food that the enemy finds where every cache is betrayed",
        "S320",
        "house-0247",
    )
    ration: float = param(0.0056, "t/week", (0.003, 0.01), "Food that a partisan eats in a week", "house-0015")


@daily
def step(caches, detachments, population, forcing, parameters, today):
    """Fill the caches on their day; once a week, apply losses to each cell and feed each detachment."""
    if parameters.enabled == 0.0:
        return
    for c in range(caches.food.size):
        if forcing.laid[c] > 0.0 and forcing.occupied[c] == 0:
            caches.food[c] += forcing.laid[c]
            population.grain_harvested[c] += forcing.laid[c]
        if not in_weekly_batch(today, c) or caches.food[c] <= 0.0:
            continue
        lost = parameters.spoilage_per_week * caches.food[c]
        population.grain_eaten[c] += lost
        found = parameters.loss_when_betrayed * forcing.betrayed[c] * forcing.occupied[c] * (caches.food[c] - lost)
        population.grain_taken[c] += found
        caches.food[c] -= lost + found
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0:
            continue
        c = detachments.cell[i]
        if caches.food[c] <= 0.0:
            continue
        people = detachments.men[i] + detachments.wounded[i]
        part = caches.food[c] * people / max(detachments.men_in_cell[c] + 1.0, people)
        drawn = min(part, max(0.0, parameters.ration * people - detachments.food[i]))
        caches.food[c] -= drawn
        detachments.food[i] += drawn
