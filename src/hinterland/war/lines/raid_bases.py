"""Raid bases: detachments that live on the Soviet side of the front, and what the rear sends them.

The forcing `based` says where people are kept for raids across the front. A detachment at its base gets replacements,
food and weapons; a base that is lost, or far from the front, is abandoned. The raids belong to `border_raids`.
"""

from typing import NamedTuple

from hinterland.core.calendar import SUNDAY
from hinterland.core.chance import draw_count, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, bounded, f8, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import enlist, living, weekly_batch
from hinterland.core.origin import CADRE
from hinterland.core.stock import held

FILL = stream("raid_bases.fill", "how many replacements a detachment at its base gets this week, and convicts of them")


class State(NamedTuple):
    """Replacements, and the men and detachments of each sector."""

    replacements: Array = per("atom", f8, "person", "Men sent from the rear today", daily=True)
    convicts: Array = per("atom", f8, "person", "Convicts among the replacements today", daily=True)
    men_wanted: Array = per("group", f8, "person", "Men to be kept behind each sector of the front")
    based_detachments: Array = per("group", f8, "detachment", "Detachments based there")


class Parameters(NamedTuple):
    """Supply of bases, and how far from the front they may lie."""

    enabled: float = switch("Whether detachments based on the Soviet side are supplied on the Soviet side")
    replacements_per_week: float = assumed(0.09, "1/week", (0.01, 0.5), "Share of missing men replaced", "house-0240")
    convict_share: float = bounded(
        0.15, "1", (0, 0.5), "Share of convicts among replacements", "house-0240",
        at_least="S241 / 100", at_most="S241 / 100",
    )  # fmt: skip
    ration: float = assumed(0.0056, "t/week", (0.003, 0.01), "Food that the Soviet side delivers per man", "house-0604")
    food_weeks: float = assumed(2, "week", (1, 8), "Weeks for which a base is kept in food", "house-0604")
    explosive_kg_per_man: float = assumed(
        0.4, "kg/person", (0, 5), "Explosive delivered to a base per man", "house-0604"
    )
    base_reach_km: float = assumed(320, "km", (60, 600), "Distance to the front of the furthest base", "house-0605")


@daily
def supply_bases(
    raid_bases, detachments, border_raids, recruitment, population, supply, land, forcing, parameters, today
):
    """Send replacements, food and weapons to bases once a week; abandon a base that is lost or not needed."""
    if parameters.enabled == 0.0:
        return
    if today.phase == SUNDAY:
        survey(raid_bases, detachments, land, forcing)
    for i in weekly_batch(detachments):
        b = detachments.base[i]
        if detachments.alive[i] == 0 or b < 0:
            continue
        remote = forcing.front_km[b] > parameters.base_reach_km
        if forcing.occupied[b] == 1 or remote or raid_bases.men_wanted[land.group[b]] <= 0.0:
            detachments.base[i] = -1
            continue
        detachments.goal[i] = -1
        if detachments.cell[i] == b:
            replace_men(raid_bases, detachments, border_raids, recruitment, population, land, parameters, today, i)
            replenish(detachments, population, supply, parameters, i)


@kernel
def survey(raid_bases, detachments, land, forcing):
    """Sum the men wanted and the detachments based in each sector."""
    raid_bases.men_wanted[:] = 0.0
    raid_bases.based_detachments[:] = 0.0
    for c in range(forcing.based.size):
        raid_bases.men_wanted[land.group[c]] += forcing.based[c]
    for i in living(detachments):
        if detachments.alive[i] == 1 and detachments.base[i] >= 0:
            raid_bases.based_detachments[land.group[detachments.base[i]]] += 1.0


@kernel
def replace_men(raid_bases, detachments, border_raids, recruitment, population, land, parameters, today, i):
    """Send a part of the men whom a detachment lacks to its share of those wanted in the sector."""
    key = detachments.key[i]
    b = detachments.base[i]
    g = land.group[b]
    share = raid_bases.men_wanted[g] / max(raid_bases.based_detachments[g], 1.0)
    missing = share - detachments.men[i] - held(border_raids.men_across, i)
    u, v = uniform(today, FILL, key), uniform(today, FILL, key, 1)
    n = draw_count(parameters.replacements_per_week * missing, u)
    population.red_army[0] -= n
    enlist(detachments, recruitment, i, CADRE, n, b)
    raid_bases.replacements[land.atom[b]] += n
    raid_bases.convicts[land.atom[b]] += draw_whole(n, parameters.convict_share * n, v)


@kernel
def replenish(detachments, population, supply, parameters, i):
    """Bring the food, rifles and explosive of a detachment at its base up to what its people need."""
    people = detachments.men[i] + detachments.wounded[i]
    food = max(0.0, parameters.food_weeks * parameters.ration * people - detachments.food[i])
    population.grain_harvested[detachments.base[i]] += food
    detachments.food[i] += food
    rifles = max(0.0, people - detachments.rifles[i])
    supply.moscow_rifles[0] -= rifles
    detachments.rifles[i] += rifles
    kg = max(0.0, parameters.explosive_kg_per_man * people - detachments.explosive[i])
    supply.moscow_explosive[0] -= kg
    detachments.explosive[i] += kg
