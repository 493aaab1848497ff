"""Atoms: the parts of the land by which figures are written down, and which of them each region holds or cuts through.

Nothing of the war depends on them.
"""

from collections.abc import Iterable

import numpy as np

from hinterland.core.declare import Array
from hinterland.core.once import KEPT, once
from hinterland.theatre.foreign_countries import ForeignCountries, atoms_of
from hinterland.theatre.regions import Regions


class Atoms:
    """The atoms of a theatre; those of a region are worked out once and kept."""

    def __init__(self, of_cell: Array, regions: Regions, foreign: ForeignCountries) -> None:
        """Take the atom of each cell; those of the lands beyond the map follow them."""
        self.of_cell, self.regions = of_cell, regions
        self.foreign = foreign._replace(first=int(of_cell.max()) + 1)
        self._inside: dict[str, Array] = {}
        self._cut: dict[str, Array] = {}

    def __repr__(self) -> str:
        """Say how many there are."""
        return f"<Atoms: {len(self)}, {len(self.foreign.id)} of them beyond the map>"

    def __len__(self) -> int:
        """Return how many there are, those of the lands beyond the map with them."""
        return self.foreign.first + len(self.foreign.id)

    def inside(self, region: str) -> Array:
        """Return the atoms of a region as a read-only array; see `foreign_countries.atoms_of`."""
        region = self.regions.named(region)
        if region not in self._inside:
            self._inside[region] = _sealed(atoms_of(region, self.regions, self.of_cell, self.foreign))
        return self._inside[region]

    def cut(self, region: str) -> Array:
        """Return the atoms of which a region holds some cells and not all, as a sorted read-only array."""
        region = self.regions.named(region)
        if region not in self._cut:
            mask = self.regions.mask(region)
            self._cut[region] = _sealed(np.intersect1d(self.of_cell[mask], self.of_cell[~mask]))
        return self._cut[region]

    def of_regions(self, regions: Iterable[str]) -> "Atoms":
        """Return atoms so fine that none of some regions cuts through one; these where none does."""
        return _finer(self, tuple(dict.fromkeys(regions)))


def atoms_between(masks: Array) -> Array:
    """Return for each cell the number of its atom: cells have the same where all rows of `masks` (N x cells) agree."""
    _, atoms = np.unique(masks.T, axis=0, return_inverse=True)
    return atoms.astype(np.int32).ravel()


@once(KEPT)
def _finer(atoms: Atoms, regions: tuple[str, ...]) -> Atoms:
    """Return what `Atoms.of_regions` does; the last eight are kept, for all runs of an ensemble ask for the same."""
    masks = [atoms.regions.mask(region) for region in regions if atoms.cut(region).size]
    if not masks:
        return atoms
    return Atoms(atoms_between(np.vstack([atoms.of_cell, *masks])), atoms.regions, atoms.foreign)


def _sealed(values: Array) -> Array:
    values.setflags(write=False)
    return values
