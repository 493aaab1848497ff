"""Places on the globe as unit vectors, and how far apart they lie.

Products of vectors are written out: the last digits of a matrix product depend on the processor and on the threads of
the library that does it, and the war is to be the same everywhere.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hinterland.core.trigonometry import arcsin, arctan2, cos, hypot, sin

EARTH_KM = 6371.0
"""Radius of the globe."""


def sphere(lat: ArrayLike, lon: ArrayLike) -> NDArray[np.float64]:
    """Return N x 3 unit vectors of N places given in degrees."""
    north, east = np.radians(np.asarray(lat, float)), np.radians(np.asarray(lon, float))
    return np.stack((cos(north) * cos(east), cos(north) * sin(east), sin(north)), axis=-1)


def cosines(here: NDArray[np.float64], there: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the N x M cosines of the angles between N and M unit vectors."""
    (x, y, z), (a, b, c) = here.T[:, :, None], there.T[:, None, :]
    found: NDArray[np.float64] = x * a
    found += y * b
    found += z * c
    return found


def degrees(places: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the degrees north and east of N places given as N x 3 vectors of any length."""
    x, y, z = places.T
    return np.degrees(arctan2(z, hypot(x, y))), np.degrees(arctan2(y, x))


def degrees_of_latitude(km: float) -> float:
    """Return by how much the latitudes of two places can differ that lie at most so many km apart.

    It is that of a km more, so that no rounding leaves a place out.
    """
    return float(np.degrees((km + 1.0) / EARTH_KM))


def km_between(lat: ArrayLike, lon: ArrayLike, other_lat: ArrayLike, other_lon: ArrayLike) -> NDArray[np.float64]:
    """Return the great-circle distances in km between places in degrees (haversine); the arrays are broadcast."""
    a, b = np.radians(lat), np.radians(other_lat)
    east = np.radians(np.subtract(lon, other_lon)) / 2
    up, along = sin((a - b) / 2), sin(east)
    half = up * up + cos(a) * cos(b) * along * along
    distances: NDArray[np.float64] = 2 * EARTH_KM * arcsin(np.sqrt(half))
    return distances
