"""Detachments: the basic unit of the partisan war, from founding to dissolution.

People who gather in a cell found a detachment or join one that lies there. Large detachments divide, small ones merge
with a neighbour or dissolve. The state holds the people, arms, stores, place and command of each detachment; most other
subsystems read it.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import draw_whole, is_weekday_of, stream, uniform
from hinterland.core.declare import Array, assumed, bounded, f8, i4, i8, per, u1
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import BY_ITSELF, DIVIDED, Kind, record_event
from hinterland.core.membership import (
    arm_from_hidden,
    empty,
    host_within_reach,
    leave_stores,
    living,
    new_detachment,
    share_goods,
    update_strength,
    weekly_batch,
)
from hinterland.core.origin import CADRE, DEFECTOR, LOCAL, ORIGINS, STRAGGLER
from hinterland.core.stock import held, pour

SIZE = stream("detachments.size", "rounding of the size of a new detachment where more people gather than one takes")
ARMS = stream("detachments.arms", "from where a new detachment takes hidden rifles")
DIVIDE = stream("detachments.divide", "whether a large detachment divides this week")
MERGE = stream("detachments.merge", "whether a small detachment looks for another to join this week")
HALF = stream("detachments.half", "which half gets the odd person and the odd rifle when a detachment divides")
CAPTURE = stream(
    "detachments.capture", "what share of the soldiers of a dissolved detachment is captured, and rounding"
)
FORMATION, DISSOLUTION = np.int64(Kind.formation), np.int64(Kind.dissolution)
PEOPLE, RIFLES = 0, 1
"""Draws of `HALF`."""
SHARE, ROUNDING = 0, 1
"""Draws of `CAPTURE`."""


class State(NamedTuple):
    """The true state of every detachment."""

    used: Array = per("one", i4, "row", "Detachments founded so far: a row is that of one detachment for good")
    refused: Array = per("one", f8, "detachment", "Detachments that found no room in the table, since the war began")
    skill_of_new: Array = per("one", f8, "1", "Experience of a new detachment, 0 to 1")
    cohesion_of_new: Array = per("one", f8, "1", "Cohesion of a new detachment, 0 to 1")
    silence_of_new: Array = per("one", i4, "day", "Days since a staff last heard from a new detachment")
    number: Array = per("one", i4, "detachment", "Detachments founded so far that had not ended before yesterday")
    living: Array = per("detachment", i4, "row", "Their rows, in the order of founding")
    batch_size: Array = per("one", i4, "detachment", "Detachments whose day of the week is today")
    batch: Array = per("detachment", i4, "row", "Their rows, in the order of founding")
    key: Array = per("detachment", i8, "1", "Identity, the unit of its draws: the cell and the day of its founding")
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
    apart: Array = per("detachment", u1, "1", "Whether it is a unit of Jews that others do not join")
    days_silent: Array = per("detachment", i4, "day", "Days since a staff last heard from it")
    skill: Array = per("detachment", f8, "1", "Experience, 0 to 1")
    cohesion: Array = per("detachment", f8, "1", "Cohesion: the will to stay together, 0 to 1")
    brigade: Array = per("detachment", i4, "row", "Brigade it belongs to, -1 for none", start=-1)
    base: Array = per("detachment", i4, "cell", "Cell of its base on the Soviet side, -1 for none", start=-1)
    goal: Array = per("detachment", i4, "cell", "Cell that it is ordered to reach, -1 for none", start=-1)
    rail_quota: Array = per("detachment", f8, "rail", "Rails that it is still ordered to destroy")
    reported_strength: Array = per("detachment", f8, "person", "Its strength in its last report to a staff")
    named: Array = per("detachment", i4, "row", "Row in the table of named units, -1 for none", start=-1)
    founded_day: Array = per("detachment", i4, "day", "Day on which it was founded")
    ended_day: Array = per("detachment", i4, "day", "Day on which it ended")
    next: Array = per("detachment", i4, "row", "Next detachment in the list of its cell, -1 at the end", start=-1)
    head: Array = per("cell", i4, "row", "First detachment in the list of a cell, -1 for none", start=-1)
    men_in_cell: Array = per("cell", f8, "person", "Fit partisans in the cell")
    killed: Array = per("atom", f8, "person", "Partisans who were killed or died today", daily=True)
    departed: Array = per("atom", f8, "person", "Partisans who deserted, dispersed or were captured today", daily=True)
    founded: Array = per("atom", f8, "detachment", "Detachments founded today", daily=True)
    dissolved: Array = per("atom", f8, "detachment", "Detachments dissolved today", daily=True)


class Parameters(NamedTuple):
    """Sizes at which detachments form, divide, merge and dissolve, and what new ones are like."""

    minimum_size: float = assumed(14, "person", (5, 40), "People from whom a group is a detachment", "house-0030")
    founding_size: float = bounded(
        26, "person", (10, 80), "People in a detachment set up in 1941", "house-0030", at_least="S051 / S050"
    )
    undivided_founding: float = assumed(
        1.6, "1", (1, 3), "Gathered people from whom several detachments are set up, as a multiple of one", "house-0450"
    )
    skill_of_new: float = assumed(0.1, "1", (0, 0.5), "Experience of a new detachment", "house-0451")
    cohesion_of_new: float = assumed(0.6, "1", (0.2, 1), "Cohesion of a new detachment", "house-0451")
    silence_of_new: float = assumed(
        28, "day", (0, 90), "Days of silence with which a detachment begins that no staff has heard from", "house-0451"
    )
    dividing_size: float = bounded(
        190, "person", (60, 600), "People above which a detachment divides", "house-0030", at_least="R115 / R115a"
    )
    dividing_per_week: float = assumed(
        0.25, "1/week", (0.02, 1), "Weekly chance that a detachment above that size divides", "house-0452"
    )
    merging_share: float = assumed(
        0.3157,
        "1",
        (0.1, 0.5),
        "Share of the size above which a detachment divides, below which it looks for another to join",
        "house-0030",
    )
    merging_per_week: float = assumed(
        0.07, "1/week", (0, 0.6), "Weekly chance that a small detachment joins another within reach", "house-0452"
    )
    dissolving_size: float = assumed(
        7, "person", (1, 15), "People below which a detachment merges or dissolves at once", "house-0030"
    )
    captured_least: float = assumed(
        0.3, "1", (0, 0.5), "Least share of the soldiers of a dissolved detachment who are captured", "house-0453"
    )
    captured_most: float = assumed(
        0.7, "1", (0.5, 1), "Greatest share of the soldiers of a dissolved detachment who are captured", "house-0453"
    )


@daily
def publish(detachments, parameters):
    """Write down what a new detachment is like, for every subsystem that sets one up (`core/membership.py`)."""
    detachments.skill_of_new[0] = parameters.skill_of_new
    detachments.cohesion_of_new[0] = parameters.cohesion_of_new
    detachments.silence_of_new[0] = parameters.silence_of_new


@daily
def list_living(detachments, today):
    """List the detachments that exist or ended yesterday, and those of them whose day of the week is today."""
    n, many = 0, 0
    for i in living(detachments):
        if detachments.alive[i] == 0 and detachments.ended_day[i] < today.day - 1:
            continue
        detachments.living[n] = i
        n += 1
        if is_weekday_of(today, detachments.key[i]):
            detachments.batch[many] = i
            many += 1
    detachments.number[0], detachments.batch_size[0] = n, many


@daily
def found(detachments, recruitment, supply, journal, land, forcing, parameters, today):
    """Form detachments from people gathered in a cell and arm them with rifles hidden near there."""
    for c in range(detachments.head.size):
        total = held(recruitment.forming, c)
        if total <= 0.0 or forcing.occupied[c] == 0:
            continue
        host = host_within_reach(detachments, land, parameters.dividing_size, -1, c)
        if host >= 0:
            pour(recruitment.forming, c, detachments.people, host, total, c)
            update_strength(detachments, host)
            continue
        meeting = meeting_place(land, forcing, c)
        if total < parameters.minimum_size and meeting != c:
            pour(recruitment.forming, c, recruitment.forming, meeting, total, c)
            continue
        founded = 0
        while total >= parameters.minimum_size:
            size = total
            if total >= parameters.undivided_founding * parameters.founding_size:
                size = draw_whole(total, parameters.founding_size, uniform(today, SIZE, c, founded))
            i = new_detachment(detachments, c, today.day)
            if i < 0:
                return
            pour(recruitment.forming, c, detachments.people, i, size, c)
            update_strength(detachments, i)
            arm_from_hidden(detachments, supply, land, i, uniform(today, ARMS, detachments.key[i]))
            if detachments.people[i, CADRE] > 0.0:
                detachments.reported_strength[i] = detachments.men[i]
            detachments.founded[land.atom[c]] += 1
            founded += 1
            total = held(recruitment.forming, c)
            record_event(journal, FORMATION, c, i, -1, detachments.men[i], BY_ITSELF, detachments.men[i], 0.0)


@kernel
def meeting_place(land, forcing, c):
    """Return the occupied cell of a district, the first on the list, where those meet who are too few by themselves."""
    first = c
    for k in range(land.surroundings.shape[1]):
        n = land.surroundings[c, k]
        if 0 <= n < first and forcing.occupied[n] == 1:
            first = n
    return first


@daily
def list_by_cell(detachments):
    """Rebuild the list of detachments and the number of partisans of each cell."""
    detachments.head[:] = -1
    detachments.men_in_cell[:] = 0.0
    for i in living(detachments):
        if detachments.alive[i] == 1:
            c = detachments.cell[i]
            detachments.next[i] = detachments.head[c]
            detachments.head[c] = i
            detachments.men_in_cell[c] += detachments.men[i]


@daily
def divide_and_merge(detachments, population, supply, journal, land, parameters, today):
    """Divide large detachments, and merge or dissolve small ones, once a week."""
    for i in weekly_batch(detachments):
        if detachments.alive[i] == 0:
            continue
        key = detachments.key[i]
        if detachments.men[i] > parameters.dividing_size:
            if uniform(today, DIVIDE, key) < parameters.dividing_per_week:
                divide(detachments, journal, land, today, i)
        elif detachments.men[i] < parameters.merging_share * parameters.dividing_size:
            must = detachments.men[i] < parameters.dissolving_size
            if must or uniform(today, MERGE, key) < parameters.merging_per_week:
                host = host_within_reach(detachments, land, parameters.dividing_size, i, detachments.cell[i])
                if must or host >= 0:
                    end(detachments, population, supply, journal, land, parameters, today, i, host)


@kernel
def divide(detachments, journal, land, today, i):
    """Make two detachments of one, where there is a row for the second."""
    key = detachments.key[i]
    c, men = detachments.cell[i], detachments.men[i]
    j = new_detachment(detachments, c, today.day)
    if j < 0:
        return
    detachments.apart[j] = detachments.apart[i]
    half = draw_whole(men, 0.5 * men, uniform(today, HALF, key, PEOPLE))
    pour(detachments.people, i, detachments.people, j, half, key)
    share_goods(detachments, i, j, uniform(today, HALF, key, RIFLES))
    detachments.founded[land.atom[c]] += 1
    record_event(journal, FORMATION, c, j, i, detachments.men[j], DIVIDED, detachments.men[j], 0.0)


@kernel
def end(detachments, population, supply, journal, land, parameters, today, i, host):
    """Let a detachment join a host, or dissolve where there is none (-1)."""
    if host >= 0:
        pour(detachments.people, i, detachments.people, host, detachments.men[i], detachments.key[i])
        update_strength(detachments, host)
        detachments.men_in_cell[detachments.cell[i]] -= detachments.men[i]
        detachments.wounded[host] += detachments.wounded[i]
        detachments.rifles[host] += detachments.rifles[i]
        detachments.explosive[host] += detachments.explosive[i]
        detachments.food[host] += detachments.food[i]
        empty(detachments, i)
        if detachments.named[host] < 0:
            detachments.named[host] = detachments.named[i]
    dissolve(detachments, population, supply, land, parameters, today, i)
    record_event(journal, DISSOLUTION, detachments.cell[i], i, host, 0.0, 0.0, 0.0, 0.0)


@kernel
def dissolve(detachments, population, supply, land, parameters, today, i):
    """End a detachment: soldiers hide or are captured, others go home, rifles are hidden."""
    key = detachments.key[i]
    c = detachments.cell[i]
    soldiers = detachments.people[i, STRAGGLER] + detachments.people[i, DEFECTOR]
    others = detachments.people[i, CADRE] + detachments.people[i, LOCAL] + detachments.wounded[i]
    u, v = uniform(today, CAPTURE, key, SHARE), uniform(today, CAPTURE, key, ROUNDING)
    share = parameters.captured_least + (parameters.captured_most - parameters.captured_least) * u
    taken = draw_whole(soldiers, share * soldiers, v)
    population.prisoners[c] += taken
    population.stragglers[c] += soldiers - taken
    population.rural[c] += others
    detachments.departed[land.atom[c]] += soldiers + others
    detachments.men_in_cell[c] -= detachments.men[i]
    leave_stores(detachments, supply, population, i)
    detachments.radio[i] = 0
    detachments.contact[i] = 0
    detachments.alive[i] = 0
    detachments.ended_day[i] = today.day
    detachments.dissolved[land.atom[c]] += 1


@daily
def remove_empty(detachments, population, supply, journal, land, parameters, today):
    """End detachments in which nobody is left."""
    for i in living(detachments):
        if detachments.alive[i] == 1 and detachments.men[i] < 1.0 and detachments.wounded[i] < 1.0:
            end(detachments, population, supply, journal, land, parameters, today, i, -1)
