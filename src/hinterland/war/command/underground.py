"""The underground in towns: who is in it, how it grows, what it passes to the forest, and those who are taken.

Members are townspeople and stay where they live. Where old quarries hide them they can be taken only with difficulty.
"""

import math
from typing import NamedTuple

import numpy as np

from hinterland.core.chance import stream, uniform, whole
from hinterland.core.cover import density
from hinterland.core.declare import Array, f8, log, param, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import enlist
from hinterland.core.origin import LOCAL, STRAGGLER

JOIN = stream("underground.join", "rounding of those who join or leave the underground this week")
WAVE = stream("underground.wave", "whether and how far arrests strike the underground of a town this week")
ARMS = stream("underground.arms", "how many weapons members gather and steal this week")
ROAD = stream("underground.road", "which way couriers take out of a town this week")
FREE = stream("underground.free", "how many prisoners members help to escape this week")
ARREST, FREED = np.int64(Kind.arrest), np.int64(Kind.freed)
WEEKS = 2
"""Weeks between two days on which a town is looked at."""


class State(NamedTuple):
    """Those who work against the occupier in towns, and the accounts into which they pass."""

    chosen: Array = per("cell", f8, "person", "Townspeople set aside to stay behind, where the enemy is not yet")
    members: Array = per("cell", f8, "person", "Members of the underground")
    groups: Array = per("cell", f8, "group", "Groups of the usual size that they make up")
    dead: Array = per("cell", f8, "person", "Members put to death since the start")
    joined: Array = per("atom", f8, "person", "People who joined today", daily=True)
    arrested: Array = per("atom", f8, "person", "Members taken today, those put to death with them", daily=True)
    passed: Array = per("atom", f8, "rifle", "Weapons passed on from the town to detachments today", daily=True)
    led_out: Array = per("atom", f8, "person", "Members and townspeople led to the forest today", daily=True)


class Parameters(NamedTuple):
    """What the underground depends on."""

    enabled: float = switch("Whether there is an underground in towns")
    left: float = param(
        0.00015,
        "1/week",
        log(1e-5, 2e-3),
        "Share of townspeople whom the Party sets aside in a week before the enemy comes",
        "S065",
        "house-0180",
    )
    core: float = param(
        0.0004, "1", log(1e-5, 1e-2), "Share of the people of a town whom it would set aside at most", "house-0180"
    )
    smallest: float = param(
        2500, "person", log(500, 50000), "Townspeople of a cell below which it has no underground", "S031"
    )
    threatened: float = param(
        330, "km", (100, 800), "Distance of the front at which the Party begins to do so", "house-0180"
    )
    annexed: float = param(
        0.04, "1", (0, 1), "Strength of the Party in annexed towns beside the rest", "S197", "house-0180"
    )
    group: float = param(16, "person", (4, 40), "Members of an ordinary group", "S065", "house-0181")
    grow: float = param(0.035, "1/week", log(0.005, 0.3), "Weekly growth where all would help", "S032", "house-0181")
    half_mind: float = param(0.3, "1", (0.1, 0.9), "Will to help at which half of that growth is reached", "house-0181")
    by_party: float = param(
        1.0, "1", (0, 5), "How much faster it grows where units in touch with a staff are near", "S032", "house-0181"
    )
    half_near: float = param(
        250, "person", log(20, 3000), "Partisans in touch at which half of that is reached", "house-0181"
    )
    sent: float = param(
        3.0, "person/week", (0, 10), "People sent into a large town in a week of full effort", "S032", "S112"
    )
    half_town: float = param(
        8000, "person", log(1000, 200000), "Townspeople at which half of that number is sent", "house-0181"
    )
    alone: float = param(
        0.3, "1", (0, 1), "How many of them get through by air alone where no such units are near", "house-0181"
    )
    half_air: float = param(
        100, "sortie/day", log(5, 1000), "Sorties to all partisans at which half of that is reached", "house-0181"
    )
    by_cadres: float = param(0.4, "1", (0, 2), "What units in touch with a staff send beside it, flights given", "S032")
    most: float = param(0.05, "1", (0.002, 0.2), "Share of willing townspeople who could ever be members", "house-0181")
    found: float = param(
        0.05, "1/week", log(0.005, 0.5), "Chance of arrests in a week under dense policing", "house-0182"
    )
    half_police: float = param(
        180, "person/1000km2", log(10, 2000), "Soldiers and police at which half of that is reached", "house-0182"
    )
    exposed: float = param(
        25, "person", log(2, 500), "Members at which an underground is half as exposed as a large one", "house-0182"
    )
    friends: float = param(0.5, "1", (0, 1), "How far the will of the people to help hides it", "house-0182")
    wave: float = param(0.45, "1", (0.05, 0.8), "Share of members whom a wave of arrests takes", "house-0182")
    killed: float = param(
        0.5, "1", (0, 1), "Share of those taken who are put to death where orders are harshest", "house-0182"
    )
    shelter: float = param(0.95, "1", (0, 1), "How far quarries keep those in them from arrest", "S144", "S146")
    galleries: float = param(
        400, "person", log(50, 5000), "Members who can live in quarries of 100 km", "S145", "house-0182"
    )
    gather: float = param(
        0.006, "rifle/week", log(0.0005, 0.1), "Hidden weapons that a member gathers in a week", "S298", "S309"
    )
    steal: float = param(
        0.004, "rifle/week", log(0.0003, 0.1), "Weapons that a member buys or takes from garrisons in a week", "S309"
    )
    half_stock: float = param(
        150, "person", log(20, 3000), "Soldiers in garrison at which half of that is to be had", "house-0183"
    )
    reach: float = param(90, "km", (20, 300), "How far from the town couriers look for a detachment", "S308")
    let_out: float = param(
        0.002, "1/week", log(0.0001, 0.05), "Prisoners whom a member helps to escape in a week where many are held",
        "S428", "house-0302",
    )  # fmt: skip
    held: float = param(
        150, "person", log(10, 2000), "Prisoners taken in the cell at which half of that is done", "house-0302"
    )
    lead: float = param(
        0.012, "1/week", log(0.001, 0.1), "People led to the forest in a week for each member", "S031", "house-0183"
    )


@daily
def step(
    underground, detachments, population, supply, recruitment, radio, security, journal, land, forcing, parameters,
    today
):  # fmt: skip
    """Each town once a fortnight: some are set aside, some join, some are taken; arms and people go to the forest."""
    if parameters.enabled == 0.0:
        return
    air = forcing.sorties / (forcing.sorties + parameters.half_air)
    for c in range(today.day % (7 * WEEKS), underground.members.size, 7 * WEEKS):
        town = population.urban[c]
        if land.abroad[c] == 1 or (
            town < parameters.smallest and underground.members[c] + underground.chosen[c] == 0.0
        ):
            continue
        if forcing.occupied[c] == 0:
            prepare(underground, population, land, forcing, parameters, today, c)
            continue
        underground.members[c] += underground.chosen[c]
        underground.joined[land.atom[c]] += underground.chosen[c]
        underground.chosen[c] = 0.0
        near = radio.heard[c]
        for k in range(6):
            n = land.neighbours[c, k]
            if n >= 0:
                near += radio.heard[n]
        touch = near / (near + parameters.half_near)
        mind = population.support_soviet[c] * population.support_soviet[c]
        mind /= mind + parameters.half_mind * parameters.half_mind
        room = max(0.0, 1.0 - underground.members[c] / max(1.0, parameters.most * population.support_soviet[c] * town))
        way = parameters.alone * air + (1.0 - parameters.alone * air) * touch
        sent = way * forcing.organising[c] + parameters.by_cadres * air * touch
        mean = parameters.grow * underground.members[c] * mind * (1.0 + parameters.by_party * touch)
        mean += parameters.sent * sent * town / (town + parameters.half_town)
        n = min(whole(WEEKS * mean * room, uniform(today, JOIN, c)), town)
        population.urban[c] -= n
        underground.members[c] += n
        underground.joined[land.atom[c]] += n
        if underground.members[c] > 0.0:
            seize(underground, population, security, journal, land, forcing, parameters, today, c)
        if underground.members[c] > 0.0:
            pass_on(
                underground,
                detachments,
                population,
                supply,
                recruitment,
                security,
                journal,
                land,
                forcing,
                parameters,
                today,
                c,
            )
        underground.groups[c] = underground.members[c] / parameters.group


@kernel
def prepare(underground, population, land, forcing, parameters, today, c):
    """Where the enemy is not yet, set people aside; where he is gone, let members go home."""
    population.urban[c] += underground.members[c]
    underground.members[c] = underground.groups[c] = 0.0
    if forcing.organising[c] > 0.0 and forcing.front_km[c] < parameters.threatened:
        party = 1.0 if land.soviet_1938[c] else parameters.annexed
        effort = parameters.left * forcing.organising[c] * party * population.urban[c]
        room = max(0.0, parameters.core * population.urban[c] - underground.chosen[c])
        n = min(whole(min(WEEKS * effort, room), uniform(today, JOIN, c)), population.urban[c])
        population.urban[c] -= n
        underground.chosen[c] += n
    else:
        population.urban[c] += underground.chosen[c]
        underground.chosen[c] = 0.0


@kernel
def seize(underground, population, security, journal, land, forcing, parameters, today, c):
    """Arrests come in waves: one member who is taken leads to others. Some are put to death."""
    posts = density(security.garrison[c] + security.police[c], land.area[c])
    members = underground.members[c]
    chance = parameters.found * posts / (posts + parameters.half_police) * members / (members + parameters.exposed)
    chance *= 1.0 - parameters.friends * population.support_soviet[c]
    if uniform(today, WAVE, c) >= WEEKS * chance:
        return
    u = uniform(today, WAVE, c + 100000)
    hidden = min(members, parameters.galleries * land.catacombs[c])
    exposed = members - parameters.shelter * hidden
    taken = min(whole(2.0 * u * parameters.wave * exposed, uniform(today, WAVE, c + 200000)), members)
    if taken <= 0.0:
        return
    killed = min(whole(parameters.killed * forcing.reprisal[c] * taken, u), taken)
    underground.members[c] -= taken
    underground.arrested[land.atom[c]] += taken
    underground.dead[c] += killed
    population.prisoners[c] += taken - killed
    record_event(journal, ARREST, c, -1, -1, taken, killed, 0.0, taken)


@kernel
def pass_on(
    underground, detachments, population, supply, recruitment, security, journal, land, forcing, parameters, today, c
):
    """Pass what was gathered and stolen to a detachment outside the town, and lead people to it."""
    i = road_to(detachments, land, forcing, parameters, today, c)
    if i < 0:
        return
    members = underground.members[c]
    out = min(
        whole(WEEKS * parameters.lead * members * population.support_soviet[c], uniform(today, JOIN, c + 100000)),
        population.urban[c],
    )
    if out > 0.0:
        population.urban[c] -= out
        enlist(detachments, recruitment, i, LOCAL, out, c)
        underground.led_out[land.atom[c]] += out
    let_out(detachments, population, recruitment, journal, parameters, today, c, i, members)
    short = detachments.men[i] + detachments.wounded[i] - detachments.rifles[i]
    if short <= 0.0:
        return
    some = whole(min(WEEKS * parameters.gather * members, short), uniform(today, ARMS, c))
    some = min(some, supply.scattered[c])
    stock = security.garrison[c] / (security.garrison[c] + parameters.half_stock)
    stolen = whole(WEEKS * parameters.steal * members * stock, uniform(today, ARMS, c + 100000))
    supply.scattered[c] -= some
    supply.captured[c] += stolen
    detachments.rifles[i] += some + stolen
    underground.passed[land.atom[c]] += some + stolen


@kernel
def let_out(detachments, population, recruitment, journal, parameters, today, c, i, members):
    """Help prisoners of the town to escape, and bring them to the detachment."""
    captives = population.prisoners[c]
    mean = WEEKS * parameters.let_out * members * captives / (captives + parameters.held)
    n = min(whole(mean, uniform(today, FREE, c)), captives)
    if n <= 0.0:
        return
    population.prisoners[c] -= n
    enlist(detachments, recruitment, i, STRAGGLER, n, c)
    record_event(journal, FREED, c, i, -1, n, n, n, 0.0)


@kernel
def road_to(detachments, land, forcing, parameters, today, c):
    """Return the first detachment that is met on a way out of town, -1 if there is none."""
    at = c
    for k in range(1 + int(parameters.reach / math.sqrt(land.area[c]))):
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
