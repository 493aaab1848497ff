"""Attacks of border raids: groups across the front attack posts, or villages whose people they kill.

A group claims enemies killed in every attack, whatever it did. It reports them when the raid ends (`border_raids`).
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import draw_count, draw_even, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, bounded, directional, f8, per
from hinterland.core.elementary import power
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import weekly_batch
from hinterland.core.stock import held

STRIKE = stream("raid_attacks.strike", "whether and what a group attacks this week, the result, and what it claims")
ATTACKS, ON_VILLAGE, CLAIMED, CLAIMED_ROUNDED, VILLAGERS, VILLAGERS_ROUNDED, SOLDIERS, SOLDIERS_ROUNDED = range(8)
"""Draws of a group across the front: whether it attacks, whether a village, and each figure with its rounding."""
VILLAGE, POST = np.int64(Kind.village_burned), np.int64(Kind.raid_attack)


class State(NamedTuple):
    """Attacks, and what came of them."""

    enemies_killed: Array = per(
        "detachment", f8, "person", "Enemies killed so far in attacks of groups from the detachments of this row"
    )
    enemies_claimed: Array = per(
        "detachment", f8, "person", "Enemies killed so far in those attacks by what the groups claim"
    )
    civilians_killed: Array = per("cell", f8, "person", "Villagers killed by groups since the start")
    attacks: Array = per("atom", f8, "attack", "Attacks of groups today, on any target", daily=True)
    village_attacks: Array = per("atom", f8, "attack", "Attacks of groups on villages today", daily=True)


class Parameters(NamedTuple):
    """Number and results of attacks."""

    attacks_per_week: float = assumed(0.6, "1/week", (0.02, 1), "Weekly chance of an attack", "house-0243")
    enemies_killed_per_attack: float = directional(
        0.2, "person", (0, 10), "Mean enemies killed in an attack on a post or column", "S236", "house-0243"
    )
    village_share_abroad: float = bounded(
        0.62, "1", (0, 1), "Share of attacks abroad on villages", "house-0244", at_most="S228 / 100"
    )
    village_share_soviet: float = directional(
        0.03, "1", (0, 1), "Share of attacks on Soviet territory that hit villages", "S227", "house-0244"
    )
    civilians_killed_per_attack: float = directional(
        9, "person", (0, 20), "Mean villagers killed in a village attack; most kill none", "S229", "house-0244"
    )
    massacre_exponent: float = assumed(
        4, "1", (0, 10), "Unevenness of villagers killed: 0 makes all attacks alike, at 4 half the attacks kill few or "
        "none", "house-0607",
    )  # fmt: skip
    enemies_claimed_per_attack: float = directional(
        3.5, "person", (0, 40), "Mean enemies claimed killed in an attack, whatever the result", "S237", "house-0245"
    )


@daily
def attack(
    raid_attacks, border_raids, detachments, population, attacks, journal, land, parameters, today
):  # fmt: skip
    """Let groups across the front attack a post or a village; one seventh of them each day."""
    for i in weekly_batch(detachments):
        t = border_raids.target[i]
        is_there = t >= 0 and (held(border_raids.men_across, i) > 0.0 or detachments.cell[i] == t)
        if is_there and uniform(today, STRIKE, detachments.key[i], ATTACKS) < parameters.attacks_per_week:
            strike(raid_attacks, detachments, border_raids, population, attacks, journal, land, parameters, today, i)


@kernel
def strike(raid_attacks, detachments, border_raids, population, attacks, journal, land, parameters, today, i):
    """Let a group attack a village or a post, and note what it will claim, which is the same for both."""
    key = detachments.key[i]
    t = border_raids.target[i]
    raid_attacks.attacks[land.atom[t]] += 1.0
    u, v = uniform(today, STRIKE, key, CLAIMED), uniform(today, STRIKE, key, CLAIMED_ROUNDED)
    raid_attacks.enemies_claimed[i] += draw_count(draw_even(parameters.enemies_claimed_per_attack, u), v)
    villages = parameters.village_share_abroad if land.abroad[t] == 1 else parameters.village_share_soviet
    if uniform(today, STRIKE, key, ON_VILLAGE) < villages:
        strike_village(raid_attacks, detachments, population, journal, land, parameters, today, i, t)
    else:
        strike_post(raid_attacks, detachments, attacks, journal, parameters, today, i, t)


@kernel
def strike_village(raid_attacks, detachments, population, journal, land, parameters, today, i, t):
    """Let a group kill people of a village: in most attacks few or none, in a few many."""
    key = detachments.key[i]
    u, v = uniform(today, STRIKE, key, VILLAGERS), uniform(today, STRIKE, key, VILLAGERS_ROUNDED)
    uneven = parameters.massacre_exponent
    mean = (1.0 + uneven) * parameters.civilians_killed_per_attack * power(u, uneven)
    killed = draw_whole(population.rural[t], mean, v)
    population.rural[t] -= killed
    raid_attacks.civilians_killed[t] += killed
    raid_attacks.village_attacks[land.atom[t]] += 1.0
    record_event(journal, VILLAGE, t, i, -1, 0.0, killed, 0.0, killed)


@kernel
def strike_post(raid_attacks, detachments, attacks, journal, parameters, today, i, t):
    """Let a group kill soldiers of a post or a column."""
    key = detachments.key[i]
    u, v = uniform(today, STRIKE, key, SOLDIERS), uniform(today, STRIKE, key, SOLDIERS_ROUNDED)
    killed = draw_count(draw_even(parameters.enemies_killed_per_attack, u), v)
    attacks.axis_dead[t] += killed
    raid_attacks.enemies_killed[i] += killed
    record_event(journal, POST, t, i, -1, killed, 0.0, 0.0, killed)
