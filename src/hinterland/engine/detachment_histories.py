"""The history of each detachment, from its founding to its end, read from the journal.

The number of a detachment is its row in the world: from 0, in the order of founding. No row is used again.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from hinterland.core.journal import BY_ITSELF, DIVIDED, NAMED, SENT

if TYPE_CHECKING:
    import pandas as pd

BY_DETACHMENTS = (
    *("formation", "dissolution", "order", "rail_cut", "derailment", "bridge", "foiled", "garrison_attack", "pursuit"),
    *("airlift", "liberation", "march", "clash", "terror", "station", "telegraph", "joint", "disarming", "named"),
    "raid_attack",
)
"""Kinds of event of which `who` is the row of a detachment in the world, and which make up its history."""
OTHERS_BY_DETACHMENTS = (
    *("ambush", "economic_raid", "road_attack", "self_defence", "truce", "denunciation", "freed", "award"),
    *("border_raid", "village_burned", "execution", "rescue", "camp", "drop_lost", "defection"),
)
"""Further kinds of which `who` is such a row, or -1 for none: what a detachment does or what comes to it."""
ORIGINS = {BY_ITSELF: "by itself", NAMED: "named", DIVIDED: "by division", SENT: "sent or come over"}


def detachments_of(events: "pd.DataFrame", names: tuple[str, ...]) -> "pd.DataFrame":
    """Return a line for every detachment whose founding the run recorded, in the order of founding.

    Columns: `detachment` (its number), `name` (of a named unit, else empty), `origin`, `parent` (number of the
    detachment from which it divided, -1 for none), `founded` and `ended` (dates; `ended` is NaT where it exists on the
    last day), `cell` where it was founded, `event` (the line of its founding in the journal). `events` is the whole
    journal as `Run.events` gives it, `names` the names of the table of named units.
    """
    import pandas as pd

    founded = events[events["kind"] == "formation"]
    ended = events[events["kind"] == "dissolution"]
    ends = dict(zip(ended["who"], ended["date"], strict=True))
    other = founded["other"].to_numpy()
    origin = np.array([ORIGINS.get(float(how), "") for how in founded["second"]], object)
    named = (origin == "named") & (other >= 0) & (other < len(names))
    return pd.DataFrame(
        {
            "detachment": founded["who"].to_numpy(np.int64),
            "name": [names[k] if yes else "" for k, yes in zip(other, named, strict=True)],
            "origin": origin,
            "parent": np.where(origin == "by division", other, -1),
            "founded": founded["date"].to_numpy(),
            "ended": pd.to_datetime(founded["who"].map(ends)).to_numpy(),
            "cell": founded["cell"].to_numpy(),
            "event": np.flatnonzero(events["kind"] == "formation"),
        }
    )


def detachment_of_events(events: "pd.DataFrame", kinds: Sequence[str] = BY_DETACHMENTS) -> np.ndarray:
    """Return the number of the detachment that acts in each event, of shape (events,), int64.

    It is -1 for an event of no detachment or of none of the `kinds`.
    """
    return np.where(events["kind"].isin(kinds), events["who"].to_numpy(np.int64), -1)
