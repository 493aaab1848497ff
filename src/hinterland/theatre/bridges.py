"""The main railway bridges by name: what river each crosses, on which line it lies, how long it is."""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from hinterland.core.declare import Array
from hinterland.core.fault import Fault
from hinterland.core.paths import THEATRE
from hinterland.theatre.csv_table import Line, collect, read, refuse
from hinterland.theatre.railway import Railway
from hinterland.theatre.sphere import degrees, km_between, sphere

COLUMNS = "id name river line lat lon length verified note"
LENGTHS = ("short", "medium", "long")
"""Up to some 100 m, up to some 250 m, and longer."""
POINTS, FIGURES = 101, 7
"""Points at which a line is looked at, and figures of a bridge in its table."""
OFF_KM = 15.0
"""How far from the straight line between two junctions a bridge may lie: lines bend."""


class Bridges(NamedTuple):
    """B bridges, sorted by line."""

    id: tuple[str, ...]
    name: tuple[str, ...]
    river: tuple[str, ...]
    lat: Array
    lon: Array
    spans: "Spans"


class Spans(NamedTuple):
    """The bridges as kernels read them."""

    first: Array
    """L+1, int32: where the bridges of a line begin."""
    line: Array
    """B, int32: the line on which a bridge lies."""
    size: Array
    """B: 0 for a short bridge, 1 for a middling one, 2 for a long one."""


def read_bridges(railway: Railway, folder: Path = THEATRE) -> Bridges:
    """Read `bridges.csv`; raise `Fault` or `Faults` for all that is wrong in it."""
    faults: list[Fault] = []
    at = {name: k for k, name in enumerate(railway.line)}

    def bridge(line: Line) -> tuple[int, str, str, str, float, float, float]:
        k = at[line.choice("line", at, "use an id of lines.csv")]
        size = LENGTHS.index(line.choice("length", LENGTHS))
        lat, lon = line.anywhere()
        if (off := _off(lat, lon, railway, k)) > OFF_KM:
            message = f"{line.text('id')} lies {off:.0f} km from {line.text('line')}"
            raise line.fault(message, f"a bridge lies within {OFF_KM:g} km of its line")
        return k, line.text("id"), line.text("name"), line.text("river"), lat, lon, size

    # Sorted by line, then by id: no two have the same id.
    found = sorted(collect(read(folder, "bridges.csv", COLUMNS, faults=faults), bridge, faults))
    refuse(faults)
    lines, ids, names, rivers, lat, lon, size = zip(*found, strict=True) if found else [()] * FIGURES
    first = np.searchsorted(lines, np.arange(len(railway.line) + 1)).astype(np.int32)
    spans = Spans(first, np.array(lines, np.int32), np.array(size, float))
    return Bridges(ids, names, rivers, np.array(lat, float), np.array(lon, float), spans)


def _off(lat: float, lon: float, railway: Railway, line: int) -> float:
    """Return how many km a bridge lies from the straight line between the two ends of its line."""
    ends = sphere(railway.lat, railway.lon)
    share = np.linspace(0.0, 1.0, POINTS)[:, None]
    along = ends[railway.line_a[line]] * (1.0 - share) + ends[railway.line_b[line]] * share
    return float(km_between(*degrees(along), lat, lon).min())
