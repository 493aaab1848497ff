"""Airlift: weapons, explosive and trained people flown to detachments by night.

The forcing gives the sorties available and the load of each; weather decides how many fly. Loads go to detachments that
a staff can reach, by their strength and by the airfields on ground that partisans hold.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.declare import Array, f8, param, per
from hinterland.core.jit import daily
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import enlist
from hinterland.core.origin import CADRE

LOAD = stream("airlift.load", "rounding of rifles flown to a detachment")
DROP = stream("airlift.drop", "rounding of trained people flown to a detachment")
FLY = stream("airlift.fly", "share of tonight's sorties that find flying weather")
AIRLIFT = np.int64(Kind.airlift)


class State(NamedTuple):
    """Sorties, cargo and people flown in."""

    sorties: Array = per("atom", f8, "sortie", "Sorties flown to the cell today", daily=True)
    tonnes: Array = per("cell", f8, "t", "Cargo delivered today", daily=True)
    dropped: Array = per("atom", f8, "person", "Trained people dropped or landed today", daily=True)
    sorties_available: Array = per("one", f8, "sortie", "Sorties available for fair weather today", daily=True)
    mean_sorties_available: Array = per("one", f8, "sortie/day", "Moving average of the sorties available in a day")
    mean_sorties_flown: Array = per("one", f8, "sortie/day", "Moving average of the sorties flown in a day")


class Parameters(NamedTuple):
    """Composition of the cargo, and who receives it."""

    explosive_share: float = param(
        0.14, "1", (0.05, 0.8), "Share of the cargo that is explosive and mines", "R066", "house-0039"
    )
    rifles_per_tonne: float = param(
        45, "rifle/t", (5, 150), "Rifles and submachine guns with ammunition in a tonne of weapons", "house-0039"
    )
    people_per_sortie: float = param(
        0.075, "person/sortie", (0, 1), "Trained people carried by a sortie", "S122", "R222"
    )
    airfield_weight: float = param(
        2.0, "1", (1, 6), "Added weight of detachments with an airfield on ground that they hold", "S306", "house-0039"
    )
    averaging_weeks: float = param(
        2, "week", (1, 12), "Weeks over which staffs average the sorties", "S347", "house-0292"
    )
    weight_without_ground: float = param(
        0.30, "1", (0, 1), "Weight of detachments in contact that hold no ground", "house-0039"
    )


@daily
def step(airlift, detachments, zones, recruitment, population, supply, journal, land, forcing, parameters, today):
    """Share tonight's cargo among detachments in contact, by strength and by the ground that they hold."""
    days = 7.0 * parameters.averaging_weeks
    airlift.mean_sorties_available[0] += (forcing.sorties - airlift.mean_sorties_available[0]) / days
    airlift.mean_sorties_flown[0] -= airlift.mean_sorties_flown[0] / days
    if forcing.sorties <= 0.0:
        return
    airlift.sorties_available[0] = forcing.sorties
    weight = 0.0
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 1 and detachments.contact[i] == 1:
            c = detachments.cell[i]
            weight += detachments.men[i] * (
                parameters.weight_without_ground + parameters.airfield_weight * zones.control[c] * land.airfields[c]
            )
    if weight <= 0.0:
        return
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0 or detachments.contact[i] == 0:
            continue
        c = detachments.cell[i]
        fair = forcing.flying[land.zone[c]] * 2.0 * uniform(today, FLY, land.zone[c])
        ground = parameters.weight_without_ground + parameters.airfield_weight * zones.control[c] * land.airfields[c]
        flown = 7.0 * forcing.sorties * min(1.0, fair) * detachments.men[i] * ground / weight
        tonnes = flown * forcing.sortie_kg / 1000.0
        kg = 1000.0 * tonnes * parameters.explosive_share
        supply.moscow_explosive[0] -= kg
        detachments.explosive[i] += kg
        rifles = whole(
            tonnes * (1.0 - parameters.explosive_share) * parameters.rifles_per_tonne, uniform(today, LOAD, i)
        )
        supply.moscow_rifles[0] -= rifles
        detachments.rifles[i] += rifles
        men = whole(flown * parameters.people_per_sortie, uniform(today, DROP, i))
        population.red_army[0] -= men
        enlist(detachments, recruitment, i, CADRE, men, c)
        airlift.sorties[land.atom[c]] += flown
        airlift.mean_sorties_flown[0] += flown / days
        airlift.tonnes[c] += tonnes
        airlift.dropped[land.atom[c]] += men
        if tonnes > 2.0:
            record_event(journal, AIRLIFT, c, i, -1, tonnes, men, tonnes, 0.0)
