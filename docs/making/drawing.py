"""How pictures of the book are laid out and written: axes without a frame, SVG that needs no font."""

from collections.abc import Callable
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BAND = "#e6b8b5"


def svg(draw: Callable[[], "Figure"]) -> str:
    """Return a picture as SVG, with letters as shapes, so that it needs no font."""
    import matplotlib

    written = StringIO()
    with matplotlib.rc_context({"svg.hashsalt": "hinterland", "svg.fonttype": "path"}):
        draw().savefig(written, format="svg", bbox_inches="tight", metadata={"Date": None, "Creator": None})
    return written.getvalue()


def axes_of(wide: float, tall: float) -> tuple["Figure", "Axes"]:
    """Return a figure of so many inches with axes that have no frame above and to the right."""
    from matplotlib.figure import Figure

    figure = Figure((wide, tall), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes
