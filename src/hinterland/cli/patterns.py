"""`hinterland patterns`: the qualitative claims of the ledger as tests of an ensemble."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hinterland.cli import tables
from hinterland.cli.cautions import warn
from hinterland.cli.confront import Resolution, ScenarioName, Seed, Workers, check, share
from hinterland.cli.progress import RunCount
from hinterland.cli.tables import Column
from hinterland.files import output
from hinterland.study.claims.verdict import OF_THE_DEAD

if TYPE_CHECKING:
    from hinterland.study.systems.pattern_tests import PatternTests

COLUMNS = (
    Column("claim", lead=True),
    Column("systems", lead=True),
    Column("pattern"),
    Column("passes", figure=True),
    Column("", lead=True),
    Column("how it is tested"),
)
SO = set(OF_THE_DEAD.values())
"""What is printed beside patterns of victims and of the fallen."""
SYSTEMS = (
    Column("system", lead=True),
    *(Column(head, figure=True) for head in ("patterns", "tested", "wait", "cannot be tested", "mean pass rate")),
)


def patterns(
    runs: Annotated[int, typer.Option("--members", help="How many runs of every scenario.")] = 6,
    scenario: ScenarioName = "history",
    seed: Seed = 1,
    spread: Annotated[float, typer.Option(help="Share of its range over which each parameter is drawn.")] = 0.0,
    resolution: Resolution = 4,
    workers: Workers = 2,
    table: Annotated[Path | None, typer.Option(help="A table of patterns of your own.")] = None,
    out: Annotated[Path, typer.Option(help="CSV file to write.")] = Path("out/patterns.csv"),
) -> None:
    """Test every pattern that can be tested, and say how often it holds."""
    from hinterland.study.systems.pattern_tests import hold, table_of
    from hinterland.study.systems.patterns import TABLE, read_patterns
    from hinterland.theatre.assemble import load as theatre

    check(runs, seed, resolution, workers, spread=spread)
    with output.table(out, "patterns", [table, scenario]) as keep:
        read = read_patterns(theatre(resolution), table or TABLE, warn=warn)
        outcome = hold(
            read,
            runs,
            scenario=scenario,
            seed=seed,
            spread=spread,
            resolution=resolution,
            workers=workers,
            on_progress=RunCount(),
        )
        found = table_of(read, outcome.passed)
        keep(found.claims)
    show(found)
    typer.echo(f"Every pattern, also those that are not tested, and why: {out}")


def show(found: "PatternTests") -> None:
    """Print a line for each pattern that was tested, then the systems, then how many were not."""
    claims = found.claims
    rows = [
        (*(str(row[c]) for c in ("claim", "system")), named(row), share(row["rate"]), row["verdict"], row["reading"])
        for row in claims[claims["status"] == "runs"].to_dict("records")
    ]
    tables.show(COLUMNS, rows, f"{found.members} runs of each scenario")
    counted = [
        (row["system"], *(str(row[c]) for c in ("patterns", "run", "wait", "not_tested")), share(row["rate"]))
        for row in found.systems.to_dict("records")
    ]
    tables.show(SYSTEMS, counted)
    status = claims["status"].value_counts()
    verdict = claims["verdict"].value_counts()
    tables.say(
        f"{len(claims)} patterns: {status.get('runs', 0)} tested ({verdict.get('holds', 0)} hold, "
        f"{verdict.get('mixed', 0)} mixed, {verdict.get('fails', 0)} fail, {sum(verdict.get(w, 0) for w in SO)} of the "
        f"dead are so or not so), {status.get('waits', 0)} wait for a system, {status.get('no', 0)} cannot be tested"
    )


def named(row: dict[str, Any]) -> str:
    """Return the name of a pattern in words."""
    return str(row["pattern"]).replace("_", " ")
