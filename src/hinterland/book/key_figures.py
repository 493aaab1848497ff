"""The key figures of a run, the civilians' dead before all others, each with its course in small."""

from typing import NamedTuple

import numpy as np

from hinterland.book.drawing import element, month, number, path, title
from hinterland.book.figures import by_month
from hinterland.core.calendar import date_of
from hinterland.engine.quantities import find
from hinterland.engine.result import Run


class Key(NamedTuple):
    """A key figure: what it is, the figure, what stands beside it, and its course as a small drawing."""

    name: str
    figure: str
    beside: str
    spark: str


def key_figures(run: Run) -> tuple[Key, list[Key]]:
    """Return the civilians' dead, and the other figures of the run that are told first."""

    def flow(name: str, quantity: str, beside: Callable[[], str], region: str | None = None) -> Key:
        return Key(name, number(run.total(quantity, region)), beside(), spark(by_month(run, run.values(quantity, region)), name))

    def most(name: str, quantity: str, beside: Callable[[int], str]) -> Key:
        values = run.values(quantity)
        k = int(np.nan_to_num(values).argmax())
        return Key(name, number(float(values[k])), beside(k), spark(values[::7], name))

    def told(quantity: str) -> str:
        faces = (("soviet", "Soviet reports"), ("german", "German reports"))
        return ", ".join(f"{who} {number(run.total(quantity, face=f))}" for f, who in faces if getattr(find(quantity), f))

    def when(k: int) -> str:
        at = date_of(run.first + k)
        return f"about {at:%B %Y}"

    dead = flow(
        "Civilians killed by action against partisans",
        "civilians.killed",
        lambda: (
            f"{number(run.total('civilians.killed_in_expeditions'))} in expeditions, "
            f"{number(run.total('civilians.killed_in_reprisals'))} in reprisals; "
            f"{number(run.total('civilians.killed', 'Belarus'))} of them in Belarus. "
            f"{number(run.total('villages.burned'))} villages burned, {number(run.total('people.deported'))} people taken away for labour."
        ),
    )
    others = [
        most("Partisans at the height", "partisans.strength", lambda k: f"{when(k)}; Soviet lists {number(float(run.values('partisans.strength', face='soviet')[k]))}, German belief {number(float(run.values('partisans.strength', face='german')[k]))}"),
        flow("Partisans dead", "partisans.dead", lambda: f"German reports of “bandits” killed: {number(run.total('partisans.dead', face='german'))}, villagers among them"),
        flow("Axis soldiers killed", "axis.dead", lambda: f"Soviet reports {number(run.total('axis.dead', face='soviet'))}; native police {number(run.total('police.dead'))}"),
        most("Ground held at most, km²", "zones.area", lambda k: f"{when(k)}, {number(float(run.values('zones.area_share')[k]))} per cent of what was occupied"),
        flow("Rails destroyed", "rails.cut", lambda: told("rails.cut")),
        flow("Trains derailed", "trains.derailed", lambda: told("trains.derailed")),
        most("Detachments at most", "detachments.count", lambda k: f"{when(k)}, {number(float(run.values('detachments.in_contact')[k]))} of them in contact"),
        flow("Load flown in, tonnes", "airlift.tonnes", lambda: f"{number(run.total('airlift.sorties'))} sorties"),
    ]  # fmt: skip
    return dead, others


def spark(values: np.ndarray, name: str) -> str:
    """Return the course of a figure as a small filled line."""
    wide, tall = 160.0, 34.0
    values = np.nan_to_num(values)
    x = np.linspace(0, wide, max(values.size, 2))
    y = tall - (tall - 2) * np.resize(values, x.size) / max(float(values.max(initial=0.0)), 1e-9)
    points = [(0.0, tall), *zip(x, y, strict=True), (wide, tall)]
    return element(
        "svg", title(f"{name} over the run"), element("path", d=path(points, closed=True, grain=0.5)),
        class_="spark", viewBox=f"0 0 {wide:g} {tall:g}", preserveAspectRatio="none", role="img", aria_label=f"{name} over the run",
    )  # fmt: skip
