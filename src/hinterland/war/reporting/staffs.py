"""Staffs: how Soviet reports change on their way to Moscow. Staffs add to results, count some twice, pass some late.

The figures that reach Moscow are those that the Soviet side claims. Reports do not change the war.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import in_weekly_batch, stream, uniform, whole
from hinterland.core.declare import Array, f8, param, per, switch
from hinterland.core.jit import daily
from hinterland.core.journal import Kind

ADD = stream("staffs.add", "rounding of the figures that staffs pass on for a cell")
COME = stream("staffs.come", "whether the overdue reports of a cell arrive this week")
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
    added_per_staff: float = param(
        0.10, "1", (0, 0.6), "Share that each staff on the way adds to the results", "S148", "house-0291"
    )
    double_claim_share: float = param(
        0.15, "1", (0, 0.8), "Share of actions done near others that two units both claim", "S147", "house-0291"
    )
    late_arrivals_per_week: float = param(
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
        waiting = staffs.overdue[c, 0] + staffs.overdue[c, 1] + staffs.overdue[c, 3]
        if staffs.actions[c] <= 0.0 and waiting <= 0.0:
            continue
        heard = min(1.0, radio.partisans_in_contact[c] / max(detachments.men_in_cell[c], 1.0))
        actions = max(staffs.actions[c], 1.0)
        doubled = 1.0 + parameters.enabled * parameters.double_claim_share * (1.0 - 1.0 / actions)
        grown = doubled * (1.0 + parameters.enabled * parameters.added_per_staff) ** forcing.chain[c]
        late = in_weekly_batch(today, c) and heard > 0.0 and uniform(today, COME, c) < parameters.late_arrivals_per_week
        for k in range(5):
            said = reports.soviet_rails[c]
            if k == TRAINS:
                said = reports.soviet_trains[c]
            elif k == BRIDGES:
                said = reports.soviet_bridges[c]
            elif k == AXIS_DEAD:
                said = reports.soviet_axis_dead[c]
            elif k == POSTS:
                said = reports.soviet_posts[c]
            passed = whole(grown * heard * said, uniform(today, ADD, 8 * c + k))
            staffs.overdue[c, k] += (1.0 - heard) * said
            if late:
                passed += whole(grown * staffs.overdue[c, k], uniform(today, ADD, 8 * c + k + 100000))
                staffs.overdue[c, k] = 0.0
            staffs.reported[land.atom[c], k] += passed
