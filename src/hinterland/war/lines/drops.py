"""Dropped groups: small parachute groups sent by the staffs of the Baltic republics.

Each of the three staffs drops groups of trained people into its republic, on wooded ground and in flying weather. A
group forms a detachment like any other people who gather. Self-defence units and national movements search for small
groups; residents who do not support the Soviet side report them.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import WEDNESDAY
from hinterland.core.chance import draw_about, draw_count, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, i4, log, per, switch, u1
from hinterland.core.geometry import density
from hinterland.core.jit import daily, kernel, weekly
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import send_trained, update_strength, weekly_batch
from hinterland.core.movements import BALTIC
from hinterland.core.origin import CADRE
from hinterland.core.response import saturate
from hinterland.core.stock import draw_down
from hinterland.theatre.land import ESSR, LASSR, LSSR

SEND = stream("drops.send", "how many groups a Baltic staff drops this week")
PLACE = stream("drops.place", "cell where the groups of a republic land")
SIZE = stream("drops.size", "number of people in each group of a republic, and its rounding")
SEARCH = stream("drops.search", "whether self-defence and national movements find a small group")
TOLL = stream("drops.toll", "how many of a group that is found are lost, and how many of these captured")
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
    groups_per_week: float = directional(
        1.2, "1/week", log(0.05, 4), "Groups that a Baltic staff drops in a week of flying weather", "S196", "S216",
        "house-0124",
    )  # fmt: skip
    people_per_group: float = assumed(16, "person", (5, 40), "Mean number of people in a group", "house-0124")
    group_size_spread: float = assumed(
        0.25, "1", (0, 1), "Largest difference of a group from that mean, as a share of it", "house-0124"
    )
    detection_per_week: float = directional(
        0.9, "1/week", log(0.02, 1), "Weekly chance that a small group is found where many Balts are under arms",
        "S446", "house-0120",
    )  # fmt: skip
    half_saturation_searchers: float = directional(
        60, "person/1000km2", log(5, 1000),
        "Density of self-defence and movements at which detection reaches half of its maximum", "S445", "house-2011",
    )  # fmt: skip
    shelter_by_others: float = assumed(
        1.5, "1", (0, 4), "Weight of a resident of other nationality who hides a group, beside a Balt who reports it",
        "house-0120",
    )  # fmt: skip
    half_detection_people: float = assumed(
        40, "person", log(5, 200), "People in a group at which detection falls to half", "house-2010"
    )
    loss_when_found: float = directional(
        0.85, "1", (0.1, 1), "Share of a small group that is lost when it is found", "S446", "house-0120"
    )
    captured_share: float = assumed(
        0.25, "1", (0, 1), "Share of those lost who are captured; the rest die", "house-0120"
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
        place, u = uniform(today, PLACE, republic), uniform(today, SEND, republic)
        c = landing_place(land, forcing, republic, place)
        if c < 0:
            continue
        for k in range(int(draw_count(parameters.groups_per_week * forcing.flying[land.zone[c]], u))):
            v, w = uniform(today, SIZE, republic, 2 * k), uniform(today, SIZE, republic, 2 * k + 1)
            size = draw_about(parameters.people_per_group, parameters.group_size_spread, v)
            men = draw_count(size, w)
            send_trained(recruitment, population, men, c)
            drops.dropped[land.atom[c]] += men
            drops.groups[c] += 1


@kernel
def landing_place(land, forcing, republic, u):
    """Return an occupied cell of a republic, drawn by its covered area; -1 where there is none."""
    total = 0.0
    for c in range(land.republic.size):
        if land.republic[c] == republic and forcing.occupied[c] == 1:
            total += land.cover[c] * land.area[c]
    left, goal = total * u, -1
    for c in range(land.republic.size):
        covered = land.cover[c] * land.area[c]
        if land.republic[c] == republic and forcing.occupied[c] == 1 and covered > 0.0 and left >= 0.0:
            left -= covered
            goal = c
    return goal


@daily
def search(national_movements, detachments, population, security, journal, land, forcing, parameters, today):
    """Let self-defence and national movements search for small detachments in the Baltic area."""
    for i in weekly_batch(detachments):
        if detachments.alive[i] == 0 or detachments.men[i] < 1.0:
            continue
        chance = detection(national_movements, detachments, population, security, land, forcing, parameters, i)
        if uniform(today, SEARCH, detachments.key[i]) < chance:
            lose_group(detachments, population, journal, land, parameters, today, i)


@kernel
def detection(national_movements, detachments, population, security, land, forcing, parameters, i):
    """Return the chance that a detachment is found this week."""
    c = detachments.cell[i]
    hostile_share = land.baltic[c] - parameters.shelter_by_others * (1.0 - land.baltic[c])
    fighters = national_movements.strength[c, BALTIC]
    if hostile_share <= 0.0 or land.soviet_1938[c] == 1 or forcing.occupied[c] == 0 or fighters < 1.0:
        return 0.0
    under_arms = density(fighters + security.police[c], land.area[c])
    searched = parameters.detection_per_week * saturate(under_arms, parameters.half_saturation_searchers)
    reported = hostile_share * (1.0 - population.support_soviet[c])
    return searched * reported * (1.0 - saturate(detachments.men[i], parameters.half_detection_people))


@kernel
def lose_group(detachments, population, journal, land, parameters, today, i):
    """Kill and capture a part of a detachment that is found; of a large one, no more than of a small one."""
    key = detachments.key[i]
    c, cadres = detachments.cell[i], detachments.people[i, CADRE]
    exposed = min(detachments.men[i], parameters.half_detection_people)
    u, v = uniform(today, TOLL, key), uniform(today, TOLL, key, 1)
    lost = draw_down(
        detachments.people,
        i,
        draw_whole(detachments.men[i], parameters.loss_when_found * exposed, u),
        key,
    )
    taken = draw_whole(lost, parameters.captured_share * lost, v)
    population.prisoners[c] += taken
    population.partisans_dead[c] += lost - taken
    detachments.killed[land.atom[c]] += lost - taken
    detachments.departed[land.atom[c]] += taken
    update_strength(detachments, i)
    record_event(journal, LOST, c, i, BALTIC, cadres - detachments.people[i, CADRE], lost, 0.0, lost)
