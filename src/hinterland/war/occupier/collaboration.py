"""Collaboration: local officials, village guards, and the partisan terror against those who serve the occupier.

Control of the ground, support for the two sides, food seizures and burned villages set how many people serve.
Partisans kill officials, police, guards and suspects; this spreads dread and divides the people of the place.
"""

import math
from typing import NamedTuple

import numpy as np

from hinterland.core.chance import in_weekly_batch, stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.declare import Array, f8, log, param, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import enlist, record_deaths, update_strength
from hinterland.core.origin import LOCAL
from hinterland.core.stock import held

OFFICE = stream("collaboration.office", "rounding of the people who join or leave office and village guards this week")
STRIKE = stream("collaboration.strike", "whether a detachment attacks those who serve this week")
WHOM = stream("collaboration.whom", "whom the detachment attacks, and how many die")
RAID = stream("collaboration.raid", "whether a detachment fights a village guard this week, and the losses")
OVER = stream("collaboration.over", "how many guards on the Soviet side join the partisans this week")
SUSPECT = stream("collaboration.suspect", "how many recruits are executed as suspected agents")
TERROR, CLASH, EXECUTION = np.int64(Kind.terror), np.int64(Kind.self_defence), np.int64(Kind.execution)
OFFICIAL, CIVILIAN, GUARD, POLICE = 0, 1, 2, 3
OCCUPIER, SOVIET = 0, 1


class State(NamedTuple):
    """Officials and village guards, who live at home, and the effects of terror on them and on the people."""

    officials: Array = per("cell", f8, "person", "Elders, clerks and other local officials")
    village_guards: Array = per("cell", f8, "person", "Village guards: for the occupier, for the Soviet side", wide=2)
    guard_units: Array = per("cell", f8, "unit", "Village self-defence units of either side")
    terror_victims: Array = per("cell", f8, "person", "Officials and suspects killed by partisans")
    guard_fallen: Array = per("cell", f8, "person", "Village guards killed by partisans")
    executed: Array = per("cell", f8, "person", "Recruits executed as suspected agents")
    police_dead: Array = per("atom", f8, "person", "Native police killed individually today", daily=True)
    officials_dead: Array = per("atom", f8, "person", "Officials killed by partisans today", daily=True)
    guard_dead: Array = per("atom", f8, "person", "Village guards killed by partisans today", daily=True)
    dread: Array = per("cell", f8, "1", "Dread of the partisans among those who serve, 0 to 1")
    polarisation: Array = per("cell", f8, "1", "How far terror has divided the people of the place, 0 to 1")
    recent_food_seized: Array = per("cell", f8, "t", "Food recently seized by partisans, decaying")
    recent_villages_burned: Array = per("cell", f8, "village", "Villages recently burned, decaying")
    food_withheld_share: Array = per("cell", f8, "1", "Share of the food that partisans demand which guards withhold")
    search_warning: Array = per("cell", f8, "1", "How far guards on the Soviet side warn detachments, 0 to 1")
    guards_joined: Array = per("atom", f8, "person", "Guards on the Soviet side who joined partisans today", daily=True)
    search_strength: Array = per("cell", f8, "person", "Village guards in the search for partisans, as soldiers")


class Parameters(NamedTuple):
    """Numbers of officials and guards, frequency of attacks on them, and the effects on opinion."""

    enabled: float = switch("Whether there are officials, village guards and terror")
    officials_per_villager: float = param(
        0.006, "1", log(0.001, 0.02), "Officials per villager where all posts are filled", "house-0133"
    )
    adjustment_rate: float = param(
        0.05, "1/week", (0.005, 0.3), "Share of the gap to the target number that closes in a week", "house-0133"
    )
    strike_chance: float = param(
        0.16, "1/week", log(0.01, 1), "Chance in a week that a strong detachment under full orders strikes",
        "S086", "S149", "house-0134",
    )  # fmt: skip
    victims_per_strike: float = param(2.2, "person", (1, 12), "Mean number killed in such a strike", "house-0134")
    suspects_per_official: float = param(
        0.3, "1", (0, 2), "Weight of suspects as targets, relative to officials", "S543", "house-0134"
    )
    dread_per_share_killed: float = param(
        4.0, "1", (0, 20), "Dread caused by the death of a share of those who serve", "S527"
    )
    decay_rate: float = param(
        0.03, "1/week", (0.005, 0.3), "Share of dread and polarisation that disappears in a week", "house-0135"
    )
    polarisation_per_death: float = param(
        0.7, "1", (0, 5), "Polarisation for each person killed in a thousand", "S087", "house-0135"
    )
    opinion_polarisation: float = param(
        0.5, "1", (0, 2), "How far polarisation shifts support towards the stronger side", "S087"
    )
    guards_per_villager: float = param(
        0.014, "1", log(0.001, 0.1), "Village guards per villager where all conditions favour them",
        "S273", "house-0136",
    )  # fmt: skip
    arming_support_threshold: float = param(
        0.42, "1", (0.1, 0.9), "Support for the Soviet side below which villages arm", "S294", "S322"
    )
    half_saturation_seizure: float = param(
        4.0, "t/1000", log(0.2, 60), "Grain seized from a thousand villagers at which half of the guards are raised",
        "S273", "house-0136",
    )  # fmt: skip
    polarisation_effect: float = param(0.8, "1", (0, 3), "Contribution of polarisation to raising guards", "S088")
    half_saturation_burned_villages: float = param(
        3.0, "village", (0.2, 30), "Recently burned villages for half of the guards", "S300"
    )
    guard_unit_size: float = param(40, "person", (10, 150), "People in a village self-defence unit", "house-0136")
    raid_chance: float = param(
        0.05, "1/week", log(0.005, 0.5), "Chance in a week that a detachment fights a village guard", "S266", "S294"
    )
    guard_loss_share: float = param(0.12, "1", (0.01, 0.6), "Share of such a guard that dies", "S266", "house-0136")
    attacker_loss_share: float = param(0.012, "1", (0, 0.2), "Share of the detachment that dies", "house-0136")
    maximum_food_withheld: float = param(
        0.35, "1", (0, 0.9), "Share of demanded food that many guards withhold", "S294", "house-0136"
    )
    half_saturation_guards: float = param(
        6, "person/1000", (0.5, 60), "Guards per thousand villagers for half of that share", "house-0136"
    )
    guard_search_weight: float = param(
        0.15, "1", (0, 1), "Weight of a village guard in a search, relative to a soldier", "house-0136"
    )
    maximum_warning: float = param(
        0.2, "1", (0, 0.9), "Reduction of detection by many guards on the Soviet side", "S302",
        "house-0301",
    )  # fmt: skip
    guard_joining_rate: float = param(
        0.01, "1/week", (0, 0.5), "Share of guards who join the partisans in a week where detachments are many",
        "S300", "house-0301",
    )  # fmt: skip
    half_saturation_partisans: float = param(
        200, "person", log(20, 3000), "Partisans in a cell for half of that rate", "house-0301"
    )
    suspects_executed_share: float = param(
        0.002, "1", (0, 0.05), "Share of recruits whom an inexperienced detachment executes", "S539", "house-0137"
    )


@daily
def serve(collaboration, population, zones, supply, land, forcing, parameters, today):
    """For a seventh of all cells, adjust the numbers of officials and village guards."""
    if parameters.enabled == 0.0:
        return
    for c in range(collaboration.officials.size):
        collaboration.recent_food_seized[c] += supply.food_seized[c]
        collaboration.recent_villages_burned[c] += population.villages_burned[c]
        if not in_weekly_batch(today, c):
            continue
        collaboration.dread[c] *= 1.0 - parameters.decay_rate
        collaboration.polarisation[c] *= 1.0 - parameters.decay_rate
        collaboration.recent_food_seized[c] *= 1.0 - parameters.decay_rate
        collaboration.recent_villages_burned[c] *= 1.0 - parameters.decay_rate
        if forcing.occupied[c] == 0 or land.abroad[c] == 1:
            population.rural[c] += collaboration.officials[c] + held(collaboration.village_guards, c)
            collaboration.officials[c] = 0.0
            collaboration.village_guards[c, :] = 0.0
            collaboration.guard_units[c] = 0.0
            collaboration.food_withheld_share[c] = 0.0
            collaboration.search_strength[c] = 0.0
            collaboration.search_warning[c] = 0.0
            continue
        occupier_control, thousand = 1.0 - zones.control[c], max(population.rural[c] / 1000.0, 0.001)
        posts = (
            parameters.officials_per_villager
            * population.rural[c]
            * occupier_control
            * (1.0 - 0.7 * collaboration.dread[c])
        )
        n = step_to(parameters, posts, collaboration.officials[c], population.rural[c], uniform(today, OFFICE, c))
        population.rural[c] -= n
        collaboration.officials[c] += n
        opposition = max(0.0, 1.0 - population.support_soviet[c] / parameters.arming_support_threshold)
        opposition += (1.0 - opposition) * land.tatar[c]
        taken = collaboration.recent_food_seized[c] / thousand
        seizure = taken / (taken + parameters.half_saturation_seizure)
        need = seizure + parameters.polarisation_effect * collaboration.polarisation[c]
        goal = parameters.guards_per_villager * population.rural[c] * opposition * min(1.0, need) * occupier_control
        guards, u = collaboration.village_guards[c, OCCUPIER], uniform(today, OFFICE, c + 100000)
        n = step_to(parameters, goal, guards, population.rural[c], u)
        population.rural[c] -= n
        collaboration.village_guards[c, OCCUPIER] += n
        burned = collaboration.recent_villages_burned[c]
        need = burned / (burned + parameters.half_saturation_burned_villages) * zones.control[c]
        willing = max(0.0, 2.0 * population.support_soviet[c] - 1.0)
        goal = parameters.guards_per_villager * population.rural[c] * willing * need
        guards, u = collaboration.village_guards[c, SOVIET], uniform(today, OFFICE, c + 200000)
        n = step_to(parameters, goal, guards, population.rural[c], u)
        population.rural[c] -= n
        collaboration.village_guards[c, SOVIET] += n
        axis, soviet = collaboration.village_guards[c, OCCUPIER], collaboration.village_guards[c, SOVIET]
        size, half = parameters.guard_unit_size, parameters.half_saturation_guards * thousand
        collaboration.guard_units[c] = math.ceil(axis / size) + math.ceil(soviet / size)
        collaboration.food_withheld_share[c] = parameters.maximum_food_withheld * axis / (axis + half)
        collaboration.search_strength[c] = parameters.guard_search_weight * axis
        collaboration.search_warning[c] = parameters.maximum_warning * soviet / (soviet + half)


@kernel
def step_to(parameters, goal, now, pool, u):
    """Return how many people join this week, negative where they leave."""
    change = parameters.adjustment_rate * (goal - now)
    if change > 0.0:
        return min(whole(change, u), pool)
    return -min(whole(-change, u), now)


@daily
def strike(collaboration, detachments, population, recruitment, security, journal, land, forcing, parameters, today):
    """For a seventh of all detachments, attack those who serve, fight village guards and execute suspected recruits."""
    if parameters.enabled == 0.0:
        return
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0 or detachments.men[i] < 8.0:
            continue
        c = detachments.cell[i]
        if forcing.occupied[c] == 0 or land.abroad[c] == 1:
            continue
        men = detachments.men[i]
        capability = men / (men + 30.0) * min(1.0, detachments.rifles[i] / men)
        serving = collaboration.officials[c] + security.police[c]
        target_density = serving / (serving + 40.0)
        if uniform(today, STRIKE, i) < parameters.strike_chance * forcing.terror[c] * capability * target_density:
            kill(collaboration, population, security, journal, land, parameters, today, i, c, serving)
        guards, size = collaboration.village_guards[c, OCCUPIER], parameters.guard_unit_size
        if guards > 0.0 and uniform(today, RAID, i) < parameters.raid_chance * capability * guards / (guards + size):
            u = uniform(today, RAID, i + 100000)
            fallen = min(whole(parameters.guard_loss_share * min(guards, size) * 2.0 * u, u), guards)
            collaboration.village_guards[c, OCCUPIER] -= fallen
            collaboration.guard_fallen[c] += fallen
            collaboration.guard_dead[land.atom[c]] += fallen
            dead = record_deaths(detachments, population, land, i, whole(parameters.attacker_loss_share * men, u))
            update_strength(detachments, i)
            divide(collaboration, population, parameters, c, fallen, 0.0)
            record_event(journal, CLASH, c, i, GUARD, fallen, dead, 0.0, 0.0)
        if collaboration.village_guards[c, SOVIET] > 0.0:
            here = max(detachments.men_in_cell[c], men)
            leave = parameters.guard_joining_rate * here / (here + parameters.half_saturation_partisans) * men / here
            guards = collaboration.village_guards[c, SOVIET]
            n = min(whole(leave * guards, uniform(today, OVER, i)), guards)
            come_over(collaboration, detachments, recruitment, land, i, c, n)
        recruits = 7.0 * recruitment.joined[c] * men / max(detachments.men_in_cell[c], men)
        expected = parameters.suspects_executed_share * (1.0 - detachments.skill[i]) * recruits
        n = min(whole(expected, uniform(today, SUSPECT, i)), detachments.people[i, LOCAL])
        if n > 0.0:
            detachments.people[i, LOCAL] -= n
            collaboration.executed[c] += n
            update_strength(detachments, i)
            record_event(journal, EXECUTION, c, i, -1, n, 0.0, 0.0, 0.0)


@kernel
def come_over(collaboration, detachments, recruitment, land, i, c, n):
    """Move guards of the Soviet side into a detachment."""
    collaboration.village_guards[c, SOVIET] -= n
    collaboration.guards_joined[land.atom[c]] += n
    enlist(detachments, recruitment, i, LOCAL, n, c)


@kernel
def kill(collaboration, population, security, journal, land, parameters, today, i, c, serving):
    """Let a detachment kill officials, police, or people whom it suspects."""
    u = uniform(today, WHOM, i)
    n = 1.0 + whole((parameters.victims_per_strike - 1.0) * 3.0 * u * u, uniform(today, WHOM, i + 100000))
    v = uniform(today, WHOM, i + 200000) * (serving + parameters.suspects_per_official * collaboration.officials[c])
    if v < security.police[c]:
        n, whom = min(n, security.police[c]), POLICE
        security.police[c] -= n
        security.police_fallen[c] += n
        collaboration.police_dead[land.atom[c]] += n
    elif v < serving:
        n, whom = min(n, collaboration.officials[c]), OFFICIAL
        collaboration.officials[c] -= n
        collaboration.terror_victims[c] += n
        collaboration.officials_dead[land.atom[c]] += n
    else:
        n, whom = min(n, population.rural[c]), CIVILIAN
        population.rural[c] -= n
        collaboration.terror_victims[c] += n
    if n <= 0.0:
        return
    divide(collaboration, population, parameters, c, n, n / (serving + 1.0))
    civilians = 0.0 if whom == POLICE else n
    record_event(journal, TERROR, c, i, whom, civilians, n - civilians, 0.0, 0.0)


@kernel
def divide(collaboration, population, parameters, c, n, share):
    """Raise dread among those who serve, and move support towards the stronger side of the place."""
    collaboration.dread[c] += (1.0 - collaboration.dread[c]) * min(1.0, parameters.dread_per_share_killed * share)
    shift = min(1.0, parameters.polarisation_per_death * 1000.0 * n / max(population.rural[c], 1000.0))
    collaboration.polarisation[c] += (1.0 - collaboration.polarisation[c]) * shift
    shift = min(1.0, parameters.opinion_polarisation * shift)
    if population.support_soviet[c] < 0.5:
        population.support_axis[c] += (1.0 - population.support_axis[c]) * shift * (0.5 - population.support_soviet[c])
        population.support_soviet[c] *= 1.0 - shift * (0.5 - population.support_soviet[c])
    else:
        support = population.support_soviet[c]
        population.support_axis[c] *= 1.0 - shift * (support - 0.5)
        population.support_soviet[c] += (1.0 - support) * shift * (support - 0.5)
