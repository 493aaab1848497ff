"""`hinterland patterns`: the qualitative claims of the ledger as tests of an ensemble."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hinterland.cli.cautions import tell
from hinterland.cli.confront import Resolution, Scenario, Seed, Workers, check, share, told
from hinterland.files import output

if TYPE_CHECKING:
    from hinterland.study.holding import Held


def patterns(
    runs: Annotated[int, typer.Option("--members", help="How many runs of every scenario.")] = 6,
    scenario: Scenario = "history",
    seed: Seed = 1,
    spread: Annotated[float, typer.Option(help="Share of its range over which each parameter is drawn.")] = 0.0,
    resolution: Resolution = 4,
    workers: Workers = 2,
    table: Annotated[Path | None, typer.Option(help="A table of patterns of your own.")] = None,
    out: Annotated[Path, typer.Option(help="CSV file to write.")] = Path("out/patterns.csv"),
) -> None:
    """Test every pattern that can be tested, and say how often it holds."""
    from hinterland.study.holding import hold, table_of
    from hinterland.study.patterns import TABLE, read_patterns
    from hinterland.theatre.assemble import load as theatre

    check(runs, seed, spread, resolution, workers)
    with output.table(out, "patterns", [table, scenario]) as keep:
        read = read_patterns(theatre(resolution), table or TABLE, warn=tell)
        outcome = hold(
            read, runs, setting=scenario, seed=seed, spread=spread, resolution=resolution, workers=workers, told=told
        )
        found = table_of(read, outcome.passed)
        keep(found.claims)
    show(found)
    typer.echo(f"Every pattern, also those that are not tested, and why: {out}")


def show(found: "Held") -> None:
    """Print a line for each pattern that was tested, then the systems, then how many were not."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(width=None if sys.stdout.isatty() else 180)
    claims = found.claims
    lines = Table(box=box.SIMPLE_HEAD, title=f"{found.members} runs of each scenario", title_justify="left")
    for head in ("claim", "systems", "pattern", "passes", "", "how it is tested"):
        lines.add_column(head, no_wrap=head not in ("pattern", "how it is tested"))
    for row in claims[claims["status"] == "runs"].to_dict("records"):
        name = str(row["pattern"]).replace("_", " ")
        lines.add_row(row["claim"], row["system"], name, share(row["rate"]), row["verdict"], row["reading"])
    console.print(lines)
    systems = Table(box=box.SIMPLE_HEAD)
    for head in ("system", "patterns", "tested", "wait", "cannot be tested", "mean pass rate"):
        systems.add_column(head, justify="left" if head == "system" else "right")
    for row in found.systems.to_dict("records"):
        systems.add_row(
            row["system"], *(str(row[c]) for c in ("patterns", "run", "wait", "not_tested")), share(row["rate"])
        )
    console.print(systems)
    status = claims["status"].value_counts()
    verdict = claims["verdict"].value_counts()
    console.print(
        f"{len(claims)} patterns: {status.get('runs', 0)} tested ({verdict.get('holds', 0)} hold, "
        f"{verdict.get('mixed', 0)} mixed, {verdict.get('fails', 0)} fail), {status.get('waits', 0)} wait for a "
        f"system, {status.get('no', 0)} cannot be tested",
        markup=False,
    )
