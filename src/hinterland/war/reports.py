"""Reports: what each side said of what happened. Nothing here changes the war; it makes what the sources hold.

A detachment tells its staff, the staff tells Moscow; German rear commands log what they found. Evidence is compared
with these figures, by the same side, and never with the truth.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import stream, uniform, whole
from hinterland.core.declare import Array, f8, log, param, per
from hinterland.core.jit import daily
from hinterland.core.journal import Kind

TELL = stream("reports.tell", "rounding of what a detachment tells")
NOTICE = stream("reports.notice", "whether the German side notices and logs an action")
CUT, DERAIL, BRIDGE, FOILED = (
    np.int64(Kind.rail_cut),
    np.int64(Kind.derailment),
    np.int64(Kind.bridge),
    np.int64(Kind.foiled),
)
PURSUIT, GARRISON, REPRISAL = np.int64(Kind.pursuit), np.int64(Kind.garrison_attack), np.int64(Kind.reprisal)


class Reports(NamedTuple):
    """What was said, by speaker and place."""

    soviet_strength: Array = per("cell", f8, "person", "Partisans on the staffs' lists")
    soviet_contact: Array = per("cell", f8, "person", "Partisans in contact, as they told it")
    soviet_rails: Array = per("cell", f8, "rail", "Rails that detachments reported destroyed today", daily=True)
    soviet_trains: Array = per("cell", f8, "train", "Trains that they reported derailed today", daily=True)
    soviet_bridges: Array = per("cell", f8, "bridge", "Railway bridges that they reported destroyed today", daily=True)
    soviet_axis_dead: Array = per("cell", f8, "person", "Enemies that they reported killed today", daily=True)
    soviet_posts: Array = per("cell", f8, "garrison", "Garrisons that they reported destroyed today", daily=True)
    german_attacks: Array = per(
        "cell", f8, "attack", "Attacks on railways that the transport service logged today", daily=True
    )
    german_rails: Array = per("cell", f8, "rail", "Rails found destroyed today", daily=True)
    german_trains: Array = per("cell", f8, "train", "Derailments logged today", daily=True)
    german_bandits: Array = per("cell", f8, "person", "People reported killed as partisans today", daily=True)
    german_strength: Array = per("cell", f8, "person", "Partisans that intelligence reports")


class ReportsRules(NamedTuple):
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
def tell(reports, people, expeditions, journal, rules, today):
    """Turn the day's true journal into what each side said of it."""
    for k in range(min(journal.used[0], journal.kind.size)):
        kind, c = journal.kind[k], journal.cell[k]
        u = uniform(today, TELL, k)
        if CUT <= kind <= FOILED:
            logged = 1.0 if uniform(today, NOTICE, k) < rules.notice else 0.0
            reports.german_attacks[c] += logged
            asked, done = journal.second[k], journal.true[k] if kind == CUT else 0.0
            said = 0.0
            if asked > 0.0 and kind in (CUT, FOILED):
                said = whole(done + rules.pad * max(0.0, asked - done), u)
            elif kind == CUT:
                said = whole(rules.boast_rails * done, u)
            reports.soviet_rails[c] += said
            found = whole(rules.found * done, u) if logged > 0.0 else 0.0
            reports.german_rails[c] += found
            if kind == CUT:
                journal.claimed[k], journal.found[k] = said, found
            elif kind == DERAIL:
                trains = whole(rules.boast_trains, u)
                reports.soviet_trains[c] += trains
                reports.soviet_axis_dead[c] += whole(rules.train_dead * trains, u)
                reports.german_trains[c] += logged
                journal.claimed[k], journal.found[k] = trains, logged
            elif kind == BRIDGE:
                reports.soviet_bridges[c] += whole(1.6, u)
                journal.claimed[k], journal.found[k] = whole(1.6, u), logged
            elif asked > 0.0:
                journal.claimed[k] = said
            elif u < rules.blind:
                reports.soviet_trains[c] += 1.0
                reports.soviet_axis_dead[c] += whole(rules.train_dead, u)
                journal.claimed[k] = 1.0
        elif kind in (GARRISON, PURSUIT):
            slain = journal.true[k] if kind == GARRISON else journal.second[k]
            said = whole(rules.boast_dead * slain, u)
            reports.soviet_axis_dead[c] += said
            journal.claimed[k] = said
            if kind == GARRISON:
                journal.found[k] = slain
                if journal.other[k] == 1:
                    reports.soviet_posts[c] += whole(rules.boast_posts, u)
            else:
                journal.found[k] = journal.true[k]
                reports.german_bandits[c] += journal.true[k]
        elif kind == REPRISAL:
            journal.found[k] = whole(rules.villagers * journal.true[k], u)
            reports.german_bandits[c] += journal.found[k]
    for c in range(reports.german_bandits.size):
        if expeditions.pressing[c] > 0.0:
            dead = expeditions.dead[c] + rules.villagers * people.killed_expedition[c]
            reports.german_bandits[c] += whole(dead, uniform(today, TELL, c + 100000))


@daily
def list_strength(reports, detachments, security):
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
        reports.german_strength[c] = security.guess[c]
