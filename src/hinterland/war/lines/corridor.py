"""Corridor: supply and people that pass on foot through a gap in the front.

The forcing gives the tonnes that pass and the cells that the gap serves. Weapons, explosive and cadres go to
detachments by nearness, strength and those who wait for a weapon; civilians leave through the gap to the Soviet side.
"""

from typing import NamedTuple

from hinterland.core.chance import draw_count, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, bounded, f8, log, per
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import enlist, living
from hinterland.core.origin import CADRE
from hinterland.core.units import DAYS_PER_WEEK, KG_PER_TONNE

CARRY = stream("corridor.carry", "rounding of rifles carried to a detachment")
LEAVE = stream("corridor.leave", "rounding of civilians evacuated through the corridor")
ENTER = stream("corridor.enter", "rounding of cadres who reach a detachment")


class State(NamedTuple):
    """What passes through the corridor."""

    rifles: Array = per("atom", f8, "rifle", "Rifles carried in today", daily=True)
    explosive_kg: Array = per("atom", f8, "kg", "Explosive carried in today", daily=True)
    recent_tonnes: Array = per("cell", f8, "t", "Cargo that came to the cell in the last week, fading")
    cadres: Array = per("atom", f8, "person", "Cadres who entered today", daily=True)


class Parameters(NamedTuple):
    """Composition of the cargo, and the people who pass."""

    rifles_per_tonne: float = assumed(
        30, "rifle/t", (5, 100), "Rifles with ammunition in a tonne of weapons", "house-0038"
    )
    explosive_share: float = assumed(0.2, "1", (0, 0.6), "Share of the cargo that is explosive", "house-0038")
    rifles_per_man: float = assumed(
        1.2, "rifle/person", (0.8, 3), "Rifles per man above which a detachment takes no more", "house-0602"
    )
    cadres_per_day: float = assumed(
        30, "person/day", log(1, 200), "Cadres and trained groups that enter in a day", "house-0602"
    )
    evacuated_per_day: float = bounded(
        0.0035, "1/day", log(0.0001, 0.02), "Daily share of the civilians at the corridor who leave through it",
        "house-0603", at_least="R152a / R235 / 231",
    )  # fmt: skip
    evacuation_reach: float = assumed(
        0.6, "1", (0.1, 0.95), "Least reach of the corridor in a cell from which civilians leave through it",
        "house-0603",
    )  # fmt: skip


@daily
def step(corridor, detachments, reserves, recruitment, population, supply, land, forcing, parameters, today):
    """Share cargo and cadres by nearness and strength, and evacuate civilians of the cells at the gap."""
    for c in range(corridor.recent_tonnes.size):
        corridor.recent_tonnes[c] -= corridor.recent_tonnes[c] / DAYS_PER_WEEK
    if forcing.corridor_tonnes <= 0.0:
        return
    total = 0.0
    for i in living(detachments):
        total += weight_of(detachments, reserves, forcing, i)
    if total <= 0.0:
        return
    for i in living(detachments):
        share = weight_of(detachments, reserves, forcing, i) / total
        if share > 0.0:
            arm(corridor, detachments, reserves, supply, land, forcing, parameters, today, i, share)
            send_cadres(corridor, detachments, recruitment, population, land, parameters, today, i, share)
    for c in range(population.rural.size):
        if forcing.corridor_reach[c] > parameters.evacuation_reach and forcing.occupied[c] == 1:
            evacuate(population, land, parameters, today, c)


@kernel
def weight_of(detachments, reserves, forcing, i):
    """Return the weight of a detachment in the sharing of what passes: its hands, by their nearness to the gap."""
    c = detachments.cell[i]
    return forcing.corridor_reach[c] * hands(detachments, reserves, i) if detachments.alive[i] == 1 else 0.0


@kernel
def hands(detachments, reserves, i):
    """Return how many people could carry a weapon with a detachment: its own, and those who wait near it."""
    return detachments.men[i] * (1.0 + reserves.per_partisan[detachments.cell[i]])


@kernel
def arm(corridor, detachments, reserves, supply, land, forcing, parameters, today, i, share):
    """Give a detachment its share of the rifles, as far as it has hands for them, and of the explosive."""
    tonnes = forcing.corridor_tonnes * share
    corridor.recent_tonnes[detachments.cell[i]] += tonnes
    due = tonnes * (1.0 - parameters.explosive_share) * parameters.rifles_per_tonne
    room = parameters.rifles_per_man * hands(detachments, reserves, i) - detachments.rifles[i]
    u = uniform(today, CARRY, detachments.key[i])
    rifles = draw_count(min(due, room), u)
    supply.moscow_rifles[0] -= rifles
    detachments.rifles[i] += rifles
    corridor.rifles[land.atom[detachments.cell[i]]] += rifles
    kg = KG_PER_TONNE * tonnes * parameters.explosive_share
    supply.moscow_explosive[0] -= kg
    detachments.explosive[i] += kg
    corridor.explosive_kg[land.atom[detachments.cell[i]]] += kg


@kernel
def send_cadres(corridor, detachments, recruitment, population, land, parameters, today, i, share):
    """Send a detachment its share of the cadres."""
    c = detachments.cell[i]
    u = uniform(today, ENTER, detachments.key[i])
    men = draw_count(parameters.cadres_per_day * share, u)
    if men <= 0.0:
        return
    population.red_army[0] -= men
    enlist(detachments, recruitment, i, CADRE, men, c)
    corridor.cadres[land.atom[c]] += men


@kernel
def evacuate(population, land, parameters, today, c):
    """Let civilians of a cell leave for the Soviet side."""
    u = uniform(today, LEAVE, c)
    n = draw_whole(population.rural[c], parameters.evacuated_per_day * population.rural[c], u)
    population.rural[c] -= n
    population.evacuated[c] += n
    population.evacuated_today[land.atom[c]] += n
