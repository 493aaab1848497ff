"""Railway campaigns: when the order for one goes out, and what its plan asks for from night to night."""

from hinterland.theatre.decisions import Decision

FIRST_NIGHT = 0.43
"""Share of a campaign's plan that detachments are told to begin with; the rest is asked for day by day (house-0005)."""
LEAD = 20
"""Days before its first night on which a campaign is ordered (R065: 14 July for 3 August 1943)."""


def rails_today(campaign: Decision, day: int) -> float:
    """Return what the plan of a campaign asks for on a day: much on its first, the rest spread over the others.

    A strike of a single night, which has two dates, asks for all of it on the first.
    """
    if day < campaign.start:
        return 0.0
    rest = campaign.end - campaign.start
    if rest <= 1:
        return campaign.value if day == campaign.start else 0.0
    return campaign.value * (FIRST_NIGHT if day == campaign.start else (1.0 - FIRST_NIGHT) / rest)
