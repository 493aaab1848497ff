"""Claims of a ledger by condition, where the region of the question may be ground that a user draws."""

from typing import TYPE_CHECKING, Any

from hinterland.core.declare import Array
from hinterland.core.fault import Fault
from hinterland.core.once import once
from hinterland.evidence.ledger import Ledger
from hinterland.theatre.drawn import is_drawn
from hinterland.theatre.ground import read_ground
from hinterland.theatre.regions import Regions

if TYPE_CHECKING:
    import pandas as pd

MOST = 0.5
"""Share of the land of a region that must lie in drawn ground for its claims to be of that ground."""


def claims_within(ledger: Ledger, region: str | None = None, **wanted: Any) -> "pd.DataFrame":
    """Return the claims that fit every condition, as `Ledger.query` does.

    Of drawn ground they are those of regions more than half of whose land lies in it. Raises `Fault` for a condition
    that no claim can be asked for.
    """
    if not isinstance(region, str) or not is_drawn(region):
        return ledger.query(region=region, **wanted)
    regions = _regions()
    ground = regions.mask(region)
    if not ground.any():
        raise Fault(None, 0, f"{region} holds no cell of the theatre", "name another region")
    found = ledger.query(**wanted)
    inside = {name for name in set(found["region"]) if name and _lies_in(name, ground, regions)}
    return found[found["region"].isin(inside)]


def _lies_in(name: str, ground: Array, regions: Regions) -> bool:
    """Whether more than half of the land of a region lies in drawn ground."""
    try:
        here = regions.mask(name)
    except Fault:
        return False
    land = regions.ground.area
    return bool(land[here & ground].sum() > MOST * land[here].sum())


@once()
def _regions() -> Regions:
    return Regions(read_ground())
