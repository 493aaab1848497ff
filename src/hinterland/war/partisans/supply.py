"""Supply: food and weapons that detachments get from the country.

Villagers give food according to their support; detachments seize more where that is not enough, which creates
resentment and, in annexed areas, costs support. Detachments find hidden rifles and recover explosive from shells. The
subsystem produces the hunger of each detachment, the stocks of rifles and explosive, and the resentment of requisition
that other subsystems read.
"""

from typing import NamedTuple

from hinterland.core.chance import stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.declare import Array, f8, log, param, per, switch
from hinterland.core.jit import daily

FIND = stream("supply.find", "how many hidden rifles a detachment finds this week")
MELT = stream("supply.melt", "how much explosive a detachment recovers from shells this week")


class State(NamedTuple):
    """Weapons, explosives and food outside the detachments, and where they came from."""

    scattered: Array = per("cell", f8, "rifle", "Rifles hidden in fields, forests and grain")
    lost: Array = per("cell", f8, "rifle", "Rifles lost to the enemy or spoilt")
    captured: Array = per("cell", f8, "rifle", "Rifles captured from the enemy since the start")
    explosive_used: Array = per("cell", f8, "kg", "Explosive used up or lost")
    explosive_found: Array = per("cell", f8, "kg", "Explosive recovered from shells and bombs since the start")
    moscow_rifles: Array = per("one", f8, "rifle", "Rifles in Soviet depots", start=2e7)
    moscow_explosive: Array = per("one", f8, "kg", "Explosive in Soviet depots", start=1e9)
    recently_seized: Array = per("cell", f8, "t", "Food that partisans seized in recent months, fading")
    requisition_resentment: Array = per("cell", f8, "1", "Resentment of food seizures by partisans, 0 to 1")
    rifles_found: Array = per("cell", f8, "rifle", "Hidden rifles that detachments found today", daily=True)
    food_given: Array = per("cell", f8, "t", "Food given freely to partisans today", daily=True)
    food_seized: Array = per("cell", f8, "t", "Food seized by partisans today", daily=True)


class Parameters(NamedTuple):
    """Needs of detachments, limits of giving and seizure, and finds of weapons."""

    enabled: float = switch("Whether partisans seize food")
    ration: float = param(
        0.0056, "t/week", (0.003, 0.01), "Grain or its equivalent that a partisan eats in a week", "house-0015"
    )
    food_reserve_weeks: float = param(
        3.0, "week", (0.5, 10), "Weeks of food that a camp tries to keep in reserve", "house-0031"
    )
    giving_per_week: float = param(
        0.05,
        "1/week",
        log(0.001, 0.3),
        "Weekly share of village grain that is given where support is full",
        "S290",
        "S310",
    )
    given_per_support: float = param(
        1.8,
        "1",
        (0.5, 5),
        "Share of the food asked for that is given freely, per unit of support",
        "S290",
        "house-0031",
    )
    seizure_per_week: float = param(
        0.04, "1/week", log(0.001, 0.3), "Weekly share of village grain that can be seized beyond gifts", "S280", "S318"
    )
    support_lost_per_week: float = param(
        0.012, "1/week", (0, 0.1), "Share of support lost in a week of full seizure in annexed areas", "S292", "S478"
    )
    half_saturation_seizure: float = param(
        1.0,
        "t/1000person",
        log(0.1, 10),
        "Food seized per thousand villagers at which resentment reaches half of its maximum",
        "S273",
        "house-0110",
    )
    seizure_forgotten_per_week: float = param(
        0.08, "1/week", (0.01, 0.5), "Share of the memory of seizures that fades in a week", "house-0110"
    )
    rifles_found_per_week: float = param(
        0.03, "1/week", log(0.005, 0.3), "Weekly share of hidden rifles found where partisans are many", "S309", "S298"
    )
    explosive_melted_kg: float = param(
        0.3, "kg/week", (0, 10), "Explosive that a detachment recovers from shells in a week, at most", "house-0031"
    )


@daily
def step(supply, detachments, population, collaboration, land, parameters, today):
    """Feed and arm one seventh of all detachments; update the resentment of seizures."""
    for t in range(weekly_batch_size(today, supply.recently_seized.size)):
        c = weekly_batch_row(today, t)
        weight = 1000.0 * supply.recently_seized[c] / max(population.rural[c], 1.0)
        supply.requisition_resentment[c] = weight / (weight + parameters.half_saturation_seizure)
        supply.recently_seized[c] *= 1.0 - parameters.seizure_forgotten_per_week
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0:
            continue
        c = detachments.cell[i]
        people = detachments.men[i] + detachments.wounded[i]
        need = parameters.ration * people
        want = max(0.0, need * (1.0 + parameters.food_reserve_weeks) - detachments.food[i])
        share = people / max(detachments.men_in_cell[c] + 1.0, people)
        grain = population.food[c] * share
        given = min(want, parameters.giving_per_week * grain) * min(
            1.0, parameters.given_per_support * population.support_soviet[c]
        )
        seized = min(max(0.0, min(want, 1.2 * need) - given), parameters.seizure_per_week * grain)
        seized *= parameters.enabled * (1.0 - collaboration.food_withheld_share[c])
        population.food[c] -= given + seized
        detachments.food[i] += given + seized
        supply.food_given[c] += given
        supply.food_seized[c] += seized
        supply.recently_seized[c] += seized
        if land.soviet_1938[c] == 0 and seized > 0.0:
            population.support_soviet[c] *= 1.0 - parameters.support_lost_per_week * min(1.0, seized / need)
        eaten = min(need, detachments.food[i])
        detachments.food[i] -= eaten
        population.grain_eaten[c] += eaten
        detachments.hungry[i] = 1.0 - eaten / need if need > 0.0 else 0.0
        missing = max(0.0, 1.1 * people - detachments.rifles[i])
        reach = (
            parameters.rifles_found_per_week
            * supply.scattered[c]
            * min(1.0, people / 60.0)
            * (0.4 + population.support_soviet[c])
        )
        found = min(whole(min(reach, missing), uniform(today, FIND, i)), supply.scattered[c])
        supply.scattered[c] -= found
        detachments.rifles[i] += found
        supply.rifles_found[land.atom[c]] += found
        melted = parameters.explosive_melted_kg * uniform(today, MELT, i) * min(1.0, people / 60.0)
        detachments.explosive[i] += melted
        supply.explosive_found[c] += melted
        surplus = float(int(max(0.0, detachments.rifles[i] - 1.3 * people - 3.0)))
        detachments.rifles[i] -= surplus
        supply.scattered[c] += surplus
