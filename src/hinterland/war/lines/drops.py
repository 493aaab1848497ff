"""Dropped groups: small parachute groups sent by the staffs of the Baltic republics.

Each of the three staffs drops groups of trained people into its republic, on wooded ground and in flying weather. A
group forms a detachment like any other people who gather. Self-defence units and national bands search for small
groups; residents who do not support the Soviet side report them.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import WEDNESDAY
from hinterland.core.chance import stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.declare import Array, f8, i4, log, param, per, switch, u1
from hinterland.core.geometry import density
from hinterland.core.jit import daily, weekly
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import update_strength
from hinterland.core.movements import BALTIC
from hinterland.core.origin import CADRE
from hinterland.core.stock import draw_down
from hinterland.theatre.land import ESSR, LASSR, LSSR

SEND = stream("drops.send", "whether a Baltic staff drops a group this week")
PLACE = stream("drops.place", "cell where the group lands")
SIZE = stream("drops.size", "number of people in the group")
HUNT = stream("drops.hunt", "whether self-defence and national bands find a small group, and its losses")
LOST = np.int64(Kind.drop_lost)


class State(NamedTuple):
    """Groups dropped apart from the supply of detachments."""

    dropped: Array = per("atom", f8, "person", "Trained people dropped in groups of their own today", daily=True)
    groups: Array = per("cell", i4, "1", "Groups dropped so far")
    baltic_staffs: Array = per(
        "one", u1, "1", "Whether the Baltic staffs exist: set up with the Central Staff, and kept"
    )


class Parameters(NamedTuple):
    """Number and size of groups, and how they are found."""

    enabled: float = switch("Whether groups are dropped into the Baltic republics")
    groups_per_week: float = param(
        1.2,
        "1/week",
        log(0.05, 4),
        "Groups that a Baltic staff drops in a week of flying weather",
        "S216",
        "S194",
        "house-0124",
    )
    people_per_group: float = param(16, "person", (5, 40), "People in a group", "S446", "house-0124")
    detection_per_week: float = param(
        0.9, "1/week", log(0.02, 1), "Weekly chance that a small group is found where many Balts are under arms", "S446"
    )
    half_saturation_hunters: float = param(
        60,
        "person/1000km2",
        log(5, 1000),
        "Density of self-defence and bands at which detection reaches half of its maximum",
        "S445",
        "house-0120",
    )
    shelter_by_others: float = param(
        1.5,
        "1",
        (0, 4),
        "Weight of a resident of other nationality who hides a group, relative to a Balt who reports it",
        "house-0120",
    )
    half_detection_people: float = param(
        40, "person", log(5, 200), "People in a group at which detection falls to half", "house-0120"
    )
    loss_when_found: float = param(
        0.85, "1", (0.1, 1), "Share of a small group that is lost when it is found", "S446", "house-0120"
    )


@weekly(WEDNESDAY)
def step(drops, recruitment, population, land, forcing, parameters, today):
    """Drop groups of each Baltic staff into its republic, on ground with cover."""
    if parameters.enabled == 0.0:
        return
    if forcing.central > 0.0:
        drops.baltic_staffs[0] = 1
    if drops.baltic_staffs[0] == 0 or forcing.sorties <= 0.0:
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
        groups = whole(parameters.groups_per_week * fair, uniform(today, SEND, republic))
        men = groups * whole(
            parameters.people_per_group * (0.75 + 0.5 * uniform(today, SIZE, republic)), uniform(today, SIZE, 100)
        )
        if men <= 0.0:
            continue
        population.red_army[0] -= men
        recruitment.forming[goal, CADRE] += men
        recruitment.joined[goal] += men
        drops.dropped[land.atom[goal]] += men
        drops.groups[goal] += int(groups)


@daily
def hunt(national_movements, detachments, population, security, journal, land, forcing, parameters, today):
    """Let self-defence and national bands search for small detachments in the Baltic area."""
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0 or detachments.men[i] < 1.0:
            continue
        c = detachments.cell[i]
        hostile_share = land.baltic[c] - parameters.shelter_by_others * (1.0 - land.baltic[c])
        if (
            hostile_share <= 0.0
            or land.soviet_1938[c] == 1
            or forcing.occupied[c] == 0
            or national_movements.strength[c, BALTIC] < 1.0
        ):
            continue
        under_arms = density(national_movements.strength[c, BALTIC] + security.police[c], land.area[c])
        men = detachments.men[i]
        chance = (
            parameters.detection_per_week
            * hostile_share
            * (1.0 - population.support_soviet[c])
            * under_arms
            / (under_arms + parameters.half_saturation_hunters)
        )
        if uniform(today, HUNT, i) >= chance * parameters.half_detection_people / (
            parameters.half_detection_people + men
        ):
            continue
        u = uniform(today, HUNT, i + 100000)
        before = detachments.people[i, CADRE]
        lost = draw_down(
            detachments.people, i, whole(parameters.loss_when_found * min(men, parameters.half_detection_people), u)
        )
        taken = float(int(0.5 * u * lost))
        population.prisoners[c] += taken
        population.partisans_dead[c] += lost - taken
        detachments.killed[land.atom[c]] += lost - taken
        detachments.departed[land.atom[c]] += taken
        update_strength(detachments, i)
        record_event(journal, LOST, c, i, BALTIC, before - detachments.people[i, CADRE], lost, 0.0, lost)
