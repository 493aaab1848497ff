"""How far a scenario carries out the given persecution: by its policy beside that of history."""

from collections.abc import Mapping, Sequence

import numpy as np

from hinterland.core.declare import Array
from hinterland.theatre.decisions import Decision


def level(decisions: Sequence[Decision], masks: Mapping[str, Array], day: int, cells: int) -> Array:
    """Return the level of policy in every cell on a day (C); the later row of the table holds."""
    found = np.zeros(cells)
    for one in decisions:
        if one.start <= day <= one.end:
            found[masks[one.id]] = one.value
    return found


def highest(decisions: Sequence[Decision], masks: Mapping[str, Array], cells: int) -> Array:
    """Return the highest level of policy in every cell in the whole war (C)."""
    found = np.zeros(cells)
    for one in decisions:
        found[masks[one.id]] = np.maximum(found[masks[one.id]], one.value)
    return found


class Policy:
    """The decisions to murder of a scenario beside those of history, and the share of the murder that is left."""

    def __init__(
        self, history: Sequence[Decision], scenario: Sequence[Decision], masks: Mapping[str, Array], cells: int
    ) -> None:
        """Take both lists of decisions, and the cells of each decision by its id."""
        self.history, self.scenario, self.masks, self.cells = history, scenario, masks, cells
        self.changed = list(history) != list(scenario)
        """Whether the scenario changes anything."""
        self.days = {day for one in history for day in (one.start, one.end + 1)}
        """Days on which the share may change."""

    def share(self, day: int) -> Array:
        """Return the share of the given persecution that is carried out in every cell on a day (C).

        It is the level of the scenario divided by that of history; where history has none on the day, by the highest
        levels of both in the war.
        """
        if not self.changed:
            return np.ones(self.cells)
        overall = self._ratio(*(highest(one, self.masks, self.cells) for one in (self.scenario, self.history)))
        now, then = (level(one, self.masks, day, self.cells) for one in (self.scenario, self.history))
        return np.where(then > 0.0, self._ratio(now, then), overall)

    @staticmethod
    def _ratio(scenario: Array, history: Array) -> Array:
        return np.divide(scenario, history, out=np.ones(history.size), where=history > 0.0)
