"""`hinterland fit`: from runs and claims to a posterior of the parameters and the biases of speakers."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hinterland.cli import score, tables
from hinterland.cli.ensemble import Workers
from hinterland.cli.progress import RunCount, tell_of_compiling
from hinterland.cli.tables import Column

if TYPE_CHECKING:
    from hinterland.study.fits.fit_results import Fit

COLUMNS = (Column("", lead=True), Column("figure", figure=True))
CHECKS = (
    ("smoother.median_of_claims", "smoother beside the posterior, what is expected of claims: apart by, sd"),
    ("smoother.spread_of_claims", "its standard deviations over those of the posterior"),
    ("made_up_ledgers.covered", "made-up ledgers: true parameters in the 90 % band"),
    ("made_up_ledgers.predicted", "made-up ledgers: hidden figures in the 90 % band"),
    ("made_up_ledgers.found", "made-up ledgers: biases found within a factor of 1.25"),
)


def fit(
    file: Annotated[Path, typer.Argument(help="The file of the fit, such as scenarios/fits/history.toml.")],
    bank: Annotated[
        Path | None,
        typer.Option(help="The folder of an earlier fit of the same war, such as fitted/bank: take its runs."),
    ] = None,
    workers: Workers = 2,
    scheduler: Annotated[
        str | None, typer.Option(help="The address of a Dask scheduler whose workers play, such as tcp://host:8786.")
    ] = None,
) -> None:
    """Fit the parameters to the claims that are not held out; go on where an earlier call ended."""
    from hinterland.study.fits.fit import fit as of

    if bank is None:
        tell_of_compiling()
    found = of(
        file,
        bank=bank,
        workers=workers,
        scheduler=scheduler,
        on_progress=RunCount(),
        on_stage=lambda text: typer.echo(text, err=True),
    )
    show(found)


def show(found: "Fit") -> None:
    """Print what the fit rests on, what it cannot reach, and how its checks fared."""
    shown = int(found.claims.claimed.shown.sum())
    rows = [
        ("claims fitted", str(shown)),
        ("claims that no parameters reach", str(len(found.misfits()))),
        ("share of a figure's variance that emulators predict, median", f"{float(_median(found)):.2f}"),
        *((meaning, f"{found.checks[name]:.2f}") for name, meaning in CHECKS if name in found.checks),
    ]
    tables.show(COLUMNS, rows, f"{len(found.names)} parameters, {found.file.posterior_draws} draws")
    if found.scores is not None:
        held = found.scores[found.scores["by"] == "all"]
        tables.show(score.COLUMNS, score.lines(held, "method"), "Claims held out")
    out = found.file.out
    typer.echo(f"All figures: {out / 'checks.csv'}; what no parameters reach: {out / 'misfits.csv'}")
    typer.echo(f"To play the draws: hinterland ensemble --draws posterior --table {out / 'posterior.csv'}")


def _median(found: "Fit") -> float:
    import numpy as np

    return float(np.median(found.explained))
