"""Rivals: the national movements, Polish, Ukrainian and Baltic, and the Polish left. How they grow and whom they arm.

They fought for states of their own, against the Soviet side, the occupier or both; the Polish left stood by the Soviet
side. Each lives where its people live, and has as many under arms as it has arms for.
"""

from typing import NamedTuple

from hinterland.core.chance import in_weekly_batch, stream, uniform, whole
from hinterland.core.declare import Array, f8, log, param, per, switch, u1
from hinterland.core.jit import daily, kernel
from hinterland.core.movements import BALTIC, LEFT, MOVEMENTS, POLISH, UKRAINIAN
from hinterland.theatre.land import ESSR, LASSR, LSSR, POLAND_GG, UKSSR

ARM = stream("rivals.arm", "how many rifles a national movement finds and buys this week")
TAKE_UP = stream("rivals.take_up", "rounding of those who take up arms for a national movement or go home this week")
DESERT = stream("rivals.desert", "how many native police go over to a national movement this week")
QUARREL = stream("rivals.quarrel", "whether two national movements fight this week, and what it costs")
RAID = stream("rivals.raid", "whether a national movement falls upon the occupier's police this week")


class State(NamedTuple):
    """The movements of every cell: the Polish, the Ukrainian, the Baltic one, and the Polish left."""

    strength: Array = per("cell", f8, "person", "Armed men of each movement", wide=MOVEMENTS)
    rifles: Array = per("cell", f8, "rifle", "Rifles of each movement, in hand and hidden", wide=MOVEMENTS)
    rifles_acquired: Array = per(
        "cell",
        f8,
        "rifle",
        "Rifles that movements hid in 1939, bought, or had from those who served the enemy, since the start",
    )
    network: Array = per(
        "cell", f8, "1", "How far the organisation of each movement reaches its own people, 0 to 1", wide=MOVEMENTS
    )
    caches_searched: Array = per("cell", u1, "1", "Whether the arms hidden in 1939 have been looked for")
    fallen: Array = per("cell", f8, "person", "Members of movements dead")
    civilians_killed: Array = per(
        "cell", f8, "person", "Civilians killed in the fighting of the movements with each other"
    )
    internal_fights: Array = per("atom", f8, "clash", "Fights of Poles and Ukrainians today", daily=True)
    killed_by_movements: Array = per("atom", f8, "person", "Members of movements whom another killed today", daily=True)
    civilians_killed_today: Array = per("atom", f8, "person", "Civilians killed today as movements fought", daily=True)
    police_dead: Array = per("atom", f8, "person", "Native police killed by movements today", daily=True)
    police_deserted: Array = per("atom", f8, "person", "Native police who went over to a movement today", daily=True)


class Parameters(NamedTuple):
    """What the growth of national movements depends on."""

    enabled: float = switch("Whether there are national movements")
    polish_enabled: float = switch("Whether the Polish underground is one of them")
    ukrainian_enabled: float = switch("Whether the Ukrainian movement is one of them")
    baltic_enabled: float = switch("Whether Baltic bands are among them")
    growth_polish: float = param(
        0.006, "1/week", (0, 0.03), "Weekly growth of the Polish underground under any occupation", "S097", "house-0110"
    )
    growth_ukrainian: float = param(
        0.012, "1/week", (0, 0.1),
        "Weekly growth of the Ukrainian movement where the occupier has done all wrong he could", "S420", "house-0110",
    )  # fmt: skip
    growth_left: float = param(
        0.0015, "1/week", (0, 0.02), "Weekly growth of the Polish left in occupied Poland", "S258", "house-0306"
    )
    grievance_threshold: float = param(
        0.4, "1", (0, 0.9), "Wrong up to which it hopes for common ground with the occupier", "S419", "house-0110"
    )
    growth_baltic: float = param(
        0.0004, "1/week", (0, 0.01), "Weekly growth of Baltic bands before 1944", "S444", "S426", "house-0110"
    )
    growth_by_resentment: float = param(
        0.03, "1/week", (0, 0.05), "What heavy seizure of food by partisans adds to it", "S273", "house-0110"
    )
    network_loss_rate: float = param(
        0.003, "1/week", (0, 0.05), "Share of an organisation that the occupier breaks up in a week", "house-0110"
    )
    armed_share: float = param(
        0.2, "1", log(0.01, 0.4), "Share of villagers whom a full organisation can keep under arms where cover is full",
        "R194", "house-0111",
    )  # fmt: skip
    hidden_rifles: float = param(
        120, "rifle/1000km2", log(5, 2000), "Rifles that the Polish Army hid in 1939 where all are Poles", "house-0305"
    )
    rifle_search_rate: float = param(
        0.08, "1/week", log(0.005, 0.5), "Share of rifles lying hidden that a full organisation finds in a week",
        "house-0305",
    )  # fmt: skip
    rifle_purchase_rate: float = param(
        0.015, "rifle/week", log(0.001, 0.2), "Rifles bought in a week, where troops are many, for each man to be had",
        "house-0305",
    )  # fmt: skip
    half_saturation_garrison: float = param(
        150, "person", log(20, 3000), "Soldiers in garrison at which half of that is", "house-0305"
    )
    mobilisation_rate: float = param(
        0.06, "1/week", (0.01, 0.5), "Share of the way to that number gone in a week", "house-0111"
    )
    return_rate: float = param(0.01, "1/week", (0, 0.2), "Share of those beyond it who go home in a week", "house-0111")
    conscripted_share: float = param(
        0.5, "1", (0, 1), "Share of armed men called up when the front has passed, the rest being at home", "house-0111"
    )
    police_desertion_rate: float = param(
        0.3, "1/week", log(0.005, 0.5),
        "Share of Ukrainian police who leave for the woods in a week where all is wrong and Soviet formations are near",
        "S420", "house-0112",
    )  # fmt: skip
    half_saturation_partisans: float = param(
        400, "person", log(30, 4000), "Soviet partisans in a cell at which half of them would", "S421", "house-0112"
    )
    support_loss_rate: float = param(
        0.05, "1/week", (0, 0.3),
        "Share of the will to help the Soviet side that a full organisation takes away in a week",
        "S424", "S264", "house-0113",
    )  # fmt: skip
    fight_chance: float = param(
        0.10, "1/week", (0, 1), "Chance of a fight in a week where Poles and Ukrainians are many under arms",
        "S418", "house-0121",
    )  # fmt: skip
    half_saturation_fighters: float = param(
        200, "person", log(20, 2000), "Armed men of the lesser side at which half that chance is reached", "house-0121"
    )
    dead_per_fight: float = param(8, "person", log(1, 50), "Mean dead of each side in such a fight", "house-0121")
    civilians_killed_per_fight: float = param(
        20, "person", log(1, 400), "Mean number of civilians killed with it, mostly of the lesser nation", "house-0121"
    )
    police_raid_chance: float = param(
        0.05,
        "1/week",
        (0, 0.5),
        "Chance in a week that a strong Ukrainian movement falls upon the police where all is wrong",
        "S421",
        "house-0121",
    )
    police_killed_per_raid: float = param(
        5, "person", log(1, 30), "Mean police killed in it, and half as many attackers", "house-0121"
    )


@kernel
def living(land, parameters, c, k):
    """Return the share of a cell's people among whom a movement lives: in lands annexed in 1939-40, and Poles."""
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
def soured(population, parameters, c):
    """Return how far the wrongs of the occupier have ended the hope of common ground with him, 0 to 1."""
    return max(0.0, population.grievance[c] - parameters.grievance_threshold) / (1.0 - parameters.grievance_threshold)


@daily
def step(national_movements, detachments, population, supply, security, land, forcing, parameters, today):
    """A seventh of all cells: organisations spread, men take up arms, police change sides, movements fight."""
    if parameters.enabled == 0.0:
        return
    for c in range(population.rural.size):
        beyond = land.abroad[c] == 1 and land.republic[c] != POLAND_GG
        if beyond or land.soviet_1938[c] == 1 or not in_weekly_batch(today, c):
            continue
        if forcing.occupied[c] == 0:
            disband(national_movements, population, supply, parameters, c)
            continue
        held_back = 0.0
        for k in range(MOVEMENTS):
            nation = living(land, parameters, c, k)
            if nation <= 0.0:
                continue
            drive = parameters.growth_by_resentment * supply.grudge[c]
            if k == POLISH:
                drive += parameters.growth_polish
            elif k == UKRAINIAN:
                drive += parameters.growth_ukrainian * soured(population, parameters, c)
            elif k == BALTIC:
                drive += parameters.growth_baltic
            else:
                drive = parameters.growth_left
            reach = national_movements.network[c, k]
            national_movements.network[c, k] += (1.0 - reach) * drive - parameters.network_loss_rate * reach
            if k != LEFT:
                held_back += nation * national_movements.network[c, k]
            goal = (
                parameters.armed_share * national_movements.network[c, k] * nation * population.rural[c] * land.cover[c]
            )
            gap, u = goal - national_movements.strength[c, k], uniform(today, TAKE_UP, MOVEMENTS * c + k)
            if gap > 0.0:
                wanted = min(whole(parameters.mobilisation_rate * gap, u), population.rural[c])
                n = min(wanted, arm(national_movements, supply, security, land, parameters, today, c, k, wanted, goal))
            else:
                n = -min(whole(-parameters.return_rate * gap, u), national_movements.strength[c, k])
            population.rural[c] -= n
            national_movements.strength[c, k] += n
        population.support_soviet[c] *= 1.0 - min(1.0, parameters.support_loss_rate * held_back)
        if living(land, parameters, c, UKRAINIAN) > 0.0:
            change_sides(national_movements, detachments, population, security, land, parameters, today, c)
            fight_each_other(national_movements, population, land, parameters, today, c)
            fall_upon(national_movements, population, supply, security, land, parameters, today, c)


@kernel
def arm(national_movements, supply, security, land, parameters, today, c, k, wanted, goal):
    """Let a movement look for the rifles that it wants; return for how many more men it has one."""
    unit = MOVEMENTS * c + k
    if k == POLISH and national_movements.network[c, k] > 0.0 and national_movements.caches_searched[c] == 0:
        national_movements.caches_searched[c] = 1
        dug = float(int(parameters.hidden_rifles * land.polish[c] * land.area[c] / 1000.0))
        national_movements.rifles[c, k] += dug
        national_movements.rifles_acquired[c] += dug
    stock = security.garrison[c] / (security.garrison[c] + parameters.half_saturation_garrison)
    short = max(0.0, wanted - (national_movements.rifles[c, k] - national_movements.strength[c, k]))
    bought = min(whole(parameters.rifle_purchase_rate * goal * stock, uniform(today, ARM, unit)), short)
    national_movements.rifles[c, k] += bought
    national_movements.rifles_acquired[c] += bought
    short -= bought
    sought = parameters.rifle_search_rate * national_movements.network[c, k] * supply.scattered[c]
    found = min(whole(sought, uniform(today, ARM, unit + 100000)), short, supply.scattered[c])
    supply.scattered[c] -= found
    national_movements.rifles[c, k] += found
    return max(0.0, national_movements.rifles[c, k] - national_movements.strength[c, k])


@kernel
def hand_over(national_movements, c, k, n):
    """Take the rifles of n men from a movement; return how many there were."""
    rifles = min(n, national_movements.rifles[c, k])
    national_movements.rifles[c, k] -= rifles
    return rifles


@kernel
def disband(national_movements, population, supply, parameters, c):
    """When the front has passed, some of the armed men are called up, the others are at home; arms are handed in."""
    men = 0.0
    for k in range(MOVEMENTS):
        men += national_movements.strength[c, k]
        national_movements.strength[c, k] = 0.0
        supply.moscow_rifles[0] += hand_over(national_movements, c, k, national_movements.rifles[c, k])
    called = float(int(parameters.conscripted_share * men))
    population.conscripted[c] += called
    population.rural[c] += men - called


@kernel
def change_sides(national_movements, detachments, population, security, land, parameters, today, c):
    """Native police leave the occupier's service where he has wronged their people and Soviet formations come near."""
    here = detachments.here[c]
    share = (
        parameters.police_desertion_rate
        * soured(population, parameters, c)
        * here
        / (here + parameters.half_saturation_partisans)
        * living(land, parameters, c, UKRAINIAN)
    )
    n = min(whole(share * security.police[c], uniform(today, DESERT, c)), security.police[c])
    security.police[c] -= n
    national_movements.strength[c, UKRAINIAN] += n
    national_movements.rifles[c, UKRAINIAN] += n
    national_movements.rifles_acquired[c] += n
    national_movements.police_deserted[land.atom[c]] += n


@kernel
def fight_each_other(national_movements, population, land, parameters, today, c):
    """Poles and Ukrainians fight for land that both call theirs, and villagers are killed with the armed."""
    lesser = min(national_movements.strength[c, POLISH], national_movements.strength[c, UKRAINIAN])
    if uniform(today, QUARREL, c) >= parameters.fight_chance * lesser / (lesser + parameters.half_saturation_fighters):
        return
    national_movements.internal_fights[land.atom[c]] += 1.0
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
def fall_upon(national_movements, population, supply, security, land, parameters, today, c):
    """Where the occupier has wronged its people, the Ukrainian movement attacks his police too."""
    men = national_movements.strength[c, UKRAINIAN]
    if uniform(today, RAID, c) >= parameters.police_raid_chance * soured(population, parameters, c) * men / (
        men + parameters.half_saturation_fighters
    ):
        return
    u = uniform(today, RAID, c + 100000)
    dead = min(whole(2.0 * parameters.police_killed_per_raid * u, u), security.police[c])
    security.police[c] -= dead
    security.police_fallen[c] += dead
    national_movements.police_dead[land.atom[c]] += dead
    national_movements.rifles[c, UKRAINIAN] += dead
    national_movements.rifles_acquired[c] += dead
    own = min(whole(parameters.police_killed_per_raid * u, u), men)
    national_movements.strength[c, UKRAINIAN] -= own
    national_movements.fallen[c] += own
    supply.lost[c] += hand_over(national_movements, c, UKRAINIAN, own)
