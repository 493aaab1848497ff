"""What of the map stays as it is: cells, coast, lakes, frontiers of 1941, railways, towns; and the front by week.

Everything is given in km east and north of the middle of the projection of the report, an equal-area one, in tenths.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import h3
import numpy as np
from shapely import LineString

from hinterland.core.paths import THEATRE
from hinterland.engine.result import Run
from hinterland.page.arrays import Arrays
from hinterland.page.fields import occupied
from hinterland.report.drawing import DASH
from hinterland.report.maps import towns
from hinterland.report.outlines import EAST, NORTH, SOUTH, WEST, chains, project, rings, smooth
from hinterland.theatre.csv_table import read
from hinterland.theatre.front import front_line
from hinterland.theatre.ground import Ground, read_ground
from hinterland.theatre.local_names import LANGUAGES, gazetteer

TENTHS = 10.0
"""Steps in which places are given, of a km."""
FINE = 5
"""Resolution of the cells from which frontiers are drawn, whatever that of the run."""
THINNED_KM = 2.5
"""How far a frontier may be moved where its points are thinned out."""
SMOOTH = 24
"""How often the corners of a frontier are taken off."""
SIDES = 32
"""Points along each side of the edge of the ground."""
STATE, REPUBLIC = "state", "republic"


def file_of(run: Run) -> bytes:
    """Return the packed file of the ground of a run, and of its front by week."""
    ground, arrays = run.theatre.ground, Arrays()
    _lines(arrays, "cells", [np.array(h3.cell_to_boundary(cell)) for cell in ground.h3])
    arrays.add("middles", tenths(np.stack((ground.lat, ground.lon), -1)), "i2")
    arrays.add("oblast", ground.oblast, "u2")
    arrays.add("area", ground.area, "f4")
    for kind in ("land", "lake"):
        _lines(arrays, kind, [points for k, points in rings() if k == kind])
    _lines(arrays, "box", [box()])
    for kind, found in frontiers(read_ground(FINE)).items():
        _lines(arrays, kind, found)
    railway = run.theatre.railway
    ends = np.stack([np.stack((railway.lat[k], railway.lon[k]), -1) for k in (railway.line_a, railway.line_b)], 1)
    arrays.add("railways", tenths(ends.reshape(-1, 2)).reshape(-1, 4), "i2")
    held = occupied(run)
    fronts = [front(day, ground.h3) for day in held]
    _lines(arrays, "front", [line for those in fronts for line in those])
    arrays.add("front_of_week", np.cumsum([0, *map(len, fronts)]), "u2")
    arrays.add("occupied", np.packbits(held, axis=1, bitorder="little"), "u1")
    return arrays.packed({
            "oblasts": [_oblast(ground, k) for k in range(len(ground.oblasts))],
            "lines": [
                f"{railway.name[a]}{DASH}{railway.name[b]}" for a, b in zip(railway.line_a, railway.line_b, strict=True)
            ],
            "towns": named_towns(),
            "languages": LANGUAGES,
            "middle": [float(ground.lat.mean()), float(ground.lon.mean())],
    })  # fmt: skip


def box() -> np.ndarray:
    """Return the edge of the ground of which coast and lakes are known, as a ring of degrees."""
    lon, lat = np.linspace(WEST, EAST, SIDES), np.linspace(SOUTH, NORTH, SIDES)
    sides = ((lat, np.full(SIDES, WEST)), (np.full(SIDES, NORTH), lon), (lat[::-1], np.full(SIDES, EAST)))
    return np.concatenate([np.stack(side, -1) for side in (*sides, (np.full(SIDES, SOUTH), lon[::-1]))])


def front(held: np.ndarray, cells: Sequence[str]) -> list[np.ndarray]:
    """Return the front of one day as smooth lines of degrees; shorter ones than three edges are left out."""
    return [smooth(line) for line in chains(front_line(held.astype(np.uint8), cells)) if len(line) > 3]


def frontiers(ground: Ground) -> dict[str, list[np.ndarray]]:
    """Return the frontiers of June 1941 as lines of degrees: of states, and of the Soviet republics between them.

    They follow the cells, smoothed and thinned out: they show where a frontier ran and are no survey.
    """
    country = np.array([one.republic or one.sovereign for one in ground.oblasts])[ground.oblast]
    names = np.unique(country)
    number = np.searchsorted(names, country)
    soviet = {int(k): not ground.abroad[number == k].any() for k in range(len(names))}
    edges: dict[str, list[Any]] = {STATE: [], REPUBLIC: []}
    for c, near in enumerate(ground.neighbours):
        for n in near[near >= 0]:
            a, b = int(number[c]), int(number[n])
            if a < b:
                edge = h3.directed_edge_to_boundary(h3.cells_to_directed_edge(ground.h3[c], ground.h3[n]))
                edges[REPUBLIC if soviet[a] and soviet[b] else STATE].append(edge)
    return {kind: [_thinned(smooth(line, SMOOTH)) for line in chains(those)] for kind, those in edges.items()}


def _thinned(line: np.ndarray) -> np.ndarray:
    """Return a line of degrees without the points that it hardly needs."""
    flat = project(*line.T)
    kept = np.array(LineString(flat).simplify(THINNED_KM).coords)
    where = [int(np.abs(flat - point).sum(axis=1).argmin()) for point in kept]
    return np.asarray(line[where])


def named_towns() -> list[dict[str, Any]]:
    """Return the towns, the largest first: place, people, the name of 1941, that of today, those in other languages."""
    today = {line.text("id"): line.text("name") for line in read(THEATRE, "towns.csv", "id name")}
    found = []
    for town in towns():
        place = gazetteer().by_id.get(town.id)
        (at,) = tenths(np.array([[town.lat, town.lon]]))
        town_row = {
            "id": town.id,
            "name": town.name,
            "at": at.tolist(),
            "people": town.people,
            "names": dict(place.names) if place else {},
        }
        found.append(town_row | ({"today": today[town.id]} if today[town.id] != town.name else {}))
    return found


def _oblast(ground: Ground, k: int) -> dict[str, Any]:
    """Return an oblast as the page names it."""
    one = ground.oblasts[k]
    return {
        "id": one.id,
        "name": one.name,
        "republic": one.republic,
        "abroad": bool(ground.abroad[ground.oblast == k].any()),
    }


def tenths(degrees: np.ndarray) -> np.ndarray:
    """Return places in degrees (n, 2) as tenths of km east and north of the middle."""
    return np.rint(project(*np.asarray(degrees, float).T) * TENTHS).astype(int)


def _lines(arrays: Arrays, name: str, lines: Iterable[np.ndarray]) -> None:
    """Add lines or rings of degrees: all their points, and where each begins and the last ends."""
    placed = [tenths(line) for line in lines]
    whole = np.concatenate(placed) if placed else np.zeros((0, 2), int)
    starts = np.cumsum([0, *map(len, placed)])
    arrays.add(name, whole, "i2")
    arrays.add(f"{name}_starts", starts, "u4")
