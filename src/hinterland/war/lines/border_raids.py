"""Border raids: groups that detachments based on the Soviet side of the front send across it.

A detachment at its base (see `raid_bases`) sends a group, or goes as a whole, to a cell beyond the front for some
weeks; what it does there belongs to `raid_attacks`. Patrols may find the group. A raid that has ended is recorded with
the men lost, and the enemies claimed and killed.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import draw_about, draw_count, draw_whole, is_weekday_of, stream, uniform
from hinterland.core.declare import Array, assumed, bounded, directional, f8, i4, log, per, switch
from hinterland.core.geometry import density, distance_km
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import living, move_to_cell, update_strength, weekly_batch
from hinterland.core.origin import ORIGINS
from hinterland.core.response import saturate
from hinterland.core.stock import draw_down, held, pour
from hinterland.core.units import DAYS_PER_WEEK, SIDES

SET_OUT = stream("border_raids.set_out", "whether a detachment sends a group this week, how large, how far, how long")
GOES, AS_WHOLE, SIZE, SIZE_ROUNDED, DURATION, DURATION_ROUNDED, DISTANCE, LAST_STEP = range(8)
"""Draws of a detachment that may send a group: whether, whether all of it goes, the men, the days and the km."""
WAY = stream("border_raids.way", "next cell on the route of a group across the front")
FOUND = stream("border_raids.found", "whether a patrol finds a group this week, and the losses of both sides")
SEEN, ESCAPES, LOST, DEAD, ENEMIES = range(5)
"""Draws of a group that patrols look for: whether found, whether half escapes, the men lost, the dead, the enemies."""
RAID = np.int64(Kind.border_raid)


class State(NamedTuple):
    """Groups across the front."""

    men_across: Array = per("detachment", f8, "person", "Men across the front, by origin", wide=ORIGINS)
    men_sent: Array = per("detachment", f8, "person", "Men with whom the group set out")
    enemies_killed: Array = per("detachment", f8, "person", "Enemies killed by the group where it was found")
    killed_before: Array = per(
        "detachment", f8, "person", "Value of `raid_attacks.enemies_killed` when the group set out"
    )
    claimed_before: Array = per("detachment", f8, "person", "Value of `raid_attacks.enemies_claimed` when it set out")
    target: Array = per("detachment", i4, "cell", "Cell of the current raid, -1 at base", start=-1)
    return_day: Array = per("detachment", i4, "day", "Day on which it turns back")
    raids_ended: Array = per("atom", f8, "group", "Raids that ended today", daily=True)
    groups_destroyed: Array = per("atom", f8, "group", "Groups known today to be lost completely", daily=True)


class Parameters(NamedTuple):
    """Frequency, size and length of raids, and their detection."""

    enabled: float = switch("Whether detachments based on the Soviet side raid across the front")
    raids_per_week: float = assumed(0.16, "1/week", (0.01, 0.6), "Weekly chance of sending a group", "house-0241")
    campaign_effect: float = assumed(1, "1", (0, 4), "Added chance during a railway campaign in the area", "house-0606")
    frost_deterrence: float = directional(
        0.5, "1", (0, 1), "Share of raids prevented by deep frost", "S242", "house-0241"
    )
    deep_frost: float = assumed(20, "degC", (5, 40), "Degrees of frost that prevent most raids", "house-0241")
    men_per_group: float = assumed(9, "person", (3, 40), "Mean number of men in a small group", "house-0241")
    group_spread: float = assumed(
        0.5, "1", (0, 1), "How far the size of a group lies from the mean at most, as a share", "house-1902"
    )
    detachment_per_group: float = assumed(
        2, "1", (1, 10), "Least size of a detachment that sends groups, relative to that mean", "house-1902"
    )
    whole_detachment_share: float = assumed(0.16, "1", (0, 1), "Share of raids by whole detachments", "house-0241")
    shortest_raid_km: float = assumed(90, "km", (20, 300), "Shortest way of a group from its base", "house-0606")
    longest_raid_km: float = assumed(360, "km", (45, 600), "Longest way of a group from its base", "house-0606")
    mean_raid_weeks: float = assumed(4, "week", (1, 10), "Mean duration of a raid", "house-0241")
    raid_spread: float = assumed(
        0.5, "1", (0, 1), "How far the duration of a raid lies from the mean at most, as a share", "house-1902"
    )
    detection_per_week: float = directional(
        1.3, "1/week", log(0.05, 5), "Weekly chance that a dense network of patrols finds a group", "S243", "house-0242"
    )
    half_saturation_troops: float = assumed(
        60, "person/1000km2", log(5, 500), "Troop density at which detection reaches half of its maximum", "house-0242"
    )
    detection_without_patrols: float = directional(
        0.15, "1", (0, 1), "Detection by troops that do not patrol, relative to full patrols", "S243", "house-0242"
    )
    detection_by_informers: float = directional(
        0.6, "1", (0, 2), "Added detection where residents do not support the Soviet side", "S246", "house-0242"
    )
    dead_share: float = assumed(0.75, "1", (0.2, 1), "Share of the men lost who die; others are captured", "house-0242")
    escape_chance: float = bounded(
        0.1, "1", (0, 0.9), "Chance that a part of a found group escapes", "house-0242", at_most="1 - S243 / 100"
    )
    lost_where_others_escape: float = assumed(
        0.5, "1", (0, 1), "Share of a found group that is lost where a part escapes", "house-1902"
    )
    enemies_killed_when_found: float = assumed(
        0.03, "1", (0, 1), "Enemies killed per man of a found group", "house-0243"
    )


@kernel
def campaign_in_area(forcing, b):
    """Return 1 where a railway campaign is under way today in the area of a base, else 0."""
    for k in range(forcing.campaign_number.size):
        if forcing.campaign_rails[k] > 0.0 and forcing.campaign[k, b] == 1:
            return 1.0
    return 0.0


@daily
def send_and_recall(border_raids, raid_attacks, detachments, population, journal, land, forcing, parameters, today):
    """Send groups across the front; bring back those whose time is over or whose detachment has ended."""
    if parameters.enabled == 0.0:
        return
    for i in living(detachments):
        is_based = detachments.alive[i] == 1 and detachments.base[i] >= 0
        if border_raids.target[i] >= 0 and (not is_based or today.day >= border_raids.return_day[i]):
            if held(border_raids.men_across, i) > 0.0 or is_based or detachments.alive[i] == 0:
                return_to_base(border_raids, raid_attacks, detachments, population, journal, land, i, is_based)
            border_raids.target[i] = -1
        at_base = is_based and border_raids.target[i] < 0 and detachments.cell[i] == detachments.base[i]
        key = detachments.key[i]
        if (
            not at_base
            or detachments.men[i] < parameters.detachment_per_group * parameters.men_per_group
            or not is_weekday_of(today, key)
        ):
            continue
        if uniform(today, SET_OUT, key, GOES) < chance_of_raid(land, forcing, parameters, detachments.base[i]):
            t = route_across(land, forcing, parameters, today, detachments.base[i], key)
            if t >= 0:
                send(border_raids, raid_attacks, detachments, parameters, today, i, t)


@kernel
def chance_of_raid(land, forcing, parameters, b):
    """Return the chance that a detachment at base b sends a group this week."""
    frost = min(1.0, max(0.0, -forcing.temp[land.zone[b]]) / parameters.deep_frost)
    rate = parameters.raids_per_week * (1.0 - parameters.frost_deterrence * frost)
    return rate * (1.0 + parameters.campaign_effect * campaign_in_area(forcing, b))


@kernel
def send(border_raids, raid_attacks, detachments, parameters, today, i, t):
    """Send a group of a detachment, or the whole of it, to cell t for some weeks."""
    key = detachments.key[i]
    u, v = uniform(today, SET_OUT, key, DURATION), uniform(today, SET_OUT, key, DURATION_ROUNDED)
    days = draw_about(DAYS_PER_WEEK * parameters.mean_raid_weeks, parameters.raid_spread, u)
    border_raids.target[i] = t
    border_raids.return_day[i] = today.day + int(draw_count(days, v))
    border_raids.enemies_killed[i] = 0.0
    border_raids.killed_before[i] = raid_attacks.enemies_killed[i]
    border_raids.claimed_before[i] = raid_attacks.enemies_claimed[i]
    if uniform(today, SET_OUT, key, AS_WHOLE) < parameters.whole_detachment_share:
        border_raids.men_sent[i] = detachments.men[i]
        move_to_cell(detachments, i, t)
        return
    u_size, u_rounded = uniform(today, SET_OUT, key, SIZE), uniform(today, SET_OUT, key, SIZE_ROUNDED)
    size = draw_about(parameters.men_per_group, parameters.group_spread, u_size)
    size = draw_whole(detachments.men[i], size, u_rounded)
    border_raids.men_sent[i] = pour(detachments.people, i, border_raids.men_across, i, size, key)
    update_strength(detachments, i)


@kernel
def route_across(land, forcing, parameters, today, b, key):
    """Return the cell beyond the front that a group reaches from its base, -1 where it does not get across."""
    u = uniform(today, SET_OUT, key, DISTANCE)
    km = parameters.shortest_raid_km + (parameters.longest_raid_km - parameters.shortest_raid_km) * u
    c, step = b, 0
    while km > 0.0:
        n = next_cell(land, forcing, today, key, c, step)
        if n < 0:
            break
        way = distance_km(land, c, n)
        # The last step is taken by chance, so that the mean way is the one drawn.
        if km < way and uniform(today, SET_OUT, key, LAST_STEP) * way >= km:
            break
        km -= way
        c, step = n, step + 1
    return c if forcing.occupied[c] == 1 else -1


@kernel
def next_cell(land, forcing, today, key, c, step):
    """Return a neighbour of a cell on the way of a group, any of them as likely as the others; -1 where there is none.

    On the Soviet side the way leads towards the front or across it, beyond the front away from it.
    """
    found, met = -1, 0.0
    for k in range(SIDES):
        n = land.neighbours[c, k]
        if n < 0:
            continue
        deeper = forcing.front_km[n] > forcing.front_km[c] or forcing.occupied[c] == 0
        nearer = forcing.front_km[n] < forcing.front_km[c] and forcing.occupied[c] == 0
        if deeper if forcing.occupied[n] == 1 else nearer:
            met += 1.0
            if uniform(today, WAY, key, SIDES * step + k) * met < 1.0:
                found = n
    return found


@kernel
def return_to_base(border_raids, raid_attacks, detachments, population, journal, land, i, is_based):
    """Bring a group or a whole detachment back to its base, and record the raid with its claims."""
    t = border_raids.target[i]
    returned = held(border_raids.men_across, i)
    if returned > 0.0 and not is_based:
        population.conscripted[t] += returned
        border_raids.men_across[i, :] = 0.0
    elif returned > 0.0:
        b = detachments.base[i]
        pour(border_raids.men_across, i, detachments.people, i, returned, detachments.key[i])
        detachments.men[i] = held(detachments.people, i)
        if detachments.cell[i] == b:
            detachments.men_in_cell[b] += returned
    elif detachments.cell[i] != detachments.base[i]:
        returned = detachments.men[i]
        detachments.men_in_cell[detachments.cell[i]] -= returned
        detachments.men_in_cell[detachments.base[i]] += returned
        detachments.cell[i] = detachments.base[i]
    record_raid(border_raids, raid_attacks, journal, land, i, returned)


@kernel
def record_raid(border_raids, raid_attacks, journal, land, i, returned):
    """Count a raid that has ended, and record it with the men lost and the enemies claimed and killed."""
    t, sent = border_raids.target[i], border_raids.men_sent[i]
    border_raids.raids_ended[land.atom[t]] += 1.0
    border_raids.groups_destroyed[land.atom[t]] += 1.0 if returned < 1.0 else 0.0
    claimed = raid_attacks.enemies_claimed[i] - border_raids.claimed_before[i]
    killed = raid_attacks.enemies_killed[i] - border_raids.killed_before[i] + border_raids.enemies_killed[i]
    record_event(journal, RAID, t, i, -1, sent, max(0.0, sent - returned), claimed, killed)


@daily
def search(
    border_raids, raid_attacks, detachments, population, supply, security, expeditions, attacks, journal, land,
    forcing, parameters, today,
):  # fmt: skip
    """Let patrols find groups across the front; one seventh of the groups each day."""
    if parameters.enabled == 0.0:
        return
    for i in weekly_batch(detachments):
        t = border_raids.target[i]
        if t < 0 or held(border_raids.men_across, i) <= 0.0:
            continue
        chance = detection(population, security, expeditions, land, forcing, parameters, t)
        if uniform(today, FOUND, detachments.key[i], SEEN) < chance:
            lose_men(border_raids, detachments, population, supply, attacks, land, parameters, today, i)
            if held(border_raids.men_across, i) <= 0.0:
                record_raid(border_raids, raid_attacks, journal, land, i, 0.0)
                border_raids.target[i] = -1


@kernel
def detection(population, security, expeditions, land, forcing, parameters, t):
    """Return the chance that patrols find a group in cell t this week."""
    troops = density(security.garrison[t] + expeditions.troops[t], land.area[t])
    idle = parameters.detection_without_patrols
    search = idle + (1.0 - idle) * forcing.patrols[t]
    informers = 1.0 + parameters.detection_by_informers * (1.0 - population.support_soviet[t])
    return parameters.detection_per_week * search * informers * saturate(troops, parameters.half_saturation_troops)


@kernel
def lose_men(border_raids, detachments, population, supply, attacks, land, parameters, today, i):
    """Let a group that is found lose all its men, or a part of them where the others escape."""
    key = detachments.key[i]
    t, men = border_raids.target[i], held(border_raids.men_across, i)
    u, v, w = uniform(today, FOUND, key, LOST), uniform(today, FOUND, key, DEAD), uniform(today, FOUND, key, ENEMIES)
    escapes = uniform(today, FOUND, key, ESCAPES) < parameters.escape_chance
    lost = draw_whole(men, parameters.lost_where_others_escape * men if escapes else men, u)
    dead = draw_down(border_raids.men_across, i, draw_whole(lost, parameters.dead_share * lost, v), key)
    taken = draw_down(border_raids.men_across, i, lost - dead, key)
    population.partisans_dead[t] += dead
    population.prisoners[t] += taken
    detachments.killed[land.atom[t]] += dead
    detachments.departed[land.atom[t]] += taken
    killed = draw_count(parameters.enemies_killed_when_found * men, w)
    attacks.axis_dead[t] += killed
    border_raids.enemies_killed[i] += killed
    rifles = min(detachments.rifles[i], lost)
    detachments.rifles[i] -= rifles
    supply.lost[t] += rifles
