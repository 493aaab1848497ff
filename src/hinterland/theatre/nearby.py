"""What lies near a cell, by distance and not by the number of cells, so that figures agree on grids of every size."""

import h3
import numpy as np

from hinterland.core.declare import Array
from hinterland.theatre.ground import Ground
from hinterland.theatre.sphere import EARTH_KM, sphere

REACH_KM = 22.0
"""Distance from a camp within which its people use villages, fields and woods (house-0810)."""
RING_KM = 45.0
"""Distance at which the next districts lie (house-0810)."""
BEARINGS = 6


def surroundings(ground: Ground) -> tuple[Array, Array]:
    """Return the cells whose centres lie within `REACH_KM` of every cell, and which share of them is within reach.

    The first array is C x K, int32: the cell itself, then the others, -1 where there are no more. The second (C) is the
    area of a circle of that radius over the area of these cells, and 1 where they are smaller than the circle.
    """
    place = {cell: c for c, cell in enumerate(ground.h3)}
    rings = 1 + int(REACH_KM // h3.average_hexagon_edge_length(ground.resolution, "km"))
    disk = np.full((len(place), 1 + 3 * rings * (rings + 1)), -1, np.int32)
    for c, cell in enumerate(ground.h3):
        others = sorted(place[n] for n in h3.grid_disk(cell, rings) if n != cell and n in place)
        disk[c, : 1 + len(others)] = [c, *others]
    at = sphere(ground.lat, ground.lon)
    away = EARTH_KM * np.arccos(np.clip((at[:, None] * at[disk]).sum(axis=2), -1.0, 1.0))
    within = (disk >= 0) & (away <= REACH_KM)
    found = np.full((len(place), int(within.sum(axis=1).max())), -1, np.int32)
    for c in range(len(place)):
        found[c, : within[c].sum()] = disk[c, within[c]]
    area = np.where(found >= 0, np.maximum(ground.area, 1.0)[found], 0.0).sum(axis=1)
    return found, np.minimum(1.0, np.pi * REACH_KM**2 / area)


def ring(ground: Ground) -> Array:
    """Return the cells `RING_KM` off in six directions from every cell: C x 6, int32, -1 where there is none.

    Where cells are so large that a direction leads to the cell itself, its neighbours stand for the next districts.
    """
    place = {cell: c for c, cell in enumerate(ground.h3)}
    north = RING_KM / EARTH_KM * np.cos(2.0 * np.pi * np.arange(BEARINGS) / BEARINGS)
    east = RING_KM / EARTH_KM * np.sin(2.0 * np.pi * np.arange(BEARINGS) / BEARINGS)
    found = np.full((len(ground.h3), BEARINGS), -1, np.int32)
    for c, (lat, lon) in enumerate(zip(ground.lat, ground.lon, strict=True)):
        lats, lons = lat + np.degrees(north), lon + np.degrees(east / np.cos(np.radians(lat)))
        for k in range(BEARINGS):
            found[c, k] = place.get(h3.latlng_to_cell(lats[k], lons[k], ground.resolution), -1)
    own = (found == np.arange(len(found))[:, None]).any(axis=1)
    found[own] = ground.neighbours[own]
    return found
