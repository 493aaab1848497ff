"""Border raids: detachments based on the Soviet side of the front that send groups across it.

The forcing `based` says where people are kept for this. A detachment at its base gets replacements, food and weapons
from the rear, and sends a group, or goes as a whole, to a cell beyond the front for some weeks. Patrols may find the
group; it attacks posts, or villages whose people it kills. Each group reports what it claims to have done.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import in_weekly_batch, stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.declare import Array, f8, i4, log, param, per, switch
from hinterland.core.geometry import density
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import enlist, update_strength
from hinterland.core.origin import CADRE, ORIGINS
from hinterland.core.stock import draw_down, held, pour

FILL = stream("border_raids.fill", "rounding of replacements sent to a detachment at its base this week")
SET_OUT = stream("border_raids.set_out", "whether a detachment at its base sends a group this week, and how large")
WAY = stream("border_raids.way", "route of a group across the front")
FOUND = stream("border_raids.found", "whether a patrol finds a group this week")
STRIKE = stream("border_raids.strike", "whether and what a group attacks this week, and the result")
FORAY, VILLAGE = np.int64(Kind.foray), np.int64(Kind.village_burned)


class State(NamedTuple):
    """Groups across the front."""

    men_across: Array = per("detachment", f8, "person", "Men across the front, by origin", wide=ORIGINS)
    men_sent: Array = per("detachment", f8, "person", "Men with whom the group set out")
    enemies_killed: Array = per("detachment", f8, "person", "Enemies killed by the group")
    enemies_claimed: Array = per("detachment", f8, "person", "Enemies that the group will claim to have killed")
    target: Array = per("detachment", i4, "cell", "Cell of the current raid, -1 at base", start=-1)
    return_day: Array = per("detachment", i4, "day", "Day on which it turns back")
    replacements: Array = per("atom", f8, "person", "Men sent from the rear today", daily=True)
    convicts: Array = per("atom", f8, "person", "Convicts among the replacements today", daily=True)
    civilians_killed: Array = per("cell", f8, "person", "Villagers killed by groups since the start")
    raids_ended: Array = per("atom", f8, "group", "Raids that ended today", daily=True)
    groups_destroyed: Array = per("atom", f8, "group", "Groups known today to be lost completely", daily=True)
    attacks: Array = per("atom", f8, "attack", "Attacks of groups today, on any target", daily=True)
    village_attacks: Array = per("atom", f8, "attack", "Attacks of groups on villages today", daily=True)
    men_wanted: Array = per("group", f8, "person", "Men to be kept behind each sector of the front")
    based_detachments: Array = per("group", f8, "detachment", "Detachments based there")


class Parameters(NamedTuple):
    """Supply of bases, raids, detection and attacks."""

    enabled: float = switch("Whether detachments are based on the Soviet side and raid across the front")
    replacements_per_week: float = param(0.09, "1/week", (0.01, 0.5), "Share of missing men replaced", "house-0240")
    convict_share: float = param(0.15, "1", (0, 0.5), "Share of convicts among replacements", "S241", "house-0240")
    ration: float = param(0.0056, "t/week", (0.003, 0.01), "Food that the Soviet side delivers per man", "house-0240")
    explosive_kg_per_man: float = param(0.4, "kg/person", (0, 5), "Explosive delivered to a base per man", "house-0240")
    base_reach_km: float = param(320, "km", (60, 600), "Distance to the front of the furthest base", "house-0241")
    raids_per_week: float = param(0.16, "1/week", (0.01, 0.6), "Weekly chance of sending a group", "house-0241")
    frost_deterrence: float = param(0.5, "1", (0, 1), "Share of raids prevented by deep frost", "S242", "house-0241")
    men_per_group: float = param(9, "person", (3, 40), "Men in a small group", "S243", "house-0241")
    whole_detachment_share: float = param(0.16, "1", (0, 1), "Share of raids by whole detachments", "house-0241")
    reach_cells: float = param(8, "cell", (1, 12), "Largest distance of a raid from its base", "house-0241")
    mean_raid_weeks: float = param(4, "week", (1, 10), "Mean duration of a raid", "house-0241")
    detection_per_week: float = param(
        1.3, "1/week", log(0.05, 5), "Weekly chance that a dense network of patrols finds a group", "S243", "house-0242"
    )
    half_saturation_troops: float = param(
        60, "person/1000km2", log(5, 500), "Troop density at which detection reaches half of its maximum", "house-0242"
    )
    detection_without_patrols: float = param(
        0.15, "1", (0, 1), "Detection by troops that do not patrol, relative to full patrols", "house-0242", "S243"
    )
    detection_by_informers: float = param(
        0.6, "1", (0, 2), "Added detection where residents do not support the Soviet side", "S246", "house-0242"
    )
    dead_share: float = param(0.75, "1", (0.2, 1), "Share of the men lost who die; others are captured", "house-0242")
    escape_chance: float = param(0.1, "1", (0, 0.9), "Chance that half of a found group escapes", "S243", "house-0242")
    enemies_killed_when_found: float = param(0.03, "1", (0, 1), "Enemies killed per man of a found group", "house-0243")
    attacks_per_week: float = param(0.6, "1/week", (0.02, 1), "Weekly chance of an attack", "S236", "house-0243")
    enemies_killed_per_attack: float = param(
        0.2, "person", (0, 10), "Mean enemies killed in an attack on a post or column", "house-0243"
    )
    village_share_abroad: float = param(0.62, "1", (0, 1), "Share of attacks abroad on villages", "S228", "house-0244")
    village_share_soviet: float = param(
        0.03, "1", (0, 1), "Share of attacks on Soviet territory that hit villages", "S227", "house-0244"
    )
    civilians_killed_per_attack: float = param(
        9, "person", (0, 20), "Mean villagers killed in a village attack; most kill none", "S229", "house-0244"
    )
    enemies_claimed_per_attack: float = param(
        3.5, "person", (0, 40), "Mean enemies claimed killed in an attack, whatever the result", "S237", "house-0245"
    )


@daily
def supply_bases(border_raids, detachments, recruitment, population, supply, land, forcing, parameters, today):
    """Send replacements, food and weapons to bases once a week; abandon a base that is lost or not needed."""
    if parameters.enabled == 0.0:
        return
    if today.phase == 0:
        border_raids.men_wanted[:] = 0.0
        border_raids.based_detachments[:] = 0.0
        for c in range(forcing.based.size):
            border_raids.men_wanted[land.group[c]] += forcing.based[c]
        for i in range(detachments.used[0]):
            if detachments.alive[i] == 1 and detachments.base[i] >= 0:
                border_raids.based_detachments[land.group[detachments.base[i]]] += 1.0
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        b = detachments.base[i]
        if detachments.alive[i] == 0 or b < 0:
            continue
        g = land.group[b]
        remote = forcing.front_km[b] > parameters.base_reach_km
        if forcing.occupied[b] == 1 or remote or border_raids.men_wanted[g] <= 0.0:
            detachments.base[i] = -1
            continue
        detachments.goal[i] = -1
        if detachments.cell[i] != b:
            continue
        share = border_raids.men_wanted[g] / max(border_raids.based_detachments[g], 1.0)
        missing = share - detachments.men[i] - held(border_raids.men_across, i)
        n = whole(parameters.replacements_per_week * missing, uniform(today, FILL, i))
        population.red_army[0] -= n
        enlist(detachments, recruitment, i, CADRE, n, b)
        border_raids.replacements[land.atom[b]] += n
        border_raids.convicts[land.atom[b]] += whole(parameters.convict_share * n, uniform(today, FILL, i + 100000))
        people = detachments.men[i] + detachments.wounded[i]
        food = max(0.0, 2.0 * parameters.ration * people - detachments.food[i])
        population.grain_harvested[b] += food
        detachments.food[i] += food
        rifles = float(int(max(0.0, people - detachments.rifles[i])))
        supply.moscow_rifles[0] -= rifles
        detachments.rifles[i] += rifles
        kg = max(0.0, parameters.explosive_kg_per_man * people - detachments.explosive[i])
        supply.moscow_explosive[0] -= kg
        detachments.explosive[i] += kg


@kernel
def campaign_in_area(forcing, b):
    """Return 1 where a railway campaign is under way today in the area of a base, else 0."""
    for k in range(forcing.campaign_number.size):
        if forcing.campaign_rails[k] > 0.0 and forcing.campaign[k, b] == 1:
            return 1.0
    return 0.0


@daily
def send_and_recall(border_raids, detachments, population, journal, land, forcing, parameters, today):
    """Send groups across the front; bring back those whose time is over or whose detachment has ended."""
    if parameters.enabled == 0.0:
        return
    for i in range(detachments.used[0]):
        t = border_raids.target[i]
        is_based = detachments.alive[i] == 1 and detachments.base[i] >= 0
        if t >= 0 and (not is_based or today.day >= border_raids.return_day[i]):
            if held(border_raids.men_across, i) > 0.0 or is_based or detachments.alive[i] == 0:
                return_to_base(border_raids, detachments, population, journal, land, i, is_based)
            border_raids.target[i] = -1
        stays = not is_based or border_raids.target[i] >= 0 or detachments.men[i] < 2.0 * parameters.men_per_group
        if stays or not in_weekly_batch(today, i):
            continue
        b = detachments.base[i]
        u = uniform(today, SET_OUT, i)
        frost = min(1.0, max(0.0, -forcing.temp[land.zone[b]] / 20.0))
        rate = parameters.raids_per_week * (1.0 - parameters.frost_deterrence * frost)
        chance = rate * (1.0 + campaign_in_area(forcing, b))
        if detachments.cell[i] != b or u >= chance:
            continue
        t = route_across(land, forcing, parameters, today, b, i)
        if t < 0:
            continue
        border_raids.target[i] = t
        border_raids.return_day[i] = today.day + int(7.0 * parameters.mean_raid_weeks * (0.5 + uniform(today, WAY, i)))
        border_raids.enemies_killed[i] = 0.0
        border_raids.enemies_claimed[i] = 0.0
        if u < parameters.whole_detachment_share * chance:
            border_raids.men_sent[i] = detachments.men[i]
            detachments.men_in_cell[b] -= detachments.men[i]
            detachments.men_in_cell[t] += detachments.men[i]
            detachments.cell[i] = t
            continue
        size = float(int(parameters.men_per_group * (0.5 + u / chance)))
        border_raids.men_sent[i] = pour(detachments.people, i, border_raids.men_across, i, size)
        update_strength(detachments, i)


@kernel
def route_across(land, forcing, parameters, today, b, i):
    """Return a cell beyond the front that a group reaches from its base, -1 where it finds no route."""
    c = b
    last = 2 + int((parameters.reach_cells - 1.0) * uniform(today, WAY, i + 100000))
    for step in range(last):
        first = int(6.0 * uniform(today, WAY, i + 100000 * (step + 2)))
        for k in range(6):
            n = land.neighbours[c, (first + k) % 6]
            deeper = forcing.front_km[n] > forcing.front_km[c] or forcing.occupied[c] == 0
            nearer = forcing.front_km[n] < forcing.front_km[c] and forcing.occupied[c] == 0
            if n >= 0 and (deeper if forcing.occupied[n] == 1 else nearer):
                c = n
                break
    return c if forcing.occupied[c] == 1 else -1


@kernel
def return_to_base(border_raids, detachments, population, journal, land, i, is_based):
    """Bring a group or a whole detachment back to its base, and record the raid with its claims."""
    t = border_raids.target[i]
    returned = held(border_raids.men_across, i)
    if returned > 0.0 and not is_based:
        population.conscripted[t] += returned
        border_raids.men_across[i, :] = 0.0
    elif returned > 0.0:
        b = detachments.base[i]
        pour(border_raids.men_across, i, detachments.people, i, returned)
        detachments.men[i] = held(detachments.people, i)
        if detachments.cell[i] == b:
            detachments.men_in_cell[b] += returned
    elif detachments.cell[i] != detachments.base[i]:
        returned = detachments.men[i]
        detachments.men_in_cell[detachments.cell[i]] -= returned
        detachments.men_in_cell[detachments.base[i]] += returned
        detachments.cell[i] = detachments.base[i]
    record_raid(border_raids, journal, land, i, returned)


@kernel
def record_raid(border_raids, journal, land, i, returned):
    """Count a raid that has ended, and record it with the men lost and the enemies claimed and killed."""
    t, sent = border_raids.target[i], border_raids.men_sent[i]
    border_raids.raids_ended[land.atom[t]] += 1.0
    border_raids.groups_destroyed[land.atom[t]] += 1.0 if returned < 1.0 else 0.0
    claimed, killed = border_raids.enemies_claimed[i], border_raids.enemies_killed[i]
    record_event(journal, FORAY, t, i, -1, sent, max(0.0, sent - returned), claimed, killed)


@daily
def attack(
    border_raids, detachments, population, supply, security, expeditions, attacks, journal, land, forcing,
    parameters, today
):  # fmt: skip
    """Let patrols find groups, and let groups attack a post or a village; one seventh of them each day."""
    if parameters.enabled == 0.0:
        return
    for n in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, n)
        t = border_raids.target[i]
        if t < 0:
            continue
        men = held(border_raids.men_across, i)
        if men > 0.0:
            troops = density(security.garrison[t] + expeditions.troops[t], land.area[t])
            idle = parameters.detection_without_patrols
            search = idle + (1.0 - idle) * forcing.patrols[t]
            informers = 1.0 + parameters.detection_by_informers * (1.0 - population.support_soviet[t])
            chance = parameters.detection_per_week * search * troops / (troops + parameters.half_saturation_troops)
            chance *= informers
            u = uniform(today, FOUND, i)
            if u < chance:
                losses = float(int(0.5 * men)) if u < parameters.escape_chance * chance else men
                dead = draw_down(border_raids.men_across, i, float(int(parameters.dead_share * losses + 0.5)))
                taken = draw_down(border_raids.men_across, i, losses - dead)
                population.partisans_dead[t] += dead
                population.prisoners[t] += taken
                detachments.killed[land.atom[t]] += dead
                detachments.departed[land.atom[t]] += taken
                killed = whole(parameters.enemies_killed_when_found * men, uniform(today, FOUND, i + 100000))
                attacks.axis_dead[t] += killed
                border_raids.enemies_killed[i] += killed
                rifles = min(detachments.rifles[i], losses)
                detachments.rifles[i] -= rifles
                supply.lost[t] += rifles
                if losses == men:
                    record_raid(border_raids, journal, land, i, 0.0)
                    border_raids.target[i] = -1
                    continue
        elif detachments.cell[i] != t:
            continue
        u = uniform(today, STRIKE, i)
        if u >= parameters.attacks_per_week:
            continue
        v = uniform(today, STRIKE, i + 100000)
        w = uniform(today, STRIKE, i + 200000)
        border_raids.attacks[land.atom[t]] += 1.0
        border_raids.enemies_claimed[i] += whole(2.0 * parameters.enemies_claimed_per_attack * w, v)
        if v < (parameters.village_share_abroad if land.abroad[t] == 1 else parameters.village_share_soviet):
            # The fourth power makes most of these attacks kill nobody and a few kill many.
            n = min(
                whole(5.0 * parameters.civilians_killed_per_attack * w * w * w * w, u / parameters.attacks_per_week),
                population.rural[t],
            )
            population.rural[t] -= n
            border_raids.civilians_killed[t] += n
            border_raids.village_attacks[land.atom[t]] += 1.0
            record_event(journal, VILLAGE, t, i, -1, 0.0, n, 0.0, n)
        else:
            killed = whole(2.0 * parameters.enemies_killed_per_attack * w, u / parameters.attacks_per_week)
            attacks.axis_dead[t] += killed
            border_raids.enemies_killed[i] += killed
