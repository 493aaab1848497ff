"""Bombing: aircraft that support an expedition search for camps and bomb those that they find.

Forest hides a camp from the air, less when the leaves are down; the smoke of fires in frost shows it. The subsystem
produces air attacks on camps and the partisans whom they kill.
"""

from typing import NamedTuple

from hinterland.core.chance import draw_even, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, log, per, switch
from hinterland.core.geometry import density
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import living, record_deaths, update_strength
from hinterland.core.response import saturate

FIND = stream("bombing.find", "whether aircraft find a camp today")
HIT = stream("bombing.hit", "which share of a camp's people an air attack would kill")
KILL = stream("bombing.kill", "rounding of those whom an air attack kills")


class State(NamedTuple):
    """Air attacks of the day and their victims."""

    attacks: Array = per("atom", f8, "attack", "Air attacks on camps today", daily=True)
    killed: Array = per("atom", f8, "person", "Partisans killed by air attack today", daily=True)


class Parameters(NamedTuple):
    """Chance of detection from the air, and losses."""

    enabled: float = switch("Whether camps are attacked from the air")
    detection_per_day: float = assumed(
        0.03, "1/day", (0, 0.5), "Daily chance that aircraft find a camp without cover during a large expedition",
        "house-0176",
    )  # fmt: skip
    half_saturation_troops: float = assumed(
        1200, "person/1000km2", log(100, 10000), "Troop density at which detection reaches half of its maximum",
        "house-2004",
    )  # fmt: skip
    leaf_share_of_cover: float = directional(
        0.7, "1", (0, 1), "Share of the forest's cover from the air that consists of leaves", "S557", "house-2004"
    )
    smoke_per_degree: float = directional(
        0.025, "1/degC", (0, 0.1), "Added chance of detection for each degree of frost, because of smoke",
        "S556", "house-2004",
    )  # fmt: skip
    killed_share: float = directional(
        0.03, "1", (0, 0.2), "Mean share of a camp's people whom an air attack kills", "S557", "house-0176"
    )


@daily
def step(bombing, detachments, population, expeditions, land, forcing, parameters, today):
    """Let aircraft search for the camps on the ground of expeditions, and bomb those that they find."""
    if parameters.enabled == 0.0:
        return
    for i in living(detachments):
        c = detachments.cell[i]
        if detachments.alive[i] == 0 or expeditions.troops[c] <= 0.0:
            continue
        if uniform(today, FIND, detachments.key[i]) < detection_chance(expeditions, land, forcing, parameters, c):
            bomb(bombing, detachments, population, land, parameters, today, i)


@kernel
def detection_chance(expeditions, land, forcing, parameters, c):
    """Return the chance that aircraft find a camp in a cell today."""
    z, troops = land.zone[c], density(expeditions.troops[c], land.area[c])
    bare = 1.0 - land.cover[c] * (1.0 - parameters.leaf_share_of_cover * (1.0 - forcing.foliage[z]))
    smoke = 1.0 + parameters.smoke_per_degree * max(0.0, -forcing.temp[z])
    return parameters.detection_per_day * saturate(troops, parameters.half_saturation_troops) * bare * smoke


@kernel
def bomb(bombing, detachments, population, land, parameters, today, i):
    """Kill a share of a camp's people: any from none to twice the mean is as likely."""
    key = detachments.key[i]
    atom, men = land.atom[detachments.cell[i]], detachments.men[i]
    share = draw_even(parameters.killed_share, uniform(today, HIT, key))
    dead = record_deaths(detachments, population, land, i, draw_whole(men, share * men, uniform(today, KILL, key)))
    update_strength(detachments, i)
    bombing.attacks[atom] += 1.0
    bombing.killed[atom] += dead
