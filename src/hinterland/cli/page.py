"""`hinterland publish-page` and `hinterland serve`: a run as a page, for a web host or for this machine."""

import sys
import threading
import webbrowser
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hinterland.cli.progress import Progress
from hinterland.core.fault import Fault
from hinterland.files.output import folder

if TYPE_CHECKING:
    from hinterland.engine.result import Run
    from hinterland.engine.scenario import Scenario
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


def publish_page(
    out: Annotated[Path, typer.Argument(help="Folder to write.")],
    run: RunOption = None,
    ensemble: EnsembleOption = None,
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
    inputs = [place for place in (run, ensemble) if place is not None]
    with folder(out, "publish-page", inputs) as made:
        seconds = (idle or IDLE) if kiosk else None
        written = site.write(made, *_shown(run, ensemble), said=_say, idle=seconds)
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
    port: Annotated[int, typer.Option(help="Port on this machine; 0 for any that is free.")] = 8017,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    keep: Annotated[
        Path, typer.Option(help="Folder for runs beside which claims of your own are set; made when you hand some in.")
    ] = Path("out/own-claims"),
) -> None:
    """Show a page in the browser, for this machine alone, until Ctrl-C."""
    from hinterland.page import server, site
    from hinterland.page.own_claims import OwnClaims, own_claims_of

    if not 0 <= port <= HIGHEST_PORT:
        raise Fault(None, 0, f"--port {port} is no port", f"give a whole number from 0 to {HIGHEST_PORT}")
    if page is not None and (run or ensemble):
        raise Fault(None, 0, "both a page and what to make one of are given", "leave one of them out")
    if page is None:
        site.check_built()
        played, beside = _shown(run, ensemble)
        files = site.pages_of(site.data_of(played, beside, said=_say))
        own: OwnClaims | None = OwnClaims(played.scenario, played.seed, keep)
    else:
        files = server.files_in(page)
        own = own_claims_of(server.about_of(files), keep)
    with server.PageServer(files, port, own) as serving:
        typer.echo(f"The page is at {serving.address} until Ctrl-C.")
        threading.Thread(target=_make_ahead, args=(serving, files), daemon=True).start()
        if browser:
            webbrowser.open(serving.address)
        try:
            serving.serve_forever()
        except KeyboardInterrupt:
            typer.echo("The page is closed.")


def _shown(place: Path | None, ensemble: Path | None) -> tuple["Run", "Ensemble | None"]:
    """Return the run of a page, played now, and an ensemble; raise `Fault` before anything is played."""
    from hinterland.page import ensemble as ensembles
    from hinterland.page.site import check_ensemble
    from hinterland.study.ensembles import shipped

    saved, scenario, seed = chosen(place)
    if ensemble is None and shipped.are_of(scenario, scenario.resolution):
        ensemble = shipped.RUNS
    beside = None if ensemble is None else ensembles.read(ensemble)
    if beside is not None:
        check_ensemble(beside.courses, scenario)
    return played(saved, scenario, seed), beside


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
