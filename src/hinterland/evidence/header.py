"""The header of a table: what parts its cells, where it stands, which column is which; the first fault is raised."""

import csv
import io
import re
from collections.abc import Collection, Mapping
from itertools import islice
from typing import NamedTuple

from hinterland.evidence.numerals import PLAIN

PARTERS = {";": "semicolons", "\t": "tabs", "|": "bars"}
LOOKED_THROUGH = 50
"""Lines in which the header is looked for."""
SHORTEST, LONG = 3, 7
"""Letters from which a name may have one slip, and two."""
EXPORTS = (
    (
        "UCDP GED",
        ("type_of_violence", "side_a", "date_start"),
        "its date_start would be date_from, date_end date_to, low, best and high the deaths, adm_1 or country the "
        "region, source_office said_by",
    ),
    (
        "ACLED",
        ("event_date", "event_type", "actor1"),
        "its event_id_cnty would be id, event_date both date_from and date_to, fatalities best, admin1 or country the "
        "region, notes note, and said_by who reported it",
    ),
)
"""Exports of other collections: name, columns that mark them, and which of their columns would be which of ours."""
DATA = re.compile(r"\d{4}(-\d\d){1,2}|[a-z][a-z0-9_]*\.[a-z0-9][a-z0-9_]*")


class Cause(Exception):
    """Why a table cannot be read at all: line, what is wrong, and what to do."""

    def __init__(self, line: int, message: str, remedy: str) -> None:
        """Keep the parts apart."""
        self.line, self.message, self.remedy = line, message, remedy
        super().__init__(message)


class Columns(NamedTuple):
    """The columns that a table should have, in their order: which must be there, which may, other names of them."""

    required: tuple[str, ...]
    allowed: tuple[str, ...]
    aliases: Mapping[str, str]

    def known(self, cell: str) -> str:
        """Return the column that a cell of a header names, without regard to case and blanks, or nothing."""
        name = plain(cell)
        if name in self.allowed:
            return name
        return self.aliases.get(name, "") if self.aliases.get(name) in self.allowed else ""

    def found(self, cells: Collection[str]) -> int:
        """Return how many different columns a line names."""
        return len({self.known(cell) for cell in cells} - {""})


class Header(NamedTuple):
    """The meaning of every column, empty for one that is not used, and the names that are not used."""

    names: tuple[str, ...]
    unused: tuple[str, ...]


def plain(cell: str) -> str:
    """Return a name of a column in small letters, words joined by underscores."""
    return re.sub(r"[\s\-_]+", "_", cell.replace("\ufeff", "").strip().casefold())


def check_parting(text: str, columns: Columns) -> None:
    """Raise `Cause` where cells are parted by something else than commas, or no header stands on the first line."""
    lines = [line for line in _first(text) if line.strip(' ,;|"\t\r\n')]
    if not lines:
        raise Cause(1, "the table has no header", "begin with a line of column names")
    if re.fullmatch(r'"?sep=.?"?,*', lines[0].strip(), re.IGNORECASE):
        raise Cause(1, f"the first line is {lines[0].strip()!r}, a note for a spreadsheet", "remove it; use commas")
    given = _cells(lines[0])
    if set(columns.required) <= {columns.known(cell) for cell in given}:
        return
    hits = columns.found(given)
    for parter, name in PARTERS.items():
        if columns.found(_cells(lines[0].strip("| "), parter)) > max(hits, 1):
            raise Cause(
                1, f"the cells are parted by {name}", "save it with commas between cells, and points in numbers"
            )
    if len(given) == 1 and columns.found(_cells(given[0])) > max(hits, 1):
        raise Cause(1, "every line stands in quotation marks as one cell", "remove the marks around whole lines")
    for name, signs, words in EXPORTS:
        if set(signs) <= {plain(cell) for cell in given}:
            raise Cause(1, f"the table is an export of {name}", f"{words}; add quantity and unit, one claim a line")
    _check_place(text, columns, hits)
    if not hits and any(DATA.fullmatch(cell.strip()) or PLAIN.fullmatch(cell.strip()) for cell in given):
        remedy = "put a line of column names above it: " + ",".join(columns.required)
        raise Cause(1, "the first line is a row of data and no header", remedy)


def _check_place(text: str, columns: Columns, hits: int) -> None:
    """Raise `Cause` where a later line is the header."""
    for number, line in enumerate(_first(text), 1):
        cells = _cells(line)
        found = columns.found(cells)
        if number > 1 and found > hits and found >= max(2, len(columns.required) // 2):
            raise Cause(number, f"the header stands on line {number}", "remove the lines above it")


def _first(text: str) -> list[str]:
    return list(islice(io.StringIO(text, newline=None), LOOKED_THROUGH))


def _cells(line: str, parter: str = ",") -> list[str]:
    try:
        return next(csv.reader(io.StringIO(line), delimiter=parter), [])
    except csv.Error:
        return []


def read_header(cells: list[str], columns: Columns) -> Header:
    """Return which column is which; raises `Cause` for one that stands twice, is missing or has a slip in its name."""
    names: list[str] = []
    unused: list[str] = []
    exact = {plain(cell) for cell in cells} & set(columns.allowed)
    for cell in cells:
        name = columns.known(cell)
        if name and plain(cell) not in columns.allowed and (name in exact or name in names):
            name = ""  # an older name beside the present one
        elif name in names and name:
            raise Cause(1, f"the column {name!r} stands twice", "keep one of them")
        names.append(name)
        if not name and cell.strip():
            unused.append(cell.strip())
    free = [name for name in columns.allowed if name not in names]
    for cell in unused:
        if near := _slip(plain(cell), free):
            raise Cause(1, f"there is no column {cell!r}", f"perhaps {near}; rename it, or leave it out")
    if lacking := [name for name in columns.required if name not in names]:
        several = len(lacking) > 1
        listed = ", ".join(repr(name) for name in lacking)
        message = f"the columns {listed} are missing" if several else f"the column {listed} is missing"
        has = ", ".join(cell.strip() for cell in cells if cell.strip())[:200]
        raise Cause(1, f"{message}; the first line has {has}", "add them" if several else "add it")
    return Header(tuple(names), tuple(unused))


def _slip(name: str, known: list[str]) -> str:
    """Return the known name that a name differs from by a slip of the pen, or nothing."""
    for other in known:
        allowed = 2 if len(other) >= LONG else 1
        if len(name) >= SHORTEST and name.rstrip("0123456789_") != other and _slips(name, other) <= allowed:
            return other
    return ""


def _slips(a: str, b: str) -> int:
    """Return how many letters must be added, left out, changed or exchanged with the next to get from a to b."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i in range(1, len(a) + 1):
        last, before, row = before, row, [i, *[0] * len(b)]
        for j in range(1, len(b) + 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a[i - 1] != b[j - 1]))
            if last and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                row[j] = min(row[j], last[j - 2] + 1)
    return row[-1]
