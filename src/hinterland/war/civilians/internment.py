"""Internment: the occupier holds civilians whom he distrusts in camps, so that they cannot help partisans.

Orders set the share of people to intern. Internment lowers the number of villagers; some of the interned die.
"""

from typing import NamedTuple

from hinterland.core.calendar import FRIDAY
from hinterland.core.chance import draw_change, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, per, switch
from hinterland.core.jit import weekly

INTERN = stream("internment.intern", "how many people are interned this week")
RELEASE = stream("internment.release", "how many of the interned are released this week")
DIE = stream("internment.die", "how many of the interned die this week")


class State(NamedTuple):
    """Interned civilians and their deaths."""

    interned: Array = per("cell", f8, "person", "Civilians in the occupier's internment camps")
    dead: Array = per("cell", f8, "person", "Deaths in internment camps")


class Parameters(NamedTuple):
    """The pace of internment and the death rate in the camps."""

    enabled: float = switch("Whether orders to intern people are carried out")
    adjustment_rate: float = directional(
        0.06, "1/week", (0.01, 0.5), "Share of the gap to the ordered number that closes in a week",
        "S244", "S245", "house-0246",
    )  # fmt: skip
    death_rate: float = assumed(
        0.0008, "1/week", (0, 0.02), "Share of the interned who die of hunger and disease in a week", "house-0246"
    )


@weekly(FRIDAY)
def step(internment, population, land, forcing, parameters, today):
    """Intern or release people until the ordered share is reached; some of the interned die."""
    if parameters.enabled == 0.0:
        return
    for c in range(internment.interned.size):
        if forcing.internment[c] <= 0.0 and internment.interned[c] <= 0.0:
            continue
        dead = draw_whole(
            internment.interned[c], parameters.death_rate * internment.interned[c], uniform(today, DIE, c)
        )
        internment.interned[c] -= dead
        internment.dead[c] += dead
        goal = forcing.internment[c] * (1.0 - land.finnic[c]) * (population.rural[c] + internment.interned[c])
        change = parameters.adjustment_rate * (goal - internment.interned[c])
        if forcing.occupied[c] == 0:
            n = -internment.interned[c]
        else:
            u, v = uniform(today, INTERN, c), uniform(today, RELEASE, c)
            n = draw_change(change, population.rural[c], internment.interned[c], u, v)
        population.rural[c] -= n
        internment.interned[c] += n
