"""Draws: values of every parameter from its declared range, as a pure function of seed, number and name."""

import hashlib
import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from hinterland.core.declare import SWITCH, Param, Span
from hinterland.core.fault import Fault
from hinterland.core.given import number as finite
from hinterland.core.given import whole
from hinterland.engine.parameters import parameters
from hinterland.theatre.parameters import GROUPS

MOST_RUNS = 10_000


class Member(NamedTuple):
    """One run of an ensemble: its seed, and the parameters that it sets otherwise."""

    seed: int
    parameters: Mapping[str, float]


def uniform(seed: int, number: int, name: str) -> float:
    """Return a number from 0 to 1 that depends on nothing but its three keys."""
    digest = hashlib.blake2b(f"{seed}|{number}|{name}".encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 11) / 2.0**53


def place(span: Span, value: float) -> float:
    """Return where in a range a value lies, from 0 to 1, on the scale of the range."""
    if span.high == span.low:
        return 0.5
    if span.scale == "log":
        return math.log(value / span.low) / math.log(span.high / span.low)
    return (value - span.low) / (span.high - span.low)


def at(span: Span, share: float) -> float:
    """Return the value that lies at a share of a range, from 0 to 1, on its scale."""
    share = min(max(share, 0.0), 1.0)
    if span.scale == "log":
        value = span.low * (span.high / span.low) ** share
    else:
        value = span.low + share * (span.high - span.low)
    return min(max(value, span.low), span.high)


def draw(seed: int, number: int, spread: float, kept: Mapping[str, float] = {}) -> dict[str, float]:
    """Return one draw of all parameters but those of `kept`, of switches and of the theatre.

    Each is even over a window as wide as `spread` (0 to 1) of its range, about its default, within the range.
    """
    drawn: dict[str, float] = {}
    for name, spec in _ranges().items():
        if name not in kept and spread > 0 and spec.unit != SWITCH:
            middle = min(max(place(spec.span, spec.default), spread / 2), 1 - spread / 2)
            drawn[name] = at(spec.span, middle + spread * (uniform(seed, number, name) - 0.5))
    return drawn


def members(count: int, seed: int = 1, spread: float = 0.0, kept: Mapping[str, float] = {}) -> list[Member]:
    """Return the runs of an ensemble; with more of them, the first stay as they were.

    Raises `Fault` for a number of runs below 1, a seed that is none, and a spread outside 0 to 1.
    """
    count = whole(count, "the number of runs", 1, MOST_RUNS)
    seed = whole(seed, "the seed", 0, 2**63 - 1 - count, "give a whole number from 0 up")
    spread = finite(spread, "the spread")
    if not 0 <= spread <= 1:
        raise Fault(None, 0, f"the spread {spread:g} is no share", "give a number from 0 to 1")
    return [Member(seed + k, draw(seed, k, spread, kept)) for k in range(count)]


def _ranges() -> dict[str, Param]:
    """Return the parameters that are drawn: not those of the theatre, which would be made anew for every run."""
    found: dict[str, Any] = parameters()
    return {name: spec for name, spec in found.items() if name.partition(".")[0] not in GROUPS}
