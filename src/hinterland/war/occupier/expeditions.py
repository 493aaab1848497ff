"""Expeditions: large operations in which mobile forces sweep a district.

Named orders or the believed strength of partisans start them. Each has a district of cells, over which its troops are
spread until it ends; `sweeps` says what they do there.
"""

import math
from typing import NamedTuple

from hinterland.core.chance import draw_count, stream, uniform, weekly_batch_row, weekly_batch_size
from hinterland.core.declare import Array, assumed, directional, f8, i4, log, per, switch
from hinterland.core.geometry import density, distance_km
from hinterland.core.jit import daily, kernel
from hinterland.core.response import saturate

LAUNCH = stream(
    "expeditions.launch", "whether a free unit starts an expedition against the worst cell of its area this week"
)
ESTIMATE = stream("expeditions.estimate", "error in the staff's estimate of a cell when it chooses a target")
LENGTH = stream("expeditions.length", "how long an expedition lasts: the mean of this one, then its rounding")
REST = stream(
    "expeditions.rest", "how long its unit rests after an expedition: the mean of this one, then its rounding"
)


class State(NamedTuple):
    """Expeditions decided on and in progress, their districts, and their troops."""

    used: Array = per("one", i4, "row", "Rows in use")
    refused: Array = per(
        "one", f8, "expedition",
        "Expeditions that found no room in the table, or for some cells of whose district the list of swept cells had "
        "none, since the war began",
    )  # fmt: skip
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
    cells_start: Array = per("expedition", i4, "row", "First row of its district in the list of swept cells")
    cells_count: Array = per("expedition", i4, "cell", "Number of cells in its district")
    swept_used: Array = per("one", i4, "row", "Rows of the list of swept cells in use")
    swept_cells: Array = per("swept", i4, "cell", "Cells of the districts of all expeditions, one after the other")
    busy_until: Array = per("unit", i4, "day", "Day from which a unit is free, engaged or resting until then")
    troops: Array = per("cell", f8, "person", "Expedition troops in the cell today", daily=True)
    troops_harshness: Array = per("cell", f8, "1", "Harshness of those troops towards civilians", daily=True)
    launched: Array = per("atom", f8, "expedition", "Expeditions started today", daily=True)


class Parameters(NamedTuple):
    """Frequency, length and size of expeditions."""

    enabled: float = switch("Whether expeditions are undertaken")
    launch_chance: float = assumed(
        0.24, "1/week", log(0.01, 1),
        "Chance in a week that a free unit sets out against a cell believed full of partisans", "house-0060",
    )  # fmt: skip
    half_saturation_partisans: float = assumed(
        147, "person/1000km2", log(10, 1700), "Believed density of partisans at which half of that chance is reached",
        "house-0060",
    )  # fmt: skip
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
    rest_spread: float = assumed(
        0.5, "1", (0, 1), "How far such a rest lies from the mean at most, as a share", "house-0060"
    )
    minimum_radius: float = assumed(
        28, "km", (5, 80), "Radius of the district of a very small expedition", "house-0654"
    )
    radius_per_man: float = assumed(
        0.006, "km/person", (0, 0.03), "Growth of that radius with the men engaged", "house-0654"
    )
    named_harshness: float = assumed(
        0.75, "1", (0, 1), "Harshness towards civilians of the troops of expeditions ordered by name", "house-0654"
    )


@daily
def launch(expeditions, picture, forces, order_of_battle, land, forcing, parameters, today):
    """Start named expeditions on their day; free mobile units start others against the worst cell of their area."""
    if parameters.enabled == 0.0:
        return
    for k in range(order_of_battle.named_from.size):
        if order_of_battle.named_from[k] == today.day:
            cell, km, men = order_of_battle.named_cell[k], order_of_battle.named_km[k], order_of_battle.named_men[k]
            last = order_of_battle.named_to[k]
            begin(expeditions, land, cell, km, men, parameters.named_harshness, today.day, last, k, -1)
    for t in range(weekly_batch_size(today, forces.men.size)):
        u = weekly_batch_row(today, t)
        force = forces.men[u] * order_of_battle.mobile[u]
        if forces.present[u] == 0 or expeditions.busy_until[u] > today.day or force < parameters.minimum_force:
            continue
        target, threat = worst_cell(expeditions, picture, order_of_battle, land, forcing, parameters, today, u)
        boldness = 1.0 - parameters.low_morale_effect * (1.0 - forces.morale[u])
        chance = parameters.launch_chance * boldness * saturate(threat, parameters.half_saturation_partisans)
        if target < 0 or uniform(today, LAUNCH, u) >= chance:
            continue
        days = max(1, days_drawn(today, LENGTH, u, parameters.mean_days, parameters.length_spread))
        rest = days_drawn(today, REST, u, parameters.mean_rest_days, parameters.rest_spread)
        last = today.day + days - 1
        expeditions.busy_until[u] = today.day + days + rest
        km = parameters.minimum_radius + parameters.radius_per_man * force
        begin(expeditions, land, target, km, force, order_of_battle.harsh[u], today.day, last, -1, u)


@kernel
def worst_cell(expeditions, picture, order_of_battle, land, forcing, parameters, today, unit):
    """Return the cell of a unit's area that its staff believes worst, -1 for none, and the partisans believed there.

    The figure is per 1000 km2, wrong by up to half, and lower where troops are already.
    """
    target, highest = -1, 0.0
    for k in range(order_of_battle.reach_start[unit], order_of_battle.reach_start[unit + 1]):
        c = order_of_battle.reach_cell[k]
        if forcing.occupied[c] == 1:
            error = 0.5 + uniform(today, ESTIMATE, unit, c)
            believed = error * density(picture.partisans[c], land.area[c])
            troops = density(expeditions.troops[c], land.area[c])
            threat = believed * (1.0 - saturate(troops, parameters.troops_for_half_threat))
            if threat > highest:
                target, highest = c, threat
    return target, highest


@kernel
def days_drawn(today, name, unit, mean, spread):
    """Return a whole number of days of this mean, of which single ones differ by up to a share `spread`."""
    u, v = uniform(today, name, unit), uniform(today, name, unit, 1)
    return int(draw_count(mean * (1.0 + spread * (2.0 * u - 1.0)), v))


@kernel
def begin(expeditions, land, cell, km, men, harsh, day, last, named, unit):
    """Add an expedition and list the cells of its district."""
    if cell < 0:
        return
    e = expeditions.used[0]
    if e >= expeditions.last_day.size:
        expeditions.refused[0] += 1.0
        return
    expeditions.used[0] = e + 1
    expeditions.first_day[e] = day
    expeditions.last_day[e] = last
    expeditions.centre_cell[e] = cell
    expeditions.radius_km[e] = km
    expeditions.men[e] = men
    expeditions.harshness[e] = harsh
    expeditions.order_row[e] = named
    expeditions.unit[e] = unit
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
    """Return whether a cell lies in the district of an expedition: its centre within the radius and half of its own.

    The radius of a cell is that of a circle of its area.
    """
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
                expeditions.troops_harshness[c] = max(expeditions.troops_harshness[c], expeditions.harshness[e])


@kernel
def skip_ended(expeditions, today):
    """Let the rows that are looked at begin with the first whose expedition has not ended."""
    row = expeditions.first_active[0]
    while row < expeditions.used[0] and expeditions.last_day[row] < today.day:
        row += 1
    expeditions.first_active[0] = row
