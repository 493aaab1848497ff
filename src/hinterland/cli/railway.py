"""`hinterland railway`: what could run between junctions, what an army could least spare, whether it mattered."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hinterland.cli import tables
from hinterland.cli.confront import Resolution, ScenarioName, Seed, Workers, check, figure
from hinterland.cli.days import days_given
from hinterland.cli.progress import RunCount
from hinterland.core.calendar import parse
from hinterland.core.names import read_as
from hinterland.core.spelling import plain
from hinterland.files.output import folder

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from hinterland.engine.result import Run
    from hinterland.theatre.assemble import Theatre

app = typer.Typer(help="Study the railways of a run, or of pairs of scenarios.", no_args_is_help=True)

First = Annotated[str, typer.Option("--from", help="First day, YYYY-MM-DD.")]
Last = Annotated[str, typer.Option("--to", help="Last day, YYYY-MM-DD.")]
CutDay = Annotated[str, typer.Option("--on", help="The day of the cut, YYYY-MM-DD.")]
Folder = Annotated[Path, typer.Option(help="Folder to write.")]
SUMMER = ("1943-06-01", "1943-11-30")
"""The first and the last day where none is given: the months of the two campaigns, and two before them."""
RAIL_WAR = "1943-08-03"
"""The day of a cut where none is given: the first of the Rail War."""
OUT = Path("out/railway")


@app.command()
def overview(
    region: Annotated[
        str, typer.Option(help="Where cuts fell: a region, or ground such as railway:Minsk-Orsha,30km.")
    ] = "AGC_area",
    start: First = SUMMER[0],
    end: Last = SUMMER[1],
    scenario: ScenarioName = "history",
    seed: Seed = 1,
    resolution: Resolution = 4,
    out: Folder = OUT,
) -> None:
    """Show what ran, where cuts fell and how long lines were closed.

    By month: trains needed, arrived and possible, and rails cut as three count them.
    """
    check(1, seed, resolution, 1)
    first, last = days_given(start, end)
    ground = _ground(resolution)
    ground.something_inside(region)
    if note := ground.regions.note(region):
        typer.echo(f"{region}: {note}", err=True)
    with folder(out, "railway overview", [scenario]) as made:
        lines = _whole(_play(scenario, seed, first, last, resolution), first, last, region, made)
    _finish(lines, out)


@app.command()
def between(
    one: Annotated[str, typer.Argument(help="A junction, such as brest.")],
    other: Annotated[str, typer.Argument(help="Another junction, such as smolensk.")],
    start: First = SUMMER[0],
    end: Last = SUMMER[1],
    scenario: ScenarioName = "history",
    seed: Seed = 1,
    resolution: Resolution = 4,
    out: Folder = OUT,
) -> None:
    """Show by day what could run between two junctions, and what ran."""
    check(1, seed, resolution, 1)
    first, last = days_given(start, end)
    _known([one, other], resolution)
    with folder(out, "railway between", [scenario]) as made:
        lines = _between(_play(scenario, seed, first, last, resolution), one, other, first, last, made)
    _finish(lines, out)


@app.command()
def cut(
    junction: Annotated[str, typer.Argument(help="The junction to be cut off, such as smolensk.")],
    on: CutDay = RAIL_WAR,
    scenario: ScenarioName = "history",
    seed: Seed = 1,
    resolution: Resolution = 4,
    out: Folder = OUT,
) -> None:
    """Find the least cut that parts a junction from the Reich.

    These are the lines of least capacity together whose loss leaves no way, on one day: were nothing damaged, and as
    the lines were.
    """
    from hinterland.study.railways import railway as study

    check(1, seed, resolution, 1)
    day = parse(on, what="--on")
    _known([junction], resolution)
    with folder(out, "railway cut", [scenario]) as made:
        run = _play(scenario, seed, day, day, resolution)
        _least_cuts(run, day, [study.junction(run.theatre.railway, junction)], junction, made)
    _finish([], out)


@app.command()
def vital(
    group: Annotated[str, typer.Argument(help="An army group: north, centre or south.")] = "centre",
    on: CutDay = RAIL_WAR,
    count: Annotated[int, typer.Option("--lines", help="How many lines.")] = 8,
    scenario: ScenarioName = "history",
    seed: Seed = 1,
    resolution: Resolution = 4,
    out: Folder = OUT,
) -> None:
    """Find the lines that an army group could least spare on a day.

    Before them stands the least cut before all its railheads.
    """
    from hinterland.study.railways import railway as study

    check(1, seed, resolution, 1)
    day, number = parse(on, what="--on"), study.group_of(group)
    with folder(out, "railway vital", [scenario]) as made:
        run = _play(scenario, seed, day, day, resolution)
        sinks, asked = study.heads(run, study.day_in(run, day), number)
        names = ", ".join(run.theatre.railway.name[j] for j in sinks)
        title = study.vital.GROUPS[number].capitalize()
        tables.say(f"{figure(asked.sum())} trains a day were needed there on {day}")
        _least_cuts(run, day, sinks, f"the railheads of Army Group {title} ({names})", made)
        if count > 0:
            lines = study.vital_lines(run, day, number, count)
            _show(lines, f"Lines whose loss would have lowered arrivals most, one after the other, {day}")
            _keep(lines, made / "vital_lines.csv")
    _finish([], out)


@app.command()
def compare(
    scenarios: Annotated[list[str], typer.Argument(help="Scenarios that are set beside history.")],
    start: First = SUMMER[0],
    end: Last = SUMMER[1],
    runs: Annotated[int, typer.Option("--members", help="How many seeds.")] = 6,
    seed: Seed = 1,
    resolution: Resolution = 4,
    workers: Workers = 2,
    out: Folder = OUT,
) -> None:
    """Compare arrivals and losses in scenarios and history, seed by seed."""
    from hinterland.study.railways.rail_war import pairs

    check(runs, seed, resolution, workers)
    dates, seeds = days_given(start, end), range(seed, seed + runs)
    with folder(out, "railway compare", scenarios) as made:
        found = pairs(scenarios, seeds, *dates, resolution=resolution, workers=workers, on_progress=RunCount())
        _keep(found, made / "pairs.csv")
    for name, group in found.groupby("scenario", sort=False):
        title = f"{name} beside history, {len(seeds)} seeds, {dates[0]} to {dates[1]}; 90 per cent interval"
        _show(group.drop(columns="scenario"), title)
    typer.echo(f"Every figure: {out / 'pairs.csv'}")


def _ground(resolution: int) -> "Theatre":
    from hinterland.theatre.assemble import load

    return load(resolution)


def _known(junctions: Sequence[str], resolution: int) -> None:
    """Raise `Fault` for a junction that is not known, before anything is played; say what a name is read as."""
    from hinterland.study.railways.railway import junction

    railway = _ground(resolution).railway
    for name in junctions:
        found = railway.name[junction(railway, name)]
        if plain(found) != plain(name):
            typer.echo(read_as(name, found), err=True)


def _play(scenario: str, seed: int, first: date, last: date, resolution: int) -> "Run":
    import hinterland

    return hinterland.run(
        scenario, seed, start=first.isoformat(), end=last.isoformat(), resolution=resolution, lines=True
    )


def _finish(lines: Sequence[str], out: Path) -> None:
    """Print what was found in words, and where the tables are."""
    for line in lines:
        tables.say(line)
    typer.echo(f"\nTables and charts: {out}")


def _between(run: "Run", one: str, other: str, first: date, last: date, out: Path) -> list[str]:
    from hinterland.report import railway as pages
    from hinterland.study.railways.railway import between

    table = between(run, one, other, first, last)
    pictures = pages.course(table, one, other)
    open_days = table[table["way_km"] > 0]
    shut = int((open_days["way_capacity"] < 1.0).sum())
    words = [
        f"{one} to {other}: {len(open_days)} of {len(table)} days with a way over occupied lines. By all ways "
        f"{figure(open_days['capacity'].mean())} trains a day could run, {figure(open_days['whole'].mean())} were "
        f"nothing damaged ({_loss(open_days)} per cent less). "
        f"On the shortest way, {figure(open_days['way_km'].mean())} km, {figure(open_days['trains'].mean())} trains a "
        f"day ran; on {shut} days some line of it was closed from "
        "morning to morning."
    ]
    _keep(table, out / "between.csv")
    (out / "railway.html").write_text(pages.page(f"{one} to {other}", words, pictures), encoding="utf-8")
    months = table.assign(month=[f"{d:%Y-%m}" for d in table["date"]]).groupby("month", as_index=False)
    _show(months.mean(numeric_only=True), f"{one} to {other}, means by month")
    return words


def _loss(table: "pd.DataFrame") -> str:
    return figure(100.0 - 100.0 * table["capacity"].sum() / max(table["whole"].sum(), 1e-9))


def _least_cuts(run: "Run", day: date, sinks: "Sequence[int] | np.ndarray", before: str, out: Path) -> None:
    """Print and write the least cut before some junctions, were nothing damaged and as the lines were."""
    import numpy as np

    from hinterland.study.railways import railway as study

    for damaged, state in ((False, "were nothing damaged"), (True, "as the lines were")):
        found = study.cut_before(run, day, np.asarray(sinks), damaged=damaged)
        yards = f" and the yards of {', '.join(found.attrs['yards'])}" if found.attrs["yards"] else ""
        size = f"{len(found)} lines{yards}, {figure(found.attrs['trains'])} trains a day"
        _show(found, f"Least cut before {before} on {day}, {state}: {size}")
        _keep(found, out / f"cut_{'damaged' if damaged else 'whole'}.csv")


def _whole(run: "Run", first: date, last: date, region: str, out: Path) -> list[str]:
    from hinterland.report import railway as pages
    from hinterland.study.railways import rail_war

    months = rail_war.by_month(run, first, last)
    fell = rail_war.where_cuts_fell(run, first, last, region)
    _show(months, "Trains a day needed, arrived and possible; per cent of capacity lost; rails as three reported them")
    where = "behind Army Group Centre" if region == "AGC_area" else f"in {region}"
    _show(fell, f"Where the cuts {where} fell, shares")
    lengths = rail_war.by_length(run, first, last)
    _show(lengths, "Interruptions of lines, and shares of them by length")
    _keep(months, out / "months.csv")
    _keep(lengths, out / "interruptions.csv")
    _keep(fell, out / "where_cuts_fell.csv")
    words = pages.sentences(run, first, last)
    (out / "railway.html").write_text(
        pages.page("The railway war", words, pages.summer(run, first, last)), encoding="utf-8"
    )
    return words


def _keep(table: "pd.DataFrame", path: Path) -> None:
    table.to_csv(path, index=False, lineterminator="\n", float_format="%.6g")


def _show(found: "pd.DataFrame", title: str) -> None:
    """Print a table; its first column names the rows, and so do the other texts before the first figure."""
    figures = [found[name].dtype.kind in "fiu" for name in found.columns]
    leads = figures.index(True) if True in figures else 1
    columns = [
        tables.Column(str(name).replace("_", " "), figures[n], n < leads) for n, name in enumerate(found.columns)
    ]
    rows = [[figure(v) if isinstance(v, float) else str(v) for v in row] for row in found.itertuples(index=False)]
    tables.show(columns, rows, title)
