"""Clashes: the encounters of Soviet partisans with national movements.

An encounter may become a fight, a joint attack, a truce, a disarming or a denunciation to the occupier. Orders decide
it for detachments in contact; others follow the local stance. Fights may end with a burned village and civilians
killed.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.declare import Array, f8, i4, log, param, per, switch
from hinterland.core.geometry import density
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import record_deaths, update_strength
from hinterland.core.movements import BALTIC, LEFT, MOVEMENTS, POLISH, UKRAINIAN
from hinterland.core.stock import draw_down

MEET = stream("clashes.meet", "whether a detachment encounters fighters of a national movement this week")
ACT = stream("clashes.act", "whether they fight, act together or separate")
WAY = stream("clashes.way", "by what means, and the losses")
BURN = stream("clashes.burn", "whether a village is burned afterwards, and how many civilians are killed")
TALK = stream("clashes.talk", "whether a local truce is attempted")
CLASH, DISARMING, DENUNCIATION = np.int64(Kind.clash), np.int64(Kind.disarming), np.int64(Kind.denunciation)
TRUCE, BURNED = np.int64(Kind.truce), np.int64(Kind.village_burned)
POST = np.int64(Kind.garrison_attack)


class State(NamedTuple):
    """Results of encounters with national movements."""

    civilians_killed: Array = per("cell", f8, "person", "Civilians killed by partisans as supporters of a movement")
    truce_until: Array = per(
        "cell", i4, "day", "Day on which a local truce with each movement ends", wide=MOVEMENTS, start=-1
    )
    joint_attacks: Array = per("atom", f8, "attack", "Attacks made together with a movement today", daily=True)
    peaceful_meetings: Array = per("atom", f8, "1", "Encounters today that ended without action", daily=True)


class Parameters(NamedTuple):
    """Frequency of encounters, the stance of each side, the results, and how they are reported."""

    enabled: float = switch("Whether partisans and national movements interact")
    encounter_chance: float = param(
        0.25, "1/week", log(0.01, 1), "Chance in a week that a detachment meets a strong movement", "house-0114"
    )
    half_saturation_fighters: float = param(
        300, "person/1000km2", log(20, 3000), "Density of fighters at which half of that chance is reached",
        "house-0114",
    )  # fmt: skip
    half_saturation_partisans: float = param(
        60, "person", log(5, 300), "Size of the detachment at which half of it is reached", "house-0114"
    )
    stance_polish: float = param(
        0.1, "1", (-1, 1), "Stance of detachments out of contact towards the Polish underground", "S411", "house-0115"
    )
    stance_ukrainian: float = param(
        -0.2, "1", (-1, 1), "Stance of detachments out of contact towards the Ukrainian movement", "S422", "house-0115"
    )
    stance_left: float = param(0.8, "1", (-1, 1), "Stance of partisans towards the Polish left", "S258", "house-0115")
    stance_baltic: float = param(-0.7, "1", (-1, 1), "Stance of partisans towards Baltic bands", "S445", "house-0115")
    resentment_effect: float = param(
        0.5, "1", (0, 2), "How far heavy requisition worsens local relations", "S273", "house-0115"
    )
    neutral_fight_share: float = param(
        0.05, "1", (0, 0.5), "Share of encounters of neutrals that end in a fight; twice that between enemies",
        "house-0115",
    )  # fmt: skip
    hostile_fight_share: float = param(
        0.5, "1", (0, 1), "Additional share under full hostility", "S265", "S413", "house-0115"
    )
    joint_attack_share: float = param(
        0.3, "1", (0, 1), "Share of encounters of full allies that lead to a joint attack", "S099"
    )
    police_killed_per_joint_attack: float = param(
        3, "person", log(0.5, 20), "Mean police killed in a joint attack", "house-0123"
    )
    band_size: float = param(45, "person", log(10, 300), "Fighters of a movement in an encounter", "house-0116")
    fighter_strength: float = param(
        0.8, "1", (0.3, 2), "Combat strength of a fighter, relative to a partisan", "house-0116"
    )
    dead_per_fighter: float = param(
        0.14, "1", log(0.02, 0.6), "Dead of both sides for each man of the smaller side", "house-0116"
    )
    scatter_share: float = param(0.2, "1", (0, 0.8), "Share of a defeated band that returns home", "house-0116")
    truce_ban_level: float = param(
        -0.3, "1", (-1, 0), "Ordered stance below which truces are banned and deception is used",
        "S423", "S277", "house-0119",
    )  # fmt: skip
    disarming_share: float = param(
        0.12, "1", (0, 1), "Share of hostile acts against the Polish underground that are disarmings", "S414", "S278"
    )
    disarmed_killed_share: float = param(
        0.15, "1", (0, 1), "Share of those disarmed who are killed", "S277", "S414", "house-0117"
    )
    denunciation_share: float = param(
        0.15, "1", (0, 1), "Share of such acts that are denunciations to the occupier", "S276", "S268"
    )
    arrests_per_denunciation: float = param(
        9, "person", log(1, 60), "Mean number of people whom the occupier arrests", "house-0117"
    )
    village_burning_chance: float = param(
        0.12, "1", log(0.002, 0.5), "Chance that a village is burned after a fight, at full hostility and network",
        "S154", "S272", "house-0118",
    )  # fmt: skip
    victims_per_burned_village: float = param(
        25, "person", log(1, 150), "Mean number of civilians killed there", "S155", "house-0118"
    )
    network_gain_after_burning: float = param(
        0.1, "1", (0, 1), "Growth of the movement's network where a village was burned", "S153", "house-0118"
    )
    truce_talk_share: float = param(0.06, "1", (0, 1), "Share of other encounters that lead to truce talks", "S422")
    truce_days: float = param(60, "day", log(7, 400), "Mean length of a local truce", "house-0119")
    truce_effect: float = param(0.8, "1", (0, 1), "How far a truce prevents hostile acts", "house-0119")
    soviet_claim_factor: float = param(
        2.5, "1", (1, 10), "Fighters claimed dead by the Soviet side for each one killed", "S155", "house-0122"
    )
    rival_claim_factor: float = param(
        1.3, "1", (0.5, 5), "Civilians claimed dead by the other side for each one killed", "S155", "house-0122"
    )


@kernel
def local_stance(supply, parameters, c, k):
    """Return the local stance of partisans towards a movement, -1 (enemies) to 1 (allies)."""
    stance = parameters.stance_baltic
    if k == POLISH:
        stance = parameters.stance_polish
    elif k == UKRAINIAN:
        stance = parameters.stance_ukrainian
    elif k == LEFT:
        stance = parameters.stance_left
    return max(-1.0, stance - parameters.resentment_effect * supply.requisition_resentment[c])


@daily
def meet(
    clashes, national_movements, detachments, population, supply, security, attacks, journal, land, forcing,
    parameters, today
):  # fmt: skip
    """For a seventh of all detachments, draw encounters with movements and decide their results."""
    if parameters.enabled == 0.0:
        return
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0 or detachments.men[i] < 1.0:
            continue
        c = detachments.cell[i]
        if forcing.occupied[c] == 0:
            continue
        for k in range(MOVEMENTS):
            if national_movements.strength[c, k] < 1.0 or detachments.men[i] < 1.0:
                continue
            unit, fighters = i + 100000 * k, density(national_movements.strength[c, k], land.area[c])
            chance = (
                parameters.encounter_chance
                * fighters
                / (fighters + parameters.half_saturation_fighters)
                * detachments.men[i]
                / (detachments.men[i] + parameters.half_saturation_partisans)
            )
            if uniform(today, MEET, unit) >= chance:
                continue
            stance, banned = local_stance(supply, parameters, c, k), False
            if k < BALTIC and detachments.contact[i] == 1:
                stance = forcing.stance_polish[c] if k == POLISH else forcing.stance_ukrainian[c]
                banned = stance <= parameters.truce_ban_level
            hostile = 0.5 * parameters.neutral_fight_share * (1.0 - stance) + parameters.hostile_fight_share * max(
                0.0, -stance
            )
            if clashes.truce_until[c, k] > today.day:
                if banned:
                    clashes.truce_until[c, k] = today.day
                    record_event(journal, TRUCE, c, i, k, 0.0, 0.0, 0.0, 0.0)
                else:
                    hostile *= 1.0 - parameters.truce_effect
            u = uniform(today, ACT, unit)
            if u < hostile:
                v = uniform(today, WAY, unit)
                deceit = parameters.disarming_share + parameters.denunciation_share
                if banned and k == POLISH and v < parameters.disarming_share:
                    v /= parameters.disarming_share
                    disarm(national_movements, detachments, population, journal, parameters, c, i, k, v)
                elif banned and k == POLISH and v < deceit and security.garrison[c] >= 1.0:
                    v = (v - parameters.disarming_share) / parameters.denunciation_share
                    denounce(national_movements, population, supply, journal, parameters, c, i, k, v)
                else:
                    fight(
                        national_movements, detachments, population, supply, journal, land, parameters, today, c, i, k
                    )
                chance = parameters.village_burning_chance * max(0.0, -stance) * national_movements.network[c, k]
                if uniform(today, BURN, unit) < chance:
                    burn(clashes, national_movements, population, journal, parameters, today, c, i, k)
            elif u > 1.0 - parameters.joint_attack_share * max(0.0, stance):
                attack_together(clashes, security, attacks, journal, land, parameters, today, c, i)
            else:
                clashes.peaceful_meetings[land.atom[c]] += 1.0
                if k < BALTIC and uniform(today, TALK, unit) < parameters.truce_talk_share:
                    length = 2.0 * parameters.truce_days * uniform(today, TALK, unit + 300000)
                    if not banned:
                        clashes.truce_until[c, k] = max(clashes.truce_until[c, k], today.day + int(length))
                    record_event(journal, TRUCE, c, i, k, 0.0 if banned else 1.0, 1.0, 0.0, 0.0)


@kernel
def fight(national_movements, detachments, population, supply, journal, land, parameters, today, c, i, k):
    """Let a detachment and a band fight; the odds decide the dead, rifles change hands, and some fighters go home."""
    u, v = uniform(today, WAY, i + 300000), uniform(today, WAY, i + 400000)
    men = detachments.men[i]
    band = min(national_movements.strength[c, k], float(int(parameters.band_size * (0.5 + u))))
    partisan_strength, band_strength = men * (0.5 + detachments.skill[i]), parameters.fighter_strength * band
    superiority = partisan_strength / (partisan_strength + band_strength)
    dead = 2.0 * v * parameters.dead_per_fighter * min(men, band)
    band_dead = min(whole(dead * superiority, u), band)
    scattered = min(float(int(parameters.scatter_share * superiority * band)), band - band_dead)
    national_movements.strength[c, k] -= band_dead + scattered
    national_movements.fallen[c] += band_dead
    population.rural[c] += scattered
    fallen = record_deaths(detachments, population, land, i, whole(dead * (1.0 - superiority), v))
    detachments.wounded[i] += draw_down(detachments.people, i, fallen)
    detachments.rifles[i] += hand_over(national_movements, c, k, band_dead)
    supply.scattered[c] += hand_over(national_movements, c, k, scattered)
    rifles = min(fallen, detachments.rifles[i])
    detachments.rifles[i] -= rifles
    national_movements.rifles[c, k] += rifles
    update_strength(detachments, i)
    record_event(
        journal, CLASH, c, i, k, band_dead, fallen, whole(parameters.soviet_claim_factor * band_dead, u), band_dead
    )


@kernel
def hand_over(national_movements, c, k, n):
    """Remove the rifles of n men from a movement; return their number."""
    rifles = min(n, national_movements.rifles[c, k])
    national_movements.rifles[c, k] -= rifles
    return rifles


@kernel
def disarm(national_movements, detachments, population, journal, parameters, c, i, k, u):
    """Disarm a band that was invited to talks; some are killed, the others return home."""
    band = min(national_movements.strength[c, k], float(int(parameters.band_size * (0.5 + u))))
    dead = min(whole(parameters.disarmed_killed_share * band, u), band)
    national_movements.strength[c, k] -= band
    national_movements.fallen[c] += dead
    population.rural[c] += band - dead
    detachments.rifles[i] += hand_over(national_movements, c, k, band)
    record_event(journal, DISARMING, c, i, k, band, dead, whole(parameters.soviet_claim_factor * band, u), band)


@kernel
def denounce(national_movements, population, supply, journal, parameters, c, i, k, u):
    """Denounce members of the underground to the occupier, who arrests them."""
    taken = min(whole(2.0 * parameters.arrests_per_denunciation * u, u), national_movements.strength[c, k])
    national_movements.strength[c, k] -= taken
    population.prisoners[c] += taken
    supply.lost[c] += hand_over(national_movements, c, k, taken)
    record_event(journal, DENUNCIATION, c, i, k, taken, 0.0, 0.0, taken)


@kernel
def burn(clashes, national_movements, population, journal, parameters, today, c, i, k):
    """Burn a village that the partisans attribute to the movement, and kill some of its people."""
    u = uniform(today, BURN, i + 300000)
    mean = parameters.victims_per_burned_village * 4.0 * u * u * u
    killed = min(whole(mean, uniform(today, BURN, i + 400000)), population.rural[c])
    population.rural[c] -= killed
    clashes.civilians_killed[c] += killed
    national_movements.network[c, k] += (1.0 - national_movements.network[c, k]) * parameters.network_gain_after_burning
    # The Soviet side reports these dead as enemies or not at all; the movement's side reports them.
    record_event(journal, BURNED, c, i, k, 1.0, killed, 0.0, whole(parameters.rival_claim_factor * killed, u))


@kernel
def attack_together(clashes, security, attacks, journal, land, parameters, today, c, i):
    """Let a detachment and a band attack a police post together; the post is not captured."""
    u = uniform(today, WAY, i + 500000)
    dead = min(whole(2.0 * parameters.police_killed_per_joint_attack * u, u), security.police[c])
    security.police[c] -= dead
    security.police_fallen[c] += dead
    attacks.police_dead[land.atom[c]] += dead
    attacks.posts_attacked[land.atom[c]] += 1.0
    clashes.joint_attacks[land.atom[c]] += 1.0
    record_event(journal, POST, c, i, 0, dead, 0.0, 0.0, 0.0)
