"""Layers of the record: railway lines, named partisan units, Axis units, documented events; nothing is the model's."""

import numpy as np
import shapely

from hinterland.core.calendar import day_of
from hinterland.evidence.documented import CRIMES, KINDS, in_order
from hinterland.neighbours.layer import RECORD, Layer, date_of_day, days, numbers, places, points, text
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.saved_runs.saved import SavedRun
from hinterland.theatre.inputs import KINDS as AXIS_KINDS

EVENT_TEXTS = {
    "id": "Id in the ledger",
    "place": "Place",
    "local_name": "Name of the place in its language",
    "counts": "What the figures count",
    "victims": "Victims",
    "perpetrators": "Perpetrators",
    "survivors": "Survivors",
    "source": "Source",
    "read_at": "Where it was read",
    "verified": "yes: looked up; memory: from memory",
    "recalled": "Fields that are from memory all the same",
    "scope": "event, a state, or a sum that contains other rows",
    "note": "What the source says",
}
UNIT_TEXTS = {
    "id": "Id of the unit",
    "name": "Name of the unit",
    "level": "Detachment, brigade or formation",
    "commander": "Commander",
    "commissar": "Commissar",
}


def railway_lines(run: SavedRun) -> Layer:
    """Return the railway lines of the theatre between their junctions."""
    railway = run.scenario.theatre().railway
    columns = (
        text("line", "Name of the line", railway.line),
        text("from", "Junction at one end", [railway.name[k] for k in railway.line_a]),
        text("to", "Junction at the other end", [railway.name[k] for k in railway.line_b]),
        numbers("km", "km", "Length", railway.km),
        numbers("tracks", "track", "Tracks", railway.tracks),
        numbers("capacity", "train/day", "Trains a day each way under German operation", railway.capacity),
    )
    return Layer("railway_lines", "Railway lines", RECORD, columns, shapes_of_lines(run))


def partisan_units(run: SavedRun) -> Layer:
    """Return the named partisan units as the record has them: commanders, day and place of founding, strength."""
    units = run.scenario.prepared().series.inputs.units
    columns = (
        *(text(name, meaning, [getattr(one, name) for one in units]) for name, meaning in UNIT_TEXTS.items()),
        days("formed", "Day of its founding", [date_of_day(one.formed) for one in units]),
        numbers("men", "person", "Strength when it was founded", [one.men for one in units]),
        *places([one.lat for one in units], [one.lon for one in units]),
    )
    return Layer("partisan_units", "Named partisan units as founded", RECORD, columns, points(columns))


def axis_units(run: SavedRun) -> Layer:
    """Return the stays of Axis units in the rear, as the tables of the theatre have them."""
    axis = run.scenario.prepared().series.inputs.axis
    columns = (
        text("name", "Name of the unit", axis.name),
        text("kind", "Kind of unit", [AXIS_KINDS[k].replace("_", " ") for k in axis.kind]),
        days("first", "First day of the stay", [date_of_day(k) for k in axis.start]),
        days("last", "Last day of the stay", [date_of_day(k) for k in axis.end]),
        numbers("men", "person", "Strength", axis.men),
        numbers("radius_km", "km", "Distance within which it acts", axis.radius_km),
        *places(axis.lat, axis.lon),
    )
    return Layer("axis_units", "Stays of Axis units in the rear", RECORD, columns, points(columns))


def documented_events(run: SavedRun) -> Layer:
    """Return the documented events of the days of the run that have a place, crimes and others, with their sources."""
    s = run.scenario
    within = [
        e
        for e in ledger_of_package().documented.values()
        if day_of(e.date_to) >= s.start and day_of(e.date_from) <= s.end
    ]
    found = in_order(e for e in within if np.isfinite(e.lat))
    figures = {"low": "Lower bound", "best": "The number", "high": "Upper bound"}
    columns = (
        text("kind", "Kind of event", [KINDS[e.kind] for e in found]),
        text("crime", "yes where people were murdered", ["yes" if e.kind in CRIMES else "no" for e in found]),
        days("first", "First day", np.array([e.date_from for e in found], "datetime64[D]")),
        days("last", "Last day", np.array([e.date_to for e in found], "datetime64[D]")),
        numbers("precision", "1", "How exactly the dates are known, 1 (day) to 7", [e.precision for e in found]),
        *(text(name, meaning, [getattr(e, name) for e in found]) for name, meaning in EVENT_TEXTS.items()),
        *(numbers(name, "person", meaning, [getattr(e, name) for e in found]) for name, meaning in figures.items()),
        *places([e.lat for e in found], [e.lon for e in found]),
    )
    return Layer("documented_events", "Documented crimes and other events", RECORD, columns, points(columns))


def shapes_of_lines(run: SavedRun) -> np.ndarray:
    """Return the lines of the railway as straight lines between their junctions."""
    railway = run.scenario.theatre().railway
    ends = [np.stack((railway.lon[k], railway.lat[k]), -1) for k in (railway.line_a, railway.line_b)]
    return np.asarray(shapely.linestrings(np.stack(ends, 1)))
