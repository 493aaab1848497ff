"""Where an army takes over its trains: the junctions just behind the front that trains can reach."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hinterland.core.declare import assumed, choose
from hinterland.theatre.railway import Flags, Floats, Ints, Railway
from hinterland.theatre.sphere import km_between

NOTHING = 1e-6
"""Trains a day that stand for none, so that there is a sum to divide by."""
DIGITS = 9
"""Digits of a distance by which places are equally far."""


class Parameters(NamedTuple):
    """Where an army group takes over its trains, and at how many places."""

    apart_km: float = assumed(60, "km", (20, 200), "Least distance of two railheads of one army group", "house-1913")
    most: float = assumed(5, "1", (2, 10), "Most railheads of an army group at one time", "house-1913")
    reach_km: float = assumed(80, "km", (20, 300), "Distance from the front within which railheads lie", "house-1913")


USUAL = choose(Parameters, {})
"""The values of history."""


def served(railway: Railway, held: Flags, sources: Ints | None = None) -> Flags:
    """Return which junctions trains can reach from the entries (or `sources`) through held junctions only."""
    start = railway.entries if sources is None else sources
    a, b = railway.line_a, railway.line_b
    whole = held[a] & held[b]
    a, b = a[whole], b[whole]
    reached = np.zeros(held.size, bool)
    reached[start] = held[start]
    count = -1
    while count != (count := int(reached.sum())):
        either = reached[a] | reached[b]
        reached[a[either]] = True
        reached[b[either]] = True
    return reached


def railheads(
    railway: Railway, open_to: Flags, front_km: Floats, group: NDArray[Any], which: int, parameters: Parameters = USUAL
) -> Ints:
    """Return the junctions, two at least, just behind the front at which an army group takes over its trains.

    `open_to`, `front_km` and `group` are those of the junctions: whether trains can reach it (see `served`), km to
    the front, army group of the rear. Of the junctions of this group that trains reach and that lie within
    `reach_km` of the front (or, where fewer than two do, the nearest to it) the first is the one with the most
    trains a day on the lines behind it, each next the one farthest from all before, as long as it is far
    enough away. Fewer than two come back only where the group holds fewer.
    """
    mine = np.flatnonzero(open_to & (group == which))
    if mine.size <= 2:
        return mine.astype(np.int32)
    near = mine[front_km[mine] <= parameters.reach_km]
    if near.size < 2:
        near = np.sort(mine[np.argsort(front_km[mine], kind="stable")[: int(parameters.most)]])
    trains = supply(railway, open_to)[near]
    chosen = [int(trains.argmax())]
    apart = _apart(railway, near, chosen[0])
    while len(chosen) < parameters.most:
        far = int(apart.argmax())
        if apart[far] < parameters.apart_km and len(chosen) > 1:
            break
        chosen.append(far)
        apart = np.minimum(apart, _apart(railway, near, far))
    return np.sort(near[chosen]).astype(np.int32)


def supply(railway: Railway, open_to: Flags) -> Floats:
    """Return for each junction the trains a day on the lines that join it to others that trains can reach."""
    whole = open_to[railway.line_a] & open_to[railway.line_b]
    both = np.concatenate((railway.line_a[whole], railway.line_b[whole]))
    return np.bincount(both, np.tile(railway.capacity[whole], 2), minlength=open_to.size).astype(np.float64)


def shares(railway: Railway, open_to: Flags, heads: Ints) -> Floats:
    """Return how an army group divides its demand among its railheads, by the lines behind each."""
    weight = supply(railway, open_to)[heads] + NOTHING
    return weight / weight.sum() if heads.size else weight


def _apart(railway: Railway, near: NDArray[np.integer], one: int) -> Floats:
    """Return km from one of some junctions to each of them."""
    lat, lon = railway.lat[near], railway.lon[near]
    return km_between(lat, lon, lat[one], lon[one]).round(DIGITS)
