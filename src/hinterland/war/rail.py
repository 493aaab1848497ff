"""Rail sabotage: a detachment in reach of a line may get to it; guards may foil it; then rails or a train are gone.

The unit of account is an action of a detachment and the rails, trains and bridges it cost: no more is modelled.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import stream, uniform, whole
from hinterland.core.declare import Array, f8, log, param, per
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, note
from hinterland.core.stock import draw_down, held

GO = stream("rail.go", "whether a detachment goes to the line")
WHICH = stream("rail.which", "which line it goes to, and what it does there")
FOIL = stream("rail.foil", "whether guards foil it")
YIELD = stream("rail.yield", "how much it destroys")
CUT, DERAIL, BRIDGE, FOILED = (
    np.int64(Kind.rail_cut),
    np.int64(Kind.derailment),
    np.int64(Kind.bridge),
    np.int64(Kind.foiled),
)


class Rail(NamedTuple):
    """Every railway line, as it truly is."""

    actions: Array = per("line", f8, "action", "Actions against the line today, foiled or not", daily=True)
    foiled: Array = per("line", f8, "action", "Actions that guards foiled today", daily=True)
    cut: Array = per("line", f8, "rail", "Rails destroyed today", daily=True)
    derailed: Array = per("line", f8, "train", "Trains derailed today", daily=True)
    bridges: Array = per("line", f8, "bridge", "Bridges brought down today", daily=True)
    out: Array = per("line", f8, "rail", "Rails destroyed and not yet relaid")
    wrecked_h: Array = per("line", f8, "h", "Hours for which wrecks still close the line")
    bridge_h: Array = per("line", f8, "h", "Hours for which a fallen bridge still closes the line")


class RailRules(NamedTuple):
    """What rail sabotage depends on."""

    go: float = param(
        0.48,
        "1/week",
        log(0.02, 2),
        "Chance in a week that a strong detachment with explosives goes to a line when railways are all its orders",
        "S083",
        "house-0050",
    )
    unordered: float = param(
        0.22, "1", (0, 1), "The same chance without such orders, beside that", "S083", "house-0050"
    )
    campaign: float = param(
        0.28,
        "1/day",
        log(0.005, 0.5),
        "Chance in a night that a detachment under a campaign order goes to a line",
        "S337",
        "house-0051",
    )
    eager: float = param(
        2.2, "1", (0, 10), "How much more go on the first nights of a campaign", "R026", "R059", "house-0051"
    )
    guard_half: float = param(
        9, "person/km", log(1, 60), "Guards on a km that foil half of all actions on open ground", "house-0052", "R024"
    )
    strip: float = param(
        0.0012, "1/m", (0, 0.01), "How much each metre of cleared strip adds to that", "R105", "house-0052"
    )
    dark: float = param(7, "h", (5, 16), "Hours of darkness that a party needs", "house-0052")
    mine_kg: float = param(9, "kg", (2, 30), "Explosive in an action against a train", "house-0053")
    rail_kg: float = param(0.2, "kg", (0.1, 1), "Explosive in an action against rails, for each rail", "R066")
    mines: float = param(0.58, "1", (0, 1), "Share of actions outside campaigns that are against trains", "house-0053")
    derail: float = param(
        0.6, "1", (0.05, 0.95), "Chance that such an action derails a train on a busy line", "house-0053"
    )
    rails: float = param(5, "rail", log(1, 60), "Rails destroyed in an ordinary action against rails", "house-0053")
    rails_campaign: float = param(
        0.26,
        "rail/person",
        log(0.02, 1),
        "Rails that a detachment destroys in a campaign action, for each of its people",
        "S337",
        "R024",
    )
    task: float = param(
        1.0,
        "rail/person",
        (0.1, 5),
        "Rails of a plan that a detachment is told to cut in one action, for each of its people",
        "house-0051",
    )
    bridge: float = param(
        0.04, "1", (0, 0.2), "Share of actions of strong detachments that are against bridges", "R082a", "house-0053"
    )
    bridge_kg: float = param(60, "kg", (10, 300), "Explosive in an action against a bridge", "house-0053")
    bridge_h: float = param(
        110, "h", log(12, 700), "Mean hours for which a fallen bridge closes a line", "R050", "R052"
    )
    wreck_h: float = param(10, "h", (7, 14), "Hours for which a derailed train closes a line", "R054", "R055")
    own: float = param(0.35, "person", (0, 5), "Partisans lost in an action that is foiled", "house-0053")


@daily
def step(rail, detachments, people, stores, security, traffic, journal, land, outside, rules, today):
    """Detachments in reach of a line go to it: some each week of their own accord, many on ordered nights."""
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 0 or detachments.men[i] < 12.0:
            continue
        ordered = detachments.quota[i] > 0.15 * rules.task * detachments.men[i]
        if not ordered and i % 7 != today.phase:
            continue
        c = detachments.cell[i]
        if outside.occupied[c] == 0:
            continue
        chance = go_chance(detachments, land, outside, rules, i, c, ordered)
        if uniform(today, GO, i) >= chance:
            continue
        u = uniform(today, WHICH, i)
        s = choose_line(security, traffic, land, c, u)
        if s < 0:
            continue
        rail.actions[s] += 1.0
        asked = min(detachments.quota[i], rules.task * detachments.men[i]) if ordered else 0.0
        detachments.quota[i] -= asked
        guards = security.guards[s] / max(land.line_km[s], 1.0)
        guards *= (1.0 + rules.strip * outside.strip) * (1.0 - 0.6 * land.cover[c]) * (1.0 - 0.4 * detachments.skill[i])
        if uniform(today, FOIL, i) < guards / (guards + rules.guard_half):
            rail.foiled[s] += 1.0
            dead = draw_down(detachments.people, i, whole(rules.own, uniform(today, YIELD, i)))
            people.fallen[c] += dead
            detachments.killed[c] += dead
            detachments.men[i] = held(detachments.people, i)
            detachments.here[c] -= dead
            note(journal, FOILED, c, i, s, 1.0, asked, 0.0, 0.0)
            continue
        luck = uniform(today, YIELD, i)
        v = (u * 7919.0) % 1.0
        if v < rules.bridge * min(1.0, detachments.men[i] / 120.0) and detachments.explosive[i] >= rules.bridge_kg:
            spend(detachments, stores, i, c, rules.bridge_kg)
            rail.bridges[s] += 1.0
            rail.bridge_h[s] += rules.bridge_h * (0.3 + 1.4 * luck)
            note(journal, BRIDGE, c, i, s, 1.0, asked, 0.0, 0.0)
        elif not ordered and v < rules.mines and detachments.explosive[i] >= rules.mine_kg:
            spend(detachments, stores, i, c, rules.mine_kg)
            busy = min(1.0, traffic.trains[s] / 6.0) * (1.0 - 0.3 * outside.night_ban)
            if luck < rules.derail * (0.25 + 0.75 * busy):
                rail.derailed[s] += 1.0
                rail.wrecked_h[s] += rules.wreck_h * (0.7 + 0.6 * uniform(today, YIELD, i + 100000))
                note(journal, DERAIL, c, i, s, 1.0, asked, 0.0, 0.0)
            else:
                note(journal, FOILED, c, i, s, 0.0, asked, 0.0, 0.0)
        else:
            mean = rules.rails_campaign * detachments.men[i] if ordered else rules.rails
            n = whole(mean * (0.3 + 1.4 * luck), luck)
            n = min(n, float(int(detachments.explosive[i] / rules.rail_kg)) + 3.0)
            spend(detachments, stores, i, c, min(detachments.explosive[i], rules.rail_kg * n))
            rail.cut[s] += n
            rail.out[s] += n
            note(journal, CUT, c, i, s, n, asked, 0.0, 0.0)


@kernel
def go_chance(detachments, land, outside, rules, i, c, ordered):
    """Return the chance that a detachment goes to a line: tonight under a campaign order, this week otherwise."""
    strong = detachments.men[i] / (detachments.men[i] + 50.0)
    night = min(1.0, outside.night[land.zone[c]] / rules.dark)
    if ordered:
        fresh = min(1.0, detachments.quota[i] / (rules.task * detachments.men[i]))
        armed = detachments.explosive[i] / (
            detachments.explosive[i] + rules.rail_kg * rules.rails_campaign * detachments.men[i] * 0.5 + 0.01
        )
        return (
            rules.campaign * fresh * strong * (1.0 + rules.eager * fresh) * (0.15 + 0.85 * armed) * (0.5 + 0.5 * night)
        )
    weight = rules.unordered + (1.0 - rules.unordered) * outside.rail_weight * (0.35 + 0.65 * detachments.contact[i])
    armed = detachments.explosive[i] / (detachments.explosive[i] + rules.mine_kg)
    return (
        rules.go
        * weight
        * strong
        * (0.15 + 0.85 * armed)
        * (0.4 + 0.6 * night)
        * (1.0 - 0.4 * outside.mud[land.zone[c]])
    )


@kernel
def choose_line(security, traffic, land, c, u):
    """Return one of the lines through the cell, else of a neighbouring cell, -1 where there is none in reach."""
    where = c
    if land.cell_lines[c, 0] < 0:
        where = land.neighbours[c, int(u * 6.0)]
        u = (u * 6.0) % 1.0
        if where < 0:
            return -1
    total = 0.0
    for k in range(land.cell_lines.shape[1]):
        total += worth_of(security, traffic, land, land.cell_lines[where, k])
    left = u * total
    for k in range(land.cell_lines.shape[1]):
        s = land.cell_lines[where, k]
        left -= worth_of(security, traffic, land, s)
        if s >= 0 and left <= 0.0:
            return s
    return -1


@kernel
def worth_of(security, traffic, land, s):
    """Return how a line draws saboteurs: by the trains that run on it, and away from thick guards."""
    if s < 0:
        return 0.0
    return (1.0 + traffic.trains[s]) / (1.0 + 0.08 * security.guards[s] / land.line_km[s])


@kernel
def spend(detachments, stores, i, c, kg):
    """Use up explosive."""
    detachments.explosive[i] -= kg
    stores.explosive_used[c] += kg
