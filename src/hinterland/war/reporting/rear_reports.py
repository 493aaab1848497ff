"""Rear reports: what the German commands in the rear say of their expeditions and of the small war.

A report counts the partisans killed, and most of the others whom the troops killed: villagers, Jews, soldiers in
hiding. Its weapons are those of partisans, so that they are few beside the dead. Among the captured it counts part of
the people driven off. Ambushes, raids on the economy and cut roads are logged each under its own heading.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import draw_count, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, log, per
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind

DEAD = stream("rear_reports.dead", "how many of the killed of an expedition in a cell are reported, by kind")
SUSPECTS = stream("rear_reports.suspects", "how many of the driven off of a cell are reported as captured")
NOTICE = stream("rear_reports.notice", "whether an event of the small war is logged")
SLAIN = stream("rear_reports.slain", "rounding of the enemies whom a detachment reports killed in an ambush")
AMBUSH, ECONOMY, ROAD = np.int64(Kind.ambush), np.int64(Kind.economic_raid), np.int64(Kind.road_attack)
ON_SOLDIERS, ON_POLICE = range(2)
"""Whom an ambush met: `other` of the event."""
OF_PEOPLE, OF_JEWS = range(2)
"""Draws of `DEAD`."""


class State(NamedTuple):
    """Figures that expeditions report."""

    enemy_dead: Array = per("cell", f8, "person", "People reported killed as enemies in expeditions today", daily=True)
    captured: Array = per("cell", f8, "person", "People reported captured in expeditions today", daily=True)
    soviet_axis_dead: Array = per("cell", f8, "person", "Enemies reported killed in ambushes today", daily=True)
    ambushes: Array = per("atom", f8, "attack", "Ambushes of soldiers that were logged today", daily=True)
    police_clashes: Array = per(
        "atom", f8, "attack", "Fights with police on the roads that were logged today", daily=True
    )
    raids: Array = per("atom", f8, "attack", "Raids on the economy that were logged today", daily=True)
    roads: Array = per("atom", f8, "attack", "Attacks on roads and wires that were logged today", daily=True)


class Parameters(NamedTuple):
    """Whom a report counts as an enemy."""

    victims_counted: float = directional(
        0.85, "1", (0, 1), "Share of the people killed in expeditions who are reported as enemies", "R302", "S288",
        "house-1316",
    )  # fmt: skip
    jews_counted: float = directional(
        0.9, "1", (0, 1), "Share of the Jews killed in expeditions who are counted among the enemies", "R272",
        "house-1316",
    )  # fmt: skip
    driven_counted: float = assumed(
        0.15, "1", (0, 1), "Share of the people driven off who are counted as captured", "house-1316"
    )
    logged_share: float = assumed(
        0.8, "1", (0.2, 1), "Share of ambushes, raids and cut roads that reports of the rear contain", "house-1324"
    )
    dead_overstatement: float = assumed(
        6, "1", log(1, 60), "Enemy dead reported by a detachment per enemy killed in an ambush", "house-1324"
    )


@daily
def report_expeditions(rear_reports, population, combing, drives, expeditions, parameters, today):
    """Add up what expeditions report of the day by cell."""
    for c in range(rear_reports.enemy_dead.size):
        if expeditions.troops[c] <= 0.0:
            continue
        others = population.killed_expedition[c]
        counted = draw_whole(others, parameters.victims_counted * others, uniform(today, DEAD, c, OF_PEOPLE))
        jews = combing.jews_killed[c]
        counted += draw_whole(jews, parameters.jews_counted * jews, uniform(today, DEAD, c, OF_JEWS))
        rear_reports.enemy_dead[c] = drives.partisans_killed[c] + counted
        suspects = draw_count(parameters.driven_counted * combing.driven_today[c], uniform(today, SUSPECTS, c))
        rear_reports.captured[c] = drives.captured[c] + combing.soldiers_captured[c] + suspects


@daily
def report_small_war(rear_reports, journal, land, parameters, today):
    """Log the ambushes, raids and cut roads of the day, and write down what detachments report of ambushes."""
    for k in range(journal.used[0]):
        kind, key = journal.kind[k], journal.key[k]
        if kind != AMBUSH and kind != ECONOMY and kind != ROAD:
            continue
        journal.claimed[k] = journal.true[k]
        if kind == AMBUSH:
            claimed = draw_count(parameters.dead_overstatement * journal.true[k], uniform(today, SLAIN, key))
            journal.claimed[k] = claimed
            rear_reports.soviet_axis_dead[journal.cell[k]] += claimed
        if uniform(today, NOTICE, key) < parameters.logged_share:
            journal.found[k] = 1.0
            enter(rear_reports, land.atom[journal.cell[k]], kind, journal.other[k])


@kernel
def enter(rear_reports, atom, kind, whom):
    """Enter an event that was noticed under its heading."""
    if kind == ROAD:
        rear_reports.roads[atom] += 1.0
    elif kind == ECONOMY:
        rear_reports.raids[atom] += 1.0
    elif whom == ON_POLICE:
        rear_reports.police_clashes[atom] += 1.0
    else:
        rear_reports.ambushes[atom] += 1.0
