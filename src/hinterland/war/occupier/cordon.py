"""Cordon: the ring of an expedition, the detachments that leave before it stands, and those that it encloses.

Warning runs ahead of the troops while they march up; a staff that sees them from the air warns the detachments that it
can reach. A detachment that hears of them leaves, unless its wounded, families, an airfield, its size or an order to
act with the Army hold it. Of those that stay, the ring encloses the part that lies inside it. Its men
stand on a perimeter that shrinks day by day.
"""

import math
from typing import NamedTuple

from hinterland.core.chance import identity, stream, uniform
from hinterland.core.declare import Array, assumed, f8, i4, log, per
from hinterland.core.elementary import power
from hinterland.core.geometry import way_out
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import living, move_to_cell
from hinterland.core.response import saturate

HEAR = stream("cordon.hear", "whether a detachment hears of an expedition before its ring stands")
STAY = stream("cordon.stay", "whether a detachment that has heard stays nevertheless")
INSIDE = stream("cordon.inside", "whether a detachment of the district lies inside the ring")


class State(NamedTuple):
    """The ring of every expedition, and who is inside it."""

    enclosed: Array = per(
        "detachment", i4, "row", "Expedition whose ring encloses the detachment, -1 for none", start=-1
    )
    inside_share: Array = per("expedition", f8, "1", "Share of its district that lies inside the ring")
    men_per_km: Array = per("expedition", f8, "person/km", "Men on a km of the ring today, or on its last day")
    partisans_enclosed: Array = per("expedition", f8, "person", "Partisans whom the ring enclosed")
    left_early: Array = per(
        "atom", f8, "person", "Partisans who left a district before the ring stood, today", daily=True
    )
    enclosed_today: Array = per("atom", f8, "person", "Partisans whom a ring enclosed today", daily=True)


class Parameters(NamedTuple):
    """Warning, what holds a detachment back, and how the ring is set and drawn closer."""

    leak_per_day: float = assumed(
        0.12, "1/day", log(0.01, 0.5), "Chance in a day of the march that a detachment without informants is warned",
        "house-1303",
    )  # fmt: skip
    warning_by_informants: float = assumed(
        0.35, "1/day", (0, 0.8), "Addition to the daily chance of a warning by full knowledge of the enemy's movements",
        "house-1303",
    )  # fmt: skip
    warning_by_staff: float = assumed(
        0.1, "1/day", (0, 0.8), "Addition to the daily chance of a warning by a staff in contact, in good flying "
        "weather", "house-1333",
    )  # fmt: skip
    held_by_wounded: float = assumed(
        2.0, "1", (0, 10), "Chance to stay for each wounded person in care for each fit one", "house-1303"
    )
    held_by_families: float = assumed(
        0.4, "1", (0, 1), "Chance that a detachment stays which protects a family camp", "house-1303"
    )
    held_by_airfield: float = assumed(
        0.3, "1", (0, 1), "Chance that a detachment stays which a staff can reach, on ground for an airfield",
        "house-1303",
    )  # fmt: skip
    held_by_order: float = assumed(
        0.5, "1", (0, 1), "Chance that a detachment stays which a staff can reach, where all are to act with the Army",
        "house-1333",
    )  # fmt: skip
    held_by_size: float = assumed(
        0.4, "1", (0, 1), "Chance that a very large detachment stays, with its camp and stores", "house-1303"
    )
    large_size: float = assumed(
        200, "person", log(40, 1000), "Size of a detachment at which half of the chance to stay by size is reached",
        "house-1303",
    )  # fmt: skip
    aim_of_staff: float = assumed(
        0.4, "1", (0, 1), "Chance that a ring is set around a detachment that would lie outside, where the staff knows "
        "of all who lie close", "house-1304",
    )  # fmt: skip
    perimeter_drawn_in: float = assumed(
        0.5, "1", (0, 0.9), "Share of its perimeter that a ring has given up on its last day", "house-1301"
    )


@daily
def close(
    cordon, expeditions, detachments, picture, intelligence, family_camps, joint_operations, land, forcing, parameters,
    today
):  # fmt: skip
    """Draw the rings closer; on the day on which one stands, enclose the detachments of its district."""
    for i in living(detachments):
        e = cordon.enclosed[i]
        if e >= 0 and (detachments.alive[i] == 0 or today.day > expeditions.last_day[e]):
            cordon.enclosed[i] = -1
    for e in range(expeditions.first_active[0], expeditions.used[0]):
        if not expeditions.close_day[e] <= today.day <= expeditions.last_day[e] or expeditions.swept_km2[e] <= 0.0:
            continue
        radius = expeditions.radius_km[e]
        cordon.inside_share[e] = min(1.0, math.pi * radius * radius / expeditions.swept_km2[e])
        cordon.men_per_km[e] = men_on_ring(expeditions, parameters, e, today.day)
        if expeditions.close_day[e] != today.day:
            continue
        start = expeditions.cells_start[e]
        for c in expeditions.swept_cells[start : start + expeditions.cells_count[e]]:
            if forcing.occupied[c] == 1:
                enclose(
                    cordon, expeditions, detachments, picture, intelligence, family_camps, joint_operations, land,
                    forcing, parameters, today, e, c,
                )  # fmt: skip


@kernel
def men_on_ring(expeditions, parameters, e, day):
    """Return the men on a km of the ring: the perimeter is drawn in evenly until the last day."""
    passed = (day - expeditions.close_day[e]) / max(1.0, float(expeditions.last_day[e] - expeditions.close_day[e]))
    perimeter = 2.0 * math.pi * expeditions.radius_km[e] * (1.0 - parameters.perimeter_drawn_in * passed)
    return expeditions.ring_men[e] / perimeter


@kernel
def enclose(
    cordon, expeditions, detachments, picture, intelligence, family_camps, joint_operations, land, forcing, parameters,
    today, e, c
):  # fmt: skip
    """Let the detachments of a cell leave in time or be enclosed."""
    march = float(expeditions.close_day[e] - expeditions.first_day[e])
    leak = parameters.leak_per_day + parameters.warning_by_informants * intelligence.troop_knowledge[c]
    seen = parameters.warning_by_staff * forcing.flying[land.zone[c]]
    known = min(1.0, picture.partisans[c] / max(detachments.men_in_cell[c], 1.0))
    share = cordon.inside_share[e]
    inside = share + (1.0 - share) * parameters.aim_of_staff * known
    i = detachments.head[c]
    while i >= 0:
        after = detachments.next[i]
        if detachments.alive[i] == 1 and detachments.cell[i] == c and detachments.base[i] < 0:
            heard = 1.0 - power(1.0 - min(1.0, leak + seen * detachments.contact[i]), march)
            key = identity(detachments.key[i], expeditions.key[e])
            if uniform(today, HEAR, key) < heard and uniform(today, STAY, key) >= held_back(
                detachments, family_camps, joint_operations, land, parameters, i, c
            ):
                n = way_out(land, forcing.occupied, expeditions.centre_cell[e], expeditions.radius_km[e], c)
                cordon.left_early[land.atom[c]] += detachments.men[i] if n != c else 0.0
                move_to_cell(detachments, i, n)
            if detachments.cell[i] == c and cordon.enclosed[i] < 0 and uniform(today, INSIDE, key) < inside:
                cordon.enclosed[i] = e
                cordon.partisans_enclosed[e] += detachments.men[i]
                cordon.enclosed_today[land.atom[c]] += detachments.men[i]
        i = after


@kernel
def held_back(detachments, family_camps, joint_operations, land, parameters, i, c):
    """Return the chance that a detachment stays though it is warned: wounded, families, an airfield, an order, size."""
    wounded = parameters.held_by_wounded * detachments.wounded[i] / max(detachments.men[i], 1.0)
    goes = 1.0 - min(1.0, wounded)
    if family_camps.protecting_detachment[c] == i:
        goes *= 1.0 - parameters.held_by_families
    goes *= 1.0 - parameters.held_by_airfield * land.airfields[c] * detachments.contact[i]
    goes *= 1.0 - parameters.held_by_order * joint_operations.call_strength[c] * detachments.contact[i]
    return 1.0 - goes * (1.0 - parameters.held_by_size * saturate(detachments.men[i], parameters.large_size))
