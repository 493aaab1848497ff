"""Recruitment: how party members, soldiers cut off by the front and local people become partisans.

Before the enemy arrives, the Party sets people aside, who form detachments under occupation. Stragglers take up arms
where there is forest, support and grievance. Local people join detachments nearby: support, fear, news and contact with
a staff increase their number; cold, crowding, hunger and a lack of rifles or of people able to fight reduce it.
"""

from typing import NamedTuple

from hinterland.core.chance import draw_whole, stream, uniform, weekly_batch_row, weekly_batch_size
from hinterland.core.declare import Array, assumed, bounded, directional, f8, log, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import enlist
from hinterland.core.origin import CADRE, LOCAL, ORIGINS, STRAGGLER
from hinterland.core.response import saturate

ORGANISE = stream("recruitment.organise", "rounding of those whom the Party sets aside before the enemy arrives")
RELEASE = stream("recruitment.release", "rounding of those set aside who are called up once the danger has passed")
STAY = stream("recruitment.stay", "rounding of the stragglers of a cell who take up arms this week")
JOIN = stream("recruitment.join", "rounding of the local people who join a detachment this week")


class State(NamedTuple):
    """People about to become partisans, and those who joined today."""

    organised: Array = per("cell", f8, "person", "People whom the Party has set aside to stay behind")
    forming: Array = per("cell", f8, "person", "People who gather into a new detachment, by origin", wide=ORIGINS)
    joined: Array = per("cell", f8, "person", "People who became partisans today", daily=True)
    joined_local: Array = per("cell", f8, "person", "Local people who became partisans today", daily=True)


class Parameters(NamedTuple):
    """Rates of recruitment and what increases or reduces them."""

    enabled: float = switch("Whether people set aside, stragglers and local people become partisans")
    organised_per_day: float = directional(
        0.00004, "1/day", log(5e-6, 5e-4), "Daily share of people whom the Party sets aside in areas Soviet since 1921",
        "S026", "S125", "house-0020",
    )  # fmt: skip
    organising_reach_km: float = assumed(
        330, "km", (100, 800), "Distance of the front below which the Party sets people aside", "house-0020"
    )
    released_per_day: float = assumed(
        0.03, "1/day", (0, 0.5), "Daily share of those set aside who are called up once the danger has passed",
        "house-0020",
    )  # fmt: skip
    annexed_party_strength: float = directional(
        0.04, "1", (0, 1), "Strength of the Party in annexed areas, relative to the rest", "S096", "house-0020"
    )
    stragglers_joining_per_week: float = directional(
        0.028, "1/week", log(0.002, 0.2), "Weekly share of stragglers of a wooded cell who take up arms",
        "S537", "S022", "house-0459",
    )  # fmt: skip
    stragglers_in_open: float = assumed(
        0.15, "1", (0, 1), "That share on ground without forest, relative to full cover", "house-0459"
    )
    stragglers_unsupported: float = assumed(
        0.15, "1", (0, 1), "Factor on that share where nobody supports the Soviet side", "house-0459"
    )
    stragglers_by_support: float = assumed(
        1.5, "1", (0, 5), "Added to that factor where all people support the Soviet side", "house-0459"
    )
    stragglers_unwronged: float = assumed(
        0.35, "1", (0, 1), "Factor on that share where people bear the occupier no grievance", "house-0459"
    )
    stragglers_by_grievance: float = assumed(
        2.0, "1", (0, 5), "Added to that factor where grievance is greatest", "house-0459"
    )
    stragglers_lost_to_frost: float = assumed(
        0.8, "1", (0, 1), "Share of stragglers who would take up arms whom hard frost keeps from it", "house-0459"
    )
    hard_frost_c: float = assumed(10, "degC", (3, 30), "Degrees of frost at which that effect is full", "house-0459")
    growth_per_week: float = directional(
        0.45, "1/week", log(0.02, 0.6), "Weekly growth of a detachment under the best conditions", "S123", "house-0021"
    )
    half_saturation_support: float = assumed(
        0.41, "1", (0.1, 0.9), "Popular support at which recruitment reaches half of its maximum", "house-0021"
    )
    support_exponent: float = assumed(
        3, "1", (1, 6), "How sharply recruitment rises with support: exponent of the response", "house-0460"
    )
    joining_by_fear: float = directional(
        1.5, "1", (0, 4), "Added recruitment where the occupier kills and deports most", "S507", "S546", "house-0461"
    )
    joining_by_news: float = directional(
        0.8, "1", (0, 3), "Added recruitment at the best news from the front", "S176", "S113", "house-0461"
    )
    joining_by_contact: float = directional(
        0.45, "1", (0, 3), "Added recruitment of detachments that a staff can reach", "S377", "S553", "house-0461"
    )
    able_share: float = bounded(
        0.115, "1", (0.03, 0.3), "Share of the people who are able and free to become partisans", "house-0021",
        at_least="R131 / R235",
    )  # fmt: skip
    able_share_urban: float = assumed(
        0.3, "1", (0, 1), "Share of those in towns who count among the able, relative to villages", "house-0462"
    )
    able_share_called_up: float = assumed(
        0.7, "1", (0, 1), "Share of those called up before occupation who were able to become partisans", "house-0462"
    )
    able_share_deported: float = assumed(
        0.25, "1", (0, 1), "Share of those deported for labour who were able to become partisans", "house-0462"
    )
    able_share_killed: float = assumed(
        0.15, "1", (0, 1), "Share of civilians killed who were able to become partisans", "house-0462"
    )
    maximum_density: float = assumed(
        3.0, "person/km2", log(0.2, 8), "Partisan density in full cover at which recruitment stops", "house-0022"
    )
    cover_of_open: float = assumed(
        0.03, "1", (0, 0.3), "Added to the cover of a cell where that density is reckoned", "house-0022"
    )
    winter_recruitment: float = assumed(
        0.22, "1", (0, 1), "Recruitment in deep winter, relative to summer", "house-0022"
    )
    deep_winter_c: float = assumed(8, "degC", (2, 30), "Degrees of frost from which winter is deep", "house-0022")
    half_saturation_villagers: float = assumed(
        6.0, "person/km2", log(0.2, 20), "Density of villagers at which recruitment reaches half of its maximum",
        "house-0249",
    )  # fmt: skip
    villagers_exponent: float = assumed(
        4, "1", (1, 8), "How sharply recruitment rises with that density: exponent of the response", "house-0460"
    )
    joining_lost_to_hunger: float = assumed(
        0.9, "1", (0, 1), "Share of recruitment lost by a detachment without food", "house-0256"
    )
    finnic_reluctance: float = directional(
        0.7, "1", (0, 1), "Share of recruitment lost among Finnic peoples on Soviet territory", "S246", "house-0249"
    )
    foreign_readiness: float = assumed(
        0.12, "1", (0, 1), "Readiness to join Soviet detachments abroad where all people resist", "house-0255"
    )
    unarmed_acceptance: float = directional(
        0.35, "1", (0, 1), "Share of recruits that a detachment without spare rifles accepts", "S389", "house-0463"
    )


@daily
def organise(recruitment, population, land, forcing, parameters, today):
    """Set people aside before the enemy arrives; under occupation they gather as a detachment."""
    for c in range(recruitment.organised.size):
        if land.abroad[c] == 1:
            continue
        if forcing.occupied[c] == 0:
            call_up_forming(recruitment, population, c)
            set_aside_or_release(recruitment, population, land, forcing, parameters, today, c)
        elif recruitment.organised[c] > 0.0:
            n = recruitment.organised[c]
            recruitment.forming[c, CADRE] += n
            recruitment.organised[c] = 0.0
            recruitment.joined[c] += n


@kernel
def call_up_forming(recruitment, population, c):
    """Call up those who gather in a cell where the enemy is not."""
    for k in range(recruitment.forming.shape[1]):
        population.conscripted[c] += recruitment.forming[c, k]
        recruitment.forming[c, k] = 0.0


@kernel
def set_aside_or_release(recruitment, population, land, forcing, parameters, today, c):
    """Let the Party set people aside where the front is near, or call them up where the danger has passed."""
    # Nobody is set aside where detachments are based on the Soviet side.
    asked = parameters.enabled * forcing.organising[c]
    if asked > 0.0 and forcing.front_km[c] < parameters.organising_reach_km and forcing.based[c] <= 0.0:
        party = 1.0 if land.soviet_1938[c] else parameters.annexed_party_strength
        mean = parameters.organised_per_day * asked * party * (population.rural[c] + population.urban[c])
        u = uniform(today, ORGANISE, c)
        n = draw_whole(population.rural[c], mean, u)
        population.rural[c] -= n
        recruitment.organised[c] += n
    elif recruitment.organised[c] > 0.0:
        mean = parameters.released_per_day * recruitment.organised[c]
        v = uniform(today, RELEASE, c)
        n = draw_whole(recruitment.organised[c], mean, v)
        recruitment.organised[c] -= n
        population.conscripted[c] += n


@daily
def step(recruitment, detachments, population, land, forcing, parameters, today):
    """Let stragglers take up arms and local people join detachments nearby."""
    if parameters.enabled == 0.0:
        return
    for t in range(weekly_batch_size(today, recruitment.organised.size)):
        c = weekly_batch_row(today, t)
        if forcing.occupied[c] == 1 and population.stragglers[c] > 0.0:
            mean = straggler_share(population, land, forcing, parameters, c) * population.stragglers[c]
            u = uniform(today, STAY, c)
            n = draw_whole(population.stragglers[c], mean, u)
            population.stragglers[c] -= n
            recruitment.forming[c, STRAGGLER] += n
            recruitment.joined[c] += n
    half = parameters.half_saturation_support**parameters.support_exponent
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 1 and forcing.occupied[detachments.cell[i]] == 1:
            c = detachments.cell[i]
            mean = mean_of_recruits(detachments, population, land, forcing, parameters, i, half)
            v = uniform(today, JOIN, i)
            n = draw_whole(population.rural[c], mean, v)
            if n > 0.0:
                population.rural[c] -= n
                enlist(detachments, recruitment, i, LOCAL, n, c)


@kernel
def frost(forcing, z, full):
    """Return how far frost has come to `full` degrees below zero, 0 to 1."""
    return min(1.0, max(0.0, -forcing.temp[z] / full))


@kernel
def straggler_share(population, land, forcing, parameters, c):
    """Return the share of the stragglers of a cell who take up arms this week."""
    ground = parameters.stragglers_in_open + (1.0 - parameters.stragglers_in_open) * land.cover[c]
    support = parameters.stragglers_unsupported + parameters.stragglers_by_support * population.support_soviet[c]
    grievance = parameters.stragglers_unwronged + parameters.stragglers_by_grievance * population.grievance[c]
    season = 1.0 - parameters.stragglers_lost_to_frost * frost(forcing, land.zone[c], parameters.hard_frost_c)
    share = parameters.stragglers_joining_per_week * ground * support * grievance * season
    return share * village_factor(population, land, parameters, c)


@kernel
def mean_of_recruits(detachments, population, land, forcing, parameters, i, half):
    """Return how many local people join a detachment this week on average.

    `half` is the support at half saturation, raised to its exponent.
    """
    c = detachments.cell[i]
    support = saturate(population.support_soviet[c] ** parameters.support_exponent, half)
    pool = parameters.able_share * (land.rural[c] + parameters.able_share_urban * land.urban[c])
    remaining = max(0.0, 1.0 - able_people_gone(population, detachments, parameters, c) / max(pool, 1.0))
    capacity = parameters.maximum_density * land.area[c] * (parameters.cover_of_open + land.cover[c])
    room = max(0.0, 1.0 - detachments.men_in_cell[c] / capacity)
    deep = frost(forcing, land.zone[c], parameters.deep_winter_c)
    season = 1.0 - (1.0 - parameters.winter_recruitment) * deep
    motivation = (
        1.0
        + parameters.joining_by_fear * population.fear[c]
        + parameters.joining_by_news * forcing.news[land.group[c]]
        + parameters.joining_by_contact * detachments.contact[i]
    )
    arms = min(1.0, detachments.rifles[i] / max(detachments.men[i], 1.0))
    arms = parameters.unarmed_acceptance + (1.0 - parameters.unarmed_acceptance) * arms
    fed = 1.0 - parameters.joining_lost_to_hunger * detachments.hungry[i]
    if land.abroad[c] == 1:
        nation = parameters.foreign_readiness * forcing.resistance[land.republic[c]]
    else:
        nation = max(0.0, 1.0 - parameters.finnic_reluctance * land.finnic[c])
    growth = parameters.growth_per_week * support * remaining * room * season * max(0.0, motivation) * arms * fed
    return detachments.men[i] * growth * nation * village_factor(population, land, parameters, c)


@kernel
def village_factor(population, land, parameters, c):
    """Return the share of recruitment that the density of villages allows, 0 to 1."""
    relative_density = population.rural[c] / land.area[c] / parameters.half_saturation_villagers
    return saturate(relative_density**parameters.villagers_exponent, 1.0)


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
