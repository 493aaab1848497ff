"""Axis returns: what the occupier's commands have on paper of their own men, and log of villages, posts and deserters.

A return counts rations: part of a unit's wounded stay on it. Police who have died or run away are paid until they are
struck off. Of the villages that are burned reports name a part; of men who come over to partisans some are logged as
missing. The groups on the lists of the commands are counted as they stand there. Returns do not change the war.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import SATURDAY
from hinterland.core.chance import draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, f8, log, per
from hinterland.core.jit import daily, kernel, weekly
from hinterland.core.journal import Kind
from hinterland.core.stock import still_listed

VILLAGES = stream("axis_returns.villages", "how many of the villages burned in a cell reports name")
DESERTED = stream("axis_returns.deserted", "how many of those who came over are logged as deserters")
DEFECTION = np.int64(Kind.defection)


class State(NamedTuple):
    """Men on paper, groups on the lists, and what is logged."""

    garrison: Array = per("cell", f8, "person", "Soldiers in garrisons and posts on last week's returns")
    natives: Array = per("cell", f8, "person", "Men of native units on last week's returns")
    police: Array = per("cell", f8, "person", "Native police on the pay lists")
    groups: Array = per("cell", f8, "detachment", "Partisan groups on the lists of the commands, in their cells")
    insurgents: Array = per("cell", f8, "person", "Insurgents whom reports assume")
    villages_burned: Array = per("atom", f8, "village", "Villages burned today that reports name", daily=True)


class Parameters(NamedTuple):
    """What stays on paper, and what reports name."""

    wounded_on_rations: float = assumed(
        0.7, "1", (0, 1), "Share of the wounded of a unit who are on its returns", "house-1804"
    )
    struck_off_per_week: float = assumed(
        0.3, "1/week", log(0.02, 1), "Share of the police who have left that is struck off the pay lists in a week",
        "house-1804",
    )  # fmt: skip
    villages_named_share: float = assumed(
        0.6, "1", (0.1, 1), "Share of burned villages that reports of the rear name", "house-1805"
    )
    deserters_logged_share: float = assumed(
        0.8, "1", (0.2, 1), "Share of those who come over who are logged as deserters and not as missing",
        "house-1805",
    )  # fmt: skip
    insurgents_assumed_ratio: float = assumed(
        1.3, "1", (0.5, 3), "Insurgents whom reports assume for each under arms", "house-1806"
    )


@weekly(SATURDAY)
def write(axis_returns, security, forces, picture, uprisings, detachments, order_of_battle, forcing, parameters, today):
    """Write the returns of the week."""
    soldiers = rations(forces, order_of_battle, parameters, 0)
    natives = rations(forces, order_of_battle, parameters, 1)
    for c in range(axis_returns.police.size):
        axis_returns.garrison[c] = soldiers * security.garrison[c]
        axis_returns.natives[c] = natives * forces.native_troops[c]
        paid = still_listed(axis_returns.police[c], security.police[c], parameters.struck_off_per_week)
        axis_returns.police[c] = paid if forcing.occupied[c] == 1 else security.police[c]
        axis_returns.insurgents[c] = parameters.insurgents_assumed_ratio * uprisings.insurgents[c]
    axis_returns.groups[:] = 0.0
    for i in range(detachments.used[0]):
        for k in range(picture.cell.shape[1]):
            c = picture.cell[i, k]
            if c >= 0 and forcing.occupied[c] == 1:
                axis_returns.groups[c] += 1.0


@kernel
def rations(forces, order_of_battle, parameters, native):
    """Return the men on the returns of units of a kind for each one fit for duty."""
    fit, wounded = 0.0, 0.0
    for u in range(forces.men.size):
        if forces.present[u] == 1 and order_of_battle.native[u] == native:
            fit += forces.men[u]
            wounded += forces.wounded[u]
    return 1.0 + parameters.wounded_on_rations * wounded / max(fit, 1.0)


@daily
def log_events(axis_returns, population, journal, land, parameters, today):
    """Log the deserters of the day, and name part of the villages that were burned."""
    for k in range(journal.used[0]):
        if journal.kind[k] == DEFECTION:
            men = journal.true[k]
            u = uniform(today, DESERTED, journal.key[k])
            journal.found[k] = draw_whole(men, parameters.deserters_logged_share * men, u)
    for c in range(population.villages_burned.size):
        burned = population.villages_burned[c]
        if burned > 0.0:
            named = draw_whole(burned, parameters.villages_named_share * burned, uniform(today, VILLAGES, c))
            axis_returns.villages_burned[land.atom[c]] += named
