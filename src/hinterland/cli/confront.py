"""`hinterland confront`: the ledger, or a user's claims, against an ensemble."""

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hinterland.cli import tables
from hinterland.cli.cautions import warn
from hinterland.cli.progress import RunCount
from hinterland.cli.tables import Column
from hinterland.core.fault import Fault
from hinterland.evidence.model import mark
from hinterland.evidence.registry import of_victims
from hinterland.files.output import table

if TYPE_CHECKING:
    import pandas as pd

    from hinterland.study.confrontation.confront import Confrontation, Score

Members = Annotated[int, typer.Option(help="How many runs.")]
Seed = Annotated[int, typer.Option(help="Seed of the first run.")]
ScenarioName = Annotated[str, typer.Option(help="A scenario by name, or a TOML file.")]
Resolution = Annotated[int, typer.Option(help="H3 resolution of the cells: 3, 4 or 5.")]
Workers = Annotated[int, typer.Option(help="Processes that play at once.")]
Spread = Annotated[float, typer.Option(help="Share of its range over which each parameter is drawn.")]

COLUMNS = (
    Column("claim", lead=True),
    Column("what, where, when"),
    Column("said by", lead=True),
    Column("claimed", figure=True),
    Column("would be said (5-95 %)", figure=True),
    Column("rank", figure=True),
    Column("claimed / true", figure=True),
    Column("verdict", lead=True),
)


def confront(
    file: Annotated[Path | None, typer.Argument(help="A CSV file of claims; the ledger if left out.")] = None,
    runs: Annotated[int, typer.Option("--members", help="How many runs.")] = 20,
    scenario: ScenarioName = "history",
    seed: Seed = 1,
    spread: Spread = 0.25,
    resolution: Resolution = 4,
    workers: Workers = 2,
    out: Annotated[Path, typer.Option(help="CSV file to write.")] = Path("out/confront.csv"),
) -> None:
    """Set claims beside what the model would have had their speakers say."""
    from hinterland.study.confrontation.confront import confront as play

    check(runs, seed, resolution, workers, spread=spread)
    beside = f"{out.stem}-members.csv"
    with table(out, "confront", [file, scenario], [beside]) as keep:
        found = play(
            file,
            runs,
            scenario=scenario,
            seed=seed,
            spread=spread,
            resolution=resolution,
            workers=workers,
            on_progress=RunCount(),
            warn=warn,
        )
        assert found.figures is not None
        keep(found.lines, {beside: found.figures.to_csv(index=False, lineterminator="\n", float_format="%.6g")})
    show(found)
    typer.echo(f"Every line with its reasons: {out}; every member: {out.with_name(beside)}")


def show(found: "Confrontation") -> None:
    """Print a line for each claim that the model can be asked, the reasons for the others, and the scores."""
    lines = found.lines
    modelled = lines[lines["verdict"] != "not modelled"]
    rows = [
        (
            str(row["claim"]),
            f"{row['quantity']} {row['region']} {row['from']} to {row['to']}"
            + (f" ({a})" if (a := row.get("asked")) else ""),
            str(row["said_by"])
            + mark(row["verified"])
            + ("*" if str(row["channel"]).startswith("what was so:") else ""),
            claimed(row),
            f"{figure(row['predicted_05'])} - {figure(row['predicted_95'])}",
            "" if row["bound"] or math.isnan(row["rank"]) else f"{row['rank']:.2f}",
            ""
            if of_victims(row["quantity"])
            else f"{figure(row['exaggeration_05'])} - {figure(row['exaggeration_95'])}",
            str(row["verdict"]),
        )
        for row in modelled.to_dict("records")
    ]
    tables.show(COLUMNS, rows, f"{found.scenario}: {found.members} runs")
    for row in modelled[modelled["adjusted"].fillna("") != ""].to_dict("records"):
        tables.say(f"{row['claim']}: {row['adjusted']}", tables.INDENT)
    tables.say("* the model has no report of that side on this: set beside what was so")
    for reason, group in lines[lines["verdict"] == "not modelled"].groupby("reason"):
        ids = ", ".join(f"{name}{mark(how)}" for name, how in zip(group["claim"], group["verified"], strict=True))
        tables.say(f"not modelled: {reason}: {ids}", tables.INDENT)
    typer.echo()
    for name, score in found.scores.items():
        tables.say(words(name, score), tables.INDENT)
    if text := parts_of_bands(lines):
        tables.say(text, tables.INDENT)


def parts_of_bands(lines: "pd.DataFrame") -> str:
    """Return in words how much of the bands is what, in the mean; nothing where no band can be parted."""
    shares = lines[[name for name in lines.columns if str(name).endswith("_share")]].mean().dropna()
    parts = ", ".join(f"{str(name).removesuffix('_share')} {share(value)}" for name, value in shares.items())
    return f"of the bands, in the mean: {parts}" if parts else ""


def words(name: str, score: "Score") -> str:
    """Return the score of a part of the claims in words."""
    beside = f", {score.victims} of victims set beside the model and not scored" if score.victims else ""
    asked = f"{name}: {score.asked} of {score.claims} claims asked{beside}; "
    if math.isnan(score.error):
        return asked + "none can be judged"
    shares = {"figures": score.covered, "bounds": score.bounds_kept}
    inside = " and ".join(f"{share(one)} of {name}" for name, one in shares.items() if not math.isnan(one))
    return asked + (
        f"{inside} inside the 90 % band; the median run misses by a factor of {score.error:.2f}; "
        f"ranks by tenths {' '.join(map(str, score.ranks))}"
    )


def share(value: float) -> str:
    """Return a share in per cent."""
    return f"{100 * value:.0f} %"


def claimed(row: dict[str, Any]) -> str:
    """Return what a claim says: its figure and its bounds."""
    low, best, high = (row[c] if row[c] == row[c] else None for c in ("low", "best", "high"))
    if best is not None:
        return figure(best)
    if low is not None and high is not None:
        return f"{figure(low)} - {figure(high)}"
    return f"over {figure(low)}" if low is not None else f"up to {figure(high)}"


def figure(value: float | None) -> str:
    """Return a number with as many digits as mean something."""
    if value is None or value != value:
        return "?"
    if math.isinf(value):
        return "no end"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def check(
    runs: int,
    seed: int,
    resolution: int,
    workers: int,
    option: str = "--members",
    *,
    spread: float = 0.0,
    draws: str = "",
) -> None:
    """Raise `Fault` for what cannot be meant; `option` is that by which the number of runs is given.

    `draws` is a kind of draws, where a command takes one.
    """
    if draws:
        from hinterland.study.ensembles.draws import kind_of

        kind_of(draws)
    for ok, message, remedy in (
        (1 <= runs <= 10_000, f"{option} {runs} is no number of runs", "give 1 to 10000"),
        (0 <= seed < 2**62, f"--seed {seed} is no seed", "give a whole number from 0 up"),
        (0 <= spread <= 1, f"--spread {spread:g} is no share", "give a number from 0 to 1"),
        (3 <= resolution <= 5, f"there is no theatre at resolution {resolution}", "give 3, 4 or 5"),
        (1 <= workers <= 64, f"--workers {workers} cannot play", "give 1 to 64"),
    ):
        if not ok:
            raise Fault(None, 0, message, remedy)
