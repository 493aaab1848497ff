"""Expeditions: mobile forces sweep a district; some partisans fall, more slip away, and the people there pay."""

import math
from typing import NamedTuple

import numpy as np

from hinterland.core.chance import stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.cover import density, hidden
from hinterland.core.declare import Array, f8, i4, log, param, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import disperse, record_deaths, update_strength
from hinterland.core.stock import draw_down, held

LAUNCH = stream("expeditions.launch", "whether a free unit sets out against the worst cell of its area this week")
AIM = stream("expeditions.aim", "how the staff's picture of a cell errs when it chooses a target")
CATCH = stream("expeditions.catch", "whether a detachment is caught in the sweep today")
TOLL = stream("expeditions.toll", "what being caught costs")
KILL = stream("expeditions.kill", "how many civilians are killed in the swept district today")
EXPEDITION = np.int64(Kind.expedition)


class State(NamedTuple):
    """Expeditions under way, and what they did."""

    used: Array = per("one", i4, "row", "Rows in use so far")
    oldest: Array = per("one", i4, "row", "First row whose expedition may still be under way")
    begins: Array = per("expedition", i4, "day", "First day")
    ends: Array = per("expedition", i4, "day", "Last day")
    centre: Array = per("expedition", i4, "cell", "Cell at its centre")
    km: Array = per("expedition", f8, "km", "Radius of the swept district")
    ground: Array = per("expedition", f8, "km2", "Occupied ground that it sweeps today")
    men: Array = per("expedition", f8, "person", "Men engaged")
    harsh: Array = per("expedition", f8, "1", "How its troops treat civilians, 0 to 1")
    named: Array = per(
        "expedition", i4, "row", "Row of the order that named it, -1 where a unit set out by itself", start=-1
    )
    unit: Array = per("expedition", i4, "row", "Unit that set out, -1 where the order named none", start=-1)
    sender: Array = per("cell", i4, "row", "Unit whose expedition was last in the cell, -1 for none", start=-1)
    partisans_dead: Array = per("expedition", f8, "person", "Partisans killed in it")
    civilians_dead: Array = per("expedition", f8, "person", "Civilians killed in it")
    axis_dead: Array = per("expedition", f8, "person", "Dead of its own side")
    first: Array = per("expedition", i4, "row", "Where the cells of its district begin in the list of swept cells")
    cells: Array = per("expedition", i4, "cell", "How many there are")
    listed: Array = per("one", i4, "row", "Rows of that list in use so far")
    swept: Array = per("swept", i4, "cell", "Cells of the districts of all expeditions, one after the other")
    busy: Array = per("unit", i4, "day", "Day until which a unit is engaged or resting")
    pressing: Array = per("cell", f8, "person", "Expedition troops in the cell today", daily=True)
    cruelty: Array = per("cell", f8, "1", "How those troops treat civilians", daily=True)
    dead: Array = per("cell", f8, "person", "Partisans killed in expeditions today", daily=True)
    own_dead: Array = per("cell", f8, "person", "Expedition troops killed today", daily=True)
    launched: Array = per("atom", f8, "expedition", "Expeditions begun today", daily=True)


class Parameters(NamedTuple):
    """What expeditions depend on."""

    enabled: float = switch("Whether expeditions are undertaken")
    launch: float = param(
        0.24,
        "1/week",
        log(0.01, 1),
        "Chance in a week that a free unit sets out against a cell believed full of partisans",
        "house-0060",
        "R238",
    )
    worry: float = param(
        260, "person", log(20, 3000), "Partisans believed in at which half that chance is reached", "house-0060"
    )
    timid: float = param(0.3, "1", (0, 1), "How far a unit without any heart keeps from setting out", "house-0132")
    days: float = param(11, "day", (3, 40), "Mean length of an expedition", "house-0060")
    rest: float = param(38, "day", (5, 200), "Mean days before the unit is free again", "house-0060")
    catch: float = param(
        0.085,
        "1/day",
        log(0.005, 0.6),
        "Chance on a day that a large detachment on open ground is caught by many troops",
        "house-0061",
        "S124",
    )
    warned: float = param(0.25, "1", (0, 1), "How far a detachment that was warned escapes it", "house-0188")
    half: float = param(
        1200,
        "person/1000km2",
        log(100, 10000),
        "Troops on a thousand km2 at which half that chance is reached",
        "house-0061",
    )
    dead: float = param(
        0.08, "1", log(0.01, 0.5), "Share of a detachment that dies on a day it is caught", "house-0061", "R197"
    )
    scatter: float = param(0.22, "1", (0, 0.8), "Share of a raw one that scatters", "house-0061")
    ours: float = param(0.09, "1", log(0.005, 0.6), "Soldiers killed for each partisan killed there", "R249", "R216")
    kill: float = param(
        0.0068,
        "1/day",
        log(0.0005, 0.1),
        "Share of villagers killed on a day where harsh troops fill a district that helps partisans",
        "S287",
        "R239",
    )
    burn: float = param(
        0.016, "village/person", (0, 0.1), "Villages burned for each civilian killed in an expedition", "R236", "S531"
    )
    drive: float = param(
        0.55, "1", (0, 3), "People taken for labour for each one killed, from the time the draft begins", "R224", "R234"
    )
    fear: float = param(18.0, "1", (0, 40), "Fear that the death of a share of the people spreads", "S507")


@daily
def launch(expeditions, security, forces, order_of_battle, land, forcing, parameters, today):
    """Named orders begin on their day; free mobile units set out against the worst cell of their area."""
    if parameters.enabled == 0.0:
        return
    for e in range(order_of_battle.named_from.size):
        if order_of_battle.named_from[e] == today.day:
            cell, km, men = order_of_battle.named_cell[e], order_of_battle.named_km[e], order_of_battle.named_men[e]
            begin(expeditions, land, cell, km, men, 0.75, today.day, order_of_battle.named_to[e], e, -1)
    for t in range(weekly_batch_size(today, forces.men.size)):
        u = weekly_batch_row(today, t)
        if forces.serving[u] == 0:
            continue
        force = forces.men[u] * order_of_battle.mobile[u]
        if expeditions.busy[u] > today.day or force < 150.0:
            continue
        best, worst = -1, 0.0
        for k in range(order_of_battle.reach_start[u], order_of_battle.reach_start[u + 1]):
            c = order_of_battle.reach_cell[k]
            if forcing.occupied[c] == 1:
                luck = 0.5 + uniform(today, AIM, u * 4096 + k)
                threat = security.guess[c] * luck / (1.0 + expeditions.pressing[c] / 500.0)
                if threat > worst:
                    best, worst = c, threat
        bold = 1.0 - parameters.timid * (1.0 - forces.spirit[u])
        if best < 0 or uniform(today, LAUNCH, u) >= parameters.launch * bold * worst / (worst + parameters.worry):
            continue
        luck = uniform(today, LAUNCH, u + 100000)
        days = int(parameters.days * (0.4 + 1.2 * luck)) + 1
        expeditions.busy[u] = today.day + days + int(parameters.rest * (0.5 + luck))
        km, harsh = 28.0 + 0.006 * force, order_of_battle.harsh[u]
        begin(expeditions, land, best, km, force, harsh, today.day, today.day + days, -1, u)


@kernel
def begin(expeditions, land, cell, km, men, harsh, day, ends, named, unit):
    """Write a new expedition down, with the cells of its district."""
    e = expeditions.used[0]
    if e >= expeditions.ends.size or cell < 0:
        return
    expeditions.used[0] = e + 1
    expeditions.begins[e] = day
    expeditions.ends[e] = ends
    expeditions.centre[e] = cell
    expeditions.km[e] = km
    expeditions.men[e] = men
    expeditions.harsh[e] = harsh
    expeditions.named[e] = named
    expeditions.unit[e] = unit
    expeditions.launched[land.atom[cell]] += 1.0
    expeditions.first[e] = expeditions.listed[0]
    for c in range(land.area.size):
        if expeditions.listed[0] < expeditions.swept.size and covers(expeditions, land, e, c):
            expeditions.swept[expeditions.listed[0]] = c
            expeditions.listed[0] += 1
    expeditions.cells[e] = expeditions.listed[0] - expeditions.first[e]


@kernel
def covers(expeditions, land, e, c):
    """Return whether a cell lies in the district of an expedition: its centre within the radius and half a cell."""
    centre = expeditions.centre[e]
    if abs(land.lat[c] - land.lat[centre]) > (expeditions.km[e] + 40.0) / 111.2:
        return False
    if c == centre:
        return True
    reach = (expeditions.km[e] + 0.28 * math.sqrt(land.area[c])) / 111.2
    north = land.lat[c] - land.lat[centre]
    east = (land.lon[c] - land.lon[centre]) * math.cos(math.radians(land.lat[centre]))
    return north * north + east * east <= reach * reach


@daily
def press(expeditions, land, forcing, today):
    """Spread the troops of every expedition under way over the occupied ground of its district."""
    for e in range(expeditions.oldest[0], expeditions.used[0]):
        expeditions.ground[e] = 0.0
        if not expeditions.begins[e] <= today.day <= expeditions.ends[e]:
            continue
        district = expeditions.swept[expeditions.first[e] : expeditions.first[e] + expeditions.cells[e]]
        for c in district:
            if forcing.occupied[c] == 1:
                expeditions.ground[e] += land.area[c]
        if expeditions.ground[e] <= 0.0:
            continue
        thick = expeditions.men[e] / expeditions.ground[e]
        for c in district:
            if forcing.occupied[c] == 1:
                expeditions.pressing[c] += thick * land.area[c]
                expeditions.sender[c] = expeditions.unit[e]
                expeditions.cruelty[c] = max(expeditions.cruelty[c], expeditions.harsh[e])


@daily
def sweep(expeditions, detachments, population, supply, intelligence, land, forcing, parameters, today):
    """Detachments in a swept cell may be caught; those who are not lie still or slip out."""
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 0:
            continue
        c = detachments.cell[i]
        troops = density(expeditions.pressing[c], land.area[c])
        if troops <= 0.0:
            continue
        z = land.zone[c]
        hide = hidden(land.cover[c], forcing.foliage[z], forcing.snow[z])
        chance = (
            parameters.catch
            * troops
            / (troops + parameters.half)
            * (1.0 - 0.7 * hide)
            * (1.0 - 0.5 * detachments.skill[i])
        )
        chance *= 1.0 - parameters.warned * intelligence.troop_knowledge[c]
        if uniform(today, CATCH, i) >= chance * (0.5 + detachments.men[i] / (detachments.men[i] + 80.0)):
            continue
        u = uniform(today, TOLL, i)
        men = detachments.men[i]
        raw = 1.0 - detachments.skill[i]
        dead = record_deaths(
            detachments, population, land, i, whole(parameters.dead * 2.0 * u * (0.5 + 0.5 * raw) * men, u)
        )
        detachments.wounded[i] += draw_down(detachments.people, i, float(int(0.7 * dead)))
        some = float(int(parameters.scatter * raw * held(detachments.people, i)))
        away, soldiers = disperse(detachments, population, land, i, some)
        taken = float(int(0.3 * soldiers))
        population.prisoners[c] += taken
        population.stragglers[c] += soldiers - taken
        gone = min(detachments.rifles[i], float(int(0.6 * (dead + away))))
        detachments.rifles[i] -= gone
        supply.lost[c] += gone
        update_strength(detachments, i)
        detachments.skill[i] += 0.05 * (1.0 - detachments.skill[i])
        expeditions.dead[c] += dead
        expeditions.own_dead[c] += whole(parameters.ours * dead, u)


@daily
def toll(expeditions, population, zones, land, forcing, parameters, today):
    """The people of a swept district are killed, driven off, and their villages burned."""
    for c in range(expeditions.pressing.size):
        if expeditions.pressing[c] <= 0.0:
            continue
        troops = density(expeditions.pressing[c], land.area[c])
        blame = 0.12 + 0.88 * zones.control[c]
        mean = (
            parameters.kill
            * forcing.reprisal[c]
            * expeditions.cruelty[c]
            * blame
            * troops
            / (troops + parameters.half)
            * population.rural[c]
        )
        n = min(whole(mean * 2.0 * uniform(today, KILL, c), uniform(today, KILL, c + 100000)), population.rural[c])
        if n <= 0.0:
            continue
        before = population.rural[c]
        population.rural[c] -= n
        population.dead[c] += n
        population.killed_expedition[c] += n
        population.burned[c] += whole(parameters.burn * n, uniform(today, KILL, c + 200000))
        away = min(float(int(parameters.drive * forcing.labour[c] * n)), population.rural[c])
        population.rural[c] -= away
        population.deported[c] += away
        population.deported_today[c] += away
        population.fear[c] += (1.0 - population.fear[c]) * min(1.0, parameters.fear * n / before)
        population.wrong[c] += (1.0 - population.wrong[c]) * min(1.0, parameters.fear * n / before)


@daily
def tally(expeditions, population, journal, land, forcing, today):
    """Give every expedition under way its part of the day's dead; write down those that end."""
    for e in range(expeditions.oldest[0], expeditions.used[0]):
        if not expeditions.begins[e] <= today.day <= expeditions.ends[e]:
            continue
        thick = expeditions.men[e] / max(expeditions.ground[e], 1.0)
        for c in expeditions.swept[expeditions.first[e] : expeditions.first[e] + expeditions.cells[e]]:
            if expeditions.pressing[c] > 0.0 and forcing.occupied[c] == 1:
                part = thick * land.area[c] / expeditions.pressing[c]
                expeditions.partisans_dead[e] += part * expeditions.dead[c]
                expeditions.civilians_dead[e] += part * population.killed_expedition[c]
                expeditions.axis_dead[e] += part * expeditions.own_dead[c]
        if expeditions.ends[e] == today.day:
            dead, civilians = expeditions.partisans_dead[e], expeditions.civilians_dead[e]
            record_event(journal, EXPEDITION, expeditions.centre[e], e, expeditions.named[e], dead, civilians, 0.0, 0.0)
    while expeditions.oldest[0] < expeditions.used[0] and expeditions.ends[expeditions.oldest[0]] <= today.day:
        expeditions.oldest[0] += 1
