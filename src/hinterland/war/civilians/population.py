"""Population: the civilians of every cell, the food they eat, and which side they support.

Occupation, fear, requisition and news from the front change support for the two sides. Everyone is in one account, and
every change is a transfer between two accounts.
"""

from typing import NamedTuple

from hinterland.core.chance import in_weekly_batch, stream, uniform, whole
from hinterland.core.declare import Array, f8, log, param, per, switch, u1
from hinterland.core.jit import daily, kernel

EVACUATE = stream("population.evacuate", "rounding of the people evacuated before the enemy arrives")
STRAGGLE = stream("population.straggle", "how many soldiers stay behind when the front passes")
LOSE = stream("population.scatter", "how many rifles stay on the field when the front passes")


class State(NamedTuple):
    """The people of every cell, the accounts that they pass into, and their attitudes."""

    rural: Array = per("cell", f8, "person", "Civilians in villages")
    urban: Array = per("cell", f8, "person", "Civilians in towns")
    stragglers: Array = per("cell", f8, "person", "Soldiers hidden behind the front, and escaped prisoners")
    prisoners: Array = per("cell", f8, "person", "Partisans and stragglers taken prisoner")
    evacuated: Array = per("cell", f8, "person", "People evacuated to the Soviet rear")
    conscripted: Array = per(
        "cell", f8, "person", "Men called up before the enemy arrived or taken into the Army at liberation"
    )
    deported: Array = per("cell", f8, "person", "People deported for labour")
    civilians_killed: Array = per("cell", f8, "person", "Civilians killed by action against partisans")
    partisans_dead: Array = per("cell", f8, "person", "Partisans dead")
    red_army: Array = per(
        "one", f8, "person", "Soldiers of the Red Army from whom stragglers and parachuted specialists come", start=3e7
    )
    support_soviet: Array = per("cell", f8, "1", "Willingness to help the Soviet side, 0 to 1")
    support_axis: Array = per("cell", f8, "1", "Willingness to serve the occupier, 0 to 1")
    fear: Array = per("cell", f8, "1", "Fear of the occupier from recent violence, 0 to 1")
    grievance: Array = per("cell", f8, "1", "Accumulated grievance against the occupier, 0 to 1")
    food: Array = per("cell", f8, "t", "Grain in the villages")
    grain_harvested: Array = per("cell", f8, "t", "Grain harvested since the start")
    grain_eaten: Array = per("cell", f8, "t", "Grain eaten since the start")
    grain_taken: Array = per("cell", f8, "t", "Grain taken by the occupier since the start")
    was_occupied: Array = per("cell", u1, "1", "Whether the cell was occupied yesterday")
    killed_reprisal: Array = per("cell", f8, "person", "Civilians killed in reprisals today", daily=True)
    killed_expedition: Array = per("cell", f8, "person", "Civilians killed in expeditions today", daily=True)
    deported_today: Array = per("cell", f8, "person", "People deported for labour today", daily=True)
    evacuated_today: Array = per("atom", f8, "person", "Civilians evacuated to the Soviet rear today", daily=True)
    villages_burned: Array = per("cell", f8, "village", "Villages burned today", daily=True)
    townspeople_evacuated: Array = per(
        "atom", f8, "person", "Townspeople evacuated before the enemy arrived today", daily=True
    )


class Parameters(NamedTuple):
    """Initial attitudes and stocks, and the rates at which they change."""

    enabled: float = switch("Whether events change support for either side")
    stragglers_per_cell: float = param(
        650, "person/cell", log(50, 4000), "Soldiers left behind in an ordinary cell of 1941", "house-0013", "S537"
    )
    encirclement_factor: float = param(
        3.0, "1", (0, 10), "Relative increase where a wide stretch of front collapsed at once", "house-0013"
    )
    abandoned_rifles_per_cell: float = param(
        450, "rifle/cell", log(100, 9000), "Rifles left on the field of an ordinary cell of 1941", "house-0014", "S298"
    )
    initial_support_soviet: float = param(
        0.40, "1", (0.05, 0.8), "Support for the Soviet side in 1941 in territory Soviet since 1921", "S009", "S055"
    )
    settling_rate: float = param(
        0.010, "1/week", (0, 0.1), "Share of stragglers who settle in a village in a week", "house-0013"
    )
    capture_rate: float = param(
        0.015, "1/week", (0, 0.2), "Share of stragglers taken prisoner in a week where nobody helps them", "house-0013"
    )
    initial_support_soviet_annexed: float = param(
        0.31, "1", (0, 0.6), "Support for the Soviet side in 1941 in territory annexed in 1939-40", "S009", "S092"
    )
    support_shift_tatar: float = param(-0.55, "1", (-0.6, 0.2), "Change of that support in a wholly Tatar cell", "S319")
    support_shift_baltic: float = param(
        -0.12, "1", (-0.6, 0.1), "Change of that support in a wholly Baltic cell", "S317"
    )
    support_shift_west_ukrainian: float = param(
        -0.16, "1", (-0.6, 0.2), "Change of that support in a wholly Ukrainian cell of former Poland", "S151", "S153"
    )
    initial_support_axis_annexed: float = param(
        0.38, "1", (0, 0.8), "Support for the occupier in 1941 in annexed territory", "house-0011"
    )
    initial_support_axis: float = param(
        0.24, "1", (0, 0.8), "Support for the occupier in 1941 in territory Soviet since 1921", "house-0011"
    )
    grievance_effect: float = param(
        0.55, "1", (0, 1), "How far grievance against the occupier raises support for the Soviet side", "S507", "S429"
    )
    news_effect: float = param(
        0.12, "1", (0, 0.6), "How far news from the front changes support for the Soviet side", "S176"
    )
    minimum_responsiveness: float = param(
        0.35, "1", (0, 1), "Responsiveness of opinion among people on whom the state could not count", "house-0012"
    )
    kin_responsiveness: float = param(
        0.65, "1", (0, 1), "Additional responsiveness among people on whom the state could count", "house-0012"
    )
    minimum_responsiveness_annexed: float = param(
        0.07, "1", (0, 1), "The first of these in annexed territory", "S009", "house-0012"
    )
    kin_responsiveness_annexed: float = param(
        0.14, "1", (0, 1), "The second of these in annexed territory", "S009", "house-0012"
    )
    grievance_effect_axis: float = param(
        0.6, "1", (0, 1), "How far grievance lowers support for the occupier", "S087", "house-0011"
    )
    news_effect_axis: float = param(
        0.6, "1", (0, 1), "How far Soviet victories lower support for the occupier", "S113", "house-0011"
    )
    requisition_effect: float = param(
        0.20,
        "1",
        (0, 0.5),
        "How far partisan requisition lowers support for the Soviet side in annexed territory",
        "S316",
        "S292",
    )
    opinion_adjustment_rate: float = param(
        0.05, "1/week", log(0.005, 0.2), "Share of the gap to its target that support closes in a week", "house-0012"
    )
    grievance_rate: float = param(
        0.0085, "1/week", log(0.001, 0.05), "Grievance that a week of ordinary occupation adds", "S281", "house-0012"
    )
    fear_decay_rate: float = param(0.09, "1/week", (0.01, 0.5), "Share of fear that disappears in a week", "house-0012")
    initial_grain_per_villager: float = param(
        0.165, "t/person", (0, 1), "Grain per villager in a fully tilled cell at the start of the war", "house-0015"
    )
    weekly_ration: float = param(0.0042, "t/week", (0.002, 0.008), "Grain that a person eats in a week", "house-0015")


@kernel
def support_shift(land, parameters, c):
    """Return how far the nationalities of a cell shift its support for the Soviet side."""
    return (
        parameters.support_shift_tatar * land.tatar[c]
        + parameters.support_shift_baltic * land.baltic[c]
        + parameters.support_shift_west_ukrainian * land.west_ukrainian[c]
    )


@daily
def settle(population, land, parameters):
    """Set the people, support and grain of every cell before the war."""
    for c in range(population.rural.size):
        population.rural[c] = round(land.rural[c])
        population.urban[c] = round(land.urban[c])
        base = parameters.initial_support_soviet if land.soviet_1938[c] else parameters.initial_support_soviet_annexed
        support = base * (0.5 + 0.5 * land.kin[c]) + support_shift(land, parameters, c)
        population.support_soviet[c] = min(1.0, max(0.01, support))
        service = parameters.initial_support_axis if land.soviet_1938[c] else parameters.initial_support_axis_annexed
        population.support_axis[c] = min(1.0, service * (1.0 - 0.9 * land.jewish[c]) + 0.4 * land.tatar[c])
        population.food[c] = parameters.initial_grain_per_villager * land.rural[c] * (0.3 + land.crop[c])


@daily
def pass_front(population, supply, land, forcing, parameters, today):
    """When the front passes a cell, evacuate and call up part of its people, and leave some soldiers behind."""
    for c in range(population.rural.size):
        if forcing.occupied[c] == 0 or population.was_occupied[c] == 1 or land.abroad[c] == 1:
            continue
        evacuated = whole(population.urban[c] * forcing.evacuation[c], uniform(today, EVACUATE, c))
        population.urban[c] -= evacuated
        population.evacuated[c] += evacuated
        population.townspeople_evacuated[land.atom[c]] += evacuated
        called = whole(population.rural[c] * forcing.mobilisation[c], uniform(today, EVACUATE, c + 100000))
        population.rural[c] -= called
        population.conscripted[c] += called
        neighbours_fallen = 0
        for k in range(6):
            n = land.neighbours[c, k]
            if n >= 0 and forcing.occupied[n] == 1 and population.was_occupied[n] == 0:
                neighbours_fallen += 1
        year = 1.0 if today.day < 200 else 0.15
        scale = land.area[c] / 1770.0 * year * (1.0 + parameters.encirclement_factor * neighbours_fallen / 6.0)
        shelter = 0.25 + 0.75 * land.cover[c]
        stragglers = whole(
            parameters.stragglers_per_cell * scale * shelter * 2.0 * uniform(today, STRAGGLE, c),
            uniform(today, STRAGGLE, c + 100000),
        )
        population.red_army[0] -= stragglers
        population.stragglers[c] += stragglers
        rifles = whole(parameters.abandoned_rifles_per_cell * scale, uniform(today, LOSE, c))
        supply.moscow_rifles[0] -= rifles
        supply.scattered[c] += rifles


@daily
def step(population, supply, zones, land, forcing, parameters, today):
    """For a seventh of all cells, update a week of food, stragglers, grievance and support."""
    for c in range(population.rural.size):
        population.was_occupied[c] = forcing.occupied[c]
        if not in_weekly_batch(today, c) or land.abroad[c] == 1:
            continue
        grain = min(population.food[c], parameters.weekly_ration * (population.rural[c] + 0.3 * population.urban[c]))
        population.food[c] -= grain
        population.grain_eaten[c] += grain
        if forcing.occupied[c] == 0:
            population.fear[c] *= 1.0 - parameters.fear_decay_rate
            continue
        occupier_control = 1.0 - zones.control[c]
        captured = min(
            whole(
                parameters.capture_rate
                * (1.0 - population.support_soviet[c])
                * occupier_control
                * population.stragglers[c],
                uniform(today, STRAGGLE, c),
            ),
            population.stragglers[c],
        )
        population.stragglers[c] -= captured
        population.prisoners[c] += captured
        settled = min(
            whole(parameters.settling_rate * population.stragglers[c], uniform(today, STRAGGLE, c + 100000)),
            population.stragglers[c],
        )
        population.stragglers[c] -= settled
        population.rural[c] += settled
        population.grievance[c] += (
            (1.0 - population.grievance[c]) * parameters.grievance_rate * (0.4 + forcing.reprisal[c])
        )
        population.fear[c] *= 1.0 - parameters.fear_decay_rate
        base = parameters.initial_support_soviet if land.soviet_1938[c] else parameters.initial_support_soviet_annexed
        goal = base * (0.5 + 0.5 * land.kin[c]) + support_shift(land, parameters, c)
        if land.soviet_1938[c]:
            responsiveness = parameters.minimum_responsiveness + parameters.kin_responsiveness * land.kin[c]
        else:
            responsiveness = (
                parameters.minimum_responsiveness_annexed + parameters.kin_responsiveness_annexed * land.kin[c]
            )
        goal += responsiveness * (
            parameters.grievance_effect * population.grievance[c] + parameters.news_effect * forcing.news[land.group[c]]
        )
        if land.soviet_1938[c] == 0:
            goal -= parameters.requisition_effect * supply.requisition_resentment[c]
        speed = parameters.enabled * parameters.opinion_adjustment_rate
        population.support_soviet[c] += speed * (min(1.0, max(0.0, goal)) - population.support_soviet[c])
        service = (
            parameters.initial_support_axis if land.soviet_1938[c] else parameters.initial_support_axis_annexed
        ) * (1.0 - parameters.grievance_effect_axis * population.grievance[c])
        service *= 1.0 - parameters.news_effect_axis * max(0.0, forcing.news[land.group[c]])
        service = service * (1.0 - 0.9 * land.jewish[c]) + 0.4 * land.tatar[c] * (1.0 - population.grievance[c])
        population.support_axis[c] += speed * (max(0.0, service) - population.support_axis[c])
