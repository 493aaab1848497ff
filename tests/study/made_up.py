"""A run made up by hand: series by name, so that what is read off it can be reckoned without a war."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from hinterland.core.calendar import DAYS
from hinterland.theatre.assemble import load

RESOLUTION = 3


def theatre() -> Any:
    return load(RESOLUTION)


class MadeUp:
    """Answers `every_day` from a function of name, region and speaker that returns one number or a number a day."""

    def __init__(self, say: Callable[[str, str | None, str | None], Any], first: int = 0, days: int = DAYS) -> None:
        """Say `days` days from day number `first`."""
        self.say, self.first, self.days = say, first, days
        self.theatre = theatre()

    def __repr__(self) -> str:
        """Say what this is."""
        return "<a run made up>"

    def every_day(self, name: str, region: str | None = None, said_by: str | None = None) -> np.ndarray:
        """Return what was made up, by day."""
        return np.broadcast_to(np.asarray(self.say(name, region, said_by), float), (self.days,)).copy()

    def every_day_by_region(self, name: str, regions: Sequence[str], said_by: str | None = None) -> np.ndarray:
        """Return what was made up, by day and region."""
        return np.stack([self.every_day(name, region, said_by) for region in regions], -1)


def claim(**given: Any) -> Any:
    """Return a claim of the ledger's kind with the given fields."""
    from datetime import date

    from hinterland.evidence.model import Claim

    blank: dict[str, Any] = dict.fromkeys(Claim.__dataclass_fields__, "")
    blank |= dict.fromkeys(("where_prec", "when_prec", "low", "best", "high"))
    blank |= {
        "id": "x1", "kind": "level", "quantity": "partisans.strength", "region": "Belarus", "unit": "persons",
        "date_from": date(1943, 1, 1), "date_to": date(1943, 1, 1), "said_by": "soviet", "verified": "yes",
        "best": 5.0,
    }  # fmt: skip
    return Claim(**(blank | given))
