"""Demobilisation: what becomes of partisans when the front passes them.

A detachment on liberated ground is disbanded. Part of it is sent on behind the front under a marching order, part is
held for filtration by the NKVD, most of the rest join the Army, and the others go home. Wounded partisans go to
hospitals. Those who pass filtration join the Army later; the others are arrested.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import draw_count, draw_whole, in_weekly_batch, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, per
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import leave_stores, living
from hinterland.core.origin import CADRE, DEFECTOR, ORIGINS, STRAGGLER
from hinterland.core.stock import draw_down, held

ONWARD = stream("demobilisation.onward", "how many of a liberated detachment would be sent on behind the front")
LIMIT = stream("demobilisation.limit", "rounding of the most people whom a marching order sends on today")
CHECK = stream("demobilisation.check", "how many of each origin are held for filtration at liberation")
JOIN = stream("demobilisation.join", "how many of a liberated detachment join the Army")
END = stream("demobilisation.end", "how many filtrations in a cell end this week")
PASS = stream("demobilisation.pass", "how many of those whose filtration ends pass it")
LIBERATION = np.int64(Kind.liberation)


class State(NamedTuple):
    """Destinations of partisans at liberation."""

    to_army: Array = per("atom", f8, "person", "Partisans who joined the Army today", daily=True)
    to_home: Array = per("atom", f8, "person", "Partisans sent home or to rebuild today", daily=True)
    filtered: Array = per("atom", f8, "person", "Partisans held for filtration by the NKVD today", daily=True)
    cleared: Array = per(
        "atom", f8, "person", "Former partisans who passed filtration and joined the Army today", daily=True
    )
    sent_west: Array = per("atom", f8, "person", "Partisans sent on behind the front today", daily=True)
    to_hospital: Array = per("atom", f8, "person", "Wounded partisans handed over to hospitals today", daily=True)
    in_filtration: Array = per("cell", f8, "person", "Former partisans held for filtration")
    arrested: Array = per("cell", f8, "person", "Former partisans arrested after filtration")
    in_hospital: Array = per("cell", f8, "person", "Former partisans in hospitals of the rear")
    sent_west_by_order: Array = per(
        "order", f8, "person", "Partisans sent on today under each marching order", daily=True
    )


class Parameters(NamedTuple):
    """Shares of partisans by destination at liberation."""

    army_share: float = directional(
        0.80, "1", (0.3, 1), "Share of fit partisans not held for filtration who join the Army",
        "S451", "S457", "house-0504",
    )  # fmt: skip
    check_share_soldiers: float = directional(
        0.35, "1", (0, 1), "Share of former soldiers cut off or prisoners who are held for filtration",
        "S450", "house-0226",
    )  # fmt: skip
    check_share_defectors: float = assumed(
        0.9, "1", (0, 1), "Share of those who had served the occupier who are held for filtration", "house-0226"
    )
    check_share_others: float = assumed(
        0.02, "1", (0, 1), "Share of all other partisans who are held for filtration", "house-0226"
    )
    checks_ended_per_week: float = assumed(
        0.2, "1/week", (0.02, 1), "Share of filtrations that end in a week", "house-0226"
    )
    passed_share: float = directional(
        0.85, "1", (0, 1), "Share of those filtered who join the Army and are not arrested", "S452", "house-0226"
    )
    sent_west_share: float = assumed(
        0.3, "1", (0, 1), "Share of a liberated detachment under a marching order that is sent on behind the front",
        "house-0227",
    )  # fmt: skip
    sent_west_limit_days: float = assumed(
        7.0, "day", (1, 60), "Limit of those sent on in a day under one order, in days of the order's plan",
        "house-0227",
    )  # fmt: skip


@daily
def step(demobilisation, detachments, recruitment, population, supply, journal, land, forcing, parameters, today):
    """Disband detachments on liberated ground; the empty rows end later in the day."""
    for i in living(detachments):
        c = detachments.cell[i]
        if detachments.alive[i] == 1 and forcing.occupied[c] == 0 and detachments.base[i] < 0:
            send_on(demobilisation, detachments, recruitment, land, forcing, parameters, today, i)
            disband(demobilisation, detachments, population, journal, land, parameters, today, i)
            leave_stores(detachments, supply, population, i)
    for c in range(population.stragglers.size):
        if forcing.occupied[c] == 0 and population.stragglers[c] > 0.0:
            population.conscripted[c] += population.stragglers[c]
            population.stragglers[c] = 0.0
        if in_weekly_batch(today, c) and demobilisation.in_filtration[c] > 0.0:
            clear_checked(demobilisation, population, land, parameters, today, c)


@kernel
def send_on(demobilisation, detachments, recruitment, land, forcing, parameters, today, i):
    """Send part of a liberated detachment behind the front under a marching order with room."""
    key = detachments.key[i]
    c, men = detachments.cell[i], detachments.men[i]
    wanted = draw_whole(men, parameters.sent_west_share * men, uniform(today, ONWARD, key))
    for k in range(forcing.march_to.size):
        goal = forcing.march_to[k]
        if forcing.march_from[k, c] == 0 or forcing.occupied[goal] == 0:
            continue
        limit = draw_count(parameters.sent_west_limit_days * forcing.march_men[k], uniform(today, LIMIT, k))
        n = min(wanted, max(0.0, limit - demobilisation.sent_west_by_order[k]))
        if n > 0.0:
            demobilisation.sent_west_by_order[k] += n
            demobilisation.sent_west[land.atom[c]] += n
            recruitment.forming[goal, CADRE] += n
            draw_down(detachments.people, i, n, key)
            return


@kernel
def disband(demobilisation, detachments, population, journal, land, parameters, today, i):
    """Part those of a detachment who are left: into filtration, the Army, their villages and hospitals."""
    key = detachments.key[i]
    c, atom = detachments.cell[i], land.atom[detachments.cell[i]]
    rest, checked = held(detachments.people, i), 0.0
    for k in range(ORIGINS):
        share = parameters.check_share_others
        if k == STRAGGLER:
            share = parameters.check_share_soldiers
        elif k == DEFECTOR:
            share = parameters.check_share_defectors
        of_origin = detachments.people[i, k]
        checked += draw_whole(of_origin, share * of_origin, uniform(today, CHECK, key, k))
    rest -= checked
    army = draw_whole(rest, parameters.army_share * rest, uniform(today, JOIN, key))
    home = rest - army
    population.conscripted[c] += army
    population.rural[c] += home
    demobilisation.in_filtration[c] += checked
    demobilisation.in_hospital[c] += detachments.wounded[i]
    demobilisation.to_army[atom] += army
    demobilisation.to_home[atom] += home
    demobilisation.filtered[atom] += checked
    demobilisation.to_hospital[atom] += detachments.wounded[i]
    detachments.men_in_cell[c] -= detachments.men[i]
    record_event(journal, LIBERATION, c, i, -1, army, home, army, 0.0)


@kernel
def clear_checked(demobilisation, population, land, parameters, today, c):
    """End part of the filtrations of a cell: most people join the Army, some are arrested."""
    in_filtration = demobilisation.in_filtration[c]
    ended = draw_whole(in_filtration, parameters.checks_ended_per_week * in_filtration, uniform(today, END, c))
    passed = draw_whole(ended, parameters.passed_share * ended, uniform(today, PASS, c))
    demobilisation.in_filtration[c] -= ended
    demobilisation.arrested[c] += ended - passed
    population.conscripted[c] += passed
    demobilisation.cleared[land.atom[c]] += passed
