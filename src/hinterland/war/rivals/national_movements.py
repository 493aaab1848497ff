"""National movements: the growth and armament of the Polish, Ukrainian and Baltic movements and of the Polish left.

Grievance against the occupier and resentment of partisan requisition extend their networks; rifles limit their
fighters. The movements lower support for the Soviet side, take in native police, and fight each other and the
occupier's police. The Polish left is an ally of the Soviet side.
"""

from typing import NamedTuple

from hinterland.core.chance import in_weekly_batch, stream, uniform, whole
from hinterland.core.declare import Array, f8, log, param, per, switch, u1
from hinterland.core.jit import daily, kernel
from hinterland.core.movements import BALTIC, LEFT, MOVEMENTS, POLISH, UKRAINIAN
from hinterland.theatre.land import ESSR, LASSR, LSSR, POLAND_GG, UKSSR

ARM = stream("national_movements.arm", "how many rifles a national movement finds and buys this week")
TAKE_UP = stream(
    "national_movements.take_up", "rounding of the people who join a national movement or return home this week"
)
DESERT = stream("national_movements.desert", "how many native police join a national movement this week")
QUARREL = stream("national_movements.quarrel", "whether two national movements fight this week, and the losses")
RAID = stream("national_movements.raid", "whether a national movement attacks the occupier's police this week")


class State(NamedTuple):
    """Fighters, rifles and networks by cell of the Polish, Ukrainian and Baltic movements and of the Polish left."""

    strength: Array = per("cell", f8, "person", "Armed members of each movement", wide=MOVEMENTS)
    rifles: Array = per("cell", f8, "rifle", "Rifles of each movement, in use and hidden", wide=MOVEMENTS)
    rifles_acquired: Array = per("cell", f8, "rifle", "Rifles from caches of 1939, purchase or police, since the start")
    network: Array = per("cell", f8, "1", "Share of its people that each organisation reaches", wide=MOVEMENTS)
    caches_searched: Array = per("cell", u1, "1", "Whether the caches of 1939 have been searched for")
    fallen: Array = per("cell", f8, "person", "Members of movements dead")
    civilians_killed: Array = per("cell", f8, "person", "Civilians killed in fights between movements")
    polish_ukrainian_fights: Array = per("atom", f8, "clash", "Fights of Poles and Ukrainians today", daily=True)
    killed_by_movements: Array = per("atom", f8, "person", "Members of movements killed by another today", daily=True)
    civilians_killed_today: Array = per("atom", f8, "person", "Civilians killed in such fights today", daily=True)
    police_dead: Array = per("atom", f8, "person", "Native police killed by movements today", daily=True)
    police_deserted: Array = per("atom", f8, "person", "Native police who joined a movement today", daily=True)


class Parameters(NamedTuple):
    """Growth of networks, armament, desertion of police, and fights of national movements."""

    enabled: float = switch("Whether there are national movements")
    polish_enabled: float = switch("Whether the Polish underground exists")
    ukrainian_enabled: float = switch("Whether the Ukrainian movement exists")
    baltic_enabled: float = switch("Whether Baltic bands exist")
    growth_polish: float = param(0.006, "1/week", (0, 0.03), "Growth of the Polish underground", "S097", "house-0110")
    growth_ukrainian: float = param(
        0.012, "1/week", (0, 0.1),
        "Growth of the Ukrainian movement at full grievance", "S420", "house-0110",
    )  # fmt: skip
    growth_left: float = param(
        0.0015, "1/week", (0, 0.02), "Growth of the Polish left in occupied Poland", "S258", "house-0306"
    )
    grievance_threshold: float = param(
        0.4, "1", (0, 0.9), "Grievance up to which the Ukrainian movement seeks cooperation with the occupier",
        "S419", "house-0110",
    )  # fmt: skip
    growth_baltic: float = param(
        0.0004, "1/week", (0, 0.01), "Growth of Baltic bands before 1944", "S444", "S426", "house-0110"
    )
    growth_by_resentment: float = param(
        0.03, "1/week", (0, 0.05), "Additional growth under heavy partisan requisition", "S273", "house-0110"
    )
    network_loss_rate: float = param(
        0.003, "1/week", (0, 0.05), "Share of a network that the occupier breaks up in a week", "house-0110"
    )
    armed_share: float = param(
        0.2, "1", log(0.01, 0.4), "Share of villagers under arms with a full network and full cover",
        "R194", "house-0111",
    )  # fmt: skip
    hidden_rifles_per_1000km2: float = param(
        120, "rifle/1000km2", log(5, 2000), "Rifles hidden by the Polish Army in 1939 where all are Poles", "house-0305"
    )
    rifle_search_rate: float = param(
        0.08, "1/week", log(0.005, 0.5), "Share of abandoned rifles that a full network finds in a week",
        "house-0305",
    )  # fmt: skip
    rifle_purchase_rate: float = param(
        0.015, "rifle/week", log(0.001, 0.2), "Rifles bought in a week for each target member, where troops are many",
        "house-0305",
    )  # fmt: skip
    half_saturation_garrison: float = param(
        150, "person", log(20, 3000), "Garrison at which half of that rate is reached", "house-0305"
    )
    mobilisation_rate: float = param(
        0.06, "1/week", (0.01, 0.5), "Share of the gap to its target that a movement closes in a week", "house-0111"
    )
    return_rate: float = param(0.01, "1/week", (0, 0.2), "Share of surplus members who go home in a week", "house-0111")
    conscripted_share: float = param(0.5, "1", (0, 1), "Share of members conscripted at liberation", "house-0111")
    police_desertion_rate: float = param(
        0.3, "1/week", log(0.005, 0.5),
        "Share of Ukrainian police who join in a week at full grievance near many partisans",
        "S420", "house-0112",
    )  # fmt: skip
    half_saturation_partisans: float = param(
        400, "person", log(30, 4000), "Soviet partisans in a cell at which half of that rate is reached",
        "S421", "house-0112",
    )  # fmt: skip
    support_loss_rate: float = param(
        0.05, "1/week", (0, 0.3),
        "Share of support for the Soviet side lost in a week under a full network",
        "S424", "S264", "house-0113",
    )  # fmt: skip
    fight_chance: float = param(
        0.10, "1/week", (0, 1), "Chance of a Polish-Ukrainian fight in a week where both are strong",
        "S418", "house-0121",
    )  # fmt: skip
    half_saturation_fighters: float = param(
        200, "person", log(20, 2000), "Fighters of the smaller side at which half of that chance is reached",
        "house-0121",
    )  # fmt: skip
    dead_per_fight: float = param(8, "person", log(1, 50), "Mean dead of each side in such a fight", "house-0121")
    civilians_killed_per_fight: float = param(
        20, "person", log(1, 400), "Mean number of civilians killed in such a fight", "house-0121"
    )
    police_raid_chance: float = param(
        0.05, "1/week", (0, 0.5),
        "Chance in a week that a strong Ukrainian movement attacks police, at full grievance", "S421", "house-0121",
    )  # fmt: skip
    police_killed_per_raid: float = param(
        5, "person", log(1, 30), "Mean police killed in a raid; half as many attackers die", "house-0121"
    )


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
def disaffection(population, parameters, c):
    """Return how far grievance exceeds the threshold for cooperation with the occupier, 0 to 1."""
    return max(0.0, population.grievance[c] - parameters.grievance_threshold) / (1.0 - parameters.grievance_threshold)


@daily
def step(national_movements, detachments, population, supply, security, land, forcing, parameters, today):
    """For a seventh of all cells, update networks, fighters and support, desertion of police, and fights."""
    if parameters.enabled == 0.0:
        return
    for c in range(population.rural.size):
        beyond_border = land.abroad[c] == 1 and land.republic[c] != POLAND_GG
        if beyond_border or land.soviet_1938[c] == 1 or not in_weekly_batch(today, c):
            continue
        if forcing.occupied[c] == 0:
            disband(national_movements, population, supply, parameters, c)
            continue
        reached = 0.0
        for k in range(MOVEMENTS):
            nation = nation_share(land, parameters, c, k)
            if nation <= 0.0:
                continue
            growth = parameters.growth_by_resentment * supply.requisition_resentment[c]
            if k == POLISH:
                growth += parameters.growth_polish
            elif k == UKRAINIAN:
                growth += parameters.growth_ukrainian * disaffection(population, parameters, c)
            elif k == BALTIC:
                growth += parameters.growth_baltic
            else:
                growth = parameters.growth_left
            reach = national_movements.network[c, k]
            national_movements.network[c, k] += (1.0 - reach) * growth - parameters.network_loss_rate * reach
            if k != LEFT:
                reached += nation * national_movements.network[c, k]
            armed = parameters.armed_share * national_movements.network[c, k]
            goal = armed * nation * population.rural[c] * land.cover[c]
            gap, u = goal - national_movements.strength[c, k], uniform(today, TAKE_UP, MOVEMENTS * c + k)
            if gap > 0.0:
                wanted = min(whole(parameters.mobilisation_rate * gap, u), population.rural[c])
                n = min(wanted, arm(national_movements, supply, security, land, parameters, today, c, k, wanted, goal))
            else:
                n = -min(whole(-parameters.return_rate * gap, u), national_movements.strength[c, k])
            population.rural[c] -= n
            national_movements.strength[c, k] += n
        population.support_soviet[c] *= 1.0 - min(1.0, parameters.support_loss_rate * reached)
        if nation_share(land, parameters, c, UKRAINIAN) > 0.0:
            change_sides(national_movements, detachments, population, security, land, parameters, today, c)
            fight_each_other(national_movements, population, land, parameters, today, c)
            raid_police(national_movements, population, supply, security, land, parameters, today, c)


@kernel
def arm(national_movements, supply, security, land, parameters, today, c, k, wanted, goal):
    """Find and buy the rifles that a movement needs; return how many more members it can arm."""
    unit = MOVEMENTS * c + k
    if k == POLISH and national_movements.network[c, k] > 0.0 and national_movements.caches_searched[c] == 0:
        national_movements.caches_searched[c] = 1
        cached = float(int(parameters.hidden_rifles_per_1000km2 * land.polish[c] * land.area[c] / 1000.0))
        national_movements.rifles[c, k] += cached
        national_movements.rifles_acquired[c] += cached
    supply_level = security.garrison[c] / (security.garrison[c] + parameters.half_saturation_garrison)
    needed = max(0.0, wanted - (national_movements.rifles[c, k] - national_movements.strength[c, k]))
    bought = min(whole(parameters.rifle_purchase_rate * goal * supply_level, uniform(today, ARM, unit)), needed)
    national_movements.rifles[c, k] += bought
    national_movements.rifles_acquired[c] += bought
    needed -= bought
    sought = parameters.rifle_search_rate * national_movements.network[c, k] * supply.scattered[c]
    found = min(whole(sought, uniform(today, ARM, unit + 100000)), needed, supply.scattered[c])
    supply.scattered[c] -= found
    national_movements.rifles[c, k] += found
    return max(0.0, national_movements.rifles[c, k] - national_movements.strength[c, k])


@kernel
def hand_over(national_movements, c, k, n):
    """Remove the rifles of n men from a movement; return their number."""
    rifles = min(n, national_movements.rifles[c, k])
    national_movements.rifles[c, k] -= rifles
    return rifles


@kernel
def disband(national_movements, population, supply, parameters, c):
    """Dissolve the movements of a freed cell: some members are conscripted, the others return home."""
    men = 0.0
    for k in range(MOVEMENTS):
        men += national_movements.strength[c, k]
        national_movements.strength[c, k] = 0.0
        supply.moscow_rifles[0] += hand_over(national_movements, c, k, national_movements.rifles[c, k])
    conscripted = float(int(parameters.conscripted_share * men))
    population.conscripted[c] += conscripted
    population.rural[c] += men - conscripted


@kernel
def change_sides(national_movements, detachments, population, security, land, parameters, today, c):
    """Let native police join the Ukrainian movement, by grievance and the nearness of Soviet partisans."""
    here = detachments.men_in_cell[c]
    share = parameters.police_desertion_rate * disaffection(population, parameters, c) * here
    share = share / (here + parameters.half_saturation_partisans) * nation_share(land, parameters, c, UKRAINIAN)
    n = min(whole(share * security.police[c], uniform(today, DESERT, c)), security.police[c])
    security.police[c] -= n
    national_movements.strength[c, UKRAINIAN] += n
    national_movements.rifles[c, UKRAINIAN] += n
    national_movements.rifles_acquired[c] += n
    national_movements.police_deserted[land.atom[c]] += n


@kernel
def fight_each_other(national_movements, population, land, parameters, today, c):
    """Let Poles and Ukrainians fight over disputed land; fighters and villagers are killed."""
    lesser = min(national_movements.strength[c, POLISH], national_movements.strength[c, UKRAINIAN])
    if uniform(today, QUARREL, c) >= parameters.fight_chance * lesser / (lesser + parameters.half_saturation_fighters):
        return
    national_movements.polish_ukrainian_fights[land.atom[c]] += 1.0
    for k in range(BALTIC):
        u = uniform(today, QUARREL, c + 100000 * (k + 1))
        dead = min(whole(2.0 * parameters.dead_per_fight * u, u), national_movements.strength[c, k])
        national_movements.strength[c, k] -= dead
        national_movements.fallen[c] += dead
        national_movements.killed_by_movements[land.atom[c]] += dead
        national_movements.rifles[c, UKRAINIAN - k] += hand_over(national_movements, c, k, dead)
    u = uniform(today, QUARREL, c + 300000)
    killed = min(whole(parameters.civilians_killed_per_fight * 4.0 * u * u * u, u), population.rural[c])
    population.rural[c] -= killed
    national_movements.civilians_killed[c] += killed
    national_movements.civilians_killed_today[land.atom[c]] += killed


@kernel
def raid_police(national_movements, population, supply, security, land, parameters, today, c):
    """Let the Ukrainian movement attack the occupier's police, the more the greater the grievance."""
    men = national_movements.strength[c, UKRAINIAN]
    chance = parameters.police_raid_chance * disaffection(population, parameters, c) * men
    if uniform(today, RAID, c) >= chance / (men + parameters.half_saturation_fighters):
        return
    u = uniform(today, RAID, c + 100000)
    dead = min(whole(2.0 * parameters.police_killed_per_raid * u, u), security.police[c])
    security.police[c] -= dead
    security.police_fallen[c] += dead
    national_movements.police_dead[land.atom[c]] += dead
    national_movements.rifles[c, UKRAINIAN] += dead
    national_movements.rifles_acquired[c] += dead
    attackers_dead = min(whole(parameters.police_killed_per_raid * u, u), men)
    national_movements.strength[c, UKRAINIAN] -= attackers_dead
    national_movements.fallen[c] += attackers_dead
    supply.lost[c] += hand_over(national_movements, c, UKRAINIAN, attackers_dead)
