"""The table at the end of a run: what the model says, as it was and as it was reported, beside what was claimed."""

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 80
SHARE = {"partisans.strength": 14, "civilians.killed": 6, "rails.cut": 6, "railway.attacks": 6, "trains.derailed": 4}
"""How many claims of a quantity are told where others are told by one."""
ORDER = ("civilians", "villages", "people", "partisans", "detachments", "zones", "rails", "railway", "trains")
"""How the quantities begin that are told first."""
WIDTHS = (8, 25, 24, 21, 12, 13, 17, 10, 11)
HEAD = ("claim", "what", "where", "when", "model true", "as reported", "claimed", "by", "verdict")


def text(table: "pd.DataFrame") -> str:
    """Return the claims that the run answers as lines of words: some of every quantity, checked claims first."""
    answered = table[table["verdict"] != "not modelled"]
    if answered.empty:
        return "no claim of the ledger falls into the days of this run"
    theme = answered["quantity"].map(_theme)
    ranked = answered.assign(theme=theme, sure=answered["verified"].isin(["yes", "document"]))
    ranked = ranked.sort_values("sure", ascending=False, kind="stable")
    turn = ranked.groupby("quantity").cumcount() // ranked["quantity"].map(lambda name: SHARE.get(name, 1))
    chosen = ranked.assign(turn=turn).sort_values("turn", kind="stable").head(SHOWN)
    rows = chosen.sort_values(["theme", "quantity", "region", "from"], kind="stable").to_dict("records")
    lines = [_line(HEAD), _line(["-" * (width - 1) for width in WIDTHS])]
    lines += [_line(_cells(row)) for row in rows]
    counts = ", ".join(f"{n} {word}" for word, n in answered["verdict"].value_counts().items())
    return "\n".join([*lines, "", f"{len(rows)} of {len(answered)} claims that the model answers: {counts}"])


def _theme(quantity: str) -> int:
    """Return the place of a quantity in the order of telling."""
    noun = quantity.partition(".")[0]
    return ORDER.index(noun) if noun in ORDER else len(ORDER)


def _cells(row: dict[str, Any]) -> list[str]:
    start, end = f"{row['from']}", f"{row['to']}"
    when = start if start == end else f"{start[:7]} to {end[:7]}"
    bounds = [_n(row[end]) for end in ("low", "high")]
    best = _n(row["best"])
    if best == "":
        best = "-".join(bounds) if all(bounds) else f"over {bounds[0]}" if bounds[0] else f"up to {bounds[1]}"
    return [
        row["claim"],
        row["quantity"],
        row["region"],
        when,
        _n(row["model_true"]),
        _n(row["model_said"]),
        best,
        row["said_by"],
        row["verdict"],
    ]


def _n(value: Any) -> str:
    """Return a number in as many figures as one reads, nothing where there is none."""
    if value is None or not math.isfinite(value):
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _line(cells: Any) -> str:
    """Return one line; numbers stand to the right, words that are too long are cut."""
    numbers = {4, 5, 6}
    told = [
        f"{cell[: width - 1]:>{width - 1}} " if n in numbers else f"{cell[: width - 1]:<{width}}"
        for n, (cell, width) in enumerate(zip(cells, WIDTHS, strict=True))
    ]
    return "".join(told).rstrip()
