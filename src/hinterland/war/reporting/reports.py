"""Reports: what each side said about the day's events. Reports do not change the war.

Detachments report to their staffs and overstate results; German rear commands log what they find. Claims in the ledger
are compared with the reported figures of the same side.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import draw_count, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, bounded, derived, directional, f8, log, measured, per
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind
from hinterland.core.units import HOURS_PER_DAY

CLAIM = stream("reports.claim", "rounding of each figure that a detachment reports of an event")
NOTICE = stream("reports.notice", "whether the German side notices and logs an event")
FIND = stream("reports.find", "rounding of the figure that the German side reports of an event")
RAILS, TRAINS, LOCOMOTIVES, WAGONS, DEAD_OF_TRAINS, BRIDGES, STATIONS, DEAD_OF_CLASH, POSTS, FAILED_MINE = range(10)
"""Draws of one event for what a detachment reports: a figure each, and whether a failed mine is claimed at all."""
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

    soviet_rails: Array = per("cell", f8, "rail", "Rails that detachments reported destroyed today", daily=True)
    soviet_trains: Array = per("cell", f8, "train", "Trains that they reported derailed today", daily=True)
    soviet_bridges: Array = per("cell", f8, "bridge", "Railway bridges that they reported destroyed today", daily=True)
    soviet_locomotives: Array = per(
        "cell", f8, "locomotive", "Locomotives that they reported destroyed today", daily=True
    )
    soviet_wagons: Array = per("cell", f8, "wagon", "Wagons that they reported destroyed today", daily=True)
    soviet_stations: Array = per("cell", f8, "station", "Stations that they reported destroyed today", daily=True)
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
    german_enemy_dead: Array = per("cell", f8, "person", "People reported killed as partisans today", daily=True)


class Parameters(NamedTuple):
    """How each side's figures differ from the true ones."""

    padding_to_order: float = directional(
        0.88, "1", (0, 1), "Share of the gap between result and order that a report on an ordered task adds", "S148",
        "R061", "R062", "house-0070",
    )  # fmt: skip
    rails_overstatement: float = directional(
        1.5, "1", (1, 10), "Rails reported per rail destroyed, without an order", "S147", "house-0070"
    )
    trains_overstatement: float = directional(
        2.2, "1", (1, 10), "Trains reported per train derailed", "S147", "house-0070"
    )
    bridges_overstatement: float = directional(
        1.6, "1", (1, 10), "Bridges reported per bridge destroyed", "S147", "house-0608"
    )
    stations_overstatement: float = directional(
        1.5, "1", (1, 10), "Stations reported per station destroyed, and wires per wire cut", "S147", "house-0608"
    )
    locomotives_per_train: float = derived(
        0.78, "locomotive/train", (0.1, 2), "Locomotives reported per train reported", "R081 / R080"
    )
    wagons_per_train: float = derived(7.1, "wagon/train", (1, 30), "Wagons reported per train reported", "R080b / R080")
    norm_rail_h: float = assumed(4.5, "h", (3, 6), "Hours of closure that the staff assumes per rail", "house-2101")
    norm_train_h: float = measured(
        10, "h", (7, 14), "Hours of closure that the staff assumes per train", "R055", "R054"
    )
    norm_bridge_h: float = bounded(
        144, "h", (24, 700), "Hours of closure that the staff assumes per bridge", "R050", "house-2009",
        at_least="24 * R052", at_most="24 * R052",
    )  # fmt: skip
    days_on_list: float = assumed(
        30, "day", (1, 90), "Days for which a line reported as attacked counts as under attack", "house-0265"
    )
    failed_mines_claimed_share: float = assumed(
        0.55, "1", (0, 1), "Share of failed mines that are reported as derailments", "house-0070"
    )
    dead_overstatement: float = bounded(
        9, "1", log(1, 60), "Enemy dead reported per enemy killed in an attack on a post", "S147", "house-0609",
        at_most="R250a / R249",
    )  # fmt: skip
    dead_claimed_per_train: float = assumed(
        28, "person", log(1, 200), "Enemy dead reported per train reported derailed", "house-0609"
    )
    posts_overstatement: float = directional(
        1.5, "1", (1, 5), "Garrisons reported per garrison destroyed", "S147", "house-0070"
    )
    logged_share: float = assumed(
        0.82, "1", (0.2, 1), "Share of actions on railways that the German side logs", "house-0071"
    )
    rails_found_share: float = assumed(
        0.58, "1", (0.1, 1), "Share of destroyed rails that repair crews report", "house-0071"
    )
    civilians_counted_as_partisans: float = directional(
        0.85, "1", (0, 1), "Share of civilians killed who are reported as partisans", "R302", "S288", "house-0071"
    )


@daily
def report_events(reports, journal, land, parameters, today):
    """Turn the true events of the day into the reports of each side."""
    for k in range(journal.used[0]):
        kind = journal.kind[k]
        if CUT <= kind <= FOILED:
            report_railway(reports, journal, land, parameters, today, k)
        elif kind in (STATION, TELEGRAPH):
            report_station(reports, journal, land, parameters, today, k)
        elif kind in (GARRISON, PURSUIT):
            report_clash(reports, journal, parameters, today, k)
        elif kind == REPRISAL:
            u = uniform(today, FIND, journal.key[k])
            killed = journal.true[k]
            journal.found[k] = draw_whole(killed, parameters.civilians_counted_as_partisans * killed, u)
            reports.german_enemy_dead[journal.cell[k]] += journal.found[k]


@kernel
def noticed(journal, parameters, today, k):
    """Return 1 where the German side logs an event, else 0."""
    return 1.0 if uniform(today, NOTICE, journal.key[k]) < parameters.logged_share else 0.0


@kernel
def report_railway(reports, journal, land, parameters, today, k):
    """Report an action on a railway: rails cut, a train derailed, a bridge down, or one that failed."""
    kind, c, key = journal.kind[k], journal.cell[k], journal.key[k]
    logged = noticed(journal, parameters, today, k)
    reports.german_attacks[land.atom[c]] += logged
    if kind == CUT:
        u = uniform(today, FIND, key)
        found = draw_whole(journal.true[k], parameters.rails_found_share * journal.true[k], u) if logged > 0.0 else 0.0
        reports.german_rails[land.atom[c]] += found
        reports.german_charges[land.atom[c]] += found
        journal.found[k] = found
        journal.claimed[k] = claim_rails(reports, journal, parameters, today, k, journal.true[k])
    elif kind == DERAIL:
        v = uniform(today, CLAIM, key, TRAINS)
        journal.claimed[k], journal.found[k] = draw_count(parameters.trains_overstatement, v), logged
        claim_trains(reports, journal, parameters, today, k)
        reports.german_trains[land.atom[c]] += logged
        reports.german_charges[land.atom[c]] += logged
    elif kind == BRIDGE:
        w = uniform(today, CLAIM, key, BRIDGES)
        journal.claimed[k], journal.found[k] = draw_count(parameters.bridges_overstatement, w), logged
        reports.soviet_bridges[c] += journal.claimed[k]
        reports.german_charges[land.atom[c]] += logged
    elif journal.second[k] > 0.0:
        journal.claimed[k] = claim_rails(reports, journal, parameters, today, k, 0.0)
    elif uniform(today, CLAIM, key, FAILED_MINE) < parameters.failed_mines_claimed_share:
        journal.claimed[k] = 1.0
        claim_trains(reports, journal, parameters, today, k)


@kernel
def claim_rails(reports, journal, parameters, today, k, done):
    """Report rails cut, more than were: by a part of what was ordered and not done, or without an order by a factor."""
    asked = journal.second[k]
    padded = done + parameters.padding_to_order * max(0.0, asked - done)
    u = uniform(today, CLAIM, journal.key[k], RAILS)
    said = draw_count(padded if asked > 0.0 else parameters.rails_overstatement * done, u)
    reports.soviet_rails[journal.cell[k]] += said
    return said


@kernel
def claim_trains(reports, journal, parameters, today, k):
    """Report the trains claimed of an event, with the usual numbers of locomotives, wagons and enemy dead."""
    c, key, trains = journal.cell[k], journal.key[k], journal.claimed[k]
    u, v = uniform(today, CLAIM, key, LOCOMOTIVES), uniform(today, CLAIM, key, WAGONS)
    w = uniform(today, CLAIM, key, DEAD_OF_TRAINS)
    reports.soviet_trains[c] += trains
    reports.soviet_locomotives[c] += draw_count(parameters.locomotives_per_train * trains, u)
    reports.soviet_wagons[c] += draw_count(parameters.wagons_per_train * trains, v)
    reports.soviet_axis_dead[c] += draw_count(parameters.dead_claimed_per_train * trains, w)


@kernel
def report_station(reports, journal, land, parameters, today, k):
    """Report a station or a telegraph line destroyed; only stations are counted."""
    c = journal.cell[k]
    journal.found[k] = noticed(journal, parameters, today, k)
    reports.german_attacks[land.atom[c]] += journal.found[k]
    u = uniform(today, CLAIM, journal.key[k], STATIONS)
    journal.claimed[k] = draw_count(parameters.stations_overstatement, u)
    if journal.kind[k] == STATION:
        reports.soviet_stations[c] += journal.claimed[k]


@kernel
def report_clash(reports, journal, parameters, today, k):
    """Report an attack on a post, or a pursuit: each side its own dead as they are, and the enemy's as it says."""
    c, key = journal.cell[k], journal.key[k]
    on_post = journal.kind[k] == GARRISON
    slain = journal.true[k] if on_post else journal.second[k]
    u, v = uniform(today, CLAIM, key, DEAD_OF_CLASH), uniform(today, CLAIM, key, POSTS)
    journal.claimed[k] = draw_count(parameters.dead_overstatement * slain, u)
    reports.soviet_axis_dead[c] += journal.claimed[k]
    journal.found[k] = journal.true[k]
    if not on_post:
        reports.german_enemy_dead[c] += journal.true[k]
    elif journal.other[k] == 1:
        reports.soviet_posts[c] += draw_count(parameters.posts_overstatement, v)


@daily
def count_lines(reports, journal, land, parameters):
    """Estimate, as a Soviet staff did, the traffic lost on lines reported as attacked.

    Each rail, train and bridge reported closes its line for the hours of the staff's norm. Rails are relaid at the same
    time, so a night's rails and trains close a line for a day at most.
    """
    for k in range(journal.used[0]):
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
        hours = min(HOURS_PER_DAY, reports.soviet_closure_h[s] + reports.soviet_bridge_closure_h[s])
        reports.soviet_bridge_closure_h[s] = max(0.0, reports.soviet_bridge_closure_h[s] - HOURS_PER_DAY)
        reports.soviet_trains_undamaged[s] = land.line_capacity[s] if reports.soviet_days_on_list[s] > 0.0 else 0.0
        reports.soviet_trains_stopped[s] = reports.soviet_trains_undamaged[s] * hours / HOURS_PER_DAY
        reports.soviet_trains_left[s] = reports.soviet_trains_undamaged[s] - reports.soviet_trains_stopped[s]
