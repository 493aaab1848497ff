"""How the figures of `murder_of_the_jews.csv` come about: formulas of the rows of the ledger, worked out anew.

A formula holds `J30.before` (a column of `jews_by_region.csv`), `D208` (the figure of a documented event), `P01` (the
people of a deportation), `galicia.murdered_1942` (another region), own figures by name, `events_1942` (the documented
events of the region in that year), `census` and `oblast_izmail` (Jews by `oblasts.csv`), numbers, + - * / and brackets.
"""

import math
from pathlib import Path

from hinterland.core.fault import Fault
from hinterland.core.formula import evaluate
from hinterland.core.paths import EVIDENCE, THEATRE
from hinterland.theatre.csv_table import read
from hinterland.theatre.ground import NATIONS, read_oblasts
from hinterland.theatre.persecution_tables import FIGURES, Documents, figure_of, read_documents


class Arithmetic:
    """Works out the figures of the regions from the rows that their formulas name."""

    def __init__(self, folder: Path = THEATRE, evidence: Path = EVIDENCE) -> None:
        """Read the tables."""
        self.documents: Documents = read_documents(folder, evidence)
        self.rows = {line.text("id"): line for line in read(evidence, "jews_by_region.csv", "id before fled")}
        self.events = {line.text("id"): line for line in read(evidence, "documented_events.csv", "id best low high")}
        self.deported = {one.id: one for one in self.documents.deportations}
        self.census = {one.id: one.people * one.nations[NATIONS.index("jewish")] for one in read_oblasts(folder)}
        self._found: dict[tuple[str, str], float] = {}

    def figure(self, region: str, name: str) -> float:
        """Return a figure of a region as its formula gives it, -1 where it has none."""
        if (region, name) not in self._found:
            formula = self.documents.regions[region].basis[name]
            self._found[region, name] = self.value(formula, region) if formula else -1.0
        return self._found[region, name]

    def value(self, formula: str, region: str = "") -> float:
        """Return the value of a formula of a region; raise `Fault` for anything that cannot stand in one."""
        names = "figures of the tables"
        return evaluate(formula, float, lambda name: self._named(name, region), lambda apply, a, b: apply(a, b), names)

    def _named(self, name: str, region: str) -> float:
        """Return what a word of a formula means; raise `Fault` for one that means nothing."""
        try:
            return self._meant(name, region)
        except KeyError as missing:
            raise Fault(None, 0, f"{name!r} names no figure", f"mend it: {missing} is not in the tables") from None

    def _meant(self, name: str, region: str) -> float:
        head, dot, rest = name.partition(".")
        if dot:
            return float(self.rows[head].text(rest)) if head in self.rows else self.figure(head, rest)
        if name in FIGURES:
            return self.figure(region, name)
        if name == "census":
            return math.fsum(self.census[oblast] for oblast in self.documents.regions[region].oblasts)
        head, _, rest = name.partition("_")
        if head == "oblast":
            return self.census[rest]
        if head == "events":
            return self.documents.events(region, int(rest))
        return float(self.deported[name].people) if name in self.deported else figure_of(self.events[name])


def differences(folder: Path = THEATRE, evidence: Path = EVIDENCE) -> list[str]:
    """Return every figure of the tables that its formula does not give."""
    sums, wrong = Arithmetic(folder, evidence), list[str]()
    for region in sums.documents.regions.values():
        for name, figure in region.figures.items():
            found = sums.figure(region.id, name)
            if abs(found - figure) > 1.0:
                wrong.append(f"{region.id} {name}: {figure} in the table, {found:.0f} by {region.basis[name]}")
    for one in sums.documents.deportations:
        if abs(sums.value(one.basis) - one.people) > 1.0:
            wrong.append(f"{one.id}: {one.people} in the table, {sums.value(one.basis):.0f} by {one.basis}")
    return wrong
