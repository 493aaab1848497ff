"""Family camps: civilians who live in the forest under the protection of partisans and do not fight.

People flee to the forest from burned villages and expeditions, and Jews in hiding gather in camps. Hunger, cold,
betrayal and expeditions kill some of them. Partisans may also rescue people whom the occupier deports for labour.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import in_weekly_batch, stream, uniform, whole
from hinterland.core.declare import Array, f8, i4, log, param, per, switch, u1
from hinterland.core.geometry import density
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.stock import held

FLEE = stream("family_camps.flee", "how many villagers flee to the forest today, and how many return home this week")
GATHER = stream("family_camps.gather", "how many Jews in hiding join a family camp this week")
SUFFER = stream("family_camps.suffer", "how many people of a camp die of hunger and cold this week or are killed today")
FREE = stream("family_camps.free", "whether partisans attack a column of deported people")
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
    join_rate: float = param(
        0.06, "1/week", log(0.01, 0.5), "Share of Jews in hiding outside detachments who join a camp in a week",
        "house-0165", "S563",
    )  # fmt: skip
    men_relative_rate: float = param(
        0.3, "1", (0, 1), "Rate for men, relative to women, children and the old", "house-0165"
    )
    unprotected_relative_rate: float = param(
        0.15, "1", (0, 1), "Rate where no detachment protects them, relative to full protection", "house-0165"
    )
    moscow_policy_effect: float = param(
        1.0, "1", (0, 4), "Relative increase of the rate where detachments hear that Moscow wants protection",
        "S530", "house-0165",
    )  # fmt: skip
    minimum_camp_size: float = param(40, "person", (10, 200), "People from whom a group counts as a camp", "house-0165")
    fugitives_per_burned_village: float = param(
        45, "person/village", log(5, 200), "People who flee to the forest from a burned village near partisans",
        "house-0166", "S307",
    )  # fmt: skip
    flight_rate: float = param(
        0.0004, "1/day", log(0.00001, 0.01),
        "Share of villagers who flee to the forest on a day of a heavy expedition", "house-0166", "S550",
    )  # fmt: skip
    half_saturation_troops: float = param(
        1200, "person/1000km2", log(100, 10000),
        "Troop density at which half of the effect of an expedition is reached", "house-0166",
    )  # fmt: skip
    half_saturation_partisans: float = param(
        150, "person", log(10, 2000), "Partisans in a cell at which half of their help is reached", "house-0166"
    )
    weekly_ration: float = param(
        0.0042, "t/week", (0.002, 0.008), "Grain that a person in a camp eats in a week", "house-0015"
    )
    village_grain_share: float = param(
        0.03, "1/week", log(0.002, 0.3), "Largest share of village grain that goes to camps in a week", "house-0167"
    )
    starvation_death_rate: float = param(
        0.02, "1/week", log(0.001, 0.1), "Share who die in a week without food", "house-0167"
    )
    frost_death_rate: float = param(
        0.003, "1/week", log(0.0002, 0.03), "Share who die in a week at -20 degrees C", "house-0167"
    )
    betrayal_rate: float = param(
        0.03, "1/week", log(0.001, 0.3),
        "Share of a camp's Jews betrayed and murdered in a week without protection or help", "S559", "house-0163",
    )  # fmt: skip
    killing_rate: float = param(
        0.02, "1/day", log(0.001, 0.2), "Share killed on a day when harsh troops fill the district",
        "house-0168", "S287",
    )  # fmt: skip
    return_rate: float = param(
        0.05, "1/week", (0, 0.5), "Share of villagers who return home in a quiet week", "house-0169"
    )
    rescue_chance: float = param(
        0.28, "1", log(0.005, 1), "Chance that strong partisans attack a column of deported people",
        "house-0169", "S313",
    )  # fmt: skip
    rescued_share: float = param(
        0.35, "1", (0.05, 1), "Share of the people of such a column who escape", "house-0169", "S313", "S440"
    )


@daily
def step(
    family_camps, persecution, detachments, population, expeditions, concealment, journal, land, forcing, parameters,
    today
):  # fmt: skip
    """Update family camps: people flee to them, eat, are killed or return home; partisans may free deported people."""
    if parameters.enabled == 0.0:
        return
    for c in range(family_camps.camp_exists.size):
        if land.abroad[c] == 1:
            continue
        if forcing.occupied[c] == 0:
            if family_camps.jews[c] + family_camps.villagers[c] > 0.0 or family_camps.camp_exists[c] == 1:
                dissolve(family_camps, population, c)
            continue
        weekly = in_weekly_batch(today, c)
        fleeing = population.villages_burned[c] > 0.0 or expeditions.troops[c] > 0.0
        if not (weekly or fleeing or population.deported_today[c] > 0.0):
            continue
        if (
            detachments.men_in_cell[c]
            + family_camps.jews[c]
            + family_camps.villagers[c]
            + held(persecution.in_hiding, c)
            <= 0.0
        ):
            continue
        help_near = detachments.men_in_cell[c] / (detachments.men_in_cell[c] + parameters.half_saturation_partisans)
        if population.deported_today[c] > 0.0 and uniform(today, FREE, c) < parameters.rescue_chance * help_near:
            n = float(int(parameters.rescued_share * population.deported_today[c]))
            population.deported[c] -= n
            population.deported_today[c] -= n
            population.rural[c] += n
            if n > 0.0:
                record_event(journal, RESCUE, c, detachments.head[c], -1, n, 0.0, n, 0.0)
        if fleeing:
            troops = density(expeditions.troops[c], land.area[c])
            weight = troops / (troops + parameters.half_saturation_troops)
            expected = (
                parameters.fugitives_per_burned_village * population.villages_burned[c]
                + parameters.flight_rate * weight * population.rural[c]
            )
            fugitives = min(whole(expected * land.cover[c] * help_near, uniform(today, FLEE, c)), population.rural[c])
            population.rural[c] -= fugitives
            family_camps.villagers[c] += fugitives
            kill_in_expedition(
                family_camps, population, expeditions, land, forcing, parameters, today, c, weight, concealment.share[c]
            )
        if weekly:
            admit_hiding(family_camps, persecution, detachments, forcing, parameters, today, c, help_near)
            update_week(
                family_camps,
                persecution,
                detachments,
                population,
                expeditions,
                journal,
                land,
                forcing,
                parameters,
                today,
                c,
                help_near,
            )


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
def kill_in_expedition(family_camps, population, expeditions, land, forcing, parameters, today, c, weight, concealed):
    """Kill part of a camp's people when troops of an expedition find it."""
    if family_camps.jews[c] + family_camps.villagers[c] <= 0.0:
        return
    seen = 1.0 - 0.7 * concealed
    rate = parameters.killing_rate * weight * expeditions.troops_harshness[c] * forcing.reprisal[c] * seen
    of_jews = min(whole(rate * family_camps.jews[c], uniform(today, SUFFER, c + 100000)), family_camps.jews[c])
    of_others = min(
        whole(rate * family_camps.villagers[c], uniform(today, SUFFER, c + 200000)), family_camps.villagers[c]
    )
    family_camps.jews[c] -= of_jews
    family_camps.villagers[c] -= of_others
    population.civilians_killed[c] += of_jews + of_others
    population.killed_expedition[c] += of_jews + of_others
    family_camps.killed_today[land.atom[c]] += of_jews + of_others


@kernel
def admit_hiding(family_camps, persecution, detachments, forcing, parameters, today, c, help_near):
    """Move Jews in hiding, whom no detachment has admitted, to a family camp."""
    hiding = held(persecution.in_hiding, c)
    if hiding <= 0.0:
        return
    host = detachments.head[c]
    policy = forcing.protection * detachments.contact[host] if host >= 0 else 0.0
    rate = (
        parameters.join_rate
        * (parameters.unprotected_relative_rate + (1.0 - parameters.unprotected_relative_rate) * help_near)
        * (1.0 + parameters.moscow_policy_effect * policy)
    )
    others = persecution.in_hiding.shape[1] - 1
    joining = min(
        whole(rate * persecution.in_hiding[c, others], uniform(today, GATHER, c)), persecution.in_hiding[c, others]
    )
    persecution.in_hiding[c, others] -= joining
    for k in range(others):
        n = min(
            whole(
                rate * parameters.men_relative_rate * persecution.in_hiding[c, k],
                uniform(today, GATHER, c + 100000 * (k + 1)),
            ),
            persecution.in_hiding[c, k],
        )
        persecution.in_hiding[c, k] -= n
        joining += n
    family_camps.jews[c] += joining


@kernel
def update_week(
    family_camps, persecution, detachments, population, expeditions, journal, land, forcing, parameters, today, c,
    help_near
):  # fmt: skip
    """Apply one week to a camp: food, deaths, betrayal, villagers who return, and the detachment that protects it."""
    people = family_camps.jews[c] + family_camps.villagers[c]
    if people >= parameters.minimum_camp_size and family_camps.camp_exists[c] == 0:
        family_camps.camp_exists[c] = 1
        record_event(journal, CAMP, c, detachments.head[c], -1, people, family_camps.jews[c], 0.0, 0.0)
    elif people < 0.5 * parameters.minimum_camp_size:
        family_camps.camp_exists[c] = 0
    family_camps.protecting_detachment[c] = detachments.head[c] if family_camps.camp_exists[c] == 1 else -1
    family_camps.ration_shortfall[c] = 0.0
    if people <= 0.0:
        return
    need = parameters.weekly_ration * people
    received = min(need, parameters.village_grain_share * population.food[c])
    population.food[c] -= received
    population.grain_eaten[c] += received
    family_camps.ration_shortfall[c] = 1.0 - received / need
    frost_level = max(0.0, -forcing.temp[land.zone[c]]) / 20.0
    rate = (
        parameters.starvation_death_rate * family_camps.ration_shortfall[c] + parameters.frost_death_rate * frost_level
    )
    exposed = (1.0 - help_near) * (1.0 - population.support_soviet[c]) * family_camps.jews[c]
    given_up = min(whole(parameters.betrayal_rate * exposed, uniform(today, SUFFER, c + 300000)), family_camps.jews[c])
    family_camps.jews[c] -= given_up
    persecution.murdered[c] += given_up
    persecution.murdered_today[land.atom[c]] += given_up
    people -= given_up
    if people <= 0.0:
        return
    u = uniform(today, SUFFER, c)
    dead = min(whole(rate * people, u), people)
    of_jews = min(float(int(dead * family_camps.jews[c] / people)), family_camps.jews[c])
    of_others = min(dead - of_jews, family_camps.villagers[c])
    family_camps.jews[c] -= of_jews
    family_camps.villagers[c] -= of_others
    family_camps.died[c] += of_jews + of_others
    family_camps.died_today[land.atom[c]] += of_jews + of_others
    if expeditions.troops[c] <= 0.0:
        expected = parameters.return_rate * (1.0 - population.fear[c]) * family_camps.villagers[c]
        returning = min(whole(expected, uniform(today, FLEE, c + 100000)), family_camps.villagers[c])
        family_camps.villagers[c] -= returning
        population.rural[c] += returning
