"""Family camps: civilians who live in the forest under the protection of partisans and do not fight.

People flee to the forest from burned villages and expeditions, and Jews in hiding gather in camps, most of all beside
units of Jews. Hunger, cold,
betrayal and expeditions kill some of them. Partisans may also rescue people whom the occupier deports for labour.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import draw_whole, in_weekly_batch, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, i4, log, per, switch, u1
from hinterland.core.geometry import density, density_within_reach
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.response import saturate
from hinterland.core.stock import held

FLEE = stream("family_camps.flee", "how many villagers flee to the forest today")
GO_HOME = stream("family_camps.go_home", "how many villagers of a camp return home this week")
JOIN = stream("family_camps.gather", "how many Jews in hiding, by group, join a family camp this week")
KILL = stream("family_camps.kill", "how many Jews and how many villagers of a camp an expedition kills today")
BETRAY = stream("family_camps.betray", "how many Jews of a camp are betrayed this week")
STARVE = stream("family_camps.starve", "how many Jews and how many villagers die of hunger and cold this week")
FREE = stream("family_camps.free", "whether partisans attack a column of deported people, and how many escape")
JEWS, VILLAGERS = 0, 1
"""Numbers of the draws for the two kinds of people in a camp."""
CAMP, RESCUE = np.int64(Kind.camp), np.int64(Kind.rescue)


class State(NamedTuple):
    """People in family camps, their deaths, and the detachment that protects each camp."""

    jews: Array = per("cell", f8, "person", "Jews in family camps")
    villagers: Array = per("cell", f8, "person", "Villagers in family camps")
    died: Array = per("cell", f8, "person", "Deaths from hunger and cold in family camps since the start")
    camp_exists: Array = per("cell", u1, "camp", "Whether the cell has a family camp")
    protecting_detachment: Array = per("cell", i4, "row", "Detachment that protects the camp, -1 for none", start=-1)
    ration_shortfall: Array = per("cell", f8, "1", "Share of the ration that is missing this week")
    died_today: Array = per("atom", f8, "person", "Deaths from hunger and cold in family camps today", daily=True)
    killed_today: Array = per("atom", f8, "person", "People of family camps killed by expeditions today", daily=True)


class Parameters(NamedTuple):
    """Rates at which family camps form, lose people and receive food."""

    enabled: float = switch("Whether family camps exist and partisans rescue deported people")
    join_rate: float = directional(
        0.06, "1/week", log(0.01, 0.5), "Share of Jews in hiding outside detachments who join a camp in a week",
        "S563", "house-0165",
    )  # fmt: skip
    men_relative_rate: float = assumed(
        0.3, "1", (0, 1), "Rate for men, relative to women, children and the old", "house-0165"
    )
    unprotected_relative_rate: float = assumed(
        0.15, "1", (0, 1), "Rate where no detachment protects them, relative to full protection", "house-0165"
    )
    moscow_policy_effect: float = assumed(
        1.0, "1", (0, 4), "Relative increase of the rate where detachments hear that Moscow wants protection",
        "house-2001",
    )  # fmt: skip
    minimum_camp_size: float = assumed(
        40, "person", (10, 200), "People from whom a group counts as a camp", "house-0165"
    )
    camp_ends_share: float = assumed(
        0.5, "1", (0, 1), "Share of the smallest size of a camp below which a group is no longer a camp", "house-1906"
    )
    fugitives_per_burned_village: float = directional(
        45, "person/village", log(5, 200), "People who flee to the forest from a burned village near partisans",
        "S307", "house-0166",
    )  # fmt: skip
    flight_rate: float = directional(
        0.0004, "1/day", log(0.00001, 0.01),
        "Share of villagers who flee to the forest on a day of a heavy expedition", "S550", "house-0166",
    )  # fmt: skip
    half_saturation_troops: float = assumed(
        1200, "person/1000km2", log(100, 10000),
        "Troop density at which half of the effect of an expedition is reached", "house-2007",
    )  # fmt: skip
    half_saturation_partisans: float = assumed(
        84.75, "person/1000km2", log(6, 1130), "Density of partisans within reach for half of their help",
        "house-2007",
    )  # fmt: skip
    weekly_ration: float = assumed(
        0.0042, "t/week", (0.002, 0.008), "Grain that a person in a camp eats in a week", "house-0015"
    )
    village_grain_share: float = assumed(
        0.03, "1/week", log(0.002, 0.3), "Largest share of village grain that goes to camps in a week", "house-0167"
    )
    starvation_death_rate: float = assumed(
        0.02, "1/week", log(0.001, 0.1), "Share who die in a week without food", "house-0167"
    )
    frost_death_rate: float = assumed(
        0.00015, "1/week/degC", log(0.00001, 0.0015), "Share who die in a week for each degree of frost", "house-0167"
    )
    betrayal_rate: float = directional(
        0.03, "1/week", log(0.001, 0.3),
        "Share of a camp's Jews betrayed and murdered in a week without protection or help", "S559", "house-0163",
    )  # fmt: skip
    killing_rate: float = directional(
        0.02, "1/day", log(0.001, 0.2), "Share killed on a day when harsh troops fill the district",
        "S287", "house-0168",
    )  # fmt: skip
    concealment_effect: float = assumed(
        0.7, "1", (0, 1), "Share of killings in camps that ground which conceals everyone prevents", "house-0407"
    )
    return_rate: float = assumed(
        0.05, "1/week", (0, 0.5), "Share of villagers who return home in a quiet week", "house-0169"
    )
    rescue_chance: float = directional(
        0.28, "1", log(0.005, 1), "Chance that strong partisans attack a column of deported people",
        "S313", "house-0169",
    )  # fmt: skip
    rescued_share: float = directional(
        0.35, "1", (0.05, 1), "Share of the people of an attacked column of deported people who escape",
        "S313", "S440", "house-0169",
    )  # fmt: skip


@daily
def step(
    family_camps, persecution, jewish_units, detachments, population, expeditions, concealment, journal, land, forcing,
    parameters, today
):  # fmt: skip
    """Update family camps: people flee to them, eat, are killed or return home; partisans may free deported people."""
    if parameters.enabled == 0.0:
        return
    for c in range(family_camps.camp_exists.size):
        if land.abroad[c] == 1:
            continue
        in_camps = family_camps.jews[c] + family_camps.villagers[c]
        if forcing.occupied[c] == 0:
            if in_camps > 0.0 or family_camps.camp_exists[c] == 1:
                dissolve(family_camps, population, c)
            continue
        weekly = in_weekly_batch(today, c)
        fleeing = population.villages_burned[c] > 0.0 or expeditions.troops[c] > 0.0
        if not (weekly or fleeing or population.deported_today[c] > 0.0):
            continue
        partisans = density_within_reach(land, detachments.men_in_cell, c)
        if partisans + in_camps + held(persecution.in_hiding, c) <= 0.0:
            continue
        help_near = saturate(partisans, parameters.half_saturation_partisans)
        if population.deported_today[c] > 0.0 and uniform(today, FREE, c) < parameters.rescue_chance * help_near:
            rescue(detachments, population, journal, parameters, today, c)
        if fleeing:
            weight = saturate(density(expeditions.troops[c], land.area[c]), parameters.half_saturation_troops)
            expected = (
                parameters.fugitives_per_burned_village * population.villages_burned[c]
                + parameters.flight_rate * weight * population.rural[c]
            )
            fugitives = draw_whole(population.rural[c], expected * land.cover[c] * help_near, uniform(today, FLEE, c))
            population.rural[c] -= fugitives
            family_camps.villagers[c] += fugitives
            rate = parameters.killing_rate * weight * expeditions.troops_harshness[c] * forcing.reprisal[c]
            rate *= 1.0 - parameters.concealment_effect * concealment.share[c]
            kill_in_expedition(family_camps, population, land, today, c, rate)
        if weekly:
            protected = max(help_near, jewish_units.shelter[c])
            admit_hiding(family_camps, persecution, detachments, forcing, parameters, today, c, protected)
            update_camp(family_camps, detachments, journal, parameters, c)
            feed(family_camps, population, parameters, c)
            betray(family_camps, persecution, population, land, parameters, today, c, protected)
            starve(family_camps, land, forcing, parameters, today, c)
            if expeditions.troops[c] <= 0.0:
                go_home(family_camps, population, parameters, today, c)


@kernel
def dissolve(family_camps, population, c):
    """Dissolve the camps of a cell that the front has freed; everyone returns home."""
    population.urban[c] += family_camps.jews[c]
    population.rural[c] += family_camps.villagers[c]
    family_camps.jews[c] = 0.0
    family_camps.villagers[c] = 0.0
    family_camps.camp_exists[c] = 0
    family_camps.protecting_detachment[c] = -1
    family_camps.ration_shortfall[c] = 0.0


@kernel
def rescue(detachments, population, journal, parameters, today, c):
    """Free part of the people of a column that partisans attack; they return to the villages."""
    n = draw_whole(
        population.deported_today[c],
        parameters.rescued_share * population.deported_today[c],
        uniform(today, FREE, c, 1),
    )
    population.deported[c] -= n
    population.deported_today[c] -= n
    population.rural[c] += n
    if n > 0.0:
        record_event(journal, RESCUE, c, detachments.head[c], -1, n, 0.0, n, 0.0)


@kernel
def kill_in_expedition(family_camps, population, land, today, c, rate):
    """Kill part of a camp's people when troops of an expedition find it."""
    dead = lose_share(family_camps, today, KILL, c, rate)
    population.civilians_killed[c] += dead
    population.killed_expedition[c] += dead
    family_camps.killed_today[land.atom[c]] += dead


@kernel
def lose_share(family_camps, today, name, c, rate):
    """Take a share of the people out of a camp, Jews and villagers alike; return how many."""
    jews, villagers = family_camps.jews[c], family_camps.villagers[c]
    of_jews = draw_whole(jews, rate * jews, uniform(today, name, c, JEWS))
    of_villagers = draw_whole(villagers, rate * villagers, uniform(today, name, c, VILLAGERS))
    family_camps.jews[c] -= of_jews
    family_camps.villagers[c] -= of_villagers
    return of_jews + of_villagers


@kernel
def admit_hiding(family_camps, persecution, detachments, forcing, parameters, today, c, help_near):
    """Move Jews in hiding, whom no detachment has admitted, to a family camp."""
    host = detachments.head[c]
    policy = forcing.protection * detachments.contact[host] if host >= 0 else 0.0
    alone = parameters.unprotected_relative_rate
    rate = parameters.join_rate * (alone + (1.0 - alone) * help_near) * (1.0 + parameters.moscow_policy_effect * policy)
    others = persecution.in_hiding.shape[1] - 1
    for k in range(others + 1):
        group_rate = rate if k == others else rate * parameters.men_relative_rate
        here = persecution.in_hiding[c, k]
        joining = draw_whole(here, group_rate * here, uniform(today, JOIN, c, k))
        persecution.in_hiding[c, k] -= joining
        family_camps.jews[c] += joining


@kernel
def update_camp(family_camps, detachments, journal, parameters, c):
    """Decide whether the people of a cell are a camp, and which detachment protects it."""
    people = family_camps.jews[c] + family_camps.villagers[c]
    if people >= parameters.minimum_camp_size and family_camps.camp_exists[c] == 0:
        family_camps.camp_exists[c] = 1
        record_event(journal, CAMP, c, detachments.head[c], -1, people, family_camps.jews[c], 0.0, 0.0)
    elif people < parameters.camp_ends_share * parameters.minimum_camp_size:
        family_camps.camp_exists[c] = 0
    family_camps.protecting_detachment[c] = detachments.head[c] if family_camps.camp_exists[c] == 1 else -1


@kernel
def feed(family_camps, population, parameters, c):
    """Give a camp the grain of a week out of what the villages have."""
    need = parameters.weekly_ration * (family_camps.jews[c] + family_camps.villagers[c])
    received = min(need, parameters.village_grain_share * population.food[c])
    population.food[c] -= received
    population.grain_eaten[c] += received
    family_camps.ration_shortfall[c] = 1.0 - received / need if need > 0.0 else 0.0


@kernel
def betray(family_camps, persecution, population, land, parameters, today, c, help_near):
    """Let hostile neighbours betray Jews of an unprotected camp, who are murdered."""
    exposed = (1.0 - help_near) * (1.0 - population.support_soviet[c]) * family_camps.jews[c]
    betrayed = draw_whole(family_camps.jews[c], parameters.betrayal_rate * exposed, uniform(today, BETRAY, c))
    family_camps.jews[c] -= betrayed
    persecution.murdered[c] += betrayed
    persecution.murdered_today[land.atom[c]] += betrayed


@kernel
def starve(family_camps, land, forcing, parameters, today, c):
    """Let hunger and cold of a week kill some people of a camp."""
    frost = max(0.0, -forcing.temp[land.zone[c]])
    rate = parameters.starvation_death_rate * family_camps.ration_shortfall[c] + parameters.frost_death_rate * frost
    dead = lose_share(family_camps, today, STARVE, c, rate)
    family_camps.died[c] += dead
    family_camps.died_today[land.atom[c]] += dead


@kernel
def go_home(family_camps, population, parameters, today, c):
    """Let villagers of a camp return home in a quiet week."""
    expected = parameters.return_rate * (1.0 - population.fear[c]) * family_camps.villagers[c]
    returning = draw_whole(family_camps.villagers[c], expected, uniform(today, GO_HOME, c))
    family_camps.villagers[c] -= returning
    population.rural[c] += returning
