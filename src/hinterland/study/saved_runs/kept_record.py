"""The record of a run in its store, so that a saved run can be asked for any ground, as the run itself could be.

Figures are kept as they were recorded: by array of the world, day and atom of the map, those that are not zero.
"""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from hinterland.core.journal import Kind
from hinterland.engine.dataset import words
from hinterland.engine.day import SCHEDULE
from hinterland.engine.parameters import choose_parameters
from hinterland.engine.recorded_series import RecordedSeries, recorded_series
from hinterland.engine.result import Run
from hinterland.engine.run import Played
from hinterland.engine.scenario import Scenario
from hinterland.engine.sparse_record import SparseRecord

if TYPE_CHECKING:
    import xarray as xr


class KeptRecord(NamedTuple):
    """What a saved run holds of a `Recorder`: see there. The journal is kept without what regions do not need."""

    first: int
    days: int
    series: dict[str, RecordedSeries]
    table: SparseRecord
    maps: dict[str, list[np.ndarray]]
    lines: dict[str, np.ndarray]
    events: list[tuple[int, dict[str, np.ndarray]]]


def packed(run: Run) -> "xr.Dataset":
    """Return the record of a run: the figures, their atoms, where each row begins, and the atom of each cell."""
    import xarray as xr

    table = run.played.record.table
    starts, atoms, figures = table.kept()
    return xr.Dataset(
        {
            "starts": (("day", "array"), starts),
            "atoms": ("figure", atoms.astype(np.int32)),
            "figures": ("figure", figures),
            "atom_of_cell": ("cell", run.theatre.land.atom),
            "name": ("series", words(run.played.record.series)),
        },
        attrs={"atoms": table.shape[2]},
    )


def unpacked(kept: "xr.Dataset", maps: "xr.Dataset", events: "xr.Dataset", seed: int, scenario: Scenario) -> Run:
    """Return a run that can be asked for quantities by region, from what `packed` and the store kept of it.

    Its own subsystems, the world at its end and figures of single lines are not kept.
    """
    days = scenario.end - scenario.start + 1
    names = [str(name) for name in kept["name"].to_numpy()]
    starts, atoms, figures = (kept[name].to_numpy() for name in ("starts", "atoms", "figures"))
    known = recorded_series()
    record = KeptRecord(
        scenario.start,
        days,
        {name: known.get(name, RecordedSeries(name, "", 0, False, 0)) for name in names},
        SparseRecord.of(
            starts.astype(np.int64), atoms.astype(np.uint16), figures, (len(names), days, int(kept.attrs["atoms"]))
        ),
        {str(name): list(rows.to_numpy()) for name, rows in maps.data_vars.items()},
        {},
        _journal(events, scenario.start),
    )
    theatre = scenario.theatre().with_atoms(kept["atom_of_cell"].to_numpy())
    parameters = choose_parameters(scenario.parameters, SCHEDULE)
    return Run(Played(scenario, seed, parameters, theatre, None, record, SCHEDULE))  # type: ignore[arg-type]


def _journal(events: "xr.Dataset", first: int) -> list[tuple[int, dict[str, np.ndarray]]]:
    """Return the journal by day, as it was recorded."""
    if "kind" not in events:
        return []
    kinds = np.array([Kind[str(name)].value for name in events["kind"].to_numpy()], np.int64)
    days = (events["date"].to_numpy().astype("datetime64[D]") - np.datetime64("1941-06-22")).astype(int)
    columns = {name: events[name].to_numpy() for name in ("cell", "true", "second", "claimed", "found")}
    columns["kind"] = kinds
    ends = np.flatnonzero(np.diff(days, append=-1)) + 1
    starts = [0, *ends[:-1]]
    return [
        (int(days[a]), {name: values[a:b] for name, values in columns.items()})
        for a, b in zip(starts, ends, strict=True)
        if b > a
    ]
