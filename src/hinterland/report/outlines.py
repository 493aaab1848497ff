"""Shapes on the flat page: the projection, hexagons and their unions, the coast, the front as a line."""

import functools
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import h3
import numpy as np
from numpy.typing import ArrayLike, NDArray

from hinterland.core.paths import THEATRE
from hinterland.report import drawing
from hinterland.theatre.csv_table import read
from hinterland.theatre.front import Segment
from hinterland.theatre.sphere import EARTH_KM

Floats = NDArray[np.float64]

MIDDLE = (54.5, 31.0)
"""Degrees at which the projection touches the earth."""
EAST, WEST, NORTH, SOUTH = 47.9, 18.05, 69.9, 43.05
"""Edges of the box of the coast; land is taken to go on beyond them."""


def project(lat: ArrayLike, lon: ArrayLike) -> Floats:
    """Return N x 2 km east and north of the middle, by Lambert's azimuthal equal-area projection."""
    a, b = np.radians(np.asarray(lat, float)), np.radians(np.asarray(lon, float) - MIDDLE[1])
    c = np.radians(MIDDLE[0])
    k = EARTH_KM * np.sqrt(2.0 / (1.0 + np.sin(c) * np.sin(a) + np.cos(c) * np.cos(a) * np.cos(b)))
    north = np.cos(c) * np.sin(a) - np.sin(c) * np.cos(a) * np.cos(b)
    return np.stack((k * np.cos(a) * np.sin(b), k * north), -1)


class Sheet:
    """A piece of the projected plane on a page: km to units of the drawing, north up."""

    def __init__(self, width: float, west: float, east: float, south: float, north: float) -> None:
        """Show what lies between these km east and north of the middle on so many units of width."""
        self.scale = width / (east - west)
        self.west, self.north = west, north
        self.width, self.height = width, round((north - south) * self.scale)

    def place(self, lat: ArrayLike, lon: ArrayLike) -> Floats:
        """Return N x 2 places on the page."""
        return (project(lat, lon) - [self.west, self.north]) * [self.scale, -self.scale]

    def on(self, places: Floats, margin: float = 0.0) -> NDArray[np.bool_]:
        """Return which places lie on the page."""
        x, y = places.T
        return (x > -margin) & (x < self.width + margin) & (y > -margin) & (y < self.height + margin)


def hexagon(sheet: Sheet, cell: str, grain: float = 0.1) -> str:
    """Return the `d` of a cell."""
    return drawing.path(corners(sheet, cell), closed=True, grain=grain)


def corners(sheet: Sheet, cell: str) -> Floats:
    """Return the corners of a cell as N x 2 places on the page."""
    return sheet.place(*np.array(h3.cell_to_boundary(cell)).T)


def around(sheet: Sheet, cells: Sequence[str], grain: float = 0.1) -> str:
    """Return one `d` with the outline of the ground that cells cover together, holes in it included."""
    return "".join(drawing.path(sheet.place(*ring.T), closed=True, grain=grain) for ring in rings_around(cells))


def rings_around(cells: Sequence[str]) -> list[Floats]:
    """Return the outline of the ground that cells cover together as rings of N x 2 degrees, holes in it included."""
    polygons = h3.cells_to_h3shape(cells, tight=False).polys if cells else ()
    return [np.array(ring) for polygon in polygons for ring in (polygon.outer, *polygon.holes)]


@functools.cache
def rings(folder: Path = THEATRE) -> tuple[tuple[str, Floats], ...]:
    """Read `coast.csv`: every ring as its kind (land or lake) and N x 2 degrees north and east.

    What lies on the edge of the box is moved outwards, since the land goes on there.
    """
    found: dict[str, tuple[str, list[tuple[float, float]]]] = {}
    for line in read(folder, "coast.csv", "ring kind lat lon"):
        lat, lon = line.anywhere()
        lat += 6.0 if lat > NORTH else -6.0 if lat < SOUTH else 0.0
        lon += 14.0 if lon > EAST else -14.0 if lon < WEST else 0.0
        found.setdefault(line.text("ring"), (line.text("kind"), []))[1].append((lat, lon))
    return tuple((kind, np.array(points)) for kind, points in found.values())


def coast(sheet: Sheet, kind: str) -> str:
    """Return one `d` with all land, or with all lakes."""
    return "".join(drawing.path(sheet.place(*points.T), closed=True, grain=0.1) for k, points in rings() if k == kind)


def chains(segments: Iterable[Segment]) -> list[Floats]:
    """Join segments end to end to lines of N x 2 degrees; a closed one ends with its first point."""
    after: dict[tuple[float, float], list[tuple[float, float]]] = {}
    before: dict[tuple[float, float], int] = {}
    for segment in segments:
        points = [(round(lat, 5), round(lon, 5)) for lat, lon in segment]
        for a, b in pairwise(points):
            after.setdefault(a, []).append(b)
            before[b] = before.get(b, 0) + 1
    heads = [a for a, out in after.items() for _ in range(len(out) - before.get(a, 0))]
    lines = []
    for start in (*heads, *after):
        while after.get(start):
            line = [start]
            while after.get(line[-1]):
                line.append(after[line[-1]].pop())
            lines.append(np.array(line))
    return lines


def smooth(line: Floats, times: int = 6) -> Floats:
    """Return a line with its corners taken off; the ends of an open line stay where they are."""
    closed = bool((line[0] == line[-1]).all())
    for _ in range(times):
        if closed:
            ring = line[:-1]
            ring = (np.roll(ring, 1, 0) + 2 * ring + np.roll(ring, -1, 0)) / 4
            line = np.vstack([ring, ring[:1]])
        else:
            line = np.vstack([line[:1], (line[:-2] + 2 * line[1:-1] + line[2:]) / 4, line[-1:]])
    return line
