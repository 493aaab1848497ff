"""Brigades: neighbouring detachments join under one staff.

A free detachment joins a brigade near it that has room. Where enough free detachments lie near each other and a staff
can reach one of them, they may found a new brigade; this is more frequent while the Central Staff exists. The subsystem
writes the brigade of each detachment and the totals of each brigade.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import MONDAY
from hinterland.core.chance import identity, stream, uniform
from hinterland.core.declare import Array, assumed, bounded, directional, f8, i4, i8, per, switch, u1
from hinterland.core.jit import kernel, weekly
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import first_within_reach, living, next_within_reach
from hinterland.core.stock import take_row

FOUND = stream("brigades.found", "whether a free detachment founds a brigade with others near it this week")
JOIN = stream("brigades.join", "whether a detachment joins a brigade near it this week")
BRIGADE = np.int64(Kind.brigade)


class State(NamedTuple):
    """Every brigade, as the sum of its detachments."""

    used: Array = per("one", i4, "row", "Rows in use so far")
    refused: Array = per("one", f8, "brigade", "Brigades that found no room in the table, since the war began")
    alive: Array = per("brigade", u1, "1", "Whether the brigade exists")
    key: Array = per("brigade", i8, "1", "Identity, the unit of its draws: who founded it, and the day")
    cell: Array = per("brigade", i4, "cell", "Cell of the brigade's staff", start=-1)
    men: Array = per("brigade", f8, "person", "Fit partisans in its detachments")
    detachments: Array = per("brigade", f8, "detachment", "Detachments in it")
    radio: Array = per("brigade", u1, "1", "Whether any of its detachments has a working radio set")
    count: Array = per("cell", f8, "brigade", "Brigades whose staff lies in the cell")
    partisans: Array = per("cell", f8, "person", "Partisans in detachments that belong to a brigade")


class Parameters(NamedTuple):
    """Rates at which brigades are founded and grow, and their size."""

    enabled: float = switch("Whether detachments join brigades")
    founding_per_week: float = directional(
        0.16, "1/week", (0.01, 0.6),
        "Weekly chance of each of enough free detachments near each other to found a brigade, under the Central Staff",
        "S081", "house-0455",
    )  # fmt: skip
    founding_before_central_staff: float = assumed(
        0.12, "1", (0, 1), "Founding rate without the Central Staff, as a share of the rate with it", "house-0036"
    )
    founding_share: float = assumed(
        0.5,
        "1",
        (0.25, 0.9),
        "Share of a full brigade that free detachments within reach must make to found one",
        "house-0455",
    )
    first_founding_day: float = directional(
        241, "day", (0, 400), "Days after 22 June 1941 from which brigades are founded", "S081", "house-0455"
    )
    joining_per_week: float = assumed(
        0.14, "1/week", (0.01, 1), "Weekly chance that a free detachment joins a brigade near it that has room",
        "house-0036",
    )  # fmt: skip
    detachments_per_brigade: float = bounded(
        6, "detachment", (3, 12), "Detachments in a full brigade", "R131a", "house-0455", at_least="997 / R131b"
    )


@weekly(MONDAY)
def step(brigades, detachments, journal, land, forcing, parameters, today):
    """Let free detachments join brigades near them, and found new brigades."""
    if parameters.enabled == 0.0:
        return
    before = parameters.founding_before_central_staff
    chance = parameters.founding_per_week * (before + (1.0 - before) * forcing.central)
    for i in living(detachments):
        if detachments.alive[i] == 0:
            continue
        b = detachments.brigade[i]
        if b >= 0:
            if brigades.alive[b] == 0:
                detachments.brigade[i] = -1
            continue
        host = brigade_with_room(brigades, detachments, land, parameters, detachments.cell[i])
        key = detachments.key[i]
        if host >= 0:
            if uniform(today, JOIN, key) < parameters.joining_per_week:
                detachments.brigade[i] = host
                brigades.detachments[host] += 1.0
        elif (
            today.day >= parameters.first_founding_day
            and uniform(today, FOUND, key) < chance
            and enough_to_found(detachments, land, parameters, detachments.cell[i])
        ):
            found(brigades, detachments, journal, land, parameters, today, i)


@kernel
def brigade_with_room(brigades, detachments, land, parameters, c):
    """Return a brigade with room to which a detachment within reach belongs, -1 where there is none."""
    i, k = first_within_reach(detachments, land, c)
    while i >= 0:
        b = detachments.brigade[i]
        known = detachments.alive[i] == 1 and b >= 0 and brigades.alive[b] == 1
        if known and brigades.detachments[b] < parameters.detachments_per_brigade:
            return b
        i, k = next_within_reach(detachments, land, c, i, k)
    return -1


@kernel
def enough_to_found(detachments, land, parameters, c):
    """Return whether enough free detachments for a brigade lie within reach, one of which a staff can reach."""
    free, reached = 0, 0
    i, k = first_within_reach(detachments, land, c)
    while i >= 0:
        if detachments.alive[i] == 1 and detachments.brigade[i] < 0:
            free += 1
            reached += detachments.contact[i]
        i, k = next_within_reach(detachments, land, c, i, k)
    return free >= parameters.founding_share * parameters.detachments_per_brigade and reached >= 1


@kernel
def found(brigades, detachments, journal, land, parameters, today, founder):
    """Found a brigade of the free detachments within reach of the founder, where there is a row for it."""
    b = take_row(brigades, brigades.alive.size)
    if b < 0:
        return
    c = detachments.cell[founder]
    brigades.alive[b] = 1
    brigades.key[b] = identity(detachments.key[founder], today.day)
    brigades.cell[b] = c
    joined = 0
    i, k = first_within_reach(detachments, land, c)
    while i >= 0 and joined < parameters.detachments_per_brigade:
        if detachments.alive[i] == 1 and detachments.brigade[i] < 0:
            detachments.brigade[i] = b
            joined += 1
        i, k = next_within_reach(detachments, land, c, i, k)
    brigades.detachments[b] = joined
    record_event(journal, BRIGADE, c, b, founder, joined, 0.0, joined, 0.0)


@weekly(MONDAY)
def survey(brigades, detachments, today):
    """Recompute the totals of every brigade from its detachments; a brigade without detachments ends."""
    n = brigades.used[0]
    brigades.men[:n] = 0.0
    brigades.detachments[:n] = 0.0
    brigades.radio[:n] = 0
    brigades.count[:] = 0.0
    brigades.partisans[:] = 0.0
    for i in living(detachments):
        b = detachments.brigade[i]
        if detachments.alive[i] == 1 and b >= 0:
            brigades.men[b] += detachments.men[i]
            brigades.detachments[b] += 1.0
            brigades.cell[b] = detachments.cell[i]
            brigades.partisans[detachments.cell[i]] += detachments.men[i]
            if detachments.radio[i] == 1:
                brigades.radio[b] = 1
    for b in range(n):
        if brigades.detachments[b] < 1.0:
            brigades.alive[b] = 0
        else:
            brigades.count[brigades.cell[b]] += 1.0
