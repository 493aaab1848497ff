"""A run as a Zarr store: quantities by day and region, maps by month, railway lines, the journal.

Attributes are texts and numbers, so that netCDF can hold them too; what has parts is text in JSON.
"""

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from hinterland.core.fault import Fault
from hinterland.engine.dataset import (
    AXES,
    CONVENTIONS,
    DATES,
    Variable,
    bare_dataset,
    chosen_quantities,
    regions,
    variables,
    words,
)
from hinterland.engine.record import MAPS
from hinterland.engine.result import Run
from hinterland.files.zarr_arrays import AlikeArrays
from hinterland.study.saved_runs import kept_record

if TYPE_CHECKING:
    import xarray as xr

GROUPS = ("maps", "lines", "events", "record")
MAP_UNITS = dict.fromkeys(("held", "occupied", "loyalty_soviet"), "1")
MAP_UNITS |= dict.fromkeys(("strength", "killed", "garrison"), "person")
PLACES = {
    "lat": {"units": "degrees_north", "standard_name": "latitude"},
    "lon": {"units": "degrees_east", "standard_name": "longitude"},
    "area_km2": {"units": "km2", "long_name": "Area of the cell"},
}
"""Attributes of the places of cells and events, as the CF conventions have them."""
BY_KIND = {"comment": "What is counted differs by kind of event"}
EVENTS = {"true": BY_KIND, "second": BY_KIND, "claimed": BY_KIND, "found": BY_KIND, **PLACES}
"""Attributes of columns of the journal."""
FORMAT: Final = 3


def write(run: Run, path: Path, on_variable: Callable[[Variable], None] = lambda _: None) -> None:
    """Write a Zarr store: what `wide_dataset` returns at the top, and the groups of `GROUPS`.

    `on_variable` is called with every variable of the top, which is not held longer than that.
    """
    from zarr.codecs import BloscCodec

    # Bytes of a kind lie together, which packs fast.
    packed: dict[str, Any] = {"compressors": [BloscCodec(cname="zstd", clevel=1, shuffle="shuffle")]}
    inside = regions(run)
    made = variables(run, chosen_quantities(None, run.own), inside)
    first = next(made)
    how: dict[str, Any] = {first.name: {"chunks": first.values.shape, **packed}}
    begun = bare_dataset(run, inside).assign({first.name: (AXES, first.values, first.attributes)})
    begun.to_zarr(path, mode="w-", zarr_format=FORMAT, consolidated=False, encoding=how)
    on_variable(first)
    write_alike = AlikeArrays(path / first.name, first.attributes)
    for one in made:
        write_alike(path / one.name, one.values, one.attributes)
        on_variable(one)
    for name, part in (("maps", maps(run)), ("lines", lines(run)), ("events", events(run))):
        part.to_zarr(path, group=name, mode="a", zarr_format=FORMAT, consolidated=False)
    kept = record(run)
    how = {str(name): packed for name, values in kept.data_vars.items() if values.dtype != object}
    kept.to_zarr(path, group="record", mode="a", zarr_format=FORMAT, consolidated=False, encoding=how)
    for name in (*GROUPS, ""):
        _consolidate(path, name)


def _consolidate(path: Path, group: str) -> None:
    """Write what a group holds into its head, where xarray looks for it first."""
    import zarr

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Consolidated metadata is currently not part", UserWarning)
        zarr.consolidate_metadata(str(path), path=group, zarr_format=FORMAT)


def read(path: Path, group: str | None = None) -> "xr.Dataset":
    """Open a group of a store, read where it is asked for; raises `Fault` where there is no store."""
    import xarray as xr

    if group is not None and group not in GROUPS:
        raise Fault(path, 0, f"there is no group {group!r}", "give " + ", ".join(GROUPS) + " or none")
    if not path.is_dir():
        raise Fault(path, 0, "there is no saved run", "give a folder that hinterland run has written")
    try:
        # Lazy as it is; Dask, where it is installed, would only be asked to cut into pieces what is in one.
        return xr.open_zarr(path, group=group, zarr_format=FORMAT, consolidated=False, chunks=None)
    except FileNotFoundError:
        raise Fault(path, 0, "is no store of arrays", "give a folder that hinterland run has written") from None
    except (OSError, LookupError, ValueError, TypeError, RuntimeError) as trouble:
        raise Fault(path, 0, f"is damaged ({trouble})", "play the run again") from None


def maps(run: Run) -> "xr.Dataset":
    """Return the maps at the first of every month, by cell."""
    import xarray as xr

    cells = run.cells
    place: dict[str, Any] = {"cell": words(cells["h3"]), "oblast": ("cell", words(cells["oblast"]))}
    for name, attributes in PLACES.items():
        place[name] = ("cell", cells[name].to_numpy(), attributes)
    made = {
        name: (("date", "cell"), rows, {"units": MAP_UNITS.get(name, "1"), "sources": MAPS[name], "simulated": "yes"})
        for name, rows in run.maps.items()
    }
    return xr.Dataset(made, {"date": _dates(run), **place}, {"Conventions": CONVENTIONS})


def lines(run: Run) -> "xr.Dataset":
    """Return the share of time for which every railway line was closed in the month up to each date."""
    import xarray as xr

    railway = run.theatre.railway
    closed = np.stack(run.played.record.line_closed)
    facts: dict[str, Any] = {name: ("line", getattr(railway, name)) for name in ("km", "tracks")}
    for end, junctions in (("from", railway.line_a), ("to", railway.line_b)):
        facts[end] = ("line", words(railway.junction[k] for k in junctions))
    attributes = {"units": "1", "long_name": "Share of the month for which the line was closed"}
    return xr.Dataset(
        {"closed": (("date", "line"), closed, attributes)}, {"date": _dates(run), **facts}, {"Conventions": CONVENTIONS}
    )


def record(run: Run) -> "xr.Dataset":
    """Return the figures of the run as it recorded them, from which those of any ground are worked out."""
    return kept_record.packed(run).assign_attrs(Conventions=CONVENTIONS, simulated="yes")


def events(run: Run) -> "xr.Dataset":
    """Return the journal as columns along one dimension."""
    import xarray as xr

    table = run.events
    made: dict[str, Any] = {"date": ("event", table["date"].to_numpy("datetime64[s]"), {"long_name": "Day"}, DATES)}
    for name in table.columns.drop("date"):
        values = table[name].to_numpy() if table[name].dtype.kind in "biuf" else words(table[name].tolist())
        made[name] = ("event", values, EVENTS.get(name, {}))
    return xr.Dataset(made, attrs={"Conventions": CONVENTIONS})


def _dates(run: Run) -> tuple[str, np.ndarray, dict[str, str], dict[str, str]]:
    """Return the days of the maps as a coordinate."""
    attributes = {"standard_name": "time", "axis": "T", "long_name": "Day of the map"}
    return "date", np.array(run.map_dates, "datetime64[s]"), attributes, DATES
