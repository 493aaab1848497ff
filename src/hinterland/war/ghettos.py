"""The murder of the Jews of the occupied land, and those who got out of the ghettos into the forest.

Everyone is counted in one account: held in a ghetto or camp, murdered, in hiding in the forest, dead there of cold and
hunger, or among the partisans. Nothing here depends on what partisans report.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import THURSDAY
from hinterland.core.chance import stream, their_day, uniform, whole
from hinterland.core.cover import hidden
from hinterland.core.declare import Array, f8, i4, log, param, per, switch, u1
from hinterland.core.jit import daily, kernel, weekly
from hinterland.core.journal import Kind, note
from hinterland.core.origin import LOCAL
from hinterland.core.ranks import recount
from hinterland.core.stock import draw_down, held

MURDER = stream("ghettos.murder", "rounding of those who are murdered this week")
ESCAPE = stream("ghettos.escape", "how many get out into the forest this week, and who they are")
HIDE = stream("ghettos.hide", "how many of those in hiding are caught, die or go back this week")
ASK = stream("ghettos.ask", "how many of those in hiding find a detachment this week, and whom it takes in")
GHETTO = np.int64(Kind.ghetto)
ARMED, UNARMED, OTHERS = 0, 1, 2
"""Columns of those in the forest: men who have a weapon, men who have none, and women, children and the old."""
GROUPS = 3


class Ghettos(NamedTuple):
    """The Jews of every cell from the day on which the occupier shuts them in."""

    since: Array = per("cell", i4, "day", "Day on which the occupier came, -1 while he is not there", start=-1)
    fled: Array = per(
        "cell", f8, "person", "Jews who fled or were moved east before, beyond their part of the evacuation"
    )
    counted: Array = per("cell", u1, "1", "Whether the Jews of the cell have been shut in")
    confined: Array = per("cell", f8, "person", "Jews held in ghettos and camps")
    murdered: Array = per("cell", f8, "person", "Jews murdered since the start")
    died: Array = per("cell", f8, "person", "Jews who died of cold and hunger in the forest since the start")
    forest: Array = per("cell", f8, "person", "Jews in hiding: men with a weapon, men without, all others", wide=GROUPS)
    word: Array = per("cell", f8, "1", "How far it is known what a removal means, 0 to 1")
    within: Array = per("detachment", f8, "person", "Jews whom the row has taken in since the start", wide=GROUPS)
    asked: Array = per("cell", f8, "person", "Those who asked to be taken in today, alike", wide=GROUPS, daily=True)
    admitted: Array = per("cell", f8, "person", "Those taken in today, alike", wide=GROUPS, daily=True)
    murdered_today: Array = per("atom", f8, "person", "Jews murdered today", daily=True)
    escaped: Array = per("atom", f8, "person", "Jews who got out into the forest today", daily=True)
    returned: Array = per("atom", f8, "person", "Jews who went back to a ghetto today", daily=True)


class GhettosRules(NamedTuple):
    """What the pace of the murder, escape and admission depend on."""

    at_work: float = switch("Whether the murder of the Jews and escape from it are told")
    days: float = param(10, "day", (1, 60), "Days of occupation after which Jews are shut in", "house-0161")
    towns: float = param(0.85, "1", (0.4, 1), "Share of the Jews of a cell who live in its towns", "house-0161")
    pace: float = param(
        0.07, "1/week", log(0.02, 0.5), "Share murdered in a week where all are to be murdered", "S503", "house-0160"
    )
    flight: float = param(
        1.5, "1", (0, 3), "How many more Jews than others fled a town that was evacuated", "S094", "house-0161"
    )
    bread: float = param(
        0.0009, "t/week", (0, 0.004), "Grain that reaches a person in a ghetto in a week", "house-0161"
    )
    told: float = param(
        400, "person", log(50, 5000), "Murdered in a week in a cell that are noted one by one", "house-0160"
    )
    word: float = param(
        0.25, "1/week", (0.01, 1), "Share of the way to full word of it that a week of murder goes", "house-0162"
    )
    escape: float = param(
        0.009, "1/week", (0, 0.2), "Share who flee in a week of murder where all is forest", "house-0162", "S561"
    )
    lure: float = param(2.0, "1", (0, 10), "How much more flee where partisans are many", "house-0162")
    near: float = param(
        60, "person", log(5, 1000), "Partisans in a cell at which half of that is reached", "house-0162"
    )
    men: float = param(0.45, "1", (0.2, 0.9), "Share of those who flee who are men able to fight", "house-0162")
    armed: float = param(0.25, "1", (0, 0.9), "Share of these who come by a weapon", "house-0162", "S389")
    caught: float = param(
        0.035,
        "1/week",
        log(0.001, 0.3),
        "Share of those in hiding caught in a week in the open where nobody helps them",
        "house-0163",
        "S559",
    )
    die: float = param(
        0.012,
        "1/week",
        log(0.001, 0.1),
        "Share of those in hiding who die in a week of 20 degrees of frost",
        "house-0163",
    )
    back: float = param(
        0.02,
        "1/week",
        (0, 0.2),
        "Share who go back to a ghetto in a week where partisans are hostile",
        "S560",
        "house-0163",
    )
    meet: float = param(
        0.25, "1/week", (0.02, 1), "Share of those in hiding who find a detachment in a week", "house-0164"
    )
    odds_armed: float = param(
        0.9, "1", (0, 1), "Chance of a man with a weapon with a friendly commander", "S389", "house-0164"
    )
    odds_unarmed: float = param(0.35, "1", (0, 1), "The same of a man without one", "S389", "house-0164")
    odds_others: float = param(0.03, "1", (0, 1), "The same of women, children and the old", "S391", "house-0164")
    useful: float = param(
        0.5, "1", (0, 1), "How far a weapon makes up for a commander's ill will", "S389", "house-0164"
    )
    full: float = param(220, "person", (60, 600), "People at which a detachment takes nobody in", "house-0164")
    policy: float = param(
        0.35, "1", (0, 1), "How far Moscow's word opens a commander's mind who hears it", "S530", "house-0164"
    )


@daily
def murder(ghettos, detachments, people, journal, land, outside, rules, today):
    """The occupier shuts the Jews of a place in, and murders them at the pace he is told; some get out."""
    if rules.at_work == 0.0:
        return
    for c in range(ghettos.since.size):
        if land.abroad[c] == 1 or land.jewish[c] <= 0.0:
            continue
        if outside.occupied[c] == 0:
            ghettos.since[c] = -1
            alive = ghettos.confined[c] + held(ghettos.forest, c)
            if alive > 0.0:
                people.urban[c] += alive
                ghettos.confined[c] = 0.0
                ghettos.forest[c, :] = 0.0
            continue
        if ghettos.since[c] < 0:
            ghettos.since[c] = today.day
            flee_east(ghettos, people, land, outside, rules, c)
        if ghettos.counted[c] == 0 and outside.murder[c] > 0.0 and today.day - ghettos.since[c] >= rules.days:
            ghettos.counted[c] = 1
            shut_in(ghettos, people, land, rules, c)
        if not their_day(today, c) or ghettos.confined[c] <= 0.0:
            continue
        bread = min(rules.bread * ghettos.confined[c], people.food[c])
        people.food[c] -= bread
        people.eaten[c] += bread
        level = outside.murder[c]
        n = min(whole(rules.pace * level * ghettos.confined[c], uniform(today, MURDER, c)), ghettos.confined[c])
        near = level
        for k in range(6):
            if land.neighbours[c, k] >= 0:
                near = max(near, outside.murder[land.neighbours[c, k]])
        pull = 1.0 + rules.lure * detachments.here[c] / (detachments.here[c] + rules.near)
        mean = rules.escape * ghettos.confined[c] * near * ghettos.word[c] * land.cover[c] * pull
        out = min(whole(mean, uniform(today, ESCAPE, c)), ghettos.confined[c] - n)
        able = whole(rules.men * out, uniform(today, ESCAPE, c + 100000))
        with_arms = whole(rules.armed * able, uniform(today, ESCAPE, c + 200000))
        ghettos.confined[c] -= n + out
        ghettos.murdered[c] += n
        ghettos.murdered_today[land.atom[c]] += n
        ghettos.forest[c, ARMED] += with_arms
        ghettos.forest[c, UNARMED] += able - with_arms
        ghettos.forest[c, OTHERS] += out - able
        ghettos.escaped[land.atom[c]] += out
        ghettos.word[c] += rules.word * near * (1.0 - ghettos.word[c])
        if n >= rules.told:
            note(journal, GHETTO, c, -1, -1, n, out, 0.0, 0.0)


@kernel
def flee_east(ghettos, people, land, outside, rules, c):
    """More of the Jews of a town get away before the enemy than of others."""
    in_towns = min(rules.towns * land.jewish[c] * (land.rural[c] + land.urban[c]), people.urban[c])
    gone = float(int(min(1.0, rules.flight * outside.evacuation[c]) * in_towns))
    people.urban[c] -= gone
    people.evacuated[c] += gone
    people.moved_east[land.atom[c]] += gone
    ghettos.fled[c] += gone


@kernel
def shut_in(ghettos, people, land, rules, c):
    """Take the Jews who are still in a cell out of its towns and villages."""
    jews = land.jewish[c] * (land.rural[c] + land.urban[c])
    in_towns = min(rules.towns * jews, land.urban[c])
    stayed = (people.urban[c] + ghettos.fled[c]) / max(land.urban[c], 1.0)
    here = people.rural[c] / max(land.rural[c], 1.0)
    from_towns = min(max(0.0, float(int(in_towns * stayed - ghettos.fled[c]))), people.urban[c])
    from_villages = min(float(int((jews - in_towns) * here)), people.rural[c])
    people.urban[c] -= from_towns
    people.rural[c] -= from_villages
    ghettos.confined[c] += from_towns + from_villages


@weekly(THURSDAY)
def hide(ghettos, detachments, people, composition, land, outside, rules, today):
    """In the forest some are caught, some die, and some go back where partisans drive them off."""
    if rules.at_work == 0.0:
        return
    for c in range(ghettos.since.size):
        here = held(ghettos.forest, c)
        if here <= 0.0:
            continue
        z = land.zone[c]
        frost = max(0.0, -outside.temp[z]) / 20.0
        open_ground = 1.0 - 0.8 * hidden(land.cover[c], outside.foliage[z], outside.snow[z])
        rate = rules.caught * open_ground * (1.0 - people.soviet[c])
        caught = draw_down(ghettos.forest, c, whole(rate * here, uniform(today, HIDE, c)))
        ghettos.murdered[c] += caught
        ghettos.murdered_today[land.atom[c]] += caught
        dead = draw_down(ghettos.forest, c, whole(rules.die * frost * here, uniform(today, HIDE, c + 100000)))
        ghettos.died[c] += dead
        host = detachments.head[c]
        if host >= 0 and ghettos.confined[c] > 0.0:
            mean = rules.back * (1.0 - composition.attitude[host]) * here
            gone = draw_down(ghettos.forest, c, whole(mean, uniform(today, HIDE, c + 200000)))
            ghettos.confined[c] += gone
            ghettos.returned[land.atom[c]] += gone


@weekly(THURSDAY)
def admit(ghettos, detachments, recruits, stores, composition, outside, rules, today):
    """Those in hiding ask the detachments of their cell; who has a weapon is taken first, and dependants seldom."""
    if rules.at_work == 0.0:
        return
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 0:
            continue
        c = detachments.cell[i]
        if held(ghettos.forest, c) <= 0.0:
            continue
        heard = rules.policy * outside.protection * detachments.contact[i]
        welcome = composition.attitude[i] + heard * (1.0 - composition.attitude[i])
        for k in range(GROUPS):
            n = min(whole(rules.meet * ghettos.forest[c, k], uniform(today, ASK, i + 10000 * k)), ghettos.forest[c, k])
            if n <= 0.0:
                continue
            ghettos.asked[c, k] += n
            if detachments.men[i] >= rules.full:
                continue
            odds = rules.odds_armed if k == ARMED else rules.odds_unarmed if k == UNARMED else rules.odds_others
            # A man with a weapon is of use to any commander; the others depend on what he thinks of them.
            mind = welcome + rules.useful * (1.0 - welcome) if k == ARMED else welcome
            taken = min(whole(odds * mind * n, uniform(today, ASK, i + 10000 * (k + GROUPS))), n)
            ghettos.forest[c, k] -= taken
            ghettos.admitted[c, k] += taken
            ghettos.within[i, k] += taken
            detachments.people[i, LOCAL] += taken
            recruits.joined[c] += taken
            if k == ARMED:
                brought = min(taken, stores.scattered[c])
                stores.scattered[c] -= brought
                detachments.rifles[i] += brought
        recount(detachments, i)
