"""Staffs: how Soviet reports change on their way to Moscow. Staffs add to results, count some twice, pass some late.

The figures that reach Moscow are those that the Soviet side claims. Reports do not change the war.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import draw_count, in_weekly_batch, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind
from hinterland.core.stock import held

ADD = stream("staffs.add", "rounding of each figure that staffs pass on today for a cell")
COME = stream("staffs.come", "whether the overdue reports of a cell arrive this week")
OVERDUE = stream("staffs.overdue", "rounding of each overdue figure that arrives for a cell")
FIRST, LAST = np.int64(Kind.rail_cut), np.int64(Kind.garrison_attack)
RAILS, TRAINS, BRIDGES, AXIS_DEAD, POSTS = range(5)


class State(NamedTuple):
    """Figures that reached Moscow today, and figures still overdue."""

    reported: Array = per(
        "atom", f8, "1", "Reported to Moscow today: rails, trains, bridges, enemy dead, posts", daily=True, wide=5
    )
    overdue: Array = per(
        "cell",
        f8,
        "1",
        "Results of units without contact, not yet passed on: rails, trains, bridges, enemy dead, posts",
        wide=5,
    )
    actions: Array = per("cell", f8, "action", "Actions reported from the cell today", daily=True)


class Parameters(NamedTuple):
    """Additions, double counts and delays on the way up."""

    enabled: float = switch("Whether staffs change what units report")
    added_per_staff: float = directional(
        0.10, "1", (0, 0.6), "Share that each staff on the way adds to the results", "S148", "house-0291"
    )
    double_claim_share: float = assumed(
        0.15, "1", (0, 0.8), "Share of actions done near others that two units both claim", "house-0291"
    )
    late_arrivals_per_week: float = assumed(
        0.2, "1/week", (0.02, 1), "Share of overdue reports that arrive in a week while anyone is in contact",
        "house-0291",
    )  # fmt: skip


@daily
def pass_up(staffs, reports, detachments, radio, journal, land, forcing, parameters, today):
    """Pass the day's reports up: those of units in contact at once, the others when a courier arrives."""
    for n in range(min(journal.used[0], journal.kind.size)):
        if FIRST <= journal.kind[n] <= LAST:
            staffs.actions[journal.cell[n]] += 1.0
    for c in range(staffs.actions.size):
        said_in_all = 0.0
        for k in range(staffs.overdue.shape[1]):
            said_in_all += reported(reports, c, k)
        if said_in_all <= 0.0 and held(staffs.overdue, c) <= 0.0:
            continue
        heard = min(1.0, radio.partisans_in_contact[c] / max(detachments.men_in_cell[c], 1.0))
        grown = growth(staffs, forcing, parameters, c)
        late = in_weekly_batch(today, c) and heard > 0.0 and uniform(today, COME, c) < parameters.late_arrivals_per_week
        for k in range(staffs.overdue.shape[1]):
            said = reported(reports, c, k)
            if said > 0.0:
                u = uniform(today, ADD, c, k)
                staffs.overdue[c, k] += (1.0 - heard) * said
                staffs.reported[land.atom[c], k] += draw_count(grown * heard * said, u)
            if late and staffs.overdue[c, k] > 0.0:
                v = uniform(today, OVERDUE, c, k)
                staffs.reported[land.atom[c], k] += draw_count(grown * staffs.overdue[c, k], v)
                staffs.overdue[c, k] = 0.0


@kernel
def growth(staffs, forcing, parameters, c):
    """Return by what a report from a cell is multiplied on its way: double claims, and what each staff adds."""
    near_others = 1.0 - 1.0 / max(staffs.actions[c], 1.0)
    doubled = 1.0 + parameters.enabled * parameters.double_claim_share * near_others
    return doubled * (1.0 + parameters.enabled * parameters.added_per_staff) ** forcing.chain[c]


@kernel
def reported(reports, c, k):
    """Return what the units in a cell reported today, by the number of the result."""
    if k == RAILS:
        return reports.soviet_rails[c]
    if k == TRAINS:
        return reports.soviet_trains[c]
    if k == BRIDGES:
        return reports.soviet_bridges[c]
    return reports.soviet_axis_dead[c] if k == AXIS_DEAD else reports.soviet_posts[c]
