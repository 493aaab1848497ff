"""Recruitment: how party members and soldiers cut off by the front become partisans.

Before the enemy arrives, the Party sets people aside, who form detachments under occupation. Stragglers take up arms
where there is forest, support and grievance. Local people come to detachments of themselves (`volunteers`).
"""

from typing import NamedTuple

from hinterland.core.chance import draw_whole, stream, uniform, weekly_batch_row, weekly_batch_size
from hinterland.core.declare import Array, assumed, directional, f8, log, per, switch
from hinterland.core.elementary import power
from hinterland.core.geometry import density_within_reach
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import assemble
from hinterland.core.origin import CADRE, ORIGINS, STRAGGLER
from hinterland.core.response import saturate

ORGANISE = stream("recruitment.organise", "rounding of those whom the Party sets aside before the enemy arrives")
RELEASE = stream("recruitment.release", "rounding of those set aside who are called up once the danger has passed")
STAY = stream("recruitment.stay", "rounding of the stragglers of a cell who take up arms this week")


class State(NamedTuple):
    """People about to become partisans, and those who joined today."""

    organised: Array = per("cell", f8, "person", "People whom the Party has set aside to stay behind")
    forming: Array = per("cell", f8, "person", "People who gather into a new detachment, by origin", wide=ORIGINS)
    village_factor: Array = per(
        "cell", f8, "1", "Share of recruitment that the density of villages within reach allows, updated weekly"
    )
    joined: Array = per("cell", f8, "person", "People who became partisans today", daily=True)
    joined_local: Array = per("cell", f8, "person", "Local people who became partisans today", daily=True)


class Parameters(NamedTuple):
    """Rates of recruitment and what increases or reduces them."""

    enabled: float = switch("Whether people set aside and stragglers become partisans")
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
    annexed_party_strength: float = assumed(
        0.04, "1", (0, 1), "Strength of the Party in annexed areas, relative to the rest", "house-0020"
    )
    stragglers_joining_per_week: float = directional(
        0.028, "1/week", log(0.002, 0.2), "Weekly share of stragglers of a wooded cell who take up arms",
        "S537", "S022", "house-0459",
    )  # fmt: skip
    stragglers_in_open: float = assumed(
        0.15, "1", (0, 1), "Share of stragglers who take up arms on ground without forest, relative to full cover",
        "house-0459",
    )  # fmt: skip
    stragglers_unsupported: float = assumed(
        0.15, "1", (0, 1), "Factor on the stragglers who take up arms where nobody supports the Soviet side",
        "house-0459",
    )  # fmt: skip
    stragglers_by_support: float = assumed(
        1.5, "1", (0, 5), "Addition to the factor of support on stragglers who take up arms, where all support the "
        "Soviet side", "house-0459",
    )  # fmt: skip
    stragglers_unwronged: float = assumed(
        0.35, "1", (0, 1), "Factor on the stragglers who take up arms where people bear the occupier no grievance",
        "house-0459",
    )  # fmt: skip
    stragglers_by_grievance: float = assumed(
        2.0, "1", (0, 5), "Addition to the factor of grievance on stragglers who take up arms, where grievance is "
        "greatest", "house-0459",
    )  # fmt: skip
    stragglers_lost_to_frost: float = assumed(
        0.8, "1", (0, 1), "Share of stragglers who would take up arms whom hard frost keeps from it", "house-0459"
    )
    hard_frost_c: float = assumed(
        10, "degC", (3, 30), "Degrees of frost that keep most stragglers from taking up arms", "house-0459"
    )
    half_saturation_villagers: float = assumed(
        6000, "person/1000km2", log(200, 20000),
        "Density of villagers within reach at which recruitment reaches half of its maximum", "house-0249",
    )  # fmt: skip
    villagers_exponent: float = assumed(
        4, "1", (1, 8), "How sharply recruitment rises with that density: exponent of the response", "house-0460"
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
            assemble(recruitment, CADRE, n, c)
            recruitment.organised[c] = 0.0


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
def step(recruitment, population, land, forcing, parameters, today):
    """Let stragglers take up arms."""
    for t in range(weekly_batch_size(today, recruitment.village_factor.size)):
        c = weekly_batch_row(today, t)
        recruitment.village_factor[c] = village_factor(population, land, parameters, c)
    if parameters.enabled == 0.0:
        return
    for t in range(weekly_batch_size(today, recruitment.organised.size)):
        c = weekly_batch_row(today, t)
        if forcing.occupied[c] == 1 and population.stragglers[c] > 0.0:
            mean = straggler_share(recruitment, population, land, forcing, parameters, c) * population.stragglers[c]
            n = draw_whole(population.stragglers[c], mean, uniform(today, STAY, c))
            population.stragglers[c] -= n
            assemble(recruitment, STRAGGLER, n, c)


@kernel
def frost(forcing, z, full):
    """Return how far frost has come to `full` degrees below zero, 0 to 1."""
    return min(1.0, max(0.0, -forcing.temp[z] / full))


@kernel
def straggler_share(recruitment, population, land, forcing, parameters, c):
    """Return the share of the stragglers of a cell who take up arms this week."""
    ground = parameters.stragglers_in_open + (1.0 - parameters.stragglers_in_open) * land.cover[c]
    support = parameters.stragglers_unsupported + parameters.stragglers_by_support * population.support_soviet[c]
    grievance = parameters.stragglers_unwronged + parameters.stragglers_by_grievance * population.grievance[c]
    season = 1.0 - parameters.stragglers_lost_to_frost * frost(forcing, land.zone[c], parameters.hard_frost_c)
    share = parameters.stragglers_joining_per_week * ground * support * grievance * season
    return share * recruitment.village_factor[c]


@kernel
def village_factor(population, land, parameters, c):
    """Return the share of recruitment that the density of villages within reach allows, 0 to 1."""
    relative_density = density_within_reach(land, population.rural, c) / parameters.half_saturation_villagers
    return saturate(power(relative_density, parameters.villagers_exponent), 1.0)
