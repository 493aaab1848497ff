"""Staffs: how every Soviet figure changes on its way from a unit to Moscow.

A unit reports to its brigade, which sorts out a part of what two of its units both claim and adds to the rest; the
staffs of oblasts and fronts add again, and so does the staff at the top. Units without contact are heard late. The
figures that reach Moscow are those that the Soviet side claims. Reports do not change the war.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import draw_count, in_weekly_batch, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, per, switch
from hinterland.core.elementary import power
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind
from hinterland.core.stock import held

ADD = stream("staffs.add", "rounding of each figure that staffs pass on today for a cell")
COME = stream("staffs.come", "whether the overdue reports of a cell arrive this week")
OVERDUE = stream("staffs.overdue", "rounding of each overdue figure that arrives for a cell")
FIRST, LAST = np.int64(Kind.rail_cut), np.int64(Kind.garrison_attack)
RAILS, TRAINS, BRIDGES, AXIS_DEAD, POSTS, LOCOMOTIVES, WAGONS, STATIONS = range(8)
LEAFLETS, PAPERS, GRAIN, PEOPLE = range(8, 12)
RESULTS = PEOPLE + 1
"""Results that are reported: the columns of what is passed on, and how many they are."""


class State(NamedTuple):
    """Figures that reached Moscow today, and figures still overdue."""

    reported: Array = per(
        "atom",
        f8,
        "1",
        "Reported to Moscow today: rails, trains, bridges, enemy dead, posts, locomotives, wagons, stations, leaflets, "
        "newspapers, grain and people kept from the occupier",
        daily=True,
        wide=RESULTS,
    )
    overdue: Array = per(
        "cell",
        f8,
        "1",
        "Results of units without contact, not yet passed on: the same in the same order",
        wide=RESULTS,
    )
    actions: Array = per("cell", f8, "action", "Actions reported from the cell today", daily=True)


class Parameters(NamedTuple):
    """Additions, double counts and delays on the way up."""

    enabled: float = switch("Whether staffs change what units report")
    added_by_brigade: float = directional(
        0.05, "1", (0, 0.6), "Share that the staff of a brigade adds to the results of its units", "S148", "house-0291"
    )
    added_per_staff: float = directional(
        0.10, "1", (0, 0.6), "Share that each staff between the brigades and the top adds to the results", "S148",
        "house-0291",
    )  # fmt: skip
    added_at_the_top: float = directional(
        0.10, "1", (0, 0.6), "Share that the highest staff adds to what its staffs report", "S148", "house-0291"
    )
    double_claim_share: float = assumed(
        0.15, "1", (0, 0.8), "Share of actions done near others that two units both claim", "house-0291"
    )
    sorted_out_share: float = assumed(
        0.5, "1", (0, 1), "Share of double claims that the staff of a brigade counts once, where both units are its "
        "own", "house-0291",
    )  # fmt: skip
    late_arrivals_per_week: float = assumed(
        0.2, "1/week", (0.02, 1), "Share of overdue reports that arrive in a week while anyone is in contact",
        "house-0291",
    )  # fmt: skip


@daily
def pass_up(
    staffs, reports, press_returns, harvest_returns, detachments, brigades, radio, journal, land, forcing, parameters,
    today,
):  # fmt: skip
    """Pass the day's reports up: those of units in contact at once, the others when a courier arrives."""
    for n in range(journal.used[0]):
        if FIRST <= journal.kind[n] <= LAST:
            staffs.actions[journal.cell[n]] += 1.0
    for c in range(staffs.actions.size):
        heard = min(1.0, radio.partisans_in_contact[c] / max(detachments.men_in_cell[c], 1.0))
        can_come = in_weekly_batch(today, c) and heard > 0.0
        waits = can_come and held(staffs.overdue, c) > 0.0
        if not waits and reported_in_all(reports, press_returns, harvest_returns, c) <= 0.0:
            continue
        late = can_come and uniform(today, COME, c) < parameters.late_arrivals_per_week
        grown = growth(staffs, detachments, brigades, forcing, parameters, c)
        for k in range(RESULTS):
            said = reported(reports, press_returns, harvest_returns, c, k)
            if said > 0.0:
                u = uniform(today, ADD, c, k)
                staffs.overdue[c, k] += (1.0 - heard) * said
                staffs.reported[land.atom[c], k] += draw_count(grown * heard * said, u)
            if late and staffs.overdue[c, k] > 0.0:
                v = uniform(today, OVERDUE, c, k)
                staffs.reported[land.atom[c], k] += draw_count(grown * staffs.overdue[c, k], v)
                staffs.overdue[c, k] = 0.0


@kernel
def growth(staffs, detachments, brigades, forcing, parameters, c):
    """Return by what a report from a cell is multiplied on its way: double claims, and what each staff adds."""
    led = min(1.0, brigades.partisans[c] / max(detachments.men_in_cell[c], 1.0))
    near_others = 1.0 - 1.0 / max(staffs.actions[c], 1.0)
    twice = parameters.double_claim_share * near_others * (1.0 - parameters.sorted_out_share * led)
    between = max(0.0, forcing.chain[c] - 1.0)
    times = (1.0 + twice) * (1.0 + parameters.added_by_brigade * led)
    times *= power(1.0 + parameters.added_per_staff, between)
    times *= 1.0 + parameters.added_at_the_top * (forcing.chain[c] - between)
    return 1.0 + parameters.enabled * (times - 1.0)


@kernel
def reported_in_all(reports, press_returns, harvest_returns, c):
    """Return the sum of all results that the units in a cell reported today: 0 where they reported nothing."""
    total = 0.0
    for k in range(RESULTS):
        total += reported(reports, press_returns, harvest_returns, c, k)
    return total


@kernel
def reported(reports, press_returns, harvest_returns, c, k):
    """Return what the units in a cell reported today, by the number of the result."""
    if k == RAILS:
        return reports.soviet_rails[c]
    if k == TRAINS:
        return reports.soviet_trains[c]
    if k == BRIDGES:
        return reports.soviet_bridges[c]
    if k == AXIS_DEAD:
        return reports.soviet_axis_dead[c]
    if k == POSTS:
        return reports.soviet_posts[c]
    if k == LOCOMOTIVES:
        return reports.soviet_locomotives[c]
    if k == WAGONS:
        return reports.soviet_wagons[c]
    if k == STATIONS:
        return reports.soviet_stations[c]
    if k == LEAFLETS:
        return press_returns.leaflets[c]
    if k == PAPERS:
        return press_returns.papers[c]
    return harvest_returns.grain_withheld[c] if k == GRAIN else harvest_returns.people_withheld[c]
