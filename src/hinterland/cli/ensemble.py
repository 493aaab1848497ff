"""`hinterland ensemble`: many runs on this machine or on a cluster, kept in a folder as they are done."""

from pathlib import Path
from typing import Annotated

import typer

from hinterland.cli.confront import Resolution, Seed, Workers, check
from hinterland.cli.progress import RunCount, tell_of_compiling
from hinterland.core.fault import Fault

Draws = Annotated[
    str,
    typer.Option(help="How parameters are drawn: hand (a quarter of their ranges), prior (all) or posterior (fitted)."),
]


def ensemble(
    scenario: Annotated[str, typer.Argument(help="A scenario by name, or a TOML file.")] = "history",
    runs: Annotated[int, typer.Option(help="How many runs.")] = 100,
    draws: Draws = "hand",
    seed: Seed = 1,
    resolution: Resolution = 4,
    workers: Workers = 2,
    scheduler: Annotated[
        str | None, typer.Option(help="The address of a Dask scheduler whose workers play, such as tcp://host:8786.")
    ] = None,
    table: Annotated[
        Path | None,
        typer.Option(help="Table of draws that a fit wrote, for --draws posterior; that of the package if left out."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder of the runs; out/ensemble-SCENARIO-DRAWS if left out.")
    ] = None,
) -> None:
    """Play many runs and keep what claims are set beside, also by month; go on where an earlier call ended."""
    from hinterland.study.ensembles.claims_ensemble import play_for_claims
    from hinterland.study.ensembles.draws import POSTERIOR, kind_of

    if table is not None and kind_of(draws) != POSTERIOR:
        raise Fault(None, 0, f"--table is given with --draws {draws}", f"write --draws {POSTERIOR}")
    check(runs, seed, resolution, workers, "--runs", draws=draws)
    tell_of_compiling()
    place = out or Path("out") / f"ensemble-{Path(scenario).stem}-{draws}"
    found = play_for_claims(
        scenario,
        runs,
        draws,
        seed=seed,
        resolution=resolution,
        workers=workers,
        scheduler=scheduler,
        out=place,
        table=table,
        by_month=True,
        on_progress=RunCount(),
    )
    typer.echo(f"{len(found.values)} runs, {len(found.indicators)} figures of each: {place}")
    typer.echo(f"How near they come to the claims: hinterland score {place}; as pictures: hinterland report {place}")
