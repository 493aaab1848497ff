"""Detachments: the basic unit of the partisan war, from founding to dissolution.

People who gather in a cell found a detachment or join one that lies there. Named units of the record are set up on
their day. Large detachments divide, small ones merge with a neighbour or dissolve. The state holds the people, arms,
stores, place and command of each detachment; most other subsystems read it.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import stream, uniform, weekly_batch_row, weekly_batch_size
from hinterland.core.declare import Array, f8, i4, param, per, u1
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import BY_ITSELF, DIVIDED, NAMED, Kind, record_event
from hinterland.core.membership import clear, empty, free_row, update_strength
from hinterland.core.origin import CADRE, DEFECTOR, LOCAL, ORIGINS, STRAGGLER
from hinterland.core.stock import held, pour

SPLIT = stream("detachments.split", "whether a large detachment divides, or a small one merges, this week")
FORMATION, DISSOLUTION = np.int64(Kind.formation), np.int64(Kind.dissolution)
HOME = stream("detachments.home", "what becomes of the soldiers of a dissolved detachment")


class State(NamedTuple):
    """The true state of every detachment."""

    used: Array = per("one", i4, "row", "Rows in use so far, alive or not")
    vacancies: Array = per("one", i4, "row", "Rows that are free for reuse")
    vacant: Array = per("detachment", i4, "row", "Numbers of the free rows, the most recent last")
    alive: Array = per("detachment", u1, "1", "Whether the detachment exists")
    cell: Array = per("detachment", i4, "cell", "Cell where it lies", start=-1)
    people: Array = per(
        "detachment", f8, "person", "Fit partisans by origin: stragglers, cadres, local people, defectors", wide=ORIGINS
    )
    men: Array = per("detachment", f8, "person", "Fit partisans, women and men")
    wounded: Array = per("detachment", f8, "person", "Wounded partisans in its care")
    rifles: Array = per("detachment", f8, "rifle", "Rifles and other weapons held")
    explosive: Array = per("detachment", f8, "kg", "Explosives held")
    food: Array = per("detachment", f8, "t", "Food held in camp")
    hungry: Array = per("detachment", f8, "1", "Share of the ration that was missing this week")
    radio: Array = per("detachment", u1, "set", "Whether it has a working radio set")
    contact: Array = per("detachment", u1, "1", "Whether a staff can reach it")
    days_silent: Array = per("detachment", i4, "day", "Days since a staff last heard from it")
    skill: Array = per("detachment", f8, "1", "Experience, 0 to 1")
    cohesion: Array = per("detachment", f8, "1", "Cohesion: the will to stay together, 0 to 1", start=0.6)
    brigade: Array = per("detachment", i4, "row", "Brigade it belongs to, -1 for none", start=-1)
    base: Array = per(
        "detachment", i4, "cell", "Cell of its base on the Soviet side of the front, -1 for none", start=-1
    )
    goal: Array = per("detachment", i4, "cell", "Cell that it is ordered to reach, -1 for none", start=-1)
    rail_quota: Array = per("detachment", f8, "rail", "Rails that it is still ordered to destroy")
    reported_strength: Array = per(
        "detachment", f8, "person", "Strength of the detachment in its last report to a staff"
    )
    named: Array = per("detachment", i4, "row", "Row in the table of named units, -1 for none", start=-1)
    founded_day: Array = per("detachment", i4, "day", "Day on which it was founded")
    named_set_up: Array = per("named", u1, "1", "Whether a named unit has been set up")
    next: Array = per("detachment", i4, "row", "Next detachment in the list of its cell, -1 at the end", start=-1)
    head: Array = per("cell", i4, "row", "First detachment in the list of a cell, -1 for none", start=-1)
    men_in_cell: Array = per("cell", f8, "person", "Fit partisans in the cell")
    killed: Array = per("atom", f8, "person", "Partisans who were killed or died today", daily=True)
    departed: Array = per("atom", f8, "person", "Partisans who deserted, dispersed or were captured today", daily=True)
    founded: Array = per("atom", f8, "detachment", "Detachments founded today", daily=True)
    dissolved: Array = per("atom", f8, "detachment", "Detachments dissolved today", daily=True)


class Parameters(NamedTuple):
    """Sizes at which detachments form, divide, merge and dissolve."""

    minimum_size: float = param(
        14, "person", (5, 40), "People from which a group counts as a detachment", "S051", "house-0030"
    )
    founding_size: float = param(26, "person", (10, 80), "People in a detachment set up in 1941", "S051", "S126")
    dividing_size: float = param(
        190, "person", (60, 600), "People above which a detachment divides", "house-0030", "R131a"
    )
    merging_size: float = param(
        60, "person", (20, 150), "People below which a detachment looks for another to join", "R131a", "house-0030"
    )
    merging_per_week: float = param(
        0.07, "1/week", (0, 0.6), "Weekly chance that a small detachment joins another of its cell", "house-0030"
    )
    dissolving_size: float = param(
        7, "person", (1, 15), "People below which a detachment merges or dissolves at once", "house-0030"
    )


@daily
def found(detachments, recruitment, supply, journal, land, forcing, parameters, today):
    """Form detachments from people gathered in a cell and arm them with rifles hidden there."""
    for c in range(detachments.head.size):
        total = held(recruitment.forming, c)
        if total <= 0.0 or forcing.occupied[c] == 0:
            continue
        host = detachments.head[c]
        if host >= 0 and detachments.cell[host] == c and takes_in(detachments, parameters, -1, host):
            pour(recruitment.forming, c, detachments.people, host, total)
            update_strength(detachments, host)
            continue
        while total >= parameters.minimum_size:
            i = free_row(detachments)
            if i < 0:
                return
            size = total if total < 1.6 * parameters.founding_size else parameters.founding_size
            clear(detachments, i, c, today.day)
            pour(recruitment.forming, c, detachments.people, i, size)
            update_strength(detachments, i)
            arms = min(supply.scattered[c], detachments.men[i])
            supply.scattered[c] -= arms
            detachments.rifles[i] = arms
            if detachments.people[i, CADRE] > 0.0:
                detachments.reported_strength[i] = detachments.men[i]
            detachments.founded[land.atom[c]] += 1
            total = held(recruitment.forming, c)
            record_event(journal, FORMATION, c, i, -1, detachments.men[i], BY_ITSELF, detachments.men[i], 0.0)


@daily
def set_up_named(detachments, population, supply, journal, land, named_units, forcing, today):
    """Set up named units on their day or when the enemy arrives; those based on the Soviet side before that."""
    for n in range(named_units.day.size):
        c = named_units.cell[n]
        based = named_units.based[n] == 1
        ready = forcing.based[c] > 0.0 if based else forcing.occupied[c] == 1
        if (
            named_units.day[n] > today.day
            or detachments.named_set_up[n] == 1
            or not ready
            or forcing.occupied[c] == named_units.based[n]
        ):
            continue
        if named_units.men[n] <= 0.0:
            take_over(detachments, n, c)
            continue
        detachments.named_set_up[n] = 1
        i = free_row(detachments)
        if i < 0:
            return
        clear(detachments, i, c, today.day)
        sent = named_units.men[n] if based else 0.0
        soldiers = min(population.stragglers[c], float(int(0.4 * (named_units.men[n] - sent))))
        others = min(population.rural[c], named_units.men[n] - sent - soldiers)
        population.red_army[0] -= sent
        population.stragglers[c] -= soldiers
        population.rural[c] -= others
        detachments.people[i, STRAGGLER] = soldiers
        detachments.people[i, LOCAL] = others
        detachments.people[i, CADRE] = sent
        detachments.base[i] = c if based else -1
        detachments.men[i] = soldiers + others + sent
        arms = min(supply.scattered[c], detachments.men[i])
        supply.scattered[c] -= arms
        detachments.rifles[i] = arms
        detachments.skill[i] = 0.3
        detachments.reported_strength[i] = detachments.men[i]
        detachments.named[i] = n
        detachments.men_in_cell[c] += detachments.men[i]
        detachments.founded[land.atom[c]] += 1
        record_event(journal, FORMATION, c, i, n, detachments.men[i], NAMED, detachments.men[i], 0.0)


@kernel
def take_over(detachments, n, c):
    """Give a named staff without people the strongest detachment of the cell, once there is one."""
    best = -1
    i = detachments.head[c]
    while i >= 0:
        here = detachments.alive[i] == 1 and detachments.cell[i] == c
        if here and (best < 0 or detachments.men[i] > detachments.men[best]):
            best = i
        i = detachments.next[i]
    if best >= 0:
        detachments.named_set_up[n] = 1
        detachments.named[best] = n


@daily
def list_by_cell(detachments):
    """Rebuild the list of detachments and the number of partisans of each cell."""
    detachments.head[:] = -1
    detachments.men_in_cell[:] = 0.0
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 1:
            c = detachments.cell[i]
            detachments.next[i] = detachments.head[c]
            detachments.head[c] = i
            detachments.men_in_cell[c] += detachments.men[i]


@daily
def divide_and_merge(detachments, population, supply, journal, land, parameters, today):
    """Divide large detachments, and merge or dissolve small ones, once a week."""
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0:
            continue
        c = detachments.cell[i]
        if detachments.men[i] > parameters.dividing_size and uniform(today, SPLIT, i) < 0.25:
            j = free_row(detachments)
            if j >= 0:
                clear(detachments, j, c, today.day)
                half = float(int(detachments.men[i] / 2.0))
                pour(detachments.people, i, detachments.people, j, half)
                share_goods(detachments, i, j)
                detachments.founded[land.atom[c]] += 1
                record_event(journal, FORMATION, c, j, i, detachments.men[j], DIVIDED, detachments.men[j], 0.0)
        elif detachments.men[i] < parameters.dissolving_size or (
            detachments.men[i] < parameters.merging_size and uniform(today, SPLIT, i) < parameters.merging_per_week
        ):
            host = detachments.head[c]
            while host >= 0 and not takes_in(detachments, parameters, i, host):
                host = detachments.next[host]
            if host < 0 and detachments.men[i] >= parameters.dissolving_size:
                continue
            if host >= 0:
                pour(detachments.people, i, detachments.people, host, detachments.men[i])
                detachments.men[host] = held(detachments.people, host)
                detachments.wounded[host] += detachments.wounded[i]
                detachments.rifles[host] += detachments.rifles[i]
                detachments.explosive[host] += detachments.explosive[i]
                detachments.food[host] += detachments.food[i]
                empty(detachments, i)
                if detachments.named[host] < 0:
                    detachments.named[host] = detachments.named[i]
            dissolve(detachments, population, supply, land, i, uniform(today, HOME, i))
            record_event(journal, DISSOLUTION, c, i, host, 0.0, 0.0, 0.0, 0.0)


@kernel
def takes_in(detachments, parameters, i, host):
    """Return whether a detachment of the cell has room for others; a reused row may lie elsewhere."""
    if host == i or detachments.alive[host] == 0 or detachments.men[host] > parameters.dividing_size:
        return False
    return i < 0 or detachments.cell[host] == detachments.cell[i]


@kernel
def share_goods(detachments, i, j):
    """Give the new detachment j half of the stores of i, and its experience, orders and command."""
    detachments.men[i] = held(detachments.people, i)
    detachments.men[j] = held(detachments.people, j)
    rifles = float(int(detachments.rifles[i] / 2.0))
    detachments.rifles[i] -= rifles
    detachments.rifles[j] += rifles
    detachments.explosive[i] *= 0.5
    detachments.explosive[j] = detachments.explosive[i]
    detachments.food[i] *= 0.5
    detachments.food[j] = detachments.food[i]
    detachments.rail_quota[i] *= 0.5
    detachments.rail_quota[j] = detachments.rail_quota[i]
    detachments.skill[j] = detachments.skill[i]
    detachments.cohesion[j] = detachments.cohesion[i]
    detachments.brigade[j] = detachments.brigade[i]
    detachments.contact[j] = detachments.contact[i]
    detachments.goal[j] = detachments.goal[i]
    detachments.base[j] = detachments.base[i]
    detachments.reported_strength[i] = min(detachments.reported_strength[i], detachments.men[i])


@kernel
def dissolve(detachments, population, supply, land, i, u):
    """End a detachment: soldiers hide or are captured, others go home, rifles are hidden."""
    c = detachments.cell[i]
    soldiers = detachments.people[i, STRAGGLER] + detachments.people[i, DEFECTOR]
    others = detachments.people[i, CADRE] + detachments.people[i, LOCAL] + detachments.wounded[i]
    taken = float(int(soldiers * (0.3 + 0.4 * u)))
    population.prisoners[c] += taken
    population.stragglers[c] += soldiers - taken
    population.rural[c] += others
    detachments.departed[land.atom[c]] += soldiers + others
    detachments.men_in_cell[c] -= detachments.men[i]
    supply.scattered[c] += detachments.rifles[i]
    supply.explosive_used[c] += detachments.explosive[i]
    population.food[c] += detachments.food[i]
    empty(detachments, i)
    detachments.radio[i] = 0
    detachments.contact[i] = 0
    detachments.alive[i] = 0
    detachments.vacant[detachments.vacancies[0]] = i
    detachments.vacancies[0] += 1
    detachments.dissolved[land.atom[c]] += 1


@daily
def remove_empty(detachments, population, supply, journal, land):
    """End detachments in which nobody is left."""
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 1 and detachments.men[i] < 1.0 and detachments.wounded[i] < 1.0:
            dissolve(detachments, population, supply, land, i, 0.0)
            record_event(journal, DISSOLUTION, detachments.cell[i], i, -1, 0.0, 0.0, 0.0, 0.0)
