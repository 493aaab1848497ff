"""Reports: what each side said of what happened. Nothing here changes the war; it makes what the sources hold.

A detachment tells its staff, the staff tells Moscow; German rear commands log what they found. Evidence is compared
with these figures, by the same side, and never with the truth.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import SATURDAY
from hinterland.core.chance import stream, uniform, whole
from hinterland.core.declare import Array, f8, log, param, per
from hinterland.core.jit import daily, kernel, weekly
from hinterland.core.journal import Kind

TELL = stream("reports.tell", "rounding of what a detachment tells")
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
    """What was said, by speaker and place."""

    soviet_strength: Array = per("cell", f8, "person", "Partisans on the staffs' lists")
    soviet_contact: Array = per("cell", f8, "person", "Partisans in contact, as they told it")
    soviet_rails: Array = per("cell", f8, "rail", "Rails that detachments reported destroyed today", daily=True)
    soviet_trains: Array = per("cell", f8, "train", "Trains that they reported derailed today", daily=True)
    soviet_bridges: Array = per("cell", f8, "bridge", "Railway bridges that they reported destroyed today", daily=True)
    soviet_locomotives: Array = per("atom", f8, "locomotive", "Locomotives that they told destroyed today", daily=True)
    soviet_wagons: Array = per("atom", f8, "wagon", "Wagons that they reported destroyed today", daily=True)
    soviet_stations: Array = per("atom", f8, "station", "Stations that they reported destroyed today", daily=True)
    told_lost: Array = per("line", f8, "train/day", "Trains that the staffs hold to be stopped on lines attacked")
    told_left: Array = per("line", f8, "train/day", "Trains that those lines could still run, as they hold")
    told_whole: Array = per("line", f8, "train/day", "Trains that those lines carried, as they hold")
    told_bridge_h: Array = per(
        "line", f8, "h", "Hours for which bridges reported down still close the line, as they hold"
    )
    told_h: Array = per("line", f8, "h", "Hours for which today's reports close the line, as they hold", daily=True)
    listed: Array = per("line", f8, "day", "Days for which the line is still on their list of lines attacked")
    soviet_axis_dead: Array = per("cell", f8, "person", "Enemies that they reported killed today", daily=True)
    soviet_posts: Array = per("cell", f8, "garrison", "Garrisons that they reported destroyed today", daily=True)
    german_attacks: Array = per(
        "atom", f8, "attack", "Attacks on railways that the transport service logged today", daily=True
    )
    german_rails: Array = per("atom", f8, "rail", "Rails found destroyed today", daily=True)
    german_trains: Array = per("atom", f8, "train", "Derailments logged today", daily=True)
    german_charges: Array = per("atom", f8, "charge", "Charges that exploded, as counted by crews today", daily=True)
    german_bandits: Array = per("cell", f8, "person", "People reported killed as partisans today", daily=True)
    german_strength: Array = per("cell", f8, "person", "Partisans that intelligence reports")


class Parameters(NamedTuple):
    """How each side tells it."""

    pad: float = param(
        0.88,
        "1",
        (0, 1),
        "How far a report on an ordered task is padded towards what was ordered",
        "S148",
        "R061",
        "house-0070",
    )
    boast_rails: float = param(
        1.5, "1", (1, 10), "Rails told for each destroyed, without an order", "S035", "house-0070"
    )
    boast_trains: float = param(2.2, "1", (1, 10), "Trains told for each derailed", "R090", "house-0070")
    boast_bridges: float = param(1.6, "1", (1, 10), "Bridges told for each brought down", "R082a", "house-0070")
    boast_stations: float = param(1.5, "1", (1, 10), "Stations told for each destroyed", "R080c", "house-0070")
    locomotives: float = param(0.78, "1", (0.1, 2), "Locomotives told for each train told", "R080", "R081")
    wagons: float = param(7.1, "1", (1, 30), "Wagons told for each train told", "R080", "R080b")
    norm_rail: float = param(4.5, "h", (3, 6), "Hours for which the staff holds a rail to close a line", "R056")
    norm_train: float = param(10, "h", (7, 14), "Hours for which it holds a train to close it", "R054", "R055")
    norm_bridge: float = param(144, "h", (24, 700), "Hours for which it holds a bridge to close it", "R050", "R052")
    list_days: float = param(
        30, "day", (1, 90), "Days for which a line reported as attacked counts as one under attack", "house-0265"
    )
    blind: float = param(0.55, "1", (0, 1), "Share of failed mines that are told as derailments", "R090", "house-0070")
    boast_dead: float = param(
        9, "1", log(1, 60), "Enemies told dead for each killed in an attack on a post", "R249", "R250", "S354"
    )
    train_dead: float = param(
        28, "person", log(1, 200), "Enemies told dead for each train told derailed", "S354", "house-0070"
    )
    boast_posts: float = param(1.5, "1", (1, 5), "Garrisons told for each destroyed", "S353", "house-0070")
    notice: float = param(
        0.82, "1", (0.2, 1), "Share of actions on railways that the German side logs", "R000", "house-0071"
    )
    found: float = param(
        0.58, "1", (0.1, 1), "Share of destroyed rails that repair crews report", "R025", "R062", "house-0071"
    )
    villagers: float = param(
        0.85, "1", (0, 1), "Share of civilians killed who are reported as partisans", "R197", "S288", "house-0071"
    )


@daily
def tell(reports, population, expeditions, journal, land, parameters, today):
    """Turn the day's true journal into what each side said of it."""
    for k in range(min(journal.used[0], journal.kind.size)):
        kind, c = journal.kind[k], journal.cell[k]
        u = uniform(today, TELL, k)
        if CUT <= kind <= FOILED:
            logged = 1.0 if uniform(today, NOTICE, k) < parameters.notice else 0.0
            reports.german_attacks[land.atom[c]] += logged
            asked, done = journal.second[k], journal.true[k] if kind == CUT else 0.0
            said = 0.0
            if asked > 0.0 and kind in (CUT, FOILED):
                said = whole(done + parameters.pad * max(0.0, asked - done), u)
            elif kind == CUT:
                said = whole(parameters.boast_rails * done, u)
            reports.soviet_rails[c] += said
            found = whole(parameters.found * done, u) if logged > 0.0 else 0.0
            reports.german_rails[land.atom[c]] += found
            if kind == CUT:
                reports.german_charges[land.atom[c]] += found
                journal.claimed[k], journal.found[k] = said, found
            elif kind == DERAIL:
                trains = whole(parameters.boast_trains, u)
                tell_trains(reports, land, parameters, c, trains, u)
                reports.german_charges[land.atom[c]] += logged
                reports.soviet_axis_dead[c] += whole(parameters.train_dead * trains, u)
                reports.german_trains[land.atom[c]] += logged
                journal.claimed[k], journal.found[k] = trains, logged
            elif kind == BRIDGE:
                said = whole(parameters.boast_bridges, u)
                reports.soviet_bridges[c] += said
                reports.german_charges[land.atom[c]] += logged
                journal.claimed[k], journal.found[k] = said, logged
            elif asked > 0.0:
                journal.claimed[k] = said
            elif u < parameters.blind:
                tell_trains(reports, land, parameters, c, 1.0, u)
                reports.soviet_axis_dead[c] += whole(parameters.train_dead, u)
                journal.claimed[k] = 1.0
        elif kind in (STATION, TELEGRAPH):
            journal.found[k] = 1.0 if uniform(today, NOTICE, k) < parameters.notice else 0.0
            reports.german_attacks[land.atom[c]] += journal.found[k]
            journal.claimed[k] = whole(parameters.boast_stations, u)
            if kind == STATION:
                reports.soviet_stations[land.atom[c]] += journal.claimed[k]
        elif kind in (GARRISON, PURSUIT):
            slain = journal.true[k] if kind == GARRISON else journal.second[k]
            said = whole(parameters.boast_dead * slain, u)
            reports.soviet_axis_dead[c] += said
            journal.claimed[k] = said
            if kind == GARRISON:
                journal.found[k] = slain
                if journal.other[k] == 1:
                    reports.soviet_posts[c] += whole(parameters.boast_posts, u)
            else:
                journal.found[k] = journal.true[k]
                reports.german_bandits[c] += journal.true[k]
        elif kind == REPRISAL:
            journal.found[k] = whole(parameters.villagers * journal.true[k], u)
            reports.german_bandits[c] += journal.found[k]
    for c in range(reports.german_bandits.size):
        if expeditions.troops[c] > 0.0:
            dead = expeditions.partisans_killed[c] + parameters.villagers * population.killed_expedition[c]
            reports.german_bandits[c] += whole(dead, uniform(today, TELL, c + 100000))


@kernel
def tell_trains(reports, land, parameters, c, trains, u):
    """Tell trains derailed, with as many locomotives and wagons as go with them."""
    reports.soviet_trains[c] += trains
    reports.soviet_locomotives[land.atom[c]] += whole(parameters.locomotives * trains, u)
    reports.soviet_wagons[land.atom[c]] += whole(parameters.wagons * trains, u)


@daily
def count_lines(reports, journal, land, parameters):
    """Work out, as a staff did, what the day's reports took away from the lines on its list of lines attacked.

    Every rail, train and bridge told closes its line for the hours of the norm; rails are relaid together, so that the
    night's rails and trains close a line for a day at most.
    """
    for k in range(min(journal.used[0], journal.kind.size)):
        kind, s, told = journal.kind[k], journal.other[k], journal.claimed[k]
        if told <= 0.0 or s < 0 or not CUT <= kind <= FOILED:
            continue
        reports.listed[s] = parameters.list_days + 1.0
        if kind == BRIDGE:
            reports.told_bridge_h[s] += parameters.norm_bridge * told
        elif kind == CUT or (kind == FOILED and journal.second[k] > 0.0):
            reports.told_h[s] += parameters.norm_rail * told
        else:
            reports.told_h[s] += parameters.norm_train * told
    for s in range(reports.listed.size):
        reports.listed[s] = max(0.0, reports.listed[s] - 1.0)
        hours = min(24.0, reports.told_h[s] + reports.told_bridge_h[s])
        reports.told_bridge_h[s] = max(0.0, reports.told_bridge_h[s] - 24.0)
        reports.told_whole[s] = land.line_capacity[s] if reports.listed[s] > 0.0 else 0.0
        reports.told_lost[s] = reports.told_whole[s] * hours / 24.0
        reports.told_left[s] = reports.told_whole[s] - reports.told_lost[s]


@weekly(SATURDAY)
def list_strength(reports, detachments, security, today):
    """Add up what staffs have on their lists, and what German intelligence believes."""
    reports.soviet_strength[:] = 0.0
    reports.soviet_contact[:] = 0.0
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 1:
            c = detachments.cell[i]
            reports.soviet_strength[c] += detachments.known[i]
            if detachments.contact[i] == 1:
                reports.soviet_contact[c] += detachments.known[i]
    for c in range(reports.german_strength.size):
        reports.german_strength[c] = security.believed_partisans[c]
