"""The numbers of the theatre that rest on assumptions, declared by its parts as those of kernels are.

They are in the same table as the parameters of subsystems. One that is changed makes the theatre, or what is read of it
for a scenario, anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from hinterland.theatre import (
    campaigns,
    forcing,
    front,
    land,
    named_units,
    nearby,
    news,
    order_of_battle,
    persecution_people,
    railheads,
    railway,
    risen_ground,
    weather,
)


class TheatreParameters(NamedTuple):
    """A group for each part of the theatre, by the name of its file."""

    land: land.Parameters = land.USUAL
    nearby: nearby.Parameters = nearby.USUAL
    front: front.Parameters = front.USUAL
    railway: railway.Parameters = railway.USUAL
    persecution_people: persecution_people.Parameters = persecution_people.USUAL
    weather: weather.Parameters = weather.USUAL
    news: news.Parameters = news.USUAL
    forcing: forcing.Parameters = forcing.USUAL
    campaigns: campaigns.Parameters = campaigns.USUAL
    railheads: railheads.Parameters = railheads.USUAL
    risen_ground: risen_ground.Parameters = risen_ground.USUAL
    order_of_battle: order_of_battle.Parameters = order_of_battle.USUAL
    named_units: named_units.Parameters = named_units.USUAL


USUAL = TheatreParameters()
"""The values of history."""
GROUPS: Mapping[str, Any] = {name: type(group) for name, group in USUAL._asdict().items()}
"""The declarations of every part by its name."""
