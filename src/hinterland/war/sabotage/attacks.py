"""Local fights: garrisons and police hunt detachments, and detachments attack posts and police stations.

The chance that a detachment is found rises with troop density and falls with cover, experience and warnings from the
people. The chance that it attacks rises with its strength and arms. Both kinds of fight cost dead on both sides, move
rifles, and may scatter a detachment or free prisoners.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.declare import Array, f8, log, param, per, switch
from hinterland.core.geometry import density
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import disperse, enlist, record_deaths, update_strength
from hinterland.core.origin import STRAGGLER
from hinterland.core.stock import draw_down, held

HUNT = stream("attacks.hunt", "whether local forces find a detachment this week")
COST = stream("attacks.cost", "how many partisans die or scatter in such a fight")
FALL_ON = stream("attacks.fall_on", "whether a detachment attacks a post this week")
WIN = stream("attacks.win", "whether the attack succeeds")
FREE = stream("attacks.free", "how many prisoners are held at a post that is taken")
PURSUIT, GARRISON = np.int64(Kind.pursuit), np.int64(Kind.garrison_attack)
FREED = np.int64(Kind.freed)


class State(NamedTuple):
    """Fights outside expeditions, and their dead."""

    pursuits: Array = per("atom", f8, "fight", "Detachments found and attacked by local forces today", daily=True)
    posts_attacked: Array = per("atom", f8, "attack", "Attacks on posts and police today", daily=True)
    posts_destroyed: Array = per("atom", f8, "garrison", "Posts and garrisons destroyed today", daily=True)
    axis_dead: Array = per(
        "cell", f8, "person", "German and allied soldiers killed away from the front today", daily=True
    )
    police_dead: Array = per("atom", f8, "person", "Native police killed today", daily=True)


class Parameters(NamedTuple):
    """Chances of fights outside expeditions, and their losses."""

    enabled: float = switch("Whether detachments attack posts and police stations")
    discovery_per_week: float = param(
        0.62, "1/week", log(0.05, 3), "Chance in a week that many troops find a large detachment on open ground",
        "house-0043", "S124",
    )  # fmt: skip
    half_saturation_troops: float = param(
        170, "person/1000km2", log(20, 2000),
        "Troops and police on a thousand km2 at which half that chance is reached", "house-0043",
    )  # fmt: skip
    evasion_by_experience: float = param(
        0.55, "1", (0, 0.9), "Share of that chance that an experienced detachment avoids", "house-0043"
    )
    cover_lost_to_patrols: float = param(
        0.75, "1", (0, 1), "Share of its cover that a detachment loses where all troops search the woods", "S243",
        "house-0248",
    )  # fmt: skip
    patrol_strength: float = param(
        2.0, "1", (0, 6), "Men in the woods per man at a post, where all troops search them", "S243", "house-0248"
    )
    warning_by_support: float = param(
        0.55, "1", (0, 0.95), "Share of that chance that warnings from the people prevent", "S301", "S302"
    )
    hunted_dead_share: float = param(
        0.09, "1", log(0.01, 0.5), "Mean share of a raw detachment killed in such a fight in the open", "house-0044",
        "R197",
    )  # fmt: skip
    hunted_scatter_share: float = param(
        0.42, "1", (0, 0.9), "Share of a raw detachment that scatters in it", "house-0044", "S064"
    )
    pursuers_killed_per_partisan: float = param(
        0.12, "1", (0.01, 1), "Soldiers and police killed per partisan killed in it", "R197", "R195"
    )
    attacks_per_week: float = param(
        0.055, "1/week", log(0.005, 0.5), "Chance in a week that a strong, armed detachment attacks a post",
        "house-0045", "R082b",
    )  # fmt: skip
    defenders_per_post: float = param(28, "person", (8, 100), "Defenders of an ordinary post", "house-0045")
    defenders_killed_if_taken: float = param(
        0.24, "1", (0.02, 1), "Share of the defenders killed where a post is taken", "R249", "house-0045"
    )
    defenders_killed_if_held: float = param(
        0.05, "1", (0, 0.5), "Share of the defenders killed where a post holds out", "R249", "house-0045"
    )
    attackers_killed_share: float = param(0.022, "1", log(0.002, 0.2), "Share of the attackers killed", "house-0045")
    rifles_per_defender: float = param(0.7, "rifle/person", (0, 2), "Rifles captured per defender killed", "S309")
    prisoners_held_share: float = param(
        0.03, "1", log(0.002, 0.4), "Share of the prisoners of a cell who are held at a post that is taken",
        "S141", "house-0300",
    )  # fmt: skip
    commander_effect_on_attacks: float = param(
        0.6, "1", (0, 1), "How far a commander's aggressiveness changes the chance of an attack", "house-0303"
    )
    commander_effect_on_discovery: float = param(
        0.2, "1", (0, 1), "How far a commander's aggressiveness changes the chance of discovery", "house-0303"
    )


@daily
def hunt(
    attacks, detachments, population, supply, security, collaboration, commanders, concealment, journal,
    land, forcing, parameters, today
):  # fmt: skip
    """Decide for a seventh of all detachments whether local forces find and attack them this week."""
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0 or detachments.men[i] < 1.0:
            continue
        c = detachments.cell[i]
        if forcing.occupied[c] == 0:
            continue
        troops = density(
            security.garrison[c] + 0.7 * security.police[c] + collaboration.search_strength[c], land.area[c]
        )
        troops *= 1.0 + parameters.patrol_strength * forcing.patrols[c]
        hide = concealment.share[c]
        hide *= 1.0 - parameters.cover_lost_to_patrols * forcing.patrols[c]
        chance = (
            parameters.discovery_per_week * troops / (troops + parameters.half_saturation_troops) * (1.0 - 0.97 * hide)
        )
        chance *= (1.0 - parameters.evasion_by_experience * detachments.skill[i]) * (
            1.0 - parameters.warning_by_support * population.support_soviet[c]
        )
        chance *= 0.45 + 0.55 * detachments.men[i] / (detachments.men[i] + 60.0)
        chance *= (1.0 - collaboration.search_warning[c]) * (
            1.0 + parameters.commander_effect_on_discovery * (2.0 * commanders.aggressiveness[i] - 1.0)
        )
        if uniform(today, HUNT, i) >= chance:
            continue
        u = uniform(today, COST, i)
        raw = 1.0 - detachments.skill[i]
        men = detachments.men[i]
        mean = parameters.hunted_dead_share * 2.0 * u * (1.0 - 0.6 * hide) * (0.4 + 0.6 * raw) * men
        dead = record_deaths(detachments, population, land, i, whole(mean, u))
        detachments.wounded[i] += draw_down(detachments.people, i, float(int(0.9 * dead)))
        some = parameters.hunted_scatter_share * raw * (1.0 - 0.7 * hide) * held(detachments.people, i)
        away, soldiers = disperse(detachments, population, land, i, float(int(some)))
        population.stragglers[c] += soldiers
        buried = min(detachments.rifles[i], float(int(0.8 * (dead + away))))
        detachments.rifles[i] -= buried
        supply.lost[c] += float(int(0.6 * buried))
        supply.scattered[c] += buried - float(int(0.6 * buried))
        update_strength(detachments, i)
        detachments.skill[i] += 0.03 * (1.0 - detachments.skill[i])
        lost = whole(parameters.pursuers_killed_per_partisan * dead, u)
        police_share = security.police[c] / (security.police[c] + security.garrison[c] + 1.0)
        of_police = min(float(int(lost * police_share + 0.5)), security.police[c])
        security.police[c] -= of_police
        security.police_fallen[c] += of_police
        attacks.police_dead[land.atom[c]] += of_police
        attacks.axis_dead[c] += lost - of_police
        attacks.pursuits[land.atom[c]] += 1.0
        record_event(journal, PURSUIT, c, i, -1, dead, lost, 0.0, 0.0)


@daily
def attack(
    attacks, detachments, population, recruitment, supply, security, commanders, journal, land, forcing,
    parameters, today
):  # fmt: skip
    """Decide for a seventh of all detachments whether they attack a post this week."""
    if parameters.enabled == 0.0:
        return
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0:
            continue
        if detachments.men[i] < 25.0 or detachments.goal[i] >= 0:
            continue
        c = detachments.cell[i]
        if forcing.occupied[c] == 0:
            continue
        arms = min(1.0, detachments.rifles[i] / detachments.men[i])
        bold = detachments.men[i] / (detachments.men[i] + 80.0) * arms * (0.35 + 0.65 * detachments.cohesion[i])
        bold *= 1.0 + parameters.commander_effect_on_attacks * (2.0 * commanders.aggressiveness[i] - 1.0)
        near = (security.garrison[c] + security.police[c]) / (security.garrison[c] + security.police[c] + 60.0)
        if uniform(today, FALL_ON, i) >= parameters.attacks_per_week * bold * near * (
            0.6 + 0.4 * detachments.contact[i]
        ):
            continue
        u = uniform(today, WIN, i)
        defenders = parameters.defenders_per_post * (0.4 + 1.2 * u)
        odds = (
            detachments.men[i]
            * (0.5 + detachments.skill[i])
            / (detachments.men[i] * (0.5 + detachments.skill[i]) + 2.2 * defenders)
        )
        won = uniform(today, WIN, i + 100000) < odds
        slain = whole(
            defenders * (parameters.defenders_killed_if_taken if won else parameters.defenders_killed_if_held), u
        )
        of_police = min(
            float(int(slain * security.police[c] / (security.police[c] + 0.5 * security.garrison[c] + 1.0))),
            security.police[c],
        )
        security.police[c] -= of_police
        security.police_fallen[c] += of_police
        attacks.police_dead[land.atom[c]] += of_police
        attacks.axis_dead[c] += slain - of_police
        attacks.posts_attacked[land.atom[c]] += 1.0
        attacks.posts_destroyed[land.atom[c]] += 1.0 if won else 0.0
        men = detachments.men[i]
        dead = record_deaths(
            detachments, population, land, i, whole(parameters.attackers_killed_share * men * (0.7 if won else 1.5), u)
        )
        detachments.wounded[i] += draw_down(detachments.people, i, float(int(1.4 * dead)))
        update_strength(detachments, i)
        taken = float(int(parameters.rifles_per_defender * slain)) if won else 0.0
        detachments.rifles[i] += taken
        supply.captured[c] += taken
        detachments.skill[i] += 0.04 * (1.0 - detachments.skill[i])
        record_event(journal, GARRISON, c, i, 1 if won else 0, slain, dead, 0.0, 0.0)
        if won and population.prisoners[c] >= 1.0:
            free_prisoners(detachments, population, recruitment, journal, parameters, today, i, c)


@kernel
def free_prisoners(detachments, population, recruitment, journal, parameters, today, i, c):
    """Free the prisoners held at the post: those for whom there are rifles join, the others hide."""
    u = uniform(today, FREE, i)
    n = min(whole(2.0 * u * parameters.prisoners_held_share * population.prisoners[c], u), population.prisoners[c])
    if n <= 0.0:
        return
    armed = min(n, max(0.0, detachments.rifles[i] - detachments.men[i]))
    population.prisoners[c] -= n
    population.stragglers[c] += n - armed
    enlist(detachments, recruitment, i, STRAGGLER, armed, c)
    record_event(journal, FREED, c, i, -1, n, armed, n, 0.0)
