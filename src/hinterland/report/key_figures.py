"""The key figures of a run, the civilians' dead before all others, each with its course in small."""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import date_of
from hinterland.engine.quantities import find
from hinterland.engine.result import Run
from hinterland.report.drawing import THIN, element, month, number, path, title
from hinterland.report.figures import by_month
from hinterland.report.murdered import documented_in_all

WIDE, TALL = 160.0, 34.0


class Key(NamedTuple):
    """A key figure: what it is, the figure, what stands beside it, and its course as a small drawing."""

    name: str
    figure: str
    beside: str
    spark: str


class Counter:
    """Reads figures off one run."""

    def __init__(self, run: Run) -> None:
        """Take the run."""
        self.run = run

    def sum(self, quantity: str, region: str | None = None, said_by: str | None = None) -> str:
        """Return the sum of a flow over the run."""
        return number(self.run.sum(quantity, region, said_by=said_by))

    def on(self, day: int, quantity: str, said_by: str | None = None) -> str:
        """Return a stock on a day of the run."""
        return number(float(self.run.values(quantity, said_by=said_by)[day]))

    def by_sides(self, quantity: str) -> str:
        """Say what each side that spoke of a flow made of it."""
        words = {"soviet": "Soviet reports", "german": "German reports"}
        sides = [side for side in words if find(quantity).sources(side)]
        return ", ".join(f"{words[side]} {self.sum(quantity, said_by=side)}" for side in sides)

    def flow(self, name: str, quantity: str, beside: str) -> Key:
        """Return the key figure of a sum, with its course by month."""
        course = spark(by_month(self.run, self.run.values(quantity)), name)
        return Key(name, self.sum(quantity), beside, course)

    def most(self, name: str, quantity: str, beside: str, *others: tuple[str, str | None]) -> Key:
        """Return the key figure of a peak; `beside` has room for its month and for other stocks that day."""
        values = np.nan_to_num(self.run.values(quantity))
        day = int(values.argmax())
        then = (self.on(day, other, said_by) for other, said_by in others)
        words = beside.format(month(date_of(self.run.first + day)), *then) if values[day] else "none in these days"
        return Key(name, number(float(values[day])), words, spark(values[::7], name))


def civilians(run: Run) -> Key:
    """Return how many civilians were killed, which stands first in every report."""
    count = Counter(run)
    return count.flow(
        "Civilians killed in the Soviet Union by action against partisans, in the model",
        "civilians.killed",
        f"{count.sum('civilians.killed_in_expeditions')} in expeditions, "
        f"{count.sum('civilians.killed_in_reprisals')} in reprisals; "
        f"{count.sum('civilians.killed', 'Belarus')} of them in Belarus. "
        f"{count.sum('villages.burned')} villages burned, "
        f"{count.sum('people.deported')} people taken away for labour. "
        f"Apart from these, the model's accounts hold {count.sum('jews.murdered')} murdered Jews of the occupied land, "
        f"a number that documents give to it{by_documents(run)}; "
        f"and {count.sum('civilians.killed_by_partisans')} civilians were killed by partisans in the model.",
    )


def by_documents(run: Run) -> str:
    """Return in brackets what documents have of the murdered Jews; nothing where a run lacks some of their years."""
    totals, events = (f"{round(figure, -3):,.0f}".replace(",", THIN) for figure in documented_in_all(run))
    if totals == "0":
        return ""
    return f" ({totals} by the totals of the tables, {events} with the events of a year where they are more)"


def others(run: Run) -> list[Key]:
    """Return the other figures that are shown first."""
    count = Counter(run)
    strength = "partisans.strength"
    reported = count.sum("partisans.dead", said_by="german")
    return [
        count.most(
            "Partisans at the height",
            strength,
            "about {}; Soviet lists {}, German belief {}",
            (strength, "soviet"),
            (strength, "german"),
        ),
        count.flow(
            "Partisans dead",
            "partisans.dead",
            f"Germans reported {reported} “bandits”, so called by them, villagers among them",
        ),
        count.flow(
            "Axis soldiers killed",
            "axis.dead",
            f"Soviet reports {count.sum('axis.dead', said_by='soviet')}; native police {count.sum('police.dead')}",
        ),
        count.most(
            "Ground held at most, km²",
            "zones.area",
            "about {}, {} per cent of occupied ground",
            ("zones.area_share", None),
        ),
        count.flow("Rails destroyed", "rails.cut", count.by_sides("rails.cut")),
        count.flow("Trains derailed", "trains.derailed", count.by_sides("trains.derailed")),
        count.most(
            "Detachments at most",
            "detachments.count",
            "about {}, {} of them in contact",
            ("detachments.in_contact", None),
        ),
        count.flow("Load flown in, tonnes", "airlift.tonnes", f"{count.sum('airlift.sorties')} sorties"),
    ]


def spark(values: np.ndarray, name: str) -> str:
    """Return the course of a figure as a small filled line."""
    values = np.nan_to_num(values)
    x = np.linspace(0, WIDE, max(values.size, 2))
    y = TALL - (TALL - 2) * np.resize(values, x.size) / max(float(values.max(initial=0.0)), 1e-9)
    points = [(0.0, TALL), *zip(x, y, strict=True), (WIDE, TALL)]
    words = f"{name} over the run"
    return element(
        "svg",
        title(words),
        element("path", d=path(points, closed=True, grain=0.5)),
        class_="spark",
        viewBox=f"0 0 {WIDE:g} {TALL:g}",
        preserveAspectRatio="none",
        role="img",
        aria_label=words,
    )
