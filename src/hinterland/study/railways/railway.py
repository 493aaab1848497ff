"""The railways of a run: what could run between two junctions, which lines an army could spare least."""

from typing import TYPE_CHECKING, Any

import numpy as np

from hinterland.core.calendar import date_of
from hinterland.core.declare import Array
from hinterland.core.fault import Fault
from hinterland.core.names import Names
from hinterland.core.paths import THEATRE
from hinterland.engine.result import Run
from hinterland.files.other_names import other_names
from hinterland.study.railways import vital
from hinterland.theatre.railway import Railway, way_between, yards_pass

if TYPE_CHECKING:
    import pandas as pd

ASKED = 0.005
"""Trains a day below which a line counts as empty."""


def junction(railway: Railway, asked: str) -> int:
    """Return a junction by its id or its name, however spelled; raise `Fault` with the nearest where there is none."""
    names = Names("junction", railway.junction, other=_titles(railway), by_sound=True)
    return railway.junction.index(names.find(asked))


def _titles(railway: Railway) -> dict[str, tuple[str, ...]]:
    """Return the names of junctions and of the oblasts' towns in other tongues, and the junctions that they mean."""
    titles: dict[str, tuple[str, ...]] = {}
    for key, name in zip(railway.junction, railway.name, strict=True):
        titles[name] = (*titles.get(name, ()), key)
    here = set(railway.junction)
    for name, means in other_names(THEATRE, "region").items():
        if len(means) == 1 and (key := means[0].lower()) in here:
            titles.setdefault(name, (key,))
    return titles


def group_of(asked: str) -> int:
    """Return the number of an army group, by name or by another name; raise `Fault` for one that is none."""
    names = Names("army group", vital.GROUPS, other=other_names(THEATRE, "army_group"))
    return vital.GROUPS.index(names.find(asked))


def day_in(run: Run, when: Any) -> int:
    """Return a date as the number of a day of the run, from 0; raise `Fault` where it was not recorded."""
    return run.span(when, when)[0]


def between(run: Run, one: str, other: str, start: Any = None, end: Any = None) -> "pd.DataFrame":
    """Return a line a day for the railways between two junctions.

    `capacity` is the most trains a day that could run from the one to the other by all ways at once, were nothing else
    under way; `whole` the same were nothing damaged. The other figures are of the shortest way over occupied
    lines: `way_km`, `way_capacity` (that of its weakest line), `trains` (what ran on its lines, weighted by their
    length, trains for the armies and for the districts together), `closed_h` (the longest closure on it that day),
    `rails_cut`. Where no way leads over occupied lines all are 0. Raises `Fault` for an unknown junction, days that
    were not recorded, or where no way is open on any day.
    """
    import pandas as pd

    railway = run.theatre.railway
    a, b = junction(railway, one), junction(railway, other)
    if a == b:
        raise Fault(None, 0, f"{one} and {other} are one junction", "name two")
    first, last = run.span(start, end)
    kept = {name: run.lines(name) for name in ("capacity", "whole", "trains", "closed_h", "cut")}
    ways: dict[bytes, Array] = {}
    most: dict[bytes, float] = {}
    rows = []
    for k in range(first, last + 1):
        today = {name: values[k].astype(float) for name, values in kept.items()}
        held = today["whole"] > 0.0
        way = _kept(ways, np.packbits(held).tobytes(), lambda h=held: way_between(railway, h, a, b))
        row: dict[str, Any] = dict.fromkeys(COLUMNS, 0.0) | {"date": date_of(run.first + k)}
        if way.size:
            km = railway.km[way]
            row |= {
                "capacity": _most(most, railway, today["capacity"], yards_on(run, k), a, b),
                "whole": _most(most, railway, today["whole"], yards_on(run, k), a, b),
                "way_km": km.sum(),
                "way_capacity": today["capacity"][way].min(),
                "trains": np.average(today["trains"][way], weights=km),
                "closed_h": today["closed_h"][way].max(),
                "rails_cut": today["cut"][way].sum(),
            }
        rows.append(row)
    if not any(row["way_km"] for row in rows):
        raise Fault(
            None,
            0,
            f"no occupied line leads from {one} to {other} on these days",
            "give other junctions or other dates",
        )
    return pd.DataFrame(rows, columns=COLUMNS)


COLUMNS = ("date", "capacity", "whole", "way_km", "way_capacity", "trains", "closed_h", "rails_cut")


def _kept(store: dict[bytes, Any], key: bytes, make: Any) -> Any:
    if key not in store:
        store[key] = make()
    return store[key]


def yards_on(run: Run, k: int) -> Array:
    """Return what the junctions of `yards_of` could pass on a day of the run (Y, trains a day), stations standing.

    The record does not hold what destroyed stations took of it.
    """
    return yards_pass(run.theatre.railway, run.lines("whole")[k], run.played.parameters.yards.other_lines_share)


def _most(store: dict[bytes, float], railway: Railway, capacity: Array, yards: Array, a: int, b: int) -> float:
    ends, key = (np.array([a]), np.array([b])), capacity.tobytes() + yards.tobytes()
    found: float = _kept(store, key, lambda: vital.passage(railway, capacity, *ends, yards=yards).trains)
    return found


def heads(run: Run, k: int, group: int | None = None) -> tuple[Array, Array]:
    """Return the railheads of an army group, or of all, on a day of the run, and the trains a day asked for at each.

    A railhead at which trains set out is left out: no line parts it from the Reich.
    """
    forcing = run.scenario.prepared().series.on(run.first + k)
    mine = (forcing.railheads >= 0) & ~np.isin(forcing.railheads, run.theatre.railway.entries)
    if group is not None:
        mine &= forcing.railhead_group == group
    return forcing.railheads[mine], forcing.railhead_demand[mine]


def cut_before(run: Run, when: Any, sinks: Array, far: bool = True, damaged: bool = True) -> "pd.DataFrame":
    """Return the least cut between the entries of the network and some junctions on a date, a row for each line.

    With `damaged` the capacities are those that the day had, else those of whole lines; with `far` the cut is the
    one nearest to the junctions, else the one nearest to the entries. `attrs["trains"]` holds what it can carry,
    `attrs["yards"]` the names of junctions whose yards are part of it. Raises `Fault` where the junctions cannot be
    reached that day.
    """
    k = day_in(run, when)
    railway = run.theatre.railway
    capacity = run.lines("capacity" if damaged else "whole")[k].astype(float)
    found = vital.least_cut(railway, capacity, railway.entries, sinks, far, yards_on(run, k))
    if not found.trains:
        names = ", ".join(railway.name[j] for j in sinks) or "no railhead"
        raise Fault(None, 0, f"no train can reach {names} on {date_of(run.first + k)}", "give another date or junction")
    table = table_of_lines(run, k, found.lines)
    table.attrs["trains"] = found.trains
    table.attrs["yards"] = [railway.name[j] for j in found.yards]
    return table


def vital_lines(run: Run, when: Any, group: int | None = None, count: int = 10) -> "pd.DataFrame":
    """Return the lines whose loss would most have lowered the trains that arrived at railheads on a date, worst first.

    See `vital.most_vital`; capacities are those of the day, damage counted. `arrives` is what would have come once
    the line and those above it were closed, `could` what could have come were no end asked for.
    Raises `Fault` where no railhead needs trains.
    """
    k = day_in(run, when)
    sinks, asked = heads(run, k, group)
    if not sinks.size:
        raise Fault(None, 0, f"no railhead needs trains on {date_of(run.first + k)}", "give another date")
    railway = run.theatre.railway
    left, yards = run.lines("capacity")[k].astype(float), yards_on(run, k)
    found = vital.most_vital(railway, left, railway.entries, sinks, asked, count, yards)
    table = table_of_lines(run, k, np.array([loss.line for loss in found], int))
    table["arrives"], table["lost"] = [loss.arrives for loss in found], [loss.lost for loss in found]
    table["could"] = [loss.room for loss in found]
    return table


def table_of_lines(run: Run, k: int, lines: Array) -> "pd.DataFrame":
    """Return what is known of lines on a day: their ends, length, tracks, capacity whole and left, trains, damage."""
    import pandas as pd

    railway = run.theatre.railway
    table = pd.DataFrame(
        {
            "line": [railway.line[i] for i in lines],
            "from": [railway.name[railway.line_a[i]] for i in lines],
            "to": [railway.name[railway.line_b[i]] for i in lines],
            "km": railway.km[lines],
            "tracks": railway.tracks[lines].astype(int),
        }
    )
    for name in ("whole", "capacity", "trains", "closed_h", "cut"):
        table[name] = run.lines(name)[k][lines].astype(float)
    return table
