"""Sines, angles and distances on arrays, with bits that are the same on every processor: see `core/elementary.py`.

Angles are in radians. Every function takes a number or an array and works in numpy alone; no kernel calls them. Series
are those of Taylor: after the last term that is kept, the rest is below the last digit.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

QUARTER = tuple(float.fromhex(part) for part in ("0x1.921fb544p+0", "0x1.0b4611a6p-34", "0x1.3198a2e037073p-69"))
"""A right angle in three parts; the first two have 33 bits, so that their products with whole numbers are exact."""
PER_QUARTER = float.fromhex("0x1.45f306dc9c883p-1")
"""One over a right angle."""
PI, PI_REST = float.fromhex("0x1.921fb54442d18p+1"), float.fromhex("0x1.1a62633145c07p-53")
FARTHEST = 2.0**20
"""Angles beyond this are refused: their sine would need more digits of a right angle."""
SIGNS = (1.0, -1.0)
OF_SINE = tuple(SIGNS[n % 2] / float(np.prod(np.arange(1.0, 2.0 * n + 2.0))) for n in range(1, 9))
"""(sin r - r) / r^3 by powers of r^2; the rest is below 1e-19 for r up to half a right angle."""
OF_COSINE = tuple(SIGNS[n % 2] / float(np.prod(np.arange(1.0, 2.0 * n + 1.0))) for n in range(2, 9))
"""(cos r - 1 + r^2 / 2) / r^4 by powers of r^2; the rest is below 2e-18."""
OF_ANGLE = tuple(SIGNS[n % 2] / (2.0 * n + 1.0) for n in range(1, 12))
"""(arctan t - t) / t^3 by powers of t^2; the rest is below 1e-18 for t up to 0.199, a quarter of half a right angle."""


def polynomial(c: tuple[float, ...], x: Any) -> Any:
    """Return c[0] + c[1] x + c[2] x^2 and so on (Horner)."""
    total = c[-1] + 0.0 * x
    for one in c[-2::-1]:
        total = total * x + one
    return total


def _sine_and_cosine(x: Any) -> tuple[Any, Any, Any]:
    """Return in which of four quarters angles lie, and sine and cosine of what is left, at most half a right angle.

    Raises `ValueError` for an angle beyond a million.
    """
    if np.any(np.abs(x) > FARTHEST):
        raise ValueError("sines are worked out for angles up to a million")
    n = np.floor(x * PER_QUARTER + 0.5)
    first, step = x - n * QUARTER[0], n * QUARTER[1]
    second = first - step
    rest = ((first - second) - step) - n * QUARTER[2]
    r = second + rest
    r_rest = (second - r) + rest
    square = r * r
    half = 0.5 * square
    near = 1.0 - half
    sine = r + (r_rest + r * square * polynomial(OF_SINE, square))
    cosine = near + (((1.0 - near) - half) + (square * square * polynomial(OF_COSINE, square) - r * r_rest))
    return n - 4.0 * np.floor(0.25 * n), sine, cosine


def sin(angle: ArrayLike) -> Any:
    """Return the sine, less than one unit in the last place off; raise `ValueError` beyond a million."""
    quarter, sine, cosine = _sine_and_cosine(np.asarray(angle, float)[()])
    size = np.where(quarter % 2.0 == 0.0, sine, cosine)
    return np.where(quarter < 2.0, size, -size)[()]


def cos(angle: ArrayLike) -> Any:
    """Return the cosine, less than one unit in the last place off; raise `ValueError` beyond a million."""
    quarter, sine, cosine = _sine_and_cosine(np.asarray(angle, float)[()])
    size = np.where(quarter % 2.0 == 0.0, cosine, sine)
    return np.where((quarter == 0.0) | (quarter == 3.0), size, -size)[()]


def hypot(x: ArrayLike, y: ArrayLike) -> Any:
    """Return the length of a vector with these sides, whose squares must be numbers that a float holds."""
    x, y = np.asarray(x, float)[()], np.asarray(y, float)[()]
    return np.sqrt(x * x + y * y)


def arctan2(y: ArrayLike, x: ArrayLike) -> Any:
    """Return the angle from -pi to pi of a vector with sides x and y, five units in the last place off at most.

    The angle is halved twice, by tan(a / 2) = tan a / (1 + sqrt(1 + tan^2 a)), and its series summed. A vector without
    length has the angle 0.
    """
    x, y = np.asarray(x, float)[()], np.asarray(y, float)[()]
    long, short = np.maximum(np.abs(x), np.abs(y)), np.minimum(np.abs(x), np.abs(y))
    t = short / np.where(long > 0.0, long, 1.0)
    for _ in range(2):
        t = t / (1.0 + np.sqrt(1.0 + t * t))
    angle = 4.0 * (t + t * t * t * polynomial(OF_ANGLE, t * t))
    angle = np.where(np.abs(y) > np.abs(x), 0.5 * PI - (angle - 0.5 * PI_REST), angle)
    angle = np.where(x < 0.0, PI - (angle - PI_REST), angle)
    return np.where(y < 0.0, -angle, angle)[()]


def arcsin(sine: ArrayLike) -> Any:
    """Return the angle from -pi / 2 to pi / 2 with this sine; NaN where there is none."""
    s = np.asarray(sine, float)[()]
    return arctan2(s, np.sqrt((1.0 - s) * (1.0 + s)))


def arccos(cosine: ArrayLike) -> Any:
    """Return the angle from 0 to pi with this cosine; NaN where there is none."""
    c = np.asarray(cosine, float)[()]
    return arctan2(np.sqrt((1.0 - c) * (1.0 + c)), c)
