"""The roll of named partisan units, as kernels read it, and who led them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from hinterland.core.declare import Array
from hinterland.theatre.assemble import Theatre
from hinterland.theatre.decisions import Decision
from hinterland.theatre.ground import cell_at
from hinterland.theatre.inputs import Inputs, Unit

MEN = {"group": 12, "detachment": 45, "brigade": 160, "formation": 0}
"""People of a named unit where no source says; a formation is a staff over units of its own (house-0004)."""


class NamedUnits(NamedTuple):
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


def leader_of(raid: Decision) -> str:
    """Return the family name with which the text of a raid begins (`Kovpak: leg 1 ...`), or nothing."""
    name, colon, _ = raid.text.partition(":")
    return name.strip() if colon and raid.switch == "raid" else ""


def leaders(units: Sequence[Unit]) -> dict[str, int]:
    """Return a number for the family name of every commander of a named unit."""
    names = dict.fromkeys(unit.commander.split()[-1] for unit in units if unit.commander)
    return {name: n for n, name in enumerate(names)}


def named_units_of(theatre: Theatre, forcing: Inputs) -> NamedUnits:
    """Return the named units of partisans: the day, the cell, the people and the leader of each."""
    units = forcing.units
    known = leaders(units)
    led = [known[unit.commander.split()[-1]] if unit.commander else -1 for unit in units]
    men = [u.men if u.men is not None else MEN[u.level] for u in units]
    cells = [cell_at(theatre.ground, u.lat, u.lon) for u in units]
    days, based = np.array([u.formed for u in units], np.int32), np.array([u.based for u in units], np.uint8)
    return NamedUnits(days, np.array(cells, np.int32), np.array(men, float), np.array(led, np.int32), based)
