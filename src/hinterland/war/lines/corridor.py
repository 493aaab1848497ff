"""Corridor: supply and people that pass on foot through a gap in the front.

The forcing gives the tonnes that pass and the cells that the gap serves. Weapons, explosive and cadres go to
detachments by nearness and strength; civilians leave through the gap to the Soviet side.
"""

from typing import NamedTuple

from hinterland.core.chance import stream, uniform, whole
from hinterland.core.declare import Array, f8, log, param, per
from hinterland.core.jit import daily
from hinterland.core.membership import enlist
from hinterland.core.origin import CADRE

CARRY = stream("corridor.carry", "rounding of rifles carried to a detachment")
LEAVE = stream("corridor.leave", "rounding of civilians evacuated through the corridor")
ENTER = stream("corridor.enter", "rounding of cadres who reach a detachment")


class State(NamedTuple):
    """What passes through the corridor."""

    rifles: Array = per("atom", f8, "rifle", "Rifles carried in today", daily=True)
    cadres: Array = per("atom", f8, "person", "Cadres who entered today", daily=True)


class Parameters(NamedTuple):
    """Composition of the cargo, and the people who pass."""

    rifles_per_tonne: float = param(
        30, "rifle/t", (5, 100), "Rifles with ammunition in a tonne of weapons", "house-0038"
    )
    explosive_share: float = param(0.2, "1", (0, 0.6), "Share of the cargo that is explosive", "S053", "house-0038")
    cadres_per_day: float = param(
        30, "person/day", log(1, 200), "Cadres and trained groups that enter in a day", "S053", "house-0038"
    )
    evacuated_per_day: float = param(
        0.0035,
        "1/day",
        log(0.0001, 0.02),
        "Daily share of the civilians at the corridor who leave through it",
        "S314",
        "R152a",
    )


@daily
def step(corridor, detachments, recruitment, population, supply, land, forcing, parameters, today):
    """Share cargo and cadres by nearness and strength, and evacuate civilians of the cells at the gap."""
    if forcing.gate_tonnes <= 0.0:
        return
    weight = 0.0
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 1:
            weight += forcing.gate[detachments.cell[i]] * detachments.men[i]
    if weight <= 0.0:
        return
    rifles = forcing.gate_tonnes * (1.0 - parameters.explosive_share) * parameters.rifles_per_tonne
    explosive = forcing.gate_tonnes * parameters.explosive_share * 1000.0
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 0:
            continue
        c = detachments.cell[i]
        share = forcing.gate[c] * detachments.men[i] / weight
        if share <= 0.0:
            continue
        n = min(
            whole(rifles * share, uniform(today, CARRY, i)), max(0.0, 1.2 * detachments.men[i] - detachments.rifles[i])
        )
        n = float(int(n))
        supply.moscow_rifles[0] -= n
        detachments.rifles[i] += n
        corridor.rifles[land.atom[c]] += n
        kg = explosive * share
        supply.moscow_explosive[0] -= kg
        detachments.explosive[i] += kg
        men = whole(parameters.cadres_per_day * share, uniform(today, ENTER, i))
        population.red_army[0] -= men
        enlist(detachments, recruitment, i, CADRE, men, c)
        corridor.cadres[land.atom[c]] += men
    for c in range(population.rural.size):
        if forcing.gate[c] > 0.6 and forcing.occupied[c] == 1:
            n = min(
                whole(parameters.evacuated_per_day * population.rural[c], uniform(today, LEAVE, c)), population.rural[c]
            )
            population.rural[c] -= n
            population.evacuated[c] += n
            population.evacuated_today[land.atom[c]] += n
