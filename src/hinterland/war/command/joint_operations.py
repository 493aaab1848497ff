"""Joint operations: partisans act with the Red Army near the front, and closed railways delay the enemy's reserves.

Orders and the nearness of an offensive determine how many detachments act. Zones, acting partisans, knowledge of enemy
troops and late reserves increase the distance that the Red Army could advance in a day; the module measures it beside
the distance without help. The front itself is given by date and does not respond.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import in_weekly_batch, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, log, per, switch
from hinterland.core.geometry import density, width_km
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import weekly_batch
from hinterland.core.response import saturate
from hinterland.core.units import DAYS_PER_WEEK, HOURS_PER_DAY, SIDES

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
    reach_km: float = assumed(
        120, "km", (20, 400), "Distance from the front within which detachments act with the Army", "house-0220"
    )
    quiet_front_weight: float = directional(
        0.12, "1", (0, 1), "Weight of orders behind a quiet front, as a share of those behind an offensive",
        "S137", "S139", "S456", "house-0220",
    )  # fmt: skip
    acts_per_week: float = assumed(
        0.4, "1/week", (0.02, 1), "Chance in a week that a detachment under full orders acts", "house-0220"
    )
    smallest_detachment: float = assumed(
        20, "person", (5, 100), "People that a detachment must have to act with the Army", "house-2006"
    )
    contact_km: float = assumed(
        45, "km", (10, 100), "Distance from the front within which a detachment meets the Army", "house-0220"
    )
    flank_share: float = directional(
        0.4, "1", (0.1, 0.6), "Share of those who meet the Army on held ground that lead it to a flank", "S169",
        "house-0557",
    )  # fmt: skip
    crossing_share: float = assumed(
        0.3, "1", (0.1, 0.4), "Share of those who meet the Army that hold a crossing for it", "house-0557"
    )
    help_decay_per_week: float = assumed(
        0.3, "1/week", (0.05, 1), "Share of recent help that is used up in a week", "house-0220"
    )
    battle_depth_km: float = assumed(
        45, "km", (20, 120), "Depth behind the front that decides its advance in the next days", "house-0221"
    )
    unhelped_km_per_day: float = assumed(
        5.0, "km/day", (1, 20), "Advance in a day of the strongest offensive without help", "house-0221"
    )
    zone_gain: float = directional(
        0.5, "1", (0, 2), "Relative gain in advance where many partisans control all the ground behind", "S167",
        "house-0221",
    )  # fmt: skip
    joint_action_gain: float = directional(
        0.15, "1", (0, 1), "Relative gain in advance where many partisans act with the Army", "S169", "house-0221"
    )
    intelligence_gain: float = directional(
        0.08, "1", (0, 0.5), "Relative gain in advance where all enemy troops are known", "S360", "S362", "house-0307"
    )
    half_saturation_partisans: float = assumed(
        150, "person/1000km2", log(20, 2000), "Partisans on 1,000 km2 at which half of each gain in advance is reached",
        "house-0221",
    )  # fmt: skip
    late_reserves_gain: float = directional(
        0.3, "1", (0, 2), "Relative gain in advance where the enemy's reserves come far too late", "S177", "S180",
        "house-0221",
    )  # fmt: skip
    half_saturation_delay_h: float = assumed(
        24, "h", log(4, 200), "Delay of reserves at which half of the largest gain by late reserves is reached",
        "house-0221",
    )  # fmt: skip
    control_threshold: float = assumed(
        0.34, "1", (0.1, 0.6), "Share of control from which ground counts as a zone", "house-0046"
    )
    reserve_journey_km: float = assumed(
        700, "km", (100, 2000), "Distance that a reserve travels by rail through the rear", "house-0222"
    )
    reserve_queue_h: float = directional(
        30, "h", (0, 200), "Delay of a reserve if hardly any requested trains arrive", "S178", "house-0222"
    )


@kernel
def wait_for_repairs(traffic, land, parameters, g):
    """Return the hours for which a reserve of an army group waits on its way where lines are closed."""
    waits = ways = 0.0
    for s in range(traffic.undamaged_capacity.size):
        if traffic.undamaged_capacity[s] > 0.0 and land.line_mid[s] >= 0 and land.group[land.line_mid[s]] == g:
            # A train that meets a closure of h hours in a day waits h/2 with chance h/24.
            closed_h = traffic.closed_h[s]
            waits += traffic.undamaged_capacity[s] * 0.5 * closed_h * closed_h / HOURS_PER_DAY
            ways += traffic.undamaged_capacity[s] * land.line_km[s]
    return parameters.reserve_journey_km * waits / ways if ways > 0.0 else 0.0


@daily
def delay_reserves(joint_operations, traffic, land, parameters):
    """Compute the delay of each army group's reserves from the hours for which lines are closed."""
    if parameters.enabled == 0.0:
        return
    delay = joint_operations.group_reserve_delay_h
    for g in range(delay.size):
        wanting = 1.0 - traffic.arrived[g] / traffic.demand[g] if traffic.demand[g] > 0.0 else 0.0
        now = wait_for_repairs(traffic, land, parameters, g) + parameters.reserve_queue_h * max(0.0, wanting)
        joint_operations.group_reserve_delay_h[g] += (now - delay[g]) / DAYS_PER_WEEK
    for c in range(joint_operations.reserve_delay_h.size):
        joint_operations.reserve_delay_h[c] = delay[land.group[c]]


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
        # Its ground begins where that of the cell of the other side ends, from whose centre `front_km` is measured.
        begins_km = forcing.front_km[c] - width_km(land, c)
        if forcing.offensive[c] > 0.0 and begins_km < parameters.battle_depth_km:
            advance(joint_operations, detachments, zones, intelligence, land, forcing, parameters, c)
    for i in weekly_batch(detachments):
        if detachments.alive[i] == 0 or detachments.contact[i] == 0:
            continue
        c, men = detachments.cell[i], detachments.men[i]
        if men < parameters.smallest_detachment:
            continue
        key = detachments.key[i]
        if uniform(today, ACT, key) >= parameters.acts_per_week * joint_operations.call_strength[c]:
            continue
        joint_operations.acting_partisans[c] += men
        manner = manner_of(zones, forcing, parameters, c, uniform(today, MANNER, key))
        record_event(journal, JOINT, c, i, manner, men, forcing.front_km[c], men, 0.0)


@kernel
def manner_of(zones, forcing, parameters, c, u):
    """Return how a detachment acts: it scouts far from the front; near it, it guides, holds crossings or flanks."""
    if forcing.front_km[c] > parameters.contact_km:
        return SCOUTING
    if u < parameters.crossing_share:
        return CROSSING
    held = zones.control[c] >= parameters.control_threshold
    return FLANK if held and u < parameters.crossing_share + parameters.flank_share else GUIDES


@kernel
def advance(joint_operations, detachments, zones, intelligence, land, forcing, parameters, c):
    """Measure how far an offensive could advance today through a cell, with help and without."""
    held = held_ground(detachments, zones, land, forcing, parameters, c)
    acting = density(joint_operations.acting_partisans[c], land.area[c])
    help_here = parameters.zone_gain * held
    help_here += parameters.joint_action_gain * saturate(acting, parameters.half_saturation_partisans)
    help_here += parameters.intelligence_gain * intelligence.troop_knowledge[c]
    late = saturate(joint_operations.reserve_delay_h[c], parameters.half_saturation_delay_h)
    unhelped = parameters.unhelped_km_per_day * forcing.offensive[c]
    km = unhelped * (1.0 + help_here) * (1.0 + parameters.late_reserves_gain * late)
    joint_operations.advance_unhelped_km[land.atom[c]] += unhelped
    if held >= parameters.control_threshold:
        joint_operations.sectors_with_zone[land.atom[c]] += 1.0
        joint_operations.advance_with_zone_km[land.atom[c]] += km
    else:
        joint_operations.sectors_without_zone[land.atom[c]] += 1.0
        joint_operations.advance_without_zone_km[land.atom[c]] += km


@kernel
def held_ground(detachments, zones, land, forcing, parameters, c):
    """Return the share of control of a cell and the next districts, weighed by how many partisans are there."""
    control, partisans, area, cells = zones.control[c], detachments.men_in_cell[c], land.area[c], 1.0
    for k in range(SIDES):
        n = land.ring[c, k]
        if n >= 0 and forcing.occupied[n] == 1:
            control += zones.control[n]
            partisans += detachments.men_in_cell[n]
            area += land.area[n]
            cells += 1.0
    return control / cells * saturate(density(partisans, area), parameters.half_saturation_partisans)
