"""Readings: single figures that can be read off any run, and the rules by which days become one figure."""

from typing import NamedTuple

import numpy as np

from hinterland.core.fault import Fault
from hinterland.engine.quantities import Quantity, find
from hinterland.engine.result import Run
from hinterland.study.measure import Measure
from hinterland.study.measure import find as measure

LONG = 100
"""Days: a level that is dated no better than this is set beside the highest level of the period, which is
what is remembered and quoted; a level dated better, beside the mean."""
SMOOTH = 30
"""Days over which a series is averaged before its peak is looked for."""


class Reading(NamedTuple):
    """One figure: a measure in a region, from one day to another, as a side said it, the days taken together.

    `take`: mean, max, first, last, sum, rate (a day), ratio (pooled), growth (last month over first), peak
    (day of the highest month), thirds (last third of the period over its first third).
    """

    name: str
    region: str
    first: int
    last: int
    face: str = "true"
    take: str = "mean"


class Reader:
    """Reads figures off one run; every series is worked out once."""

    def __init__(self, run: Run) -> None:
        """Take a run."""
        self.run = run
        self._series: dict[tuple[str, str, str], np.ndarray] = {}

    def series(self, name: str, region: str, face: str = "true") -> np.ndarray:
        """Return an engine quantity by day; raises `Fault` as `Run.values` does."""
        key = name, region, face
        if key not in self._series:
            self._series[key] = self.run.values(name, region or None, face)
        return self._series[key]

    def read(self, r: Reading) -> float:
        """Return the figure; NaN where it is nothing over nothing. Raises `Fault` where the run cannot tell."""
        m = measure(r.name)
        if m is None:
            raise Fault(None, 0, f"the model does not hold {r.name}", "see `hinterland explain`")
        a, b = r.first - self.run.first, r.last - self.run.first
        if not 0 <= a <= b < self.run.days:
            raise Fault(None, 0, f"days {r.first} to {r.last} were not recorded", f"this run has {self.run!r}")
        over = self.part(m, m.over, r.region, r.face, m.east)[a : b + 1]
        if m.take == "growth":
            return _over(over[-SMOOTH:].mean(), over[:SMOOTH].mean())
        under = self.part(m, m.under, r.region, r.face, m.west)[a : b + 1] if m.under else None
        if r.take in ("ratio", "mean", "rate") and under is not None:
            return m.offset + m.factor * _over(over.sum(), under.sum())
        days = over if under is None else _daily(m, over, under)
        return _take(days, r.take, r.first)

    def part(self, m: Measure, names: tuple[str, ...], region: str, face: str, within: str) -> np.ndarray:
        """Return the sum by day of some quantities of a measure, as a side said it where that side speaks of it."""
        place = f"region:{region}&region:{within}" if within else region
        total = np.zeros(self.run.days)
        for name in names:
            inner = measure(name)
            if inner is not None and inner.under:
                total += _daily(inner, *(self.part(inner, n, place, face, "") for n in (inner.over, inner.under)))
            elif inner is not None and inner.over != (name,):
                total += self.part(inner, inner.over, place, face, "")
            else:
                total += self.series(name, place, face if _speaks(name, face) else "true")
        return total


def has_face(m: Measure, face: str) -> bool:
    """Whether a side says anything of a measure: of all that it adds up, if not of what it divides by."""
    return face == "true" or all(_speaks(name, face) for name in m.over)


def _speaks(name: str, face: str) -> bool:
    m = measure(name)
    if m is None:
        return False
    if m.over != (name,) or m.under:
        return has_face(m, face)
    q = find(name)
    return isinstance(q, Quantity) and bool(getattr(q, face))


def _over(over: float, under: float) -> float:
    return float(over / under) if under else float("nan")


def _daily(m: Measure, over: np.ndarray, under: np.ndarray) -> np.ndarray:
    return m.offset + m.factor * np.divide(over, under, out=np.full(over.size, np.nan), where=under > 0)


def _take(days: np.ndarray, take: str, first: int) -> float:
    """Take the days of a period together."""
    if take == "sum":
        return float(days.sum())
    if not np.isfinite(days).any():
        return float("nan")
    if take in ("mean", "rate", "ratio"):
        return float(np.nanmean(days))
    if take in ("first", "last"):
        return float(days[0] if take == "first" else days[-1])
    if take == "max":
        return float(np.nanmax(days))
    if take == "thirds":
        third = max(1, days.size // 3)
        return _over(float(np.nanmean(days[-third:])), float(np.nanmean(days[:third])))
    if take == "peak":
        wide = min(SMOOTH, days.size)
        smooth = np.convolve(np.nan_to_num(days), np.ones(wide) / wide, "valid")
        return float(first + smooth.argmax() + wide // 2)
    raise ValueError(f"no way to take days together is called {take!r}")
