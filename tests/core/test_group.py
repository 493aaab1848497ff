"""A group is handed to compiled code as the address of a table, and read there like a tuple."""

from typing import NamedTuple

import numpy as np
import pytest
from tests import small

from hinterland.core.group import table_of
from hinterland.core.jit import daily
from hinterland.theatre.assemble import load
from hinterland.theatre.forcing_series import prepare
from hinterland.theatre.network import network_of


class Shelf(NamedTuple):
    """A group with fields of every kind."""

    small: np.ndarray
    wide: np.ndarray
    price: float
    day: int
    deep: np.ndarray


def shelf() -> Shelf:
    """Return a shelf whose values are all different."""
    deep = np.arange(24.0).reshape(2, 3, 4)
    return Shelf(np.arange(5, dtype=np.int8), np.arange(8, dtype=np.float32).reshape(4, 2), 2.5, -7, deep)


@daily
def read_all(shelf, out):
    """Write down something of every field."""
    out[0], out[1], out[2] = shelf.small.size, shelf.small[4], shelf.small[-1]
    out[3], out[4], out[5] = shelf.wide[2, 1], shelf.wide.shape[0], shelf.wide.shape[1]
    out[6], out[7] = shelf.price, shelf.day
    out[8], out[9], out[10] = shelf.deep[1, 2, 3], shelf.deep[1].sum(), shelf.deep[0, 1].size


def test_that_fields_of_every_kind_are_read_as_they_are():
    out = np.zeros(11)
    read_all(shelf(), out)
    assert out.tolist() == [5, 4, 4, 5, 4, 2, 2.5, -7, 23, np.arange(12.0, 24.0).sum(), 4]


def test_that_a_kind_of_group_has_one_type_whatever_its_values():
    assert table_of(shelf()).type is table_of(shelf()._replace(price=3.0, small=np.zeros(9, np.int8))).type
    assert table_of(shelf()).type is not table_of(shelf()._replace(small=np.zeros(5))).type


def test_that_what_cannot_be_handed_over_is_named():
    with pytest.raises(TypeError, match=r"Shelf.wide does not lie in one piece"):
        table_of(shelf()._replace(wide=np.zeros((4, 4))[:, ::2]))
    with pytest.raises(TypeError, match=r"Shelf.price is str: neither number nor array"):
        table_of(shelf()._replace(price="two"))


def test_that_a_field_that_is_not_there_is_refused_when_compiling():
    @daily
    def asks(shelf):
        return shelf.roof

    with pytest.raises(Exception, match="roof"):
        asks(shelf())


def test_that_kernels_are_compiled_once_for_the_theatre_and_for_the_small_one():
    """What the tests are given has the types of what a war is given, or every test would compile everything anew."""
    theatre = load(3)
    series, order_of_battle, named_units = prepare(3, frozenset(), ())
    real, made_up = network_of(theatre), small.network()
    pairs = [
        (theatre.land, small.land()),
        (order_of_battle, small.order_of_battle()),
        (named_units, small.named_units()),
        (series.on(400), small.forcing(400)),
        (real.ways, made_up.ways),
        (real.work, made_up.work),
        (real.spans, made_up.spans),
    ]
    for ours, theirs in pairs:
        assert table_of(ours).type is table_of(theirs).type, type(ours).__name__
