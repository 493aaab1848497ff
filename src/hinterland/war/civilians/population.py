"""Population: the civilians of every cell, the food they eat, and which side they support.

Occupation, fear, requisition and news from the front change support for the two sides. Everyone is in one account, and
every change is a transfer between two accounts.
"""

from typing import NamedTuple

from hinterland.core.chance import draw_whole, stream, uniform, weekly_batch_row, weekly_batch_size
from hinterland.core.declare import Array, assumed, directional, f8, log, per, switch, u1
from hinterland.core.jit import daily, kernel

CAPTURE = stream("population.capture", "how many stragglers are taken prisoner this week")
SETTLE = stream("population.settle", "how many stragglers settle in a village this week")


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
    settling_rate: float = assumed(
        0.010, "1/week", (0, 0.1), "Share of stragglers who settle in a village in a week", "house-0013"
    )
    capture_rate: float = assumed(
        0.015, "1/week", (0, 0.2), "Share of stragglers taken prisoner in a week where nobody helps them", "house-0013"
    )
    initial_support_soviet: float = directional(
        0.40, "1", (0.05, 0.8), "Support for the Soviet side in 1941 in territory Soviet since 1921",
        "S009", "S055", "house-0400",
    )  # fmt: skip
    initial_support_soviet_annexed: float = directional(
        0.31, "1", (0, 0.6), "Support for the Soviet side in 1941 in territory annexed in 1939-40",
        "S009", "house-0400",
    )  # fmt: skip
    support_without_kin: float = assumed(
        0.5, "1", (0, 1), "Share of Soviet support of 1941 in a cell of people on whom the state could not count",
        "house-0400",
    )  # fmt: skip
    support_shift_tatar: float = directional(
        -0.55, "1", (-0.6, 0), "Change of Soviet support of 1941 in a wholly Tatar cell", "S319", "house-0400"
    )
    support_shift_baltic: float = directional(
        -0.12, "1", (-0.6, 0), "Change of Soviet support of 1941 in a wholly Baltic cell", "S317", "house-0400"
    )
    support_shift_west_ukrainian: float = assumed(
        -0.16, "1", (-0.6, 0.2), "Change of Soviet support of 1941 in a wholly Ukrainian cell of former Poland",
        "house-0400",
    )  # fmt: skip
    initial_support_axis: float = assumed(
        0.24, "1", (0, 0.8), "Support for the occupier in 1941 in territory Soviet since 1921", "house-0011"
    )
    initial_support_axis_annexed: float = assumed(
        0.38, "1", (0, 0.8), "Support for the occupier in 1941 in annexed territory", "house-0011"
    )
    axis_rejection_jewish: float = assumed(
        0.9, "1", (0, 1), "Share of support for the occupier in 1941 that is missing in a wholly Jewish cell",
        "house-0401",
    )  # fmt: skip
    axis_support_shift_tatar: float = assumed(
        0.4, "1", (0, 0.6), "Increase of support for the occupier in 1941 in a wholly Tatar cell without grievance",
        "house-0401",
    )  # fmt: skip
    grievance_effect: float = directional(
        0.55, "1", (0, 1), "How far grievance against the occupier raises support for the Soviet side",
        "S507", "S547", "house-0403",
    )  # fmt: skip
    news_effect: float = directional(
        0.12, "1", (0, 0.6), "How far news from the front changes support for the Soviet side", "S176", "house-0403"
    )
    minimum_responsiveness: float = assumed(
        0.35, "1", (0, 1), "Responsiveness of opinion among people on whom the state could not count", "house-0403"
    )
    kin_responsiveness: float = assumed(
        0.65, "1", (0, 1), "Additional responsiveness among people on whom the state could count", "house-0403"
    )
    minimum_responsiveness_annexed: float = assumed(
        0.07, "1", (0, 1), "Responsiveness of opinion in annexed territory among people on whom the state could not "
        "count", "house-0403",
    )  # fmt: skip
    kin_responsiveness_annexed: float = assumed(
        0.14, "1", (0, 1), "Additional responsiveness in annexed territory among people on whom the state could count",
        "house-0403",
    )  # fmt: skip
    grievance_effect_axis: float = directional(
        0.6, "1", (0, 1), "How far grievance lowers support for the occupier", "S547", "house-0403"
    )
    news_effect_axis: float = assumed(
        0.6, "1", (0, 1), "How far Soviet victories lower support for the occupier", "house-0403"
    )
    requisition_effect: float = directional(
        0.20, "1", (0, 0.5), "How far partisan requisition lowers support for the Soviet side in annexed territory",
        "S282", "S292", "S316", "house-0404",
    )  # fmt: skip
    opinion_adjustment_rate: float = assumed(
        0.05, "1/week", log(0.005, 0.2), "Share of the gap to its target that support closes in a week", "house-0012"
    )
    grievance_rate: float = directional(
        0.0085, "1/week", log(0.001, 0.05), "Grievance that a week under a policy of unlimited reprisals adds",
        "S429", "house-0012",
    )  # fmt: skip
    occupation_grievance: float = assumed(
        0.4, "1", (0, 2), "Grievance from a week of any occupation, relative to a week of unlimited reprisals",
        "house-0406",
    )  # fmt: skip
    fear_decay_rate: float = assumed(
        0.09, "1/week", (0.01, 0.5), "Share of fear that disappears in a week", "house-0012"
    )
    initial_grain_per_villager: float = assumed(
        0.165, "t/person", (0, 1), "Grain per villager in a fully tilled cell at the start of the war", "house-0015"
    )
    untilled_grain_share: float = assumed(
        0.3, "1", (0, 1), "Share of the initial grain per villager where the ground is hardly tilled", "house-0015"
    )
    weekly_ration: float = assumed(0.0042, "t/week", (0.002, 0.008), "Grain that a person eats in a week", "house-0015")
    most_eaten_share: float = assumed(
        0.05, "1/week", (0.02, 0.5), "Largest share of their grain that villages eat in a week, stretching it",
        "house-0823",
    )  # fmt: skip
    urban_ration_share: float = assumed(
        0.3, "1", (0, 1), "Share of their ration that townspeople draw from the villages of the cell", "house-0405"
    )


@kernel
def initial_support(land, parameters, c):
    """Return the support for the Soviet side with which a cell entered the war, by its history and nationalities."""
    base = parameters.initial_support_soviet if land.soviet_1938[c] else parameters.initial_support_soviet_annexed
    share = parameters.support_without_kin + (1.0 - parameters.support_without_kin) * land.kin[c]
    return (
        base * share
        + parameters.support_shift_tatar * land.tatar[c]
        + parameters.support_shift_baltic * land.baltic[c]
        + parameters.support_shift_west_ukrainian * land.west_ukrainian[c]
    )


@kernel
def axis_support(land, parameters, c, willing, grievance):
    """Return the support for the occupier in a cell, where a share of those who were willing in 1941 still is."""
    base = parameters.initial_support_axis if land.soviet_1938[c] else parameters.initial_support_axis_annexed
    of_tatars = parameters.axis_support_shift_tatar * land.tatar[c] * (1.0 - grievance)
    return base * willing * (1.0 - parameters.axis_rejection_jewish * land.jewish[c]) + of_tatars


@daily
def settle(population, land, parameters):
    """Set the people, support and grain of every cell before the war."""
    for c in range(population.rural.size):
        population.rural[c] = land.rural[c]
        population.urban[c] = land.urban[c]
        population.support_soviet[c] = min(1.0, max(0.0, initial_support(land, parameters, c)))
        population.support_axis[c] = min(1.0, axis_support(land, parameters, c, 1.0, 0.0))
        tilled = parameters.untilled_grain_share + land.crop[c]
        population.food[c] = parameters.initial_grain_per_villager * land.rural[c] * tilled


@daily
def step(population, reserves, supply, zones, land, forcing, parameters, today):
    """For a seventh of all cells, update a week of food, stragglers, grievance and support."""
    for c in range(population.rural.size):
        population.was_occupied[c] = forcing.occupied[c]
    for t in range(weekly_batch_size(today, population.rural.size)):
        c = weekly_batch_row(today, t)
        if land.abroad[c] == 1:
            continue
        eaters = population.rural[c] + reserves.waiting[c] + parameters.urban_ration_share * population.urban[c]
        grain = min(parameters.most_eaten_share * population.food[c], parameters.weekly_ration * eaters)
        population.food[c] -= grain
        population.grain_eaten[c] += grain
        population.fear[c] *= 1.0 - parameters.fear_decay_rate
        if forcing.occupied[c] == 0:
            continue
        thin_out_stragglers(population, zones, parameters, today, c)
        weight = parameters.occupation_grievance + forcing.reprisal[c]
        population.grievance[c] += (1.0 - population.grievance[c]) * parameters.grievance_rate * weight
        speed = parameters.enabled * parameters.opinion_adjustment_rate
        goal = soviet_goal(population, supply, land, forcing, parameters, c)
        population.support_soviet[c] += speed * (goal - population.support_soviet[c])
        grievance = population.grievance[c]
        willing = 1.0 - parameters.grievance_effect_axis * grievance
        willing *= 1.0 - parameters.news_effect_axis * max(0.0, forcing.news[land.group[c]])
        goal = max(0.0, axis_support(land, parameters, c, willing, grievance))
        population.support_axis[c] += speed * (goal - population.support_axis[c])


@kernel
def thin_out_stragglers(population, zones, parameters, today, c):
    """Let some stragglers of a cell be taken prisoner this week, and some of the others settle in a village."""
    here = population.stragglers[c]
    risk = parameters.capture_rate * (1.0 - population.support_soviet[c]) * (1.0 - zones.control[c])
    captured = draw_whole(here, risk * here, uniform(today, CAPTURE, c))
    left = here - captured
    settled = draw_whole(left, parameters.settling_rate * left, uniform(today, SETTLE, c))
    population.stragglers[c] = left - settled
    population.prisoners[c] += captured
    population.rural[c] += settled


@kernel
def soviet_goal(population, supply, land, forcing, parameters, c):
    """Return the support for the Soviet side towards which that of a cell moves, 0 to 1."""
    if land.soviet_1938[c]:
        responsiveness = parameters.minimum_responsiveness + parameters.kin_responsiveness * land.kin[c]
    else:
        responsiveness = parameters.minimum_responsiveness_annexed + parameters.kin_responsiveness_annexed * land.kin[c]
    goal = initial_support(land, parameters, c) + responsiveness * (
        parameters.grievance_effect * population.grievance[c] + parameters.news_effect * forcing.news[land.group[c]]
    )
    if land.soviet_1938[c] == 0:
        goal -= parameters.requisition_effect * supply.requisition_resentment[c]
    return min(1.0, max(0.0, goal))
