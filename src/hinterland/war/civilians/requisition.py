"""Requisition: the grain and labour that the occupier plans to take, what he takes, and why he misses the plan.

Every planned tonne is in one account: taken, denied by partisans, lost in the destruction of the 1941-42 retreat, lost
for want of transport, or short for want of labour or grain. Requisition and deportation raise grievance; retreats
destroy grain and villages.
"""

import math
from datetime import date
from typing import NamedTuple

from hinterland.core.calendar import day_of
from hinterland.core.chance import WEEK, draw_count, draw_whole, stream, uniform, weekly_batch_row, weekly_batch_size
from hinterland.core.declare import Array, assumed, bounded, directional, f8, log, per, switch
from hinterland.core.geometry import density_within_reach
from hinterland.core.jit import daily, kernel
from hinterland.core.response import saturate
from hinterland.core.units import DAYS_PER_YEAR, KM2_PER_1000KM2, WEEKS_PER_YEAR
from hinterland.theatre.land import ESSR, LASSR, LSSR, UKSSR

ORDER = stream("requisition.order", "how many people the labour draft of this week demands")
DRAFT = stream("requisition.draft", "how many of these the occupier gets")
RAZE = stream("requisition.raze", "how many villages are burned in a week of an Axis retreat")
DRIVE_OFF = stream("requisition.drive_off", "how many people are deported in a week of an Axis retreat")
NORTH, CENTRE, SOUTH, FINNISH, ROMANIAN = range(5)
"""Army groups in whose rear a cell lies (`land.group`)."""
NEW_YEAR = day_of(date(1941, 1, 1))


class State(NamedTuple):
    """The accounts of grain and labour by cell, and the flows of each day."""

    people_occupied: Array = per("cell", f8, "person", "Civilians under occupation")
    output_loss: Array = per("cell", f8, "1", "Share of output lost in a retreat and not yet restored")
    burden: Array = per(
        "cell", f8, "1", "Taken from the villages by both sides in the last week, 1 for the most they can bear"
    )
    partisan_takings: Array = per("cell", f8, "t", "Grain that partisans took since the last collection")
    spoilt: Array = per("cell", f8, "t", "Grain collected but never transported, since the start")
    burned: Array = per("cell", f8, "t", "Grain burned or spoilt in retreats, since the start")
    front_km: Array = per("cell", f8, "km", "Distance from the front at the last collection")
    harvested: Array = per("atom", f8, "t", "Grain harvested today", daily=True)
    planned: Array = per("atom", f8, "t", "Grain that the occupier planned to take today", daily=True)
    taken: Array = per("atom", f8, "t", "Grain that the occupier took today", daily=True)
    denied: Array = per(
        "cell", f8, "t", "Planned grain that the occupier did not get today because of partisans", daily=True
    )
    lost_retreat: Array = per("atom", f8, "t", "Planned grain that the retreat of 1941-42 had destroyed", daily=True)
    lost_transport: Array = per("cell", f8, "t", "Collected grain that spoilt today for want of transport", daily=True)
    lost_closed_lines: Array = per("atom", f8, "t", "The part of that loss due to closed railways", daily=True)
    shortfall: Array = per("cell", f8, "t", "Planned grain short today for want of labour or stocks", daily=True)
    burned_today: Array = per("atom", f8, "t", "Grain burned or spoilt in retreats today", daily=True)
    value: Array = per("atom", f8, "USD", "Value of what the occupier took today", daily=True)
    draft_denied: Array = per("cell", f8, "person", "People whom partisans kept from the draft today", daily=True)
    driven_off: Array = per("atom", f8, "person", "People deported in retreats today", daily=True)


class Parameters(NamedTuple):
    """Harvests, levies, losses of transport, destruction in retreats, and the labour draft."""

    enabled: float = switch("Whether the occupier takes grain and labour and retreats destroy")
    harvest_per_villager: float = assumed(
        0.55, "t/person", (0.2, 1.5), "Annual harvest per villager in a fully tilled cell", "house-0015"
    )
    untilled_harvest_share: float = assumed(
        0.3, "1", (0, 1), "Share of a full harvest on hardly tilled ground", "house-0015"
    )
    harvest_start: float = assumed(205, "day", (180, 240), "Day of the year on which the harvest begins", "house-0412")
    harvest_weeks: float = assumed(6, "week", (2, 12), "Weeks that the harvest takes", "house-0412")
    levy_share: float = assumed(
        0.34, "1/year", (0, 1), "Share of an ordinary harvest that is planned in army rear areas", "house-0210"
    )
    levy_share_ukraine: float = assumed(
        0.46, "1/year", (0, 1), "Share of a harvest planned in Ukraine under German rule", "house-0210"
    )
    levy_share_baltic: float = assumed(0.34, "1/year", (0, 1), "Share of a Baltic harvest planned", "house-0210")
    levy_share_allied: float = assumed(
        0.26, "1/year", (0, 1), "Share of a harvest planned under Romania and Finland", "house-0210"
    )
    weekly_collection_limit: float = assumed(
        0.012, "1/week", (0, 0.1), "Largest share of grain stocks collected in a week", "house-0210"
    )
    attack_deterrence: float = directional(
        0.6, "1", (0, 1), "Share of the plan that collectors abandon where attacks are many",
        "S005", "S528", "house-0211",
    )  # fmt: skip
    half_saturation_attacks: float = assumed(
        4.52, "attack/1000km2", log(0.6, 34), "Recent attacks for half of their deterrence", "house-0211"
    )
    loss_without_railway: float = assumed(
        0.16, "1", (0, 0.8), "Share of collected grain that spoils where no railway is near", "house-0212"
    )
    half_saturation_free_capacity: float = assumed(
        0.05, "1", (0, 1), "Free share of railway capacity at which half of the collected grain spoils", "house-0212"
    )
    soviet_retreat_output_loss: float = assumed(
        0.4, "1", (0, 1), "Share of output lost where the Soviet retreat leaves nothing", "house-0213"
    )
    soviet_retreat_grain_loss: float = assumed(
        0.2, "1", (0, 1), "Share of grain stocks lost where the Soviet retreat leaves nothing", "house-0213"
    )
    recovery_rate: float = assumed(
        0.012, "1/week", (0, 0.2), "Share of the lost output restored in a week", "house-0213"
    )
    axis_retreat_grain_loss: float = assumed(
        0.5, "1", (0, 1), "Share of grain burned in a week of Axis retreat that leaves nothing", "house-0213"
    )
    axis_retreat_villages_burned: float = assumed(
        4.0, "village/1000km2", (0, 40), "Villages burned in a week of Axis retreat", "house-0213"
    )
    axis_retreat_deported_share: float = directional(
        0.25, "1/week", (0, 0.8), "Share of the people deported in a week of Axis retreat", "R240", "house-0213"
    )
    retreat_belt_km: float = assumed(
        60, "km", (10, 200), "Distance from the front within which a retreat destroys", "house-0213"
    )
    retreat_km_per_week: float = assumed(
        4, "km/week", (1, 50), "Least approach of the front that counts as a retreat", "house-0213"
    )
    grain_value_per_tonne: float = assumed(
        90, "USD/t", log(30, 500), "Value of a tonne of grain and of what was taken with it", "house-0214"
    )
    labour_draft_rate: float = bounded(
        0.00055, "1/week", log(0.0001, 0.005), "Share of people drafted for labour in a week at full draft",
        "house-0413", at_least="R234 / R235 / 162",
    )  # fmt: skip
    labour_draft_grievance: float = assumed(
        8.0, "1", (0, 40), "Grievance caused by drafting a share of the people", "house-0012"
    )
    burden_grievance: float = directional(
        0.007, "1/week", log(0.0005, 0.05), "Grievance caused by a week of the heaviest burden",
        "S281", "S292", "house-0215",
    )  # fmt: skip
    heaviest_burden: float = assumed(
        0.0042, "t/week", (0.001, 0.02), "Grain per villager taken in a week of the heaviest burden", "house-0215"
    )


@kernel
def planned_share(land, parameters, c):
    """Return the share of an ordinary harvest that the administration of a cell plans to take in a year."""
    if land.group[c] == FINNISH or land.group[c] == ROMANIAN:
        return parameters.levy_share_allied
    if land.republic[c] == UKSSR:
        return parameters.levy_share_ukraine
    if land.republic[c] == LSSR or land.republic[c] == LASSR or land.republic[c] == ESSR:
        return parameters.levy_share_baltic
    return parameters.levy_share


@kernel
def transported_shares(traffic, land, parameters, c):
    """Return the share of collected grain that trains transport: with railways as they are, and undamaged."""
    total, free, undamaged = 0.0, 0.0, 0.0
    for k in range(land.cell_lines.shape[1]):
        s = land.cell_lines[c, k]
        if s < 0:
            break
        if traffic.undamaged_capacity[s] > 0.0:
            total += traffic.undamaged_capacity[s]
            free += max(0.0, traffic.capacity[s] - traffic.trains[s])
            undamaged += max(0.0, traffic.undamaged_capacity[s] - traffic.trains[s])
    if total <= 0.0:
        return 1.0 - parameters.loss_without_railway, 1.0 - parameters.loss_without_railway
    half = parameters.half_saturation_free_capacity * total
    return saturate(free, half), saturate(undamaged, half)


@daily
def harvest(requisition, population, land, forcing, parameters, today):
    """Harvest the grain of a seventh of all cells; where the front passed, apply the destruction of the retreat."""
    brought_in = share_harvested_this_week(parameters, today)
    for c in range(population.rural.size):
        if forcing.occupied[c] == 0:
            requisition.people_occupied[c] = 0.0
        elif population.was_occupied[c] == 0 and land.abroad[c] == 0 and parameters.enabled > 0.0:
            requisition.people_occupied[c] = population.rural[c] + population.urban[c]
            lost = parameters.soviet_retreat_output_loss * forcing.stripped[c]
            requisition.output_loss[c] = max(requisition.output_loss[c], lost)
            burn_grain(requisition, population, land, c, parameters.soviet_retreat_grain_loss * forcing.stripped[c])
    for t in range(weekly_batch_size(today, population.rural.size)):
        c = weekly_batch_row(today, t)
        if land.abroad[c] == 1:
            continue
        requisition.output_loss[c] *= 1.0 - parameters.recovery_rate
        if brought_in > 0.0:
            sown = (parameters.untilled_harvest_share + land.crop[c]) * (1.0 - requisition.output_loss[c])
            grain = parameters.harvest_per_villager * population.rural[c] * sown * brought_in
            population.food[c] += grain
            population.grain_harvested[c] += grain
            requisition.harvested[land.atom[c]] += grain


@kernel
def share_harvested_this_week(parameters, today):
    """Return the share of a year's harvest that is brought in this week: as much every week until all is in."""
    days = (today.day - NEW_YEAR) % DAYS_PER_YEAR - parameters.harvest_start
    weeks_before = days // WEEK
    left = 1.0 - weeks_before / parameters.harvest_weeks
    return min(1.0 / parameters.harvest_weeks, max(0.0, left)) if days >= 0.0 else 0.0


@kernel
def burn_grain(requisition, population, land, c, share):
    """Burn a share of the grain of a cell."""
    burned = share * population.food[c]
    population.food[c] -= burned
    requisition.burned[c] += burned
    requisition.burned_today[land.atom[c]] += burned


@daily
def step(requisition, population, supply, zones, security, traffic, land, forcing, parameters, today):
    """For a seventh of the occupied cells, collect grain, draft labour and destroy in a retreat."""
    if parameters.enabled == 0.0:
        return
    for c in range(population.rural.size):
        if forcing.occupied[c] == 1 and land.abroad[c] == 0:
            requisition.partisan_takings[c] += supply.food_given[c] + supply.food_seized[c]
    for t in range(weekly_batch_size(today, population.rural.size)):
        c = weekly_batch_row(today, t)
        if forcing.occupied[c] == 0 or land.abroad[c] == 1:
            continue
        collect(requisition, population, zones, security, traffic, land, forcing, parameters, c)
        levied = forcing.food_levy[c] * (1.0 - zones.control[c]) * population.food[c]
        population.food[c] -= levied
        population.grain_taken[c] += levied
        draft_labour(requisition, population, zones, land, forcing, parameters, today, c)
        approach = requisition.front_km[c] - forcing.front_km[c]
        requisition.front_km[c] = forcing.front_km[c]
        belt = max(parameters.retreat_belt_km, math.sqrt(land.area[c]))
        if approach >= parameters.retreat_km_per_week and forcing.front_km[c] <= belt:
            level = forcing.scorched[c] * (1.0 - zones.control[c])
            destroy_in_retreat(requisition, population, land, parameters, today, c, level)
        requisition.people_occupied[c] = population.rural[c] + population.urban[c]


@kernel
def draft_labour(requisition, population, zones, land, forcing, parameters, today, c):
    """Draft people of a cell for labour this week; where partisans control the ground they escape the draft."""
    people = population.rural[c] + population.urban[c]
    expected = parameters.labour_draft_rate * forcing.labour[c] * people
    ordered = draw_whole(population.rural[c], expected, uniform(today, ORDER, c))
    drafted = draw_whole(ordered, ordered * (1.0 - zones.control[c]), uniform(today, DRAFT, c))
    requisition.draft_denied[c] += ordered - drafted
    deport(population, parameters, c, drafted)


@kernel
def destroy_in_retreat(requisition, population, land, parameters, today, c, level):
    """Burn grain and villages of a cell and deport people in a week of an Axis retreat that destroys to this level."""
    burn_grain(requisition, population, land, c, parameters.axis_retreat_grain_loss * level)
    razed = parameters.axis_retreat_villages_burned * level * land.area[c] / KM2_PER_1000KM2
    population.villages_burned[c] += draw_count(razed, uniform(today, RAZE, c))
    expected = parameters.axis_retreat_deported_share * level * (population.rural[c] + population.urban[c])
    deported = draw_whole(population.rural[c], expected, uniform(today, DRIVE_OFF, c))
    requisition.driven_off[land.atom[c]] += deported
    deport(population, parameters, c, deported)


@kernel
def deport(population, parameters, c, n):
    """Deport n villagers of a cell; the others resent it."""
    share = n / max(population.rural[c] + population.urban[c], 1.0)
    population.grievance[c] += (1.0 - population.grievance[c]) * min(1.0, parameters.labour_draft_grievance * share)
    population.rural[c] -= n
    population.deported[c] += n
    population.deported_today[c] += n


@kernel
def collect(requisition, population, zones, security, traffic, land, forcing, parameters, c):
    """Compare a week's plan of grain with what is available, and account for every tonne."""
    ordinary = parameters.harvest_per_villager * land.rural[c] * (parameters.untilled_harvest_share + land.crop[c])
    plan = forcing.levy * planned_share(land, parameters, c) * ordinary / WEEKS_PER_YEAR
    lost = plan * requisition.output_loss[c]
    unworked = (plan - lost) * max(0.0, 1.0 - population.rural[c] / max(land.rural[c], 1.0))
    available = plan - lost - unworked
    alarm = saturate(density_within_reach(land, security.recent_attacks, c), parameters.half_saturation_attacks)
    boldness = 1.0 - parameters.attack_deterrence * alarm
    demanded = available * (1.0 - zones.control[c]) * boldness
    collected = min(demanded, parameters.weekly_collection_limit * population.food[c])
    as_is, undamaged = transported_shares(traffic, land, parameters, c)
    transported = collected * as_is
    population.food[c] -= collected
    population.grain_taken[c] += transported
    requisition.spoilt[c] += collected - transported
    requisition.planned[land.atom[c]] += plan
    requisition.taken[land.atom[c]] += transported
    requisition.denied[c] += available - demanded
    requisition.lost_retreat[land.atom[c]] += lost
    requisition.lost_transport[c] += collected - transported
    requisition.lost_closed_lines[land.atom[c]] += max(0.0, collected * undamaged - transported)
    requisition.shortfall[c] += unworked + demanded - collected
    requisition.value[land.atom[c]] += parameters.grain_value_per_tonne * transported
    bearable = parameters.heaviest_burden * population.rural[c]
    lost_grain = collected + requisition.partisan_takings[c]
    requisition.burden[c] = min(1.0, lost_grain / bearable) if bearable > 0.0 else 0.0
    requisition.partisan_takings[c] = 0.0
    population.grievance[c] += (1.0 - population.grievance[c]) * parameters.burden_grievance * requisition.burden[c]
