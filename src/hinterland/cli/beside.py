"""The table at the end of a run: what the model says, as it was and as it was reported, beside what was claimed."""

import math
from typing import TYPE_CHECKING, Any

from hinterland.cli import tables
from hinterland.cli.tables import Column
from hinterland.evidence.model import mark
from hinterland.evidence.registry import OF_AN_OPERATION, counts_dead

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 80
SHARE = {"partisans.strength": 14, "civilians.killed": 6, "rails.cut": 6, "railway.attacks": 6, "trains.derailed": 4}
"""How many claims of a quantity are shown where others have one."""
ORDER = ("civilians", "villages", "people", "partisans", "detachments", "zones", "rails", "railway", "trains")
"""First words of the quantities that are shown first."""
SUM = "*"
"""Stands behind the model's figures of the victims of an operation."""
COLUMNS = (
    Column("claim", lead=True),
    Column("what, where, when"),
    Column("model true", figure=True),
    Column("as reported", figure=True),
    Column("claimed", figure=True),
    Column("by", lead=True),
    Column("verdict", lead=True),
)


def text(table: "pd.DataFrame", wide: int | None = None) -> str:
    """Return the claims that the run answers as lines of words: some of every quantity, checked claims first.

    A line has at most `wide` letters; as many as the terminal if left out.
    """
    answered = table[table["verdict"] != "not modelled"]
    if answered.empty:
        return "no claim of the ledger falls into the days of this run"
    theme = answered["quantity"].map(_theme)
    ranked = answered.assign(theme=theme, sure=answered["verified"].isin(["yes", "document"]))
    ranked = ranked.sort_values("sure", ascending=False, kind="stable")
    turn = ranked.groupby("quantity").cumcount() // ranked["quantity"].map(lambda name: SHARE.get(name, 1))
    chosen = ranked.assign(turn=turn).sort_values("turn", kind="stable").head(SHOWN)
    rows = chosen.sort_values(["theme", "quantity", "region", "from"], kind="stable").to_dict("records")
    wide = wide or tables.width()
    lines = tables.table(COLUMNS, [_cells(row) for row in rows], wide)
    dead = counts_dead(answered)
    counts = ", ".join(f"{n} {word}" for word, n in answered.loc[~dead, "verdict"].value_counts().items())
    counted = f"{len(rows)} of {len(answered)} claims that the model answers: {counts or 'none is judged'}"
    counted += f"; {dead.sum()} of the dead stand beside its figures and are not judged" if dead.any() else ""
    remark = f"; {SUM} {OF_AN_OPERATION}" if any(map(_is_sum, rows)) else ""
    return "\n".join([*lines, "", *tables.wrapped(counted + remark, wide)])


def _theme(quantity: str) -> int:
    """Return the place of a quantity in the order in which they are shown."""
    noun = quantity.partition(".")[0]
    return ORDER.index(noun) if noun in ORDER else len(ORDER)


def _is_sum(row: dict[str, Any]) -> bool:
    """Whether the model's figures of a row are those of the victims of an operation."""
    return OF_AN_OPERATION in str(row.get("note", ""))


def _cells(row: dict[str, Any]) -> list[str]:
    start, end = f"{row['from']}", f"{row['to']}"
    when = start if start == end else f"{start[:7]} to {end[:7]}"
    bounds = [_n(row[end]) for end in ("low", "high")]
    best = _n(row["best"])
    if best == "":
        best = "-".join(bounds) if all(bounds) else f"over {bounds[0]}" if bounds[0] else f"up to {bounds[1]}"
    figures = [_n(row[name]) for name in ("model_true", "model_said")]
    return [
        row["claim"],
        f"{row['quantity']} {row['region']} {when}",
        *(f"{one}{SUM}" if one and _is_sum(row) else one for one in figures),
        best,
        row["said_by"] + mark(row["verified"]),
        row["verdict"],
    ]


def _n(value: Any) -> str:
    """Return a number in as many figures as one reads, nothing where there is none."""
    if value is None or not math.isfinite(value):
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
