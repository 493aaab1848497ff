"""A run as its users see it: series, sums, means, ratios, maps and events of a played war, by name and region."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from hinterland.core.calendar import FIRST, date_of, day_of, parse
from hinterland.core.fault import Fault
from hinterland.core.given import whole
from hinterland.core.journal import Kind
from hinterland.core.names import Names
from hinterland.core.notebook import card
from hinterland.engine import victims
from hinterland.engine.daily_figures import DailyFigures
from hinterland.engine.dataset import NamesOrAll, some, wide_dataset, with_speakers
from hinterland.engine.detachment_histories import detachment_of_events, detachments_of
from hinterland.engine.journal_lines import columns_of
from hinterland.engine.quantities import Share, find, find_side
from hinterland.engine.sums_by_region import by_region
from hinterland.evidence.registry import of_victims

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr


class Run(DailyFigures):
    """A played war. Regions are ids of `regions.csv`, oblasts, unions `A+B` or drawn ground; None is the whole USSR.

    Ground that was not named before the run (`hinterland.run(regions=...)`) may cut through what is recorded. Its
    figures are apportioned (`hinterland.engine.apportion`), and a `Caution` says as a warning how much of them.

    >>> import hinterland as hl
    >>> run = hl.run("history", seed=1, end="1941-07-31", resolution=3)
    >>> run
    <Run of history, seed 1, 1941-06-22 to 1941-07-31>
    >>> run.series("partisans.strength", "Belarus").index[-1].date().isoformat()  # a value for each day
    '1941-07-31'
    >>> mean = run.mean("partisans.strength", "Belarus", "1941-07-01", "1941-07-31", said_by="soviet")
    >>> run.sum("civilians.killed", "Borisov")  # no victims are given of ground smaller than an oblast
    Traceback (most recent call last):
    hinterland.core.fault.Fault: ...
    """

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

    def values_by_region(self, name: str, regions: Sequence[str], said_by: str | None = None) -> np.ndarray:
        """Return a quantity by day in several regions at once, of shape (days, regions): quicker than one by one.

        Raises `Fault` as `values` does, and for regions that are no list or an empty one; of a region without cells it
        is 0.
        """
        if not of_victims(q := find(name, self.own).name, said_by):
            return self.every_day_by_region(name, regions, said_by)
        for region in some(regions, "regions"):
            victims.check(q, region, self.theatre, said_by=said_by)
        return victims.by_month(self.every_day_by_region(name, regions, said_by), self.first)

    def every_day_by_region(self, name: str, regions: Sequence[str], said_by: str | None = None) -> np.ndarray:
        """Return a quantity by day in several regions as the model made it, victims too: see `every_day`."""
        places = {region: self.theatre.inside(region) for region in some(regions, "regions")}
        return by_region(self, name, places, find_side(said_by))

    def series(self, name: str, region: str | None = None, said_by: str | None = None) -> "pd.Series":
        """Return a quantity by day as a pandas Series with a DatetimeIndex; see `values`."""
        import pandas as pd

        values = self.values(name, region, said_by)
        asked = ", ".join(filter(None, (region or "USSR", said_by)))
        return pd.Series(values, self._index(), name=f"{find(name, self.own).name} ({asked})")

    def simulated(self, name: str, region: str | None = None, said_by: str | None = None) -> "pd.DataFrame":
        """Return a quantity by day as the model made it, in columns `value` and `simulated` (always True), by date.

        Any ground is answered, of victims too. No line is a statement about that place or that day: the model spreads
        what happens by chance. Raises `Fault` for an unknown quantity, region or side.
        """
        import pandas as pd

        return pd.DataFrame({"value": self.every_day(name, region, said_by), "simulated": True}, self._index())

    def _index(self) -> "pd.DatetimeIndex":
        import pandas as pd

        return pd.date_range(date_of(self.first), periods=self.days, freq="D")

    def sum(
        self, name: str, region: str | None = None, start: Any = None, end: Any = None, said_by: str | None = None
    ) -> float:
        """Return the sum of a flow from one date to another (both within), in the unit of the quantity.

        Dates are read as everywhere (`hinterland.core.calendar`): text such as 1943-08-03 or 1943-08, or a date of
        Python, pandas or numpy; without them the whole run counts. Raises `Fault` for a quantity that is no flow, for
        dates that the run did not record, and for victims of less than a month or of ground that holds no oblast.
        """
        if (q := find(name, self.own)).kind != "flow":
            remedy = "ask for its ratio or its mean" if q.kind in ("share", "ratio") else "ask for its mean"
            raise Fault(None, 0, f"{q.name} is a {q.kind} and has no sum over days", remedy)
        return float(self._period(name, region, start, end, said_by).sum())

    def mean(
        self, name: str, region: str | None = None, start: Any = None, end: Any = None, said_by: str | None = None
    ) -> float:
        """Return the mean of the daily values from one date to another (both within); of a flow, the mean a day.

        Days on which a share has nothing to divide by are left out; NaN where that is so on every day. Dates and faults
        are those of `sum`.
        """
        values = self._period(name, region, start, end, said_by)
        return float(np.nanmean(values)) if np.isfinite(values).any() else float("nan")

    def _period(self, name: str, region: str | None, start: Any, end: Any, said_by: str | None) -> np.ndarray:
        """Return the days of a period; raise `Fault` where no victims are given of it; of the whole run they are."""
        a, b = self.span(start, end)
        whole = start is None and end is None
        days = victims.SHORTEST if whole else b - a + 1
        victims.check(find(name, self.own).name, region, self.theatre, days, said_by)
        return self.every_day(name, region, said_by)[a : b + 1]

    def ratio(self, name: str, region: str | None = None, start: Any = None, end: Any = None) -> float:
        """Return a share over a period: the sum of its numerator over all days, divided by that of its denominator.

        Days with a larger denominator weigh more than in `mean`. NaN where the denominator is 0. Raises `Fault` for a
        quantity that is no share, and for dates as `sum` does.
        """
        if not isinstance(q := find(name, self.own), Share):
            remedy = "ask for its sum or its mean" if q.kind == "flow" else "ask for its mean"
            raise Fault(None, 0, f"{q.name} is a {q.kind} and no ratio", remedy)
        over, under = (self._period(part, region, start, end, None).sum() for part in (q.over, q.under))
        return float(q.factor * over / under) if under else float("nan")

    def to_dataset(self, quantities: NamesOrAll = None, regions: NamesOrAll = None) -> "xr.Dataset":
        """Return quantities as an xarray dataset with the dimensions time, region and said_by (float32).

        Variables are quantities with underscores for points: `rails_cut`. `said_by` is truth (what was so), soviet and
        german; values are NaN where a side says nothing. `quantities` and `regions` are lists of names, all of them if
        None; all of both take 0.8 GB for the whole war, and twice that while they are put together. Every variable has
        `units` and `long_name`, so that `.plot()` labels its axes. Victims have on each day the mean of the month, and
        NaN for ground that holds no oblast; named together with such ground they are refused. Raises `Fault` for an
        unknown name.
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
        table, g = columns_of(rows), self.theatre.ground
        days = table.pop("day")
        names = {int(k): k.name for k in Kind}
        frame = pd.DataFrame({"date": pd.Timestamp(FIRST) + pd.to_timedelta(days, unit="D"), **table})
        frame["kind"] = frame["kind"].map(names)
        frame["lat"], frame["lon"] = g.lat[table["cell"]], g.lon[table["cell"]]
        frame["oblast"] = np.array([o.id for o in g.oblasts])[g.oblast[table["cell"]]]
        frame["simulated"] = True
        return frame

    @cached_property
    def detachments(self) -> "pd.DataFrame":
        """Return the detachments of the run, a line for each; see `hinterland.engine.detachment_histories`."""
        units = self.scenario.prepared().series.inputs.units
        return detachments_of(self.events, tuple(unit.name for unit in units))

    def history_of(self, of: int) -> "pd.DataFrame":
        """Return the events of one detachment, by its number; raises `Fault` where there is none."""
        of, known = whole(of, "the detachment", -(2**63), 2**63 - 1), self.detachments["detachment"]
        if of not in known.to_numpy():
            first, last = known.min(), known.max()
            raise Fault(None, 0, f"there is no detachment {of}", f"give a number from {first} to {last}")
        return self.events[detachment_of_events(self.events) == of]
