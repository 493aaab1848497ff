"""Layers of the map that move: Axis units, named partisan units, expeditions, flights, rails destroyed by line.

Axis units and what is said of a named partisan unit are of the record; where partisans lie and march, the ground of
expeditions and where aircraft come are the model's. No layer counts anyone who was killed.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from hinterland.core.calendar import date_of
from hinterland.core.chance import WEEK
from hinterland.engine.result import Run
from hinterland.page.arrays import Arrays
from hinterland.page.fields import by_week, weeks
from hinterland.page.land import tenths
from hinterland.theatre.inputs import KINDS, Inputs, Unit
from hinterland.theatre.operation_names import NAME, is_named

MOVES = ("march", "border_raid")
"""Kinds of event after which a detachment lies in the cell of the event."""
EXPEDITION = "expedition"


def file_of(run: Run) -> bytes:
    """Return the packed file of the layers of a run, which must have recorded its lines and its journal."""
    arrays, inputs = Arrays(), run.scenario.prepared().series.inputs
    _expeditions(run, arrays)
    cut = by_week(run, run.lines("cut").astype(float), total=True)
    arrays.add("rails_cut", np.diff(cut, axis=0, prepend=0.0), "i2")
    _flights(run, arrays)
    header = {
        "axis": list(_axis(run, inputs)),
        "kinds": [kind.replace("_", " ") for kind in KINDS],
        "units": list(_units(run, inputs)),
        "operations": _operations(inputs),
    }
    return arrays.packed(header)


def _axis(run: Run, inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield the stays of Axis units that fall into the days of a run."""
    axis = inputs.axis
    places = tenths(np.stack((axis.lat, axis.lon), -1)).tolist()
    for k in range(axis.start.size):
        first, last = int(axis.start[k]) - run.first, int(axis.end[k]) - run.first
        if last >= 0 and first < run.days:
            yield {
                "name": axis.name[k],
                "kind": int(axis.kind[k]),
                "first": first,
                "last": last,
                "at": places[k],
                "men": float(axis.men[k]),
                "radius": float(axis.radius_km[k]),
            }


def facts_of(unit: Unit) -> dict[str, Any]:
    """Return what the table of units says of a named unit."""
    return {
        "id": unit.id,
        "name": unit.name,
        "level": unit.level,
        "commander": unit.commander,
        "commissar": unit.commissar,
        "formed": date_of(unit.formed).isoformat(),
        "men": unit.men,
    }


def _units(run: Run, inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield the named partisan units that a run set up: what the record says of each, and its way in the model."""
    detachments = run.detachments
    named = detachments[detachments["name"] != ""]
    moves = run.events[run.events["kind"].isin(MOVES)]
    known = {unit.name: unit for unit in inputs.units}
    days = {name: _days(run, named[name]) for name in ("founded", "ended")}
    for k, row in enumerate(named.to_dict("records")):
        unit = known[row["name"]]
        own = moves[moves["who"] == row["detachment"]]
        ended = days["ended"][k]
        yield {
            **facts_of(unit),
            "place": tenths(np.array([[unit.lat, unit.lon]]))[0].tolist(),
            "last": ended if ended >= 0 else run.days,
            "way": [[days["founded"][k], int(row["cell"]), None], *_way(run, own)],
        }


def _way(run: Run, moves: pd.DataFrame) -> list[list[Any]]:
    """Return moves of a detachment as day, cell and men."""
    return [
        list(one) for one in zip(_days(run, moves["date"]), moves["cell"].tolist(), moves["true"].tolist(), strict=True)
    ]


def _days(run: Run, dates: pd.Series) -> list[int]:
    """Return dates as days of a run, counted from 0; -1 for none."""
    days = (dates - pd.Timestamp(date_of(run.first))).dt.days
    return [int(one) for one in days.fillna(-1)]


def _expeditions(run: Run, arrays: Arrays) -> None:
    """Add the expeditions of a run: days, men, the order that named each (from 1 on, 0 for none), and cells."""
    x = run.played.world.groups["expeditions"]
    within = (x.last_day >= run.first) & (x.first_day < run.first + run.days)
    kept = np.flatnonzero(within[: int(x.used[0])])
    for name, values in (("first", x.first_day[kept] - run.first), ("last", x.last_day[kept] - run.first)):
        arrays.add(f"expedition_{name}", values, "i2")
    arrays.add("expedition_men", np.rint(x.men[kept]), "u4")
    arrays.add("expedition_order", x.order_row[kept] + 1, "u2")
    cells = [x.swept_cells[s : s + n] for s, n in zip(x.cells_start[kept], x.cells_count[kept], strict=True)]
    arrays.add("expedition_cells", np.concatenate(cells) if cells else np.zeros(0, int), "u2")
    arrays.add("expedition_starts", np.cumsum([0, *map(len, cells)]), "u4")


def _operations(inputs: Inputs) -> list[str]:
    """Return the names that the occupier gave to operations, in the order of the orders; empty where he gave none."""
    ordered = [one for one in inputs.decisions if one.switch == EXPEDITION]
    heads = [(one.text, NAME.match(one.text)) for one in ordered]
    return [head[0].strip() if head and is_named(text) else "" for text, head in heads]


def _flights(run: Run, arrays: Arrays) -> None:
    """Add the cells to which aircraft came, week by week."""
    events = run.events[run.events["kind"] == "airlift"]
    week = np.array(_days(run, events["date"]), int) // WEEK
    cells = events["cell"].to_numpy(int)
    pairs = np.unique(np.stack((week, cells), -1), axis=0)
    arrays.add("flights", pairs[:, 1], "u2")
    arrays.add("flights_starts", np.searchsorted(pairs[:, 0], np.arange(len(weeks(run)) + 1)), "u4")
