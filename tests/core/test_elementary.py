"""Exponentials, logarithms and powers: how exact they are, their ends, and that a kernel gets the same bits."""

import math
from decimal import Context, Decimal

import numpy as np
import pytest

from hinterland.core.elementary import FACTORS, exp, log, power, tanh
from hinterland.core.jit import kernel

EXACT = Context(prec=40, Emin=-99_999, Emax=99_999)
RNG = np.random.default_rng(16)
MANY, SOME = 300_000, 4_000
INF, NAN = math.inf, math.nan
SPECIAL = [0.0, -0.0, 5e-324, 1e-310, 2.0**-1022, 1e-30, 0.5, np.nextafter(1.0, 0.0), 1.0, np.nextafter(1.0, 2.0), 2.0]
SPECIAL += [710.0, 1e30, 1.7e308, INF, NAN, -5e-324, -1.0, -2.5, -708.4, -745.0, -746.0, -1e30, -INF]


def off(got: np.ndarray, wanted: list[Decimal]) -> float:
    """Return the largest error in units in the last place."""
    return max(
        float(abs(Decimal(float(g)) - w) / Decimal(float(np.spacing(abs(float(w))))))
        for g, w in zip(got, wanted, strict=True)
    )


def spread(low: float, high: float, count: int = SOME) -> np.ndarray:
    """Return numbers between limits."""
    return RNG.uniform(low, high, count)


def near_one(count: int = SOME) -> np.ndarray:
    """Return numbers about 1, from far to as near as there are."""
    return 1.0 + spread(-0.5, 0.5, count) * 2.0 ** -RNG.integers(0, 52, count).astype(float)


def decimals(values: np.ndarray) -> list[Decimal]:
    """Return numbers as decimals, without any error."""
    return [Decimal(value) for value in values.tolist()]


@kernel
def of_one(which, x, y, out):
    for i in range(x.size):
        if which == 0:
            out[i] = exp(x[i])
        elif which == 1:
            out[i] = log(x[i])
        elif which == 2:
            out[i] = tanh(x[i])
        else:
            out[i] = power(x[i], y[i])


FUNCTIONS = [exp, log, tanh, power]


def compiled(which: int, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return what a kernel makes of numbers."""
    out = np.empty(x.size)
    of_one(which, x, y, out)
    return out


def plain(which: int, x, y):
    """Return what numpy makes of them."""
    with np.errstate(over="ignore"):
        return power(x, y) if which == 3 else FUNCTIONS[which](x)


def same(a, b) -> bool:
    """Return whether numbers are the same, one that is none counting as another that is none."""
    return np.array_equal(np.asarray(a), np.asarray(b), equal_nan=True)


@pytest.mark.parametrize("x", [spread(-708, 709), spread(-2, 2), spread(-745, -708), spread(-1e-9, 1e-9)])
def test_that_the_exponential_is_less_than_one_unit_off(x):
    assert off(exp(x), [EXACT.exp(value) for value in decimals(x)]) < 1.0


@pytest.mark.parametrize("x", [np.exp(spread(-744, 709)), spread(0, 2), near_one()])
def test_that_the_logarithm_is_hardly_more_than_half_a_unit_off(x):
    assert off(log(x), [EXACT.ln(value) for value in decimals(x)]) < 0.51


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (spread(0, 1), spread(0, 4)),
        (np.exp(spread(-100, 100)), spread(-7, 7)),
        (near_one(), spread(-500, 500)),
        (1.0 + spread(-1e-6, 1e-6), spread(-1e8, 1e8)),
    ],
)
def test_that_a_power_is_less_than_one_unit_off(x, y):
    wanted = [EXACT.exp(EXACT.multiply(b, EXACT.ln(a))) for a, b in zip(decimals(x), decimals(y), strict=True)]
    assert off(power(x, y), wanted) < 1.0


@pytest.mark.parametrize("x", [spread(-25, 25), spread(-3, 3) * 2.0 ** -RNG.integers(0, 40, SOME).astype(float)])
def test_that_the_hyperbolic_tangent_is_at_most_three_units_off(x):
    grown = [EXACT.exp(2 * value) for value in decimals(x)]
    assert off(tanh(x), [EXACT.divide(value - 1, value + 1) for value in grown]) < 3.0


def test_that_hundreds_of_thousands_are_as_near_to_the_c_library_as_both_are_to_the_truth():
    x, y = RNG.random(MANY), spread(-4.0, 4.0, MANY)
    pairs = [(exp(80.0 * y), np.exp(80.0 * y)), (log(x), np.log(x)), (power(x, y), x**y)]
    for own, other in pairs:
        assert (np.abs(own - other) <= 2.0 * np.spacing(np.abs(other))).all()


def test_that_what_is_known_is_exact():
    assert [exp(0.0), log(1.0), tanh(0.0), power(7.0, 1.0), power(1.0, 1e300)] == [1.0, 0.0, 0.0, 7.0, 1.0]
    whole = np.arange(1.0, 300.0)
    assert same(power(whole, 2.0), whole * whole)
    assert same(power(whole, 1.0), whole)
    assert same(power(whole * whole, 0.5), whole)
    assert same(power(2.0, np.arange(-1074.0, 1024.0)), [math.ldexp(1.0, n) for n in range(-1074, 1024)])


def test_that_ends_and_what_is_no_number_are_as_in_the_c_library():
    def wanted(f, *args):
        try:
            return f(*args)
        except OverflowError:
            return INF
        except ValueError:
            return -INF if f is math.log and args[0] == 0.0 else INF if args[0] == 0.0 else NAN

    tolerance = {"rtol": 4e-16, "atol": 5e-324, "equal_nan": True}
    assert np.allclose(plain(0, np.array(SPECIAL), 0.0), [wanted(math.exp, x) for x in SPECIAL], **tolerance)
    assert np.allclose(log(np.array(SPECIAL)), [wanted(math.log, x) for x in SPECIAL], **tolerance)
    assert np.allclose(tanh(np.array(SPECIAL)), [math.tanh(x) for x in SPECIAL], **tolerance)
    for x in SPECIAL:
        for y in SPECIAL:
            right = (1.0 if y == 0.0 else NAN) if x < 0.0 else wanted(math.pow, abs(x), y)
            assert np.allclose(plain(3, x, y), right, **tolerance), (x, y)


@pytest.mark.parametrize("f", [exp, log, lambda x: power(x, 0.3), lambda x: power(x, 2.7)])
def test_that_none_falls_where_its_argument_rises(f):
    starts = RNG.uniform(0.01, 5.0, 2_000)
    neighbours = (starts.view(np.int64)[:, None] + np.arange(100)).view(np.float64)
    assert (np.diff(f(neighbours), axis=1) >= 0.0).all()
    assert (np.diff(f(np.sort(starts))) > 0.0).all()


@pytest.mark.parametrize("which", range(4))
def test_that_kernels_arrays_and_single_numbers_have_the_same_bits(which):
    x = np.concatenate([spread(0, 1, MANY), np.exp(spread(-700, 700, MANY)), spread(-700, 700, MANY), near_one()])
    y = np.concatenate([spread(0, 4, MANY), spread(-9, 9, MANY), spread(-9, 9, MANY), spread(-1e6, 1e6)])
    a, b = (part.ravel() for part in np.meshgrid(SPECIAL, SPECIAL))
    x, y = np.append(x, a), np.append(y, b)
    arrays = plain(which, x, y)
    assert same(compiled(which, x, y), arrays)
    single = RNG.choice(x.size, 500, replace=False)
    assert same(
        [plain(which, u, v) for u, v in zip(x[single].tolist(), y[single].tolist(), strict=True)], arrays[single]
    )
    assert isinstance(plain(which, 0.5, 0.5), float)


def test_that_factors_bring_every_number_close_to_one():
    assert (np.round(FACTORS * 512.0) == FACTORS * 512.0).all()
    assert FACTORS[75] == 1.0
    m = np.linspace(0.7051, 1.4101, 100_001)
    piece = (m.view(np.int64) - (1023 << 52) + (75 << 45) + (1 << 44)) >> 45
    assert np.abs(m * FACTORS[piece] - 1.0).max() < 0.006
