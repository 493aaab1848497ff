"""The records of the ledger: claims as written and as judged, with sources, quantities, conflicts and the like."""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from hinterland.evidence import ask
from hinterland.evidence.correct import as_written
from hinterland.evidence.documented import DocumentedEvent
from hinterland.evidence.jews_by_region import JewsOfRegion
from hinterland.evidence.model import COLUMNS, Assumption, Claim, Conflict, Correction, Entity, Region, Source
from hinterland.evidence.read import confrontable
from hinterland.evidence.registry import Quantity

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Records:
    """Every claim with its apparatus: `raw` as the files have it, `judged` with the corrections applied."""

    raw: tuple[Claim, ...]
    judged: tuple[Claim, ...]
    sources: dict[str, Source]
    quantities: dict[str, Quantity]
    conflicts: dict[str, Conflict]
    entities: dict[str, Entity]
    assumptions: dict[str, Assumption]
    corrections: tuple[Correction, ...]
    regions: dict[str, Region]
    documented: dict[str, DocumentedEvent] = field(default_factory=dict)
    """Crimes and other dated events of named places, as sources give them, by id."""
    jews_by_region: dict[str, JewsOfRegion] = field(default_factory=dict)
    """The Jews by region, as historians give them, by id."""
    other_names: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    """Older and local names by kind (`region`, `entity`), and what each means."""

    @cached_property
    def by_id(self) -> dict[str, Claim]:
        """Every judged claim by its id, assumptions of the house among them."""
        return {claim.id: claim for claim in self.judged}

    @cached_property
    def digest(self) -> str:
        """Twelve hexadecimal digits that change whenever any claim of the files does."""
        text = "\n".join("\t".join(as_written(getattr(c, f)) for f in COLUMNS) for c in self.raw)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    @cached_property
    def barred(self) -> frozenset[str]:
        """Ids of claims that no calibration and no confrontation may use."""
        return frozenset(c.claim for c in self.corrections if c.effect == "bar")

    @cached_property
    def claims(self) -> "pd.DataFrame":
        """Every judged claim as a table with one line each, in the order of the files.

        Beside the columns of the files: `corrections` (their ids), `barred`, `numeric`.
        """
        return ask.frame(self.judged, self.corrections)

    def confrontable(self) -> list[Claim]:
        """Return the claims that a run can be asked about: a number, a measured quantity, and not barred."""
        return list(self._confrontable)

    @cached_property
    def _confrontable(self) -> tuple[Claim, ...]:
        return tuple(c for c in self.judged if confrontable(c) and c.id not in self.barred)
