"""The front by day: which cells the enemy of the Soviet state holds, and how far each lies from the line.

The front is not drawn by hand. Towns have dates of capture and liberation (`towns.csv`, `occupations.csv`); a
cell with a town in it follows that town, any other cell the vote of the nearest, the closer the heavier.
Towns that were never taken vote too, and hold the line where it stood still.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import h3
import numpy as np
from numpy.typing import ArrayLike, NDArray

from hinterland.core.calendar import DAYS, day_of
from hinterland.core.chance import WEEK
from hinterland.core.declare import assumed, choose
from hinterland.core.elementary import power
from hinterland.core.fault import Fault
from hinterland.core.trigonometry import arccos, cos
from hinterland.core.units import KM_PER_DEGREE
from hinterland.theatre.csv_table import read
from hinterland.theatre.ground import neighbours
from hinterland.theatre.sphere import EARTH_KM, cosines, sphere

NO_FRONT_KM = 5000.0
"""Distance written when no cell is on the other side at all."""
MOVED = 0.008
"""Share of cells changing hands after which distances are taken anew at once, and not when a week has passed."""
FINEST = 7
"""Finest H3 resolution of cells."""
CELL_TOLERANCE = 0.1
"""How far a centre may lie from that of its hexagon, as a share of its edge."""
BLOCK = 256
"""Cells compared with the line at a time, so that the work stays in the processor's cache."""
OCCUPIERS = ("german", "romanian", "finnish", "hungarian", "slovak")
"""Who may hold a town; outside the Soviet Union that is its own state as long as this was Germany's ally."""


class Parameters(NamedTuple):
    """How towns vote on the ground between them, and across which water enemies face each other."""

    voters: float = assumed(6, "1", (3, 12), "Towns that vote on a cell which has none", "house-1912")
    fall: float = assumed(2, "1", (0.5, 6), "Power of distance with which a vote weakens", "house-1912")
    strait_km: float = assumed(
        250, "km", (50, 600), "Width of water, or of land off the map, across which cells face each other", "house-1912"
    )


USUAL = choose(Parameters, {})
"""The values of history."""

Segment = tuple[tuple[float, float], ...]


class Towns(NamedTuple):
    """The T towns by which the front is known: ids, degrees north and east, people of 1939 (0 if unknown)."""

    ids: list[str]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    people: NDArray[np.int64]


class Spells(NamedTuple):
    """The S spells of occupation: which town, its first day under occupation, the day of its liberation."""

    town: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]


class Front(NamedTuple):
    """The front on each of the 1,418 days, for C cells."""

    occupied: NDArray[np.uint8]
    """Days x C: 1 where the enemy of the Soviet state holds the ground when the day ends."""
    front_km: NDArray[np.float32]
    """Days x C, km between the centre of a cell and that of the nearest cell in other hands."""


def read_towns(path: Path) -> Towns:
    """Read `towns.csv`; raise `Fault` at a repeated id or a coordinate or number that cannot be read."""
    lines = read(path.parent, path.name, "id lat lon pop_1939")
    if not lines:
        raise Fault(path, 1, "no towns", "give one row for each town")
    lat, lon = np.array([line.anywhere() for line in lines]).T.copy()
    people = np.array([line.people("pop_1939") for line in lines], np.int64)
    return Towns([line.text("id") for line in lines], lat, lon, people)


def read_spells(path: Path, towns: Towns) -> Spells:
    """Read `occupations.csv`; raise `Fault` at an unknown town, a bad date or overlapping spells."""
    known = {name: t for t, name in enumerate(towns.ids)}
    kept: list[tuple[int, int, int]] = []
    earlier: dict[str, list[tuple[int, int, int]]] = {}
    for line in read(path.parent, path.name, "town from to occupier"):
        name = line.choice("town", known, "use an id of towns.csv or add it there")
        line.choice("occupier", OCCUPIERS)
        start, end = (day_of(line.when(column)) for column in ("from", "to"))
        if start >= end:
            message = f"{name}: from {line.text('from')} is not before to {line.text('to')}"
            raise line.fault(message, "mend one")
        for other, other_start, other_end in earlier.get(name, []):
            if start < other_end and other_start < end:
                message = f"{name}: this spell overlaps that of line {other}"
                raise line.fault(message, "let each spell end before the next begins")
        earlier.setdefault(name, []).append((line.at, start, end))
        kept.append((known[name], start, end))
    spells = np.array(kept, dtype=np.int64).reshape(-1, len(Spells._fields))
    return Spells(spells[:, 0], spells[:, 1], spells[:, 2])


def town_states(towns: Towns, spells: Spells) -> NDArray[np.uint8]:
    """Return days x T: 1 where a town is occupied.

    A town counts as occupied from the day of its capture to the day before its liberation. The first day is
    given as it dawned: only ground that was in Axis hands before 22 June 1941 is occupied on it.
    """
    states = np.zeros((DAYS, len(towns.ids)), dtype=np.uint8)
    for town, start, end in zip(*spells, strict=True):
        states[0 if start < 0 else max(start, 1) : max(end, 0), town] = 1
    return states


def hexes_at(lat: ArrayLike, lon: ArrayLike) -> list[str]:
    """Return the H3 cells whose centres these are (C degrees each), or raise `Fault` if they are none."""
    places = list(zip(np.asarray(lat, float).tolist(), np.asarray(lon, float).tolist(), strict=True))
    for resolution in range(FINEST + 1):
        near = CELL_TOLERANCE * h3.average_hexagon_edge_length(resolution, "km") / KM_PER_DEGREE
        hexes: list[str] = []
        for north, east in places:
            cell = h3.latlng_to_cell(north, east, resolution)
            if max(abs(x - y) for x, y in zip(h3.cell_to_latlng(cell), (north, east), strict=True)) > near:
                break
            hexes.append(cell)
        else:
            return hexes
    raise Fault(None, 0, "the cells are not centres of H3 hexagons", "give lat and lon of a cells table")


def votes(
    towns: Towns, lat: ArrayLike, lon: ArrayLike, hexes: Sequence[str], parameters: Parameters = USUAL
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return who has a voice in each cell and how much: C x V towns, and their C x V weights which sum to 1.

    Where towns lie inside a cell the largest of them decides alone.
    """
    cosine = cosines(sphere(lat, lon), sphere(towns.lat, towns.lon))
    most = min(int(parameters.voters), len(towns.ids))
    voters = np.argsort(-cosine, axis=1, kind="stable")[:, :most]
    angle = arccos(np.clip(np.take_along_axis(cosine, voters, axis=1), -1, 1))
    voice = 1.0 / power(np.maximum(angle * EARTH_KM, 1.0), parameters.fall)
    voice /= voice.sum(axis=1, keepdims=True)
    place = {cell: c for c, cell in enumerate(hexes)}
    resolution = h3.get_resolution(hexes[0])
    for t in sorted(range(len(towns.ids)), key=lambda t: (towns.people[t], -t)):
        c = place.get(h3.latlng_to_cell(float(towns.lat[t]), float(towns.lon[t]), resolution))
        if c is not None:
            voters[c], voice[c] = t, 1.0 / voice.shape[1]
    return voters, voice.astype(np.float32)


def _distances(held: NDArray[np.uint8], places: NDArray[np.float64], edge: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return C distances in km to the nearest cell of the other side, sought on the `edge` only."""
    found, closeness = np.zeros(held.size, bool), np.ones(held.size)
    x, y, z = np.ascontiguousarray(places.T, dtype=np.float32)
    for side in (0, 1):
        own, there = np.flatnonzero(held == side), np.flatnonzero((held != side) & edge)
        if not there.size:
            continue
        for first in range(0, own.size, BLOCK):
            here = own[first : first + BLOCK, None]
            # Single precision finds the nearest cell, the distance to it needs double. Written out, for
            # on a busy machine hundreds of small matrix products wait for threads longer than they work.
            cosine = x[here] * x[there]
            cosine += y[here] * y[there]
            cosine += z[here] * z[there]
            here = here[:, 0]
            nearest = there[cosine.argmax(axis=1)]
            found[here], closeness[here] = True, (places[here] * places[nearest]).sum(axis=1)
    return np.where(found, EARTH_KM * arccos(np.minimum(closeness, 1.0)), NO_FRONT_KM).astype(np.float32)


def _front_km(
    occupied: NDArray[np.uint8], lat: ArrayLike, lon: ArrayLike, around: NDArray[np.int32], strait_km: float
) -> NDArray[np.float32]:
    """Return days x C km to the other side, taken anew when the front has moved or a week has passed."""
    places = sphere(lat, lon)
    rim = np.flatnonzero((around < 0).any(axis=1))
    across = cosines(places[rim], places[rim]) > cos(strait_km / EARTH_KM)
    km = np.empty(occupied.shape, dtype=np.float32)
    taken = -1
    for day in range(len(occupied)):
        held = occupied[day]
        moved = 0 if taken < 0 else np.count_nonzero(held != occupied[taken])
        if taken < 0 or moved > MOVED * held.size or (moved and day - taken >= WEEK):
            edge = ((held[around] != held[:, None]) & (around >= 0)).any(axis=1)
            edge[rim] |= (across & (held[rim] != held[rim, None])).any(axis=1)
            km[day] = _distances(held, places, edge)
            taken = day
        else:
            km[day] = km[day - 1]
    return km


def _at_the_frontier(occupied: NDArray[np.uint8], soviet: NDArray[np.bool_]) -> None:
    """Correct cells at the frontier of June 1941, where towns abroad outvote those at home or the reverse.

    Soviet ground is free on the first day; ground abroad is in Axis hands until its neighbours are too.
    """
    occupied[0, soviet] = 0
    for c in np.flatnonzero(~soviet & (occupied[0] == 0)):
        occupied[: int(occupied[:, c].argmax()), c] = 1


def build(
    towns: Towns,
    spells: Spells,
    lat: ArrayLike,
    lon: ArrayLike,
    soviet: ArrayLike | None = None,
    parameters: Parameters = USUAL,
) -> Front:
    """Return the front on every day of the war over cells with these centres (C degrees north and east).

    `soviet` (C) is 1 where the land lay inside the Soviet Union of June 1941; with it the front of the first
    morning is the frontier itself, without it the frontier as towns see it.
    """
    hexes = hexes_at(lat, lon)
    states = town_states(towns, spells)
    changed = np.concatenate(([True], (states[1:] != states[:-1]).any(axis=1)))
    voters, voice = votes(towns, lat, lon, hexes, parameters)
    share = np.zeros((int(changed.sum()), len(hexes)), dtype=np.float32)
    for k in range(voters.shape[1]):
        share += states[changed][:, voters[:, k]] * voice[:, k]
    occupied = (share > 0.5).astype(np.uint8)[np.cumsum(changed) - 1]
    if soviet is not None:
        _at_the_frontier(occupied, np.asarray(soviet, dtype=bool))
    return Front(occupied, _front_km(occupied, lat, lon, neighbours(hexes), parameters.strait_km))


def front_line(held: NDArray[np.uint8], hexes: Sequence[str]) -> list[Segment]:
    """Return the line on one day as edges shared by an occupied and a free cell.

    `held` is one day of `Front.occupied` (C) and `hexes` the H3 ids of the same cells. Each segment is two or
    three points (degrees north, degrees east), drawn with the occupied cell on its left.
    """
    side = dict(zip(hexes, held.tolist(), strict=True))
    return [
        h3.directed_edge_to_boundary(h3.cells_to_directed_edge(cell, near))
        for cell, taken in side.items()
        if taken
        for near in h3.grid_disk(cell, 1)
        if side.get(near) == 0
    ]
