"""`hinterland scenarios`: the scenarios that can be played, and how each differs from history."""

import typer

from hinterland.cli import tables


def scenarios() -> None:
    """List the scenarios."""
    from hinterland.study.scenarios.titles import titles

    for line in tables.table((tables.Column("", lead=True), tables.Column("")), list(titles().items()), tables.width()):
        typer.echo(line)
