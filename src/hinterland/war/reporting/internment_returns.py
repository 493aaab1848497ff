"""Internment returns: the interned and the dead of the camps on the occupier's lists, and the interned as staffs heard.

A camp enters people when they come and strikes them off weeks after they left, for it draws rations by its list. Of
its dead it enters most as dead, and the others as sent away. Soviet staffs hear of a part of the interned and late of
releases. Returns do not change the war.
"""

from typing import NamedTuple

from hinterland.core.calendar import SATURDAY
from hinterland.core.chance import draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, f8, log, per
from hinterland.core.jit import weekly
from hinterland.core.stock import still_listed

ENTER = stream("internment_returns.enter", "how many of the dead of the week in a cell the camps enter as dead")


class State(NamedTuple):
    """People on lists."""

    interned: Array = per("cell", f8, "person", "Civilians on the lists of the camps")
    dead: Array = per("cell", f8, "person", "Deaths that the camps entered")
    dead_before: Array = per("cell", f8, "person", "Deaths in the camps until the last list")
    heard_of: Array = per("cell", f8, "person", "Interned civilians of whom Soviet staffs have heard")


class Parameters(NamedTuple):
    """How late the lists are, and what they leave out."""

    struck_off_per_week: float = assumed(
        0.2, "1/week", log(0.02, 1), "Share of those who have left a camp that it strikes off its list in a week",
        "house-1817",
    )  # fmt: skip
    deaths_entered_share: float = assumed(
        0.85, "1", (0.3, 1), "Share of the deaths in camps that the camps enter as deaths", "house-1817"
    )
    heard_share: float = assumed(0.7, "1", (0.1, 1), "Share of the interned of whom Soviet staffs hear", "house-1818")
    releases_heard_per_week: float = assumed(
        0.03, "1/week", log(0.003, 0.3), "Share of past releases of which Soviet staffs hear in a week", "house-1818"
    )


@weekly(SATURDAY)
def write(internment_returns, internment, forcing, parameters, today):
    """Write the lists of the week; they end with the occupation, and the deaths entered stay."""
    for c in range(internment_returns.interned.size):
        there, dead = internment.interned[c], internment.dead[c]
        new = dead - internment_returns.dead_before[c]
        if new > 0.0:
            entered = draw_whole(new, parameters.deaths_entered_share * new, uniform(today, ENTER, c))
            internment_returns.dead[c] += entered
            internment_returns.dead_before[c] = dead
        listed, heard_of = internment_returns.interned[c], internment_returns.heard_of[c]
        known = parameters.heard_share * there
        occupied = forcing.occupied[c] == 1
        listed = still_listed(listed, there, parameters.struck_off_per_week)
        heard_of = still_listed(heard_of, known, parameters.releases_heard_per_week)
        internment_returns.interned[c] = listed if occupied else there
        internment_returns.heard_of[c] = heard_of if occupied else there
