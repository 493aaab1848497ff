"""Defection: men of native units and of the police who join the partisans, individually or as a unit.

Low morale, an offered amnesty, leaflets and nearby partisans raise the rate. Defectors bring rifles; some are
executed.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.declare import Array, f8, log, param, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import enlist
from hinterland.core.origin import DEFECTOR

LEAVE = stream("defection.leave", "how many men of a native unit or of the police desert this week")
TURN = stream("defection.turn", "whether a native unit defects together this week, and how much of it")
WHERE = stream("defection.where", "which cell of the area the defectors reach")
VET = stream("defection.vet", "how many defectors are executed")
DEFECTION, EXECUTION = np.int64(Kind.defection), np.int64(Kind.execution)
ONE_BY_ONE, TOGETHER, POLICE = 0, 1, 2


class State(NamedTuple):
    """Defectors executed by the partisans."""

    executed: Array = per("cell", f8, "person", "Defectors executed by the partisans")


class Parameters(NamedTuple):
    """What makes men defect, how many rifles they bring, and how many are executed."""

    enabled: float = switch("Whether men who serve the occupier defect to the partisans")
    morale_threshold: float = param(
        0.62, "1", (0.2, 1), "Morale from which nobody of a native unit defects", "S118", "house-0138"
    )
    individual_rate: float = param(
        0.007,
        "1/week",
        log(0.0005, 0.2),
        "Share who defect individually in a week where nothing prevents it",
        "house-0138",
    )
    group_chance: float = param(
        0.12, "1/week", log(0.002, 0.5), "Chance in a week that a group defects where nothing prevents it",
        "S119", "S120", "house-0138",
    )  # fmt: skip
    police_rate: float = param(
        0.004, "1/week", log(0.0001, 0.1), "Share of the police who defect in a week where all conditions favour it",
        "house-0138", "S376",
    )  # fmt: skip
    amnesty_effect: float = param(
        0.9, "1", (0, 1), "How far the lack of an amnesty prevents defection", "S116", "house-0138"
    )
    volunteer_loyalty: float = param(
        0.8, "1", (0, 1), "How far men who were not recruited from captivity stay loyal", "house-0138"
    )
    half_saturation_partisans: float = param(
        1500, "person", log(50, 20000), "Partisans in a unit's area at which half of the willing reach them",
        "house-0138",
    )  # fmt: skip
    response_without_leaflets: float = param(
        0.6, "1", (0, 1), "Rate where no leaflets arrive, relative to full coverage", "S376", "house-0138"
    )
    rifles_per_defector: float = param(
        0.85, "rifle/person", (0, 1.5), "Rifles that each defector brings", "house-0138", "S119"
    )
    executed_share: float = param(
        0.02, "1", (0, 0.5), "Share of defectors executed by the partisans", "S539", "house-0137"
    )
    morale_loss: float = param(
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
        u = weekly_batch_row(today, t)
        if order_of_battle.native[u] == 0 or forces.present[u] == 0 or forces.native_men[u] <= 0.0:
            continue
        doubt = max(0.0, 1.0 - forces.morale[u] / parameters.morale_threshold)
        if doubt <= 0.0:
            continue
        partisans, best, c = 0.0, 0.0, -1
        for k in range(order_of_battle.reach_start[u], order_of_battle.reach_start[u + 1]):
            n = order_of_battle.reach_cell[k]
            if forcing.occupied[n] == 0 or land.abroad[n] == 1:
                continue
            partisans += detachments.men_in_cell[n]
            draw = (
                detachments.men_in_cell[n]
                * (0.2 + uniform(today, WHERE, u * 4096 + k))
                * (0.2 + population.support_soviet[n])
            )
            if draw > best:
                best, c = draw, n
        if c < 0:
            continue
        appeal = 1.0 - parameters.amnesty_effect * (1.0 - forcing.amnesty[c])
        appeal *= (
            parameters.response_without_leaflets + (1.0 - parameters.response_without_leaflets) * propaganda.reach[c]
        )
        loyalty = 1.0 if order_of_battle.captive[u] == 1 else 1.0 - parameters.volunteer_loyalty
        pressure = doubt * loyalty * appeal * partisans / (partisans + parameters.half_saturation_partisans)
        n = min(whole(parameters.individual_rate * pressure * forces.men[u], uniform(today, LEAVE, u)), forces.men[u])
        kind = ONE_BY_ONE
        if uniform(today, TURN, u) < parameters.group_chance * pressure * doubt:
            part = 0.5 if uniform(today, TURN, u + 100000) < 0.5 else 1.0
            n, kind = min(float(int(part * order_of_battle.body[u])), forces.men[u]), TOGETHER
            forces.morale[u] = max(0.0, forces.morale[u] - parameters.morale_loss)
        if n <= 0.0:
            continue
        forces.men[u] -= n
        forces.native_men[u] -= n
        if kind == TOGETHER:
            forces.establishment[u] = max(0.0, forces.establishment[u] - n)
        come_over(defection, detachments, recruitment, supply, journal, parameters, today, c, u, kind, n)


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
        appeal = 1.0 - parameters.amnesty_effect * (1.0 - forcing.amnesty[c])
        appeal *= (
            parameters.response_without_leaflets + (1.0 - parameters.response_without_leaflets) * propaganda.reach[c]
        )
        hope = max(0.0, forcing.news[land.group[c]]) * (1.0 - population.support_axis[c])
        expected = parameters.police_rate * appeal * hope * zones.control[c] * security.police[c]
        n = min(whole(expected, uniform(today, LEAVE, c + 100000)), security.police[c])
        if n > 0.0:
            security.police[c] -= n
            come_over(defection, detachments, recruitment, supply, journal, parameters, today, c, -1, POLICE, n)


@kernel
def come_over(defection, detachments, recruitment, supply, journal, parameters, today, c, unit, kind, n):
    """Move defectors and their rifles to a detachment of the cell, or let them form one; some are executed."""
    draw = c + 10000 * kind
    dead = min(whole(parameters.executed_share * n, uniform(today, VET, draw)), n)
    rifles = min(whole(parameters.rifles_per_defector * n, uniform(today, VET, draw + 100000)), 2.0 * n)
    defection.executed[c] += dead
    supply.captured[c] += rifles
    host = detachments.head[c]
    while host >= 0 and (detachments.alive[host] == 0 or detachments.cell[host] != c):
        host = detachments.next[host]
    if host >= 0:
        enlist(detachments, recruitment, host, DEFECTOR, n - dead, c)
        detachments.rifles[host] += rifles
    else:
        recruitment.forming[c, DEFECTOR] += n - dead
        recruitment.joined[c] += n - dead
        supply.scattered[c] += rifles
    record_event(journal, DEFECTION, c, host, unit, n, rifles, 0.0, 0.0)
    if dead > 0.0:
        record_event(journal, EXECUTION, c, host, unit, dead, 0.0, 0.0, 0.0)
