"""Fights: garrisons and police hunt detachments; detachments fall upon posts and police stations."""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.cover import density, hidden
from hinterland.core.declare import Array, f8, log, param, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import disperse, enlist, record_deaths, update_strength
from hinterland.core.origin import STRAGGLER
from hinterland.core.stock import draw_down, held

HUNT = stream("fights.hunt", "whether local forces find a detachment this week")
COST = stream("fights.cost", "what such a fight costs")
FALL_ON = stream("fights.fall_on", "whether a detachment attacks a post this week")
WIN = stream("fights.win", "whether the attack succeeds")
FREE = stream("fights.free", "how many prisoners are held where a post falls")
PURSUIT, GARRISON = np.int64(Kind.pursuit), np.int64(Kind.garrison_attack)
FREED = np.int64(Kind.freed)


class State(NamedTuple):
    """What fights away from expeditions cost."""

    hunted: Array = per("atom", f8, "fight", "Detachments found and attacked by local forces today", daily=True)
    attacks: Array = per("atom", f8, "attack", "Attacks on posts and police today", daily=True)
    posts: Array = per("atom", f8, "garrison", "Posts and garrisons destroyed today", daily=True)
    axis_dead: Array = per(
        "cell", f8, "person", "German and allied soldiers killed away from the front today", daily=True
    )
    police_dead: Array = per("atom", f8, "person", "Native police killed today", daily=True)


class Parameters(NamedTuple):
    """What such fights depend on."""

    enabled: float = switch("Whether detachments attack posts and police stations")
    hunt: float = param(
        0.62,
        "1/week",
        log(0.05, 3),
        "Chance in a week that many troops find a large detachment on open ground",
        "house-0043",
        "S124",
    )
    half: float = param(
        170,
        "person/1000km2",
        log(20, 2000),
        "Troops and police on a thousand km2 at which half that chance is reached",
        "house-0043",
    )
    skill: float = param(0.55, "1", (0, 0.9), "How far experience lowers it", "house-0043")
    patrols: float = param(
        0.75, "1", (0, 1), "How far troops that search the woods undo the cover of a detachment", "S243", "house-0248"
    )
    rangers: float = param(
        2.0, "1", (0, 6), "Men in the woods for each at a post where all troops search them", "S243", "house-0248"
    )
    friends: float = param(0.55, "1", (0, 0.95), "How far willing people lower it by warning", "S301", "S302")
    dead: float = param(
        0.09, "1", log(0.01, 0.5), "Share of a detachment that dies in such a fight in the open", "house-0044", "R197"
    )
    scatter: float = param(0.42, "1", (0, 0.9), "Share of a raw detachment that scatters in it", "house-0044", "S064")
    return_fire: float = param(
        0.12, "1", (0.01, 1), "Soldiers and police killed for a partisan killed there", "R197", "R195"
    )
    attack: float = param(
        0.055,
        "1/week",
        log(0.005, 0.5),
        "Chance in a week that a strong, armed detachment attacks a post",
        "house-0045",
        "R082b",
    )
    post: float = param(28, "person", (8, 100), "Defenders of an ordinary post", "house-0045")
    win: float = param(0.24, "1", (0.02, 1), "Share of the defenders killed where a post falls", "R249", "house-0045")
    fail: float = param(0.05, "1", (0, 0.5), "Share of them killed where it holds", "R249", "house-0045")
    own: float = param(0.022, "1", log(0.002, 0.2), "Share of the attackers killed", "house-0045")
    capture: float = param(0.7, "rifle/person", (0, 2), "Rifles taken for each defender killed", "S309")
    inmates: float = param(
        0.03, "1", log(0.002, 0.4), "Share of those taken prisoner in a cell who are held where a post falls",
        "S141", "house-0300",
    )  # fmt: skip
    bent: float = param(
        0.6, "1", (0, 1), "How far the bent of a commander for fighting or surviving moves that chance", "house-0303"
    )
    careful: float = param(0.2, "1", (0, 1), "How far the same bent moves the chance of being found", "house-0303")


@daily
def hunt(
    attacks, detachments, population, supply, security, collaboration, composition, journal, land, forcing,
    parameters, today
):  # fmt: skip
    """A seventh of all detachments may be found by local forces this week."""
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0 or detachments.men[i] < 1.0:
            continue
        c = detachments.cell[i]
        if forcing.occupied[c] == 0:
            continue
        z = land.zone[c]
        troops = density(
            security.garrison[c] + 0.7 * security.police[c] + collaboration.search_strength[c], land.area[c]
        )
        troops *= 1.0 + parameters.rangers * forcing.patrols[c]
        hide = hidden(land.cover[c], forcing.foliage[z], forcing.snow[z])
        hide *= 1.0 - parameters.patrols * forcing.patrols[c]
        chance = parameters.hunt * troops / (troops + parameters.half) * (1.0 - 0.97 * hide)
        chance *= (1.0 - parameters.skill * detachments.skill[i]) * (
            1.0 - parameters.friends * population.support_soviet[c]
        )
        chance *= 0.45 + 0.55 * detachments.men[i] / (detachments.men[i] + 60.0)
        chance *= (1.0 - collaboration.search_warning[c]) * (
            1.0 + parameters.careful * (2.0 * composition.bent[i] - 1.0)
        )
        if uniform(today, HUNT, i) >= chance:
            continue
        u = uniform(today, COST, i)
        raw = 1.0 - detachments.skill[i]
        men = detachments.men[i]
        mean = parameters.dead * 2.0 * u * (1.0 - 0.6 * hide) * (0.4 + 0.6 * raw) * men
        dead = record_deaths(detachments, population, land, i, whole(mean, u))
        detachments.wounded[i] += draw_down(detachments.people, i, float(int(0.9 * dead)))
        some = parameters.scatter * raw * (1.0 - 0.7 * hide) * held(detachments.people, i)
        away, soldiers = disperse(detachments, population, land, i, float(int(some)))
        population.stragglers[c] += soldiers
        buried = min(detachments.rifles[i], float(int(0.8 * (dead + away))))
        detachments.rifles[i] -= buried
        supply.lost[c] += float(int(0.6 * buried))
        supply.scattered[c] += buried - float(int(0.6 * buried))
        update_strength(detachments, i)
        detachments.skill[i] += 0.03 * (1.0 - detachments.skill[i])
        lost = whole(parameters.return_fire * dead, u)
        police_share = security.police[c] / (security.police[c] + security.garrison[c] + 1.0)
        of_police = min(float(int(lost * police_share + 0.5)), security.police[c])
        security.police[c] -= of_police
        security.police_fallen[c] += of_police
        attacks.police_dead[land.atom[c]] += of_police
        attacks.axis_dead[c] += lost - of_police
        attacks.hunted[land.atom[c]] += 1.0
        record_event(journal, PURSUIT, c, i, -1, dead, lost, 0.0, 0.0)


@daily
def attack(
    attacks, detachments, population, recruitment, supply, security, composition, journal, land, forcing,
    parameters, today
):  # fmt: skip
    """A seventh of all detachments may attack a post this week."""
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
        bold = detachments.men[i] / (detachments.men[i] + 80.0) * arms * (0.35 + 0.65 * detachments.spirit[i])
        bold *= 1.0 + parameters.bent * (2.0 * composition.bent[i] - 1.0)
        near = (security.garrison[c] + security.police[c]) / (security.garrison[c] + security.police[c] + 60.0)
        if uniform(today, FALL_ON, i) >= parameters.attack * bold * near * (0.6 + 0.4 * detachments.contact[i]):
            continue
        u = uniform(today, WIN, i)
        defenders = parameters.post * (0.4 + 1.2 * u)
        odds = (
            detachments.men[i]
            * (0.5 + detachments.skill[i])
            / (detachments.men[i] * (0.5 + detachments.skill[i]) + 2.2 * defenders)
        )
        won = uniform(today, WIN, i + 100000) < odds
        slain = whole(defenders * (parameters.win if won else parameters.fail), u)
        of_police = min(
            float(int(slain * security.police[c] / (security.police[c] + 0.5 * security.garrison[c] + 1.0))),
            security.police[c],
        )
        security.police[c] -= of_police
        security.police_fallen[c] += of_police
        attacks.police_dead[land.atom[c]] += of_police
        attacks.axis_dead[c] += slain - of_police
        attacks.attacks[land.atom[c]] += 1.0
        attacks.posts[land.atom[c]] += 1.0 if won else 0.0
        men = detachments.men[i]
        dead = record_deaths(detachments, population, land, i, whole(parameters.own * men * (0.7 if won else 1.5), u))
        detachments.wounded[i] += draw_down(detachments.people, i, float(int(1.4 * dead)))
        update_strength(detachments, i)
        taken = float(int(parameters.capture * slain)) if won else 0.0
        detachments.rifles[i] += taken
        supply.captured[c] += taken
        detachments.skill[i] += 0.04 * (1.0 - detachments.skill[i])
        record_event(journal, GARRISON, c, i, 1 if won else 0, slain, dead, 0.0, 0.0)
        if won and population.prisoners[c] >= 1.0:
            free(detachments, population, recruitment, journal, parameters, today, i, c)


@kernel
def free(detachments, population, recruitment, journal, parameters, today, i, c):
    """Let the prisoners out who are held at the post: some are armed on the spot, the others hide."""
    u = uniform(today, FREE, i)
    n = min(whole(2.0 * u * parameters.inmates * population.prisoners[c], u), population.prisoners[c])
    if n <= 0.0:
        return
    armed = min(n, max(0.0, detachments.rifles[i] - detachments.men[i]))
    population.prisoners[c] -= n
    population.stragglers[c] += n - armed
    enlist(detachments, recruitment, i, STRAGGLER, armed, c)
    record_event(journal, FREED, c, i, -1, n, armed, n, 0.0)
