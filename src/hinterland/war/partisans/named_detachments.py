"""Named detachments: the units that the documents name are set up where and when the documents have them.

A unit with people of its own is set up in its cell once the enemy is there, of soldiers in hiding and villagers; one
that came by air, or is based on the Soviet side of the front, is sent there by the Army. A staff without people of its
own takes over the unit that its leader led before, or else the strongest detachment of its cell that bears no name.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, per, u1
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import NAMED, Kind, record_event
from hinterland.core.membership import arm_from_hidden, living, new_detachment, update_strength
from hinterland.core.origin import CADRE, LOCAL, STRAGGLER

SOLDIERS = stream("named_detachments.soldiers", "rounding of the soldiers among the people of a named unit")
ARMS = stream("named_detachments.arms", "from where a named unit takes hidden rifles")
FORMATION = np.int64(Kind.formation)
TAKEN_OVER = np.int64(Kind.named)


class State(NamedTuple):
    """Which named units have been set up."""

    set_up: Array = per("named", u1, "1", "Whether a named unit has been set up")


class Parameters(NamedTuple):
    """Of whom named units are made, and what they know."""

    soldiers_share: float = assumed(
        0.4, "1", (0, 1), "Share of soldiers in hiding among the people of a named unit", "house-0454"
    )
    skill: float = assumed(0.3, "1", (0, 1), "Experience of a named unit when it is set up", "house-0454")


@daily
def set_up(
    named_detachments, detachments, population, supply, journal, land, named_units, forcing, parameters, today
):  # fmt: skip
    """Set up named units on their day or when the enemy arrives; those based on the Soviet side before that."""
    for n in range(named_units.day.size):
        if named_detachments.set_up[n] == 1 or named_units.day[n] > today.day or not ready(named_units, forcing, n):
            continue
        c = named_units.cell[n]
        if named_units.men[n] <= 0.0:
            i = unit_for_staff(detachments, named_units, n)
            if i >= 0:
                named_detachments.set_up[n] = 1
                detachments.named[i] = n
                record_event(journal, TAKEN_OVER, c, i, n, detachments.men[i], 0.0, detachments.men[i], 0.0)
            continue
        i = new_detachment(detachments, c, today.day)
        if i < 0:
            return
        named_detachments.set_up[n] = 1
        fill(detachments, population, named_units, parameters, i, n, uniform(today, SOLDIERS, n))
        arm_from_hidden(detachments, supply, land, i, uniform(today, ARMS, n))
        detachments.base[i] = c if named_units.based[n] == 1 else -1
        detachments.skill[i] = parameters.skill
        detachments.reported_strength[i] = detachments.men[i]
        detachments.named[i] = n
        detachments.founded[land.atom[c]] += 1
        record_event(journal, FORMATION, c, i, n, detachments.men[i], NAMED, detachments.men[i], 0.0)


@kernel
def ready(named_units, forcing, n):
    """Return whether the front lies where a named unit can be set up: behind the enemy's back, or at its base."""
    c = named_units.cell[n]
    if named_units.based[n] == 1:
        return forcing.based[c] > 0.0 and forcing.occupied[c] == 0
    return forcing.occupied[c] == 1


@kernel
def fill(detachments, population, named_units, parameters, i, n, u):
    """Fill row i with the people of named unit n: sent by the Army, or soldiers and villagers of the cell."""
    c, men = named_units.cell[n], named_units.men[n]
    if named_units.based[n] == 1 or named_units.landed[n] == 1:
        population.red_army[0] -= men
        detachments.people[i, CADRE] = men
    else:
        soldiers = draw_whole(population.stragglers[c], parameters.soldiers_share * men, u)
        villagers = min(population.rural[c], men - soldiers)
        population.stragglers[c] -= soldiers
        population.rural[c] -= villagers
        detachments.people[i, STRAGGLER] = soldiers
        detachments.people[i, LOCAL] = villagers
    update_strength(detachments, i)


@kernel
def unit_for_staff(detachments, named_units, n):
    """Return the detachment that a staff takes over, -1 for none: its leader's, or else the strongest beside it."""
    leader, cell, best = named_units.leader[n], named_units.cell[n], -1
    for i in living(detachments):
        name = detachments.named[i]
        if detachments.alive[i] == 0:
            continue
        if leader >= 0 and name >= 0 and named_units.leader[name] == leader:
            return i
        if name < 0 and detachments.cell[i] == cell and (best < 0 or detachments.men[i] > detachments.men[best]):
            best = i
    return best
