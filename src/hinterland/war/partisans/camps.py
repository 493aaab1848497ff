"""Camps: winter, shelter, hunger, wounds and medicine, and the will to hold together."""

from typing import NamedTuple

from hinterland.core.chance import in_weekly_batch, stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.cover import density
from hinterland.core.declare import Array, f8, i4, log, param, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import disperse, record_deaths, update_strength
from hinterland.core.origin import LOCAL, ORIGINS
from hinterland.core.stock import held

DIE = stream("camps.die", "how many die of cold, hunger and sickness this week")
HEAL = stream("camps.heal", "how many of the wounded come back to the ranks this week")
SPY = stream("camps.spy", "whether aircraft see a camp today, and what their bombs do")
GO = stream("camps.go", "how many go home this week")


class State(NamedTuple):
    """What camp life costs."""

    perished: Array = per("atom", f8, "person", "Partisans dead of cold, hunger, wounds and sickness today", daily=True)
    deserted: Array = per("atom", f8, "person", "Partisans who went home today", daily=True)
    recovered: Array = per("atom", f8, "person", "Wounded who came back to the ranks today", daily=True)
    bombed: Array = per("atom", f8, "person", "Partisans killed from the air today", daily=True)
    attacked: Array = per("atom", f8, "attack", "Attacks from the air on camps today", daily=True)
    built: Array = per("detachment", f8, "1", "How well a detachment is dug in where it lies, 0 to 1")
    site: Array = per("detachment", i4, "cell", "Where it lay a week ago", start=-1)
    since: Array = per("detachment", i4, "day", "Day on which the detachment in that camp was founded", start=-1)
    medicine: Array = per("cell", f8, "1", "How well the camps of a cell have medicine, 0 to 1")


class Parameters(NamedTuple):
    """What life in camp depends on."""

    enabled: float = switch("Whether shelter, medicine and attack from the air are told")
    dig: float = param(
        0.08, "1/week", (0.02, 0.5), "Share of what is missing that a camp digs in a week", "S551", "house-0174"
    )
    dug: float = param(
        0.6, "1", (0, 0.95), "Share of the harm of frost that a camp dug in undoes", "S556", "house-0174"
    )
    drugs_t: float = param(
        0.15, "1/t", log(0.005, 2), "Medicine of a hundred partisans that a tonne flown in restores", "house-0175"
    )
    drugs_gate: float = param(0.15, "1/week", (0, 1), "The same of a week at the open corridor", "S053", "house-0175")
    used_up: float = param(0.12, "1/week", (0.01, 0.6), "Share of the medicine used up in a week", "house-0175")
    by_drugs: float = param(0.5, "1", (0, 1), "How much better the wounded fare with medicine", "S554", "house-0175")
    by_nurse: float = param(0.5, "1", (0, 1), "How much better where all residents nurse them", "house-0175")
    spy: float = param(
        0.03,
        "1/day",
        (0, 0.5),
        "Chance that aircraft see a camp in the open on a day of a heavy expedition",
        "S557",
        "house-0176",
    )
    leaves: float = param(
        0.7, "1", (0, 1), "Share of what hides a camp in the forest from the air that is leaves", "S557", "house-0176"
    )
    smoke: float = param(0.5, "1", (0, 2), "How much 20 degrees of frost add to that by smoke", "S556", "house-0176")
    bombs: float = param(0.03, "1", (0, 0.2), "Share of a camp killed when it is bombed", "S557", "house-0176")
    half: float = param(
        1200, "person/1000km2", log(100, 10000), "Troops on a thousand km2 at which half the aircraft fly", "house-0176"
    )
    cold: float = param(
        0.0022,
        "1/week",
        log(0.0002, 0.03),
        "Share that dies in a week at 20 degrees of frost without shelter",
        "S558",
        "house-0032",
    )
    hunger: float = param(
        0.011, "1/week", log(0.001, 0.1), "Share that dies in a week without food", "S558", "house-0032"
    )
    heal: float = param(0.16, "1/week", (0.02, 0.5), "Share of wounded who come back in a week", "S554", "house-0032")
    die: float = param(0.05, "1/week", (0, 0.3), "Share of wounded who die in a week", "S554", "house-0032")
    desert: float = param(
        0.36, "1/week", (0.02, 1), "Share that goes home in a week when all will is gone", "S052", "S064", "house-0033"
    )
    discipline: float = param(
        0.15, "1", (0, 1), "How far a commissar with a full say keeps people from going", "S304", "house-0303"
    )
    hold: float = param(0.5, "1", (0.1, 0.9), "Will to hold together below which people begin to go", "house-0033")
    by_mind: float = param(
        0.42, "1", (0, 1), "How much the people's will to help holds a camp together", "S472", "house-0033"
    )
    by_news: float = param(0.24, "1", (0, 1), "How much news from the front does", "S471")
    by_contact: float = param(0.16, "1", (0, 1), "How much hearing Moscow does", "S553")
    by_cover: float = param(0.26, "1", (0, 1), "How much forest and mire do", "S550")
    by_cold: float = param(0.24, "1", (0, 1), "How much 20 degrees of frost undo", "S558")
    by_hunger: float = param(0.45, "1", (0, 1), "How much a week without food undoes", "S558")
    by_skill: float = param(0.22, "1", (0, 1), "How much experience does", "house-0033")
    change: float = param(
        0.22, "1/week", (0.02, 1), "Share of the way to its new will that a detachment goes in a week", "house-0033"
    )


@daily
def step(camps, detachments, population, supply, airlift, composition, land, forcing, parameters, today):
    """A seventh of all detachments get through their week in the forest."""
    if parameters.enabled == 1.0:
        stock_up(camps, detachments, airlift, forcing, parameters, today)
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0:
            continue
        c = detachments.cell[i]
        z = land.zone[c]
        frost = max(0.0, -forcing.temp[z]) / 20.0
        young = 1.0 if today.day - detachments.born[i] < 120 else 0.55
        care = 1.0
        if parameters.enabled == 1.0:
            dig_in(camps, detachments, parameters, i)
            young = 1.0 - parameters.dug * camps.built[i]
            care += parameters.by_drugs * (camps.medicine[c] - 0.5) + parameters.by_nurse * (
                population.support_soviet[c] - 0.5
            )
        shelter = 0.3 + 0.7 * land.cover[c]
        goal = (
            0.16 + parameters.by_mind * population.support_soviet[c] + parameters.by_news * forcing.news[land.group[c]]
        )
        goal += (
            parameters.by_contact * detachments.contact[i]
            + parameters.by_cover * land.cover[c]
            + parameters.by_skill * detachments.skill[i]
        )
        goal -= parameters.by_cold * frost * (1.3 - shelter) * young + parameters.by_hunger * detachments.hungry[i]
        detachments.spirit[i] += parameters.change * (min(1.0, max(0.0, goal)) - detachments.spirit[i])
        loss = parameters.cold * frost * (1.4 - shelter) * young + parameters.hunger * detachments.hungry[i]
        dead = record_deaths(detachments, population, land, i, whole(loss * detachments.men[i], uniform(today, DIE, i)))
        mean = min(1.0, parameters.heal * care) * detachments.wounded[i]
        back = min(whole(mean, uniform(today, HEAL, i)), detachments.wounded[i])
        detachments.wounded[i] -= back
        return_to_ranks(detachments, i, back)
        camps.recovered[land.atom[c]] += back
        lost = min(
            whole(parameters.die / care * detachments.wounded[i], uniform(today, HEAL, i + 100000)),
            detachments.wounded[i],
        )
        detachments.wounded[i] -= lost
        population.partisans_dead[c] += lost
        detachments.killed[land.atom[c]] += lost
        camps.perished[land.atom[c]] += dead + lost
        lack = max(0.0, 1.0 - detachments.spirit[i] / parameters.hold)
        leave = parameters.desert * lack * lack * (1.0 - parameters.discipline * composition.commissar[i])
        going = whole(leave * held(detachments.people, i), uniform(today, GO, i))
        gone, soldiers = disperse(detachments, population, land, i, going)
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
    """Medicine comes from the air and through the corridor, and is used up."""
    for c in range(camps.medicine.size):
        come = 0.0
        if airlift.tonnes[c] > 0.0:
            come = parameters.drugs_t * airlift.tonnes[c] * 100.0 / max(detachments.here[c], 100.0)
        if in_weekly_batch(today, c):
            camps.medicine[c] *= 1.0 - parameters.used_up
            if forcing.gate_tonnes > 0.0:
                come += parameters.drugs_gate * forcing.gate[c]
        if come > 0.0:
            camps.medicine[c] += (1.0 - camps.medicine[c]) * min(1.0, come)


@kernel
def dig_in(camps, detachments, parameters, i):
    """A camp in its old place is a week further; one that has moved, or another detachment, begins anew."""
    if camps.site[i] == detachments.cell[i] and camps.since[i] == detachments.born[i]:
        camps.built[i] += parameters.dig * (1.0 - camps.built[i])
        return
    camps.site[i] = detachments.cell[i]
    camps.since[i] = detachments.born[i]
    camps.built[i] = 0.0


@kernel
def return_to_ranks(detachments, i, n):
    """Those who have recovered go back as what they were: by the shares of the ranks, for the hurt are of them."""
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
    """Aircraft that fly with an expedition look for camps: bare trees and smoke show them."""
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
        bare = 1.0 - land.cover[c] * (1.0 - parameters.leaves * (1.0 - forcing.foliage[z]))
        frost = max(0.0, -forcing.temp[z]) / 20.0
        chance = parameters.spy * troops / (troops + parameters.half) * bare * (1.0 + parameters.smoke * frost)
        if uniform(today, SPY, i) >= chance:
            continue
        mean = 2.0 * parameters.bombs * uniform(today, SPY, i + 100000) * detachments.men[i]
        dead = record_deaths(detachments, population, land, i, whole(mean, uniform(today, SPY, i + 200000)))
        camps.attacked[land.atom[c]] += 1.0
        camps.bombed[land.atom[c]] += dead
        update_strength(detachments, i)
