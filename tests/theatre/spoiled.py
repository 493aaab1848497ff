"""Tables of the theatre with a fault put in."""

import csv
from pathlib import Path


def spoil(path: Path, line: int, **changes: str) -> None:
    """Change fields on one line of a table, the header being line 1."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[line - 2] |= changes
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, rows[0], lineterminator="\n")
        out.writeheader()
        out.writerows(rows)
