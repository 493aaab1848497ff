"""Ground that a user draws, by distance or by outline: one term of a query read, its cells, its area."""

from pathlib import Path

from hinterland.core.declare import Array
from hinterland.theatre import shapes
from hinterland.theatre.ground import Ground
from hinterland.theatre.places import Places
from hinterland.theatre.query import FORMS, file_of

NEAR = 0.1
"""Share of its area by which the cells of drawn ground may differ from it without a word."""


def read(term: str, base: Path | None, places: Places) -> tuple[str, str] | None:
    """Return drawn ground in degrees, and which of its names were read as others; None for what is no drawn ground.

    The path of a file of GeoJSON starts in the folder `base`, or in the working folder. Raises `Fault` for ground that
    cannot be read.
    """
    path = file_of(term)
    if path is not None or "(" in term:
        from hinterland.theatre import polygons

        return (polygons.read_text(term) if path is None else polygons.read_file((base or Path()) / path)), ""
    kind, _, rest = term.partition(":")
    kind = kind.strip().lower()
    return shapes.read(kind, rest.strip(), places) if kind in FORMS else None


def mask(ground: Ground, term: str) -> Array | None:
    """Return the cells of drawn ground that `read` returned, as booleans; None for what is no drawn ground."""
    kind, _, rest = term.partition(":")
    if kind in FORMS:
        return shapes.mask(ground, kind, rest)
    if "(" in term:
        from hinterland.theatre import polygons

        return polygons.mask(ground, term)
    return None


def km2(term: str) -> float | None:
    """Return the area of drawn ground; None for towns, which have none, and for what is no drawn ground."""
    kind, _, rest = term.partition(":")
    if kind in FORMS:
        return shapes.km2(kind, rest)
    if "(" in term:
        from hinterland.theatre import polygons

        return polygons.km2(term)
    return None


def fit(ground: Ground, term: str, cells: Array) -> str:
    """Return in words how far the cells that stand for drawn ground differ from it in area; nothing where they fit."""
    drawn = km2(term)
    here = float(ground.area[cells].sum())
    if drawn is None or abs(here - drawn) <= NEAR * drawn:
        return ""
    counted = "1 cell" if cells.size == 1 else f"{cells.size} cells"
    return f"the {drawn:,.0f} km2 drawn are taken as {counted} with {here:,.0f} km2 of land"
