"""Commanders: their attitude to civilians, their aggressiveness, and the influence of commissars.

Both traits are drawn when a detachment forms. Where a staff can reach a detachment, a commissar gains influence; under
one, and where Moscow demands protection of civilians, the attitude moves towards it. Aggressiveness stays.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, per, switch
from hinterland.core.elementary import power
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind
from hinterland.core.membership import living, weekly_batch
from hinterland.core.stock import held

ATTITUDE = stream("commanders.attitude", "attitude to civilians of the commander of a new detachment")
TEMPER = stream("commanders.temper", "aggressiveness of the commander of a new detachment")
FORMATION = np.int64(Kind.formation)


class State(NamedTuple):
    """Commanders and commissars of every detachment."""

    attitude: Array = per(
        "detachment", f8, "1", "Attitude of the commander: 0 disregards civilians and Jews, 1 protects them", start=0.5
    )
    aggressiveness: Array = per(
        "detachment", f8, "1", "Aggressiveness of the commander: 0 avoids losses, 1 seeks battle", start=0.5
    )
    commissar_influence: Array = per("detachment", f8, "1", "Influence of a commissar appointed by the staffs, 0 to 1")
    men_of_protectors: Array = per(
        "detachment", f8, "person", "Fit partisans whose commander tends to protect civilians, updated weekly"
    )


class Parameters(NamedTuple):
    """Spread of attitudes, and the rates at which they and the influence of commissars change."""

    enabled: float = switch("Whether commanders differ and commissars have influence")
    attitude_exponent: float = directional(
        1.5, "1", (0.5, 4), "Exponent of the even draw of a commander's attitude; above 1 most disregard civilians",
        "S544", "S562", "house-0173",
    )  # fmt: skip
    attitude_change_per_week: float = directional(
        0.012, "1/week", (0, 0.1),
        "Share of the gap to a protective attitude that closes in a week where Moscow demands it",
        "S305", "S530", "house-0173",
    )  # fmt: skip
    commissar_influence_per_week: float = assumed(
        0.15, "1/week", (0.01, 1),
        "Share of the gap between a commissar's influence and its target that closes in a week", "house-0303",
    )  # fmt: skip
    protector_threshold: float = assumed(
        0.5, "1", (0.1, 0.9), "Attitude from which a commander counts as one who protects civilians", "house-0173"
    )


@daily
def step(commanders, detachments, journal, forcing, parameters, today):
    """Appoint the commanders of new detachments; once a week, let commissars work on each."""
    if parameters.enabled == 0.0:
        return
    for n in range(journal.used[0]):
        if journal.kind[n] == FORMATION:
            appoint(commanders, detachments, parameters, today, journal.who[n])
            count(commanders, detachments, parameters, journal.who[n])
    for i in living(detachments):
        if detachments.alive[i] == 0:
            commanders.men_of_protectors[i] = 0.0
    for i in weekly_batch(detachments):
        if detachments.alive[i] == 1:
            count(commanders, detachments, parameters, i)
            gap = detachments.contact[i] - commanders.commissar_influence[i]
            commanders.commissar_influence[i] += parameters.commissar_influence_per_week * gap
            pull = parameters.attitude_change_per_week * forcing.protection * commanders.commissar_influence[i]
            commanders.attitude[i] += pull * (1.0 - commanders.attitude[i])


@kernel
def appoint(commanders, detachments, parameters, today, i):
    """Draw the commander of a new detachment, who has no commissar yet; that of a unit of Jews protects them."""
    key = detachments.key[i]
    u, v = uniform(today, ATTITUDE, key), uniform(today, TEMPER, key)
    commanders.attitude[i] = max(power(u, parameters.attitude_exponent), detachments.apart[i])
    commanders.aggressiveness[i] = v
    commanders.commissar_influence[i] = 0.0


@kernel
def count(commanders, detachments, parameters, i):
    """Count the people of a detachment whose commander tends to protect civilians."""
    protects = commanders.attitude[i] >= parameters.protector_threshold
    commanders.men_of_protectors[i] = held(detachments.people, i) if protects else 0.0
