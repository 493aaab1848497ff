"""A run by month and region, as one wide table for a spreadsheet or a wargame."""

from typing import TYPE_CHECKING

import numpy as np

from hinterland.engine.dataset import variable
from hinterland.engine.quantities import find
from hinterland.evidence.registry import of_victims
from hinterland.study import system_charts

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

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


def table(whole: "xr.Dataset") -> "pd.DataFrame":
    """Return a line for every month and region of `wide_dataset`: flows added up, the mean of all else.

    Names of columns end in the unit; `partisans.strength by soviet [person]` is what that side said. Victims are left
    empty for ground that holds no whole oblast (`hinterland.engine.victims`).
    """
    import pandas as pd

    months, first = np.unique(whole["time"].to_numpy().astype("datetime64[M]"), return_index=True)
    length = np.diff([*first, whole.sizes["time"]])
    places = whole["region"].to_numpy()
    made = {
        "month": np.repeat(months.astype(str), places.size),
        "region": np.tile(places, months.size),
        "days": np.repeat(length, places.size),
    }
    for column in columns():
        name, _, side = column.partition(":")
        q = find(name)
        values = whole[variable(q, side or None)].to_numpy().astype(float)
        values = values if of_victims(q.name, side) else np.nan_to_num(values)
        summed = np.add.reduceat(values, first, axis=0)
        if q.kind != "flow":
            summed = summed / length[:, None]
        made[f"{column.replace(':', ' by ')} [{q.unit}]"] = summed.ravel()
    return pd.DataFrame(made)
