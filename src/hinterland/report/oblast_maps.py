"""Small maps of one quantity by oblast: how the war of a system lay over the land, with no place finer than that."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from hinterland.engine.quantities import find
from hinterland.report.drawing import element, number, title
from hinterland.report.maps import Atlas, legend
from hinterland.report.phrasing import ground
from hinterland.report.system_figures import in_words

COLOURS = ("", "#dbe3d3", "#bccdb0", "#96b18b", "#6c9168", "#446f4b", "#204d31")
"""One colour for each step; the first is of nothing and is not drawn."""
STEPS = (0.02, 0.1, 0.25, 0.5, 0.75, 0.9)
"""Shares of the greatest figure at which the steps begin."""
TAKEN: dict[str, tuple[Callable[..., Any], str]] = {
    "flow": (np.sum, "over the whole run"),
    "stock": (np.max, "the most at any one time"),
}
"""How the days of a run are taken together, and that in words."""


class OblastMap(NamedTuple):
    """A map as it stands in the report: the drawing, its scale, and what is shown."""

    name: str
    svg: str
    scale: str
    words: str


def draw(atlas: Atlas, name: str, quantity: str) -> OblastMap:
    """Draw a quantity by oblast: a flow summed over the run, of a stock the most at one time, the mean of all else."""
    q, oblasts = find(quantity), atlas.run.theatre.ground.oblasts
    take, taken = TAKEN.get(q.kind, (np.mean, "the mean of the run"))
    places = [f"oblast:{oblasts[k].id}" for k in atlas.oblasts]
    figures = take(atlas.run.values_by_region(quantity, places), axis=0)
    found = dict(zip(atlas.oblasts, figures.tolist(), strict=True))
    most = max(found.values(), default=0.0)
    bounds = [_rounded(share * most) for share in STEPS]
    shapes = []
    for k, figure in found.items():
        step = int(np.searchsorted(bounds, figure, side="right")) if figure > 0 else 0
        if step:
            here = title(f"{ground(oblasts[k])}, in the model: {number(figure)}")
            shapes.append(element("use", here, href=f"#oblast-{k}", fill=COLOURS[step]))
    words = f"{in_words(q.unit)}, {taken}"
    svg = atlas.sheet_of(shapes, f"{name}: {words}; {number(most)} where it was most.")
    return OblastMap(name, svg, legend(bounds, COLOURS, words, 48.0) if most > 0 else "", words)


def _rounded(value: float) -> float:
    """Return a value with two digits that are not zero at most."""
    return float(f"{value:.1e}")
