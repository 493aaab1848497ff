"""A run as its users see it: series, sums, means, ratios, maps and events of a played war, by name and region."""

import warnings
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from hinterland.core.calendar import FIRST, date_of, day_of, parse
from hinterland.core.fault import Fault
from hinterland.core.given import shortened, whole
from hinterland.core.journal import Kind
from hinterland.core.names import Names
from hinterland.core.notebook import card
from hinterland.engine.apportion import Apportioning
from hinterland.engine.dataset import NamesOrAll, by_region, some, wide_dataset, with_speakers
from hinterland.engine.detachment_histories import detachments_of, life_of
from hinterland.engine.observed.quantity import SIDES
from hinterland.engine.quantities import Quantity, Share, find, find_side
from hinterland.engine.run import Played
from hinterland.files.caution import Caution

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr


class Run:
    """A played war. Regions are ids of `regions.csv`, oblasts, unions `A+B` or drawn ground; None is the whole USSR.

    Ground that was not named before the run (`hinterland.run(regions=...)`) may cut through what is recorded. Its
    figures are apportioned (`hinterland.engine.apportion`), and a `Caution` says as a warning how much of them.
    """

    def __init__(self, played: Played) -> None:
        """Wrap a played war."""
        self.played = played
        self.scenario, self.seed = played.scenario, played.seed
        self.parameters, self.theatre = played.parameters, played.theatre
        self.own = {q.name: q for q in played.schedule.quantities}
        record = played.record
        self.first, self.days = record.first, record.days
        self._apportioned: set[tuple[str, str | None]] = set()
        self._table, self._row = record.table, {name: n for n, name in enumerate(record.series)}

    def __repr__(self) -> str:
        """Say what the run is a function of."""
        return f"<Run of {self.scenario.name}, seed {self.seed}, {self._dates()}>"

    def _repr_html_(self) -> str:
        """Show in a notebook what the run is a function of, and how many civilians were killed in it."""
        rows = {
            "Dates": self._dates(),
            "Resolution": self.scenario.resolution,
            "Changed parameters": len(self.scenario.parameters),
            "Civilians killed": f"{self.sum('civilians.killed'):,.0f}",
        }
        hint = "Ask with .series(), .sum(), .mean(), .ratio(), .to_dataset(), .events, .detachments, .maps"
        return card(f"Run of {self.scenario.name}, seed {self.seed}", rows, hint)

    def _dates(self) -> str:
        return f"{date_of(self.first)} to {date_of(self.first + self.days - 1)}"

    def atoms(self, region: str | None) -> np.ndarray:
        """Return the atoms of the map that hold land of a region; raise `Fault` for one that is not known or empty."""
        return self.theatre.something_inside("USSR" if region is None else region)

    def values(self, name: str, region: str | None = None, said_by: str | None = None) -> np.ndarray:
        """Return a quantity by day (float64, one value a day of the run).

        `said_by` is "soviet" or "german" for what that side said; None is what was so. Raises `Fault` for an unknown
        quantity, region or side, or a quantity of which that side says nothing.
        """
        q, side = find(name, self.own), find_side(said_by)
        if not q.sources(side):
            sides = " or ".join(one for one in SIDES if q.sources(one))
            remedy = f"give {sides}, or leave said_by out for what was so" if sides else "leave said_by out"
            raise Fault(None, 0, f"the {side} side says nothing of {q.name}", remedy)
        if isinstance(q, Share):
            under = self.values(q.under, region)
            over = self.values(q.over, region)
            return np.divide(q.factor * over, under, out=np.full(over.size, np.nan), where=under > 0)
        total = self.daily_sums(name, region, side)
        if q.kind == "mean":
            inside = self.theatre.regions.mask("USSR" if region is None else region)
            people = (self.theatre.land.rural + self.theatre.land.urban)[inside].sum()
            return total / max(float(people), 1.0)
        return total

    def values_by_region(self, name: str, regions: Sequence[str], said_by: str | None = None) -> np.ndarray:
        """Return a quantity by day in several regions at once, of shape (days, regions): quicker than one by one.

        Raises `Fault` as `values` does for an unknown quantity or side, and for regions that are no list or an empty
        one; of a region without cells it is 0.
        """
        places = {region: self.theatre.inside(region) for region in some(regions, "regions")}
        return by_region(self, name, places, find_side(said_by))

    def by_atom(self, name: str, region: str | None = None) -> np.ndarray:
        """Return what was so of a stock or flow by day and atom of a region, of shape (days, atoms), as float64.

        Raises `Fault` for an unknown quantity or region, and for a share or a mean, which no atom has by itself.
        """
        q = find(name, self.own)
        if isinstance(q, Share) or q.kind == "mean":
            raise Fault(None, 0, f"{q.name} is a {q.kind} and is not held by atom", "ask for a stock or a flow")
        inside = self.atoms(region)
        parts = np.stack([self._table[self._row[path]][:, inside] for path in q.sources()])
        return parts.sum(axis=0, dtype=np.float64)

    def daily_sums(self, name: str, region: str | None = None, said_by: str | None = None) -> np.ndarray:
        """Return by day what is recorded of a quantity in a region; of a mean, the sum over people.

        Raises `Fault` for an unknown quantity, region or side, and for a share, of which nothing is added up.
        """
        q, side = find(name, self.own), find_side(said_by)
        if isinstance(q, Share) or not q.sources(side):
            raise Fault(None, 0, f"{q.name} has no sums of that kind", "ask for its values")
        inside = self.atoms(region)
        if region is not None and self.theatre.cut(region).size:
            return self._shared_out(q, region, side)
        rows = [self._row[path + ("@people" if q.kind == "mean" else "")] for path in q.sources(side)]
        return np.sum([self._table[row][:, inside].sum(axis=1, dtype=np.float64) for row in rows], axis=0)

    def _shared_out(self, q: Quantity, region: str, side: str | None) -> np.ndarray:
        """Return a quantity of a region that cuts through what is recorded, and warn once of what is apportioned."""
        found = self._apportioning.daily(q, side, region)
        if found.share and (q.name, region) not in self._apportioned:
            self._apportioned.add((q.name, region))
            told = f"{shortened(region)} cuts through what is recorded: {found.share:.0%} of {q.name} is apportioned"
            remedy = "play with the region among regions= (or --region) for the exact figure"
            warnings.warn(Caution(None, 0, f"{told} by {found.by}", remedy), stacklevel=5)
        return found.values

    @cached_property
    def _apportioning(self) -> Apportioning:
        return Apportioning(self.played)

    def series(self, name: str, region: str | None = None, said_by: str | None = None) -> "pd.Series":
        """Return a quantity by day as a pandas Series with a DatetimeIndex; see `values`."""
        import pandas as pd

        index = pd.date_range(date_of(self.first), periods=self.days, freq="D")
        values = self.values(name, region, said_by)
        asked = ", ".join(filter(None, (region or "USSR", said_by)))
        return pd.Series(values, index, name=f"{find(name, self.own).name} ({asked})")

    def sum(
        self, name: str, region: str | None = None, start: Any = None, end: Any = None, said_by: str | None = None
    ) -> float:
        """Return the sum of a flow from one date to another (both within), in the unit of the quantity.

        Dates are read as everywhere (`hinterland.core.calendar`): text such as 1943-08-03 or 1943-08, or a date of
        Python, pandas or numpy; without them the whole run counts. Raises `Fault` for a quantity that is no flow and
        for dates that the run did not record.
        """
        if (q := find(name, self.own)).kind != "flow":
            remedy = "ask for its ratio or its mean" if q.kind in ("share", "ratio") else "ask for its mean"
            raise Fault(None, 0, f"{q.name} is a {q.kind} and has no sum over days", remedy)
        a, b = self.span(start, end)
        return float(self.values(name, region, said_by)[a : b + 1].sum())

    def mean(
        self, name: str, region: str | None = None, start: Any = None, end: Any = None, said_by: str | None = None
    ) -> float:
        """Return the mean of the daily values from one date to another (both within); of a flow, the mean a day.

        Days on which a share has nothing to divide by are left out; NaN where that is so on every day. Dates and faults
        are those of `sum`.
        """
        a, b = self.span(start, end)
        values = self.values(name, region, said_by)[a : b + 1]
        return float(np.nanmean(values)) if np.isfinite(values).any() else float("nan")

    def ratio(self, name: str, region: str | None = None, start: Any = None, end: Any = None) -> float:
        """Return a share over a period: the sum of its numerator over all days, divided by that of its denominator.

        Days with a larger denominator weigh more than in `mean`. NaN where the denominator is 0. Raises `Fault` for a
        quantity that is no share, and for dates as `sum` does.
        """
        if not isinstance(q := find(name, self.own), Share):
            remedy = "ask for its sum or its mean" if q.kind == "flow" else "ask for its mean"
            raise Fault(None, 0, f"{q.name} is a {q.kind} and no ratio", remedy)
        a, b = self.span(start, end)
        over, under = (self.values(part, region)[a : b + 1].sum() for part in (q.over, q.under))
        return float(q.factor * over / under) if under else float("nan")

    def to_dataset(self, quantities: NamesOrAll = None, regions: NamesOrAll = None) -> "xr.Dataset":
        """Return quantities as an xarray dataset with the dimensions time, region and said_by (float32).

        Variables are quantities with underscores for points: `rails_cut`. `said_by` is truth (what was so), soviet and
        german; values are NaN where a side says nothing. `quantities` and `regions` are lists of names, all of them if
        None; all of both take 0.8 GB for the whole war, and twice that while they are put together. Every variable has
        `units` and `long_name`, so that `.plot()` labels its axes. Raises `Fault` for an unknown name.
        """
        return with_speakers(wide_dataset(self, quantities, regions))

    def span(self, start: Any = None, end: Any = None) -> tuple[int, int]:
        """Return two dates as numbers of days of the run, from 0; raise `Fault` as `sum` does."""
        days = []
        for when, what in ((start, "start"), (end, "end")):
            last = what == "end"
            default = self.first + (self.days - 1 if last else 0)
            days.append(default if when is None else self._recorded(when, what, last))
        if days[0] > days[1]:
            wrong = f"the start {date_of(days[0])} comes after the end {date_of(days[1])}"
            raise Fault(None, 0, wrong, "exchange the dates")
        return days[0] - self.first, days[1] - self.first

    def _recorded(self, when: Any, what: str, end: bool = False) -> int:
        """Return the number of a day that the run recorded; raise `Fault` for a date that is none, or another day."""
        day = day_of(parse(when, what=what, end=end))
        if not self.first <= day < self.first + self.days:
            raise Fault(None, 0, f"{date_of(day)} was not recorded", f"this run has {self!r}")
        return day

    @cached_property
    def maps(self) -> dict[str, np.ndarray]:
        """Return maps by name, each of shape (dates, cells), at the dates of `map_dates`."""
        return {name: np.stack(rows) for name, rows in self.played.record.maps.items()}

    @property
    def map_dates(self) -> list[Any]:
        """Return the dates of the maps: the first of every month, the first and the last day."""
        return [date_of(day) for day in self.played.record.map_days]

    @cached_property
    def cells(self) -> "pd.DataFrame":
        """Return the cells of the theatre: h3, lat, lon, area_km2, oblast."""
        import pandas as pd

        g = self.theatre.ground
        oblast = [g.oblasts[k].id for k in g.oblast]
        return pd.DataFrame({"h3": g.h3, "lat": g.lat, "lon": g.lon, "area_km2": g.area, "oblast": oblast})

    def lines(self, name: str) -> np.ndarray:
        """Return what was kept of every railway line: (days, lines), lines in the order of `theatre.railway.line`.

        capacity, whole (were nothing damaged), trains and flow (from the first to the second end less those back,
        of trains for the railheads) in train/day, closed_h in hours, cut in rails, actions; see `record.LINES`. Raises
        `Fault` for another name, or where the run did not record lines.
        """
        kept = self.played.record.lines
        if not kept:
            raise Fault(None, 0, "this run did not record its railway lines", "play it with lines=True")
        return kept[Names("figure of railway lines", kept).find(name)]

    def lines_closed(self, when: Any) -> np.ndarray:
        """Return the share of time for which each line was closed in the month up to the map nearest to a date.

        Raises `Fault` for a day that the run did not record.
        """
        day = self._recorded(when, "date")
        nearest = int(np.abs(np.array(self.played.record.map_days) - day).argmin())
        return self.played.record.line_closed[nearest]

    @cached_property
    def events(self) -> "pd.DataFrame":
        """Return the journal of the run: date, kind, cell, lat, lon, oblast, who, other, true, second, claimed, found.

        Every line is made by the model, as the column `simulated` says: a place of an event is the cell in which it
        happens in this run, and never a statement about that place. Documented events are apart
        (`hinterland.documented_events`).
        See `hinterland.core.journal.Journal` for what the figures of each kind are.
        """
        import pandas as pd

        rows = self.played.record.events
        if not rows:
            return pd.DataFrame(
                columns=["date", "kind", "cell", "who", "other", "true", "second", "claimed", "found", "simulated"]
            )
        days = np.concatenate([np.full(columns["kind"].size, day) for day, columns in rows])
        table = {name: np.concatenate([columns[name] for _, columns in rows]) for name in rows[0][1]}
        g = self.theatre.ground
        names = {int(k): k.name for k in Kind}
        frame = pd.DataFrame({"date": pd.Timestamp(FIRST) + pd.to_timedelta(days, unit="D"), **table})
        frame["kind"] = frame["kind"].map(names)
        frame["lat"], frame["lon"] = g.lat[table["cell"]], g.lon[table["cell"]]
        frame["oblast"] = np.array([o.id for o in g.oblasts])[g.oblast[table["cell"]]]
        frame["simulated"] = True
        return frame

    @cached_property
    def detachments(self) -> "pd.DataFrame":
        """Return the detachments of the run, a line for each life; see `hinterland.engine.detachment_histories`."""
        units = self.scenario.prepared().series.inputs.units
        return detachments_of(self.events, tuple(unit.name for unit in units))

    def history_of(self, of: int) -> "pd.DataFrame":
        """Return the events of one detachment, by the number of its life; raises `Fault` where there is none."""
        of, count = whole(of, "the detachment", -(2**63), 2**63 - 1), len(self.detachments)
        if not 0 <= of < count:
            raise Fault(None, 0, f"there is no detachment {of}", f"give a number from 0 and below {count}")
        return self.events[life_of(self.detachments, self.events) == of]
