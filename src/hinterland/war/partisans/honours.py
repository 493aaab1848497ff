"""Honours: awards to partisans for deeds that their units report.

Deeds come from the journal as the units claim them, and only units that a staff can reach report. A unit's claims add
up until an award is granted; nothing is granted before the award exists. The subsystem produces Heroes of the Soviet
Union and partisan medals of two classes.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import in_monthly_batch, stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.declare import Array, f8, i4, log, param, per, switch
from hinterland.core.jit import daily
from hinterland.core.journal import Kind, record_event

GRANT = stream("honours.grant", "whether a unit's proposals are granted this month, and how many")
AWARD = np.int64(Kind.award)
CUT, DERAIL, BRIDGE = np.int64(Kind.rail_cut), np.int64(Kind.derailment), np.int64(Kind.bridge)
POST, WITH_ARMY = np.int64(Kind.garrison_attack), np.int64(Kind.joint)
HERO, FIRST_CLASS, SECOND_CLASS = 0, 1, 2
"""The awards: the column `other` of their line in the journal."""


class State(NamedTuple):
    """Deeds reported and awards granted."""

    deeds: Array = per("detachment", f8, "deed", "Deeds reported and not yet awarded a medal")
    hero_deeds: Array = per("detachment", f8, "deed", "Deeds reported, less those for which a Hero was named")
    founded_day: Array = per("detachment", i4, "day", "Founding day of the detachment in that row", start=-1)
    heroes: Array = per("atom", f8, "person", "Heroes of the Soviet Union named today", daily=True)
    medals: Array = per("atom", f8, "person", "Partisan medals granted today", daily=True)


class Parameters(NamedTuple):
    """Weight of each kind of deed, and the rates of awards."""

    enabled: float = switch("Whether awards are granted to partisans")
    deeds_per_train: float = param(1.0, "deed/train", (0, 10), "Deeds for each train claimed derailed", "house-0225")
    deeds_per_rail: float = param(0.01, "deed/rail", (0, 1), "Deeds for each rail claimed destroyed", "house-0225")
    deeds_per_bridge: float = param(
        2.0, "deed/bridge", (0, 20), "Deeds for each bridge claimed destroyed", "house-0225"
    )
    deeds_per_enemy_killed: float = param(
        0.03, "deed/person", (0, 1), "Deeds for each enemy claimed killed", "house-0225"
    )
    deeds_per_joint_operation: float = param(
        1.0, "deed/operation", (0, 10), "Deeds for an operation together with the Army", "house-0225"
    )
    deeds_per_hero: float = param(
        5, "deed", log(2, 200), "Deeds of a unit for which its leader may be proposed as Hero", "house-0225", "S029"
    )
    hero_chance_per_month: float = param(
        0.01, "1/month", (0, 1), "Monthly chance that such a proposal is granted", "house-0225"
    )
    medals_per_deed: float = param(
        1.2, "person/deed", (0, 10), "Medals granted for each deed, once the medal exists", "house-0225", "S486"
    )
    first_class_share: float = param(
        0.35, "1", (0, 1), "Share of the medals that are of the first class", "house-0225", "S486"
    )
    minimum_medals: float = param(
        3, "person", (1, 20), "Smallest number of medals for which a list is submitted", "house-0225"
    )


@daily
def step(honours, detachments, journal, land, forcing, parameters, today):
    """Add today's claimed deeds of units in contact; once a month, decide on the awards of each unit."""
    if parameters.enabled == 0.0:
        return
    for n in range(min(journal.used[0], journal.kind.size)):
        kind, i = journal.kind[n], journal.who[n]
        deeds = 0.0
        if kind == CUT:
            deeds = parameters.deeds_per_rail * journal.claimed[n]
        elif kind == DERAIL:
            deeds = parameters.deeds_per_train * journal.claimed[n]
        elif kind == BRIDGE:
            deeds = parameters.deeds_per_bridge * journal.claimed[n]
        elif kind == POST:
            deeds = parameters.deeds_per_enemy_killed * journal.claimed[n]
        elif kind == WITH_ARMY:
            deeds = parameters.deeds_per_joint_operation
        if deeds > 0.0 and i >= 0 and detachments.alive[i] == 1 and detachments.contact[i] == 1:
            if honours.founded_day[i] != detachments.founded_day[i]:
                honours.founded_day[i] = detachments.founded_day[i]
                honours.deeds[i] = honours.hero_deeds[i] = 0.0
            honours.deeds[i] += deeds
            honours.hero_deeds[i] += deeds
    if forcing.honours < 1.0:
        return
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if not in_monthly_batch(today, i) or detachments.alive[i] == 0 or detachments.contact[i] == 0:
            continue
        if honours.founded_day[i] != detachments.founded_day[i] or honours.hero_deeds[i] <= 0.0:
            continue
        c = detachments.cell[i]
        if (
            honours.hero_deeds[i] >= parameters.deeds_per_hero
            and uniform(today, GRANT, i) < parameters.hero_chance_per_month
        ):
            honours.heroes[land.atom[c]] += 1.0
            honours.hero_deeds[i] -= parameters.deeds_per_hero
            record_event(journal, AWARD, c, i, HERO, 1.0, 0.0, 1.0, 0.0)
        if forcing.honours < 2.0:
            continue
        medals = min(
            whole(parameters.medals_per_deed * honours.deeds[i], uniform(today, GRANT, i + 100000)), detachments.men[i]
        )
        if medals < parameters.minimum_medals:
            continue
        honours.deeds[i] = (
            max(0.0, honours.deeds[i] - medals / parameters.medals_per_deed)
            if parameters.medals_per_deed > 0.0
            else 0.0
        )
        honours.medals[land.atom[c]] += medals
        first = min(medals, whole(parameters.first_class_share * medals, uniform(today, GRANT, i + 200000)))
        if first > 0.0:
            record_event(journal, AWARD, c, i, FIRST_CLASS, first, 0.0, first, 0.0)
        if medals > first:
            record_event(journal, AWARD, c, i, SECOND_CLASS, medals - first, 0.0, medals - first, 0.0)
