"""Plain tables with line numbers: a CSV file becomes rows, and what is wrong with its shape is noted."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hinterland.core.fault import Fault
from hinterland.core.names import nearest
from hinterland.evidence.header import Cause, Columns, Header, check_parting, read_header
from hinterland.files.caution import Caution
from hinterland.files.csv_lines import QUOTES
from hinterland.files.text import CSV, TOML, read_text


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: where it stands, and its cells by column."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Reading:
    """The reading of one file: every fault is noted, and the reading goes on to the end of the file.

    Where the file as a whole is not what it should be, that cause is the only fault.
    """

    path: Path
    faults: list[Fault] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)

    def wrong(self, line: int, message: str, remedy: str) -> None:
        """Note a fault; line 0 means the file as a whole."""
        self.faults.append(Fault(self.path, line, message, remedy))

    def caution(self, line: int, message: str, remedy: str) -> None:
        """Note what is used otherwise than it may have been meant."""
        self.cautions.append(Caution(self.path, line, message, remedy))

    def text(self) -> str | None:
        """Return the text of the file, or None after noting why it cannot be read."""
        try:
            return read_text(self.path, TOML if self.path.suffix.lower() == ".toml" else CSV)
        except Fault as fault:
            self.faults.append(fault)
            return None

    def rows(
        self,
        *,
        required: Iterable[str],
        allowed: Iterable[str],
        aliases: Mapping[str, str] | None = None,
    ) -> list[Row]:
        """Read the file as CSV, noting whatever is wrong with its header or shape.

        A table may carry more columns than are needed: they are left out, with a caution that names them.
        """
        text = self.text()
        if text is None:
            return []
        columns = Columns(tuple(required), tuple(allowed), aliases or {})
        try:
            check_parting(text, columns)
            return self._rows(text, columns)
        except Cause as cause:
            self.wrong(cause.line, cause.message, cause.remedy)
            return []

    def _rows(self, text: str, columns: Columns) -> list[Row]:
        """Return the rows below the header, noting every line of another shape.

        Raises `Cause` for a text that is no CSV or has no header.
        """
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        rows: list[Row] = []
        other: list[tuple[int, int]] = []
        before = 0
        try:
            given = next((cells for cells in reader if any(cell.strip() for cell in cells)), None)
            if given is None:
                raise Cause(1, "the table has no header", "begin with a line of column names")
            header = read_header(given, columns)
            self._name_unused(header, columns, reader.line_num)
            nameless = [n for n, cell in enumerate(given) if not cell.strip()]
            before = reader.line_num
            for cells in reader:
                line, before = before + 1, reader.line_num
                if not any(cell.strip() for cell in cells):
                    continue
                if before > line:
                    _check_swallowed(cells, len(given), line)
                if len(cells) == len(given):
                    pairs = zip(header.names, cells, strict=True)
                    rows.append(Row(line, {name: cell.strip() for name, cell in pairs if name}))
                    for n in [n for n in nameless if cells[n].strip()]:
                        nameless.remove(n)
                        self.caution(line, f"column {n + 1} has no name, and is not used", "name it in the header")
                else:
                    other.append((line, len(cells)))
        except csv.Error as error:
            raise Cause(_opening(text, before + 1), f"the line is not CSV ({error})", QUOTES) from None
        self._name_other(other, len(given), alone=not rows)
        return rows

    def _name_other(self, other: list[tuple[int, int]], wide: int, *, alone: bool) -> None:
        """Note lines of another width than the header; where all lines have the same, that is one cause.

        Raises `Cause` for the latter.
        """
        if alone and len(other) > 1 and len({width for _, width in other}) == 1:
            line, width = other[0]
            message = f"every line has {width} cells where the header has {wide}"
            raise Cause(line, message, "give each cell its column, and quote cells that contain commas")
        for line, width in other:
            message = f"the line has {width} cells where the header has {wide}"
            self.wrong(line, message, "quote cells that contain commas, and leave empty cells empty")

    def _name_unused(self, header: Header, columns: Columns, line: int) -> None:
        if header.unused:
            several = "columns are" if len(header.unused) > 1 else "column is"
            others = ", ".join(name for name in columns.allowed if name not in header.names)
            remedy = f"rename what should be one of {others}" if others else "all columns that are known are there"
            self.caution(line, f"{len(header.unused)} {several} not used: {', '.join(header.unused)}", remedy)


def _check_swallowed(cells: list[str], wide: int, line: int) -> None:
    """Raise `Cause` where a cell holds line ends and commas as many as a row: a quotation mark was not closed."""
    for cell in cells:
        tight = len(re.findall(r",(?!\s)", cell))
        if ("\n" in cell or "\r" in cell) and (tight >= wide - 1 or _holds_row(cell, wide)):
            message = "a quotation mark opens here, and the cell holds line ends and commas as many as a row"
            raise Cause(line, message, "close the mark in its line, or remove it")
        line += len(re.findall(r"\r\n|\r|\n", cell))


def _holds_row(cell: str, wide: int) -> bool:
    """Whether a line inside a cell has the shape of a row and begins like one, with a word of its own."""
    return any(line.count(",") >= wide - 1 and " " not in line.split(",")[0].strip() for line in cell.splitlines()[1:])


def _opening(text: str, line: int) -> int:
    """Return the first line from a row on in which a quotation mark opens and does not close."""
    for number, part in enumerate(io.StringIO(text, newline=None), 1):
        if number >= line and part.count('"') % 2:
            return number
    return line


def near(word: str, known: Iterable[str], instead: str) -> str:
    """Return a remedy that names the known words nearest to `word`, or says `instead`."""
    close = nearest(word, known)
    return "perhaps " + " or ".join(close) if close else instead
