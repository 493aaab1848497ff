"""Attempts on railways: which detachments send a party to which line, what it is to attack, and what it takes along.

They follow from strength, explosives, darkness and orders, the line from trains and guards; `rail` decides the rest.
"""

from typing import NamedTuple

from hinterland.core.aim import BRIDGE, RAILS, STATION, TELEGRAPH, TRAIN
from hinterland.core.chance import draw_about, draw_count, draw_one_of, is_weekday_of, stream, uniform
from hinterland.core.declare import Array, assumed, bounded, directional, f8, i4, log, per, switch
from hinterland.core.elementary import power
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import in_occupied_land, living
from hinterland.core.response import saturate
from hinterland.core.units import SIDES

GO = stream("attempts.go", "whether a detachment sends a party to a railway line")
NEAR = stream("attempts.near", "which of the cells within reach a party looks at first for a line")
PLACE = stream("attempts.place", "in which neighbouring cell it looks for a line first")
LINE = stream("attempts.line", "which line of the cell it attacks")
AIM = stream("attempts.aim", "what the party is to attack there")
RAIL = stream("attempts.rail", "how many rails the party is to cut, and for how many it has explosive")
SPAN = stream("attempts.span", "whether the party attacks a main bridge, and which of the line")
SHARE, WANTED, MOST, SUPPLIED = 0, 1, 2, 3
"""Draws of `RAIL`: the share of the mean, the rails wanted, the most that the order asks for, those supplied."""
MAIN, WHICH = 0, 1
"""Draws of `SPAN`."""


class State(NamedTuple):
    """The party that each detachment sends out today."""

    line: Array = per("detachment", i4, "line", "Line to which the party goes, -1 for none", start=-1.0)
    aim: Array = per("detachment", i4, "1", "What the party is to attack, a number of `core/aim.py`")
    bridge: Array = per("detachment", i4, "bridge", "Main bridge that it is to attack, -1 for a small one")
    rails: Array = per("detachment", f8, "rail", "Rails that it is to cut")
    rails_ordered: Array = per("detachment", f8, "rail", "Rails that a campaign order asks of it")
    explosive_kg: Array = per("detachment", f8, "kg", "Explosive that it takes along")
    wanted_kg: Array = per("detachment", f8, "kg", "Explosive that its task requires")


class Parameters(NamedTuple):
    """Frequency and aims of attempts on railways, and what they require."""

    enabled: float = switch("Whether partisans attack railways at all")
    attacks_per_week: float = assumed(
        0.48, "1/week", log(0.02, 2), "How often a strong detachment under standing orders attacks a railway",
        "house-0050",
    )  # fmt: skip
    attack_share_without_orders: float = directional(
        0.22, "1", (0, 1), "Attacks without standing orders, relative to those under orders", "S518", "house-0050"
    )
    campaign_attacks_per_day: float = assumed(
        0.18, "1/day", log(0.005, 0.5), "How often a detachment under a campaign order attacks", "house-0051"
    )
    first_nights_gain: float = directional(
        8, "1", (0, 10), "Relative gain in attacks on the first nights of a campaign", "R026", "R059", "house-0051"
    )
    named_night_share: float = directional(
        0.85, "1", (0, 1), "Share of strong detachments that attack in the night for which a campaign order was given",
        "R026", "R059", "house-0051",
    )  # fmt: skip
    min_people: float = assumed(12, "person", (4, 50), "People below which no party is sent", "house-0710")
    half_saturation_people: float = assumed(
        50, "person", log(10, 300), "People of a detachment for half of its largest chances", "house-0710"
    )
    least_order_share: float = assumed(
        0.15, "1", (0, 1), "Share of an action's rails below which the rest of an order sends nobody out", "house-0710"
    )
    contact_effect: float = assumed(
        0.65, "1", (0, 1), "Share of the effect of standing orders that is lost without contact", "house-0710"
    )
    saving_share: float = assumed(
        0.7, "1", (0, 1), "Share of its attacks that a detachment puts off until a later day for which it has an order",
        "house-1405",
    )  # fmt: skip
    explosive_effect: float = assumed(
        0.85, "1", (0, 1), "Share of its attempts that a detachment without explosive forgoes", "house-0710"
    )
    half_saturation_supply: float = assumed(
        0.5, "1", (0.1, 1), "Share of the explosive for a night at which half of its effect is gone", "house-1991"
    )
    darkness_needed_h: float = assumed(7, "h", (5, 16), "Hours of darkness that a party needs", "house-0052")
    darkness_effect: float = assumed(
        0.6, "1", (0, 1), "Share of attempts forgone where nights are never dark", "house-0710"
    )
    darkness_effect_ordered: float = assumed(
        0.5, "1", (0, 1), "Share of ordered attempts forgone where nights are never dark", "house-0710"
    )
    mud_effect: float = assumed(0.4, "1", (0, 1), "Share of attempts forgone in deep mud", "house-0710")
    least_cut_preference: float = assumed(
        0.0, "1", (0, 20), "Relative preference for lines of a least cut", "house-0280"
    )
    choice_sharpness: float = assumed(
        10, "1", (0, 40), "Added exponent of the number of trains in the choice of a line, where traffic is known",
        "house-0271",
    )  # fmt: skip
    deterring_guards: float = assumed(
        12.5, "person/km", log(2, 100), "Guards per km that make a line half as likely to be chosen", "house-0711"
    )
    train_attack_share: float = assumed(0.62, "1", (0, 1), "Share of attacks outside campaigns on trains", "house-0053")
    bridge_attack_share: float = directional(
        0.05, "1", (0, 0.2), "Share of attacks on bridges", "R080a", "R080", "house-0053"
    )
    bridge_people: float = assumed(
        120, "person", (20, 500), "People from which a detachment attacks bridges as often as that", "house-0712"
    )
    main_bridge_share: float = assumed(0.25, "1", (0, 1), "Share of bridge attacks on main bridges", "house-0263")
    station_attack_share: float = directional(
        0.009, "1", (0, 0.1), "Share of attacks on stations", "R080c", "R080", "house-0263"
    )
    station_min_people: float = assumed(150, "person", (60, 800), "People needed to attack a station", "house-0263")
    telegraph_attack_share: float = assumed(
        0.06, "1", (0, 0.4), "Share of attacks outside campaigns that aim at the telegraph", "house-0263"
    )
    mine_kg: float = assumed(9, "kg", (2, 30), "Explosive in an attack on a train", "house-0053")
    bridge_kg: float = assumed(60, "kg", (10, 300), "Explosive in an attack on a bridge", "house-0053")
    rail_kg: float = bounded(
        0.2, "kg", (0.1, 1), "Explosive for each rail", "R066", "house-0053", at_least="0.1",
        at_most="1000 * R067 / 595000",
    )  # fmt: skip
    rails_by_hand: float = assumed(3, "rail", (0, 20), "Rails that a party can take up without explosive", "house-0712")
    rails_per_attack: float = assumed(5, "rail", log(1, 60), "Rails cut in an ordinary attack", "house-0053")
    campaign_rails_per_person: float = bounded(
        0.4, "rail/person", log(0.02, 1), "Rails cut per partisan in a campaign attack", "house-0051",
        at_most="R060 / S337",
    )  # fmt: skip
    rails_spread: float = assumed(
        0.7, "1", (0, 1), "How far the rails of an attack are more or fewer than the mean, as a share of it",
        "house-0712",
    )  # fmt: skip
    ordered_rails_per_person: float = assumed(
        1.0, "rail/person", (0.1, 5), "Rails ordered per partisan in one action", "house-0051"
    )


@daily
def step(
    attempts, detachments, orders, security, traffic, intelligence, structures, land, forcing, spans, parameters,
    today
):  # fmt: skip
    """Let detachments send parties to lines in reach: each decides once a week, under a campaign order every night."""
    if parameters.enabled == 0.0:
        return
    for i in living(detachments):
        attempts.line[i] = -1
        if not in_occupied_land(detachments, forcing, i, parameters.min_people):
            continue
        c, key = detachments.cell[i], detachments.key[i]
        action = parameters.ordered_rails_per_person * detachments.men[i]
        least = 0.0 if orders.named_night[i] == 1 else parameters.least_order_share * action
        ordered = detachments.rail_quota[i] > least
        if not ordered and not is_weekday_of(today, key):
            continue
        if uniform(today, GO, key) >= attempt_chance(detachments, orders, land, forcing, parameters, i, c, ordered):
            continue
        where = cell_with_line(land, parameters, today, key, c, ordered)
        if where < 0:
            continue
        s = choose_line(security, traffic, intelligence, land, parameters, today, key, c, where)
        if s < 0:
            continue
        attempts.line[i] = s
        attempts.rails_ordered[i] = min(detachments.rail_quota[i], action) if ordered else 0.0
        detachments.rail_quota[i] -= attempts.rails_ordered[i]
        aim = choose_aim(detachments, parameters, today, i, ordered)
        equip(attempts, detachments, parameters, today, i, aim, ordered)
        attempts.bridge[i] = main_bridge(structures, spans, parameters, today, key, s) if aim == BRIDGE else -1


@kernel
def attempt_chance(detachments, orders, land, forcing, parameters, i, c, ordered):
    """Return the chance of an attempt: tonight under a campaign order, this week otherwise."""
    kg, men = detachments.explosive[i], detachments.men[i]
    strong = saturate(men, parameters.half_saturation_people)
    dark = min(1.0, forcing.night[land.zone[c]] / parameters.darkness_needed_h)
    if ordered:
        fresh = min(1.0, detachments.rail_quota[i] / (parameters.ordered_rails_per_person * men))
        keen = parameters.campaign_attacks_per_day * fresh * (1.0 + parameters.first_nights_gain * fresh)
        keen = parameters.named_night_share if orders.named_night[i] == 1 else keen
        needed = parameters.rail_kg * parameters.campaign_rails_per_person * men
        armed = saturate(kg, parameters.half_saturation_supply * needed)
        light = parameters.darkness_effect_ordered * (1.0 - dark)
    else:
        standing = forcing.rail_weight * (1.0 - parameters.contact_effect * (1.0 - detachments.contact[i]))
        without = parameters.attack_share_without_orders
        keen = parameters.attacks_per_week * (without + (1.0 - without) * standing)
        keen *= 1.0 - parameters.mud_effect * forcing.mud[land.zone[c]]
        keen *= 1.0 - parameters.saving_share * orders.saves[i]
        armed = saturate(kg, parameters.mine_kg)
        light = parameters.darkness_effect * (1.0 - dark)
    return keen * strong * (1.0 - parameters.explosive_effect * (1.0 - armed)) * (1.0 - light)


@kernel
def cell_with_line(land, parameters, today, key, c, ordered):
    """Return a cell with a line: one within reach of the detachment or in the next districts, -1 for none.

    Under an order all of the next districts are tried from one drawn, otherwise that one alone. A party that prefers
    lines of a least cut goes to the neighbouring cell with the best one.
    """
    if parameters.least_cut_preference > 0.0 and land.cell_lines[land.vital_cell[c], 0] >= 0:
        return land.vital_cell[c]
    near = land.surroundings.shape[1]
    start = draw_one_of(near, uniform(today, NEAR, key))
    for k in range(near):
        where = land.surroundings[c, (start + k) % near]
        if where >= 0 and land.cell_lines[where, 0] >= 0:
            return where
    first = draw_one_of(SIDES, uniform(today, PLACE, key))
    for k in range(SIDES if ordered else 1):
        where = land.ring[c, (first + k) % SIDES]
        if where >= 0 and land.cell_lines[where, 0] >= 0:
            return where
    return -1


@kernel
def choose_line(security, traffic, intelligence, land, parameters, today, key, c, where):
    """Return a line of a cell, each by its attraction; -1 where there is none."""
    sharp = 1.0 + parameters.choice_sharpness * intelligence.railway_knowledge[c]
    total = 0.0
    for k in range(land.cell_lines.shape[1]):
        total += attraction(security, traffic, land, parameters, land.cell_lines[where, k], sharp)
    left, chosen = total * uniform(today, LINE, key), -1
    for k in range(land.cell_lines.shape[1]):
        s = land.cell_lines[where, k]
        if s < 0:
            continue
        chosen = s
        left -= attraction(security, traffic, land, parameters, s, sharp)
        if left < 0.0:
            break
    return chosen


@kernel
def attraction(security, traffic, land, parameters, s, sharp):
    """Return the weight of a line in the choice: it rises with trains, known or not, and falls with guards."""
    if s < 0:
        return 0.0
    sought = (1.0 + parameters.least_cut_preference * land.line_vital[s]) * power(1.0 + traffic.trains[s], sharp)
    return sought * (1.0 - saturate(security.guards[s] / land.line_km[s], parameters.deterring_guards))


@kernel
def choose_aim(detachments, parameters, today, i, ordered):
    """Return what a party is to attack; under a campaign order that is rails, but for a bridge or a station."""
    men, kg = detachments.men[i], detachments.explosive[i]
    u = uniform(today, AIM, detachments.key[i])
    bridge = parameters.bridge_attack_share * min(1.0, men / parameters.bridge_people)
    telegraph = 1.0 - parameters.station_attack_share - parameters.telegraph_attack_share
    if u < bridge and kg >= parameters.bridge_kg:
        return BRIDGE
    if u >= 1.0 - parameters.station_attack_share and men >= parameters.station_min_people:
        return STATION
    if not ordered and u >= telegraph:
        return TELEGRAPH
    return TRAIN if not ordered and u < parameters.train_attack_share else RAILS


@kernel
def equip(attempts, detachments, parameters, today, i, aim, ordered):
    """Decide what a party takes along; one that lacks the explosive for a train cuts rails instead."""
    kg = detachments.explosive[i]
    lacked = parameters.mine_kg if aim == TRAIN and kg < parameters.mine_kg else 0.0
    aim = RAILS if lacked > 0.0 else aim
    attempts.aim[i] = aim
    attempts.rails[i] = 0.0
    if aim == RAILS:
        wanted = rails_wanted(attempts, detachments, parameters, today, i, ordered)
        most = kg / parameters.rail_kg + parameters.rails_by_hand
        attempts.rails[i] = min(wanted, draw_count(most, uniform(today, RAIL, detachments.key[i], SUPPLIED)))
        attempts.wanted_kg[i] = max(lacked, parameters.rail_kg * wanted)
        attempts.explosive_kg[i] = min(kg, parameters.rail_kg * attempts.rails[i])
    else:
        needed = parameters.mine_kg if aim == TRAIN else parameters.bridge_kg if aim == BRIDGE else 0.0
        attempts.wanted_kg[i] = attempts.explosive_kg[i] = needed


@kernel
def rails_wanted(attempts, detachments, parameters, today, i, ordered):
    """Return how many rails a party is to cut: under an order, no more than that asks for."""
    key = detachments.key[i]
    usual = parameters.campaign_rails_per_person * detachments.men[i] if ordered else parameters.rails_per_attack
    mean = draw_about(usual, parameters.rails_spread, uniform(today, RAIL, key, SHARE))
    wanted = draw_count(mean, uniform(today, RAIL, key, WANTED))
    if ordered:
        wanted = min(wanted, draw_count(attempts.rails_ordered[i], uniform(today, RAIL, key, MOST)))
    return wanted


@kernel
def main_bridge(structures, spans, parameters, today, key, s):
    """Return a main bridge of the line, -1 for a small one or where the main one is down."""
    if spans.first[s + 1] == spans.first[s] or uniform(today, SPAN, key, MAIN) >= parameters.main_bridge_share:
        return -1
    b = spans.first[s] + draw_one_of(spans.first[s + 1] - spans.first[s], uniform(today, SPAN, key, WHICH))
    return b if structures.main_bridge_h[b] <= 0.0 else -1
