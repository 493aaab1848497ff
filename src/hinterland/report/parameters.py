"""The page of all parameters: how many rest on what, then every one by its group."""

import inspect
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hinterland.engine import catalogue
from hinterland.engine.day import SCHEDULE
from hinterland.report.counterfactuals import markdown

if TYPE_CHECKING:
    import pandas as pd

COMMAND = "hinterland parameters --markdown > docs/parameters.md"
PROMISES = {
    "measured": "a claim gives a range that holds the value",
    "derived": "claims of one figure each give it by a formula, in its unit",
    "bounded": "claims bound it from one side or both",
    "directional": "a claim says that the effect exists, and its sign; its size is assumed",
    "assumed": "an assumption of ours, with its reason",
    "switch": "leaves a system out",
}
"""What each basis promises; the tests hold every parameter to it."""


def page(table: "pd.DataFrame") -> str:
    """Return parameters as a page of Markdown; `table` is that of `hinterland.parameters`, or some of its lines."""
    return "\n".join((*_tally(table), *_groups(table))) + "\n"


def _tally(table: "pd.DataFrame") -> Iterator[str]:
    yield "# Parameters"
    yield ""
    yield f"{len(table)} numbers, each with unit, range and basis. Written by `{COMMAND}`; do not edit."
    yield "`hinterland explain NAME` says where one is declared, `evidence/assumptions.csv` gives the reason of each"
    yield "assumption (`house-...`) and `evidence/claims/` each claim."
    yield ""
    counted = catalogue.tally(table["name"])
    yield from markdown(
        ("basis", "what it promises", "parameters"), [(n, PROMISES[n], str(counted[n])) for n in counted]
    )


def _groups(table: "pd.DataFrame") -> Iterator[str]:
    for group, lines in table.groupby(table["name"].str.partition(".")[0], sort=True):
        yield from ("", f"## {group}", "", (inspect.getdoc(SCHEDULE.parameters[group]) or "").partition("\n")[0], "")
        rows = [
            (
                p["name"].partition(".")[2],
                catalogue.with_unit(p["default"], p["unit"]),
                catalogue.range_in_words(p["low"], p["high"], p["scale"]),
                p["meaning"],
                p["basis"],
                "; ".join([p["cites"], *catalogue.formulas_in_words(p)]),
            )
            for p in lines.to_dict("records")
        ]
        yield from markdown(("name", "value", "range", "meaning", "basis", "rests on"), rows)
