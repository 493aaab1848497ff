"""Supply: food and weapons that detachments get from the country.

Villagers give food according to their support; detachments seize more where that is not enough, which creates
resentment and, in annexed areas, costs support. Detachments find hidden rifles and recover explosive from shells. The
subsystem produces the hunger of each detachment, the stocks of rifles and explosive, and the resentment of requisition
that other subsystems read.
"""

from typing import NamedTuple

from hinterland.core.chance import draw_whole, stream, uniform, weekly_batch_row, weekly_batch_size
from hinterland.core.declare import Array, assumed, directional, f8, log, per, switch
from hinterland.core.geometry import draw_within_reach, within_reach
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import weekly_batch
from hinterland.core.response import saturate
from hinterland.core.units import KG_PER_TONNE

FIND = stream("supply.find", "how many hidden rifles a detachment finds this week")
MELT = stream("supply.melt", "how much explosive a detachment recovers from shells this week")
HIDE = stream("supply.hide", "how many of the rifles that it cannot use a detachment hides this week")
SPOIL = stream("supply.spoil", "how many of the rifles hidden in a cell spoil or are taken by the occupier this week")
FOOD_CELL = stream("supply.food_cell", "the cell from which a detachment takes food this week")
MANY, WHERE = 0, 1
"""Draws of `FIND`."""


class State(NamedTuple):
    """Weapons, explosives and food outside the detachments, and where they came from."""

    scattered: Array = per("cell", f8, "rifle", "Rifles hidden in fields, forests and grain")
    lost: Array = per("cell", f8, "rifle", "Rifles lost to the enemy or spoilt")
    captured: Array = per("cell", f8, "rifle", "Rifles captured from the enemy since the start")
    explosive_used: Array = per("cell", f8, "kg", "Explosive used up or lost")
    explosive_found: Array = per("cell", f8, "kg", "Explosive recovered from shells and bombs since the start")
    moscow_rifles: Array = per("one", f8, "rifle", "Rifles in Soviet depots", start=2e7)
    moscow_explosive: Array = per("one", f8, "kg", "Explosive in Soviet depots", start=1e9)
    weekly_need: Array = per("detachment", f8, "t", "Food that the people of the detachment eat in a week")
    recently_seized: Array = per("cell", f8, "t", "Food that partisans seized in recent months, fading")
    requisition_resentment: Array = per("cell", f8, "1", "Resentment of food seizures by partisans, 0 to 1")
    rifles_found: Array = per("atom", f8, "rifle", "Hidden rifles that detachments found today", daily=True)
    food_given: Array = per("cell", f8, "t", "Food given freely to partisans today", daily=True)
    food_seized: Array = per("cell", f8, "t", "Food seized by partisans today", daily=True)


class Parameters(NamedTuple):
    """Needs of detachments, limits of giving and seizure, and finds of weapons."""

    enabled: float = switch("Whether partisans seize food")
    ration: float = assumed(
        0.0056, "t/week", (0.003, 0.01), "Grain or its equivalent that a partisan eats in a week", "house-0015"
    )
    food_reserve_weeks: float = assumed(
        3.0, "week", (0.5, 10), "Weeks of food that a camp tries to keep in reserve", "house-0031"
    )
    giving_per_week: float = directional(
        0.05, "1/week", log(0.001, 0.3), "Weekly share of village grain that is given where support is full",
        "S310", "S472", "house-0500",
    )  # fmt: skip
    given_per_support: float = directional(
        1.8, "1", (0.5, 5), "Share of the food asked for that is given freely, per unit of support",
        "S290", "house-0500",
    )  # fmt: skip
    seizure_per_week: float = directional(
        0.04, "1/week", log(0.001, 0.3), "Weekly share of village grain that can be seized beyond gifts",
        "S280", "S318", "house-0500",
    )  # fmt: skip
    most_seized_rations: float = assumed(
        1.2, "1", (0.2, 5), "Most food that a detachment gets by gift and seizure before it stops to seize, in needs "
        "of a week", "house-0500",
    )  # fmt: skip
    support_lost_per_week: float = directional(
        0.012, "1/week", (0, 0.1), "Share of support lost in a week of full seizure in annexed areas",
        "S292", "S478", "house-0501",
    )  # fmt: skip
    half_saturation_seizure: float = directional(
        1.0, "kg/person", log(0.1, 10), "Food seized per villager at which resentment reaches half of its maximum",
        "S273", "house-0509",
    )  # fmt: skip
    seizure_forgotten_per_week: float = assumed(
        0.08, "1/week", (0.01, 0.5), "Share of the memory of seizures that fades in a week", "house-0509"
    )
    rifles_found_per_week: float = directional(
        0.03, "1/week", log(0.005, 0.3), "Weekly share of hidden rifles that a detachment at full search finds",
        "S298", "house-0502",
    )  # fmt: skip
    full_search_people: float = assumed(
        60, "person", log(5, 300), "People from which a detachment searches for weapons in full", "house-0502"
    )
    search_without_support: float = assumed(
        0.4, "1", (0, 1), "Share of the search that succeeds without popular support; full support adds 1", "house-0502"
    )
    rifles_wanted: float = assumed(
        1.1, "rifle/person", (0.5, 2), "Rifles for each person up to which a detachment looks for more", "house-0502"
    )
    rifles_kept: float = assumed(
        1.3, "rifle/person", (0.5, 3), "Rifles for each person that a detachment carries before it hides any",
        "house-0502",
    )  # fmt: skip
    spoilt_per_week: float = assumed(
        0.006, "1/week", (0, 0.05), "Share of hidden rifles that rust or that the occupier collects in a week",
        "house-0815",
    )  # fmt: skip
    spare_rifles: float = assumed(
        3, "rifle", (0, 30), "Rifles that every detachment carries beyond those for each person", "house-0502"
    )
    explosive_melted_kg: float = assumed(
        0.3, "kg/week", (0, 10), "Explosive that a detachment at full search recovers from shells in a week, at most",
        "house-0031",
    )  # fmt: skip


@daily
def step(supply, detachments, reserves, population, collaboration, land, parameters, today):
    """Feed and arm one seventh of all detachments; update the resentment of seizures."""
    for t in range(weekly_batch_size(today, supply.recently_seized.size)):
        c = weekly_batch_row(today, t)
        seized = KG_PER_TONNE * supply.recently_seized[c] / max(population.rural[c], 1.0)
        supply.requisition_resentment[c] = saturate(seized, parameters.half_saturation_seizure)
        supply.recently_seized[c] *= 1.0 - parameters.seizure_forgotten_per_week
        rust = parameters.spoilt_per_week * supply.scattered[c]
        spoilt = draw_whole(supply.scattered[c], rust, uniform(today, SPOIL, c))
        supply.scattered[c] -= spoilt
        supply.lost[c] += spoilt
    for i in weekly_batch(detachments):
        if detachments.alive[i] == 1:
            people = detachments.men[i] + detachments.wounded[i]
            supply.weekly_need[i] = parameters.ration * people
            collect_food(supply, detachments, population, collaboration, land, parameters, today, i, people)
            eat(supply, detachments, population, i)
            arm(supply, detachments, reserves, population, land, parameters, today, i, people)


@kernel
def collect_food(supply, detachments, population, collaboration, land, parameters, today, i, people):
    """Let a detachment ask the villages within reach for food, and seize part of what it is not given."""
    camp, need = detachments.cell[i], supply.weekly_need[i]
    want = max(0.0, need * (1.0 + parameters.food_reserve_weeks) - detachments.food[i])
    grain = within_reach(land, population.food, camp)
    grain *= people / max(within_reach(land, detachments.men_in_cell, camp), people, 1.0)
    c = draw_within_reach(land, population.food, camp, uniform(today, FOOD_CELL, detachments.key[i]))
    willing = min(1.0, parameters.given_per_support * population.support_soviet[c])
    given = min(want, parameters.giving_per_week * grain) * willing
    lacking = max(0.0, min(want, parameters.most_seized_rations * need) - given)
    seized = min(lacking, parameters.seizure_per_week * grain)
    seized *= parameters.enabled * (1.0 - collaboration.food_withheld_share[c])
    given = min(given, population.food[c])
    seized = min(seized, population.food[c] - given)
    population.food[c] -= given + seized
    detachments.food[i] += given + seized
    supply.food_given[c] += given
    supply.food_seized[c] += seized
    supply.recently_seized[c] += seized
    if land.soviet_1938[c] == 0 and seized > 0.0:
        population.support_soviet[c] *= 1.0 - parameters.support_lost_per_week * min(1.0, seized / need)


@kernel
def eat(supply, detachments, population, i):
    """Let a detachment eat for a week from its stores; what it lacks is its hunger."""
    need = supply.weekly_need[i]
    eaten = min(need, detachments.food[i])
    detachments.food[i] -= eaten
    population.grain_eaten[detachments.cell[i]] += eaten
    detachments.hungry[i] = 1.0 - eaten / need if need > 0.0 else 0.0


@kernel
def arm(supply, detachments, reserves, population, land, parameters, today, i, people):
    """Let a detachment look for rifles and shells for a week, and hide those that it and those who wait cannot use."""
    key = detachments.key[i]
    c, search = detachments.cell[i], min(1.0, people / parameters.full_search_people)
    helped = parameters.search_without_support + population.support_soviet[c]
    reach = parameters.rifles_found_per_week * within_reach(land, supply.scattered, c) * search * helped
    hands = people + detachments.men[i] * reserves.per_partisan[c]
    missing = max(0.0, parameters.rifles_wanted * hands - detachments.rifles[i])
    field = draw_within_reach(land, supply.scattered, c, uniform(today, FIND, key, WHERE))
    found = draw_whole(supply.scattered[field], min(reach, missing), uniform(today, FIND, key, MANY))
    supply.scattered[field] -= found
    detachments.rifles[i] += found
    supply.rifles_found[land.atom[c]] += found
    melt(supply, detachments, i, parameters.explosive_melted_kg * search * uniform(today, MELT, key))
    surplus = detachments.rifles[i] - parameters.rifles_kept * hands - parameters.spare_rifles
    hidden = draw_whole(detachments.rifles[i], surplus, uniform(today, HIDE, key))
    detachments.rifles[i] -= hidden
    supply.scattered[c] += hidden


@kernel
def melt(supply, detachments, i, kg):
    """Add explosive recovered from shells to the stores of a detachment."""
    detachments.explosive[i] += kg
    supply.explosive_found[detachments.cell[i]] += kg
