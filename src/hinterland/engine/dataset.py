"""A run as an xarray dataset: quantities by day, region and speaker, with units and meanings.

Attributes are texts and numbers, so that netCDF can hold them too; what has parts is text in JSON.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from hinterland.core.calendar import FIRST, date_of
from hinterland.core.declare import Param
from hinterland.core.fault import Fault
from hinterland.core.given import several
from hinterland.core.version import VERSION
from hinterland.engine import victims
from hinterland.engine.daily_figures import DailyFigures
from hinterland.engine.observed.quantity import SIDES, TRUTH
from hinterland.engine.parameters import parameters
from hinterland.engine.quantities import QUANTITIES, SHARES, Quantity, Share, find
from hinterland.engine.scenario import Scenario
from hinterland.engine.sums_by_region import SPEAKERS, values_of
from hinterland.evidence.registry import of_victims
from hinterland.theatre.assemble import Theatre

if TYPE_CHECKING:
    import xarray as xr

KEPT = ("republic", "country", "union", "region", "rear_area", "forest", "zone")
"""Kinds of regions that are taken if none are asked for, beside every oblast."""
AXES = ("time", "region")
CONVENTIONS = "CF-1.11"
DATES = {"units": f"days since {FIRST}", "calendar": "standard", "dtype": "int32"}
"""How dates are kept: the same number is the same day in every run."""
LARGEST = 2**31 - 1
"""The largest whole number that every kind of netCDF holds."""
VICTIMS_BY_MONTH = "Simulated. Each day is the mean of its month; NaN for ground that holds no whole oblast"
"""What stands beside figures of victims."""
NamesOrAll = Sequence[str] | None
"""A list of names; None stands for all of them."""


class Variable(NamedTuple):
    """A quantity as it was or as a side says it, by day and region: (days, regions), float32."""

    name: str
    quantity: Quantity | Share
    said_by: str | None
    values: np.ndarray
    attributes: dict[str, Any]


def regions(run: DailyFigures) -> dict[str, np.ndarray]:
    """Return the atoms of every region that is taken if none are asked for, by its id; those named before the run too.

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
    return dict(found.values()) | {name: run.atoms(name) for name in run.played.regions}


def bare_dataset(run: DailyFigures, inside: Iterable[str]) -> "xr.Dataset":
    """Return the days and the regions of a wide dataset, and what the run is a function of, without any quantity."""
    import pandas as pd
    import xarray as xr

    inside = list(inside)
    table = run.theatre.regions.table
    oblasts = {o.id for o in run.theatre.ground.oblasts}
    kinds = [table[name].kind if name in table else "oblast" if name in oblasts else "query" for name in inside]
    days = pd.date_range(date_of(run.first), periods=run.days, freq="D", unit="s").to_numpy()
    coordinates = {
        "time": ("time", days, {"standard_name": "time", "axis": "T", "long_name": "Day"}, DATES),
        "region": ("region", words(inside), {"long_name": "Id of the region"}),
        "kind": ("region", words(kinds), {"long_name": "Kind of the region"}),
    }
    return xr.Dataset({}, coordinates, about(run))


def wide_dataset(run: DailyFigures, quantities: NamesOrAll = None, places: NamesOrAll = None) -> "xr.Dataset":
    """Return quantities by day and region, each speaker in a variable of its own: `rails_cut`, `rails_cut_soviet`."""
    asked = chosen_quantities(quantities, run.own)
    inside = regions(run) if places is None else {str(p): run.atoms(p) for p in some(places, "regions")}
    if quantities is not None and places is not None:
        check_victims(run.theatre, asked, inside)
    made = {v.name: (AXES, v.values, v.attributes) for v in variables(run, asked, inside)}
    return bare_dataset(run, inside).assign(made)


def variables(
    run: DailyFigures, asked: Iterable[Quantity | Share], inside: dict[str, np.ndarray]
) -> Iterator[Variable]:
    """Yield the variables of a wide dataset one by one: all of them are too much to be held at once for nothing.

    `inside` are the atoms of every region. Victims are not given of ground that holds no oblast.
    """
    small = np.array([not victims.holds_an_oblast(name, run.theatre) for name in queries(run.theatre, inside)])
    for q, side, values in values_of(run, asked, inside):
        if of_victims(q.name, side):
            values = np.where(small, np.nan, victims.by_month(values, run.first))
        yield Variable(variable(q, side), q, side, values.astype(np.float32), _attributes(q, side))


def check_victims(theatre: Theatre, asked: Iterable[Quantity | Share], places: Iterable[str]) -> None:
    """Raise `Fault` where one of some quantities counts victims and one of some regions holds no whole oblast."""
    named = list(queries(theatre, places))
    for q, place in product(asked, named):
        victims.check(q.name, place, theatre)


def queries(theatre: Theatre, places: Iterable[str]) -> Iterator[str]:
    """Yield regions as queries: a dataset has an oblast under its id alone."""
    oblasts = {o.id for o in theatre.ground.oblasts}
    return (f"oblast:{place}" if place in oblasts and place not in theatre.regions.table else place for place in places)


def with_speakers(wide: "xr.Dataset") -> "xr.Dataset":
    """Return a wide dataset with a dimension `said_by` in place of a variable for each speaker; NaN for silence."""
    import xarray as xr

    speakers = {"said_by": ("said_by", words([TRUTH, *SIDES]), {"long_name": "Who says it"})}
    shape = *(wide.sizes[axis] for axis in AXES), len(SPEAKERS)
    made = {}
    for name in [name for name, values in wide.data_vars.items() if values.attrs["said_by"] == TRUTH]:
        values = np.full(shape, np.nan, np.float32)
        for n, said_by in enumerate(SPEAKERS):
            part = str(name) + ("" if said_by is None else f"_{said_by}")
            if part in wide:
                values[..., n] = wide[part].to_numpy()
        attributes = {key: text for key, text in wide[name].attrs.items() if key not in ("said_by", "sources")}
        made[name] = ((*AXES, "said_by"), values, attributes)
    return xr.Dataset(made, {**wide.coords, **speakers}, wide.attrs)


def chosen_quantities(asked: NamesOrAll, own: Mapping[str, Quantity] = {}) -> tuple[Quantity | Share, ...]:
    """Return quantities by their names, each once; all of them for None. Raises `Fault` for an unknown name.

    `own` holds the quantities of a user's subsystems.
    """
    if asked is None:
        return (*QUANTITIES, *own.values(), *SHARES)
    found = (find(name, own) for name in some(asked, "quantities"))
    return tuple({q.name: q for q in found}.values())


def some(asked: Any, what: str) -> list[Any]:
    """Return the members of a list; raise `Fault` for an empty list, a name alone and anything else."""
    if not several(asked, what):
        raise Fault(None, 0, f"the list of {what} is empty", "give one or more, or leave it out")
    return list(asked)


def variable(q: Quantity | Share, said_by: str | None = None) -> str:
    """Return the name of a variable for a quantity as a side says it: `partisans_strength_soviet`."""
    return q.name.replace(".", "_") + ("" if said_by is None else f"_{said_by}")


def about(run: DailyFigures) -> dict[str, Any]:
    """Return what a run is a function of, and by what it was made."""
    values = {name: {"value": value, "unit": spec.unit} for name, spec, value in chosen(run)}
    seed = run.seed if run.seed <= LARGEST else str(run.seed)
    return {**about_scenario(run.scenario), "seed": seed, "parameters": _json(values)}


def about_scenario(s: Scenario) -> dict[str, Any]:
    """Return what a scenario is, and by what it was played."""
    return {
        "Conventions": CONVENTIONS,
        "title": s.title,
        "comment": "Units such as person or rail count what they name. Attributes that have parts are JSON.",
        "scenario": s.name,
        "resolution": s.resolution,
        "start": str(date_of(s.start)),
        "end": str(date_of(s.end)),
        "without": _json(sorted(s.without)),
        "changed": _json({name: float(value) for name, value in s.parameters.items()}),
        "warmer": _json([[str(date_of(a)), str(date_of(b)), float(d)] for a, b, d in s.warmer]),
        "unheard": _json([[str(date_of(a)), str(date_of(b))] for a, b in s.unheard]),
        "scaled": _json(dict(s.scaled)),
        "source": f"hinterland {VERSION}",
    }


def chosen(run: DailyFigures) -> Iterator[tuple[str, Param, float]]:
    """Yield the name, the declaration and the value of every parameter of a run."""
    for name, spec in parameters().items():
        group, _, field = name.partition(".")
        yield name, spec, float(getattr(getattr(run.parameters, group), field))


def words(texts: Iterable[Any]) -> np.ndarray:
    """Return texts as objects: of the types for text, only that of any length is part of the format."""
    return np.array([str(text) for text in texts], object)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _attributes(q: Quantity | Share, said_by: str | None) -> dict[str, Any]:
    names = {"units": q.unit, "long_name": q.doc, "quantity": q.name, "kind": q.kind, "said_by": said_by or TRUTH}
    comment = {"comment": VICTIMS_BY_MONTH} if of_victims(q.name, said_by) else {}
    return {**names, "sources": " ".join(q.sources(said_by)), **comment}
