"""Persecution: the murder of the Jews of the occupied territory, and the flight of some of them to the forest.

Policy sets the pace of the murder. Everyone is in one account: confined in a ghetto or camp, murdered, in hiding, dead
of cold and hunger in hiding, or with the partisans. Nothing here depends on what partisans report.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import THURSDAY
from hinterland.core.chance import draw_whole, in_weekly_batch, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, i4, log, per, switch, u1
from hinterland.core.jit import daily, kernel, weekly
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import update_strength
from hinterland.core.origin import LOCAL
from hinterland.core.response import saturate
from hinterland.core.stock import held
from hinterland.core.units import SIDES

FLEE_EAST = stream("persecution.flee_east", "how many Jews leave a town for the east before the enemy arrives")
CONFINE = stream("persecution.confine", "how many Jews of the towns and of the villages of a cell are confined")
MURDER = stream("persecution.murder", "how many people are murdered this week")
ESCAPE = stream("persecution.escape", "how many escape to the forest this week, and who they are")
CATCH = stream("persecution.catch", "how many of those in hiding, by group, are caught this week")
COLD = stream("persecution.cold", "how many of those in hiding, by group, die of cold this week")
RETURN = stream("persecution.return", "how many of those in hiding, by group, return to a ghetto this week")
ASK = stream("persecution.ask", "how many of those in hiding, by group, find a detachment this week")
ADMIT = stream("persecution.admit", "how many of these, by group, the detachment admits")
GHETTO = np.int64(Kind.ghetto)
PEOPLE, MEN, WEAPONS = 0, 1, 2
TOWNS, VILLAGES = 0, 1
"""Numbers of the draws: how many escape, how many of them are men and how many armed; where people are confined."""
ARMED, UNARMED, OTHERS = 0, 1, 2
"""Columns of those in the forest: men who have a weapon, men who have none, and women, children and the old."""
GROUPS = OTHERS + 1


class State(NamedTuple):
    """The Jews of every cell, from the day on which the occupier confines them."""

    occupied_since: Array = per("cell", i4, "day", "Day on which the occupation began, -1 for none", start=-1)
    fled_east: Array = per("cell", f8, "person", "Jews who fled or were evacuated beyond the general evacuation")
    confinement_begun: Array = per("cell", u1, "1", "Whether the Jews of the cell have been confined")
    confined: Array = per("cell", f8, "person", "Jews held in ghettos and camps")
    murdered: Array = per("cell", f8, "person", "Jews murdered since the start")
    died_in_hiding: Array = per("cell", f8, "person", "Jews who died of cold and hunger in the forest since the start")
    in_hiding: Array = per(
        "cell", f8, "person", "Jews in hiding: men with a weapon, men without, all others", wide=GROUPS
    )
    awareness: Array = per("cell", f8, "1", "How far people know what deportation means, 0 to 1")
    admitted_by_detachment: Array = per(
        "detachment", f8, "person", "Jews whom the detachment has admitted since the start", wide=GROUPS
    )
    applicants: Array = per(
        "cell", f8, "person", "Jews who asked a detachment for admission today, by group", wide=GROUPS, daily=True
    )
    admitted: Array = per(
        "cell", f8, "person", "Jews whom a detachment admitted today, by group", wide=GROUPS, daily=True
    )
    murdered_today: Array = per("atom", f8, "person", "Jews murdered today", daily=True)
    escaped: Array = per("atom", f8, "person", "Jews who escaped to the forest today", daily=True)
    returned: Array = per("atom", f8, "person", "Jews who returned to a ghetto today", daily=True)


class Parameters(NamedTuple):
    """Rates of murder, escape, death in hiding and admission to detachments."""

    enabled: float = switch("Whether the murder of the Jews and their escape are simulated")
    confinement_delay_days: float = assumed(
        10, "day", (1, 60), "Days of occupation after which Jews are confined", "house-0161"
    )
    urban_share: float = assumed(0.85, "1", (0.4, 1), "Share of the Jews of a cell who live in its towns", "house-0161")
    murder_rate: float = directional(
        0.07, "1/week", log(0.02, 0.5), "Share murdered in a week where policy is to murder everyone",
        "S503", "house-0160",
    )  # fmt: skip
    extra_flight_ratio: float = assumed(
        1.5,
        "1",
        (0, 3),
        "Additional share of Jews who flee an evacuated town, relative to the evacuation",
        "house-0161",
    )
    ghetto_ration: float = assumed(
        0.0009, "t/week", (0, 0.004), "Grain that reaches a person in a ghetto in a week", "house-0161"
    )
    event_threshold: float = assumed(
        400, "person", log(50, 5000), "People murdered in a week in a cell from which the journal records an event",
        "house-0160",
    )  # fmt: skip
    awareness_rate: float = assumed(
        0.25, "1/week", (0.01, 1), "Share of the gap to full awareness that closes in a week of murder", "house-0162"
    )
    escape_rate: float = directional(
        0.009, "1/week", (0, 0.2), "Share who flee in a week of murder where all is forest", "S561", "house-0162"
    )
    partisan_attraction: float = assumed(
        2.0, "1", (0, 10), "Relative increase of flight where partisans are many", "house-0162"
    )
    half_saturation_partisans: float = assumed(
        60, "person", log(5, 1000), "Partisans in a cell at which half of that increase is reached", "house-0162"
    )
    men_share: float = assumed(0.45, "1", (0.2, 0.9), "Share of men able to fight among those who flee", "house-0162")
    armed_share: float = assumed(0.25, "1", (0, 0.9), "Share of these men who obtain a weapon", "house-0162")
    capture_rate: float = directional(
        0.035, "1/week", log(0.001, 0.3), "Share of those in hiding caught in a week, in the open and without help",
        "S559", "house-0163",
    )  # fmt: skip
    concealment_effect: float = assumed(
        0.8, "1", (0, 1), "Share of these who are not caught where the ground conceals everyone", "house-0407"
    )
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
        0.35, "1", (0, 1), "Chance that he admits a man without one", "S389", "house-0164"
    )
    admission_dependants: float = directional(
        0.03, "1", (0, 1), "Chance that he admits women, children and the old", "S391", "house-0164"
    )
    weapon_advantage: float = directional(
        0.5, "1", (0, 1), "How far a weapon compensates for a hostile commander", "S389", "house-0164"
    )
    detachment_size_limit: float = assumed(
        220, "person", (60, 600), "Size from which a detachment admits nobody", "house-0164"
    )
    moscow_policy_effect: float = directional(
        0.35, "1", (0, 1), "How far Moscow's policy changes the attitude of a commander in contact",
        "S530", "house-0164",
    )  # fmt: skip


@daily
def murder(persecution, detachments, population, journal, land, forcing, parameters, today):
    """Confine the Jews of a cell, murder them at the pace that policy sets, and let some escape."""
    if parameters.enabled == 0.0:
        return
    for c in range(persecution.occupied_since.size):
        if land.abroad[c] == 1 or land.jewish[c] <= 0.0:
            continue
        if forcing.occupied[c] == 0:
            persecution.occupied_since[c] = -1
            population.urban[c] += persecution.confined[c] + held(persecution.in_hiding, c)
            persecution.confined[c] = 0.0
            persecution.in_hiding[c, :] = 0.0
            continue
        if persecution.occupied_since[c] < 0:
            persecution.occupied_since[c] = today.day
            flee_east(persecution, population, land, forcing, parameters, today, c)
        if (
            persecution.confinement_begun[c] == 0
            and forcing.murder[c] > 0.0
            and today.day - persecution.occupied_since[c] >= parameters.confinement_delay_days
        ):
            persecution.confinement_begun[c] = 1
            confine(persecution, population, land, parameters, today, c)
        if in_weekly_batch(today, c) and persecution.confined[c] > 0.0:
            update_ghetto(persecution, detachments, population, journal, land, forcing, parameters, today, c)


@kernel
def flee_east(persecution, population, land, forcing, parameters, today, c):
    """Evacuate the additional share of Jews who leave a town before the enemy arrives."""
    in_towns = min(parameters.urban_share * land.jewish[c] * (land.rural[c] + land.urban[c]), population.urban[c])
    expected = min(1.0, parameters.extra_flight_ratio * forcing.evacuation[c]) * in_towns
    evacuated = draw_whole(population.urban[c], expected, uniform(today, FLEE_EAST, c))
    population.urban[c] -= evacuated
    population.evacuated[c] += evacuated
    population.townspeople_evacuated[land.atom[c]] += evacuated
    persecution.fled_east[c] += evacuated


@kernel
def confine(persecution, population, land, parameters, today, c):
    """Confine the Jews who remain in the towns and villages of a cell."""
    jews = land.jewish[c] * (land.rural[c] + land.urban[c])
    in_towns = min(parameters.urban_share * jews, land.urban[c])
    urban_share = (population.urban[c] + persecution.fled_east[c]) / max(land.urban[c], 1.0)
    rural_share = population.rural[c] / max(land.rural[c], 1.0)
    left_in_towns = in_towns * urban_share - persecution.fled_east[c]
    from_towns = draw_whole(population.urban[c], left_in_towns, uniform(today, CONFINE, c, TOWNS))
    left_in_villages = (jews - in_towns) * rural_share
    from_villages = draw_whole(population.rural[c], left_in_villages, uniform(today, CONFINE, c, VILLAGES))
    population.urban[c] -= from_towns
    population.rural[c] -= from_villages
    persecution.confined[c] += from_towns + from_villages


@kernel
def update_ghetto(persecution, detachments, population, journal, land, forcing, parameters, today, c):
    """Apply one week to the confined: their ration, the murder, and the escape of some who know what is coming."""
    confined = persecution.confined[c]
    grain = min(parameters.ghetto_ration * confined, population.food[c])
    population.food[c] -= grain
    population.grain_eaten[c] += grain
    killed = draw_whole(confined, parameters.murder_rate * forcing.murder[c] * confined, uniform(today, MURDER, c))
    nearby_level = forcing.murder[c]
    for k in range(SIDES):
        if land.neighbours[c, k] >= 0:
            nearby_level = max(nearby_level, forcing.murder[land.neighbours[c, k]])
    near = saturate(detachments.men_in_cell[c], parameters.half_saturation_partisans)
    rate = parameters.escape_rate * nearby_level * persecution.awareness[c] * land.cover[c]
    rate *= 1.0 + parameters.partisan_attraction * near
    fleeing = draw_whole(confined - killed, rate * confined, uniform(today, ESCAPE, c, PEOPLE))
    men = draw_whole(fleeing, parameters.men_share * fleeing, uniform(today, ESCAPE, c, MEN))
    armed = draw_whole(men, parameters.armed_share * men, uniform(today, ESCAPE, c, WEAPONS))
    persecution.confined[c] -= killed + fleeing
    persecution.murdered[c] += killed
    persecution.murdered_today[land.atom[c]] += killed
    persecution.in_hiding[c, ARMED] += armed
    persecution.in_hiding[c, UNARMED] += men - armed
    persecution.in_hiding[c, OTHERS] += fleeing - men
    persecution.escaped[land.atom[c]] += fleeing
    persecution.awareness[c] += parameters.awareness_rate * nearby_level * (1.0 - persecution.awareness[c])
    if killed >= parameters.event_threshold:
        record_event(journal, GHETTO, c, -1, -1, killed, fleeing, 0.0, 0.0)


@weekly(THURSDAY)
def hide(persecution, detachments, population, commanders, concealment, land, forcing, parameters, today):
    """Apply one week to those in hiding: some are caught, some die, and some return where partisans are hostile."""
    if parameters.enabled == 0.0:
        return
    for c in range(persecution.occupied_since.size):
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
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 0:
            continue
        c = detachments.cell[i]
        if held(persecution.in_hiding, c) <= 0.0:
            continue
        policy = parameters.moscow_policy_effect * forcing.protection * detachments.contact[i]
        tolerance = commanders.attitude[i] + policy * (1.0 - commanders.attitude[i])
        for k in range(GROUPS):
            here = persecution.in_hiding[c, k]
            asking = draw_whole(here, parameters.contact_rate * here, uniform(today, ASK, i, k))
            persecution.applicants[c, k] += asking
            if asking <= 0.0 or detachments.men[i] >= parameters.detachment_size_limit:
                continue
            chance = admission_chance(parameters, tolerance, k)
            admitted = draw_whole(asking, chance * asking, uniform(today, ADMIT, i, k))
            persecution.in_hiding[c, k] -= admitted
            persecution.admitted[c, k] += admitted
            persecution.admitted_by_detachment[i, k] += admitted
            detachments.people[i, LOCAL] += admitted
            recruitment.joined[c] += admitted
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
