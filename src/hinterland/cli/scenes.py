"""`hinterland scenarios`: the differences from history that can be played."""

import typer


def scenarios() -> None:
    """List the scenarios."""
    from hinterland.study import scenario

    known = [(name, scenario.load(name)) for name in scenario.names()]
    wide = max((len(name) for name, _ in known), default=0)
    for name, setting in known:
        typer.echo(f"{name:<{wide}}  {setting.title}")
