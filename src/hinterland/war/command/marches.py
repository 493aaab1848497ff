"""Documented marches: a named detachment is sent so as to be where documents have it, on the day that they give.

The date and the place are facts. Whether the unit exists, how strong it is, how far it comes and what it loses on the
way are the war's. The detachments of its brigade that lie beside it go along.
"""

from typing import NamedTuple

from hinterland.core.declare import Array, assumed, bounded, f8, i4, per, u1
from hinterland.core.geometry import distance_km
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import living


class State(NamedTuple):
    """Where each named unit is, and how near it came to each place of its marches."""

    row: Array = per("named", i4, "row", "Detachment of the named unit, -1 for none", start=-1)
    row_of_leader: Array = per("named", i4, "row", "Detachment of the leader of this number, -1 for none", start=-1)
    leader_bound: Array = per("named", u1, "1", "Whether the leader of this number is on a documented march")
    off_km: Array = per(
        "waypoint", f8, "km", "Distance of the unit from the place on its day, -1 before it and where no unit was",
        start=-1, signed=True,
    )  # fmt: skip
    partisans_marching: Array = per("atom", f8, "person", "Partisans who set out today for such a place", daily=True)


class Parameters(NamedTuple):
    """How a march is planned, and who is able to march."""

    planned_km_per_day: float = bounded(
        12, "km/day", (5, 40), "Distance that a staff plans for a day of march", "house-1406", at_least="R187 / 1065"
    )
    assembly_days: float = assumed(
        20, "day", (0, 90), "Days before the start of a march from which a unit goes to the place", "house-1406"
    )
    smallest_unit: float = assumed(
        20, "person", (5, 200), "People that a named unit must have to go on its march", "house-1406"
    )


@daily
def follow(marches, detachments, named_units, land, parameters, today):
    """Note how near named units are to today's places, and let those set out whose time has come."""
    find_units(marches, detachments, named_units)
    for n in range(named_units.day.size):
        w = next_place(named_units, n, today.day)
        if w < 0:
            continue
        i, days_left = marches.row[n], named_units.way_day[w] - today.day
        if i < 0 and named_units.leader[n] >= 0:
            i = marches.row_of_leader[named_units.leader[n]]
        if i >= 0 and days_left == 0:
            marches.off_km[w] = distance_km(land, detachments.cell[i], named_units.way_cell[w])
        if named_units.way_begins[w] - today.day > parameters.assembly_days:
            continue
        if named_units.leader[n] >= 0:
            marches.leader_bound[named_units.leader[n]] = 1
        if i < 0 or detachments.men[i] < parameters.smallest_unit:
            continue
        if distance_km(land, detachments.cell[i], named_units.way_cell[w]) >= parameters.planned_km_per_day * days_left:
            send(marches, detachments, land, i, named_units.way_cell[w])
        elif detachments.goal[i] >= 0 and detachments.cell[i] == named_units.way_cell[w]:
            detachments.goal[i] = -1


@kernel
def find_units(marches, detachments, named_units):
    """Find the detachment of each named unit, and of each leader, whose unit may bear another name by now."""
    marches.row[:] = -1
    marches.row_of_leader[:] = -1
    marches.leader_bound[:] = 0
    for i in living(detachments):
        n = detachments.named[i]
        if detachments.alive[i] == 1 and n >= 0:
            marches.row[n] = i
            if named_units.leader[n] >= 0:
                marches.row_of_leader[named_units.leader[n]] = i


@kernel
def next_place(named_units, n, day):
    """Return the next place in which documents have a unit, from today on; -1 where there is none."""
    for w in range(named_units.way_start[n], named_units.way_start[n + 1]):
        if named_units.way_day[w] >= day:
            return w
    return -1


@kernel
def send(marches, detachments, land, i, cell):
    """Let a unit set out for a cell, with the detachments of its brigade that lie beside it."""
    here, brigade = detachments.cell[i], detachments.brigade[i]
    if here == cell:
        return
    if detachments.goal[i] != cell:
        marches.partisans_marching[land.atom[here]] += detachments.men[i]
    detachments.goal[i] = cell
    j = detachments.head[here]
    while brigade >= 0 and j >= 0:
        beside = detachments.alive[j] == 1 and detachments.cell[j] == here and detachments.brigade[j] == brigade
        if beside and detachments.goal[j] != cell:
            detachments.goal[j] = cell
            marches.partisans_marching[land.atom[here]] += detachments.men[j]
        j = detachments.next[j]
