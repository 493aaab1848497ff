"""`hinterland score`: how near an ensemble comes to the claims, how sure it is, and whether baselines do better."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hinterland.cli import tables
from hinterland.cli.confront import Resolution, ScenarioName, Seed, Workers, check, share
from hinterland.cli.ensemble import Draws
from hinterland.cli.progress import RunCount, tell_of_compiling
from hinterland.cli.tables import Column
from hinterland.files.output import table

if TYPE_CHECKING:
    import pandas as pd

    from hinterland.study.scores.score import ScoreTable

COLUMNS = (
    Column("", lead=True),
    Column("claims", figure=True),
    Column("CRPS", figure=True),
    Column("95 %", figure=True),
    Column("behind, 95 %", figure=True),
    Column("in 50 %", figure=True),
    Column("in 90 %", figure=True),
    Column("factor", figure=True),
    Column("width", figure=True),
    Column("PIT gap", figure=True),
)
BEHIND = 4
"""Place of the column that sets a method beside the ensemble; the ensemble itself has none."""
CLAIMS = "{}-claims.csv"
DIGITS = "%.6g"
"""How scores are written: what solves matrices differs from machine to machine in later digits."""


def score(
    folder: Annotated[Path | None, typer.Argument(help="Folder of an ensemble; runs are played if left out.")] = None,
    runs: Annotated[int, typer.Option(help="How many runs are played without a folder.")] = 60,
    scenario: ScenarioName = "history",
    draws: Draws = "hand",
    seed: Seed = 1,
    resolution: Resolution = 4,
    workers: Workers = 2,
    out: Annotated[Path, typer.Option(help="CSV file to write.")] = Path("out/score.csv"),
) -> None:
    """Score an ensemble beside the claims of the ledger, and beside baselines that know nothing of the war."""
    from hinterland.study.scores.score import score as of

    check(runs, seed, resolution, workers, "--runs", draws=draws)
    beside = CLAIMS.format(out.stem)
    with table(out, "score", [scenario], [beside], DIGITS) as keep:
        if folder is None:
            tell_of_compiling()
        found = of(
            folder,
            runs,
            scenario=scenario,
            draws=draws,
            seed=seed,
            resolution=resolution,
            workers=workers,
            on_progress=RunCount(),
        )
        keep(found.table, {beside: found.claims.to_csv(index=False, lineterminator="\n", float_format=DIGITS)})
    show(found)
    typer.echo(f"Every group and method: {out}; every claim: {out.with_name(beside)}")


def show(found: "ScoreTable") -> None:
    """Print all methods on claims held out and on shown ones, then the ensemble by speaker, family and year."""
    whole = found.table[found.table["by"] == "all"]
    for part in ("held out", "shown"):
        rows = whole[whole["part"] == part]
        tables.show(COLUMNS, lines(rows, "method"), f"Claims {part}, {found.runs} runs")
    own = found.table[found.table["method"] == found.beside]
    for by in ("speaker", "family", "year"):
        rows = own[(own["by"] == by) & (own["part"] == "held out")]
        columns, cells = without_behind(COLUMNS), [without_behind(row) for row in lines(rows, "group")]
        tables.show(columns, cells, f"Claims held out by {by}: {found.beside}")
    tables.say(
        "CRPS in natural logarithms, 0 is best; behind: how much higher than that of the ensemble with one discrepancy "
        f"term (scale {found.discrepancy['all']:.2f}, set on shown claims); PIT gap: 0 where bands are right"
    )


def lines(rows: "pd.DataFrame", name: str) -> list[tuple[str, ...]]:
    """Return rows of scores as texts."""
    return [
        (
            str(row[name]),
            str(row["claims"]),
            f"{row['crps']:.3f}",
            ends(row["crps_low"], row["crps_high"]),
            ends(row["gain_low"], row["gain_high"]),
            share(row["inside_50"]),
            share(row["inside_90"]),
            f"{row['factor']:.2f}",
            times(row["width"]),
            "" if math.isnan(row["pit_unevenness"]) else f"{row['pit_unevenness']:.2f}",
        )
        for row in rows.to_dict("records")
    ]


def times(width: float) -> str:
    """Return the width of a band, the factor from its lower end to its upper."""
    return f"x{width:,.0f}" if width >= 10 else f"x{width:.1f}"


def ends(low: float, high: float) -> str:
    """Return the ends of an interval, nothing where there is none."""
    return "" if math.isnan(low) or low == high else f"{low:.2f} to {high:.2f}"


def without_behind(row: Sequence[Any]) -> tuple[Any, ...]:
    """Return a row without the column that sets a method beside the ensemble."""
    return (*row[:BEHIND], *row[BEHIND + 1 :])
