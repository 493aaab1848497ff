"""A run as a Zarr store: quantities by day and region, maps by month, railway lines, the journal.

Attributes are texts and numbers, so that netCDF can hold them too; what has parts is text in JSON.
"""

import json
import warnings
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

import hinterland
from hinterland.core.calendar import FIRST, date_of
from hinterland.core.declare import Param
from hinterland.core.fault import Fault
from hinterland.engine.parameters import parameters
from hinterland.engine.quantities import QUANTITIES, SHARES, Quantity, Share
from hinterland.engine.record import MAPS
from hinterland.engine.result import FACES, Run

if TYPE_CHECKING:
    import xarray as xr

KEPT = ("republic", "country", "union", "region", "rear_area", "forest", "zone")
"""Kinds of regions that are written, beside every oblast; the others are aliases, points or lie outside."""
GROUPS = ("maps", "lines", "events")
AXES = ("time", "region")
MAP_UNITS = dict.fromkeys(("control", "occupied", "loyalty_soviet"), "1")
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
CONVENTIONS = "CF-1.11"
DATES = {"units": f"days since {FIRST}", "calendar": "standard", "dtype": "int32"}
"""How dates are kept: the same number is the same day in every run."""
LARGEST = 2**31 - 1
"""The largest whole number that every kind of netCDF holds."""
FORMAT: Final = 3


def write(run: Run, whole: "xr.Dataset", path: Path) -> None:
    """Write a Zarr store: what `dataset` returns at the top, and the groups `maps`, `lines` and `events`."""
    from zarr.codecs import BloscCodec

    # One piece a variable: a megabyte each, and files are what costs. Bytes of a kind lie together, which packs fast.
    packed = {"compressors": [BloscCodec(cname="zstd", clevel=1, shuffle="shuffle")]}
    how = {name: {"chunks": values.shape, **packed} for name, values in whole.data_vars.items()}
    whole.to_zarr(path, mode="w-", zarr_format=FORMAT, consolidated=False, encoding=how)
    for name, made in (("maps", maps(run)), ("lines", lines(run)), ("events", events(run))):
        made.to_zarr(path, group=name, mode="a", zarr_format=FORMAT, consolidated=False)
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
    return xr.open_zarr(path, group=group, zarr_format=FORMAT, consolidated=False)


def regions(run: Run) -> dict[str, np.ndarray]:
    """Return the atoms of every region that is written, by its id.

    Of regions that hold the same cells the first is taken. Regions wholly outside the Soviet Union of 1941
    hold no war of the model and are left out.
    """
    table, soviet = run.theatre.regions.table, run.atoms("USSR")
    asked = {r.id: r.id for r in table.values() if r.kind in KEPT}
    asked |= {o.id: f"oblast:{o.id}" for o in run.theatre.ground.oblasts}
    found: dict[bytes, tuple[str, np.ndarray]] = {}
    for name, query in asked.items():
        inside = run.theatre.inside(query)
        if np.isin(inside, soviet).any():
            found.setdefault(inside.tobytes(), (name, inside))
    return dict(found.values())


def dataset(run: Run) -> "xr.Dataset":
    """Return every quantity and every face of it by day and region, with units and meanings."""
    import pandas as pd
    import xarray as xr

    places = regions(run)
    sums = _sums(run, places)
    people = np.maximum([_people(run)[inside].sum() for inside in places.values()], 1.0)
    made: dict[str, Any] = {}
    whole: dict[str, np.ndarray] = {}
    for q, face in product(QUANTITIES, FACES):
        paths = getattr(q, face)
        if not paths:
            continue
        weighted = "@people" if q.kind == "mean" else ""
        values = np.sum([sums[path + weighted] for path in paths], axis=0)
        values = values / people if q.kind == "mean" else values
        if face == "true":
            whole[q.name] = values
        made[variable(q, face)] = (AXES, values.astype(np.float32), _attributes(q, face, paths))
    for s in SHARES:
        values = share(s, whole).astype(np.float32)
        made[variable(s)] = (AXES, values, _attributes(s, "true", (s.over, s.under)))
    days = pd.date_range(date_of(run.first), periods=run.days, freq="D", unit="s").to_numpy()
    table = run.theatre.regions.table
    kinds = [table[name].kind if name in table else "oblast" for name in places]
    coordinates = {
        "time": ("time", days, {"standard_name": "time", "axis": "T", "long_name": "Day"}, DATES),
        "region": ("region", _words(places), {"long_name": "Id of the region"}),
        "kind": ("region", _words(kinds), {"long_name": "Kind of the region"}),
    }
    return xr.Dataset(made, coordinates, about(run))


def share(s: Share, whole: dict[str, np.ndarray]) -> np.ndarray:
    """Return a share from the quantities it is made of, in their shape; no number where it has no meaning."""
    over, under = whole[s.over], whole[s.under]
    return np.divide(s.factor * over, under, out=np.full(over.shape, np.nan), where=under > 0)


def variable(q: Quantity | Share, face: str = "true") -> str:
    """Return the name under which a face of a quantity is written: `partisans_strength_soviet`."""
    return q.name.replace(".", "_") + ("" if face == "true" else f"_{face}")


def about(run: Run) -> dict[str, Any]:
    """Return what a run is a function of, and by what it was made."""
    s = run.scenario
    return {
        "Conventions": CONVENTIONS,
        "title": s.title,
        "comment": "Units such as person or rail count what they name. Attributes that have parts are JSON.",
        "scenario": s.name,
        "seed": run.seed if run.seed <= LARGEST else str(run.seed),
        "resolution": s.resolution,
        "start": str(date_of(s.start)),
        "end": str(date_of(s.end)),
        "without": _json(sorted(s.without)),
        "changed": _json({name: float(value) for name, value in s.parameters.items()}),
        "warmer": _json([[str(date_of(a)), str(date_of(b)), float(d)] for a, b, d in s.warmer]),
        "scaled": _json(dict(s.scaled)),
        "parameters": _json({name: {"value": value, "unit": spec.unit} for name, spec, value in chosen(run)}),
        "source": f"hinterland {hinterland.__version__}",
    }


def chosen(run: Run) -> Iterator[tuple[str, Param, float]]:
    """Yield the name, the declaration and the value of every parameter of a run."""
    for name, spec in parameters().items():
        group, _, field = name.partition(".")
        yield name, spec, float(getattr(getattr(run.parameters, group), field))


def maps(run: Run) -> "xr.Dataset":
    """Return the maps at the first of every month, by cell."""
    import xarray as xr

    cells = run.cells
    place: dict[str, Any] = {"cell": _words(cells["h3"]), "oblast": ("cell", _words(cells["oblast"]))}
    for name, told in PLACES.items():
        place[name] = ("cell", cells[name].to_numpy(), told)
    made = {
        name: (("date", "cell"), rows, {"units": MAP_UNITS.get(name, "1"), "sources": MAPS[name]})
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
        facts[end] = ("line", _words(railway.junction[k] for k in junctions))
    told = {"units": "1", "long_name": "Share of the month for which the line was closed"}
    return xr.Dataset(
        {"closed": (("date", "line"), closed, told)}, {"date": _dates(run), **facts}, {"Conventions": CONVENTIONS}
    )


def events(run: Run) -> "xr.Dataset":
    """Return the journal as columns along one dimension."""
    import xarray as xr

    table = run.events
    made: dict[str, Any] = {"date": ("event", table["date"].to_numpy("datetime64[s]"), {"long_name": "Day"}, DATES)}
    for name in table.columns.drop("date"):
        values = table[name].to_numpy() if table[name].dtype.kind in "iuf" else _words(table[name])
        made[name] = ("event", values, EVENTS.get(name, {}))
    return xr.Dataset(made, attrs={"Conventions": CONVENTIONS})


def _words(texts: Iterable[Any]) -> np.ndarray:
    """Return texts as objects: of the types for text, only that of any length is part of the format."""
    return np.array([str(text) for text in texts], object)


def _dates(run: Run) -> tuple[str, np.ndarray, dict[str, str], dict[str, str]]:
    """Return the days of the maps as a coordinate."""
    told = {"standard_name": "time", "axis": "T", "long_name": "Day of the map"}
    return "date", np.array(run.map_dates, "datetime64[s]"), told, DATES


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _sums(run: Run, places: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return every recorded array summed over the atoms of every region, of shape (days, regions)."""
    record = run.played.record
    inside = np.zeros((record.table.shape[2], len(places)))
    for n, atoms in enumerate(places.values()):
        inside[atoms, n] = 1.0
    return {name: record.table.sums(row, inside) for row, name in enumerate(record.series)}


def _people(run: Run) -> np.ndarray:
    """Return the people of June 1941 by atom."""
    land = run.theatre.land
    return np.bincount(land.atom, land.rural + land.urban, run.theatre.all_atoms)


def _attributes(q: Quantity | Share, face: str, paths: tuple[str, ...]) -> dict[str, Any]:
    kind = "share" if isinstance(q, Share) else q.kind
    names = {"units": q.unit, "long_name": q.doc, "quantity": q.name, "kind": kind, "face": face}
    return {**names, "sources": " ".join(paths)}
