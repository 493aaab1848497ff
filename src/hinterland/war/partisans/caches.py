"""Food caches: the Party hides food in the forest before the enemy arrives, and detachments eat it later.

The forcing gives how much is hidden on which day and how much is betrayed. Part of the food spoils, the enemy finds
part of what is betrayed, and detachments take the rest by their number of people.
"""

from typing import NamedTuple

from hinterland.core.chance import in_weekly_batch
from hinterland.core.declare import Array, assumed, f8, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import weekly_batch


class State(NamedTuple):
    """Food hidden in the forest."""

    food: Array = per("cell", f8, "t", "Food in hidden caches in the cell")


class Parameters(NamedTuple):
    """Losses of the caches."""

    enabled: float = switch("Whether food is hidden in caches")
    spoilage_per_week: float = assumed(
        0.01, "1/week", (0, 0.2), "Share of the hidden food that spoils or is stolen in a week", "house-0247"
    )
    loss_when_betrayed: float = assumed(
        0.6, "1/week", (0, 1), "Weekly share of the hidden food that the enemy finds where every cache is betrayed",
        "house-0247",
    )  # fmt: skip


@daily
def step(caches, detachments, population, supply, forcing, parameters, today):
    """Fill the caches on their day; once a week, apply losses to each cell and feed each detachment."""
    if parameters.enabled == 0.0:
        return
    for c in range(caches.food.size):
        if forcing.laid[c] > 0.0 and forcing.occupied[c] == 0:
            caches.food[c] += forcing.laid[c]
            population.grain_harvested[c] += forcing.laid[c]
        if in_weekly_batch(today, c) and caches.food[c] > 0.0:
            lose(caches, population, forcing, parameters, c)
    for i in weekly_batch(detachments):
        if detachments.alive[i] == 1:
            feed(caches, detachments, supply, i)


@kernel
def lose(caches, population, forcing, parameters, c):
    """Take out of the caches of a cell what spoils in a week and what the enemy finds of the rest."""
    spoilt = parameters.spoilage_per_week * caches.food[c]
    found = parameters.loss_when_betrayed * forcing.betrayed[c] * forcing.occupied[c] * (caches.food[c] - spoilt)
    population.grain_eaten[c] += spoilt
    population.grain_taken[c] += found
    caches.food[c] -= spoilt + found


@kernel
def feed(caches, detachments, supply, i):
    """Let a detachment take from the caches, up to its part of them, what its stores lack for a week."""
    c = detachments.cell[i]
    people = detachments.men[i] + detachments.wounded[i]
    part = caches.food[c] * people / max(detachments.men_in_cell[c], people, 1.0)
    drawn = min(part, max(0.0, supply.weekly_need[i] - detachments.food[i]))
    caches.food[c] -= drawn
    detachments.food[i] += drawn
