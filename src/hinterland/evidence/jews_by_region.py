"""The Jews by region, as historians give them: people before the war, flight, the murdered by year, and survivors.

Borders differ from source to source, and so do counts: rows are kept side by side and never averaged.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from hinterland.evidence import cells
from hinterland.evidence.documented import STANDINGS
from hinterland.evidence.model import shortened
from hinterland.evidence.table import Reading
from hinterland.evidence.typed_rows import Columns, frame_of, read_rows

if TYPE_CHECKING:
    import pandas as pd

YEARS = (1941, 1942, 1943, 1944)
FIGURES = ("before", "fled", *(f"murdered_{year}" for year in YEARS), "survived", "low", "high")
"""Columns that hold people; `low` and `high` bound the number of the murdered in all years together."""


@dataclass(frozen=True, slots=True)
class JewsOfRegion:
    """One row: a region in words, and what a source says of its Jews; figures are people, None where it has none.

    `verified` is `yes` where the text was seen, `memory` where it was not; `recalled` names the fields of a `yes` row
    that are from memory all the same.
    """

    id: str
    region: str
    before: float | None
    fled: float | None
    murdered_1941: float | None
    murdered_1942: float | None
    murdered_1943: float | None
    murdered_1944: float | None
    survived: float | None
    low: float | None
    high: float | None
    source: str
    read_at: str
    verified: str
    recalled: str
    note: str

    def __repr__(self) -> str:
        """Say which region it is, and who says so."""
        return shortened(f"<JewsOfRegion {self.id}: {self.region} ({self.source})>")

    def from_memory(self, figure: str) -> bool:
        """Return whether a figure of the row is recalled and not seen in a text."""
        return self.verified == "memory" or figure in self.recalled.split()


COLUMNS: tuple[str, ...] = tuple(f.name for f in fields(JewsOfRegion))


def _amiss(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the figures of a row, and with the fields that it calls recalled."""
    for name in set(given["recalled"].split()) - set(FIGURES):
        yield f"recalled names {name!r}, which holds no people", "name a column of figures"
    if given["low"] is not None and given["high"] is not None and given["high"] < given["low"]:
        yield "high is smaller than low", "exchange them"


_COLUMNS = Columns(
    choices={"verified": STANDINGS},
    filled=("region", "source"),
    values=dict.fromkeys(FIGURES, cells.number),
    amiss=_amiss,
)


def read(reading: Reading) -> dict[str, JewsOfRegion]:
    """Return every row by its id, noting what is wrong with a line."""
    return read_rows(reading, JewsOfRegion, _COLUMNS)


def frame(rows: Iterable[JewsOfRegion]) -> "pd.DataFrame":
    """Return the rows as a table, in their order."""
    return frame_of(rows, COLUMNS)
