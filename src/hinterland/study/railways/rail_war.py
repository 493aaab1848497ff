"""Whether the railway war mattered: where cuts fell, and why two opposite figures can both be true of one summer."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from hinterland.core.calendar import FIRST, date_of, day_of, months_within, parse
from hinterland.core.declare import Array
from hinterland.core.fault import Fault
from hinterland.engine.observed.quantity import SIDES, TRUTH
from hinterland.engine.result import Run
from hinterland.study.ensembles.draws import Member
from hinterland.study.ensembles.ensemble import Job, OnProgress, perform
from hinterland.study.measurement.indicators import Indicator
from hinterland.study.railways import vital
from hinterland.study.railways.railway import ASKED, heads, yards_on
from hinterland.study.scenarios.scenario_files import load

if TYPE_CHECKING:
    import pandas as pd

SUMMER = ("1943-06-01", "1943-11-30")
"""The months of the two campaigns, and two before them."""
EVERY = 15
"""Days between the dates on which least cuts are sought."""
AREAS = {"north": "AGN_area", "centre": "AGC_area", "south": "AGS_area"}
ASKED_OF = (
    ("trains.arrived", "", "rate", "trains arrived a day"),
    ("trains.arrived", "AGC_area", "rate", "trains arrived a day, Army Group Centre"),
    ("railway.capacity_loss", "", "ratio", "capacity lost, per cent"),
    ("railway.capacity_loss", "AGC_area", "ratio", "capacity lost, per cent, Army Group Centre"),
    ("rails.cut", "", "sum", "rails destroyed"),
    ("trains.derailed", "", "sum", "trains derailed"),
    ("railway.attacks", "", "sum", "attacks on railways"),
    ("railway.foiled", "", "sum", "attacks foiled"),
    ("partisans.strength", "", "mean", "partisans"),
    ("civilians.killed", "", "sum", "civilians killed"),
)
"""What pairs of runs are compared by: quantity, region, how days are taken together, words."""


def where_cuts_fell(run: Run, start: Any = SUMMER[0], end: Any = SUMMER[1], region: str = "AGC_area") -> "pd.DataFrame":
    """Return what share of the rails cut in a region fell on lines that mattered: in truth, and as each side said.

    `carrying` are lines on which trains for the railheads ran that day; `in_cut` lines that lay in a least cut
    before any army group's railheads on the nearest of dates fifteen days apart (the cuts of whole lines, nearest to
    the entries and nearest to the railheads). The last row is the network itself: the share of line-kilometres on
    occupied ground of the region, averaged over the days, against which the others are to be read.
    """
    import pandas as pd

    first, last = run.span(start, end)
    inside = _lines_in(run, region)
    carrying = np.abs(run.lines("flow")[first : last + 1]) > ASKED
    cut = _in_cuts(run, first, last)
    events = run.events
    day = (pd.to_datetime(events["date"]) - pd.Timestamp(FIRST)).dt.days - run.first
    cuts = events["kind"] == "rail_cut"
    # A party under an order that was foiled may have reported rails all the same.
    mine = (cuts | ((events["kind"] == "foiled") & (events["second"] > 0))) & day.between(first, last)
    mine &= events["other"] >= 0
    line, when = events["other"][mine].to_numpy(int), day[mine].to_numpy(int) - first
    here = inside[line]
    rows = []
    for said_by, column in ((TRUTH, "true"), ("soviet", "claimed"), ("german", "found")):
        counts = here & (cuts[mine].to_numpy() | (said_by == "soviet"))
        rails = np.where(counts, events[column][mine].to_numpy(float), 0.0)
        rows.append((said_by, rails.sum(), *(_part(rails, of[when, line]) for of in (carrying, cut, carrying | cut))))
    km = run.theatre.railway.km * inside * (run.lines("whole")[first : last + 1] > 0)
    rows.append(("network, km", km.sum() / len(km), *(_part(km, of) for of in (carrying, cut, carrying | cut))))
    return pd.DataFrame(rows, columns=["said_by", "rails", "carrying", "in_cut", "either"])


def _part(amount: Array, of: Array) -> float:
    return float(amount[of].sum() / amount.sum()) if amount.sum() else float("nan")


def _lines_in(run: Run, region: str) -> Array:
    middle = run.theatre.land.line_mid
    return np.asarray(run.theatre.regions.mask(region)[middle] & (middle >= 0))


def _in_cuts(run: Run, first: int, last: int) -> Array:
    """Return on which days which lines lay in a least cut of any army group."""
    dates = list(range(first, last + 1, EVERY))
    lines = np.stack([vital.dated_cuts(run.theatre, [run.first + k])[0] > 0 for k in dates])
    nearest = np.clip(np.round((np.arange(first, last + 1) - first) / EVERY).astype(int), 0, len(dates) - 1)
    return np.asarray(lines[nearest])


def capacity_loss(run: Run, start: Any, end: Any, region: str = "AGC_area") -> dict[str, float]:
    """Return by how much the railways of a region lost capacity, in per cent, by ways of counting that all are fair.

    `all_lines`: over all occupied lines and days. `attacked_lines`: over the lines attacked at least once in these
    days. `while_closed`: over lines on the days on which they were closed for any part of the day. `worst_day`:
    over all lines on the worst day. `lines`, `attacked`: how many lines were occupied, and attacked.
    """
    first, last = run.span(start, end)
    span = slice(first, last + 1)
    inside = _lines_in(run, region)
    whole = run.lines("whole")[span][:, inside].astype(float)
    left = run.lines("capacity")[span][:, inside].astype(float)
    closed = run.lines("closed_h")[span][:, inside] > 0
    hit = ((run.lines("actions")[span][:, inside] > 0) & (whole > 0)).any(axis=0)
    daily = _loss(left.sum(axis=1), whole.sum(axis=1))
    return {
        "all_lines": float(_loss(left.sum(), whole.sum())),
        "attacked_lines": float(_loss(left[:, hit].sum(), whole[:, hit].sum())),
        "while_closed": float(_loss(left[closed].sum(), whole[closed].sum())),
        "worst_day": float(np.nanmax(daily, initial=0.0)),
        "lines": float((whole > 0).any(axis=0).sum()),
        "attacked": float(hit.sum()),
    }


def _loss(left: Any, whole: Any) -> Array:
    shape = np.full(np.shape(whole), np.nan)
    return 100.0 - 100.0 * np.divide(left, whole, out=shape, where=np.asarray(whole) > 0)


def by_month(run: Run, start: Any = SUMMER[0], end: Any = SUMMER[1], every: int = 1) -> "pd.DataFrame":
    """Return for every month and army group the trains needed and arrived, what more could have come, and the losses.

    `needed` and `arrived` are trains a day; `room` is the most that could have arrived at its railheads a day on
    the lines as they were, had no end been asked for and no other army group been served (mean of days so many apart
    as `every` says; with 0 it is not sought); `loss_all`, `loss_attacked` and `loss_while_closed` as in
    `capacity_loss`, in per cent; rails destroyed by three accounts.
    """
    import pandas as pd

    first, last = run.span(start, end)
    rows = []
    for one in months_within(run.first + first, run.first + last):
        a, b = (day - run.first for day in one)
        for g, name in enumerate(vital.GROUPS):
            dates = date_of(run.first + a), date_of(run.first + b)
            lost = capacity_loss(run, *dates, AREAS[name])
            rails = (run.sum("rails.cut", AREAS[name], *dates, said_by) for said_by in (None, *SIDES))
            span = slice(a, b + 1)
            needed, arrived = (run.values(q, f"group:{name}")[span].mean() for q in ("trains.needed", "trains.arrived"))
            could = _room(run, range(a, b + 1, every), g) if every else float("nan")
            lost_three = (lost[k] for k in ("all_lines", "attacked_lines", "while_closed"))
            rows.append((f"{dates[0]:%Y-%m}", name, needed, arrived, could, *lost_three, *rails))
    return pd.DataFrame(rows, columns=MONTHLY)


MONTHLY = (
    *("month", "army_group", "needed", "arrived", "room", "loss_all", "loss_attacked", "loss_while_closed"),
    *("rails_true", "rails_soviet", "rails_german"),
)


def by_length(run: Run, start: Any = SUMMER[0], end: Any = SUMMER[1]) -> "pd.DataFrame":
    """Return how many interruptions began on the lines of each army group, and what shares of them were how long.

    An interruption is a day on which an action closed a line; its length is that for which the line would stay closed
    were nothing more done to it: `up_to_12h`, `to_24h` and `longer` are shares of `interruptions`. The last row is of
    all lines. No claim of the ledger gives such shares.
    """
    import pandas as pd

    rows = []
    for name, region in (*((g, f"group:{g}") for g in vital.GROUPS), ("all lines", None)):
        lengths = (run.sum(f"line.interruptions_{part}", region, start, end) for part in ("12h", "24h", "long"))
        counted = np.array([float(n) for n in lengths])
        share = counted / counted.sum() if counted.sum() else np.full(3, np.nan)
        rows.append((name, counted.sum(), *share))
    return pd.DataFrame(rows, columns=["army_group", "interruptions", "up_to_12h", "to_24h", "longer"])


def rose(months: "pd.DataFrame", group: str | None = None) -> list[tuple[str, float, float, float, float]]:
    """Return the months in which more trains arrived a day than in the month before, although more capacity was lost.

    Of a table of `by_month`, one army group or all together: month, trains a day before and then, per cent lost
    before and then (of all lines; over groups the mean).
    """
    mine = months if group is None else months[months["army_group"] == group]
    sums = mine.groupby("month").agg({"arrived": "sum", "loss_all": "mean"})
    found = []
    for before, now in pairwise(sums.index):
        (came, lost), (comes, loses) = (sums.loc[m].to_numpy(float).tolist() for m in (before, now))
        if comes > came and loses > lost:
            found.append((str(now), came, comes, lost, loses))
    return found


def _room(run: Run, days: Sequence[int], group: int) -> float:
    railway, capacity, found = run.theatre.railway, run.lines("capacity"), []
    for k in days:
        sinks, _ = heads(run, k, group)
        if sinks.size:
            left, yards = capacity[k].astype(float), yards_on(run, k)
            found.append(vital.passage(railway, left, railway.entries, sinks, yards=yards).trains)
    return float(np.mean(found)) if found else 0.0


def pairs(
    scenarios: Sequence[str],
    seeds: Sequence[int] = range(1, 7),
    start: Any = None,
    end: Any = None,
    resolution: int = 4,
    against: str = "history",
    workers: int = 1,
    on_progress: OnProgress | None = None,
) -> "pd.DataFrame":
    """Play scenarios and history on the same seeds; return what differs, with the interval from seed to seed.

    A row for each scenario and figure: the mean of history and of the scenario from one date to the other, the mean
    of their differences pair by pair, and `low` and `high`, the 90 per cent interval of that mean (Student's t). Raises
    `Fault` for an unknown scenario or fewer than two seeds.
    """
    import pandas as pd
    from scipy.stats import t as student

    if len(seeds) < 2:
        raise Fault(None, 0, "one pair of runs has no interval", "give two seeds or more")
    first, last = day_of(parse(start or SUMMER[0])), day_of(parse(end or SUMMER[1], end=True))
    if first > last:
        raise Fault(None, 0, f"{start} comes after {end}", "exchange the dates")
    indicators = tuple(Indicator(name, region, first, last, take=take) for name, region, take, _ in ASKED_OF)
    names = list(dict.fromkeys((against, *scenarios)))
    played = [load(name)._replace(resolution=resolution, end=last) for name in names]
    jobs = [Job(scenario, Member(seed, {}), indicators) for scenario in played for seed in seeds]
    got = np.stack(perform(jobs, workers, on_progress)).reshape(len(names), len(seeds), len(indicators))
    half = float(student.ppf(0.95, len(seeds) - 1)) / np.sqrt(len(seeds))
    rows = []
    for n, name in enumerate(names[1:], 1):
        apart = got[n] - got[0]
        for k, (_, _, _, words) in enumerate(ASKED_OF):
            middle, spread = apart[:, k].mean(), apart[:, k].std(ddof=1) * half
            figures = got[0, :, k].mean(), got[n, :, k].mean(), middle, middle - spread, middle + spread
            rows.append((name, words, *figures))
    return pd.DataFrame(rows, columns=["scenario", "figure", against, "with_it", "difference", "low", "high"])
