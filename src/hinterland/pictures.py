"""Pictures for notebooks: ensembles and fits as matplotlib draws them, each into axes that can be changed further.

plot_fan      an ensemble by month as bands, with the claims that are set beside it
plot_ridges   the posteriors of the parameters of which the claims say most
plot_biases   by what factor each speaker says too much of whom
plot_misfits  a map of the claims that no parameters reach

`hinterland report` draws the same as pages of HTML.
"""

from os import PathLike
from typing import TYPE_CHECKING

import numpy as np

from hinterland.core.calendar import day_of, parse
from hinterland.core.fault import Fault
from hinterland.core.given import shown, whole
from hinterland.core.names import Names
from hinterland.engine.observed.quantity import SIDES, TRUTH
from hinterland.files.place import path_of
from hinterland.report import bias_matrix, fans, misfit_map, outlines, ridges
from hinterland.report.charts import Mark
from hinterland.report.fans import LIGHT, MIDDLE
from hinterland.report.titles import title_of
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.ensembles.claims_ensemble import asked_of_ledger
from hinterland.study.ensembles.courses import BANDS, Course
from hinterland.study.ensembles.followed import Followed
from hinterland.study.fits.kept_fit import KeptFit, read_fit
from hinterland.theatre.assemble import load as theatre

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

SHAPES = {"soviet": "o", "german": "s", "historian": "^", "museum": "D", "article": "P"}
COLOURS = {"soviet": "#b3261e", "german": "#33506f", "historian": "#2c6e49", "museum": "#7a4b8c", "article": "#8a5a00"}
"""Shapes and colours of speakers; one that is not named has a wedge, in grey."""
PAPER, INK, GREY, BAND = "#fbf8ef", "#1f1c18", "#8d8270", "#7f9db5"
HATCHINGS = ("//", "////", "xxxx")
NEAR = 60.0
"""Kilometres between two names on the map."""
MOST = 60
"""Parameters that are drawn at most."""


def plot_fan(
    ensemble: "xr.Dataset",
    quantity: str = "",
    region: str = "",
    said_by: str = TRUTH,
    *,
    claims: bool = True,
    ax: "Axes | None" = None,
) -> "Axes":
    """Draw a quantity of an ensemble by month: where nine of ten runs lie, half of them, and their median.

    `ensemble` is what `hinterland.ensemble` returns for months. The first quantity and the first region are taken where
    none is named; `said_by` is truth, soviet or german. Marks are the `claims` that are set beside just that; hollow
    ones are from memory, those with a dark rim held out of calibration, and a flow over a longer time stands at its
    mean by month. Raises `Fault` for a dataset without months and runs, and for names that it does not hold.

    >>> import hinterland as hl
    >>> two = hl.ensemble("history", runs=2, quantities=["rails.cut"], end="1941-07-10", resolution=3)
    >>> plot_fan(two, "rails.cut").get_ylabel()
    'rail a month'
    >>> plot_fan(two, "rails.cutt")
    Traceback (most recent call last):
    hinterland.core.fault.Fault: there is no quantity 'rails.cutt'; perhaps you mean rails.cut
    """
    course = _course(ensemble, quantity, region, said_by, claims)
    import xarray as xr

    bands = xr.DataArray(
        fans.monthly(course),
        {"below": list(BANDS), "time": ensemble["time"].to_numpy()},
        ("below", "time"),
    )
    axes, when = _axes(ax, (8.0, 3.6)), bands["time"].to_numpy()
    for (low, high), strength in ((LIGHT, 0.35), (MIDDLE, 0.6)):
        axes.fill_between(when, *bands[[low, high]].to_numpy(), color=BAND, alpha=strength, linewidth=0)
    axes.plot(when, bands.sel(below=0.5), color=INK, linewidth=2)
    for one in fans.marks(course):
        _mark(axes, one, np.datetime64(ensemble.attrs["start"]))
    axes.set(ylim=(0.0, None), xlabel="", ylabel=course.unit + " a month" * (course.kind == "flow"))
    axes.set_title(f"{title_of(course.followed.name)}, {course.followed.region}, {fans.spoken(course.followed)}")
    return axes


def _course(ensemble: "xr.Dataset", quantity: str, region: str, said_by: str, claims: bool) -> Course:
    """Return the course of a quantity in a dataset; raise `Fault` where the dataset does not hold it."""
    dims = getattr(ensemble, "dims", ())
    if not {"member", "time", "region", "said_by"} <= set(dims):
        raise Fault(None, 0, f"the ensemble is {shown(ensemble)}", 'give what hinterland.ensemble(by="month") returns')
    names = {one.attrs["quantity"]: key for key, one in ensemble.data_vars.items()}
    name = Names("quantity", tuple(names)).find(quantity or next(iter(names)))
    places = ensemble["region"].to_numpy().tolist()
    place = Names("region", tuple(places)).find(region or places[0])
    side = Names("side", (TRUTH, *SIDES)).find(said_by)
    values = ensemble[names[name]].sel(region=place, said_by=side)
    followed = Followed(name, place, None if side == TRUTH else side)
    begun = [day_of(parse(str(when)[:10])) for when in ensemble["time"].to_numpy()]
    ended = [*(one - 1 for one in begun[1:]), day_of(parse(ensemble.attrs["end"]))]
    questions = asked_of_ledger(int(ensemble.attrs["resolution"]))[1] if claims else ()
    beside = tuple(q for q in questions if Followed.of(q) == followed)
    missing = np.full((len(beside), values.sizes["member"]), np.nan)
    periods = tuple(zip(begun, ended, strict=True))
    return Course(followed, values.attrs["units"], values.attrs["kind"], periods, values.to_numpy(), beside, missing)


def _mark(axes: "Axes", mark: Mark, start: np.datetime64) -> None:
    """Draw a claim at the middle of its dates, with bars over these and from its lowest to its highest figure."""
    first, middle, last = (
        start + np.timedelta64(int(one), "D") for one in (mark.first, (mark.first + mark.last) // 2, mark.last)
    )
    colour = COLOURS.get(mark.speaker, "#555555")
    low, high = (mark.middle if end is None else end for end in (mark.low, mark.high))
    axes.plot([first, last], [mark.middle] * 2, color=colour, linewidth=1.2)
    axes.plot([middle] * 2, [low, high], color=colour, linewidth=1.2)
    axes.plot(
        [middle],
        [mark.middle],
        marker=SHAPES.get(mark.speaker, "v"),
        markersize=7,
        markerfacecolor=colour if mark.sure else PAPER,
        markeredgecolor=INK if mark.held else colour,
        linestyle="none",
    )


def plot_ridges(fit: str | PathLike[str], most: int = 12, *, ax: "Axes | None" = None) -> "Axes":
    """Draw the posteriors of the parameters that claims narrow most, each within its declared range.

    `fit` is the folder of `hinterland fit`. The dashed line is the even prior, the bar goes from the 5 to the 95 per
    cent end, the tick is the median. Raises `Fault` for a folder without a fit.

    >>> plot_ridges("out/nowhere")
    Traceback (most recent call last):
    hinterland.core.fault.Fault: out/nowhere: there is no such folder; give the folder of a fit
    """
    chosen = ridges.most_moved(_fit(fit).parameters, whole(most, "the number of parameters", 1, MOST))
    axes = _axes(ax, (8.0, 0.6 * len(chosen) + 0.8))
    unit = 1.0 / (ridges.HIGHEST + 1.0)
    for row, one in enumerate(chosen):
        height = unit * np.minimum(ridges.density(one, ridges.SHARES), ridges.HIGHEST)
        low, middle, high = ridges.quantiles(one)
        axes.fill_between(ridges.SHARES, -row, height - row, color=BAND, alpha=0.75, linewidth=0)
        axes.plot([0, 1], [unit - row] * 2, color=COLOURS["article"], linestyle="--", linewidth=1)
        axes.plot([low, high], [-row - 0.06] * 2, color=INK, linewidth=2)
        axes.plot([middle], [-row - 0.06], color=INK, marker="|", markersize=9)
    axes.set(xlim=(0, 1), xlabel="place in the declared range, from its low to its high end")
    axes.set_yticks(
        [-row for row in range(len(chosen))], [f"{one.name}\n{' '.join(ridges.declared(one))}" for one in chosen]
    )
    return axes


def plot_biases(fit: str | PathLike[str], *, ax: "Axes | None" = None) -> "Axes":
    """Draw the factor by which each speaker overstates figures about each side, beyond its reports in the model.

    `fit` is the folder of `hinterland fit`. Below each factor stands its 90 % band; ▲ or ▼ where that leaves out 1, and
    hatching where no claim of the speaker about these was fitted. Raises `Fault` for a folder without a fit.

    >>> plot_biases("out/nowhere")
    Traceback (most recent call last):
    hinterland.core.fault.Fault: out/nowhere: there is no such folder; give the folder of a fit
    """
    biases = _fit(fit).biases
    speakers, spoken_of = bias_matrix.rows_and_columns(biases)
    axes = _axes(ax, (1.3 * len(spoken_of) + 1.2, 0.7 * len(speakers) + 0.6))
    for one in biases:
        x, y = spoken_of.index(one.about), speakers.index(one.speaker)
        hatch = None if one.claims else "///"
        colour = bias_matrix.colour(one.middle)
        axes.bar(x, 0.96, 0.96, y - 0.48, color=colour, hatch=hatch, edgecolor=PAPER, linewidth=0)
        text = f"{bias_matrix.factor(one.middle)} {bias_matrix.sign(one)}\n{bias_matrix.band(one)}"
        axes.text(x, y, text, ha="center", va="center", fontsize=8)
    axes.set_xticks(range(len(spoken_of)), [one.replace("_", " ") for one in spoken_of])
    axes.set_yticks(range(len(speakers)), speakers)
    axes.set(xlim=(-0.5, len(spoken_of) - 0.5), ylim=(len(speakers) - 0.5, -0.5), xlabel="speaks of")
    return axes


def plot_misfits(fit: str | PathLike[str], *, ax: "Axes | None" = None) -> "Axes":
    """Draw the regions of claims that no parameters reach, each region as a whole, with the ids of its claims.

    `fit` is the folder of `hinterland fit`. Hatching is the closer the farther off a claim is; it crosses at more than
    six standard deviations. Axes are km east and north of 54.5° N, 31° E. Raises `Fault` for a folder without a fit.

    >>> plot_misfits("out/nowhere")
    Traceback (most recent call last):
    hinterland.core.fault.Fault: out/nowhere: there is no such folder; give the folder of a fit
    """
    found = _fit(fit)
    ground = theatre(int(str(found.about["resolution"])))
    axes = _axes(ax, (6.5, 8.0))
    west, east, south, north = misfit_map.VIEW
    axes.set_facecolor("#cbd8dd")
    for kind, points in outlines.rings():
        axes.fill(*outlines.project(*points.T).T, color="#f4efe1" if kind == "land" else "#cbd8dd", linewidth=0)
    taken: list[tuple[float, float]] = []
    for region, those in misfit_map.by_region(found.misfits).items():
        level = misfit_map.step(max(one.away for one in those))
        cells = np.flatnonzero(ground.regions.mask(region))
        for ring in outlines.rings_around([ground.ground.h3[k] for k in cells]):
            colour, hatching = misfit_map.COLOURS[level], HATCHINGS[level]
            axes.fill(*outlines.project(*ring.T).T, edgecolor=colour, hatch=hatching, facecolor="none")
        at = outlines.project(ground.ground.lat[cells], ground.ground.lon[cells])
        x, y = misfit_map.free_place(at, taken, NEAR)
        axes.text(x, y, "\n".join(one.claim.id for one in those), ha="center", va="center", fontsize=8, weight="bold")
    axes.set(xlim=(west, east), ylim=(south, north), aspect="equal", xlabel="km", ylabel="km")
    return axes


def _fit(folder: str | PathLike[str]) -> KeptFit:
    return read_fit(path_of(folder, "the folder"), ledger_of_package())


def _axes(ax: "Axes | None", size: tuple[float, float]) -> "Axes":
    """Return the axes that are given, or those of a new figure."""
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=size, layout="constrained")[1]
