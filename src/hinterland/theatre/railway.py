"""The railway network: junctions and lines as arrays, the cells that lines run through."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hinterland.core.fault import Fault
from hinterland.core.paths import THEATRE
from hinterland.theatre.csv_table import Line, gather, read, refuse
from hinterland.theatre.sphere import EARTH_KM, cosines, degrees, km_between, sphere

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]
Locate = Callable[[ArrayLike, ArrayLike], NDArray[np.int64]]

STEP_KM = 5.0
"""Distance between the points at which a line is asked in which cell it lies."""
WIDTH = 6
"""Cells kept for a line."""
UNIT_KM = 15.0
"""Length of double line that counts as 1 when ways are compared (house)."""
YARD = 1
"""How long the way through the yards of a junction counts: some half hour (house-0266)."""
MEET = 3
"""Lines that meet where a junction has yards that can be full (house-0266)."""
SLOW = 1.6
"""How much longer a way over single line seems than over double line (house)."""
REICH = (52.52, 13.40)
"""Degrees north and east of the place from which trains set out."""


class Railway(NamedTuple):
    """J junctions and L lines. Degrees, km, trains a day each way under German operation."""

    junction: tuple[str, ...]
    name: tuple[str, ...]
    lat: Floats
    lon: Floats
    entries: Ints
    """Junctions at which trains from the west come in."""
    ports: Ints
    """Junctions that ships can supply when the way by land is cut."""
    line: tuple[str, ...]
    line_a: Ints
    line_b: Ints
    km: Floats
    tracks: Floats
    capacity: Floats
    historical: tuple[frozenset[str], ...]
    """The names of the historical lines that each line is part of, mostly one."""

    def __repr__(self) -> str:
        """Say in short what it is."""
        return f"<Railway: {len(self.junction)} junctions, {len(self.line)} lines>"


def read_railway(folder: Path = THEATRE) -> Railway:
    """Read `junctions.csv` and `lines.csv`; raise `Fault` or `Faults` for all that is wrong in them."""
    faults: list[Fault] = []
    junctions = read(folder, "junctions.csv", "id name lat lon verified entry", faults=faults)
    lines = read(folder, "lines.csv", "id a b km tracks capacity line verified note also", faults=faults)
    at = {junction.text("id"): i for i, junction in enumerate(junctions)}

    def numbers(rows: list[Line], column: str, low: float, high: float) -> Floats:
        return np.array(gather(rows, lambda row: row.number(column, low, high), faults), np.float64)

    def ends(column: str) -> Ints:
        remedy = "use an id of junctions.csv"
        return np.array(gather(lines, lambda line: at[line.choice(column, at, remedy)], faults), np.int32)

    lat, lon = numbers(junctions, "lat", 35, 75), numbers(junctions, "lon", 10, 60)
    entry = gather(junctions, lambda junction: junction.choice("entry", ("rail", "sea", "")), faults)
    a, b = ends("a"), ends("b")
    gather(lines, _leads_away, faults)
    km, capacity = numbers(lines, "km", 0.1, 10_000), numbers(lines, "capacity", 0.1, 1000)
    tracks = np.array(gather(lines, lambda line: float(line.choice("tracks", ("1", "2"))), faults))
    refuse(faults)
    return Railway(
        tuple(at),
        tuple(junction.text("name") for junction in junctions),
        lat,
        lon,
        np.array([i for i, kind in enumerate(entry) if kind == "rail"], np.int32),
        np.array([i for i, kind in enumerate(entry) if kind == "sea"], np.int32),
        tuple(line.text("id") for line in lines),
        a,
        b,
        km,
        tracks,
        capacity,
        tuple(frozenset({line.text("line"), line.text("also")} - {""}) for line in lines),
    )


def _leads_away(line: Line) -> None:
    """Raise a `Fault` where a line leads to where it begins."""
    if line.text("a") == line.text("b"):
        raise line.fault(f"the line leads from {line.text('a')} to itself", "name another end")


def lines_of(railway: Railway, name: str) -> Ints:
    """Return the lines that belong to a historical line; empty where there is none of that name."""
    return np.array([k for k, names in enumerate(railway.historical) if name in names], np.int32)


def nearest_of(lat: ArrayLike, lon: ArrayLike, reach_km: float = math.inf) -> Locate:
    """Return a function from degrees north and east to the nearest of these places, -1 beyond `reach_km`."""
    centres = sphere(lat, lon)
    least = -1.0 if math.isinf(reach_km) else math.cos(reach_km / EARTH_KM)

    def locate(north: ArrayLike, east: ArrayLike) -> NDArray[np.int64]:
        points = sphere(north, east)
        best = np.empty(len(points), np.int64)
        for i in range(0, len(points), 512):
            near = cosines(points[i : i + 512], centres)
            top = near.argmax(axis=1)
            best[i : i + 512] = np.where(near[np.arange(len(top)), top] >= least, top, -1)
        return best

    return locate


def line_cells(railway: Railway, locate: Locate) -> tuple[Ints, Ints]:
    """Return L x 6 cells that each line runs through in order (-1 padded), and the L cells of their middles.

    A line is taken as straight and looked at every 5 km. Of more than six cells six are kept, spread
    evenly. A line wholly out of the reach of `locate` has no cells and -1 for its middle.
    """
    points = np.maximum(2, np.ceil(railway.km / STEP_KM).astype(int) + 1)
    owner = np.repeat(np.arange(points.size), points)
    share = np.concatenate([np.linspace(0.0, 1.0, n) for n in points])[:, None]
    ends = sphere(railway.lat, railway.lon)
    along = ends[railway.line_a[owner]] * (1.0 - share) + ends[railway.line_b[owner]] * share
    found = np.split(np.asarray(locate(*degrees(along))), np.cumsum(points)[:-1])
    cells = np.full((points.size, WIDTH), -1, np.int32)
    middle = np.full(points.size, -1, np.int32)
    for k, through in enumerate(found):
        inside = through[through >= 0]
        if inside.size:
            passed = list(dict.fromkeys(inside.tolist()))
            if len(passed) > WIDTH:
                passed = [passed[i] for i in np.linspace(0, len(passed) - 1, WIDTH).round().astype(int)]
            cells[k, : len(passed)] = passed
            half = through[through.size // 2]
            middle[k] = half if half >= 0 else inside[inside.size // 2]
    return cells, middle


def cell_lines(cells: Ints, number: int, width: int = 8) -> Ints:
    """Return `number` x `width` lines that run through each cell, -1 padded.

    Where more lines than `width` meet in a cell, those that have the fewest other cells are kept.
    """
    out = np.full((number, width), -1, np.int32)
    used = np.zeros(number, np.int64)
    for k in np.argsort((cells >= 0).sum(axis=1), kind="stable"):
        for c in cells[k][cells[k] >= 0]:
            if used[c] < width:
                out[c, used[c]] = k
                used[c] += 1
    return out


def lengths(railway: Railway) -> Ints:
    """Return the L lengths of the lines as the routing of trains counts them: 1 for 15 km of double line."""
    slow = np.where(railway.tracks > 1.5, 1.0, SLOW)
    return np.clip(np.round(railway.km * slow / UNIT_KM), 1, 15).astype(np.int32)


def way_between(railway: Railway, held: Flags, a: int, b: int) -> Ints:
    """Return the lines of the shortest way between two junctions over held lines; none where no way leads."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    some = np.flatnonzero(held)
    n = len(railway.junction)
    far = csr_matrix((lengths(railway)[some], (railway.line_a[some], railway.line_b[some])), shape=(n, n))
    length, before = dijkstra(far, directed=False, indices=a, return_predecessors=True)
    if not np.isfinite(length[b]):
        return np.zeros(0, np.int32)
    pair = {frozenset((int(railway.line_a[k]), int(railway.line_b[k]))): int(k) for k in some}
    way, here = [], b
    while here != a:
        way.append(pair[frozenset((here, int(before[here])))])
        here = int(before[here])
    return np.array(way[::-1], np.int32)


def yards_of(railway: Railway) -> Ints:
    """Return the junctions whose yards pass only so many trains: where three lines meet or more, inside the map.

    What meets at an entry is not all on the map, and so it has no limit.
    """
    meet = np.bincount(np.append(railway.line_a, railway.line_b), minlength=len(railway.junction))
    return np.setdiff1d(np.flatnonzero(meet >= MEET), railway.entries).astype(np.int32)


def yards_pass(railway: Railway, whole: ArrayLike, beside: float) -> Floats:
    """Return what the undamaged yards of the junctions of `yards_of` pass a day each (Y), as `war/yards.py` has it.

    `whole` is trains a day each way that every line could run were nothing damaged (L), `beside` the parameter of
    that name: a junction passes what its best line can bring, and so much of what the others can.
    """
    room = np.asarray(whole, float)
    brought, best = np.zeros((2, len(railway.junction)))
    for ends in (railway.line_a, railway.line_b):
        np.add.at(brought, ends, room)
        np.maximum.at(best, ends, room)
    passes = best + beside * np.maximum(0.0, 0.5 * brought - best)
    return np.asarray(passes[yards_of(railway)], np.float64)


def starts(railway: Railway) -> Ints:
    """Return what way trains have behind them at each entry, from the Reich, in the units of `lengths`."""
    away = km_between(railway.lat[railway.entries], railway.lon[railway.entries], *REICH)
    units = np.round(away / UNIT_KM).astype(np.int32)
    return np.asarray(units - units.min(), np.int32)
