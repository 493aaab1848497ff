"""United formations: brigades of one district under a joint staff in the forest.

A formation is founded where enough free brigades lie in one district and a territorial staff leads them. Free brigades
of the district join it until it is full. The subsystem writes the formation of each brigade and the totals of each
formation.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import MONDAY
from hinterland.core.chance import stream, uniform
from hinterland.core.declare import Array, assumed, f8, i4, per, switch, u1
from hinterland.core.geometry import distance_km
from hinterland.core.jit import kernel, weekly
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import living
from hinterland.core.stock import take_row

FOUND = stream("formations.found", "whether a free brigade founds a formation with others of its district this week")
JOIN = stream("formations.join", "whether a free brigade joins the formation of its district this week")
UNITED = np.int64(Kind.united)


class State(NamedTuple):
    """Every united formation, as the sum of its brigades."""

    used: Array = per("one", i4, "row", "Rows in use so far")
    refused: Array = per("one", f8, "formation", "Formations that found no room in the table, since the war began")
    alive: Array = per("formation", u1, "1", "Whether the formation exists")
    cell: Array = per("formation", i4, "cell", "Cell of the formation's staff", start=-1)
    brigades: Array = per("formation", f8, "brigade", "Brigades in it")
    men: Array = per("formation", f8, "person", "Fit partisans in its brigades")
    of_brigade: Array = per("brigade", i4, "row", "Formation that a brigade belongs to, -1 for none", start=-1)
    count: Array = per("cell", f8, "formation", "Formations whose staff lies in the cell")
    groups: Array = per("cell", f8, "group", "Units in the field that are too small for a detachment")


class Parameters(NamedTuple):
    """Rates at which formations are founded and grow, and their size."""

    enabled: float = switch("Whether brigades join united formations")
    founding_per_week: float = assumed(
        0.05, "1/week", (0.002, 0.5),
        "Weekly chance of each of enough free brigades of a district to found a formation", "house-0293",
    )  # fmt: skip
    minimum_brigades: float = assumed(
        3, "brigade", (2, 8), "Free brigades of a district needed to found a formation", "house-0293"
    )
    joining_per_week: float = assumed(
        0.08, "1/week", (0.005, 0.6),
        "Weekly chance that a free brigade joins a formation of its district that has room", "house-0293",
    )  # fmt: skip
    maximum_brigades: float = assumed(8, "brigade", (3, 20), "Brigades in a full formation", "house-0293")
    district_km: float = assumed(83.4, "km", (20, 220), "Radius of a district", "house-0293")
    largest_group: float = assumed(
        20, "person", (8, 40), "People up to which a unit counts as a group and not as a detachment", "house-1803"
    )
    minimum_staff_levels: float = assumed(
        2, "1", (1, 3), "Levels of staffs above brigades from which formations are ordered", "house-0293"
    )


@weekly(MONDAY)
def step(formations, brigades, journal, land, forcing, parameters, today):
    """Let free brigades join or found formations where a territorial staff leads them."""
    if parameters.enabled == 0.0:
        return
    for b in range(brigades.used[0]):
        if brigades.alive[b] == 0:
            formations.of_brigade[b] = -1
            continue
        c = brigades.cell[b]
        if formations.of_brigade[b] >= 0 or forcing.chain[c] < parameters.minimum_staff_levels:
            continue
        host = formation_with_room(formations, land, parameters, c)
        if host >= 0:
            if uniform(today, JOIN, brigades.key[b]) < parameters.joining_per_week:
                formations.of_brigade[b] = host
                formations.brigades[host] += 1.0
        elif (
            uniform(today, FOUND, brigades.key[b]) < parameters.founding_per_week
            and free_brigades(formations, brigades, land, parameters, c) >= parameters.minimum_brigades
        ):
            found(formations, brigades, journal, land, parameters, b)


@kernel
def is_free(formations, brigades, land, parameters, c, b):
    """Return whether a brigade belongs to no formation and lies in the district around a cell."""
    if brigades.alive[b] == 0 or formations.of_brigade[b] >= 0:
        return False
    return distance_km(land, c, brigades.cell[b]) <= parameters.district_km


@kernel
def free_brigades(formations, brigades, land, parameters, c):
    """Return how many free brigades lie in the district around a cell."""
    free = 0
    for b in range(brigades.used[0]):
        if is_free(formations, brigades, land, parameters, c, b):
            free += 1
    return free


@kernel
def found(formations, brigades, journal, land, parameters, founder):
    """Found a formation of the free brigades in the district of the founder, where there is a row for it."""
    f = take_row(formations, formations.alive.size)
    if f < 0:
        return
    c = brigades.cell[founder]
    formations.alive[f] = 1
    formations.cell[f] = c
    taken, men = 0.0, 0.0
    for b in range(brigades.used[0]):
        if taken < parameters.maximum_brigades and is_free(formations, brigades, land, parameters, c, b):
            formations.of_brigade[b] = f
            taken += 1.0
            men += brigades.men[b]
    formations.brigades[f] = taken
    formations.men[f] = men
    record_event(journal, UNITED, c, f, founder, taken, men, taken, 0.0)


@kernel
def formation_with_room(formations, land, parameters, c):
    """Return a formation of the district that has room, -1 where there is none."""
    for f in range(formations.used[0]):
        if (
            formations.alive[f] == 1
            and formations.brigades[f] < parameters.maximum_brigades
            and distance_km(land, c, formations.cell[f]) <= parameters.district_km
        ):
            return f
    return -1


@weekly(MONDAY)
def survey(formations, brigades, today):
    """Recompute the totals of every formation; one with fewer than two brigades is dissolved."""
    n = formations.used[0]
    if n == 0:
        return
    formations.brigades[:n] = 0.0
    formations.men[:n] = 0.0
    formations.count[:] = 0.0
    for b in range(brigades.used[0]):
        f = formations.of_brigade[b]
        if brigades.alive[b] == 0 or f < 0 or formations.alive[f] == 0:
            formations.of_brigade[b] = -1
            continue
        if formations.brigades[f] < 1.0:
            formations.cell[f] = brigades.cell[b]
        formations.brigades[f] += 1.0
        formations.men[f] += brigades.men[b]
    for f in range(n):
        if formations.brigades[f] < 2.0:
            formations.alive[f] = 0
        else:
            formations.count[formations.cell[f]] += 1.0


@weekly(MONDAY)
def count_groups(formations, detachments, parameters, today):
    """Count the units that are too small for a detachment, which are in the count of detachments too."""
    formations.groups[:] = 0.0
    for i in living(detachments):
        if detachments.alive[i] == 1 and detachments.men[i] <= parameters.largest_group:
            formations.groups[detachments.cell[i]] += 1.0
