"""The underground in towns: membership, arrests, and what it passes to detachments.

The Party chooses people to stay behind before the enemy arrives. Under occupation the underground grows with popular
support and contact with detachments, and loses members in waves of arrests where policing is dense. It passes weapons,
townspeople and escaped prisoners to detachments. Old quarries under a town protect members from arrest.
"""

import math
from typing import NamedTuple

import numpy as np

from hinterland.core.chance import stream, uniform, whole
from hinterland.core.declare import Array, f8, log, param, per, switch
from hinterland.core.geometry import density
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import enlist
from hinterland.core.origin import LOCAL, STRAGGLER

JOIN = stream("underground.join", "rounding of the number who join or leave the underground this week")
WAVE = stream("underground.wave", "whether a wave of arrests hits the underground of a town this week, and its size")
ARMS = stream("underground.arms", "how many weapons members gather and steal this week")
ROAD = stream("underground.road", "which way couriers take out of a town this week")
FREE = stream("underground.free", "how many prisoners members help to escape this week")
ARREST, FREED = np.int64(Kind.arrest), np.int64(Kind.freed)
WEEKS = 2
"""Weeks between two updates of a town."""


class State(NamedTuple):
    """Members of the underground, and counts of what happens to them."""

    stay_behind: Array = per("cell", f8, "person", "Townspeople chosen to stay behind, before the enemy arrives")
    members: Array = per("cell", f8, "person", "Members of the underground")
    groups: Array = per("cell", f8, "group", "Groups of the usual size that the members form")
    executed: Array = per("cell", f8, "person", "Members put to death since the start")
    joined: Array = per("atom", f8, "person", "People who joined today", daily=True)
    arrested: Array = per("atom", f8, "person", "Members arrested today, including those put to death", daily=True)
    weapons_passed_on: Array = per("atom", f8, "rifle", "Weapons passed from the town to detachments today", daily=True)
    led_out: Array = per("atom", f8, "person", "Townspeople led to detachments today", daily=True)


class Parameters(NamedTuple):
    """Preparation, growth, arrests and support of detachments."""

    # fmt: off
    enabled: float = switch("Whether there is an underground in towns")
    stay_behind_per_week: float = param(0.00015, "1/week", log(1e-5, 2e-3),
        "Share of townspeople chosen to stay behind in a week of full effort", "S065", "house-0180")
    stay_behind_limit: float = param(0.0004, "1", log(1e-5, 1e-2),
        "Largest share of the people of a town chosen to stay behind", "house-0180")
    smallest_town: float = param(2500, "person", log(500, 50000),
        "Townspeople of a cell below which it has no underground", "S031")
    preparation_distance_km: float = param(330, "km", (100, 800),
        "Distance of the front at which the Party begins to prepare", "house-0180")
    annexed_party_strength: float = param(0.04, "1", (0, 1),
        "Strength of the Party in annexed towns, as a share of elsewhere", "S197", "house-0180")
    group_size: float = param(16, "person", (4, 40), "Members of an ordinary group", "S065", "house-0181")
    growth_per_week: float = param(0.035, "1/week", log(0.005, 0.3),
        "Weekly growth where everyone supports the Soviet side", "S032", "house-0181")
    half_saturation_support: float = param(0.3, "1", (0.1, 0.9),
        "Support at which half of that growth is reached", "house-0181")
    growth_from_contact: float = param(1.0, "1", (0, 5),
        "Relative gain in growth where detachments in contact are near", "S032", "house-0181")
    half_saturation_partisans: float = param(250, "person", log(20, 3000),
        "Partisans in contact at which half of that gain is reached", "house-0181")
    organisers_per_week: float = param(3.0, "person/week", (0, 10),
        "People sent into a large town in a week of full effort", "S032", "S112")
    half_saturation_townspeople: float = param(8000, "person", log(1000, 200000),
        "Townspeople at which half of that number is sent", "house-0181")
    air_only_arrivals: float = param(0.3, "1", (0, 1),
        "Share of these who arrive, by air alone, where no detachment in contact is near", "house-0181")
    half_saturation_sorties: float = param(100, "sortie/day", log(5, 1000),
        "Sorties to all partisans at which half of that share is reached", "house-0181")
    organisers_from_detachments: float = param(0.4, "1", (0, 2),
        "People sent by detachments in contact besides, as a share, where flights are many", "S032")
    membership_limit: float = param(0.05, "1", (0.002, 0.2),
        "Largest share of supporting townspeople who can be members", "house-0181")
    arrests_per_week: float = param(0.05, "1/week", log(0.005, 0.5),
        "Chance of a wave of arrests in a week under dense policing", "house-0182")
    half_saturation_police: float = param(180, "person/1000km2", log(10, 2000),
        "Soldiers and police at which half of that chance is reached", "house-0182")
    half_exposure_members: float = param(25, "person", log(2, 500),
        "Members at which an underground is half as exposed as a large one", "house-0182")
    concealment_by_support: float = param(0.5, "1", (0, 1),
        "Share of that chance that popular support prevents", "house-0182")
    arrested_share: float = param(0.45, "1", (0.05, 0.8), "Mean share of members arrested in a wave", "house-0182")
    executed_share: float = param(0.5, "1", (0, 1),
        "Share of the arrested who are put to death where orders are harshest", "house-0182")
    quarry_protection: float = param(0.95, "1", (0, 1),
        "Share of those in quarries who cannot be arrested", "S144", "S146")
    quarry_capacity: float = param(400, "person", log(50, 5000),
        "Members who can live in quarries of 100 km", "S145", "house-0182")
    weapons_gathered_per_week: float = param(0.006, "rifle/week", log(0.0005, 0.1),
        "Hidden weapons that a member gathers in a week", "S298", "S309")
    weapons_stolen_per_week: float = param(0.004, "rifle/week", log(0.0003, 0.1),
        "Weapons that a member buys or steals from garrisons in a week", "S309")
    half_saturation_garrison: float = param(150, "person", log(20, 3000),
        "Soldiers in garrison at which half of that number is stolen", "house-0183")
    courier_reach_km: float = param(90, "km", (20, 300),
        "Distance from the town within which couriers look for a detachment", "S308")
    escapes_per_week: float = param(0.002, "1/week", log(0.0001, 0.05),
        "Prisoners whom a member helps to escape in a week where many are held", "S428", "house-0302")
    half_saturation_prisoners: float = param(150, "person", log(10, 2000),
        "Prisoners in the cell at which half of that number escape", "house-0302")
    led_out_per_week: float = param(0.012, "1/week", log(0.001, 0.1),
        "People whom a member leads to detachments in a week", "S031", "house-0183")
    # fmt: on


@daily
def step(
    underground, detachments, population, supply, recruitment, radio, security, journal, land, forcing, parameters,
    today
):  # fmt: skip
    """Update each town once a fortnight: people join, some are arrested, arms and people go to detachments."""
    if parameters.enabled == 0.0:
        return
    air = forcing.sorties / (forcing.sorties + parameters.half_saturation_sorties)
    for c in range(today.day % (7 * WEEKS), underground.members.size, 7 * WEEKS):
        town = population.urban[c]
        if land.abroad[c] == 1 or (
            town < parameters.smallest_town and underground.members[c] + underground.stay_behind[c] == 0.0
        ):
            continue
        if forcing.occupied[c] == 0:
            prepare(underground, population, land, forcing, parameters, today, c)
            continue
        underground.members[c] += underground.stay_behind[c]
        underground.joined[land.atom[c]] += underground.stay_behind[c]
        underground.stay_behind[c] = 0.0
        near = radio.partisans_in_contact[c]
        for k in range(6):
            n = land.neighbours[c, k]
            if n >= 0:
                near += radio.partisans_in_contact[n]
        contact = near / (near + parameters.half_saturation_partisans)
        support = population.support_soviet[c] * population.support_soviet[c]
        support /= support + parameters.half_saturation_support * parameters.half_saturation_support
        room = max(
            0.0,
            1.0 - underground.members[c] / max(1.0, parameters.membership_limit * population.support_soviet[c] * town),
        )
        arrivals = parameters.air_only_arrivals * air + (1.0 - parameters.air_only_arrivals * air) * contact
        sent = arrivals * forcing.organising[c] + parameters.organisers_from_detachments * air * contact
        mean = (
            parameters.growth_per_week
            * underground.members[c]
            * support
            * (1.0 + parameters.growth_from_contact * contact)
        )
        mean += parameters.organisers_per_week * sent * town / (town + parameters.half_saturation_townspeople)
        n = min(whole(WEEKS * mean * room, uniform(today, JOIN, c)), town)
        population.urban[c] -= n
        underground.members[c] += n
        underground.joined[land.atom[c]] += n
        if underground.members[c] > 0.0:
            arrest(underground, population, security, journal, land, forcing, parameters, today, c)
        if underground.members[c] > 0.0:
            send_to_detachment(
                underground, detachments, population, supply, recruitment, security, journal, land, forcing,
                parameters, today, c
            )  # fmt: skip
        underground.groups[c] = underground.members[c] / parameters.group_size


@kernel
def prepare(underground, population, land, forcing, parameters, today, c):
    """On unoccupied ground, choose people to stay behind if the front is near; otherwise let members go home."""
    population.urban[c] += underground.members[c]
    underground.members[c] = underground.groups[c] = 0.0
    if forcing.organising[c] > 0.0 and forcing.front_km[c] < parameters.preparation_distance_km:
        party = 1.0 if land.soviet_1938[c] else parameters.annexed_party_strength
        effort = parameters.stay_behind_per_week * forcing.organising[c] * party * population.urban[c]
        room = max(0.0, parameters.stay_behind_limit * population.urban[c] - underground.stay_behind[c])
        n = min(whole(min(WEEKS * effort, room), uniform(today, JOIN, c)), population.urban[c])
        population.urban[c] -= n
        underground.stay_behind[c] += n
    else:
        population.urban[c] += underground.stay_behind[c]
        underground.stay_behind[c] = 0.0


@kernel
def arrest(underground, population, security, journal, land, forcing, parameters, today, c):
    """Draw a wave of arrests: one arrest leads to others. Some of those arrested are put to death."""
    posts = density(security.garrison[c] + security.police[c], land.area[c])
    members = underground.members[c]
    chance = (
        parameters.arrests_per_week
        * posts
        / (posts + parameters.half_saturation_police)
        * members
        / (members + parameters.half_exposure_members)
    )
    chance *= 1.0 - parameters.concealment_by_support * population.support_soviet[c]
    if uniform(today, WAVE, c) >= WEEKS * chance:
        return
    u = uniform(today, WAVE, c + 100000)
    hidden = min(members, parameters.quarry_capacity * land.catacombs[c])
    exposed = members - parameters.quarry_protection * hidden
    taken = min(whole(2.0 * u * parameters.arrested_share * exposed, uniform(today, WAVE, c + 200000)), members)
    if taken <= 0.0:
        return
    killed = min(whole(parameters.executed_share * forcing.reprisal[c] * taken, u), taken)
    underground.members[c] -= taken
    underground.arrested[land.atom[c]] += taken
    underground.executed[c] += killed
    population.prisoners[c] += taken - killed
    record_event(journal, ARREST, c, -1, -1, taken, killed, 0.0, taken)


@kernel
def send_to_detachment(
    underground, detachments, population, supply, recruitment, security, journal, land, forcing, parameters, today, c
):
    """Send weapons and people from the town to a detachment outside it."""
    i = find_detachment(detachments, land, forcing, parameters, today, c)
    if i < 0:
        return
    members = underground.members[c]
    out = min(
        whole(
            WEEKS * parameters.led_out_per_week * members * population.support_soviet[c],
            uniform(today, JOIN, c + 100000),
        ),
        population.urban[c],
    )
    if out > 0.0:
        population.urban[c] -= out
        enlist(detachments, recruitment, i, LOCAL, out, c)
        underground.led_out[land.atom[c]] += out
    free_prisoners(detachments, population, recruitment, journal, parameters, today, c, i, members)
    short = detachments.men[i] + detachments.wounded[i] - detachments.rifles[i]
    if short <= 0.0:
        return
    some = whole(min(WEEKS * parameters.weapons_gathered_per_week * members, short), uniform(today, ARMS, c))
    some = min(some, supply.scattered[c])
    stock = security.garrison[c] / (security.garrison[c] + parameters.half_saturation_garrison)
    stolen = whole(WEEKS * parameters.weapons_stolen_per_week * members * stock, uniform(today, ARMS, c + 100000))
    supply.scattered[c] -= some
    supply.captured[c] += stolen
    detachments.rifles[i] += some + stolen
    underground.weapons_passed_on[land.atom[c]] += some + stolen


@kernel
def free_prisoners(detachments, population, recruitment, journal, parameters, today, c, i, members):
    """Help prisoners of the town to escape and join the detachment."""
    captives = population.prisoners[c]
    mean = WEEKS * parameters.escapes_per_week * members * captives / (captives + parameters.half_saturation_prisoners)
    n = min(whole(mean, uniform(today, FREE, c)), captives)
    if n <= 0.0:
        return
    population.prisoners[c] -= n
    enlist(detachments, recruitment, i, STRAGGLER, n, c)
    record_event(journal, FREED, c, i, -1, n, n, n, 0.0)


@kernel
def find_detachment(detachments, land, forcing, parameters, today, c):
    """Return the first detachment on a random way out of town, -1 if there is none."""
    at = c
    for k in range(1 + int(parameters.courier_reach_km / math.sqrt(land.area[c]))):
        n = land.neighbours[at, int(6.0 * uniform(today, ROAD, c + 100000 * k))]
        if n < 0 or forcing.occupied[n] == 0:
            continue
        at = n
        i = detachments.head[at] if at != c else -1
        while i >= 0 and (detachments.alive[i] == 0 or detachments.cell[i] != at):
            i = detachments.next[i]
        if i >= 0:
            return i
    return -1
