"""A group of the house in small, and kernels that work on it."""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import MONDAY
from hinterland.core.jit import daily, kernel, weekly


class Barn(NamedTuple):
    """A group with more fields than anyone needs."""

    grain: np.ndarray
    flour: np.ndarray
    roof: np.ndarray
    keys: np.ndarray


def barn() -> Barn:
    """Return a barn of three rows."""
    return Barn(*(np.arange(3.0) + n for n in range(4)))


@kernel
def mill(barn, row, share):
    """Grind a share of a row, and bake."""
    barn.grain[row] -= share
    bake(barn, row, share)


@kernel
def bake(store, row, share):
    """Put flour into a store."""
    store.flour[row] += 0.8 * share


@daily
def week(barn, other, rate):
    """Grind a little in every row."""
    for row in range(barn.grain.size):
        mill(barn, row, rate)
        other[row] += barn.keys[row]


@daily
def renamed(barn):
    """Keep the group under another name."""
    same = barn
    same.roof[0] = 9.0


@weekly(MONDAY)
def market(barn, today):
    """Sell what there is."""
    for row in range(barn.grain.size):
        barn.grain[row] = 0.0
