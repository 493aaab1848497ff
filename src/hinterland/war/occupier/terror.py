"""Terror: partisans' attacks on those who serve the occupier, and the dread and division that they cause.

Where orders ask for it, detachments kill officials, police and people whom they suspect; they fight village guards and
execute recruits. Deaths spread dread among those who serve, and divide the people of the place.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import (
    draw_count,
    draw_even,
    draw_waiting_time,
    draw_whole,
    stream,
    uniform,
    weekly_batch_row,
    weekly_batch_size,
)
from hinterland.core.declare import Array, assumed, directional, f8, log, per, switch
from hinterland.core.geometry import density
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import enlist, in_occupied_land, record_deaths, update_strength, weekly_batch
from hinterland.core.origin import LOCAL
from hinterland.core.police import kill_police
from hinterland.core.response import saturate
from hinterland.core.units import DAYS_PER_WEEK

STRIKE = stream("terror.strike", "whether a detachment attacks those who serve this week")
VICTIMS = stream("terror.victims", "how many die in such an attack: the mean of this one, then its rounding")
TARGET = stream("terror.target", "whether such an attack falls on police, officials or people who are suspected")
RAID = stream("terror.raid", "whether a detachment fights a village guard this week")
GUARDS_LOST = stream(
    "terror.guards_lost", "how many guards die in such a fight: the mean of this one, then its rounding"
)
ATTACKERS_LOST = stream("terror.attackers_lost", "rounding of the partisans who die in such a fight")
JOIN = stream("terror.join", "rounding of the guards on the Soviet side who join a detachment this week")
SUSPECT = stream("terror.suspect", "rounding of the recruits whom a detachment executes as suspected agents this week")
TERROR, CLASH, EXECUTION = np.int64(Kind.terror), np.int64(Kind.self_defence), np.int64(Kind.execution)
OFFICIAL, CIVILIAN, GUARD, POLICE = range(4)
OCCUPIER, SOVIET = range(2)


class State(NamedTuple):
    """Those whom partisans killed for serving the occupier, and the effects on those who serve and on the people."""

    victims: Array = per("cell", f8, "person", "Officials and suspects killed by partisans")
    guard_fallen: Array = per("cell", f8, "person", "Village guards killed by partisans")
    executed: Array = per("cell", f8, "person", "Recruits executed as suspected agents")
    police_dead: Array = per("atom", f8, "person", "Native police killed individually today", daily=True)
    officials_dead: Array = per("atom", f8, "person", "Officials killed by partisans today", daily=True)
    guard_dead: Array = per("atom", f8, "person", "Village guards killed by partisans today", daily=True)
    guards_joined: Array = per("atom", f8, "person", "Guards on the Soviet side who joined partisans today", daily=True)
    dread: Array = per("cell", f8, "1", "Dread of the partisans among those who serve, 0 to 1")
    polarisation: Array = per("cell", f8, "1", "How far terror has divided the people of the place, 0 to 1")


class Parameters(NamedTuple):
    """Frequency of attacks on those who serve, their losses, and the effects on opinion."""

    enabled: float = switch("Whether partisans kill those who serve the occupier")
    strike_chance: float = directional(
        0.16, "1/week", log(0.01, 1), "Chance in a week that a strong detachment under full orders strikes",
        "S086", "S149", "house-0134",
    )  # fmt: skip
    minimum_men: float = assumed(8, "person", (1, 30), "Least size of a detachment that attacks", "house-0650")
    half_saturation_men: float = assumed(
        30, "person", log(5, 200), "Size of a detachment that attacks half as often as a very large one", "house-0650"
    )
    half_saturation_targets: float = assumed(
        22.6, "person/1000km2", log(2, 300),
        "Density of those who serve, or of guards, at which half of the attacks find somebody", "house-0650",
    )  # fmt: skip
    victims_per_strike: float = assumed(
        2.2, "person", (1, 12), "Mean number killed in a strike against those who serve", "house-0134"
    )
    suspects_per_official: float = directional(
        0.3, "1", (0, 2), "Weight of suspects as targets, relative to officials", "S543", "house-2002"
    )
    dread_per_share_killed: float = directional(
        4.0, "1", (0, 20), "Dread caused by the death of a share of those who serve", "S527", "house-0651"
    )
    decay_rate: float = assumed(
        0.03, "1/week", (0.005, 0.3), "Share of dread and polarisation that disappears in a week", "house-0135"
    )
    polarisation_per_share_killed: float = directional(
        700, "1", (0, 5000), "Polarisation caused by the death of a share of the villagers", "S087", "house-0135"
    )
    opinion_polarisation: float = directional(
        0.5, "1", (0, 2), "How far polarisation shifts support towards the stronger side", "S087", "house-0652"
    )
    raid_chance: float = directional(
        0.05, "1/week", log(0.005, 0.5), "Chance in a week that a strong detachment fights a village guard",
        "S266", "S294", "house-0136",
    )  # fmt: skip
    guard_loss_share: float = directional(
        0.12, "1", (0.01, 0.6), "Mean share of a village guard that dies in a fight with a detachment",
        "S266", "house-0136",
    )  # fmt: skip
    attacker_loss_share: float = assumed(
        0.012, "1", (0, 0.2), "Share of the detachment that dies in a fight with a village guard", "house-0136"
    )
    guard_joining_rate: float = assumed(
        0.01, "1/week", (0, 0.5), "Share of guards who join the partisans in a week where detachments are many",
        "house-0301",
    )  # fmt: skip
    half_saturation_partisans: float = assumed(
        113, "person/1000km2", log(10, 1700), "Density of partisans at which guards join them at half of the full rate",
        "house-2013",
    )  # fmt: skip
    suspects_executed_share: float = directional(
        0.002, "1", (0, 0.05), "Share of recruits whom an inexperienced detachment executes", "S539", "house-0137"
    )


@daily
def fade(terror, parameters, today):
    """For a seventh of all cells, let dread and polarisation fade."""
    for t in range(weekly_batch_size(today, terror.dread.size)):
        c = weekly_batch_row(today, t)
        terror.dread[c] *= 1.0 - parameters.decay_rate
        terror.polarisation[c] *= 1.0 - parameters.decay_rate


@daily
def strike(
    terror, collaboration, detachments, population, recruitment, security, journal, land, forcing, parameters, today
):  # fmt: skip
    """For a seventh of all detachments, attack those who serve, fight village guards and execute suspected recruits."""
    if parameters.enabled == 0.0:
        return
    for i in weekly_batch(detachments):
        c = detachments.cell[i]
        if not in_occupied_land(detachments, forcing, i, parameters.minimum_men) or land.abroad[c] == 1:
            continue
        men = detachments.men[i]
        capability = saturate(men, parameters.half_saturation_men) * min(1.0, detachments.rifles[i] / men)
        serving = collaboration.officials[c] + security.police[c]
        found = saturate(density(serving, land.area[c]), parameters.half_saturation_targets)
        key = detachments.key[i]
        if uniform(today, STRIKE, key) < parameters.strike_chance * forcing.terror[c] * capability * found:
            kill(
                terror, detachments, collaboration, population, security, journal, land, parameters, today, i, c,
                serving,
            )  # fmt: skip
        guards = collaboration.village_guards[c, OCCUPIER]
        found = saturate(density(guards, land.area[c]), parameters.half_saturation_targets)
        if uniform(today, RAID, key) < parameters.raid_chance * capability * found:
            clash(terror, collaboration, detachments, population, journal, land, parameters, today, i, c)
        welcome(terror, collaboration, detachments, recruitment, land, parameters, today, i, c)
        execute(terror, detachments, recruitment, journal, parameters, today, i, c)


@kernel
def kill(terror, detachments, collaboration, population, security, journal, land, parameters, today, i, c, serving):
    """Let a detachment kill police, officials, or people whom it suspects: mostly one, now and then many."""
    key = detachments.key[i]
    u, v = uniform(today, VICTIMS, key), uniform(today, VICTIMS, key, 1)
    n = 1.0 + draw_count(draw_waiting_time(parameters.victims_per_strike - 1.0, u), v)
    suspects = parameters.suspects_per_official * collaboration.officials[c]
    target = uniform(today, TARGET, key) * (serving + suspects)
    if target < security.police[c]:
        n, whom = min(n, security.police[c]), POLICE
        kill_police(security, c, n)
        terror.police_dead[land.atom[c]] += n
    elif target < serving:
        n, whom = min(n, collaboration.officials[c]), OFFICIAL
        collaboration.officials[c] -= n
        terror.victims[c] += n
        terror.officials_dead[land.atom[c]] += n
    else:
        n, whom = min(n, population.rural[c]), CIVILIAN
        population.rural[c] -= n
        terror.victims[c] += n
    if n <= 0.0:
        return
    dread = min(1.0, parameters.dread_per_share_killed * n / (serving + 1.0))
    terror.dread[c] += (1.0 - terror.dread[c]) * dread
    divide(terror, population, parameters, c, n)
    civilians = 0.0 if whom == POLICE else n
    record_event(journal, TERROR, c, i, whom, civilians, n - civilians, 0.0, 0.0)


@kernel
def clash(terror, collaboration, detachments, population, journal, land, parameters, today, i, c):
    """Let a detachment fight a unit of village guards, with losses on both sides."""
    key = detachments.key[i]
    guards = collaboration.village_guards[c, OCCUPIER]
    unit = min(guards, collaboration.guards_in_unit[c])
    u, v = uniform(today, GUARDS_LOST, key), uniform(today, GUARDS_LOST, key, 1)
    fallen = draw_whole(guards, draw_even(parameters.guard_loss_share, u) * unit, v)
    collaboration.village_guards[c, OCCUPIER] -= fallen
    terror.guard_fallen[c] += fallen
    terror.guard_dead[land.atom[c]] += fallen
    men = detachments.men[i]
    lost = draw_whole(men, parameters.attacker_loss_share * men, uniform(today, ATTACKERS_LOST, key))
    dead = record_deaths(detachments, population, land, i, lost)
    update_strength(detachments, i)
    divide(terror, population, parameters, c, fallen)
    record_event(journal, CLASH, c, i, GUARD, fallen, dead, 0.0, 0.0)


@kernel
def welcome(terror, collaboration, detachments, recruitment, land, parameters, today, i, c):
    """Let guards of the Soviet side join a detachment: more where partisans are many, its part by its strength."""
    guards = collaboration.village_guards[c, SOVIET]
    here = max(detachments.men_in_cell[c], detachments.men[i])
    rate = parameters.guard_joining_rate * saturate(density(here, land.area[c]), parameters.half_saturation_partisans)
    u = uniform(today, JOIN, detachments.key[i])
    n = draw_whole(guards, rate * guards * detachments.men[i] / here, u)
    if n > 0.0:
        collaboration.village_guards[c, SOVIET] -= n
        terror.guards_joined[land.atom[c]] += n
        enlist(detachments, recruitment, i, LOCAL, n, c)


@kernel
def execute(terror, detachments, recruitment, journal, parameters, today, i, c):
    """Let a detachment execute recruits whom it suspects: an experienced one fewer."""
    men = detachments.men[i]
    recruits = DAYS_PER_WEEK * recruitment.joined[c] * men / max(detachments.men_in_cell[c], men)
    mean = parameters.suspects_executed_share * (1.0 - detachments.skill[i]) * recruits
    u = uniform(today, SUSPECT, detachments.key[i])
    n = draw_whole(detachments.people[i, LOCAL], mean, u)
    if n > 0.0:
        detachments.people[i, LOCAL] -= n
        terror.executed[c] += n
        update_strength(detachments, i)
        record_event(journal, EXECUTION, c, i, -1, n, 0.0, 0.0, 0.0)


@kernel
def divide(terror, population, parameters, c, n):
    """Let n deaths divide the people of a cell, and move support towards the stronger side of the place."""
    shift = min(1.0, parameters.polarisation_per_share_killed * n / max(population.rural[c], 1.0))
    terror.polarisation[c] += (1.0 - terror.polarisation[c]) * shift
    support = population.support_soviet[c]
    shift = min(1.0, parameters.opinion_polarisation * shift) * abs(support - 0.5)
    if support < 0.5:
        population.support_axis[c] += (1.0 - population.support_axis[c]) * shift
        population.support_soviet[c] *= 1.0 - shift
    else:
        population.support_axis[c] *= 1.0 - shift
        population.support_soviet[c] += (1.0 - support) * shift
