"""Rivals: the national movements of the annexed lands, Polish, Ukrainian and Baltic. How they grow and whom they arm.

They fought for states of their own, against the Soviet side, the occupier or both. Each lives where its people live.
"""

from typing import NamedTuple

from hinterland.core.chance import stream, their_day, uniform, whole
from hinterland.core.declare import Array, f8, log, param, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.theatre.land import ESSR, LASSR, LSSR, UKSSR

POLISH, UKRAINIAN, BALTIC = 0, 1, 2
MOVEMENTS = 3
TAKE_UP = stream("rivals.take_up", "rounding of those who take up arms for a national movement or go home this week")
DESERT = stream("rivals.desert", "how many native police go over to a national movement this week")
QUARREL = stream("rivals.quarrel", "whether two national movements fight this week, and what it costs")
RAID = stream("rivals.raid", "whether a national movement falls upon the occupier's police this week")


class Rivals(NamedTuple):
    """The national movements of every cell: the Polish, the Ukrainian and the Baltic ones."""

    strength: Array = per("cell", f8, "person", "Armed men of each movement", wide=MOVEMENTS)
    network: Array = per(
        "cell", f8, "1", "How far the organisation of each movement reaches its own people, 0 to 1", wide=MOVEMENTS
    )
    fallen: Array = per("cell", f8, "person", "Members of national movements dead")
    slain: Array = per("cell", f8, "person", "Civilians killed in the fighting of the movements with each other")
    quarrels: Array = per("cell", f8, "clash", "Fights of Poles and Ukrainians today", daily=True)
    between: Array = per("cell", f8, "person", "Members of movements whom another killed today", daily=True)
    slain_today: Array = per("cell", f8, "person", "Civilians killed today as movements fought", daily=True)
    police_dead: Array = per("cell", f8, "person", "Native police killed by movements today", daily=True)
    deserted: Array = per("cell", f8, "person", "Native police who went over to a movement today", daily=True)


class RivalsRules(NamedTuple):
    """What the growth of national movements depends on."""

    at_work: float = switch("Whether there are national movements")
    poles: float = switch("Whether the Polish underground is one of them")
    ukrainians: float = switch("Whether the Ukrainian movement is one of them")
    balts: float = switch("Whether Baltic bands are among them")
    polish: float = param(
        0.006, "1/week", (0, 0.03), "Weekly growth of the Polish underground under any occupation", "S097", "house-0110"
    )
    ukrainian: float = param(
        0.012,
        "1/week",
        (0, 0.1),
        "Weekly growth of the Ukrainian movement where the occupier has done all wrong he could",
        "S420",
        "house-0110",
    )
    hope: float = param(
        0.4, "1", (0, 0.9), "Wrong up to which it hopes for common ground with the occupier", "S419", "house-0110"
    )
    baltic: float = param(
        0.0004, "1/week", (0, 0.01), "Weekly growth of Baltic bands before 1944", "S444", "S426", "house-0110"
    )
    sting: float = param(
        0.03, "1/week", (0, 0.05), "What heavy seizure of food by partisans adds to it", "S273", "house-0110"
    )
    broken: float = param(
        0.003, "1/week", (0, 0.05), "Share of an organisation that the occupier breaks up in a week", "house-0110"
    )
    armed: float = param(
        0.2,
        "1",
        log(0.01, 0.4),
        "Share of villagers whom a full organisation can keep under arms where cover is full",
        "R194",
        "house-0111",
    )
    quicken: float = param(0.06, "1/week", (0.01, 0.5), "Share of the way to that number gone in a week", "house-0111")
    home: float = param(0.01, "1/week", (0, 0.2), "Share of those beyond it who go home in a week", "house-0111")
    army: float = param(
        0.5, "1", (0, 1), "Share of armed men called up when the front has passed, the rest being at home", "house-0111"
    )
    desert: float = param(
        0.3,
        "1/week",
        log(0.005, 0.5),
        "Share of Ukrainian police who leave for the woods in a week where all is wrong and Soviet formations are near",
        "S420",
        "house-0112",
    )
    near: float = param(
        400, "person", log(30, 4000), "Soviet partisans in a cell at which half of them would", "S421", "house-0112"
    )
    aloof: float = param(
        0.05,
        "1/week",
        (0, 0.3),
        "Share of the will to help the Soviet side that a full organisation takes away in a week",
        "S424",
        "S264",
        "house-0113",
    )
    quarrel: float = param(
        0.10,
        "1/week",
        (0, 1),
        "Chance of a fight in a week where Poles and Ukrainians are many under arms",
        "S418",
        "house-0121",
    )
    many: float = param(
        200, "person", log(20, 2000), "Armed men of the lesser side at which half that chance is reached", "house-0121"
    )
    cost: float = param(8, "person", log(1, 50), "Mean dead of each side in such a fight", "house-0121")
    villagers: float = param(
        20, "person", log(1, 400), "Mean number of civilians killed with it, mostly of the lesser nation", "house-0121"
    )
    raid: float = param(
        0.05,
        "1/week",
        (0, 0.5),
        "Chance in a week that a strong Ukrainian movement falls upon the police where all is wrong",
        "S421",
        "house-0121",
    )
    prey: float = param(5, "person", log(1, 30), "Mean police killed in it, and half as many attackers", "house-0121")


@kernel
def living(land, rules, c, k):
    """Return the share of a cell's people among whom a movement lives: only in lands annexed in 1939-40."""
    if land.abroad[c] == 1 or land.soviet_1938[c] == 1:
        return 0.0
    if k == POLISH:
        return rules.poles * land.polish[c]
    if k == UKRAINIAN:
        return rules.ukrainians * land.west_ukrainian[c] if land.republic[c] == UKSSR else 0.0
    return rules.balts * land.baltic[c] if land.republic[c] in (LSSR, LASSR, ESSR) else 0.0


@kernel
def soured(people, rules, c):
    """Return how far the wrongs of the occupier have ended the hope of common ground with him, 0 to 1."""
    return max(0.0, people.wrong[c] - rules.hope) / (1.0 - rules.hope)


@daily
def step(rivals, detachments, people, stores, security, land, outside, rules, today):
    """A seventh of all cells: organisations spread, men take up arms, police change sides, movements fight."""
    if rules.at_work == 0.0:
        return
    for c in range(people.rural.size):
        if land.abroad[c] == 1 or land.soviet_1938[c] == 1:
            continue
        if not their_day(today, c):
            continue
        if outside.occupied[c] == 0:
            disband(rivals, people, rules, c)
            continue
        held_back = 0.0
        for k in range(MOVEMENTS):
            nation = living(land, rules, c, k)
            if nation <= 0.0:
                continue
            drive = rules.sting * stores.grudge[c]
            if k == POLISH:
                drive += rules.polish
            elif k == UKRAINIAN:
                drive += rules.ukrainian * soured(people, rules, c)
            else:
                drive += rules.baltic
            reach = rivals.network[c, k]
            rivals.network[c, k] += (1.0 - reach) * drive - rules.broken * reach
            held_back += nation * rivals.network[c, k]
            goal = rules.armed * rivals.network[c, k] * nation * people.rural[c] * land.cover[c]
            gap, u = goal - rivals.strength[c, k], uniform(today, TAKE_UP, 3 * c + k)
            if gap > 0.0:
                n = min(whole(rules.quicken * gap, u), people.rural[c])
            else:
                n = -min(whole(-rules.home * gap, u), rivals.strength[c, k])
            people.rural[c] -= n
            rivals.strength[c, k] += n
        people.soviet[c] *= 1.0 - min(1.0, rules.aloof * held_back)
        if living(land, rules, c, UKRAINIAN) > 0.0:
            change_sides(rivals, detachments, people, security, land, rules, today, c)
            fight_each_other(rivals, people, rules, today, c)
            fall_upon(rivals, people, security, rules, today, c)


@kernel
def disband(rivals, people, rules, c):
    """When the front has passed, some of the armed men are called up, and the others are at home again."""
    men = 0.0
    for k in range(MOVEMENTS):
        men += rivals.strength[c, k]
        rivals.strength[c, k] = 0.0
    called = float(int(rules.army * men))
    people.army[c] += called
    people.rural[c] += men - called


@kernel
def change_sides(rivals, detachments, people, security, land, rules, today, c):
    """Native police leave the occupier's service where he has wronged their people and Soviet formations come near."""
    here = detachments.here[c]
    share = rules.desert * soured(people, rules, c) * here / (here + rules.near) * living(land, rules, c, UKRAINIAN)
    n = min(whole(share * security.police[c], uniform(today, DESERT, c)), security.police[c])
    security.police[c] -= n
    rivals.strength[c, UKRAINIAN] += n
    rivals.deserted[c] += n


@kernel
def fight_each_other(rivals, people, rules, today, c):
    """Poles and Ukrainians fight for land that both call theirs, and villagers are killed with the armed."""
    lesser = min(rivals.strength[c, POLISH], rivals.strength[c, UKRAINIAN])
    if uniform(today, QUARREL, c) >= rules.quarrel * lesser / (lesser + rules.many):
        return
    rivals.quarrels[c] += 1.0
    for k in range(BALTIC):
        u = uniform(today, QUARREL, c + 100000 * (k + 1))
        dead = min(whole(2.0 * rules.cost * u, u), rivals.strength[c, k])
        rivals.strength[c, k] -= dead
        rivals.fallen[c] += dead
        rivals.between[c] += dead
    u = uniform(today, QUARREL, c + 300000)
    killed = min(whole(rules.villagers * 4.0 * u * u * u, u), people.rural[c])
    people.rural[c] -= killed
    rivals.slain[c] += killed
    rivals.slain_today[c] += killed


@kernel
def fall_upon(rivals, people, security, rules, today, c):
    """Where the occupier has wronged its people, the Ukrainian movement attacks his police too."""
    men = rivals.strength[c, UKRAINIAN]
    if uniform(today, RAID, c) >= rules.raid * soured(people, rules, c) * men / (men + rules.many):
        return
    u = uniform(today, RAID, c + 100000)
    dead = min(whole(2.0 * rules.prey * u, u), security.police[c])
    security.police[c] -= dead
    security.police_fallen[c] += dead
    rivals.police_dead[c] += dead
    own = min(whole(rules.prey * u, u), men)
    rivals.strength[c, UKRAINIAN] -= own
    rivals.fallen[c] += own
