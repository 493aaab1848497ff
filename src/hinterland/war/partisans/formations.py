"""United formations: brigades of one district under a joint staff in the forest.

A formation is founded where enough free brigades lie in one district and a territorial staff leads them. Free brigades
of the district join it until it is full. The subsystem writes the formation of each brigade and the totals of each
formation.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import MONDAY
from hinterland.core.chance import stream, uniform
from hinterland.core.declare import Array, f8, i4, param, per, switch, u1
from hinterland.core.jit import kernel, weekly
from hinterland.core.journal import Kind, record_event

FOUND = stream("formations.found", "whether free brigades of a district found a formation this week")
JOIN = stream("formations.join", "whether a free brigade joins the formation of its district this week")
UNITED = np.int64(Kind.united)


class State(NamedTuple):
    """Every united formation, as the sum of its brigades."""

    used: Array = per("one", i4, "row", "Rows in use so far")
    alive: Array = per("formation", u1, "1", "Whether the formation exists")
    cell: Array = per("formation", i4, "cell", "Cell of the formation's staff", start=-1)
    brigades: Array = per("formation", f8, "brigade", "Brigades in it")
    men: Array = per("formation", f8, "person", "Fit partisans in its brigades")
    of_brigade: Array = per("brigade", i4, "row", "Formation that a brigade belongs to, -1 for none", start=-1)
    count: Array = per("cell", f8, "formation", "Formations whose staff lies in the cell")


class Parameters(NamedTuple):
    """Rates at which formations are founded and grow, and their size."""

    enabled: float = switch("Whether brigades join united formations")
    founding_per_week: float = param(
        0.05,
        "1/week",
        (0.002, 0.5),
        "Weekly chance that enough free brigades of a district found a formation",
        "S490",
        "house-0293",
    )
    minimum_brigades: float = param(
        3, "brigade", (2, 8), "Free brigades of a district needed to found a formation", "S490", "house-0293"
    )
    joining_per_week: float = param(
        0.08,
        "1/week",
        (0.005, 0.6),
        "Weekly chance that a free brigade joins a formation of its district that has room",
        "house-0293",
    )
    maximum_brigades: float = param(8, "brigade", (3, 20), "Brigades in a full formation", "S137", "house-0293")
    district_degrees: float = param(
        0.75, "degree", (0.2, 2), "Radius of a district in degrees of latitude", "house-0293"
    )
    minimum_staff_levels: float = param(
        2, "1", (1, 3), "Levels of staffs above brigades from which formations are ordered", "S042", "S490"
    )


@weekly(MONDAY)
def step(formations, brigades, journal, land, forcing, parameters, today):
    """Let free brigades join or found formations where a territorial staff leads them."""
    if parameters.enabled < 0.5:
        return
    for b in range(brigades.used[0]):
        if brigades.alive[b] == 0:
            formations.of_brigade[b] = -1
            continue
        c = brigades.cell[b]
        if formations.of_brigade[b] >= 0 or forcing.chain[c] < parameters.minimum_staff_levels:
            continue
        u = uniform(today, FOUND, b)
        host = formation_with_room(formations, land, parameters, c)
        if host >= 0:
            if uniform(today, JOIN, b) < parameters.joining_per_week:
                formations.of_brigade[b] = host
                formations.brigades[host] += 1.0
            continue
        if u >= parameters.founding_per_week or formations.used[0] >= formations.alive.size:
            continue
        free = 0
        for o in range(brigades.used[0]):
            if (
                brigades.alive[o] == 1
                and formations.of_brigade[o] < 0
                and same_district(land, parameters, c, brigades.cell[o])
            ):
                free += 1
        if free < parameters.minimum_brigades:
            continue
        f = formations.used[0]
        formations.used[0] = f + 1
        formations.alive[f] = 1
        formations.cell[f] = c
        taken, men = 0.0, 0.0
        for o in range(brigades.used[0]):
            if taken >= parameters.maximum_brigades or brigades.alive[o] == 0 or formations.of_brigade[o] >= 0:
                continue
            if same_district(land, parameters, c, brigades.cell[o]):
                formations.of_brigade[o] = f
                taken += 1.0
                men += brigades.men[o]
        record_event(journal, UNITED, c, f, b, taken, men, taken, 0.0)


@kernel
def same_district(land, parameters, a, b):
    """Return whether two cells lie in one district."""
    north = land.lat[a] - land.lat[b]
    east = (land.lon[a] - land.lon[b]) * 0.6
    return north * north + east * east <= parameters.district_degrees * parameters.district_degrees


@kernel
def formation_with_room(formations, land, parameters, c):
    """Return a formation of the district that has room, -1 where there is none."""
    for f in range(formations.used[0]):
        if (
            formations.alive[f] == 1
            and formations.brigades[f] < parameters.maximum_brigades
            and same_district(land, parameters, c, formations.cell[f])
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
