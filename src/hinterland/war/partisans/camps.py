"""Camps: shelter, hunger, cold, cohesion and desertion.

Frost and missing rations kill partisans and lower the cohesion of their detachment; forest cover, shelter, popular
support, news from the front and contact with a staff raise it. People desert where cohesion is low. The subsystem
produces deaths, desertions, and the cohesion and experience of each detachment.
"""

from typing import NamedTuple

from hinterland.core.chance import draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, i4, log, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import disperse, gain_experience, record_deaths, update_strength, weekly_batch
from hinterland.core.origin import LOCAL
from hinterland.core.stock import held

DIE = stream("camps.die", "how many partisans of a detachment die of cold, hunger and sickness this week")
GO = stream("camps.go", "how many partisans of a detachment desert this week")
CATCH = stream("camps.catch", "how many of the soldiers who desert are taken prisoner")
LEAVE = stream("camps.leave", "how many rifles the dead and the deserters of a detachment leave hidden")


class State(NamedTuple):
    """Losses of the day in camps, and the condition of the camps."""

    perished: Array = per("atom", f8, "person", "Partisans who died of cold, hunger and sickness today", daily=True)
    shelter: Array = per("detachment", f8, "1", "Quality of the dug shelter of a detachment, 0 to 1")
    last_cell: Array = per("detachment", i4, "cell", "Cell where the detachment lay a week ago", start=-1)


class Parameters(NamedTuple):
    """Rates of shelter, death, cohesion and desertion."""

    enabled: float = switch("Whether the shelter of camps is simulated")
    digging_per_week: float = directional(
        0.08, "1/week", (0.02, 0.5), "Share of the missing shelter that a camp digs in a week", "S551", "house-0174"
    )
    shelter_against_frost: float = assumed(
        0.6, "1", (0, 0.95), "Share of the harm of frost that full shelter prevents", "house-0174"
    )
    settled_after_days: float = assumed(
        120, "day", (7, 365), "Age from which a detachment counts as dug in where shelter is not simulated",
        "house-0505",
    )  # fmt: skip
    settled_exposure: float = assumed(
        0.55, "1", (0, 1), "Share of the harm of frost that reaches a detachment that counts as dug in", "house-0505"
    )
    cold_deaths_per_degree: float = directional(
        0.000121, "1/week/degC", log(0.00001, 0.0015),
        "Weekly share of partisans without shelter on open ground who die, for each degree of frost",
        "S558", "house-0032",
    )  # fmt: skip
    cover_against_cold_deaths: float = assumed(
        0.636, "1", (0, 1), "Share of the deaths from cold that full forest and swamp cover prevents", "house-0506"
    )
    hunger_deaths_per_week: float = directional(
        0.011, "1/week", log(0.001, 0.1), "Weekly share of partisans without any food who die",
        "S554", "S558", "house-0032",
    )  # fmt: skip
    desertion_per_week: float = assumed(
        0.36, "1/week", (0.02, 1), "Share of partisans who desert in a week when cohesion is zero", "house-0033"
    )
    desertion_cut_by_commissar: float = directional(
        0.15, "1", (0, 1), "Share of desertions that a commissar with full influence prevents", "S304", "house-0303"
    )
    desertion_threshold: float = assumed(
        0.5, "1", (0.1, 0.9), "Cohesion below which people begin to desert", "house-0033"
    )
    stay_without_home: float = assumed(
        0.5, "1", (0, 1), "Share of its desertions that a detachment is spared which has no people of the place at all",
        "house-1337",
    )  # fmt: skip
    recaptured_share: float = assumed(
        0.5, "1", (0, 1), "Share of the soldiers who desert whom the occupier takes prisoner", "house-0507"
    )
    rifles_left: float = assumed(
        0.7, "rifle/person", (0, 1), "Rifles that each of the dead and the deserters leaves hidden", "house-0507"
    )
    base_cohesion: float = assumed(
        0.16, "1", (0, 0.6), "Cohesion that a detachment tends to where nothing raises or lowers it", "house-0033"
    )
    cohesion_by_support: float = directional(
        0.42, "1", (0, 1), "Added cohesion at full popular support", "S439", "house-0033"
    )
    cohesion_by_news: float = assumed(0.24, "1", (0, 1), "Added cohesion at the best news from the front", "house-0033")
    cohesion_by_contact: float = assumed(
        0.16, "1", (0, 1), "Added cohesion of detachments that a staff can reach", "house-0033"
    )
    cohesion_by_cover: float = assumed(0.26, "1", (0, 1), "Added cohesion at full forest and swamp cover", "house-0033")
    cohesion_by_skill: float = assumed(
        0.22, "1", (0, 1), "Added cohesion of the most experienced detachment", "house-0033"
    )
    cohesion_lost_per_degree: float = directional(
        0.012, "1/degC", (0, 0.05), "Cohesion lost without shelter on open ground, for each degree of frost",
        "S558", "house-0033",
    )  # fmt: skip
    cover_against_cold_strain: float = assumed(
        0.7, "1", (0, 1), "Share of the loss of cohesion by frost that full cover prevents", "house-0506"
    )
    cohesion_lost_to_hunger: float = assumed(0.45, "1", (0, 1), "Cohesion lost in a week without food", "house-0033")
    cohesion_change_per_week: float = assumed(
        0.22, "1/week", (0.02, 1), "Share of the gap between cohesion and its target that closes in a week",
        "house-0033",
    )  # fmt: skip
    skill_gain_per_week: float = assumed(
        0.006, "1/week", (0, 0.1), "Share of the missing experience that a week in the forest adds", "house-0508"
    )


@daily
def step(camps, detachments, population, supply, commanders, land, forcing, parameters, today):
    """Update one seventh of all detachments: cohesion, deaths and desertions of their week."""
    for i in weekly_batch(detachments):
        if detachments.alive[i] == 0:
            continue
        if parameters.enabled == 1.0:
            dig_in(camps, detachments, parameters, i)
        frost = max(0.0, -forcing.temp[land.zone[detachments.cell[i]]])
        frost *= exposure(camps, detachments, parameters, today, i)
        goal = cohesion_goal(detachments, population, land, forcing, parameters, i, frost)
        detachments.cohesion[i] += parameters.cohesion_change_per_week * (goal - detachments.cohesion[i])
        dead = let_die(camps, detachments, population, land, parameters, today, i, frost)
        gone = desert(camps, detachments, population, commanders, land, parameters, today, i)
        key = detachments.key[i]
        hidden = draw_whole(detachments.rifles[i], parameters.rifles_left * (gone + dead), uniform(today, LEAVE, key))
        detachments.rifles[i] -= hidden
        supply.scattered[detachments.cell[i]] += hidden
        update_strength(detachments, i)
        gain_experience(detachments, i, parameters.skill_gain_per_week)


@kernel
def exposure(camps, detachments, parameters, today, i):
    """Return the share of the harm of frost that reaches a camp through its shelter."""
    if parameters.enabled == 0.0:
        age = today.day - detachments.founded_day[i]
        return 1.0 if age < parameters.settled_after_days else parameters.settled_exposure
    return 1.0 - parameters.shelter_against_frost * camps.shelter[i]


@kernel
def dig_in(camps, detachments, parameters, i):
    """Improve the shelter of a camp that stayed in its cell; reset it after a move or for a new detachment."""
    if camps.last_cell[i] == detachments.cell[i]:
        camps.shelter[i] += parameters.digging_per_week * (1.0 - camps.shelter[i])
        return
    camps.last_cell[i] = detachments.cell[i]
    camps.shelter[i] = 0.0


@kernel
def cohesion_goal(detachments, population, land, forcing, parameters, i, frost):
    """Return the cohesion, 0 to 1, that a detachment tends to; `frost` is what its shelter lets through, in degrees."""
    c = detachments.cell[i]
    goal = parameters.base_cohesion
    goal += parameters.cohesion_by_support * population.support_soviet[c]
    goal += parameters.cohesion_by_news * forcing.news[land.group[c]]
    goal += parameters.cohesion_by_contact * detachments.contact[i]
    goal += parameters.cohesion_by_cover * land.cover[c]
    goal += parameters.cohesion_by_skill * detachments.skill[i]
    cold = 1.0 - parameters.cover_against_cold_strain * land.cover[c]
    goal -= parameters.cohesion_lost_per_degree * frost * cold
    goal -= parameters.cohesion_lost_to_hunger * detachments.hungry[i]
    return min(1.0, max(0.0, goal))


@kernel
def let_die(camps, detachments, population, land, parameters, today, i, frost):
    """Let partisans of a detachment die of cold and hunger; return how many."""
    key = detachments.key[i]
    c, men = detachments.cell[i], detachments.men[i]
    cold = 1.0 - parameters.cover_against_cold_deaths * land.cover[c]
    loss = parameters.cold_deaths_per_degree * frost * cold
    loss += parameters.hunger_deaths_per_week * detachments.hungry[i]
    dead = record_deaths(detachments, population, land, i, draw_whole(men, loss * men, uniform(today, DIE, key)))
    camps.perished[land.atom[c]] += dead
    return dead


@kernel
def desert(camps, detachments, population, commanders, land, parameters, today, i):
    """Let people leave a detachment of low cohesion; the occupier catches some soldiers. Return how many left."""
    key = detachments.key[i]
    c, men = detachments.cell[i], held(detachments.people, i)
    lacking = max(0.0, 1.0 - detachments.cohesion[i] / parameters.desertion_threshold)
    kept = parameters.desertion_cut_by_commissar * commanders.commissar_influence[i]
    strangers = 1.0 - detachments.people[i, LOCAL] / max(men, 1.0)
    kept += (1.0 - kept) * parameters.stay_without_home * strangers
    leaving = parameters.desertion_per_week * lacking * lacking * (1.0 - kept) * men
    gone, soldiers = disperse(detachments, population, land, i, draw_whole(men, leaving, uniform(today, GO, key)))
    caught = draw_whole(soldiers, parameters.recaptured_share * soldiers, uniform(today, CATCH, key))
    population.prisoners[c] += caught
    population.stragglers[c] += soldiers - caught
    return gone
