"""Camps: winter, hunger, wounds, and the will to hold together."""

from typing import NamedTuple

from hinterland.core.chance import stream, uniform, whole
from hinterland.core.declare import Array, f8, log, param, per
from hinterland.core.jit import daily
from hinterland.core.origin import CADRE, LOCAL, STRAGGLER
from hinterland.core.stock import draw_down, held

DIE = stream("camps.die", "how many die of cold, hunger and sickness this week")
HEAL = stream("camps.heal", "how many of the wounded come back to the ranks this week")
GO = stream("camps.go", "how many go home this week")


class Camps(NamedTuple):
    """What camp life costs."""

    perished: Array = per("cell", f8, "person", "Partisans dead of cold, hunger, wounds and sickness today", daily=True)
    deserted: Array = per("cell", f8, "person", "Partisans who went home today", daily=True)


class CampsRules(NamedTuple):
    """What life in camp depends on."""

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
def step(camps, detachments, people, stores, land, outside, rules, today):
    """A seventh of all detachments get through their week in the forest."""
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 0 or i % 7 != today.phase:
            continue
        c = detachments.cell[i]
        z = land.zone[c]
        frost = max(0.0, -outside.temp[z]) / 20.0
        young = 1.0 if today.day - detachments.born[i] < 120 else 0.55
        shelter = 0.3 + 0.7 * land.cover[c]
        goal = 0.16 + rules.by_mind * people.soviet[c] + rules.by_news * outside.news[land.group[c]]
        goal += (
            rules.by_contact * detachments.contact[i]
            + rules.by_cover * land.cover[c]
            + rules.by_skill * detachments.skill[i]
        )
        goal -= rules.by_cold * frost * (1.3 - shelter) * young + rules.by_hunger * detachments.hungry[i]
        detachments.spirit[i] += rules.change * (min(1.0, max(0.0, goal)) - detachments.spirit[i])
        loss = rules.cold * frost * (1.4 - shelter) * young + rules.hunger * detachments.hungry[i]
        dead = draw_down(detachments.people, i, whole(loss * detachments.men[i], uniform(today, DIE, i)))
        back = min(whole(rules.heal * detachments.wounded[i], uniform(today, HEAL, i)), detachments.wounded[i])
        detachments.wounded[i] -= back
        detachments.people[i, LOCAL if detachments.base[i] < 0 else CADRE] += back
        lost = min(whole(rules.die * detachments.wounded[i], uniform(today, HEAL, i + 100000)), detachments.wounded[i])
        detachments.wounded[i] -= lost
        people.fallen[c] += dead + lost
        detachments.killed[c] += dead + lost
        camps.perished[c] += dead + lost
        lack = max(0.0, 1.0 - detachments.spirit[i] / rules.hold)
        going = whole(rules.desert * lack * lack * held(detachments.people, i), uniform(today, GO, i))
        soldiers = detachments.people[i, STRAGGLER]
        gone = draw_down(detachments.people, i, going)
        soldiers -= detachments.people[i, STRAGGLER]
        people.stragglers[c] += float(int(soldiers * 0.5))
        people.prisoners[c] += soldiers - float(int(soldiers * 0.5))
        people.rural[c] += gone - soldiers
        detachments.left[c] += gone
        camps.deserted[c] += gone
        buried = min(detachments.rifles[i], float(int(0.7 * (gone + dead))))
        detachments.rifles[i] -= buried
        stores.scattered[c] += buried
        detachments.men[i] = held(detachments.people, i)
        detachments.here[c] += back - dead - gone
        detachments.skill[i] += 0.006 * (1.0 - detachments.skill[i])
