"""What a kernel touches is read from its source, through the kernels that it calls."""

import pytest
from tests.barn import market, mill, renamed, week

from hinterland.core.jit import kernel
from hinterland.engine.reading import fields_used


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
