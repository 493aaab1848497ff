"""Ambushes: detachments attack soldiers on roads, and police who patrol or escort levies.

They are the more frequent, the more armed partisans there are, and the more of the enemy moves where they are; in
summer they are many, in deep snow few. Soldiers and police die, some attackers too; rifles are taken. Both sides count
them apart from attacks on posts.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import draw_count, draw_waiting_time, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, f8, log, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import gain_experience, in_occupied_land, suffer_losses, update_strength, weekly_batch
from hinterland.core.police import forces_within_reach, kill_police
from hinterland.core.response import saturate

BEGIN = stream("ambushes.begin", "whether a detachment lies in ambush with success this week")
WHOM = stream("ambushes.whom", "whether an ambush meets police or soldiers")
SLAIN = stream("ambushes.slain", "how many soldiers or police die in an ambush: size, then rounding")
COST = stream("ambushes.cost", "how many attackers die in an ambush, and how many are wounded")
ARMS = stream("ambushes.arms", "how many rifles an ambush brings in")
AMBUSH = np.int64(Kind.ambush)
ON_SOLDIERS, ON_POLICE = range(2)
"""Whom an ambush met: `other` of the event."""
SIZE, ROUNDING = range(2)
"""Draws of `SLAIN`."""
KILLED, HURT = range(2)
"""Draws of `COST`."""


class State(NamedTuple):
    """Ambushes by whom they met."""

    on_soldiers: Array = per("atom", f8, "attack", "Ambushes of soldiers today", daily=True)
    on_police: Array = per("atom", f8, "attack", "Fights with police on patrol or escort today", daily=True)


class Parameters(NamedTuple):
    """Frequency of ambushes and what they cost."""

    enabled: float = switch("Whether detachments lie in ambush")
    ambushes_per_week: float = assumed(
        0.1, "1/week", log(0.005, 1), "Ambushes in a week of a strong, armed detachment among many of the enemy",
        "house-1320",
    )  # fmt: skip
    least_men: float = assumed(12, "person", (4, 60), "People below which nobody lies in ambush", "house-1320")
    half_saturation_people: float = assumed(
        50, "person", log(10, 300), "People of a detachment at which half of the most ambushes are laid", "house-2008"
    )
    half_saturation_enemies: float = assumed(
        100, "person/1000km2", log(10, 1000), "Soldiers and police on 1,000 km2 at which half of the most ambushes are "
        "laid", "house-2008",
    )  # fmt: skip
    snow_effect: float = assumed(
        0.6, "1", (0, 1), "Share of ambushes that deep snow, which keeps tracks, prevents", "house-1320"
    )
    deep_snow_cm: float = assumed(40, "cm", log(5, 100), "Depth of snow that prevents most ambushes", "house-1320")
    police_exposure: float = assumed(
        2.0, "1", (0.2, 10), "How much more than a soldier of a garrison a policeman is on the roads", "house-1321"
    )
    mean_slain: float = assumed(
        2.2, "person", (1, 10), "Mean number of soldiers or police who die in an ambush, one at least", "house-1321"
    )
    attackers_killed_per_slain: float = assumed(
        0.25, "1", (0.02, 1), "Attackers who die for each soldier or policeman", "house-1321"
    )
    wounded_per_dead: float = assumed(1.4, "1", (0, 4), "Attackers wounded for each dead", "house-1321")
    rifles_per_slain: float = assumed(0.6, "rifle/person", (0, 2), "Rifles taken for each slain", "house-1321")
    skill_gain: float = assumed(
        0.02, "1", (0, 0.2), "Share of the experience that it lacks that a detachment gains by an ambush", "house-1321"
    )


@daily
def attack(
    ambushes, detachments, population, supply, security, attacks, journal, land, forcing, parameters, today
):  # fmt: skip
    """Let a seventh of all detachments lie in ambush this week."""
    if parameters.enabled == 0.0:
        return
    for i in weekly_batch(detachments):
        if not in_occupied_land(detachments, forcing, i, parameters.least_men):
            continue
        c = detachments.cell[i]
        key = detachments.key[i]
        if uniform(today, BEGIN, key) >= chance_of_ambush(detachments, security, land, forcing, parameters, i, c):
            continue
        ambush(ambushes, detachments, population, supply, security, attacks, journal, land, parameters, today, i, c)


@kernel
def chance_of_ambush(detachments, security, land, forcing, parameters, i, c):
    """Return the chance that a detachment ambushes somebody this week."""
    men = detachments.men[i]
    enemies = forces_within_reach(security, land, c)
    chance = parameters.ambushes_per_week * saturate(men, parameters.half_saturation_people)
    chance *= saturate(enemies, parameters.half_saturation_enemies) * min(1.0, detachments.rifles[i] / men)
    return chance * (1.0 - parameters.snow_effect * min(1.0, forcing.snow[land.zone[c]] / parameters.deep_snow_cm))


@kernel
def ambush(ambushes, detachments, population, supply, security, attacks, journal, land, parameters, today, i, c):
    """Let an ambush kill soldiers or police, with losses of the attackers and rifles taken."""
    key = detachments.key[i]
    exposed = parameters.police_exposure * security.police[c]
    u, v = uniform(today, SLAIN, key, SIZE), uniform(today, SLAIN, key, ROUNDING)
    slain, whom = 1.0 + draw_count(draw_waiting_time(parameters.mean_slain - 1.0, u), v), ON_SOLDIERS
    if uniform(today, WHOM, key) * (exposed + security.garrison[c]) < exposed:
        slain, whom = min(slain, security.police[c]), ON_POLICE
        kill_police(security, c, slain)
        attacks.police_dead[land.atom[c]] += slain
        ambushes.on_police[land.atom[c]] += 1.0
    else:
        attacks.axis_dead[c] += slain
        ambushes.on_soldiers[land.atom[c]] += 1.0
    mean = parameters.attackers_killed_per_slain * slain
    killed = draw_whole(detachments.men[i], mean, uniform(today, COST, key, KILLED))
    w = uniform(today, COST, key, HURT)
    dead = suffer_losses(detachments, population, land, i, killed, parameters.wounded_per_dead, w)
    update_strength(detachments, i)
    rifles = draw_count(parameters.rifles_per_slain * slain, uniform(today, ARMS, key))
    detachments.rifles[i] += rifles
    supply.captured[c] += rifles
    gain_experience(detachments, i, parameters.skill_gain)
    record_event(journal, AMBUSH, c, i, whom, slain, dead, 0.0, 0.0)
