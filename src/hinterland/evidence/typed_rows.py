"""Rows of a table as records: choices, cells that must be filled, and cells that are turned into values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from hinterland.core.fault import Fault
from hinterland.evidence.apparatus import once
from hinterland.evidence.cells import Unreadable
from hinterland.evidence.table import Reading, Row, near

if TYPE_CHECKING:
    import pandas as pd

Record = TypeVar("Record")


class Columns(NamedTuple):
    """What a row must hold: words of a choice, cells that are filled, and how a cell becomes a value.

    `values` has for a column the function of its text and its name, which raises `Unreadable` or `Fault`. `amiss` is
    given the whole row with its values and returns what is wrong with it, each with a remedy.
    """

    choices: Mapping[str, Sequence[str]]
    filled: Sequence[str]
    values: Mapping[str, Callable[[str, str], Any]]
    amiss: Callable[[Mapping[str, Any]], Iterable[tuple[str, str]]]


def read_rows(reading: Reading, record: Callable[..., Record], columns: Columns) -> dict[str, Record]:
    """Return every row of a table by its id as a record, a dataclass, noting what is wrong with a line."""
    names = tuple(field.name for field in fields(record))  # type: ignore[arg-type]
    found: dict[str, Record] = {}
    for row in once(reading, reading.rows(required=names, allowed=names)):
        before = len(reading.faults)
        given = _values(reading, row, columns)
        if given is not None and len(reading.faults) == before:
            found[given["id"]] = record(**given)
    return found


def frame_of(rows: Iterable[object], columns: Sequence[str]) -> "pd.DataFrame":
    """Return records as a table, in their order."""
    import pandas as pd

    return pd.DataFrame([{name: getattr(one, name) for name in columns} for one in rows], columns=list(columns))


def _values(reading: Reading, row: Row, columns: Columns) -> dict[str, Any] | None:
    """Return a row with its values, None where a cell cannot be read."""
    given: dict[str, Any] = dict(row.cells)
    for column, known in columns.choices.items():
        if given[column] not in known:
            message = f"the {column} {given[column]!r} of {given['id']} is not known"
            reading.wrong(row.line, message, near(given[column], known, "use " + ", ".join(filter(None, known))))
    for column in columns.filled:
        if not given[column]:
            reading.wrong(row.line, f"{column} is empty", "fill it in")
    try:
        given |= {column: value(given[column], column) for column, value in columns.values.items()}
    except (Fault, Unreadable) as error:
        reading.wrong(row.line, error.message, error.remedy)
        return None
    for message, remedy in columns.amiss(given):
        reading.wrong(row.line, message, remedy)
    return given
