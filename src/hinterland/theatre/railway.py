"""The railway network: junctions and lines as arrays, the cells that lines run through."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hinterland.core.declare import assumed, choose
from hinterland.core.fault import Fault
from hinterland.core.flow import LONGEST
from hinterland.core.paths import THEATRE
from hinterland.core.trigonometry import cos
from hinterland.theatre.csv_table import Line, collect, read, refuse
from hinterland.theatre.sphere import EARTH_KM, cosines, degrees, km_between, sphere

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]
Locate = Callable[[ArrayLike, ArrayLike], NDArray[np.int64]]

STEP_KM = 5.0
"""Distance between the points at which a line is asked in which cell it lies."""
UNIT_KM = 15.0
"""Length of double line that is the unit in which ways are compared; they are counted in whole units."""
BLOCK = 512
"""Points looked at together."""
REICH = (52.52, 13.40)
"""Degrees north and east of the place from which trains set out."""


class Parameters(NamedTuple):
    """How ways are compared by those who route trains, and where yards can be full."""

    single_line_length: float = assumed(
        1.6, "1", (1, 4), "How much longer a way over single line counts than over double line", "house-1913"
    )
    yard_length: float = assumed(
        1, "1", (0, 5), "Way through the yards of a junction, in stretches of 15 km of double line", "house-0266"
    )
    lines_of_yards: float = assumed(
        3, "line", (3, 6), "Lines that meet at a junction whose yards can be full", "house-0266"
    )


USUAL = choose(Parameters, {})
"""The values of history."""


class Railway(NamedTuple):
    """J junctions and L lines. Degrees, km, trains a day each way under German operation."""

    junction: tuple[str, ...]
    name: tuple[str, ...]
    lat: Floats
    lon: Floats
    entries: Ints
    """Junctions at which trains from the west come in."""
    line: tuple[str, ...]
    line_a: Ints
    line_b: Ints
    km: Floats
    tracks: Floats
    capacity: Floats
    length: Ints
    """The L lengths of the lines as the routing of trains counts them (`lengths`)."""
    yards: Ints
    """Junctions whose yards pass only so many trains (`junctions_with_yards`)."""
    yard_length: int
    """Way through these yards, as the routing of trains counts it."""

    def __repr__(self) -> str:
        """Say in short what it is."""
        return f"<Railway: {len(self.junction)} junctions, {len(self.line)} lines>"


def read_railway(folder: Path = THEATRE, parameters: Parameters = USUAL) -> Railway:
    """Read `junctions.csv` and `lines.csv`; raise `Fault` or `Faults` for all that is wrong in them."""
    faults: list[Fault] = []
    junctions = read(folder, "junctions.csv", "id name lat lon verified entry", faults=faults)
    lines = read(folder, "lines.csv", "id a b km tracks capacity line verified note also", faults=faults)
    at = {junction.text("id"): i for i, junction in enumerate(junctions)}

    def numbers(rows: list[Line], column: str, low: float, high: float) -> Floats:
        return np.array(collect(rows, lambda row: row.number(column, low, high), faults), np.float64)

    def ends(column: str) -> Ints:
        remedy = "use an id of junctions.csv"
        return np.array(collect(lines, lambda line: at[line.choice(column, at, remedy)], faults), np.int32)

    lat, lon = numbers(junctions, "lat", 35, 75), numbers(junctions, "lon", 10, 60)
    entry = collect(junctions, lambda junction: junction.choice("entry", ("rail", "sea", "")), faults)
    a, b = ends("a"), ends("b")
    collect(lines, _leads_away, faults)
    km, capacity = numbers(lines, "km", 0.1, 10_000), numbers(lines, "capacity", 0.1, 1000)
    tracks = np.array(collect(lines, lambda line: float(line.choice("tracks", ("1", "2"))), faults))
    refuse(faults)
    entries = np.array([i for i, kind in enumerate(entry) if kind == "rail"], np.int32)
    return Railway(
        tuple(at),
        tuple(junction.text("name") for junction in junctions),
        lat,
        lon,
        entries,
        tuple(line.text("id") for line in lines),
        a,
        b,
        km,
        tracks,
        capacity,
        lengths(km, tracks, parameters),
        junctions_with_yards(len(junctions), a, b, entries, parameters),
        int(parameters.yard_length),
    )


def _leads_away(line: Line) -> None:
    """Raise a `Fault` where a line leads to where it begins."""
    if line.text("a") == line.text("b"):
        raise line.fault(f"the line leads from {line.text('a')} to itself", "name another end")


def nearest_of(lat: ArrayLike, lon: ArrayLike, reach_km: float = math.inf) -> Locate:
    """Return a function from degrees north and east to the nearest of these places, -1 beyond `reach_km`."""
    centres = sphere(lat, lon)
    least = -1.0 if math.isinf(reach_km) else cos(reach_km / EARTH_KM)

    def locate(north: ArrayLike, east: ArrayLike) -> NDArray[np.int64]:
        points = sphere(north, east)
        best = np.empty(len(points), np.int64)
        for i in range(0, len(points), BLOCK):
            near = cosines(points[i : i + BLOCK], centres)
            top = near.argmax(axis=1)
            best[i : i + BLOCK] = np.where(near[np.arange(len(top)), top] >= least, top, -1)
        return best

    return locate


def line_cells(railway: Railway, locate: Locate) -> tuple[Ints, Ints]:
    """Return L x K cells that each line runs through in order (-1 padded), and the L cells of their middles.

    A line is taken as straight and looked at every 5 km. A line wholly out of the reach of `locate` has no cells and -1
    for its middle.
    """
    points = np.maximum(2, np.ceil(railway.km / STEP_KM).astype(int) + 1)
    owner = np.repeat(np.arange(points.size), points)
    share = np.concatenate([np.linspace(0.0, 1.0, n) for n in points])[:, None]
    ends = sphere(railway.lat, railway.lon)
    along = ends[railway.line_a[owner]] * (1.0 - share) + ends[railway.line_b[owner]] * share
    found = np.split(np.asarray(locate(*degrees(along))), np.cumsum(points)[:-1])
    passed = [list(dict.fromkeys(through[through >= 0].tolist())) for through in found]
    cells = np.full((points.size, max(map(len, passed))), -1, np.int32)
    middle = np.full(points.size, -1, np.int32)
    for k, through in enumerate(found):
        inside = through[through >= 0]
        if inside.size:
            cells[k, : len(passed[k])] = passed[k]
            half = through[through.size // 2]
            middle[k] = half if half >= 0 else inside[inside.size // 2]
    return cells, middle


def cell_lines(cells: Ints, number: int) -> Ints:
    """Return `number` x K lines that run through each cell, -1 padded; K are those of the cell with most.

    Lines that have the fewest other cells stand first.
    """
    most = np.bincount(cells[cells >= 0], minlength=number).max(initial=1)
    out = np.full((number, most), -1, np.int32)
    used = np.zeros(number, np.int64)
    for k in np.argsort((cells >= 0).sum(axis=1), kind="stable"):
        for c in cells[k][cells[k] >= 0]:
            out[c, used[c]] = k
            used[c] += 1
    return out


def lengths(km: Floats, tracks: Floats, parameters: Parameters = USUAL) -> Ints:
    """Return the L lengths of lines as the routing of trains counts them: 1 for 15 km of double line."""
    slow = np.where(tracks >= 2.0, 1.0, parameters.single_line_length)
    return np.clip(np.round(km * slow / UNIT_KM), 1, LONGEST).astype(np.int32)


def way_between(railway: Railway, held: Flags, a: int, b: int) -> Ints:
    """Return the lines of the shortest way between two junctions over held lines; none where no way leads."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    some = np.flatnonzero(held)
    n = len(railway.junction)
    far = csr_matrix((railway.length[some], (railway.line_a[some], railway.line_b[some])), shape=(n, n))
    length, before = dijkstra(far, directed=False, indices=a, return_predecessors=True)
    if not np.isfinite(length[b]):
        return np.zeros(0, np.int32)
    pair = {frozenset((int(railway.line_a[k]), int(railway.line_b[k]))): int(k) for k in some}
    way, here = [], b
    while here != a:
        way.append(pair[frozenset((here, int(before[here])))])
        here = int(before[here])
    return np.array(way[::-1], np.int32)


def junctions_with_yards(
    junctions: int, line_a: Ints, line_b: Ints, entries: Ints, parameters: Parameters = USUAL
) -> Ints:
    """Return the junctions whose yards pass only so many trains: where many lines meet, inside the map.

    What meets at an entry is not all on the map, and so it has no limit.
    """
    meet = np.bincount(np.append(line_a, line_b), minlength=junctions)
    return np.setdiff1d(np.flatnonzero(meet >= parameters.lines_of_yards), entries).astype(np.int32)


def yards_pass(railway: Railway, whole: ArrayLike, beside: float) -> Floats:
    """Return what the undamaged yards of `Railway.yards` pass a day each (Y), as `war/railway/yards.py` has it.

    `whole` is trains a day each way that every line could run were nothing damaged (L), `beside` the parameter of
    that name: a junction passes what its best line can bring, and so much of what the others can.
    """
    room = np.asarray(whole, float)
    brought, best = np.zeros((2, len(railway.junction)))
    for ends in (railway.line_a, railway.line_b):
        np.add.at(brought, ends, room)
        np.maximum.at(best, ends, room)
    passes = best + beside * np.maximum(0.0, 0.5 * brought - best)
    return np.asarray(passes[railway.yards], np.float64)


def starts(railway: Railway) -> Ints:
    """Return what way trains have behind them at each entry, from the Reich, in the units of `lengths`."""
    away = km_between(railway.lat[railway.entries], railway.lon[railway.entries], *REICH)
    units = np.round(away / UNIT_KM).astype(np.int32)
    return np.asarray(units - units.min(), np.int32)
