"""Rail sabotage: which detachments attack which line, whether guards foil them, and the damage to rails and trains.

Attacks follow from strength, explosives, darkness and orders; the choice of a line from trains, guards and knowledge.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import in_weekly_batch, stream, uniform, whole
from hinterland.core.declare import Array, f8, log, param, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import record_deaths, update_strength

GO = stream("rail.go", "whether a detachment attacks a line")
WHICH = stream("rail.which", "which line it attacks, and what it does there")
FOIL = stream("rail.foil", "whether guards foil the action")
YIELD = stream("rail.yield", "how much the action destroys")
PATROL = stream("rail.patrol", "how many charges patrols remove before they explode")
SPAN = stream("rail.span", "which bridge it attacks, and whether the post there stops it")
CUT, DERAIL, BRIDGE, FOILED = (np.int64(k) for k in (Kind.rail_cut, Kind.derailment, Kind.bridge, Kind.foiled))
STATION, TELEGRAPH = np.int64(Kind.station), np.int64(Kind.telegraph)


class State(NamedTuple):
    """Today's actions and damage on each line, and damage not yet repaired."""

    actions: Array = per("line", f8, "action", "Actions against the line today, foiled or not", daily=True)
    foiled: Array = per("line", f8, "action", "Actions that guards foiled today", daily=True)
    rails_destroyed: Array = per("line", f8, "rail", "Rails destroyed today", daily=True)
    cuts: Array = per("line", f8, "action", "Actions that destroyed rails today", daily=True)
    trains_derailed: Array = per("line", f8, "train", "Trains derailed today", daily=True)
    bridges_destroyed: Array = per("line", f8, "bridge", "Bridges destroyed today", daily=True)
    main_bridges_destroyed: Array = per("line", f8, "bridge", "Main (named) bridges destroyed today", daily=True)
    stations_destroyed: Array = per("line", f8, "station", "Stations destroyed today", daily=True)
    telegraph_attacks: Array = per("line", f8, "action", "Actions against the telegraph today", daily=True)
    trains_struck: Array = per("line", f8, "mine", "Mines that hit trains without derailing them", daily=True)
    charges_laid: Array = per("line", f8, "charge", "Charges laid today", daily=True)
    charges_removed: Array = per("line", f8, "charge", "Charges that patrols removed today", daily=True)
    charges_exploded: Array = per("line", f8, "charge", "Charges that exploded today", daily=True)
    explosive_wanted_kg: Array = per("line", f8, "kg", "Explosive that the day's actions required", daily=True)
    explosive_used_kg: Array = per("line", f8, "kg", "Explosive that the day's actions used", daily=True)
    new_wreck_closure_h: Array = per("line", f8, "h", "Hours of closure from today's derailments", daily=True)
    new_bridge_closure_h: Array = per("line", f8, "h", "Hours of closure from today's destroyed bridges", daily=True)
    rails_missing: Array = per("line", f8, "rail", "Rails destroyed and not yet relaid")
    wreck_h: Array = per("line", f8, "h", "Hours for which wrecks still close the line")
    bridge_h: Array = per("line", f8, "h", "Hours for which destroyed bridges still close the line")
    station_h: Array = per("line", f8, "h", "Hours for which a destroyed station still closes the line")
    telegraph_h: Array = per("line", f8, "h", "Hours for which the telegraph is still cut")
    main_bridge_h: Array = per("span", f8, "h", "Hours for which a main bridge stays unusable")


class Parameters(NamedTuple):
    """Frequency, aims, success and effect of attacks on railways."""

    # fmt: off
    enabled: float = switch("Whether partisans attack railways at all")
    attacks_per_week: float = param(0.48, "1/week", log(0.02, 2),
        "How often a strong detachment under standing orders attacks a railway", "S083", "house-0050")
    attack_share_without_orders: float = param(0.22, "1", (0, 1),
        "How often one without such orders attacks, as a share of that", "S083", "house-0050")
    campaign_attacks_per_day: float = param(0.18, "1/day", log(0.005, 0.5),
        "How often a detachment under a campaign order attacks", "S337", "house-0051")
    first_nights_gain: float = param(8, "1", (0, 10),
        "Relative gain in attacks on the first nights of a campaign", "R026", "R059", "house-0051")
    least_cut_preference: float = param(0.0, "1", (0, 20), "Relative preference for lines of a least cut", "house-0280")
    choice_sharpness: float = param(10, "1", (0, 40),
        "Added exponent of the number of trains in the choice of a line, where traffic is known", "house-0271")
    guards_drawn_per_party: float = param(60, "person", (0, 300),
        "Guards of a line whom a party keeps away from the next party", "house-0269")
    guards_half: float = param(9, "person/km", log(1, 60),
        "Guards per km at which half of all actions are foiled", "house-0052", "R024")
    cleared_strip_gain_per_m: float = param(0.0012, "1/m", (0, 0.01),
        "Relative gain in the effect of guards per metre of cleared strip", "R105", "house-0052")
    darkness_needed_h: float = param(7, "h", (5, 16), "Hours of darkness that a party needs", "house-0052")
    mine_kg: float = param(9, "kg", (2, 30), "Explosive in an attack on a train", "house-0053")
    rail_kg: float = param(0.2, "kg", (0.1, 1), "Explosive for each rail", "R066")
    train_attack_share: float = param(0.62, "1", (0, 1), "Share of attacks outside campaigns on trains", "house-0053")
    derailment_chance: float = param(0.8, "1", (0.05, 0.95), "Chance to derail a train on a busy line", "house-0053")
    rails_per_attack: float = param(5, "rail", log(1, 60), "Rails destroyed in an ordinary attack", "house-0053")
    campaign_rails_per_person: float = param(0.4, "rail/person", log(0.02, 1),
        "Rails destroyed per partisan in a campaign attack", "S337", "R024")
    ordered_rails_per_person: float = param(1.0, "rail/person", (0.1, 5),
        "Rails ordered per partisan in one action", "house-0051")
    bridge_attack_share: float = param(0.05, "1", (0, 0.2), "Share of attacks on bridges", "R082a", "house-0053")
    bridge_kg: float = param(60, "kg", (10, 300), "Explosive in an attack on a bridge", "house-0053")
    small_bridge_closure_h: float = param(60, "h", log(12, 700),
        "Mean hours for which a destroyed small bridge closes the line", "R053", "house-0263")
    wreck_closure_h: float = param(10, "h", (7, 14), "Hours for which a derailed train closes a line", "R054", "R055")
    partisans_lost_if_foiled: float = param(0.35, "person", (0, 5), "Partisans lost in a foiled action", "house-0053")
    charges_removed_share: float = param(0.32, "1", (0, 1),
        "Share of charges that patrols remove, per unit of the chance that an action is foiled", "R024a", "R025")
    struck_share: float = param(0.7, "1", (0, 1), "Share of other mines that hit a train", "R088", "house-0263")
    main_bridge_share: float = param(0.25, "1", (0, 1), "Share of bridge attacks on main bridges", "R050", "house-0263")
    bridge_post_success: float = param(0.45, "1", (0, 1), "Chance that a bridge post stops a party", "house-0263")
    main_bridge_closure_h: float = param(130, "h", log(24, 700),
        "Hours for which a destroyed short main bridge closes the line", "R050", "R052")
    closure_gain_per_size: float = param(0.25, "1", (0, 2),
        "Relative gain in these hours for each class of bridge length", "R050", "R052", "house-0263")
    station_attack_share: float = param(0.009, "1", (0, 0.1), "Share of attacks on stations", "R080c", "house-0263")
    station_min_people: float = param(150, "person", (60, 800), "People needed to attack a station", "house-0263")
    station_closure_h: float = param(20, "h", (4, 100), "Hours a destroyed station closes the line", "house-0263")
    telegraph_attack_share: float = param(0.06, "1", (0, 0.4),
        "Share of attacks outside campaigns that aim at the telegraph", "house-0263")
    telegraph_closure_h: float = param(18, "h", (2, 100), "Hours that the telegraph is cut by an attack", "house-0263")
    # fmt: on


@daily
def step(
    rail, detachments, population, supply, security, traffic, intelligence, mines, reprisals, journal, land, forcing,
    spans, parameters, today
):  # fmt: skip
    """Let detachments attack lines in reach: each decides once a week, under a campaign order every night."""
    if parameters.enabled == 0.0:
        return
    for i in range(detachments.used[0]):
        c = detachments.cell[i]
        if detachments.alive[i] == 0 or detachments.men[i] < 12.0 or forcing.occupied[c] == 0:
            continue
        ordered = detachments.rail_quota[i] > 0.15 * parameters.ordered_rails_per_person * detachments.men[i]
        if not ordered and not in_weekly_batch(today, i):
            continue
        if uniform(today, GO, i) >= attack_chance(detachments, land, forcing, parameters, i, c, ordered):
            continue
        u = uniform(today, WHICH, i)
        s = choose_line(security, traffic, intelligence, land, parameters, c, u, ordered)
        if s < 0:
            continue
        asked = (
            min(detachments.rail_quota[i], parameters.ordered_rails_per_person * detachments.men[i]) if ordered else 0.0
        )
        detachments.rail_quota[i] -= asked
        left = security.guards[s] - parameters.guards_drawn_per_party * rail.actions[s]
        guards = max(0.0, left) / max(land.line_km[s], 1.0)
        rail.actions[s] += 1.0
        cleared = 1.0 + parameters.cleared_strip_gain_per_m * forcing.strip
        guards *= cleared * (1.0 - 0.6 * land.cover[c]) * (1.0 - 0.4 * detachments.skill[i])
        foil = 1.0 - (1.0 - guards / (guards + parameters.guards_half)) * (1.0 - reprisals.averted_share[s])
        if uniform(today, FOIL, i) < foil:
            foil_action(rail, detachments, population, journal, land, parameters, today, i, c, s, asked)
            continue
        luck = uniform(today, YIELD, i)
        v = (u * 7919.0) % 1.0
        men, kg = detachments.men[i], detachments.explosive[i]
        if v < parameters.bridge_attack_share * min(1.0, men / 120.0) and kg >= parameters.bridge_kg:
            b = main_bridge(rail, spans, parameters, today, i, s)
            held_off = 0.0
            if b >= 0 and guards > 0.0:
                held_off = 1.0 - (1.0 - parameters.bridge_post_success) ** (1.0 + spans.size[b])
            if uniform(today, SPAN, i + 100000) < held_off:
                foil_action(rail, detachments, population, journal, land, parameters, today, i, c, s, asked)
                continue
            destroy_bridge(rail, spans, parameters, luck, s, b)
            use_charges(rail, detachments, supply, i, c, s, 1.0, 0.0, parameters.bridge_kg, parameters.bridge_kg)
            record_event(journal, BRIDGE, c, i, s, 1.0, b + 1.0, 0.0, 0.0)
        elif v > 1.0 - parameters.station_attack_share and men >= parameters.station_min_people:
            rail.stations_destroyed[s] += 1.0
            rail.station_h[s] += parameters.station_closure_h
            record_event(journal, STATION, c, i, s, 1.0, 0.0, 0.0, 0.0)
        elif not ordered and v > 1.0 - parameters.station_attack_share - parameters.telegraph_attack_share:
            rail.telegraph_attacks[s] += 1.0
            rail.telegraph_h[s] += parameters.telegraph_closure_h
            record_event(journal, TELEGRAPH, c, i, s, 1.0, 0.0, 0.0, 0.0)
        elif not ordered and v < parameters.train_attack_share and kg >= parameters.mine_kg:
            busy = min(1.0, traffic.trains[s] / 6.0) * (1.0 - 0.3 * forcing.night_ban)
            hit = parameters.derailment_chance * (0.25 + 0.75 * busy)
            if uniform(today, PATROL, i) < mines.delayed_share_today[0]:
                use_charges(rail, detachments, supply, i, c, s, 1.0, 1.0, parameters.mine_kg, parameters.mine_kg)
                mines.hidden[s] += 1.0
                rail.actions[s] -= 1.0  # it counts on the day on which it explodes
                continue
            use_charges(rail, detachments, supply, i, c, s, 1.0, 0.0, parameters.mine_kg, parameters.mine_kg)
            if luck < hit:
                hours = parameters.wreck_closure_h * (0.7 + 0.6 * uniform(today, YIELD, i + 100000))
                rail.trains_derailed[s] += 1.0
                rail.wreck_h[s] += hours
                rail.new_wreck_closure_h[s] += hours
                record_event(journal, DERAIL, c, i, s, 1.0, asked, 0.0, 0.0)
            else:
                rail.trains_struck[s] += 1.0 if luck < hit + (1.0 - hit) * parameters.struck_share * busy else 0.0
                record_event(journal, FOILED, c, i, s, 0.0, asked, 0.0, 0.0)
        else:
            mean = parameters.campaign_rails_per_person * men if ordered else parameters.rails_per_attack
            wanted = whole(mean * (0.3 + 1.4 * luck), luck)
            wanted = min(wanted, 1.0 + int(asked)) if ordered else wanted  # no more than ordered
            n = min(wanted, float(int(kg / parameters.rail_kg)) + 3.0)
            removed = min(n, whole(n * parameters.charges_removed_share * foil, uniform(today, PATROL, i)))
            lacked = parameters.mine_kg if not ordered and v < parameters.train_attack_share else 0.0
            used, need = min(kg, parameters.rail_kg * n), max(lacked, parameters.rail_kg * wanted)
            use_charges(rail, detachments, supply, i, c, s, n, removed, used, need)
            rail.charges_removed[s] += removed
            rail.rails_destroyed[s] += n - removed
            rail.cuts[s] += 1.0 if n > removed else 0.0
            rail.rails_missing[s] += n - removed
            record_event(journal, CUT, c, i, s, n - removed, asked, 0.0, 0.0)


@kernel
def foil_action(rail, detachments, population, journal, land, parameters, today, i, c, s, asked):
    """Record an action that guards foil, and the dead of the party."""
    rail.foiled[s] += 1.0
    lost = whole(parameters.partisans_lost_if_foiled, uniform(today, YIELD, i))
    record_deaths(detachments, population, land, i, lost)
    update_strength(detachments, i)
    record_event(journal, FOILED, c, i, s, 1.0, asked, 0.0, 0.0)


@kernel
def use_charges(rail, detachments, supply, i, c, s, charges, waiting, kg, wanted_kg):
    """Use explosive and count charges; `waiting` of them are delayed or removed and do not explode today."""
    detachments.explosive[i] -= kg
    supply.explosive_used[c] += kg
    rail.charges_laid[s] += charges
    rail.charges_exploded[s] += charges - waiting
    rail.explosive_used_kg[s] += kg
    rail.explosive_wanted_kg[s] += wanted_kg


@kernel
def main_bridge(rail, spans, parameters, today, i, s):
    """Return the main bridge of the line that the party attacks, -1 for a small bridge."""
    n = spans.first[s + 1] - spans.first[s]
    u = uniform(today, SPAN, i)
    if n == 0 or u >= parameters.main_bridge_share:
        return -1
    b = spans.first[s] + int(n * u / parameters.main_bridge_share)
    return b if rail.main_bridge_h[b] <= 0.0 else -1


@kernel
def destroy_bridge(rail, spans, parameters, luck, s, b):
    """Destroy a main bridge of the line, or a small one (b = -1)."""
    rail.bridges_destroyed[s] += 1.0
    if b < 0:
        hours = parameters.small_bridge_closure_h * (0.3 + 1.4 * luck)
        rail.bridge_h[s] += hours
    else:
        hours = parameters.main_bridge_closure_h * (1.0 + parameters.closure_gain_per_size * spans.size[b])
        hours *= 0.8 + 0.4 * luck
        rail.main_bridge_h[b] = hours
        rail.bridge_h[s] = max(rail.bridge_h[s], hours)
        rail.main_bridges_destroyed[s] += 1.0
    rail.new_bridge_closure_h[s] += hours


@kernel
def attack_chance(detachments, land, forcing, parameters, i, c, ordered):
    """Return the chance of an attack: tonight under a campaign order, this week otherwise."""
    strong = detachments.men[i] / (detachments.men[i] + 50.0)
    night = min(1.0, forcing.night[land.zone[c]] / parameters.darkness_needed_h)
    if ordered:
        fresh = min(1.0, detachments.rail_quota[i] / (parameters.ordered_rails_per_person * detachments.men[i]))
        wanted = parameters.rail_kg * parameters.campaign_rails_per_person * detachments.men[i] * 0.5
        armed = detachments.explosive[i] / (detachments.explosive[i] + wanted + 0.01)
        keen = parameters.campaign_attacks_per_day * fresh * strong * (1.0 + parameters.first_nights_gain * fresh)
        return keen * (0.15 + 0.85 * armed) * (0.5 + 0.5 * night)
    without = parameters.attack_share_without_orders
    weight = without + (1.0 - without) * forcing.rail_weight * (0.35 + 0.65 * detachments.contact[i])
    armed = detachments.explosive[i] / (detachments.explosive[i] + parameters.mine_kg)
    chance = parameters.attacks_per_week * weight * strong * (0.15 + 0.85 * armed) * (0.4 + 0.6 * night)
    return chance * (1.0 - 0.4 * forcing.mud[land.zone[c]])


@kernel
def choose_line(security, traffic, intelligence, land, parameters, c, u, ordered):
    """Return a line through the cell or a neighbour, -1 for none; without an order only one neighbour is tried."""
    # A party that prefers lines of a least cut goes to the neighbouring cell with the best one.
    where = land.vital_cell[c] if parameters.least_cut_preference > 0.0 else c
    if land.cell_lines[where, 0] < 0:
        first = int(u * 6.0)
        where = land.neighbours[c, first]
        for k in range(1, 6 if ordered else 1):
            if where >= 0 and land.cell_lines[where, 0] >= 0:
                break
            where = land.neighbours[c, (first + k) % 6]
        u = (u * 6.0) % 1.0
        if where < 0:
            return -1
    sharp = 1.0 + parameters.choice_sharpness * intelligence.railway_knowledge[c]
    total = 0.0
    for k in range(land.cell_lines.shape[1]):
        total += attraction(security, traffic, land, parameters, land.cell_lines[where, k], sharp)
    left = u * total
    for k in range(land.cell_lines.shape[1]):
        s = land.cell_lines[where, k]
        left -= attraction(security, traffic, land, parameters, s, sharp)
        if s >= 0 and left <= 0.0:
            return s
    return -1


@kernel
def attraction(security, traffic, land, parameters, s, sharp):
    """Return the weight of a line in the choice: it rises with trains, known or not, and falls with guards."""
    if s < 0:
        return 0.0
    sought = (1.0 + parameters.least_cut_preference * land.line_vital[s]) * (1.0 + traffic.trains[s]) ** sharp
    return sought / (1.0 + 0.08 * security.guards[s] / land.line_km[s])
