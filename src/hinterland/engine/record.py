"""What is kept of a run: every quantity by day and place, maps by month, and the journal of events."""

from copy import copy, deepcopy
from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import date_of
from hinterland.core.chance import WEEK
from hinterland.core.units import HOURS_PER_DAY
from hinterland.engine.recorded_series import plan_of, recorded_series
from hinterland.engine.schedule import Schedule
from hinterland.engine.sparse_record import SparseRecord
from hinterland.engine.world import World
from hinterland.theatre.assemble import Theatre

MAPS = {
    "strength": "detachments.men_in_cell",
    "held": "zones.held",
    "occupied": "population.was_occupied",
    "killed": "population.civilians_killed",
    "loyalty_soviet": "population.support_soviet",
    "garrison": "security.garrison",
}
LINES: dict[str, tuple[str, type, str]] = {
    "capacity": ("traffic.capacity", np.float32, "train/day"),
    "whole": ("traffic.undamaged_capacity", np.float32, "train/day"),
    "trains": ("traffic.trains", np.float32, "train/day"),
    "flow": ("traffic.flow", np.float32, "train/day"),
    "closed_h": ("traffic.closed_h", np.float32, "h"),
    "cut": ("rail.rails_destroyed", np.uint16, "rail"),
    "actions": ("rail.actions", np.uint8, "action"),
}
"""What is kept of every railway line by day where it is asked for: the array, how it is kept, its unit."""
COLUMNS = ("kind", "cell", "who", "other", "true", "second", "claimed", "found")
COLLECTED = ("table", "map_days", "maps", "line_closed", "_closed", "_closed_days", "lines", "events", "named")
"""What of a recorder grows from day to day."""


class Recording(NamedTuple):
    """What is kept of a run.

    `series` names the arrays and columns of the journal that are added up by atom (see `recorded_series`), None for
    all of them. `maps` are those of `MAPS` by month and the closures of lines, `events` the journal and the people of
    named units by week, and `lines` all of `LINES` by day.
    """

    series: frozenset[str] | None = None
    maps: bool = True
    events: bool = True
    lines: bool = False


class Recorder:
    """Collects a run day by day."""

    def __init__(
        self, world: World, theatre: Theatre, first: int, days: int, kept: Recording, schedule: Schedule
    ) -> None:
        """Make room for what is kept of `days` days from day number `first`."""
        self.first, self.days, self.kept = first, days, kept
        every = recorded_series(schedule)
        self.series = {name: one for name, one in every.items() if kept.series is None or name in kept.series}
        self._plan = plan_of(world, theatre, self.series)
        self.table = SparseRecord(len(self.series), days, theatre.all_atoms)
        self.map_days: list[int] = []
        self.maps: dict[str, list[np.ndarray]] = {name: [] for name in MAPS}
        self.line_closed: list[np.ndarray] = []
        self._closed = np.zeros(theatre.land.line_km.size)
        self._closed_days = 0
        shape = (days, theatre.land.line_km.size)
        self.lines: dict[str, np.ndarray] = {}
        if kept.lines:
            self.lines = {name: np.zeros(shape, kept) for name, (_, kept, _) in LINES.items()}
        self.events: list[tuple[int, dict[str, np.ndarray]]] = []
        self.named: list[tuple[np.ndarray, np.ndarray]] = []
        """For the last day of every week of the record, the rows of the named units that exist, and their people."""

    def copied(self) -> "Recorder":
        """Return a recorder that holds what this one holds now, and keeps it whatever is recorded later."""
        made = copy(self)
        made.resume(self)
        return made

    def resume(self, earlier: "Recorder") -> None:
        """Hold what another recorder held; see `difference_from`."""
        for name in COLLECTED:
            setattr(self, name, deepcopy(getattr(earlier, name)))

    def difference_from(self, other: "Recorder") -> str:
        """Return in words what another recorder keeps otherwise, nothing where both keep the same."""
        own, theirs = ((one.first, one.days) for one in (self, other))
        if own != theirs:
            return f"{theirs[1]} days are recorded from day {theirs[0]} before, and {own[1]} from day {own[0]} after"
        same = self.table.shape == other.table.shape and (self.kept, [*self.series]) == (other.kept, [*other.series])
        return "" if same else "other quantities or regions are recorded"

    def take(self, world: World, day: int) -> None:
        """Record the end of a day."""
        k = day - self.first
        self.table.add(self._plan, world.journal, world.detachments)
        used = int(world.journal.used[0])
        if used and self.kept.events:
            self.events.append((day, {c: getattr(world.journal, c)[:used].copy() for c in COLUMNS}))
        for name, rows in self.lines.items():
            group, field = LINES[name][0].split(".")
            values = getattr(getattr(world, group), field)
            rows[k] = values if rows.dtype == np.float32 else np.minimum(values, np.iinfo(rows.dtype).max)
        if self.kept.events and (k % WEEK == WEEK - 1 or k == self.days - 1):
            self._count_named(world)
        if self.kept.maps:
            self._draw_maps(world, day)

    def _count_named(self, world: World) -> None:
        """Record the people of named units."""
        detachments = world.detachments
        rows = np.flatnonzero((detachments.alive == 1) & (detachments.named >= 0))
        self.named.append((detachments.named[rows].copy(), detachments.men[rows].astype(np.float32)))

    def _draw_maps(self, world: World, day: int) -> None:
        """Record the maps on the first of a month, the first and the last day, and since the last how lines fared."""
        k = day - self.first
        self._closed += world.traffic.closed_h
        self._closed_days += 1
        when = date_of(day)
        if when.day == 1 or day == self.first or k == self.days - 1:
            self.map_days.append(day)
            for name, path in MAPS.items():
                group, field = path.split(".")
                self.maps[name].append(getattr(getattr(world, group), field).astype(np.float32))
            self.line_closed.append((self._closed / (HOURS_PER_DAY * self._closed_days)).astype(np.float32))
            self._closed[:] = 0.0
            self._closed_days = 0
