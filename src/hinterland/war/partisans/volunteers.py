"""Volunteers: local people who come to detachments within reach of their villages or in the next district.

Support, fear, news and contact with a staff increase their number; cold, crowding, hunger, those who wait already and a
lack of people ready and able to fight reduce it. They wait for a weapon (`reserves`).
"""

from typing import NamedTuple

from hinterland.core.chance import draw_one_of, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, bounded, directional, f8, log, per, switch
from hinterland.core.elementary import power
from hinterland.core.geometry import density_within_reach, draw_within_reach, within_reach
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import weekly_batch
from hinterland.core.response import saturate
from hinterland.core.stock import held
from hinterland.core.units import SIDES

COME = stream("volunteers.come", "from where local people come to a detachment this week, and how many")
PLACE, NUMBER, AFAR, DISTRICT = range(4)
"""Draws of `COME`."""


class State(NamedTuple):
    """Those who came today."""

    came: Array = per("atom", f8, "person", "Local people who came to wait for a weapon today", daily=True)


class Parameters(NamedTuple):
    """Rates at which local people come, and what increases or reduces them."""

    enabled: float = switch("Whether local people come to partisans of themselves")
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
        0.14, "1", (0.03, 0.3), "Share of the people who are able and free to become partisans", "house-0021",
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
        3000, "person/1000km2", log(200, 8000), "Partisan density in full cover at which recruitment stops",
        "house-0022",
    )  # fmt: skip
    cover_of_open: float = assumed(
        0.03, "1", (0, 0.3), "Added to the cover of a cell where that density is reckoned", "house-0022"
    )
    winter_recruitment: float = assumed(
        0.22, "1", (0, 1), "Recruitment in deep winter, relative to summer", "house-0022"
    )
    deep_winter_c: float = assumed(8, "degC", (2, 30), "Degrees of frost from which winter is deep", "house-0022")
    joining_lost_to_hunger: float = assumed(
        0.9, "1", (0, 1), "Share of recruitment lost by a detachment without food", "house-0256"
    )
    finnic_reluctance: float = directional(
        0.7, "1", (0, 1), "Share of recruitment lost among Finnic peoples on Soviet territory", "S246", "house-0249"
    )
    foreign_readiness: float = assumed(
        0.12, "1", (0, 1), "Readiness to join Soviet detachments abroad where all people resist", "house-0255"
    )
    afar_share: float = assumed(
        0.4, "1", (0, 0.9), "Share of volunteers who come from the next districts and not from villages within reach",
        "house-0822",
    )  # fmt: skip
    waiting_per_partisan: float = assumed(
        0.5, "1", log(0.05, 5), "People who wait for each partisan at which half of those who would come stay away",
        "house-0814",
    )  # fmt: skip


@daily
def step(
    volunteers, recruitment, reserves, detachments, population, composition, national_movements, security, land,
    forcing, parameters, today
):  # fmt: skip
    """Let local people come to one seventh of all detachments and wait there for a weapon."""
    if parameters.enabled == 0.0:
        return
    half_saturation = power(parameters.half_saturation_support, parameters.support_exponent)
    for i in weekly_batch(detachments):
        c = detachments.cell[i]
        if detachments.alive[i] == 0 or forcing.occupied[c] == 0:
            continue
        pull = pull_of(detachments, reserves, population, land, forcing, parameters, i, half_saturation)
        key = detachments.key[i]
        district = district_of(land, forcing, parameters, today, key, c)
        left = share_left(
            reserves, detachments, population, composition, national_movements, security, land, parameters, district
        )
        mean = detachments.men[i] * pull * left * recruitment.village_factor[district]
        home = draw_within_reach(land, population.rural, district, uniform(today, COME, key, PLACE))
        n = draw_whole(population.rural[home], mean, uniform(today, COME, key, NUMBER))
        population.rural[home] -= n
        reserves.waiting[home] += n
        volunteers.came[land.atom[home]] += n


@kernel
def district_of(land, forcing, parameters, today, key, c):
    """Return from around which cell people come to a detachment in cell c: that cell, or one of the next districts."""
    if uniform(today, COME, key, AFAR) >= parameters.afar_share:
        return c
    n = land.ring[c, draw_one_of(SIDES, uniform(today, COME, key, DISTRICT))]
    return n if n >= 0 and forcing.occupied[n] == 1 and land.abroad[n] == land.abroad[c] else c


@kernel
def pull_of(detachments, reserves, population, land, forcing, parameters, i, half_saturation):
    """Return how many local people would come this week for each partisan of a detachment, if all were ready and able.

    `half_saturation` is the support at half saturation, raised to its exponent.
    """
    c = detachments.cell[i]
    support = saturate(power(population.support_soviet[c], parameters.support_exponent), half_saturation)
    capacity = parameters.maximum_density * (parameters.cover_of_open + land.cover[c])
    room = max(0.0, 1.0 - density_within_reach(land, detachments.men_in_cell, c) / capacity)
    deep = min(1.0, max(0.0, -forcing.temp[land.zone[c]] / parameters.deep_winter_c))
    season = 1.0 - (1.0 - parameters.winter_recruitment) * deep
    motivation = (
        1.0
        + parameters.joining_by_fear * population.fear[c]
        + parameters.joining_by_news * forcing.news[land.group[c]]
        + parameters.joining_by_contact * detachments.contact[i]
    )
    partisans = within_reach(land, detachments.men_in_cell, c)
    waiting = saturate(within_reach(land, reserves.waiting, c), parameters.waiting_per_partisan * partisans)
    fed = 1.0 - parameters.joining_lost_to_hunger * detachments.hungry[i]
    if land.abroad[c] == 1:
        nation = parameters.foreign_readiness * forcing.resistance[land.republic[c]]
    else:
        nation = max(0.0, 1.0 - parameters.finnic_reluctance * land.finnic[c])
    return (
        parameters.growth_per_week
        * support * room * season * max(0.0, motivation) * (1.0 - waiting) * fed * nation
    )  # fmt: skip


@kernel
def share_left(
    reserves, detachments, population, composition, national_movements, security, land, parameters, c
):  # fmt: skip
    """Return which share of the people within reach of a camp is ready and able to join and has not gone elsewhere.

    It is the share of those of ready nationalities (`composition.readiness`), times the share of the able among them
    who are left.
    """
    ready, people, gone = 0.0, 0.0, 0.0
    for k in range(land.surroundings.shape[1]):
        n = land.surroundings[c, k]
        if n >= 0:
            here = land.rural[n] + parameters.able_share_urban * land.urban[n]
            people += here
            ready += composition.readiness[n] * here
            gone += able_people_gone(reserves, detachments, population, national_movements, security, parameters, n)
    pool = parameters.able_share * ready
    return ready / max(people, 1.0) * max(0.0, 1.0 - gone / max(pool, 1.0))


@kernel
def able_people_gone(reserves, detachments, population, national_movements, security, parameters, c):
    """Return how many able people of a cell are in an army, the police or the forest, deported or dead."""
    return (
        detachments.men_in_cell[c]
        + reserves.waiting[c]
        + population.partisans_dead[c]
        + held(national_movements.strength, c)
        + security.police[c]
        + parameters.able_share_called_up * population.conscripted[c]
        + parameters.able_share_deported * population.deported[c]
        + parameters.able_share_killed * population.civilians_killed[c]
    )
