"""Defection: men of native units and of the police who join the partisans, individually or as a unit.

Low morale, an offered amnesty, leaflets and nearby partisans raise the rate. Where documents say on which day men of a
unit came over, and where, they do so then; how many they are is the war's. Defectors bring rifles; some are executed.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import draw_count, draw_whole, stream, uniform, weekly_batch_row, weekly_batch_size
from hinterland.core.declare import Array, assumed, directional, f8, log, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import assemble, enlist, first_in_cell
from hinterland.core.origin import DEFECTOR
from hinterland.core.response import saturate

LEAVE = stream("defection.leave", "rounding of the men of a native unit, or of the police of a cell, who desert")
TURN = stream("defection.turn", "whether a native unit defects together this week")
HALF = stream("defection.part", "whether half or all of a native unit defects: first which, then its rounding")
WHERE = stream("defection.where", "how near a cell of the area is to the men of a unit who defect")
EXECUTE = stream("defection.execute", "rounding of the defectors of a unit or a cell who are executed")
RIFLES = stream("defection.rifles", "rounding of the rifles that the defectors of a unit or a cell bring")
DEFECTION, EXECUTION = np.int64(Kind.defection), np.int64(Kind.execution)
ONE_BY_ONE, TOGETHER, POLICE, DOCUMENTED = range(4)
WHOLE, PART, GROUP = range(3)
"""Parts of a unit that came over on a documented day, as in `came_over.csv`."""


class State(NamedTuple):
    """Defectors executed by the partisans."""

    executed: Array = per("cell", f8, "person", "Defectors executed by the partisans")


class Parameters(NamedTuple):
    """What makes men defect, how many rifles they bring, and how many are executed."""

    enabled: float = switch("Whether men who serve the occupier defect to the partisans")
    morale_threshold: float = assumed(
        0.62, "1", (0.2, 1), "Morale from which nobody of a native unit defects", "house-0138"
    )
    individual_rate: float = directional(
        0.007, "1/week", log(0.0005, 0.2), "Share who defect individually in a week where nothing prevents it",
        "S117", "house-0138",
    )  # fmt: skip
    group_chance: float = directional(
        0.12, "1/week", log(0.002, 0.5), "Chance in a week that a group defects where nothing prevents it",
        "S118", "S119", "S120", "house-0138",
    )  # fmt: skip
    police_rate: float = directional(
        0.004, "1/week", log(0.0001, 0.1), "Share of the police who defect in a week where all conditions favour it",
        "S117", "house-0138",
    )  # fmt: skip
    amnesty_effect: float = directional(
        0.9, "1", (0, 1), "How far the lack of an amnesty prevents defection", "S116", "house-0138"
    )
    volunteer_loyalty: float = assumed(
        0.8, "1", (0, 1), "How far men who were not recruited from captivity stay loyal", "house-0138"
    )
    half_saturation_partisans: float = assumed(
        1500, "person", log(50, 20000), "Partisans in a unit's area at which half of the willing reach them",
        "house-0138",
    )  # fmt: skip
    attraction_without_support: float = assumed(
        0.2, "1", (0.01, 1), "Attraction of partisans where nobody supports them, to which their support is added",
        "house-0663",
    )  # fmt: skip
    nearness_of_far: float = assumed(
        0.2, "1", (0.01, 1), "Nearness of the farthest partisans to men who defect, to which 0 to 1 is added",
        "house-0663",
    )  # fmt: skip
    response_without_leaflets: float = directional(
        0.6, "1", (0, 1), "Rate where no leaflets arrive, relative to full coverage", "S376", "house-0138"
    )
    part_share: float = assumed(
        0.75, "1", (0.3, 1), "Share of a unit that came over on a documented day as a large part of it", "house-1407"
    )
    group_share: float = assumed(
        0.05, "1", (0.002, 0.3), "Share of a unit that came over on a documented day as a few of its people",
        "house-1407",
    )  # fmt: skip
    part_chance: float = assumed(
        0.5, "1", (0, 1), "Chance that a part of a body of men defects together, and not all of it", "house-1992"
    )
    share_of_body: float = assumed(
        0.5, "1", (0.1, 1), "Share of a body of men that defects where only a part of it does", "house-1992"
    )
    rifles_per_defector: float = assumed(
        0.85, "rifle/person", (0, 1.5), "Rifles that each defector brings", "house-0138"
    )
    executed_share: float = directional(
        0.02, "1", (0, 0.5), "Share of defectors executed by the partisans", "S539", "house-0137"
    )
    morale_loss: float = assumed(
        0.06, "1", (0, 0.5), "Loss of morale among the rest when a group has defected", "house-0138"
    )


@daily
def units(
    defection, detachments, recruitment, population, supply, forces, propaganda, journal, order_of_battle, land,
    forcing, parameters, today
):  # fmt: skip
    """For a seventh of all native units, let men defect individually or as a group."""
    if parameters.enabled == 0.0:
        return
    for t in range(weekly_batch_size(today, forces.men.size)):
        unit = weekly_batch_row(today, t)
        if order_of_battle.native[unit] == 0 or forces.present[unit] == 0 or forces.native_men[unit] <= 0.0:
            continue
        doubt = max(0.0, 1.0 - forces.morale[unit] / parameters.morale_threshold)
        if doubt <= 0.0:
            continue
        c, partisans = goal(detachments, population, order_of_battle, land, forcing, parameters, today, unit)
        if c < 0:
            continue
        loyalty = 1.0 if order_of_battle.captive[unit] == 1 else 1.0 - parameters.volunteer_loyalty
        pressure = doubt * loyalty * appeal(propaganda, forcing, parameters, c)
        pressure *= saturate(partisans, parameters.half_saturation_partisans)
        waits = order_of_battle.came_day[unit] >= today.day
        if not waits and uniform(today, TURN, unit) < parameters.group_chance * pressure * doubt:
            n, kind = whole_group(forces, order_of_battle, parameters, today, unit), TOGETHER
            forces.morale[unit] = max(0.0, forces.morale[unit] - parameters.morale_loss)
            forces.establishment[unit] = max(0.0, forces.establishment[unit] - n)
        else:
            u = uniform(today, LEAVE, unit)
            n = draw_whole(forces.men[unit], parameters.individual_rate * pressure * forces.men[unit], u)
            kind = ONE_BY_ONE
        if n > 0.0:
            forces.men[unit] -= n
            forces.native_men[unit] -= n
            come_over(defection, detachments, recruitment, supply, journal, parameters, today, c, unit, unit, kind, n)


@daily
def documented(
    defection, detachments, recruitment, supply, forces, journal, order_of_battle, parameters, today
):  # fmt: skip
    """Let men of native units come over on the day and in the place that documents give, as many as there are."""
    if parameters.enabled == 0.0:
        return
    for unit in range(forces.men.size):
        if order_of_battle.came_day[unit] != today.day or forces.present[unit] == 0:
            continue
        scope = order_of_battle.came_scope[unit]
        share = parameters.part_share if scope == PART else parameters.group_share if scope == GROUP else 1.0
        n = draw_whole(
            forces.native_men[unit], share * forces.native_men[unit], uniform(today, LEAVE, unit, DOCUMENTED)
        )
        if n <= 0.0:
            continue
        forces.men[unit] -= n
        forces.native_men[unit] -= n
        forces.establishment[unit] = max(0.0, forces.establishment[unit] - n)
        forces.morale[unit] = max(0.0, forces.morale[unit] - parameters.morale_loss)
        c = order_of_battle.came_cell[unit]
        come_over(defection, detachments, recruitment, supply, journal, parameters, today, c, unit, unit, DOCUMENTED, n)


@kernel
def goal(detachments, population, order_of_battle, land, forcing, parameters, today, unit):
    """Return the cell where men of a unit would come over, -1 for none, and the partisans in the unit's area.

    The cell is that with the most partisans, weighed by their support there and by chance, which stands for distance.
    """
    partisans, best, cell = 0.0, 0.0, -1
    for k in range(order_of_battle.reach_start[unit], order_of_battle.reach_start[unit + 1]):
        c = order_of_battle.reach_cell[k]
        if forcing.occupied[c] == 0 or land.abroad[c] == 1:
            continue
        partisans += detachments.men_in_cell[c]
        nearness = parameters.nearness_of_far + uniform(today, WHERE, unit, c)
        attraction = parameters.attraction_without_support + population.support_soviet[c]
        score = detachments.men_in_cell[c] * nearness * attraction
        if score > best:
            best, cell = score, c
    return cell, partisans


@kernel
def appeal(propaganda, forcing, parameters, c):
    """Return how far an amnesty and leaflets call men of a cell over, 0 to 1."""
    pardon = 1.0 - parameters.amnesty_effect * (1.0 - forcing.amnesty[c])
    without = parameters.response_without_leaflets
    return pardon * (without + (1.0 - without) * propaganda.reach[c])


@kernel
def whole_group(forces, order_of_battle, parameters, today, unit):
    """Return how many men defect together: a part of a body of men or all of it."""
    u, v = uniform(today, HALF, unit), uniform(today, HALF, unit, 1)
    part = parameters.share_of_body if u < parameters.part_chance else 1.0
    return draw_whole(forces.men[unit], part * order_of_battle.body[unit], v)


@daily
def police(
    defection, detachments, recruitment, population, supply, security, zones, propaganda, journal, land, forcing,
    parameters, today
):  # fmt: skip
    """For a seventh of all cells, let policemen defect to local partisans where an amnesty is offered."""
    if parameters.enabled == 0.0:
        return
    for t in range(weekly_batch_size(today, security.police.size)):
        c = weekly_batch_row(today, t)
        if detachments.men_in_cell[c] <= 0.0 or security.police[c] <= 0.0:
            continue
        if forcing.occupied[c] == 0 or land.abroad[c] == 1:
            continue
        hope = max(0.0, forcing.news[land.group[c]]) * (1.0 - population.support_axis[c])
        rate = parameters.police_rate * appeal(propaganda, forcing, parameters, c) * hope * zones.control[c]
        u = uniform(today, LEAVE, c, POLICE)
        n = draw_whole(security.police[c], rate * security.police[c], u)
        if n > 0.0:
            security.police[c] -= n
            come_over(defection, detachments, recruitment, supply, journal, parameters, today, c, c, -1, POLICE, n)


@kernel
def come_over(defection, detachments, recruitment, supply, journal, parameters, today, c, who, unit, kind, n):
    """Move defectors and their rifles to a detachment of the cell, or let them form one; some are executed.

    `who` draws: the row of a unit, or the cell of policemen, whose `unit` is -1.
    """
    u, v = uniform(today, EXECUTE, who, kind), uniform(today, RIFLES, who, kind)
    dead = draw_whole(n, parameters.executed_share * n, u)
    rifles = draw_count(parameters.rifles_per_defector * n, v)
    defection.executed[c] += dead
    supply.captured[c] += rifles
    host = first_in_cell(detachments, c)
    if host >= 0:
        enlist(detachments, recruitment, host, DEFECTOR, n - dead, c)
        detachments.rifles[host] += rifles
    else:
        assemble(recruitment, DEFECTOR, n - dead, c)
        supply.scattered[c] += rifles
    record_event(journal, DEFECTION, c, host, unit, n, rifles, 0.0, 0.0)
    if dead > 0.0:
        record_event(journal, EXECUTION, c, host, unit, dead, 0.0, 0.0, 0.0)
