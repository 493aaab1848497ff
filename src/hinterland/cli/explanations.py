"""`hinterland explanations`: rival explanations of one thing, scored on the same claims."""

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
from hinterland.files.place import resolve

if TYPE_CHECKING:
    from hinterland.study.causation.explanations import WeightOfEvidence

CLAIMS = "{}-claims.csv"
DIGITS = "%.6g"


def explanations(
    name: Annotated[str, typer.Argument(help="A question by name, or a TOML file.")] = "why_people_joined",
    runs: Annotated[int, typer.Option(help="How many runs of each explanation.")] = 24,
    draws: Annotated[
        str, typer.Option(help="How parameters are drawn: prior (all of their ranges) or hand (a quarter).")
    ] = "prior",
    seed: Seed = 1,
    resolution: Resolution = 4,
    workers: Workers = 2,
    scheduler: Annotated[str | None, typer.Option(help="The address of a Dask scheduler whose workers play.")] = None,
    out: Annotated[Path | None, typer.Option(help="CSV file to write; out/explanations-NAME.csv if left out.")] = None,
    keep: Annotated[Path | None, typer.Option(help="Folder in which runs are kept, by explanation.")] = None,
    page: Annotated[Path | None, typer.Option(help="Markdown file in which to write the answer as a page.")] = None,
) -> None:
    """Play an ensemble of each rival explanation on the same draws, and say which of them the claims speak for."""
    from hinterland.report import explanations as pages
    from hinterland.study.causation import explanations as study
    from hinterland.study.causation.explanation_files import load

    check(runs, seed, resolution, workers, "--runs", draws=draws)
    if page is not None and page.suffix != ".md":
        raise Fault(page, 0, "the name of the page does not end in .md", "give a Markdown file")
    asked = load(name)
    place = out or Path("out") / f"explanations-{asked.name}.csv"
    beside = CLAIMS.format(place.stem)
    names_of = _tables(place, beside, page)
    with ExitStack() as places:
        tables_of = [
            (places.enter_context(table(one, "explanations", [name], names, DIGITS)), names)
            for one, names in names_of.items()
        ]
        tell_of_compiling()
        found = study.explanations(
            name,
            runs,
            draws=draws,
            seed=seed,
            resolution=resolution,
            workers=workers,
            scheduler=scheduler,
            out=keep or Path("out") / f"explanations-{asked.name}",
            on_progress=RunCount(),
        )
        texts = {beside: found.claims.to_csv(index=False, lineterminator="\n", float_format=DIGITS)}
        if page is not None:
            texts[page.name] = pages.page(found)
        for keep_table, names in tables_of:
            keep_table(found.table, {one: texts[one] for one in names})
    show(found)
    typer.echo(f"Every set of claims: {place}; every claim: {place.with_name(beside)}")
    if page is not None:
        typer.echo(f"The page: {page}")


def _tables(place: Path, beside: str, page: Path | None) -> dict[Path, list[str]]:
    """Return the tables to write, by place, each with the names of the files beside it; a page has its table by it.

    Where `--out` is the table of the page, both are one. Raises `Fault` where two files would have one place.
    """
    if page is None:
        return {place: [beside]}
    of_page = page.with_suffix(".csv")
    if resolve(of_page) == resolve(place):
        return {place: [beside, page.name]}
    if resolve(of_page) == resolve(place).with_name(beside):
        message = f"has a table of claims that would overwrite the table of the page, {of_page}"
        raise Fault(place, 0, message, "give another --out")
    return {place: [beside], of_page: [page.name]}


def show(found: "WeightOfEvidence") -> None:
    """Print what the claims say of the explanations: a sentence, and a table of those on the question."""
    from hinterland.report.explanations import HEADS, rows, sentence
    from hinterland.study.causation.explanations import AS_PLAYED, ASKED, BOTH, EVERY, FREE
    from hinterland.study.scores.score_tables import PARTS

    columns = [Column(head, bool(n), not n) for n, head in enumerate(HEADS)]
    tables.say(found.asked.question)
    tables.show(columns, rows(found, ASKED, BOTH, FREE))
    for of, part, level in ((ASKED, BOTH, FREE), *((ASKED, part, FREE) for part in PARTS), (EVERY, BOTH, FREE)):
        tables.say(sentence(found, of, part, level), tables.INDENT)
    tables.say(f"With levels as they were played: {sentence(found, ASKED, BOTH, AS_PLAYED)}", tables.INDENT)
