"""Recruitment: how party members, soldiers cut off by the front and local people become partisans.

Before the enemy arrives, the Party sets people aside, who form detachments under occupation. Stragglers take up arms
where there is forest, support and grievance. Local people join detachments nearby: support, fear, news and contact with
a staff increase their number; cold, crowding, hunger and a lack of rifles or of people able to fight reduce it.
"""

from typing import NamedTuple

from hinterland.core.chance import stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.declare import Array, f8, log, param, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import enlist
from hinterland.core.origin import CADRE, LOCAL, ORIGINS, STRAGGLER

ORGANISE = stream("recruitment.organise", "rounding of those whom the Party sets aside before the enemy arrives")
STAY = stream("recruitment.stay", "how many stragglers of a cell take up arms this week")
JOIN = stream("recruitment.join", "how many local people join a detachment this week")


class State(NamedTuple):
    """People about to become partisans, and those who joined today."""

    organised: Array = per("cell", f8, "person", "People whom the Party has set aside to stay behind")
    forming: Array = per("cell", f8, "person", "People who gather into a new detachment, by origin", wide=ORIGINS)
    joined: Array = per("cell", f8, "person", "People who became partisans today", daily=True)
    joined_local: Array = per("cell", f8, "person", "Local people who became partisans today", daily=True)


class Parameters(NamedTuple):
    """Rates of recruitment and what increases or reduces them."""

    enabled: float = switch("Whether people set aside, stragglers and local people become partisans")
    organised_per_day: float = param(
        0.00004,
        "1/day",
        log(5e-6, 5e-4),
        "Daily share of people whom the Party sets aside in areas Soviet since 1921",
        "S026",
        "S125",
    )
    organising_reach_km: float = param(
        330, "km", (100, 800), "Distance of the front below which the Party sets people aside", "S026", "house-0020"
    )
    released_per_day: float = param(
        0.03,
        "1/day",
        (0, 0.5),
        "Daily share of those set aside who are called up once the danger has passed",
        "house-0020",
    )
    annexed_party_strength: float = param(
        0.04, "1", (0, 1), "Strength of the Party in annexed areas, relative to the rest", "S009", "house-0020"
    )
    stragglers_joining_per_week: float = param(
        0.028, "1/week", log(0.002, 0.2), "Weekly share of stragglers of a wooded cell who take up arms", "S537", "S022"
    )
    growth_per_week: float = param(
        0.45, "1/week", log(0.02, 0.6), "Weekly growth of a detachment under the best conditions", "house-0021", "S123"
    )
    half_saturation_support: float = param(
        0.41, "1", (0.1, 0.9), "Popular support at which recruitment reaches half of its maximum", "S009", "house-0021"
    )
    joining_by_fear: float = param(
        1.5, "1", (0, 4), "Added recruitment where the occupier kills and deports most", "S507", "S435"
    )
    joining_by_news: float = param(0.8, "1", (0, 3), "Added recruitment at the best news from the front", "S537")
    joining_by_contact: float = param(
        0.45, "1", (0, 3), "Added recruitment of detachments that a staff can reach", "S377", "S553"
    )
    able_share: float = param(
        0.115, "1", (0.03, 0.3), "Share of the people who are able and free to become partisans", "R245", "house-0021"
    )
    able_share_called_up: float = param(
        0.7, "1", (0, 1), "Share of those called up before occupation who were able to become partisans", "house-0021"
    )
    able_share_deported: float = param(
        0.25, "1", (0, 1), "Share of those deported for labour who were able to become partisans", "house-0021"
    )
    able_share_killed: float = param(
        0.15, "1", (0, 1), "Share of civilians killed who were able to become partisans", "house-0021"
    )
    maximum_density: float = param(
        3.0, "person/km2", log(0.2, 8), "Partisan density in full cover at which recruitment stops", "house-0022"
    )
    winter_recruitment: float = param(
        0.22, "1", (0, 1), "Recruitment in deep winter, relative to summer", "S057", "house-0022"
    )
    half_saturation_villagers: float = param(
        6.0, "person/km2", log(0.2, 20), "Density of villagers at which recruitment reaches half of its maximum",
        "house-0249", "S242",
    )  # fmt: skip
    joining_lost_to_hunger: float = param(
        0.9, "1", (0, 1), "Share of recruitment lost by a detachment without food", "S323", "house-0256"
    )
    finnic_reluctance: float = param(
        0.7, "1", (0, 1), "Share of recruitment lost among Finnic peoples on Soviet territory", "S246", "house-0249"
    )
    foreign_readiness: float = param(
        0.12, "1", (0, 1), "Readiness to join Soviet detachments abroad where all people resist", "S379",
        "house-0255",
    )  # fmt: skip
    unarmed_acceptance: float = param(
        0.35, "1", (0, 1), "Share of recruits that a detachment without spare rifles accepts", "S389", "R241"
    )


@daily
def organise(recruitment, population, land, forcing, parameters, today):
    """Set people aside before the enemy arrives; under occupation they gather as a detachment."""
    for c in range(recruitment.organised.size):
        if land.abroad[c] == 1:
            continue
        if forcing.occupied[c] == 0:
            for k in range(recruitment.forming.shape[1]):
                population.conscripted[c] += recruitment.forming[c, k]
                recruitment.forming[c, k] = 0.0
            # Nobody is set aside where detachments are based on the Soviet side.
            asked = parameters.enabled * forcing.organising[c]
            if asked > 0.0 and forcing.front_km[c] < parameters.organising_reach_km and forcing.based[c] <= 0.0:
                party = 1.0 if land.soviet_1938[c] else parameters.annexed_party_strength
                mean = parameters.organised_per_day * asked * party * (population.rural[c] + population.urban[c])
                n = min(whole(mean, uniform(today, ORGANISE, c)), population.rural[c])
                population.rural[c] -= n
                recruitment.organised[c] += n
            elif recruitment.organised[c] > 0.0:
                n = min(
                    whole(parameters.released_per_day * recruitment.organised[c], uniform(today, ORGANISE, c)),
                    recruitment.organised[c],
                )
                recruitment.organised[c] -= n
                population.conscripted[c] += n
        elif recruitment.organised[c] > 0.0:
            n = recruitment.organised[c]
            recruitment.forming[c, CADRE] += n
            recruitment.organised[c] = 0.0
            recruitment.joined[c] += n


@daily
def step(recruitment, detachments, population, land, forcing, parameters, today):
    """Let stragglers take up arms and local people join detachments nearby."""
    if parameters.enabled == 0.0:
        return
    for t in range(weekly_batch_size(today, recruitment.organised.size)):
        c = weekly_batch_row(today, t)
        if forcing.occupied[c] == 1 and population.stragglers[c] > 0.0:
            frost = min(1.0, max(0.0, -forcing.temp[land.zone[c]] / 10.0))
            urge = (
                (0.15 + 1.5 * population.support_soviet[c])
                * (0.35 + 2.0 * population.grievance[c])
                * (1.0 - 0.8 * frost)
            )
            share = (
                parameters.stragglers_joining_per_week
                * (0.15 + 0.85 * land.cover[c])
                * urge
                * village_factor(population, land, parameters, c)
            )
            n = min(whole(share * population.stragglers[c], uniform(today, STAY, c)), population.stragglers[c])
            population.stragglers[c] -= n
            recruitment.forming[c, STRAGGLER] += n
            recruitment.joined[c] += n
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0:
            continue
        c = detachments.cell[i]
        if forcing.occupied[c] == 0:
            continue
        z = land.zone[c]
        support = population.support_soviet[c] ** 3 / (
            population.support_soviet[c] ** 3 + parameters.half_saturation_support**3
        )
        pool = parameters.able_share * (land.rural[c] + 0.3 * land.urban[c])
        remaining = max(0.0, 1.0 - able_people_gone(population, detachments, parameters, c) / max(pool, 1.0))
        room = max(
            0.0, 1.0 - detachments.men_in_cell[c] / (parameters.maximum_density * land.area[c] * (0.03 + land.cover[c]))
        )
        season = 1.0 - (1.0 - parameters.winter_recruitment) * min(1.0, max(0.0, -forcing.temp[z] / 8.0))
        motivation = (
            1.0
            + parameters.joining_by_fear * population.fear[c]
            + parameters.joining_by_news * forcing.news[land.group[c]]
            + parameters.joining_by_contact * detachments.contact[i]
        )
        arms = min(1.0, detachments.rifles[i] / max(detachments.men[i], 1.0))
        arms = parameters.unarmed_acceptance + (1.0 - parameters.unarmed_acceptance) * arms
        mean = (
            detachments.men[i]
            * parameters.growth_per_week
            * support
            * remaining
            * room
            * season
            * max(0.0, motivation)
            * arms
        )
        mean *= 1.0 - parameters.joining_lost_to_hunger * detachments.hungry[i]
        mean *= village_factor(population, land, parameters, c)
        if land.abroad[c] == 1:
            mean *= parameters.foreign_readiness * forcing.resistance[land.republic[c]]
        else:
            mean *= max(0.0, 1.0 - parameters.finnic_reluctance * land.finnic[c])
        n = min(whole(mean, uniform(today, JOIN, i)), population.rural[c])
        population.rural[c] -= n
        enlist(detachments, recruitment, i, LOCAL, n, c)


@kernel
def village_factor(population, land, parameters, c):
    """Return the share of recruitment that the density of villages allows, 0 to 1."""
    relative_density = (population.rural[c] / land.area[c] / parameters.half_saturation_villagers) ** 4
    return relative_density / (relative_density + 1.0)


@kernel
def able_people_gone(population, detachments, parameters, c):
    """Return how many able people of a cell are in the Army or the forest, deported or dead."""
    return (
        detachments.men_in_cell[c]
        + population.partisans_dead[c]
        + parameters.able_share_called_up * population.conscripted[c]
        + parameters.able_share_deported * population.deported[c]
        + parameters.able_share_killed * population.civilians_killed[c]
    )
