"""`hinterland report`: the page of an ensemble or of a fit, with pictures of what its folder holds."""

from pathlib import Path
from typing import Annotated

import typer

from hinterland.files.output import folder as new_folder

PAGE = "report.html"


def report(
    folder: Annotated[Path, typer.Argument(help="Folder of an ensemble or of a fit.")],
    out: Annotated[
        Path | None, typer.Option(help="Folder of the page; FOLDER-report beside the folder if left out.")
    ] = None,
) -> None:
    """Show an ensemble as fan charts with claims, or a fit as ridges, a matrix of speakers and a map of misfits."""
    from hinterland.report.inference import html_of

    place = out or folder.with_name(f"{folder.resolve().name}-report")
    text = html_of(folder)
    with new_folder(place, "report", [path for path in folder.iterdir() if path.is_file()]) as made:
        (made / PAGE).write_text(text, encoding="utf-8", newline="\n")
    typer.echo(f"Pictures of {folder}: {place / PAGE}")
