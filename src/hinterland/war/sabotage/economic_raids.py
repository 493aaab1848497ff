"""Economic raids: detachments raid estates, dairies, sawmills and stores of grain, and break up roads and wires.

Hunger and orders drive raids on the economy; they bring food and deny it to the occupier. Road bridges and wires off
the railway are cut by small parties. Each is counted under a heading of its own.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import stream, uniform
from hinterland.core.declare import Array, assumed, f8, log, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import in_occupied_land, weekly_batch
from hinterland.core.police import forces_within_reach
from hinterland.core.response import saturate
from hinterland.core.units import KG_PER_TONNE

RAID = stream("economic_raids.raid", "whether a detachment raids an estate, a dairy, a sawmill or a store this week")
TAKE = stream("economic_raids.take", "how much grain a raid brings in, as a share of the most")
CUT = stream("economic_raids.cut", "whether a detachment cuts a road or a wire this week")
ECONOMY, ROAD = np.int64(Kind.economic_raid), np.int64(Kind.road_attack)


class State(NamedTuple):
    """Raids on the occupier's economy, and attacks on roads and wires."""

    raids: Array = per("atom", f8, "attack", "Raids on estates, dairies, sawmills and stores today", daily=True)
    roads_cut: Array = per("atom", f8, "attack", "Roads and wires cut off the railway today", daily=True)
    grain_won: Array = per("atom", f8, "t", "Grain that raids brought in today", daily=True)


class Parameters(NamedTuple):
    """Frequency of raids on the economy and on roads, and what raids bring in."""

    enabled: float = switch("Whether detachments raid the economy and cut roads")
    raids_per_week: float = assumed(
        0.06, "1/week", log(0.005, 0.6), "Raids in a week of a strong detachment that is not hungry, where the "
        "occupier holds all", "house-1322",
    )  # fmt: skip
    hunger_effect: float = assumed(
        2.0, "1", (0, 10), "Relative increase of raids where the whole ration is missing", "house-1322"
    )
    roads_per_week: float = assumed(
        0.08, "1/week", log(0.005, 0.6), "Roads and wires cut in a week by a strong detachment", "house-1322"
    )
    orders_effect: float = assumed(
        0.5, "1", (0, 1), "Share of the cutting of roads that is not done where orders do not ask for it", "house-1322"
    )
    half_saturation_people: float = assumed(
        40, "person", log(10, 300), "People of a detachment at which half of its largest rates of raids and cuts is "
        "reached", "house-2010",
    )  # fmt: skip
    guard_effect: float = assumed(
        0.6, "1", (0, 1), "Share of raids that many police and soldiers prevent", "house-1322"
    )
    half_saturation_guards: float = assumed(
        200, "person/1000km2", log(20, 2000), "Police and soldiers on 1,000 km2 that prevent half of the raids that "
        "guards can prevent", "house-2011",
    )  # fmt: skip
    grain_per_person: float = assumed(
        20, "kg/person", (0, 100), "Most grain that a raid brings in for each partisan", "house-1323"
    )
    grain_share: float = assumed(
        0.01, "1", (0, 0.1), "Most that a raid brings in, as a share of the grain of the villages around", "house-1323"
    )


@daily
def step(
    economic_raids, detachments, population, security, zones, journal, land, forcing, parameters, today
):  # fmt: skip
    """Let a seventh of all detachments raid the economy and cut roads this week."""
    if parameters.enabled == 0.0:
        return
    for i in weekly_batch(detachments):
        if not in_occupied_land(detachments, forcing, i, 1.0):
            continue
        c = detachments.cell[i]
        strong = saturate(detachments.men[i], parameters.half_saturation_people)
        guards = forces_within_reach(security, land, c)
        free = 1.0 - parameters.guard_effect * saturate(guards, parameters.half_saturation_guards)
        need = 1.0 + parameters.hunger_effect * detachments.hungry[i]
        key = detachments.key[i]
        if uniform(today, RAID, key) < parameters.raids_per_week * strong * free * need * (1.0 - zones.control[c]):
            raid(economic_raids, detachments, population, journal, land, parameters, today, i, c)
        asked = 1.0 - parameters.orders_effect * (1.0 - forcing.rail_weight * detachments.contact[i])
        if uniform(today, CUT, key) < parameters.roads_per_week * strong * free * asked:
            economic_raids.roads_cut[land.atom[c]] += 1.0
            record_event(journal, ROAD, c, i, -1, 1.0, 0.0, 0.0, 0.0)


@kernel
def raid(economic_raids, detachments, population, journal, land, parameters, today, i, c):
    """Let a raid bring in grain of the villages that was to go to the occupier."""
    most = min(
        parameters.grain_per_person * detachments.men[i] / KG_PER_TONNE, parameters.grain_share * population.food[c]
    )
    share = uniform(today, TAKE, detachments.key[i])
    grain = most * share
    population.food[c] -= grain
    detachments.food[i] += grain
    economic_raids.grain_won[land.atom[c]] += grain
    economic_raids.raids[land.atom[c]] += 1.0
    record_event(journal, ECONOMY, c, i, -1, 1.0, 0.0, 0.0, 0.0)
