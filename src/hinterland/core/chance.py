"""Chance as a pure function of seed, stream, day and unit.

Nothing is drawn in sequence, so adding a draw in one subsystem never shifts the draws of another,
and two scenarios with one seed differ only where the war differs.
"""

import math
from typing import NamedTuple
from zlib import crc32

import numpy as np

from hinterland.core.elementary import log
from hinterland.core.jit import kernel

STREAMS: dict[int, tuple[str, str]] = {}


class _Day(NamedTuple):
    seed: int
    day: int
    phase: int
    month: int
    key: int


class Today(_Day):
    """The day being stepped: seed, day, `phase` (the day of the week, see `in_weekly_batch`) and month.

    `key` is what seed and day give to every random number of the day, worked out once.
    """

    __slots__ = ()

    def __new__(cls, seed: int, day: int, phase: int, month: int) -> "Today":
        """Make a day and its key."""
        mixed = getattr(mix, "py_func", mix)
        with np.errstate(over="ignore"):
            key = int(mixed(np.uint64(day) ^ mixed(np.uint64(seed))).view(np.int64))
        return super().__new__(cls, seed, day, phase, month, key)

    def __getnewargs__(self) -> tuple[int, int, int, int]:
        """Pickle without the key, which the other process works out."""
        return self[:4]

    def _replace(self, **changes: int) -> "Today":
        """Return the day with other fields, and the key that belongs to them."""
        return Today(**(dict(zip(self._fields[:4], self, strict=False)) | changes))


def stream(name: str, doc: str) -> int:
    """Name a source of chance by a number of its name alone; raise `ValueError` where two names have one number."""
    number = crc32(name.encode())
    if STREAMS.setdefault(number, (name, doc)) != (name, doc):
        raise ValueError(f"two streams share the number of {name!r}")
    # A plain int would be a type of its own to numba, and every stream compile `uniform` anew.
    return np.int64(number)  # type: ignore[return-value]


RUN, WEEK = 8, 7
"""Rows that decide on one day, as many as lie side by side in a line of the processor's cache; and days in a week."""
ROUND = 4
"""Weeks after which the week of a thing comes again: the whole weeks of a month, for what is decided once a month."""


@kernel
def weekly_batch_size(today, rows):
    """Return how many of so many rows are in today's batch: a seventh, in runs of eight. See `weekly_batch_row`."""
    rest = rows % (WEEK * RUN) - today.phase * RUN
    return rows // (WEEK * RUN) * RUN + min(max(rest, 0), RUN)


@kernel
def weekly_batch_row(today, k):
    """Return row number k of today's batch, for k below `weekly_batch_size`."""
    return k // RUN * (WEEK * RUN) + today.phase * RUN + k % RUN


@kernel
def in_weekly_batch(today, row):
    """Return whether a row has its day of the week today, for loops that look at every row."""
    return row // RUN % WEEK == today.phase


@kernel
def is_weekday_of(today, key):
    """Return whether today is the day of the week of a thing with this key: every seventh of them has the same."""
    return key % WEEK == today.phase


@kernel
def is_week_of(today, key):
    """Return whether this week, of the `ROUND` of a month, is the one of a thing with this key."""
    return key // WEEK % ROUND == today.day // WEEK % ROUND


@kernel
def bits(number):
    """Return the 64 bits of a whole number, which may be negative."""
    return np.uint64(np.int64(number))


@kernel
def mix(x):
    """Return 64 bits that depend on every bit of x (the finaliser of SplitMix64)."""
    x += np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


@kernel
def identity(a, b):
    """Return the key that only these two whole numbers have together, such as a place and a day: 0 or more.

    A third number goes in by `identity(identity(a, b), c)`.
    """
    return np.int64(mix(bits(a) ^ mix(bits(b))) >> np.uint64(1))


@kernel
def fraction(h):
    """Return the number in [0, 1) that 64 bits stand for."""
    return (h >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@kernel
def uniform(today, name, unit, n=0):
    """Return the n-th number in [0, 1) that this unit draws today from this stream.

    `unit` is an identity: a line, a cell, or the key of a detachment or of an event (`detachments.key`, `journal.key`).
    `n` numbers the draws of one unit: no number is used for two decisions.
    """
    # The unit comes last, so that the rest is mixed once for all the units of a loop. A stream has 32 bits.
    source = np.uint64(name) ^ (np.uint64(n) << np.uint64(32))
    h = mix(np.uint64(unit) ^ mix(source ^ bits(today.key)))
    return fraction(h)


@kernel
def draw_count(mean, u):
    """Return a whole number whose mean over u in [0, 1) is `mean`: people and rails do not come in parts."""
    return math.floor(mean + u) if mean > 0.0 else 0.0


@kernel
def draw_whole(stock, mean, u):
    """Return a whole number whose mean over u in [0, 1) is `mean`, and no more than a whole stock holds."""
    return min(draw_count(mean, u), stock)


@kernel
def draw_change(wanted, source, stock, u, v):
    """Return how many whole units enter a stock, so many being wanted on average; below 0 where they leave it.

    They come out of a whole `source`, drawn with u, or leave the whole `stock`, drawn with v.
    """
    return draw_whole(source, wanted, u) if wanted > 0.0 else -draw_whole(stock, -wanted, v)


@kernel
def share_about(mean, u, spread=1.0):
    """Return a share whose mean over u in [0, 1) is `mean`: even about it, by up to `spread` of it and never past 1."""
    return mean + (2.0 * u - 1.0) * min(spread * mean, 1.0 - mean)


@kernel
def draw_even(mean, u):
    """Return an amount whose mean over u in [0, 1) is `mean`: anything from 0 to twice that is as likely."""
    return 2.0 * mean * u


@kernel
def draw_about(mean, spread, u):
    """Return an amount whose mean over u in [0, 1) is `mean`: even about it, up to a share `spread` either way."""
    return mean * (1.0 + spread * (2.0 * u - 1.0))


@kernel
def draw_waiting_time(mean, u):
    """Return a waiting time with an exponential law of this mean, from one uniform number."""
    return -mean * log(1.0 - u)


@kernel
def draw_one_of(n, u):
    """Return one of n things, numbered from 0, of which each is as likely as any other."""
    return int(n * u)
