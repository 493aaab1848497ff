"""Sabotage of railway lines: which parties guards foil, and what the others do to rails and trains.

The parties come from `attempts`. Guards foil them by their density; patrols remove some of the charges. The subsystem
counts the damage of each line, used and lacking explosive, and keeps the rails and wrecks that still close it.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.aim import BRIDGE, RAILS, TRAIN
from hinterland.core.chance import draw_about, draw_count, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, bounded, f8, log, measured, per, u1
from hinterland.core.elementary import power
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import living, record_deaths, update_strength
from hinterland.core.response import saturate

FOIL = stream("rail.foil", "whether guards or the post of a bridge foil the action")
LOST = stream("rail.lost", "how many partisans die in a foiled action")
DELAY = stream("rail.delay", "whether the party leaves a long-delay mine")
HIT = stream("rail.hit", "whether a mine derails a train, strikes it or misses")
HIT_LATER = stream("rail.hit_later", "whether a long-delay mine derails a train, and for how long that closes the line")
WRECK = stream("rail.wreck", "for how long a derailed train closes the line")
PATROL = stream("rail.patrol", "how many charges patrols remove before they explode")
CUT, DERAIL, FOILED = np.int64(Kind.rail_cut), np.int64(Kind.derailment), np.int64(Kind.foiled)
DERAILED, HOURS, DRAWS = 0, 1, 2
"""Draws of `HIT_LATER` for each mine, and how many there are."""


class State(NamedTuple):
    """Today's actions and damage on each line, and damage not yet repaired."""

    reached: Array = per("detachment", u1, "1", "Whether the party of the detachment reached its line unfoiled")
    parties: Array = per("line", f8, "party", "Parties that came to the line today", daily=True)
    actions: Array = per("line", f8, "action", "Actions against the line today, foiled or not", daily=True)
    foiled: Array = per("line", f8, "action", "Actions that guards foiled today", daily=True)
    rails_destroyed: Array = per("line", f8, "rail", "Rails destroyed today", daily=True)
    cuts: Array = per("line", f8, "action", "Actions that destroyed rails today", daily=True)
    trains_derailed: Array = per("line", f8, "train", "Trains derailed today", daily=True)
    trains_struck: Array = per("line", f8, "mine", "Mines that hit trains without derailing them", daily=True)
    charges_laid: Array = per("line", f8, "charge", "Charges laid today", daily=True)
    charges_removed: Array = per("line", f8, "charge", "Charges that patrols removed today", daily=True)
    charges_exploded: Array = per("line", f8, "charge", "Charges that exploded today", daily=True)
    explosive_wanted_kg: Array = per("line", f8, "kg", "Explosive that the day's actions required", daily=True)
    explosive_used_kg: Array = per("line", f8, "kg", "Explosive that the day's actions used", daily=True)
    new_wreck_closure_h: Array = per("line", f8, "h", "Hours of closure from today's derailments", daily=True)
    rails_missing: Array = per("line", f8, "rail", "Rails destroyed and not yet relaid")
    wreck_h: Array = per("line", f8, "h", "Hours for which wrecks still close the line")


class Parameters(NamedTuple):
    """Effect of guards and patrols, and of mines on trains."""

    guards_half: float = assumed(
        9, "person/km", log(1, 60), "Guards per km at which half of all actions are foiled", "house-0052"
    )
    guards_drawn_per_party: float = assumed(
        60, "person", (0, 300), "Guards of a line whom a party keeps away from the next party", "house-0269"
    )
    cleared_strip_gain_per_m: float = assumed(
        0.0012, "1/m", (0, 0.01), "Relative gain in the effect of guards per metre of cleared strip", "house-0052"
    )
    cover_protection: float = assumed(
        0.6, "1", (0, 1), "Share of the effect of guards that full cover takes away", "house-0713"
    )
    experience_protection: float = assumed(
        0.4, "1", (0, 1), "Share of the effect of guards that the experience of the party takes away", "house-0713"
    )
    bridge_post_success: float = assumed(0.45, "1", (0, 1), "Chance that a bridge post stops a party", "house-0263")
    partisans_lost_if_foiled: float = assumed(0.35, "person", (0, 5), "Partisans lost in a foiled action", "house-0053")
    charges_removed_share: float = bounded(
        0.32, "1", (0, 1), "Share of charges that patrols remove, per unit of the chance that an action is foiled",
        "house-0052", at_least="R024a / R024",
    )  # fmt: skip
    derailment_chance: float = assumed(
        0.8, "1", (0.05, 0.95), "Chance that a mine derails a train on a busy line", "house-0053"
    )
    waiting_share: float = assumed(
        0.25, "1", (0, 1), "Share of the derailment chance that a party keeps on a line without traffic, since it can "
        "wait", "house-0714",
    )  # fmt: skip
    night_ban_protection: float = assumed(
        0.3, "1", (0, 1), "Share of the traffic that a ban on trains by night keeps from parties", "house-0714"
    )
    struck_share: float = assumed(0.7, "1", (0, 1), "Share of other mines that hit a train", "house-0263")
    wreck_closure_h: float = measured(
        10, "h", (7, 14), "Hours for which a derailed train closes a line", "R054", "R055"
    )
    wreck_closure_spread: float = assumed(
        0.3, "1", (0, 1), "How far the hours of a closure by a derailed train lie from the mean at most, as a share",
        "house-0714",
    )  # fmt: skip
    miss_closure_h: float = measured(
        4.5, "h", (3, 6), "Hours for which a long-delay mine that derails no train closes a line", "R056"
    )


@daily
def step(
    rail, attempts, detachments, population, supply, security, traffic, mines, reprisals, journal, land, forcing,
    spans, parameters, today
):  # fmt: skip
    """Let guards foil parties, and the others cut rails and lay mines."""
    for i in living(detachments):
        s = attempts.line[i]
        if s < 0:
            continue
        guards = guards_met(rail, detachments, security, land, forcing, parameters, i, s)
        rail.parties[s] += 1.0
        foil = 1.0 - (1.0 - saturate(guards, parameters.guards_half)) * (1.0 - reprisals.averted_share[s])
        passed = (1.0 - foil) * (1.0 - post_chance(attempts, spans, parameters, i, guards))
        rail.reached[i] = 0
        if uniform(today, FOIL, detachments.key[i]) >= passed:
            foil_action(rail, attempts, detachments, population, journal, land, parameters, today, i, s)
            continue
        rail.reached[i] = 1
        if attempts.aim[i] == TRAIN:
            lay_mine(rail, attempts, detachments, supply, traffic, mines, journal, forcing, parameters, today, i, s)
        elif attempts.aim[i] == RAILS:
            cut_rails(rail, attempts, detachments, supply, journal, parameters, today, i, s, foil)
        else:
            rail.actions[s] += 1.0
            charges = 1.0 if attempts.aim[i] == BRIDGE else 0.0
            use_charges(rail, attempts, detachments, supply, i, s, charges, 0.0)


@kernel
def guards_met(rail, detachments, security, land, forcing, parameters, i, s):
    """Return the guards on a km, as a party meets them that earlier parties, ground and experience help."""
    left = max(0.0, security.guards[s] - parameters.guards_drawn_per_party * rail.parties[s])
    guards = left / max(land.line_km[s], 1.0)
    guards *= 1.0 + parameters.cleared_strip_gain_per_m * forcing.strip
    guards *= 1.0 - parameters.cover_protection * land.cover[detachments.cell[i]]
    return guards * (1.0 - parameters.experience_protection * detachments.skill[i])


@kernel
def post_chance(attempts, spans, parameters, i, guards):
    """Return the chance that the post of a main bridge stops a party: the greater, the longer the bridge."""
    if attempts.aim[i] != BRIDGE or attempts.bridge[i] < 0 or guards <= 0.0:
        return 0.0
    return 1.0 - power(1.0 - parameters.bridge_post_success, 1.0 + spans.size[attempts.bridge[i]])


@kernel
def foil_action(rail, attempts, detachments, population, journal, land, parameters, today, i, s):
    """Record an action that guards foil, and the dead of the party."""
    rail.actions[s] += 1.0
    rail.foiled[s] += 1.0
    lost = draw_count(parameters.partisans_lost_if_foiled, uniform(today, LOST, detachments.key[i]))
    record_deaths(detachments, population, land, i, lost)
    update_strength(detachments, i)
    record_event(journal, FOILED, detachments.cell[i], i, s, 1.0, attempts.rails_ordered[i], 0.0, 0.0)


@kernel
def use_charges(rail, attempts, detachments, supply, i, s, charges, waiting):
    """Use the explosive of a party and count its charges; `waiting` of them do not explode today."""
    detachments.explosive[i] -= attempts.explosive_kg[i]
    supply.explosive_used[detachments.cell[i]] += attempts.explosive_kg[i]
    rail.charges_laid[s] += charges
    rail.charges_exploded[s] += charges - waiting
    rail.explosive_used_kg[s] += attempts.explosive_kg[i]
    rail.explosive_wanted_kg[s] += attempts.wanted_kg[i]


@kernel
def lay_mine(rail, attempts, detachments, supply, traffic, mines, journal, forcing, parameters, today, i, s):
    """Let a party leave a long-delay mine, which counts on the day on which it explodes, or attack a train today."""
    key = detachments.key[i]
    if uniform(today, DELAY, key) < mines.delayed_share_today[0]:
        use_charges(rail, attempts, detachments, supply, i, s, 1.0, 1.0)
        mines.hidden[s] += 1.0
        return
    rail.actions[s] += 1.0
    use_charges(rail, attempts, detachments, supply, i, s, 1.0, 0.0)
    busy = traffic.busy_share[s] * (1.0 - parameters.night_ban_protection * forcing.night_ban)
    chance = parameters.derailment_chance * (parameters.waiting_share + (1.0 - parameters.waiting_share) * busy)
    struck = (1.0 - chance) * parameters.struck_share * busy
    c = detachments.cell[i]
    u = uniform(today, HIT, key)
    if u < chance:
        derail(rail, journal, parameters, c, i, s, uniform(today, WRECK, key))
    else:
        rail.trains_struck[s] += 1.0 if u < chance + struck else 0.0
        record_event(journal, FOILED, c, i, s, 0.0, 0.0, 0.0, 0.0)


@kernel
def derail(rail, journal, parameters, c, who, s, u):
    """Record a derailed train, and for how long it closes the line."""
    hours = draw_about(parameters.wreck_closure_h, parameters.wreck_closure_spread, u)
    rail.trains_derailed[s] += 1.0
    rail.wreck_h[s] += hours
    rail.new_wreck_closure_h[s] += hours
    record_event(journal, DERAIL, c, who, s, 1.0, 0.0, 0.0, 0.0)


@kernel
def cut_rails(rail, attempts, detachments, supply, journal, parameters, today, i, s, foil):
    """Let a party cut rails, but for those whose charges patrols remove in time."""
    n = attempts.rails[i]
    removed = draw_whole(n, n * parameters.charges_removed_share * foil, uniform(today, PATROL, detachments.key[i]))
    cut = n - removed
    rail.actions[s] += 1.0
    use_charges(rail, attempts, detachments, supply, i, s, n, removed)
    rail.charges_removed[s] += removed
    rail.rails_destroyed[s] += cut
    rail.rails_missing[s] += cut
    rail.cuts[s] += 1.0 if cut > 0.0 else 0.0
    record_event(journal, CUT, detachments.cell[i], i, s, cut, attempts.rails_ordered[i], 0.0, 0.0)


@daily
def set_off(rail, mines, traffic, journal, land, parameters, today):
    """Let the long-delay mines that explode today derail trains or strike them."""
    for s in range(mines.exploded.size):
        k, chance = 0, parameters.derailment_chance * traffic.busy_share[s]
        while k < mines.exploded[s]:
            rail.actions[s] += 1.0
            if uniform(today, HIT_LATER, s, DRAWS * k + DERAILED) < chance:
                hours = uniform(today, HIT_LATER, s, DRAWS * k + HOURS)
                derail(rail, journal, parameters, land.line_mid[s], -1, s, hours)
            else:
                rail.trains_struck[s] += 1.0
                rail.wreck_h[s] += parameters.miss_closure_h
                record_event(journal, FOILED, land.line_mid[s], -1, s, 0.0, 0.0, 0.0, 0.0)
            k += 1
