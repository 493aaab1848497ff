"""Honours: awards to partisans for what their units report.

Deeds come from the journal as the units claim them, and only units that a staff can reach report. A unit's claims add
up until an award is granted; nothing is granted before the award exists. The subsystem produces Heroes of the Soviet
Union and partisan medals of two classes.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import draw_whole, is_week_of, stream, uniform
from hinterland.core.declare import Array, assumed, f8, log, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import weekly_batch

GRANT = stream("honours.grant", "whether the proposal to name a unit's leader Hero is granted this month")
LIST = stream("honours.list", "rounding of the medals that a unit's merit is worth this month")
CLASS = stream("honours.class", "how many of a unit's medals are of the first class")
AWARD = np.int64(Kind.award)
CUT, DERAIL, BRIDGE = np.int64(Kind.rail_cut), np.int64(Kind.derailment), np.int64(Kind.bridge)
POST, WITH_ARMY = np.int64(Kind.garrison_attack), np.int64(Kind.joint)
HERO, FIRST_CLASS, SECOND_CLASS = 0, 1, 2
"""The awards: the column `other` of their line in the journal."""
HEROES, MEDALS = 1, 2
"""What is granted: from which value of `forcing.honours` on."""


class State(NamedTuple):
    """Merit reported and awards granted."""

    merit: Array = per("detachment", f8, "merit", "Merit reported and not yet awarded a medal")
    hero_merit: Array = per("detachment", f8, "merit", "Merit reported, less those for which a Hero was named")
    heroes: Array = per("atom", f8, "person", "Heroes of the Soviet Union named today", daily=True)
    medals: Array = per("atom", f8, "person", "Partisan medals granted today", daily=True)


class Parameters(NamedTuple):
    """Merit of each kind of act, and the rates of awards."""

    enabled: float = switch("Whether awards are granted to partisans")
    merit_per_train: float = assumed(1.0, "merit/train", (0, 10), "Merit for each train claimed derailed", "house-0225")
    merit_per_rail: float = assumed(0.01, "merit/rail", (0, 1), "Merit for each rail claimed destroyed", "house-0225")
    merit_per_bridge: float = assumed(
        2.0, "merit/bridge", (0, 20), "Merit for each bridge claimed destroyed", "house-0225"
    )
    merit_per_enemy_killed: float = assumed(
        0.03, "merit/person", (0, 1), "Merit for each enemy claimed killed", "house-0225"
    )
    merit_per_joint_operation: float = assumed(
        1.0, "merit/operation", (0, 10), "Merit for an operation together with the Army", "house-0225"
    )
    merit_per_hero: float = assumed(
        5, "merit", log(2, 200), "Merit of a unit for which its leader may be proposed as Hero", "house-0225"
    )
    hero_chance_per_month: float = assumed(
        0.01, "1/month", (0, 1), "Monthly chance that a proposal for a Hero is granted", "house-0225"
    )
    medals_per_merit: float = assumed(
        1.2, "person/merit", (0, 10), "Medals granted for each point of merit, once the medal exists", "house-0225"
    )
    first_class_share: float = assumed(
        0.35, "1", (0, 1), "Share of the medals that are of the first class", "house-0225"
    )
    minimum_medals: float = assumed(
        3, "person", (1, 20), "Smallest number of medals for which a list is submitted", "house-0225"
    )


@daily
def step(honours, detachments, journal, land, forcing, parameters, today):
    """Add the merit of what units claim today, in contact; once a month, decide on the awards of each unit."""
    if parameters.enabled == 0.0:
        return
    for n in range(journal.used[0]):
        i, merit = journal.who[n], merit_of(journal, parameters, n)
        if merit > 0.0 and i >= 0 and detachments.alive[i] == 1 and detachments.contact[i] == 1:
            honours.merit[i] += merit
            honours.hero_merit[i] += merit
    if forcing.honours < HEROES:
        return
    for i in weekly_batch(detachments):
        if not is_week_of(today, detachments.key[i]) or detachments.alive[i] == 0 or detachments.contact[i] == 0:
            continue
        name_hero(honours, detachments, journal, land, parameters, today, i)
        if forcing.honours >= MEDALS:
            grant_medals(honours, detachments, journal, land, parameters, today, i)


@kernel
def merit_of(journal, parameters, n):
    """Return the merit that line n of the journal counts for, as its unit claims them."""
    kind = journal.kind[n]
    if kind == CUT:
        return parameters.merit_per_rail * journal.claimed[n]
    if kind == DERAIL:
        return parameters.merit_per_train * journal.claimed[n]
    if kind == BRIDGE:
        return parameters.merit_per_bridge * journal.claimed[n]
    if kind == POST:
        return parameters.merit_per_enemy_killed * journal.claimed[n]
    return parameters.merit_per_joint_operation if kind == WITH_ARMY else 0.0


@kernel
def name_hero(honours, detachments, journal, land, parameters, today, i):
    """Name the leader of a unit of great merit Hero of the Soviet Union, where the proposal is granted."""
    c = detachments.cell[i]
    if honours.hero_merit[i] < parameters.merit_per_hero:
        return
    if uniform(today, GRANT, detachments.key[i]) < parameters.hero_chance_per_month:
        honours.heroes[land.atom[c]] += 1.0
        honours.hero_merit[i] -= parameters.merit_per_hero
        record_event(journal, AWARD, c, i, HERO, 1.0, 0.0, 1.0, 0.0)


@kernel
def grant_medals(honours, detachments, journal, land, parameters, today, i):
    """Grant the medals that a unit's merit is worth, no more than it has people, where they fill a list.

    The part of a medal that its merit is worth beyond whole ones is settled by the draw, and not kept.
    """
    key = detachments.key[i]
    c = detachments.cell[i]
    due = min(parameters.medals_per_merit * honours.merit[i], detachments.men[i])
    if due < parameters.minimum_medals:
        return
    medals = draw_whole(detachments.men[i], due, uniform(today, LIST, key))
    honours.merit[i] = max(0.0, honours.merit[i] - due / parameters.medals_per_merit)
    honours.medals[land.atom[c]] += medals
    first = draw_whole(medals, parameters.first_class_share * medals, uniform(today, CLASS, key))
    if first > 0.0:
        record_event(journal, AWARD, c, i, FIRST_CLASS, first, 0.0, first, 0.0)
    if medals > first:
        record_event(journal, AWARD, c, i, SECOND_CLASS, medals - first, 0.0, medals - first, 0.0)
