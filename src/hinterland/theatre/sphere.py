"""Places on the globe as unit vectors, and how far apart they lie.

Products of vectors are written out: the last digits of a matrix product depend on the processor and on the threads of
the library that does it, and the war is to be the same everywhere.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

EARTH_KM = 6371.0
"""Radius of the globe."""


def sphere(lat: ArrayLike, lon: ArrayLike) -> NDArray[np.float64]:
    """Return N x 3 unit vectors of N places given in degrees."""
    north, east = np.radians(np.asarray(lat, float)), np.radians(np.asarray(lon, float))
    return np.stack((np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)), axis=-1)


def cosines(here: NDArray[np.float64], there: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the N x M cosines of the angles between N and M unit vectors."""
    (x, y, z), (a, b, c) = here.T[:, :, None], there.T[:, None, :]
    found: NDArray[np.float64] = x * a
    found += y * b
    found += z * c
    return found


def km_between(here: NDArray[np.float64], there: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the N x M distances in km between N and M unit vectors."""
    angles: NDArray[np.float64] = np.arccos(np.clip(cosines(here, there), -1.0, 1.0))
    return EARTH_KM * angles
