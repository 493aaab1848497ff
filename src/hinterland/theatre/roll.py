"""The roll of named partisan units, as kernels read it."""

from typing import NamedTuple

from hinterland.core.declare import Array


class Roll(NamedTuple):
    """Fixed facts of every named unit of partisans (N of them).

    The day on which it is set up, where, with how many, and the number of its leader: the same for all the units that
    one leader led, -1 where none is known.
    """

    day: Array
    cell: Array
    men: Array
    leader: Array
    based: Array
    """1 where it lives on the Soviet side of the front and goes out across it, as uint8."""
