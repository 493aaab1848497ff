"""Plain tables with line numbers: a CSV file becomes rows, and what is wrong with its shape is noted."""

import csv
import difflib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hinterland.core.fault import Fault


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: where it stands, and its cells by column."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Reading:
    """The reading of one file: every fault is noted, and the reading goes on to the end of the file."""

    path: Path
    faults: list[Fault] = field(default_factory=list)

    def wrong(self, line: int, message: str, remedy: str) -> None:
        """Note a fault; line 0 means the file as a whole."""
        self.faults.append(Fault(self.path, line, message, remedy))

    def text(self) -> str | None:
        """Return the text of the file, or None after noting why it cannot be read."""
        try:
            raw = self.path.read_bytes()
        except FileNotFoundError:
            self.wrong(0, "there is no such file", "check the name of the file")
            return None
        except OSError as error:
            self.wrong(0, f"the file cannot be read ({error.strerror})", "give a readable file")
            return None
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            self.wrong(line, "the text is not UTF-8", "save the file as UTF-8")
            return None

    def rows(
        self,
        *,
        required: Iterable[str],
        allowed: Iterable[str],
        aliases: Mapping[str, str] | None = None,
    ) -> list[Row]:
        """Read the file as CSV, noting whatever is wrong with its header or shape.

        Columns that are neither allowed nor nearly the name of an allowed one are left out in silence, for a
        table may carry more than the ledger needs.
        """
        text = self.text()
        if text is None:
            return []
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        rows: list[Row] = []
        try:
            header = [cell.strip() for cell in next(reader, [])]
            if not any(header):
                self.wrong(1, "the table has no header", "begin with a line of column names")
                return []
            names = self._columns(header, set(required), set(allowed), aliases or {})
            before = reader.line_num
            for cells in reader:
                line, before = before + 1, reader.line_num
                if not any(cell.strip() for cell in cells):
                    continue
                if len(cells) == len(header):
                    rows.append(Row(line, {n: c.strip() for n, c in zip(names, cells, strict=True) if n}))
                    continue
                self.wrong(
                    line,
                    f"the line has {len(cells)} cells where the header has {len(header)}",
                    "quote cells that contain commas, and leave empty cells empty",
                )
        except csv.Error as error:
            self.wrong(reader.line_num, f"the line is not CSV ({error})", "close every quotation mark")
        return rows

    def _columns(
        self, header: list[str], required: set[str], allowed: set[str], aliases: Mapping[str, str]
    ) -> list[str]:
        """Return the meaning of every column, empty for one that is not needed."""
        names: list[str] = []
        for cell in header:
            name = cell
            if name not in allowed and aliases.get(name) in allowed - set(header) - set(names):
                name = aliases[name]
            if name in names and name in allowed:
                self.wrong(1, f"the column {name!r} stands twice", "keep one of them")
                name = ""
            if name and name not in allowed and name not in aliases:
                close = difflib.get_close_matches(name, sorted(allowed - set(header)), 1, 0.8)
                if close:
                    self.wrong(1, f"there is no column {name!r}", f"perhaps {close[0]}")
            names.append(name if name in allowed else "")
        for name in sorted(required - set(names)):
            self.wrong(1, f"the column {name!r} is missing", "add it")
        return names


def near(word: str, known: Iterable[str], instead: str) -> str:
    """Return a remedy that names the known words nearest to `word`, or says `instead`."""
    close = difflib.get_close_matches(word, list(known), 3, 0.6)
    return "perhaps " + " or ".join(close) if close else instead
