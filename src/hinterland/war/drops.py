"""Drops: small groups of trained people set down by night where hardly a detachment can be reached.

The three Baltic republics had staffs in Moscow that sent in people of their own, most of whom did not live long. A
group gathers as any new detachment does; self-defence and national bands hunt it (see `clashes`).
"""

from typing import NamedTuple

from hinterland.core.calendar import WEDNESDAY
from hinterland.core.chance import stream, uniform, whole
from hinterland.core.declare import Array, f8, i4, log, param, per, switch, u1
from hinterland.core.jit import weekly
from hinterland.core.origin import CADRE
from hinterland.theatre.land import ESSR, LASSR, LSSR

SEND = stream("drops.send", "whether a Baltic staff sends a group in this week")
PLACE = stream("drops.place", "where the group comes down")
SIZE = stream("drops.size", "how many people are in the group")


class Drops(NamedTuple):
    """Groups set down apart from the supply of detachments."""

    dropped: Array = per("atom", f8, "person", "Trained people dropped in groups of their own today", daily=True)
    groups: Array = per("cell", i4, "1", "Groups dropped so far")
    staffed: Array = per("one", u1, "1", "Whether the Baltic staffs have been set up: with the Central Staff, to stay")


class DropsRules(NamedTuple):
    """How many groups are sent, and how large they are."""

    at_work: float = switch("Whether groups are dropped into the Baltic republics")
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


@weekly(WEDNESDAY)
def step(drops, recruits, people, land, outside, rules, today):
    """Once a week each Baltic staff may send a group into its republic, to ground that hides it."""
    if rules.at_work == 0.0:
        return
    if outside.central > 0.0:
        drops.staffed[0] = 1
    if drops.staffed[0] == 0 or outside.sorties <= 0.0:
        return
    for republic in (LSSR, LASSR, ESSR):
        total = 0.0
        for c in range(land.republic.size):
            if land.republic[c] == republic and outside.occupied[c] == 1:
                total += land.cover[c] * land.area[c]
        if total <= 0.0:
            continue
        left, goal = total * uniform(today, PLACE, republic), -1
        for c in range(land.republic.size):
            if land.republic[c] == republic and outside.occupied[c] == 1 and left >= 0.0:
                left -= land.cover[c] * land.area[c]
                goal = c
        fair = outside.flying[land.zone[goal]]
        groups = whole(rules.often * fair, uniform(today, SEND, republic))
        men = groups * whole(rules.size * (0.75 + 0.5 * uniform(today, SIZE, republic)), uniform(today, SIZE, 100))
        if men <= 0.0:
            continue
        people.red_army[0] -= men
        recruits.forming[goal, CADRE] += men
        recruits.joined[goal] += men
        drops.dropped[land.atom[goal]] += men
        drops.groups[goal] += int(groups)
