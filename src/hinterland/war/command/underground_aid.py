"""What the underground of a town passes to a detachment outside it: weapons, townspeople and prisoners who escaped."""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import WEEK, draw_count, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, log, per, switch
from hinterland.core.geometry import density, distance_km
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import enlist, first_in_cell
from hinterland.core.origin import LOCAL, STRAGGLER
from hinterland.core.response import saturate
from hinterland.core.units import SIDES

ROAD = stream("underground_aid.road", "into which cell the couriers of a town go on")
LAST = stream("underground_aid.last", "whether couriers reach the next cell with what is left of their way")
LEAD = stream("underground_aid.lead", "how many townspeople are led to a detachment this fortnight")
FREE = stream("underground_aid.free", "how many prisoners are helped to escape this fortnight")
FIND = stream("underground_aid.gather", "how many hidden weapons are gathered in a town this fortnight")
STEAL = stream("underground_aid.steal", "how many weapons are stolen from a garrison this fortnight")
FREED = np.int64(Kind.freed)
WEEKS = 2
"""Weeks between two updates of a town."""


class State(NamedTuple):
    """What is passed to detachments today."""

    weapons_passed_on: Array = per("atom", f8, "rifle", "Weapons passed from the town to detachments today", daily=True)
    led_out: Array = per("atom", f8, "person", "Townspeople led to detachments today", daily=True)


class Parameters(NamedTuple):
    """How much each member does for detachments, and how far couriers go."""

    enabled: float = switch("Whether the underground passes weapons and people to detachments")
    weapons_gathered_per_week: float = directional(
        0.006, "rifle/week", log(0.0005, 0.1), "Hidden weapons that a member gathers in a week", "S298", "house-0554"
    )
    weapons_stolen_per_week: float = directional(
        0.004, "rifle/week", log(0.0003, 0.1), "Weapons that a member buys or steals from large garrisons in a week",
        "S309", "house-0554",
    )  # fmt: skip
    half_saturation_garrison: float = assumed(
        84.7, "person/1000km2", log(10, 1700), "Soldiers in garrison at which half of the most weapons are bought or "
        "stolen", "house-0183",
    )  # fmt: skip
    courier_way_km: float = directional(
        120, "km", (20, 400), "Length of the way out of a town on which couriers look for a detachment", "S308",
        "house-0554",
    )  # fmt: skip
    escapes_per_week: float = assumed(
        0.002, "1/week", log(0.0001, 0.05), "Prisoners whom a member helps to escape in a week where many are held",
        "house-0302",
    )  # fmt: skip
    half_saturation_prisoners: float = assumed(
        150, "person", log(10, 2000), "Prisoners in the cell at which half of the largest number escape", "house-2014"
    )
    led_out_per_week: float = assumed(
        0.012, "1/week", log(0.001, 0.1), "People whom a member leads to detachments in a week, where all support it",
        "house-0183",
    )  # fmt: skip


@daily
def step(
    underground_aid, underground, detachments, population, supply, recruitment, security, journal, land, forcing,
    parameters, today
):  # fmt: skip
    """Let the underground of each town send weapons and people to a detachment once a fortnight."""
    if parameters.enabled == 0.0:
        return
    for c in range(today.day % (WEEK * WEEKS), underground.members.size, WEEK * WEEKS):
        members = underground.members[c]
        if members == 0.0 or forcing.occupied[c] == 0:
            continue
        i = find_detachment(detachments, land, forcing, parameters, today, c)
        if i < 0:
            continue
        lead_out(underground_aid, detachments, population, recruitment, land, parameters, today, c, i, members)
        free_prisoners(detachments, population, recruitment, journal, parameters, today, c, i, members)
        pass_on_weapons(underground_aid, detachments, supply, security, land, parameters, today, c, i, members)


@kernel
def find_detachment(detachments, land, forcing, parameters, today, town):
    """Return the first detachment on a random way that leads out of a town, -1 if there is none."""
    at, left, k = town, parameters.courier_way_km, 0
    while left > 0.0:
        u = uniform(today, ROAD, town, k)
        n = way_out(land, forcing, town, at, u)
        if n < 0:
            return -1
        km = distance_km(land, at, n)
        if uniform(today, LAST, town, k) >= left / km:
            return -1
        at, left, k = n, left - km, k + 1
        i = first_in_cell(detachments, at)
        if i >= 0:
            return i
    return -1


@kernel
def way_out(land, forcing, town, at, u):
    """Return one of the occupied neighbours of a cell that lie farther from the town, each as likely; -1 for none."""
    ways = 0
    for k in range(SIDES):
        ways += leads_out(land, forcing, town, at, land.neighbours[at, k])
    passed, chosen = 0, u * ways
    for k in range(SIDES):
        passed += leads_out(land, forcing, town, at, land.neighbours[at, k])
        if chosen < passed:
            return land.neighbours[at, k]
    return -1


@kernel
def leads_out(land, forcing, town, at, n):
    """Return 1 where a neighbour n of a cell is occupied and farther from the town, 0 elsewhere."""
    if n < 0 or forcing.occupied[n] == 0:
        return 0
    return 1 if distance_km(land, town, n) > distance_km(land, town, at) else 0


@kernel
def lead_out(underground_aid, detachments, population, recruitment, land, parameters, today, c, i, members):
    """Lead townspeople who support the Soviet side to the detachment."""
    mean = WEEKS * parameters.led_out_per_week * members * population.support_soviet[c]
    u = uniform(today, LEAD, c)
    out = draw_whole(population.urban[c], mean, u)
    if out <= 0.0:
        return
    population.urban[c] -= out
    enlist(detachments, recruitment, i, LOCAL, out, c)
    underground_aid.led_out[land.atom[c]] += out


@kernel
def free_prisoners(detachments, population, recruitment, journal, parameters, today, c, i, members):
    """Help prisoners of the town to escape and join the detachment."""
    held = saturate(population.prisoners[c], parameters.half_saturation_prisoners)
    u = uniform(today, FREE, c)
    freed = draw_whole(population.prisoners[c], WEEKS * parameters.escapes_per_week * members * held, u)
    if freed <= 0.0:
        return
    population.prisoners[c] -= freed
    enlist(detachments, recruitment, i, STRAGGLER, freed, c)
    record_event(journal, FREED, c, i, -1, freed, freed, freed, 0.0)


@kernel
def pass_on_weapons(underground_aid, detachments, supply, security, land, parameters, today, c, i, members):
    """Send the detachment hidden weapons, no more than it is short of, and others stolen from the garrison."""
    short = detachments.men[i] + detachments.wounded[i] - detachments.rifles[i]
    if short <= 0.0:
        return
    u, v = uniform(today, FIND, c), uniform(today, STEAL, c)
    mean = WEEKS * parameters.weapons_gathered_per_week * members
    found = draw_whole(min(supply.scattered[c], short), mean, u)
    garrison = density(security.garrison[c], land.area[c])
    stock = saturate(garrison, parameters.half_saturation_garrison)
    stolen = draw_count(WEEKS * parameters.weapons_stolen_per_week * members * stock, v)
    supply.scattered[c] -= found
    supply.captured[c] += stolen
    detachments.rifles[i] += found + stolen
    underground_aid.weapons_passed_on[land.atom[c]] += found + stolen
