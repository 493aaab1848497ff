"""`hinterland export`: a saved run for spreadsheets and for GIS programs."""

from pathlib import Path
from typing import Annotated

import typer


def export(
    run: Annotated[Path, typer.Argument(help="The folder of a run.")],
    out: Annotated[Path, typer.Argument(help="Folder to write.")],
    forms: Annotated[
        list[str] | None,
        typer.Option("--form", help="Form: csv for spreadsheets, xlsx for a workbook, gpkg for GIS; may be repeated."),
    ] = None,
) -> None:
    """Write a saved run for other programs: CSV for spreadsheets, a workbook, a GeoPackage for GIS."""
    from hinterland.neighbours.export import export as write
    from hinterland.study.saved_runs.saved import SavedRun

    for path in write(SavedRun(run), out, forms or ["csv"]):
        typer.echo(path)
