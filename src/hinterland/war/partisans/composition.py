"""Composition: women and nationalities in each detachment.

Each detachment has shares of women and of nationalities. Newcomers change the shares according to their origin: local
people by the population of the cell, soldiers by the make-up of the Red Army, refugees from ghettos as Jews. Departures
leave the shares unchanged, except that Jews depart less often.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import MONDAY
from hinterland.core.chance import draw_whole, is_week_of, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, per, switch
from hinterland.core.jit import daily, kernel, weekly
from hinterland.core.journal import Kind
from hinterland.core.membership import living, weekly_batch
from hinterland.core.nationality import BELARUSIAN, COLUMNS, JEWISH, OTHER, POLISH, RUSSIAN, UKRAINIAN, WOMEN
from hinterland.core.origin import CADRE, DEFECTOR, LOCAL, ORIGINS, STRAGGLER
from hinterland.core.stock import held

SERVED = stream("composition.served", "how many of those who joined from the Army are Jews")
FORMATION, DISSOLUTION = np.int64(Kind.formation), np.int64(Kind.dissolution)
ARMED, UNARMED, DEPENDANTS, REFUGEES = range(4)
"""Groups of refugees from ghettos: men with a weapon, men without, all others; and their number."""


class State(NamedTuple):
    """Composition of every detachment."""

    shares: Array = per(
        "detachment", f8, "1", "Shares of women; of Jews, Poles, Belarusians, Russians, Ukrainians and others",
        wide=COLUMNS,
    )  # fmt: skip
    people: Array = per("detachment", f8, "person", "Fit partisans by the same columns, updated weekly", wide=COLUMNS)
    counted_by_origin: Array = per("detachment", f8, "person", "Fit partisans at the last count", wide=ORIGINS)
    counted_jews: Array = per("detachment", f8, "person", "Jews admitted to it up to the last count", wide=REFUGEES)
    jewish_joined: Array = per("cell", f8, "person", "Jews who became partisans today", daily=True)
    readiness: Array = per("cell", f8, "1", "Readiness of the people of a cell to join, by their nationalities")


class Parameters(NamedTuple):
    """Composition of newcomers by origin."""

    enabled: float = switch("Whether the composition of detachments is simulated")
    polish_readiness: float = directional(
        0.04, "1", (0, 1), "Readiness of Poles to join, relative to Belarusians", "R133", "R133d", "house-0170"
    )
    west_ukrainian_readiness: float = assumed(
        0.3, "1", (0, 1), "Readiness of Ukrainians of former Poland to join, relative to Belarusians", "house-0170"
    )
    other_readiness: float = assumed(
        0.4, "1", (0, 1), "Readiness of all other nationalities to join, relative to Belarusians", "house-0170"
    )
    army_russian: float = assumed(0.62, "1", (0, 1), "Share of Russians in the Red Army", "house-0171")
    army_ukrainian: float = assumed(0.17, "1", (0, 1), "Share of Ukrainians in the Red Army", "house-0171")
    army_belarusian: float = assumed(0.04, "1", (0, 1), "Share of Belarusians in the Red Army", "house-0171")
    army_jewish: float = assumed(0.018, "1", (0, 0.1), "Share of Jews in the Red Army", "house-0171")
    jewish_loss_ratio: float = assumed(
        0.35, "1", (0, 1), "Loss rate of Jews relative to others: they die, but have no home to desert to", "house-0171"
    )
    women_local: float = directional(
        0.05, "1", (0, 0.4), "Share of women among local people who join a small detachment", "S187", "house-0172"
    )
    women_large_detachment: float = assumed(
        0.045, "1", (0, 0.4), "Added share of women among local people who join a large detachment", "house-0172"
    )
    women_family_camp: float = assumed(
        0.03, "1", (0, 0.4), "Added share of women where a family camp lies in the cell", "house-0172"
    )
    large_detachment_size: float = assumed(
        190, "person", (60, 600), "People at which a detachment counts as large", "house-0030"
    )
    women_cadre: float = assumed(
        0.09, "1", (0, 0.4), "Share of women among people sent or dropped by the staffs", "house-0172"
    )
    women_soldiers: float = assumed(0.01, "1", (0, 0.1), "Share of women among soldiers cut off", "house-0172")
    women_dependants: float = assumed(
        0.7, "1", (0, 1), "Share of women among Jewish women, children and old people taken in", "house-0172"
    )


@weekly(MONDAY)
def weigh(composition, land, parameters, today):
    """Weigh the readiness of the people of every cell, 1 where all are as ready as Belarusians, and abroad."""
    for c in range(composition.readiness.size):
        polish, ukrainian, other = ready_people(land, parameters, c)
        ready = land.belarusian[c] + land.russian[c] + polish + ukrainian + other
        ready /= max(ready, 1.0 - land.jewish[c])
        composition.readiness[c] = 1.0 if land.abroad[c] == 1 else ready


@kernel
def ready_people(land, parameters, c):
    """Return the Poles, the Ukrainians and the others of a cell who are ready to join, as shares of all its people."""
    west = land.west_ukrainian[c] > 0.0
    rest = 1.0 - land.jewish[c] - land.polish[c] - land.belarusian[c] - land.russian[c] - land.ukrainian[c]
    polish = parameters.polish_readiness * land.polish[c]
    ukrainian = (parameters.west_ukrainian_readiness if west else 1.0) * land.ukrainian[c]
    return polish, ukrainian, parameters.other_readiness * max(0.0, rest)


@daily
def step(
    composition,
    murder_of_the_jews,
    persecution,
    family_camps,
    detachments,
    recruitment,
    journal,
    land,
    parameters,
    today,
):
    """Start new detachments, copy or merge shares of divided and merged ones, and add newcomers once a month."""
    if parameters.enabled == 0.0:
        return
    for n in range(journal.used[0]):
        i, other = journal.who[n], journal.other[n]
        if journal.kind[n] == FORMATION:
            found(composition, persecution, detachments, i)
            if other >= 0 and detachments.named[i] < 0:
                divide(composition, detachments, other, i)
            elif detachments.alive[i] == 1:
                take_in(composition, murder_of_the_jews, persecution, family_camps, detachments, land, parameters, i)
        elif journal.kind[n] == DISSOLUTION and other >= 0:
            join(composition, i, other)
    for i in living(detachments):
        if detachments.alive[i] == 0:
            composition.people[i, :] = 0.0
    for i in weekly_batch(detachments):
        if detachments.alive[i] == 1 and is_week_of(today, detachments.key[i]):
            take_in(composition, murder_of_the_jews, persecution, family_camps, detachments, land, parameters, i)
        elif detachments.alive[i] == 1:
            write_down(composition, detachments, i)
    for c in range(composition.jewish_joined.size):
        if recruitment.joined[c] > 0.0:
            fled = held(persecution.admitted, c)
            served = max(0.0, recruitment.joined[c] - recruitment.joined_local[c] - fled)
            jewish = draw_whole(served, parameters.army_jewish * served, uniform(today, SERVED, c))
            composition.jewish_joined[c] = fled + jewish


@kernel
def found(composition, persecution, detachments, i):
    """Begin to count a new detachment; one that Jews found for themselves is all Jewish."""
    composition.shares[i, :] = 0.0
    composition.shares[i, JEWISH] = detachments.apart[i]
    for k in range(ORIGINS):
        composition.counted_by_origin[i, k] = detachments.apart[i] * detachments.people[i, k]
    for k in range(REFUGEES):
        composition.counted_jews[i, k] = persecution.admitted_by_detachment[i, k]


@kernel
def divide(composition, detachments, parent, child):
    """Copy the shares of a detachment that divides to the new one."""
    for k in range(COLUMNS):
        composition.shares[child, k] = composition.shares[parent, k]
    for k in range(ORIGINS):
        composition.counted_by_origin[child, k] = detachments.people[child, k]
        left = composition.counted_by_origin[parent, k] - detachments.people[child, k]
        composition.counted_by_origin[parent, k] = max(0.0, left)
    write_down(composition, detachments, child)


@kernel
def join(composition, i, host):
    """Merge the shares of a detachment that joins another."""
    mine, theirs = held(composition.counted_by_origin, i), held(composition.counted_by_origin, host)
    if mine <= 0.0:
        return
    for k in range(COLUMNS):
        mixed = mine * composition.shares[i, k] + theirs * composition.shares[host, k]
        composition.shares[host, k] = mixed / (mine + theirs)
    for k in range(ORIGINS):
        composition.counted_by_origin[host, k] += composition.counted_by_origin[i, k]
        composition.counted_by_origin[i, k] = 0.0


@kernel
def take_in(composition, murder_of_the_jews, persecution, family_camps, detachments, land, parameters, i):
    """Update the shares of a detachment with those who came since the last count."""
    c, shares = detachments.cell[i], composition.shares
    fled, dependants = refugees(composition, persecution, i)
    before, stayed = held(composition.counted_by_origin, i), 0.0
    for k in range(ORIGINS):
        stayed += min(detachments.people[i, k], composition.counted_by_origin[i, k])
    cadres = come_in(composition, detachments, i, CADRE)
    soldiers = come_in(composition, detachments, i, STRAGGLER) + come_in(composition, detachments, i, DEFECTOR)
    local = come_in(composition, detachments, i, LOCAL)
    if 0.0 < stayed < before:
        stay_on(composition, parameters, i, stayed / before)
    if fled > local:  # some of those taken in are lost again
        dependants *= local / fled
        fled = local
    local -= fled
    # Cadres of a new detachment were set aside by the Party before the occupation: they are local people.
    if stayed <= 0.0:
        local += cadres
        cadres = 0.0
    total = stayed + fled + local + soldiers + cadres
    if total > stayed:
        women = women_among_local(family_camps, detachments, parameters, i) * local
        women += parameters.women_cadre * cadres + parameters.women_soldiers * soldiers
        women += parameters.women_dependants * dependants
        for k in range(COLUMNS):
            shares[i, k] *= stayed / total
        shares[i, WOMEN] += women / total
        shares[i, JEWISH] += fled / total
        add_local_people(composition, murder_of_the_jews, land, parameters, i, c, local / total)
        add_soldiers(composition, parameters, i, (soldiers + cadres) / total)
    write_down(composition, detachments, i)


@kernel
def refugees(composition, persecution, i):
    """Return how many refugees row i took in since the last count, and how many of them are not men."""
    fled, dependants = 0.0, 0.0
    for k in range(REFUGEES):
        arrived = persecution.admitted_by_detachment[i, k] - composition.counted_jews[i, k]
        composition.counted_jews[i, k] = persecution.admitted_by_detachment[i, k]
        fled += arrived
        if k == DEPENDANTS:
            dependants = arrived
    return fled, dependants


@kernel
def come_in(composition, detachments, i, origin):
    """Return how many people of an origin came since the last count, and store the new number."""
    new = detachments.people[i, origin] - composition.counted_by_origin[i, origin]
    composition.counted_by_origin[i, origin] = detachments.people[i, origin]
    return max(0.0, new)


@kernel
def women_among_local(family_camps, detachments, parameters, i):
    """Return the share of women among local people who join a detachment."""
    size = min(1.0, detachments.men[i] / parameters.large_detachment_size)
    camp = family_camps.camp_exists[detachments.cell[i]]
    return parameters.women_local + parameters.women_large_detachment * size + parameters.women_family_camp * camp


@kernel
def add_local_people(composition, murder_of_the_jews, land, parameters, i, c, part):
    """Add local people, a part of all in a detachment, by the make-up of their cell and by who is ready to join."""
    s = composition.shares
    jewish = land.jewish[c]
    if murder_of_the_jews.flight_over[c] == 1:
        jewish = murder_of_the_jews.unconfined[c] / max(1.0, land.rural[c] + land.urban[c])
    polish, ukrainian, other = ready_people(land, parameters, c)
    total = jewish + polish + land.belarusian[c] + land.russian[c] + ukrainian + other
    each = part / total if total > 0.0 else 0.0
    s[i, JEWISH] += jewish * each
    s[i, POLISH] += polish * each
    s[i, BELARUSIAN] += land.belarusian[c] * each
    s[i, RUSSIAN] += land.russian[c] * each
    s[i, UKRAINIAN] += ukrainian * each
    s[i, OTHER] += other * each if total > 0.0 else part


@kernel
def add_soldiers(composition, parameters, i, part):
    """Add soldiers and cadres, a part of all in a detachment, by the make-up of the Red Army."""
    s, p = composition.shares, parameters
    named = p.army_jewish + p.army_belarusian + p.army_russian + p.army_ukrainian
    each = part / max(1.0, named)
    s[i, JEWISH] += p.army_jewish * each
    s[i, BELARUSIAN] += p.army_belarusian * each
    s[i, RUSSIAN] += p.army_russian * each
    s[i, UKRAINIAN] += p.army_ukrainian * each
    s[i, OTHER] += max(0.0, 1.0 - named) * each


@kernel
def stay_on(composition, parameters, i, part):
    """Apply losses to the share of Jews, who are lost less often than others."""
    jewish = composition.shares[i, JEWISH]
    if jewish <= 0.0 or jewish >= 1.0:
        return
    now = min(1.0, jewish * (1.0 - parameters.jewish_loss_ratio * (1.0 - part)) / part)
    for k in range(JEWISH + 1, COLUMNS):
        composition.shares[i, k] *= (1.0 - now) / (1.0 - jewish)
    composition.shares[i, JEWISH] = now


@kernel
def write_down(composition, detachments, i):
    """Compute the people of a detachment in each column from its shares."""
    men = held(detachments.people, i)
    for k in range(COLUMNS):
        composition.people[i, k] = men * composition.shares[i, k]
