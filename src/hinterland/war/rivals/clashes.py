"""Clashes: the encounters of Soviet partisans with national movements.

An encounter may become a fight, a joint attack, a truce, a disarming or a denunciation to the occupier. Orders decide
it for detachments in contact; others follow the local stance.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import draw_about, draw_count, draw_even, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, i4, log, per, switch
from hinterland.core.geometry import density
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import record_deaths, update_strength, weekly_batch, wound
from hinterland.core.movements import BALTIC, MOVEMENTS, POLISH, hand_over, lose_members
from hinterland.core.police import kill_police
from hinterland.core.response import saturate

MEET = stream("clashes.meet", "whether a detachment encounters fighters of a national movement this week")
ACT = stream("clashes.act", "whether an encounter leads to a hostile act, to a joint attack or to neither")
WAY = stream("clashes.way", "whether a hostile act is a disarming, a denunciation or a fight")
FIGHTERS = stream("clashes.fighters", "how many fighters of a movement are in an encounter")
LOSSES = stream("clashes.losses", "how many die in a fight of partisans and a movement, and how many go home")
DISARM = stream("clashes.disarm", "how many of those disarmed are killed")
ARREST = stream("clashes.arrest", "how many people the occupier arrests after a denunciation")
JOINT = stream("clashes.joint_attack", "how many police are killed in a joint attack")
CLAIM = stream("clashes.claim", "rounding of the fighters whom the Soviet side claims dead")
TALK = stream("clashes.talk", "whether a local truce is attempted")
LAST = stream("clashes.truce", "how many days a local truce lasts")
SEVERITY, DEAD, FIGHTERS_DEAD, SCATTERED, PARTISANS_DEAD = range(5)
"""Draws of a fight. Draw j of a detachment with movement k is number MOVEMENTS * j + k of the detachment."""
CLASH, DISARMING, DENUNCIATION = np.int64(Kind.clash), np.int64(Kind.disarming), np.int64(Kind.denunciation)
TRUCE, POST = np.int64(Kind.truce), np.int64(Kind.garrison_attack)


class State(NamedTuple):
    """Results of encounters with national movements."""

    hostility: Array = per("detachment", f8, "1", "How hostile the last act against each movement was", wide=MOVEMENTS)
    truce_until: Array = per(
        "cell", i4, "day", "Day on which a local truce with each movement ends", wide=MOVEMENTS, start=-1
    )
    joint_attacks: Array = per("atom", f8, "attack", "Attacks made together with a movement today", daily=True)
    peaceful_meetings: Array = per("atom", f8, "1", "Encounters today that ended without action", daily=True)


class Parameters(NamedTuple):
    """Frequency of encounters, the stance of each side, the results, and how they are reported."""

    enabled: float = switch("Whether partisans and national movements interact")
    encounter_chance: float = assumed(
        0.25, "1/week", log(0.01, 1), "Chance in a week that a detachment meets a strong movement", "house-0114"
    )
    half_saturation_fighters: float = assumed(
        300, "person/1000km2", log(20, 3000), "Fighters for half of the largest encounter chance", "house-2012"
    )
    half_saturation_partisans: float = assumed(
        60, "person", log(5, 300), "Size of a detachment for half of the encounter chance", "house-2010"
    )
    stance_polish: float = assumed(
        0.1, "1", (-1, 1), "Stance of detachments out of contact towards the Polish underground", "house-0115"
    )
    stance_ukrainian: float = assumed(
        -0.2, "1", (-1, 1), "Stance of detachments out of contact towards the Ukrainian movement", "house-0115"
    )
    stance_left: float = directional(
        0.8, "1", (0, 1), "Stance of partisans towards the Polish left", "S258", "house-0115"
    )
    stance_baltic: float = directional(
        -0.7, "1", (-1, 0), "Stance of partisans towards the Baltic movements", "S445", "house-0115"
    )
    resentment_effect: float = directional(
        0.5, "1", (0, 2), "How far heavy requisition worsens local relations", "S273", "house-0115"
    )
    neutral_clash_share: float = assumed(
        0.025, "1", (0, 0.25), "Share of encounters of neutrals that end in a fight; twice that between enemies",
        "house-0115",
    )  # fmt: skip
    hostile_clash_share: float = directional(
        0.5, "1", (0, 1), "Additional share under full hostility", "S265", "S413", "house-0115"
    )
    joint_attack_share: float = directional(
        0.3, "1", (0, 1), "Share of encounters of full allies that lead to a joint attack", "S099", "house-0123"
    )
    police_killed_per_joint_attack: float = assumed(
        3, "person", log(0.5, 20), "Mean police killed in a joint attack", "house-0123"
    )
    fighters_per_encounter: float = assumed(
        45, "person", log(10, 300), "Mean fighters of a movement in an encounter", "house-0116"
    )
    fighters_spread: float = assumed(
        0.5, "1", (0, 1), "Spread of the fighters in an encounter, as a share", "house-1901"
    )
    strength_of_raw: float = assumed(0.5, "1", (0.1, 1), "Strength of a raw partisan; skill adds to it", "house-1901")
    fighter_strength: float = assumed(
        0.8, "1", (0.3, 2), "Combat strength of a fighter, relative to a partisan", "house-0116"
    )
    dead_per_fighter: float = assumed(
        0.14, "1", log(0.02, 0.6), "Mean dead of both sides for each man of the smaller side", "house-0116"
    )
    scatter_share: float = assumed(0.2, "1", (0, 0.8), "Share of the defeated fighters who return home", "house-0116")
    truce_ban_level: float = directional(
        -0.3, "1", (-1, 0), "Ordered stance below which truces are banned and deception is used",
        "S423", "S277", "house-0119",
    )  # fmt: skip
    disarming_share: float = directional(
        0.12, "1", (0, 1), "Share of acts against the Polish underground under hostile orders that are disarmings",
        "S414", "S278", "house-0750",
    )  # fmt: skip
    disarmed_killed_share: float = directional(
        0.15, "1", (0, 1), "Share of those disarmed who are killed", "S277", "S414", "house-0117"
    )
    denunciation_share: float = directional(
        0.15, "1", (0, 1), "Share of hostile acts against Poles that are denunciations", "S276", "S268", "house-0750"
    )
    arrests_per_denunciation: float = assumed(
        9, "person", log(1, 60), "Mean number of people whom the occupier arrests", "house-0117"
    )
    truce_talk_share: float = directional(
        0.06, "1", (0, 1), "Share of other encounters that lead to truce talks", "S422", "house-2003"
    )
    truce_days: float = assumed(60, "day", log(7, 400), "Mean length of a local truce", "house-0119")
    truce_effect: float = assumed(0.8, "1", (0, 1), "How far a truce prevents hostile acts", "house-0119")
    soviet_claim_factor: float = directional(
        2.5, "1", (1, 10), "Fighters claimed dead by the Soviet side for each one killed or disarmed",
        "S147", "house-0122",
    )  # fmt: skip


@kernel
def local_stance(supply, parameters, c, k):
    """Return the local stance of partisans towards a movement, -1 (enemies) to 1 (allies)."""
    stances = (parameters.stance_polish, parameters.stance_ukrainian, parameters.stance_baltic, parameters.stance_left)
    return max(-1.0, stances[k] - parameters.resentment_effect * supply.requisition_resentment[c])


@daily
def meet(
    clashes, national_movements, detachments, population, supply, security, attacks, journal, land, forcing,
    parameters, today
):  # fmt: skip
    """For a seventh of all detachments, draw encounters with movements and decide their results."""
    if parameters.enabled == 0.0:
        return
    for i in weekly_batch(detachments):
        c, key = detachments.cell[i], detachments.key[i]
        if detachments.alive[i] == 0 or forcing.occupied[c] == 0:
            continue
        for k in range(MOVEMENTS):
            if national_movements.strength[c, k] < 1.0 or detachments.men[i] < 1.0:
                continue
            fighters = density(national_movements.strength[c, k], land.area[c])
            chance = parameters.encounter_chance * saturate(fighters, parameters.half_saturation_fighters)
            chance *= saturate(detachments.men[i], parameters.half_saturation_partisans)
            if uniform(today, MEET, key, k) >= chance:
                continue
            stance, banned = local_stance(supply, parameters, c, k), False
            if k < BALTIC and detachments.contact[i] == 1:
                stance = forcing.stance_polish[c] if k == POLISH else forcing.stance_ukrainian[c]
                banned = stance <= parameters.truce_ban_level
            if banned:
                end_truce(clashes, journal, today, c, i, k)
            hostile = chance_of_hostile_act(clashes, parameters, today, c, k, stance)
            act = uniform(today, ACT, key, k)
            if act < hostile:
                clashes.hostility[i, k] = max(0.0, -stance)
                act_hostile(
                    national_movements, detachments, population, supply, security, journal, land, parameters, today,
                    c, i, k, banned,
                )  # fmt: skip
            elif act < hostile + parameters.joint_attack_share * max(0.0, stance):
                attack_together(clashes, detachments, security, attacks, journal, land, parameters, today, c, i, k)
            else:
                clashes.peaceful_meetings[land.atom[c]] += 1.0
                if k < BALTIC and uniform(today, TALK, key, k) < parameters.truce_talk_share:
                    make_truce(clashes, detachments, journal, parameters, today, c, i, k, banned)


@kernel
def chance_of_hostile_act(clashes, parameters, today, c, k, stance):
    """Return the share of encounters that lead to a hostile act."""
    enmity = parameters.hostile_clash_share * max(0.0, -stance)
    peace = parameters.truce_effect if clashes.truce_until[c, k] > today.day else 0.0
    return (parameters.neutral_clash_share * (1.0 - stance) + enmity) * (1.0 - peace)


@kernel
def end_truce(clashes, journal, today, c, i, k):
    """End a truce that orders forbid."""
    if clashes.truce_until[c, k] > today.day:
        clashes.truce_until[c, k] = today.day
        record_event(journal, TRUCE, c, i, k, 0.0, 0.0, 0.0, 0.0)


@kernel
def make_truce(clashes, detachments, journal, parameters, today, c, i, k, banned):
    """Attempt a local truce; where orders forbid it, nothing comes of it."""
    if not banned:
        length = draw_even(parameters.truce_days, uniform(today, LAST, detachments.key[i], k))
        until = today.day + int(draw_count(length, uniform(today, LAST, detachments.key[i], MOVEMENTS + k)))
        clashes.truce_until[c, k] = max(clashes.truce_until[c, k], until)
    record_event(journal, TRUCE, c, i, k, 0.0 if banned else 1.0, 1.0, 0.0, 0.0)


@kernel
def act_hostile(
    national_movements, detachments, population, supply, security, journal, land, parameters, today, c, i, k, deceive
):  # fmt: skip
    """Let a detachment fight a group of fighters, or deceive the Polish underground where orders allow it."""
    if deceive and k == POLISH:
        way = uniform(today, WAY, detachments.key[i], k)
        if way < parameters.disarming_share:
            disarm(national_movements, detachments, population, journal, parameters, today, c, i, k)
            return
        if way < parameters.disarming_share + parameters.denunciation_share and security.garrison[c] >= 1.0:
            denounce(national_movements, detachments, population, supply, journal, parameters, today, c, i, k)
            return
    clash(national_movements, detachments, population, supply, journal, land, parameters, today, c, i, k)


@kernel
def fighters_met(national_movements, parameters, today, c, key, k):
    """Return the fighters of a movement in an encounter, if there are so many."""
    size = draw_about(parameters.fighters_per_encounter, parameters.fighters_spread, uniform(today, FIGHTERS, key, k))
    return draw_whole(national_movements.strength[c, k], size, uniform(today, FIGHTERS, key, MOVEMENTS + k))


@kernel
def claim(parameters, today, key, k, n):
    """Return the fighters whom the Soviet side claims dead for n killed or disarmed."""
    return draw_count(parameters.soviet_claim_factor * n, uniform(today, CLAIM, key, k))


@kernel
def clash(national_movements, detachments, population, supply, journal, land, parameters, today, c, i, k):
    """Let a detachment and a group of fighters fight; the odds decide the dead, rifles change hands, some go home."""
    key = detachments.key[i]
    men, fighters = detachments.men[i], fighters_met(national_movements, parameters, today, c, key, k)
    odds = saturate(men * (parameters.strength_of_raw + detachments.skill[i]), parameters.fighter_strength * fighters)
    u = uniform(today, LOSSES, key, MOVEMENTS * SEVERITY + k)
    mean = draw_even(parameters.dead_per_fighter * min(men, fighters), u)
    dead = draw_count(mean, uniform(today, LOSSES, key, MOVEMENTS * DEAD + k))
    fighters_dead = draw_whole(fighters, dead * odds, uniform(today, LOSSES, key, MOVEMENTS * FIGHTERS_DEAD + k))
    going_home = parameters.scatter_share * odds * fighters
    scattered = draw_whole(fighters - fighters_dead, going_home, uniform(today, LOSSES, key, MOVEMENTS * SCATTERED + k))
    partisans_dead = draw_whole(men, dead * (1.0 - odds), uniform(today, LOSSES, key, MOVEMENTS * PARTISANS_DEAD + k))
    lose_members(national_movements, c, k, fighters_dead)
    national_movements.strength[c, k] -= scattered
    population.rural[c] += scattered
    fallen = record_deaths(detachments, population, land, i, partisans_dead)
    wound(detachments, i, fallen)
    detachments.rifles[i] += hand_over(national_movements, c, k, fighters_dead)
    supply.scattered[c] += hand_over(national_movements, c, k, scattered)
    rifles = min(fallen, detachments.rifles[i])
    detachments.rifles[i] -= rifles
    national_movements.rifles[c, k] += rifles
    update_strength(detachments, i)
    record_event(
        journal, CLASH, c, i, k, fighters_dead, fallen, claim(parameters, today, key, k, fighters_dead), fighters_dead
    )


@kernel
def disarm(national_movements, detachments, population, journal, parameters, today, c, i, k):
    """Disarm a group of fighters that was invited to talks; some are killed, the others return home."""
    key = detachments.key[i]
    fighters = fighters_met(national_movements, parameters, today, c, key, k)
    dead = draw_whole(fighters, parameters.disarmed_killed_share * fighters, uniform(today, DISARM, key, k))
    lose_members(national_movements, c, k, dead)
    national_movements.strength[c, k] -= fighters - dead
    population.rural[c] += fighters - dead
    detachments.rifles[i] += hand_over(national_movements, c, k, fighters)
    record_event(journal, DISARMING, c, i, k, fighters, dead, claim(parameters, today, key, k, fighters), fighters)


@kernel
def denounce(national_movements, detachments, population, supply, journal, parameters, today, c, i, k):
    """Denounce members of the underground to the occupier, who arrests them."""
    key = detachments.key[i]
    mean = draw_even(parameters.arrests_per_denunciation, uniform(today, ARREST, key, k))
    taken = draw_whole(national_movements.strength[c, k], mean, uniform(today, ARREST, key, MOVEMENTS + k))
    national_movements.strength[c, k] -= taken
    population.prisoners[c] += taken
    supply.lost[c] += hand_over(national_movements, c, k, taken)
    record_event(journal, DENUNCIATION, c, i, k, taken, 0.0, 0.0, taken)


@kernel
def attack_together(clashes, detachments, security, attacks, journal, land, parameters, today, c, i, k):
    """Let a detachment and a group of fighters attack a police post together; the post is not captured."""
    mean = draw_even(parameters.police_killed_per_joint_attack, uniform(today, JOINT, detachments.key[i], k))
    dead = draw_whole(security.police[c], mean, uniform(today, JOINT, detachments.key[i], MOVEMENTS + k))
    kill_police(security, c, dead)
    attacks.police_dead[land.atom[c]] += dead
    attacks.posts_attacked[land.atom[c]] += 1.0
    clashes.joint_attacks[land.atom[c]] += 1.0
    record_event(journal, POST, c, i, 0, dead, 0.0, 0.0, 0.0)
