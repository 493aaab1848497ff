"""What a run makes of named partisan units: where each lay, its people by week, and what it did in a week.

All of it is the model's. No killing is among it: neither who was killed, nor a fight in which people are counted dead.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from hinterland.core.calendar import date_of
from hinterland.core.chance import WEEK
from hinterland.core.journal import NAMED
from hinterland.engine.result import Run
from hinterland.page.arrays import Arrays
from hinterland.page.fields import weeks
from hinterland.page.layers import MOVES

NOBODY = 65_535
"""Stands for a week in which a unit does not exist, in its people."""


class Action(NamedTuple):
    """A kind of event of the journal that a week of a unit shows: the words for one and for many of them.

    `summed` counts what the journal has of each, as a whole number of the unit in the words; else events are counted.
    """

    kind: str
    one: str
    many: str
    summed: bool = False


ACTIONS = (
    Action("rail_cut", "rail destroyed", "rails destroyed", summed=True),
    Action("derailment", "train derailed", "trains derailed"),
    Action("bridge", "railway bridge destroyed", "railway bridges destroyed"),
    Action("station", "station destroyed", "stations destroyed"),
    Action("telegraph", "telegraph line cut", "telegraph lines cut"),
    Action("foiled", "attempt on a railway foiled", "attempts on railways foiled"),
    Action("road_attack", "road or wire cut", "roads and wires cut"),
    Action("economic_raid", "raid on stores and works", "raids on stores and works"),
    Action("airlift", "delivery by air", "deliveries by air"),
    Action("freed", "prisoner let out", "prisoners let out", summed=True),
    Action("joint", "operation with the Red Army", "operations with the Red Army"),
    Action("award", "medal awarded", "medals awarded", summed=True),
    Action("order", "order received", "orders received"),
    Action("liberation", "meeting with the Red Army, to which its people go over", "meetings with the Red Army"),
)
"""What a week of a unit shows."""


class Spell(NamedTuple):
    """Days of a run on which a detachment bore the name of a unit: from `first` up to the day before `last`.

    Days are counted from the first of the run; `unit` is the row of the unit in the table.
    """

    unit: int
    detachment: int
    first: int
    last: int


def spells(run: Run) -> list[Spell]:
    """Return the spells of all named units: from the day of founding or of taking over to its end or its next name."""
    events = run.events
    founded = events[(events["kind"] == "formation") & (events["second"] == NAMED) & (events["other"] >= 0)]
    named = pd.concat([founded, events[events["kind"] == "named"]])
    named = named.assign(day=_days(run, named["date"]))
    ended = events[events["kind"] == "dissolution"]
    ends = dict(zip(ended["who"], _days(run, ended["date"]) + 1, strict=True))
    found = []
    for who, rows in named.groupby("who", sort=True):
        days, units = rows["day"].tolist(), rows["other"].tolist()
        until = [*days[1:], int(ends.get(who, run.days))]
        found += [Spell(int(u), int(who), a, b) for u, a, b in zip(units, days, until, strict=True)]
    return sorted(found)


def ways(run: Run, those: list[Spell]) -> dict[int, list[list[int]]]:
    """Return by the row of a unit its way: day, cell and people, from where it began on, a march after another."""
    events = run.events
    begun = events[events["kind"].isin(("formation", "named"))]
    moved = pd.concat([begun, events[events["kind"].isin(MOVES)]])
    moved = moved.assign(day=_days(run, moved["date"]))
    by_detachment = dict(iter(moved.sort_values("day", kind="stable").groupby("who")))
    found: dict[int, list[list[int]]] = {}
    for one in those:
        rows = by_detachment[one.detachment]
        rows = rows[(rows["day"] >= one.first) & (rows["day"] < one.last)]
        found.setdefault(one.unit, []).extend(
            [int(d), int(c), round(n)] for d, c, n in zip(rows["day"], rows["cell"], rows["true"], strict=True)
        )
    return found


def add_people(run: Run, many: int, arrays: Arrays) -> None:
    """Add the people of `many` named units on the last day of every week, `NOBODY` where a unit does not exist."""
    people = np.full((many, len(weeks(run))), NOBODY)
    for week, (rows, men) in enumerate(run.played.record.named):
        people[rows, week] = np.minimum(np.rint(men), NOBODY - 1)
    arrays.add("people", people, "u2")


def add_actions(run: Run, many: int, those: list[Spell], arrays: Arrays) -> None:
    """Add what each of `many` units did by week: `action_week`, `action_kind`, `action_sum`, and where each begins."""
    rows = sorted(_actions(run, those))
    arrays.add("action_week", np.array([week for _, week, _, _ in rows], int), "u2")
    arrays.add("action_kind", np.array([kind for _, _, kind, _ in rows], int), "u1")
    arrays.add("action_sum", np.array([value for *_, value in rows], int), "u4")
    units = np.array([unit for unit, *_ in rows], int)
    arrays.add("action_starts", np.searchsorted(units, np.arange(many + 1)), "u4")


def _actions(run: Run, those: list[Spell]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the row of a unit, a week, the row of an action and its sum."""
    events, place = run.events, {one.kind: k for k, one in enumerate(ACTIONS)}
    chosen = events[events["kind"].isin(place)]
    chosen = chosen.assign(day=_days(run, chosen["date"]))
    by_detachment = dict(iter(chosen.groupby("who")))
    for one in those:
        rows = by_detachment.get(one.detachment)
        if rows is None:
            continue
        rows = rows[(rows["day"] >= one.first) & (rows["day"] < one.last)]
        sums = rows.assign(week=rows["day"] // WEEK).groupby(["week", "kind"])["true"].agg(["sum", "size"])
        for (week, kind), total, size in zip(sums.index, sums["sum"], sums["size"], strict=True):
            action = place[str(kind)]
            value = round(total) if ACTIONS[action].summed else int(size)
            if value:
                yield one.unit, int(week), action, value


def _days(run: Run, dates: pd.Series) -> pd.Series:
    """Return dates as days of a run, counted from 0."""
    return (dates - pd.Timestamp(date_of(run.first))).dt.days
