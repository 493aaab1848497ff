"""`hinterland export-web`: write a war that plays itself in any browser."""

from pathlib import Path
from typing import Annotated

import typer

from hinterland.cli.confront import Resolution
from hinterland.core.fault import Fault
from hinterland.files.output import folder

MOST_SEEDS = 64


def export_web(
    out: Annotated[Path, typer.Argument(help="Folder to write.")],
    scenarios: Annotated[
        list[str] | None,
        typer.Option("--scenario", help="A scenario by name, or a TOML file; may be repeated, the first is the image."),
    ] = None,
    resolution: Resolution = 4,
    seeds: Annotated[int, typer.Option(help="Seeds from 1 on that are played here too, to compare hashes.")] = 3,
) -> None:
    """Write a folder with the war as WebAssembly, a JavaScript library, and a page that plays it."""
    from hinterland.study.scenarios.scenario_files import load
    from hinterland.web.site import write

    if not 0 <= seeds <= MOST_SEEDS:
        raise Fault(None, 0, f"--seeds {seeds} is out of range", f"give a whole number from 0 to {MOST_SEEDS}")
    named = scenarios or ["history"]
    chosen = [load(name)._replace(resolution=resolution) for name in named]
    with folder(out, "export-web", named) as made:
        written = write(made, chosen, range(1, seeds + 1), said=lambda text: typer.echo(text, err=True))
    for one in written:
        typer.echo(f"{one.name:<28}{one.size:>12,} bytes  {one.sent:>10,} sent")
    typer.echo(f"\nOpen {out / 'index.html'}")
