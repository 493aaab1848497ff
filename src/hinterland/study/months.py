"""A run by month and region, as one wide table for a spreadsheet or a wargame."""

from typing import TYPE_CHECKING

import numpy as np

from hinterland.core.calendar import date_of
from hinterland.engine.quantities import find
from hinterland.engine.result import Run
from hinterland.study import shelf

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "partisans.strength", "partisans.strength:soviet", "partisans.strength:german", "partisans.in_contact", "partisans.joined",
    "partisans.dead", "detachments.count", "brigades.count", "radio.sets", "rifles.held", "explosives.held",
    "rails.cut", "rails.cut:soviet", "rails.cut:german", "railway.attacks", "railway.attacks:german", "trains.derailed",
    "bridges.down", "line.closed_hours", "railway.capacity_share", "line.guards", "axis.garrisons", "axis.in_expeditions",
    "axis.dead", "axis.dead:soviet", "police.strength", "police.dead", "garrisons.destroyed", "expeditions.count",
    "civilians.killed", "villages.burned", "people.deported", "people.civilians", "loyalty.soviet", "zones.area", "zones.people",
    "land.occupied", "airlift.tonnes", "food.given", "food.forced",
)  # fmt: skip
"""Quantities in the table; after a colon the side that reports it."""


def table(run: Run) -> "pd.DataFrame":
    """Return a line for every month and region: flows added up over the month, all else its mean."""
    import pandas as pd

    whole = shelf.dataset(run)
    when = [date_of(day).isoformat()[:7] for day in range(run.first, run.first + run.days)]
    months, first = np.unique(when, return_index=True)
    length = np.diff([*first, run.days])[:, None]
    places = whole["region"].to_numpy()
    made = {
        "month": np.repeat(months, places.size),
        "region": np.tile(places, months.size),
        "days": np.repeat(length[:, 0], places.size),
    }
    for column in COLUMNS:
        name, _, face = column.partition(":")
        q = find(name)
        values = whole[shelf.variable(q, face or "true")].to_numpy().astype(float)
        summed = np.add.reduceat(np.nan_to_num(values), first, axis=0)
        if getattr(q, "kind", "share") != "flow":
            summed = summed / length
        made[f"{column.replace(':', ' by ')} [{q.unit}]"] = summed.ravel()
    return pd.DataFrame(made)
