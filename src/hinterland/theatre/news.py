"""The news of the war: how it goes for the Soviet side, as heard behind each army group."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import DAYS
from hinterland.core.declare import Array, assumed, choose
from hinterland.core.elementary import tanh
from hinterland.theatre.ground import GROUPS


class Parameters(NamedTuple):
    """Which ground makes the news, and for how long."""

    memory_days: float = assumed(
        120, "day", (60, 200), "Days over which ground won and lost makes the news", "house-0003"
    )
    great_news_km2: float = assumed(
        160_000, "km2", (80_000, 320_000), "Ground won in that time that is great news", "house-0003"
    )
    own_front_weight: float = assumed(
        0.6, "1", (0.3, 0.9), "Weight of the news from the own front; the rest is that from all fronts", "house-0003"
    )
    own_front_size: float = assumed(
        3, "1", (1, 10), "How much more a given ground counts on the own front than on all fronts", "house-1915"
    )


USUAL = choose(Parameters, {})
"""The values of history."""


def news(occupied: Array, area: Array, group: Array, parameters: Parameters = USUAL) -> Array:
    """Return how the war goes for the Soviet side on every day as heard behind each army group (days x 5), -1 to 1.

    It is the ground won less the ground lost in the last months, that of the own front counting as much as all of
    the others together. `area` is the Soviet land of each cell in km2, `group` the army group of its rear.
    """
    memory = int(parameters.memory_days)
    gained = []
    for of in range(len(GROUPS)):
        behind = group == of
        held = (occupied[:, behind] * area[behind]).sum(axis=1)
        gained.append(np.concatenate((np.full(memory, held[0]), held[:-memory])) - held)
    own = tanh(parameters.own_front_size * np.stack(gained, axis=1) / parameters.great_news_km2)
    whole = tanh(np.sum(gained, axis=0) / parameters.great_news_km2)
    weight = parameters.own_front_weight
    return (weight * own + (1.0 - weight) * whole[:, None]).astype(float)[:DAYS]


def without_spells(heard: Array, spells: Iterable[tuple[int, int]]) -> Array:
    """Return news (days x 5) that stands as on the eve through each spell of days (first, last)."""
    made = heard.copy()
    for first, last in spells:
        made[first : last + 1] = made[max(first - 1, 0)]
    return made
