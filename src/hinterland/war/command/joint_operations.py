"""Joint operations: partisans act with the Red Army near the front, and closed railways delay the enemy's reserves.

Orders and the nearness of an offensive determine how many detachments act. Zones, acting partisans, knowledge of enemy
troops and late reserves increase the distance that the Red Army could advance in a day; the module measures it beside
the distance without help. The front itself is given by date and does not respond.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import in_weekly_batch, stream, uniform, weekly_batch_row, weekly_batch_size
from hinterland.core.declare import Array, f8, log, param, per, switch
from hinterland.core.geometry import density
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event

ACT = stream("joint_operations.act", "whether a detachment acts with the Red Army this week")
MANNER = stream("joint_operations.manner", "in which way a detachment acts with the Red Army")
JOINT = np.int64(Kind.joint)
SCOUTING, GUIDES, CROSSING, FLANK = 0, 1, 2, 3
"""Ways of acting with the Army: column `other` of the event in the journal."""


class State(NamedTuple):
    """Orders to act, partisans who act, delay of reserves, and possible advance."""

    call_strength: Array = per("cell", f8, "1", "How strongly detachments are ordered to act with the Red Army, 0 to 1")
    acting_partisans: Array = per(
        "cell", f8, "person", "Partisans who acted with the Red Army in recent weeks, decaying"
    )
    group_reserve_delay_h: Array = per(
        "group", f8, "h", "Delay of reserves on their way to the army group, mean of about a week"
    )
    reserve_delay_h: Array = per("cell", f8, "h", "Delay of reserves of the army group in whose rear the cell lies")
    sectors_with_zone: Array = per(
        "atom", f8, "sector", "Sectors attacked today with a partisan zone behind the enemy's front", daily=True
    )
    advance_with_zone_km: Array = per(
        "atom", f8, "km", "Distance that the Red Army could advance today in sectors with a zone", daily=True
    )
    sectors_without_zone: Array = per("atom", f8, "sector", "Sectors attacked today without such a zone", daily=True)
    advance_without_zone_km: Array = per(
        "atom", f8, "km", "Distance that the Red Army could advance today in sectors without one", daily=True
    )
    advance_unhelped_km: Array = per(
        "atom", f8, "km", "Distance that the Red Army could advance today without partisan help", daily=True
    )


class Parameters(NamedTuple):
    """How many detachments act, and how much their help adds to the advance."""

    enabled: float = switch("Whether partisans act with the Red Army and help its advance")
    reach_km: float = param(
        120, "km", (20, 400), "Distance from the front within which detachments act with the Army", "house-0220"
    )
    quiet_front_weight: float = param(
        0.12, "1", (0, 1), "Weight of orders behind a quiet front, as a share of those behind an offensive",
        "house-0220", "S137", "S139",
    )  # fmt: skip
    acts_per_week: float = param(
        0.4, "1/week", (0.02, 1), "Chance in a week that a detachment under full orders acts", "house-0220", "S456"
    )
    smallest_detachment: float = param(
        20, "person", (5, 100), "People that a detachment must have to act with the Army", "house-0220"
    )
    contact_km: float = param(
        45, "km", (10, 100), "Distance from the front within which it meets the Army", "house-0220", "S169"
    )
    help_decay_per_week: float = param(
        0.3, "1/week", (0.05, 1), "Share of recent help that is used up in a week", "house-0220"
    )
    battle_depth_km: float = param(
        45, "km", (20, 120), "Depth behind the front that decides its advance in the next days", "house-0221"
    )
    battle_depth_cell_widths: float = param(
        1.2, "1", (0.5, 3), "The least such depth in widths of a cell, where cells are large", "house-0221"
    )
    unhelped_km_per_day: float = param(
        5.0, "km/day", (1, 20), "Advance in a day of the strongest offensive without help", "house-0221"
    )
    zone_gain: float = param(
        0.5, "1", (0, 2), "Relative gain in advance where many partisans control all the ground behind", "S167",
        "house-0221",
    )  # fmt: skip
    joint_action_gain: float = param(
        0.15, "1", (0, 1), "Relative gain in advance where many partisans act with the Army", "S169", "house-0221"
    )
    intelligence_gain: float = param(
        0.08, "1", (0, 0.5), "Relative gain in advance where all enemy troops are known", "S360", "S362", "house-0307"
    )
    half_saturation_partisans: float = param(
        150, "person/1000km2", log(20, 2000), "Partisans on a thousand km2 at which half of these gains is reached",
        "house-0221",
    )  # fmt: skip
    late_reserves_gain: float = param(
        0.3, "1", (0, 2), "Relative gain in advance where the enemy's reserves come far too late", "S177", "house-0221"
    )
    half_saturation_delay_h: float = param(
        24, "h", log(4, 200), "Delay of reserves at which half of that gain is reached", "S180", "house-0221"
    )
    control_threshold: float = param(
        0.34, "1", (0.1, 0.6), "Share of control from which ground counts as a zone", "S069", "house-0046"
    )
    reserve_journey_km: float = param(
        700, "km", (100, 2000), "Distance that a reserve travels by rail through the rear", "house-0222"
    )
    reserve_queue_h: float = param(
        30, "h", (0, 200), "Delay of a reserve if hardly any requested trains arrive", "S178", "house-0222"
    )


@daily
def delay_reserves(joint_operations, traffic, land, parameters):
    """Compute the delay of each army group's reserves from the hours for which lines are closed."""
    if parameters.enabled == 0.0:
        return
    waits, ways = (
        np.zeros(joint_operations.group_reserve_delay_h.size),
        np.zeros(joint_operations.group_reserve_delay_h.size),
    )
    for s in range(traffic.undamaged_capacity.size):
        if traffic.undamaged_capacity[s] > 0.0 and land.line_mid[s] >= 0:
            g = land.group[land.line_mid[s]]
            # A train that meets a closure of h hours in a day waits h/2 with chance h/24.
            waits[g] += traffic.undamaged_capacity[s] * traffic.closed_h[s] * traffic.closed_h[s] / 48.0
            ways[g] += traffic.undamaged_capacity[s] * land.line_km[s]
    for g in range(joint_operations.group_reserve_delay_h.size):
        wanting = 1.0 - traffic.arrived[g] / traffic.demand[g] if traffic.demand[g] > 0.0 else 0.0
        wait = parameters.reserve_journey_km * waits[g] / ways[g] if ways[g] > 0.0 else 0.0
        joint_operations.group_reserve_delay_h[g] += (
            wait + parameters.reserve_queue_h * max(0.0, wanting) - joint_operations.group_reserve_delay_h[g]
        ) / 7.0
    for c in range(joint_operations.reserve_delay_h.size):
        joint_operations.reserve_delay_h[c] = joint_operations.group_reserve_delay_h[land.group[c]]


@daily
def step(joint_operations, detachments, zones, intelligence, journal, land, forcing, parameters, today):
    """Order detachments near the front to act, let a seventh of those in contact decide, and measure the advance."""
    if parameters.enabled == 0.0:
        return
    for c in range(joint_operations.call_strength.size):
        if in_weekly_batch(today, c):
            joint_operations.acting_partisans[c] *= 1.0 - parameters.help_decay_per_week
        if forcing.occupied[c] == 0 or forcing.front_km[c] > parameters.reach_km:
            joint_operations.call_strength[c] = 0.0
            continue
        joint_operations.call_strength[c] = forcing.joint[c] * max(forcing.offensive[c], parameters.quiet_front_weight)
        if forcing.offensive[c] > 0.0 and forcing.front_km[c] <= max(
            parameters.battle_depth_km, parameters.battle_depth_cell_widths * land.area[c] ** 0.5
        ):
            advance(joint_operations, detachments, zones, intelligence, land, forcing, parameters, c)
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0 or detachments.contact[i] == 0:
            continue
        c = detachments.cell[i]
        men = detachments.men[i]
        if (
            joint_operations.call_strength[c] <= 0.0
            or men < parameters.smallest_detachment
            or uniform(today, ACT, i) >= parameters.acts_per_week * joint_operations.call_strength[c]
        ):
            continue
        joint_operations.acting_partisans[c] += men
        manner = manner_of(
            forcing.front_km[c] <= parameters.contact_km, zones.control[c] >= parameters.control_threshold, today, i
        )
        record_event(journal, JOINT, c, i, manner, men, forcing.front_km[c], men, 0.0)


@kernel
def manner_of(near, held, today, i):
    """Return how a detachment acts: it scouts far from the front; near it, it guides, holds crossings or flanks."""
    u = uniform(today, MANNER, i)
    if not near:
        return SCOUTING
    if held and u < 0.4:
        return FLANK
    return CROSSING if u > 0.7 else GUIDES


@kernel
def advance(joint_operations, detachments, zones, intelligence, land, forcing, parameters, c):
    """Measure how far an offensive could advance today through a cell, with help and without."""
    control, population, area, cells = zones.control[c], detachments.men_in_cell[c], land.area[c], 1.0
    for k in range(land.neighbours.shape[1]):
        n = land.neighbours[c, k]
        if n >= 0 and forcing.occupied[n] == 1:
            control += zones.control[n]
            population += detachments.men_in_cell[n]
            area += land.area[n]
            cells += 1.0
    thick = density(population, area)
    held = control / cells * thick / (thick + parameters.half_saturation_partisans)
    unhelped = parameters.unhelped_km_per_day * forcing.offensive[c]
    acting = density(joint_operations.acting_partisans[c], land.area[c])
    late = joint_operations.reserve_delay_h[c]
    help_here = parameters.zone_gain * held + parameters.joint_action_gain * acting / (
        acting + parameters.half_saturation_partisans
    )
    help_here += parameters.intelligence_gain * intelligence.troop_knowledge[c]
    km = (
        unhelped
        * (1.0 + help_here)
        * (1.0 + parameters.late_reserves_gain * late / (late + parameters.half_saturation_delay_h))
    )
    joint_operations.advance_unhelped_km[land.atom[c]] += unhelped
    if held >= parameters.control_threshold:
        joint_operations.sectors_with_zone[land.atom[c]] += 1.0
        joint_operations.advance_with_zone_km[land.atom[c]] += km
    else:
        joint_operations.sectors_without_zone[land.atom[c]] += 1.0
        joint_operations.advance_without_zone_km[land.atom[c]] += km
