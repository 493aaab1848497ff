"""`hinterland scenarios`: the scenarios that can be played, and how each differs from history."""

import typer

from hinterland.cli import tables


def scenarios() -> None:
    """List the scenarios."""
    from hinterland.study.scenarios import scenario_files

    known = [(name, scenario_files.load(name).title) for name in scenario_files.names()]
    for line in tables.table((tables.Column("", lead=True), tables.Column("")), known, tables.width()):
        typer.echo(line)
