"""The sun over a place: hours of darkness, and the day of the year."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hinterland.core.calendar import FIRST
from hinterland.core.trigonometry import arccos, cos, sin
from hinterland.core.units import HOURS_PER_DAY

YEAR = 365.25
SUN_MEAN, SUN = 0.006918, ((-0.399912, 0.070257), (-0.006758, 0.000907), (-0.002697, 0.00148))
"""Spencer's series for the declination of the sun in radians: its mean, cosine and sine of each turn of a year."""
DEGREES_PER_HOUR = 15
"""Turn of the earth."""
RISE = -0.833
"""Height of the sun's centre in degrees when its rim touches the horizon through ordinary air."""


def night_hours(lat: ArrayLike, day: ArrayLike) -> NDArray[np.float32]:
    """Return hours from sunset to sunrise at latitude `lat` (degrees) on day number `day`, broadcast.

    The sun's declination is Spencer's series; sunset is taken with ordinary refraction. Polar day gives 0,
    polar night 24.
    """
    north, turn = np.radians(np.asarray(lat, float)), 2 * np.pi * day_of_year(day) / YEAR
    sun = np.full(turn.shape, SUN_MEAN)
    for n, (cosine, sine) in enumerate(SUN, 1):
        sun = sun + (cosine * cos(n * turn) + sine * sin(n * turn))
    edge = (sin(np.radians(RISE)) - sin(north) * sin(sun)) / (cos(north) * cos(sun))
    return (HOURS_PER_DAY - 2 * np.degrees(arccos(np.clip(edge, -1, 1))) / DEGREES_PER_HOUR).astype(np.float32)


def nearest(lat: ArrayLike, lon: ArrayLike, to_lat: ArrayLike, to_lon: ArrayLike) -> NDArray[np.int64]:
    """Return for places in degrees the index of the nearest of the given points; shaped as `lat`."""
    lat, lon = np.asarray(lat, float)[..., None], np.asarray(lon, float)[..., None]
    north, east = lat - to_lat, (lon - to_lon) * cos(np.radians(lat))
    return np.argmin(north * north + east * east, axis=-1)


def day_of_year(day: ArrayLike) -> NDArray[np.float64]:
    """Return the day of the year, from 0 on 1 January; years of one length put a date a day out at most."""
    return np.asarray((np.asarray(day, float) + FIRST.timetuple().tm_yday - 1) % YEAR)
