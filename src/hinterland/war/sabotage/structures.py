"""Structures of railways: bridges, stations and the telegraph, what parties destroy of them, and for how long.

A destroyed bridge or station closes its line, a main (named) bridge for longer; a cut telegraph slows its trains.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.aim import BRIDGE, STATION, TELEGRAPH
from hinterland.core.chance import stream, uniform
from hinterland.core.declare import Array, assumed, bounded, f8, log, per
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import living

HOURS = stream("structures.hours", "for how long a destroyed bridge closes the line")
BRIDGE_DOWN, STATION_DOWN = np.int64(Kind.bridge), np.int64(Kind.station)
TELEGRAPH_CUT = np.int64(Kind.telegraph)


class State(NamedTuple):
    """Structures destroyed today, and the time for which they are still out of use."""

    bridges_destroyed: Array = per("line", f8, "bridge", "Bridges destroyed today", daily=True)
    main_bridges_destroyed: Array = per("line", f8, "bridge", "Main (named) bridges destroyed today", daily=True)
    stations_destroyed: Array = per("line", f8, "station", "Stations destroyed today", daily=True)
    telegraph_attacks: Array = per("line", f8, "action", "Actions against the telegraph today", daily=True)
    new_bridge_closure_h: Array = per("line", f8, "h", "Hours of closure from today's destroyed bridges", daily=True)
    bridge_h: Array = per("line", f8, "h", "Hours for which destroyed bridges still close the line")
    station_h: Array = per("line", f8, "h", "Hours for which a destroyed station still closes the line")
    telegraph_h: Array = per("line", f8, "h", "Hours for which the telegraph is still cut")
    main_bridge_h: Array = per("span", f8, "h", "Hours for which a main bridge stays unusable")


class Parameters(NamedTuple):
    """How long destroyed structures close a line or slow it."""

    small_bridge_closure_h: float = bounded(
        60, "h", log(12, 700), "Mean hours for which a destroyed small bridge closes the line", "house-0263",
        at_most="24 * R053",
    )  # fmt: skip
    small_bridge_spread: float = assumed(
        0.7, "1", (0, 1), "How far the hours of a closure by a small bridge lie from the mean at most, as a share",
        "house-0715",
    )  # fmt: skip
    main_bridge_closure_h: float = bounded(
        130, "h", log(24, 700), "Mean hours for which a destroyed short main bridge closes the line", "house-2009",
        at_least="24 * R052", at_most="24 * R052",
    )  # fmt: skip
    main_bridge_spread: float = assumed(
        0.2, "1", (0, 1), "How far the hours of a closure by a main bridge lie from the mean at most, as a share",
        "house-0715",
    )  # fmt: skip
    closure_gain_per_size: float = assumed(
        0.25, "1", (0, 2), "Relative gain in the hours of closure by a main bridge for each class of bridge length",
        "house-0715",
    )  # fmt: skip
    station_closure_h: float = assumed(20, "h", (4, 100), "Hours a destroyed station closes the line", "house-0263")
    telegraph_closure_h: float = assumed(
        18, "h", (2, 100), "Hours that the telegraph is cut by an attack", "house-0263"
    )


@daily
def step(structures, attempts, rail, detachments, journal, spans, parameters, today):
    """Let the parties that reached their line destroy bridges, stations and the telegraph."""
    for i in living(detachments):
        s = attempts.line[i]
        if s < 0 or rail.reached[i] == 0:
            continue
        c = detachments.cell[i]
        key = detachments.key[i]
        if attempts.aim[i] == BRIDGE:
            b = destroy_bridge(structures, spans, parameters, s, attempts.bridge[i], uniform(today, HOURS, key))
            record_event(journal, BRIDGE_DOWN, c, i, s, 1.0, b + 1.0, 0.0, 0.0)
        elif attempts.aim[i] == STATION:
            structures.stations_destroyed[s] += 1.0
            structures.station_h[s] += parameters.station_closure_h
            record_event(journal, STATION_DOWN, c, i, s, 1.0, 0.0, 0.0, 0.0)
        elif attempts.aim[i] == TELEGRAPH:
            structures.telegraph_attacks[s] += 1.0
            structures.telegraph_h[s] += parameters.telegraph_closure_h
            record_event(journal, TELEGRAPH_CUT, c, i, s, 1.0, 0.0, 0.0, 0.0)


@kernel
def destroy_bridge(structures, spans, parameters, s, b, u):
    """Destroy a main bridge of the line, or a small one where b is -1 or that one is down already; return which."""
    off = 2.0 * u - 1.0
    if b >= 0 and structures.main_bridge_h[b] > 0.0:
        b = -1
    if b < 0:
        hours = parameters.small_bridge_closure_h * (1.0 + parameters.small_bridge_spread * off)
        structures.bridge_h[s] += hours
    else:
        hours = parameters.main_bridge_closure_h * (1.0 + parameters.closure_gain_per_size * spans.size[b])
        hours *= 1.0 + parameters.main_bridge_spread * off
        structures.main_bridge_h[b] = hours
        structures.bridge_h[s] = max(structures.bridge_h[s], hours)
        structures.main_bridges_destroyed[s] += 1.0
    structures.bridges_destroyed[s] += 1.0
    structures.new_bridge_closure_h[s] += hours
    return b
