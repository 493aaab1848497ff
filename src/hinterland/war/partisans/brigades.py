"""Brigades: neighbouring detachments join under one staff.

A free detachment joins a brigade of its cell that has room. Where three free detachments lie in one cell and a staff
can reach one of them, they may found a new brigade; this is more frequent while the Central Staff exists. The subsystem
writes the brigade of each detachment and the totals of each brigade.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import MONDAY
from hinterland.core.chance import stream, uniform
from hinterland.core.declare import Array, f8, i4, param, per, switch, u1
from hinterland.core.jit import weekly
from hinterland.core.journal import Kind, record_event

FOUND = stream("brigades.found", "whether free detachments of a cell found a brigade this week")
JOIN = stream("brigades.join", "whether a detachment joins a brigade of its cell this week")
BRIGADE = np.int64(Kind.brigade)


class State(NamedTuple):
    """Every brigade, as the sum of its detachments."""

    used: Array = per("one", i4, "row", "Rows in use so far")
    alive: Array = per("brigade", u1, "1", "Whether the brigade exists")
    cell: Array = per("brigade", i4, "cell", "Cell of the brigade's staff", start=-1)
    men: Array = per("brigade", f8, "person", "Fit partisans in its detachments")
    detachments: Array = per("brigade", f8, "detachment", "Detachments in it")
    radio: Array = per("brigade", u1, "1", "Whether any of its detachments has a working radio set")
    count: Array = per("cell", f8, "brigade", "Brigades whose staff lies in the cell")
    partisans: Array = per("cell", f8, "person", "Partisans in detachments that belong to a brigade")


class Parameters(NamedTuple):
    """Rates at which brigades are founded and grow, and their size."""

    enabled: float = switch("Whether detachments join brigades")
    founding_per_week: float = param(
        0.16,
        "1/week",
        (0.01, 0.6),
        "Weekly chance that three free detachments of a cell found a brigade under the Central Staff",
        "S081",
        "S082",
    )
    founding_before_central_staff: float = param(
        0.12,
        "1",
        (0, 1),
        "Founding rate without the Central Staff, as a share of the rate with it",
        "S081",
        "house-0036",
    )
    joining_per_week: float = param(
        0.14,
        "1/week",
        (0.01, 1),
        "Weekly chance that a free detachment joins a brigade of its cell that has room",
        "S081",
        "house-0036",
    )
    detachments_per_brigade: float = param(6, "detachment", (3, 12), "Detachments in a full brigade", "R131a", "R255")


@weekly(MONDAY)
def step(brigades, detachments, journal, forcing, parameters, today):
    """Let free detachments join brigades of their cell, and found new brigades."""
    if parameters.enabled == 0.0:
        return
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 0:
            continue
        c = detachments.cell[i]
        b = detachments.brigade[i]
        if b >= 0:
            if brigades.alive[b] == 0:
                detachments.brigade[i] = -1
            continue
        free, reached, host = 0, 0, -1
        j = detachments.head[c]
        while j >= 0:
            if detachments.alive[j] == 1:
                b = detachments.brigade[j]
                if b < 0:
                    free += 1
                    reached += detachments.contact[j]
                elif brigades.alive[b] == 1 and brigades.detachments[b] < parameters.detachments_per_brigade:
                    host = b
            j = detachments.next[j]
        if host >= 0:
            if uniform(today, JOIN, i) < parameters.joining_per_week:
                detachments.brigade[i] = host
                brigades.detachments[host] += 1.0
        elif free >= 3 and reached >= 1 and today.day > 240:
            chance = parameters.founding_per_week * (
                parameters.founding_before_central_staff
                + (1.0 - parameters.founding_before_central_staff) * forcing.central
            )
            if uniform(today, FOUND, i) < chance and brigades.used[0] < brigades.alive.size:
                b = brigades.used[0]
                brigades.used[0] = b + 1
                brigades.alive[b] = 1
                brigades.cell[b] = c
                joined = 0
                j = detachments.head[c]
                while j >= 0:
                    if (
                        detachments.alive[j] == 1
                        and detachments.brigade[j] < 0
                        and joined < parameters.detachments_per_brigade
                    ):
                        detachments.brigade[j] = b
                        joined += 1
                    j = detachments.next[j]
                brigades.detachments[b] = joined
                record_event(journal, BRIGADE, c, b, i, joined, 0.0, joined, 0.0)


@weekly(MONDAY)
def survey(brigades, detachments, today):
    """Recompute the totals of every brigade from its detachments; a brigade without detachments ends."""
    n = brigades.used[0]
    brigades.men[:n] = 0.0
    brigades.detachments[:n] = 0.0
    brigades.radio[:n] = 0
    brigades.count[:] = 0.0
    brigades.partisans[:] = 0.0
    for i in range(detachments.used[0]):
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
