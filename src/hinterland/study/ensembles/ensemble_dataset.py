"""Ensembles as xarray datasets: the quantities that are asked for, by run, month, region and speaker."""

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from os import PathLike
from typing import TYPE_CHECKING, Any

import numpy as np

from hinterland.core.calendar import date_of, months_within
from hinterland.core.fault import Fault
from hinterland.core.given import function, number, shown, whole
from hinterland.core.names import Names
from hinterland.engine.dataset import about_scenario, chosen_quantities, some, variable, words
from hinterland.engine.observed.quantity import SIDES, TRUTH, Quantity, Share
from hinterland.engine.scenario import Scenario
from hinterland.engine.sums_by_region import SPEAKERS
from hinterland.files.place import path_of
from hinterland.study.ensembles.drawn_table import drawn_members
from hinterland.study.ensembles.draws import members
from hinterland.study.ensembles.ensemble import indicator_values
from hinterland.study.measurement.indicators import Indicator
from hinterland.study.scenarios.play import regions_of, scenario_of

if TYPE_CHECKING:
    import xarray as xr

MOST = 100_000
"""Runs that an ensemble may have."""
PERIODS = Names("period", ("month", "total"))
TAKE = {"flow": "sum", "stock": "mean", "mean": "mean", "share": "ratio", "ratio": "ratio"}
"""How the days of a period become one value, by kind of quantity."""


def ensemble(
    scenario: str | PathLike[str] = "history",
    runs: int = 20,
    *,
    quantities: Sequence[str] = ("partisans.strength", "civilians.killed"),
    regions: Sequence[str] = ("USSR",),
    by: str = "month",
    start: Any = None,
    end: Any = None,
    seed: int = 1,
    spread: float = 0.0,
    draws: str | None = None,
    parameters: Mapping[str, float] | None = None,
    resolution: int = 4,
    workers: int = 1,
    scheduler: str | None = None,
    out: str | PathLike[str] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> "xr.Dataset":
    """Play many runs of a scenario and return the quantities asked for as a dataset.

    Its dimensions are member, time, region and said_by. Run k has the seed `seed + k`. With `spread` (0 to 1) each run
    also draws every parameter that is not set from that share of its declared range; of every four runs the last two
    share a draw, which parts the effect of chance from that of parameters. `draws` says how: "hand" a quarter about the
    values set by hand, "prior" the whole ranges; "posterior" takes what the claims leave of them. `by` is "month", for
    a value for each month (`time` is its first day that was played), or "total", for one value for the whole period and
    no dimension `time`. A flow is summed over the days, a stock or a mean is averaged, a share is the ratio of its
    sums. `said_by` is truth, soviet and german; values are NaN where a side says nothing. Variables have `units` and
    `long_name`. Only these values are kept of a run, so memory does not grow with what a run records. `workers`
    processes play at once and change no result, nor do the workers of a Dask `scheduler` (its address, with the extra
    `cluster`). With a folder `out` runs are kept there as they are done; what it holds already is not played again,
    whatever ended the program before. `on_progress` is called with the number of runs done and of all runs.
    Raises `Fault` for anything that cannot be meant, before anything is played.

    >>> import hinterland as hl
    >>> two = hl.ensemble("history", runs=2, quantities=["rails.cut"], end="1941-07-10", resolution=3)
    >>> dict(two["rails_cut"].sizes)
    {'member': 2, 'time': 2, 'region': 1, 'said_by': 3}
    >>> two["rails_cut"].attrs["units"]
    'rail'
    """
    chosen = scenario_of(scenario, start, end, resolution, parameters)
    runs = whole(runs, "the number of runs", 1, MOST)
    seed = whole(seed, "the seed", 0, 2**63 - 1 - runs, "give a whole number from 0 up")
    workers = whole(workers, "the number of workers", 1, 1000)
    if draws is not None and spread:
        raise Fault(None, 0, "both draws and spread are given", "give one of them")
    if scheduler is not None and not isinstance(scheduler, str):
        raise Fault(None, 0, f"the scheduler is {shown(scheduler)}", "give its address as text: tcp://127.0.0.1:8786")
    if not 0 <= number(spread, "the spread") <= 1:
        raise Fault(None, 0, f"the spread is {shown(spread)}", "give a number from 0 to 1")
    asked, places = (
        chosen_quantities(some(quantities, "quantities")),
        regions_of(some(regions, "regions"), chosen.resolution),
    )
    whole_time = (chosen.start, chosen.end)
    periods = months_within(*whole_time) if PERIODS.find(by) == "month" else (whole_time,)
    wanted = [
        Indicator(q.name, place, first, last, said_by, TAKE[q.kind])
        for q, said_by in _spoken(asked)
        for (first, last), place in product(periods, places)
    ]
    if draws is None:
        played = members(runs, seed, float(spread), chosen.parameters)
    else:
        played = drawn_members(draws, runs, seed, chosen.parameters)
    values = indicator_values(
        chosen,
        played,
        wanted,
        workers,
        function(on_progress, "on_progress"),
        scheduler=scheduler,
        out=None if out is None else path_of(out, "the folder"),
    )
    return _dataset(chosen, asked, places, periods, by, values.reshape(runs, -1, len(periods), len(places)), seed)


def _spoken(asked: Sequence[Quantity | Share]) -> list[tuple[Quantity | Share, str | None]]:
    """Return each quantity with each speaker that says something of it."""
    return [(q, said_by) for q, said_by in product(asked, SPEAKERS) if q.sources(said_by)]


def _dataset(
    scenario: Scenario,
    asked: Sequence[Quantity | Share],
    places: Sequence[str],
    periods: Sequence[tuple[int, int]],
    by: str,
    values: np.ndarray,
    seed: int,
) -> "xr.Dataset":
    """Return a dataset from values of shape (members, quantities with speakers, periods, regions)."""
    import xarray as xr

    row = {(q.name, said_by): n for n, (q, said_by) in enumerate(_spoken(asked))}
    silent = np.full((len(values), *values.shape[2:]), np.nan)
    made = {}
    for q in asked:
        parts = [values[:, row[q.name, side]] if (q.name, side) in row else silent for side in SPEAKERS]
        attributes = {"units": q.unit, "long_name": q.doc, "quantity": q.name, "kind": q.kind}
        attributes["cell_methods"] = f"time: {TAKE[q.kind]}"
        made[variable(q)] = (("member", "time", "region", "said_by"), np.stack(parts, axis=-1), attributes)
    coordinates: dict[str, Any] = {
        "member": ("member", np.arange(len(values)), {"long_name": "Number of the run"}),
        "seed": ("member", seed + np.arange(len(values)), {"long_name": "Seed of the run"}),
        "time": np.array([date_of(first) for first, _ in periods], "datetime64[s]"),
        "region": words(places),
        "said_by": words([TRUTH, *SIDES]),
    }
    found = xr.Dataset(made, coordinates, about_scenario(scenario))
    return found.isel(time=0, drop=True) if PERIODS.find(by) == "total" else found
