"""Which charts a report has, and its key figures: everything is read off the run and the ledger, nothing is typed in."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from hinterland.book.charts import Line, Mark, chart, mark_of
from hinterland.book.drawing import element, number, path, title
from hinterland.core.calendar import date_of
from hinterland.engine.quantities import find
from hinterland.engine.result import Run
from hinterland.evidence.ledger import Ledger


class Trace(NamedTuple):
    """One line of a figure: its name, the quantity and face that it shows, how it is drawn, and a factor."""

    name: str
    quantity: str
    face: str = "true"
    style: str = ""
    factor: float = 1.0


class Figure(NamedTuple):
    """One chart: what it shows of which region, and which claims (quantity, region) are marked on it."""

    name: str
    unit: str
    region: str | None
    traces: tuple[Trace, ...]
    claims: tuple[tuple[str, str], ...] = ()
    claim_unit: str = ""
    stacked: bool = False
    note: str = ""


def three(quantity: str, soviet: str = "as Soviet staffs reported", german: str = "as German intelligence believed") -> tuple[Trace, ...]:
    """Return the faces of a quantity that it has: what was, and what each side said."""
    q = find(quantity)
    faces = (("true", "as it was in the model"), ("soviet", soviet), ("german", german))
    return tuple(Trace(name, quantity, face) for face, name in faces if getattr(q, face, ()))


LOGGED = "as German railways logged"
STRENGTH = (
    Figure("The whole movement", "partisans", None, three("partisans.strength"),
           (("partisans.strength", "USSR_occupied"), ("partisans.strength", "Eastern_front")), "persons"),
    Figure("Belarus", "partisans", "Belarus", three("partisans.strength"), (("partisans.strength", "Belarus"),), "persons"),
    Figure("Ukraine", "partisans", "Ukraine", three("partisans.strength"),
           (("partisans.strength", "Ukraine"), ("partisans.in_contact", "Ukraine")), "persons",
           note="The claim of May 1942 counts only those in contact with a staff."),
    Figure("Western Belarus", "partisans", "W_Belarus", three("partisans.strength"), (("partisans.strength", "W_Belarus"),), "persons"),
)  # fmt: skip
RAILWAY = (
    Figure("Rails destroyed, whole theatre", "rails a month", None, three("rails.cut", german=LOGGED),
           (("rails.cut", "USSR_occupied"),), "rails"),
    Figure("Rails destroyed behind Army Group Centre", "rails a month", "AGC_area", three("rails.cut", german=LOGGED),
           (("rails.cut", "AGC_area"),), "rails", note="Both sides spoke of the same weeks of 1943."),
    Figure("Attacks on railways, German-run lines", "attacks a month", "GVD_Osten", three("railway.attacks", german=LOGGED),
           (("railway.attacks", "GVD_Osten"),), "attacks"),
    Figure("Attacks on railways behind Army Group Centre", "attacks a month", "AGC_area", three("railway.attacks", german=LOGGED),
           (("railway.attacks", "AGC_area"),), "attacks"),
    Figure("Trains derailed, whole theatre", "trains a month", None, three("trains.derailed", german=LOGGED),
           (("trains.derailed", "USSR_occupied"),), "trains"),
    Figure("Trains that lines could run", "per cent of undamaged lines", None,
           (Trace("capacity left, as it was in the model", "railway.capacity_share", style="true"),)),
)  # fmt: skip
CIVILIANS = (
    Figure("Civilians killed, whole theatre", "people a month", None,
           (Trace("in expeditions", "civilians.killed_in_expeditions", style="first"),
            Trace("in reprisals", "civilians.killed_in_reprisals", style="second")),
           (("civilians.killed", "USSR_occupied"),), "persons", stacked=True),
    Figure("Civilians killed in Belarus", "people a month", "Belarus",
           (Trace("in expeditions", "civilians.killed_in_expeditions", style="first"),
            Trace("in reprisals", "civilians.killed_in_reprisals", style="second")),
           (("civilians.killed", "Belarus"),), "persons", stacked=True,
           note="A claim for the whole occupation is drawn as its mean by month."),
)  # fmt: skip
LAND = (
    Figure("Ground held in Belarus", "km²", "Belarus", (Trace("as it was in the model", "zones.area", style="true"),),
           (("zones.area", "Belarus"),), "km2"),
    Figure("Ground that the enemy counted as unsafe", "per cent of occupied ground", None,
           (Trace("held by partisans", "zones.area_share", style="true"),
            Trace("counted unsafe", "rear.infested_share", style="german")),
           (("rear.infested_share", "German_rear"),), "percent"),
    Figure("Partisans that a staff could reach", "per cent", None, (Trace("as it was in the model", "radio.contact_share", style="true"),)),
    Figure("Supply by air", "tonnes a month", None, (Trace("load flown to partisans", "airlift.tonnes", style="true"),),
           (("airlift.tonnes", "USSR_occupied"),), "tonnes"),
    Figure("What people wanted, whole theatre", "mean will, 0 to 1", None,
           (Trace("to help the Soviet side", "loyalty.soviet", style="soviet"), Trace("to serve the occupier", "loyalty.german", style="german"),
            Trace("fear of the occupier", "people.fear", style="third"))),
    Figure("What people wanted, western Belarus", "mean will, 0 to 1", "W_Belarus",
           (Trace("to help the Soviet side", "loyalty.soviet", style="soviet"), Trace("to serve the occupier", "loyalty.german", style="german"),
            Trace("fear of the occupier", "people.fear", style="third"))),
)  # fmt: skip


class Drawn(NamedTuple):
    """A figure as it stands in the report: the chart, what its lines are (name, style), and its figures by half-year."""

    name: str
    svg: str
    keys: tuple[tuple[str, str], ...]
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def months(run: Run) -> tuple[np.ndarray, np.ndarray]:
    """Return the number of the month of every day of a run, counted from its first, and the middle day of each month."""
    days = [date_of(run.first + k) for k in range(run.days)]
    number_of = np.array([12 * d.year + d.month for d in days])
    number_of -= number_of[0]
    middles = np.bincount(number_of, np.arange(run.days)) / np.bincount(number_of)
    return number_of, middles


def by_month(run: Run, values: np.ndarray) -> np.ndarray:
    """Return sums by month of a flow; a month of which only a part was played is raised to thirty days if over a week."""
    number_of, _ = months(run)
    length = np.bincount(number_of)
    return np.bincount(number_of, values) * np.where((length >= 7) & (length < 28), 30.4 / length, 1.0)


def draw(run: Run, ledger: Ledger, figure: Figure) -> Drawn:
    """Draw a figure."""
    start = date_of(run.first)
    lines = []
    flow = False
    for trace in figure.traces:
        q = find(trace.quantity)
        values = run.values(trace.quantity, figure.region, trace.face) * trace.factor
        flow = getattr(q, "kind", "") == "flow"
        if flow:
            at, values = months(run)[1], by_month(run, values)
        else:
            at = np.unique(np.append(np.arange(0, run.days, 5), run.days - 1)).astype(float)
            values = values[at.astype(int)]
        lines.append(Line(trace.name, trace.style or trace.face, at, values))
    svg = chart(figure.name, figure.unit, start, run.days, lines, _marks(run, ledger, figure, flow), figure.stacked)
    columns = ("", *(line.name for line in lines))
    keys = tuple((line.name, line.style) for line in lines)
    return Drawn(figure.name, svg, keys, figure.note, columns, _rows(run, lines))


def _marks(run: Run, ledger: Ledger, figure: Figure, flow: bool) -> list[Mark]:
    wanted = set(figure.claims)
    said = (c for c in ledger.confrontable() if (c.quantity, c.region) in wanted)
    marks = (mark_of(c, date_of(run.first), run.days, figure.claim_unit, flow) for c in said)
    return [m for m in marks if m]


def _rows(run: Run, lines: list[Line]) -> tuple[tuple[str, ...], ...]:
    """Return the values of lines at about every half-year."""
    at = lines[0].days
    wanted = np.unique(np.linspace(0, at.size - 1, min(at.size, 9)).round().astype(int))
    return tuple(
        (date_of(run.first + int(at[k])).isoformat(), *(number(float(line.values[k])) for line in lines)) for k in wanted
    )


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
