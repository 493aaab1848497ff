"""Radio and couriers: whom a staff can hear, and who can hear it."""

from typing import NamedTuple

from hinterland.core.chance import WEEK, stream, uniform, weekly_batch_row, weekly_batch_size
from hinterland.core.declare import Array, f8, log, param, per
from hinterland.core.jit import daily

FAIL = stream("radio.fail", "whether a radio set fails this week")
GIVE = stream("radio.give", "which detachment gets the next radio set")
WALK = stream("radio.walk", "whether a courier gets through this week")
SPEAK = stream("radio.speak", "how the strength that a detachment tells its staff differs from its own count")


class State(NamedTuple):
    """Radio sets, and who is in contact."""

    pool: Array = per("one", f8, "set", "Sets ready to be sent to partisans")
    sets: Array = per("cell", f8, "set", "Working sets in the forest")
    heard: Array = per("cell", f8, "person", "Partisans in detachments that a staff can reach")
    heard_detachments: Array = per("cell", f8, "detachment", "Detachments that a staff can reach")


class Parameters(NamedTuple):
    """What contact depends on."""

    fail: float = param(0.007, "1/week", log(0.001, 0.1), "Chance that a set fails in a week", "house-0034")
    courier: float = param(
        0.22, "1/week", (0, 0.6), "Chance that a courier gets through in a week next to the front", "S056", "house-0034"
    )
    unled: float = param(
        0.58,
        "1",
        (0, 1),
        "The same chance beside that, where neither the Central Staff nor a staff of the land sends couriers",
        "S056",
        "house-0310",
    )
    walk_km: float = param(130, "km", (20, 250), "Distance at which that chance has fallen to a third", "house-0034")
    gate: float = param(0.55, "1/week", (0, 1), "Chance through the open corridor", "S053", "S077")
    memory: float = param(
        100, "day", (20, 365), "Days after which a staff stops counting a silent detachment", "S240", "house-0035"
    )
    boast: float = param(0.10, "1", (-0.1, 0.6), "How much more people a detachment tells of than it has", "S147")
    neighbour: float = param(
        0.75, "1/week", (0, 1), "Chance that a brigade's set serves a detachment of the brigade", "house-0034"
    )


@daily
def step(radio, detachments, brigades, forcing, parameters, today):
    """A seventh of all detachments try to reach a staff; new sets go out to those who can be reached."""
    radio.pool[0] += forcing.sets
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0:
            continue
        detachments.days_silent[i] += WEEK
        c = detachments.cell[i]
        if detachments.radio[i] == 1 and uniform(today, FAIL, i) < parameters.fail:
            detachments.radio[i] = 0
        led = 1.0 if forcing.chain[c] >= 2.0 else forcing.central
        near = parameters.courier * (parameters.unled + (1.0 - parameters.unled) * led)
        near = near * 2.718281828 ** (-forcing.front_km[c] / parameters.walk_km) + parameters.gate * forcing.gate[c]
        b = detachments.brigade[i]
        if b >= 0 and brigades.radio[b] == 1:
            near += parameters.neighbour
        got_through = detachments.radio[i] == 1 or uniform(today, WALK, i) < near
        if got_through:
            detachments.days_silent[i] = 0
            boast = 1.0 + parameters.boast * 2.0 * uniform(today, SPEAK, i)
            detachments.reported_strength[i] = float(int(boast * detachments.men[i]))
        reach = detachments.contact[i] == 1 or got_through or b >= 0
        wanted = detachments.men[i] >= 30.0 and reach
        if detachments.radio[i] == 0 and radio.pool[0] >= 1.0 and wanted and uniform(today, GIVE, i) < 0.25:
            radio.pool[0] -= 1.0
            detachments.radio[i] = 1
        detachments.contact[i] = 1 if detachments.days_silent[i] < 28 and detachments.reported_strength[i] > 0.0 else 0
        if detachments.days_silent[i] > parameters.memory:
            detachments.reported_strength[i] = 0.0


@daily
def survey(radio, detachments):
    """Count sets, and those who can be reached, cell by cell."""
    radio.sets[:] = 0.0
    radio.heard[:] = 0.0
    radio.heard_detachments[:] = 0.0
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 1:
            c = detachments.cell[i]
            radio.sets[c] += detachments.radio[i]
            if detachments.contact[i] == 1:
                radio.heard[c] += detachments.men[i]
                radio.heard_detachments[c] += 1.0
