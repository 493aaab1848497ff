"""Demobilisation: what becomes of partisans when the front passes them.

A detachment on liberated ground is disbanded. Part of it is sent on behind the front under a marching order, part is
held for filtration by the NKVD, most of the rest join the Army, and the others go home. Wounded partisans go to
hospitals. Those who pass filtration join the Army later; the others are arrested.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import in_weekly_batch, stream, uniform, whole
from hinterland.core.declare import Array, f8, param, per
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import empty
from hinterland.core.origin import CADRE, DEFECTOR, STRAGGLER

CHECK = stream("demobilisation.check", "rounding of those held for filtration at liberation")
CLEAR = stream("demobilisation.clear", "rounding of those whose filtration ends this week, and of those who pass it")
ONWARD = stream("demobilisation.onward", "rounding of those sent on behind the front")
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

    army_share: float = param(
        0.80, "1", (0.3, 1), "Share of fit partisans not held for filtration who join the Army", "S451", "S457"
    )
    check_share_soldiers: float = param(
        0.35,
        "1",
        (0, 1),
        "Share of former soldiers cut off or prisoners who are held for filtration",
        "S450",
        "S452",
        "house-0226",
    )
    check_share_defectors: float = param(
        0.9, "1", (0, 1), "Share of those who had served the occupier who are held for filtration", "house-0226"
    )
    check_share_others: float = param(
        0.02, "1", (0, 1), "Share of all other partisans who are held for filtration", "house-0226"
    )
    checks_ended_per_week: float = param(
        0.2, "1/week", (0.02, 1), "Share of filtrations that end in a week", "house-0226"
    )
    passed_share: float = param(
        0.85, "1", (0, 1), "Share of those filtered who join the Army and are not arrested", "S452", "house-0226"
    )
    sent_west_share: float = param(
        0.3,
        "1",
        (0, 1),
        "Share of a liberated detachment under a marching order that is sent on behind the front",
        "S046",
        "S047",
        "house-0227",
    )
    sent_west_limit_days: float = param(
        7.0,
        "day",
        (1, 60),
        "Limit of those sent on in a day under one order, in days of the order's plan",
        "house-0227",
    )


@daily
def step(demobilisation, detachments, recruitment, population, supply, journal, land, forcing, parameters, today):
    """Disband detachments on liberated ground; the empty rows end later in the day."""
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 0:
            continue
        c = detachments.cell[i]
        if forcing.occupied[c] == 1 or detachments.base[i] >= 0:
            continue
        men = detachments.men[i]
        west = send_on(demobilisation, detachments, recruitment, forcing, parameters, today, i, c)
        checked = 0.0
        for k in range(detachments.people.shape[1]):
            share = parameters.check_share_others
            if k == STRAGGLER:
                share = parameters.check_share_soldiers
            elif k == DEFECTOR:
                share = parameters.check_share_defectors
            of_origin = detachments.people[i, k]
            checked += min(whole(share * of_origin, uniform(today, CHECK, i + 10000 * k)), of_origin)
        checked = min(checked, men - west)
        army = float(int(parameters.army_share * (men - west - checked)))
        home = men - west - checked - army
        population.conscripted[c] += army
        population.rural[c] += home
        demobilisation.in_filtration[c] += checked
        demobilisation.in_hospital[c] += detachments.wounded[i]
        demobilisation.to_army[land.atom[c]] += army
        demobilisation.to_home[land.atom[c]] += home
        demobilisation.filtered[land.atom[c]] += checked
        demobilisation.sent_west[land.atom[c]] += west
        demobilisation.to_hospital[land.atom[c]] += detachments.wounded[i]
        detachments.men_in_cell[c] -= men
        supply.scattered[c] += detachments.rifles[i]
        supply.explosive_used[c] += detachments.explosive[i]
        population.food[c] += detachments.food[i]
        empty(detachments, i)
        record_event(journal, LIBERATION, c, i, -1, army, home, army, 0.0)
    for c in range(population.stragglers.size):
        if forcing.occupied[c] == 0 and population.stragglers[c] > 0.0:
            population.conscripted[c] += population.stragglers[c]
            population.stragglers[c] = 0.0
        if in_weekly_batch(today, c) and demobilisation.in_filtration[c] > 0.0:
            clear_checked(demobilisation, population, land, parameters, today, c)


@kernel
def send_on(demobilisation, detachments, recruitment, forcing, parameters, today, i, c):
    """Send part of a liberated detachment behind the front under a marching order; return how many."""
    men = detachments.men[i]
    for k in range(forcing.march_to.size):
        goal = forcing.march_to[k]
        if forcing.march_from[k, c] == 0 or forcing.occupied[goal] == 0:
            continue
        room = max(
            0.0,
            float(int(parameters.sent_west_limit_days * forcing.march_men[k])) - demobilisation.sent_west_by_order[k],
        )
        n = min(min(whole(parameters.sent_west_share * men, uniform(today, ONWARD, i)), men), room)
        if n <= 0.0:
            continue
        demobilisation.sent_west_by_order[k] += n
        recruitment.forming[goal, CADRE] += n
        return n
    return 0.0


@kernel
def clear_checked(demobilisation, population, land, parameters, today, c):
    """End part of the filtrations of a cell: most people join the Army, some are arrested."""
    ended = min(
        whole(parameters.checks_ended_per_week * demobilisation.in_filtration[c], uniform(today, CLEAR, c)),
        demobilisation.in_filtration[c],
    )
    passed = min(whole(parameters.passed_share * ended, uniform(today, CLEAR, c + 100000)), ended)
    demobilisation.in_filtration[c] -= ended
    demobilisation.arrested[c] += ended - passed
    population.conscripted[c] += passed
    demobilisation.cleared[land.atom[c]] += passed
