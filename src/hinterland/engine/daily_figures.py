"""What a played war recorded by day: a quantity in a region, as it was and as a side said it."""

import warnings
from functools import cached_property

import numpy as np

from hinterland.core.fault import Fault
from hinterland.engine import victims
from hinterland.engine.apportion import Apportioning
from hinterland.engine.observed.quantity import SIDES
from hinterland.engine.quantities import Quantity, Share, find, find_side
from hinterland.engine.run import Played
from hinterland.evidence.registry import of_victims
from hinterland.files.caution import Caution


class DailyFigures:
    """The figures of a played war by day. Regions are named as in `hinterland.engine.result.Run`."""

    def __init__(self, played: Played) -> None:
        """Wrap a played war."""
        self.played = played
        self.scenario, self.seed = played.scenario, played.seed
        self.parameters, self.theatre = played.parameters, played.theatre
        self.own = {q.name: q for q in played.schedule.quantities}
        record = played.record
        self.first, self.days = record.first, record.days
        self._apportioned: set[tuple[str, str | None]] = set()
        self._table, self._row = record.table, {name: n for n, name in enumerate(record.series)}

    def atoms(self, region: str | None) -> np.ndarray:
        """Return the atoms of the map that hold land of a region; raise `Fault` for one that is not known or empty."""
        return self.theatre.something_inside("USSR" if region is None else region)

    def values(self, name: str, region: str | None = None, said_by: str | None = None) -> np.ndarray:
        """Return a quantity by day (float64, one value a day of the run); of victims, the mean of each month.

        `said_by` is "soviet" or "german" for what that side said; None is what was so. Raises `Fault` for an unknown
        quantity, region or side, a quantity of which that side says nothing, and victims of ground that holds no oblast
        (`hinterland.engine.victims`).
        """
        if not of_victims(q := find(name, self.own).name, said_by):
            return self.every_day(name, region, said_by)
        victims.check(q, region, self.theatre, said_by=said_by)
        return victims.by_month(self.every_day(name, region, said_by), self.first)

    def every_day(self, name: str, region: str | None = None, said_by: str | None = None) -> np.ndarray:
        """Return a quantity by day as the model made it, victims too: simulated, and no statement about the place.

        Arguments and faults are those of `values`, but any ground is answered.
        """
        q, side = find(name, self.own), find_side(said_by)
        if not q.sources(side):
            sides = " or ".join(one for one in SIDES if q.sources(one))
            remedy = f"give {sides}, or leave said_by out for what was so" if sides else "leave said_by out"
            raise Fault(None, 0, f"the {side} side says nothing of {q.name}", remedy)
        if isinstance(q, Share):
            under = self.every_day(q.under, region)
            over = self.every_day(q.over, region)
            return np.divide(q.factor * over, under, out=np.full(over.size, np.nan), where=under > 0)
        total = self.daily_sums(name, region, side)
        if q.kind == "mean":
            inside = self.theatre.regions.mask("USSR" if region is None else region)
            people = (self.theatre.land.rural + self.theatre.land.urban)[inside].sum()
            return total / max(float(people), 1.0)
        return total

    def by_atom(self, name: str, region: str | None = None) -> np.ndarray:
        """Return what was so of a stock or flow by day and atom of a region, of shape (days, atoms), as float64.

        Raises `Fault` for an unknown quantity or region, and for a share or a mean, which no atom has by itself.
        """
        q = find(name, self.own)
        if isinstance(q, Share) or q.kind == "mean":
            raise Fault(None, 0, f"{q.name} is a {q.kind} and is not held by atom", "ask for a stock or a flow")
        inside = self.atoms(region)
        parts = np.stack([self._table[self._row[path]][:, inside] for path in q.sources()])
        return parts.sum(axis=0, dtype=np.float64)

    def daily_sums(self, name: str, region: str | None = None, said_by: str | None = None) -> np.ndarray:
        """Return by day what is recorded of a quantity in a region; of a mean, the sum over people.

        Raises `Fault` for an unknown quantity, region or side, and for a share, of which nothing is added up.
        """
        q, side = find(name, self.own), find_side(said_by)
        if isinstance(q, Share) or not q.sources(side):
            raise Fault(None, 0, f"{q.name} has no sums of that kind", "ask for its values")
        inside = self.atoms(region)
        if region is not None and self.theatre.cut(region).size:
            return self._shared_out(q, region, side)
        rows = [self._row[path + ("@people" if q.kind == "mean" else "")] for path in q.sources(side)]
        return np.sum([self._table[row][:, inside].sum(axis=1, dtype=np.float64) for row in rows], axis=0)

    def _shared_out(self, q: Quantity, region: str, side: str | None) -> np.ndarray:
        """Return a quantity of a region that cuts through what is recorded, and warn once of what is apportioned."""
        found = self._apportioning.daily(q, side, region)
        if found.share and (q.name, region) not in self._apportioned:
            self._apportioned.add((q.name, region))
            asked = self.theatre.regions.as_asked(region)
            message = f"{asked} cuts through what is recorded: {found.share:.0%} of {q.name} is apportioned"
            remedy = "play with the region among regions= (or --region) for the exact figure"
            warnings.warn(Caution(None, 0, f"{message} by {found.by}", remedy), stacklevel=5)
        return found.values

    @cached_property
    def _apportioning(self) -> Apportioning:
        return Apportioning(self.played)
