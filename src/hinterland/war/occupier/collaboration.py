"""Collaboration: local officials, and the village guards of either side.

Control of the ground, support for the two sides, food seizures and burned villages set how many people serve. Guards
withhold food, search for partisans or warn them.
"""

from typing import NamedTuple

from hinterland.core.chance import draw_whole, stream, uniform, weekly_batch_row, weekly_batch_size
from hinterland.core.declare import Array, assumed, directional, f8, log, per, switch
from hinterland.core.geometry import density
from hinterland.core.jit import daily, kernel
from hinterland.core.response import saturate
from hinterland.core.stock import held
from hinterland.core.units import KG_PER_TONNE

JOIN = stream("collaboration.join", "rounding of the villagers who take office or join a village guard this week")
LEAVE = stream("collaboration.leave", "rounding of the officials and village guards who give up this week")
OCCUPIER, SOVIET, OFFICE = range(3)


class State(NamedTuple):
    """Officials and village guards, who live at home, and what guards do for their side."""

    officials: Array = per("cell", f8, "person", "Elders, clerks and other local officials")
    village_guards: Array = per("cell", f8, "person", "Village guards: for the occupier, for the Soviet side", wide=2)
    guard_units: Array = per(
        "cell", f8, "unit", "Village self-defence units of either side: guards by their usual size"
    )
    guards_in_unit: Array = per("cell", f8, "person", "Guards in one unit for the occupier: its usual size, or all")
    recent_food_seized: Array = per("cell", f8, "t", "Food recently seized by partisans, decaying")
    recent_villages_burned: Array = per("cell", f8, "village", "Villages recently burned, decaying")
    food_withheld_share: Array = per("cell", f8, "1", "Share of the food that partisans demand which guards withhold")
    search_warning: Array = per("cell", f8, "1", "How far guards on the Soviet side warn detachments, 0 to 1")
    search_strength: Array = per("cell", f8, "person", "Village guards in the search for partisans, as soldiers")


class Parameters(NamedTuple):
    """Numbers of officials and guards, and what the guards do."""

    enabled: float = switch("Whether officials and village guards exist")
    officials_per_villager: float = assumed(
        0.006, "1", log(0.001, 0.02), "Officials per villager where all posts are filled", "house-0133"
    )
    adjustment_rate: float = assumed(
        0.05, "1/week", (0.005, 0.3), "Share of the gap to the target number that closes in a week", "house-0133"
    )
    dread_effect: float = directional(
        0.7, "1", (0, 1), "Share of posts that stand empty where dread of partisan terror is full", "S527", "house-0651"
    )
    decay_rate: float = assumed(
        0.03, "1/week", (0.005, 0.3), "Share of the memory of seized food and burned villages that fades in a week",
        "house-0653",
    )  # fmt: skip
    guards_per_villager: float = assumed(
        0.014, "1", log(0.001, 0.1), "Village guards per villager where all conditions favour them", "house-0136"
    )
    arming_support_threshold: float = directional(
        0.42, "1", (0.1, 0.9), "Support for the Soviet side below which villages arm", "S294", "S322", "house-0136"
    )
    half_saturation_seizure: float = directional(
        4.0, "kg/person", log(0.2, 60), "Grain recently seized from a villager at which half of the guards are raised",
        "S273", "house-2015",
    )  # fmt: skip
    polarisation_effect: float = directional(
        0.8, "1", (0, 3), "Contribution of polarisation to raising guards", "S088", "house-0136"
    )
    half_saturation_burned_villages: float = assumed(
        1.69, "village/1000km2", log(0.1, 17), "Recently burned villages at which half of the guards are raised",
        "house-2015",
    )  # fmt: skip
    guard_unit_size: float = assumed(40, "person", (10, 150), "People in a village self-defence unit", "house-0136")
    maximum_food_withheld: float = directional(
        0.35, "1", (0, 0.9), "Share of demanded food that many guards withhold", "S294", "house-0136"
    )
    half_saturation_guards: float = assumed(
        0.006, "1", log(0.0005, 0.06), "Guards per villager for half of what many guards withhold or warn of",
        "house-2015",
    )  # fmt: skip
    guard_search_weight: float = assumed(
        0.15, "1", (0, 1), "Weight of a village guard in a search, relative to a soldier", "house-0136"
    )
    maximum_warning: float = directional(
        0.2, "1", (0, 0.9), "Reduction of detection by many guards on the Soviet side", "S302", "house-0301"
    )


@daily
def serve(collaboration, terror, population, zones, supply, land, forcing, parameters, today):
    """For a seventh of all cells, adjust the numbers of officials and village guards."""
    if parameters.enabled == 0.0:
        return
    for c in range(collaboration.officials.size):
        collaboration.recent_food_seized[c] += supply.food_seized[c]
        collaboration.recent_villages_burned[c] += population.villages_burned[c]
    for t in range(weekly_batch_size(today, collaboration.officials.size)):
        c = weekly_batch_row(today, t)
        collaboration.recent_food_seized[c] *= 1.0 - parameters.decay_rate
        collaboration.recent_villages_burned[c] *= 1.0 - parameters.decay_rate
        if forcing.occupied[c] == 0 or land.abroad[c] == 1:
            dismiss(collaboration, population, c)
        else:
            fill_posts(collaboration, terror, population, zones, parameters, today, c)
            raise_guards(collaboration, terror, population, zones, land, parameters, today, c)
        use_guards(collaboration, population, parameters, c)


@kernel
def dismiss(collaboration, population, c):
    """Let the officials and guards of a cell be villagers again."""
    population.rural[c] += collaboration.officials[c] + held(collaboration.village_guards, c)
    collaboration.officials[c] = 0.0
    collaboration.village_guards[c, :] = 0.0


@kernel
def fill_posts(collaboration, terror, population, zones, parameters, today, c):
    """Fill the posts of officials; they stand empty where partisans rule or where those who serve are in dread."""
    filled = (1.0 - zones.control[c]) * (1.0 - parameters.dread_effect * terror.dread[c])
    posts = parameters.officials_per_villager * population.rural[c] * filled
    n = joining(parameters, today, c, OFFICE, posts, collaboration.officials[c], population.rural[c])
    population.rural[c] -= n
    collaboration.officials[c] += n


@kernel
def raise_guards(collaboration, terror, population, zones, land, parameters, today, c):
    """Raise village guards against partisans who take food, and for partisans where villages were burned."""
    support = population.support_soviet[c]
    opposition = max(0.0, 1.0 - support / parameters.arming_support_threshold)
    opposition += (1.0 - opposition) * land.tatar[c]
    seized = KG_PER_TONNE * collaboration.recent_food_seized[c] / max(population.rural[c], 1.0)
    need = saturate(seized, parameters.half_saturation_seizure)
    need = min(1.0, need + parameters.polarisation_effect * terror.polarisation[c])
    enlist_guards(
        collaboration, population, parameters, today, c, OCCUPIER, opposition * need * (1.0 - zones.control[c])
    )
    burned = density(collaboration.recent_villages_burned[c], land.area[c])
    need = saturate(burned, parameters.half_saturation_burned_villages)
    willing = max(0.0, 2.0 * support - 1.0)
    enlist_guards(collaboration, population, parameters, today, c, SOVIET, willing * need * zones.control[c])


@kernel
def enlist_guards(collaboration, population, parameters, today, c, side, share):
    """Move the guards of a side towards a share of those whom all conditions together would raise."""
    goal = parameters.guards_per_villager * population.rural[c] * share
    n = joining(parameters, today, c, side, goal, collaboration.village_guards[c, side], population.rural[c])
    population.rural[c] -= n
    collaboration.village_guards[c, side] += n


@kernel
def joining(parameters, today, c, what, goal, now, pool):
    """Return how many of a pool join an office or a guard this week, negative where people leave."""
    change = parameters.adjustment_rate * (goal - now)
    came = draw_whole(pool, change, uniform(today, JOIN, c, what))
    return came - draw_whole(now, -change, uniform(today, LEAVE, c, what))


@kernel
def use_guards(collaboration, population, parameters, c):
    """Work out what the guards of a cell withhold, how they search and how they warn."""
    occupier, soviet = collaboration.village_guards[c, OCCUPIER], collaboration.village_guards[c, SOVIET]
    villagers, half = max(population.rural[c], 1.0), parameters.half_saturation_guards
    collaboration.guard_units[c] = (occupier + soviet) / parameters.guard_unit_size
    collaboration.guards_in_unit[c] = min(occupier, parameters.guard_unit_size)
    collaboration.food_withheld_share[c] = parameters.maximum_food_withheld * saturate(occupier / villagers, half)
    collaboration.search_strength[c] = parameters.guard_search_weight * occupier
    collaboration.search_warning[c] = parameters.maximum_warning * saturate(soviet / villagers, half)
