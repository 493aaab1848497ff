"""The forcing of all days in the memory of a module: for each day a row of words, and every array once.

Arrays are kept field by field, from day to day: most are like those of the day before, which packs well.
"""

import numpy as np

from hinterland.core.calendar import DAYS
from hinterland.core.declare import Array
from hinterland.core.group import Table
from hinterland.engine.scenario import Scenario
from hinterland.web.layout import Layout


class Known:
    """Arrays that are in memory already, by what they hold."""

    def __init__(self) -> None:
        """Begin with none."""
        self.at: dict[tuple[str, str, tuple[int, ...], bytes], int] = {}

    def copied(self) -> "Known":
        """Return the same, to which more may be added."""
        made = Known()
        made.at = dict(self.at)
        return made


def past_of(scenario: Scenario) -> Scenario:
    """Return the scenario that holds on the first day: the one before, where a scenario holds since a later day."""
    if scenario.before is None or not scenario.since:
        return scenario
    return scenario.before._replace(resolution=scenario.resolution, since=0, before=None)


def tables_of(scenario: Scenario) -> list[Table]:
    """Return the forcing of every day of a scenario; before `since` it is that of the scenario before it."""
    series = scenario.prepared().series
    past = past_of(scenario)
    if past is scenario:
        return [series.table(day) for day in range(DAYS)]
    return [*tables_of(past)[: scenario.since], *(series.table(day) for day in range(scenario.since, DAYS))]


def place_forcing(layout: Layout, tables: list[Table], known: Known) -> Array:
    """Place the arrays that are not known yet, field by field, and return the words of every day.

    Raises `TypeError` where the types of a day differ from those of another.
    """
    kind = tables[0].type
    if any(one.type is not kind for one in tables):
        raise TypeError("the forcing of one day has other types than that of another")
    rows = np.array([one.words for one in tables])
    for name, (_, first) in kind.fields.items():
        values = [getattr(one.group, name) for one in tables]
        if isinstance(values[0], np.ndarray):
            rows[:, first] = _addresses(layout, name, values, known)
    return rows


def _addresses(layout: Layout, name: str, values: list[Array], known: Known) -> list[int]:
    """Place the arrays of a field and return their addresses; those that are empty lie at the first one."""
    where, seen = [], {}
    for one in values:
        if one.size == 0:
            where.append(layout.first)
            continue
        if id(one) not in seen:
            key = (name, one.dtype.str, one.shape, one.tobytes())
            if key not in known.at:
                known.at[key] = layout.add(one)
            seen[id(one)] = known.at[key]
        where.append(seen[id(one)])
    return where
