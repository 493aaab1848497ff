"""Indicators: single figures that can be read off any run, and the rules by which days become one figure."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import date_of
from hinterland.core.fault import Fault
from hinterland.engine import victims
from hinterland.engine.quantities import find
from hinterland.engine.result import Run
from hinterland.evidence.registry import OF_AN_OPERATION, of_victims
from hinterland.study.measurement import ground_indicators, journal_indicators
from hinterland.study.measurement.measure import Measure
from hinterland.study.measurement.measure import find as measure
from hinterland.theatre.assemble import Theatre
from hinterland.theatre.operation_names import operation_days

LONG = 31
"""Days: a level that is dated no better than this is set beside the highest level of the period, which is what
is remembered and quoted; a level dated better, beside the mean."""
MONTH = 30
"""Days over which a series is averaged before its peak is looked for."""
OF_A_DAY = ("max", "min", "first", "last")
"""Ways in which days are taken together that give a flow of a single day."""
FEWEST = 5
"""Oblasts or months that a correlation takes at least."""


class Indicator(NamedTuple):
    """One figure: a measure in a region, from one day to another, as a side said it, the days taken together.

    Days are numbers from 22 June 1941; without `said_by` it is what was so. `take`: mean, max, min, first, last, sum,
    rate (a day), ratio (pooled), peak (day of the highest month), thirds (last third of the period over its first),
    across and along (rank correlation of two measures parted by `|`, over oblasts or over months). `unit` is the id of
    a named unit of which the figure is, wherever it was; the region is then empty.
    """

    name: str
    region: str
    first: int
    last: int
    said_by: str | None = None
    take: str = "mean"
    unit: str = ""


def withheld(r: Indicator, ground: Theatre) -> str:
    """Return why a figure of victims is not shown: its ground, its days, or that it is of one day, event or unit.

    The sum over the ground and the days of a documented operation is given: it stands beside what documents give of it.
    """
    if not of_victims(r.name, r.said_by) or r.take in ("across", "along") or _is_operation(r):
        return ""
    third = r.take == "thirds"
    days = (r.last - r.first + 1) // (3 if third else 1)
    if reason := victims.withheld(r.name, r.region or None, days, ground, r.said_by):
        return reason
    m = measure(r.name)
    of_a_day = m is not None and m.kind == "flow" and r.take in OF_A_DAY
    if of_a_day or r.unit or r.take in journal_indicators.TAKES:
        return f"{r.name} counts victims, which are not shown of one day, event or unit; {victims.ASK_FOR_A_MONTH}"
    return ""


def note(r: Indicator) -> str:
    """Return what a figure of the victims of a documented operation is and is not; nothing for any other."""
    return OF_AN_OPERATION if of_victims(r.name, r.said_by) and _is_operation(r) else ""


def usual(m: Measure) -> str:
    """Return how the days of a measure are taken together where nothing else is asked: none depends on length."""
    return {"flow": "rate", "ratio": "ratio"}.get(m.kind, "mean")


def _is_operation(r: Indicator) -> bool:
    """Whether a figure is the sum of an operation: of its ground, of half of its days or more, of no other weeks."""
    if r.region not in operation_days() or r.take not in ("", "sum") or r.unit:
        return False
    first, last = operation_days()[r.region]
    days, shared = last - first + 1, min(last, r.last) - max(first, r.first) + 1
    return 2 * shared >= days and r.last - r.first + 1 <= 2 * days


class IndicatorReader:
    """Reads figures off one run; every series is worked out once."""

    def __init__(self, run: Run, together: Mapping[tuple[str, str | None], Sequence[str]] = {}) -> None:
        """Take a run, and regions whose sums are worked out together, by quantity and speaker: that is quicker.

        None of them may cut through what the run recorded.
        """
        self.run, self.together = run, together
        self._series: dict[tuple[str, str, str | None], np.ndarray] = {}
        self._journal = journal_indicators.JournalReader(run)

    def series(self, name: str, region: str, said_by: str | None = None) -> np.ndarray:
        """Return an engine quantity by day; raises `Fault` as `Run.every_day` does."""
        key = name, region, said_by
        places = self.together.get((name, said_by), self._oblasts)
        if key not in self._series and region in places:
            every = self.run.every_day_by_region(name, places, said_by)
            self._series |= {(name, place, said_by): every[:, k] for k, place in enumerate(places)}
        elif key not in self._series:
            self._series[key] = self.run.every_day(name, region or None, said_by)
        return self._series[key]

    @cached_property
    def _oblasts(self) -> tuple[str, ...]:
        """Every oblast that has cells, as a region; what is asked of one is mostly asked of all."""
        places = (f"oblast:{o.id}" for o in self.run.theatre.ground.oblasts)
        return tuple(place for place in places if self.run.theatre.inside(place).size)

    def read(self, r: Indicator) -> float:
        """Return the figure; NaN where it is nothing over nothing. Raises `Fault` where the run does not hold it.

        So it does of victims where `withheld` says why not.
        """
        if r.take in ("across", "along"):
            return self._tie(r)
        victims.refuse(withheld(r, self.run.theatre))
        m = _known(r.name)
        a, b = r.first - self.run.first, r.last - self.run.first
        if not 0 <= a <= b < self.run.days:
            raise Fault(None, 0, f"{date_of(r.first)} to {date_of(r.last)} were not recorded", f"see {self.run!r}")
        if (take := m.take if m.take in journal_indicators.TAKES else r.take) in journal_indicators.TAKES:
            return self._journal.read(take, r.name, r.region, (r.first, r.last), r.said_by, r.unit)
        if m.take in ground_indicators.TAKES:
            return m.factor * ground_indicators.figure(self.run, m.take, r.region, a, b)
        if r.take == "thirds":
            return self._thirds(r, usual(m))
        over = self._part(m, m.over, r.region, r.said_by, m.east)[a : b + 1]
        if m.take == "growth":
            return _over(over[-MONTH:].mean(), over[:MONTH].mean())
        if m.take == "lasting":
            return m.factor * float((over > 0).sum())
        if m.take == "gain":
            return float(over[-1] - (over[0] if a else 0.0))
        divisor_of = m.under_said_by or r.said_by
        under = self._part(m, m.under, r.region, divisor_of, m.west)[a : b + 1] if m.under else None
        if r.take in ("ratio", "mean", "rate") and under is not None:
            return m.offset + m.factor * _over(over.sum(), under.sum())
        return _take(m.factor * over if under is None else _daily(m, over, under), r.take, r.first)

    def _part(self, m: Measure, names: tuple[str, ...], region: str, said_by: str | None, within: str) -> np.ndarray:
        """Return the sum by day of quantities, those in `less` taken off, as a side said it where it speaks of them."""
        place = f"({region})&region:{within}" if within else region
        total = np.zeros(self.run.days)
        for name in names:
            inner = _known(name)
            if inner.under:
                part = _daily(inner, *(self._part(inner, n, place, said_by, "") for n in (inner.over, inner.under)))
            elif inner.over != (name,):
                part = self._part(inner, inner.over, place, said_by, "")
            else:
                part = self.series(name, place, said_by if _speaks(name, said_by) else None)
            total += -part if name in m.less else part
        return total

    def _thirds(self, r: Indicator, take: str) -> float:
        third = max(1, (r.last - r.first + 1) // 3)
        before = self.read(r._replace(last=r.first + third - 1, take=take))
        after = self.read(r._replace(first=r.last - third + 1, take=take))
        return float("inf") if before == 0 < after else _over(after, before)

    def _tie(self, r: Indicator) -> float:
        """Return the rank correlation of two measures, over oblasts of the region or months of the period."""
        one, _, other = r.name.partition(" | ")
        if r.take == "across":
            spots = [r._replace(region=place) for place in self.oblasts(r.region)]
        else:
            starts = range(r.first, r.last - MONTH + 2, MONTH)
            spots = [r._replace(first=day, last=day + MONTH - 1) for day in starts]
        pairs = [
            [self.read(spot._replace(name=name, take=usual(_known(name)))) for name in (one, other)] for spot in spots
        ]
        kept = np.array([pair for pair in pairs if np.isfinite(pair).all()], float)
        return rank_correlation(kept[:, 0], kept[:, 1]) if len(kept) >= FEWEST else float("nan")

    def oblasts(self, region: str) -> list[str]:
        """Return the oblasts most of whose cells lie in a region, as regions."""
        ground = self.run.theatre.ground
        inside = self.run.theatre.regions.mask(region)
        cells = np.bincount(ground.oblast, minlength=len(ground.oblasts))
        within = np.bincount(ground.oblast[inside], minlength=len(ground.oblasts))
        return [f"oblast:{o.id}" for k, o in enumerate(ground.oblasts) if within[k] * 2 > cells[k]]


def rank_correlation(a: np.ndarray, b: np.ndarray) -> float:
    """Return the correlation of ranks (Spearman), NaN where one of the two does not vary."""
    x, y = _ranks(a), _ranks(b)
    x, y = x - x.mean(), y - y.mean()
    spread = float((x * x).sum() * (y * y).sum())
    return float((x * y).sum()) / spread**0.5 if spread else float("nan")


def reports(m: Measure, said_by: str | None) -> bool:
    """Whether a side says anything of a measure: of all that it adds up, if not of what it divides by."""
    return said_by is None or all(_speaks(name, said_by) for name in m.over)


def _known(name: str) -> Measure:
    m = measure(name)
    if m is None:
        raise Fault(None, 0, f"the model does not hold {name}", "see `hinterland explain`")
    return m


def _speaks(name: str, said_by: str | None) -> bool:
    m = _known(name)
    if m.over != (name,) or m.under:
        return reports(m, said_by)
    return bool(find(name).sources(said_by))


def _ranks(values: np.ndarray) -> np.ndarray:
    """Return ranks from 0; equal values share the mean of theirs."""
    _, where, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts + 1) / 2)[where.ravel()]


def _over(over: float, under: float) -> float:
    return float(over / under) if under else float("nan")


def _daily(m: Measure, over: np.ndarray, under: np.ndarray) -> np.ndarray:
    return m.offset + m.factor * np.divide(over, under, out=np.full(over.size, np.nan), where=under > 0)


def _take(days: np.ndarray, take: str, first: int) -> float:
    """Take the days of a period together; raise `ValueError` for a way that is not known."""
    if take == "sum":
        return float(days.sum())
    if not np.isfinite(days).any():
        return float("nan")
    if take in ("mean", "rate", "ratio"):
        return float(np.nanmean(days))
    if take in ("first", "last"):
        return float(days[0] if take == "first" else days[-1])
    if take in ("max", "min"):
        return float(np.nanmax(days) if take == "max" else np.nanmin(days))
    if take == "peak":
        wide = min(MONTH, days.size)
        smooth = np.lib.stride_tricks.sliding_window_view(np.nan_to_num(days), wide).mean(axis=1)
        return float(first + smooth.argmax() + wide // 2)
    raise ValueError(f"no way to take days together is called {take!r}")
