"""Reprisals: after an attack, the people who live near are killed for it. They are called here what they were."""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import stream, uniform, whole
from hinterland.core.declare import Array, f8, log, param, per
from hinterland.core.jit import daily
from hinterland.core.journal import Kind, note

ANSWER = stream("reprisals.answer", "whether an attack is answered by killing civilians")
MANY = stream("reprisals.many", "how many are killed")
REPRISAL = np.int64(Kind.reprisal)


class Reprisals(NamedTuple):
    """Killing of civilians in answer to attacks."""

    acts: Array = per("cell", f8, "act", "Reprisals today", daily=True)


class ReprisalsRules(NamedTuple):
    """What reprisals depend on."""

    answer: float = param(
        0.26,
        "1",
        log(0.01, 1),
        "Chance that an attack is answered where orders leave all freedom",
        "S283",
        "S285",
        "house-0062",
    )
    many: float = param(
        24, "person", log(2, 200), "Mean number of civilians killed in such an answer", "S284", "S500", "house-0062"
    )
    reach: float = param(0.75, "1", (0, 1), "How far partisan rule of the ground keeps punishers away", "house-0062")
    burn: float = param(
        0.012, "village/person", (0, 0.1), "Villages burned for each civilian killed in a reprisal", "R236"
    )
    fear: float = param(
        150, "1", (0, 400), "Fear that the death of a share of the people in a reprisal spreads", "S507", "S285"
    )
    early: float = param(
        2.0,
        "1",
        (0, 10),
        "How much more freely reprisals were made in 1941, when every straggler was hunted",
        "S283",
        "R197",
    )


@daily
def step(reprisals, people, zones, journal, land, outside, rules, today):
    """Every attack in today's journal may be answered by killing people who live near."""
    for k in range(min(journal.used[0], journal.kind.size)):
        if not (4 <= journal.kind[k] <= 9):
            continue
        c = journal.cell[k]
        if outside.occupied[c] == 0:
            continue
        free = outside.reprisal[c] * (1.0 - rules.reach * zones.control[c])
        if today.day < 200:
            free *= rules.early
        if uniform(today, ANSWER, k) >= rules.answer * free:
            continue
        u = uniform(today, MANY, k)
        n = min(whole(rules.many * 4.0 * u * u * u, uniform(today, MANY, k + 100000)), people.rural[c])
        if n <= 0.0:
            continue
        share = n / people.rural[c]
        people.rural[c] -= n
        people.dead[c] += n
        people.killed_reprisal[c] += n
        people.burned[c] += whole(rules.burn * n, uniform(today, MANY, k + 200000))
        people.fear[c] += (1.0 - people.fear[c]) * min(1.0, rules.fear * share)
        people.wrong[c] += (1.0 - people.wrong[c]) * min(1.0, 0.4 * rules.fear * share)
        reprisals.acts[c] += 1.0
        note(journal, REPRISAL, c, -1, k, n, 0.0, 0.0, 0.0)
