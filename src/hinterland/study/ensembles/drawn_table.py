"""Tables of draws: a row for each draw, a column for each parameter; a fit writes them and an ensemble plays them."""

import csv
import hashlib
import io
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from hinterland.core.declare import Span
from hinterland.core.fault import Fault
from hinterland.core.paths import FITTED
from hinterland.files.csv_lines import lines_of
from hinterland.study.ensembles.draws import (
    POSTERIOR,
    SPREADS,
    Member,
    Members,
    at,
    draw_of,
    kind_of,
    members,
    spans_drawn,
)

FIRST_COLUMN = "draw"
SHIPPED = FITTED / "posterior.csv"
"""The draws of the posterior that come with the package; `fitted/README.md` says how they were made."""


class DrawnTable(NamedTuple):
    """Values of P parameters in D draws, (D, P)."""

    names: tuple[str, ...]
    values: np.ndarray

    def text(self) -> str:
        """Return the table as CSV; figures are written so that they are read as they were."""
        lines = io.StringIO()
        table = csv.writer(lines, lineterminator="\n")
        table.writerow([FIRST_COLUMN, *self.names])
        table.writerows([number, *map(repr, row)] for number, row in enumerate(self.values.tolist()))
        return lines.getvalue()

    def rounded(self) -> "DrawnTable":
        """Return the table with six significant digits, every value within the declared range of its parameter."""
        known = spans_drawn()
        spans = [known[name] for name in self.names]
        low, high = np.array([[one.low, one.high] for one in spans]).T
        short = np.vectorize(lambda value: float(f"{value:.6g}"), otypes=[float])(self.values)
        return DrawnTable(self.names, np.clip(short, low, high))

    def row(self, number: int) -> dict[str, float]:
        """Return a draw by name of parameter."""
        return dict(zip(self.names, self.values[number].tolist(), strict=True))


class TableMembers(Members):
    """Runs whose parameters are rows of a table, in turn; before them stand those of a bank of `bank` draws.

    The bank is the same as `members` gives, so that one folder keeps both.
    """

    def __init__(
        self,
        table: DrawnTable,
        runs: int,
        seed: int,
        kept: Mapping[str, float],
        bank: int = 0,
        spread: float = 0.0,
    ) -> None:
        """Take the table, how many runs there are of it, the seed of the first of all, and what is not drawn."""
        super().__init__(bank + runs, seed, spread, dict(kept))
        self.table, self.bank = table, bank

    def _member(self, number: int) -> Member:
        """Return the run of a number, from 0."""
        if number < self.bank:
            return super()._member(number)
        drawn = {name: value for name, value in self.table.row(self._row(number)).items() if name not in self.kept}
        return Member(self.seed + number, drawn, self._draw(number))

    def _draw(self, number: int) -> int:
        """Return the number of the draw of a run; those of the table stand behind those of the bank."""
        return super()._draw(number) if number < self.bank else self._first() + self._row(number)

    def drawn(self) -> dict[str, Any]:
        """Return how parameters are drawn, for the description of an ensemble."""
        if self.bank:
            return super().drawn()
        return {"seed": self.seed, "table": hashlib.sha256(self.table.text().encode()).hexdigest()[:16]}

    def described(self, run: int) -> str:
        """Return in words what a run is a function of, beside the scenario."""
        if run < self.bank:
            return super().described(run)
        member = self[run]
        return repr((member.seed, sorted(member.parameters.items())))

    def _row(self, number: int) -> int:
        return (number - self.bank) % len(self.table.values)

    def _first(self) -> int:
        """Return the number of the first draw of the table."""
        return draw_of(self.bank - 1) + 1 if self.bank else 0


def drawn_members(
    draws: str, runs: int, seed: int = 1, kept: Mapping[str, float] = {}, table: Path | None = None
) -> Members:
    """Return the runs of an ensemble with parameters of a kind of draws; see `draws.kind_of`.

    Those of the posterior are the rows of a `table`, of `SHIPPED` if left out: run k takes row k, and after the last
    the first again. `kept` are not drawn. Raises `Fault` for a kind that is not known, a table with another kind, and
    what `members` and `read_table` raise.
    """
    kind = kind_of(draws)
    if kind == POSTERIOR:
        return TableMembers(read_table(table or SHIPPED), runs, seed, kept)
    if table is not None:
        raise Fault(None, 0, f"a table of draws is given with {kind} draws", f"ask for {POSTERIOR} draws")
    return members(runs, seed, SPREADS[kind], kept)


def table_of(shares: np.ndarray, names: Sequence[str], spread: float = 1.0) -> DrawnTable:
    """Return draws from where they lie in the windows of parameters, (D, P) from 0 to 1; see `spans_drawn`."""
    known = spans_drawn(spread)
    spans = [known[name] for name in names]
    rows = [[at(span, share) for span, share in zip(spans, row, strict=True)] for row in shares.tolist()]
    return DrawnTable(tuple(names), np.array(rows, float).reshape(len(shares), len(spans)))


def read_table(path: Path) -> DrawnTable:
    """Read a table of draws; raise `Fault` with the line for a parameter that is not drawn and a value out of range."""
    (_, header), *rows = lines_of(path)
    spans, form = spans_drawn(), "give posterior.csv of a fit"
    if header[:1] != [FIRST_COLUMN] or not rows or len(header) < 2:
        raise Fault(path, 1, f"is no table of draws: it has no column {FIRST_COLUMN!r} and no draw", form)
    for name in header[1:]:
        if name not in spans or header.count(name) > 1:
            message = "stands twice" if name in spans else "is no parameter that is drawn"
            raise Fault(path, 1, f"{name[:60]!r} {message}", "fit again with this version")
    values = np.empty((len(rows), len(header) - 1))
    for n, (line, row) in enumerate(rows):
        if len(row) != len(header):
            raise Fault(path, line, f"has {len(row)} cells and not {len(header)}", form)
        for column, (name, cell) in enumerate(zip(header[1:], row[1:], strict=True)):
            values[n, column] = _value(path, line, name, cell, spans[name])
    return DrawnTable(tuple(header[1:]), values)


def _value(path: Path, line: int, name: str, cell: str, span: Span) -> float:
    """Return the value of a parameter in a cell, or raise `Fault`."""
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not span.low <= value <= span.high:
        message = f"{name} is {cell[:40]!r}, and its range is {span.low:g} to {span.high:g}"
        raise Fault(path, line, message, "give a number within the range")
    return value
