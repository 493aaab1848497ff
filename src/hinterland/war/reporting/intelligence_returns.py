"""Intelligence returns: reports as each reader counts them when they come, and agents on the lists of detachments.

A report counts on the day on which it comes, and not at all if it is under way for too long. Of reports for the Army
the staff sends some to the Party in copy, and of both some to the NKVD; every reader counts what it gets, so that the
sum of all three counts one report twice or three times. Detachments list as an agent whoever told something, and
strike off late. Returns do not change the war.
"""

from typing import NamedTuple

from hinterland.core.calendar import SATURDAY
from hinterland.core.chance import draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, f8, log, per
from hinterland.core.jit import daily, weekly
from hinterland.core.stock import held, still_listed

COPY = stream("intelligence_returns.copy", "how many of the reports that come from a cell go to others in copy")
ARMY, PARTY, NKVD = range(3)
"""Readers: columns of what is received, and `consumer` of a report."""
TO_PARTY, TO_NKVD = range(2)
"""Columns of copies, and draws of `COPY`."""


class State(NamedTuple):
    """What readers count, and agents on the lists."""

    received: Array = per("cell", f8, "report", "Reports that came in today for Army, Party, NKVD", daily=True, wide=3)
    copies: Array = per("cell", f8, "report", "Copies of these that Party and NKVD got today", daily=True, wide=2)
    agents: Array = per("cell", f8, "person", "Agents on the lists of detachments")


class Parameters(NamedTuple):
    """Copies, reports that come too late, and lists of agents."""

    longest_way_days: float = assumed(
        45, "day", (10, 120), "Days after which a report that has not come is not counted any more", "house-1819"
    )
    copied_to_party: float = assumed(
        0.3, "1", (0, 1), "Share of the reports for the Army that the Party gets in copy", "house-1820"
    )
    copied_to_nkvd: float = assumed(
        0.3, "1", (0, 1), "Share of the reports for Army and Party that the NKVD gets in copy", "house-1820"
    )
    listed_per_agent: float = assumed(1.5, "1", log(1, 6), "People listed as agents for each agent", "house-1821")
    struck_off_per_week: float = assumed(
        0.04, "1/week", log(0.004, 0.4), "Share of agents who are lost that detachments strike off in a week",
        "house-1821",
    )  # fmt: skip


@daily
def receive(intelligence_returns, intelligence, parameters, today):
    """Count the reports that come today, looking back from the latest, and their copies."""
    size, written = intelligence.day.size, intelligence.reports_written[0]
    came = 0.0
    for back in range(1, min(size, written) + 1):
        n = (written - back) % size
        age = today.day - intelligence.day[n]
        if age > parameters.longest_way_days:
            break
        if age - 1 < intelligence.delay_days[n] <= age:
            intelligence_returns.received[intelligence.cell[n], intelligence.consumer[n]] += 1.0
            came += 1.0
    if came <= 0.0:
        return
    for c in range(intelligence_returns.agents.size):
        if held(intelligence_returns.received, c) > 0.0:
            army = intelligence_returns.received[c, ARMY]
            both = army + intelligence_returns.received[c, PARTY]
            u, v = uniform(today, COPY, c, TO_PARTY), uniform(today, COPY, c, TO_NKVD)
            intelligence_returns.copies[c, TO_PARTY] = draw_whole(army, parameters.copied_to_party * army, u)
            intelligence_returns.copies[c, TO_NKVD] = draw_whole(both, parameters.copied_to_nkvd * both, v)


@weekly(SATURDAY)
def list_agents(intelligence_returns, agents, forcing, parameters, today):
    """Write the lists of agents anew."""
    for c in range(intelligence_returns.agents.size):
        named = parameters.listed_per_agent * agents.number[c]
        listed = still_listed(intelligence_returns.agents[c], named, parameters.struck_off_per_week)
        intelligence_returns.agents[c] = listed if forcing.occupied[c] == 1 else 0.0
