"""Composition: who the partisans are, women and men, of which nation, and what their commanders think of civilians.

Every detachment has shares; who comes in brings shares of where he comes from, who goes takes none away.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import in_monthly_batch, stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.declare import Array, f8, i4, param, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind
from hinterland.core.origin import CADRE, DEFECTOR, LOCAL, ORIGINS, STRAGGLER
from hinterland.core.stock import held

MIND = stream("composition.mind", "what the commander of a new detachment thinks of civilians, Jews and fighting")
SERVED = stream("composition.served", "how many of those who joined out of the Army are Jews")
FORMATION, DISSOLUTION = np.int64(Kind.formation), np.int64(Kind.dissolution)
WOMEN, JEWISH, POLISH, BELARUSIAN, RUSSIAN, UKRAINIAN, OTHER = range(7)
"""Columns of the shares; all but the first add up to 1."""
COLUMNS = 7


class State(NamedTuple):
    """Who is in every detachment."""

    shares: Array = per(
        "detachment",
        f8,
        "1",
        "Shares of women; of Jews, Poles, Belarusians, Russians, Ukrainians and others",
        wide=COLUMNS,
    )
    people: Array = per("detachment", f8, "person", "Fit partisans by the same columns, this week", wide=COLUMNS)
    humane: Array = per(
        "detachment", f8, "person", "Fit partisans whose commander would rather protect civilians, this week"
    )
    attitude: Array = per(
        "detachment", f8, "1", "The commander's mind: 0 scant regard for civilians and Jews, 1 protects them", start=0.5
    )
    bent: Array = per("detachment", f8, "1", "The commander's bent: 0 to keep his people alive, 1 to fight", start=0.5)
    commissar: Array = per("detachment", f8, "1", "How far a commissar of the staffs has a say in it, 0 to 1")
    begun: Array = per("detachment", i4, "day", "Day on which the detachment looked at last was founded", start=-1)
    seen: Array = per("detachment", f8, "person", "Fit partisans by origin when looked at last", wide=ORIGINS)
    told: Array = per("detachment", f8, "person", "Jews whom the row had taken in when looked at last", wide=3)
    jewish_joined: Array = per("cell", f8, "person", "Jews who became partisans today", daily=True)


class Parameters(NamedTuple):
    """What kinds of people come in from where."""

    enabled: float = switch("Whether the make-up of detachments is followed")
    polish: float = param(
        0.04, "1", (0, 1), "Readiness of Poles to join beside that of Belarusians", "R133d", "house-0170"
    )
    western: float = param(0.3, "1", (0, 1), "That of Ukrainians of former Poland", "S151", "house-0170")
    others: float = param(0.4, "1", (0, 1), "That of all other nations", "house-0170")
    army_russian: float = param(0.62, "1", (0, 1), "Share of Russians in the Red Army", "house-0171")
    army_ukrainian: float = param(0.17, "1", (0, 1), "Share of Ukrainians there", "house-0171")
    army_belarusian: float = param(0.04, "1", (0, 1), "Share of Belarusians there", "house-0171")
    army_jewish: float = param(0.018, "1", (0, 0.1), "Share of Jews there", "house-0171", "S561")
    cling: float = param(
        0.35,
        "1",
        (0, 1),
        "How far Jews are among those lost to a detachment: they die, but have no home to go to",
        "house-0171",
    )
    women_local: float = param(
        0.05,
        "1",
        (0, 0.4),
        "Share of women among local people who join a small detachment",
        "S187",
        "R134",
        "house-0172",
    )
    women_large: float = param(0.045, "1", (0, 0.4), "What a large detachment adds to it", "house-0172")
    women_camp: float = param(0.03, "1", (0, 0.4), "What a family camp near by adds to it", "house-0172")
    large: float = param(190, "person", (60, 600), "People at which a detachment counts as large", "house-0030")
    women_cadre: float = param(0.09, "1", (0, 0.4), "Share of women among those sent or dropped", "house-0172")
    women_soldiers: float = param(0.01, "1", (0, 0.1), "The same among soldiers cut off", "house-0172")
    women_dependants: float = param(
        0.7, "1", (0, 1), "The same among Jewish women, children and old people taken in", "house-0172"
    )
    harden: float = param(
        1.5,
        "1",
        (0.5, 4),
        "How far commanders lean to scant regard: power of an even chance",
        "S544",
        "S562",
        "house-0173",
    )
    soften: float = param(
        0.012,
        "1/week",
        (0, 0.1),
        "Share of the way to a protecting mind that a week under a commissar goes where Moscow wants that",
        "S530",
        "S305",
        "house-0173",
    )
    commissar: float = param(
        0.15, "1/week", (0.01, 1), "Share of the way to his full say, or back, gone in a week", "S304", "house-0303"
    )
    protects: float = param(
        0.5, "1", (0.1, 0.9), "Mind from which a commander counts as one who protects", "house-0173"
    )


@daily
def step(composition, persecution, family_camps, detachments, recruitment, journal, land, forcing, parameters, today):
    """New detachments begin, divided and merged ones hand their shares on, the rest take in who has come, by month."""
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
        if detachments.alive[i] == 0 and composition.begun[i] >= 0:
            composition.begun[i] = -1
            composition.people[i, :] = 0.0
            composition.humane[i] = 0.0
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0:
            continue
        if in_monthly_batch(today, i):
            take_in(composition, persecution, family_camps, detachments, land, parameters, i)
        else:
            write_down(composition, detachments, parameters, i)
        composition.commissar[i] += parameters.commissar * (detachments.contact[i] - composition.commissar[i])
        pull = parameters.soften * forcing.protection * composition.commissar[i]
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
    """Begin a row anew, with a commander of its own; a row given up and used again remembers nothing."""
    composition.begun[i] = detachments.born[i]
    composition.attitude[i] = uniform(today, MIND, i) ** parameters.harden
    composition.bent[i] = uniform(today, MIND, i + 100000)
    composition.commissar[i] = 0.0
    composition.shares[i, :] = 0.0
    composition.seen[i, :] = 0.0
    for k in range(3):
        composition.told[i, k] = persecution.admitted_by_detachment[i, k]


@kernel
def divide(composition, detachments, parameters, parent, child):
    """A detachment that divides passes its shares on."""
    for k in range(COLUMNS):
        composition.shares[child, k] = composition.shares[parent, k]
    for k in range(ORIGINS):
        composition.seen[child, k] = detachments.people[child, k]
        composition.seen[parent, k] = max(0.0, composition.seen[parent, k] - detachments.people[child, k])
    write_down(composition, detachments, parameters, child)


@kernel
def join(composition, i, host):
    """A detachment that joins another brings its shares with it."""
    mine, theirs = held(composition.seen, i), held(composition.seen, host)
    if mine <= 0.0:
        return
    for k in range(COLUMNS):
        mixed = mine * composition.shares[i, k] + theirs * composition.shares[host, k]
        composition.shares[host, k] = mixed / (mine + theirs)
    for k in range(ORIGINS):
        composition.seen[host, k] += composition.seen[i, k]
        composition.seen[i, k] = 0.0


@kernel
def take_in(composition, persecution, family_camps, detachments, land, parameters, i):
    """Mix those who have come since the last look into the shares of a detachment."""
    c = detachments.cell[i]
    fled, fled_women = 0.0, 0.0
    for k in range(3):
        come = persecution.admitted_by_detachment[i, k] - composition.told[i, k]
        composition.told[i, k] = persecution.admitted_by_detachment[i, k]
        fled += come
        if k == 2:
            fled_women = parameters.women_dependants * come
    before, stayed = held(composition.seen, i), 0.0
    for k in range(ORIGINS):
        stayed += min(detachments.people[i, k], composition.seen[i, k])
    cadres = come_in(composition, detachments, i, CADRE)
    soldiers = come_in(composition, detachments, i, STRAGGLER) + come_in(composition, detachments, i, DEFECTOR)
    local = come_in(composition, detachments, i, LOCAL)
    if 0.0 < stayed < before:
        stay_on(composition, parameters, i, stayed / before)
    fled = min(fled, local)
    local -= fled
    # Those whom the Party set aside before the enemy came are people of the place.
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
    polish = parameters.polish * land.polish[c]
    ukrainian = land.ukrainian[c] * (1.0 - west + west * parameters.western)
    rest = 1.0 - land.jewish[c] - land.polish[c] - land.belarusian[c] - land.russian[c] - land.ukrainian[c]
    rest = parameters.others * max(0.0, rest)
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
    women = parameters.women_local + parameters.women_large * min(1.0, detachments.men[i] / parameters.large)
    women += parameters.women_camp * family_camps.camp_exists[c]
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
    """Return how many of an origin have come since the last look, and remember how many there are."""
    new = detachments.people[i, origin] - composition.seen[i, origin]
    composition.seen[i, origin] = detachments.people[i, origin]
    return max(0.0, new)


@kernel
def stay_on(composition, parameters, i, part):
    """Losses fall less on Jews than on others, who may go home."""
    jewish = composition.shares[i, JEWISH]
    if jewish <= 0.0 or jewish >= 1.0:
        return
    now = min(1.0, jewish * (1.0 - parameters.cling * (1.0 - part)) / part)
    for k in range(JEWISH + 1, COLUMNS):
        composition.shares[i, k] *= (1.0 - now) / (1.0 - jewish)
    composition.shares[i, JEWISH] = now


@kernel
def write_down(composition, detachments, parameters, i):
    """Count the people of a detachment by its shares."""
    men = held(detachments.people, i)
    for k in range(COLUMNS):
        composition.people[i, k] = men * composition.shares[i, k]
    composition.humane[i] = men if composition.attitude[i] >= parameters.protects else 0.0
