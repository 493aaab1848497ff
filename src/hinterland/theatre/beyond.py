"""Lands beyond the map: countries that have no cells, but in which something is counted."""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from hinterland.core.declare import Array
from hinterland.core.fault import Fault
from hinterland.core.paths import THEATRE
from hinterland.theatre.regions import Regions
from hinterland.theatre.sheet import read

EVERYWHERE = "Abroad"
"""The region that holds all lands beyond the map and every cell abroad."""


class Beyond(NamedTuple):
    """The lands beyond the map: their ids, and the atom of the first; the others follow."""

    id: tuple[str, ...]
    first: int


def read_beyond(first: int, regions: Regions, folder: Path = THEATRE) -> Beyond:
    """Read `beyond.csv`; raises `Fault` for a land that is not a region of kind `outside`."""
    lines = read(folder, "beyond.csv", "id name note")
    for line in lines:
        region = regions.table.get(line.text("id"))
        if region is None or region.kind != "outside":
            raise line.fault(f"{line.text('id')} is no region of kind outside", "enter it in regions.csv")
    return Beyond(tuple(line.text("id") for line in lines), first)


def atoms_of(query: str, regions: Regions, atoms: Array, beyond: Beyond) -> Array:
    """Return the atoms of a region, or of a union of regions and lands beyond the map, as a sorted array.

    A region in which nothing is counted has none. Raises `Fault` for one that is not known or cuts through an atom.
    """
    found: list[int] = []
    ground = []
    for name in query.split("+"):
        if name in beyond.id:
            found.append(beyond.first + beyond.id.index(name))
        elif name == EVERYWHERE:
            found += range(beyond.first, beyond.first + len(beyond.id))
            found += np.unique(atoms[regions.ground.abroad == 1]).tolist()
        else:
            ground.append(name)
    if ground:
        mask = regions.mask("+".join(ground))
        inside = np.unique(atoms[mask])
        if np.isin(atoms[~mask], inside).any():
            raise Fault(None, 0, f"{query} cuts through what is recorded", "add it to theatre/regions.csv")
        found += inside.tolist()
    return np.unique(np.array(found, np.int64))


def nowhere(query: str, regions: Regions) -> Fault:
    """Return the fault of asking for a region that has no atoms."""
    region = regions.table.get(query)
    outside = region is None or region.kind == "outside"
    where = "lies outside the theatre" if outside else "holds no cell of the theatre"
    return Fault(None, 0, f"{query} {where}", "name another region")
