"""Tables and paragraphs as plain text of any width: texts wrap, figures stay whole.

Where the columns do not fit beside each other, every row takes several lines: what names it, then its texts,
then its figures, each under its own name. Only letters that every terminal and every encoding has are added.
"""

import csv
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

import typer
from rich.cells import cell_len

if TYPE_CHECKING:
    import pandas as pd

IN_A_PIPE = 100
"""Columns of text where there is no terminal and COLUMNS is not set."""
NARROWEST = 40
"""A terminal that says it is narrower gets lines of this length all the same."""
GAP = 2
"""Blanks between columns."""
TEXT = 18
"""A column of text that is wrapped has room for so many letters at least."""
WORD = 26
"""A longer word is broken where a column of text is narrow."""
JOINTS = "._+-/,;:="
"""A word that must be broken is broken after one of these, if it has one."""
INDENT = "    "
BOUND = "\N{NO-BREAK SPACE}"
"""Stands between words that stay on one line; it is printed as a blank."""
BLANKS = (BOUND, "\N{NARROW NO-BREAK SPACE}", "\N{FIGURE SPACE}")
PLAINER = {
    "\N{PLUS-MINUS SIGN}": "+-",
    **dict.fromkeys(("\N{EN DASH}", "\N{EM DASH}", "\N{MINUS SIGN}", "\N{HYPHEN}"), "-"),
    **dict.fromkeys(("\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}"), "'"),
    **dict.fromkeys(("\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"), '"'),
    "\N{MULTIPLICATION SIGN}": "x",
}
"""What stands for signs that an encoding may lack."""


class Column(NamedTuple):
    """A column: what stands above it, whether it holds figures, whether it names the row."""

    head: str
    figure: bool = False
    lead: bool = False


def width() -> int:
    """Return how long a line may be: that of the terminal, or COLUMNS where it is set."""
    return max(NARROWEST, shutil.get_terminal_size((IN_A_PIPE, 24)).columns)


def show(columns: Sequence[Column], rows: Iterable[Sequence[str]], title: str = "") -> None:
    """Print a table with its title."""
    if title:
        say(title)
    for line in table(columns, rows, width()):
        typer.echo(line)
    typer.echo()


def as_csv(table: "pd.DataFrame") -> None:
    """Print a table as CSV, in UTF-8 whatever the terminal speaks."""
    text = table.to_csv(index=False, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")
    typer.echo(text.encode(), nl=False)


def say(text: str, indent: str = "") -> None:
    """Print a paragraph; lines after the first begin with `indent`."""
    for line in wrapped(text, width(), indent):
        typer.echo(line)


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]], wide: int) -> list[str]:
    """Return a table as lines of at most `wide` letters, but for a single figure that is longer."""
    cells = [[plain(cell) for cell in row] for row in rows]
    widths = fit(columns, cells, wide)
    if not widths:
        return [line.replace(BOUND, " ") for row in cells for line in stacked(columns, row, wide)]
    heads = beside([wrapped(c.head, w) for c, w in zip(columns, widths, strict=True)], columns, widths, above=True)
    lines = [*heads, (" " * GAP).join("-" * w for w in widths)] if any(c.head for c in columns) else []
    for row in cells:
        parts = [[cell] if c.figure else wrapped(cell, w) for c, cell, w in zip(columns, row, widths, strict=True)]
        lines += beside(parts, columns, widths)
    return [line.replace(BOUND, " ") for line in lines]


def fit(columns: Sequence[Column], rows: Sequence[Sequence[str]], wide: int) -> list[int]:
    """Return how wide each column is where all stand beside each other; nothing where they do not fit."""
    least, most = [], []
    for n, column in enumerate(columns):
        cells = [row[n] for row in rows]
        whole = max((cell_len(cell) for cell in cells), default=0)
        word = max((min(cell_len(word), WORD) for cell in [column.head, *cells] for word in cell.split()), default=0)
        head = max((cell_len(word) for word in column.head.split()), default=0)
        small = whole if column.figure or column.lead else max(word, min(whole, TEXT))
        least.append(max(small, head))
        most.append(max(whole, cell_len(column.head)))
    spare = wide - sum(least) - GAP * (len(columns) - 1)
    if spare < 0:
        return []
    asked = sum(most) - sum(least)
    share = min(1.0, spare / asked) if asked else 0.0
    return [low + int((high - low) * share) for low, high in zip(least, most, strict=True)]


def beside(
    parts: Sequence[list[str]], columns: Sequence[Column], widths: Sequence[int], above: bool = False
) -> list[str]:
    """Return the lines of cells that stand beside each other; those of a head end on the same line."""
    deep = max(map(len, parts))
    filled = [[""] * (deep - len(part)) + part for part in parts] if above else parts
    lines = []
    for line in zip_longest(*filled, fillvalue=""):
        cells = []
        for text, column, w in zip(line, columns, widths, strict=True):
            blanks = " " * (w - cell_len(text))
            cells.append(blanks + text if column.figure else text + blanks)
        lines.append((" " * GAP).join(cells).rstrip())
    return lines


def stacked(columns: Sequence[Column], row: Sequence[str], wide: int) -> list[str]:
    """Return a row over several lines: what names it, its texts, then its figures with their names."""
    pairs = [(column, cell) for column, cell in zip(columns, row, strict=True) if cell]
    lead = [cell for column, cell in pairs if column.lead]
    texts = [cell for column, cell in pairs if not (column.lead or column.figure)]
    figures = [f"{column.head}: {cell}" if column.head else cell for column, cell in pairs if column.figure]
    lines = joined(lead, wide, "")
    for text in texts:
        lines += wrapped(INDENT + text, wide, INDENT)
    return lines + joined(figures, wide, INDENT)


def joined(parts: Sequence[str], wide: int, indent: str) -> list[str]:
    """Return parts one after the other, each whole on its line."""
    lines: list[str] = []
    for part in parts:
        if lines and cell_len(lines[-1]) + GAP + cell_len(part) <= wide:
            lines[-1] += " " * GAP + part
        else:
            lines.append((indent if indent or not lines else INDENT) + part)
    return lines


def wrapped(text: str, wide: int, indent: str = "") -> list[str]:
    """Return a text as lines of at most `wide` letters; lines after the first begin with `indent`."""
    lines, line, begun = [], "", False
    for gap, word in re.findall("( *)([^ ]+(?: %)?)", plain(text)):
        if begun and cell_len(line + gap + word) > wide:
            lines.append(line)
            line, begun = indent, False
        line += gap if begun or not lines else ""
        rest = word
        while not begun and cell_len(line + rest) > wide:
            part, rest = broken(rest, wide - cell_len(line))
            lines.append(line + part)
            line = indent
        line += rest
        begun = True
    return [one.replace(BOUND, " ") for one in (*lines, line)]


def broken(word: str, room: int) -> tuple[str, str]:
    """Return the part of a word that has room on a line, and the rest."""
    end, used = 0, 0
    while end < len(word) and (end == 0 or used + cell_len(word[end]) <= room):
        used += cell_len(word[end])
        end += 1
    joint = max(word.rfind(mark, 0, end) for mark in JOINTS) + 1
    end = joint if joint > end // 2 else end
    return word[:end], word[end:]


def plain(text: str) -> str:
    """Return a text without what would move the cursor or colour a terminal, in letters that the output has."""
    if text.isascii() and text.isprintable():
        return text
    text = "".join(BOUND if letter in BLANKS else letter if letter.isprintable() else " " for letter in text)
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return "".join(letter if letter.isascii() or letter == BOUND else spelt(letter, encoding) for letter in text)


def spelt(letter: str, encoding: str) -> str:
    """Return a letter, or what stands for it where an encoding does not have it."""
    bare = PLAINER.get(letter) or unicodedata.normalize("NFKD", letter)[0]
    for one in (letter, bare):
        try:
            one.encode(encoding)
        except UnicodeEncodeError:
            continue
        return one
    return letter.encode(encoding, "backslashreplace").decode(encoding)
