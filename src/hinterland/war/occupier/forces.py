"""Forces: the occupier's units, with their men, losses, replacements and morale.

Units arrive and leave by the order of battle, lose men in combat, and receive replacements. Morale falls with partisan
attacks, bad news, losses and expeditions; low morale leads to defection.
"""

from typing import NamedTuple

from hinterland.core.calendar import SUNDAY
from hinterland.core.chance import draw_count, draw_whole, stream, uniform, weekly_batch_row, weekly_batch_size
from hinterland.core.declare import Array, assumed, directional, f8, i4, log, per, switch, u1
from hinterland.core.geometry import density
from hinterland.core.jit import daily, kernel, weekly
from hinterland.core.response import saturate

FOLLOW = stream("forces.follow", "rounding of the authorised strength, then of the men, of a unit that arrives")
WHOSE = stream("forces.whose", "which unit of the area the dead of an attack, or of an expedition, in a cell belong to")
WOUNDED = stream(
    "forces.wounded", "rounding of the wounded in a cell beside the dead of an attack, or of an expedition"
)
RECOVER = stream("forces.recover", "rounding of the wounded of a unit who return this week")
REPLACE = stream("forces.replace", "rounding of the replacements that a unit receives this month")
ATTACK, EXPEDITION = range(2)


class State(NamedTuple):
    """Men and morale of every unit; the men of native units are former Soviet citizens."""

    month: Array = per("one", i4, "month", "Month of the calendar in which replacements were last shared out")
    present: Array = per("unit", u1, "1", "Whether the unit is in its area")
    men: Array = per("unit", f8, "person", "Men fit for duty")
    establishment: Array = per("unit", f8, "person", "Authorised strength, less defectors")
    wounded: Array = per("unit", f8, "person", "Wounded who will return")
    dead: Array = per("unit", f8, "person", "Dead since its arrival")
    native_men: Array = per("unit", f8, "person", "Soviet citizens in the unit, wounded or not")
    morale: Array = per("unit", f8, "1", "Morale, 0 to 1; 1 before it arrives", start=1.0)
    recent_losses: Array = per("unit", f8, "person", "Recent dead and wounded, decaying")
    native_fallen: Array = per("cell", f8, "person", "Dead of native units")
    native_dead: Array = per("atom", f8, "person", "Men of native units killed today", daily=True)
    wounded_today: Array = per("atom", f8, "person", "Men of all units wounded today", daily=True)
    wounded_on_expeditions: Array = per("atom", f8, "person", "Those of them wounded on expeditions", daily=True)
    troop_morale: Array = per("cell", f8, "1", "Mean morale of the troops there now, or last; 1 before any", start=1.0)
    troop_harshness: Array = per("cell", f8, "1", "Mean harshness towards civilians of the same troops")
    troops: Array = per("cell", f8, "person", "Men of all units, spread over their areas")
    native_troops: Array = per("cell", f8, "person", "Men of native units, spread over their areas")
    field_troops: Array = per("cell", f8, "person", "Field troops on rear security, spread over their areas")
    hungarian_troops: Array = per("cell", f8, "person", "Men of Hungarian units, spread over their areas")
    regular_divisions: Array = per("cell", f8, "division", "Field divisions on rear security based in the cell")
    divisions: Array = per("cell", f8, "division", "Security divisions and brigades with their base in the cell")
    brigades: Array = per("cell", f8, "brigade", "SS brigades with their base in the cell")


class Parameters(NamedTuple):
    """Losses, replacements and the causes of changes in morale."""

    enabled: float = switch("Whether units lose men and morale")
    days_between_areas: float = assumed(
        25, "day", (20, 90), "Days after it left an area for which a unit keeps its men for another", "house-0659"
    )
    wounded_per_dead: float = directional(
        1.7, "1", (0, 4), "Wounded removed from a unit for each of its dead", "R195", "house-0660"
    )
    recovery_rate: float = assumed(
        0.08, "1/week", (0.01, 0.5), "Share of the wounded who return in a week", "house-0131"
    )
    replacement_rate: float = assumed(
        0.012, "1/month", (0, 0.1), "Replacements in a month, as a share of authorised strength", "house-0131"
    )
    baseline_morale: float = assumed(0.82, "1", (0.3, 1), "Morale of a unit in a quiet area", "house-0132")
    baseline_morale_native: float = assumed(0.72, "1", (0.2, 1), "Morale of a native unit at rest", "house-0132")
    attack_effect: float = directional(
        0.30, "1", (0, 0.8), "How far nearby attacks lower morale", "S008", "S170", "S529", "house-0132"
    )
    half_saturation_attacks: float = assumed(
        1.41, "attack/1000km2", log(0.1, 20), "Recent attacks for half of their effect on morale", "house-0132"
    )
    news_effect: float = assumed(0.10, "1", (0, 0.6), "How far bad news from the front lowers morale", "house-0132")
    news_effect_native: float = assumed(0.45, "1", (0, 0.9), "How far bad news lowers native morale", "house-0132")
    expedition_effect: float = assumed(0.05, "1", (0, 0.4), "How far an expedition lowers morale", "house-0132")
    loss_effect: float = assumed(
        1.5, "1", (0, 10), "How far the loss of a share of its men lowers morale", "house-0132"
    )
    adjustment_rate: float = assumed(
        0.10, "1/week", (0.01, 0.6), "Share of the gap to its target that morale closes in a week", "house-0132"
    )
    loss_decay_rate: float = assumed(
        0.15, "1/week", (0.01, 0.6), "Share of recent losses that disappears in a week", "house-0132"
    )


@daily
def muster(forces, population, order_of_battle, parameters, today):
    """Let units arrive, leave or follow one another; men of native units come from Soviet captivity."""
    for u in range(order_of_battle.men.size):
        in_area = order_of_battle.arrives[u] <= today.day <= order_of_battle.leaves[u]
        if in_area and forces.present[u] == 0:
            arrive(forces, population, order_of_battle, parameters, today, u)
        elif not in_area and forces.present[u] == 1:
            forces.present[u] = 0
    # A unit that moves to another area keeps its men until it arrives.
    for u in range(order_of_battle.men.size):
        books = forces.establishment[u] + forces.men[u] + forces.wounded[u]
        gone = today.day - order_of_battle.leaves[u]
        if forces.present[u] == 0 and books > 0.0 and gone > parameters.days_between_areas:
            remove(forces, population, order_of_battle, u)
    if parameters.enabled > 0.0:
        return_wounded(forces, parameters, today)
        if today.month != forces.month[0]:
            forces.month[0] = today.month
            replace_losses(forces, population, order_of_battle, parameters, today)


@kernel
def arrive(forces, population, order_of_battle, parameters, today, unit):
    """Let a unit arrive in its area, with the losses and the morale of the one that it follows."""
    share, readiness, previous = 1.0, 1.0, order_of_battle.follows[unit]
    native = order_of_battle.native[unit] == 1
    forces.present[unit] = 1
    forces.morale[unit] = parameters.baseline_morale_native if native else parameters.baseline_morale
    if previous >= 0:
        share = forces.establishment[previous] / order_of_battle.men[previous]
        readiness = (forces.men[previous] + forces.wounded[previous]) / max(forces.establishment[previous], 1.0)
        forces.morale[unit] = forces.morale[previous]
        remove(forces, population, order_of_battle, previous)
    u, v = uniform(today, FOLLOW, unit), uniform(today, FOLLOW, unit, 1)
    forces.establishment[unit] = draw_count(order_of_battle.men[unit] * share, u)
    forces.men[unit] = draw_whole(forces.establishment[unit], forces.establishment[unit] * readiness, v)
    if native and parameters.enabled > 0.0:
        population.red_army[0] -= forces.men[unit]
        forces.native_men[unit] = forces.men[unit]


@kernel
def remove(forces, population, order_of_battle, unit):
    """Remove the men of a unit that has left its area."""
    if order_of_battle.native[unit] == 1:
        population.red_army[0] += forces.native_men[unit]
        forces.native_men[unit] = 0.0
    forces.men[unit] = 0.0
    forces.wounded[unit] = 0.0
    forces.establishment[unit] = 0.0
    forces.recent_losses[unit] = 0.0


@kernel
def return_wounded(forces, parameters, today):
    """For a seventh of all units, let recovered wounded return."""
    for t in range(weekly_batch_size(today, forces.men.size)):
        unit = weekly_batch_row(today, t)
        u = uniform(today, RECOVER, unit)
        recovered = draw_whole(forces.wounded[unit], parameters.recovery_rate * forces.wounded[unit], u)
        forces.wounded[unit] -= recovered
        forces.men[unit] += recovered


@kernel
def replace_losses(forces, population, order_of_battle, parameters, today):
    """Share out the replacements of a month by the number of missing men."""
    total, due = 0.0, 0.0
    for unit in range(forces.men.size):
        if forces.present[unit] == 1:
            due += parameters.replacement_rate * forces.establishment[unit]
            total += missing(forces, unit)
    share = min(1.0, due / max(total, 1.0))
    for unit in range(forces.men.size):
        if forces.present[unit] == 0:
            continue
        u = uniform(today, REPLACE, unit)
        n = draw_whole(missing(forces, unit), share * missing(forces, unit), u)
        forces.men[unit] += n
        if order_of_battle.native[unit] == 1:
            population.red_army[0] -= n
            forces.native_men[unit] += n


@kernel
def missing(forces, unit):
    """Return how many men a unit lacks that will not return."""
    return max(0.0, forces.establishment[unit] - forces.men[unit] - forces.wounded[unit])


@daily
def assign_losses(forces, attacks, drives, expeditions, order_of_battle, land, parameters, today):
    """Assign the day's dead to the unit that fought: that of the expedition, or one of the area."""
    if parameters.enabled == 0.0:
        return
    for c in range(forces.troop_morale.size):
        dead = attacks.axis_dead[c]
        if dead > 0.0:
            subtract_losses(forces, order_of_battle, land, parameters, today, c, ATTACK, dead, -1)
        dead, unit = drives.own_dead[c], expeditions.last_unit[c]
        if dead > 0.0:
            subtract_losses(forces, order_of_battle, land, parameters, today, c, EXPEDITION, dead, unit)


@kernel
def subtract_losses(forces, order_of_battle, land, parameters, today, c, cause, dead, unit):
    """Subtract dead and wounded from a unit; where none is named, from one of the area chosen by strength."""
    if unit < 0 or forces.men[unit] <= 0.0:
        u = uniform(today, WHOSE, c, cause)
        unit = choose_unit(forces, order_of_battle, c, u)
    if unit < 0:
        return
    dead = min(dead, forces.men[unit])
    forces.men[unit] -= dead
    forces.dead[unit] += dead
    if order_of_battle.native[unit] == 1:
        forces.native_men[unit] -= dead
        forces.native_fallen[c] += dead
        forces.native_dead[land.atom[c]] += dead
    v = uniform(today, WOUNDED, c, cause)
    hurt = draw_whole(forces.men[unit], parameters.wounded_per_dead * dead, v)
    forces.men[unit] -= hurt
    forces.wounded[unit] += hurt
    forces.wounded_today[land.atom[c]] += hurt
    if cause == EXPEDITION:
        forces.wounded_on_expeditions[land.atom[c]] += hurt
    forces.recent_losses[unit] += dead + hurt


@kernel
def choose_unit(forces, order_of_battle, c, u):
    """Return one of the units whose area includes a cell, with probability by strength; -1 for none."""
    total = 0.0
    for k in range(order_of_battle.over_start[c], order_of_battle.over_start[c + 1]):
        if forces.present[order_of_battle.over_unit[k]] == 1:
            total += forces.men[order_of_battle.over_unit[k]]
    left = u * total
    for k in range(order_of_battle.over_start[c], order_of_battle.over_start[c + 1]):
        unit = order_of_battle.over_unit[k]
        if forces.present[unit] == 1 and forces.men[unit] > 0.0:
            left -= forces.men[unit]
            if left < 0.0:
                return unit
    return -1


@weekly(SUNDAY)
def update_morale(forces, security, expeditions, order_of_battle, land, forcing, parameters, today):
    """Move the morale of every unit towards its target."""
    if parameters.enabled == 0.0:
        return
    for u in range(forces.men.size):
        if forces.present[u] == 0:
            continue
        attacks, area = 0.0, 0.0
        for k in range(order_of_battle.reach_start[u], order_of_battle.reach_start[u + 1]):
            c = order_of_battle.reach_cell[k]
            if forcing.occupied[c] == 1:
                attacks += security.recent_attacks[c]
                area += land.area[c]
        news = max(0.0, forcing.news[land.group[order_of_battle.home[u]]])
        goal = parameters.baseline_morale_native if order_of_battle.native[u] == 1 else parameters.baseline_morale
        goal -= (parameters.news_effect_native if order_of_battle.native[u] == 1 else parameters.news_effect) * news
        goal -= parameters.attack_effect * saturate(density(attacks, area), parameters.half_saturation_attacks)
        if expeditions.busy_until[u] > today.day:
            goal -= parameters.expedition_effect
        goal -= parameters.loss_effect * forces.recent_losses[u] / max(forces.establishment[u], 1.0)
        forces.morale[u] += parameters.adjustment_rate * (min(1.0, max(0.0, goal)) - forces.morale[u])
        forces.recent_losses[u] *= 1.0 - parameters.loss_decay_rate


@weekly(SUNDAY)
def survey(forces, order_of_battle, forcing, today):
    """Compute troops, morale and harshness by cell from the units."""
    forces.troops[:] = 0.0
    forces.native_troops[:] = 0.0
    forces.field_troops[:] = 0.0
    forces.hungarian_troops[:] = 0.0
    forces.regular_divisions[:] = 0.0
    forces.divisions[:] = 0.0
    forces.brigades[:] = 0.0
    for u in range(forces.men.size):
        if forces.present[u] == 0:
            continue
        forces.divisions[order_of_battle.home[u]] += order_of_battle.division[u]
        forces.brigades[order_of_battle.home[u]] += order_of_battle.brigade[u]
        forces.regular_divisions[order_of_battle.home[u]] += order_of_battle.regular[u]
        cells = 0.0
        for k in range(order_of_battle.reach_start[u], order_of_battle.reach_start[u + 1]):
            cells += forcing.occupied[order_of_battle.reach_cell[k]]
        for k in range(order_of_battle.reach_start[u], order_of_battle.reach_start[u + 1]):
            c = order_of_battle.reach_cell[k]
            if forcing.occupied[c] == 1:
                part = forces.men[u] / cells
                if forces.troops[c] == 0.0:
                    forces.troop_morale[c] = 0.0
                    forces.troop_harshness[c] = 0.0
                forces.troop_morale[c] += part * forces.morale[u]
                forces.troop_harshness[c] += part * order_of_battle.harsh[u]
                forces.troops[c] += part
                forces.native_troops[c] += part * order_of_battle.native[u]
                forces.field_troops[c] += part * order_of_battle.field[u]
                forces.hungarian_troops[c] += part * order_of_battle.hungarian[u]
    for c in range(forces.troop_morale.size):
        if forces.troops[c] > 0.0:
            forces.troop_morale[c] /= forces.troops[c]
            forces.troop_harshness[c] /= forces.troops[c]
