"""Ground given by distance: circles, strips along a line or a railway, and lists of towns.

Written with names (`around:Minsk,50km`, `strip:Minsk-Smolensk,30km`, `railway:Minsk-Smolensk,30km`,
`towns:Minsk,Orsha`) or with degrees (`circle:LAT,LON,KM`, `strip:LAT,LON,LAT,LON,KM`, `towns:LAT,LON`). Names are read
once and become degrees. A cell belongs to a circle or a strip where its middle does, to a railway also where the line
runs through it, and to a town where it holds it.
"""

import math
import re
from collections.abc import Sequence
from itertools import pairwise

import h3
import numpy as np

from hinterland.core.declare import Array
from hinterland.core.fault import Fault
from hinterland.core.names import read_as
from hinterland.core.spelling import plain
from hinterland.core.trigonometry import cos
from hinterland.theatre.ground import Ground, cell_at
from hinterland.theatre.places import Places, Point, km
from hinterland.theatre.query import FORMS
from hinterland.theatre.sphere import EARTH_KM, degrees_of_latitude, km_between

LEAST_STEPS, STEP_KM = 24, 5.0
"""Points at which a leg of a strip is looked at: so many at least, and one every so many km."""
FARTHEST_KM = 5000.0
"""A distance beyond this holds the whole theatre and is a slip."""
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
KM = re.compile(r"(\d+(?:\.\d+)?)\s*(?:km)?", re.IGNORECASE)


def read(kind: str, text: str, places: Places) -> tuple[str, str]:
    """Return ground given by distance with degrees for names, and which names were read as others, in words.

    Raises `Fault` for what is not of the form, a place that is not known, and a distance that is missing or none.
    """
    parts = [part.strip() for part in text.split(",")]
    if kind == "around":
        names, away = _with_distance(kind, text)
        name, point = places.find(names)
        return _written("circle", [point], away), _readings([(names, name)])
    if kind == "towns" and not _numbers(parts):
        found = [places.find(part) for part in parts]
        readings = _readings([(part, name) for part, (name, _) in zip(parts, found, strict=True)])
        return _written("towns", [point for _, point in found]), readings
    if kind in ("strip", "railway") and not _numbers(parts[:2]):
        names, away = _with_distance(kind, text)
        stops = places.chain(names)
        track = places.track(stops) if kind == "railway" else [point for _, point in stops]
        return _written(kind, track, away), ""
    given, distance = _degrees(kind, text)
    return _written(kind, given, distance), ""


def mask(ground: Ground, kind: str, text: str) -> Array:
    """Return the cells of a circle, a strip or towns given in degrees."""
    points, away = _degrees(kind, text)
    found = np.zeros(len(ground.h3), bool)
    if away is None:
        inside = [cell_at(ground, *point) for point in points]
        held = [cell for cell, point in zip(inside, points, strict=True) if holds(ground, cell, point)]
        found[held] = True
        return found
    track, edge = _track(points), float(h3.average_hexagon_edge_length(ground.resolution))
    from_track = _km_from(ground, track, away + edge)
    found = from_track <= away
    if kind == "railway":
        through = sorted({cell_at(ground, *point) for point in track})
        found[[cell for cell in through if from_track[cell] <= edge]] = True
    if not found.any():
        # A forest smaller than a cell is still somewhere: the cell that holds its middle stands for it.
        middle = track[len(track) // 2]
        cell = cell_at(ground, *middle)
        found[cell] = from_track[cell] <= away + edge
    return found


def _km_from(ground: Ground, track: Sequence[Point], reach: float) -> Array:
    """Return how many km each cell lies from the nearest point of a track; infinity for some beyond `reach`."""
    lats = [lat for lat, _ in track]
    margin = degrees_of_latitude(reach)
    near = np.flatnonzero((ground.lat >= min(lats) - margin) & (ground.lat <= max(lats) + margin))
    found = np.full(len(ground.h3), np.inf)
    if near.size:
        found[near] = np.min([km_between(ground.lat[near], ground.lon[near], *point) for point in track], axis=0)
    return found


def km2(kind: str, text: str) -> float | None:
    """Return the area of a circle or a strip given in degrees; None for towns, which have none."""
    points, away = _degrees(kind, text)
    if away is None:
        return None
    if kind == "circle":
        return float(math.tau * EARTH_KM * EARTH_KM * (1 - cos(away / EARTH_KM)))
    from hinterland.theatre.polygons import area_around

    return area_around(points, away)


def holds(ground: Ground, cell: int, point: Point) -> bool:
    """Whether a cell holds a point, or comes within its own size of it, as where a town lies at the sea."""
    edge = float(h3.average_hexagon_edge_length(ground.resolution))
    return km((float(ground.lat[cell]), float(ground.lon[cell])), point) <= 2 * edge


def _track(points: Sequence[Point]) -> list[Point]:
    """Return points along the legs between points, near enough to each other to measure from."""
    track = [points[0]]
    for one, other in pairwise(points):
        steps = np.linspace(0, 1, max(LEAST_STEPS, math.ceil(km(one, other) / STEP_KM)))
        track += [(one[0] + s * (other[0] - one[0]), one[1] + s * (other[1] - one[1])) for s in steps.tolist()]
    return track


def _degrees(kind: str, text: str) -> tuple[list[Point], float | None]:
    """Return the points of ground that is given in degrees, and the distance from them; raise `Fault` for no such."""
    parts = [part.strip() for part in text.split(",")]
    last = None if kind == "towns" else KM.fullmatch(parts.pop())
    enough = len(parts) == 2 if kind == "circle" else len(parts) >= (2 if kind == "towns" else 4)
    if not (enough and len(parts) % 2 == 0 and _numbers(parts) and (last or kind == "towns")):
        raise _unreadable(kind, text)
    values = [float(part) for part in parts]
    points = list(zip(values[::2], values[1::2], strict=True))
    if not all(abs(lat) <= 90 and abs(lon) <= 180 for lat, lon in points):
        raise _unreadable(kind, text)
    return points, None if last is None else _distance(last[1], kind, text)


def _with_distance(kind: str, text: str) -> tuple[str, float]:
    """Return what stands before the distance, and the distance in km; raise `Fault` where there is none."""
    names, comma, away = text.rpartition(",")
    found = KM.fullmatch(away.strip())
    if not comma or not found:
        none = "gives no distance" if not re.search(r"\d", away) else f"gives the distance {away.strip()!r}"
        raise Fault(None, 0, f"{kind}:{text} {none}", f"write {FORMS[kind]}")
    return names.strip(), _distance(found[1], kind, text)


def _distance(digits: str, kind: str, text: str) -> float:
    if not 0 < float(digits) <= FARTHEST_KM:
        raise _unreadable(kind, text)
    return float(digits)


def _unreadable(kind: str, text: str) -> Fault:
    return Fault(None, 0, f"cannot read {kind}:{text}", f"write {FORMS[kind]}")


def _numbers(parts: Sequence[str]) -> bool:
    return all(NUMBER.fullmatch(part) for part in parts)


def _written(kind: str, points: Sequence[Point], away: float | None = None) -> str:
    """Return ground in degrees as text."""
    values = [value for point in points for value in point] + ([] if away is None else [away])
    return f"{kind}:" + ",".join(f"{value:.10g}" for value in values)


def _readings(pairs: Sequence[tuple[str, str]]) -> str:
    """Return in words which places were read as others, case and signs apart."""
    return ", ".join(read_as(asked, name) for asked, name in pairs if plain(asked) != plain(name))
