"""Draws: values of every parameter from its declared range, as a pure function of seed, number and name.

Of each parameter the draws 0 to 63 lie in different 64ths of its window, and so do the next 64 (Latin hypercubes, one
for each block). A draw is the same for any number of runs, and a new parameter leaves the draws of others alone.
Decision 0023 says why no Sobol sequence is taken.
"""

import hashlib
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, overload

import numpy as np

from hinterland.core.declare import SWITCH, Param, Span
from hinterland.core.fault import Fault
from hinterland.core.given import number as finite
from hinterland.core.given import whole
from hinterland.core.names import Names
from hinterland.engine.parameters import parameters
from hinterland.theatre.parameters import GROUPS

MOST_RUNS = 10_000
BLOCK = 64
"""Draws that share out the range of every parameter among them."""
GROUP = 4
"""Of so many runs the last has the draw of the one before it, on another seed: what differs between them is chance."""
HAND, PRIOR, POSTERIOR = "hand", "prior", "posterior"
SPREADS = {HAND: 0.25, PRIOR: 1.0}
"""How wide the windows are from which parameters are drawn, as a share of their declared ranges."""


class Member(NamedTuple):
    """One run of an ensemble: its seed, the parameters that it sets otherwise, and the number of their draw."""

    seed: int
    parameters: Mapping[str, float]
    draw: int = 0


def kind_of(draws: str) -> str:
    """Return the name of a kind of draws; raise `Fault` for one that is not known.

    `hand` draws every parameter from a quarter of its range about the value that was set by hand, `prior` from all of
    its range, and `posterior` takes the rows of a table that a fit wrote.
    """
    return Names("kind of draws", (*SPREADS, POSTERIOR)).find(draws)


def shares(seed: int, block: int, name: str) -> np.ndarray:
    """Return where in its window a parameter lies in each draw of a block, (BLOCK,), each in a part of its own."""
    digest = hashlib.shake_256(f"{seed}|{block}|{name}".encode()).digest(2 * BLOCK * 8)
    order, within = np.frombuffer(digest, "<u8").reshape(2, BLOCK) >> np.uint64(11)
    return np.asarray((order.argsort().argsort() + within / 2.0**53) / BLOCK)


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
    if spread <= 0:
        return {}
    block, row = divmod(number, BLOCK)
    windows = _windows(spread)
    lies = shares_of_block(seed, block, tuple(windows))[row].tolist()
    return {
        name: at(span, begin + spread * share)
        for (name, (span, begin)), share in zip(windows.items(), lies, strict=True)
        if name not in kept
    }


def spans_drawn(spread: float = 1.0) -> dict[str, Span]:
    """Return the window from which every parameter is drawn, by name: a share of its range, all of it by default."""
    return {
        name: Span(at(span, begin), at(span, begin + spread), span.scale)
        for name, (span, begin) in _windows(spread).items()
    }


@lru_cache(maxsize=8)
def _windows(spread: float) -> dict[str, tuple[Span, float]]:
    """Return of every parameter that is drawn its range, and where in it the window begins, as a share.

    Those of the theatre are not drawn: it would be made anew for every run.
    """
    declared: dict[str, Param] = {
        name: spec
        for name, spec in parameters().items()
        if spec.unit != SWITCH and name.partition(".")[0] not in GROUPS
    }
    return {
        name: (spec.span, min(max(place(spec.span, spec.default) - spread / 2, 0.0), 1.0 - spread))
        for name, spec in declared.items()
    }


@lru_cache(maxsize=2)
def shares_of_block(seed: int, block: int, names: tuple[str, ...]) -> np.ndarray:
    """Return the shares of parameters in the draws of a block, (BLOCK, names)."""
    return np.stack([shares(seed, block, name) for name in names], axis=-1)


class Members(Sequence[Member]):
    """The runs of an ensemble, each made when it is asked for: a thousand draws of all parameters take 60 MB."""

    def __init__(self, count: int, seed: int, spread: float, kept: Mapping[str, float]) -> None:
        """Take how many there are, the seed of the first, how wide is drawn, and what is not drawn."""
        self.runs, self.seed, self.spread, self.kept = count, seed, spread, kept

    def __len__(self) -> int:
        """Return how many runs there are."""
        return self.runs

    @overload
    def __getitem__(self, run: int) -> Member: ...
    @overload
    def __getitem__(self, run: slice) -> list[Member]: ...
    def __getitem__(self, run: int | slice) -> Member | list[Member]:
        """Return a run by its number, or several."""
        if isinstance(run, slice):
            return [self[k] for k in range(*run.indices(self.runs))]
        return self._member(range(self.runs)[run])

    def _member(self, number: int) -> Member:
        """Return the run of a number, from 0."""
        own = self._draw(number)
        return Member(self.seed + number, draw(self.seed, own, self.spread, self.kept), own)

    def _draw(self, number: int) -> int:
        """Return the number of the draw of a run."""
        return draw_of(number)

    def draws(self) -> np.ndarray:
        """Return the number of the draw of every run."""
        return np.array([self._draw(number) for number in range(self.runs)], int)

    def drawn(self) -> dict[str, Any]:
        """Return how parameters are drawn, for the description of an ensemble."""
        return {"seed": self.seed, "spread": self.spread}

    def described(self, run: int) -> str:
        """Return in words what a run is a function of, beside the declared ranges and the scenario."""
        return (
            f"seed {self.seed + run}, draw {draw_of(run)} of {self.seed} over {self.spread!r} but {sorted(self.kept)}"
        )


def members(count: int, seed: int = 1, spread: float = 0.0, kept: Mapping[str, float] = {}) -> Members:
    """Return the runs of an ensemble; with more of them, the first stay as they were.

    Every run has a seed of its own; of every `GROUP` runs the last two share a draw. Raises `Fault` for a number of
    runs below 1, a seed that is none, and a spread outside 0 to 1.
    """
    count = whole(count, "the number of runs", 1, MOST_RUNS)
    seed = whole(seed, "the seed", 0, 2**63 - 1 - count, "give a whole number from 0 up")
    spread = finite(spread, "the spread")
    if not 0 <= spread <= 1:
        raise Fault(None, 0, f"the spread {spread:g} is no share", "give a number from 0 to 1")
    return Members(count, seed, spread, dict(kept))


def draw_of(run: int) -> int:
    """Return the number of the draw of a run."""
    group, place_in_group = divmod(run, GROUP)
    return group * (GROUP - 1) + min(place_in_group, GROUP - 2)
