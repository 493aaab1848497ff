"""Persecution: the murder of the Jews of the occupied territory, and the flight of some of them to the forest.

Policy sets the pace of the murder. Everyone is in one account: confined in a ghetto or camp, murdered, in hiding, dead
of cold and hunger in hiding, or with the partisans. Nothing here depends on what partisans report.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import THURSDAY
from hinterland.core.chance import in_weekly_batch, stream, uniform, whole
from hinterland.core.declare import Array, f8, i4, log, param, per, switch, u1
from hinterland.core.jit import daily, kernel, weekly
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import update_strength
from hinterland.core.origin import LOCAL
from hinterland.core.stock import draw_down, held

MURDER = stream("persecution.murder", "rounding of the people murdered this week")
ESCAPE = stream("persecution.escape", "how many escape to the forest this week, and who they are")
HIDE = stream("persecution.hide", "how many of those in hiding are caught, die or return this week")
ASK = stream("persecution.ask", "how many of those in hiding find a detachment this week, and whom it admits")
GHETTO = np.int64(Kind.ghetto)
ARMED, UNARMED, OTHERS = 0, 1, 2
"""Columns of those in the forest: men who have a weapon, men who have none, and women, children and the old."""
GROUPS = 3


class State(NamedTuple):
    """The Jews of every cell, from the day on which the occupier confines them."""

    occupied_since: Array = per(
        "cell", i4, "day", "Day on which the occupation began, -1 where there is none", start=-1
    )
    fled_east: Array = per(
        "cell", f8, "person", "Jews who fled or were evacuated in addition to the general evacuation"
    )
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
    confinement_delay_days: float = param(
        10, "day", (1, 60), "Days of occupation after which Jews are confined", "house-0161"
    )
    urban_share: float = param(0.85, "1", (0.4, 1), "Share of the Jews of a cell who live in its towns", "house-0161")
    murder_rate: float = param(
        0.07, "1/week", log(0.02, 0.5), "Share murdered in a week where policy is to murder everyone",
        "S503", "house-0160",
    )  # fmt: skip
    extra_flight_ratio: float = param(
        1.5, "1", (0, 3), "Additional share of Jews who flee an evacuated town, relative to the evacuation",
        "S094", "house-0161",
    )  # fmt: skip
    ghetto_ration: float = param(
        0.0009, "t/week", (0, 0.004), "Grain that reaches a person in a ghetto in a week", "house-0161"
    )
    event_threshold: float = param(
        400, "person", log(50, 5000), "People murdered in a week in a cell from which the journal records an event",
        "house-0160",
    )  # fmt: skip
    awareness_rate: float = param(
        0.25, "1/week", (0.01, 1), "Share of the gap to full awareness that closes in a week of murder", "house-0162"
    )
    escape_rate: float = param(
        0.009, "1/week", (0, 0.2), "Share who flee in a week of murder where all is forest", "house-0162", "S561"
    )
    partisan_attraction: float = param(
        2.0, "1", (0, 10), "Relative increase of flight where partisans are many", "house-0162"
    )
    half_saturation_partisans: float = param(
        60, "person", log(5, 1000), "Partisans in a cell at which half of that increase is reached", "house-0162"
    )
    men_share: float = param(0.45, "1", (0.2, 0.9), "Share of men able to fight among those who flee", "house-0162")
    armed_share: float = param(0.25, "1", (0, 0.9), "Share of these men who obtain a weapon", "house-0162", "S389")
    capture_rate: float = param(
        0.035, "1/week", log(0.001, 0.3), "Share of those in hiding caught in a week, in the open and without help",
        "house-0163", "S559",
    )  # fmt: skip
    frost_death_rate: float = param(
        0.012, "1/week", log(0.001, 0.1), "Share of those in hiding who die in a week at -20 degrees C", "house-0163"
    )
    return_rate: float = param(
        0.02, "1/week", (0, 0.2), "Share who return to a ghetto in a week where partisans are hostile",
        "S560", "house-0163",
    )  # fmt: skip
    contact_rate: float = param(
        0.25, "1/week", (0.02, 1), "Share of those in hiding who find a detachment in a week", "house-0164"
    )
    admission_armed: float = param(
        0.9, "1", (0, 1), "Chance that a friendly commander admits a man with a weapon", "S389", "house-0164"
    )
    admission_unarmed: float = param(0.35, "1", (0, 1), "Chance that he admits a man without one", "S389", "house-0164")
    admission_dependants: float = param(
        0.03, "1", (0, 1), "Chance that he admits women, children and the old", "S391", "house-0164"
    )
    weapon_advantage: float = param(
        0.5, "1", (0, 1), "How far a weapon compensates for a hostile commander", "S389", "house-0164"
    )
    detachment_size_limit: float = param(
        220, "person", (60, 600), "Size from which a detachment admits nobody", "house-0164"
    )
    moscow_policy_effect: float = param(
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
            alive = persecution.confined[c] + held(persecution.in_hiding, c)
            if alive > 0.0:
                population.urban[c] += alive
                persecution.confined[c] = 0.0
                persecution.in_hiding[c, :] = 0.0
            continue
        if persecution.occupied_since[c] < 0:
            persecution.occupied_since[c] = today.day
            flee_east(persecution, population, land, forcing, parameters, c)
        if (
            persecution.confinement_begun[c] == 0
            and forcing.murder[c] > 0.0
            and today.day - persecution.occupied_since[c] >= parameters.confinement_delay_days
        ):
            persecution.confinement_begun[c] = 1
            shut_in(persecution, population, land, parameters, c)
        if not in_weekly_batch(today, c) or persecution.confined[c] <= 0.0:
            continue
        grain = min(parameters.ghetto_ration * persecution.confined[c], population.food[c])
        population.food[c] -= grain
        population.grain_eaten[c] += grain
        level = forcing.murder[c]
        killed = min(
            whole(parameters.murder_rate * level * persecution.confined[c], uniform(today, MURDER, c)),
            persecution.confined[c],
        )
        nearby_level = level
        for k in range(6):
            if land.neighbours[c, k] >= 0:
                nearby_level = max(nearby_level, forcing.murder[land.neighbours[c, k]])
        attraction = 1.0 + parameters.partisan_attraction * detachments.men_in_cell[c] / (
            detachments.men_in_cell[c] + parameters.half_saturation_partisans
        )
        expected = (
            parameters.escape_rate
            * persecution.confined[c]
            * nearby_level
            * persecution.awareness[c]
            * land.cover[c]
            * attraction
        )
        fleeing = min(whole(expected, uniform(today, ESCAPE, c)), persecution.confined[c] - killed)
        men = whole(parameters.men_share * fleeing, uniform(today, ESCAPE, c + 100000))
        armed = whole(parameters.armed_share * men, uniform(today, ESCAPE, c + 200000))
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


@kernel
def flee_east(persecution, population, land, forcing, parameters, c):
    """Evacuate the additional share of Jews who leave a town before the enemy arrives."""
    in_towns = min(parameters.urban_share * land.jewish[c] * (land.rural[c] + land.urban[c]), population.urban[c])
    evacuated = float(int(min(1.0, parameters.extra_flight_ratio * forcing.evacuation[c]) * in_towns))
    population.urban[c] -= evacuated
    population.evacuated[c] += evacuated
    population.townspeople_evacuated[land.atom[c]] += evacuated
    persecution.fled_east[c] += evacuated


@kernel
def shut_in(persecution, population, land, parameters, c):
    """Confine the Jews who remain in the towns and villages of a cell."""
    jews = land.jewish[c] * (land.rural[c] + land.urban[c])
    in_towns = min(parameters.urban_share * jews, land.urban[c])
    urban_share = (population.urban[c] + persecution.fled_east[c]) / max(land.urban[c], 1.0)
    rural_share = population.rural[c] / max(land.rural[c], 1.0)
    from_towns = min(max(0.0, float(int(in_towns * urban_share - persecution.fled_east[c]))), population.urban[c])
    from_villages = min(float(int((jews - in_towns) * rural_share)), population.rural[c])
    population.urban[c] -= from_towns
    population.rural[c] -= from_villages
    persecution.confined[c] += from_towns + from_villages


@weekly(THURSDAY)
def hide(persecution, detachments, population, commanders, concealment, land, forcing, parameters, today):
    """Apply one week to those in hiding: some are caught, some die, and some return where partisans are hostile."""
    if parameters.enabled == 0.0:
        return
    for c in range(persecution.occupied_since.size):
        here = held(persecution.in_hiding, c)
        if here <= 0.0:
            continue
        frost = max(0.0, -forcing.temp[land.zone[c]]) / 20.0
        open_ground = 1.0 - 0.8 * concealment.share[c]
        capture_rate = parameters.capture_rate * open_ground * (1.0 - population.support_soviet[c])
        caught = draw_down(persecution.in_hiding, c, whole(capture_rate * here, uniform(today, HIDE, c)))
        persecution.murdered[c] += caught
        persecution.murdered_today[land.atom[c]] += caught
        dead = draw_down(
            persecution.in_hiding,
            c,
            whole(parameters.frost_death_rate * frost * here, uniform(today, HIDE, c + 100000)),
        )
        persecution.died_in_hiding[c] += dead
        host = detachments.head[c]
        if host >= 0 and persecution.confined[c] > 0.0:
            expected = parameters.return_rate * (1.0 - commanders.attitude[host]) * here
            returned = draw_down(persecution.in_hiding, c, whole(expected, uniform(today, HIDE, c + 200000)))
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
            asking = min(
                whole(parameters.contact_rate * persecution.in_hiding[c, k], uniform(today, ASK, i + 10000 * k)),
                persecution.in_hiding[c, k],
            )
            if asking <= 0.0:
                continue
            persecution.applicants[c, k] += asking
            if detachments.men[i] >= parameters.detachment_size_limit:
                continue
            chance = (
                parameters.admission_armed
                if k == ARMED
                else parameters.admission_unarmed
                if k == UNARMED
                else parameters.admission_dependants
            )
            # A weapon is useful to every commander; without one, admission depends on his attitude.
            attitude = tolerance + parameters.weapon_advantage * (1.0 - tolerance) if k == ARMED else tolerance
            admitted = min(whole(chance * attitude * asking, uniform(today, ASK, i + 10000 * (k + GROUPS))), asking)
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
