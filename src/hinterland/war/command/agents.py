"""Agents: villagers and townspeople who report to detachments what they see.

Partisans and the underground recruit them where people support the Soviet side, once a decision asks for it. Some give
up, and policing costs others. `intelligence` reads how many there are in a cell.
"""

from typing import NamedTuple

from hinterland.core.calendar import SATURDAY
from hinterland.core.chance import draw_count, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, f8, log, per, switch
from hinterland.core.geometry import density_within_reach
from hinterland.core.jit import kernel, weekly
from hinterland.core.police import forces_within_reach
from hinterland.core.response import saturate
from hinterland.core.units import KM2_PER_1000KM2

RECRUIT = stream("agents.recruit", "how many agents are recruited in a cell this week")
LOSE = stream("agents.lose", "how many agents of a cell are arrested or give up this week")


class State(NamedTuple):
    """Agents in each cell."""

    number: Array = per("cell", f8, "person", "Villagers and townspeople who report to detachments")


class Parameters(NamedTuple):
    """How many agents are recruited and lost."""

    enabled: float = switch("Whether agents are recruited")
    found_per_week: float = assumed(
        0.5085, "person/1000km2/week", (0.03, 6), "Agents recruited in a week where many partisans are", "house-0185"
    )
    half_saturation_partisans: float = assumed(
        67.8, "person/1000km2", log(6, 1200), "Partisans at which half as many agents are recruited", "house-0185"
    )
    found_per_underground_member: float = assumed(
        0.01, "1/week", log(0.001, 0.1), "Agents recruited in a week for each member of the underground", "house-0185"
    )
    arrested_share: float = assumed(
        0.05, "1/week", log(0.005, 0.5), "Share of agents arrested in a week under dense policing", "house-0185"
    )
    half_saturation_police: float = assumed(
        200, "person/1000km2", log(20, 2000), "Soldiers and police at which half of the largest share of agents is "
        "arrested", "house-0185",
    )  # fmt: skip
    quitting_share: float = assumed(0.01, "1/week", (0, 0.2), "Share of agents who give up in a week", "house-0185")


@weekly(SATURDAY)
def step(agents, underground, detachments, population, security, land, forcing, parameters, today):
    """Recruit and lose agents in every occupied cell."""
    if parameters.enabled == 0.0:
        return
    for c in range(agents.number.size):
        if forcing.occupied[c] == 0:
            agents.number[c] = 0.0
            continue
        if agents.number[c] == 0.0 and (forcing.agents == 0.0 or detachments.men_in_cell[c] == 0.0):
            continue
        lost = share_lost(security, land, parameters, c) * agents.number[c]
        agents.number[c] -= draw_whole(agents.number[c], lost, uniform(today, LOSE, c))
        found = expected_recruits(underground, detachments, population, land, forcing, parameters, c)
        agents.number[c] += draw_count(found, uniform(today, RECRUIT, c))


@kernel
def expected_recruits(underground, detachments, population, land, forcing, parameters, c):
    """Return how many agents partisans and the underground recruit in a week on average."""
    partisans = density_within_reach(land, detachments.men_in_cell, c)
    rate = parameters.found_per_week * saturate(partisans, parameters.half_saturation_partisans)
    by_partisans = rate * land.area[c] / KM2_PER_1000KM2
    by_underground = parameters.found_per_underground_member * underground.members[c]
    return forcing.agents * population.support_soviet[c] * (by_partisans + by_underground)


@kernel
def share_lost(security, land, parameters, c):
    """Return the share of agents who are arrested or give up in a week."""
    posts = forces_within_reach(security, land, c)
    return parameters.arrested_share * saturate(posts, parameters.half_saturation_police) + parameters.quitting_share
