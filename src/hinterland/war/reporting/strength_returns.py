"""Strength returns: what the staffs have on paper, from the founding of a detachment to long after its end.

A detachment that the Party, the Army or the security service founded stands on a list from its first day, any other
from its first report. One that is silent, or ended unheard, stays on the list until the staff gives it up; one that
ended in contact is struck off at once. Lists do not change the war.
"""

from typing import NamedTuple

from hinterland.core.calendar import SATURDAY
from hinterland.core.chance import draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, f8, i4, log, per, u1
from hinterland.core.jit import weekly

GIVE_UP = stream(
    "strength_returns.give_up", "how many people of lost detachments the staffs strike off in a cell this week"
)
SILENT = stream("strength_returns.silent", "whether a staff strikes off a silent detachment this week")


class State(NamedTuple):
    """What stands on the lists, and of whom it was written."""

    strength: Array = per("cell", f8, "person", "Partisans on the staffs' lists")
    in_contact: Array = per("cell", f8, "person", "Partisans in contact, as they reported it")
    lost: Array = per("cell", f8, "person", "People on the lists whose detachments have ended unheard")
    people: Array = per("detachment", f8, "person", "People of the detachment on last week's list")
    cell: Array = per("detachment", i4, "cell", "Cell of the detachment on last week's list", start=-1)
    heard: Array = per("detachment", u1, "1", "Whether it was in contact when the list was written")


class Parameters(NamedTuple):
    """How long the staffs count those of whom they hear nothing."""

    given_up_per_week: float = assumed(
        0.07, "1/week", log(0.005, 0.5), "Share of lost and silent detachments that are struck off in a week",
        "house-1404",
    )  # fmt: skip


@weekly(SATURDAY)
def write(strength_returns, detachments, forcing, parameters, today):
    """Write this week's lists: the detachments as they last reported, and those lost and not yet given up."""
    for i in range(detachments.used[0]):
        listed = strength_returns.people[i] > 0.0
        exists = detachments.alive[i] == 1
        if not listed and not exists:
            continue
        if listed and not exists and strength_returns.heard[i] == 0:
            strength_returns.lost[strength_returns.cell[i]] += strength_returns.people[i]
        silent = listed and exists and detachments.reported_strength[i] <= 0.0
        if not silent:
            strength_returns.people[i] = detachments.reported_strength[i] * detachments.alive[i]
        elif uniform(today, SILENT, detachments.key[i]) < parameters.given_up_per_week:
            strength_returns.people[i] = 0.0
        strength_returns.cell[i] = detachments.cell[i]
        strength_returns.heard[i] = detachments.contact[i]
    strength_returns.in_contact[:] = 0.0
    for c in range(strength_returns.strength.size):
        if forcing.occupied[c] == 0:
            strength_returns.lost[c] = 0.0
        given_up = parameters.given_up_per_week * strength_returns.lost[c]
        strength_returns.lost[c] -= draw_whole(strength_returns.lost[c], given_up, uniform(today, GIVE_UP, c))
        strength_returns.strength[c] = strength_returns.lost[c]
    for i in range(detachments.used[0]):
        if strength_returns.people[i] > 0.0 and forcing.occupied[strength_returns.cell[i]] == 1:
            strength_returns.strength[strength_returns.cell[i]] += strength_returns.people[i]
            if strength_returns.heard[i] == 1:
                strength_returns.in_contact[strength_returns.cell[i]] += strength_returns.people[i]
