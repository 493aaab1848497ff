"""Forces: the occupier's units as they truly are, their men, their losses and replacements, and their spirit."""

from typing import NamedTuple

from hinterland.core.calendar import SUNDAY
from hinterland.core.chance import stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.declare import Array, f8, log, param, per, switch, u1
from hinterland.core.jit import daily, kernel, weekly

WHOSE = stream("forces.whose", "which unit of the area the dead of a cell belonged to, and how many are wounded")
MEND = stream("forces.mend", "rounding of those who come back from hospital and of replacements")


class State(NamedTuple):
    """Units as they are; their men had been Soviet citizens where the unit is a native one."""

    serving: Array = per("unit", u1, "1", "Whether the unit is in its area")
    men: Array = per("unit", f8, "person", "Men fit for duty")
    full: Array = per("unit", f8, "person", "Men that it is meant to have, less those who went over")
    hurt: Array = per("unit", f8, "person", "Its wounded, who come back in time")
    fallen: Array = per("unit", f8, "person", "Its dead since it came")
    native: Array = per("unit", f8, "person", "Soviet citizens on its books, wounded or not")
    spirit: Array = per("unit", f8, "1", "Its morale, 0 to 1", start=0.8)
    lost: Array = per("unit", f8, "person", "Dead and wounded of the last weeks, fading")
    native_fallen: Array = per("cell", f8, "person", "Men of native units dead")
    native_dead: Array = per("atom", f8, "person", "Men of native units killed today", daily=True)
    temper: Array = per("cell", f8, "1", "Morale of the troops in the cell, or of those last there", start=0.8)
    weight: Array = per("cell", f8, "person", "Men over whom that is the mean")
    natives: Array = per("cell", f8, "person", "Men of native units, spread over their areas")
    withheld: Array = per("cell", f8, "person", "Field troops on rear security, spread over their areas")
    divisions: Array = per("cell", f8, "division", "Security divisions and brigades with their base in the cell")
    brigades: Array = per("cell", f8, "brigade", "SS brigades with their base in the cell")


class Parameters(NamedTuple):
    """What men and morale of units depend on."""

    enabled: float = switch("Whether units lose men and heart")
    wounded: float = param(
        1.7, "person/person", (0, 4), "Wounded taken out of a unit for each of its dead", "R195", "R216"
    )
    heal: float = param(0.08, "1/week", (0.01, 0.5), "Share of the wounded who come back in a week", "house-0131")
    replace: float = param(
        0.012, "1/month", (0, 0.1), "Men for the rear in a month, beside the men its units should have", "house-0131"
    )
    steady: float = param(0.82, "1", (0.3, 1), "Morale that a unit keeps in a quiet area", "house-0132")
    native_steady: float = param(0.72, "1", (0.2, 1), "The same of a native unit", "house-0132", "S117")
    by_fear: float = param(0.30, "1", (0, 0.8), "How far attacks around it lower it", "house-0132", "S532")
    attacks: float = param(
        2.5, "attack/cell", log(0.2, 30), "Attacks lately in a cell of the area at which half of that is reached",
        "house-0132",
    )  # fmt: skip
    by_news: float = param(0.10, "1", (0, 0.6), "How far bad news from the front lowers it", "house-0132")
    native_by_news: float = param(0.45, "1", (0, 0.9), "The same of a native unit", "house-0132", "S118")
    by_toil: float = param(0.05, "1", (0, 0.4), "How far an expedition without rest lowers it", "house-0132")
    by_loss: float = param(1.5, "1", (0, 10), "How far the loss of a share of its men lowers it at once", "house-0132")
    pace: float = param(0.10, "1/week", (0.01, 0.6), "Share of the way to its level gone in a week", "house-0132")
    forget: float = param(0.15, "1/week", (0.01, 0.6), "Share of its losses that is forgotten in a week", "house-0132")


@daily
def muster(forces, population, order_of_battle, parameters, today):
    """Units come and go and are made good; the men of native ones come out of captivity and go out of the war."""
    for u in range(order_of_battle.men.size):
        there = order_of_battle.arrives[u] <= today.day <= order_of_battle.leaves[u]
        if there and forces.serving[u] == 0:
            forces.serving[u] = 1
            share, fit, before = 1.0, 1.0, order_of_battle.follows[u]
            forces.spirit[u] = parameters.native_steady if order_of_battle.native[u] == 1 else parameters.steady
            if before >= 0:
                share = forces.full[before] / order_of_battle.men[before]
                fit = (forces.men[before] + forces.hurt[before]) / max(forces.full[before], 1.0)
                forces.spirit[u] = forces.spirit[before]
                clear(forces, population, order_of_battle, before)
            forces.full[u] = float(round(order_of_battle.men[u] * share))
            forces.men[u] = float(round(forces.full[u] * min(1.0, fit)))
            if order_of_battle.native[u] == 1 and parameters.enabled > 0.0:
                population.red_army[0] -= forces.men[u]
                forces.native[u] = forces.men[u]
        elif not there and forces.serving[u] == 1:
            forces.serving[u] = 0
    # A unit that only moves keeps its books until it is there.
    for u in range(order_of_battle.men.size):
        books = forces.full[u] + forces.men[u] + forces.hurt[u]
        if forces.serving[u] == 0 and books > 0.0 and today.day > order_of_battle.leaves[u] + 25:
            clear(forces, population, order_of_battle, u)
    if parameters.enabled > 0.0:
        renew(forces, population, order_of_battle, parameters, today)


@kernel
def clear(forces, population, order_of_battle, u):
    """Strike a unit that has left off the books of its area."""
    if order_of_battle.native[u] == 1:
        population.red_army[0] += forces.native[u]
        forces.native[u] = 0.0
    forces.men[u] = 0.0
    forces.hurt[u] = 0.0
    forces.full[u] = 0.0
    forces.lost[u] = 0.0


@kernel
def renew(forces, population, order_of_battle, parameters, today):
    """Wounded come back every week; once a month the men there are for the rear are shared out by what is missing."""
    for t in range(weekly_batch_size(today, forces.men.size)):
        u = weekly_batch_row(today, t)
        if forces.hurt[u] > 0.0:
            back = min(whole(parameters.heal * forces.hurt[u], uniform(today, MEND, u)), forces.hurt[u])
            forces.hurt[u] -= back
            forces.men[u] += back
    if today.day % 30 != 0:
        return
    missing, due = 0.0, 0.0
    for u in range(forces.men.size):
        if forces.serving[u] == 1:
            due += parameters.replace * forces.full[u]
            missing += max(0.0, forces.full[u] - forces.men[u] - forces.hurt[u])
    share = min(1.0, due / max(missing, 1.0))
    for u in range(forces.men.size):
        if forces.serving[u] == 0:
            continue
        gap = max(0.0, forces.full[u] - forces.men[u] - forces.hurt[u])
        n = min(whole(share * gap, uniform(today, MEND, u + 100000)), gap)
        forces.men[u] += n
        if order_of_battle.native[u] == 1:
            population.red_army[0] -= n
            forces.native[u] += n


@daily
def lose(forces, attacks, expeditions, order_of_battle, land, parameters, today):
    """Take the day's dead from the unit that fought: that of the expedition, or one whose area it is."""
    if parameters.enabled == 0.0:
        return
    for c in range(forces.temper.size):
        if attacks.axis_dead[c] > 0.0:
            bury(forces, order_of_battle, land, parameters, today, c, attacks.axis_dead[c], -1)
        if expeditions.own_dead[c] > 0.0:
            bury(forces, order_of_battle, land, parameters, today, c, expeditions.own_dead[c], expeditions.sender[c])


@kernel
def bury(forces, order_of_battle, land, parameters, today, c, dead, unit):
    """Take dead and wounded out of a unit; where none is named, out of one of those there, by their men."""
    if unit < 0 or forces.men[unit] <= 0.0:
        unit = one_of(forces, order_of_battle, c, uniform(today, WHOSE, c))
    if unit < 0:
        return
    dead = min(dead, forces.men[unit])
    forces.men[unit] -= dead
    forces.fallen[unit] += dead
    if order_of_battle.native[unit] == 1:
        forces.native[unit] -= dead
        forces.native_fallen[c] += dead
        forces.native_dead[land.atom[c]] += dead
    hurt = min(whole(parameters.wounded * dead, uniform(today, WHOSE, c + 100000)), forces.men[unit])
    forces.men[unit] -= hurt
    forces.hurt[unit] += hurt
    forces.lost[unit] += dead + hurt


@kernel
def one_of(forces, order_of_battle, c, u):
    """Return one of the units over whose area a cell lies, each with a chance by its men; -1 for none."""
    total = 0.0
    for k in range(order_of_battle.over_start[c], order_of_battle.over_start[c + 1]):
        if forces.serving[order_of_battle.over_unit[k]] == 1:
            total += forces.men[order_of_battle.over_unit[k]]
    left = u * total
    for k in range(order_of_battle.over_start[c], order_of_battle.over_start[c + 1]):
        unit = order_of_battle.over_unit[k]
        if forces.serving[unit] == 1 and forces.men[unit] > 0.0:
            left -= forces.men[unit]
            if left < 0.0:
                return unit
    return -1


@weekly(SUNDAY)
def feel(forces, security, expeditions, order_of_battle, land, forcing, parameters, today):
    """Units gain or lose heart."""
    if parameters.enabled == 0.0:
        return
    for u in range(forces.men.size):
        if forces.serving[u] == 0:
            continue
        alarm, cells = 0.0, 0.0
        for k in range(order_of_battle.reach_start[u], order_of_battle.reach_start[u + 1]):
            if forcing.occupied[order_of_battle.reach_cell[k]] == 1:
                alarm += security.alert[order_of_battle.reach_cell[k]]
                cells += 1.0
        alarm /= max(cells, 1.0)
        news = max(0.0, forcing.news[land.group[order_of_battle.home[u]]])
        goal = parameters.native_steady if order_of_battle.native[u] == 1 else parameters.steady
        goal -= (parameters.native_by_news if order_of_battle.native[u] == 1 else parameters.by_news) * news
        goal -= parameters.by_fear * alarm / (alarm + parameters.attacks)
        if expeditions.busy[u] > today.day:
            goal -= parameters.by_toil
        goal -= parameters.by_loss * forces.lost[u] / max(forces.full[u], 1.0)
        forces.spirit[u] += parameters.pace * (min(1.0, max(0.02, goal)) - forces.spirit[u])
        forces.lost[u] *= 1.0 - parameters.forget


@weekly(SUNDAY)
def survey(forces, order_of_battle, forcing, today):
    """Write down by cell what units there are, and their morale."""
    forces.weight[:] = 0.0
    forces.natives[:] = 0.0
    forces.withheld[:] = 0.0
    forces.divisions[:] = 0.0
    forces.brigades[:] = 0.0
    for u in range(forces.men.size):
        if forces.serving[u] == 0:
            continue
        forces.divisions[order_of_battle.home[u]] += order_of_battle.division[u]
        forces.brigades[order_of_battle.home[u]] += order_of_battle.brigade[u]
        cells = 0.0
        for k in range(order_of_battle.reach_start[u], order_of_battle.reach_start[u + 1]):
            cells += forcing.occupied[order_of_battle.reach_cell[k]]
        for k in range(order_of_battle.reach_start[u], order_of_battle.reach_start[u + 1]):
            c = order_of_battle.reach_cell[k]
            if forcing.occupied[c] == 1:
                part = forces.men[u] / cells
                if forces.weight[c] == 0.0:
                    forces.temper[c] = 0.0
                forces.temper[c] += part * forces.spirit[u]
                forces.weight[c] += part
                forces.natives[c] += part * order_of_battle.native[u]
                forces.withheld[c] += part * order_of_battle.field[u]
    for c in range(forces.temper.size):
        if forces.weight[c] > 0.0:
            forces.temper[c] /= forces.weight[c]
