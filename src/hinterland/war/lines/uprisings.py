"""National uprisings abroad: insurgents join while they hope for help, and troops suppress them.

An uprising is that of a national army: it holds towns from one documented day to another and calls up the people around
them, who come in proportion to the resistance and to their hope. Those lost to troops die, are captured, join the
partisans or go home; who has no hope left goes home too.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import SUNDAY
from hinterland.core.chance import draw_count, draw_whole, in_weekly_batch, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, log, per, switch
from hinterland.core.geometry import density
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import assemble
from hinterland.core.origin import LOCAL
from hinterland.core.response import saturate

RISE = stream("uprisings.rise", "how many people of a cell join the uprising this week")
LOSSES = stream(
    "uprisings.losses", "how many insurgents of a cell are lost or go home this week, and the soldiers killed"
)
LOST, DEAD, CAPTURED, TO_PARTISANS, HOME, SOLDIERS = range(6)
"""Draws of a cell: insurgents lost; of these the dead, the captured, those who join partisans; those who go home; the
soldiers killed."""
UPRISING = np.int64(Kind.uprising)


class State(NamedTuple):
    """Insurgents and their hope."""

    insurgents: Array = per("cell", f8, "person", "Insurgents of foreign countries under arms")
    fallen: Array = per("cell", f8, "person", "Insurgents who have died")
    taken: Array = per("cell", f8, "person", "Insurgents captured and sent to camps")
    dead_today: Array = per("cell", f8, "person", "Insurgents killed today", daily=True)
    hope: Array = per("republic", f8, "1", "Hope of the insurgents of each country for help, 0 to 1", start=1.0)
    insurgents_last_week: Array = per("republic", f8, "person", "Insurgents of each country at the start of the week")
    lost_this_week: Array = per("republic", f8, "person", "Insurgents lost to troops since the start of the week")


class Parameters(NamedTuple):
    """Rates of joining, suppression and desertion."""

    enabled: float = switch("Whether uprisings can occur abroad")
    rising_share: float = directional(
        0.1, "1", (0.005, 0.2), "Share of the people who join an uprising under the best conditions", "S399",
        "house-0252",
    )  # fmt: skip
    rising_per_week: float = assumed(0.4, "1/week", (0.05, 1), "Share of the missing insurgents who join", "house-0252")
    half_calm_troops: float = assumed(
        1000, "person/1000km2", log(50, 20000), "Weighted density of troops that halves readiness", "house-0252"
    )
    hope_lost_per_week: float = assumed(
        0.035, "1/week", (0, 0.5), "Share of hope lost in a week in which no help arrives", "house-0252"
    )
    hope_lost_by_defeat: float = assumed(1.6, "1", (0, 6), "Hope lost per share of insurgents lost", "house-0252")
    desertion_per_week: float = assumed(0.8, "1/week", (0, 1), "Share of those without hope who go home", "house-0252")
    crushed_per_week: float = directional(
        0.5, "1/week", (0.02, 2), "Share of insurgents lost to overwhelming troops", "S403", "house-0253"
    )
    soldier_weight: float = assumed(
        1.6, "1", (0.2, 8), "Weight of a soldier sent against insurgents, relative to an insurgent", "house-0253"
    )
    dead_share: float = assumed(0.14, "1", (0, 1), "Share of the insurgents lost who die", "house-0253")
    captured_share: float = assumed(0.3, "1", (0, 1), "Share of insurgents lost who are captured", "house-0253")
    joining_partisans_share: float = assumed(0.12, "1", (0, 1), "Share of survivors who join partisans", "house-0253")
    soldiers_killed_per_insurgent: float = assumed(
        0.35, "1", (0, 2), "Soldiers killed per insurgent killed", "house-0253"
    )


@daily
def rise(
    uprisings, recruitment, population, supply, security, expeditions, attacks, journal, land, forcing,
    parameters, today,
):  # fmt: skip
    """Let people join an uprising where one is called, and let troops suppress it."""
    if parameters.enabled == 0.0:
        return
    if today.phase == SUNDAY:
        lose_hope(uprisings, parameters)
    total, dead_all, where, most = 0.0, 0.0, -1, 0.0
    for c in range(land.abroad.size):
        if land.abroad[c] == 0 or (forcing.uprising[c] <= 0.0 and uprisings.insurgents[c] <= 0.0):
            continue
        if forcing.occupied[c] == 0:
            population.rural[c] += uprisings.insurgents[c]
            uprisings.insurgents[c] = 0.0
            continue
        if in_weekly_batch(today, c):
            ready = readiness(uprisings, security, expeditions, land, forcing, parameters, c)
            joining = leave_home(uprisings, population, parameters, today, c, ready)
            suppress(
                uprisings, recruitment, population, supply, security, expeditions, attacks, land, parameters, today, c
            )
            uprisings.insurgents[c] += joining
        if today.phase == SUNDAY:
            uprisings.insurgents_last_week[land.republic[c]] += uprisings.insurgents[c]
        total += uprisings.insurgents[c]
        dead_all += uprisings.dead_today[c]
        if uprisings.insurgents[c] > most:
            where, most = c, uprisings.insurgents[c]
    if today.phase == SUNDAY and total >= 1.0:
        record_event(journal, UPRISING, where, -1, -1, total, dead_all, total, 0.0)


@kernel
def lose_hope(uprisings, parameters):
    """Take away hope for a week without help and for the losses of the week; begin the counts of the next one."""
    for r in range(uprisings.hope.size):
        if uprisings.insurgents_last_week[r] > 0.0:
            lost = uprisings.lost_this_week[r] / uprisings.insurgents_last_week[r]
            shock = min(1.0, parameters.hope_lost_by_defeat * lost)
            uprisings.hope[r] *= (1.0 - parameters.hope_lost_per_week) * (1.0 - shock)
    uprisings.insurgents_last_week[:] = 0.0
    uprisings.lost_this_week[:] = 0.0


@kernel
def weighted_troops(security, expeditions, parameters, c):
    """Return the troops in a cell, counted as the insurgents whom they outweigh."""
    return parameters.soldier_weight * (expeditions.troops[c] + security.garrison[c])


@kernel
def readiness(uprisings, security, expeditions, land, forcing, parameters, c):
    """Return the share of the people of a cell who are ready to be insurgents."""
    r = land.republic[c]
    troops = density(weighted_troops(security, expeditions, parameters, c), land.area[c])
    calm = 1.0 - saturate(troops, parameters.half_calm_troops)
    called = forcing.uprising[c] * forcing.resistance[r] * uprisings.hope[r]
    return parameters.rising_share * called * calm


@kernel
def leave_home(uprisings, population, parameters, today, c, ready):
    """Let a part of those who are ready, and not yet insurgents, leave home this week; return how many do."""
    missing = ready * population.rural[c] - uprisings.insurgents[c]
    u = uniform(today, RISE, c)
    n = draw_whole(population.rural[c], parameters.rising_per_week * missing, u)
    population.rural[c] -= n
    return n


@kernel
def suppress(uprisings, recruitment, population, supply, security, expeditions, attacks, land, parameters, today, c):
    """Let troops break a part of the insurgents of a cell, and let those without hope go home."""
    r, men = land.republic[c], uprisings.insurgents[c]
    crushed = parameters.crushed_per_week * saturate(weighted_troops(security, expeditions, parameters, c), men)
    u_lost, u_dead = uniform(today, LOSSES, c, LOST), uniform(today, LOSSES, c, DEAD)
    u_captured, u_joining = uniform(today, LOSSES, c, CAPTURED), uniform(today, LOSSES, c, TO_PARTISANS)
    u_home, u_soldiers = uniform(today, LOSSES, c, HOME), uniform(today, LOSSES, c, SOLDIERS)
    lost = draw_whole(men, crushed * men, u_lost)
    dead = draw_whole(lost, parameters.dead_share * lost, u_dead)
    # The captured are drawn from those left alive, by a share that makes them their share of all who are lost.
    others = max(0.0, 1.0 - parameters.dead_share - parameters.captured_share)
    taken = draw_whole(lost - dead, saturate(parameters.captured_share, others) * (lost - dead), u_captured)
    survivors = lost - dead - taken
    to_partisans = draw_whole(survivors, parameters.joining_partisans_share * survivors, u_joining)
    deserting = parameters.desertion_per_week * (1.0 - uprisings.hope[r]) * (1.0 - uprisings.hope[r])
    home = draw_whole(men - lost, deserting * (men - lost), u_home)
    uprisings.lost_this_week[r] += lost
    uprisings.insurgents[c] -= lost + home
    uprisings.fallen[c] += dead
    uprisings.dead_today[c] += dead
    uprisings.taken[c] += taken
    assemble(recruitment, LOCAL, to_partisans, c)
    supply.captured[c] += to_partisans
    supply.scattered[c] += to_partisans
    population.rural[c] += survivors - to_partisans + home
    attacks.axis_dead[c] += draw_count(parameters.soldiers_killed_per_insurgent * dead, u_soldiers)
