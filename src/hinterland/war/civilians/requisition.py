"""Occupation: what the occupier meant to take of grain and of people, what he took, and why he did not get the rest.

Every tonne that was planned is put down once: as taken, as kept from him by partisans, as lost to the destruction of
the retreat, as lost for want of transport, or as wanting because hands or grain were wanting.
"""

from typing import NamedTuple

from hinterland.core.chance import in_weekly_batch, stream, uniform, whole
from hinterland.core.declare import Array, f8, log, param, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.theatre.land import ESSR, LASSR, LSSR, UKSSR

LABOUR = stream("occupation.labour", "rounding of those who are taken for labour this week")
RETREAT = stream("occupation.retreat", "rounding of the villages burned and the people driven off in a retreat")
FINNISH, ROMANIAN = 3, 4


class State(NamedTuple):
    """The occupier's books, as they should have been kept."""

    people_occupied: Array = per("cell", f8, "person", "Civilians under occupation")
    output_loss: Array = per(
        "cell", f8, "1", "Share of the output that a retreat destroyed or moved, not yet made good"
    )
    burden: Array = per("cell", f8, "1", "What both sides took from the villages in the last week, 1 for all they bear")
    partisan_takings: Array = per("cell", f8, "t", "Grain that partisans got here since the villages were last visited")
    spoilt: Array = per("cell", f8, "t", "Grain collected and never hauled off, since the start")
    burned: Array = per("cell", f8, "t", "Grain burned or spoilt in retreats, since the start")
    front_km: Array = per("cell", f8, "km", "Distance from the front when the villages were last visited")
    harvested: Array = per("atom", f8, "t", "Grain harvested today", daily=True)
    planned: Array = per("atom", f8, "t", "Grain that the occupier meant to take today", daily=True)
    taken: Array = per("atom", f8, "t", "Grain that he took today", daily=True)
    denied: Array = per("atom", f8, "t", "Grain that he did not get today because of partisans", daily=True)
    lost_retreat: Array = per(
        "atom", f8, "t", "Grain of the plan that the retreat of 1941-42 had destroyed", daily=True
    )
    lost_transport: Array = per("atom", f8, "t", "Grain collected that spoilt today for want of transport", daily=True)
    lost_closed_lines: Array = per("atom", f8, "t", "The part of it that closed railways made", daily=True)
    shortfall: Array = per("atom", f8, "t", "Grain of the plan for which hands or barns were wanting today", daily=True)
    burned_today: Array = per("atom", f8, "t", "Grain burned or spoilt in retreats today", daily=True)
    value: Array = per("atom", f8, "USD", "Worth of what the occupier took today", daily=True)
    draft_denied: Array = per(
        "atom", f8, "person", "People whom partisans kept from the labour draft today", daily=True
    )
    driven_off: Array = per("atom", f8, "person", "People driven off in retreats today", daily=True)


class Parameters(NamedTuple):
    """What the occupier wants, and what stands in his way."""

    enabled: float = switch("The occupier's taking of grain and labour, and what retreats destroy")
    harvest_per_villager: float = param(
        0.55, "t/person", (0.2, 1.5), "Grain harvested a villager and year in a fully tilled cell", "house-0015"
    )
    untilled_harvest_share: float = param(
        0.3, "1", (0, 1), "Share of it where the ground is hardly tilled", "house-0015"
    )
    levy_share: float = param(
        0.34, "1/year", (0, 1), "Share of an ordinary harvest that is planned in the rear of the armies", "house-0210"
    )
    levy_share_ukraine: float = param(0.46, "1/year", (0, 1), "The same in Ukraine under German rule", "house-0210")
    levy_share_baltic: float = param(0.34, "1/year", (0, 1), "The same in the Baltic republics", "house-0210")
    levy_share_allied: float = param(0.26, "1/year", (0, 1), "The same under Romanian and Finnish rule", "house-0210")
    weekly_collection_limit: float = param(
        0.012, "1/week", (0, 0.1), "Share of barns that can be emptied in a week", "house-0210", "S281"
    )
    attack_deterrence: float = param(
        0.6, "1", (0, 1), "Share of the plan that collectors give up where attacks are many", "house-0211", "S005"
    )
    half_saturation_attacks: float = param(
        8, "attack", log(1, 60), "Attacks of the last weeks at which it is half of that", "house-0211"
    )
    loss_without_railway: float = param(
        0.16, "1", (0, 0.8), "Share of the grain collected that spoils where no railway is near", "house-0212", "S454"
    )
    half_saturation_free_capacity: float = param(
        0.05,
        "1",
        (0, 1),
        "Free share of the railways at which half of the grain collected spoils",
        "house-0212",
        "S454",
    )
    soviet_retreat_output_loss: float = param(
        0.4, "1", (0, 1), "Share of the output undone where a retreat leaves nothing", "house-0213", "S542"
    )
    soviet_retreat_grain_loss: float = param(
        0.2, "1", (0, 1), "Share of barns burned or emptied before the enemy comes where nothing is left", "house-0213"
    )
    recovery_rate: float = param(0.012, "1/week", (0, 0.2), "Share of that which is made good in a week", "house-0213")
    axis_retreat_grain_loss: float = param(
        0.5, "1", (0, 1), "Share of barns burned in a week of retreat that leaves nothing", "house-0213", "R240"
    )
    axis_retreat_villages_burned: float = param(
        4.0, "village/1000km2", (0, 40), "Villages burned in a week of such a retreat", "house-0213", "R240"
    )
    axis_retreat_deported_share: float = param(
        0.25, "1/week", (0, 0.8), "Share of the people driven off in a week of it", "house-0213", "R240"
    )
    retreat_belt_km: float = param(
        60, "km", (10, 200), "Distance from the front within which a retreat destroys", "house-0213"
    )
    retreat_km_per_week: float = param(
        4, "km/week", (1, 50), "How much nearer the front must have come for a retreat", "house-0213"
    )
    grain_value_per_tonne: float = param(
        90, "USD/t", log(30, 500), "Worth of a tonne of grain and what was taken with it", "house-0214", "S469", "S470"
    )
    labour_draft_rate: float = param(
        0.00055,
        "1/week",
        log(0.0001, 0.005),
        "Share of people taken for labour in a week at full draft",
        "R234",
        "R224",
    )
    labour_draft_grievance: float = param(
        8.0, "1", (0, 40), "Wrong that taking a share of the people for labour does", "house-0012"
    )
    burden_grievance: float = param(
        0.007, "1/week", log(0.0005, 0.05), "Wrong that a week of the heaviest burden does", "S281", "house-0215"
    )
    heaviest_burden: float = param(
        0.0042, "t/week", (0.001, 0.02), "Grain taken of a villager in a week of the heaviest burden", "house-0215"
    )


@kernel
def plan_of(land, parameters, c):
    """Return the share of an ordinary harvest that the power over a cell plans to take in a year."""
    if land.group[c] == FINNISH or land.group[c] == ROMANIAN:
        return parameters.levy_share_allied
    if land.republic[c] == UKSSR:
        return parameters.levy_share_ukraine
    if land.republic[c] == LSSR or land.republic[c] == LASSR or land.republic[c] == ESSR:
        return parameters.levy_share_baltic
    return parameters.levy_share


@kernel
def hauled(traffic, land, parameters, c):
    """Return the share of collected grain that is hauled off, with the railways as they are and as if undamaged."""
    total, free, undamaged = 0.0, 0.0, 0.0
    for k in range(land.cell_lines.shape[1]):
        s = land.cell_lines[c, k]
        if s < 0:
            break
        if traffic.whole[s] > 0.0:
            total += traffic.whole[s]
            free += max(0.0, traffic.capacity[s] - traffic.trains[s])
            undamaged += max(0.0, traffic.whole[s] - traffic.trains[s])
    if total <= 0.0:
        return 1.0 - parameters.loss_without_railway, 1.0 - parameters.loss_without_railway
    busy = parameters.half_saturation_free_capacity * total
    return free / (free + busy), undamaged / (undamaged + busy)


@daily
def reap(requisition, population, land, forcing, parameters, today):
    """Grain is harvested; where the front has passed over a cell, what the retreating side destroyed is wanting."""
    day_of_year = (today.day + 172) % 365
    harvest = 205 <= day_of_year < 247
    for c in range(population.rural.size):
        if land.abroad[c] == 1:
            continue
        if forcing.occupied[c] == 0:
            requisition.people_occupied[c] = 0.0
        elif population.was_occupied[c] == 0 and parameters.enabled > 0.0:
            requisition.people_occupied[c] = population.rural[c] + population.urban[c]
            requisition.output_loss[c] = max(
                requisition.output_loss[c], parameters.soviet_retreat_output_loss * forcing.stripped[c]
            )
            burn(requisition, population, land, c, parameters.soviet_retreat_grain_loss * forcing.stripped[c])
        if not in_weekly_batch(today, c):
            continue
        requisition.output_loss[c] *= 1.0 - parameters.recovery_rate
        if harvest:
            sown = (parameters.untilled_harvest_share + land.crop[c]) * (1.0 - requisition.output_loss[c])
            grain = parameters.harvest_per_villager * population.rural[c] * sown / 6.0
            population.food[c] += grain
            population.grain_harvested[c] += grain
            requisition.harvested[land.atom[c]] += grain


@kernel
def burn(requisition, population, land, c, share):
    """Burn a share of what lies in the barns of a cell."""
    gone = share * population.food[c]
    population.food[c] -= gone
    requisition.burned[c] += gone
    requisition.burned_today[land.atom[c]] += gone


@daily
def step(requisition, population, supply, zones, security, traffic, land, forcing, parameters, today):
    """A seventh of the occupied cells see the collectors of grain and of labour; near a retreat, the torch."""
    if parameters.enabled == 0.0:
        return
    for c in range(population.rural.size):
        if forcing.occupied[c] == 0 or land.abroad[c] == 1:
            continue
        requisition.partisan_takings[c] += supply.given[c] + supply.forced[c]
        if not in_weekly_batch(today, c):
            continue
        collect(requisition, population, zones, security, traffic, land, forcing, parameters, c)
        on_the_spot = forcing.food_levy[c] * (1.0 - zones.control[c]) * population.food[c]
        population.food[c] -= on_the_spot
        population.grain_taken[c] += on_the_spot
        here = population.rural[c] + population.urban[c]
        rule = 1.0 - zones.control[c]
        due = parameters.labour_draft_rate * forcing.labour[c] * here
        u = uniform(today, LABOUR, c)
        draft = min(whole(due * rule, u), population.rural[c])
        population.rural[c] -= draft
        population.deported[c] += draft
        population.deported_today[c] += draft
        requisition.draft_denied[land.atom[c]] += max(0.0, whole(due, u) - draft)
        population.grievance[c] += (1.0 - population.grievance[c]) * min(
            1.0, parameters.labour_draft_grievance * draft / max(here, 1.0)
        )
        level = forcing.scorched[c] * rule
        nearer = requisition.front_km[c] - forcing.front_km[c]
        requisition.front_km[c] = forcing.front_km[c]
        if (
            level > 0.0
            and nearer >= parameters.retreat_km_per_week
            and forcing.front_km[c] <= max(parameters.retreat_belt_km, land.area[c] ** 0.5)
        ):
            burn(requisition, population, land, c, parameters.axis_retreat_grain_loss * level)
            razed = parameters.axis_retreat_villages_burned * level * land.area[c] / 1000.0
            population.villages_burned[c] += whole(razed, uniform(today, RETREAT, c))
            away = min(
                whole(parameters.axis_retreat_deported_share * level * here, uniform(today, RETREAT, c + 100000)),
                population.rural[c],
            )
            population.rural[c] -= away
            population.deported[c] += away
            population.deported_today[c] += away
            requisition.driven_off[land.atom[c]] += away
            population.grievance[c] += (1.0 - population.grievance[c]) * min(
                1.0, parameters.labour_draft_grievance * away / max(here, 1.0)
            )
        requisition.people_occupied[c] = population.rural[c] + population.urban[c]


@kernel
def collect(requisition, population, zones, security, traffic, land, forcing, parameters, c):
    """Set a week's plan of grain beside what can be had of it, and write down what becomes of every tonne."""
    ordinary = parameters.harvest_per_villager * land.rural[c] * (parameters.untilled_harvest_share + land.crop[c])
    plan = forcing.levy * plan_of(land, parameters, c) * ordinary / 52.0
    undone = plan * requisition.output_loss[c]
    idle = (plan - undone) * max(0.0, 1.0 - population.rural[c] / max(land.rural[c], 1.0))
    due = plan - undone - idle
    alert = security.recent_attacks[c]
    bold = 1.0 - parameters.attack_deterrence * alert / (alert + parameters.half_saturation_attacks)
    asked = due * (1.0 - zones.control[c]) * bold
    got = min(asked, parameters.weekly_collection_limit * population.food[c])
    as_is, undamaged = hauled(traffic, land, parameters, c)
    sent = got * as_is
    population.food[c] -= got
    population.grain_taken[c] += sent
    requisition.spoilt[c] += got - sent
    requisition.planned[land.atom[c]] += plan
    requisition.taken[land.atom[c]] += sent
    requisition.denied[land.atom[c]] += due - asked
    requisition.lost_retreat[land.atom[c]] += undone
    requisition.lost_transport[land.atom[c]] += got - sent
    requisition.lost_closed_lines[land.atom[c]] += max(0.0, got * undamaged - sent)
    requisition.shortfall[land.atom[c]] += idle + asked - got
    requisition.value[land.atom[c]] += parameters.grain_value_per_tonne * sent
    bearable = max(parameters.heaviest_burden * population.rural[c], 1e-3)
    requisition.burden[c] = min(1.0, (got + requisition.partisan_takings[c]) / bearable)
    requisition.partisan_takings[c] = 0.0
    population.grievance[c] += (1.0 - population.grievance[c]) * parameters.burden_grievance * requisition.burden[c]
