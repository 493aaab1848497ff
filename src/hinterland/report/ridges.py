"""Ridges: where the posterior of each parameter lies in the window of its even prior."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from hinterland.report.drawing import element, number, path, text, title
from hinterland.report.system_figures import in_words
from hinterland.study.ensembles.draws import at
from hinterland.study.fits.kept_fit import FittedParameter

Floats = NDArray[np.float64]

SHOWN = 16
"""How many parameters are drawn: those that claims narrow most."""
WIDTH, LEFT, RIGHT = 560.0, 4.0, 4.0
ROW, NAME, UNIT = 66.0, 18.0, 12.0
"""Height of a row, of the name in it, and of the density of the prior."""
HIGHEST = 3.0
"""A density of more than so many times that of the prior is cut off."""
SHARES = np.linspace(0.0, 1.0, 123)[1:-1]
"""Shares of a range at which the density is drawn; at its ends it is 0 or without bound."""
ENDS = (0.05, 0.5, 0.95)
COLUMNS = ("parameter", "unit", "window of the prior", "5 %", "median", "95 %", "sd over that of the prior")


class Ridges(NamedTuple):
    """The picture of the parameters most moved: the drawing, a sentence, and the figures of all parameters drawn."""

    svg: str
    words: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def most_moved(parameters: Sequence[FittedParameter], most: int = SHOWN) -> list[FittedParameter]:
    """Return the parameters of which the claims say most, that of which they say most first."""
    return sorted(parameters, key=lambda one: -one.moved)[:most]


def density(one: FittedParameter, share: Floats) -> Floats:
    """Return the density of the posterior at shares (0 to 1) of the range, on its scale, where the prior has 1."""
    score = ndtri(share)
    away = (score - one.mean) / one.deviation
    return np.asarray(np.exp(0.5 * (score**2 - away**2)) / one.deviation)


def quantiles(one: FittedParameter, ends: Sequence[float] = ENDS) -> list[float]:
    """Return the shares of the range below which the posterior has these parts of it."""
    return [float(ndtr(one.mean + one.deviation * ndtri(end))) for end in ends]


def ridges(parameters: Sequence[FittedParameter]) -> Ridges:
    """Draw the posteriors of the parameters most moved, one above another, each over the window of its prior."""
    chosen = most_moved(parameters)
    heights = [density(one, SHARES) for one in chosen]
    sharp = sum(one.deviation <= 0.5 for one in parameters)
    twice = f"{sharp or 'none'} {'is' if sharp < 2 else 'are'} known twice as well as before"
    words = (
        f"The {len(chosen)} parameters of which the claims say most, of {len(parameters)}, each over the window "
        "of its prior. The shape is the posterior, the dashed line the even prior (a shape "
        f"{HIGHEST:g} times as high is cut off); the bar below goes from the 5 to the 95 per cent end, the tick is "
        f"the median. Of all {len(parameters)}, {twice}."
    )
    parts = [title(words)]
    for row, (one, h) in enumerate(zip(chosen, heights, strict=True)):
        parts.append(_ridge(one, UNIT * np.minimum(h, HIGHEST), row * ROW))
    box = f"0 0 {WIDTH:g} {len(chosen) * ROW:g}"
    svg = element("svg", *parts, class_="chart ridges", viewBox=box, role="img", aria_label=words)
    return Ridges(svg, words, COLUMNS, tuple(map(_row, chosen)))


def along(share: Floats | float) -> Floats:
    """Return places along a ridge of shares of a range."""
    return LEFT + (WIDTH - LEFT - RIGHT) * np.asarray(share)


def _ridge(one: FittedParameter, heights: Floats, top: float) -> str:
    """Draw one ridge: the name and the ends of its range above, the prior as a line, the band as a bar below."""
    floor = top + NAME + UNIT * HIGHEST
    x = along(SHARES)
    shape = np.vstack((np.stack((x, floor - heights), -1), [[x[-1], floor], [x[0], floor]]))
    low, middle, high = (float(along(share)) for share in quantiles(one))
    bar = f"M{low:.1f} {floor + 4:.1f}H{high:.1f}M{middle:.1f} {floor:.1f}v8"
    return element(
        "g",
        title(" · ".join(_row(one))),
        text(one.name, LEFT, top + NAME - 6, class_="name"),
        text(" ".join(declared(one)), WIDTH - RIGHT, top + NAME - 6, class_="tick end"),
        element("path", class_="posterior", d=path(shape, closed=True, grain=0.1)),
        element("path", class_="prior", d=f"M{LEFT:g} {floor - UNIT:.1f}H{WIDTH - RIGHT:g}"),
        element("path", class_="floor", d=f"M{LEFT:g} {floor:.1f}H{WIDTH - RIGHT:g}"),
        element("path", class_="reach", d=bar),
        class_="ridge",
    )


def declared(one: FittedParameter) -> tuple[str, str]:
    """Return the ends of a range, and its unit where it has one."""
    return f"{number(one.span.low)} to {number(one.span.high)}", "" if one.unit == "1" else in_words(one.unit)


def _row(one: FittedParameter) -> tuple[str, ...]:
    ends, unit = declared(one)
    low, middle, high = (number(at(one.span, share)) for share in quantiles(one))
    return one.name, unit, ends, low, middle, high, f"{one.deviation:.2f}"
