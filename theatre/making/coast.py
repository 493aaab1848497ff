"""Make the coast of the base map: `python coast.py FOLDER_OF_SOURCES`.

Countries of today are melted into one land, so that no frontier of a later time shows; the great lakes
are the fine cells that are mostly water. The folder holds the tables named in the README of the theatre.
"""

import csv
import json
import sys
from itertools import pairwise
from pathlib import Path

import h3
import numpy as np

THEATRE = Path(__file__).resolve().parents[1]
TOLERANCE = 0.025
"""Degrees of latitude by which a simplified coast may leave the coast."""
SMALLEST = 0.02
"""Islands of fewer square degrees are left out."""
WATER = 0.55
"""Share of water from which a cell belongs to a lake."""
LAKES = {
    "Ladoga": (60.8, 31.5),
    "Onega": (61.7, 35.4),
    "Peipus": (58.6, 27.5),
    "Ilmen": (58.28, 31.3),
    "White": (60.18, 37.6),
}

Point = tuple[float, float]


def shores(path: Path) -> list[list[Point]]:
    """Return the rings of the land: edges that two countries share are dropped, the rest is chained."""
    after: dict[Point, list[Point]] = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        shape = feature["geometry"]
        for polygon in shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]:
            for ring in polygon:
                points = [(round(lon, 4), round(lat, 4)) for lon, lat in ring]
                for a, b in pairwise(points):
                    if a in after.get(b, []):
                        after[b].remove(a)
                    elif a != b:
                        after.setdefault(a, []).append(b)
    rings = []
    while start := next((a for a, out in after.items() if out), None):
        ring = [start, after[start].pop()]
        while ring[-1] != start and after.get(ring[-1]):
            ring.append(after[ring[-1]].pop())
        rings.append(ring)
    return rings


def simpler(line: np.ndarray) -> np.ndarray:
    """Return a line with fewer points, by the rule of Douglas and Peucker."""
    keep = np.zeros(len(line), bool)
    keep[[0, -1]] = True
    spans = [(0, len(line) - 1)]
    flat = line * [np.cos(np.radians(55.0)), 1.0]
    while spans:
        a, b = spans.pop()
        if b - a < 2:
            continue
        along = flat[b] - flat[a]
        rest = flat[a + 1 : b] - flat[a]
        long = np.hypot(*along)
        across = np.abs(along[0] * rest[:, 1] - along[1] * rest[:, 0])
        away = across / long if long else np.hypot(*rest.T)
        if away.max() > TOLERANCE:
            middle = a + 1 + int(away.argmax())
            keep[middle] = True
            spans += [(a, middle), (middle, b)]
    return line[keep]


def lake(cells: list[str], near: Point) -> np.ndarray:
    """Return the smoothed outline of the largest body of water cells that holds or adjoins a place."""
    cell, wet = h3.latlng_to_cell(*near, 5), set(cells)
    found = {c for c in h3.grid_disk(cell, 1) if c in wet}
    edge = set(found)
    while edge:
        edge = {n for c in edge for n in h3.grid_disk(c, 1) if n in wet} - found
        found |= edge
    outer = max(h3.cells_to_h3shape(sorted(found), tight=False).polys, key=lambda poly: len(poly.outer)).outer
    ring = np.array([(lon, lat) for lat, lon in outer])
    for _ in range(3):
        ring = (np.roll(ring, 1, 0) + 2 * ring + np.roll(ring, -1, 0)) / 4
    return np.vstack([ring, ring[:1]])


def square(ring: np.ndarray) -> float:
    """Return the area of a ring in square degrees."""
    x, y = ring.T
    return abs(float(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))) / 2


def make(sources: Path) -> None:
    """Write `coast.csv`."""
    rings = [("land", "", np.array(r)) for r in shores(sources / "countries_50m_area.geojson") if len(r) > 3]
    with (sources / "cells_res5_terrain.csv").open(encoding="utf-8", newline="") as file:
        wet = [row["h3"] for row in csv.DictReader(file) if float(row["water"] or 0) >= WATER]
    rings += [("lake", name, lake(wet, place)) for name, place in LAKES.items()]
    with (THEATRE / "coast.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("ring", "kind", "name", "lat", "lon"))
        number = 0
        for kind, name, ring in rings:
            if square(ring) < SMALLEST and kind == "land":
                continue
            number += 1
            for lon, lat in simpler(ring)[:-1]:
                out.writerow((number, kind, name, f"{lat:.3f}", f"{lon:.3f}"))


if __name__ == "__main__":
    make(Path(sys.argv[1]))
