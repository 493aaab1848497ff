"""Claims of a ledger by condition, where the region of the question may be ground that a user draws."""

from typing import TYPE_CHECKING, Any

from hinterland.core.fault import Fault
from hinterland.core.once import once
from hinterland.evidence.ledger import Ledger
from hinterland.theatre.query import is_drawn

if TYPE_CHECKING:
    from hinterland.core.declare import Array
    from hinterland.theatre.regions import Regions

MOST = 0.5
"""Share of the land of a region that must lie in drawn ground for its claims to be of that ground."""


def claims_within(ledger: Ledger, region: str | None = None, **wanted: Any) -> list[bool]:
    """Return for each judged claim whether it fits every condition, as `Ledger.fitting` does.

    Of drawn ground they are those of regions more than half of whose land lies in it. Raises `Fault` for a condition
    that no claim can be asked for.
    """
    if not isinstance(region, str) or not is_drawn(region):
        return ledger.fitting(region=region, **wanted)
    regions = _regions()
    ground = regions.mask(region)
    if not ground.any():
        raise Fault(None, 0, f"{region} holds no cell of the theatre", "name another region")
    fits = ledger.fitting(**wanted)
    named = {claim.region for claim, good in zip(ledger.judged, fits, strict=True) if good and claim.region}
    inside = {name for name in named if _lies_in(name, ground, regions)}
    return [good and claim.region in inside for claim, good in zip(ledger.judged, fits, strict=True)]


def _lies_in(name: str, ground: "Array", regions: "Regions") -> bool:
    """Whether more than half of the land of a region lies in drawn ground."""
    try:
        here = regions.mask(name)
    except Fault:
        return False
    land = regions.ground.area
    return bool(land[here & ground].sum() > MOST * land[here].sum())


@once()
def _regions() -> "Regions":
    from hinterland.theatre.ground import read_ground
    from hinterland.theatre.regions import Regions

    return Regions(read_ground())
