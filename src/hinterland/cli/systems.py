"""`hinterland systems`: whether each system of the documents works, tested on an ensemble."""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hinterland.cli import tables
from hinterland.cli.confront import Resolution, ScenarioName, Seed, Workers, check, share
from hinterland.cli.progress import RunCount
from hinterland.cli.tables import Column
from hinterland.core.fault import Fault
from hinterland.files.output import table

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    Column("line", lead=True),
    Column("kind", lead=True),
    Column("passes", figure=True),
    Column("", lead=True),
    Column("change", figure=True),
    Column("how it is tested"),
)


def systems(
    runs: Annotated[int, typer.Option("--members", help="How many seeds.")] = 6,
    pairs: Annotated[int, typer.Option(help="How many for effects, each with a scenario; 0 for as many.")] = 0,
    scenario: ScenarioName = "history",
    seed: Seed = 1,
    resolution: Resolution = 4,
    workers: Workers = 2,
    only: Annotated[str, typer.Option(help="One system, as Y10.")] = "",
    kind: Annotated[str, typer.Option(help="One kind of line: works, inferred or interaction.")] = "",
    draws: Annotated[
        str,
        typer.Option(
            help="Draw parameters: hand (about the values set by hand), prior or posterior; no draws if left out."
        ),
    ] = "",
    out: Annotated[Path, typer.Option(help="CSV file to write.")] = Path("out/systems.csv"),
    page: Annotated[Path | None, typer.Option(help="Folder in which to write systems.csv and systems.md anew.")] = None,
) -> None:
    """Run the lines that say when a system works, and those of its effects on others, and say which hold."""
    import pandas as pd

    from hinterland.report import systems as pages
    from hinterland.study.systems.pattern_tests import hold
    from hinterland.study.systems.works import EFFECT, chosen, read_works, table_of
    from hinterland.theatre.assemble import load as theatre

    check(runs, seed, resolution, workers, draws=draws)
    check(pairs or runs, seed, resolution, workers)
    if page and draws:
        remedy = f"leave out --page, and write --out {page / pages.DRAWN_COUNT} for its column of the posterior"
        raise Fault(page, 0, f"the page is made of a count without --draws, and {draws} draws are given", remedy)
    if page and out.resolve() in ((page / name).resolve() for name in (pages.COUNT, pages.PAGE)):
        raise Fault(out, 0, "is a file that --page writes too", "give another file to --out")
    works = chosen(read_works(theatre(resolution)), only, kind)
    effects = [w for w in works if w.kind == EFFECT]
    parts = []
    with ExitStack() as places:
        keep = places.enter_context(table(out, "systems", [scenario]))
        keep_page = places.enter_context(pages.place(page)) if page else None
        for some, many in (([w for w in works if w.kind != EFFECT], runs), (effects, pairs or runs)):
            if some:
                patterns = [w.pattern for w in some]
                outcome = hold(
                    patterns,
                    many,
                    scenario=scenario,
                    seed=seed,
                    draws=draws or None,
                    resolution=resolution,
                    workers=workers,
                    on_progress=RunCount(),
                )
                parts.append(table_of(some, outcome))
        found = pd.concat(parts).sort_values(["system", "line"], ignore_index=True)
        keep(found)
        if page and keep_page:
            pages.write(found, keep_page, page)
    show(found)
    if page:
        typer.echo(f"The page: {page / pages.PAGE}")
    typer.echo(f"Every line, also those that cannot be run yet: {out}")


def show(found: "pd.DataFrame") -> None:
    """Print a line for each test, then how many hold."""
    from hinterland.study.systems.works import moved, score

    rows = []
    for row in found.to_dict("records"):
        word = "holds" if row["holds"] else "waits" if row["status"] == "waits" else "does not hold"
        rate = share(row["rate"]) if row["status"] == "runs" else ""
        change = moved(row["change"], row["error"])
        rows.append((f"{row['system']}{row['line']}", row["kind"], rate, word, change, row["reading"]))
    tables.show(COLUMNS, rows, f"{found['seeds'].max()} seeds")
    for kind, (many, run, held) in score(found).items():
        tables.say(f"{kind}: {many} lines, {run} can be run, {held} hold")
