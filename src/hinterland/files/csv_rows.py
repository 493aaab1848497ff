"""Tables as CSV text, row by row in blocks: what pandas writes with `float_format="%.6g"`, byte for byte.

A row is one format of Python's `%`, which is several times quicker than a call for each figure, and a table is never
held as text as a whole.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

ROWS = 4096
"""Rows of a block."""
FIGURE = "%.6g"
PARTING = re.compile(r'[",\r\n]')
"""Marks for which a text is put in quotation marks."""


def blocks(columns: Mapping[str, np.ndarray]) -> Iterator[bytes]:
    """Yield a table as CSV: first its head, then its rows in blocks; figures have six digits, none is left empty.

    Raises `ValueError` for columns of several lengths.
    """
    lengths = {len(values) for values in columns.values()}
    if len(lengths) != 1:
        raise ValueError(f"columns of {sorted(lengths)} rows are not of one length")
    yield (",".join(map(quoted, columns)) + "\n").encode()
    for first in range(0, lengths.pop(), ROWS):
        forms, cells = zip(*(_cells(values[first : first + ROWS]) for values in columns.values()), strict=True)
        row = ",".join(forms) + "\n"
        yield "".join(map(row.__mod__, zip(*cells, strict=True))).encode()


def quoted(text: str) -> str:
    """Return a text as a cell: in quotation marks where it holds a mark that would part or end it."""
    return '"' + text.replace('"', '""') + '"' if PARTING.search(text) else text


def _cells(values: np.ndarray) -> tuple[str, list[Any]]:
    """Return the format of a column, and its values."""
    kind = values.dtype.kind
    if kind == "f":
        empty = np.isnan(values)
        if not empty.any():
            return FIGURE, values.tolist()
        return "%s", ["" if none else FIGURE % one for one, none in zip(values.tolist(), empty.tolist(), strict=True)]
    if kind in "iub":
        return "%s", values.tolist()
    if kind == "M":
        return "%s", np.datetime_as_string(values, "D").tolist()
    texts = values.tolist()
    cells = {text: quoted(text) for text in set(texts)}
    return "%s", [cells[text] for text in texts]
