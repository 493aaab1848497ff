"""A group of the house in small, and kernels that work on it."""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import MONDAY
from hinterland.core.jit import daily, kernel, weekly


class Granary(NamedTuple):
    """A group with more fields than anyone needs."""

    grain: np.ndarray
    flour: np.ndarray
    roof: np.ndarray
    keys: np.ndarray


def granary() -> Granary:
    """Return a granary of three rows."""
    return Granary(*(np.arange(3.0) + n for n in range(4)))


@kernel
def mill(granary, row, share):
    """Grind a share of a row, and bake."""
    granary.grain[row] -= share
    bake(granary, row, share)


@kernel
def bake(store, row, share):
    """Put flour into a store."""
    store.flour[row] += 0.8 * share


@daily
def week(granary, other, rate):
    """Grind a little in every row."""
    for row in range(granary.grain.size):
        mill(granary, row, rate)
        other[row] += granary.keys[row]


@daily
def renamed(granary):
    """Keep the group under another name."""
    same = granary
    same.roof[0] = 9.0


@weekly(MONDAY)
def market(granary, today):
    """Sell what there is."""
    for row in range(granary.grain.size):
        granary.grain[row] = 0.0
