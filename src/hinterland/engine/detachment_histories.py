"""The history of each detachment, from its founding to its end, read from the journal.

A row of the world is used again for another detachment when the one before has ended. Here each has a number of its
own, counted from 0 in the order of founding.
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

    Columns: `detachment` (its number), `row` in the world, `name` (of a named unit, else empty), `origin`, `parent`
    (number of the detachment from which it divided, -1 for none), `founded` and `ended` (dates; `ended` is NaT where it
    exists on the last day), `cell` where it was founded, `event` (the line of its founding in the journal). `events` is
    the whole journal as `Run.events` gives it, `names` the names of the table of named units.
    """
    import pandas as pd

    founded = events[events["kind"] == "formation"]
    ended = events[events["kind"] == "dissolution"]
    made = pd.DataFrame(
        {
            "detachment": np.arange(len(founded)),
            "row": founded["who"].to_numpy(),
            "origin": [ORIGINS.get(float(how), "") for how in founded["second"]],
            "other": founded["other"].to_numpy(),
            "founded": founded["date"].to_numpy(),
            "cell": founded["cell"].to_numpy(),
            "event": np.flatnonzero(events["kind"] == "formation"),
        }
    )
    named = made["origin"].eq("named") & made["other"].between(0, len(names) - 1)
    made["name"] = [names[k] if yes else "" for k, yes in zip(made["other"], named, strict=True)]
    # A row is used again only after its detachment ended: the n-th end in a row is that of its n-th detachment.
    made["turn"] = made.groupby("row").cumcount()
    ends = pd.DataFrame({"row": ended["who"].to_numpy(), "ended": ended["date"].to_numpy()})
    ends["turn"] = ends.groupby("row").cumcount()
    made = made.merge(ends, on=["row", "turn"], how="left").sort_values("detachment", kind="stable")
    divided = made["origin"].eq("by division")
    made["parent"] = np.where(divided, detachments_at(made, made["other"].to_numpy(), made["event"].to_numpy()), -1)
    columns = ["detachment", "row", "name", "origin", "parent", "founded", "ended", "cell", "event"]
    return made[columns].reset_index(drop=True)


def detachment_of_events(
    made: "pd.DataFrame", events: "pd.DataFrame", kinds: Sequence[str] = BY_DETACHMENTS
) -> np.ndarray:
    """Return the number of the detachment that acts in each event, of shape (events,), int64.

    It is -1 for an event of no detachment or of none of the `kinds`, and for a detachment whose founding was not
    recorded. `events` is the whole journal, and `made` what `detachments_of` returned for it.
    """
    found = detachments_at(made, events["who"].to_numpy(), np.arange(len(events)))
    found[~events["kind"].isin(kinds).to_numpy()] = -1
    return found


def detachments_at(made: "pd.DataFrame", rows: np.ndarray, lines: np.ndarray) -> np.ndarray:
    """Return the numbers of the detachments that some rows of the world hold at some lines of the journal.

    `rows` and `lines` are of one shape, as is the result (int64): the last detachment founded in the row by that line,
    -1 where there is none.
    """
    most = int(max(made["event"].max(), lines.max(initial=0))) + 1 if len(made) else 1
    keys = made["row"].to_numpy(np.int64) * most + made["event"].to_numpy(np.int64)
    order = np.argsort(keys, kind="stable")
    at = np.searchsorted(keys[order], rows.astype(np.int64) * most + lines, side="right") - 1
    found = np.full(len(rows), -1)
    known = at >= 0
    found[known] = order[at[known]]
    found[known & (made["row"].to_numpy()[found] != rows)] = -1
    return found
