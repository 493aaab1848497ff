"""Further names of regions, entities and army groups, from the table of a theatre."""

from pathlib import Path

from hinterland.core.fault import Fault
from hinterland.files.csv_lines import rows_of

TABLE, COLUMNS = "other_names.csv", ("name", "kind", "means")


def other_names(folder: Path, kind: str) -> dict[str, tuple[str, ...]]:
    """Return the further names of a kind, and what each means, from `other_names.csv` of a theatre, if it has one.

    Raises `Fault` for a table that cannot be read.
    """
    path = folder / TABLE
    if not path.is_file():
        return {}
    found = {}
    for number, row in rows_of(path):
        if missing := [name for name in COLUMNS if name not in row]:
            raise Fault(path, 1, f"the header lacks {', '.join(missing)}", "add the columns")
        if row["kind"] == kind:
            found[row["name"]] = tuple(row["means"].split())
            if not (row["name"].strip() and found[row["name"]]):
                raise Fault(path, number, "a name or what it means is empty", "give both, or remove the line")
    return found
