"""Expeditions: large operations of mobile forces against a district, from the choice of the district to the last day.

Named orders or the believed strength of partisans start them. A staff borrows mobile men of its neighbours and sets its
ring as wide as it can man. Troops march up, close the ring and comb the ground; `cordon`, `break_outs` and `combing`
say what comes of it.
"""

import math
from typing import NamedTuple

from hinterland.core.chance import draw_about, draw_count, identity, in_weekly_batch, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, i4, i8, log, per, switch
from hinterland.core.geometry import density, density_within_reach, distance_km, draw_within_reach
from hinterland.core.jit import daily, kernel
from hinterland.core.response import saturate
from hinterland.core.stock import take_row

LAUNCH = stream("expeditions.launch", "whether a unit starts an expedition this week; its centre in the district")
ESTIMATE = stream("expeditions.estimate", "error in the staff's estimate of a cell when it chooses a target")
COMB = stream("expeditions.comb", "how long its troops comb at the end: rounding to whole days")
LENGTH = stream("expeditions.length", "how long an expedition lasts: the mean of this one, then its rounding")
MARCH = stream("expeditions.march", "how long its troops march up: the mean of this one, and two roundings")
REST = stream("expeditions.rest", "how long its unit rests afterwards: the mean of this one, then its rounding")
ARMY, SECURITY, POLICE, SS, NATIVE = range(5)
"""Who commands an expedition ordered by name: the order of `theatre/inputs.py`."""
MEAN, ROUNDING, LONGEST = 0, 1, 2
"""Draws of a number of days."""


class State(NamedTuple):
    """Expeditions decided on and in progress, their districts, and their troops."""

    used: Array = per("one", i4, "row", "Rows in use")
    refused: Array = per(
        "one", f8, "expedition", "Expeditions for which, or for some of whose cells, the tables had no room"
    )
    first_active: Array = per("one", i4, "row", "First row whose expedition may still be in progress")
    key: Array = per("expedition", i8, "1", "Identity, the unit of its draws: centre, order and unit")
    first_day: Array = per("expedition", i4, "day", "First day")
    close_day: Array = per("expedition", i4, "day", "Day on which the ring stands")
    comb_day: Array = per("expedition", i4, "day", "Day on which the combing of the ground begins")
    last_day: Array = per("expedition", i4, "day", "Last day")
    centre_cell: Array = per("expedition", i4, "cell", "Cell at the centre")
    radius_km: Array = per("expedition", f8, "km", "Radius of the ring")
    swept_km2: Array = per("expedition", f8, "km2", "Occupied area that it sweeps today")
    men: Array = per("expedition", f8, "person", "Men engaged")
    ring_men: Array = per("expedition", f8, "person", "Those of them who stand in the ring")
    harshness: Array = per("expedition", f8, "1", "Harshness of its troops towards civilians, 0 to 1")
    order_row: Array = per("expedition", i4, "row", "Row of the order that named it, -1 for none", start=-1)
    unit: Array = per("expedition", i4, "row", "Unit that undertakes it, -1 where the order names none", start=-1)
    last_unit: Array = per("cell", i4, "row", "Unit whose expedition was last in the cell, -1 for none", start=-1)
    cells_start: Array = per("expedition", i4, "row", "First row of its district in the list of swept cells")
    cells_count: Array = per("expedition", i4, "cell", "Number of cells in its district")
    swept_used: Array = per("one", i4, "row", "Rows of the list of swept cells in use")
    swept_cells: Array = per("swept", i4, "cell", "Cells of the districts of all expeditions, one after the other")
    swept_day: Array = per("cell", i4, "day", "Day on which its troops were last in the cell, -1 for none", start=-1)
    busy_until: Array = per("unit", i4, "day", "Day from which a unit is free: engaged, lent or resting until then")
    troops: Array = per("cell", f8, "person", "Expedition troops in the cell today", daily=True)
    troops_harshness: Array = per("cell", f8, "1", "Harshness of those troops towards civilians", daily=True)
    launched: Array = per("atom", f8, "expedition", "Expeditions started today", daily=True)


class Parameters(NamedTuple):
    """Frequency, length and size of expeditions."""

    enabled: float = switch("Whether expeditions are undertaken")
    launch_chance: float = assumed(
        0.24, "1/week", log(0.01, 1),
        "Chance in a week that a free unit sets out where its area is believed full of partisans", "house-0060",
    )  # fmt: skip
    half_saturation_partisans: float = assumed(
        30, "person/1000km2", log(2, 350), "Partisans believed in a unit's area for half of the launch chance",
        "house-0060",
    )  # fmt: skip
    estimate_error: float = assumed(0.5, "1", (0, 1), "Largest error of a staff over a cell, as a share", "house-1904")
    low_morale_effect: float = directional(
        0.3, "1", (0, 1), "How far a lack of morale prevents expeditions", "S170", "house-0132"
    )
    minimum_force: float = assumed(
        150, "person", log(20, 2000), "Least number of mobile men with which a unit sets out", "house-0654"
    )
    troops_for_half_threat: float = assumed(
        282, "person/1000km2", log(30, 3000),
        "Density of troops already in a cell at which it attracts another expedition half as much", "house-0654",
    )  # fmt: skip
    mean_days: float = assumed(11, "day", (3, 40), "Mean length of an expedition", "house-0060")
    length_spread: float = assumed(
        0.6, "1", (0, 1), "How far the length of an expedition lies from the mean at most, as a share", "house-0060"
    )
    mean_rest_days: float = assumed(38, "day", (5, 200), "Mean rest of a unit after an expedition", "house-0060")
    rest_spread: float = assumed(0.5, "1", (0, 1), "Spread of the rest after an expedition, as a share", "house-0060")
    mean_march_days: float = assumed(
        3.5, "day", (1, 8), "Mean days from the first movement of troops until the ring stands", "house-1300"
    )
    march_spread: float = assumed(0.5, "1", (0, 1), "Spread of the days of march, as a share", "house-1300")
    longest_march_share: float = assumed(
        0.35, "1", (0.1, 0.6), "Longest march, as a share of the expedition", "house-1300"
    )
    closing_share: float = assumed(
        0.5, "1", (0, 0.9), "Share of the days of the ring after which combing begins behind the drive", "house-1300"
    )
    longest_combing_days: float = assumed(
        10, "day", (1, 60), "Most days at the end of an expedition on which ground is combed", "house-1300"
    )
    lent_share: float = assumed(
        0.5, "1", (0, 1), "Share of its free mobile men that another unit of the place lends", "house-1301"
    )
    ring_share: float = assumed(
        0.6, "1", (0.2, 0.9), "Share of the men who stand in the ring, while all others drive and comb", "house-1301"
    )
    wanted_men_per_km: float = assumed(
        25, "person/km", log(5, 200), "Men on a km of the ring for which a staff sets the size of the ring",
        "house-1301",
    )  # fmt: skip
    minimum_radius: float = assumed(8, "km", (2, 30), "Radius of the ring of a very small expedition", "house-1301")
    maximum_radius: float = assumed(50, "km", (20, 100), "Radius of the ring of a very large one", "house-1301")
    named_harshness: float = assumed(
        0.75, "1", (0, 1), "Harshness towards civilians where it is not known who commanded", "house-0654"
    )
    harshness_army: float = assumed(0.2, "1", (0, 1), "Harshness towards civilians of army commands", "house-1302")
    harshness_security: float = assumed(0.75, "1", (0, 1), "Harshness of security divisions to civilians", "house-1302")
    harshness_police: float = assumed(0.95, "1", (0, 1), "Harshness of SS and Police to civilians", "house-1302")
    harshness_ss: float = assumed(1.0, "1", (0, 1), "Harshness of SS brigades to civilians", "house-1302")
    harshness_native: float = assumed(
        0.6, "1", (0, 1), "Harshness of native and allied troops to civilians", "house-1302"
    )


@daily
def launch(expeditions, picture, forces, order_of_battle, land, forcing, parameters, today):
    """Start named expeditions on their day; free mobile units start others against the worst cell of their area."""
    if parameters.enabled == 0.0:
        return
    for k in range(order_of_battle.named_from.size):
        if order_of_battle.named_from[k] == today.day:
            cell, km, men = order_of_battle.named_cell[k], order_of_battle.named_km[k], order_of_battle.named_men[k]
            last, harsh = order_of_battle.named_to[k], harshness_of(parameters, order_of_battle.named_command[k])
            begin(expeditions, land, parameters, today, cell, km, men, harsh, last, k, -1)
    for u in range(forces.men.size):
        force = forces.men[u] * order_of_battle.mobile[u]
        if (
            not in_weekly_batch(today, u)
            or forces.present[u] == 0
            or expeditions.busy_until[u] > today.day
            or force < parameters.minimum_force
        ):
            continue
        target, threat = worst_cell(expeditions, picture, order_of_battle, land, forcing, parameters, today, u)
        boldness = 1.0 - parameters.low_morale_effect * (1.0 - forces.morale[u])
        chance = parameters.launch_chance * boldness * saturate(threat, parameters.half_saturation_partisans)
        if target < 0 or uniform(today, LAUNCH, u) >= chance:
            continue
        target = draw_within_reach(land, picture.partisans, target, uniform(today, LAUNCH, u, 1))
        days = max(1, days_drawn(today, LENGTH, u, parameters.mean_days, parameters.length_spread))
        rest = days_drawn(today, REST, u, parameters.mean_rest_days, parameters.rest_spread)
        last = today.day + days - 1
        expeditions.busy_until[u] = today.day + days + rest
        force += borrow(expeditions, forces, order_of_battle, parameters, today, target, last)
        km = parameters.ring_share * force / (2.0 * math.pi * parameters.wanted_men_per_km)
        km = min(parameters.maximum_radius, max(parameters.minimum_radius, km))
        begin(expeditions, land, parameters, today, target, km, force, order_of_battle.harsh[u], last, -1, u)


@kernel
def harshness_of(parameters, command):
    """Return how harsh the troops of a command are towards civilians; -1 is a command that is not known."""
    if command in (ARMY, SECURITY):
        return parameters.harshness_army if command == ARMY else parameters.harshness_security
    if command in (POLICE, SS):
        return parameters.harshness_police if command == POLICE else parameters.harshness_ss
    return parameters.harshness_native if command == NATIVE else parameters.named_harshness


@kernel
def borrow(expeditions, forces, order_of_battle, parameters, today, cell, last):
    """Return how many mobile men other free units over a cell lend until the last day; they are engaged until then."""
    men = 0.0
    for k in range(order_of_battle.over_start[cell], order_of_battle.over_start[cell + 1]):
        u = order_of_battle.over_unit[k]
        if forces.present[u] == 1 and expeditions.busy_until[u] <= today.day:
            lent = parameters.lent_share * forces.men[u] * order_of_battle.mobile[u]
            if lent > 0.0:
                men += lent
                expeditions.busy_until[u] = last + 1
    return men


@kernel
def worst_cell(expeditions, picture, order_of_battle, land, forcing, parameters, today, unit):
    """Return the cell of a unit's area that its staff believes worst, -1 for none, and the partisans of the whole area.

    What is believed of a cell is wrong by up to a share. Of the area all on the lists count against whom no troops
    stand yet, on 1,000 km2: the same on cells of every size.
    """
    target, highest, total, area = -1, 0.0, 0.0, 0.0
    for k in range(order_of_battle.reach_start[unit], order_of_battle.reach_start[unit + 1]):
        c = order_of_battle.reach_cell[k]
        if forcing.occupied[c] == 1:
            u = uniform(today, ESTIMATE, unit, c)
            believed = draw_about(density_within_reach(land, picture.partisans, c), parameters.estimate_error, u)
            troops = density_within_reach(land, expeditions.troops, c)
            alone = 1.0 - saturate(troops, parameters.troops_for_half_threat)
            total += picture.partisans[c] * alone
            area += land.area[c]
            if believed * alone > highest:
                target, highest = c, believed * alone
    return target, density(total, area)


@kernel
def days_drawn(today, name, unit, mean, spread):
    """Return a whole number of days of this mean, of which single ones differ by up to a share `spread`."""
    u, v = uniform(today, name, unit, MEAN), uniform(today, name, unit, ROUNDING)
    return int(draw_count(draw_about(mean, spread, u), v))


@kernel
def begin(expeditions, land, parameters, today, cell, km, men, harsh, last, named, unit):
    """Add an expedition that begins today, with the days of its phases, and list the cells of its district."""
    if cell < 0:
        return
    e = take_row(expeditions, expeditions.last_day.size)
    if e < 0:
        return
    days = last - today.day + 1
    key = expeditions.key[e] = identity(identity(cell, named), unit)
    march = days_drawn(today, MARCH, key, parameters.mean_march_days, parameters.march_spread)
    march = min(march, int(draw_count(parameters.longest_march_share * days, uniform(today, MARCH, key, LONGEST))))
    expeditions.first_day[e] = today.day
    expeditions.close_day[e] = today.day + march
    combed = min((1.0 - parameters.closing_share) * (days - march), parameters.longest_combing_days)
    expeditions.comb_day[e] = last + 1 - max(1, int(draw_count(combed, uniform(today, COMB, key))))
    expeditions.last_day[e] = last
    expeditions.centre_cell[e] = cell
    expeditions.radius_km[e] = km
    expeditions.men[e] = men
    expeditions.ring_men[e] = parameters.ring_share * men
    expeditions.harshness[e] = harsh
    expeditions.order_row[e], expeditions.unit[e] = named, unit
    expeditions.launched[land.atom[cell]] += 1.0
    list_cells(expeditions, land, e)


@kernel
def list_cells(expeditions, land, e):
    """Add the cells of a new district to the list of swept cells; count it where there is no room for all of them."""
    start = expeditions.swept_used[0]
    end, missing = start, 0
    for c in range(land.area.size):
        if covers(expeditions, land, e, c):
            if end < expeditions.swept_cells.size:
                expeditions.swept_cells[end] = c
                end += 1
            else:
                missing += 1
    if missing > 0:
        expeditions.refused[0] += 1.0
    expeditions.swept_used[0] = end
    expeditions.cells_start[e] = start
    expeditions.cells_count[e] = end - start


@kernel
def covers(expeditions, land, e, c):
    """Return whether the centre of a cell lies within the radius of an expedition and half of its own as a circle."""
    reach = expeditions.radius_km[e] + 0.5 * math.sqrt(land.area[c] / math.pi)
    return distance_km(land, expeditions.centre_cell[e], c) <= reach


@daily
def place_troops(expeditions, land, forcing, today):
    """Distribute the troops of every expedition in progress over the occupied area of its district."""
    skip_ended(expeditions, today)
    for e in range(expeditions.first_active[0], expeditions.used[0]):
        expeditions.swept_km2[e] = 0.0
        if not expeditions.first_day[e] <= today.day <= expeditions.last_day[e]:
            continue
        start = expeditions.cells_start[e]
        district = expeditions.swept_cells[start : start + expeditions.cells_count[e]]
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
                expeditions.swept_day[c] = today.day
                expeditions.troops_harshness[c] = max(expeditions.troops_harshness[c], expeditions.harshness[e])


@kernel
def skip_ended(expeditions, today):
    """Let the rows that are looked at begin with the first whose expedition has not ended."""
    row = expeditions.first_active[0]
    while row < expeditions.used[0] and expeditions.last_day[row] < today.day:
        row += 1
    expeditions.first_active[0] = row
