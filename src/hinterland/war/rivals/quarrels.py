"""Quarrels: the fights of national movements with each other and with the occupier's police.

Poles and Ukrainians fight over disputed land where both are armed, and villagers are killed with them. The Ukrainian
movement raids the police, the more the greater the grievance of its people.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import (
    draw_count,
    draw_even,
    draw_whole,
    stream,
    uniform,
    weekly_batch_row,
    weekly_batch_size,
)
from hinterland.core.declare import Array, assumed, directional, f8, log, per
from hinterland.core.elementary import power
from hinterland.core.geometry import density
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.movements import BALTIC, POLISH, UKRAINIAN, hand_over, lose_members
from hinterland.core.police import kill_police
from hinterland.core.response import saturate
from hinterland.core.units import KM2_PER_1000KM2

CLASHES = stream("quarrels.clashes", "how often the Polish and the Ukrainian movement fight in a cell this week")
LOSSES = stream("quarrels.losses", "how many members of each side are killed in such a fight")
CIVILIANS = stream("quarrels.civilians", "how many civilians are killed in such a fight")
RAID = stream("quarrels.raid", "how often the Ukrainian movement attacks the occupier's police in a cell this week")
POLICE = stream("quarrels.police_killed", "how many police are killed in a raid")
ATTACKERS = stream("quarrels.attackers_killed", "how many attackers are killed in a raid")
POLICE_RAID = np.int64(Kind.police_raid)


class State(NamedTuple):
    """Victims of the fights of movements with each other and with police."""

    civilians_killed: Array = per("cell", f8, "person", "Civilians killed in fights between movements")
    polish_ukrainian_clashes: Array = per("atom", f8, "clash", "Fights of Poles and Ukrainians today", daily=True)
    killed_by_movements: Array = per("atom", f8, "person", "Members of movements killed by another today", daily=True)
    civilians_killed_today: Array = per("atom", f8, "person", "Civilians killed in such fights today", daily=True)
    police_dead: Array = per("atom", f8, "person", "Native police killed by movements today", daily=True)


class Parameters(NamedTuple):
    """Frequency and losses of fights between movements and of raids on police."""

    clashes_per_1000km2: float = directional(
        0.0565, "clash/week/1000km2", (0, 0.565),
        "Fights of Poles and Ukrainians in a week on 1,000 km2 where both are strong", "S418", "house-0121",
    )  # fmt: skip
    half_saturation_fighters: float = assumed(
        113, "person/1000km2", log(11, 1100),
        "Density of fighters (in a fight, of the smaller side) at which fights and raids have half their rate",
        "house-0121",
    )  # fmt: skip
    dead_per_clash: float = assumed(
        8, "person", log(1, 50), "Mean dead of each side in a fight of Poles and Ukrainians", "house-0121"
    )
    civilians_killed_per_clash: float = assumed(
        20, "person", log(1, 400), "Mean number of civilians killed in a fight of Poles and Ukrainians", "house-0121"
    )
    civilians_killed_exponent: float = assumed(
        3, "1", (0, 10), "Inequality of fights: 0 if all kill as many civilians, 3 if a sixth kill half of the dead",
        "house-0751",
    )  # fmt: skip
    raids_per_1000km2: float = directional(
        0.02825, "attack/week/1000km2", (0, 0.2825),
        "Raids of a strong Ukrainian movement on police in a week on 1,000 km2, at full grievance",
        "S421", "house-0121",
    )  # fmt: skip
    police_killed_per_raid: float = assumed(5, "person", log(1, 30), "Mean police killed in a raid", "house-0121")
    attackers_killed_share: float = assumed(
        0.5, "1", (0, 2), "Attackers killed for each policeman killed in a raid, on average", "house-1900"
    )


@daily
def step(quarrels, national_movements, population, supply, security, journal, land, parameters, today):
    """For a seventh of all cells, draw the fights of the week."""
    for t in range(weekly_batch_size(today, land.area.size)):
        c = weekly_batch_row(today, t)
        if national_movements.strength[c, UKRAINIAN] >= 1.0:
            clash_with_each_other(quarrels, national_movements, population, land, parameters, today, c)
            raid_police(quarrels, national_movements, supply, security, journal, land, parameters, today, c)


@kernel
def weekly_clashes(land, parameters, c, rate, fighters):
    """Return the mean number of fights in a cell and week where so many fighters are; `rate` is for 1,000 km2."""
    strength = saturate(density(fighters, land.area[c]), parameters.half_saturation_fighters)
    return rate * land.area[c] / KM2_PER_1000KM2 * strength


@kernel
def clash_with_each_other(quarrels, national_movements, population, land, parameters, today, c):
    """Let Poles and Ukrainians fight over disputed land; fighters and villagers are killed."""
    lesser = min(national_movements.strength[c, POLISH], national_movements.strength[c, UKRAINIAN])
    mean = weekly_clashes(land, parameters, c, parameters.clashes_per_1000km2, lesser)
    for clash in range(int(draw_count(mean, uniform(today, CLASHES, c)))):
        quarrels.polish_ukrainian_clashes[land.atom[c]] += 1.0
        for k in range(BALTIC):
            n = 2 * (BALTIC * clash + k)
            losses = draw_even(parameters.dead_per_clash, uniform(today, LOSSES, c, n))
            dead = draw_whole(national_movements.strength[c, k], losses, uniform(today, LOSSES, c, n + 1))
            lose_members(national_movements, c, k, dead)
            quarrels.killed_by_movements[land.atom[c]] += dead
            national_movements.rifles[c, UKRAINIAN - k] += hand_over(national_movements, c, k, dead)
        exponent = parameters.civilians_killed_exponent
        severity = (1.0 + exponent) * power(uniform(today, CIVILIANS, c, 2 * clash), exponent)  # 1 on average
        victims = parameters.civilians_killed_per_clash * severity
        killed = draw_whole(population.rural[c], victims, uniform(today, CIVILIANS, c, 2 * clash + 1))
        population.rural[c] -= killed
        quarrels.civilians_killed[c] += killed
        quarrels.civilians_killed_today[land.atom[c]] += killed


@kernel
def raid_police(quarrels, national_movements, supply, security, journal, land, parameters, today, c):
    """Let the Ukrainian movement attack the occupier's police, the more the greater the grievance."""
    rate = parameters.raids_per_1000km2 * national_movements.disaffection[c]
    mean = weekly_clashes(land, parameters, c, rate, national_movements.strength[c, UKRAINIAN])
    for raid in range(int(draw_count(mean, uniform(today, RAID, c)))):
        police_losses = draw_even(parameters.police_killed_per_raid, uniform(today, POLICE, c, 2 * raid))
        police_dead = draw_whole(security.police[c], police_losses, uniform(today, POLICE, c, 2 * raid + 1))
        kill_police(security, c, police_dead)
        quarrels.police_dead[land.atom[c]] += police_dead
        national_movements.rifles[c, UKRAINIAN] += police_dead
        national_movements.rifles_acquired[c] += police_dead
        men = national_movements.strength[c, UKRAINIAN]
        own_mean = parameters.attackers_killed_share * parameters.police_killed_per_raid
        own_losses = draw_even(own_mean, uniform(today, ATTACKERS, c, 2 * raid))
        dead = draw_whole(men, own_losses, uniform(today, ATTACKERS, c, 2 * raid + 1))
        lose_members(national_movements, c, UKRAINIAN, dead)
        supply.lost[c] += hand_over(national_movements, c, UKRAINIAN, dead)
        record_event(journal, POLICE_RAID, c, -1, UKRAINIAN, police_dead, dead, 0.0, police_dead)
