"""All state lies in one piece of memory, no two arrays in one place, and what is counted anew each day at its end."""

import itertools
from typing import NamedTuple

import numpy as np
from tests import small

from hinterland.core.declare import allocate, f8, i2, memory_of, per, u1
from hinterland.engine.world import World


class Herd(NamedTuple):
    """Arrays of several types, places and widths."""

    head: np.ndarray = per("field", f8, "cow", "Cows", start=3.0)
    born: np.ndarray = per("field", f8, "cow", "Calves of today", daily=True)
    marks: np.ndarray = per("cow", u1, "1", "Whether it is marked", start=1)
    age: np.ndarray = per("cow", i2, "year", "Its age")
    milk: np.ndarray = per("cow", f8, "l", "Milk by time of day", wide=2)


def arrays(world: World) -> list[np.ndarray]:
    """Return every state array."""
    return [values for group in world for values in group]


def test_that_every_array_has_its_first_value_its_type_and_its_shape():
    (herd,) = allocate(Herd, sizes={"field": 5, "cow": 3})
    assert [a.shape for a in herd] == [(5,), (5,), (3,), (3,), (3, 2)]
    assert [a.dtype.name for a in herd] == ["float64", "float64", "uint8", "int16", "float64"]
    assert [float(a.sum()) for a in herd] == [15.0, 0.0, 3.0, 0.0, 0.0]


def test_that_the_memory_of_an_array_leads_back_to_it():
    (herd,) = allocate(Herd, sizes={"field": 5, "cow": 3})
    herd.milk[:] = np.arange(6.0).reshape(3, 2)
    memory, start = memory_of(herd.milk)
    np.testing.assert_array_equal(memory[start : start + 6], np.arange(6.0))
    octets, first = memory_of(herd.marks)
    np.testing.assert_array_equal(octets.view(np.uint8)[first : first + 3], [1, 1, 1])


def test_that_no_two_arrays_of_the_world_share_a_place():
    world = small.begin(small.parameters_with(), small.land())
    spans = sorted((a.ctypes.data, a.ctypes.data + a.nbytes) for a in arrays(world))
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))


def test_that_only_counts_are_cleared_and_all_of_them():
    world = small.begin(small.parameters_with(), small.land())
    for values in arrays(world):
        values[:] = 1
    world.clear_counts()
    counts = {id(values) for _, spec, values in world.arrays() if spec.daily}
    assert len(counts) > 100
    for values in arrays(world):
        if values is not world.journal.used:
            assert values.sum() == (0 if id(values) in counts else values.size)
