"""Security: garrisons in towns, police in villages, guards on railways, and the attacks of late that draw them.

Units place their static troops by population, railways and recent attacks. The police has posts by the people of a
district and by what is believed of partisans; pay, exemption from the labour draft and support for the occupier fill
them, dread of the partisans empties them.
"""

import math
from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import SUNDAY, THURSDAY
from hinterland.core.chance import draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, derived, directional, f8, log, per, switch
from hinterland.core.geometry import density, density_within_reach
from hinterland.core.jit import daily, kernel, weekly
from hinterland.core.journal import Kind
from hinterland.core.response import saturate

ENLIST = stream("security.enlist", "rounding of the people who join the police this week")
LEAVE = stream("security.leave", "rounding of the people who leave the police this week")
RAIL_CUT, FOILED, GARRISON = np.int64(Kind.rail_cut), np.int64(Kind.foiled), np.int64(Kind.garrison_attack)
"""Kinds of attack: those on lines stand from the first to the second."""


class State(NamedTuple):
    """The occupier's static forces, and recent attacks."""

    garrison: Array = per("cell", f8, "person", "Soldiers in garrisons and posts")
    police: Array = per("cell", f8, "person", "Native police and village guards")
    police_fallen: Array = per("cell", f8, "person", "Native police dead")
    recent_attacks: Array = per("cell", f8, "attack", "Recent attacks, decaying")
    guards: Array = per("line", f8, "person", "Guards on the line")
    recent_line_attacks: Array = per("line", f8, "attack", "Recent attacks on the line, decaying")


class Parameters(NamedTuple):
    """How static forces are distributed, how police are recruited, and how long attacks are remembered."""

    enabled: float = switch("Whether villagers enlist in the police")
    line_weight: float = assumed(
        0.0447, "1000km2/km", log(0.004, 0.5),
        "Weight of a km of line on 1,000 km2 in the distribution of garrisons, relative to empty ground", "house-0661",
    )  # fmt: skip
    town_weight: float = assumed(
        5.0, "1", log(0.5, 50), "Weight of a large town, or of a dense rural population, in the distribution of "
        "garrisons", "house-0661",
    )  # fmt: skip
    half_saturation_people: float = assumed(
        33900, "person/1000km2", log(3000, 300000), "Townspeople, or villagers, at which half of their weight for "
        "garrisons is reached", "house-0661",
    )  # fmt: skip
    cell_attack_weight: float = assumed(
        0.35, "1", (0, 3), "How far recent attacks in a cell attract garrisons", "house-0040"
    )
    half_saturation_attacks: float = assumed(
        3.39, "attack/1000km2", log(0.3, 40), "Recent attacks in a cell at which half of their attraction for "
        "garrisons is reached", "house-2016",
    )  # fmt: skip
    stay_weight: float = assumed(
        0.5, "1", (0, 3), "How far ground that an expedition has left attracts garrisons", "house-1332"
    )
    stay_days: float = assumed(
        60, "day", (7, 365), "Days for which garrisons stay on ground that an expedition has left", "house-1332"
    )
    line_guard_share: float = assumed(
        0.42, "1", (0.05, 0.9), "Share of static troops that guard railways", "house-0040"
    )
    maximum_line_guard_share: float = assumed(
        0.85, "1", (0.5, 1), "Largest share of static troops that guard railways, where an order puts railways first",
        "house-0040",
    )  # fmt: skip
    line_attack_weight: float = assumed(
        0.7, "1", (0, 3), "How far recent attacks on a line attract guards", "house-0040"
    )
    half_saturation_line_attacks: float = assumed(
        4.0, "attack", log(0.4, 40), "Recent attacks on a line at which half of their attraction for guards is reached",
        "house-2016",
    )  # fmt: skip
    norm_per_villager: float = derived(
        0.01, "1", (0, 0.03), "Police that the norm gives a district for each villager", "R208 / 100"
    )
    norm_per_townsman: float = assumed(
        0.0033, "1", (0, 0.01), "Police that the norm gives a district for each of its townspeople", "house-0662"
    )
    need_effect: float = assumed(
        2, "1", (0, 5), "Relative increase of the norm of police where very many partisans are believed", "house-1326"
    )
    half_saturation_believed: float = assumed(
        100, "person/1000km2", log(10, 1000), "Believed density of partisans at which half of the increase of the norm "
        "of police is reached", "house-2016",
    )  # fmt: skip
    pay_effect: float = assumed(
        0.08, "1", (0, 1), "Share of the posts that pay, rations and a share of seized goods fill", "house-1326"
    )
    exemption_effect: float = assumed(
        0.45, "1", (0, 1), "Share of the posts filled because those who serve are not taken for labour, at full draft",
        "house-1326",
    )  # fmt: skip
    adjustment_rate: float = assumed(
        0.015, "1/week", (0.005, 0.3), "Share of the gap to the target number that closes in a week", "house-0041"
    )
    dread_effect: float = directional(
        0.5, "1", (0, 1), "How far dread of partisan terror prevents enlistment", "S527", "house-0651"
    )
    attack_decay_rate: float = assumed(
        0.16, "1/week", (0.02, 0.6), "Share of recent attacks that disappears in a week", "house-0042"
    )


@weekly(SUNDAY)
def place_garrisons(security, forces, expeditions, order_of_battle, land, forcing, parameters, today):
    """Distribute the static men of every unit over towns, railways and the cells attacked or swept of late."""
    security.garrison[:] = 0.0
    for u in range(forces.men.size):
        if forces.present[u] == 0:
            continue
        total = 0.0
        for k in range(order_of_battle.reach_start[u], order_of_battle.reach_start[u + 1]):
            c = order_of_battle.reach_cell[k]
            if forcing.occupied[c] == 1:
                total += garrison_weight(security, expeditions, land, parameters, today, c)
        if total <= 0.0:
            continue
        static = forces.men[u] * (1.0 - order_of_battle.mobile[u])
        for k in range(order_of_battle.reach_start[u], order_of_battle.reach_start[u + 1]):
            c = order_of_battle.reach_cell[k]
            if forcing.occupied[c] == 1:
                weight = garrison_weight(security, expeditions, land, parameters, today, c)
                security.garrison[c] += static * weight / total


@kernel
def garrison_weight(security, expeditions, land, parameters, today, c):
    """Return the weight of a cell in the distribution of garrisons: its area by what is on it."""
    half = parameters.half_saturation_people
    town = parameters.town_weight * saturate(density(land.urban[c], land.area[c]), half)
    villages = saturate(density(land.rural[c], land.area[c]), half)
    attacks = density_within_reach(land, security.recent_attacks, c)
    alarm = parameters.cell_attack_weight * saturate(attacks, parameters.half_saturation_attacks)
    lines = parameters.line_weight * density(line_km(land, c), land.area[c])
    swept = expeditions.swept_day[c]
    if 0 <= swept < today.day <= swept + parameters.stay_days:
        alarm += parameters.stay_weight
    return land.area[c] * (1.0 + lines + town + villages) * (1.0 + alarm)


@kernel
def line_km(land, c):
    """Return the km of line in a cell: each line as long as a circle of the area of the cell is wide."""
    km = 0.0
    for k in range(land.cell_lines.shape[1]):
        if land.cell_lines[c, k] >= 0:
            km += 2.0 * math.sqrt(land.area[c] / math.pi)
    return km


@weekly(SUNDAY)
def place_guards(security, land, forcing, parameters, today):
    """Assign part of the garrisons to railway lines, more to recently attacked lines."""
    share = min(parameters.maximum_line_guard_share, parameters.line_guard_share + forcing.guard_priority)
    for s in range(security.guards.size):
        security.guards[s] = 0.0
    for c in range(security.garrison.size):
        total = 0.0
        for k in range(land.cell_lines.shape[1]):
            s = land.cell_lines[c, k]
            if s >= 0:
                total += guard_weight(security, land, parameters, s)
        if total <= 0.0:
            continue
        for k in range(land.cell_lines.shape[1]):
            s = land.cell_lines[c, k]
            if s >= 0:
                security.guards[s] += share * security.garrison[c] * guard_weight(security, land, parameters, s) / total
    for s in range(security.recent_line_attacks.size):
        security.recent_line_attacks[s] *= 1.0 - parameters.attack_decay_rate


@kernel
def guard_weight(security, land, parameters, s):
    """Return the weight of a line in the distribution of guards: main lines and attacked lines weigh more."""
    attacks = saturate(security.recent_line_attacks[s], parameters.half_saturation_line_attacks)
    return land.line_capacity[s] * (1.0 + parameters.line_attack_weight * attacks)


@weekly(THURSDAY)
def police(security, population, zones, terror, picture, land, forcing, parameters, today):
    """Adjust the number of police, and let recent attacks decay."""
    for c in range(security.police.size):
        security.recent_attacks[c] *= 1.0 - parameters.attack_decay_rate
        if forcing.occupied[c] == 0 or land.abroad[c] == 1:
            population.rural[c] += security.police[c]
            security.police[c] = 0.0
            continue
        posts = parameters.enabled * posts_of_police(picture, population, land, parameters, c)
        willing = parameters.pay_effect + parameters.exemption_effect * forcing.labour[c] + population.support_axis[c]
        willing = min(1.0, willing) * (1.0 - parameters.dread_effect * terror.dread[c])
        goal = posts * willing * (1.0 - zones.control[c])
        change = parameters.adjustment_rate * (goal - security.police[c])
        u, v = uniform(today, ENLIST, c), uniform(today, LEAVE, c)
        joined = draw_whole(population.rural[c], change, u) - draw_whole(security.police[c], -change, v)
        population.rural[c] -= joined
        security.police[c] += joined


@kernel
def posts_of_police(picture, population, land, parameters, c):
    """Return the posts of police in a cell: the norm for its people, raised where partisans are believed to be."""
    norm = parameters.norm_per_villager * population.rural[c] + parameters.norm_per_townsman * population.urban[c]
    believed = density_within_reach(land, picture.partisans, c)
    return norm * (1.0 + parameters.need_effect * saturate(believed, parameters.half_saturation_believed))


@daily
def count_attacks(security, journal):
    """Add today's attacks to the recent attacks of their cells and lines."""
    for n in range(journal.used[0]):
        on_line = RAIL_CUT <= journal.kind[n] <= FOILED
        if on_line or journal.kind[n] == GARRISON:
            security.recent_attacks[journal.cell[n]] += 1.0
        if on_line and journal.other[n] >= 0:
            security.recent_line_attacks[journal.other[n]] += 1.0
