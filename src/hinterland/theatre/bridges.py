"""The main railway bridges by name: what river each crosses, on which line it lies, how long it is."""

import math
from pathlib import Path
from typing import NamedTuple

import numpy as np

from hinterland.core.declare import Array
from hinterland.core.fault import Fault, Faults
from hinterland.core.paths import THEATRE
from hinterland.theatre.ground import table
from hinterland.theatre.railway import Railway, sphere

COLUMNS = ("id", "name", "river", "line", "lat", "lon", "length", "verified", "note")
LENGTHS = ("short", "medium", "long")
"""Up to some 100 m, up to some 250 m, and longer."""
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
    path, faults = folder / "bridges.csv", list[Fault]()
    at = {name: k for k, name in enumerate(railway.line)}
    rows: list[tuple[int, dict[str, str]]] = []
    seen: set[str] = set()
    for here, row in table(path, COLUMNS):
        if row["id"] in seen:
            faults.append(Fault(path, here, f"id {row['id']!r} stands twice", "give another id"))
        elif row["line"] not in at:
            faults.append(Fault(path, here, f"no line {row['line']!r}", "use an id of lines.csv"))
        elif row["length"] not in LENGTHS:
            faults.append(Fault(path, here, f"length is {row['length']!r}", "write " + ", ".join(LENGTHS)))
        else:
            line = at[row["line"]]
            off = _off(path, here, row, railway, line)
            if off > OFF_KM:
                message = f"{row['id']} lies {off:.0f} km from {row['line']}"
                faults.append(Fault(path, here, message, f"a bridge lies within {OFF_KM:g} km of its line"))
            rows.append((line, row))
        seen.add(row["id"])
    if faults:
        raise faults[0] if len(faults) == 1 else Faults(faults)
    rows.sort(key=lambda pair: (pair[0], pair[1]["id"]))
    lines = np.array([k for k, _ in rows], np.int32)
    spans = Spans(
        np.searchsorted(lines, np.arange(len(railway.line) + 1)).astype(np.int32),
        lines,
        np.array([LENGTHS.index(row["length"]) for _, row in rows], float),
    )

    def words(column: str) -> tuple[str, ...]:
        return tuple(row[column] for _, row in rows)

    lat, lon = (np.array([float(row[c]) for _, row in rows]) for c in ("lat", "lon"))
    return Bridges(words("id"), words("name"), words("river"), lat, lon, spans)


def _off(path: Path, here: int, row: dict[str, str], railway: Railway, line: int) -> float:
    """Return how many km a bridge lies from the straight line between the two ends of its line."""
    try:
        place = sphere([float(row["lat"])], [float(row["lon"])])[0]
    except ValueError:
        raise Fault(path, here, f"{row['lat']!r}, {row['lon']!r} is no place", "give degrees") from None
    ends = sphere(railway.lat, railway.lon)
    share = np.linspace(0.0, 1.0, 101)[:, None]
    along = ends[railway.line_a[line]] * (1.0 - share) + ends[railway.line_b[line]] * share
    cosine = float((along @ place / np.linalg.norm(along, axis=1)).max())
    return 6371.0 * math.acos(min(1.0, cosine))
