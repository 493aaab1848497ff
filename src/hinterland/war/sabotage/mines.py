"""Long-delay mines: laid in a railway line, they explode days or weeks later, unless a patrol finds them first.

The mines are laid by `rail`, which also has what those that explode do to trains.
"""

from typing import NamedTuple

from hinterland.core.chance import draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, log, per, switch
from hinterland.core.jit import daily
from hinterland.core.response import saturate

RIPE = stream("mines.ripe", "how many hidden mines explode today")
FIND = stream("mines.find", "how many hidden mines patrols find today")


class State(NamedTuple):
    """Hidden mines of each line, and what happens to them."""

    delayed_share_today: Array = per("one", f8, "1", "Share of the mines laid today that are long-delay mines")
    hidden: Array = per("line", f8, "mine", "Long-delay mines hidden in the line")
    exploded: Array = per("line", f8, "mine", "Long-delay mines that exploded today", daily=True)
    found: Array = per("line", f8, "mine", "Long-delay mines that patrols found today", daily=True)


class Parameters(NamedTuple):
    """Number, delay and discovery of long-delay mines."""

    enabled: float = switch("Whether partisans have long-delay mines")
    delayed_share: float = assumed(
        0.25, "1", (0, 0.9), "Share of long-delay mines among all mines, once the Central Staff sends them",
        "house-0261",
    )  # fmt: skip
    mean_delay_days: float = assumed(8, "day", log(2, 40), "Mean days from laying to explosion", "house-0261")
    found_per_day: float = directional(
        0.05, "1/day", (0, 0.5), "Share of hidden mines found in a day on a well guarded line", "R024a", "house-0261"
    )
    half_saturation_guards: float = assumed(
        9, "person/km", log(1, 60), "Guards on a km at which half of the largest share of mines is found", "house-2011"
    )


@daily
def explode(mines, security, land, forcing, parameters, today):
    """Let some hidden mines of each line explode and patrols find others of the rest."""
    mines.delayed_share_today[0] = parameters.delayed_share * forcing.central * parameters.enabled
    for s in range(mines.hidden.size):
        if mines.hidden[s] <= 0.0:
            continue
        mid = land.line_mid[s]
        if mid < 0 or forcing.occupied[mid] == 0:
            mines.found[s] += mines.hidden[s]
            mines.hidden[s] = 0.0
            continue
        ripe = mines.hidden[s] / parameters.mean_delay_days
        off = draw_whole(mines.hidden[s], ripe, uniform(today, RIPE, s))
        mines.hidden[s] -= off
        mines.exploded[s] += off
        guards = security.guards[s] / max(land.line_km[s], 1.0)
        rate = parameters.found_per_day * saturate(guards, parameters.half_saturation_guards)
        found = draw_whole(mines.hidden[s], mines.hidden[s] * rate, uniform(today, FIND, s))
        mines.hidden[s] -= found
        mines.found[s] += found
