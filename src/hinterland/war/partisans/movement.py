"""Movement of detachments: ordered marches, flight from expeditions and relocation to better ground.

A detachment with a goal marches towards it, so many km a day. Others may move to the next district if it is better to
live in: forest, popular support, villages that can feed them, supply by air or through the front and the company of
units under a staff attract them; mouths to feed, garrisons and expeditions repel them. Hungry detachments move more
often, people of the place less often. Where partisans are called to act with the Army, detachments in contact are
attracted too. Each move costs some people.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import draw_whole, is_weekday_of, stream, uniform
from hinterland.core.declare import Array, assumed, bounded, f8, log, per
from hinterland.core.geometry import density, density_within_reach, distance_km, step_towards, within_reach
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import living, move_to_cell, record_deaths, update_strength
from hinterland.core.origin import LOCAL
from hinterland.core.response import saturate
from hinterland.core.units import KM_PER_100KM, SIDES

DRIFT = stream("movement.drift", "whether a detachment considers relocation this week, and whether it gets there")
PACE = stream("movement.pace", "whether a marching detachment enters a next cell that is farther than its day goes")
LOSS = stream("movement.loss", "rounding of the people whom a detachment loses on its way into a cell")
MARCH = np.int64(Kind.march)


class State(NamedTuple):
    """People who crossed a frontier."""

    entered_abroad: Array = per("atom", f8, "person", "Partisans who entered a foreign country today", daily=True)


class Parameters(NamedTuple):
    """Pace and losses of marches, and what makes a cell attractive."""

    pace_km_per_day: float = bounded(
        16, "km/day", (5, 40), "Distance that a detachment marches in a day through enemy territory, rests included",
        "house-0456", at_least="R187 / 1065", at_most="R188 / 100",
    )  # fmt: skip
    march_loss_per_100km: float = bounded(
        0.014, "1/100km", (0, 0.2), "Share of a detachment lost on a march of 100 km", "house-0456",
        at_most="100 / 3 / R188",
    )  # fmt: skip
    relocation_per_week: float = assumed(
        0.10, "1/week", (0, 0.6), "Weekly chance that a detachment considers moving to the next district", "house-0055"
    )
    bond_of_local_people: float = assumed(
        0.8, "1", (0, 1), "Share of the weekly chance to relocate that a detachment of local people alone loses",
        "house-1330",
    )  # fmt: skip
    relocation_km: float = assumed(
        45, "km", (10, 100), "Way to the next district; one that is farther off is reached less often in proportion",
        "house-0810",
    )  # fmt: skip
    hunger_per_week: float = assumed(
        0.3, "1/week", (0, 1), "Addition to the weekly chance to relocate for a detachment without food", "house-0817"
    )
    flight_per_week: float = assumed(
        0.5, "1/week", (0, 1), "Addition to the weekly chance to relocate where expeditions stand in full strength",
        "house-0457",
    )  # fmt: skip
    troops_of_full_flight: float = assumed(
        1130, "person/1000km2", log(100, 10000), "Density of expedition troops at which flight has its full rate",
        "house-0457",
    )  # fmt: skip
    relocation_advantage: float = assumed(
        0.2, "1", (0, 1), "Advantage that the next district must have for a detachment to move, as a share of the "
        "attraction of its own", "house-0055",
    )  # fmt: skip
    attraction_of_joint_call: float = assumed(
        0.5, "1", (0, 3), "Added attraction to detachments in contact of cells called to act with the Army",
        "house-0304",
    )  # fmt: skip
    attraction_of_open_ground: float = assumed(0.12, "1", (0, 1), "Attraction of ground without forest", "house-0458")
    attraction_of_forest: float = assumed(
        0.4, "1", (0, 2), "Attraction of full forest cover without popular support, which adds up to 1", "house-0458"
    )
    half_saturation_cover: float = assumed(
        0.2, "1", (0.02, 2), "Forest and mire cover at which half of the attraction of cover is reached", "house-1331"
    )
    fed_per_villager: float = assumed(
        0.15, "1", log(0.01, 0.4), "Partisans for each villager within reach at which mouths halve the attraction",
        "house-0818",
    )  # fmt: skip
    half_saturation_villagers: float = assumed(
        6000, "person/1000km2", log(200, 20000), "Density of villagers within reach for half of the attraction",
        "house-0818",
    )  # fmt: skip
    attraction_of_supply: float = assumed(
        0.5, "1", (0, 4), "Added attraction of ground where much comes by air or through the front", "house-0819"
    )
    half_saturation_supply: float = assumed(
        0.5, "t/week", log(0.05, 10), "Supply within reach at which half of the attraction of supply is reached",
        "house-0819",
    )  # fmt: skip
    attraction_of_company: float = assumed(
        0.5, "1", (0, 4), "Added attraction of ground where many partisans are under a staff", "house-0820"
    )
    half_saturation_company: float = assumed(
        300, "person/1000km2", log(30, 3000), "Density of partisans in contact at which half of the attraction of "
        "company is reached", "house-0820",
    )  # fmt: skip
    garrison_effect: float = assumed(
        0.3, "1", (0, 1), "Share of its attraction that a cell full of garrisons loses", "house-0457"
    )
    half_saturation_garrison: float = assumed(
        400, "person/1000km2", log(40, 4000), "Garrison density at which a cell loses half of the attraction that "
        "garrisons can take", "house-0457",
    )  # fmt: skip
    half_saturation_troops: float = assumed(
        452, "person/1000km2", log(40, 4000), "Density of expedition troops that halves the attraction of a cell",
        "house-0457",
    )  # fmt: skip


@daily
def step(
    movement, detachments, population, security, expeditions, cordon, joint_operations, radio, airlift, corridor,
    journal, land, forcing, parameters, today
):  # fmt: skip
    """Move detachments with a goal; once a week the others may move to the next district, if it is better.

    Those whom the ring of an expedition encloses leave it by other ways.
    """
    for i in living(detachments):
        if detachments.alive[i] == 0 or detachments.base[i] >= 0 or cordon.enclosed[i] >= 0:
            continue
        key = detachments.key[i]
        if detachments.goal[i] >= 0:
            march(movement, detachments, population, journal, land, forcing, parameters, today, i)
        elif is_weekday_of(today, key):
            c = detachments.cell[i]
            troops = density(expeditions.troops[c], land.area[c])
            flight = parameters.flight_per_week * min(1.0, troops / parameters.troops_of_full_flight)
            hunger = parameters.hunger_per_week * detachments.hungry[i]
            bond = parameters.bond_of_local_people * detachments.people[i, LOCAL] / max(detachments.men[i], 1.0)
            chance = parameters.relocation_per_week * (1.0 - bond) + hunger + flight
            if uniform(today, DRIFT, key) < chance:
                best = best_ground(
                    detachments, population, security, expeditions, joint_operations, radio, airlift, corridor, land,
                    forcing, parameters, i
                )  # fmt: skip
                far = uniform(today, DRIFT, key, 1) * distance_km(land, c, best)
                if best != c and far < parameters.relocation_km:
                    enter(movement, detachments, population, land, parameters, today, i, best, 0)


@kernel
def march(movement, detachments, population, journal, land, forcing, parameters, today, i):
    """Let a detachment march towards its goal for a day, cell by cell.

    It can go `pace_km_per_day`. Cells within what is left of that are entered for certain, and the last one, which is
    farther off, with a chance in proportion, so that the distance of a day has this mean on cells of every size.
    """
    left, steps, goal = parameters.pace_km_per_day, 0, detachments.goal[i]
    while left > 0.0 and detachments.goal[i] >= 0:
        c = detachments.cell[i]
        ahead = step_towards(land, c, goal)
        if ahead == c:
            detachments.goal[i] = -1
            return
        km = distance_km(land, c, ahead)
        if uniform(today, PACE, detachments.key[i], steps) * km >= left:
            return
        enter(movement, detachments, population, land, parameters, today, i, ahead, steps)
        left -= km
        steps += 1
        if ahead == goal or forcing.occupied[ahead] == 0:
            detachments.goal[i] = -1
            record_event(journal, MARCH, ahead, i, -1, detachments.men[i], 0.0, detachments.men[i], 0.0)


@kernel
def best_ground(
    detachments, population, security, expeditions, joint_operations, radio, airlift, corridor, land, forcing,
    parameters, i
):  # fmt: skip
    """Return the next district that is better than the cell of a detachment by enough, or that cell itself."""
    c = detachments.cell[i]
    heed = parameters.attraction_of_joint_call * detachments.contact[i]
    here = attraction(
        detachments, population, security, expeditions, radio, airlift, corridor, land, forcing, parameters, c
    )
    here *= (1.0 + heed * joint_operations.call_strength[c]) * (1.0 + parameters.relocation_advantage)
    best, most = c, here
    for k in range(SIDES):
        n = land.ring[c, k]
        # A detachment goes abroad on order only.
        if n < 0 or (land.abroad[n] == 1 and land.republic[n] != land.republic[c]):
            continue
        there = attraction(
            detachments, population, security, expeditions, radio, airlift, corridor, land, forcing, parameters, n
        )
        there *= 1.0 + heed * joint_operations.call_strength[n]
        if there > most:
            best, most = n, there
    return best


@kernel
def attraction(
    detachments, population, security, expeditions, radio, airlift, corridor, land, forcing, parameters, c
):  # fmt: skip
    """Return how attractive a cell is to a detachment; -1 where the enemy is not."""
    if forcing.occupied[c] == 0:
        return -1.0
    ground = parameters.attraction_of_open_ground
    hidden = saturate(land.cover[c], parameters.half_saturation_cover)
    ground += hidden * (parameters.attraction_of_forest + population.support_soviet[c])
    villagers = within_reach(land, population.rural, c)
    mouths = saturate(within_reach(land, detachments.men_in_cell, c), parameters.fed_per_villager * villagers)
    villages = saturate(density_within_reach(land, population.rural, c), parameters.half_saturation_villagers)
    received = within_reach(land, airlift.recent_tonnes, c) + within_reach(land, corridor.recent_tonnes, c)
    supply = saturate(received, parameters.half_saturation_supply)
    company = density_within_reach(land, radio.partisans_in_contact, c)
    company = saturate(company, parameters.half_saturation_company)
    garrisons = density_within_reach(land, security.garrison, c)
    garrisons = saturate(garrisons, parameters.half_saturation_garrison)
    troops = saturate(density(expeditions.troops[c], land.area[c]), parameters.half_saturation_troops)
    pull = 1.0 + parameters.attraction_of_supply * supply + parameters.attraction_of_company * company
    kept = (1.0 - mouths) * (1.0 - parameters.garrison_effect * garrisons) * (1.0 - troops)
    return ground * villages * pull * kept


@kernel
def enter(movement, detachments, population, land, parameters, today, i, cell, steps):
    """Move a detachment into a cell, less the losses on the way, as the next of so many steps of the day."""
    c = detachments.cell[i]
    share = parameters.march_loss_per_100km * distance_km(land, c, cell) / KM_PER_100KM
    lost = draw_whole(detachments.men[i], share * detachments.men[i], uniform(today, LOSS, detachments.key[i], steps))
    record_deaths(detachments, population, land, i, lost)
    update_strength(detachments, i)
    move_to_cell(detachments, i, cell)
    if land.abroad[cell] == 1 and land.republic[cell] != land.republic[c]:
        movement.entered_abroad[land.atom[cell]] += detachments.men[i]
