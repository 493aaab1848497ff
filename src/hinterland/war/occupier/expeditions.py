"""Expeditions: large operations in which mobile forces sweep a district.

Named orders or the believed strength of partisans start them. Some partisans are killed or scatter, most escape;
civilians are killed and deported, and villages are burned.
"""

import math
from typing import NamedTuple

import numpy as np

from hinterland.core.chance import stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.declare import Array, f8, i4, log, param, per, switch
from hinterland.core.geometry import density
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import disperse, record_deaths, update_strength
from hinterland.core.stock import draw_down, held

LAUNCH = stream(
    "expeditions.launch", "whether a free unit starts an expedition against the worst cell of its area this week"
)
AIM = stream("expeditions.aim", "error in the staff's estimate of a cell when it chooses a target")
CATCH = stream("expeditions.catch", "whether a detachment is caught in the sweep today")
TOLL = stream("expeditions.toll", "losses of a detachment that is caught")
KILL = stream("expeditions.kill", "how many civilians are killed in the swept district today")
EXPEDITION = np.int64(Kind.expedition)


class State(NamedTuple):
    """Expeditions in progress, their districts, and the people killed in them."""

    used: Array = per("one", i4, "row", "Rows in use")
    first_active: Array = per("one", i4, "row", "First row whose expedition may still be in progress")
    first_day: Array = per("expedition", i4, "day", "First day")
    last_day: Array = per("expedition", i4, "day", "Last day")
    centre_cell: Array = per("expedition", i4, "cell", "Cell at the centre")
    radius_km: Array = per("expedition", f8, "km", "Radius of the swept district")
    swept_km2: Array = per("expedition", f8, "km2", "Occupied area that it sweeps today")
    men: Array = per("expedition", f8, "person", "Men engaged")
    harshness: Array = per("expedition", f8, "1", "Harshness of its troops towards civilians, 0 to 1")
    order_row: Array = per("expedition", i4, "row", "Row of the order that named it, -1 for none", start=-1)
    unit: Array = per("expedition", i4, "row", "Unit that undertakes it, -1 where the order names none", start=-1)
    last_unit: Array = per("cell", i4, "row", "Unit whose expedition was last in the cell, -1 for none", start=-1)
    partisans_dead: Array = per("expedition", f8, "person", "Partisans killed in it")
    civilians_dead: Array = per("expedition", f8, "person", "Civilians killed in it")
    axis_dead: Array = per("expedition", f8, "person", "Axis soldiers killed in it")
    cells_start: Array = per("expedition", i4, "row", "First row of its district in the list of swept cells")
    cells_count: Array = per("expedition", i4, "cell", "Number of cells in its district")
    swept_used: Array = per("one", i4, "row", "Rows of the list of swept cells in use")
    swept_cells: Array = per("swept", i4, "cell", "Cells of the districts of all expeditions, one after the other")
    busy_until: Array = per("unit", i4, "day", "Day until which a unit is engaged or resting")
    troops: Array = per("cell", f8, "person", "Expedition troops in the cell today", daily=True)
    troops_harshness: Array = per("cell", f8, "1", "Harshness of those troops towards civilians", daily=True)
    partisans_killed: Array = per("cell", f8, "person", "Partisans killed in expeditions today", daily=True)
    own_dead: Array = per("cell", f8, "person", "Expedition troops killed today", daily=True)
    launched: Array = per("atom", f8, "expedition", "Expeditions started today", daily=True)


class Parameters(NamedTuple):
    """Frequency and length of expeditions, and their effects on partisans and civilians."""

    enabled: float = switch("Whether expeditions are undertaken")
    launch_chance: float = param(
        0.24, "1/week", log(0.01, 1),
        "Chance in a week that a free unit sets out against a cell believed full of partisans", "house-0060", "R238",
    )  # fmt: skip
    half_saturation_partisans: float = param(
        260, "person", log(20, 3000), "Believed partisans at which half of that chance is reached", "house-0060"
    )
    low_morale_effect: float = param(0.3, "1", (0, 1), "How far a lack of morale prevents expeditions", "house-0132")
    mean_days: float = param(11, "day", (3, 40), "Mean length of an expedition", "house-0060")
    mean_rest_days: float = param(38, "day", (5, 200), "Mean rest of a unit after an expedition", "house-0060")
    catch_chance: float = param(
        0.085, "1/day", log(0.005, 0.6), "Chance in a day that many troops catch a large detachment on open ground",
        "house-0061", "S124",
    )  # fmt: skip
    warning_effect: float = param(0.25, "1", (0, 1), "How far a warning prevents that", "house-0188")
    half_saturation_troops: float = param(
        1200, "person/1000km2", log(100, 10000), "Troop density at which half of that chance is reached", "house-0061"
    )
    partisan_loss_share: float = param(
        0.08, "1", log(0.01, 0.5), "Share of a detachment that dies on a day when it is caught", "house-0061", "R197"
    )
    scatter_share: float = param(0.22, "1", (0, 0.8), "Share of an untrained detachment that scatters", "house-0061")
    axis_dead_per_partisan: float = param(
        0.09, "1", log(0.005, 0.6), "Soldiers killed for each partisan", "R249", "R216"
    )
    civilian_killing_rate: float = param(
        0.0068, "1/day", log(0.0005, 0.1), "Share of villagers killed in a day by harsh troops in a partisan district",
        "S287", "R239",
    )  # fmt: skip
    villages_burned_per_victim: float = param(
        0.016, "village/person", (0, 0.1), "Villages burned for each civilian killed in an expedition", "R236", "S531"
    )
    deported_per_victim: float = param(
        0.55, "1", (0, 3), "People deported for labour for each one killed, once the draft begins", "R224", "R234"
    )
    fear_per_share_killed: float = param(18.0, "1", (0, 40), "Fear from the death of a share of the people", "S507")


@daily
def launch(expeditions, security, forces, order_of_battle, land, forcing, parameters, today):
    """Start named expeditions on their day; free mobile units start others against the worst cell of their area."""
    if parameters.enabled == 0.0:
        return
    for e in range(order_of_battle.named_from.size):
        if order_of_battle.named_from[e] == today.day:
            cell, km, men = order_of_battle.named_cell[e], order_of_battle.named_km[e], order_of_battle.named_men[e]
            begin(expeditions, land, cell, km, men, 0.75, today.day, order_of_battle.named_to[e], e, -1)
    for t in range(weekly_batch_size(today, forces.men.size)):
        u = weekly_batch_row(today, t)
        if forces.present[u] == 0:
            continue
        force = forces.men[u] * order_of_battle.mobile[u]
        if expeditions.busy_until[u] > today.day or force < 150.0:
            continue
        target, highest = -1, 0.0
        for k in range(order_of_battle.reach_start[u], order_of_battle.reach_start[u + 1]):
            c = order_of_battle.reach_cell[k]
            if forcing.occupied[c] == 1:
                luck = 0.5 + uniform(today, AIM, u * 4096 + k)
                threat = security.believed_partisans[c] * luck / (1.0 + expeditions.troops[c] / 500.0)
                if threat > highest:
                    target, highest = c, threat
        boldness = 1.0 - parameters.low_morale_effect * (1.0 - forces.morale[u])
        chance = parameters.launch_chance * boldness * highest / (highest + parameters.half_saturation_partisans)
        if target < 0 or uniform(today, LAUNCH, u) >= chance:
            continue
        luck = uniform(today, LAUNCH, u + 100000)
        days = int(parameters.mean_days * (0.4 + 1.2 * luck)) + 1
        expeditions.busy_until[u] = today.day + days + int(parameters.mean_rest_days * (0.5 + luck))
        km, harsh = 28.0 + 0.006 * force, order_of_battle.harsh[u]
        begin(expeditions, land, target, km, force, harsh, today.day, today.day + days, -1, u)


@kernel
def begin(expeditions, land, cell, km, men, harsh, day, ends, named, unit):
    """Add an expedition and list the cells of its district."""
    e = expeditions.used[0]
    if e >= expeditions.last_day.size or cell < 0:
        return
    expeditions.used[0] = e + 1
    expeditions.first_day[e] = day
    expeditions.last_day[e] = ends
    expeditions.centre_cell[e] = cell
    expeditions.radius_km[e] = km
    expeditions.men[e] = men
    expeditions.harshness[e] = harsh
    expeditions.order_row[e] = named
    expeditions.unit[e] = unit
    expeditions.launched[land.atom[cell]] += 1.0
    expeditions.cells_start[e] = expeditions.swept_used[0]
    for c in range(land.area.size):
        if expeditions.swept_used[0] < expeditions.swept_cells.size and covers(expeditions, land, e, c):
            expeditions.swept_cells[expeditions.swept_used[0]] = c
            expeditions.swept_used[0] += 1
    expeditions.cells_count[e] = expeditions.swept_used[0] - expeditions.cells_start[e]


@kernel
def covers(expeditions, land, e, c):
    """Return whether a cell lies in the district of an expedition: its centre within the radius and half a cell."""
    centre = expeditions.centre_cell[e]
    if abs(land.lat[c] - land.lat[centre]) > (expeditions.radius_km[e] + 40.0) / 111.2:
        return False
    if c == centre:
        return True
    reach = (expeditions.radius_km[e] + 0.28 * math.sqrt(land.area[c])) / 111.2
    north = land.lat[c] - land.lat[centre]
    east = (land.lon[c] - land.lon[centre]) * math.cos(math.radians(land.lat[centre]))
    return north * north + east * east <= reach * reach


@daily
def place_troops(expeditions, land, forcing, today):
    """Distribute the troops of every expedition in progress over the occupied area of its district."""
    for e in range(expeditions.first_active[0], expeditions.used[0]):
        expeditions.swept_km2[e] = 0.0
        if not expeditions.first_day[e] <= today.day <= expeditions.last_day[e]:
            continue
        district = expeditions.swept_cells[
            expeditions.cells_start[e] : expeditions.cells_start[e] + expeditions.cells_count[e]
        ]
        for c in district:
            if forcing.occupied[c] == 1:
                expeditions.swept_km2[e] += land.area[c]
        if expeditions.swept_km2[e] <= 0.0:
            continue
        men_per_km2 = expeditions.men[e] / expeditions.swept_km2[e]
        for c in district:
            if forcing.occupied[c] == 1:
                expeditions.troops[c] += men_per_km2 * land.area[c]
                expeditions.last_unit[c] = expeditions.unit[e]
                expeditions.troops_harshness[c] = max(expeditions.troops_harshness[c], expeditions.harshness[e])


@daily
def sweep(expeditions, detachments, population, supply, intelligence, concealment, land, forcing, parameters, today):
    """Decide for each detachment in a swept cell whether it is caught, and apply its losses."""
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 0:
            continue
        c = detachments.cell[i]
        troops = density(expeditions.troops[c], land.area[c])
        if troops <= 0.0:
            continue
        chance = (
            parameters.catch_chance
            * troops
            / (troops + parameters.half_saturation_troops)
            * (1.0 - 0.7 * concealment.share[c])
            * (1.0 - 0.5 * detachments.skill[i])
        )
        chance *= 1.0 - parameters.warning_effect * intelligence.troop_knowledge[c]
        if uniform(today, CATCH, i) >= chance * (0.5 + detachments.men[i] / (detachments.men[i] + 80.0)):
            continue
        u = uniform(today, TOLL, i)
        men = detachments.men[i]
        inexperience = 1.0 - detachments.skill[i]
        mean = parameters.partisan_loss_share * 2.0 * u * (0.5 + 0.5 * inexperience) * men
        dead = record_deaths(detachments, population, land, i, whole(mean, u))
        detachments.wounded[i] += draw_down(detachments.people, i, float(int(0.7 * dead)))
        scattering = float(int(parameters.scatter_share * inexperience * held(detachments.people, i)))
        scattered, soldiers = disperse(detachments, population, land, i, scattering)
        captured = float(int(0.3 * soldiers))
        population.prisoners[c] += captured
        population.stragglers[c] += soldiers - captured
        rifles_lost = min(detachments.rifles[i], float(int(0.6 * (dead + scattered))))
        detachments.rifles[i] -= rifles_lost
        supply.lost[c] += rifles_lost
        update_strength(detachments, i)
        detachments.skill[i] += 0.05 * (1.0 - detachments.skill[i])
        expeditions.partisans_killed[c] += dead
        expeditions.own_dead[c] += whole(parameters.axis_dead_per_partisan * dead, u)


@daily
def harm_civilians(expeditions, population, zones, land, forcing, parameters, today):
    """Kill and deport people of a swept district, and burn villages."""
    for c in range(expeditions.troops.size):
        if expeditions.troops[c] <= 0.0:
            continue
        troops = density(expeditions.troops[c], land.area[c])
        blame = 0.12 + 0.88 * zones.control[c]
        expected = (
            parameters.civilian_killing_rate
            * forcing.reprisal[c]
            * expeditions.troops_harshness[c]
            * blame
            * troops
            / (troops + parameters.half_saturation_troops)
            * population.rural[c]
        )
        killed = whole(expected * 2.0 * uniform(today, KILL, c), uniform(today, KILL, c + 100000))
        killed = min(killed, population.rural[c])
        if killed <= 0.0:
            continue
        people = population.rural[c]
        population.rural[c] -= killed
        population.civilians_killed[c] += killed
        population.killed_expedition[c] += killed
        burned = parameters.villages_burned_per_victim * killed
        population.villages_burned[c] += whole(burned, uniform(today, KILL, c + 200000))
        deported = min(float(int(parameters.deported_per_victim * forcing.labour[c] * killed)), population.rural[c])
        population.rural[c] -= deported
        population.deported[c] += deported
        population.deported_today[c] += deported
        terror = min(1.0, parameters.fear_per_share_killed * killed / people)
        population.fear[c] += (1.0 - population.fear[c]) * terror
        population.grievance[c] += (1.0 - population.grievance[c]) * terror


@daily
def assign_deaths(expeditions, population, journal, land, forcing, today):
    """Assign the day's deaths to the expeditions in progress, and record those that end."""
    for e in range(expeditions.first_active[0], expeditions.used[0]):
        if not expeditions.first_day[e] <= today.day <= expeditions.last_day[e]:
            continue
        men_per_km2 = expeditions.men[e] / max(expeditions.swept_km2[e], 1.0)
        start = expeditions.cells_start[e]
        for c in expeditions.swept_cells[start : start + expeditions.cells_count[e]]:
            if expeditions.troops[c] > 0.0 and forcing.occupied[c] == 1:
                share = men_per_km2 * land.area[c] / expeditions.troops[c]
                expeditions.partisans_dead[e] += share * expeditions.partisans_killed[c]
                expeditions.civilians_dead[e] += share * population.killed_expedition[c]
                expeditions.axis_dead[e] += share * expeditions.own_dead[c]
        if expeditions.last_day[e] == today.day:
            dead, civilians = expeditions.partisans_dead[e], expeditions.civilians_dead[e]
            cell, order = expeditions.centre_cell[e], expeditions.order_row[e]
            record_event(journal, EXPEDITION, cell, e, order, dead, civilians, 0.0, 0.0)
    row = expeditions.first_active[0]
    while row < expeditions.used[0] and expeditions.last_day[row] <= today.day:
        row += 1
    expeditions.first_active[0] = row
