"""Sines and angles: how exact they are, their ends, and what turns back to itself."""

import math

import numpy as np
import pytest

from hinterland.core.trigonometry import arccos, arcsin, arctan2, cos, hypot, sin

RNG = np.random.default_rng(61)
MANY = 100_000


def off(got: np.ndarray, wanted: np.ndarray) -> float:
    """Return the largest difference in units in the last place; the C library is less than one off itself."""
    return float((np.abs(got - wanted) / np.spacing(np.abs(wanted))).max())


def spread(low: float, high: float) -> np.ndarray:
    """Return many numbers between limits."""
    return RNG.uniform(low, high, MANY)


def small() -> np.ndarray:
    """Return numbers from -1 to 1, most of them near 0."""
    return spread(-1, 1) * 2.0 ** -RNG.integers(0, 60, MANY).astype(float)


@pytest.mark.parametrize("x", [spread(-7, 7), small(), spread(-1e6, 1e6)])
def test_that_sine_and_cosine_are_less_than_one_unit_off(x):
    assert off(sin(x), np.array([math.sin(value) for value in x.tolist()])) < 2.0
    assert off(cos(x), np.array([math.cos(value) for value in x.tolist()])) < 2.0


@pytest.mark.parametrize(("y", "x"), [(spread(-1, 1), spread(-1, 1)), (small(), spread(-1, 1)), (small(), small())])
def test_that_angles_are_at_most_five_units_off(y, x):
    wanted = np.array([math.atan2(a, b) for a, b in zip(y.tolist(), x.tolist(), strict=True)])
    assert off(arctan2(y, x), wanted) < 6.0


@pytest.mark.parametrize("s", [spread(-1, 1), small(), 1.0 - np.abs(small())])
def test_that_angles_of_a_sine_or_a_cosine_are_at_most_five_units_off(s):
    assert off(arcsin(s), np.array([math.asin(value) for value in s.tolist()])) < 6.0
    assert off(arccos(s), np.array([math.acos(value) for value in s.tolist()])) < 6.0


def test_that_what_is_known_is_exact():
    assert [sin(0.0), cos(0.0), arcsin(0.0), arccos(1.0), arctan2(0.0, 1.0), arctan2(0.0, 0.0)] == [0, 1, 0, 0, 0, 0]
    assert [arctan2(1.0, 0.0), arcsin(-1.0), arccos(-1.0), arctan2(0.0, -1.0)] == [
        math.pi / 2, -math.pi / 2, math.pi, math.pi
    ]  # fmt: skip
    assert hypot(3.0, -4.0) == 5.0


def test_that_a_number_and_an_array_give_the_same():
    x = spread(-1, 1)[:1000]
    for f in (sin, cos, arcsin, arccos):
        assert [f(value) for value in x.tolist()] == f(x).tolist()
    assert [arctan2(value, 0.3) for value in x.tolist()] == arctan2(x, 0.3).tolist()
    assert isinstance(sin(0.3), float)


def test_that_there_is_no_angle_of_a_sine_beyond_one():
    with np.errstate(invalid="ignore"):
        assert np.isnan([arcsin(1.5), arccos(-1.5), sin(math.nan), cos(math.nan)]).all()


def test_that_an_angle_too_large_for_its_digits_is_refused():
    with pytest.raises(ValueError, match="up to a million"):
        sin(1e9)
