"""Long-delay mines: laid in a railway line, they explode days or weeks later, unless a patrol finds them first.

The module takes mines laid by `rail`, removes those that patrols find, and adds the derailments, closures and events of
those that explode.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import stream, uniform, whole
from hinterland.core.declare import Array, f8, log, param, per, switch
from hinterland.core.jit import daily
from hinterland.core.journal import Kind, record_event

RIPE = stream("mines.ripe", "how many hidden mines explode today")
FIND = stream("mines.find", "how many hidden mines patrols find today")
UNDER = stream("mines.under", "whether a mine that explodes derails a train")
DERAIL, FOILED = np.int64(Kind.derailment), np.int64(Kind.foiled)
MOST = 64
"""Largest number of mines of one line that explode in a day."""


class State(NamedTuple):
    """Hidden mines of each line, and what happens to them."""

    delayed_share_today: Array = per("one", f8, "1", "Share of the mines laid today that are long-delay mines")
    hidden: Array = per("line", f8, "mine", "Long-delay mines hidden in the line")
    exploded: Array = per("line", f8, "mine", "Long-delay mines that exploded today", daily=True)
    found: Array = per("line", f8, "mine", "Long-delay mines that patrols found today", daily=True)


class Parameters(NamedTuple):
    """Number, delay, discovery and effect of long-delay mines."""

    enabled: float = switch("Whether partisans have long-delay mines")
    delayed_share: float = param(
        0.25, "1", (0, 0.9), "Share of long-delay mines among all mines, once the Central Staff sends them", "R058",
        "house-0261",
    )  # fmt: skip
    mean_delay_days: float = param(8, "day", log(2, 40), "Mean days from laying to explosion", "R058", "house-0261")
    found_per_day: float = param(
        0.05, "1/day", (0, 0.5), "Share of hidden mines found in a day on a well guarded line", "R024a", "house-0261"
    )
    half_saturation_guards: float = param(
        9, "person/km", log(1, 60), "Guards on a km at which half of that share is found", "house-0261"
    )
    derailment_chance: float = param(
        0.8, "1", (0.05, 0.95), "Chance that a mine derails a train on a busy line", "house-0261"
    )
    busy_trains_per_day: float = param(
        6, "train/day", (1, 30), "Trains a day from which a line counts as busy", "house-0261"
    )
    wreck_closure_h: float = param(10, "h", (7, 14), "Hours for which a derailed train closes a line", "R054", "R055")
    miss_closure_h: float = param(4.5, "h", (3, 6), "Hours for which a mine that hits no train closes a line", "R056")


@daily
def explode(mines, rail, security, traffic, journal, land, forcing, parameters, today):
    """Let some hidden mines of each line explode and patrols find others."""
    mines.delayed_share_today[0] = parameters.delayed_share * forcing.central * parameters.enabled
    for s in range(mines.hidden.size):
        if mines.hidden[s] <= 0.0:
            continue
        mid = land.line_mid[s]
        if mid < 0 or forcing.occupied[mid] == 0:
            mines.found[s] += mines.hidden[s]
            mines.hidden[s] = 0.0
            continue
        off = min(mines.hidden[s], MOST, whole(mines.hidden[s] / parameters.mean_delay_days, uniform(today, RIPE, s)))
        mines.hidden[s] -= off
        mines.exploded[s] += off
        guards = security.guards[s] / max(land.line_km[s], 1.0)
        rate = parameters.found_per_day * guards / (guards + parameters.half_saturation_guards)
        found = min(mines.hidden[s], whole(mines.hidden[s] * rate, uniform(today, FIND, s)))
        mines.hidden[s] -= found
        mines.found[s] += found
        hit = parameters.derailment_chance * min(1.0, traffic.trains[s] / parameters.busy_trains_per_day)
        for k in range(int(off)):
            rail.actions[s] += 1.0
            if uniform(today, UNDER, s * MOST + k) < hit:
                rail.trains_derailed[s] += 1.0
                rail.wreck_h[s] += parameters.wreck_closure_h
                rail.new_wreck_closure_h[s] += parameters.wreck_closure_h
                record_event(journal, DERAIL, mid, -1, s, 1.0, 0.0, 0.0, 0.0)
            else:
                rail.trains_struck[s] += 1.0
                rail.wreck_h[s] += parameters.miss_closure_h
                record_event(journal, FOILED, mid, -1, s, 0.0, 0.0, 0.0, 0.0)
