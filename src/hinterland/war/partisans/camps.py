"""Camp life: shelter, hunger, cold, wounds, medicine, air attack and desertion.

Frost and missing rations kill partisans and lower the cohesion of their detachment; forest cover, shelter, popular
support, news from the front and contact with a staff raise it. People desert where cohesion is low. Wounded partisans
recover or die, and recover more often where there is medicine. Aircraft that support an expedition find and bomb camps.
The subsystem produces deaths, desertions, recoveries, and the cohesion and experience of each detachment.
"""

from typing import NamedTuple

from hinterland.core.chance import in_weekly_batch, stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.declare import Array, f8, i4, log, param, per, switch
from hinterland.core.geometry import density
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import disperse, record_deaths, update_strength
from hinterland.core.origin import LOCAL, ORIGINS
from hinterland.core.stock import held

DIE = stream("camps.die", "how many partisans of a detachment die of cold, hunger and sickness this week")
HEAL = stream("camps.heal", "how many of the wounded recover or die this week")
SPY = stream("camps.spy", "whether aircraft find a camp today, and how many people their bombs kill")
GO = stream("camps.go", "how many partisans of a detachment desert this week")


class State(NamedTuple):
    """Losses of the day in camps, and the condition of the camps."""

    perished: Array = per(
        "atom", f8, "person", "Partisans who died of cold, hunger, wounds and sickness today", daily=True
    )
    deserted: Array = per("atom", f8, "person", "Partisans who deserted and went home today", daily=True)
    recovered: Array = per("atom", f8, "person", "Wounded partisans who recovered today", daily=True)
    killed_by_bombs: Array = per("atom", f8, "person", "Partisans killed by air attack today", daily=True)
    air_attacks: Array = per("atom", f8, "attack", "Air attacks on camps today", daily=True)
    shelter: Array = per("detachment", f8, "1", "Quality of the dug shelter of a detachment, 0 to 1")
    last_cell: Array = per("detachment", i4, "cell", "Cell where the detachment lay a week ago", start=-1)
    occupant_founded_day: Array = per(
        "detachment", i4, "day", "Founding day of the detachment that built the camp", start=-1
    )
    medicine: Array = per("cell", f8, "1", "Supply of medicine in the camps of a cell, 0 to 1")


class Parameters(NamedTuple):
    """Rates of shelter, medicine, air attack, death, recovery, cohesion and desertion."""

    enabled: float = switch("Whether shelter, medicine and air attack on camps are simulated")
    digging_per_week: float = param(
        0.08, "1/week", (0.02, 0.5), "Share of the missing shelter that a camp digs in a week", "S551", "house-0174"
    )
    shelter_against_frost: float = param(
        0.6, "1", (0, 0.95), "Share of the harm of frost that full shelter prevents", "S556", "house-0174"
    )
    medicine_per_tonne: float = param(
        0.15, "1/t", log(0.005, 2), "Medicine supply of a hundred partisans that a tonne flown in restores",
        "house-0175",
    )  # fmt: skip
    medicine_by_corridor_per_week: float = param(
        0.15, "1/week", (0, 1), "Medicine supply that a week at the open corridor restores", "S053", "house-0175"
    )
    medicine_used_per_week: float = param(
        0.12, "1/week", (0.01, 0.6), "Share of the medicine that is used up in a week", "house-0175"
    )
    care_by_medicine: float = param(
        0.5, "1", (0, 1), "Change of the recovery rate from no medicine to full medicine", "S554", "house-0175"
    )
    care_by_residents: float = param(
        0.5, "1", (0, 1), "Change of the recovery rate from no popular support to full support", "house-0175"
    )
    air_detection_per_day: float = param(
        0.03, "1/day", (0, 0.5), "Daily chance that aircraft find a camp without cover during a large expedition",
        "S557", "house-0176",
    )  # fmt: skip
    leaf_share_of_cover: float = param(
        0.7, "1", (0, 1), "Share of the forest's cover from the air that consists of leaves", "S557", "house-0176"
    )
    smoke_in_frost: float = param(
        0.5, "1", (0, 2), "Added chance of detection at 20 degrees of frost, because of smoke", "S556", "house-0176"
    )
    killed_per_bombing: float = param(
        0.03, "1", (0, 0.2), "Mean share of a camp's people whom an air attack kills", "S557", "house-0176"
    )
    half_saturation_troops: float = param(
        1200, "person/1000km2", log(100, 10000), "Troop density at which air detection reaches half of its maximum",
        "house-0176",
    )  # fmt: skip
    cold_deaths_per_week: float = param(
        0.0022, "1/week", log(0.0002, 0.03), "Weekly share of partisans without shelter who die at 20 degrees of frost",
        "S558", "house-0032",
    )  # fmt: skip
    hunger_deaths_per_week: float = param(
        0.011, "1/week", log(0.001, 0.1), "Weekly share of partisans without any food who die", "S558", "house-0032"
    )
    recovery_per_week: float = param(
        0.16, "1/week", (0.02, 0.5), "Share of wounded partisans who recover in a week", "S554", "house-0032"
    )
    wounded_deaths_per_week: float = param(
        0.05, "1/week", (0, 0.3), "Share of wounded partisans who die in a week", "S554", "house-0032"
    )
    desertion_per_week: float = param(
        0.36, "1/week", (0.02, 1), "Share of partisans who desert in a week when cohesion is zero", "S052", "S064",
        "house-0033",
    )  # fmt: skip
    desertion_cut_by_commissar: float = param(
        0.15, "1", (0, 1), "Share of desertions that a commissar with full influence prevents", "S304", "house-0303"
    )
    desertion_threshold: float = param(
        0.5, "1", (0.1, 0.9), "Cohesion below which people begin to desert", "house-0033"
    )
    cohesion_by_support: float = param(
        0.42, "1", (0, 1), "Added cohesion at full popular support", "S472", "house-0033"
    )
    cohesion_by_news: float = param(0.24, "1", (0, 1), "Added cohesion at the best news from the front", "S471")
    cohesion_by_contact: float = param(
        0.16, "1", (0, 1), "Added cohesion of detachments that a staff can reach", "S553"
    )
    cohesion_by_cover: float = param(0.26, "1", (0, 1), "Added cohesion at full forest and swamp cover", "S550")
    cohesion_lost_to_cold: float = param(0.24, "1", (0, 1), "Cohesion lost at 20 degrees of frost", "S558")
    cohesion_lost_to_hunger: float = param(0.45, "1", (0, 1), "Cohesion lost in a week without food", "S558")
    cohesion_by_skill: float = param(
        0.22, "1", (0, 1), "Added cohesion of the most experienced detachment", "house-0033"
    )
    cohesion_change_per_week: float = param(
        0.22, "1/week", (0.02, 1), "Share of the gap between cohesion and its target that closes in a week",
        "house-0033",
    )  # fmt: skip


@daily
def step(camps, detachments, population, supply, airlift, composition, land, forcing, parameters, today):
    """Update one seventh of all detachments: cohesion, deaths, recoveries and desertions of their week."""
    if parameters.enabled == 1.0:
        stock_up(camps, detachments, airlift, forcing, parameters, today)
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0:
            continue
        c = detachments.cell[i]
        z = land.zone[c]
        frost = max(0.0, -forcing.temp[z]) / 20.0
        exposure = 1.0 if today.day - detachments.founded_day[i] < 120 else 0.55
        care = 1.0
        if parameters.enabled == 1.0:
            dig_in(camps, detachments, parameters, i)
            exposure = 1.0 - parameters.shelter_against_frost * camps.shelter[i]
            care += parameters.care_by_medicine * (camps.medicine[c] - 0.5) + parameters.care_by_residents * (
                population.support_soviet[c] - 0.5
            )
        shelter = 0.3 + 0.7 * land.cover[c]
        goal = (
            0.16
            + parameters.cohesion_by_support * population.support_soviet[c]
            + parameters.cohesion_by_news * forcing.news[land.group[c]]
        )
        goal += (
            parameters.cohesion_by_contact * detachments.contact[i]
            + parameters.cohesion_by_cover * land.cover[c]
            + parameters.cohesion_by_skill * detachments.skill[i]
        )
        goal -= (
            parameters.cohesion_lost_to_cold * frost * (1.3 - shelter) * exposure
            + parameters.cohesion_lost_to_hunger * detachments.hungry[i]
        )
        detachments.cohesion[i] += parameters.cohesion_change_per_week * (
            min(1.0, max(0.0, goal)) - detachments.cohesion[i]
        )
        loss = (
            parameters.cold_deaths_per_week * frost * (1.4 - shelter) * exposure
            + parameters.hunger_deaths_per_week * detachments.hungry[i]
        )
        dead = record_deaths(detachments, population, land, i, whole(loss * detachments.men[i], uniform(today, DIE, i)))
        mean = min(1.0, parameters.recovery_per_week * care) * detachments.wounded[i]
        recovered = min(whole(mean, uniform(today, HEAL, i)), detachments.wounded[i])
        detachments.wounded[i] -= recovered
        return_to_ranks(detachments, i, recovered)
        camps.recovered[land.atom[c]] += recovered
        died = min(
            whole(parameters.wounded_deaths_per_week / care * detachments.wounded[i], uniform(today, HEAL, i + 100000)),
            detachments.wounded[i],
        )
        detachments.wounded[i] -= died
        population.partisans_dead[c] += died
        detachments.killed[land.atom[c]] += died
        camps.perished[land.atom[c]] += dead + died
        lacking = max(0.0, 1.0 - detachments.cohesion[i] / parameters.desertion_threshold)
        leave = (
            parameters.desertion_per_week
            * lacking
            * lacking
            * (1.0 - parameters.desertion_cut_by_commissar * composition.commissar_influence[i])
        )
        leaving = whole(leave * held(detachments.people, i), uniform(today, GO, i))
        gone, soldiers = disperse(detachments, population, land, i, leaving)
        population.stragglers[c] += float(int(soldiers * 0.5))
        population.prisoners[c] += soldiers - float(int(soldiers * 0.5))
        camps.deserted[land.atom[c]] += gone
        buried = min(detachments.rifles[i], float(int(0.7 * (gone + dead))))
        detachments.rifles[i] -= buried
        supply.scattered[c] += buried
        update_strength(detachments, i)
        detachments.skill[i] += 0.006 * (1.0 - detachments.skill[i])


@kernel
def stock_up(camps, detachments, airlift, forcing, parameters, today):
    """Add medicine that comes by air and through the corridor, and subtract what is used up."""
    for c in range(camps.medicine.size):
        supplied = 0.0
        if airlift.tonnes[c] > 0.0:
            supplied = (
                parameters.medicine_per_tonne * airlift.tonnes[c] * 100.0 / max(detachments.men_in_cell[c], 100.0)
            )
        if in_weekly_batch(today, c):
            camps.medicine[c] *= 1.0 - parameters.medicine_used_per_week
            if forcing.gate_tonnes > 0.0:
                supplied += parameters.medicine_by_corridor_per_week * forcing.gate[c]
        if supplied > 0.0:
            camps.medicine[c] += (1.0 - camps.medicine[c]) * min(1.0, supplied)


@kernel
def dig_in(camps, detachments, parameters, i):
    """Improve the shelter of a camp that stayed in its cell; reset it after a move or for a new detachment."""
    if camps.last_cell[i] == detachments.cell[i] and camps.occupant_founded_day[i] == detachments.founded_day[i]:
        camps.shelter[i] += parameters.digging_per_week * (1.0 - camps.shelter[i])
        return
    camps.last_cell[i] = detachments.cell[i]
    camps.occupant_founded_day[i] = detachments.founded_day[i]
    camps.shelter[i] = 0.0


@kernel
def return_to_ranks(detachments, i, n):
    """Add the recovered to the ranks in proportion to the origins of the fit partisans."""
    total = held(detachments.people, i)
    left = n
    if total > 0.0:
        for k in range(ORIGINS):
            part = min(left, float(int(n * detachments.people[i, k] / total + 0.5)))
            detachments.people[i, k] += part
            left -= part
    detachments.people[i, LOCAL] += left


@daily
def bomb(camps, detachments, population, expeditions, land, forcing, parameters, today):
    """Let aircraft that support an expedition search for camps and bomb those that they find."""
    if parameters.enabled == 0.0:
        return
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 0:
            continue
        c = detachments.cell[i]
        if expeditions.troops[c] <= 0.0:
            continue
        z = land.zone[c]
        troops = density(expeditions.troops[c], land.area[c])
        bare = 1.0 - land.cover[c] * (1.0 - parameters.leaf_share_of_cover * (1.0 - forcing.foliage[z]))
        frost = max(0.0, -forcing.temp[z]) / 20.0
        chance = (
            parameters.air_detection_per_day
            * troops
            / (troops + parameters.half_saturation_troops)
            * bare
            * (1.0 + parameters.smoke_in_frost * frost)
        )
        if uniform(today, SPY, i) >= chance:
            continue
        mean = 2.0 * parameters.killed_per_bombing * uniform(today, SPY, i + 100000) * detachments.men[i]
        dead = record_deaths(detachments, population, land, i, whole(mean, uniform(today, SPY, i + 200000)))
        camps.air_attacks[land.atom[c]] += 1.0
        camps.killed_by_bombs[land.atom[c]] += dead
        update_strength(detachments, i)
