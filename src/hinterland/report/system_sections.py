"""The part of the report on the systems: for each its charts, maps and claims, under the parts of the war."""

from typing import NamedTuple

import pandas as pd

from hinterland.engine.result import Run
from hinterland.evidence.ledger import Ledger
from hinterland.report import oblast_maps
from hinterland.report.claim_rows import Row, rows
from hinterland.report.figures import Drawn, draw
from hinterland.report.maps import Atlas
from hinterland.report.oblast_maps import OblastMap
from hinterland.report.system_figures import figure_of, names_by_quantity
from hinterland.study.claims.verdict import CLAIM_HIGHER, MODEL_HIGHER, OF_THE_DEAD
from hinterland.study.systems.system_charts import read_charts
from hinterland.study.systems.works import System, read_systems

ORDER = {"agrees": 0, CLAIM_HIGHER: 0, MODEL_HIGHER: 0, "cannot tell": 1, "holds": 2, "does not hold": 2}
ORDER |= {OF_THE_DEAD[word]: place for word, place in ORDER.items() if word in OF_THE_DEAD}
"""Claims in figures stand before those in words."""


class Section(NamedTuple):
    """One system: what it is, its charts and maps, and its claims, those with a verdict apart from the others."""

    system: System
    charts: list[Drawn]
    maps: list[OblastMap]
    judged: list[Row]
    others: list[Row]


def sections(run: Run, ledger: Ledger, atlas: Atlas, table: pd.DataFrame) -> dict[str, list[Section]]:
    """Return the systems under the parts of the war, in the order in which `evidence/systems.csv` first names them.

    `table` is that of `compare` for the run.
    """
    by_claim = rows(run, ledger, table)
    names = names_by_quantity(ledger.judged)
    found: dict[str, list[Section]] = {}
    for system in read_systems().values():
        charts = [chart for chart in read_charts() if chart.system == system.id]
        claims = [by_claim[c.id] for c in ledger.judged if system.id in c.system.split() and c.id in by_claim]
        judged = sorted((c for c in claims if c.verdict), key=lambda c: ORDER[c.verdict])
        one = Section(
            system,
            [draw(run, ledger, figure_of(chart, names)) for chart in charts if chart.form != "map"],
            [oblast_maps.draw(atlas, c.name, c.shows[0].quantity) for c in charts if c.form == "map"],
            judged,
            [c for c in claims if not c.verdict],
        )
        found.setdefault(system.part, []).append(one)
    return found
