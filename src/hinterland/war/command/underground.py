"""The underground in towns: who is set aside, who joins, and who is arrested.

The Party chooses people to stay behind before the enemy arrives. Under occupation the underground grows with popular
support and contact with detachments, and loses members in waves of arrests where policing is dense. Old quarries under
a town protect members from arrest. What the underground passes to detachments is in `underground_aid`.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import WEEK, draw_whole, share_about, stream, uniform
from hinterland.core.declare import Array, assumed, bounded, directional, f8, log, per, switch
from hinterland.core.geometry import density
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.police import forces_within_reach
from hinterland.core.response import saturate
from hinterland.core.units import SIDES

PREPARE = stream("underground.prepare", "how many townspeople are chosen this fortnight to stay behind")
JOIN = stream("underground.join", "how many people join the underground of a town this fortnight")
WAVE = stream("underground.wave", "whether a wave of arrests hits the underground of a town this fortnight")
SIZE = stream("underground.size", "what share of the members a wave of arrests takes")
TAKE = stream("underground.take", "how many members are arrested, where the share gives no whole number")
EXECUTE = stream("underground.execute", "how many of the arrested are put to death")
ARREST = np.int64(Kind.arrest)
WEEKS = 2
"""Weeks between two updates of a town."""


class State(NamedTuple):
    """Members of the underground, and counts of what happens to them."""

    stay_behind: Array = per("cell", f8, "person", "Townspeople chosen to stay behind, before the enemy arrives")
    members: Array = per("cell", f8, "person", "Members of the underground")
    groups: Array = per("cell", f8, "group", "Groups of the usual size that the members form")
    executed: Array = per("cell", f8, "person", "Members put to death since the start")
    joined: Array = per("atom", f8, "person", "People who joined today", daily=True)
    arrested: Array = per("atom", f8, "person", "Members arrested today, including those put to death", daily=True)


class Parameters(NamedTuple):
    """Preparation, growth and arrests."""

    enabled: float = switch("Whether an underground exists in towns")
    stay_behind_per_week: float = directional(
        0.00015, "1/week", log(1e-5, 2e-3), "Share of townspeople chosen to stay behind in a week of full effort",
        "S144", "house-0180",
    )  # fmt: skip
    stay_behind_limit: float = assumed(
        0.0004, "1", log(1e-5, 1e-2), "Largest share of the people of a town chosen to stay behind", "house-0180"
    )
    smallest_town: float = assumed(
        2500, "person", log(500, 50000), "Townspeople of a cell below which it has no underground", "house-0553"
    )
    preparation_distance_km: float = assumed(
        330, "km", (100, 800), "Distance of the front at which the Party begins to prepare", "house-0180"
    )
    annexed_party_strength: float = directional(
        0.04, "1", (0, 1), "Strength of the Party in annexed towns, as a share of elsewhere", "S197", "house-0180"
    )
    group_size: float = bounded(
        16, "person", (4, 40), "Members of an ordinary group", "house-0181", at_most="S217 / S205"
    )
    growth_per_week: float = assumed(
        0.035, "1/week", log(0.005, 0.3), "Weekly growth where everyone supports the Soviet side", "house-0181"
    )
    half_saturation_support: float = assumed(
        0.3, "1", (0.1, 0.9), "Support at which half of the full weekly growth is reached", "house-2014"
    )
    growth_from_contact: float = assumed(
        1.0, "1", (0, 5), "Relative gain in growth where detachments in contact are near", "house-0181"
    )
    half_saturation_partisans: float = assumed(
        20.2, "person/1000km2", log(2, 240), "Partisans in contact at which half of the largest gain in growth is "
        "reached", "house-2013",
    )  # fmt: skip
    organisers_per_week: float = directional(
        3.0, "person/week", (0, 10), "People sent into a large town in a week of full effort", "S032", "house-0181"
    )
    half_saturation_townspeople: float = assumed(
        8000, "person", log(1000, 200000), "Townspeople at which half of the largest number of organisers is sent",
        "house-2014",
    )  # fmt: skip
    air_only_arrivals: float = assumed(
        0.3, "1", (0, 1), "Share of organisers who arrive, by air alone, where no detachment in contact is near",
        "house-0181",
    )  # fmt: skip
    half_saturation_sorties: float = assumed(
        100, "sortie/day", log(5, 1000), "Sorties to all partisans at which half of the most organisers arrive by air",
        "house-2014",
    )  # fmt: skip
    organisers_from_detachments: float = assumed(
        0.4, "1", (0, 2), "People sent by detachments in contact besides, as a share, where flights are many",
        "house-0181",
    )  # fmt: skip
    membership_limit: float = assumed(
        0.05, "1", (0.002, 0.2), "Largest share of supporting townspeople who can be members", "house-0181"
    )
    arrests_per_week: float = assumed(
        0.05, "1/week", log(0.005, 0.5), "Chance of a wave of arrests in a week under dense policing", "house-0182"
    )
    half_saturation_police: float = assumed(
        180, "person/1000km2", log(10, 2000), "Soldiers and police at which half of the largest chance of arrests is "
        "reached", "house-0182",
    )  # fmt: skip
    half_exposure_members: float = assumed(
        25, "person", log(2, 500), "Members at which an underground is half as exposed as a large one", "house-2005"
    )
    concealment_by_support: float = assumed(
        0.5, "1", (0, 1), "Share of the chance of arrests that popular support prevents", "house-0182"
    )
    arrested_share: float = assumed(
        0.45, "1", (0.05, 0.8), "Mean share of exposed members arrested in a wave", "house-0182"
    )
    executed_share: float = assumed(
        0.5, "1", (0, 1), "Share of the arrested who are put to death where orders are harshest", "house-0182"
    )
    quarry_protection: float = directional(
        0.95, "1", (0, 1), "Share of those in quarries who cannot be arrested", "S144", "S146", "house-0182"
    )
    quarry_capacity: float = directional(
        400, "person", log(50, 5000), "Members who can live in quarries of 100 km", "S145", "house-0182"
    )


@daily
def step(underground, population, radio, security, journal, land, forcing, parameters, today):
    """Update each town once a fortnight: people are set aside, join or are arrested."""
    if parameters.enabled == 0.0:
        return
    for c in range(today.day % (WEEK * WEEKS), underground.members.size, WEEK * WEEKS):
        known = underground.members[c] + underground.stay_behind[c]
        if land.abroad[c] == 1 or (population.urban[c] < parameters.smallest_town and known == 0.0):
            continue
        if forcing.occupied[c] == 0:
            prepare(underground, population, land, forcing, parameters, today, c)
            continue
        underground.members[c] += underground.stay_behind[c]
        underground.joined[land.atom[c]] += underground.stay_behind[c]
        underground.stay_behind[c] = 0.0
        recruit(underground, population, radio, land, forcing, parameters, today, c)
        arrest(underground, population, security, journal, land, forcing, parameters, today, c)
        underground.groups[c] = underground.members[c] / parameters.group_size


@kernel
def prepare(underground, population, land, forcing, parameters, today, c):
    """On unoccupied ground, choose people to stay behind if the front is near; otherwise let members go home."""
    population.urban[c] += underground.members[c]
    underground.members[c] = underground.groups[c] = 0.0
    if forcing.organising[c] > 0.0 and forcing.front_km[c] < parameters.preparation_distance_km:
        party = 1.0 if land.soviet_1938[c] else parameters.annexed_party_strength
        effort = parameters.stay_behind_per_week * forcing.organising[c] * party * population.urban[c]
        room = max(0.0, parameters.stay_behind_limit * population.urban[c] - underground.stay_behind[c])
        u = uniform(today, PREPARE, c)
        chosen = draw_whole(population.urban[c], min(WEEKS * effort, room), u)
        population.urban[c] -= chosen
        underground.stay_behind[c] += chosen
    else:
        population.urban[c] += underground.stay_behind[c]
        underground.stay_behind[c] = 0.0


@kernel
def recruit(underground, population, radio, land, forcing, parameters, today, c):
    """Let people of the town join: some through those they know, some as organisers who are sent there."""
    members, town = underground.members[c], population.urban[c]
    support = population.support_soviet[c]
    contact = saturate(partisans_near(radio, land, c), parameters.half_saturation_partisans)
    growth = parameters.growth_per_week * (1.0 + parameters.growth_from_contact * contact)
    half = parameters.half_saturation_support
    mean = members * growth * saturate(support * support, half * half)
    mean += organisers(forcing, parameters, c, contact, town)
    room = max(0.0, 1.0 - members / max(1.0, parameters.membership_limit * support * town))
    u = uniform(today, JOIN, c)
    new = draw_whole(town, WEEKS * mean * room, u)
    population.urban[c] -= new
    underground.members[c] += new
    underground.joined[land.atom[c]] += new


@kernel
def partisans_near(radio, land, c):
    """Return the partisans in contact on a thousand km2 of a cell and the next districts."""
    men, area = radio.partisans_in_contact[c], land.area[c]
    for k in range(SIDES):
        n = land.ring[c, k]
        if n >= 0:
            men += radio.partisans_in_contact[n]
            area += land.area[n]
    return density(men, area)


@kernel
def organisers(forcing, parameters, c, contact, town):
    """Return how many people are sent into a town in a week on average, by air and through detachments in contact."""
    air = saturate(forcing.sorties, parameters.half_saturation_sorties)
    by_air = parameters.air_only_arrivals * air
    arriving = by_air + (1.0 - by_air) * contact
    sent = arriving * forcing.organising[c] + parameters.organisers_from_detachments * air * contact
    return parameters.organisers_per_week * sent * saturate(town, parameters.half_saturation_townspeople)


@kernel
def arrest(underground, population, security, journal, land, forcing, parameters, today, c):
    """Draw a wave of arrests: one arrest leads to others. Some of those arrested are put to death."""
    members = underground.members[c]
    posts = forces_within_reach(security, land, c)
    chance = parameters.arrests_per_week * saturate(posts, parameters.half_saturation_police)
    chance *= saturate(members, parameters.half_exposure_members)
    chance *= 1.0 - parameters.concealment_by_support * population.support_soviet[c]
    if uniform(today, WAVE, c) >= WEEKS * chance:
        return
    hidden = min(members, parameters.quarry_capacity * land.catacombs[c])
    exposed = members - parameters.quarry_protection * hidden
    u, v, w = uniform(today, SIZE, c), uniform(today, TAKE, c), uniform(today, EXECUTE, c)
    taken = draw_whole(members, exposed * share_about(parameters.arrested_share, u), v)
    if taken <= 0.0:
        return
    killed = draw_whole(taken, parameters.executed_share * forcing.reprisal[c] * taken, w)
    underground.members[c] -= taken
    underground.arrested[land.atom[c]] += taken
    underground.executed[c] += killed
    population.prisoners[c] += taken - killed
    record_event(journal, ARREST, c, -1, -1, taken, killed, 0.0, taken)
