"""Concealment: how well the ground hides people today.

Forest and mire hide people (`land.cover`); they hide fewer when leaves are down and when snow keeps tracks. The
subsystem writes one share for each cell, which searches for detachments and for people in hiding read.
"""

from typing import NamedTuple

from hinterland.core.declare import Array, assumed, f8, log, per
from hinterland.core.jit import daily


class State(NamedTuple):
    """How well each cell hides people today."""

    share: Array = per("cell", f8, "1", "Share of those who hide in the cell whom the ground conceals, 0 to 1")


class Parameters(NamedTuple):
    """What bare trees and snow take away from concealment."""

    bare_trees_share: float = assumed(
        0.72, "1", (0.3, 1), "Share of its concealment that ground keeps when leaves are down", "house-0320"
    )
    snow_effect: float = assumed(
        0.15, "1", (0, 0.6), "Share of its concealment that ground loses under deep snow", "house-0320"
    )
    deep_snow_cm: float = assumed(
        40, "cm", log(5, 100), "Depth of snow at which snow takes the most concealment", "house-0320"
    )


@daily
def step(concealment, land, forcing, parameters):
    """Work out the concealment of every cell."""
    for c in range(concealment.share.size):
        z = land.zone[c]
        leaves = parameters.bare_trees_share + (1.0 - parameters.bare_trees_share) * forcing.foliage[z]
        snow = parameters.snow_effect * min(1.0, forcing.snow[z] / parameters.deep_snow_cm)
        concealment.share[c] = land.cover[c] * leaves * (1.0 - snow)
