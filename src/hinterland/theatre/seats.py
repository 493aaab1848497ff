"""Seats of districts of June 1941, from `district_seats.csv`: by them the ground knows in which oblast a cell lay."""

import functools
from pathlib import Path
from typing import NamedTuple

from hinterland.core.paths import THEATRE
from hinterland.theatre.csv_table import read


class Seat(NamedTuple):
    """A town from which a district was governed; degrees north and east."""

    town: str
    lat: float
    lon: float
    oblast: str


@functools.cache
def read_seats(folder: Path = THEATRE) -> tuple[Seat, ...]:
    """Return every seat, in the order of the table; raise `Fault` on a row that cannot be read."""
    lines = read(folder, "district_seats.csv", "town lat lon oblast verified")
    return tuple(Seat(line.text("town"), *line.anywhere(), line.text("oblast")) for line in lines)
