"""The pictures of the essays, drawn when the book is built from the ledger, the shipped runs and pairs of wars."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from docs.making import essay_figures as figures
from docs.making.drawing import BAND, axes_of
from docs.making.essay_comparisons import of_operations, pair

from hinterland.core.calendar import date_of
from hinterland.pictures import COLOURS, GREY, INK, SHAPES, plot_fan
from hinterland.study.ensembles.courses import Course, read_courses
from hinterland.study.ensembles.shipped import RUNS

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

RAILS = ("R061", "R062", "R060", "R059", "R024", "R025", "R026", "R068", "S350")
RAILWAYS = ("R087", "R080", "S351", "R081", "R080b", "R247", "R088", "R089", "R001", "R003", "R063", "R097")
YEARS = ("1941", "1942", "1943", "1944")


def rails() -> "Figure":
    """Draw claims on rails and charges beside what the runs say to each."""
    figure, axes = axes_of(7.2, 4.6)
    for n, name in enumerate(reversed(RAILS)):
        was, said = figures.was(name), figures.reported(name)
        axes.plot([was.low, was.high], [n + 0.18] * 2, color=INK, linewidth=1.4)
        axes.plot(was.middle, n + 0.18, "o", color=INK, markersize=4)
        axes.plot([said.low, said.high], [n - 0.18] * 2, color=BAND, linewidth=6, solid_capstyle="butt")
        axes.plot(said.middle, n - 0.18, "|", color=INK, markersize=8)
        _claim(axes, name, figures.value(name), n - 0.18)
    names = [f"{_named(one)} ({one})" for one in reversed(RAILS)]
    axes.set_yticks(range(len(RAILS)), names)
    axes.set(xscale="log", xlabel="rails, or charges")
    figure.suptitle("Marks: claimed. Black: as it was in the runs. Red band: as that side would report it", fontsize=10)
    return figure


def _named(name: str) -> str:
    """Return who claims what of which months."""
    found = figures.claim(name)
    what = found.quantity.replace(".", " ").replace("_", " ")
    months = dict.fromkeys(f"{one:%m/%Y}" for one in (found.date_from, found.date_to) if one)
    return f"{found.said_by}: {what}, {' to '.join(months)}"


def _claim(axes: "Axes", name: str, at: float, row: float) -> None:
    found = figures.claim(name)
    colour = COLOURS.get(found.said_by, GREY)
    face = "none" if found.verified == "memory" else colour
    axes.plot(at, row, SHAPES.get(found.said_by, "v"), markeredgecolor=colour, markerfacecolor=face, markersize=7)


def partisans() -> "Figure":
    """Draw strength by month in the whole occupied land, as it was and as Soviet staffs would report it."""
    from matplotlib.figure import Figure

    found = {one.followed: one for one in read_courses(RUNS).courses}
    figure = Figure((7.6, 6.0), layout="constrained")
    upper, lower = figure.subplots(2, 1, sharex=True, sharey=True)
    titles = {"truth": "as it was in the runs", "soviet": "as Soviet staffs would report it"}
    for axes, side in zip((upper, lower), titles, strict=True):
        wanted = [one for key, one in found.items() if key[:2] == ("partisans.strength", "USSR_occupied")]
        (course,) = (one for one in wanted if (one.followed.said_by or "truth") == side)
        plot_fan(dataset_of(course), said_by=side, ax=axes)
        axes.spines[["top", "right"]].set_visible(False)
        axes.set_title(titles[side], fontsize=10)
        axes.set_ylabel("partisans")
    return figure


def dataset_of(course: Course) -> "xr.Dataset":
    """Return a course of the shipped runs as the dataset that `hinterland.ensemble` returns for months."""
    import xarray as xr

    name, region, said_by = course.followed
    values = course.values[:, :, None, None]
    months = np.array([date_of(first) for first, _ in course.periods], "datetime64[s]")
    about = {"start": str(date_of(course.periods[0][0])), "end": str(date_of(course.periods[-1][1]))}
    return xr.Dataset(
        {"figure": (("member", "time", "region", "said_by"), values)},
        {"time": months, "region": [region], "said_by": [said_by or "truth"]},
        about | {"resolution": figures.runs().about["resolution"]},
    ).assign(figure=lambda one: one["figure"].assign_attrs(quantity=name, units=course.unit, kind=course.kind))


def expeditions() -> "Figure":
    """Draw what German reports say of each operation: the record alone, with nothing of the model."""
    figure, axes = axes_of(7.2, 4.6)
    killed = of_operations("expeditions.enemy_killed")
    rows = list(reversed(killed))
    kinds = {
        "reported as enemy dead": (killed, "s", COLOURS["german"]),
        "weapons taken": (of_operations("expeditions.weapons"), "x", INK),
        "own dead": (of_operations("expeditions.own_dead"), "o", GREY),
    }
    for words, (claims, shape, colour) in kinds.items():
        at = [(figures.value(claims[one].id), n) for n, one in enumerate(rows) if one in claims]
        axes.plot(*zip(*at, strict=True), shape, color=colour, markersize=6, label=words, linestyle="none")
    axes.set_yticks(range(len(rows)), [f"“{one}”" for one in rows])
    axes.set_xscale("symlog", linthresh=10)
    axes.set(xlim=(-0.5, 20_000), xlabel="people, weapons (claims of the ledger)")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, 1.12), ncols=3, frameon=False, fontsize="small")
    return figure


def railways() -> "Figure":
    """Draw by what factor claims exceed what was so in the runs."""
    figure, axes = axes_of(7.2, 4.8)
    for n, name in enumerate(reversed(RAILWAYS)):
        was, claimed = figures.was(name), figures.value(name)
        axes.plot([claimed / was.high, claimed / was.low], [n, n], color=BAND, linewidth=6, solid_capstyle="butt")
        _claim(axes, name, claimed / was.middle, n)
    axes.axvline(1.0, color=GREY, linewidth=1)
    axes.set_yticks(range(len(RAILWAYS)), [f"{_named(one)} ({one})" for one in reversed(RAILWAYS)])
    axes.set(xscale="log", xlabel="claimed, over what was so in the runs (band: nine of ten runs)")
    axes.set_xticks([0.5, 1, 2, 5, 10, 20, 50], ["½", "1", "2", "5", "10", "20", "50"])
    axes.minorticks_off()
    return figure


def reprisals() -> "Figure":
    """Draw what becomes otherwise without reprisals, by year, with the intervals of the means over pairs."""
    figure, axes = axes_of(7.2, 3.4)
    kinds = {
        "partisans.strength": ("partisans", COLOURS["soviet"]),
        "partisans.joined_local": ("people of the place who joined", COLOURS["article"]),
        "police.strength": ("police", COLOURS["german"]),
    }
    for k, (quantity, (words, colour)) in enumerate(kinds.items()):
        for n, year in enumerate(YEARS):
            found = pair("german_terror", quantity, "USSR", year)
            low, middle, high = (100.0 * one / found.first for one in (found.low, found.difference, found.high))
            at = n + 0.22 * (k - 1)
            axes.plot([at, at], [low, high], color=colour, linewidth=2)
            axes.plot(at, middle, "o", color=colour, label=words if n == 0 else None)
    axes.axhline(0.0, color=GREY, linewidth=1)
    axes.set_xticks(range(len(YEARS)), YEARS)
    axes.set(ylabel="without reprisals, in per cent")
    axes.legend(frameon=False, fontsize="small", loc="lower right")
    return figure


PICTURES: dict[str, Callable[[], "Figure"]] = {
    "pictures/essay_rails.svg": rails,
    "pictures/essay_partisans.svg": partisans,
    "pictures/essay_expeditions.svg": expeditions,
    "pictures/essay_railways.svg": railways,
    "pictures/essay_reprisals.svg": reprisals,
}
"""The pictures by their path below `docs/`."""
