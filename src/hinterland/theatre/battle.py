"""The Axis order of battle of the rear areas as kernels read it."""

from typing import NamedTuple

from hinterland.core.declare import Array


class Battle(NamedTuple):
    """Fixed facts of every Axis unit (U of them) and of every expedition ordered by name (E of them).

    `reach_start` (U + 1) and `reach_cell` hold the cells of each unit's area, row after row.
    """

    arrives: Array
    leaves: Array
    men: Array
    mobile: Array
    harsh: Array
    reach_start: Array
    reach_cell: Array
    named_from: Array
    named_to: Array
    named_cell: Array
    named_km: Array
    named_men: Array
