"""The lives of detachments: a row of the world is given up and used again, a life is one detachment to its end."""

from typing import TYPE_CHECKING

import numpy as np

from hinterland.core.calendar import FIRST
from hinterland.core.journal import BY_ITSELF, DIVIDED, NAMED, SENT

if TYPE_CHECKING:
    import pandas as pd

BY_DETACHMENTS = (
    *("formation", "dissolution", "order", "rail_cut", "derailment", "bridge", "foiled", "garrison_attack", "pursuit"),
    *("airlift", "liberation", "march", "clash", "terror", "station", "telegraph", "joint", "disarming"),
)
"""Kinds of event whose `who` is the row of a detachment."""
ORIGINS = {BY_ITSELF: "by itself", NAMED: "named", DIVIDED: "by division", SENT: "sent or come over"}


def detachments_of(events: "pd.DataFrame", names: tuple[str, ...]) -> "pd.DataFrame":
    """Return a line for every detachment whose founding the run recorded, in the order of founding.

    Columns: `life` (a number from 0), `row` in the world, `name` (of a named unit, else empty), `origin`, `parent`
    (life of the detachment that divided, -1 for none), `born` and `ended` (dates; NaT while it lasts), `cell` where it
    was founded. `events` is the journal as `Run.events` gives it, `names` the names of the roll.
    """
    import pandas as pd

    founded = events[events["kind"] == "formation"]
    ended = events[events["kind"] == "dissolution"]
    made = pd.DataFrame(
        {
            "life": np.arange(len(founded)),
            "row": founded["who"].to_numpy(),
            "origin": [ORIGINS.get(float(how), "") for how in founded["second"]],
            "other": founded["other"].to_numpy(),
            "born": founded["date"].to_numpy(),
            "cell": founded["cell"].to_numpy(),
        }
    )
    named = made["origin"].eq("named") & made["other"].between(0, len(names) - 1)
    made["name"] = [names[k] if yes else "" for k, yes in zip(made["other"], named, strict=True)]
    # A row ends before it is used again, so the n-th end of a row is that of its n-th life.
    made["turn"] = made.groupby("row").cumcount()
    ends = pd.DataFrame({"row": ended["who"].to_numpy(), "ended": ended["date"].to_numpy()})
    ends["turn"] = ends.groupby("row").cumcount()
    made = made.merge(ends, on=["row", "turn"], how="left").sort_values("life", kind="stable")
    divided = made["origin"].eq("by division")
    asked = pd.DataFrame({"who": made["other"], "date": made["born"], "kind": "order"})
    made["parent"] = np.where(divided, life_of(made, asked), -1)
    return made[["life", "row", "name", "origin", "parent", "born", "ended", "cell"]].reset_index(drop=True)


def life_of(made: "pd.DataFrame", events: "pd.DataFrame") -> np.ndarray:
    """Return the life whose deed each event is, -1 for one of no detachment or of one whose founding was not recorded.

    `made` is what `lives` returned for these events. An end belongs to the life that it ends, even where the row is
    used again on the same day.
    """
    days = [
        (np.asarray(dates, "datetime64[D]") - np.datetime64(FIRST)).astype(int)
        for dates in (made["born"], events["date"])
    ]
    keys = made["row"].to_numpy() * 4096 + days[0]
    order = np.argsort(keys, kind="stable")
    at = np.searchsorted(keys[order], events["who"].to_numpy() * 4096 + days[1], side="right") - 1
    found = np.full(len(events), -1)
    known = at >= 0
    found[known] = order[at[known]]
    found[known & (made["row"].to_numpy()[found] != events["who"].to_numpy())] = -1
    found[~events["kind"].isin(BY_DETACHMENTS).to_numpy()] = -1
    ends = events["kind"].eq("dissolution").to_numpy()
    life_at = {key: life for life, key in enumerate(zip(made["row"], made.groupby("row").cumcount(), strict=True))}
    ended = events[ends]
    counts = ended.groupby("who").cumcount()
    found[ends] = [life_at.get(key, -1) for key in zip(ended["who"], counts, strict=True)]
    return found
