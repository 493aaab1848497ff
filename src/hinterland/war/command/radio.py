"""Radio and couriers: which detachments are in contact with a staff.

Once a week a detachment tries to reach a staff by its own radio set, by the set of its brigade, or by couriers to the
front or through the corridor. The module updates contact and the strength that staffs know, and hands out new sets.
"""

from typing import NamedTuple

from hinterland.core.chance import WEEK, stream, uniform, weekly_batch_row, weekly_batch_size
from hinterland.core.declare import Array, f8, log, param, per
from hinterland.core.jit import daily

FAIL = stream("radio.fail", "whether a radio set fails this week")
GIVE = stream("radio.give", "which detachment receives the next radio set")
WALK = stream("radio.walk", "whether a courier gets through this week")
SPEAK = stream("radio.speak", "by how much a detachment overstates its strength to its staff")


class State(NamedTuple):
    """Radio sets, and partisans in contact."""

    spare_sets: Array = per("one", f8, "set", "Radio sets ready to be sent to partisans")
    sets: Array = per("cell", f8, "set", "Working radio sets of detachments")
    partisans_in_contact: Array = per("cell", f8, "person", "Partisans in detachments that a staff can reach")
    detachments_in_contact: Array = per("cell", f8, "detachment", "Detachments that a staff can reach")


class Parameters(NamedTuple):
    """Chances of contact by radio, courier and corridor."""

    failure_per_week: float = param(0.007, "1/week", log(0.001, 0.1), "Chance that a set fails in a week", "house-0034")
    courier_contact_per_week: float = param(
        0.22, "1/week", (0, 0.6), "Chance that a courier gets through in a week next to the front", "S056", "house-0034"
    )
    contact_share_without_staff: float = param(
        0.58, "1", (0, 1),
        "Share of that chance where neither the Central Staff nor a staff of the republic sends couriers", "S056",
        "house-0310",
    )  # fmt: skip
    courier_decay_km: float = param(
        130, "km", (20, 250), "Distance at which that chance has fallen by a factor of e", "house-0034"
    )
    corridor_contact_per_week: float = param(
        0.55, "1/week", (0, 1), "Chance that a courier gets through the open corridor in a week", "S053", "S077"
    )
    staff_memory_days: float = param(
        100, "day", (20, 365), "Days after which a staff stops counting a silent detachment", "S240", "house-0035"
    )
    strength_overstatement: float = param(
        0.10, "1", (-0.1, 0.6), "Mean share by which a detachment overstates its strength", "S147"
    )
    brigade_contact_per_week: float = param(
        0.75, "1/week", (0, 1), "Chance in a week that a brigade's set serves a detachment of the brigade", "house-0034"
    )


@daily
def step(radio, detachments, brigades, forcing, parameters, today):
    """Let a seventh of all detachments try to reach a staff, and send new sets to those in contact."""
    radio.spare_sets[0] += forcing.sets
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0:
            continue
        detachments.days_silent[i] += WEEK
        c = detachments.cell[i]
        if detachments.radio[i] == 1 and uniform(today, FAIL, i) < parameters.failure_per_week:
            detachments.radio[i] = 0
        led = 1.0 if forcing.chain[c] >= 2.0 else forcing.central
        near = parameters.courier_contact_per_week * (
            parameters.contact_share_without_staff + (1.0 - parameters.contact_share_without_staff) * led
        )
        near = (
            near * 2.718281828 ** (-forcing.front_km[c] / parameters.courier_decay_km)
            + parameters.corridor_contact_per_week * forcing.gate[c]
        )
        b = detachments.brigade[i]
        if b >= 0 and brigades.radio[b] == 1:
            near += parameters.brigade_contact_per_week
        got_through = detachments.radio[i] == 1 or uniform(today, WALK, i) < near
        if got_through:
            detachments.days_silent[i] = 0
            boast = 1.0 + parameters.strength_overstatement * 2.0 * uniform(today, SPEAK, i)
            detachments.reported_strength[i] = float(int(boast * detachments.men[i]))
        reach = detachments.contact[i] == 1 or got_through or b >= 0
        wanted = detachments.men[i] >= 30.0 and reach
        if detachments.radio[i] == 0 and radio.spare_sets[0] >= 1.0 and wanted and uniform(today, GIVE, i) < 0.25:
            radio.spare_sets[0] -= 1.0
            detachments.radio[i] = 1
        detachments.contact[i] = 1 if detachments.days_silent[i] < 28 and detachments.reported_strength[i] > 0.0 else 0
        if detachments.days_silent[i] > parameters.staff_memory_days:
            detachments.reported_strength[i] = 0.0


@daily
def survey(radio, detachments):
    """Count radio sets and partisans in contact by cell."""
    radio.sets[:] = 0.0
    radio.partisans_in_contact[:] = 0.0
    radio.detachments_in_contact[:] = 0.0
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 1:
            c = detachments.cell[i]
            radio.sets[c] += detachments.radio[i]
            if detachments.contact[i] == 1:
                radio.partisans_in_contact[c] += detachments.men[i]
                radio.detachments_in_contact[c] += 1.0
