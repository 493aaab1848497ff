"""What lies near a cell, by distance and not by the number of cells, so that figures agree on grids of every size."""

from typing import NamedTuple

import h3
import numpy as np

from hinterland.core.declare import Array, assumed, choose
from hinterland.core.trigonometry import cos, sin
from hinterland.core.units import SIDES
from hinterland.theatre.ground import Ground
from hinterland.theatre.sphere import EARTH_KM

DISTRICT = 4
"""H3 resolution of the hexagons that stand for districts, some 1,770 km2 each (house-0810)."""


class Parameters(NamedTuple):
    """How far off the next districts lie."""

    ring_km: float = assumed(45, "km", (30, 100), "Distance at which the next districts lie", "house-0810")


USUAL = choose(Parameters, {})
"""The values of history."""


def surroundings(ground: Ground) -> tuple[Array, Array]:
    """Return the cells of the district in which every cell lies, and which share of them is within reach of a camp.

    The first array is C x K, int32: the cell itself, then the others, -1 where there are no more. The second (C) is 1
    where cells are no larger than districts, and else the share of a cell that a district is.
    """
    finer = ground.resolution - DISTRICT
    members: dict[str, list[int]] = {}
    for c, cell in enumerate(ground.h3):
        members.setdefault(h3.cell_to_parent(cell, DISTRICT) if finer > 0 else cell, []).append(c)
    found = np.full((len(ground.h3), max(map(len, members.values()))), -1, np.int32)
    for cells in members.values():
        for c in cells:
            found[c, : len(cells)] = [c, *(n for n in cells if n != c)]
    larger = h3.average_hexagon_area(ground.resolution) / h3.average_hexagon_area(DISTRICT)
    return found, np.full(len(ground.h3), min(1.0, 1.0 / larger))


def mean_of(cells: Array, values: Array, area: Array) -> Array:
    """Return the mean of a share over the cells of every district (C), by their area; `cells` is C x K, -1 padded."""
    weight = np.where(cells >= 0, np.maximum(area, 1.0)[cells], 0.0)
    mean: Array = (weight * values[cells]).sum(axis=1) / weight.sum(axis=1)
    return mean


def ring(ground: Ground, parameters: Parameters = USUAL) -> Array:
    """Return the cells `ring_km` off in six directions from every cell: C x 6, int32, -1 where there is none.

    Where cells are so large that a direction leads to the cell itself, its neighbours stand for the next districts.
    """
    place = {cell: c for c, cell in enumerate(ground.h3)}
    bearings = 2.0 * np.pi * np.arange(SIDES) / SIDES
    north = parameters.ring_km / EARTH_KM * cos(bearings)
    east = parameters.ring_km / EARTH_KM * sin(bearings)
    found = np.full((len(ground.h3), SIDES), -1, np.int32)
    for c, (lat, lon) in enumerate(zip(ground.lat, ground.lon, strict=True)):
        lats, lons = lat + np.degrees(north), lon + np.degrees(east / cos(np.radians(lat)))
        for k in range(SIDES):
            found[c, k] = place.get(h3.latlng_to_cell(lats[k], lons[k], ground.resolution), -1)
    own = (found == np.arange(len(found))[:, None]).any(axis=1)
    found[own] = ground.neighbours[own]
    return found
