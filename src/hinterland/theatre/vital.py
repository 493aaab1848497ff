"""Which railway lines the armies could least spare, from a table of the theatre."""

from pathlib import Path

import numpy as np

from hinterland.core.declare import Array
from hinterland.core.paths import THEATRE
from hinterland.theatre.csv_table import read
from hinterland.theatre.railway import Floats, Railway

TABLE = "vital.csv"


def read_vital(railway: Railway, folder: Path = THEATRE) -> Floats:
    """Return how vital each line is, 0 (in no least cut) to 1; see `theatre/making/vital.py`, which writes the table.

    Without the table no line is vital: the table is made from the rest of the theatre. Raises `Fault` for a line that
    is not known or a share out of range.
    """
    vital = np.zeros(len(railway.line))
    if not (folder / TABLE).is_file():
        return vital
    at = {name: k for k, name in enumerate(railway.line)}
    for line in read(folder, TABLE, "line share", key="line"):
        vital[at[line.choice("line", at, "use an id of lines.csv")]] = line.number("share", 0, 1)
    return vital


def vital_cells(neighbours: Array, cell_lines: Array, vital: Array) -> Array:
    """Return for every cell (C) the one, of itself and those around, through which the most vital line runs.

    `neighbours` is C x 6 and `cell_lines` C x 8, -1 padded; of equals it is the cell itself, then the first around.
    """
    best = np.where(cell_lines >= 0, np.asarray(vital)[cell_lines], 0.0).max(axis=1)
    around = np.column_stack((np.arange(len(neighbours)), neighbours))
    worth = np.where(around >= 0, best[around], -1.0)
    return np.asarray(around[np.arange(len(around)), worth.argmax(axis=1)], np.int32)
