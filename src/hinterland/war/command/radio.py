"""Radio and couriers: which detachments are in contact with a staff.

Once a week a detachment tries to reach a staff by its own radio set, by the set of its brigade, or by couriers to the
front or through the corridor. The module updates contact and the strength that staffs know, and hands out new sets.
"""

from typing import NamedTuple

from hinterland.core.chance import WEEK, draw_count, draw_even, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, log, per
from hinterland.core.elementary import exp
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import living, weekly_batch

FAIL = stream("radio.fail", "whether a radio set fails this week")
GIVE = stream("radio.give", "which detachment receives the next radio set")
CONTACT = stream("radio.contact", "whether a detachment without a set reaches a staff this week")
OVERSTATE = stream("radio.overstate", "by how much a detachment overstates its strength to its staff")
REPORT = stream("radio.report", "how many people it reports, where that gives no whole number")


class State(NamedTuple):
    """Radio sets, and partisans in contact."""

    spare_sets: Array = per("one", f8, "set", "Radio sets ready to be sent to partisans")
    sets: Array = per("cell", f8, "set", "Working radio sets of detachments")
    partisans_in_contact: Array = per("cell", f8, "person", "Partisans in detachments that a staff can reach")
    detachments_in_contact: Array = per("cell", f8, "detachment", "Detachments that a staff can reach")


class Parameters(NamedTuple):
    """Chances of contact by radio, courier and corridor, and what reaches a staff."""

    failure_per_week: float = assumed(
        0.007, "1/week", log(0.001, 0.1), "Chance that a set fails in a week", "house-0034"
    )
    courier_contact_per_week: float = assumed(
        0.22, "1/week", (0, 0.6), "Chance that a courier gets through in a week next to the front", "house-0034"
    )
    contact_share_without_staff: float = directional(
        0.58, "1", (0, 1), "Chance of a courier where neither the Central Staff nor a republic staff sends any, "
        "relative to with one", "S056", "house-0310",
    )  # fmt: skip
    courier_decay_km: float = assumed(
        130, "km", (20, 250), "Distance from the front at which the chance of a courier has fallen by a factor of e",
        "house-0034",
    )  # fmt: skip
    corridor_contact_per_week: float = assumed(
        0.55, "1/week", (0, 1), "Chance that a courier gets through the open corridor in a week", "house-0550"
    )
    brigade_contact_per_week: float = assumed(
        0.75, "1/week", (0, 1), "Chance in a week that a brigade's set serves a detachment of the brigade", "house-0550"
    )
    contact_memory_days: float = assumed(
        28, "day", (7, 120), "Days of silence after which a detachment is out of contact", "house-0550"
    )
    staff_memory_days: float = assumed(
        100, "day", (20, 365), "Days after which a staff stops counting a silent detachment", "house-0035"
    )
    strength_overstatement: float = assumed(
        0.10, "1", (-0.1, 0.6), "Mean share by which a detachment overstates its strength", "house-0551"
    )
    smallest_with_set: float = assumed(
        30, "person", (5, 150), "People that a detachment must have to be sent a set", "house-0550"
    )
    set_delivery_per_week: float = assumed(
        0.25, "1/week", (0.02, 1), "Chance in a week that a detachment large enough is sent a set, while any are ready",
        "house-0550",
    )  # fmt: skip


@daily
def step(radio, detachments, brigades, forcing, parameters, today):
    """Let a seventh of all detachments try to reach a staff, and send new sets to those in contact."""
    radio.spare_sets[0] += forcing.sets
    for i in weekly_batch(detachments):
        if detachments.alive[i] == 0:
            continue
        detachments.days_silent[i] += WEEK
        key = detachments.key[i]
        if detachments.radio[i] == 1 and uniform(today, FAIL, key) < parameters.failure_per_week:
            detachments.radio[i] = 0
        if uniform(today, CONTACT, key) < contact_chance(detachments, brigades, forcing, parameters, i):
            detachments.days_silent[i] = 0
            u, v = uniform(today, OVERSTATE, key), uniform(today, REPORT, key)
            detachments.reported_strength[i] = draw_count(overstated_strength(detachments, parameters, i, u), v)
        given = uniform(today, GIVE, key) < parameters.set_delivery_per_week
        if given and wants_set(radio, detachments, parameters, i):
            radio.spare_sets[0] -= 1.0
            detachments.radio[i] = 1
        known = detachments.reported_strength[i] > 0.0
        detachments.contact[i] = 1 if known and detachments.days_silent[i] < parameters.contact_memory_days else 0
        if detachments.days_silent[i] > parameters.staff_memory_days:
            detachments.reported_strength[i] = 0.0


@kernel
def contact_chance(detachments, brigades, forcing, parameters, i):
    """Return the chance that a detachment reaches a staff this week: 1 with a set of its own."""
    if detachments.radio[i] == 1:
        return 1.0
    c, b = detachments.cell[i], detachments.brigade[i]
    led = 1.0 if forcing.chain[c] >= 2.0 else forcing.central
    alone = parameters.contact_share_without_staff
    sent = parameters.courier_contact_per_week * (alone + (1.0 - alone) * led)
    chance = sent * exp(-float(forcing.front_km[c]) / parameters.courier_decay_km)
    chance += parameters.corridor_contact_per_week * forcing.corridor_reach[c]
    if b >= 0 and brigades.radio[b] == 1:
        chance += parameters.brigade_contact_per_week
    return chance


@kernel
def overstated_strength(detachments, parameters, i, u):
    """Return the strength that a detachment claims: some tell the truth, others add twice the mean share."""
    return (1.0 + draw_even(parameters.strength_overstatement, u)) * detachments.men[i]


@kernel
def wants_set(radio, detachments, parameters, i):
    """Return whether a set is ready and can be sent to a detachment that has none."""
    if detachments.radio[i] == 1 or radio.spare_sets[0] < 1.0 or detachments.men[i] < parameters.smallest_with_set:
        return False
    heard_today = detachments.days_silent[i] == 0
    return heard_today or detachments.contact[i] == 1 or detachments.brigade[i] >= 0


@daily
def survey(radio, detachments):
    """Count radio sets and partisans in contact by cell."""
    radio.sets[:] = 0.0
    radio.partisans_in_contact[:] = 0.0
    radio.detachments_in_contact[:] = 0.0
    for i in living(detachments):
        if detachments.alive[i] == 1:
            c = detachments.cell[i]
            radio.sets[c] += detachments.radio[i]
            if detachments.contact[i] == 1:
                radio.partisans_in_contact[c] += detachments.men[i]
                radio.detachments_in_contact[c] += 1.0
