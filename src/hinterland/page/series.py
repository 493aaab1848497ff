"""Charts: every quantity by month in the regions of which the record speaks, as it was and as each side said it."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from hinterland.core.calendar import date_of, months_within
from hinterland.engine.dataset import variable, wide_dataset
from hinterland.engine.observed.quantity import Quantity, Share
from hinterland.engine.quantities import QUANTITIES, SHARES, find
from hinterland.engine.result import Run
from hinterland.engine.sums_by_region import SPEAKERS
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.registry import of_victims, quantity
from hinterland.page.arrays import Arrays
from hinterland.page.fields import month_begins
from hinterland.report.system_figures import in_words
from hinterland.report.titles import title_of
from hinterland.study.claims.speakers import speaker
from hinterland.study.ensembles.courses import Courses
from hinterland.study.ensembles.followed import LANDS

if TYPE_CHECKING:
    import xarray as xr

MOST = 24
"""Regions of which there are charts: the lands of an ensemble's headlines, then those of which most claims speak."""


def regions_of(run: Run, ledger: Ledger) -> list[str]:
    """Return the regions of the charts: `LANDS`, then those with most claims that a run can be set beside."""
    spoken = Counter(claim.region for claim in ledger.confrontable())
    known = [name for name, _ in spoken.most_common() if name in run.theatre.regions.table]
    some = [name for name in (*LANDS, *known) if run.theatre.inside(name).size]
    return list(dict.fromkeys(some))[:MOST]


def file_of(run: Run, regions: list[str], courses: Courses | None) -> bytes:
    """Return the packed file of all series of some regions, and of the bands of an ensemble where there is one."""
    arrays, quantities = Arrays(), []
    days = wide_dataset(run, None, regions)
    for q in (*QUANTITIES, *SHARES):
        spoken = [side for side in SPEAKERS if q.sources(side)]
        for side in spoken:
            arrays.add(name_of(q.name, side), by_month(run, days, q, side).T, "f4")
        quantities.append(_described(q, spoken))
    bands = list(_bands(courses, regions, arrays)) if courses else []
    names = [run.theatre.regions.table[name].name for name in regions]
    return arrays.packed({
        "regions": list(zip(regions, names, strict=True)),
        "months": month_ends(run),
        "quantities": quantities,
        "bands": bands,
        "runs": courses.runs if courses else 0,
    })  # fmt: skip


def name_of(name: str, side: str | None) -> str:
    """Return the name under which a series lies in the file."""
    return f"{name}:{side}" if side else name


def month_ends(run: Run) -> list[tuple[str, str]]:
    """Return the first and the last day of every month of a run that it has, as dates."""
    months = months_within(run.first, run.first + run.days - 1)
    return [(date_of(first).isoformat(), date_of(last).isoformat()) for first, last in months]


def by_month(run: Run, days: "xr.Dataset", q: Quantity | Share, side: str | None = None) -> np.ndarray:
    """Return a quantity by month, (months, regions): a flow as a sum, a share as a ratio of sums, else as a mean.

    `days` holds all quantities by day and region, victims only of ground of which they are shown; other ground has NaN.
    """
    if isinstance(q, Share):
        over, under = (_sums(run, days, find(part)) for part in (q.over, q.under))
        return np.divide(q.factor * over, under, out=np.full(over.shape, np.nan), where=under > 0)
    sums = _sums(run, days, q, side)
    return sums if q.kind == "flow" else np.asarray(sums / np.diff([*month_begins(run), run.days])[:, None])


def _sums(run: Run, days: "xr.Dataset", q: Quantity | Share, side: str | None = None) -> np.ndarray:
    values = days[variable(q, side)].to_numpy().astype(float)
    return np.asarray(np.add.reduceat(values, month_begins(run), axis=0))


def _described(q: Quantity | Share, spoken: list[str | None]) -> dict[str, Any]:
    """Return what the page says of a quantity."""
    known = quantity(q.name)
    return {
        "name": q.name,
        "title": title_of(q.name),
        "unit": q.unit,
        "units": in_words(q.unit),
        "kind": q.kind,
        "doc": known.meaning,
        "said": [side for side in spoken if side],
        "speakers": {side: speaker(q.name, side) for side in spoken if side},
        "victims": of_victims(q.name),
    }


def _bands(courses: Courses, regions: list[str], arrays: Arrays) -> Iterator[list[str]]:
    """Add the bands of every course of an ensemble whose region has charts, and yield of what they are."""
    for one in courses.courses:
        name, region, side = one.followed
        if region in regions:
            arrays.add(f"band {name_of(name, side)} {region}", one.bands(), "f4")
            yield [name_of(name, side), region]
