"""Figures read off the journal of a run: acts and marches of a named unit, one event, who took part, who came.

A named unit is the detachments that bore a name of its commander, each from the day on which it took it, and those that
divided from them. What other units do on its march beside it is not counted, nor is what the journal puts down to no
detachment, such as losses on expeditions.
"""

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from hinterland.core.fault import Fault
from hinterland.core.geometry import distance_km
from hinterland.core.journal import DIVIDED, NAMED, Kind
from hinterland.core.units import HOURS_PER_DAY
from hinterland.engine.journal_lines import JournalLines, lines_of
from hinterland.theatre.inputs import Unit, read_units

if TYPE_CHECKING:
    from hinterland.engine.result import Run

UNIT, EVENT, TOOK_PART, CAME = "unit", "event", "took part", "came"
PEOPLE, BRIGADES, MINES = "people came", "brigades came", "mines for ten days"
TAKES = (UNIT, EVENT, TOOK_PART, CAME, PEOPLE, BRIGADES, MINES)
"""Ways in which days are taken together that are read off the journal."""
KIND_OF_EVENT = {"trains.derailed": Kind.derailment, "rails.cut": Kind.rail_cut, "bridges.down": Kind.bridge}
"""The kind of event whose figure is what a unit does; `true` is what was so, `claimed` what it reported."""
DEAD_OF_UNIT = "axis.dead_with_police"
"""The enemies that a unit killed: the journal gives soldiers and police of a post together."""
EVENTS = {
    "defectors.count": Kind.defection,
    "prisoners.freed": Kind.freed,
    "railway.charges_exploded": Kind.rail_cut,
}
"""The kind of event of which the largest is asked."""
OF_A_NIGHT = ("railway.charges_exploded",)
"""Quantities of which one event is all that detachments do to one line of railway in one night."""
COLUMNS = {None: "true", "soviet": "claimed", "german": "found"}
"""The figure of an event that was so, and that of either side."""
TEN_DAYS = 10 * HOURS_PER_DAY
CAMPAIGN = -1
"""What the journal gives in `other` for a campaign order; a marching order has the cell of its goal."""


class JournalReader:
    """Reads figures off the journal of one run; its lines are put together and sorted by kind once."""

    def __init__(self, run: "Run") -> None:
        """Take a run."""
        self.run = run
        self._kinds: dict[Kind, JournalLines] = {}

    def read(
        self, take: str, name: str, region: str, days: tuple[int, int], said_by: str | None, unit: str = ""
    ) -> float:
        """Return a figure that the journal holds, over days of the war (both within).

        It is of a region or, where `take` is `unit`, of the named unit of that id. Raises `Fault` for a quantity
        which the journal does not hold in this way, and for a unit that the table of named units does not hold.
        """
        if take == UNIT:
            return self._of_unit(name, unit, days, said_by)
        inside = self.run.theatre.regions.mask(region)
        if take == EVENT:
            events = self._in_region(EVENTS[name], inside, days)
            figures = getattr(events, COLUMNS[said_by])
            if name in OF_A_NIGHT:
                lines = events.other.max(initial=0) + 1
                nights = np.unique(events.day * lines + events.other, return_inverse=True)[1]
                figures = np.bincount(nights, figures)
            return float(figures.max(initial=0.0))
        if take == MINES:
            return self._mines_for_ten_days(inside, days)
        return self._took_part(inside, days) if take == TOOK_PART else self._came(inside, days, take)

    def bearers(self, unit: str) -> dict[int, int]:
        """Return the detachments named after the commander of a unit, each with the journal's line of its naming.

        They are in the order of their naming. Raises `Fault` for a unit that the table does not hold.
        """
        units = self._units
        leader = next((one.commander for one in units if one.id == unit), None)
        if leader is None:
            raise Fault(None, 0, f"there is no named unit {unit!r}", "see theatre/partisan_units.csv")
        rows = [k for k, one in enumerate(units) if one.commander == leader]
        both = self._founded_as(NAMED), self._of(Kind.named)
        founded, taken = (lines.where(np.isin(lines.other, rows)) for lines in both)
        named = list(zip(founded.line, founded.who, strict=True)) + list(zip(taken.line, taken.who, strict=True))
        found: dict[int, int] = {}
        for line, number in sorted(named):
            found.setdefault(int(number), int(line))
        return found

    def members_of(self, unit: str) -> dict[int, int]:
        """Return those of `bearers` and those that divided from them since, each with its line of the journal."""
        found = self.bearers(unit)
        waiting = list(found)
        while waiting:
            parent = waiting.pop()
            for line, number in self._divided.get(parent, ()):
                if line >= found[parent] and number not in found:
                    found[number] = line
                    waiting.append(number)
        return found

    @cached_property
    def _units(self) -> tuple[Unit, ...]:
        return read_units()

    def _of_unit(self, name: str, unit: str, days: tuple[int, int], said_by: str | None) -> float:
        """Return what a unit did on some days, or in km the way of the detachment that was last to take its name."""
        if name != "raids.distance":
            return self._claimed_or_true(name, self.members_of(unit), days, said_by)
        bearers = self.bearers(unit)
        own = self._since(bearers, self._lines.within(*days))
        last = np.searchsorted(list(bearers.values()), own.line, side="right") - 1
        own = own.where(own.detachment == np.array(list(bearers), int)[last])
        land = self.run.theatre.land
        ways = [pairwise(own.cell[own.detachment == number]) for number in np.unique(own.detachment)]
        return float(sum(distance_km(land, a, b) for way in ways for a, b in way if a != b))

    def _since(self, since: dict[int, int], events: JournalLines) -> JournalLines:
        """Return those of some lines in which given detachments act, of each from its line of the journal on."""
        begins = np.full(self._lines.detachment.max(initial=-1) + 2, self._lines.line.size)
        begins[list(since)] = list(since.values())
        return events.where(events.line >= begins[events.detachment])

    def _in_region(self, kind: Kind, inside: np.ndarray, days: tuple[int, int]) -> JournalLines:
        """Return the lines of a kind of some days in the cells of a mask."""
        events = self._of(kind).within(*days)
        return events.where(inside[events.cell])

    def _claimed_or_true(self, name: str, members: dict[int, int], days: tuple[int, int], said_by: str | None) -> float:
        """Return what the events of one unit add up to: rails, trains, bridges, posts, or enemies killed.

        Raises `Fault` for any other quantity.
        """
        if name not in (*KIND_OF_EVENT, "garrisons.destroyed", DEAD_OF_UNIT):
            raise Fault(None, 0, f"the journal does not hold {name} of one unit", f"ask for {', '.join(KIND_OF_EVENT)}")

        def own(kind: Kind) -> JournalLines:
            return self._since(members, self._of(kind).within(*days))

        if name in KIND_OF_EVENT:
            events = own(KIND_OF_EVENT[name])
            return float((events.claimed if said_by == "soviet" else events.true).sum())
        attacks = own(Kind.garrison_attack)
        if name == "garrisons.destroyed":
            return float((attacks.other == 1).sum())
        pursuits = own(Kind.pursuit)
        if said_by == "soviet":
            return float(attacks.claimed.sum() + pursuits.claimed.sum())
        return float(attacks.true.sum() + pursuits.second.sum())

    def _took_part(self, inside: np.ndarray, days: tuple[int, int]) -> float:
        """Return the people of all detachments that had heard a campaign order and cut rails in a region."""
        cut = self._in_region(Kind.rail_cut, inside, days)
        heard = self._orders_to(cut, days[1])
        heard = heard.where(heard.other == CAMPAIGN)
        last = np.unique(heard.detachment[::-1], return_index=True)[1]
        return float(heard.true[::-1][last].sum())

    def _came(self, inside: np.ndarray, days: tuple[int, int], take: str) -> float:
        """Return the detachments that ended in a region a march begun outside of it, their people, or their brigades.

        A brigade comes with the detachment that founded it.
        """
        ended = self._in_region(Kind.march, inside, days)
        begun = self._orders_to(ended, days[1])
        begun = begun.where((begun.other != CAMPAIGN) & ~inside[begun.cell])
        ended = ended.where(np.isin(ended.detachment, begun.detachment))
        arrived, first = np.unique(ended.detachment, return_index=True)
        if take == BRIGADES:
            return float(np.isin(self._founders, arrived).sum())
        return float(ended.true[first].sum() if take == PEOPLE else arrived.size)

    def _orders_to(self, acting: JournalLines, last: int) -> JournalLines:
        """Return the orders up to a day to the detachments that act in some lines."""
        orders = self._of(Kind.order).within(0, last)
        return orders.where(np.isin(orders.detachment, acting.detachment))

    def _mines_for_ten_days(self, inside: np.ndarray, days: tuple[int, int]) -> float:
        """Return how many mines of long delay close a line for ten days, if each explodes after the one before.

        NaN where none explodes. The journal has them as events of no detachment, with a derailed train or without.
        """
        both = (self._in_region(kind, inside, days) for kind in (Kind.derailment, Kind.foiled))
        wrecks, misses = (int((events.who < 0).sum()) for events in both)
        rail = self.run.played.parameters.rail
        hours = wrecks * rail.wreck_closure_h + misses * rail.miss_closure_h
        return TEN_DAYS * (wrecks + misses) / hours if hours else float("nan")

    @cached_property
    def _lines(self) -> JournalLines:
        return lines_of(self.run.played.record.events)

    def _of(self, kind: Kind) -> JournalLines:
        """Return the lines of one kind, looked for once."""
        if kind not in self._kinds:
            self._kinds[kind] = self._lines.of(kind)
        return self._kinds[kind]

    @cached_property
    def _founders(self) -> np.ndarray:
        """The number of the detachment that founded each brigade."""
        return self._of(Kind.brigade).other

    def _founded_as(self, origin: float) -> JournalLines:
        """Return the lines of the detachments that came to be in one way."""
        founded = self._of(Kind.formation)
        return founded.where(founded.second == origin)

    @cached_property
    def _divided(self) -> dict[int, list[tuple[int, int]]]:
        """The line and the number of each detachment that divided from another, by the number of that other."""
        found: dict[int, list[tuple[int, int]]] = {}
        lines = self._founded_as(DIVIDED)
        for line, number, parent in zip(lines.line.tolist(), lines.who.tolist(), lines.other.tolist(), strict=True):
            found.setdefault(parent, []).append((line, number))
        return found
