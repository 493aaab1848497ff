"""Which figures of victims are given: by month, and of ground that holds an oblast as a whole.

The model spreads killings over places and days by chance and by rates; which village it was and on which day is no
finding of it. Quantities that `evidence/quantities.csv` marks as victims are shown of such ground only, and each day
stands for the mean of its month. The figures by cell and day are kept as simulated (`Run.simulated`, `Run.events`).
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from hinterland.core.calendar import months_within
from hinterland.core.fault import Fault, parted
from hinterland.evidence.registry import of_victims
from hinterland.theatre.ground import MIDDLE, read_ground
from hinterland.theatre.regions import Regions

if TYPE_CHECKING:
    from hinterland.theatre.assemble import Theatre

SHORTEST = 28
"""Days of the shortest period of which victims are given: a month."""
INSTEAD = "ask for an oblast or larger, or for documented events; what the model made by cell and day is simulated()"
ASK_FOR_A_MONTH = "ask for a month or longer"


def withheld(name: str, region: str | None, days: int, ground: "Theatre", said_by: str | None = None) -> str:
    """Return why a quantity is not shown of a region over so many days, with what to ask instead; nothing where it is.

    The two are parted by a semicolon, as in the reasons of unanswered claims.
    """
    if not of_victims(name, said_by):
        return ""
    if region is not None and not holds_an_oblast(region, ground):
        return f"{name} counts victims, and {ground.regions.as_asked(region)} holds no whole oblast; {INSTEAD}"
    if days < SHORTEST:
        return f"{name} counts victims, and {days} days are less than a month; {ASK_FOR_A_MONTH}"
    return ""


def check(name: str, region: str | None, ground: "Theatre", days: int = SHORTEST, said_by: str | None = None) -> None:
    """Raise `Fault` where a quantity is not shown of a region over so many days."""
    refuse(withheld(name, region, days, ground, said_by))


def refuse(reason: str) -> None:
    """Raise `Fault` with the reason why a figure is not shown; do nothing where there is none."""
    if reason:
        raise Fault(None, 0, *parted(reason))


def holds_an_oblast(region: str, ground: "Theatre") -> bool:
    """Whether a region holds all cells of at least one oblast, or lies beyond the map, where no oblasts are.

    Cells are those of the middle resolution whatever the run has, so that the answer is the same for all runs.
    """
    regions = ground.regions if ground.ground.resolution == MIDDLE else _middle(ground.regions.folder)
    return _holds(regions, ground.regions.named(region))


def by_month(values: np.ndarray, first: int) -> np.ndarray:
    """Return values by day along the first axis, each the mean of its month; `first` is the number of the first day."""
    begins, ends = np.array(months_within(first, first + len(values) - 1)).T - first
    length = ends + 1 - begins
    sums = np.add.reduceat(values, begins, axis=0)
    return np.repeat((sums.T / length).T, length, axis=0)


@cache
def _middle(folder: Path) -> Regions:
    return Regions(read_ground(MIDDLE, folder), folder)


def _holds(regions: Regions, region: str) -> bool:
    oblast, inside = regions.ground.oblast, regions.mask(region)
    held, every = (np.bincount(part, minlength=len(regions.ground.oblasts)) for part in (oblast[inside], oblast))
    return not inside.any() or bool(((held == every) & (every > 0)).any())
