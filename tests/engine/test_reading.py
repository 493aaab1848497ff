"""What a kernel touches is read from its source, through the kernels that it calls."""

from typing import NamedTuple

import numpy as np
import pytest

from hinterland.core.calendar import MONDAY
from hinterland.core.jit import daily, kernel, weekly
from hinterland.engine.reading import fields_used


class Barn(NamedTuple):
    """A group with more fields than anyone needs."""

    grain: np.ndarray
    flour: np.ndarray
    roof: np.ndarray
    keys: np.ndarray


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


@weekly(MONDAY)
def market(barn, today):
    """Sell what there is."""
    for row in range(barn.grain.size):
        barn.grain[row] = 0.0


@daily
def renamed(barn):
    """Keep the group under another name."""
    same = barn
    same.roof[0] = 9.0


@kernel
def handed_on(barn):
    """Hand the group to what is no kernel."""
    return len(barn)


def test_that_fields_are_found_through_the_kernels_that_are_called():
    assert fields_used(week.py_func) == {"barn": ("flour", "grain", "keys"), "other": None, "rate": None}


def test_that_a_field_is_found_under_the_name_it_has_in_the_called_kernel():
    assert fields_used(mill.py_func)["barn"] == ("flour", "grain")


@pytest.mark.parametrize("used", [renamed.py_func, handed_on.py_func])
def test_that_a_group_of_doubtful_use_is_passed_whole(used):
    assert fields_used(used) == {"barn": None}


def test_that_a_group_that_is_named_but_not_read_has_no_fields():
    assert fields_used(market.py_func) == {"barn": ("grain",), "today": ()}
