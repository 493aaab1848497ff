"""Figures that need the ground beside the run: one line, people of 1941, the front, seats of districts.

The closures of many lines do not add up to how long one of them is closed. The people of the last census and the front
are given to the model: figures of them are the same in every run, and show how far its ground is that of a claim.
"""

from typing import TYPE_CHECKING

import numpy as np

from hinterland.core.units import HOURS_PER_DAY
from hinterland.theatre.ground import NATIONS, cell_at
from hinterland.theatre.seats import read_seats
from hinterland.theatre.sphere import km_between

if TYPE_CHECKING:
    from hinterland.engine.result import Run

THROUGH, EAST_OVER_WEST, FARTHEST = "through", "east over west", "farthest"
LENGTH, SEATS = "length of the front", "seats of districts"
CENSUS = {"census": "", "census of Belarusians": "belarusian", "census of Ukrainians": "ukrainian"}
"""Ways that count people by the last census before the war, and the nation that each counts, of all none."""
TAKES = (THROUGH, EAST_OVER_WEST, FARTHEST, LENGTH, SEATS, *CENSUS)
"""Ways in which days are taken together that need the ground."""
TOGETHER = 64
"""Cells of which ways are measured at a time."""
EAST, WEST = "pre1939_USSR", "annexed_1939_40"
"""The regions whose partisans are counted by the people who lived there on the first day of the war."""


def figure(run: "Run", take: str, region: str, first: int, last: int) -> float:
    """Return a figure that a run gives beside the ground, over days of the run from 0 (both within)."""
    if take in CENSUS:
        return census(run, region, CENSUS[take])
    indicators = {THROUGH: through, EAST_OVER_WEST: east_over_west, FARTHEST: farthest, LENGTH: front_length}
    return (indicators | {SEATS: seats_held})[take](run, region, first, last)


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
    abroad = ground.abroad == 1
    ways = [
        km_between(ground.lat[abroad], ground.lon[abroad], ground.lat[some, None], ground.lon[some, None]).min(axis=1)
        for some in np.array_split(occupied, 1 + occupied.size // TOGETHER)
    ]
    return float(np.concatenate(ways).max(initial=0.0))


def census(run: "Run", region: str, nation: str = "") -> float:
    """Return the people of a region, or those of one nation, by the last census before the war."""
    ground, inside = run.theatre.ground, run.theatre.regions.mask(region)
    share = ground.nations[:, NATIONS.index(nation)] if nation else 1.0
    return float(((ground.rural + ground.urban) * share)[inside].sum())


def front_length(run: "Run", region: str, first: int, last: int) -> float:
    """Return the mean length in km of the front before the occupied cells of a region, bends within a cell left out.

    A line of any direction crosses the sides of hexagons; their sides are 4 / pi times as long as the line in the mean.
    """
    ground, inside = run.theatre.ground, run.theatre.regions.mask(region)
    beside = ground.neighbours
    lat, lon = ground.lat, ground.lon
    side = km_between(lat[:, None], lon[:, None], lat[beside], lon[beside]) / np.sqrt(3)
    there = (beside >= 0) & (ground.abroad[beside] == 0)
    held = run.theatre.front.occupied[run.first + first : run.first + last + 1] > 0
    crossed = [there & ~day[beside] & (day & inside)[:, None] for day in held]
    return float(np.mean([side[pairs].sum() for pairs in crossed]) * np.pi / 4)


def seats_held(run: "Run", region: str, first: int, last: int) -> float:
    """Return the mean number of seats of districts on ground that partisans hold.

    A seat counts by the share of its atom of the map that is held, as though posts lay anywhere in it alike.
    """
    ground, land, inside = run.theatre.ground, run.theatre.land, run.theatre.regions.mask(region)
    cells = np.array([cell_at(ground, seat.lat, seat.lon) for seat in read_seats()])
    cells = cells[inside[cells]]
    area, occupied = (np.zeros((last - first + 1, run.theatre.all_atoms)) for _ in range(2))
    for name, figures in (("zones.area", area), ("land.occupied", occupied)):
        figures[:, run.atoms(region)] = run.by_atom(name, region)[first : last + 1]
    share = np.divide(area, occupied, out=np.zeros_like(area), where=occupied > 0)
    return float(share[:, land.atom[cells]].sum(axis=1).mean())
