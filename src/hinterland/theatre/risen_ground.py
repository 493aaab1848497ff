"""The ground that a risen army holds: the towns of `slovak_rising.csv` from day to day, and the land around them."""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from hinterland.core.declare import Array, assumed, choose
from hinterland.core.paths import THEATRE
from hinterland.theatre.documented_movements import read_rising
from hinterland.theatre.front import read_towns
from hinterland.theatre.ground import Ground, cell_at, within_km


class Parameters(NamedTuple):
    """How far the ground of a risen army reaches."""

    around_km: float = assumed(
        30, "km", (10, 60), "Distance to which a rising holds the ground around a town", "house-0252"
    )


USUAL = choose(Parameters, {})
"""The values of history."""


class RisenGround:
    """Which cells a risen army holds on a day."""

    def __init__(self, ground: Ground, parameters: Parameters = USUAL, folder: Path = THEATRE) -> None:
        """Read the towns and find the cells of each: that in which it lies, and those about it."""
        self.towns = read_rising(folder)
        places = read_towns(folder / "towns.csv")
        self._none = np.zeros(len(ground.h3), bool)
        self._around = []
        for town in self.towns:
            n = places.ids.index(town.town)
            lat, lon = float(places.lat[n]), float(places.lon[n])
            near = self._none.copy()
            near[within_km(ground, lat, lon, parameters.around_km)] = True
            near[cell_at(ground, lat, lon)] = True
            self._around.append(near)
        self.days = {day for town in self.towns for day in (town.risen, town.fell)}
        """Days on which the ground changes."""

    def on(self, day: int) -> Array:
        """Return which cells (C, bool) the army holds on a day; it has lost a town on the day on which that fell."""
        held = self._none.copy()
        for town, near in zip(self.towns, self._around, strict=True):
            if town.risen <= day < town.fell:
                held |= near
        return held
