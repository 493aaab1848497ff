"""Quantities of a run by day in many regions at once: recorded arrays added up over the atoms of each region."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product

import numpy as np

from hinterland.core.fault import Fault
from hinterland.engine.aggregate import Places
from hinterland.engine.daily_figures import DailyFigures
from hinterland.engine.observed.quantity import SIDES
from hinterland.engine.quantities import Quantity, Share, find

SPEAKERS = (None, *SIDES)
"""Who says a figure; None is what was so."""


def values_of(
    run: DailyFigures,
    asked: Iterable[Quantity | Share],
    places: dict[str, np.ndarray],
    speakers: Sequence[str | None] = SPEAKERS,
) -> Iterator[tuple[Quantity | Share, str | None, np.ndarray]]:
    """Yield each quantity and each of some speakers of it with its values, of shape (days, regions)."""
    sums = SumsByRegion(run, places)

    def value(name: str) -> np.ndarray:
        q = find(name, run.own)
        assert isinstance(q, Quantity)
        return sums.of(q, None)

    for q, side in product(asked, speakers):
        if isinstance(q, Share) and side is None:
            yield q, side, share(q, value(q.over), value(q.under))
        elif isinstance(q, Quantity) and q.sources(side):
            values = sums.of(q, side)
            yield q, side, values / sums.people if q.kind == "mean" else values


def by_region(run: DailyFigures, name: str, places: Mapping[str, np.ndarray], said_by: str | None = None) -> np.ndarray:
    """Return a quantity by day in several regions at once, of shape (days, regions), float64, as `Run.values` has it.

    `places` are the atoms of each region. Raises `Fault` for an unknown quantity, and one of which a side says nothing.
    """
    q = find(name, run.own)
    for _, _, values in values_of(run, [q], dict(places), [said_by]):
        return values
    raise Fault(None, 0, f"the {said_by} side says nothing of {q.name}", "leave said_by out for what was so")


class SumsByRegion:
    """Recorded arrays summed over the atoms of regions."""

    def __init__(self, run: DailyFigures, places: dict[str, np.ndarray]) -> None:
        """Take a run, and the atoms of every region."""
        self.run, self.cut = run, {n: place for n, place in enumerate(places) if _cuts(run, place)}
        self.table = run.played.record.table
        self.rows = {name: row for row, name in enumerate(run.played.record.series)}
        self.places = places
        self._by_atom = _by_atom(places, self.table.shape[2])

    @cached_property
    def people(self) -> np.ndarray:
        """The people of each region, and 1 where there are none."""
        return np.maximum([_people(self.run, place, inside) for place, inside in self.places.items()], 1.0)

    def row(self, name: str) -> np.ndarray:
        """Return one recorded array by its name, of shape (days, regions), float64."""
        return self.table.sums(self.rows[name], self._by_atom, len(self.places))

    def of(self, q: Quantity, side: str | None) -> np.ndarray:
        """Return a quantity as a side says it; of a mean, the sum weighted by people."""
        weighted = "@people" if q.kind == "mean" else ""
        found: np.ndarray = np.sum([self.row(path + weighted) for path in q.sources(side)], axis=0)
        for n, place in self.cut.items():
            found[:, n] = self.run.daily_sums(q.name, place, side)
        return found


def _by_atom(places: dict[str, np.ndarray], atoms: int) -> Places:
    """Return in which places each atom lies, where each place is given as the atoms in it."""
    held = np.concatenate(list(places.values()))
    place = np.repeat(np.arange(len(places)), [inside.size for inside in places.values()])
    begin = np.concatenate(([0], np.cumsum(np.bincount(held, minlength=atoms))))
    return Places(begin, place[np.argsort(held, kind="stable")])


def share(s: Share, over: np.ndarray, under: np.ndarray) -> np.ndarray:
    """Return a share from the quantities it is made of, in their shape; NaN where there is nothing to divide by."""
    return np.divide(s.factor * over, under, out=np.full(over.shape, np.nan), where=under > 0)


def _cuts(run: DailyFigures, place: str) -> bool:
    """Whether a region cuts through what is recorded; an oblast goes by its id alone and never does."""
    return place not in {o.id for o in run.theatre.ground.oblasts} and bool(run.theatre.cut(place).size)


def _people(run: DailyFigures, place: str, inside: np.ndarray) -> float:
    """Return the people of June 1941 of a region, of which the atoms are given."""
    land = run.theatre.land
    cells = run.theatre.regions.mask(place) if _cuts(run, place) else np.isin(land.atom, inside)
    return float((land.rural + land.urban)[cells].sum())
