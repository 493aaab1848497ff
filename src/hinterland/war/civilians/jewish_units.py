"""Jewish units: detachments that Jews in the forest found for themselves, and what becomes of them.

Where men with a weapon are in hiding and the commanders near them take in few Jews, they found a unit of their own and
take along men without a weapon. Villagers and soldiers do not join it until a staff reaches it: from then on it stands
under the common command, and others come. A family camp beside such a unit is protected by it.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import FRIDAY
from hinterland.core.chance import draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, log, per
from hinterland.core.jit import kernel, weekly
from hinterland.core.journal import BY_ITSELF, Kind, record_event
from hinterland.core.membership import living, new_detachment, take_from_hiding, update_strength
from hinterland.core.nationality import JEWISH
from hinterland.core.stock import held

FOUND = stream("jewish_units.found", "whether men in hiding in a cell found a unit this week")
FOLLOW = stream("jewish_units.follow", "how many men without a weapon go along, from each cell")
OPEN = stream("jewish_units.open", "whether a unit that a staff reaches takes in others from this week on")
FORMATION = np.int64(Kind.formation)
ARMED, UNARMED = 0, 1
"""Columns of `persecution.in_hiding`: men with a weapon, men without."""


class State(NamedTuple):
    """Units that Jews founded."""

    founded: Array = per("atom", f8, "detachment", "Units that Jews founded today", daily=True)
    count: Array = per("cell", f8, "detachment", "Detachments of which nearly all people are Jews")
    partisans: Array = per("cell", f8, "person", "Fit partisans of these detachments")
    shelter: Array = per("cell", f8, "1", "Whether such a detachment lies in the cell: 1 or 0")


class Parameters(NamedTuple):
    """When Jews found a unit, and when others join it."""

    founding_per_week: float = directional(
        0.3, "1/week", log(0.01, 1),
        "Chance in a week that enough men with a weapon found a unit where no commander near takes in Jews", "S563",
        "house-1801",
    )  # fmt: skip
    least_armed: float = assumed(
        8, "person", (3, 60), "Men with a weapon in hiding within reach who are enough for a unit", "house-1801"
    )
    unarmed_per_armed: float = assumed(
        1, "1", (0, 5), "Men without a weapon who go along for each man with one", "house-1801"
    )
    opening_per_week: float = assumed(
        0.03, "1/week", log(0.002, 0.5), "Chance in a week that a unit reached by a staff takes in others too",
        "house-1802",
    )  # fmt: skip
    share_of_unit: float = assumed(
        0.9, "1", (0.5, 1), "Share of Jews from which on nearly all people of a unit are Jews", "house-1802"
    )


@weekly(FRIDAY)
def found(
    jewish_units, persecution, detachments, recruitment, supply, commanders, journal, land, forcing, parameters, today
):  # fmt: skip
    """Let men in hiding found units of their own, the more readily the less the commander near them takes in Jews."""
    for c in range(jewish_units.count.size):
        here = persecution.in_hiding[c, ARMED]
        if here <= 0.0 or forcing.occupied[c] == 0:
            continue
        within = armed_within_reach(persecution, land, forcing, c)
        host = detachments.head[c]
        refused = 1.0 - commanders.attitude[host] if host >= 0 else 1.0
        if within < parameters.least_armed:
            continue
        # Each cell has its part of the chance, so that it does not hang on the size of the cells.
        if uniform(today, FOUND, c) < parameters.founding_per_week * refused * here / within:
            found_unit(
                jewish_units, persecution, detachments, recruitment, supply, journal, land, forcing, parameters, today,
                c,
            )  # fmt: skip


@kernel
def armed_within_reach(persecution, land, forcing, c):
    """Return the men with a weapon in hiding within reach of a cell."""
    total = 0.0
    for k in range(land.surroundings.shape[1]):
        n = land.surroundings[c, k]
        if n >= 0 and forcing.occupied[n] == 1:
            total += persecution.in_hiding[n, ARMED]
    return total


@kernel
def found_unit(
    jewish_units, persecution, detachments, recruitment, supply, journal, land, forcing, parameters, today, c
):
    """Found a unit in a cell of all men with a weapon within reach, and of men without who go along."""
    i = new_detachment(detachments, c, today.day)
    if i < 0:
        return
    detachments.apart[i] = 1
    for k in range(land.surroundings.shape[1]):
        n = land.surroundings[c, k]
        if n < 0 or forcing.occupied[n] == 0:
            continue
        armed, others = persecution.in_hiding[n, ARMED], persecution.in_hiding[n, UNARMED]
        u = uniform(today, FOLLOW, detachments.key[i], n)
        following = draw_whole(others, parameters.unarmed_per_armed * armed, u)
        take_from_hiding(persecution, detachments, recruitment, n, ARMED, i, armed)
        take_from_hiding(persecution, detachments, recruitment, n, UNARMED, i, following)
        rifles = min(armed, supply.scattered[n])
        supply.scattered[n] -= rifles
        detachments.rifles[i] += rifles
    update_strength(detachments, i)
    detachments.founded[land.atom[c]] += 1
    jewish_units.founded[land.atom[c]] += 1.0
    record_event(journal, FORMATION, c, i, -1, detachments.men[i], BY_ITSELF, detachments.men[i], 0.0)


@weekly(FRIDAY)
def survey(jewish_units, detachments, composition, parameters, today):
    """Let units that a staff reaches take in others, and count those of which nearly all are Jews."""
    jewish_units.count[:] = 0.0
    jewish_units.partisans[:] = 0.0
    jewish_units.shelter[:] = 0.0
    for i in living(detachments):
        if detachments.alive[i] == 0:
            continue
        reached = detachments.apart[i] == 1 and detachments.contact[i] == 1
        if reached and uniform(today, OPEN, detachments.key[i]) < parameters.opening_per_week:
            detachments.apart[i] = 0
        if composition.shares[i, JEWISH] >= parameters.share_of_unit:
            c = detachments.cell[i]
            jewish_units.count[c] += 1.0
            jewish_units.partisans[c] += held(detachments.people, i)
            jewish_units.shelter[c] = 1.0
