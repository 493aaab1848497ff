"""Reprisals: the occupier kills civilians after partisan attacks.

Each attack may be followed by a reprisal, more often where orders leave commanders free, where the troops of the place
are harsh and where partisans do not control the ground; and by whom it hit: soldiers and those who serve the occupier,
a railway, or the economy. Most reprisals kill a few people, some a whole village. The victims are residents near the
attack, hostages taken earlier, or villagers made answerable for a stretch of railway (a watch).
"""

from datetime import date
from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import day_of
from hinterland.core.chance import (
    draw_change,
    draw_count,
    draw_whole,
    stream,
    uniform,
    weekly_batch_row,
    weekly_batch_size,
)
from hinterland.core.declare import Array, assumed, bounded, derived, directional, f8, log, per
from hinterland.core.elementary import power
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.response import saturate

ANSWER = stream("reprisals.answer", "whether a reprisal follows an attack")
SEVERITY = stream("reprisals.severity", "how large a reprisal is: the law of sizes has a heavy tail")
VICTIMS = stream("reprisals.victims", "rounding of the people killed in a reprisal of its size")
BURN = stream("reprisals.burn", "how many villages are burned in a reprisal")
CHOOSE = stream("reprisals.choose", "whether a reprisal falls on a watch, on hostages or on residents")
SEIZE = stream("reprisals.seize", "how many hostages are taken this week")
RELEASE = stream("reprisals.release", "how many hostages are released this week")
BURN_PEOPLE = stream("reprisals.burn_people", "how many of the villages burned today are burned with their people")
REPRISAL = np.int64(Kind.reprisal)
RESIDENTS, HOSTAGES, WATCH = 0, 1, 2
"""On whom a reprisal falls: the second figure of the event."""
ON_LINES = (
    np.int64(Kind.rail_cut),
    np.int64(Kind.derailment),
    np.int64(Kind.bridge),
    np.int64(Kind.station),
    np.int64(Kind.telegraph),
)
"""Attacks on a line that were not prevented: those for which a watch is answerable."""
ON_RAILWAYS = (*ON_LINES, np.int64(Kind.foiled))
ON_THOSE_WHO_SERVE = (np.int64(Kind.terror), np.int64(Kind.self_defence), np.int64(Kind.police_raid))
ON_THE_ECONOMY = (np.int64(Kind.economic_raid), np.int64(Kind.road_attack))
ON_SOLDIERS = (
    np.int64(Kind.garrison_attack),
    np.int64(Kind.ambush),
    np.int64(Kind.pursuit),
    np.int64(Kind.raid_attack),
)
"""Attacks that may be followed by a reprisal; joint attacks on posts are of the kind `garrison_attack`."""
PURSUIT = np.int64(Kind.pursuit)
END_OF_1941 = day_of(date(1942, 1, 1))


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

    reprisal_chance: float = directional(
        0.5, "1", log(0.01, 1), "Chance of a reprisal after an attack that killed soldiers, by harsh troops whom "
        "orders set no limit", "S285", "house-0062",
    )  # fmt: skip
    bloodless_share: float = assumed(
        0.3, "1", (0, 1), "Chance of a reprisal where no soldier died, relative to an attack that killed soldiers",
        "house-1325",
    )  # fmt: skip
    service_share: float = assumed(
        0.8, "1", (0, 1), "Chance of a reprisal after an attack on officials, police and guards, relative to one that "
        "killed soldiers", "house-1325",
    )  # fmt: skip
    railway_share: float = assumed(
        0.4, "1", (0, 1), "Chance of a reprisal after an attack on a railway, relative to one that killed soldiers",
        "house-1325",
    )  # fmt: skip
    economy_share: float = assumed(
        0.12, "1", (0, 1), "Chance of a reprisal after a raid on the economy or a road, relative to an attack that "
        "killed soldiers", "house-1325",
    )  # fmt: skip
    size_of_few: float = assumed(
        6, "person", log(0.5, 50), "Scale of the law of sizes: half of all reprisals kill hardly more than the scale",
        "house-0408",
    )  # fmt: skip
    tail_exponent: float = assumed(
        1.15, "1", (0.8, 3), "Exponent of the tail: reprisals with twice the victims are two to the power of the "
        "exponent times rarer", "house-0408",
    )  # fmt: skip
    largest_reprisal: float = assumed(
        2500, "person", log(200, 10000), "Most people killed in one reprisal: the people of several villages",
        "house-0408",
    )  # fmt: skip
    railway_size: float = assumed(
        0.5, "1", (0, 1), "Size of reprisals after attacks on railways, relative to others", "house-1325"
    )
    economy_size: float = assumed(
        0.3,
        "1",
        (0, 1),
        "Size of reprisals after attacks on the economy and on roads, relative to others",
        "house-1325",
    )
    partisan_control_effect: float = assumed(
        0.75, "1", (0, 1), "How far partisan control of the ground prevents reprisals", "house-0062"
    )
    villages_burned_per_victim: float = bounded(
        0.012, "village/person", (0, 0.1), "Villages burned for each civilian killed in a reprisal", "house-0410",
        at_least="R216c / R216b", at_most="R237 / S287",
    )  # fmt: skip
    fear_per_share_killed: float = assumed(
        150, "1", (0, 400), "Fear caused by the death of a share of the people in a reprisal", "house-0411"
    )
    grievance_per_fear: float = directional(
        0.4, "1", (0, 1), "Grievance caused by a reprisal, relative to the fear", "S507", "house-0411"
    )
    factor_1941: float = assumed(
        2.0, "1", (0, 10), "Ratio of the frequency of reprisals in 1941 to later", "house-0409"
    )
    hostage_share: float = directional(
        0.005, "1", log(0.00002, 0.01), "Share of villagers held as hostages where attacks are many",
        "S284", "S286", "house-0140",
    )  # fmt: skip
    half_saturation_attacks: float = assumed(
        8, "attack", log(1, 100), "Recent attacks at which half of the largest share of hostages is held", "house-0140"
    )
    adjustment_rate: float = assumed(
        0.10, "1/week", (0.01, 0.6), "Share of the gap to the target number that closes in a week", "house-0140"
    )
    hostage_reprisal_share: float = assumed(
        0.6, "1", (0, 1), "Share of reprisals that kill hostages where enough are held", "house-0140"
    )
    watched_line_share: float = directional(
        0.5, "1", (0, 1), "Share of an often attacked line for which villagers are answerable", "S286", "house-0141"
    )
    watch_effectiveness: float = assumed(
        0.25, "1", (0, 0.9), "Share of attacks that a watch prevents on its stretch", "house-0141"
    )
    burned_with_people_share: float = derived(
        0.12, "1", (0, 0.6), "Share of burned villages that are burned with their people", "R237a / R237"
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
        alarm = saturate(security.recent_attacks[c], parameters.half_saturation_attacks)
        goal = parameters.hostage_share * population.rural[c] * alarm * freedom(zones, forcing, parameters, c)
        change = parameters.adjustment_rate * (goal - reprisals.hostages[c])
        u, v = uniform(today, SEIZE, c), uniform(today, RELEASE, c)
        n = draw_change(change, population.rural[c], reprisals.hostages[c], u, v)
        population.rural[c] -= n
        reprisals.hostages[c] += n
    for t in range(weekly_batch_size(today, reprisals.watched_share.size)):
        s = weekly_batch_row(today, t)
        c = land.line_mid[s]
        goal = 0.0
        if forcing.occupied[c] == 1 and land.abroad[c] == 0:
            alarm = saturate(security.recent_line_attacks[s], parameters.half_saturation_attacks)
            goal = parameters.watched_line_share * alarm * forcing.reprisal[c] * (1.0 - zones.control[c])
        reprisals.watched_share[s] += parameters.adjustment_rate * (goal - reprisals.watched_share[s])
        reprisals.averted_share[s] = parameters.watch_effectiveness * reprisals.watched_share[s]


@kernel
def freedom(zones, forcing, parameters, c):
    """Return how free commanders are to kill civilians in a cell, by their orders and by who controls the ground."""
    return forcing.reprisal[c] * (1.0 - parameters.partisan_control_effect * zones.control[c])


@daily
def step(reprisals, population, zones, forces, journal, land, forcing, parameters, today):
    """For every attack in today's journal, decide whether a reprisal follows and whom it kills."""
    year = parameters.factor_1941 if today.day < END_OF_1941 else 1.0
    for k in range(journal.used[0]):
        c, event = journal.cell[k], journal.key[k]
        if forcing.occupied[c] == 0:
            continue
        share, size = answer(journal, parameters, k)
        if share <= 0.0:
            continue
        chance = parameters.reprisal_chance * year * share * freedom(zones, forcing, parameters, c)
        if uniform(today, ANSWER, event) < chance * forces.troop_harshness[c]:
            kill(reprisals, population, journal, land, parameters, today, k, c, event, size)
    count_burned_with_people(reprisals, population, parameters, today)


@kernel
def answer(journal, parameters, k):
    """Return chance and size of a reprisal after event k by whom it hit, relative to dead soldiers; 0 for none."""
    kind = journal.kind[k]
    if kind in ON_RAILWAYS:
        return parameters.railway_share, parameters.railway_size
    if kind in ON_SOLDIERS:
        dead = journal.second[k] if kind == PURSUIT else journal.true[k]
        return 1.0 if dead > 0.0 else parameters.bloodless_share, 1.0
    if kind in ON_THOSE_WHO_SERVE:
        return parameters.service_share, 1.0
    if kind in ON_THE_ECONOMY:
        return parameters.economy_share, parameters.economy_size
    return 0.0, 0.0


@kernel
def size_drawn(parameters, size, u):
    """Return how many a reprisal is to kill: one at least, by a Pareto law of the second kind (Lomax), cut off."""
    few = parameters.size_of_few / (power(2.0, 1.0 / parameters.tail_exponent) - 1.0)
    beyond_one = few * size * (power(1.0 - u, -1.0 / parameters.tail_exponent) - 1.0)
    return min(parameters.largest_reprisal, 1.0 + beyond_one)


@kernel
def kill(reprisals, population, journal, land, parameters, today, k, c, event, size):
    """Kill civilians in cell c after the attack in line k of the journal, whose identity is `event`.

    The journal keeps the kind of the attack with the reprisal, and not its line: what happens elsewhere would shift it.
    """
    u, v = uniform(today, SEVERITY, event), uniform(today, VICTIMS, event)
    wanted = draw_count(size_drawn(parameters, size, u), v)
    group = choose_victims(reprisals, journal, parameters, today, k, c, wanted)
    people = population.rural[c] + reprisals.hostages[c]
    victims = min(wanted, reprisals.hostages[c] if group == HOSTAGES else population.rural[c])
    if victims <= 0.0:
        return
    if group == HOSTAGES:
        reprisals.hostages[c] -= victims
        reprisals.hostages_killed[land.atom[c]] += victims
    else:
        population.rural[c] -= victims
        if group == WATCH:
            reprisals.watch_killed[land.atom[c]] += victims
        else:
            reprisals.residents_killed[land.atom[c]] += victims
    population.civilians_killed[c] += victims
    population.killed_reprisal[c] += victims
    burned = parameters.villages_burned_per_victim * victims
    population.villages_burned[c] += draw_count(burned, uniform(today, BURN, event))
    terror = parameters.fear_per_share_killed * victims / people
    population.fear[c] += (1.0 - population.fear[c]) * min(1.0, terror)
    population.grievance[c] += (1.0 - population.grievance[c]) * min(1.0, parameters.grievance_per_fear * terror)
    reprisals.acts[land.atom[c]] += 1.0
    record_event(journal, REPRISAL, c, -1, journal.kind[k], victims, group, 0.0, 0.0)


@kernel
def choose_victims(reprisals, journal, parameters, today, k, c, n):
    """Return who is killed in a reprisal; a watch is killed only for attacks that it did not prevent."""
    u = uniform(today, CHOOSE, journal.key[k])
    line = journal.other[k] if journal.kind[k] in ON_LINES else -1
    watched = reprisals.watched_share[line] if line >= 0 else 0.0
    if u < watched:
        return WATCH
    if u < watched + (1.0 - watched) * parameters.hostage_reprisal_share and reprisals.hostages[c] >= n:
        return HOSTAGES
    return RESIDENTS


@kernel
def count_burned_with_people(reprisals, population, parameters, today):
    """Count the villages burned today with their people, in cells where civilians were killed."""
    for c in range(reprisals.villages_burned_with_people.size):
        killed = population.killed_reprisal[c] + population.killed_expedition[c]
        if population.villages_burned[c] > 0.0 and killed > 0.0:
            burned = population.villages_burned[c]
            n = draw_whole(burned, parameters.burned_with_people_share * burned, uniform(today, BURN_PEOPLE, c))
            reprisals.villages_burned_with_people[c] += n
