"""National movements: the growth and armament of the Polish, Ukrainian and Baltic movements and of the Polish left.

Grievance against the occupier and resentment of partisan requisition extend their networks; rifles limit their
fighters. The movements lower support for the Soviet side and take in native police. The Polish left is an ally of the
Soviet side.
"""

from typing import NamedTuple

from hinterland.core.chance import draw_count, draw_whole, in_weekly_batch, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, log, per, switch, u1
from hinterland.core.geometry import density, density_within_reach
from hinterland.core.jit import daily, kernel
from hinterland.core.movements import LEFT, MOVEMENTS, POLISH, UKRAINIAN, hand_over
from hinterland.core.response import saturate
from hinterland.core.units import KM2_PER_1000KM2
from hinterland.theatre.land import ESSR, LASSR, LSSR, POLAND_GG, UKSSR

ARM = stream("national_movements.arm", "how many rifles a national movement finds and buys this week")
JOIN = stream("national_movements.join", "rounding of the people who join a national movement this week")
LEAVE = stream("national_movements.leave", "rounding of the members of a national movement who go home this week")
DESERT = stream("national_movements.desert", "how many native police join a national movement this week")
CONSCRIPT = stream("national_movements.conscript", "rounding of the members who are conscripted at liberation")
HIDDEN, BOUGHT, FOUND = range(3)
"""Draws of arms. Draw j of a cell for movement k is number MOVEMENTS * j + k of the cell."""


class State(NamedTuple):
    """Fighters, rifles and networks by cell of the Polish, Ukrainian and Baltic movements and of the Polish left."""

    strength: Array = per("cell", f8, "person", "Armed members of each movement", wide=MOVEMENTS)
    rifles: Array = per("cell", f8, "rifle", "Rifles of each movement, in use and hidden", wide=MOVEMENTS)
    rifles_acquired: Array = per("cell", f8, "rifle", "Rifles from caches of 1939, purchase or police, since the start")
    network: Array = per("cell", f8, "1", "Share of its people that each organisation reaches", wide=MOVEMENTS)
    disaffection: Array = per(
        "cell", f8, "1", "How far grievance exceeds the threshold for cooperation with the occupier, 0 to 1"
    )
    caches_searched: Array = per("cell", u1, "1", "Whether the caches of 1939 have been searched for")
    fallen: Array = per("cell", f8, "person", "Members of movements dead")
    police_deserted: Array = per("atom", f8, "person", "Native police who joined a movement today", daily=True)


class Parameters(NamedTuple):
    """Growth of networks, armament, and desertion of police."""

    enabled: float = switch("Whether national movements exist")
    polish_enabled: float = switch("Whether the Polish underground exists")
    ukrainian_enabled: float = switch("Whether the Ukrainian movement exists")
    baltic_enabled: float = switch("Whether the Baltic movements exist")
    growth_polish: float = directional(
        0.006, "1/week", (0, 0.03), "Growth of the Polish underground", "S097", "house-0110"
    )
    growth_ukrainian: float = directional(
        0.012, "1/week", (0, 0.1),
        "Growth of the Ukrainian movement at full grievance", "S420", "house-0110",
    )  # fmt: skip
    growth_left: float = assumed(
        0.0015, "1/week", (0, 0.02), "Growth of the Polish left in occupied Poland", "house-0306"
    )
    grievance_threshold: float = directional(
        0.4, "1", (0, 0.9), "Grievance up to which the Ukrainian movement seeks cooperation with the occupier",
        "S419", "house-0110",
    )  # fmt: skip
    growth_baltic: float = directional(
        0.0004, "1/week", (0, 0.01), "Growth of the Baltic movements before 1944", "S444", "S426", "house-0110"
    )
    growth_by_resentment: float = directional(
        0.03, "1/week", (0, 0.05), "Additional growth under heavy partisan requisition", "S273", "house-0110"
    )
    network_loss_rate: float = assumed(
        0.003, "1/week", (0, 0.05), "Share of a network that the occupier breaks up in a week", "house-0110"
    )
    armed_share: float = assumed(
        0.2, "1", log(0.01, 0.4), "Share of villagers under arms with a full network and full cover",
        "house-0111",
    )  # fmt: skip
    hidden_rifles_per_1000km2: float = assumed(
        120, "rifle/1000km2", log(5, 2000), "Rifles hidden by the Polish Army in 1939 where all are Poles", "house-0305"
    )
    rifle_search_rate: float = assumed(
        0.08, "1/week", log(0.005, 0.5), "Share of abandoned rifles that a full network finds in a week",
        "house-0305",
    )  # fmt: skip
    rifle_purchase_rate: float = assumed(
        0.015, "rifle/week", log(0.001, 0.2), "Rifles bought in a week for each target member, where troops are many",
        "house-0305",
    )  # fmt: skip
    half_saturation_garrison: float = assumed(
        84.75, "person/1000km2", log(11, 1700), "Density of garrisons at which half of the most rifles are bought",
        "house-0305",
    )  # fmt: skip
    mobilisation_rate: float = assumed(
        0.06, "1/week", (0.01, 0.5), "Share of the gap to its target that a movement closes in a week", "house-0111"
    )
    return_rate: float = assumed(
        0.01, "1/week", (0, 0.2), "Share of surplus members who go home in a week", "house-0111"
    )
    conscripted_share: float = assumed(0.5, "1", (0, 1), "Share of members conscripted at liberation", "house-0111")
    police_desertion_rate: float = assumed(
        0.3, "1/week", log(0.005, 0.5),
        "Share of Ukrainian police who join in a week at full grievance near many partisans",
        "house-0112",
    )  # fmt: skip
    half_saturation_partisans: float = assumed(
        226, "person/1000km2", log(17, 2300), "Density of Soviet partisans at which Ukrainian police join at half of "
        "the full rate", "house-0112",
    )  # fmt: skip
    support_loss_rate: float = assumed(
        0.05, "1/week", (0, 0.3), "Share of support for the Soviet side lost in a week under a full network",
        "house-0113",
    )  # fmt: skip


@kernel
def nation_share(land, parameters, c, k):
    """Return the share of a cell's people from which a movement recruits, in annexed territory and Poland."""
    if land.soviet_1938[c] == 1:
        return 0.0
    if land.abroad[c] == 1:
        here = land.republic[c] == POLAND_GG and k in (POLISH, LEFT)
        return parameters.polish_enabled * land.polish[c] if here else 0.0
    if k == LEFT:
        return 0.0
    if k == POLISH:
        return parameters.polish_enabled * land.polish[c]
    if k == UKRAINIAN:
        return parameters.ukrainian_enabled * land.west_ukrainian[c] if land.republic[c] == UKSSR else 0.0
    return parameters.baltic_enabled * land.baltic[c] if land.republic[c] in (LSSR, LASSR, ESSR) else 0.0


@kernel
def growth(national_movements, supply, parameters, c, k):
    """Return the share of those not yet reached whom the network of a movement reaches in a week."""
    if k == LEFT:
        return parameters.growth_left
    by_resentment = parameters.growth_by_resentment * supply.requisition_resentment[c]
    if k == POLISH:
        return parameters.growth_polish + by_resentment
    if k == UKRAINIAN:
        return parameters.growth_ukrainian * national_movements.disaffection[c] + by_resentment
    return parameters.growth_baltic + by_resentment


@daily
def step(national_movements, detachments, population, supply, security, land, forcing, parameters, today):
    """For a seventh of all cells, update networks, fighters, support and desertion of police."""
    if parameters.enabled == 0.0:
        return
    threshold = parameters.grievance_threshold
    for c in range(population.rural.size):
        beyond_border = land.abroad[c] == 1 and land.republic[c] != POLAND_GG
        if beyond_border or land.soviet_1938[c] == 1 or not in_weekly_batch(today, c):
            continue
        if forcing.occupied[c] == 0:
            disband(national_movements, population, supply, parameters, today, c)
            continue
        national_movements.disaffection[c] = max(0.0, population.grievance[c] - threshold) / (1.0 - threshold)
        reached = 0.0
        for k in range(MOVEMENTS):
            nation = nation_share(land, parameters, c, k)
            if nation <= 0.0:
                continue
            reach = national_movements.network[c, k]
            gained = growth(national_movements, supply, parameters, c, k) * (1.0 - reach)
            national_movements.network[c, k] += gained - parameters.network_loss_rate * reach
            if k != LEFT:
                reached += nation * national_movements.network[c, k]
            armed = parameters.armed_share * national_movements.network[c, k]
            target = armed * nation * population.rural[c] * land.cover[c]
            approach_target(national_movements, population, supply, security, land, parameters, today, c, k, target)
        population.support_soviet[c] *= 1.0 - min(1.0, parameters.support_loss_rate * reached)
        change_sides(national_movements, detachments, security, land, parameters, today, c)


@kernel
def approach_target(national_movements, population, supply, security, land, parameters, today, c, k, target):
    """Let people join a movement that has fewer members than its target, as far as it can arm them, or leave it."""
    gap = target - national_movements.strength[c, k]
    if gap > 0.0:
        wanted = draw_whole(population.rural[c], parameters.mobilisation_rate * gap, uniform(today, JOIN, c, k))
        armed = arm(national_movements, supply, security, land, parameters, today, c, k, wanted, target)
        n = min(wanted, armed)
    else:
        surplus = parameters.return_rate * -gap
        n = -draw_whole(national_movements.strength[c, k], surplus, uniform(today, LEAVE, c, k))
    population.rural[c] -= n
    national_movements.strength[c, k] += n


@kernel
def arm(national_movements, supply, security, land, parameters, today, c, k, wanted, target):
    """Find and buy the rifles that a movement needs; return how many more members it can arm."""
    if k == POLISH and national_movements.network[c, k] > 0.0 and national_movements.caches_searched[c] == 0:
        national_movements.caches_searched[c] = 1
        hidden = parameters.hidden_rifles_per_1000km2 * land.polish[c] * land.area[c] / KM2_PER_1000KM2
        cached = draw_count(hidden, uniform(today, ARM, c, MOVEMENTS * HIDDEN + k))
        national_movements.rifles[c, k] += cached
        national_movements.rifles_acquired[c] += cached
    needed = max(0.0, wanted - (national_movements.rifles[c, k] - national_movements.strength[c, k]))
    offered = saturate(density(security.garrison[c], land.area[c]), parameters.half_saturation_garrison)
    sold = parameters.rifle_purchase_rate * target * offered
    bought = draw_whole(needed, sold, uniform(today, ARM, c, MOVEMENTS * BOUGHT + k))
    national_movements.rifles[c, k] += bought
    national_movements.rifles_acquired[c] += bought
    sought = parameters.rifle_search_rate * national_movements.network[c, k] * supply.scattered[c]
    found = draw_whole(
        min(needed - bought, supply.scattered[c]), sought, uniform(today, ARM, c, MOVEMENTS * FOUND + k)
    )  # fmt: skip
    supply.scattered[c] -= found
    national_movements.rifles[c, k] += found
    return max(0.0, national_movements.rifles[c, k] - national_movements.strength[c, k])


@kernel
def disband(national_movements, population, supply, parameters, today, c):
    """Dissolve the movements of a freed cell: some members are conscripted, the others return home."""
    men = 0.0
    for k in range(MOVEMENTS):
        men += national_movements.strength[c, k]
        national_movements.strength[c, k] = 0.0
        supply.moscow_rifles[0] += hand_over(national_movements, c, k, national_movements.rifles[c, k])
    conscripted = draw_whole(men, parameters.conscripted_share * men, uniform(today, CONSCRIPT, c))
    population.conscripted[c] += conscripted
    population.rural[c] += men - conscripted


@kernel
def change_sides(national_movements, detachments, security, land, parameters, today, c):
    """Let native police join the Ukrainian movement, by grievance and the nearness of Soviet partisans."""
    nation = nation_share(land, parameters, c, UKRAINIAN)
    partisans = density_within_reach(land, detachments.men_in_cell, c)
    near = saturate(partisans, parameters.half_saturation_partisans)
    share = parameters.police_desertion_rate * national_movements.disaffection[c] * near * nation
    n = draw_whole(security.police[c], share * security.police[c], uniform(today, DESERT, c))
    security.police[c] -= n
    national_movements.strength[c, UKRAINIAN] += n
    national_movements.rifles[c, UKRAINIAN] += n
    national_movements.rifles_acquired[c] += n
    national_movements.police_deserted[land.atom[c]] += n
