"""Verdicts on claims of a reader's own as plain values, read from the table that `hinterland confront` makes."""

import math
from pathlib import Path
from typing import Any

from hinterland.engine.observed.quantity import SIDES
from hinterland.evidence.registry import of_victims
from hinterland.report.titles import title_of
from hinterland.study.claims.speakers import speaker
from hinterland.study.confrontation.confront import BAND

WORDS = ("claim", "quantity", "asked", "region", "said_by", "unit", "verdict", "channel", "reason", "note")
FIGURES = ("low", "best", "high")


def read(path: Path) -> list[dict[str, Any]]:
    """Return the verdicts of a table, in the order of its lines."""
    import pandas as pd

    frame = pd.read_csv(path, dtype=dict.fromkeys((*WORDS, "from", "to"), str), keep_default_na=False, na_values="")
    return [_described(row) for row in frame.to_dict("records")]


def _described(row: dict[str, Any]) -> dict[str, Any]:
    """Return one verdict; of victims there is no factor."""
    victims = of_victims(row["quantity"])
    return {
        **{name: _text(row[name]) for name in WORDS},
        **{name: _figure(row[name]) for name in FIGURES},
        "first": _text(row["from"]),
        "last": _text(row["to"]),
        "title": title_of(row["quantity"]),
        "true": _band(row, "true"),
        "said": _band(row, "predicted"),
        **{side: _band(row, side) for side in SIDES},
        "speakers": {side: speaker(row["quantity"], side) for side in SIDES},
        "factor": None if victims else _factor(row["log_error"]),
        "exaggeration": None if victims else _band(row, "exaggeration"),
        "victims": victims,
    }


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _figure(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else None


def _factor(error: Any) -> float | None:
    known = _figure(error)
    return None if known is None else math.exp(abs(known))


def _band(row: dict[str, Any], name: str) -> list[float | None] | None:
    found = [_figure(row.get(f"{name}_{int(100 * share):02d}")) for share in BAND]
    return None if all(one is None for one in found) else found
