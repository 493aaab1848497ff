"""A run by month and region, as one wide table for a spreadsheet or a wargame."""

import numpy as np

from hinterland.core.calendar import date_of
from hinterland.engine.daily_figures import DailyFigures
from hinterland.engine.dataset import Variable, regions
from hinterland.evidence.registry import of_victims
from hinterland.study.claims.speakers import speaker
from hinterland.study.systems import system_charts

FIRST_COLUMNS = (
    "partisans.strength",
    "partisans.strength:soviet",
    "partisans.strength:german",
    "partisans.in_contact",
    "partisans.joined",
    "partisans.dead",
    "detachments.count",
    "brigades.count",
    "radio.sets",
    "rifles.held",
    "explosives.held",
    "rails.cut",
    "rails.cut:soviet",
    "rails.cut:german",
    "railway.attacks",
    "railway.attacks:german",
    "trains.derailed",
    "bridges.down",
    "line.closed_hours",
    "railway.capacity_share",
    "line.guards",
    "axis.garrisons",
    "axis.in_expeditions",
    "axis.dead",
    "axis.dead:soviet",
    "police.strength",
    "police.dead",
    "garrisons.destroyed",
    "expeditions.count",
    "civilians.killed",
    "villages.burned",
    "people.deported",
    "people.civilians",
    "loyalty.soviet",
    "zones.area",
    "zones.people",
    "land.occupied",
    "airlift.tonnes",
    "food.given",
    "food.forced",
)
"""Quantities that come first in the table; after a colon the side that reports it. Those of the systems follow."""


def columns() -> list[str]:
    """Return the quantities of the table in its order: the first, and every one that the chart of a system shows."""
    return list(dict.fromkeys((*FIRST_COLUMNS, *system_charts.columns())))


class MonthlyTable:
    """A line for every month and region, filled with the variables of a run one by one.

    Flows are added up, of all else it holds the mean. Names of columns end in the unit;
    `partisans.strength by soviet [person]` is what that side said, `people.interned by finnish [person]` what an ally
    said who alone counts it (`hinterland.study.claims.speakers`). Victims are left empty for ground that holds no
    whole oblast (`hinterland.engine.victims`).
    """

    def __init__(self, run: DailyFigures) -> None:
        """Take a run; the table has its months and the regions of its datasets."""
        days = np.datetime64(date_of(run.first)) + np.arange(run.days)
        self._months, self._first = np.unique(days.astype("datetime64[M]"), return_index=True)
        self._length = np.diff([*self._first, run.days])
        self._regions = np.array(list(regions(run)), object)
        self._found: dict[str, np.ndarray | None] = dict.fromkeys(columns())
        self._units: dict[str, str] = {}

    def add(self, one: Variable) -> None:
        """Take a variable and keep its figure for each month and region; do nothing where the table has none of it."""
        q, side = one.quantity, one.said_by
        column = f"{q.name}:{side}" if side else q.name
        if column not in self._found:
            return
        values = one.values.astype(float)
        values = values if of_victims(q.name, side) else np.nan_to_num(values)
        summed = np.add.reduceat(values, self._first, axis=0)
        self._found[column] = summed.ravel() if q.kind == "flow" else (summed / self._length[:, None]).ravel()
        self._units[column] = q.unit

    def columns(self) -> dict[str, np.ndarray]:
        """Return the columns of the table by their names."""
        made: dict[str, np.ndarray] = {
            "month": np.repeat(self._months.astype(str).astype(object), self._regions.size),
            "region": np.tile(self._regions, self._months.size),
            "days": np.repeat(self._length, self._regions.size),
        }
        for column, values in self._found.items():
            assert values is not None, column
            made[f"{_heading(column)} [{self._units[column]}]"] = values
        return made


def _heading(column: str) -> str:
    """Return the name of a column with who says it."""
    quantity, _, side = column.partition(":")
    return f"{quantity} by {speaker(quantity, side)}" if side else quantity
