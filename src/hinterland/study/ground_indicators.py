"""Figures that need the ground beside the run: one line, partisans by the people of 1941, the way of the front.

The closures of many lines do not add up to how long one of them is closed.
"""

from typing import TYPE_CHECKING

import numpy as np

from hinterland.core.units import HOURS_PER_DAY
from hinterland.theatre.ground import distance_km

if TYPE_CHECKING:
    from hinterland.engine.result import Run

THROUGH, EAST_OVER_WEST, FARTHEST = "through", "east over west", "farthest"
TAKES = (THROUGH, EAST_OVER_WEST, FARTHEST)
"""Ways in which days are taken together that need the ground."""
EAST, WEST = "pre1939_USSR", "annexed_1939_40"
"""The regions whose partisans are counted by the people who lived there on the first day of the war."""


def figure(run: "Run", take: str, region: str, first: int, last: int) -> float:
    """Return a figure that a run gives beside the ground, over days of the run from 0 (both within)."""
    indicator = {THROUGH: through, EAST_OVER_WEST: east_over_west, FARTHEST: farthest}[take]
    return indicator(run, region, first, last)


def through(run: "Run", region: str, first: int, last: int) -> float:
    """Return the hours for which the way through a region is closed.

    A region is a strip along a line. A place is an atom of the map; one that holds the middles of several lines is
    taken as closed for the sum of theirs, a day at most.
    """
    closed = run.by_atom("line.closed_hours", region)[first : last + 1]
    return float(closed.max(axis=1, initial=0.0).clip(max=HOURS_PER_DAY).sum())


def east_over_west(run: "Run", region: str, first: int, last: int) -> float:
    """Return partisans for each inhabitant of June 1941 in the east of a region over the same in its west."""
    density = []
    for part in (EAST, WEST):
        place = f"region:{region}&region:{part}"
        land, inside = run.theatre.land, run.theatre.regions.mask(place)
        people = float((land.rural + land.urban)[inside].sum())
        men = float(run.every_day("partisans.strength", place)[first : last + 1].mean())
        density.append(men / people if people else np.nan)
    east, west = density
    return east / west if west else np.nan


def farthest(run: "Run", region: str, _first: int, last: int) -> float:
    """Return how many km from the frontier of June 1941 the farthest occupied ground lies on the last day."""
    ground, atoms = run.theatre.ground, run.atoms(region)
    held = np.zeros(run.theatre.all_atoms, bool)
    held[atoms] = run.by_atom("land.occupied", region)[last] > 0.0
    occupied = np.flatnonzero(held[run.theatre.land.atom] & run.theatre.regions.mask(region))
    abroad = ~run.theatre.regions.mask("USSR")
    ways = [distance_km(ground, float(ground.lat[c]), float(ground.lon[c]))[abroad].min() for c in occupied]
    return float(max(ways, default=0.0))
