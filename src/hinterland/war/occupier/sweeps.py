"""Sweeps: what expeditions do to the partisans and the people of a swept district.

Some partisans are killed or scatter, most escape; civilians are killed and deported, and villages are burned.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import draw_count, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, bounded, derived, directional, f8, log, per
from hinterland.core.geometry import density
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import disperse, record_deaths, update_strength
from hinterland.core.response import saturate
from hinterland.core.stock import draw_down, held

CATCH = stream("sweeps.catch", "whether a detachment is caught in the sweep today")
DEAD = stream("sweeps.dead", "partisans killed of a detachment that is caught: the mean of this one, then its rounding")
WOUNDED = stream("sweeps.wounded", "rounding of the wounded of such a detachment")
SCATTERED = stream("sweeps.scattered", "rounding of the partisans who leave such a detachment")
CAPTURED = stream("sweeps.captured", "rounding of the scattered soldiers who are captured")
RIFLES = stream("sweeps.rifles", "rounding of the rifles that such a detachment loses")
OWN_DEAD = stream("sweeps.own_dead", "rounding of the troops killed by such a detachment")
KILLED = stream("sweeps.killed", "civilians killed in a swept cell today: the mean of this one, then its rounding")
BURNED = stream("sweeps.burned", "rounding of the villages burned in a swept cell today")
DEPORTED = stream("sweeps.deported", "rounding of the people deported from a swept cell today")
EXPEDITION = np.int64(Kind.expedition)


class State(NamedTuple):
    """Partisans, civilians and soldiers killed in expeditions."""

    partisans_dead: Array = per("expedition", f8, "person", "Partisans killed in it")
    civilians_dead: Array = per("expedition", f8, "person", "Civilians killed in it")
    axis_dead: Array = per("expedition", f8, "person", "Axis soldiers killed in it")
    partisans_killed: Array = per("cell", f8, "person", "Partisans killed in expeditions today", daily=True)
    own_dead: Array = per("cell", f8, "person", "Expedition troops killed today", daily=True)
    captured: Array = per("atom", f8, "person", "Soldiers of detachments captured in expeditions today", daily=True)
    wounded: Array = per("atom", f8, "person", "Partisans wounded in expeditions today", daily=True)
    rifles_taken: Array = per("atom", f8, "rifle", "Rifles that detachments lost to expeditions today", daily=True)


class Parameters(NamedTuple):
    """Effects of expeditions on partisans and civilians."""

    catch_chance: float = assumed(
        0.085, "1/day", log(0.005, 0.6),
        "Chance in a day that many troops catch an untrained detachment of middling size on open ground", "house-0061",
    )  # fmt: skip
    half_saturation_troops: float = assumed(
        1200, "person/1000km2", log(100, 10000), "Troop density at which half of that chance is reached", "house-0061"
    )
    middling_size: float = assumed(
        80, "person", log(10, 800),
        "Size of a detachment that is caught with that chance; a tiny one is caught half as often, a huge one half as "
        "often again", "house-0655",
    )  # fmt: skip
    concealment_effect: float = assumed(
        0.7, "1", (0, 1), "How far ground that hides everybody prevents that a detachment is caught", "house-0655"
    )
    warning_effect: float = assumed(0.25, "1", (0, 1), "How far a warning prevents that", "house-0188")
    skill_protection: float = assumed(
        0.5, "1", (0, 1), "How far full skill prevents that, and deaths in a detachment that is caught", "house-0655"
    )
    partisan_loss_share: float = assumed(
        0.08, "1", log(0.01, 0.5), "Mean share of an untrained detachment that dies on a day when it is caught",
        "house-0061",
    )  # fmt: skip
    wounded_per_dead: float = assumed(0.7, "1", (0, 3), "Wounded of such a detachment for each dead", "house-0655")
    scatter_share: float = assumed(0.22, "1", (0, 0.8), "Share of an untrained detachment that scatters", "house-0061")
    captured_share: float = assumed(0.3, "1", (0, 1), "Share of scattered soldiers who are captured", "house-0655")
    rifles_lost_share: float = assumed(
        0.6, "rifle/person", (0, 1), "Rifles lost for each dead or scattered partisan", "house-0655"
    )
    skill_gained: float = assumed(
        0.05, "1", (0, 0.5), "Share of the skill that it lacks which a detachment gains when it is caught", "house-0655"
    )
    axis_dead_per_partisan: float = bounded(
        0.09, "1", log(0.005, 0.6), "Soldiers killed for each partisan", "house-0656",
        at_least="R329 / R327", at_most="R216d / R216",
    )  # fmt: skip
    civilian_killing_rate: float = directional(
        0.0068, "1/day", log(0.0005, 0.1), "Share of villagers killed in a day by harsh troops in a partisan district",
        "S287", "R239", "house-0657",
    )  # fmt: skip
    blame_without_control: float = directional(
        0.12, "1", (0, 1), "Killing where partisans control nothing, relative to where they control all",
        "S284", "house-0657",
    )  # fmt: skip
    villages_burned_per_victim: float = derived(
        0.016, "village/person", (0, 0.1), "Villages burned for each civilian killed in an expedition", "R237 / S287"
    )
    deported_per_victim: float = bounded(
        0.55, "1", (0, 3), "People deported for labour for each one killed, once the draft is in full force",
        "house-0657", at_least="R233 / R315", at_most="R234 / R239",
    )  # fmt: skip
    fear_per_share_killed: float = directional(
        18.0, "1", (0, 40), "Fear and grievance caused by the death of a share of the people", "S507", "house-0658"
    )


@daily
def sweep(
    sweeps, expeditions, detachments, population, supply, intelligence, concealment, land, forcing, parameters, today
):  # fmt: skip
    """Decide for each detachment in a swept cell whether it is caught, and apply its losses."""
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 0:
            continue
        c = detachments.cell[i]
        troops = density(expeditions.troops[c], land.area[c])
        if troops <= 0.0:
            continue
        chance = parameters.catch_chance * saturate(troops, parameters.half_saturation_troops)
        chance *= 0.5 + saturate(detachments.men[i], parameters.middling_size)
        chance *= 1.0 - parameters.concealment_effect * concealment.share[c]
        chance *= 1.0 - parameters.skill_protection * detachments.skill[i]
        chance *= 1.0 - parameters.warning_effect * intelligence.troop_knowledge[c]
        if uniform(today, CATCH, i) < chance:
            catch(sweeps, detachments, population, supply, land, parameters, today, i, c)


@kernel
def catch(sweeps, detachments, population, supply, land, parameters, today, i, c):
    """Let a detachment that is caught lose dead, wounded, scattered people and rifles, and learn from it."""
    skill = detachments.skill[i]
    dead = kill_partisans(detachments, population, land, parameters, today, i, skill)
    sweeps.wounded[land.atom[c]] += wound(detachments, parameters, today, i, dead)
    scattered, captured = scatter(detachments, population, land, parameters, today, i, c, skill)
    sweeps.captured[land.atom[c]] += captured
    sweeps.rifles_taken[land.atom[c]] += lose_rifles(detachments, supply, parameters, today, i, c, dead + scattered)
    update_strength(detachments, i)
    detachments.skill[i] += parameters.skill_gained * (1.0 - skill)
    sweeps.partisans_killed[c] += dead
    sweeps.own_dead[c] += draw_count(parameters.axis_dead_per_partisan * dead, uniform(today, OWN_DEAD, i))


@kernel
def kill_partisans(detachments, population, land, parameters, today, i, skill):
    """Let a share of a detachment die, up to twice the mean; return how many did."""
    u, v = uniform(today, DEAD, i), uniform(today, DEAD, i, 1)
    men = held(detachments.people, i)
    share = 2.0 * u * parameters.partisan_loss_share * (1.0 - parameters.skill_protection * skill)
    return record_deaths(detachments, population, land, i, draw_whole(men, share * men, v))


@kernel
def wound(detachments, parameters, today, i, dead):
    """Wound people of a detachment in proportion to its dead; return how many."""
    u = uniform(today, WOUNDED, i)
    hurt = draw_whole(held(detachments.people, i), parameters.wounded_per_dead * dead, u)
    wounded = draw_down(detachments.people, i, hurt)
    detachments.wounded[i] += wounded
    return wounded


@kernel
def scatter(detachments, population, land, parameters, today, i, c, skill):
    """Let people leave a detachment, and soldiers among them be captured; return how many left, and were captured."""
    u, v = uniform(today, SCATTERED, i), uniform(today, CAPTURED, i)
    men = held(detachments.people, i)
    away = draw_whole(men, parameters.scatter_share * (1.0 - skill) * men, u)
    scattered, soldiers = disperse(detachments, population, land, i, away)
    captured = draw_whole(soldiers, parameters.captured_share * soldiers, v)
    population.prisoners[c] += captured
    population.stragglers[c] += soldiers - captured
    return scattered, captured


@kernel
def lose_rifles(detachments, supply, parameters, today, i, c, gone):
    """Let rifles of a detachment be lost with so many people who are gone from it; return how many."""
    u = uniform(today, RIFLES, i)
    lost = draw_whole(detachments.rifles[i], parameters.rifles_lost_share * gone, u)
    detachments.rifles[i] -= lost
    supply.lost[c] += lost
    return lost


@daily
def harm_civilians(expeditions, population, zones, land, forcing, parameters, today):
    """Kill and deport people of a swept district, and burn villages."""
    for c in range(expeditions.troops.size):
        if expeditions.troops[c] <= 0.0:
            continue
        people = population.rural[c]
        killed = kill_civilians(expeditions, population, zones, land, forcing, parameters, today, c)
        if killed <= 0.0:
            continue
        burned = parameters.villages_burned_per_victim * killed
        population.villages_burned[c] += draw_count(burned, uniform(today, BURNED, c))
        deport(population, forcing, parameters, today, c, killed)
        terror = min(1.0, parameters.fear_per_share_killed * killed / people)
        population.fear[c] += (1.0 - population.fear[c]) * terror
        population.grievance[c] += (1.0 - population.grievance[c]) * terror


@kernel
def kill_civilians(expeditions, population, zones, land, forcing, parameters, today, c):
    """Kill villagers of a swept cell, more where partisans control it; return how many."""
    u, v = uniform(today, KILLED, c), uniform(today, KILLED, c, 1)
    troops = density(expeditions.troops[c], land.area[c])
    blame = parameters.blame_without_control + (1.0 - parameters.blame_without_control) * zones.control[c]
    rate = parameters.civilian_killing_rate * forcing.reprisal[c] * expeditions.troops_harshness[c] * blame
    rate *= saturate(troops, parameters.half_saturation_troops)
    killed = draw_whole(population.rural[c], 2.0 * u * rate * population.rural[c], v)
    population.rural[c] -= killed
    population.civilians_killed[c] += killed
    population.killed_expedition[c] += killed
    return killed


@kernel
def deport(population, forcing, parameters, today, c, killed):
    """Deport villagers of a swept cell for labour, in proportion to those killed and to the draft."""
    u = uniform(today, DEPORTED, c)
    taken = draw_whole(population.rural[c], parameters.deported_per_victim * forcing.labour[c] * killed, u)
    population.rural[c] -= taken
    population.deported[c] += taken
    population.deported_today[c] += taken


@daily
def assign_deaths(sweeps, expeditions, population, journal, land, forcing, today):
    """Assign the day's deaths to the expeditions in progress, and record those that end."""
    for e in range(expeditions.first_active[0], expeditions.used[0]):
        if not expeditions.first_day[e] <= today.day <= expeditions.last_day[e]:
            continue
        men_per_km2 = expeditions.men[e] / max(expeditions.swept_km2[e], 1.0)
        start = expeditions.cells_start[e]
        for c in expeditions.swept_cells[start : start + expeditions.cells_count[e]]:
            if expeditions.troops[c] > 0.0 and forcing.occupied[c] == 1:
                share = men_per_km2 * land.area[c] / expeditions.troops[c]
                sweeps.partisans_dead[e] += share * sweeps.partisans_killed[c]
                sweeps.civilians_dead[e] += share * population.killed_expedition[c]
                sweeps.axis_dead[e] += share * sweeps.own_dead[c]
        if expeditions.last_day[e] == today.day:
            dead, civilians = sweeps.partisans_dead[e], sweeps.civilians_dead[e]
            cell, order = expeditions.centre_cell[e], expeditions.order_row[e]
            record_event(journal, EXPEDITION, cell, e, order, dead, civilians, 0.0, 0.0)
