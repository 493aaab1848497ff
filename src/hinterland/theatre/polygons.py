"""Ground given by its outline: polygons in well-known text, and files of GeoJSON.

Both give longitude before latitude, in degrees of WGS 84. Edges are straight in longitude and latitude, as GeoJSON has
them. A cell belongs to a polygon where its middle does.
"""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import h3
import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from hinterland.core.declare import Array
from hinterland.core.fault import Fault
from hinterland.core.given import shortened
from hinterland.core.trigonometry import cos, sin
from hinterland.files.text import read_bytes
from hinterland.theatre.ground import Ground, cell_at, distance_km
from hinterland.theatre.sphere import EARTH_KM

WORDS = ("POLYGON", "MULTIPOLYGON")
AREAS = ("Polygon", "MultiPolygon")
SAME = ("CRS84", "EPSG::4326", "EPSG:4326")
"""How names of the one system of coordinates end that GeoJSON may have."""
FORM = "write POLYGON((lon lat, lon lat, lon lat, lon lat)), the last point the same as the first"


def read_text(term: str) -> str:
    """Return well-known text as it is kept; raise `Fault` for what is none, no area, open, crossed or off the earth."""
    kind = term.partition("(")[0].strip().upper()
    if kind not in WORDS:
        raise Fault(None, 0, f"{shortened(term)} is {kind}, which is no area", "give a POLYGON or a MULTIPOLYGON")
    try:
        with np.errstate(invalid="ignore", over="ignore"):  # nan and 1e999 are refused below
            found = shapely.from_wkt(term)
    except shapely.errors.GEOSException as wrong:
        raise _unreadable(term, str(wrong)) from None
    return _whole(found, shortened(term))


def read_file(path: Path) -> str:
    """Return the polygons of a file of GeoJSON, all in one, as well-known text.

    Raises `Fault` with the path for a file that cannot be read, is no GeoJSON, holds no polygon, or is in another
    system of coordinates.
    """
    try:
        held = json.loads(read_bytes(path).decode("utf-8-sig"))
    except Fault:
        raise
    except UnicodeDecodeError:
        raise Fault(path, 0, "the file cannot be read: it is not UTF-8", "give a file of GeoJSON") from None
    except RecursionError:
        raise Fault(path, 0, "the file is no GeoJSON: its brackets are nested too deep", "save it again") from None
    except ValueError as wrong:
        line = getattr(wrong, "lineno", 0)
        raise Fault(
            path, line, f"the file is no JSON: {getattr(wrong, 'msg', wrong)}", "save it again as GeoJSON"
        ) from None
    try:
        return _of_json(held)
    except Fault as fault:
        raise Fault(path, 0, fault.message, fault.remedy) from None


def mask(ground: Ground, text: str) -> Array:
    """Return the cells of well-known text that `read_text` or `read_file` returned."""
    outline = shapely.from_wkt(text)
    shapely.prepare(outline)
    found = np.asarray(shapely.contains_xy(outline, ground.lon, ground.lat))
    if not found.any():
        # A forest smaller than a cell is still somewhere: the cell that holds a point of it stands for it.
        inside = outline.representative_point()
        cell = cell_at(ground, inside.y, inside.x)
        away = distance_km(ground, inside.y, inside.x)[cell]
        found[cell] = away <= h3.average_hexagon_edge_length(ground.resolution)
    return found


def km2(text: str) -> float:
    """Return the area of well-known text on the globe: that of the polygon in Lambert's cylindrical projection."""

    def equal_area(points: Array) -> Array:
        return EARTH_KM * np.stack((np.radians(points[:, 0]), sin(np.radians(points[:, 1]))), axis=-1)

    return float(shapely.transform(shapely.segmentize(shapely.from_wkt(text), 0.1), equal_area).area)


def area_around(points: Sequence[tuple[float, float]], km: float) -> float:
    """Return the area in km2 within a distance of the legs between points given in degrees north and east."""
    degree = EARTH_KM * math.radians(1.0)
    shrink = float(cos(math.radians(math.fsum(lat for lat, _ in points) / len(points))))
    return float(shapely.LineString([(lon * degree * shrink, lat * degree) for lat, lon in points]).buffer(km).area)


def _of_json(held: Any) -> str:
    if not isinstance(held, dict) or "type" not in held:
        raise Fault(None, 0, "the file is JSON and no GeoJSON", "it needs a `type`, such as Feature or Polygon")
    _check_coordinates(held.get("crs"))
    members = _geometries(held)
    if not members:
        raise Fault(None, 0, "the file of GeoJSON is empty", "draw a polygon in it")
    kinds = sorted({str(one.get("type")) for one in members} - set(AREAS))
    if kinds:
        raise Fault(None, 0, f"the file holds {', '.join(kinds)}, which is no area", "keep polygons alone in it")
    parts = []
    for number, one in enumerate(members, 1):
        what = f"polygon {number} of the file" if len(members) > 1 else "the polygon of the file"
        try:
            _check_closed(one, what)
            parts.append(shapely.force_2d(shape(one)))
        except Fault:
            raise
        except (shapely.errors.ShapelyError, ValueError, TypeError, KeyError, IndexError, AttributeError) as wrong:
            raise _unreadable(what, str(wrong)) from None
        _whole(parts[-1], what)
    return _whole(shapely.union_all(parts), "the polygons of the file")


def _check_closed(one: dict[str, Any], what: str) -> None:
    """Raise `Fault` for a ring whose last point is not its first: it may lack a part."""
    outlines = one["coordinates"] if one["type"] == "MultiPolygon" else [one["coordinates"]]
    if any(ring[0][:2] != ring[-1][:2] for outline in outlines for ring in outline):
        raise _unreadable(what, "closed linestring")


def _geometries(held: Any) -> list[dict[str, Any]]:
    """Return all geometries of a piece of GeoJSON; raise `Fault` for what is none."""
    if not isinstance(held, dict):
        return []
    inner = {"FeatureCollection": "features", "GeometryCollection": "geometries"}.get(str(held.get("type")))
    if inner:
        found = held.get(inner)
        return [one for part in (found if isinstance(found, list) else []) for one in _geometries(part)]
    if held.get("type") == "Feature":
        return _geometries(held.get("geometry"))
    return [held]


def _check_coordinates(crs: Any) -> None:
    """Raise `Fault` where an older file names a system of coordinates other than degrees of WGS 84."""
    if crs is None:
        return
    name = crs.get("properties", {}).get("name") if isinstance(crs, dict) else None
    if not str(name).endswith(SAME):
        raise Fault(None, 0, f"its coordinates are of the system {name}", "save it in degrees, as WGS 84 (EPSG:4326)")


def _whole(found: BaseGeometry, what: str) -> str:
    """Return an area as text; raise `Fault` where it is empty, crossed, or does not lie on the earth in degrees."""
    if found.is_empty:
        raise Fault(None, 0, f"{what} is empty", FORM)
    west, south, east, north = found.bounds
    if not all(map(math.isfinite, found.bounds)) or max(-west, east) > 180 or max(-south, north) > 90:
        raise Fault(None, 0, f"{what} has coordinates that are no degrees", "give longitude and latitude of WGS 84")
    if not found.is_valid:
        why = shapely.is_valid_reason(found).replace("[", " at ").replace("]", "")
        raise Fault(None, 0, f"{what} is no simple outline: {why}", "draw it so that it does not cross itself")
    return str(shapely.to_wkt(found, rounding_precision=-1))


def _unreadable(what: str, why: str) -> Fault:
    said = " ".join(why.removeprefix("ParseException:").split()).rstrip(".")
    if "closed linestring" in said or "linearring" in said.lower():
        return Fault(None, 0, f"a ring of {shortened(what)} is not closed", "end it with the point that it begins with")
    return Fault(None, 0, f"cannot read {shortened(what)}: {said}", FORM)
