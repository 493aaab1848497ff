"""Staffs: who led the partisans of a place on a date, and how many levels of staffs stood above them."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hinterland.core.declare import Array
from hinterland.core.paths import THEATRE
from hinterland.theatre.csv_table import read
from hinterland.theatre.regions import Regions

COLUMNS = "id name parent region from to switch chief entity claim verified note"


@dataclass(frozen=True, slots=True)
class Staff:
    """A staff in the place that it had from day `start` to day `end`; one that changed its parent has two rows.

    `switch` names the decisions without which it would not have stood, `entity` its line in the ledger.
    """

    id: str
    name: str
    parent: str
    region: str
    start: int
    end: int
    switch: str
    entity: str


def read_staffs(folder: Path = THEATRE) -> tuple[Staff, ...]:
    """Return the rows of `staffs.csv`; raise `Fault` on the first out of order, or with a parent that stands later."""
    made: list[Staff] = []
    for line in read(folder, "staffs.csv", COLUMNS):
        parent = line.text("parent")
        if parent and parent not in {staff.id for staff in made}:
            raise line.fault(f"parent {parent!r} is not known yet", "put the parent above it")
        start, end = line.span()
        key, name, switch, entity = (line.text(column) for column in ("id", "name", "switch", "entity"))
        made.append(Staff(key, name, parent, line.rule("region"), start, end, switch, entity))
    return tuple(made)


def steps(staffs: Collection[Staff], regions: Regions, day: int, without: Collection[str] = ()) -> Array:
    """Return for every cell how many levels of staffs stand above a unit there on a day; 0 where there is none.

    The staff nearest to the unit counts: of those that lead a cell, the one with the longest way up. A parent that a
    scenario takes away leaves its children to the next above.
    """
    standing = {s.id: s for s in staffs if s.start <= day <= s.end and s.switch not in without}
    parents = {s.id: s.parent for s in staffs}
    chain = np.zeros(len(regions.ground.h3))
    for staff in standing.values():
        depth, above = 1, staff.parent
        while above:
            depth += above in standing
            above = parents[above]
        if staff.region:
            mask = regions.mask(staff.region)
            chain[mask] = np.maximum(chain[mask], depth - 1.0)
    return chain
