"""The charts that show each system: a table that the report draws, and whose quantities the monthly tables hold."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from hinterland.core.fault import Fault, Faults
from hinterland.core.paths import EVIDENCE
from hinterland.engine.observed.quantity import SIDES
from hinterland.engine.quantities import find, find_side
from hinterland.evidence.table import Reading as Table
from hinterland.study.claims.speakers import services
from hinterland.study.systems.works import SYSTEMS, read_systems

TABLE = EVIDENCE / "system_charts.csv"
FORMS = {
    "said": "one quantity: what was so, and a line for each side that reports it",
    "lines": "several quantities of one unit, a line each",
    "parts": "several quantities that make up a whole, one upon another",
    "map": "one quantity by oblast: a flow added up, the most of a stock at one time, the mean of a share of people",
}
TRUE = "what was"


class Shown(NamedTuple):
    """One quantity on a chart, who says it (None is what was so), and the words beside its line."""

    quantity: str
    said_by: str | None
    words: str


class SystemChart(NamedTuple):
    """One chart of a system; `form` is one of `FORMS`, `region` an id of `regions.csv`."""

    id: str
    system: str
    name: str
    form: str
    shows: tuple[Shown, ...]
    region: str
    note: str


@cache
def read_charts(path: Path = TABLE) -> tuple[SystemChart, ...]:
    """Return the charts in the order of the table; raises `Faults` with every fault of every line."""
    table, systems = Table(path), read_systems()
    found: dict[str, SystemChart] = {}
    for row in table.rows(required=SystemChart._fields, allowed=SystemChart._fields):
        c = row.cells
        if c["id"] in found or c["system"] not in systems or c["form"] not in FORMS:
            remedy = f"give an id of its own, a system of {SYSTEMS.name}, and one of {', '.join(FORMS)}"
            table.wrong(row.line, f"{c['id']} {c['system']} {c['form']} is no chart of a system", remedy)
            continue
        try:
            shows = _shown(c["form"], c["shows"])
        except Fault as fault:
            table.wrong(row.line, fault.message, fault.remedy)
            continue
        found[c["id"]] = SystemChart(c["id"], c["system"], c["name"], c["form"], shows, c["region"], c["note"])
    if table.faults:
        raise Faults(table.faults)
    return tuple(found.values())


def _shown(form: str, written: str) -> tuple[Shown, ...]:
    """Return what a cell of the table shows: a quantity, or `quantity@side words` several times, parted by `;`.

    Raises `Fault` for several units and for what cannot be shown.
    """
    if form == "map":
        return (Shown(find(written).name, None, ""),)
    if form == "said":
        q = find(written)
        sides = [(side, f"as {services(q.name, side)} said") for side in SIDES if q.sources(side)]
        return (Shown(q.name, None, TRUE), *(Shown(q.name, side, words) for side, words in sides))
    found = []
    for part in written.split(";"):
        asked, _, words = part.strip().partition(" ")
        name, _, side = asked.partition("@")
        q, said_by = find(name), find_side(side or None)
        if not words or not q.sources(said_by):
            remedy = "write a quantity, @side if a side says it, and words for its line"
            raise Fault(None, 0, f"{part.strip()!r} cannot be shown", remedy)
        found.append(Shown(q.name, said_by, words))
    if len({find(one.quantity).unit for one in found}) > 1:
        raise Fault(None, 0, f"{written!r} has quantities of several units", "show each in a chart of its own")
    return tuple(found)


def columns() -> list[str]:
    """Return every quantity that some chart shows, and after a colon the side that reports it, each once."""
    every = (one.quantity + (f":{one.said_by}" if one.said_by else "") for c in read_charts() for one in c.shows)
    return list(dict.fromkeys(every))
