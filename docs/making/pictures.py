"""The pictures of the book, drawn when it is built: of the front page here, of the essays in `essay_pictures.py`."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from docs.making import essay_pictures, measured
from docs.making.drawing import BAND, axes_of

from hinterland.core.calendar import date_of
from hinterland.pictures import COLOURS, GREY, INK, SHAPES
from hinterland.report import outlines
from hinterland.report.drawing import day
from hinterland.report.maps import STRENGTH, VIEW, WARM, towns_named
from hinterland.study.catalogue import listing
from hinterland.study.scenarios import play
from hinterland.theatre.front import front_line

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from hinterland.engine.result import Run

LAST_DAY, RESOLUTION, SEED = "1941-12-31", 3, 1
"""The war of the map: short and coarse, so that the book is built in seconds."""
LONGEST = 24
"""Letters of the name of a region, at most."""
FIGURE = re.compile(r"[\d,]+")


def claimed() -> "Figure":
    """Draw every claim on rails cut that begins in August 1943, by who said it; nothing in it is made by the model."""
    figure, axes = axes_of(6.4, 3.4)
    claims = listing.claims("rails.cut", start="1943-08-01", end="1943-08-31", numeric=True)
    claims = claims[claims["date_from"].astype(str).str.startswith("1943-08")]
    claims = claims.sort_values(["said_by", "date_from", "id"]).reset_index(drop=True)
    for n, row in claims.iterrows():
        best = next(row[key] for key in ("best", "low", "high") if row[key] == row[key])
        ends = [row[key] if row[key] == row[key] else best for key in ("low", "high")]
        axes.plot(ends, [n, n], color=COLOURS.get(row["said_by"], GREY), linewidth=2)
        axes.plot(best, n, SHAPES.get(row["said_by"], "v"), color=COLOURS.get(row["said_by"], GREY))
    names = [f"{row.said_by}, {shorten(row.region, LONGEST)} ({row.id})" for row in claims.itertuples()]
    axes.set(xscale="log", xlabel="rails said to have been cut")
    figure.suptitle("The record: claims that begin in August 1943")
    axes.set_yticks(range(len(names)), names)
    return figure


def central_run() -> "Figure":
    """Draw the strengths of docs/central_run.md: the model, its own side's report, and what was claimed."""
    figure, axes = axes_of(6.4, 3.4)
    lines = (line for line in measured.central_run("") if line.startswith("| Strength"))
    rows = [line.strip("| ").split(" | ") for line in lines][::-1]
    for n, (_, true, said, claims, *_rest) in enumerate(rows):
        ends = _figures(claims)
        axes.plot([ends[0], ends[-1]], [n, n], color=BAND, linewidth=7, solid_capstyle="butt")
        axes.plot(ends, [n] * len(ends), "|", color=COLOURS["soviet"], markersize=9, markeredgewidth=2)
        axes.plot(_figures(said)[0], n, "o", markerfacecolor="none", markeredgecolor=INK)
        axes.plot(_figures(true)[0], n, "o", color=INK)
    axes.set_yticks(range(len(rows)), [row[0].removeprefix("Strength, ") for row in rows])
    axes.set(xscale="log", xlabel="partisans")
    figure.suptitle("Bars: claimed. Full dot: the model. Hollow: as it has the side report")
    return figure


def short_war() -> "Figure":
    """Draw where partisans stand at the end of 1941 in one short war of the model."""
    return map_of(play.run("history", seed=SEED, end=LAST_DAY, resolution=RESOLUTION), "one short coarse war")


def map_of(run: "Run", war: str) -> "Figure":
    """Draw where partisans stand on the last day of a run, with the front, which is given."""
    from matplotlib.patches import Patch

    figure, axes = axes_of(6.4, 6.4)
    sheet, ground = outlines.Sheet(1000.0, *VIEW), run.theatre.ground
    occupied = run.maps["occupied"][-1] > 0
    density = run.maps["strength"][-1] * 1000.0 / run.theatre.land.area
    level = np.where(occupied, np.searchsorted(STRENGTH, density, side="right"), -1)
    for cell, step in zip(ground.h3, level, strict=True):
        colour = "#efe9da" if step < 0 else WARM[step]
        axes.fill(*outlines.corners(sheet, cell).T, facecolor=colour, edgecolor="white", linewidth=0.4)
    last = run.days - 1
    for line in outlines.chains(front_line(run.theatre.front.occupied[last], ground.h3)):
        axes.plot(*sheet.place(*line.T).T, color=INK, linewidth=1.6)
    for town, x, y in towns_named(sheet, 7):
        axes.plot(x, y, ".", color=INK)
        axes.annotate(town.name, (x, y), (4, 3), textcoords="offset points", color=INK)
    axes.set(xlim=(0, sheet.width), ylim=(sheet.height, 0), aspect="equal", xticks=[], yticks=[])
    bounds = (0, *STRENGTH)
    patches = [Patch(color=colour, label=f"{least:,} or more") for least, colour in zip(bounds, WARM, strict=True)]
    axes.legend(handles=patches, title="on 1,000 km²", loc="lower right", fontsize="small")
    figure.suptitle(f"The model, {war} (seed {run.seed}): partisans on {day(date_of(last))}")
    return figure


PICTURES: dict[str, Callable[[], "Figure"]] = {
    "pictures/claimed.svg": claimed,
    "pictures/central_run.svg": central_run,
    "pictures/short_war.svg": short_war,
    **essay_pictures.PICTURES,
}
"""The pictures by their path below `docs/`."""


def shorten(text: str, most: int) -> str:
    """Return a name with no more than so many letters."""
    return text if len(text) <= most else text[: most - 3] + "..."


def _figures(text: str) -> list[float]:
    return [float(found.replace(",", "")) for found in FIGURE.findall(text)]
