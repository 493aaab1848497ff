"""The registries of quantities and of units: one table each, which the ledger, the model and its users share.

`quantities.csv` says of every quantity what it is counted in, what kind it is and what it means, be it claimed, played
or both. `units.csv` says how each unit is spelled and what it means. Both are read once, and without the other tables.
"""

import csv
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hinterland.core.fault import Fault
from hinterland.core.notebook import shortened
from hinterland.core.paths import EVIDENCE

if TYPE_CHECKING:
    import pandas as pd

QUANTITIES, UNITS = EVIDENCE / "quantities.csv", EVIDENCE / "units.csv"
NUMBER = re.compile(r"[1-9]\d*")
"""What may stand before a part of a compound unit, or in its place: `person/1000km2`, `t/1000`."""
FALLEN = "fallen"
"""What stands in the column `victims` of a quantity that counts dead, lost or missing fighters."""
OF_AN_OPERATION = "the sum over the operation's area and days in one run; no finding about the place"
"""What the model's figure of the victims of a documented operation is."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something that can be claimed or played: `noun.measure`, its unit, kind and meaning, and its older names.

    `counts` holds the words of `counts.csv` that it answers instead of those of its kind and of every quantity.
    `victims` is yes where it counts people killed without a fight, taken, held, in flight or saved, or burned villages
    (not where losses in fights put dead and taken in one number), and the dead of village guards, of native police in
    their homes and of national movements: of these no line can be drawn between the killed and the fallen. It names a
    side where only its reports count victims, and is `fallen` where fighters who died are counted.
    """

    name: str
    unit: str
    kind: str
    meaning: str
    aliases: tuple[str, ...]
    counts: str = ""
    victims: str = ""

    def __repr__(self) -> str:
        """Say in short what it is."""
        return shortened(f"<Quantity {self.name} [{self.unit}]: {self.meaning}")


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit as it is spelled everywhere: its plural, whether it counts what is whole (yes or no), and what it is."""

    unit: str
    plural: str
    whole: str
    meaning: str


@functools.cache
def quantities(path: Path = QUANTITIES) -> dict[str, Quantity]:
    """Return every quantity by name."""
    return {
        row["name"]: Quantity(
            row["name"], row["unit"], row["kind"], row["meaning"], older(row["aliases"]), row["counts"], row["victims"]
        )
        for row in rows_of(path)
    }


@functools.cache
def units(path: Path = UNITS) -> dict[str, UnitName]:
    """Return every unit by its spelling."""
    return {row["unit"]: UnitName(**row) for row in rows_of(path)}


def quantity(name: str) -> Quantity:
    """Return the quantity of this name; raise `Fault` for one that is not registered."""
    if name not in quantities():
        raise Fault(QUANTITIES, 0, f"there is no quantity {name!r}", "add a line with its unit, kind and meaning")
    return quantities()[name]


def counts_victims(table: "pd.DataFrame") -> "pd.Series[bool]":
    """Return which rows of a table with a column `quantity` count victims."""
    return table["quantity"].map(of_victims).astype(bool)


def of_victims(name: str, said_by: str | None = None) -> bool:
    """Whether a quantity counts victims, or is written out with one that does, as in `civilians.killed + police.dead`.

    Some count victims only as a side reports them: the German side reports villagers among dead partisans.

    Figures of victims are shown side by side, and no word, mark or number says how well they fit.
    """
    counted = ("yes", said_by) if isinstance(said_by, str) and said_by else ("yes",)
    return _marked(name, counted)


def of_the_dead(name: str) -> bool:
    """Whether a quantity counts victims, or fighters who died, of any side: no word beside it says how well it fits."""
    return _marked(name, ("yes", FALLEN))


def counts_dead(table: "pd.DataFrame") -> "pd.Series[bool]":
    """Return which rows of a table with a column `quantity` count victims or fighters who died."""
    return table["quantity"].map(of_the_dead).astype(bool)


def _marked(name: str, words: Iterable[str]) -> bool:
    known = (quantities().get(part) for part in re.split(r" [+/|] ", name))
    return any(one is not None and not set(words).isdisjoint(one.victims.split()) for one in known)


def older(names: str) -> tuple[str, ...]:
    """Return the older names of a quantity, which stand in one cell with semicolons between them."""
    return tuple(filter(None, names.split(";")))


def misspelled(unit: str) -> list[str]:
    """Return the parts of a unit that are not spelled as the registry of units spells them."""
    named = [NUMBER.sub("", part, count=1) if NUMBER.match(part) else part for part in unit.split("/")]
    return [name for name in named if name and name not in units()] if unit else [""]


def plural(unit: str) -> str:
    """Return a unit as it is written behind a figure in a text: `120 persons`, `35 trains/day`."""
    first, slash, rest = unit.partition("/")
    known = units().get(first)
    return (known.plural if known else first) + slash + rest


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table of the evidence that the house keeps, by the heads of its columns."""
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))
