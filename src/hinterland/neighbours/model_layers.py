"""Layers of the model: cells and oblasts by month, closures of railway lines, ways of named units in the run.

The model's killings are summed by oblast and month, in one layer whose columns say that they are the model's.
"""

from collections.abc import Iterable
from typing import Any

import h3
import numpy as np
import shapely

from hinterland.core.calendar import months_within
from hinterland.engine.detachment_histories import detachments_of
from hinterland.engine.quantities import find
from hinterland.neighbours.layer import MODEL, Layer, date_of_day, days, numbers, places, points, text
from hinterland.neighbours.record_layers import shapes_of_lines
from hinterland.page.layers import MOVES
from hinterland.study.saved_runs.saved import SavedRun

MAPPED = {
    "strength": ("person", "Partisans under arms in the cell on that day"),
    "held": ("1", "Share of the land that partisans and not the occupier govern"),
    "garrison": ("person", "Soldiers of the Axis in garrisons"),
    "loyalty_soviet": ("1", "Share of the people who support the Soviet side"),
}
"""Maps of a run that are given by cell; that of the killed is not among them."""
BY_OBLAST = (
    *("partisans.strength", "civilians.killed", "villages.burned", "people.deported", "people.civilians"),
    *("rails.cut", "railway.attacks", "axis.garrisons", "zones.area"),
)
"""Quantities that are given by oblast and month."""
IN_THE_MODEL = "_in_the_model"
"""Ends the name of each of their columns."""


def cell_months(run: SavedRun) -> Layer:
    """Return the cells on the first day of every month, where the enemy holds them or partisans are."""
    maps = run.maps
    shown = (maps["occupied"].to_numpy() > 0) | (maps["strength"].to_numpy() > 0)
    when, cell = np.nonzero(shown)
    shapes = np.array([polygon_of(cell) for cell in maps["cell"].to_numpy()], object)
    columns = [
        text("cell", "Name of the H3 cell", maps["cell"].to_numpy()[cell]),
        text("oblast", "Oblast of June 1941", maps["oblast"].to_numpy()[cell]),
        days("date", "Day of the figures", maps["date"].to_numpy()[when]),
        *(numbers(name, *about, maps[name].to_numpy()[shown]) for name, about in MAPPED.items()),
    ]
    return Layer("cell_months", "Cells month by month", MODEL, tuple(columns), shapes[cell])


def oblast_months(run: SavedRun) -> Layer:
    """Return the oblasts by month: flows summed, of all else the mean; the only layer with the model's killings."""
    ground, record = run.scenario.theatre().ground, run.unpacked
    abroad = np.bincount(ground.oblast, ground.abroad, len(ground.oblasts)) > 0
    here = [k for k in np.unique(ground.oblast).tolist() if not abroad[k]]
    oblasts = [ground.oblasts[k] for k in here]
    begins, ends = np.array(months_within(record.first, record.first + record.days - 1)).T - record.first
    length = ends + 1 - begins
    months = [date_of_day(record.first + begin) for begin in begins]
    columns = [
        text("oblast", "Oblast of June 1941", [one.id for one in oblasts] * len(months)),
        text("name", "Name of the oblast", [one.name for one in oblasts] * len(months)),
        days("month", "First day of the month that the run has", np.repeat(months, len(here))),
        numbers("days", "day", "Days of the month that the run has", np.repeat(length, len(here))),
    ]
    for name in BY_OBLAST:
        q = find(name)
        by_day = record.values_by_region(name, [f"oblast:{one.id}" for one in oblasts])
        sums, flow = np.add.reduceat(by_day, begins, axis=0), q.kind == "flow"
        meaning = f"{q.doc}, {'sum' if flow else 'mean'} of the month, in the model"
        values = sums if flow else sums / length[:, None]
        columns.append(numbers(name.replace(".", "_") + IN_THE_MODEL, q.unit, meaning, values.ravel()))
    shapes = np.array([union_of(np.array(ground.h3)[ground.oblast == k]) for k in here], object)
    return Layer("oblast_months", "Oblasts month by month", MODEL, tuple(columns), np.tile(shapes, len(months)))


def railway_months(run: SavedRun) -> Layer:
    """Return for how much of each month each line was closed, where it was."""
    found, railway = run.lines, run.scenario.theatre().railway
    closed = found["closed"].to_numpy()
    when, line = np.nonzero(closed > 0)
    columns = (
        text("line", "Name of the line", np.array(railway.line, object)[line]),
        days("date", "Day up to which the month goes", found["date"].to_numpy()[when]),
        numbers("closed", "1", "Share of the month for which the line was closed", closed[when, line]),
    )
    return Layer(
        "railway_months", "Closures of railway lines month by month", MODEL, columns, shapes_of_lines(run)[line]
    )


def partisan_positions(run: SavedRun) -> Layer:
    """Return where named units lay in the run: the middle of the cell of their founding, and of that of each march."""
    name, when, cell, men = _ways(run)
    ground = run.scenario.theatre().ground
    columns = (
        text("name", "Name of the unit", name),
        days("date", "First day there", when),
        numbers("men", "person", "Strength on the march", men),
        *places(ground.lat[cell], ground.lon[cell]),
    )
    return Layer("partisan_positions", "Places of named partisan units in the run", MODEL, columns, points(columns))


def partisan_tracks(run: SavedRun) -> Layer:
    """Return the ways of named units in the run as lines from cell to cell, of those that moved."""
    name, when, cell, _ = _ways(run)
    ground = run.scenario.theatre().ground
    found = {one: np.flatnonzero(name == one) for one in dict.fromkeys(name)}
    moved = {one: rows for one, rows in found.items() if len(set(cell[rows])) > 1}
    middles = np.stack((ground.lon, ground.lat), -1)
    shapes = [shapely.LineString(middles[cell[rows]]) for rows in moved.values()]
    columns = (
        text("name", "Name of the unit", moved),
        days("first", "Day of its founding", np.array([when[rows[0]] for rows in moved.values()], "datetime64[D]")),
        days("last", "Day of its last march", np.array([when[rows[-1]] for rows in moved.values()], "datetime64[D]")),
    )
    return Layer("partisan_tracks", "Ways of named partisan units in the run", MODEL, columns, np.array(shapes, object))


def _ways(run: SavedRun) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return names, days, cells and men (NaN where founded) of the places of named units, unit by unit in time."""
    events = run.events
    units = detachments_of(events, tuple(one.name for one in run.scenario.prepared().series.inputs.units))
    units = units[units["name"] != ""]
    moves = events[events["kind"].isin(MOVES) & events["who"].isin(units["detachment"])]
    name_of = dict(zip(units["detachment"], units["name"], strict=True))
    names = [*units["name"], *(name_of[int(who)] for who in moves["who"])]
    when = np.concatenate([units["founded"].to_numpy("datetime64[D]"), moves["date"].to_numpy("datetime64[D]")])
    cell = np.concatenate([units["cell"].to_numpy(int), moves["cell"].to_numpy(int)])
    men = np.concatenate([np.full(len(units), np.nan), moves["true"].to_numpy(float)])
    order = np.lexsort((np.arange(len(names)), when, np.array(names)))
    return np.array(names, object)[order], when[order], cell[order], men[order]


def union_of(cells: Iterable[str]) -> Any:
    """Return the ground of cells as one shape of degrees."""
    return shapely.union_all([polygon_of(cell) for cell in cells])


def polygon_of(cell: str) -> Any:
    """Return a cell as a polygon of degrees, longitude before latitude."""
    return shapely.Polygon([(east, north) for north, east in h3.cell_to_boundary(cell)])
