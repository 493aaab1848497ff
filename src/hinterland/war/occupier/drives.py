"""Drives: enclosed detachments slip through gaps of the ring by night, or are met by the drive and hold.

By night a detachment may slip through a gap. By day the drive may meet it; it then holds for the day, with losses on
both sides. Whoever is not met lies low. What remains inside when the expedition ends is free again.
"""

from typing import NamedTuple

from hinterland.core.chance import draw_count, draw_even, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, bounded, f8, i4, log, per, u1
from hinterland.core.geometry import density
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import gain_experience, living, record_deaths, update_strength, wound
from hinterland.core.response import saturate
from hinterland.core.ring import count_losses, leave_ring, lose_rifles
from hinterland.core.stock import held

SLIP = stream("drives.slip", "whether a detachment slips through a gap in the ring tonight")
MEET = stream("drives.meet", "whether the drive meets a detachment today")
HOLD = stream("drives.hold", "losses of a detachment that holds, and of the troops: mean and roundings")
MEAN, DEAD, WOUNDED, RIFLES, OWN = range(5)
"""Draws of `HOLD`."""


class State(NamedTuple):
    """Days of fighting in rings, and what each expedition did to partisans and lost itself."""

    ring: Array = per("detachment", i4, "row", "Expedition in whose ring it was last, -1 for none", start=-1)
    met: Array = per("detachment", u1, "1", "Whether the drive met it today")
    fighting_days: Array = per("detachment", f8, "day", "Days on which it fought in that ring")
    partisans_dead: Array = per("expedition", f8, "person", "Partisans killed in it")
    partisans_captured: Array = per("expedition", f8, "person", "Partisans captured in it and kept alive")
    axis_dead: Array = per("expedition", f8, "person", "Axis soldiers killed in it")
    partisans_killed: Array = per("cell", f8, "person", "Partisans killed in expeditions today", daily=True)
    own_dead: Array = per("cell", f8, "person", "Expedition troops killed today", daily=True)
    captured: Array = per("cell", f8, "person", "Partisans captured in expeditions and kept alive today", daily=True)
    executed: Array = per("cell", f8, "person", "Partisans captured in expeditions and shot today", daily=True)
    weapons: Array = per("cell", f8, "weapon", "Weapons taken from partisans in expeditions today", daily=True)
    wounded: Array = per("atom", f8, "person", "Partisans wounded in expeditions today", daily=True)
    slipped: Array = per("atom", f8, "person", "Partisans who slipped through a ring today", daily=True)


class Parameters(NamedTuple):
    """Gaps in a ring, meetings with the drive, and the losses of those who hold."""

    slip_chance: float = assumed(
        0.5, "1/day", log(0.05, 1), "Chance in a long night that a few experienced people pass a ring of few men",
        "house-1306",
    )  # fmt: skip
    half_saturation_ring: float = assumed(
        20, "person/km", log(3, 200), "Men on a km of ring that halve the chance to pass it", "house-1306"
    )
    night_of_gaps_h: float = assumed(10, "h", (6, 16), "Hours of darkness from which a night is long", "house-1306")
    open_ground_effect: float = assumed(
        0.6, "1", (0, 1), "Share of the chance to pass a ring that is lost on ground without cover", "house-1306"
    )
    raw_effect: float = assumed(0.5, "1", (0, 1), "Share that a detachment without experience loses", "house-1306")
    size_effect: float = assumed(0.8, "1", (0, 1), "Share that a very large detachment loses", "house-1306")
    middling_size: float = assumed(
        80,
        "person",
        log(10, 800),
        "Size of a detachment at which half of the effects of size are reached",
        "house-1306",
    )
    wounded_effect: float = assumed(
        2.0, "1", (0, 10), "Share that is lost for each wounded person in care for each fit one", "house-1306"
    )
    meeting_chance: float = assumed(
        0.35, "1/day", log(0.02, 1), "Chance in a day that many troops meet a detachment of middling size in the open",
        "house-1307",
    )  # fmt: skip
    meeting_of_few: float = assumed(
        0.5, "1", (0, 1), "Chance that troops meet a few people, relative to a detachment of middling size",
        "house-1904",
    )  # fmt: skip
    half_saturation_troops: float = assumed(
        600, "person/1000km2", log(60, 6000), "Troop density at which half of the largest chance of a meeting is "
        "reached", "house-1307",
    )  # fmt: skip
    cover_effect: float = assumed(
        0.7, "1", (0, 1), "Share of the chance of a meeting from which cover and mire protect those who lie low",
        "house-1307",
    )  # fmt: skip
    loss_share_of_stand: float = assumed(
        0.07, "1", log(0.01, 0.3), "Mean share of a raw detachment killed on a day when it holds", "house-1308"
    )
    skill_protection: float = assumed(
        0.5, "1", (0, 1), "Share of its dead that an experienced detachment avoids", "house-1308"
    )
    wounded_per_dead: float = assumed(1.2, "1", (0, 4), "Wounded for each dead, brought along", "house-1308")
    own_dead_in_stand: float = bounded(
        0.35, "1", log(0.02, 1), "Soldiers killed for each partisan killed by armed people who hold", "house-0656",
        at_least="R329 / R327",
    )  # fmt: skip
    rifles_lost_share: float = assumed(
        0.6, "rifle/person", (0, 1), "Rifles taken for each partisan killed or caught", "house-1310"
    )
    skill_gained: float = assumed(
        0.05,
        "1",
        (0, 0.5),
        "Share of the skill that it lacks which a detachment gains by a day of fighting",
        "house-1308",
    )


@daily
def step(
    drives, cordon, expeditions, detachments, population, supply, concealment, land, forcing, parameters, today
):  # fmt: skip
    """Let every enclosed detachment slip away, lie low, or hold against the drive that meets it."""
    for i in living(detachments):
        e = cordon.enclosed[i]
        if e < 0 or detachments.men[i] < 1.0:
            continue
        drives.met[i] = 0
        if drives.ring[i] != e:
            drives.ring[i] = e
            drives.fighting_days[i] = 0.0
        c, ring = detachments.cell[i], cordon.men_per_km[e]
        night, cover = forcing.night[land.zone[c]], concealment.share[c]
        key = detachments.key[i]
        if uniform(today, SLIP, key) < slip_chance(detachments, parameters, i, ring, night, cover):
            drives.slipped[land.atom[c]] += detachments.men[i]
            leave_ring(cordon, expeditions, detachments, land, forcing, i, e)
            continue
        troops = density(expeditions.men[e], cordon.inside_share[e] * expeditions.swept_km2[e])
        chance = parameters.meeting_chance * saturate(troops, parameters.half_saturation_troops)
        chance *= 1.0 - parameters.cover_effect * cover
        chance *= parameters.meeting_of_few + saturate(detachments.men[i], parameters.middling_size)
        if uniform(today, MEET, key) < chance:
            drives.met[i] = 1
            hold(drives, detachments, population, supply, land, parameters, today, i, e)


@kernel
def slip_chance(detachments, parameters, i, ring, night, cover):
    """Return the chance that a detachment slips through tonight."""
    men = max(detachments.men[i], 1.0)
    chance = parameters.slip_chance * (1.0 - saturate(ring, parameters.half_saturation_ring))
    chance *= min(1.0, night / parameters.night_of_gaps_h)
    chance *= 1.0 - parameters.open_ground_effect * (1.0 - cover)
    chance *= 1.0 - parameters.raw_effect * (1.0 - detachments.skill[i])
    chance *= 1.0 - parameters.size_effect * saturate(men, parameters.middling_size)
    return chance * max(0.0, 1.0 - parameters.wounded_effect * detachments.wounded[i] / men)


@kernel
def hold(drives, detachments, population, supply, land, parameters, today, i, e):
    """Let a detachment hold for a day: dead, wounded, rifles lost, dead of the troops, and experience."""
    key = detachments.key[i]
    u, v = uniform(today, HOLD, key, MEAN), uniform(today, HOLD, key, DEAD)
    c = detachments.cell[i]
    mean = draw_even(parameters.loss_share_of_stand, u) * detachments.men[i]
    mean *= 1.0 - parameters.skill_protection * detachments.skill[i]
    armed = min(1.0, detachments.rifles[i] / detachments.men[i])
    dead = record_deaths(detachments, population, land, i, draw_whole(detachments.men[i], mean, v))
    hurt = parameters.wounded_per_dead * dead
    hurt = draw_whole(held(detachments.people, i), hurt, uniform(today, HOLD, key, WOUNDED))
    drives.wounded[land.atom[c]] += wound(detachments, i, hurt)
    update_strength(detachments, i)
    taken = draw_whole(detachments.rifles[i], parameters.rifles_lost_share * dead, uniform(today, HOLD, key, RIFLES))
    lose_rifles(drives, detachments, supply, i, taken)
    own = draw_count(parameters.own_dead_in_stand * armed * dead, uniform(today, HOLD, key, OWN))
    count_losses(drives, c, e, dead, own)
    drives.fighting_days[i] += 1.0
    gain_experience(detachments, i, parameters.skill_gained)
