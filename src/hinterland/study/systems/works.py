"""When a system works: the lines of the systems as tests of ensembles, read from a table like the patterns.

A line of the table is one test. Lines of one system and letter belong together: a run passes when it passes all. Kinds:
`works` must hold; `inferred` says what would be reasonable and fails nobody; `interaction` is the sign of an arrow
between two systems: the war with the first beside the same war, on the same seed, without it.
"""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from hinterland.core.fault import Fault, Faults
from hinterland.core.names import Names
from hinterland.core.paths import EVIDENCE
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.table import Reading as Table
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.systems.pattern_tests import Outcome
from hinterland.study.systems.patterns import COLUMNS, Pattern, pattern_of
from hinterland.theatre.assemble import Theatre

if TYPE_CHECKING:
    import pandas as pd

TABLE = EVIDENCE / "works.csv"
SYSTEMS = EVIDENCE / "systems.csv"
EFFECT = "interaction"
KINDS = ("works", "inferred", EFFECT)
ENOUGH = 0.9
"""Share of the seeds in which a line holds."""


class System(NamedTuple):
    """One system of the documents: its id (Y00-Y29), its name, the files of `war/` that make it, what leaves it out.

    `part` is the part of the war under which lists of contents put it.
    """

    id: str
    name: str
    files: tuple[str, ...]
    off: str
    what: str
    part: str


class Work(NamedTuple):
    """One test of a system: the system, the letter of the line, its kind, what is tested."""

    system: str
    line: str
    kind: str
    pattern: Pattern


def read_systems(path: Path = SYSTEMS) -> dict[str, System]:
    """Return the systems by id; raises `Faults` with every fault of every line."""
    table = Table(path)
    found: dict[str, System] = {}
    for row in table.rows(required=System._fields, allowed=System._fields):
        c = row.cells
        if c["id"] in found:
            table.wrong(row.line, f"the system {c['id']} stands twice", "keep one of the lines")
        found[c["id"]] = System(c["id"], c["name"], tuple(c["files"].split()), c["off"], c["what"], c["part"])
    if table.faults:
        raise Faults(table.faults)
    return found


def read_works(ground: Theatre, path: Path = TABLE, ledger: Ledger | None = None) -> list[Work]:
    """Return the tests of the systems; raises `Faults` with every fault of every line."""
    table, ledger, systems = Table(path), ledger or ledger_of_package(), read_systems()
    found = []
    for row in table.rows(required=("system", "line", "kind", "form", "reading"), allowed=_columns()):
        c = row.cells
        if c["system"] not in systems or c["kind"] not in KINDS or not c["line"]:
            remedy = f"name a system of {SYSTEMS.name}, a letter, and one of {', '.join(KINDS)}"
            table.wrong(row.line, f"{c['system']} {c['line']} {c['kind']} is no line of a system", remedy)
            continue
        try:
            pattern = pattern_of(row, f"{c['system']}{c['line']}", c["system"], ledger, ground)
        except Fault as fault:
            table.wrong(row.line, fault.message, fault.remedy)
            continue
        found.append(Work(c["system"], c["line"], c["kind"], pattern))
    if table.faults:
        raise Faults(table.faults)
    return found


def chosen(works: Sequence[Work], system: str = "", kind: str = "") -> list[Work]:
    """Return the tests of one system and of one kind; nothing for either means all.

    Raises `Fault` for a system or a kind that is not known, or where none of the system is of the kind.
    """
    known = read_systems()
    titles = {one.name: (one.id,) for one in known.values()}
    system = system and Names("system", known, other=titles).find(system)
    kind = kind and Names("kind of line", KINDS).find(kind)
    found = [w for w in works if system in ("", w.system) and kind in ("", w.kind)]
    if not found:
        raise Fault(None, 0, f"no line of {system or 'any system'} is of the kind {kind}", "leave out --kind")
    return found


def _columns() -> tuple[str, ...]:
    return ("system", "line", "kind", "claims", *(c for c in COLUMNS if c != "claim"))


def table_of(works: Sequence[Work], outcome: Outcome) -> "pd.DataFrame":
    """Return how every line of every system fared; `outcome` is of the patterns of `works` in their order.

    Columns: system, line, kind, status, rate, holds, change, error, reading, why, seeds. `change` is the mean of by how
    much the figure of history is above that without the cause, as a share, and `error` its standard error; of a line of
    several tests it is that of the first that is set against a scenario.
    """
    import pandas as pd

    lines: dict[tuple[str, str, str], list[int]] = {}
    for n, work in enumerate(works):
        lines.setdefault((work.system, work.line, work.kind), []).append(n)
    rows = []
    for (system, line, kind), of in sorted(lines.items()):
        runs = all(works[n].pattern.status == "runs" for n in of)
        rate = float(outcome.passed[:, of].all(axis=1).mean()) if runs else math.nan
        change, error = _mean(outcome.change[:, next((n for n in of if works[n].pattern.against), of[0])])
        reading = " ".join(works[n].pattern.reading for n in of)
        why = "; ".join(dict.fromkeys(works[n].pattern.why for n in of if works[n].pattern.why))
        status, holds, seeds = "runs" if runs else "waits", rate >= ENOUGH, len(outcome.passed)
        rows.append((system, line, kind, status, rate, holds, change, error, reading, why, seeds))
    columns = ["system", "line", "kind", "status", "rate", "holds", "change", "error", "reading", "why", "seeds"]
    return pd.DataFrame(rows, columns=columns)


def _mean(values: np.ndarray) -> tuple[float, float]:
    """Return the mean of paired changes and its standard error, NaN where there are none or only one."""
    values = values[~np.isnan(values)]
    if values.size == 0:
        return math.nan, math.nan
    return float(values.mean()), float(values.std(ddof=1) / math.sqrt(values.size)) if values.size > 1 else math.nan


def moved(change: float, error: float) -> str:
    """Return a change with its standard error in per cent, nothing where there is none."""
    if math.isnan(change):
        return ""
    return f"{100 * change:+.1f} %" + ("" if math.isnan(error) else f" ± {100 * error:.1f}")


def score(table: "pd.DataFrame") -> Mapping[str, tuple[int, int, int]]:
    """Return for each kind how many lines there are, how many can be run, and how many hold."""
    return {
        kind: (len(of), int((of["status"] == "runs").sum()), int(of["holds"].sum()))
        for kind, of in table.groupby("kind")
    }
