"""Figures read off the journal of a run: acts and marches of a named unit, one event, who took part, who came.

A named unit is the detachments that bore a name of its commander, each from the day on which it took it, and those that
divided from them. What other units do on its march beside it is not counted, nor is what the journal tells of no
detachment, such as losses on expeditions.
"""

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from hinterland.core.calendar import FIRST
from hinterland.core.fault import Fault
from hinterland.core.geometry import distance_km
from hinterland.core.units import HOURS_PER_DAY
from hinterland.engine.detachment_histories import detachment_of_events
from hinterland.theatre.inputs import Unit, read_units

if TYPE_CHECKING:
    import pandas as pd

    from hinterland.engine.result import Run

UNIT, EVENT, TOOK_PART, CAME = "unit", "event", "took part", "came"
PEOPLE, BRIGADES, MINES = "people came", "brigades came", "mines for ten days"
TAKES = (UNIT, EVENT, TOOK_PART, CAME, PEOPLE, BRIGADES, MINES)
"""Ways in which days are taken together that are read off the journal."""
KIND_OF_EVENT = {"trains.derailed": "derailment", "rails.cut": "rail_cut", "bridges.down": "bridge"}
"""The kind of event whose figure is what a unit does; `true` is what was so, `claimed` what it reported."""
DEAD_OF_UNIT = "axis.dead_with_police"
"""The enemies that a unit killed: the journal gives soldiers and police of a post together."""
EVENTS = {"defectors.count": "defection", "prisoners.freed": "freed", "railway.charges_exploded": "rail_cut"}
"""The kind of event of which the largest is asked."""
OF_A_NIGHT = ("railway.charges_exploded",)
"""Quantities of which one event is all that detachments do to one line of railway in one night."""
COLUMNS = {None: "true", "soviet": "claimed", "german": "found"}
"""The figure of an event that was so, and that of either side."""
TEN_DAYS = 10 * HOURS_PER_DAY
CAMPAIGN = -1
"""What the journal gives in `other` for a campaign order; a marching order has the cell of its goal."""


class JournalReader:
    """Reads figures off the journal of one run; which detachment acts in each event is worked out once."""

    def __init__(self, run: "Run") -> None:
        """Take a run."""
        self.run = run

    def read(
        self, take: str, name: str, region: str, days: tuple[int, int], said_by: str | None, unit: str = ""
    ) -> float:
        """Return a figure that the journal holds, over days of the war (both within).

        It is of a region or, where `take` is `unit`, of the named unit of that id. Raises `Fault` for a quantity
        of which the journal does not tell in this way, and for a unit that the table of named units does not hold.
        """
        if take == UNIT:
            return self._of_unit(name, unit, days, said_by)
        inside = self.run.theatre.regions.mask(region)
        if take == EVENT:
            events = self._within(days)
            events = events[(events["kind"] == EVENTS[name]) & inside[events["cell"].to_numpy()]]
            figures = events[COLUMNS[said_by]]
            if name in OF_A_NIGHT:
                figures = figures.groupby([events["day"], events["other"]]).sum()
            return float(figures.max()) if len(events) else 0.0
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
        made, events = self.run.detachments, self._events
        founded = made[made["name"].isin([units[k].name for k in rows])]
        taken = events[(events["kind"] == "named") & events["other"].isin(rows)]
        named = list(zip(founded["event"], founded["detachment"], strict=True))
        named += zip(taken.index, taken["detachment"], strict=True)
        found: dict[int, int] = {}
        for line, number in sorted(named):
            found.setdefault(int(number), int(line))
        return found

    def members_of(self, unit: str) -> dict[int, int]:
        """Return those of `bearers` and those that divided from them since, each with its line of the journal."""
        found, made = self.bearers(unit), self.run.detachments
        for number, parent, line in zip(made["detachment"], made["parent"], made["event"], strict=True):
            if parent in found and line >= found[parent]:
                found.setdefault(int(number), int(line))
        return found

    @cached_property
    def _units(self) -> tuple[Unit, ...]:
        return read_units()

    def _of_unit(self, name: str, unit: str, days: tuple[int, int], said_by: str | None) -> float:
        """Return what a unit did on some days, or in km the way of the detachment that was last to take its name."""
        if name != "raids.distance":
            return self._claimed_or_true(name, self._since(self.members_of(unit), days), said_by)
        bearers = self.bearers(unit)
        own = self._since(bearers, days)
        last = np.searchsorted(list(bearers.values()), own.index.to_numpy(), side="right") - 1
        own = own[own["detachment"].to_numpy() == np.array(list(bearers), int)[last]]
        land = self.run.theatre.land
        ways = [pairwise(cells) for _, cells in own.groupby("detachment")["cell"]]
        return float(sum(distance_km(land, a, b) for way in ways for a, b in way))

    def _since(self, since: dict[int, int], days: tuple[int, int]) -> "pd.DataFrame":
        """Return the events of some detachments on some days, of each from its line of the journal on."""
        own = self._within(days, np.array(list(since), int))
        return own[own.index.to_numpy() >= own["detachment"].map(since).to_numpy(float)]

    def _claimed_or_true(self, name: str, own: "pd.DataFrame", said_by: str | None) -> float:
        """Return what the events of one unit add up to: rails, trains, bridges, posts, or enemies killed."""
        attacks, pursuits = own[own["kind"] == "garrison_attack"], own[own["kind"] == "pursuit"]
        if name == "garrisons.destroyed":
            return float((attacks["other"] == 1).sum())
        if name == DEAD_OF_UNIT:
            if said_by == "soviet":
                return float(attacks["claimed"].sum() + pursuits["claimed"].sum())
            return float(attacks["true"].sum() + pursuits["second"].sum())
        if name not in KIND_OF_EVENT:
            raise Fault(None, 0, f"the journal does not tell {name} of one unit", f"ask for {', '.join(KIND_OF_EVENT)}")
        return float(own.loc[own["kind"] == KIND_OF_EVENT[name], "claimed" if said_by == "soviet" else "true"].sum())

    def _took_part(self, inside: np.ndarray, days: tuple[int, int]) -> float:
        """Return the people of all detachments that had heard a campaign order and cut rails in a region."""
        events = self._within(days)
        cut = events[(events["kind"] == "rail_cut") & inside[events["cell"].to_numpy()]]
        heard = self._within((0, days[1]), cut["detachment"].unique())
        heard = heard[(heard["kind"] == "order") & (heard["other"] == CAMPAIGN)]
        return float(heard.groupby("detachment")["true"].last().sum())

    def _came(self, inside: np.ndarray, days: tuple[int, int], take: str) -> float:
        """Return the detachments that ended in a region a march begun outside of it, their people, or their brigades.

        A brigade comes with the detachment that founded it.
        """
        events = self._within(days)
        ended = events[(events["kind"] == "march") & inside[events["cell"].to_numpy()]]
        begun = self._within((0, days[1]), ended["detachment"].unique())
        begun = begun[(begun["kind"] == "order") & (begun["other"] != CAMPAIGN)]
        begun = begun[~inside[begun["cell"].to_numpy()]]
        arrived = ended[np.isin(ended["detachment"], begun["detachment"])].groupby("detachment")["true"].first()
        if take == BRIGADES:
            return float(np.isin(self._founders, arrived.index).sum())
        return float(arrived.sum() if take == PEOPLE else arrived.size)

    def _mines_for_ten_days(self, inside: np.ndarray, days: tuple[int, int]) -> float:
        """Return how many mines of long delay close a line for ten days, if each explodes after the one before.

        NaN where none explodes. The journal has them as events of no detachment, with a derailed train or without.
        """
        events = self._within(days)
        events = events[(events["who"] < 0) & inside[events["cell"].to_numpy()]]
        wrecks, misses = (int((events["kind"] == kind).sum()) for kind in ("derailment", "foiled"))
        rail = self.run.played.parameters.rail
        hours = wrecks * rail.wreck_closure_h + misses * rail.miss_closure_h
        return TEN_DAYS * (wrecks + misses) / hours if hours else float("nan")

    @cached_property
    def _founders(self) -> np.ndarray:
        """The number of the detachment that founded each brigade."""
        return self.run.events["other"].to_numpy()[self.run.events["kind"].to_numpy() == "brigade"]

    @cached_property
    def _events(self) -> "pd.DataFrame":
        """The journal with the detachment that acts in each event, and the day of the war."""
        import pandas as pd

        events = self.run.events
        day = (pd.to_datetime(events["date"]) - pd.Timestamp(FIRST)).dt.days
        return events.assign(detachment=detachment_of_events(events), day=day)

    def _within(self, days: tuple[int, int], only: np.ndarray | None = None) -> "pd.DataFrame":
        """Return the events of some days, of all or of some detachments, in the order in which they happened."""
        first, last = np.searchsorted(self._events["day"].to_numpy(), [days[0], days[1] + 1])
        events = self._events.iloc[first:last]
        return events[events["detachment"].isin(only)] if only is not None else events
