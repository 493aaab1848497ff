"""`hinterland railway`: what could run between junctions, what an army could least spare, whether it mattered."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hinterland.cli import tables
from hinterland.cli.confront import Resolution, ScenarioName, Seed, Workers, check, figure
from hinterland.cli.progress import RunCount
from hinterland.core.calendar import parse
from hinterland.core.fault import Fault
from hinterland.core.names import read_as
from hinterland.core.spelling import plain
from hinterland.files.output import folder

if TYPE_CHECKING:
    import pandas as pd

    from hinterland.engine.result import Run


def railway(
    scenarios: Annotated[list[str] | None, typer.Argument(help="With --compare: scenarios set beside history.")] = None,
    one: Annotated[str | None, typer.Option("--from-junction", help="A junction, such as brest.")] = None,
    other: Annotated[str | None, typer.Option("--to-junction", help="Another junction.")] = None,
    start: Annotated[str, typer.Option("--from", help="First day, YYYY-MM-DD.")] = "1943-06-01",
    end: Annotated[str, typer.Option("--to", help="Last day, YYYY-MM-DD.")] = "1943-11-30",
    cut: Annotated[str | None, typer.Option(help="A railhead: the least cut before it.")] = None,
    group: Annotated[
        str | None, typer.Option("--army-group", help="north, centre or south: before its railheads.")
    ] = None,
    on: Annotated[str, typer.Option(help="The day of the cut, YYYY-MM-DD.")] = "1943-08-03",
    region: Annotated[
        str, typer.Option(help="Where cuts fell: a region, or ground such as railway:Minsk-Orsha,30km.")
    ] = ("AGC_area"),
    count: Annotated[int, typer.Option("--lines", help="How many of the most vital lines.")] = 8,
    compare: Annotated[bool, typer.Option("--compare", help="Play scenarios and history on the same seeds.")] = False,
    runs: Annotated[int, typer.Option("--members", help="With --compare: how many seeds.")] = 6,
    scenario: ScenarioName = "history",
    seed: Seed = 1,
    resolution: Resolution = 4,
    workers: Workers = 2,
    out: Annotated[Path, typer.Option(help="Folder to write.")] = Path("out/railway"),
) -> None:
    """Study the railways of a run: between two junctions, before railheads, or over pairs of scenarios.

    Without junctions, cut or army group: where the cuts fell, capacity and arrivals month by month.
    """
    check(runs, seed, 0.0, resolution, workers)
    first, last, on_day = parse(start, what="--from"), parse(end, what="--to", end=True), parse(on, what="--on")
    if last < first:
        raise Fault(None, 0, f"--to {last} comes before --from {first}", "exchange them")
    if scenarios and not compare:
        raise Fault(None, 0, f"{scenarios[0]} is not an option", "put --compare before scenarios")
    if bool(one) != bool(other):
        raise Fault(None, 0, "a way has two ends", "give --from-junction and --to-junction")
    if compare:
        _compare(scenarios or [], range(seed, seed + runs), (first, last), resolution, workers, out)
        return
    day = on_day if cut or group else None
    _known(one, other, cut, group, region, resolution)
    words: list[str] = []
    with folder(out, "railway", [scenario]) as made:
        run = _play(scenario, seed, first, last, day, resolution)
        if one and other:
            words += _between(run, one, other, first, last, made)
        if day is not None:
            _cut(run, day, cut, group, count, made)
        elif not words:
            words = _whole(run, first, last, region, made)
    for line in words:
        tables.say(line)
    typer.echo(f"\nTables and charts: {out}")


def _known(
    one: str | None, other: str | None, cut: str | None, group: str | None, region: str, resolution: int
) -> None:
    """Raise `Fault` for a name that is not known, before anything is played."""
    from hinterland.study.railway import group_of, junction
    from hinterland.theatre.assemble import load

    ground = load(resolution)
    ground.something_inside(region)
    if note := ground.regions.note(region):
        typer.echo(f"{region}: {note}", err=True)
    railway = ground.railway
    for name in (one, other, cut):
        if name is not None:
            found = railway.name[junction(railway, name)]
            if plain(found) != plain(name):
                typer.echo(read_as(name, found), err=True)
    if group is not None:
        group_of(group)
    if cut and group:
        raise Fault(None, 0, "--cut and --army-group ask for two cuts", "give one of them")


def _play(scenario: str, seed: int, first: date, last: date, day: date | None, resolution: int) -> "Run":
    import hinterland

    days = [first, last, *([day] if day else [])]
    return hinterland.run(
        scenario, seed, start=min(days).isoformat(), end=max(days).isoformat(), resolution=resolution, lines=True
    )


def _between(run: "Run", one: str, other: str, first: date, last: date, out: Path) -> list[str]:
    from hinterland.report import railway as pages
    from hinterland.study.railway import between

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


def _cut(run: "Run", day: date, cut: str | None, group: str | None, count: int, out: Path) -> None:
    import numpy as np

    from hinterland.study import railway as study

    if cut:
        sinks, what = np.array([study.junction(run.theatre.railway, cut)]), cut
    else:
        sinks, asked = study.heads(run, study.day_in(run, day), study.group_of(group or "centre"))
        names = ", ".join(run.theatre.railway.name[j] for j in sinks)
        title = study.vital.GROUPS[study.group_of(group or "centre")].capitalize()
        what = f"the railheads of Army Group {title} ({names})"
        tables.say(f"{figure(asked.sum())} trains a day were needed there on {day}")
    for damaged, state in ((False, "were nothing damaged"), (True, "as the lines were")):
        found = study.cut_before(run, day, sinks, damaged=damaged)
        yards = f" and the yards of {', '.join(found.attrs['yards'])}" if found.attrs["yards"] else ""
        size = f"{len(found)} lines{yards}, {figure(found.attrs['trains'])} trains a day"
        _show(found, f"Least cut before {what} on {day}, {state}: {size}")
        _keep(found, out / f"cut_{'damaged' if damaged else 'whole'}.csv")
    if group and count > 0:
        lines = study.vital_lines(run, day, study.group_of(group), count)
        _show(lines, f"Lines whose loss would have lowered arrivals most, one after the other, {day}")
        _keep(lines, out / "vital_lines.csv")


def _whole(run: "Run", first: date, last: date, region: str, out: Path) -> list[str]:
    from hinterland.report import railway as pages
    from hinterland.study import rail_war

    months = rail_war.by_month(run, first, last)
    fell = rail_war.where_cuts_fell(run, first, last, region)
    _show(months, "Trains a day needed, arrived and possible; per cent of capacity lost; rails as three told them")
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


def _compare(
    names: list[str], seeds: range, dates: tuple[date, date], resolution: int, workers: int, out: Path
) -> None:
    from hinterland.study.rail_war import pairs

    if not names:
        raise Fault(
            None, 0, "--compare names no scenario", "write hinterland railway --compare no_airlift half_airlift"
        )
    with folder(out, "railway --compare", names) as made:
        found = pairs(names, seeds, *dates, resolution=resolution, workers=workers, on_progress=RunCount())
        _keep(found, made / "pairs.csv")
    for name, group in found.groupby("scenario", sort=False):
        title = f"{name} beside history, {len(seeds)} seeds, {dates[0]} to {dates[1]}; 90 per cent interval"
        _show(group.drop(columns="scenario"), title)
    typer.echo(f"Every figure: {out / 'pairs.csv'}")


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
