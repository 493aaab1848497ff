"""Reprisals: the occupier kills civilians after partisan attacks.

Each attack may be followed by a reprisal, more often where orders leave commanders free and where partisans do not
control the ground. The victims are residents near the attack, hostages taken earlier, or villagers made answerable for
a stretch of railway (a watch). Reprisals raise fear and grievance.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.declare import Array, f8, log, param, per
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event

ANSWER = stream("reprisals.answer", "whether a reprisal follows an attack")
MANY = stream("reprisals.many", "how many people are killed")
SEIZE = stream("reprisals.seize", "rounding of the hostages taken or released this week")
SPARE = stream("reprisals.spare", "whether a village was burned with its people, and on whom a reprisal falls")
REPRISAL = np.int64(Kind.reprisal)
NEAR, HOSTAGES, WATCH = 0, 1, 2
WATCHED = (np.int64(Kind.rail_cut), np.int64(Kind.derailment), np.int64(Kind.bridge))


class State(NamedTuple):
    """Hostages, villagers who must guard railways, and the people killed in reprisals."""

    acts: Array = per("atom", f8, "act", "Reprisals today", daily=True)
    hostages: Array = per("cell", f8, "person", "People held as hostages")
    watched_share: Array = per("line", f8, "1", "Share of the line for which villagers are answerable, 0 to 1")
    averted_share: Array = per("line", f8, "1", "Chance that they prevent an attack on the line")
    residents_killed: Array = per("atom", f8, "person", "Residents killed after an attack nearby today", daily=True)
    hostages_killed: Array = per("atom", f8, "person", "Hostages killed today", daily=True)
    watch_killed: Array = per(
        "atom", f8, "person", "Villagers answerable for a railway who were killed today", daily=True
    )
    villages_burned_with_people: Array = per(
        "cell", f8, "village", "Villages burned with their people today", daily=True
    )


class Parameters(NamedTuple):
    """Frequency and severity of reprisals, and the use of hostages and railway watches."""

    reprisal_chance: float = param(
        0.26,
        "1",
        log(0.01, 1),
        "Chance of a reprisal after an attack where orders set no limit",
        "S283",
        "S285",
        "house-0062",
    )
    victims_per_reprisal: float = param(
        24, "person", log(2, 200), "Mean number of civilians killed in a reprisal", "S284", "S500", "house-0062"
    )
    partisan_control_effect: float = param(
        0.75, "1", (0, 1), "How far partisan control of the ground prevents reprisals", "house-0062"
    )
    villages_burned_per_victim: float = param(
        0.012, "village/person", (0, 0.1), "Villages burned for each civilian killed in a reprisal", "R236"
    )
    fear_per_share_killed: float = param(
        150, "1", (0, 400), "Fear caused by the death of a share of the people in a reprisal", "S507", "S285"
    )
    factor_1941: float = param(
        2.0, "1", (0, 10), "Ratio of the frequency of reprisals in 1941 to later", "S283", "R197"
    )
    hostage_share: float = param(
        0.005, "1", log(0.00002, 0.01), "Share of villagers held as hostages where attacks are many", "S284",
        "S286", "house-0140",
    )  # fmt: skip
    half_saturation_attacks: float = param(
        8, "attack", log(1, 100), "Recent attacks at which half of that effect is reached", "house-0140"
    )
    adjustment_rate: float = param(
        0.10, "1/week", (0.01, 0.6), "Share of the gap to the target number that closes in a week", "house-0140"
    )
    hostage_reprisal_share: float = param(
        0.6, "1", (0, 1), "Share of reprisals that kill hostages where enough are held", "S286", "house-0140"
    )
    watched_line_share: float = param(
        0.5, "1", (0, 1), "Share of an often attacked line for which villagers are answerable", "S286", "house-0141"
    )
    watch_effectiveness: float = param(
        0.25, "1", (0, 0.9), "Share of attacks that a watch prevents on its stretch", "S286", "house-0141"
    )
    burned_with_people_share: float = param(
        0.12, "1", (0, 0.6), "Share of burned villages that are burned with their people", "R237a", "R237"
    )


@daily
def take_hostages(reprisals, population, security, zones, land, forcing, parameters, today):
    """Take hostages where attacks are many, release them where they are few, and set the watches of railways."""
    for t in range(weekly_batch_size(today, reprisals.hostages.size)):
        c = weekly_batch_row(today, t)
        if forcing.occupied[c] == 0 or land.abroad[c] == 1:
            population.rural[c] += reprisals.hostages[c]
            reprisals.hostages[c] = 0.0
            continue
        alarm = security.recent_attacks[c] / (security.recent_attacks[c] + parameters.half_saturation_attacks)
        freedom = forcing.reprisal[c] * (1.0 - parameters.partisan_control_effect * zones.control[c])
        change = parameters.adjustment_rate * (
            parameters.hostage_share * population.rural[c] * alarm * freedom - reprisals.hostages[c]
        )
        u = uniform(today, SEIZE, c)
        n = (
            min(whole(change, u), population.rural[c])
            if change > 0.0
            else -min(whole(-change, u), reprisals.hostages[c])
        )
        population.rural[c] -= n
        reprisals.hostages[c] += n
    for t in range(weekly_batch_size(today, reprisals.watched_share.size)):
        s = weekly_batch_row(today, t)
        c = land.line_mid[s]
        goal = 0.0
        if forcing.occupied[c] == 1 and land.abroad[c] == 0:
            alarm = security.recent_line_attacks[s] / (
                security.recent_line_attacks[s] + parameters.half_saturation_attacks
            )
            goal = parameters.watched_line_share * alarm * forcing.reprisal[c] * (1.0 - zones.control[c])
        reprisals.watched_share[s] += parameters.adjustment_rate * (goal - reprisals.watched_share[s])
        reprisals.averted_share[s] = parameters.watch_effectiveness * reprisals.watched_share[s]


@daily
def step(reprisals, population, zones, journal, land, forcing, parameters, today):
    """For every attack in today's journal, decide whether a reprisal follows and whom it kills."""
    for k in range(min(journal.used[0], journal.kind.size)):
        if not (4 <= journal.kind[k] <= 9):
            continue
        c = journal.cell[k]
        if forcing.occupied[c] == 0:
            continue
        freedom = forcing.reprisal[c] * (1.0 - parameters.partisan_control_effect * zones.control[c])
        if today.day < 200:
            freedom *= parameters.factor_1941
        if uniform(today, ANSWER, k) >= parameters.reprisal_chance * freedom:
            continue
        u = uniform(today, MANY, k)
        victims = whole(parameters.victims_per_reprisal * 4.0 * u * u * u, uniform(today, MANY, k + 100000))
        group = choose_victims(reprisals, journal, parameters, k, c, victims, uniform(today, SPARE, k))
        people = population.rural[c] + reprisals.hostages[c]
        if group == HOSTAGES:
            reprisals.hostages[c] -= victims
            reprisals.hostages_killed[land.atom[c]] += victims
        else:
            victims = min(victims, population.rural[c])
            population.rural[c] -= victims
            if group == WATCH:
                reprisals.watch_killed[land.atom[c]] += victims
            else:
                reprisals.residents_killed[land.atom[c]] += victims
        if victims <= 0.0:
            continue
        share = victims / people
        population.civilians_killed[c] += victims
        population.killed_reprisal[c] += victims
        population.villages_burned[c] += whole(
            parameters.villages_burned_per_victim * victims, uniform(today, MANY, k + 200000)
        )
        population.fear[c] += (1.0 - population.fear[c]) * min(1.0, parameters.fear_per_share_killed * share)
        population.grievance[c] += (1.0 - population.grievance[c]) * min(
            1.0, 0.4 * parameters.fear_per_share_killed * share
        )
        reprisals.acts[land.atom[c]] += 1.0
        record_event(journal, REPRISAL, c, -1, k, victims, group, 0.0, 0.0)
    count_burned_with_people(reprisals, population, parameters, today)


@kernel
def choose_victims(reprisals, journal, parameters, k, c, n, u):
    """Return who is killed in a reprisal; a watch is killed only for attacks that it did not prevent."""
    kind = journal.kind[k]
    railway = kind == WATCHED[0] or kind == WATCHED[1] or kind == WATCHED[2]
    watched = reprisals.watched_share[journal.other[k]] if railway and journal.other[k] >= 0 else 0.0
    if u < watched:
        return WATCH
    if u < watched + (1.0 - watched) * parameters.hostage_reprisal_share and reprisals.hostages[c] >= n:
        return HOSTAGES
    return NEAR


@kernel
def count_burned_with_people(reprisals, population, parameters, today):
    """Count the villages burned today with their people, in cells where civilians were killed."""
    for c in range(reprisals.villages_burned_with_people.size):
        killed = population.killed_reprisal[c] + population.killed_expedition[c]
        if population.villages_burned[c] > 0.0 and killed > 0.0:
            n = whole(
                parameters.burned_with_people_share * population.villages_burned[c], uniform(today, SPARE, c + 100000)
            )
            reprisals.villages_burned_with_people[c] += min(n, population.villages_burned[c])
