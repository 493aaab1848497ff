"""Railway campaigns: when the order for one goes out, and what its plan asks for from night to night."""

from typing import NamedTuple

from hinterland.core.declare import assumed, choose
from hinterland.theatre.decisions import Decision


class Parameters(NamedTuple):
    """When a railway campaign is ordered, and what it asks for on its first night."""

    first_night_share: float = assumed(
        0.43, "1", (0, 0.9), "Share of the plan of a railway campaign that is asked for its first night, the rest day "
        "by day", "house-0005",
    )  # fmt: skip
    lead_days: float = assumed(
        20, "day", (0, 60), "Days from the order of a railway campaign to its first night", "house-1914"
    )


USUAL = choose(Parameters, {})
"""The values of history."""


def rails_today(campaign: Decision, day: int, parameters: Parameters = USUAL) -> float:
    """Return what the plan of a campaign asks for on a day: much on its first, the rest spread over the others.

    A strike of a single night, which has two dates, asks for all of it on the first.
    """
    if day < campaign.start:
        return 0.0
    rest = campaign.end - campaign.start
    if rest <= 1:
        return campaign.value if day == campaign.start else 0.0
    first = parameters.first_night_share
    return campaign.value * (first if day == campaign.start else (1.0 - first) / rest)
