"""One small war, written once: its sizes, its terms and its first morning. Two engines play it and must agree.

1,000 districts on a hexagonal grid, 3,000 detachments, 500 units, 400 lines, 365 days. Every day the
districts grow food; each detachment eats, recruits, may cut the line of its district and may move on; each
unit marches to the fullest district beside it and fights what it finds there; each line runs its trains and
is relaid.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import Today, stream, uniform
from hinterland.core.declare import Array
from hinterland.core.jit import kernel

WIDE, HIGH = 40, 25
DISTRICTS, DETACHMENTS, UNITS, LINES, DAYS = WIDE * HIGH, 3000, 500, 400, 365

HUNGER = stream("bench.hunger", "who leaves a hungry detachment")
RECRUIT = stream("bench.recruit", "who joins")
DROP = stream("bench.drop", "whether explosive reaches a detachment")
ATTEMPT = stream("bench.attempt", "whether a detachment goes to the line")
FOIL = stream("bench.foil", "whether the guards foil it")
RAILS = stream("bench.rails", "how many rails are gone")
ROAM = stream("bench.roam", "whether a detachment moves")
WAY = stream("bench.way", "and where to")
MARCH = stream("bench.march", "whether a unit marches")
FIGHT = stream("bench.fight", "the fortune of a unit in a fight")
CAUGHT = stream("bench.caught", "the fortune of a detachment in a fight")
TRAINS = stream("bench.trains", "the last train of the day")


class Terms(NamedTuple):
    """What the small war depends on."""

    ration: float = 1.0  # kg a man and day
    store: float = 40_000.0  # kg that a district can hold
    growth: float = 260.0  # kg a day in a district all under crop
    desert: float = 0.10  # of the men, on a day without food
    join: float = 5e-7  # of the people, a day and man in the detachment
    full: int = 120  # men at which a detachment takes no more
    drop: float = 0.02  # a day
    load: int = 4  # charges that a drop brings
    eager: float = 0.25  # a day with charges and a line in reach
    guard_half: float = 8.0  # guards a km that foil half of all attempts
    most_rails: int = 8  # in one cut
    closed_at: float = 60.0  # rails out at which a line is shut
    relay: float = 2.0  # rails relaid a day
    alarm: float = 0.5  # guards a km for a cut
    calm: float = 0.01  # of the guards a day
    roam: float = 0.15
    march: float = 0.30
    hit: float = 0.003  # men a day and man of a unit
    loss: float = 0.004  # men of a unit a day and partisan met


class Morning(NamedTuple):
    """The first morning, as plain arrays that either engine copies."""

    people: Array
    crop: Array
    food: Array
    ways: Array
    ways_known: Array
    line: Array
    detachment_at: Array
    men: Array
    charges: Array
    unit_at: Array
    strength: Array
    guards: Array
    capacity: Array


def begin(seed: int) -> Morning:
    """Return the first morning of this seed."""
    rng = np.random.default_rng(seed)
    ways, known = _hexagons()
    line = np.full(DISTRICTS, -1)
    line[rng.permutation(DISTRICTS)[:LINES]] = np.arange(LINES)
    return Morning(
        people=rng.integers(2_000, 40_000, DISTRICTS),
        crop=rng.uniform(0.2, 1.0, DISTRICTS),
        food=rng.uniform(5_000.0, 30_000.0, DISTRICTS),
        ways=ways,
        ways_known=known,
        line=line,
        detachment_at=rng.integers(0, DISTRICTS, DETACHMENTS),
        men=rng.integers(20, 90, DETACHMENTS),
        charges=rng.integers(0, 5, DETACHMENTS),
        unit_at=rng.integers(0, DISTRICTS, UNITS),
        strength=rng.integers(100, 800, UNITS),
        guards=rng.uniform(2.0, 12.0, LINES),
        capacity=rng.uniform(8.0, 40.0, LINES),
    )


def _hexagons():
    """Return the neighbours of every district, row by row as Mesa lists them, and how many it has."""
    ways, known = np.zeros((DISTRICTS, 6), np.int64), np.zeros(DISTRICTS, np.int64)
    for x in range(WIDE):
        for y in range(HIGH):
            left = -1 if y % 2 else 0
            above, below = ([(x + left, y + d), (x + left + 1, y + d)] for d in (-1, 1))
            beside = [*above, (x - 1, y), (x + 1, y), *below]
            here = [i * HIGH + j for i, j in beside if 0 <= i < WIDE and 0 <= j < HIGH]
            ways[x * HIGH + y, : len(here)] = here
            known[x * HIGH + y] = len(here)
    return ways, known


def today(seed: int, day: int) -> Today:
    """Return the day and its luck."""
    return Today(seed=seed, day=day, phase=day % 7, month=1 + (day // 31) % 12)


@kernel
def draws(today, name, units):
    """Return the day's luck of units 0, 1, 2... of one stream, for an engine that asks in bulk."""
    luck = np.empty(units)
    for i in range(units):
        luck[i] = uniform(today, name, i)
    return luck
