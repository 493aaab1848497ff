"""Homecoming: detachments that an expedition drove off go back to their district when its troops have left.

The home of a detachment is the cell in which troops of an expedition came upon it. It goes back within weeks, unless
the ground is free or it stays where it is.
"""

from typing import NamedTuple

from hinterland.core.chance import is_weekday_of, stream, uniform
from hinterland.core.declare import Array, assumed, f8, i4, per
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import living, move_to_cell

DECIDE = stream("homecoming.decide", "whether a detachment that was driven off stays away for good, or goes back now")
STAY, GO = 0, 1
"""Draws of `DECIDE`."""


class State(NamedTuple):
    """Where the detachments were that are away from home."""

    home: Array = per("detachment", i4, "cell", "Cell in which an expedition came upon it, -1 for none", start=-1)
    went_home: Array = per("atom", f8, "person", "Partisans who went back to their district today", daily=True)


class Parameters(NamedTuple):
    """How soon detachments go back, and how many never do."""

    going_home_per_week: float = assumed(
        0.3, "1/week", (0, 1), "Chance in a week that a detachment goes back to a district that troops have left",
        "house-1336",
    )  # fmt: skip
    staying_away_per_week: float = assumed(
        0.03, "1/week", (0, 0.5), "Chance in a week that a detachment that was driven off stays where it is for good",
        "house-1336",
    )  # fmt: skip


@daily
def step(homecoming, detachments, expeditions, cordon, land, forcing, parameters, today):
    """Note the home of every detachment that troops come upon; once a week let those who are away go back."""
    for i in living(detachments):
        c, home = detachments.cell[i], homecoming.home[i]
        if detachments.alive[i] == 0 or detachments.base[i] >= 0 or detachments.goal[i] >= 0:
            homecoming.home[i] = -1
        elif home < 0:
            homecoming.home[i] = c if expeditions.troops[c] > 0.0 else -1
        elif cordon.enclosed[i] < 0 and expeditions.troops[home] <= 0.0 and is_weekday_of(today, detachments.key[i]):
            go_home(homecoming, detachments, land, forcing, parameters, today, i, home)


@kernel
def go_home(homecoming, detachments, land, forcing, parameters, today, i, home):
    """Let a detachment whose home is rid of troops go back to it, stay away for good, or wait another week."""
    key = detachments.key[i]
    stays = uniform(today, DECIDE, key, STAY) < parameters.staying_away_per_week
    if stays or detachments.cell[i] == home or forcing.occupied[home] == 0:
        homecoming.home[i] = -1
    elif uniform(today, DECIDE, key, GO) < parameters.going_home_per_week:
        move_to_cell(detachments, i, home)
        homecoming.went_home[land.atom[home]] += detachments.men[i]
        homecoming.home[i] = -1
