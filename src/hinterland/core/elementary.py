"""Exponentials, logarithms and powers whose bits are the same on every processor, and which kernels call too.

The C library and numpy choose their versions of these functions by the processor, and the last digit of what they
return differs. Here every step is a sum, a product or a quotient of IEEE 754, a comparison, or work on the bits of a
number: each has one correct result, which every processor gives. Compilers must not fuse a product and a sum into one
step, and numba does not unless it is asked to.

A function takes a number or an array. Called from a kernel it is compiled; elsewhere it is plain arithmetic of numpy,
of the same bits. Series are those of Taylor: after the last term that is kept, the rest is below the last digit.
Logarithms of constants come from `decimal`, which is exact to as many digits as it is asked for.
"""

from decimal import Context, Decimal
from typing import Any

import numpy as np
from numba.extending import overload, register_jitable

INFINITE, NO_NUMBER = np.inf, np.nan
DIGITS = Context(prec=40)
GRID = 2**42
"""Parts of one in which logarithms are written at first: a sum of two of them, below 1024, is exact."""


def in_two_parts(value: Decimal) -> tuple[float, float]:
    """Return a number as a whole number of parts of `GRID`, and the rest."""
    first = float((value * GRID).to_integral_value(context=DIGITS)) / GRID
    return first, float(DIGITS.subtract(value, Decimal(first)))


LN2, LN2_REST = in_two_parts(DIGITS.ln(Decimal(2)))
PER_LN2 = float(DIGITS.divide(Decimal(1), DIGITS.ln(Decimal(2))))
LEAST, MOST = -746.0, float(DIGITS.ln(Decimal(float(np.finfo(np.float64).max))))
"""Beyond these arguments the exponential is 0, or more than the largest number."""
ALL_OF_TANH = 22.0
"""From this argument on the hyperbolic tangent is 1 to the last digit."""
HUGE = 2.0**64
"""An exponent beyond this makes 0 or infinity of every base but 1, the nearest of which is 2^-53 off."""
TINY, RAISE, RAISED = 2.0**-1022, 54, 2.0**54
"""Numbers below the first have lost digits; they are multiplied by the last, 2 to the power of the second."""
PLACES, BIAS = 52, 1023
"""Digits of a number after its first, and the exponent of 1 as the bits of a number hold it."""
SPLIT = 2.0**27 + 1.0
"""Product with which a number is parted into two of 26 bits."""
OF_EXP = tuple(1.0 / float(np.prod(np.arange(1.0, n + 1.0))) for n in range(2, 14))
"""One over the factorials of 2 to 13: (exp(r) - 1 - r) / r^2 by powers of r; the rest is below 5e-18 for |r| < 0.35."""
OF_LOG = tuple((1.0 if n % 2 else -1.0) / n for n in range(3, 11))
"""(log(1 + r) - r + r^2 / 2) / r^3 by powers of r; the rest is below 1e-22 of r for |r| < 0.006."""
PIECES, BELOW_ONE = 128, 75
"""Pieces of an octave, in each of which one factor brings numbers close to 1; so many begin between 0.7 and 1."""
WIDTH = PLACES - 7
"""The width of a piece is 2 to this power in units of the last digit."""
FIRST = (BIAS << PLACES) - (BELOW_ONE << WIDTH) - (1 << (WIDTH - 1))
"""The bits of the number with which the first piece begins: 1 lies in the middle of a piece, whose factor is 1."""
UPPER, HALF_CUT = -1 << 32, 1 << 31
"""The bits that stay of a number when it is rounded to 20 digits after its first, and half of the last of them."""
FACTOR_PARTS = 512
"""Factors are whole numbers of so many parts of one: a product with a number of 21 digits is exact."""
_middles = (np.arange(PIECES) - BELOW_ONE << WIDTH) + (BIAS << PLACES)
FACTORS = np.round(FACTOR_PARTS / _middles.view(np.float64)) / FACTOR_PARTS
_logarithms = [in_two_parts(DIGITS.minus(DIGITS.ln(Decimal(factor)))) for factor in FACTORS.tolist()]
LOGS, LOGS_REST = (np.array(part) for part in zip(*_logarithms, strict=True))
"""By piece: the factor, and the logarithm of one over it in two parts."""

plain_and_compiled = register_jitable(error_model="numpy")
"""Make a function that runs as it stands, and that numba compiles as a part of a kernel which calls it."""


def select(where: Any, one: Any, other: Any) -> Any:
    """Return `one` where a condition holds, and elsewhere `other`."""
    return np.where(where, one, other)[()]


@overload(select)
def _select_number(where, one, other):  # type: ignore[no-untyped-def]  # numba asks for the same words twice
    return lambda where, one, other: one if where else other


@plain_and_compiled
def power_of_two(n: Any) -> Any:
    """Return 2 to the power n for whole n from -1022 to 1023."""
    return np.int64((np.int64(n) + BIAS) << PLACES).view(np.float64)


@plain_and_compiled
def cubic(c: tuple[float, ...], k: int, x: Any, x2: Any) -> Any:
    """Return c[k] + c[k + 1] x + c[k + 2] x^2 + c[k + 3] x^3; x2 is the square of x."""
    return (c[k] + c[k + 1] * x) + (c[k + 2] + c[k + 3] * x) * x2


@plain_and_compiled
def halves(a: Any) -> Any:
    """Return two numbers of at most 26 bits whose sum is a (Veltkamp)."""
    scaled = SPLIT * a
    high = scaled - (scaled - a)
    return high, a - high


@plain_and_compiled
def product(a: Any, b: Any) -> Any:
    """Return a product as a sum of two numbers, without any error (Dekker)."""
    (a1, a2), (b1, b2) = halves(a), halves(b)
    high = a * b
    return high, ((a1 * b1 - high) + a1 * b2 + a2 * b1) + a2 * b2


@plain_and_compiled
def power_of_e(x: Any, rest: Any) -> Any:
    """Return n and p with 2^n (1 + p) = e to the power x + rest, for x from -746 to 710 and a rest below its digits."""
    n = np.floor(x * PER_LN2 + 0.5)
    r = (x - n * LN2) + (rest - n * LN2_REST)
    r2 = r * r
    r4 = r2 * r2
    later = cubic(OF_EXP, 0, r, r2) + (cubic(OF_EXP, 4, r, r2) + cubic(OF_EXP, 8, r, r2) * r4) * r4
    return n, r + r2 * later


@plain_and_compiled
def exp_of_sum(x: Any, rest: Any) -> Any:
    """Return e to the power x + rest, where the rest is below the last digit of x and neither is NaN."""
    n, p = power_of_e(np.minimum(np.maximum(x, LEAST), MOST), select(x > MOST, 0.0, rest))
    half = np.floor(0.5 * n)
    return select(x > MOST, INFINITE, (1.0 + p) * power_of_two(half) * power_of_two(n - half))


@plain_and_compiled
def log_as_sum(x: Any) -> Any:
    """Return the natural logarithm of positive numbers as a sum of two, the second below the last digit of the first.

    x is 2^n m with m from 0.7 to 1.4, and m is (1 + r) / c with c the factor of its piece. 1 + r is found without any
    error as 1 + a + b, where a has so few digits that its square is exact too.
    """
    small = x < TINY
    pattern = np.float64(select(small, np.minimum(x, TINY) * RAISED, x)).view(np.int64)
    n = (pattern - FIRST) >> PLACES
    pattern -= n << PLACES
    piece = (pattern - FIRST) >> WIDTH
    m, factor = np.int64(pattern).view(np.float64), FACTORS[piece]
    m_first = np.int64((pattern + HALF_CUT) & UPPER).view(np.float64)
    a, b = m_first * factor - 1.0, (m - m_first) * factor
    r = a + b
    r_rest = (a - r) + b
    exponent = 1.0 * select(small, n - RAISE, n)
    whole = exponent * LN2 + LOGS[piece]
    first = whole + r
    first_rest = select(whole == 0.0, 0.0, (whole - first) + r)
    bent, r2 = 0.5 * (a * a), r * r
    total = first - bent
    total_rest = (first - total) - bent
    later = r * r2 * (cubic(OF_LOG, 0, r, r2) + cubic(OF_LOG, 4, r, r2) * (r2 * r2)) - (a + 0.5 * b) * b
    return total, total_rest + (first_rest + (r_rest + (later + (exponent * LN2_REST + LOGS_REST[piece]))))


@plain_and_compiled
def exp(x: Any) -> Any:
    """Return e to the power x, less than one unit in the last place off."""
    x = np.float64(x)
    known = x == x
    return select(known, exp_of_sum(select(known, x, 0.0), 0.0), x)


@plain_and_compiled
def log(x: Any) -> Any:
    """Return the natural logarithm, less than one unit in the last place off; -inf for 0, NaN below."""
    x = np.float64(x)
    usual = (x > 0.0) & (x < INFINITE)
    high, low = log_as_sum(select(usual, x, 1.0))
    return select(usual, high + low, select(x == 0.0, -INFINITE, select(x > 0.0, x, NO_NUMBER)))


@plain_and_compiled
def power(x: Any, y: Any) -> Any:
    """Return x to the power y for x not below 0, less than one unit in the last place off; NaN for a negative base.

    As everywhere, x^0 and 1^y are 1 whatever x and y are.
    """
    x, y = np.float64(x), np.float64(y)
    usual = (x > 0.0) & (x < INFINITE) & (y == y)
    high, low = log_as_sum(select(usual, x, 1.0))
    times = np.minimum(np.maximum(select(usual, y, 0.0), -HUGE), HUGE)
    z, z_rest = product(times, high)
    z_rest = select(np.abs(z) < -2.0 * LEAST, z_rest + times * low, 0.0)
    found = exp_of_sum(z, z_rest)
    at_end = select(y > 0.0, select(x > 0.0, INFINITE, 0.0), select(x > 0.0, 0.0, INFINITE))
    known = (x >= 0.0) & (y == y)
    found = select(usual, found, select(known, at_end, NO_NUMBER))
    return select((y == 0.0) | (x == 1.0), 1.0, found)


@plain_and_compiled
def tanh(x: Any) -> Any:
    """Return the hyperbolic tangent, three units in the last place off at most."""
    x = np.float64(x)
    n, p = power_of_e(np.minimum(np.abs(select(x == x, x, 0.0)), ALL_OF_TANH) * 2.0, 0.0)
    grown = power_of_two(n) * p + (power_of_two(n) - 1.0)
    size = grown / (grown + 2.0)
    return select(x == x, select(x < 0.0, -size, size), x)
