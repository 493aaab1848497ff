"""Patterns: the qualitative claims as tests of ensembles, written in a table and read by one interpreter."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from hinterland.core.calendar import DAYS, day_of, parse
from hinterland.core.fault import Fault, Faults
from hinterland.core.paths import EVIDENCE
from hinterland.engine import victims
from hinterland.engine.quantities import find_side
from hinterland.evidence.cells import Unreadable, figure
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.registry import of_the_dead, of_victims
from hinterland.evidence.table import Reading as Table
from hinterland.evidence.table import Row
from hinterland.evidence.table import near as alike
from hinterland.files.caution import Warn, as_warnings
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.measurement.indicators import Indicator, usual, withheld
from hinterland.study.measurement.measure import find as measure
from hinterland.study.measurement.measure import near, parts
from hinterland.theatre.assemble import Theatre

TABLE = EVIDENCE / "patterns.csv"
COLUMNS = (
    "claim", "form", "quantity", "where", "from", "to", "than_quantity", "than_where", "than_from", "than_to",
    "than_scenario", "value", "take", "than_take", "needs", "waits", "reading",
)  # fmt: skip
FORMS = {
    "higher": "the figure is over `value` (1 if left out) times that of the other place, time, quantity or scenario",
    "lower": "the figure is under `value` (1 if left out) times the other",
    "most": "the figure is over that of every one of the places in `than_where`, parted by `;`",
    "above": "the figure is over `value`",
    "below": "the figure is under `value`",
    "rises": "the last third of the period is over `value` (1 if left out) times its first third",
    "falls": "the last third of the period is under `value` (1 if left out) times its first third",
    "peaks": "the highest month of the period lies from `than_from` to `than_to`",
    "across": "two measures, parted by `|`, rise together over oblasts: rank correlation over `value`",
    "apart": "one falls over oblasts as the other rises: rank correlation under minus `value`",
    "along": "two measures rise together over months: rank correlation over `value`",
    "none": "not a test: `reading` says why, `waits` which system it needs",
}


class Pattern(NamedTuple):
    """One line of the table: a test that a run passes or fails. Its left and right figures, by scenario."""

    claim: str
    form: str
    left: Indicator | None
    right: tuple[Indicator, ...]
    against: str
    value: float
    status: str
    why: str
    reading: str
    line: int

    @property
    def victims(self) -> bool:
        """Whether a figure that it tests counts victims."""
        return any(of_victims(one.name) for one in (self.left, *self.right) if one is not None)

    @property
    def dead(self) -> bool:
        """Whether a figure that it tests counts victims, or fighters who died."""
        return any(of_the_dead(one.name) for one in (self.left, *self.right) if one is not None)

    def __repr__(self) -> str:
        """Say in short what it is."""
        return f"<Pattern of {self.claim}, line {self.line}: {self.form}, {self.status}>"


def passes(form: str, left: float, right: Sequence[float], value: float) -> bool:
    """Whether the figures of one run pass a test; figures that are nothing over nothing pass none.

    Raises `ValueError` for a form that is not known.
    """
    if math.isnan(left) or any(math.isnan(r) for r in right):
        return False
    if form in ("higher", "most"):
        return all(left > value * r for r in right)
    if form == "lower":
        return left < value * right[0]
    if form in ("above", "rises", "across", "along"):
        return left > value
    if form in ("below", "falls"):
        return left < value
    if form == "apart":
        return left < -value
    if form == "peaks":
        return right[0] <= left <= right[1]
    raise ValueError(f"no form is called {form!r}")


def read_patterns(
    ground: Theatre, path: Path = TABLE, ledger: Ledger | None = None, warn: Warn = as_warnings
) -> list[Pattern]:
    """Return the patterns of a table; raises `Faults` with every fault of every line.

    `warn` is given every `Caution` about the table: which of its columns are not used.
    """
    table, ledger = Table(path), ledger or ledger_of_package()
    found = []
    for row in table.rows(required=("claim", "form", "reading"), allowed=COLUMNS):
        try:
            claim = ledger.by_id.get(row.cells["claim"])
            if claim is None:
                remedy = alike(row.cells["claim"], ledger.by_id, "give the id of a claim of the ledger")
                raise Fault(None, 0, f"there is no claim {row.cells['claim']!r}", remedy)
            found.append(pattern_of(row, claim.id, claim.system, ledger, ground))
        except Fault as fault:
            table.wrong(row.line, fault.message, fault.remedy)
    if not found and not table.faults:
        table.wrong(0, "the table has a header and no patterns", "write each pattern on a line below it")
    if table.faults:
        raise Faults(sorted(table.faults, key=lambda fault: fault.line))
    warn(table.cautions)
    return found


def asked_of(claim: str, path: Path = TABLE) -> list[str]:
    """Return how each line on a claim is read, or why it is not tested; empty for a claim that is no pattern."""
    rows = Table(path).rows(required=("claim", "form", "reading"), allowed=COLUMNS)
    asked = {True: "not tested: ", False: "asked of a run: "}
    return [asked[row.cells["form"] == "none"] + row.cells["reading"] for row in rows if row.cells["claim"] == claim]


def pattern_of(row: Row, name: str, system: str, ledger: Ledger, ground: Theatre) -> Pattern:
    """Return what a line of a table tests, under a name; raises `Fault` for what cannot be meant."""
    cell = {column: row.cells.get(column, "") for column in COLUMNS}
    form, waits = cell["form"], cell["waits"]
    if form not in FORMS:
        raise Fault(None, 0, f"there is no form {form!r}", alike(form, FORMS, "use " + ", ".join(FORMS)))
    if form == "none":
        status = "waits" if waits else "no"
        return Pattern(name, form, None, (), "", 0.0, status, cell["reading"], cell["reading"], row.line)
    missing = [n for n in _names(cell, ledger) if measure(n) is None]
    value = _value(cell["value"], form)
    if missing or waits:
        why = f"the model does not hold {', '.join(missing)}" if missing else f"{waits} is not there yet"
        systems = f" ({waits or system})"
        return Pattern(name, form, None, (), "", value, "waits", why + systems, cell["reading"], row.line)
    left, right = _figures(cell, ground)
    against = cell["than_scenario"]
    return Pattern(name, form, left, right, against, value, "runs", "", cell["reading"], row.line)


def _names(cell: Mapping[str, str], ledger: Ledger) -> list[str]:
    """Return every quantity that a line names; raises `Fault` for one that neither ledger nor model knows."""
    written = [w for c in ("quantity", "than_quantity", "needs") for w in cell[c].split(" | ") if w]
    names = [name for w in written for name in parts(w.partition("@")[0])]
    for name in names:
        if measure(name) is None and name not in ledger.quantities:
            like = near(name)
            remedy = f"perhaps {like} is meant" if like else "see evidence/quantities.csv"
            raise Fault(None, 0, f"there is no quantity {name!r}", remedy)
    if not cell["quantity"]:
        raise Fault(None, 0, "no quantity is given", "name what the pattern is about")
    return names


def _value(text: str, form: str) -> float:
    if not text:
        return 0.0 if form in ("above", "below", "across", "apart", "along") else 1.0
    try:
        return figure(text, "the value") or 0.0
    except Unreadable as error:
        raise Fault(None, 0, error.message, error.remedy) from None


def _figures(cell: Mapping[str, str], ground: Theatre) -> tuple[Indicator, tuple[Indicator, ...]]:
    """Return the left and the right figures of a line.

    Raises `Fault` for a figure beside itself and for days out of order.
    """
    form = cell["form"]
    span = _day(cell["from"], "from"), _day(cell["to"], "to")
    other = (
        _day(cell["than_from"], "than_from") if cell["than_from"] else span[0],
        _day(cell["than_to"], "than_to") if cell["than_to"] else span[1],
    )
    for first, last in (span, other):
        if last < first:
            raise Fault(None, 0, "a span of days ends before it begins", "exchange its ends")
    take = {"rises": "thirds", "falls": "thirds", "peaks": "peak", "apart": "across"}.get(form, "")
    take = take or (form if form in ("across", "along") else cell["take"])
    left = _reading(cell["quantity"], cell["where"], span, take, form, ground)
    if form == "peaks":
        return left, tuple(left._replace(first=day, take="day") for day in other)
    if form not in ("higher", "lower", "most"):
        return left, ()
    places = (cell["than_where"] or cell["where"]).split(";")
    name = cell["than_quantity"] or cell["quantity"]
    later = cell["than_take"] or (cell["take"] if not cell["than_quantity"] else "")
    right = tuple(_reading(name, place, other, later, form, ground) for place in places)
    if right == (left,) and not cell["than_scenario"]:
        raise Fault(None, 0, "a figure is set beside itself", "give another place, time, quantity or scenario")
    return left, right


def _reading(written: str, where: str, span: tuple[int, int], take: str, form: str, ground: Theatre) -> Indicator:
    name, _, side = written.partition("@")
    said_by = find_side(side or None)
    ground.something_inside(where or "USSR")
    if not take:
        m = measure(name)
        usually = usual(m) if m else "mean"
        take = "sum" if usually == "rate" and form in ("above", "below") else usually
    found = Indicator(name, where, *span, said_by, take)
    victims.refuse(withheld(found, ground))
    return found


def _day(text: str, what: str) -> int:
    if not text:
        raise Fault(None, 0, f"{what} is empty", "write it as YYYY-MM-DD")
    return min(max(day_of(parse(text, what=what)), 0), DAYS - 1)
