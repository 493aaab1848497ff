"""Rail sabotage, by actions of detachments: reaching a line, being foiled, and what it cost in rails and trains."""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import in_weekly_batch, stream, uniform, whole
from hinterland.core.declare import Array, f8, log, param, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import record_deaths, update_strength

GO = stream("rail.go", "whether a detachment goes to the line")
WHICH = stream("rail.which", "which line it goes to, and what it does there")
FOIL = stream("rail.foil", "whether guards foil it")
YIELD = stream("rail.yield", "how much it destroys")
PATROL = stream("rail.patrol", "how many charges patrols remove before they go off")
SPAN = stream("rail.span", "which bridge it goes to, and whether the guards there let it near")
CUT, DERAIL, BRIDGE, FOILED = (np.int64(k) for k in (Kind.rail_cut, Kind.derailment, Kind.bridge, Kind.foiled))
STATION, TELEGRAPH = np.int64(Kind.station), np.int64(Kind.telegraph)


class State(NamedTuple):
    """Every railway line, as it truly is."""

    actions: Array = per("line", f8, "action", "Actions against the line today, foiled or not", daily=True)
    foiled: Array = per("line", f8, "action", "Actions that guards foiled today", daily=True)
    cut: Array = per("line", f8, "rail", "Rails destroyed today", daily=True)
    gaps: Array = per("line", f8, "action", "Actions that destroyed rails today", daily=True)
    derailed: Array = per("line", f8, "train", "Trains derailed today", daily=True)
    bridges: Array = per("line", f8, "bridge", "Bridges brought down today", daily=True)
    main_bridges: Array = per("line", f8, "bridge", "Main bridges, known by name, brought down today", daily=True)
    stations: Array = per("line", f8, "station", "Stations destroyed today", daily=True)
    wires: Array = per("line", f8, "action", "Actions against the telegraph today", daily=True)
    struck: Array = per("line", f8, "mine", "Mines under trains that stayed on the rails today", daily=True)
    laid: Array = per("line", f8, "charge", "Charges laid today", daily=True)
    removed: Array = per("line", f8, "charge", "Charges that patrols removed today", daily=True)
    exploded: Array = per("line", f8, "charge", "Charges that went off today", daily=True)
    need_kg: Array = per("line", f8, "kg", "Explosive that the day's actions wanted", daily=True)
    used_kg: Array = per("line", f8, "kg", "Explosive that they used", daily=True)
    wreck_new_h: Array = per("line", f8, "h", "Hours of closure that the day's derailments began", daily=True)
    bridge_new_h: Array = per("line", f8, "h", "Hours of closure that the day's fallen bridges began", daily=True)
    out: Array = per("line", f8, "rail", "Rails destroyed and not yet relaid")
    wrecked_h: Array = per("line", f8, "h", "Hours for which wrecks still close the line")
    bridge_h: Array = per("line", f8, "h", "Hours for which a fallen bridge still closes the line")
    station_h: Array = per("line", f8, "h", "Hours for which a destroyed station still closes the line")
    wire_h: Array = per("line", f8, "h", "Hours for which the telegraph is still cut")
    span_h: Array = per("span", f8, "h", "Hours for which a main bridge is still down")


class Parameters(NamedTuple):
    """What rail sabotage depends on."""

    enabled: float = switch("Whether partisans go to railways at all")
    go: float = param(
        0.48, "1/week", log(0.02, 2), "How often a strong detachment goes under standing orders", "S083", "house-0050"
    )
    unordered: float = param(0.22, "1", (0, 1), "The same chance without such orders", "S083", "house-0050")
    campaign: float = param(
        0.18, "1/day", log(0.005, 0.5), "How often one under a campaign order goes", "S337", "house-0051"
    )
    eager: float = param(8, "1", (0, 10), "How much more go on the first nights", "R026", "R059", "house-0051")
    vital: float = param(0.0, "1", (0, 20), "How much more saboteurs go to lines of a least cut", "house-0280")
    aim: float = param(10, "1", (0, 40), "How much more sharply those choose who know the traffic", "house-0271")
    drawn: float = param(60, "person", (0, 300), "Guards of a line whom a party keeps from the next", "house-0269")
    guard_half: float = param(
        9, "person/km", log(1, 60), "Guards on a km that foil half of all actions", "house-0052", "R024"
    )
    strip: float = param(0.0012, "1/m", (0, 0.01), "What each metre of cleared strip adds", "R105", "house-0052")
    dark: float = param(7, "h", (5, 16), "Hours of darkness that a party needs", "house-0052")
    mine_kg: float = param(9, "kg", (2, 30), "Explosive in an action against a train", "house-0053")
    rail_kg: float = param(0.2, "kg", (0.1, 1), "Explosive for each rail", "R066")
    mines: float = param(0.62, "1", (0, 1), "Share of other actions that are against trains", "house-0053")
    derail: float = param(0.8, "1", (0.05, 0.95), "Chance that one derails a train on a busy line", "house-0053")
    rails: float = param(5, "rail", log(1, 60), "Rails destroyed in an ordinary action against rails", "house-0053")
    rails_campaign: float = param(
        0.4, "rail/person", log(0.02, 1), "The same in a campaign action, for each of its people", "S337", "R024"
    )
    task: float = param(
        1.0, "rail/person", (0.1, 5), "Rails of a plan asked for in one action, for each of them", "house-0051"
    )
    bridge: float = param(0.05, "1", (0, 0.2), "Share of actions that are against bridges", "R082a", "house-0053")
    bridge_kg: float = param(60, "kg", (10, 300), "Explosive in an action against a bridge", "house-0053")
    bridge_h: float = param(60, "h", log(12, 700), "Mean hours for which a small bridge is down", "R053", "house-0263")
    wreck_h: float = param(10, "h", (7, 14), "Hours for which a derailed train closes a line", "R054", "R055")
    own: float = param(0.35, "person", (0, 5), "Partisans lost in an action that is foiled", "house-0053")
    patrol: float = param(0.32, "1", (0, 1), "Charges that patrols remove, beside actions foiled", "R024a", "R025")
    struck: float = param(0.7, "1", (0, 1), "Share of other mines that go off under a train", "R088", "house-0263")
    named: float = param(0.25, "1", (0, 1), "Share of bridges sought that are main bridges", "R050", "house-0263")
    post: float = param(0.45, "1", (0, 1), "Chance that the post at a main bridge keeps a party off", "house-0263")
    named_h: float = param(130, "h", log(24, 700), "Hours for which a short main bridge is down", "R050", "R052")
    longer: float = param(0.25, "1", (0, 2), "How much longer for each step of length", "R050", "R052", "house-0263")
    station: float = param(0.009, "1", (0, 0.1), "Share of actions that are against stations", "R080c", "house-0263")
    station_men: float = param(150, "person", (60, 800), "People needed against a station", "house-0263")
    station_h: float = param(20, "h", (4, 100), "Hours for which a destroyed station closes the line", "house-0263")
    wire: float = param(0.06, "1", (0, 0.4), "Share of other actions that are against the telegraph", "house-0263")
    wire_h: float = param(18, "h", (2, 100), "Hours for which the telegraph is out after one", "house-0263")


@daily
def step(
    rail, detachments, population, supply, security, traffic, intelligence, mines, reprisals, journal, land, forcing,
    spans, parameters, today
):  # fmt: skip
    """Detachments in reach of a line go to it: some each week of their own accord, many on ordered nights."""
    if parameters.enabled == 0.0:
        return
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 0 or detachments.men[i] < 12.0:
            continue
        ordered = detachments.quota[i] > 0.15 * parameters.task * detachments.men[i]
        if not ordered and not in_weekly_batch(today, i):
            continue
        c = detachments.cell[i]
        if forcing.occupied[c] == 0:
            continue
        chance = go_chance(detachments, land, forcing, parameters, i, c, ordered)
        if uniform(today, GO, i) >= chance:
            continue
        u = uniform(today, WHICH, i)
        s = choose_line(security, traffic, intelligence, land, parameters, c, u, ordered)
        if s < 0:
            continue
        asked = min(detachments.quota[i], parameters.task * detachments.men[i]) if ordered else 0.0
        detachments.quota[i] -= asked
        guards = max(0.0, security.guards[s] - parameters.drawn * rail.actions[s]) / max(land.line_km[s], 1.0)
        rail.actions[s] += 1.0
        cleared = 1.0 + parameters.strip * forcing.strip
        guards *= cleared * (1.0 - 0.6 * land.cover[c]) * (1.0 - 0.4 * detachments.skill[i])
        foil = 1.0 - (1.0 - guards / (guards + parameters.guard_half)) * (1.0 - reprisals.averted_share[s])
        if uniform(today, FOIL, i) < foil:
            repulse(rail, detachments, population, journal, land, parameters, today, i, c, s, asked)
            continue
        luck = uniform(today, YIELD, i)
        v = (u * 7919.0) % 1.0
        men, kg = detachments.men[i], detachments.explosive[i]
        if v < parameters.bridge * min(1.0, men / 120.0) and kg >= parameters.bridge_kg:
            b = main_bridge(rail, spans, parameters, today, i, s)
            held_off = 1.0 - (1.0 - parameters.post) ** (1.0 + spans.size[b]) if b >= 0 and guards > 0.0 else 0.0
            if uniform(today, SPAN, i + 100000) < held_off:
                repulse(rail, detachments, population, journal, land, parameters, today, i, c, s, asked)
                continue
            fell(rail, spans, parameters, luck, s, b)
            lay(rail, detachments, supply, i, c, s, 1.0, 0.0, parameters.bridge_kg, parameters.bridge_kg)
            record_event(journal, BRIDGE, c, i, s, 1.0, b + 1.0, 0.0, 0.0)
        elif v > 1.0 - parameters.station and men >= parameters.station_men:
            rail.stations[s] += 1.0
            rail.station_h[s] += parameters.station_h
            record_event(journal, STATION, c, i, s, 1.0, 0.0, 0.0, 0.0)
        elif not ordered and v > 1.0 - parameters.station - parameters.wire:
            rail.wires[s] += 1.0
            rail.wire_h[s] += parameters.wire_h
            record_event(journal, TELEGRAPH, c, i, s, 1.0, 0.0, 0.0, 0.0)
        elif not ordered and v < parameters.mines and kg >= parameters.mine_kg:
            busy = min(1.0, traffic.trains[s] / 6.0) * (1.0 - 0.3 * forcing.night_ban)
            hit = parameters.derail * (0.25 + 0.75 * busy)
            if uniform(today, PATROL, i) < mines.share[0]:
                lay(rail, detachments, supply, i, c, s, 1.0, 1.0, parameters.mine_kg, parameters.mine_kg)
                mines.hidden[s] += 1.0
                rail.actions[s] -= 1.0  # it is one on the day on which it goes off
                continue
            lay(rail, detachments, supply, i, c, s, 1.0, 0.0, parameters.mine_kg, parameters.mine_kg)
            if luck < hit:
                hours = parameters.wreck_h * (0.7 + 0.6 * uniform(today, YIELD, i + 100000))
                rail.derailed[s] += 1.0
                rail.wrecked_h[s] += hours
                rail.wreck_new_h[s] += hours
                record_event(journal, DERAIL, c, i, s, 1.0, asked, 0.0, 0.0)
            else:
                rail.struck[s] += 1.0 if luck < hit + (1.0 - hit) * parameters.struck * busy else 0.0
                record_event(journal, FOILED, c, i, s, 0.0, asked, 0.0, 0.0)
        else:
            mean = parameters.rails_campaign * men if ordered else parameters.rails
            wanted = whole(mean * (0.3 + 1.4 * luck), luck)
            wanted = min(wanted, 1.0 + int(asked)) if ordered else wanted  # no more than it was told to
            n = min(wanted, float(int(kg / parameters.rail_kg)) + 3.0)
            removed = min(n, whole(n * parameters.patrol * foil, uniform(today, PATROL, i)))
            lacked = parameters.mine_kg if not ordered and v < parameters.mines else 0.0
            used, need = min(kg, parameters.rail_kg * n), max(lacked, parameters.rail_kg * wanted)
            lay(rail, detachments, supply, i, c, s, n, removed, used, need)
            rail.removed[s] += removed
            rail.cut[s] += n - removed
            rail.gaps[s] += 1.0 if n > removed else 0.0
            rail.out[s] += n - removed
            record_event(journal, CUT, c, i, s, n - removed, asked, 0.0, 0.0)


@kernel
def repulse(rail, detachments, population, journal, land, parameters, today, i, c, s, asked):
    """Guards foil an action, and some of the party fall."""
    rail.foiled[s] += 1.0
    record_deaths(detachments, population, land, i, whole(parameters.own, uniform(today, YIELD, i)))
    update_strength(detachments, i)
    record_event(journal, FOILED, c, i, s, 1.0, asked, 0.0, 0.0)


@kernel
def lay(rail, detachments, supply, i, c, s, charges, waiting, kg, wanted_kg):
    """Use up explosive and count the charges; those that wait or are removed do not go off today."""
    detachments.explosive[i] -= kg
    supply.explosive_used[c] += kg
    rail.laid[s] += charges
    rail.exploded[s] += charges - waiting
    rail.used_kg[s] += kg
    rail.need_kg[s] += wanted_kg


@kernel
def main_bridge(rail, spans, parameters, today, i, s):
    """Return the main bridge of the line to which the party goes, -1 for one of the many small ones."""
    n = spans.first[s + 1] - spans.first[s]
    u = uniform(today, SPAN, i)
    if n == 0 or u >= parameters.named:
        return -1
    b = spans.first[s] + int(n * u / parameters.named)
    return b if rail.span_h[b] <= 0.0 else -1


@kernel
def fell(rail, spans, parameters, luck, s, b):
    """Bring a bridge down: a main bridge of the line, or one of the small ones (b = -1)."""
    rail.bridges[s] += 1.0
    if b < 0:
        hours = parameters.bridge_h * (0.3 + 1.4 * luck)
        rail.bridge_h[s] += hours
    else:
        hours = parameters.named_h * (1.0 + parameters.longer * spans.size[b]) * (0.8 + 0.4 * luck)
        rail.span_h[b] = hours
        rail.bridge_h[s] = max(rail.bridge_h[s], hours)
        rail.main_bridges[s] += 1.0
    rail.bridge_new_h[s] += hours


@kernel
def go_chance(detachments, land, forcing, parameters, i, c, ordered):
    """Return the chance that a detachment goes to a line: tonight under a campaign order, this week otherwise."""
    strong = detachments.men[i] / (detachments.men[i] + 50.0)
    night = min(1.0, forcing.night[land.zone[c]] / parameters.dark)
    if ordered:
        fresh = min(1.0, detachments.quota[i] / (parameters.task * detachments.men[i]))
        wanted = parameters.rail_kg * parameters.rails_campaign * detachments.men[i] * 0.5
        armed = detachments.explosive[i] / (detachments.explosive[i] + wanted + 0.01)
        keen = parameters.campaign * fresh * strong * (1.0 + parameters.eager * fresh)
        return keen * (0.15 + 0.85 * armed) * (0.5 + 0.5 * night)
    weight = parameters.unordered + (1.0 - parameters.unordered) * forcing.rail_weight * (
        0.35 + 0.65 * detachments.contact[i]
    )
    armed = detachments.explosive[i] / (detachments.explosive[i] + parameters.mine_kg)
    return (
        parameters.go
        * weight
        * strong
        * (0.15 + 0.85 * armed)
        * (0.4 + 0.6 * night)
        * (1.0 - 0.4 * forcing.mud[land.zone[c]])
    )


@kernel
def choose_line(security, traffic, intelligence, land, parameters, c, u, ordered):
    """Return one of the lines through the cell, else of a neighbouring cell, -1 where there is none in reach.

    Those who act on their own look into one of the cells around; an order names the stretch, wherever it lies.
    """
    # Were lines chosen by what depends on them, parties would go to the next cell for a better one.
    where = land.vital_cell[c] if parameters.vital > 0.0 else c
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
    sharp = 1.0 + parameters.aim * intelligence.rail[c]
    total = 0.0
    for k in range(land.cell_lines.shape[1]):
        total += worth_of(security, traffic, land, parameters, land.cell_lines[where, k], sharp)
    left = u * total
    for k in range(land.cell_lines.shape[1]):
        s = land.cell_lines[where, k]
        left -= worth_of(security, traffic, land, parameters, s, sharp)
        if s >= 0 and left <= 0.0:
            return s
    return -1


@kernel
def worth_of(security, traffic, land, parameters, s, sharp):
    """Return how a line draws saboteurs: by its trains, the more so the better they know them, and away from guards."""
    if s < 0:
        return 0.0
    sought = (1.0 + parameters.vital * land.line_vital[s]) * (1.0 + traffic.trains[s]) ** sharp
    return sought / (1.0 + 0.08 * security.guards[s] / land.line_km[s])
