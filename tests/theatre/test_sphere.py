"""Places on the globe as vectors and in degrees, and how far apart they lie."""

import numpy as np
import pytest

from hinterland.theatre.sphere import EARTH_KM, cosines, degrees, km_between, sphere

LAT, LON = np.array([53.9, 59.95, 44.6, 0.0, -33.9]), np.array([27.57, 30.3, 33.5, 180.0, 151.2])


def test_that_degrees_and_vectors_lead_back_to_each_other():
    lat, lon = degrees(3.0 * sphere(LAT, LON))
    np.testing.assert_allclose(lat, LAT)
    np.testing.assert_allclose(lon, LON)


def test_that_a_degree_of_a_meridian_and_half_a_great_circle_have_their_lengths():
    assert km_between(50.0, 30.0, 51.0, 30.0) == pytest.approx(np.pi * EARTH_KM / 180.0)
    assert km_between(0.0, 0.0, 0.0, 180.0) == pytest.approx(np.pi * EARTH_KM)
    assert km_between(60.0, 30.0, 60.0, 31.0) == pytest.approx(0.5 * np.pi * EARTH_KM / 180.0, rel=1e-4)


def test_that_distances_are_the_angles_between_vectors():
    found = km_between(LAT[:, None], LON[:, None], LAT, LON)
    angles = np.arccos(np.clip(cosines(sphere(LAT, LON), sphere(LAT, LON)), -1.0, 1.0))
    np.testing.assert_allclose(found, EARTH_KM * angles, atol=0.2)
    assert (found == found.T).all()
    assert (np.diag(found) == 0.0).all()
