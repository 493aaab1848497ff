"""Searches: garrisons and police look for detachments and attack those that they find.

The chance that a detachment is found rises with troop density and falls with cover, experience and warnings from the
people. Such a fight costs dead on both sides, scatters people of the detachment and leaves rifles behind.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import draw_count, draw_even, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, bounded, directional, f8, log, per
from hinterland.core.geometry import density
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import (
    disperse,
    gain_experience,
    in_occupied_land,
    suffer_losses,
    update_strength,
    weekly_batch,
)
from hinterland.core.police import kill_police_and_soldiers
from hinterland.core.response import saturate
from hinterland.core.stock import held

FIND = stream("searches.find", "whether local forces find a detachment this week")
COST = stream("searches.cost", "how hard such a fight goes for the detachment")
DEAD = stream("searches.dead", "how many partisans die in it")
WOUNDED = stream("searches.wounded", "how many partisans are wounded in it")
SCATTER = stream("searches.scatter", "how many partisans scatter in it")
RIFLES = stream("searches.rifles", "how many rifles are left behind, and how many of these are lost")
RETURN_FIRE = stream("searches.return_fire", "how many pursuers die, and how many of these are police")
PURSUIT = np.int64(Kind.pursuit)
LEFT_BEHIND, LOST = 0, 1
"""Draws of `RIFLES`."""
PURSUERS, POLICE = 0, 1
"""Draws of `RETURN_FIRE`."""


class State(NamedTuple):
    """Detachments found by local forces."""

    pursuits: Array = per("atom", f8, "fight", "Detachments found and attacked by local forces today", daily=True)


class Parameters(NamedTuple):
    """Chance that local forces find a detachment, and the losses of such a fight."""

    discovery_per_week: float = assumed(
        0.62, "1/week", log(0.05, 3), "Chance in a week that many troops find a large detachment on open ground",
        "house-0043",
    )  # fmt: skip
    half_saturation_troops: float = assumed(
        170, "person/1000km2", log(20, 2000), "Troops and police at which half of the largest chance of discovery is "
        "reached", "house-0043",
    )  # fmt: skip
    police_weight: float = assumed(
        0.7, "1", (0, 1.5), "Weight of a policeman beside a soldier in searches", "house-0700"
    )
    cover_protection: float = assumed(
        0.97, "1", (0.5, 1), "Share of the chance of discovery that full cover prevents", "house-0700"
    )
    small_size_protection: float = assumed(
        0.55, "1", (0, 0.9), "Share of the chance of discovery that a handful of people escape by being few",
        "house-0700",
    )  # fmt: skip
    half_saturation_people: float = assumed(
        60, "person", log(10, 300), "People of a detachment at which half of the protection of small size is lost",
        "house-0700",
    )  # fmt: skip
    evasion_by_experience: float = assumed(
        0.55, "1", (0, 0.9), "Share of the chance of discovery that an experienced detachment avoids", "house-0043"
    )
    cover_lost_to_patrols: float = directional(
        0.75, "1", (0, 1), "Share of its cover that a detachment loses where all troops search the woods", "S243",
        "house-0248",
    )  # fmt: skip
    patrol_strength: float = directional(
        2.0, "1", (0, 6), "Men in the woods per man at a post, where all troops search them", "S243", "house-0248"
    )
    warning_by_support: float = directional(
        0.55, "1", (0, 0.95), "Share of the chance of discovery that warnings from the people prevent",
        "S472", "house-0701",
    )  # fmt: skip
    commander_effect_on_discovery: float = assumed(
        0.2, "1", (0, 1), "How far a commander's aggressiveness changes the chance of discovery", "house-0303"
    )
    dead_share: float = assumed(
        0.09, "1", log(0.01, 0.5), "Mean share of a raw detachment killed in a fight after discovery in the open",
        "house-0044",
    )  # fmt: skip
    scatter_share: float = assumed(0.42, "1", (0, 0.9), "Share of a raw detachment that scatters in it", "house-0044")
    experience_protection: float = assumed(
        0.6, "1", (0, 1), "Share of the dead that an experienced detachment avoids", "house-0702"
    )
    dead_prevented_by_cover: float = assumed(
        0.6, "1", (0, 1), "Share of the dead that full cover prevents", "house-0702"
    )
    cover_holds_together: float = assumed(
        0.7, "1", (0, 1), "Share of those who would scatter whom full cover keeps with the detachment", "house-0702"
    )
    wounded_per_dead: float = assumed(
        0.9, "person/person", (0, 4), "Partisans wounded and brought away per partisan killed", "house-0703"
    )
    rifles_left_per_person: float = assumed(
        0.8, "rifle/person", (0, 1), "Rifles left behind per partisan killed or scattered", "house-0703"
    )
    rifles_lost_share: float = assumed(
        0.6, "1", (0, 1), "Share of the rifles left behind that nobody finds again", "house-0703"
    )
    pursuers_killed_per_partisan: float = bounded(
        0.12, "1", (0.01, 1), "Soldiers and police killed per partisan killed in it", "R195", "house-0704",
        at_least="1094 / R197",
    )  # fmt: skip
    skill_gain: float = assumed(
        0.03, "1", (0, 0.2), "Share of its missing experience that a detachment gains by a fight after discovery",
        "house-0703",
    )  # fmt: skip


@daily
def step(
    searches, detachments, population, supply, security, collaboration, commanders, concealment, attacks, journal,
    land, forcing, parameters, today
):  # fmt: skip
    """Decide for a seventh of all detachments whether local forces find and attack them this week."""
    for i in weekly_batch(detachments):
        if not in_occupied_land(detachments, forcing, i, 1.0):
            continue
        c = detachments.cell[i]
        hide = concealment.share[c] * (1.0 - parameters.cover_lost_to_patrols * forcing.patrols[c])
        chance = discovery(
            detachments, population, security, collaboration, commanders, land, forcing, parameters, i, c, hide
        )
        key = detachments.key[i]
        if uniform(today, FIND, key) >= chance:
            continue
        dead = lose_people(detachments, population, supply, land, parameters, today, i, c, hide)
        lost = return_fire(attacks, security, land, parameters, today, key, c, dead)
        gain_experience(detachments, i, parameters.skill_gain)
        searches.pursuits[land.atom[c]] += 1.0
        record_event(journal, PURSUIT, c, i, -1, dead, lost, 0.0, 0.0)


@kernel
def discovery(detachments, population, security, collaboration, commanders, land, forcing, parameters, i, c, hide):
    """Return the chance that a detachment is found this week."""
    men = security.garrison[c] + parameters.police_weight * security.police[c] + collaboration.search_strength[c]
    troops = density(men, land.area[c]) * (1.0 + parameters.patrol_strength * forcing.patrols[c])
    chance = parameters.discovery_per_week * saturate(troops, parameters.half_saturation_troops)
    chance *= 1.0 - parameters.cover_protection * hide
    chance *= 1.0 - parameters.evasion_by_experience * detachments.skill[i]
    chance *= 1.0 - parameters.warning_by_support * population.support_soviet[c]
    few = 1.0 - saturate(detachments.men[i], parameters.half_saturation_people)
    chance *= 1.0 - parameters.small_size_protection * few
    chance *= 1.0 - collaboration.search_warning[c]
    return chance * (1.0 + parameters.commander_effect_on_discovery * (2.0 * commanders.aggressiveness[i] - 1.0))


@kernel
def lose_people(detachments, population, supply, land, parameters, today, i, c, hide):
    """Let people of a detachment that is found die, be wounded and scatter; return how many died."""
    key = detachments.key[i]
    mean = draw_even(parameters.dead_share * detachments.men[i], uniform(today, COST, key))
    mean *= (1.0 - parameters.dead_prevented_by_cover * hide) * (
        1.0 - parameters.experience_protection * detachments.skill[i]
    )
    killed, w = draw_count(mean, uniform(today, DEAD, key)), uniform(today, WOUNDED, key)
    dead = suffer_losses(detachments, population, land, i, killed, parameters.wounded_per_dead, w)
    left = held(detachments.people, i)
    share = parameters.scatter_share * (1.0 - detachments.skill[i])
    share *= 1.0 - parameters.cover_holds_together * hide
    away, soldiers = disperse(
        detachments, population, land, i, draw_whole(left, share * left, uniform(today, SCATTER, key))
    )
    population.stragglers[c] += soldiers
    rifles = draw_whole(
        detachments.rifles[i],
        parameters.rifles_left_per_person * (dead + away),
        uniform(today, RIFLES, key, LEFT_BEHIND),
    )
    lost = draw_whole(rifles, parameters.rifles_lost_share * rifles, uniform(today, RIFLES, key, LOST))
    detachments.rifles[i] -= rifles
    supply.lost[c] += lost
    supply.scattered[c] += rifles - lost
    update_strength(detachments, i)
    return dead


@kernel
def return_fire(attacks, security, land, parameters, today, key, c, dead):
    """Let soldiers and police die in the fight, by their shares of the local forces; return how many did."""
    lost = draw_count(parameters.pursuers_killed_per_partisan * dead, uniform(today, RETURN_FIRE, key, PURSUERS))
    share = security.police[c] / max(security.police[c] + security.garrison[c], 1.0)
    police = draw_whole(lost, lost * share, uniform(today, RETURN_FIRE, key, POLICE))
    police = min(police, security.police[c])
    kill_police_and_soldiers(attacks, security, land, c, lost, police)
    return lost
