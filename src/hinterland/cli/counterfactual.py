"""`hinterland counterfactual`: pairs of wars with and without a cause, and by how much they differ."""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hinterland.cli import tables
from hinterland.cli.confront import Resolution, Seed, check
from hinterland.cli.ensemble import Workers
from hinterland.cli.progress import RunCount, tell_of_compiling
from hinterland.cli.tables import Column
from hinterland.core.fault import Fault
from hinterland.files.output import table

if TYPE_CHECKING:
    from hinterland.study.causation.counterfactual import Answer

LEADS = 2
"""Columns that name a row; the others hold figures."""
ALL = "counterfactuals"
"""The folder under out/ for the runs of all counterfactuals together."""


def counterfactual(
    first: Annotated[str, typer.Argument(help="A counterfactual by name or as a file, or the first scenario.")] = "",
    second: Annotated[str, typer.Argument(help="The second scenario, which lacks a cause.")] = "",
    runs: Annotated[int, typer.Option(help="How many pairs of wars.")] = 20,
    draws: Annotated[
        str, typer.Option(help="How parameters are drawn: hand or prior; at their values if left out.")
    ] = "",
    quantities: Annotated[list[str] | None, typer.Option("--quantity", help="What is compared; may repeat.")] = None,
    regions: Annotated[list[str] | None, typer.Option("--region", help="Where; may be repeated.")] = None,
    branch: Annotated[
        str, typer.Option("--from", help="The date on which the second war branches off; both are one until then.")
    ] = "",
    every: Annotated[bool, typer.Option("--all", help="Answer all counterfactuals of the library.")] = False,
    seed: Seed = 1,
    resolution: Resolution = 4,
    workers: Workers = 2,
    scheduler: Annotated[str | None, typer.Option(help="The address of a Dask scheduler whose workers play.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="CSV file to write; out/counterfactual-NAME.csv if left out.")
    ] = None,
    keep: Annotated[Path | None, typer.Option(help="Folder in which runs are kept, by scenario.")] = None,
    page: Annotated[Path | None, typer.Option(help="Folder in which to write the answer as a page.")] = None,
) -> None:
    """Play pairs of wars on the same seeds and draws, and say by how much the second differs; list what is known."""
    from hinterland.report import counterfactuals as pages
    from hinterland.study.causation import counterfactual as study
    from hinterland.study.causation.counterfactual_files import names

    if every == bool(first):
        if every:
            raise Fault(None, 0, f"both {first} and --all are given", "give one of them")
        listed()
        return
    if every and (out or quantities or regions):
        raise Fault(None, 0, "--all goes with no --out, --quantity and --region", "leave them out")
    check(runs, seed, resolution, workers, "--runs", draws=draws)
    wanted = [(name, None) for name in names()] if every else [(first, second or None)]
    asked = [study.asked_of(*one, quantities, regions, resolution=resolution, branch=branch or None) for one in wanted]
    with ExitStack() as places:
        tables_of = [
            places.enter_context(
                table(out or Path("out") / f"counterfactual-{one.name}.csv", "counterfactual", [first, second])
            )
            for one in asked
        ]
        pages_of = [places.enter_context(pages.place(page, one.name)) for one in asked] if page else []
        tell_of_compiling()
        found = study.answers(
            asked,
            runs,
            seed=seed,
            draws=draws or None,
            workers=workers,
            scheduler=scheduler,
            out=keep or Path("out") / (ALL if every else f"counterfactual-{asked[0].name}"),
            on_progress=RunCount(),
        )
        for answer, keep_table in zip(found, tables_of, strict=True):
            keep_table(pages.without_months(answer.lines) if every else answer.lines)
        for answer, keep_page in zip(found, pages_of, strict=False):
            pages.write(answer, keep_page)
    for answer in found:
        show(answer)
    if page:
        typer.echo(f"{'The pages' if every else 'The page'}: {page}")


def listed() -> None:
    """List the counterfactuals of the library with their questions."""
    from hinterland.study.causation.counterfactual_files import load, names

    known = [(name, load(name).question) for name in names()]
    for line in tables.table((Column("", lead=True), Column("")), known, tables.width()):
        typer.echo(line)


def show(answer: "Answer") -> None:
    """Print the differences over the whole war, and the victims of both wars beside each other."""
    from hinterland.report.counterfactuals import heads, rests_on, rows

    tables.say(answer.asked.question or f"{answer.asked.second.name} less {answer.asked.first.name}")
    for victims in (False, True):
        columns = [Column(head, n >= LEADS, n < LEADS) for n, head in enumerate(heads(answer, victims))]
        if lines := rows(answer, victims):
            tables.show(columns, lines)
    tables.say(f"The whole war; {rests_on(answer)}. Every year and month: see the CSV file.", tables.INDENT)
    typer.echo()
