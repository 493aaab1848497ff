"""Airlift: weapons, explosive and trained people flown to detachments by night.

The forcing gives the sorties available and the load of each; weather decides how many fly. Loads go to detachments that
a staff can reach, by their strength, by those who wait there for a weapon and by the airfields on ground that partisans
hold.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import draw_count, share_about, stream, uniform
from hinterland.core.declare import Array, assumed, bounded, f8, per
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import enlist, living, weekly_batch
from hinterland.core.origin import CADRE
from hinterland.core.units import DAYS_PER_WEEK, KG_PER_TONNE

LOAD = stream("airlift.load", "rounding of rifles flown to a detachment")
DROP = stream("airlift.drop", "rounding of trained people flown to a detachment")
FLY = stream("airlift.fly", "share of tonight's sorties in a climatic zone that find flying weather")
AIRLIFT = np.int64(Kind.airlift)


class State(NamedTuple):
    """Sorties, cargo and people flown in."""

    sorties: Array = per("atom", f8, "sortie", "Sorties flown to the cell today", daily=True)
    tonnes: Array = per("cell", f8, "t", "Cargo delivered today", daily=True)
    recent_tonnes: Array = per("cell", f8, "t", "Cargo of a week, as partisans of the cell remember it, fading")
    dropped: Array = per("atom", f8, "person", "Trained people dropped or landed today", daily=True)
    planned: Array = per("atom", f8, "sortie", "Sorties to the cell today, if the weather let all fly", daily=True)
    planned_tonnes: Array = per("atom", f8, "t", "Cargo of these planned sorties", daily=True)
    explosive_kg: Array = per("atom", f8, "kg", "Explosive flown to the cell today", daily=True)
    sorties_available: Array = per("one", f8, "sortie", "Sorties available for fair weather today", daily=True)
    mean_sorties_available: Array = per("one", f8, "sortie/day", "Moving average of the sorties available in a day")
    mean_sorties_flown: Array = per("one", f8, "sortie/day", "Moving average of the sorties flown in a day")


class Parameters(NamedTuple):
    """Composition of the cargo, and who receives it."""

    explosive_share: float = bounded(
        0.14, "1", (0.05, 0.8), "Share of the cargo that is explosive and mines", "house-0039",
        at_least="R065 / 10000 / R066",
    )  # fmt: skip
    rifles_per_tonne: float = assumed(
        45, "rifle/t", (5, 150), "Rifles and submachine guns with ammunition in a tonne of weapons", "house-0039"
    )
    people_per_sortie: float = bounded(
        0.075, "person/sortie", (0, 1), "Trained people carried by a sortie", "house-0601",
        at_least="S122 / R222", at_most="R222b / R222",
    )  # fmt: skip
    airfield_weight: float = assumed(
        2.0, "1", (1, 6), "Added weight of detachments with an airfield on ground that they hold", "house-0039"
    )
    averaging_weeks: float = assumed(
        2, "week", (1, 12), "Weeks over which staffs average the sorties, and partisans the cargo", "house-0292"
    )
    weight_without_ground: float = assumed(
        0.30, "1", (0, 1), "Weight of detachments in contact that hold no ground", "house-0039"
    )
    recorded_tonnes: float = assumed(
        2, "t", (0, 50), "Load for a detachment in a week above which the journal has a line", "house-0601"
    )


@daily
def step(
    airlift, detachments, reserves, zones, recruitment, population, supply, journal, land, forcing, parameters, today
):  # fmt: skip
    """Share tonight's cargo among detachments in contact, by strength, those who wait and the ground that they hold."""
    days = DAYS_PER_WEEK * parameters.averaging_weeks
    airlift.mean_sorties_available[0] += (forcing.sorties - airlift.mean_sorties_available[0]) / days
    airlift.mean_sorties_flown[0] -= airlift.mean_sorties_flown[0] / days
    for c in range(airlift.recent_tonnes.size):
        airlift.recent_tonnes[c] -= airlift.recent_tonnes[c] / days
    if forcing.sorties <= 0.0:
        return
    airlift.sorties_available[0] = forcing.sorties
    total = 0.0
    for i in living(detachments):
        total += weight_of(detachments, reserves, zones, land, parameters, i)
    if total <= 0.0:
        return
    for i in weekly_batch(detachments):
        weight = weight_of(detachments, reserves, zones, land, parameters, i)
        if weight <= 0.0:
            continue
        z = land.zone[detachments.cell[i]]
        fair = share_about(forcing.flying[z], uniform(today, FLY, z))
        planned = DAYS_PER_WEEK * forcing.sorties * weight / total
        flown = planned * fair
        airlift.planned[land.atom[detachments.cell[i]]] += planned
        airlift.planned_tonnes[land.atom[detachments.cell[i]]] += planned * forcing.sortie_kg / KG_PER_TONNE
        airlift.mean_sorties_flown[0] += flown / days
        deliver(
            airlift, detachments, recruitment, population, supply, journal, land, forcing, parameters, today, i, flown
        )


@kernel
def weight_of(detachments, reserves, zones, land, parameters, i):
    """Return the weight of a detachment in the sharing of cargo: none without contact."""
    if detachments.alive[i] == 0 or detachments.contact[i] == 0:
        return 0.0
    c = detachments.cell[i]
    airfields = zones.held[c] * land.airfields[c]
    hands = detachments.men[i] * (1.0 + reserves.per_partisan[c])
    return hands * (parameters.weight_without_ground + parameters.airfield_weight * airfields)


@kernel
def deliver(
    airlift, detachments, recruitment, population, supply, journal, land, forcing, parameters, today, i, flown
):  # fmt: skip
    """Give a detachment the cargo and the people of so many sorties."""
    key = detachments.key[i]
    c = detachments.cell[i]
    tonnes = flown * forcing.sortie_kg / KG_PER_TONNE
    kg = KG_PER_TONNE * tonnes * parameters.explosive_share
    u, v = uniform(today, LOAD, key), uniform(today, DROP, key)
    rifles = draw_count(tonnes * (1.0 - parameters.explosive_share) * parameters.rifles_per_tonne, u)
    men = draw_count(flown * parameters.people_per_sortie, v)
    supply.moscow_explosive[0] -= kg
    detachments.explosive[i] += kg
    airlift.explosive_kg[land.atom[c]] += kg
    supply.moscow_rifles[0] -= rifles
    detachments.rifles[i] += rifles
    population.red_army[0] -= men
    enlist(detachments, recruitment, i, CADRE, men, c)
    airlift.sorties[land.atom[c]] += flown
    airlift.tonnes[c] += tonnes
    airlift.recent_tonnes[c] += tonnes / parameters.averaging_weeks
    airlift.dropped[land.atom[c]] += men
    if tonnes > parameters.recorded_tonnes:
        record_event(journal, AIRLIFT, c, i, -1, tonnes, men, tonnes, 0.0)
