"""The registries of quantities and of units: one table each, which the ledger, the model and its users share.

`quantities.csv` says of every quantity what it is counted in, what kind it is and what it means, be it claimed, played
or both. `units.csv` says how each unit is spelled and what it means. Both are read once, and without the other tables.
"""

import csv
import functools
import re
from pathlib import Path

from hinterland.core.fault import Fault
from hinterland.core.paths import EVIDENCE
from hinterland.evidence.model import Quantity, UnitName

QUANTITIES, UNITS = EVIDENCE / "quantities.csv", EVIDENCE / "units.csv"
PART = re.compile(r"\d*(?P<unit>\D.*)?")
"""A part of a compound unit: a number, a unit, or both, as in `person/1000km2`."""


@functools.cache
def quantities(path: Path = QUANTITIES) -> dict[str, Quantity]:
    """Return every quantity by name."""
    return {
        row["name"]: Quantity(row["name"], row["unit"], row["kind"], row["meaning"], older(row["aliases"]))
        for row in _rows(path)
    }


@functools.cache
def units(path: Path = UNITS) -> dict[str, UnitName]:
    """Return every unit by its spelling."""
    return {row["unit"]: UnitName(**row) for row in _rows(path)}


def quantity(name: str) -> Quantity:
    """Return the quantity of this name; raise `Fault` for one that is not registered."""
    if name not in quantities():
        raise Fault(QUANTITIES, 0, f"there is no quantity {name!r}", "add a line with its unit, kind and meaning")
    return quantities()[name]


def older(names: str) -> tuple[str, ...]:
    """Return the older names of a quantity, which stand in one cell with semicolons between them."""
    return tuple(filter(None, names.split(";")))


def misspelled(unit: str) -> list[str]:
    """Return the parts of a unit that are not spelled as the registry of units spells them."""
    first, *rest = unit.split("/")
    if first in units() and not rest:
        return []
    parts = [PART.fullmatch(part) for part in rest]
    named = [first, *(part["unit"] for part in parts if part and part["unit"])]
    return [name for name in named if name not in units()] + [unit for part in parts if not part]


def plural(unit: str) -> str:
    """Return a unit as it is written behind a figure in a text: `120 persons`, `35 trains/day`."""
    first, slash, rest = unit.partition("/")
    known = units().get(first)
    return (known.plural if known else first) + slash + rest


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))
