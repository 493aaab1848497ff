"""Unit returns: recruits, attacks on posts, men who came over and the underground, as the Soviet side reports them.

A detachment in contact reports its recruits at once, another when a staff reaches its district again; its attacks on
posts are reported later in part. Among those who came over it counts some who only promised to. A detachment is on the
staffs' list until they strike it off, and so is an arrested member of the underground. Returns do not change the war.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import SATURDAY
from hinterland.core.chance import draw_count, draw_whole, in_weekly_batch, stream, uniform
from hinterland.core.declare import Array, assumed, f8, log, per
from hinterland.core.jit import daily, kernel, weekly
from hinterland.core.journal import Kind
from hinterland.core.stock import still_listed

RECRUITS = stream("unit_returns.recruits", "how many of today's recruits of a cell are reported at once")
OVERDUE = stream("unit_returns.overdue", "how many overdue recruits of a cell are reported this week")
POSTS = stream("unit_returns.posts", "whether a detachment without contact reports an attack on a post")
CAME = stream("unit_returns.came", "rounding of those whom a detachment reports to have come over")
ABROAD = stream("unit_returns.abroad", "how many of those who took up arms abroad are known, by place")
DEFECTION, ATTACK = np.int64(Kind.defection), np.int64(Kind.garrison_attack)
ON_THE_MAP, BEYOND = 0, 1
"""Draws of `ABROAD`."""


class State(NamedTuple):
    """Figures on the lists of Soviet staffs and committees."""

    detachments: Array = per("cell", f8, "detachment", "Detachments on the staffs' lists")
    underground: Array = per("cell", f8, "person", "Members of the underground on the Party's lists")
    overdue: Array = per("cell", f8, "person", "Recruits not yet reported")
    recruits: Array = per("atom", f8, "person", "Recruits reported today", daily=True)
    posts_attacked: Array = per("atom", f8, "attack", "Attacks on posts reported today", daily=True)
    abroad: Array = per("atom", f8, "person", "Those who took up arms abroad today of whom it is known", daily=True)
    abroad_off_map: Array = per("country", f8, "person", "The same in countries beyond the map", daily=True)
    insurgents: Array = per("cell", f8, "person", "Insurgents whom missions report")


class Parameters(NamedTuple):
    """What reaches the staffs, and what is added."""

    overdue_per_week: float = assumed(
        0.2, "1/week", (0.02, 1), "Share of overdue recruits reported in a week while anyone is in contact",
        "house-0291",
    )  # fmt: skip
    reported_without_contact: float = assumed(
        0.5, "1", (0, 1), "Chance that an attack on a post by a detachment without contact is reported later",
        "house-1807",
    )  # fmt: skip
    came_over_overstatement: float = assumed(
        1.25, "1", log(1, 5), "Men reported to have come over for each who did", "house-1807"
    )
    struck_off_per_week: float = assumed(
        0.05, "1/week", log(0.005, 0.5), "Share of the arrested whom the Party strikes off its lists in a week",
        "house-1808",
    )  # fmt: skip
    known_abroad_share: float = assumed(
        0.6, "1", (0.1, 1), "Share of those who took up arms abroad by themselves of whom the Soviet side knows",
        "house-1808",
    )  # fmt: skip
    insurgents_overstatement: float = assumed(
        1.5, "1", log(0.8, 4), "Insurgents whom missions report for each under arms: the mobilised too",
        "house-1806",
    )  # fmt: skip


@weekly(SATURDAY)
def write(unit_returns, strength_returns, underground, uprisings, detachments, forcing, parameters, today):
    """Write the lists of the week, after those of strength."""
    unit_returns.detachments[:] = 0.0
    for i in range(detachments.used[0]):
        c = strength_returns.cell[i]
        if strength_returns.people[i] > 0.0 and forcing.occupied[c] == 1:
            unit_returns.detachments[c] += 1.0
    for c in range(unit_returns.underground.size):
        listed = still_listed(unit_returns.underground[c], underground.members[c], parameters.struck_off_per_week)
        unit_returns.underground[c] = listed if forcing.occupied[c] == 1 else underground.members[c]
        unit_returns.insurgents[c] = parameters.insurgents_overstatement * uprisings.insurgents[c]


@daily
def report(unit_returns, recruitment, radio, detachments, abroad, journal, land, parameters, today):
    """Report the recruits, attacks on posts and men come over of the day."""
    for c in range(unit_returns.overdue.size):
        joined = recruitment.joined[c]
        if joined > 0.0 or unit_returns.overdue[c] > 0.0:
            report_recruits(unit_returns, radio, detachments, land, parameters, today, c, joined)
    for k in range(journal.used[0]):
        i, key = journal.who[k], journal.key[k]
        if journal.kind[k] == DEFECTION:
            n = parameters.came_over_overstatement * journal.true[k]
            journal.claimed[k] = draw_count(n, uniform(today, CAME, key))
        elif journal.kind[k] == ATTACK and is_reported(detachments, parameters, today, i, key):
            unit_returns.posts_attacked[land.atom[journal.cell[k]]] += 1.0
    known = parameters.known_abroad_share
    for a in range(abroad.joined.size):
        if abroad.joined[a] > 0.0:
            u = uniform(today, ABROAD, a, ON_THE_MAP)
            unit_returns.abroad[a] = draw_whole(abroad.joined[a], known * abroad.joined[a], u)
    for s in range(abroad.joined_off_map.size):
        if abroad.joined_off_map[s] > 0.0:
            v = uniform(today, ABROAD, s, BEYOND)
            unit_returns.abroad_off_map[s] = draw_whole(abroad.joined_off_map[s], known * abroad.joined_off_map[s], v)


@kernel
def is_reported(detachments, parameters, today, i, key):
    """Return whether row i reports an attack on a post: at once where it is in contact, else perhaps later."""
    in_contact = i >= 0 and detachments.contact[i] == 1
    return in_contact or uniform(today, POSTS, key) < parameters.reported_without_contact


@kernel
def report_recruits(unit_returns, radio, detachments, land, parameters, today, c, joined):
    """Report the recruits of a cell: of detachments in contact at once, of others when a staff reaches the place."""
    heard = min(1.0, radio.partisans_in_contact[c] / max(detachments.men_in_cell[c], 1.0))
    reported = draw_whole(joined, heard * joined, uniform(today, RECRUITS, c))
    if heard > 0.0 and in_weekly_batch(today, c):
        overdue = unit_returns.overdue[c]
        late = draw_whole(overdue, parameters.overdue_per_week * overdue, uniform(today, OVERDUE, c))
        unit_returns.overdue[c] -= late
        unit_returns.recruits[land.atom[c]] += late
    unit_returns.overdue[c] += joined - reported
    unit_returns.recruits[land.atom[c]] += reported
