"""`hinterland film`: the map of a run week by week, as GIF or MP4."""

from pathlib import Path
from typing import Annotated

import typer

from hinterland.cli.days import days_given
from hinterland.core.calendar import date_of, day_of
from hinterland.core.fault import Fault
from hinterland.files.output import file

NARROWEST, WIDEST = 240, 1920
QUICKEST = 50
"""Frames a second at most: what a GIF can hold."""


def film(
    run: Annotated[Path, typer.Argument(help="Folder of a run that hinterland run has written.")],
    out: Annotated[Path, typer.Option(help="File to write; its name ends in .gif or .mp4.")],
    field: Annotated[
        str,
        typer.Option(help="What the cells show: strength, held, attacks, garrisons, or killed by oblast and month."),
    ] = "strength",
    start: Annotated[str | None, typer.Option("--from", help="First day shown: 1943-08-03, 1943-08 or 1943.")] = None,
    end: Annotated[str | None, typer.Option("--to", help="Last day shown: 1943-09-15, 1943-09 or 1943.")] = None,
    rate: Annotated[int, typer.Option("--frames", help="Frames a second, each a week.")] = 8,
    width: Annotated[int, typer.Option(help="Width in pixels; the height follows from the map.")] = 720,
) -> None:
    """Write the map of a run week by week as a film."""
    from hinterland.cli.page import chosen, played
    from hinterland.page import film as films
    from hinterland.page.film_files import kind_of

    kind, shown = kind_of(out), films.field_named(field)
    if not 1 <= rate <= QUICKEST:
        raise Fault(None, 0, f"--frames {rate} is not meant", f"give 1 to {QUICKEST} frames a second")
    if not NARROWEST <= width <= WIDEST:
        raise Fault(None, 0, f"--width {width} is not meant", f"give {NARROWEST} to {WIDEST} pixels")
    first, last = days_given(start, end)
    saved, scenario, seed = chosen(run)
    days = (day_of(first), day_of(last))
    films.check_days(days, (scenario.start, scenario.end))
    about = {
        "@context": "https://schema.org",
        "@type": "MediaObject",
        "name": f"{shown.name} by {'month' if shown is films.DEAD else 'week'}",
        "description": f"Simulated: the scenario {scenario.name} with the seed {seed}. {shown.doc}",
    }
    with file(out, "film", about, [run]) as path:
        made = films.Film(played(saved, scenario, seed), shown, days, width)
        kind.write(path, made, rate, about["description"])
    frames = made.frames
    typer.echo(
        f"{out}: {len(frames)} frames of {made.size[0]} x {made.size[1]} pixels, "
        f"{date_of(frames[0].first)} to {date_of(frames[-1].first)}"
    )
