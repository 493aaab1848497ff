"""Front passage: what happens to the people of a cell on the day on which the front passes it and occupation begins.

Part of the townspeople is evacuated and part of the villagers called up; soldiers who are cut off stay behind, and
rifles stay on the field. Both come from the Red Army and its depots; other subsystems read them as stragglers and as
arms that people find.
"""

from datetime import date
from typing import NamedTuple

from hinterland.core.calendar import day_of
from hinterland.core.chance import draw_even, draw_whole, stream, uniform
from hinterland.core.declare import assumed, directional, log
from hinterland.core.jit import daily, kernel
from hinterland.core.units import KM2_PER_1000KM2, SIDES

EVACUATE = stream("front_passage.evacuate", "how many townspeople are evacuated before the enemy arrives")
MOBILISE = stream("front_passage.mobilise", "how many villagers are called up before the enemy arrives")
EXPECT = stream("front_passage.expect", "how many stragglers to expect in a cell, between none and twice the mean")
STRAGGLE = stream("front_passage.straggle", "how many soldiers stay behind, near the number to expect")
SCATTER = stream("front_passage.scatter", "how many rifles stay on the field")
END_OF_1941 = day_of(date(1942, 1, 1))


class Parameters(NamedTuple):
    """Soldiers and rifles left behind where the front passes."""

    stragglers_per_1000km2: float = directional(
        367.23, "person/1000km2", log(28, 2300), "Soldiers left behind on wooded ground where the front passed in 1941",
        "S537", "house-0013",
    )  # fmt: skip
    abandoned_rifles_per_1000km2: float = directional(
        254.24, "rifle/1000km2", log(56, 5100), "Rifles left on the field where the front passed in 1941",
        "S298", "house-0014",
    )  # fmt: skip
    encirclement_factor: float = assumed(
        3.0, "1", (0, 10), "Relative increase where a wide stretch of front collapsed at once", "house-0013"
    )
    later_collapse_factor: float = assumed(
        0.15, "1", (0, 1), "Soldiers and rifles left behind after 1941, relative to 1941", "house-0402"
    )
    open_ground_shelter: float = assumed(
        0.25, "1", (0, 1), "Soldiers who stay behind on open ground, relative to wooded ground", "house-0402"
    )


@daily
def step(population, supply, land, forcing, parameters, today):
    """When the front passes a cell, evacuate and call up part of its people, and leave some soldiers behind."""
    for c in range(population.rural.size):
        if forcing.occupied[c] == 0 or population.was_occupied[c] == 1 or land.abroad[c] == 1:
            continue
        evacuated = draw_whole(
            population.urban[c], population.urban[c] * forcing.evacuation[c], uniform(today, EVACUATE, c)
        )
        population.urban[c] -= evacuated
        population.evacuated[c] += evacuated
        population.townspeople_evacuated[land.atom[c]] += evacuated
        called = draw_whole(
            population.rural[c], population.rural[c] * forcing.mobilisation[c], uniform(today, MOBILISE, c)
        )
        population.rural[c] -= called
        population.conscripted[c] += called
        scale = collapse(population, land, forcing, parameters, today, c) * land.area[c] / KM2_PER_1000KM2
        shelter = parameters.open_ground_shelter + (1.0 - parameters.open_ground_shelter) * land.cover[c]
        mean = parameters.stragglers_per_1000km2 * scale * shelter
        expected = draw_even(mean, uniform(today, EXPECT, c))
        stragglers = draw_whole(population.red_army[0], expected, uniform(today, STRAGGLE, c))
        population.red_army[0] -= stragglers
        population.stragglers[c] += stragglers
        on_field = parameters.abandoned_rifles_per_1000km2 * scale
        rifles = draw_whole(supply.moscow_rifles[0], on_field, uniform(today, SCATTER, c))
        supply.moscow_rifles[0] -= rifles
        supply.scattered[c] += rifles


@kernel
def collapse(population, land, forcing, parameters, today, c):
    """Return how far the front collapsed here, 1 for one ordinary cell in 1941: more where others near by fell too."""
    fallen = 0
    for k in range(SIDES):
        n = land.ring[c, k]
        if n >= 0 and forcing.occupied[n] == 1 and population.was_occupied[n] == 0:
            fallen += 1
    year = 1.0 if today.day < END_OF_1941 else parameters.later_collapse_factor
    return year * (1.0 + parameters.encirclement_factor * fallen / SIDES)
