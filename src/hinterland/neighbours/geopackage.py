"""A saved run as a GeoPackage: layers for a GIS program in one file, and a table that explains every column."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from hinterland.neighbours.layer import Layer, text
from hinterland.neighbours.optional import needed

CRS = "EPSG:4326"


def write(path: Path, layers: Sequence[Layer]) -> None:
    """Write layers into a new GeoPackage; raises `Fault` where pyogrio is not installed."""
    raw = needed("pyogrio.raw", "pyogrio", "a GeoPackage")
    for number, layer in enumerate([*layers, explained(layers)]):
        shapes = layer.shapes
        about: dict[str, Any] = {"layer_options": {"DESCRIPTION": f"{layer.meaning}, of the {layer.of}"}}
        if shapes is not None:
            about |= {"geometry_type": _kind(shapes), "crs": CRS}
        raw.write(
            path,
            None if shapes is None else shapely.to_wkb(shapes),
            [column.values for column in layer.columns],
            [column.name for column in layer.columns],
            layer=layer.name,
            driver="GPKG",
            append=number > 0,
            promote_to_multi=shapes is not None and _kind(shapes).startswith("Multi"),
            **about,
        )


def explained(layers: Sequence[Layer]) -> Layer:
    """Return the table of all columns: layer, column, unit, whose it is, and what it means."""
    rows = [(layer, column) for layer in layers for column in layer.columns]
    columns = (
        text("layer", "Layer", [layer.name for layer, _ in rows]),
        text("column", "Column", [column.name for _, column in rows]),
        text("unit", "Unit; empty for texts and dates", [column.unit for _, column in rows]),
        text("of", "model: what the run made; record: what sources say", [layer.of for layer, _ in rows]),
        text("meaning", "What it means", [column.meaning for _, column in rows]),
    )
    return Layer("columns", "What every column means", "program", columns)


def _kind(shapes: np.ndarray) -> str:
    """Return the kind of shapes that a layer holds, as the format names it; of several parts where one has them."""
    kinds = {one.geom_type for one in shapes} or {"Point"}
    return next((kind for kind in sorted(kinds) if kind.startswith("Multi")), min(kinds))
