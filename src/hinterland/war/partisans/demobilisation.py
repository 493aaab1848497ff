"""Liberation: the front comes back, and those in the forest go to the Army, a check, a hospital, onward or home."""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import in_weekly_batch, stream, uniform, whole
from hinterland.core.declare import Array, f8, param, per
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import empty
from hinterland.core.origin import CADRE, DEFECTOR, STRAGGLER

CHECK = stream("disposal.check", "rounding of those who are held for a check at liberation")
CLEAR = stream("disposal.clear", "rounding of those whose check ends this week, and of those who do not pass it")
ONWARD = stream("disposal.onward", "rounding of those who are sent on behind the front")
LIBERATION = np.int64(Kind.liberation)


class State(NamedTuple):
    """Where partisans went when the front had passed them."""

    to_army: Array = per("atom", f8, "person", "Partisans taken into the Army today", daily=True)
    to_home: Array = per("atom", f8, "person", "Partisans sent home or to rebuild today", daily=True)
    filtered: Array = per("atom", f8, "person", "Partisans held for a check by the NKVD today", daily=True)
    cleared: Array = per("atom", f8, "person", "Former partisans sent to the Army today after a check", daily=True)
    sent_west: Array = per("atom", f8, "person", "Partisans sent on behind the front today", daily=True)
    to_hospital: Array = per("atom", f8, "person", "Wounded partisans handed over to hospitals today", daily=True)
    held: Array = per("cell", f8, "person", "Former partisans who are being checked")
    arrested: Array = per("cell", f8, "person", "Former partisans who did not pass the check")
    hospital: Array = per("cell", f8, "person", "Former partisans in hospitals of the rear")
    onward: Array = per("order", f8, "person", "Partisans sent on today by each marching order", daily=True)


class Parameters(NamedTuple):
    """What becomes of partisans at liberation."""

    army: float = param(
        0.80, "1", (0.3, 1), "Share of fit partisans taken into the Army, of those not checked", "S451", "S457"
    )
    check: float = param(
        0.35,
        "1",
        (0, 1),
        "Share of former soldiers cut off or prisoners who are checked first",
        "S450",
        "S452",
        "house-0226",
    )
    check_turned: float = param(0.9, "1", (0, 1), "The same of those who had served the occupier", "house-0226")
    check_others: float = param(0.02, "1", (0, 1), "The same of everybody else", "house-0226")
    week: float = param(0.2, "1/week", (0.02, 1), "Share of checks that end in a week", "house-0226")
    passed: float = param(
        0.85, "1", (0, 1), "Share of those checked who are sent to the Army and not arrested", "S452", "house-0226"
    )
    onward: float = param(
        0.3,
        "1",
        (0, 1),
        "Share of a freed unit under a marching order that is sent on behind the front",
        "S046",
        "S047",
        "house-0227",
    )
    load: float = param(
        7.0, "day", (1, 60), "Days of a marching order's plan that may be sent on at once", "house-0227"
    )


@daily
def step(demobilisation, detachments, recruitment, population, supply, journal, land, forcing, parameters, today):
    """Detachments that find themselves on free ground are disbanded; the empty rows fade before the day is out."""
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
            share = parameters.check_others
            if k == STRAGGLER:
                share = parameters.check
            elif k == DEFECTOR:
                share = parameters.check_turned
            kin = detachments.people[i, k]
            checked += min(whole(share * kin, uniform(today, CHECK, i + 10000 * k)), kin)
        checked = min(checked, men - west)
        army = float(int(parameters.army * (men - west - checked)))
        home = men - west - checked - army
        population.conscripted[c] += army
        population.rural[c] += home
        demobilisation.held[c] += checked
        demobilisation.hospital[c] += detachments.wounded[i]
        demobilisation.to_army[land.atom[c]] += army
        demobilisation.to_home[land.atom[c]] += home
        demobilisation.filtered[land.atom[c]] += checked
        demobilisation.sent_west[land.atom[c]] += west
        demobilisation.to_hospital[land.atom[c]] += detachments.wounded[i]
        detachments.here[c] -= men
        supply.scattered[c] += detachments.rifles[i]
        supply.explosive_used[c] += detachments.explosive[i]
        population.food[c] += detachments.food[i]
        empty(detachments, i)
        record_event(journal, LIBERATION, c, i, -1, army, home, army, 0.0)
    for c in range(population.stragglers.size):
        if forcing.occupied[c] == 0 and population.stragglers[c] > 0.0:
            population.conscripted[c] += population.stragglers[c]
            population.stragglers[c] = 0.0
        if in_weekly_batch(today, c) and demobilisation.held[c] > 0.0:
            clear_checked(demobilisation, population, land, parameters, today, c)


@kernel
def send_on(demobilisation, detachments, recruitment, forcing, parameters, today, i, c):
    """Pass a part of a freed unit over the front to where a marching order points; return how many people."""
    men = detachments.men[i]
    for k in range(forcing.march_to.size):
        goal = forcing.march_to[k]
        if forcing.march_from[k, c] == 0 or forcing.occupied[goal] == 0:
            continue
        room = max(0.0, float(int(parameters.load * forcing.march_men[k])) - demobilisation.onward[k])
        n = min(min(whole(parameters.onward * men, uniform(today, ONWARD, i)), men), room)
        if n <= 0.0:
            continue
        demobilisation.onward[k] += n
        recruitment.forming[goal, CADRE] += n
        return n
    return 0.0


@kernel
def clear_checked(demobilisation, population, land, parameters, today, c):
    """End some of the checks of a cell: most go to the Army, some are arrested."""
    done = min(whole(parameters.week * demobilisation.held[c], uniform(today, CLEAR, c)), demobilisation.held[c])
    fit = min(whole(parameters.passed * done, uniform(today, CLEAR, c + 100000)), done)
    demobilisation.held[c] -= done
    demobilisation.arrested[c] += done - fit
    population.conscripted[c] += fit
    demobilisation.cleared[land.atom[c]] += fit
