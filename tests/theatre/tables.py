"""Tables of the theatre and the ledger as they stand in their files, for tests that look at what is written there."""

import csv
from datetime import date
from pathlib import Path

from hinterland.core.calendar import day_of
from hinterland.core.paths import THEATRE


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of the theatre."""
    return rows_of(THEATRE / f"{name}.csv")


def day(text: str) -> int:
    """Return the number of a day that is written as a date."""
    return day_of(date.fromisoformat(text))
