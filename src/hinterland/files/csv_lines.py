"""Lines of a CSV file that a user gives, with the number of each; what is no text or no CSV is a fault of its line."""

import csv
import io
from collections.abc import Collection, Iterator
from pathlib import Path

from hinterland.core.fault import Fault
from hinterland.files.text import read_text

QUOTES = "close every quotation mark, and write one inside a cell twice"


def lines_of(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of every line that is not blank, the header too, with the number of the line on which it ends.

    Raises `Fault` where the file cannot be read as text (see `read_text`) and for a line that is not CSV.
    """
    reader = csv.reader(io.StringIO(read_text(path), newline=""))
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise Fault(path, reader.line_num, f"the line is not CSV ({error})", QUOTES) from None
        if cells is None:
            return
        if cells:
            yield reader.line_num, cells


def check_header(path: Path, header: Collection[str], columns: Collection[str]) -> None:
    """Raise `Fault` for a header that lacks some of the columns of its table."""
    if missing := sorted(set(columns) - set(header)):
        raise Fault(path, 1, f"the header lacks {', '.join(missing)}", "add the columns")


def rows_of(path: Path, columns: Collection[str] = ()) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield every line below the header by the names of its columns, with its number.

    Raises `Fault` as `lines_of` does, for a header that lacks some of `columns`, and for a line that has not as many
    cells as the header.
    """
    lines = lines_of(path)
    _, header = next(lines)  # a file without a line that is not blank is refused as empty
    check_header(path, header, columns)
    for number, cells in lines:
        if len(cells) != len(header):
            message = f"has {len(cells)} cells and not {len(header)}"
            raise Fault(path, number, message, "give each column one cell, and quote cells that contain commas")
        yield number, dict(zip(header, cells, strict=True))
