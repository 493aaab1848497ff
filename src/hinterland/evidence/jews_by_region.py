"""The Jews by region, as historians give them: people before the war, flight, the murdered by year, and survivors.

Borders differ from source to source, and so do counts: rows are kept side by side and never averaged.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from hinterland.evidence import cells
from hinterland.evidence.apparatus import once
from hinterland.evidence.cells import Unreadable
from hinterland.evidence.documented import STANDINGS
from hinterland.evidence.model import shortened
from hinterland.evidence.table import Reading, Row, near

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


def read(reading: Reading) -> dict[str, JewsOfRegion]:
    """Return every row by its id, noting what is wrong with a line."""
    found: dict[str, JewsOfRegion] = {}
    for row in once(reading, reading.rows(required=COLUMNS, allowed=COLUMNS)):
        if (made := _row(reading, row)) is not None:
            found[made.id] = made
    return found


def _row(reading: Reading, row: Row) -> JewsOfRegion | None:
    given: dict[str, Any] = dict(row.cells)
    before = len(reading.faults)
    for column in ("region", "source"):
        if not given[column]:
            reading.wrong(row.line, f"{column} is empty", "fill it in")
    if given["verified"] not in STANDINGS:
        message = f"the verified {given['verified']!r} of {given['id']} is not known"
        reading.wrong(row.line, message, near(given["verified"], STANDINGS, "use " + ", ".join(STANDINGS)))
    for name in set(given["recalled"].split()) - set(FIGURES):
        reading.wrong(row.line, f"recalled names {name!r}, which holds no people", "name a column of figures")
    try:
        for column in FIGURES:
            given[column] = cells.number(given[column], column)
    except Unreadable as error:
        reading.wrong(row.line, error.message, error.remedy)
        return None
    if given["low"] is not None and given["high"] is not None and given["high"] < given["low"]:
        reading.wrong(row.line, "high is smaller than low", "exchange them")
    return JewsOfRegion(**given) if len(reading.faults) == before else None


def frame(rows: Iterable[JewsOfRegion]) -> "pd.DataFrame":
    """Return the rows as a table, in their order."""
    import pandas as pd

    return pd.DataFrame([{name: getattr(one, name) for name in COLUMNS} for one in rows], columns=list(COLUMNS))
