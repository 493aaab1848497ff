"""Composition: women and nationalities in each detachment, and the attitude of its commander to civilians.

Each detachment has shares of women and of nationalities. Newcomers change the shares according to their origin: local
people by the population of the cell, soldiers by the make-up of the Red Army, refugees from ghettos as Jews. Departures
leave the shares unchanged, except that Jews depart less often. The attitude of a commander is drawn when a detachment
forms and moves towards protection under a commissar, where Moscow demands it.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import in_monthly_batch, stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.declare import Array, f8, i4, param, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind
from hinterland.core.origin import CADRE, DEFECTOR, LOCAL, ORIGINS, STRAGGLER
from hinterland.core.stock import held

MIND = stream("composition.mind", "attitude to civilians and aggressiveness of the commander of a new detachment")
SERVED = stream("composition.served", "how many of those who joined from the Army are Jews")
FORMATION, DISSOLUTION = np.int64(Kind.formation), np.int64(Kind.dissolution)
WOMEN, JEWISH, POLISH, BELARUSIAN, RUSSIAN, UKRAINIAN, OTHER = range(7)
"""Columns of the shares; all but the first add up to 1."""
COLUMNS = 7


class State(NamedTuple):
    """Composition and command of every detachment."""

    shares: Array = per(
        "detachment", f8, "1", "Shares of women; of Jews, Poles, Belarusians, Russians, Ukrainians and others",
        wide=COLUMNS,
    )  # fmt: skip
    people: Array = per("detachment", f8, "person", "Fit partisans by the same columns, updated weekly", wide=COLUMNS)
    men_of_protectors: Array = per(
        "detachment", f8, "person", "Fit partisans whose commander tends to protect civilians, updated weekly"
    )
    attitude: Array = per(
        "detachment", f8, "1", "Attitude of the commander: 0 disregards civilians and Jews, 1 protects them", start=0.5
    )
    aggressiveness: Array = per(
        "detachment", f8, "1", "Aggressiveness of the commander: 0 avoids losses, 1 seeks battle", start=0.5
    )
    commissar_influence: Array = per("detachment", f8, "1", "Influence of a commissar appointed by the staffs, 0 to 1")
    founded_day: Array = per(
        "detachment", i4, "day", "Founding day of the detachment that was last counted in this row", start=-1
    )
    counted_by_origin: Array = per(
        "detachment", f8, "person", "Fit partisans by origin at the last count", wide=ORIGINS
    )
    counted_jews: Array = per(
        "detachment", f8, "person", "Jews admitted to the detachment up to the last count", wide=3
    )
    jewish_joined: Array = per("cell", f8, "person", "Jews who became partisans today", daily=True)


class Parameters(NamedTuple):
    """Composition of newcomers by origin, and the rates at which attitudes change."""

    enabled: float = switch("Whether the composition of detachments is simulated")
    polish_readiness: float = param(
        0.04, "1", (0, 1), "Readiness of Poles to join, relative to Belarusians", "R133d", "house-0170"
    )
    west_ukrainian_readiness: float = param(
        0.3, "1", (0, 1), "Readiness of Ukrainians of former Poland to join, relative to Belarusians", "S151",
        "house-0170",
    )  # fmt: skip
    other_readiness: float = param(
        0.4, "1", (0, 1), "Readiness of all other nationalities to join, relative to Belarusians", "house-0170"
    )
    army_russian: float = param(0.62, "1", (0, 1), "Share of Russians in the Red Army", "house-0171")
    army_ukrainian: float = param(0.17, "1", (0, 1), "Share of Ukrainians in the Red Army", "house-0171")
    army_belarusian: float = param(0.04, "1", (0, 1), "Share of Belarusians in the Red Army", "house-0171")
    army_jewish: float = param(0.018, "1", (0, 0.1), "Share of Jews in the Red Army", "house-0171", "S561")
    jewish_loss_ratio: float = param(
        0.35, "1", (0, 1), "Loss rate of Jews relative to others: they die, but have no home to desert to", "house-0171"
    )
    women_local: float = param(
        0.05, "1", (0, 0.4), "Share of women among local people who join a small detachment", "S187", "R134",
        "house-0172",
    )  # fmt: skip
    women_large_detachment: float = param(
        0.045, "1", (0, 0.4), "Added share of women among local people who join a large detachment", "house-0172"
    )
    women_family_camp: float = param(
        0.03, "1", (0, 0.4), "Added share of women where a family camp lies in the cell", "house-0172"
    )
    large_detachment_size: float = param(
        190, "person", (60, 600), "People at which a detachment counts as large", "house-0030"
    )
    women_cadre: float = param(
        0.09, "1", (0, 0.4), "Share of women among people sent or dropped by the staffs", "house-0172"
    )
    women_soldiers: float = param(0.01, "1", (0, 0.1), "Share of women among soldiers cut off", "house-0172")
    women_dependants: float = param(
        0.7, "1", (0, 1), "Share of women among Jewish women, children and old people taken in", "house-0172"
    )
    attitude_exponent: float = param(
        1.5, "1", (0.5, 4), "Exponent of the even draw of a commander's attitude; above 1 most disregard civilians",
        "S544", "S562", "house-0173",
    )  # fmt: skip
    attitude_change_per_week: float = param(
        0.012, "1/week", (0, 0.1),
        "Share of the gap to a protective attitude that closes in a week where Moscow demands it", "S530", "S305",
        "house-0173",
    )  # fmt: skip
    commissar_influence_per_week: float = param(
        0.15, "1/week", (0.01, 1),
        "Share of the gap between a commissar's influence and its target that closes in a week", "S304", "house-0303",
    )  # fmt: skip
    protector_threshold: float = param(
        0.5, "1", (0.1, 0.9), "Attitude from which a commander counts as one who protects civilians", "house-0173"
    )


@daily
def step(composition, persecution, family_camps, detachments, recruitment, journal, land, forcing, parameters, today):
    """Start new detachments, copy or merge shares of divided and merged ones, and add newcomers once a month."""
    if parameters.enabled == 0.0:
        return
    for n in range(min(journal.used[0], journal.kind.size)):
        i, other = journal.who[n], journal.other[n]
        if journal.kind[n] == FORMATION:
            found(composition, persecution, detachments, parameters, today, i)
            if other >= 0 and detachments.named[i] < 0:
                divide(composition, detachments, parameters, other, i)
            elif detachments.alive[i] == 1:
                take_in(composition, persecution, family_camps, detachments, land, parameters, i)
        elif journal.kind[n] == DISSOLUTION and other >= 0:
            join(composition, i, other)
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 0 and composition.founded_day[i] >= 0:
            composition.founded_day[i] = -1
            composition.people[i, :] = 0.0
            composition.men_of_protectors[i] = 0.0
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0:
            continue
        if in_monthly_batch(today, i):
            take_in(composition, persecution, family_camps, detachments, land, parameters, i)
        else:
            write_down(composition, detachments, parameters, i)
        composition.commissar_influence[i] += parameters.commissar_influence_per_week * (
            detachments.contact[i] - composition.commissar_influence[i]
        )
        pull = parameters.attitude_change_per_week * forcing.protection * composition.commissar_influence[i]
        composition.attitude[i] += pull * (1.0 - composition.attitude[i])
    for c in range(composition.jewish_joined.size):
        if recruitment.joined[c] <= 0.0:
            continue
        fled = persecution.admitted[c, 0] + persecution.admitted[c, 1] + persecution.admitted[c, 2]
        served = max(0.0, recruitment.joined[c] - recruitment.joined_local[c] - fled)
        composition.jewish_joined[c] = fled + min(
            whole(parameters.army_jewish * served, uniform(today, SERVED, c)), served
        )


@kernel
def found(composition, persecution, detachments, parameters, today, i):
    """Reset a row for a new detachment and draw its commander."""
    composition.founded_day[i] = detachments.founded_day[i]
    composition.attitude[i] = uniform(today, MIND, i) ** parameters.attitude_exponent
    composition.aggressiveness[i] = uniform(today, MIND, i + 100000)
    composition.commissar_influence[i] = 0.0
    composition.shares[i, :] = 0.0
    composition.counted_by_origin[i, :] = 0.0
    for k in range(3):
        composition.counted_jews[i, k] = persecution.admitted_by_detachment[i, k]


@kernel
def divide(composition, detachments, parameters, parent, child):
    """Copy the shares of a detachment that divides to the new one."""
    for k in range(COLUMNS):
        composition.shares[child, k] = composition.shares[parent, k]
    for k in range(ORIGINS):
        composition.counted_by_origin[child, k] = detachments.people[child, k]
        composition.counted_by_origin[parent, k] = max(
            0.0, composition.counted_by_origin[parent, k] - detachments.people[child, k]
        )
    write_down(composition, detachments, parameters, child)


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
def take_in(composition, persecution, family_camps, detachments, land, parameters, i):
    """Update the shares of a detachment with those who came since the last count."""
    c = detachments.cell[i]
    fled, fled_women = 0.0, 0.0
    for k in range(3):
        arrived = persecution.admitted_by_detachment[i, k] - composition.counted_jews[i, k]
        composition.counted_jews[i, k] = persecution.admitted_by_detachment[i, k]
        fled += arrived
        if k == 2:
            fled_women = parameters.women_dependants * arrived
    before, stayed = held(composition.counted_by_origin, i), 0.0
    for k in range(ORIGINS):
        stayed += min(detachments.people[i, k], composition.counted_by_origin[i, k])
    cadres = come_in(composition, detachments, i, CADRE)
    soldiers = come_in(composition, detachments, i, STRAGGLER) + come_in(composition, detachments, i, DEFECTOR)
    local = come_in(composition, detachments, i, LOCAL)
    if 0.0 < stayed < before:
        stay_on(composition, parameters, i, stayed / before)
    fled = min(fled, local)
    local -= fled
    # Cadres of a new detachment were set aside by the Party before the occupation: they are local people.
    if stayed <= 0.0:
        local += cadres
        cadres = 0.0
    served = soldiers + cadres
    total = stayed + fled + local + served
    if total <= stayed:
        write_down(composition, detachments, parameters, i)
        return
    at_home = 0.0 if persecution.confinement_begun[c] == 1 else land.jewish[c]
    west = 1.0 if land.west_ukrainian[c] > 0.0 else 0.0
    polish = parameters.polish_readiness * land.polish[c]
    ukrainian = land.ukrainian[c] * (1.0 - west + west * parameters.west_ukrainian_readiness)
    rest = 1.0 - land.jewish[c] - land.polish[c] - land.belarusian[c] - land.russian[c] - land.ukrainian[c]
    rest = parameters.other_readiness * max(0.0, rest)
    all_local = max(at_home + polish + land.belarusian[c] + land.russian[c] + ukrainian + rest, 0.001)
    army_rest = max(
        0.0,
        1.0 - parameters.army_russian - parameters.army_ukrainian - parameters.army_belarusian - parameters.army_jewish,
    )
    all_army = (
        parameters.army_russian
        + parameters.army_ukrainian
        + parameters.army_belarusian
        + parameters.army_jewish
        + army_rest
    )
    per_local, per_army = local / all_local, served / all_army
    women = parameters.women_local + parameters.women_large_detachment * min(
        1.0, detachments.men[i] / parameters.large_detachment_size
    )
    women += parameters.women_family_camp * family_camps.camp_exists[c]
    old = stayed / total
    s = composition.shares
    s[i, WOMEN] = (
        old * s[i, WOMEN]
        + (women * local + parameters.women_cadre * cadres + parameters.women_soldiers * soldiers + fled_women) / total
    )
    s[i, JEWISH] = old * s[i, JEWISH] + (at_home * per_local + parameters.army_jewish * per_army + fled) / total
    s[i, POLISH] = old * s[i, POLISH] + polish * per_local / total
    s[i, BELARUSIAN] = (
        old * s[i, BELARUSIAN] + (land.belarusian[c] * per_local + parameters.army_belarusian * per_army) / total
    )
    s[i, RUSSIAN] = old * s[i, RUSSIAN] + (land.russian[c] * per_local + parameters.army_russian * per_army) / total
    s[i, UKRAINIAN] = old * s[i, UKRAINIAN] + (ukrainian * per_local + parameters.army_ukrainian * per_army) / total
    s[i, OTHER] = old * s[i, OTHER] + (rest * per_local + army_rest * per_army) / total
    write_down(composition, detachments, parameters, i)


@kernel
def come_in(composition, detachments, i, origin):
    """Return how many people of an origin came since the last count, and store the new number."""
    new = detachments.people[i, origin] - composition.counted_by_origin[i, origin]
    composition.counted_by_origin[i, origin] = detachments.people[i, origin]
    return max(0.0, new)


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
def write_down(composition, detachments, parameters, i):
    """Compute the people of a detachment in each column from its shares."""
    men = held(detachments.people, i)
    for k in range(COLUMNS):
        composition.people[i, k] = men * composition.shares[i, k]
    composition.men_of_protectors[i] = men if composition.attitude[i] >= parameters.protector_threshold else 0.0
