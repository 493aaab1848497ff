"""`hinterland publish-page` and `hinterland serve`: a run as a page, for a web host or for this machine."""

import sys
import threading
import webbrowser
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hinterland.cli.progress import Progress
from hinterland.core.fault import Fault
from hinterland.files.output import folder

if TYPE_CHECKING:
    from hinterland.engine.result import Run
    from hinterland.engine.scenario import Scenario
    from hinterland.page.beside import Beside
    from hinterland.page.ensemble import Ensemble
    from hinterland.page.server import PageServer
    from hinterland.study.saved_runs.saved import SavedRun

HIGHEST_PORT = 65_535
IDLE, LONGEST_IDLE = 90, 3600
"""Seconds without a touch before a kiosk begins again: of its own accord, and at most."""
RunOption = Annotated[
    Path | None, typer.Option("--run", help="Folder of a run; history with the seed 1 is played if left out.")
]
EnsembleOption = Annotated[
    Path | None,
    typer.Option(
        help="Folder of an ensemble of the same war, for bands in charts; of history that of the package if left out."
    ),
]
BesideOption = Annotated[
    list[Path] | None,
    typer.Option("--beside", help="Folder of another run of the same days, to compare on the map; can be repeated."),
]


def publish_page(
    out: Annotated[Path, typer.Argument(help="Folder to write.")],
    run: RunOption = None,
    ensemble: EnsembleOption = None,
    beside: BesideOption = None,
    kiosk: Annotated[
        bool, typer.Option("--kiosk", help="For a room with visitors: the tour alone, in large type, without links.")
    ] = False,
    idle: Annotated[
        int | None, typer.Option(help="Of a kiosk: seconds without a touch before it begins again; 90 if left out.")
    ] = None,
) -> None:
    """Write a page of a run: a folder for any web host, and in it one file that opens from disk."""
    from hinterland.page import site
    from hinterland.page.twins import FOLDER

    if idle is not None and not (kiosk and 1 <= idle <= LONGEST_IDLE):
        raise Fault(None, 0, f"--idle {idle} is not meant", f"give 1 to {LONGEST_IDLE} seconds, with --kiosk")
    site.check_built()
    inputs = [place for place in (run, ensemble, *(beside or ())) if place is not None]
    with folder(out, "publish-page", inputs) as made:
        seconds = (idle or IDLE) if kiosk else None
        played, courses, others = _shown(run, ensemble, beside or ())
        written = site.write(made, played, courses, said=_say, idle=seconds, beside=others)
    twins = [one for one in written if one.name.startswith(FOLDER)]
    for one in written:
        if one not in twins:
            typer.echo(f"{one.name:<24}{one.size:>12,} bytes{'  for the first map' if one.first else ''}")
    if twins:
        typer.echo(f"{FOLDER:<24}{sum(one.size for one in twins):>12,} bytes in {len(twins)} JSON files")
    typer.echo(f"\nOpen {out / site.SINGLE}, or serve the folder: hinterland serve {out}")


def serve(
    page: Annotated[
        Path | None, typer.Argument(help="A page that publish-page has written; else one is made of the run.")
    ] = None,
    run: RunOption = None,
    ensemble: EnsembleOption = None,
    beside: BesideOption = None,
    port: Annotated[int, typer.Option(help="Port on this machine; 0 for any that is free.")] = 8017,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    keep: Annotated[
        Path, typer.Option(help="Folder for what is played for claims of your own and for what-ifs; made when needed.")
    ] = Path("out"),
) -> None:
    """Show a page in the browser, for this machine alone, until Ctrl-C."""
    from hinterland.page import server, site
    from hinterland.page.own_claims import OwnClaims, own_claims_of
    from hinterland.page.requests import Queue
    from hinterland.page.what_if_ensembles import WhatIfEnsembles

    if not 0 <= port <= HIGHEST_PORT:
        raise Fault(None, 0, f"--port {port} is no port", f"give a whole number from 0 to {HIGHEST_PORT}")
    if page is not None and (run or ensemble or beside):
        raise Fault(None, 0, "both a page and what to make one of are given", "leave one of them out")
    queue = Queue()
    if page is None:
        site.check_built()
        played, courses, others = _shown(run, ensemble, beside or ())
        files = site.pages_of(site.data_of(played, courses, said=_say, beside=others))
        own: OwnClaims | None = OwnClaims(played.scenario, played.seed, keep / "own-claims", queue=queue)
    else:
        files = server.files_in(page)
        own = own_claims_of(server.about_of(files), keep / "own-claims", queue)
    regions = server.regions_in(files)
    ensembles = WhatIfEnsembles(own.scenario, regions, keep / "what-ifs", queue) if own else None
    with server.PageServer(files, port, own, ensembles) as serving:
        typer.echo(f"The page is at {serving.address} until Ctrl-C.")
        threading.Thread(target=_make_ahead, args=(serving, files), daemon=True).start()
        if browser:
            webbrowser.open(serving.address)
        try:
            serving.serve_forever()
        except KeyboardInterrupt:
            typer.echo("The page is closed.")


def _shown(
    place: Path | None, ensemble: Path | None, beside: Sequence[Path]
) -> tuple["Run", "Ensemble | None", list["Beside"]]:
    """Return the run of a page, played now, an ensemble, and other runs; raise `Fault` for what none can be.

    Everything is read before anything is played.
    """
    from hinterland.page import beside as besides
    from hinterland.page import ensemble as ensembles
    from hinterland.page.site import check_ensemble
    from hinterland.study.ensembles import shipped

    if len(beside) > besides.MOST:
        raise Fault(None, 0, f"--beside is given {len(beside)} times", f"give it {besides.MOST} times at most")
    saved, scenario, seed = chosen(place)
    others = [chosen(one) for one in beside]
    for _, other, _ in others:
        besides.check_alike(scenario, other)
    if ensemble is None and shipped.are_of(scenario, scenario.resolution):
        ensemble = shipped.RUNS
    courses = None if ensemble is None else ensembles.read(ensemble)
    if courses is not None:
        check_ensemble(courses.courses, scenario)
    run = played(saved, scenario, seed)
    return run, courses, [besides.beside(run, played(*other)) for other in others]


def chosen(place: Path | None) -> tuple["SavedRun | None", "Scenario", int]:
    """Return a saved run with its scenario and seed; without a place there is none, and history has the seed 1."""
    from hinterland.study.saved_runs.saved import open as open_saved
    from hinterland.study.scenarios.scenario_files import load

    if place is None:
        return None, load("history"), 1
    saved = open_saved(place)
    return saved, saved.scenario, saved.seed


def played(saved: "SavedRun | None", scenario: "Scenario", seed: int) -> "Run":
    """Play a war by cell and line; raise `Fault` where it is another than the one that was saved."""
    from hinterland.engine.compile_ahead import second_compiler
    from hinterland.page import replay

    with Progress(scenario.end, sys.stderr, False) as progress:
        progress.say("reading the theatre")
        with second_compiler(scenario.resolution):
            run = replay.play_for_page(scenario, seed, progress, progress.prepare)
    if saved is not None:
        replay.check_same(run, saved)
    return run


def _make_ahead(serving: "PageServer", names: Iterable[str]) -> None:
    """Make what the page may ask for, while it is looked at."""
    for name in sorted(names, key=lambda name: "scenario-" in name):
        if name.endswith(".war"):
            serving.content(name)


def _say(text: str) -> None:
    typer.echo(text, err=True)
