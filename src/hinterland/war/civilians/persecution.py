"""Persecution: ghettos and camps, escape to the forest, hiding, and admission to detachments.

The murder is given from outside (`murder_of_the_jews`). Everyone is in one account: confined in a ghetto or camp,
murdered, in hiding, dead of cold and hunger in hiding, or with the partisans.
"""

from typing import NamedTuple

from hinterland.core.calendar import THURSDAY
from hinterland.core.chance import draw_whole, in_weekly_batch, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, log, per, switch
from hinterland.core.jit import daily, kernel, weekly
from hinterland.core.membership import living, take_from_hiding, update_strength
from hinterland.core.response import saturate
from hinterland.core.stock import held
from hinterland.core.units import SIDES

ESCAPE = stream("persecution.escape", "how many escape to the forest this week, and who they are")
CATCH = stream("persecution.catch", "how many of those in hiding, by group, are caught this week")
COLD = stream("persecution.cold", "how many of those in hiding, by group, die of cold this week")
RETURN = stream("persecution.return", "how many of those in hiding, by group, return to a ghetto this week")
ASK = stream("persecution.ask", "how many of those in hiding, by group, find a detachment this week")
ADMIT = stream("persecution.admit", "how many of these, by group, the detachment admits")
PEOPLE, MEN, WEAPONS = 0, 1, 2
"""Numbers of the draws: how many escape, how many of them are men and how many armed."""
ARMED, UNARMED, OTHERS = 0, 1, 2
"""Columns of those in the forest: men who have a weapon, men who have none, and women, children and the old."""
GROUPS = OTHERS + 1


class State(NamedTuple):
    """The Jews of every cell who are confined, murdered or in hiding."""

    confined: Array = per("cell", f8, "person", "Jews held in ghettos and camps")
    murdered: Array = per("cell", f8, "person", "Jews murdered since the start")
    died_in_hiding: Array = per("cell", f8, "person", "Jews who died of cold and hunger in the forest since the start")
    in_hiding: Array = per(
        "cell", f8, "person", "Jews in hiding: men with a weapon, men without, all others", wide=GROUPS
    )
    awareness: Array = per("cell", f8, "1", "How far people know what deportation means, 0 to 1")
    admitted_by_detachment: Array = per(
        "detachment", f8, "person", "Jews in hiding who joined it since the start, as founders too", wide=GROUPS
    )
    applicants: Array = per(
        "cell", f8, "person", "Jews who asked a detachment for admission today, by group", wide=GROUPS, daily=True
    )
    taken_in: Array = per(
        "cell", f8, "person", "Jews of the applicants whom a detachment admitted today, by group", wide=GROUPS,
        daily=True,
    )  # fmt: skip
    admitted: Array = per(
        "cell", f8, "person", "Jews in hiding who joined a detachment today, its founders among them, by group",
        wide=GROUPS, daily=True,
    )  # fmt: skip
    murdered_today: Array = per("atom", f8, "person", "Jews murdered today", daily=True)
    escaped: Array = per("atom", f8, "person", "Jews who escaped to the forest today", daily=True)
    returned: Array = per("atom", f8, "person", "Jews who returned to a ghetto today", daily=True)


class Parameters(NamedTuple):
    """Rates of escape, death in hiding and admission to detachments."""

    enabled: float = switch("Whether people escape from ghettos and camps, hide and join detachments")
    ghetto_ration: float = assumed(
        0.0009, "t/week", (0, 0.004), "Grain that reaches a person in a ghetto in a week", "house-0802"
    )
    awareness_rate: float = assumed(
        0.25, "1/week", (0.01, 1), "Share of the gap to full awareness that closes in a week of murder", "house-0162"
    )
    escape_rate: float = directional(
        0.0016, "1/week", (0, 0.2), "Share who flee in a week of murder where all is forest", "S561", "house-0162"
    )
    partisan_attraction: float = assumed(
        2.0, "1", (0, 10), "Relative increase of flight where partisans are many", "house-0162"
    )
    half_saturation_partisans: float = assumed(
        60, "person", log(5, 1000), "Partisans in a cell at which they increase flight by half of the most possible",
        "house-0162",
    )  # fmt: skip
    men_share: float = assumed(0.45, "1", (0.2, 0.9), "Share of men able to fight among those who flee", "house-0162")
    armed_share: float = assumed(
        0.25, "1", (0, 0.9), "Share of the fleeing men able to fight who obtain a weapon", "house-0162"
    )
    capture_rate: float = directional(
        0.035, "1/week", log(0.001, 0.3), "Share of those in hiding caught in a week, in the open and without help",
        "S559", "house-0163",
    )  # fmt: skip
    concealment_effect: float = assumed(
        0.8, "1", (0, 1), "Share of captures of people in hiding that ground which conceals everyone prevents",
        "house-0407",
    )  # fmt: skip
    frost_death_rate: float = assumed(
        0.0006, "1/week/degC", log(0.00005, 0.005), "Share of those in hiding who die in a week per degree of frost",
        "house-0163",
    )  # fmt: skip
    return_rate: float = directional(
        0.02, "1/week", (0, 0.2), "Share who return to a ghetto in a week where partisans are hostile",
        "S560", "house-0163",
    )  # fmt: skip
    contact_rate: float = assumed(
        0.25, "1/week", (0.02, 1), "Share of those in hiding who find a detachment in a week", "house-0164"
    )
    admission_armed: float = directional(
        0.9, "1", (0, 1), "Chance that a friendly commander admits a man with a weapon", "S389", "house-0164"
    )
    admission_unarmed: float = directional(
        0.35, "1", (0, 1), "Chance that a friendly commander admits a man without a weapon", "S389", "house-0164"
    )
    admission_dependants: float = directional(
        0.03, "1", (0, 1), "Chance that a friendly commander admits women, children and the old", "S391", "house-0164"
    )
    weapon_advantage: float = directional(
        0.5, "1", (0, 1), "How far a weapon compensates for a hostile commander", "S389", "house-0164"
    )
    detachment_size_limit: float = assumed(
        220, "person", (60, 600), "Size from which a detachment admits nobody", "house-2000"
    )
    moscow_policy_effect: float = assumed(
        0.35, "1", (0, 1), "How far Moscow's policy changes the attitude of a commander in contact", "house-2001"
    )


@daily
def escape(persecution, detachments, population, land, forcing, parameters, today):
    """For a seventh of all cells, apply a week in ghettos and camps: rations, and the escape of some."""
    if parameters.enabled == 0.0:
        return
    for c in range(persecution.confined.size):
        if in_weekly_batch(today, c) and persecution.confined[c] > 0.0 and forcing.occupied[c] == 1:
            update_ghetto(persecution, detachments, population, land, forcing, parameters, today, c)


@kernel
def update_ghetto(persecution, detachments, population, land, forcing, parameters, today, c):
    """Apply one week to the confined: their ration, and the escape of some who know what is coming.

    Those whom the murderers have not found when a ghetto is destroyed are in hiding from then on.
    """
    confined = persecution.confined[c]
    grain = min(parameters.ghetto_ration * confined, population.food[c])
    population.food[c] -= grain
    population.grain_eaten[c] += grain
    nearby_level = forcing.murder[c]
    for k in range(SIDES):
        if land.neighbours[c, k] >= 0:
            nearby_level = max(nearby_level, forcing.murder[land.neighbours[c, k]])
    near = saturate(detachments.men_in_cell[c], parameters.half_saturation_partisans)
    rate = parameters.escape_rate * nearby_level * persecution.awareness[c] * land.cover[c]
    rate *= 1.0 + parameters.partisan_attraction * near
    destroyed = today.day >= forcing.ghetto_end[c] and forcing.persecution_share[c] >= 1.0
    if destroyed and parameters.escape_rate > 0.0:
        rate = 1.0
    fleeing = draw_whole(confined, rate * confined, uniform(today, ESCAPE, c, PEOPLE))
    men = draw_whole(fleeing, parameters.men_share * fleeing, uniform(today, ESCAPE, c, MEN))
    armed = draw_whole(men, parameters.armed_share * men, uniform(today, ESCAPE, c, WEAPONS))
    persecution.confined[c] -= fleeing
    persecution.in_hiding[c, ARMED] += armed
    persecution.in_hiding[c, UNARMED] += men - armed
    persecution.in_hiding[c, OTHERS] += fleeing - men
    persecution.escaped[land.atom[c]] += fleeing
    persecution.awareness[c] += parameters.awareness_rate * nearby_level * (1.0 - persecution.awareness[c])


@weekly(THURSDAY)
def hide(persecution, detachments, population, commanders, concealment, land, forcing, parameters, today):
    """Apply one week to those in hiding: some are caught, some die, and some return where partisans are hostile."""
    if parameters.enabled == 0.0:
        return
    for c in range(persecution.confined.size):
        if held(persecution.in_hiding, c) <= 0.0:
            continue
        seen = 1.0 - parameters.concealment_effect * concealment.share[c]
        capture_rate = parameters.capture_rate * seen * (1.0 - population.support_soviet[c])
        frost_rate = parameters.frost_death_rate * max(0.0, -forcing.temp[land.zone[c]])
        host, return_rate = detachments.head[c], 0.0
        if host >= 0 and persecution.confined[c] > 0.0:
            return_rate = parameters.return_rate * (1.0 - commanders.attitude[host])
        for k in range(GROUPS):
            here = persecution.in_hiding[c, k]
            caught = draw_whole(here, capture_rate * here, uniform(today, CATCH, c, k))
            dead = draw_whole(here - caught, frost_rate * here, uniform(today, COLD, c, k))
            returned = draw_whole(here - caught - dead, return_rate * here, uniform(today, RETURN, c, k))
            persecution.in_hiding[c, k] -= caught + dead + returned
            persecution.murdered[c] += caught
            persecution.murdered_today[land.atom[c]] += caught
            persecution.died_in_hiding[c] += dead
            persecution.confined[c] += returned
            persecution.returned[land.atom[c]] += returned


@weekly(THURSDAY)
def admit(persecution, detachments, recruitment, supply, commanders, forcing, parameters, today):
    """Let those in hiding apply to detachments, which admit armed men first and dependants rarely."""
    if parameters.enabled == 0.0:
        return
    for i in living(detachments):
        if detachments.alive[i] == 0:
            continue
        c = detachments.cell[i]
        if held(persecution.in_hiding, c) <= 0.0:
            continue
        policy = parameters.moscow_policy_effect * forcing.protection * detachments.contact[i]
        tolerance = commanders.attitude[i] + policy * (1.0 - commanders.attitude[i])
        key = detachments.key[i]
        for k in range(GROUPS):
            here = persecution.in_hiding[c, k]
            asking = draw_whole(here, parameters.contact_rate * here, uniform(today, ASK, key, k))
            persecution.applicants[c, k] += asking
            if asking <= 0.0 or detachments.men[i] >= parameters.detachment_size_limit:
                continue
            chance = admission_chance(parameters, tolerance, k)
            admitted = draw_whole(asking, chance * asking, uniform(today, ADMIT, key, k))
            take_from_hiding(persecution, detachments, recruitment, c, k, i, admitted)
            persecution.taken_in[c, k] += admitted
            if k == ARMED:
                rifles = min(admitted, supply.scattered[c])
                supply.scattered[c] -= rifles
                detachments.rifles[i] += rifles
        update_strength(detachments, i)


@kernel
def admission_chance(parameters, tolerance, k):
    """Return the chance that a commander admits one of a group: a weapon counts for much, without one his attitude."""
    if k == ARMED:
        return parameters.admission_armed * (tolerance + parameters.weapon_advantage * (1.0 - tolerance))
    return tolerance * (parameters.admission_unarmed if k == UNARMED else parameters.admission_dependants)
