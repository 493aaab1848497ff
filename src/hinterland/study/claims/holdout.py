"""The hold-out: which claims no calibration may see, by a rule that was declared before any fit was made.

A series is what one side says of one quantity in one region. The hash of its name decides, so that no series
is split between the part that is fitted and the part that is held out, and nobody chooses.
"""

import hashlib

from hinterland.evidence.model import Claim

PART = 3
"""One series in so many is held out."""


def series(claim: Claim) -> tuple[str, str, str]:
    """Return the series of a claim: its quantity, its region with joined parts in order, and its speaker."""
    return claim.quantity, "+".join(sorted(claim.region.split("+"))), claim.said_by


def held_out(claim: Claim) -> bool:
    """Whether the claim is kept from calibration; the same on every machine and in every Python."""
    name = "|".join(series(claim))
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") % PART == 0
