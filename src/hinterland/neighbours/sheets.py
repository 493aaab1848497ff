"""A saved run as spreadsheets: a workbook, or a folder of CSV files that spreadsheet programs open as UTF-8.

A CSV file begins with the mark of UTF-8, by which spreadsheet programs know the letters of all languages; its cells are
parted by commas and its lines by what RFC 4180 names. `columns` explains every column.
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from hinterland.neighbours.geopackage import explained
from hinterland.neighbours.layer import Layer
from hinterland.neighbours.optional import needed

MARKED = "utf-8-sig"


def write_folder(folder: Path, layers: Sequence[Layer]) -> None:
    """Write a CSV file for each layer into a folder, and one of all columns."""
    for layer in (*layers, explained(layers)):
        with (folder / f"{layer.name}.csv").open("w", encoding=MARKED, newline="") as file:
            out = csv.writer(file)
            out.writerow([column.name for column in layer.columns])
            out.writerows(_rows(layer))


def write_workbook(path: Path, layers: Sequence[Layer]) -> None:
    """Write a workbook with a sheet for each layer, the sheet of all columns first.

    Raises `Fault` where XlsxWriter is not installed.
    """
    xlsx = needed("xlsxwriter", "XlsxWriter", "a workbook")
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsx.Workbook(path, options) as book:
        bold = book.add_format({"bold": True})
        for layer in (explained(layers), *layers):
            sheet = book.add_worksheet(layer.name)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, [column.name for column in layer.columns], bold)
            for number, row in enumerate(_rows(layer), 1):
                sheet.write_row(number, 0, row)


def _rows(layer: Layer) -> Iterator[list[Any]]:
    """Yield the rows of a layer as texts and numbers; a date is text, what is not known is empty."""
    yield from map(list, zip(*(_cells(column.values) for column in layer.columns), strict=True))


def _cells(values: np.ndarray) -> list[Any]:
    """Return the values of a column as a sheet has them: numbers to six digits, whole ones without a point."""
    if values.dtype.kind == "M":
        return ["" if np.isnat(one) else str(one) for one in values]
    if values.dtype.kind == "f":
        return ["" if np.isnan(one) else _number(float(f"{one:.6g}")) for one in values]
    return list(values)


def _number(value: float) -> float | int:
    return int(value) if value.is_integer() else value
