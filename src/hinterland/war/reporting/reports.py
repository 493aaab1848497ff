"""Reports: what each side said about the day's events. Reports do not change the war.

Detachments report to their staffs and overstate results; German rear commands log what they find. Claims in the ledger
are compared with the reported figures of the same side.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import SATURDAY
from hinterland.core.chance import stream, uniform, whole
from hinterland.core.declare import Array, f8, log, param, per
from hinterland.core.jit import daily, kernel, weekly
from hinterland.core.journal import Kind

TELL = stream("reports.tell", "rounding of the figures that a detachment reports")
NOTICE = stream("reports.notice", "whether the German side notices and logs an action")
CUT, DERAIL, BRIDGE, FOILED = (
    np.int64(Kind.rail_cut),
    np.int64(Kind.derailment),
    np.int64(Kind.bridge),
    np.int64(Kind.foiled),
)
STATION, TELEGRAPH = np.int64(Kind.station), np.int64(Kind.telegraph)
PURSUIT, GARRISON, REPRISAL = np.int64(Kind.pursuit), np.int64(Kind.garrison_attack), np.int64(Kind.reprisal)


class State(NamedTuple):
    """Reported figures, by speaker and place."""

    soviet_strength: Array = per("cell", f8, "person", "Partisans on the staffs' lists")
    soviet_contact: Array = per("cell", f8, "person", "Partisans in contact, as they reported it")
    soviet_rails: Array = per("cell", f8, "rail", "Rails that detachments reported destroyed today", daily=True)
    soviet_trains: Array = per("cell", f8, "train", "Trains that they reported derailed today", daily=True)
    soviet_bridges: Array = per("cell", f8, "bridge", "Railway bridges that they reported destroyed today", daily=True)
    soviet_locomotives: Array = per(
        "atom", f8, "locomotive", "Locomotives that they reported destroyed today", daily=True
    )
    soviet_wagons: Array = per("atom", f8, "wagon", "Wagons that they reported destroyed today", daily=True)
    soviet_stations: Array = per("atom", f8, "station", "Stations that they reported destroyed today", daily=True)
    soviet_trains_stopped: Array = per(
        "line", f8, "train/day", "Trains stopped on lines reported as attacked, in the staffs' estimate"
    )
    soviet_trains_left: Array = per(
        "line", f8, "train/day", "Trains that those lines can still run, in the staffs' estimate"
    )
    soviet_trains_undamaged: Array = per(
        "line", f8, "train/day", "Trains that those lines run without damage, in the staffs' estimate"
    )
    soviet_bridge_closure_h: Array = per(
        "line", f8, "h", "Hours for which bridges reported destroyed still close the line, in the staffs' estimate"
    )
    soviet_closure_h: Array = per(
        "line", f8, "h", "Hours for which today's reports close the line, in the staffs' estimate", daily=True
    )
    soviet_days_on_list: Array = per(
        "line", f8, "day", "Days for which the line stays on the staffs' list of attacked lines"
    )
    soviet_axis_dead: Array = per("cell", f8, "person", "Enemies that they reported killed today", daily=True)
    soviet_posts: Array = per("cell", f8, "garrison", "Garrisons that they reported destroyed today", daily=True)
    german_attacks: Array = per(
        "atom", f8, "attack", "Attacks on railways that the transport service logged today", daily=True
    )
    german_rails: Array = per("atom", f8, "rail", "Rails found destroyed today", daily=True)
    german_trains: Array = per("atom", f8, "train", "Derailments logged today", daily=True)
    german_charges: Array = per("atom", f8, "charge", "Charges that exploded, as counted by crews today", daily=True)
    german_bandits: Array = per("cell", f8, "person", "People reported killed as partisans today", daily=True)
    german_strength: Array = per("cell", f8, "person", "Partisans in the estimate of German intelligence")


class Parameters(NamedTuple):
    """How each side's figures differ from the true ones."""

    padding_to_order: float = param(
        0.88, "1", (0, 1), "Share of the gap between result and order that a report on an ordered task adds", "S148",
        "R061", "house-0070",
    )  # fmt: skip
    rails_overstatement: float = param(
        1.5, "1", (1, 10), "Rails reported per rail destroyed, without an order", "S035", "house-0070"
    )
    trains_overstatement: float = param(2.2, "1", (1, 10), "Trains reported per train derailed", "R090", "house-0070")
    bridges_overstatement: float = param(
        1.6, "1", (1, 10), "Bridges reported per bridge destroyed", "R082a", "house-0070"
    )
    stations_overstatement: float = param(
        1.5, "1", (1, 10), "Stations reported per station destroyed", "R080c", "house-0070"
    )
    locomotives_per_train: float = param(0.78, "1", (0.1, 2), "Locomotives reported per train reported", "R080", "R081")
    wagons_per_train: float = param(7.1, "1", (1, 30), "Wagons reported per train reported", "R080", "R080b")
    norm_rail_h: float = param(4.5, "h", (3, 6), "Hours of closure that the staff assumes per rail", "R056")
    norm_train_h: float = param(10, "h", (7, 14), "Hours of closure that the staff assumes per train", "R054", "R055")
    norm_bridge_h: float = param(
        144, "h", (24, 700), "Hours of closure that the staff assumes per bridge", "R050", "R052"
    )
    days_on_list: float = param(
        30, "day", (1, 90), "Days for which a line reported as attacked counts as under attack", "house-0265"
    )
    failed_mines_claimed_share: float = param(
        0.55, "1", (0, 1), "Share of failed mines that are reported as derailments", "R090", "house-0070"
    )
    dead_overstatement: float = param(
        9, "1", log(1, 60), "Enemy dead reported per enemy killed in an attack on a post", "R249", "R250", "S354"
    )
    dead_claimed_per_train: float = param(
        28, "person", log(1, 200), "Enemy dead reported per train reported derailed", "S354", "house-0070"
    )
    posts_overstatement: float = param(
        1.5, "1", (1, 5), "Garrisons reported per garrison destroyed", "S353", "house-0070"
    )
    logged_share: float = param(
        0.82, "1", (0.2, 1), "Share of actions on railways that the German side logs", "R000", "house-0071"
    )
    rails_found_share: float = param(
        0.58, "1", (0.1, 1), "Share of destroyed rails that repair crews report", "R025", "R062", "house-0071"
    )
    civilians_counted_as_partisans: float = param(
        0.85, "1", (0, 1), "Share of civilians killed who are reported as partisans", "R197", "S288", "house-0071"
    )


@daily
def report_events(reports, population, expeditions, sweeps, journal, land, parameters, today):
    """Turn the true events of the day into the reports of each side."""
    for k in range(min(journal.used[0], journal.kind.size)):
        kind, c = journal.kind[k], journal.cell[k]
        u = uniform(today, TELL, k)
        if CUT <= kind <= FOILED:
            logged = 1.0 if uniform(today, NOTICE, k) < parameters.logged_share else 0.0
            reports.german_attacks[land.atom[c]] += logged
            asked, done = journal.second[k], journal.true[k] if kind == CUT else 0.0
            said = 0.0
            if asked > 0.0 and kind in (CUT, FOILED):
                said = whole(done + parameters.padding_to_order * max(0.0, asked - done), u)
            elif kind == CUT:
                said = whole(parameters.rails_overstatement * done, u)
            reports.soviet_rails[c] += said
            found = whole(parameters.rails_found_share * done, u) if logged > 0.0 else 0.0
            reports.german_rails[land.atom[c]] += found
            if kind == CUT:
                reports.german_charges[land.atom[c]] += found
                journal.claimed[k], journal.found[k] = said, found
            elif kind == DERAIL:
                trains = whole(parameters.trains_overstatement, u)
                claim_trains(reports, land, parameters, c, trains, u)
                reports.german_charges[land.atom[c]] += logged
                reports.soviet_axis_dead[c] += whole(parameters.dead_claimed_per_train * trains, u)
                reports.german_trains[land.atom[c]] += logged
                journal.claimed[k], journal.found[k] = trains, logged
            elif kind == BRIDGE:
                said = whole(parameters.bridges_overstatement, u)
                reports.soviet_bridges[c] += said
                reports.german_charges[land.atom[c]] += logged
                journal.claimed[k], journal.found[k] = said, logged
            elif asked > 0.0:
                journal.claimed[k] = said
            elif u < parameters.failed_mines_claimed_share:
                claim_trains(reports, land, parameters, c, 1.0, u)
                reports.soviet_axis_dead[c] += whole(parameters.dead_claimed_per_train, u)
                journal.claimed[k] = 1.0
        elif kind in (STATION, TELEGRAPH):
            journal.found[k] = 1.0 if uniform(today, NOTICE, k) < parameters.logged_share else 0.0
            reports.german_attacks[land.atom[c]] += journal.found[k]
            journal.claimed[k] = whole(parameters.stations_overstatement, u)
            if kind == STATION:
                reports.soviet_stations[land.atom[c]] += journal.claimed[k]
        elif kind in (GARRISON, PURSUIT):
            slain = journal.true[k] if kind == GARRISON else journal.second[k]
            said = whole(parameters.dead_overstatement * slain, u)
            reports.soviet_axis_dead[c] += said
            journal.claimed[k] = said
            if kind == GARRISON:
                journal.found[k] = slain
                if journal.other[k] == 1:
                    reports.soviet_posts[c] += whole(parameters.posts_overstatement, u)
            else:
                journal.found[k] = journal.true[k]
                reports.german_bandits[c] += journal.true[k]
        elif kind == REPRISAL:
            journal.found[k] = whole(parameters.civilians_counted_as_partisans * journal.true[k], u)
            reports.german_bandits[c] += journal.found[k]
    for c in range(reports.german_bandits.size):
        if expeditions.troops[c] > 0.0:
            dead = (
                sweeps.partisans_killed[c] + parameters.civilians_counted_as_partisans * population.killed_expedition[c]
            )
            reports.german_bandits[c] += whole(dead, uniform(today, TELL, c + 100000))


@kernel
def claim_trains(reports, land, parameters, c, trains, u):
    """Report trains derailed, with the usual numbers of locomotives and wagons."""
    reports.soviet_trains[c] += trains
    reports.soviet_locomotives[land.atom[c]] += whole(parameters.locomotives_per_train * trains, u)
    reports.soviet_wagons[land.atom[c]] += whole(parameters.wagons_per_train * trains, u)


@daily
def count_lines(reports, journal, land, parameters):
    """Estimate, as a Soviet staff did, the traffic lost on lines reported as attacked.

    Each rail, train and bridge reported closes its line for the hours of the staff's norm. Rails are relaid at the same
    time, so a night's rails and trains close a line for a day at most.
    """
    for k in range(min(journal.used[0], journal.kind.size)):
        kind, s, claimed = journal.kind[k], journal.other[k], journal.claimed[k]
        if claimed <= 0.0 or s < 0 or not CUT <= kind <= FOILED:
            continue
        reports.soviet_days_on_list[s] = parameters.days_on_list + 1.0
        if kind == BRIDGE:
            reports.soviet_bridge_closure_h[s] += parameters.norm_bridge_h * claimed
        elif kind == CUT or (kind == FOILED and journal.second[k] > 0.0):
            reports.soviet_closure_h[s] += parameters.norm_rail_h * claimed
        else:
            reports.soviet_closure_h[s] += parameters.norm_train_h * claimed
    for s in range(reports.soviet_days_on_list.size):
        reports.soviet_days_on_list[s] = max(0.0, reports.soviet_days_on_list[s] - 1.0)
        hours = min(24.0, reports.soviet_closure_h[s] + reports.soviet_bridge_closure_h[s])
        reports.soviet_bridge_closure_h[s] = max(0.0, reports.soviet_bridge_closure_h[s] - 24.0)
        reports.soviet_trains_undamaged[s] = land.line_capacity[s] if reports.soviet_days_on_list[s] > 0.0 else 0.0
        reports.soviet_trains_stopped[s] = reports.soviet_trains_undamaged[s] * hours / 24.0
        reports.soviet_trains_left[s] = reports.soviet_trains_undamaged[s] - reports.soviet_trains_stopped[s]


@weekly(SATURDAY)
def list_strength(reports, detachments, security, today):
    """Sum the partisans on Soviet lists, and the German estimate of partisans."""
    reports.soviet_strength[:] = 0.0
    reports.soviet_contact[:] = 0.0
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 1:
            c = detachments.cell[i]
            reports.soviet_strength[c] += detachments.reported_strength[i]
            if detachments.contact[i] == 1:
                reports.soviet_contact[c] += detachments.reported_strength[i]
    for c in range(reports.german_strength.size):
        reports.german_strength[c] = security.believed_partisans[c]
