"""Drops: small groups of trained people set down by night where hardly a detachment can be reached.

The three Baltic republics had staffs in Moscow that sent in people of their own, most of whom did not live long. A
group gathers as any new detachment does; self-defence and national bands hunt it.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import WEDNESDAY
from hinterland.core.chance import stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.cover import density
from hinterland.core.declare import Array, f8, i4, log, param, per, switch, u1
from hinterland.core.jit import daily, weekly
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import update_strength
from hinterland.core.movements import BALTIC
from hinterland.core.origin import CADRE
from hinterland.core.stock import draw_down
from hinterland.theatre.land import ESSR, LASSR, LSSR

SEND = stream("drops.send", "whether a Baltic staff sends a group in this week")
PLACE = stream("drops.place", "where the group comes down")
SIZE = stream("drops.size", "how many people are in the group")
HUNT = stream("drops.hunt", "whether self-defence and national bands find a small group, and what is left of it")
LOST = np.int64(Kind.drop_lost)


class State(NamedTuple):
    """Groups set down apart from the supply of detachments."""

    dropped: Array = per("atom", f8, "person", "Trained people dropped in groups of their own today", daily=True)
    groups: Array = per("cell", i4, "1", "Groups dropped so far")
    staffed: Array = per("one", u1, "1", "Whether the Baltic staffs have been set up: with the Central Staff, to stay")


class Parameters(NamedTuple):
    """How many groups are sent, how large they are, and how they are found."""

    enabled: float = switch("Whether groups are dropped into the Baltic republics")
    often: float = param(
        1.2,
        "1/week",
        log(0.05, 4),
        "Groups that a Baltic staff sends in a week of fair nights",
        "S216",
        "S194",
        "house-0124",
    )
    size: float = param(16, "person", (5, 40), "People in such a group", "S446", "house-0124")
    hunt: float = param(
        0.9, "1/week", log(0.02, 1), "Chance that a small group is found in a week among Balts under arms", "S446"
    )
    watch: float = param(
        60,
        "person/1000km2",
        log(5, 1000),
        "Self-defence and bands on a thousand km2 at which half that chance is reached",
        "S445",
        "house-0120",
    )
    shelter: float = param(
        1.5, "1", (0, 4), "How far each of other nationality makes up for a Balt who would report", "house-0120"
    )
    small: float = param(40, "person", log(5, 200), "People in a group that is found half as easily", "house-0120")
    ruin: float = param(
        0.85, "1", (0.1, 1), "Share of a small group that is lost when it is found", "S446", "house-0120"
    )


@weekly(WEDNESDAY)
def step(drops, recruitment, population, land, forcing, parameters, today):
    """Each Baltic staff may send a group into its republic, to ground that hides it."""
    if parameters.enabled == 0.0:
        return
    if forcing.central > 0.0:
        drops.staffed[0] = 1
    if drops.staffed[0] == 0 or forcing.sorties <= 0.0:
        return
    for republic in (LSSR, LASSR, ESSR):
        total = 0.0
        for c in range(land.republic.size):
            if land.republic[c] == republic and forcing.occupied[c] == 1:
                total += land.cover[c] * land.area[c]
        if total <= 0.0:
            continue
        left, goal = total * uniform(today, PLACE, republic), -1
        for c in range(land.republic.size):
            if land.republic[c] == republic and forcing.occupied[c] == 1 and left >= 0.0:
                left -= land.cover[c] * land.area[c]
                goal = c
        fair = forcing.flying[land.zone[goal]]
        groups = whole(parameters.often * fair, uniform(today, SEND, republic))
        men = groups * whole(parameters.size * (0.75 + 0.5 * uniform(today, SIZE, republic)), uniform(today, SIZE, 100))
        if men <= 0.0:
            continue
        population.red_army[0] -= men
        recruitment.forming[goal, CADRE] += men
        recruitment.joined[goal] += men
        drops.dropped[land.atom[goal]] += men
        drops.groups[goal] += int(groups)


@daily
def hunt(national_movements, detachments, population, security, journal, land, forcing, parameters, today):
    """A seventh of all groups in the Baltic lands may be found by self-defence and bands whom neighbours have told."""
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0 or detachments.men[i] < 1.0:
            continue
        c = detachments.cell[i]
        told = land.baltic[c] - parameters.shelter * (1.0 - land.baltic[c])
        if (
            told <= 0.0
            or land.soviet_1938[c] == 1
            or forcing.occupied[c] == 0
            or national_movements.strength[c, BALTIC] < 1.0
        ):
            continue
        under_arms = density(national_movements.strength[c, BALTIC] + security.police[c], land.area[c])
        men = detachments.men[i]
        chance = (
            parameters.hunt * told * (1.0 - population.support_soviet[c]) * under_arms / (under_arms + parameters.watch)
        )
        if uniform(today, HUNT, i) >= chance * parameters.small / (parameters.small + men):
            continue
        u = uniform(today, HUNT, i + 100000)
        before = detachments.people[i, CADRE]
        lost = draw_down(detachments.people, i, whole(parameters.ruin * min(men, parameters.small), u))
        taken = float(int(0.5 * u * lost))
        population.prisoners[c] += taken
        population.partisans_dead[c] += lost - taken
        detachments.killed[land.atom[c]] += lost - taken
        detachments.left[land.atom[c]] += taken
        update_strength(detachments, i)
        record_event(journal, LOST, c, i, BALTIC, before - detachments.people[i, CADRE], lost, 0.0, lost)
