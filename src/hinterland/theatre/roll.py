"""The roll of named partisan units, as kernels read it."""

from typing import NamedTuple

from hinterland.core.declare import Array


class Roll(NamedTuple):
    """Fixed facts of every named unit of partisans (N of them): the day it is set up, where, and with how many."""

    day: Array
    cell: Array
    men: Array
    based: Array
    """1 where it lives on the Soviet side of the front and goes out across it, as uint8."""
