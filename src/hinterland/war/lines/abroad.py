"""Abroad: Soviet citizens who break out of camps and fight where they are, and a land that rises.

The other source of partisans abroad are formations that march there on order (`movement`). Lands beyond the map have
no cells: of them only the number of those who took up arms is held.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import FRIDAY
from hinterland.core.chance import in_weekly_batch, stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.cover import density
from hinterland.core.declare import Array, f8, log, param, per, switch
from hinterland.core.jit import daily, kernel, weekly
from hinterland.core.journal import Kind, record_event
from hinterland.core.origin import LOCAL, STRAGGLER
from hinterland.core.stock import held

ESCAPE = stream("abroad.escape", "how many prisoners and labourers of a cell or land take up arms this week")
RISE = stream("abroad.rise", "how many of a cell join the rising this week")
TOLL = stream("abroad.toll", "how many insurgents die, go home or are taken this week")
CROSS = stream("abroad.cross", "whether a detachment abroad goes back across the front this week")
UPRISING = np.int64(Kind.uprising)


class State(NamedTuple):
    """Who took up arms abroad, and who rose."""

    joined: Array = per("atom", f8, "person", "Soviet prisoners and labourers who took up arms today", daily=True)
    joined_beyond: Array = per("country", f8, "person", "The same in lands beyond the map", daily=True)
    gone: Array = per("country", f8, "person", "Soviet citizens who have taken up arms there so far")
    fallen_beyond: Array = per("country", f8, "person", "Those of them who are dead")
    insurgents: Array = per("cell", f8, "person", "People of a land abroad who have risen in arms")
    fallen: Array = per("cell", f8, "person", "Insurgents dead")
    taken: Array = per("cell", f8, "person", "Insurgents taken away to camps")
    dead_today: Array = per("cell", f8, "person", "Insurgents killed today", daily=True)
    hope: Array = per("republic", f8, "1", "Hope of the insurgents of each land that help will come, 0 to 1", start=1.0)
    risen: Array = per("republic", f8, "person", "Insurgents of each land as the week began")
    lost: Array = per("republic", f8, "person", "Insurgents lost to troops since the week began")
    woods: Array = per("republic", f8, "km2", "Wooded ground under the occupier in each land")
    partisans: Array = per("republic", f8, "person", "Partisans in each land")


class Parameters(NamedTuple):
    """What war abroad depends on."""

    enabled: float = switch("Whether prisoners break out abroad and a land may rise")
    escape: float = param(
        0.00125, "1/week", log(0.0001, 0.02), "Share of those held who take up arms in a week where all resist",
        "house-0250", "S043",
    )  # fmt: skip
    labourers: float = param(0.4, "1", (0, 1), "Share of labourers among them; the rest were prisoners", "house-0250")
    news: float = param(0.8, "1", (0, 2), "How much more break out on good news from the front", "house-0250")
    cold: float = param(0.7, "1", (0, 1), "How far frost keeps them from it", "house-0250")
    arms: float = param(0.6, "rifle/person", (0, 1.5), "Rifles that the resistance finds for each", "house-0251")
    will: float = param(0.9, "1", (0, 1), "Will to help of people in a land where all resist", "house-0251")
    speed: float = param(0.1, "1/week", (0.01, 0.5), "Share of the way to it gone in a week", "house-0251")
    beyond: float = param(
        0.006, "1/week", log(0.0005, 0.05), "Share of those who fight beyond the map who die in a week", "house-0251"
    )
    ready: float = param(0.06, "1", (0.005, 0.2), "Share of people who rise where all is ready", "house-0252", "S399")
    rise: float = param(0.4, "1/week", (0.05, 1), "Share of the way to it gone in a week", "house-0252")
    friends: float = param(
        0.05,
        "person/km2", log(0.01, 5), "Partisans on a km2 of woods in the land at which half are ready",
        "house-0252", "S396",
    )  # fmt: skip
    front: float = param(180, "km", (30, 600), "Distance of the front at which hope of it is half", "house-0252")
    despair: float = param(
        0.035, "1/week", (0, 0.5), "Share of hope that goes in a week in which no help comes", "house-0252", "S402"
    )
    shock: float = param(1.6, "1", (0, 6), "Hope that goes when all insurgents are lost in a week", "house-0252")
    melt: float = param(0.8, "1/week", (0, 1), "Share that goes home in a week without any hope", "house-0252")
    crush: float = param(
        0.5,
        "1/week",
        (0.02, 2),
        "Share of insurgents lost in a week to troops far more than they",
        "house-0253",
        "S403",
    )
    match: float = param(
        1.6, "1", (0.2, 8), "Insurgents that a soldier sent against them outweighs", "house-0253", "S403"
    )
    dead: float = param(0.14, "1", (0, 1), "Share of those lost who die", "house-0253")
    prisoners: float = param(0.3, "1", (0, 1), "Share of those lost who are taken; the rest go home", "house-0253")
    woods: float = param(0.12, "1", (0, 1), "Share of those not killed or taken who go to the partisans", "house-0253")
    slain: float = param(0.35, "1", (0, 2), "Soldiers killed for each insurgent killed", "house-0253")
    back: float = param(
        0.25, "1/week", (0, 1), "Chance in a week of frost that a detachment beside the front crosses to its own side",
        "house-0254", "S405",
    )  # fmt: skip


@daily
def escape(abroad, detachments, recruitment, population, supply, land, forcing, parameters, today):
    """Prisoners and labourers break out and gather in the woods; those beyond the map join the resistance there."""
    if parameters.enabled == 0.0:
        return
    if today.phase == 0:
        abroad.woods[:] = 0.0
        abroad.partisans[:] = 0.0
        for c in range(land.abroad.size):
            if land.abroad[c] == 1 and forcing.occupied[c] == 1:
                abroad.woods[land.republic[c]] += land.area[c] * (0.02 + land.cover[c])
                abroad.partisans[land.republic[c]] += detachments.here[c]
        for k in range(forcing.held_beyond.size):
            urge = parameters.escape * forcing.resistance_beyond[k] * (1.0 + parameters.news * forcing.news[1])
            n = whole(urge * max(0.0, forcing.held_beyond[k] - abroad.gone[k]), uniform(today, ESCAPE, k + 1000000))
            dead = min(
                whole(
                    parameters.beyond * (abroad.gone[k] - abroad.fallen_beyond[k]), uniform(today, TOLL, k + 1000000)
                ),
                abroad.gone[k] - abroad.fallen_beyond[k],
            )
            population.red_army[0] -= n - labourers(population, n, parameters, today.day + k)
            abroad.gone[k] += n
            abroad.fallen_beyond[k] += dead
            abroad.joined_beyond[k] += n
    for t in range(weekly_batch_size(today, land.abroad.size)):
        c = weekly_batch_row(today, t)
        if land.abroad[c] == 0:
            continue
        r = land.republic[c]
        population.support_soviet[c] += parameters.speed * (
            parameters.will * forcing.resistance[r] - population.support_soviet[c]
        )
        levy = forcing.food_levy[c] * population.food[c]
        population.food[c] -= levy
        population.grain_taken[c] += levy
        if forcing.occupied[c] == 0:
            left = held(recruitment.forming, c)
            recruitment.forming[c, :] = 0.0
            population.conscripted[c] += left
            continue
        if forcing.held[r] <= 0.0 or abroad.woods[r] <= 0.0:
            continue
        frost = min(1.0, max(0.0, -forcing.temp[land.zone[c]] / 10.0))
        part = forcing.held[r] * land.area[c] * (0.02 + land.cover[c]) / abroad.woods[r]
        urge = parameters.escape * forcing.resistance[r] * (1.0 + parameters.news * forcing.news[land.group[c]])
        n = whole(urge * (1.0 - parameters.cold * frost) * part, uniform(today, ESCAPE, c))
        if n < 1.0:
            continue
        population.red_army[0] -= n - labourers(population, n, parameters, c)
        recruitment.forming[c, STRAGGLER] += n
        recruitment.joined[c] += n
        abroad.joined[land.atom[c]] += n
        rifles = float(int(parameters.arms * n + 0.5))
        supply.captured[c] += rifles
        supply.scattered[c] += rifles


@kernel
def labourers(population, n, parameters, start):
    """Take the labourers among n people out of those taken away for labour, cell after cell; return how many."""
    left = float(int(parameters.labourers * n + 0.5))
    took = 0.0
    size = population.deported.size
    for k in range(size):
        if left <= 0.0:
            break
        c = (start * 37 + k) % size
        part = min(left, population.deported[c])
        population.deported[c] -= part
        left -= part
        took += part
    return took


@daily
def rise(
    abroad, recruitment, population, supply, security, expeditions, attacks, journal, land, forcing, parameters, today
):
    """Where the land has been called to rise: people join while there is hope, and troops sent in break them."""
    if parameters.enabled == 0.0:
        return
    if today.phase == 0:
        for r in range(abroad.hope.size):
            if abroad.risen[r] > 0.0:
                shock = min(1.0, parameters.shock * abroad.lost[r] / abroad.risen[r])
                abroad.hope[r] *= (1.0 - parameters.despair) * (1.0 - shock)
        abroad.risen[:] = 0.0
        abroad.lost[:] = 0.0
    total, dead_all, where, most = 0.0, 0.0, -1, 0.0
    for c in range(land.abroad.size):
        if land.abroad[c] == 0 or (forcing.uprising[c] <= 0.0 and abroad.insurgents[c] <= 0.0):
            continue
        if forcing.occupied[c] == 0:
            population.rural[c] += abroad.insurgents[c]
            abroad.insurgents[c] = 0.0
            continue
        if in_weekly_batch(today, c):
            week(
                abroad,
                recruitment,
                population,
                supply,
                security,
                expeditions,
                attacks,
                land,
                forcing,
                parameters,
                today,
                c,
            )
        if today.phase == 0:
            abroad.risen[land.republic[c]] += abroad.insurgents[c]
        total += abroad.insurgents[c]
        dead_all += abroad.dead_today[c]
        if abroad.insurgents[c] > most:
            where, most = c, abroad.insurgents[c]
    if today.phase == 0 and total >= 1.0:
        record_event(journal, UPRISING, where, -1, -1, total, dead_all, total, 0.0)


@kernel
def week(abroad, recruitment, population, supply, security, expeditions, attacks, land, forcing, parameters, today, c):
    """A week of the rising in a cell: who joins, whom the troops break, and how hope fades."""
    r = land.republic[c]
    thick = abroad.partisans[r] / max(abroad.woods[r], 1.0)
    near = parameters.front / (parameters.front + forcing.front_km[c])
    hope = abroad.hope[r]
    troops = parameters.match * (expeditions.troops[c] + security.garrison[c])
    men = abroad.insurgents[c]
    calm = 1.0 / (1.0 + density(troops, land.area[c]) / 1000.0)
    ready = (
        parameters.ready
        * forcing.uprising[c]
        * forcing.resistance[r]
        * hope
        * near
        * calm
        * thick
        / (thick + parameters.friends)
    )
    n = min(whole(parameters.rise * (ready * population.rural[c] - men), uniform(today, RISE, c)), population.rural[c])
    population.rural[c] -= n
    u = uniform(today, TOLL, c)
    lost = min(whole(parameters.crush * troops / (troops + men + 1.0) * men, u), men)
    dead = whole(parameters.dead * lost, u)
    taken = min(whole(parameters.prisoners * lost, u), lost - dead)
    woods = float(int(parameters.woods * (lost - dead - taken)))
    home = min(whole(parameters.melt * (1.0 - hope) * (1.0 - hope) * (men - lost), u), men - lost)
    abroad.lost[r] += lost
    abroad.insurgents[c] += n - lost - home
    abroad.fallen[c] += dead
    abroad.dead_today[c] += dead
    abroad.taken[c] += taken
    recruitment.forming[c, LOCAL] += woods
    recruitment.joined[c] += woods
    supply.captured[c] += woods
    supply.scattered[c] += woods
    population.rural[c] += lost - dead - taken - woods + home
    attacks.axis_dead[c] += whole(parameters.slain * dead, u)


@weekly(FRIDAY)
def back(detachments, land, forcing, parameters, today):
    """In frost, detachments abroad that lie beside the front go back across it to their own side."""
    if parameters.enabled == 0.0:
        return
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 0 or detachments.base[i] >= 0:
            continue
        c = detachments.cell[i]
        if land.abroad[c] == 0 or forcing.temp[land.zone[c]] > 0.0 or uniform(today, CROSS, i) >= parameters.back:
            continue
        for k in range(6):
            n = land.neighbours[c, k]
            if n >= 0 and forcing.occupied[n] == 0:
                detachments.goal[i] = n
