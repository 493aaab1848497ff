"""For how long the way along one line of railway is closed, which is not what the closures of many lines add up to."""

from typing import TYPE_CHECKING

from hinterland.core.units import HOURS_PER_DAY

if TYPE_CHECKING:
    from hinterland.engine.result import Run

THROUGH = "through"
"""How the days of a line are taken together: of each day the longest closure of any place on the way."""


def through(run: "Run", region: str, first: int, last: int) -> float:
    """Return the hours for which the way through a region is closed, over days of the run (both within).

    A region is a strip along a line. A place is an atom of the map; one that holds the middles of several lines is
    taken as closed for the sum of theirs, a day at most.
    """
    closed = run.by_atom("line.closed_hours", region)[first : last + 1]
    return float(closed.max(axis=1, initial=0.0).clip(max=HOURS_PER_DAY).sum())
