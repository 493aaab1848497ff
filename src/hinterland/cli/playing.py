"""`hinterland run`: play a war, say what it shows, write it down."""

import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hinterland.cli.confront import check
from hinterland.cli.days import days_given
from hinterland.cli.progress import Progress, RunCount, tell_of_compiling
from hinterland.core.calendar import DAYS, date_of, day_of
from hinterland.core.fault import Fault
from hinterland.files import output

if TYPE_CHECKING:
    from hinterland.study.ensembles.courses import Courses

FINEST, COARSEST = 5, 3


def run(
    scenario: Annotated[str, typer.Option(help="A scenario by name, or a TOML file.")] = "history",
    seed: Annotated[int, typer.Option(help="Seed of the random numbers; the same seed gives the same war.")] = 1,
    start: Annotated[str | None, typer.Option("--from", help="First day kept: 1943-08-03, 1943-08 or 1943.")] = None,
    end: Annotated[str | None, typer.Option("--to", help="Last day played: 1943-09-15, 1943-09 or 1943.")] = None,
    resolution: Annotated[int, typer.Option(help="H3 resolution of the cells: 3, 4 or 5.")] = 4,
    given: Annotated[
        list[str] | None, typer.Option("--set", help="A parameter, as name=value; may be repeated.")
    ] = None,
    regions: Annotated[
        list[str] | None,
        typer.Option(
            "--region", help="Ground to show in the tables too: around:Minsk,50km, a polygon; may be repeated."
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Folder to write; out/SCENARIO-SEED if left out.")] = None,
    runs: Annotated[
        int,
        typer.Option(help="Runs of the same war on draws of the posterior, for bands in the report; kept beside it."),
    ] = 0,
    workers: Annotated[int, typer.Option(help="Processes that play those runs at once.")] = 2,
    quiet: Annotated[bool, typer.Option("--quiet", help="Show no progress and no table.")] = False,
) -> None:
    """Play the war and write a report, the run and its tables."""
    parameters = parameters_of(given or [])
    first, last = days_given(start, end)
    if not COARSEST <= resolution <= FINEST:
        raise Fault(None, 0, f"there is no theatre at resolution {resolution}", "give 3, 4 or 5")
    if not 0 <= seed < 2**63:
        raise Fault(None, 0, f"--seed {seed} is no seed", "give a whole number from 0 up")
    if runs:
        check(runs, seed, resolution, workers, "--runs")
    _vouch(scenario, parameters, regions or [], resolution)
    days = (day_of(first), day_of(last))
    place = out or Path("out") / title(scenario, seed, resolution, parameters, days)
    courses = None
    if runs:
        kept = place.with_name(f"{place.name}-runs")
        courses = _many(scenario, seed, days, resolution, parameters, runs, workers, kept)
    with output.folder(place, "run", [scenario]) as folder:
        text = _play(scenario, seed, days, resolution, parameters, regions or [], folder, quiet, courses)
    if not quiet:
        typer.echo(text)
        typer.echo(f"all of them in {place / 'claims.csv'}\n\nLook at {place / 'report.html'}")


def _play(
    scenario: str,
    seed: int,
    days: tuple[int, int],
    resolution: int,
    parameters: dict[str, float],
    regions: list[str],
    folder: Path,
    quiet: bool,
    courses: "Courses | None",
) -> str:
    """Play, write everything into the folder, and return the table to print."""
    import hinterland
    from hinterland.engine.compile_ahead import second_compiler

    with Progress(days[1], sys.stderr, quiet) as progress:
        progress.say("reading the theatre")
        with second_compiler(resolution):
            played = hinterland.run(
                scenario,
                seed=seed,
                start=date_of(days[0]).isoformat(),
                end=date_of(days[1]).isoformat(),
                resolution=resolution,
                parameters=parameters,
                lines=True,
                regions=regions,
                on_day=progress,
                on_kernel=progress.prepare,
            )
        progress.say("writing the report")
        from hinterland.cli import beside
        from hinterland.report import html
        from hinterland.study.confrontation import compare
        from hinterland.study.saved_runs import run_crate, store

        store.fill(played, folder)
        table = compare.compare(played)
        table.to_csv(folder / "claims.csv", index=False, lineterminator="\n")
        html.write(played, folder, table, courses)
        run_crate.describe(played, folder)
    return beside.text(table)


def _many(
    scenario: str,
    seed: int,
    days: tuple[int, int],
    resolution: int,
    parameters: dict[str, float],
    runs: int,
    workers: int,
    kept: Path,
) -> "Courses":
    """Play the same war on draws of the posterior into a folder, or go on there, and return what it holds by month."""
    from hinterland.study.ensembles.claims_ensemble import play_for_claims
    from hinterland.study.ensembles.courses import read_courses
    from hinterland.study.ensembles.draws import POSTERIOR
    from hinterland.study.scenarios.play import scenario_of

    tell_of_compiling()
    chosen = scenario_of(scenario, date_of(days[0]), date_of(days[1]), resolution, parameters)
    play_for_claims(
        chosen,
        runs,
        POSTERIOR,
        seed=seed,
        resolution=resolution,
        workers=workers,
        out=kept,
        by_month=True,
        on_progress=RunCount(),
    )
    return read_courses(kept)


def _vouch(scenario: str, parameters: dict[str, float], regions: list[str], resolution: int) -> None:
    """Raise `Fault` for a scenario, a parameter or a region that cannot be meant, before anything is written.

    Say which names of regions are read as others, and how drawn ground differs from its cells.
    """
    from hinterland.engine.parameters import choose_parameters
    from hinterland.study.scenarios.play import regions_of
    from hinterland.study.scenarios.scenario_files import load
    from hinterland.theatre.assemble import load as theatre

    choose_parameters({**load(scenario).parameters, **parameters})
    for region in regions_of(regions, resolution):
        if note := theatre(resolution).regions.note(region):
            typer.echo(f"{region}: {note}", err=True)


def parameters_of(given: list[str]) -> dict[str, float]:
    """Read `name=value` for several parameters, each named as it is declared; raise `Fault` for one given twice."""
    from hinterland.engine.parameters import named_parameters

    made: dict[str, float] = {}
    for asked, value in map(change_of, given):
        (name,) = named_parameters({asked: value})
        if name in made:
            raise Fault(None, 0, f"--set gives {name} twice", "give it once")
        made[name] = value
    return made


def change_of(text: str) -> tuple[str, float]:
    """Read `name=value`, or raise `Fault`."""
    name, equals, value = text.partition("=")
    if not (name.strip() and equals):
        raise Fault(None, 0, f"--set {text!r} is not name=value", "write for example --set rail.guards_half=9")
    try:
        return name.strip(), float(value)
    except ValueError:
        raise Fault(None, 0, f"--set {name.strip()}: {value!r} is not a number", "give a number") from None


def title(scenario: str, seed: int, resolution: int, parameters: dict[str, float], days: tuple[int, int]) -> str:
    """Return the name of a run's folder; what departs from the usual adds a short mark to it."""
    name = f"{Path(scenario).stem}-{seed}"
    if parameters or resolution != 4 or days != (0, DAYS - 1):
        text = repr((resolution, sorted(parameters.items()), days))
        name += f"-{zlib.crc32(text.encode()):08x}"
    return name
