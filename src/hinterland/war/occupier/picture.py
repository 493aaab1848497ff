"""The occupier's picture: the list of partisan groups that each rear command keeps, with a number for each.

A group comes on the list through a contact: damage that it did, a fight, an expedition that meets it, prisoners,
informers, its radio. Each kind of contact gives its own idea of the number, and none is made where nobody watches. A
report takes weeks to reach the list; a group that has moved may be listed twice, and one that is quiet is struck off in
time. An expedition reports the groups of its district destroyed. What the occupier does follows the list.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import SATURDAY
from hinterland.core.chance import draw_about, is_weekday_of, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, i4, log, per
from hinterland.core.geometry import density, density_within_reach
from hinterland.core.jit import daily, kernel, weekly
from hinterland.core.journal import Kind
from hinterland.core.membership import weekly_batch
from hinterland.core.police import forces_within_reach
from hinterland.core.response import saturate
from hinterland.core.units import DAYS_PER_WEEK

MEET = stream("picture.meet", "whether a group is met, heard of or located in a way this week")
TRACE = stream("picture.trace", "whether an action of a group is put down to a group in the place")
ERROR = stream("picture.error", "error of the number in a report on a group")
ENTER = stream("picture.enter", "whether a report on a group reaches the list of the command this week")
KNOW = stream("picture.know", "whether a group that was listed elsewhere is recognised")
STRIKE = stream("picture.strike", "whether a group that was not met is struck off a list this week")
CUT, FOILED = np.int64(Kind.rail_cut), np.int64(Kind.foiled)
PURSUIT = np.int64(Kind.pursuit)
SWEPT, CAPTURED, INFORMED, LOCATED = range(4)
"""Ways in which a group may be met in a week, as draws of `MEET` and, for the number that is reported, of `ERROR`."""
HERE, ELSEWHERE = 0, 1
"""Columns of a listed group: where it was last met, and where it was listed before and not recognised."""


class State(NamedTuple):
    """The lists, a row for each detachment, and their sum by place."""

    partisans: Array = per("cell", f8, "person", "Partisans on the occupier's lists, in the cells where he puts them")
    men: Array = per(
        "detachment", f8, "person", "Listed number of the group, at its last place and the one before", wide=2
    )
    cell: Array = per("detachment", i4, "cell", "Cell of both entries of the group, -1 for none", start=-1, wide=2)
    met_day: Array = per("detachment", i4, "day", "Day on which the group was last met", start=-1)
    reported_men: Array = per("detachment", f8, "person", "Number in a report on the group that is on its way")
    reported_cell: Array = per("detachment", i4, "cell", "Cell in that report, -1 where none is on its way", start=-1)
    contacts: Array = per("atom", f8, "report", "Reports on partisan groups written today", daily=True)


class Parameters(NamedTuple):
    """Chances of each kind of contact, the number that it gives, and how lists are kept."""

    half_saturation_watchers: float = assumed(
        120, "person/1000km2", log(10, 1500), "Soldiers and police in a district at which half of what can be seen is "
        "reported", "house-1400",
    )  # fmt: skip
    half_saturation_group: float = assumed(
        80, "person", (10, 400), "People of a group at which half as many villagers meet it as meet a large one",
        "house-1400",
    )  # fmt: skip
    traced_share: float = assumed(
        0.5, "1", (0.02, 1), "Share of actions on railways that are put down to a group of the district", "house-1401"
    )
    men_behind_damage: float = assumed(
        40, "person", (5, 200), "Number that a report on damage by an unknown group gives", "house-1401"
    )
    shown_share: float = assumed(0.5, "1", (0.05, 1), "Share of the people of a group that a fight shows", "house-1401")
    men_behind_radio: float = assumed(
        150, "person", (20, 600), "Number that a report on a located radio set gives", "house-1401"
    )
    informed_per_week: float = assumed(
        0.5, "1/week", (0.02, 1), "Chance in a week that informers report a large group, where all people would",
        "house-1401",
    )  # fmt: skip
    located_per_week: float = assumed(
        0.05, "1/week", log(0.002, 0.5), "Chance in a week that the radio set of a group is located", "house-1401"
    )
    met_by_sweep_per_week: float = assumed(
        0.7, "1/week", (0.05, 1), "Chance in a week that an expedition in full strength meets a group", "house-1401"
    )
    half_saturation_sweep: float = assumed(
        450, "person/1000km2", log(40, 4000), "Expedition troops at which half of the largest chance to meet a group "
        "is reached", "house-1401",
    )  # fmt: skip
    captured_share: float = assumed(
        0.3, "1", (0, 1), "Share of meetings with expeditions in which prisoners give the number", "house-1401"
    )
    fright: float = directional(
        1.2, "1", (0, 4), "Share by which a report enlarges a group where attacks are many", "R186", "house-1402"
    )
    half_saturation_attacks: float = assumed(
        3.39, "attack/1000km2", log(0.3, 40), "Recent attacks in a district at which half of the largest exaggeration "
        "is reached", "house-1402",
    )  # fmt: skip
    error: float = assumed(
        0.6, "1", (0, 1), "How far a report without a prisoner is wrong either way, as a share", "house-1402"
    )
    entered_per_week: float = assumed(
        0.35, "1/week", (0.05, 1), "Chance in a week that a report reaches the list of the command", "house-1403"
    )
    recognised_share: float = assumed(
        0.6, "1", (0, 1), "Share of groups met again in the area of one command that the command recognises",
        "house-1403",
    )  # fmt: skip
    struck_off_per_week: float = assumed(
        0.1, "1/week", log(0.005, 0.3), "Chance in a week that a group that is not met is struck off the list",
        "house-1403",
    )  # fmt: skip
    destroyed_share: float = assumed(
        0.5, "1", (0, 1), "Share of the listed groups of a district that an expedition reports destroyed when it ends",
        "house-1335",
    )  # fmt: skip


@daily
def observe(
    picture, detachments, population, security, expeditions, journal, land, forcing, parameters, today
):  # fmt: skip
    """Write reports on groups that were met today, and let a seventh of all lists be revised."""
    for n in range(journal.used[0]):
        kind, i = journal.kind[n], journal.who[n]
        if i < 0 or not CUT <= kind <= PURSUIT or detachments.alive[i] == 0:
            continue
        if kind > FOILED:
            seen = parameters.shown_share * detachments.men[i]
            report(picture, detachments, security, land, parameters, today, i, seen, error_of(journal, today, n))
        elif uniform(today, TRACE, journal.key[n]) < traced(security, land, parameters, journal.cell[n]):
            men, u = parameters.men_behind_damage, error_of(journal, today, n)
            report_group(picture, detachments, security, land, parameters, today, i, men, u)
    for i in weekly_batch(detachments):
        if detachments.alive[i] == 1 and forcing.occupied[detachments.cell[i]] == 1:
            look_for(picture, detachments, population, security, expeditions, land, parameters, today, i)
    for i in range(detachments.used[0]):
        if is_weekday_of(today, detachments.key[i]) and stands_on_a_list(picture, i):
            revise(picture, detachments, expeditions, land, parameters, today, i)


@kernel
def stands_on_a_list(picture, i):
    """Return whether a group is on a list or in a report on its way; it may have ended, which nobody knows."""
    return picture.cell[i, HERE] >= 0 or picture.cell[i, ELSEWHERE] >= 0 or picture.reported_cell[i] >= 0


@weekly(SATURDAY)
def draw_up(picture, detachments, forcing, today):
    """Sum the lists of all commands by the cells in which they put the groups."""
    picture.partisans[:] = 0.0
    for i in range(detachments.used[0]):
        for k in range(picture.men.shape[1]):
            c = picture.cell[i, k]
            if c >= 0 and forcing.occupied[c] == 1:
                picture.partisans[c] += picture.men[i, k]


@kernel
def watch(security, land, parameters, c):
    """Return the share of what could be seen in a cell that soldiers and police there see, 0 to 1."""
    watchers = forces_within_reach(security, land, c)
    return saturate(watchers, parameters.half_saturation_watchers)


@kernel
def traced(security, land, parameters, c):
    """Return the chance that an action on a railway is put down to a group of the cell."""
    return parameters.traced_share * watch(security, land, parameters, c)


@kernel
def error_of(journal, today, n):
    """Return the random number by which the report on event n is wrong."""
    return uniform(today, ERROR, journal.key[n])


@kernel
def look_for(picture, detachments, population, security, expeditions, land, parameters, today, i):
    """Let an expedition, informers or direction finders come upon a group this week, each with its own chance."""
    key = detachments.key[i]
    c, men = detachments.cell[i], detachments.men[i]
    troops = density(expeditions.troops[c], land.area[c])
    met = parameters.met_by_sweep_per_week * saturate(troops, parameters.half_saturation_sweep)
    informed = parameters.informed_per_week * saturate(men, parameters.half_saturation_group)
    informed *= population.support_axis[c] * watch(security, land, parameters, c)
    if uniform(today, MEET, key, LOCATED) < parameters.located_per_week * detachments.radio[i]:
        heard, u = parameters.men_behind_radio, uniform(today, ERROR, key, LOCATED)
        report_group(picture, detachments, security, land, parameters, today, i, heard, u)
    if uniform(today, MEET, key, INFORMED) < informed:
        report(picture, detachments, security, land, parameters, today, i, men, uniform(today, ERROR, key, INFORMED))
    if uniform(today, MEET, key, SWEPT) < met:
        report(picture, detachments, security, land, parameters, today, i, men, uniform(today, ERROR, key, SWEPT))
        if uniform(today, MEET, key, CAPTURED) < parameters.captured_share:
            picture.reported_men[i] = men


@kernel
def report(picture, detachments, security, land, parameters, today, i, men, u):
    """Write a report on a group: its number as it looks, wrong either way by u, and larger where attacks are many."""
    c = detachments.cell[i]
    attacks = density_within_reach(land, security.recent_attacks, c)
    enlarged = 1.0 + parameters.fright * saturate(attacks, parameters.half_saturation_attacks)
    wrong = draw_about(1.0, parameters.error, u)
    picture.reported_men[i] = enlarged * wrong * men
    picture.reported_cell[i] = c
    picture.met_day[i] = today.day
    picture.contacts[land.atom[c]] += 1.0


@kernel
def report_group(picture, detachments, security, land, parameters, today, i, men, u):
    """Write a report on a group of which only a trace was found; what is known of its number already stands."""
    c = detachments.cell[i]
    if picture.reported_cell[i] == c or picture.cell[i, HERE] == c:
        picture.met_day[i] = today.day
        picture.contacts[land.atom[c]] += 1.0
    else:
        report(picture, detachments, security, land, parameters, today, i, men, u)


@kernel
def revise(picture, detachments, expeditions, land, parameters, today, i):
    """Let the report on a group reach the list this week, or strike off a group of which nothing was heard."""
    key = detachments.key[i]
    for k in range(picture.men.shape[1]):
        c = picture.cell[i, k]
        heard = k == HERE and today.day - picture.met_day[i] < DAYS_PER_WEEK
        if c < 0 or (heard and picture.met_day[i] > expeditions.swept_day[c]):
            continue
        chance = 0.0 if heard else parameters.struck_off_per_week
        if 0 < today.day - expeditions.swept_day[c] <= DAYS_PER_WEEK and expeditions.swept_day[c] >= 0:
            chance += (1.0 - chance) * parameters.destroyed_share
        if uniform(today, STRIKE, key, k) < chance:
            picture.cell[i, k], picture.men[i, k] = -1, 0.0
    if picture.reported_cell[i] < 0 or uniform(today, ENTER, key) >= parameters.entered_per_week:
        return
    before, now = picture.cell[i, HERE], picture.reported_cell[i]
    if before >= 0 and before != now and not is_recognised(picture, detachments, land, parameters, today, i):
        picture.cell[i, ELSEWHERE], picture.men[i, ELSEWHERE] = before, picture.men[i, HERE]
    picture.cell[i, HERE], picture.men[i, HERE] = now, picture.reported_men[i]
    picture.reported_cell[i], picture.reported_men[i] = -1, 0.0


@kernel
def is_recognised(picture, detachments, land, parameters, today, i):
    """Return whether a command knows a group as one on its list; nobody compares the lists of two commands."""
    if land.group[picture.cell[i, HERE]] != land.group[picture.reported_cell[i]]:
        return False
    return uniform(today, KNOW, detachments.key[i]) < parameters.recognised_share
