"""Which charts a report has: every figure is read off the run and every mark off the ledger."""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import date_of, months_within
from hinterland.engine.quantities import Share, find
from hinterland.engine.result import Run
from hinterland.evidence.ledger import Ledger
from hinterland.report.charts import Line, Mark, chart, mark_of
from hinterland.report.drawing import number

LITTLE = 0.02
"""A share of less than so much of its whole at its largest is not drawn."""


class Trace(NamedTuple):
    """One line of a figure: its name, the quantity, who says it, and its style (that of the speaker if empty)."""

    name: str
    quantity: str
    said_by: str | None = None
    style: str = ""


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


def three(
    quantity: str, soviet: str = "Soviet staffs reported", german: str = "German intelligence believed"
) -> tuple[Trace, ...]:
    """Return a line for what was so, and one for each side that reports a quantity."""
    q = find(quantity)
    speakers = ((None, "true"), ("soviet", soviet), ("german", german))
    return tuple(Trace(name, quantity, said_by) for said_by, name in speakers if q.sources(said_by))


KILLED = (
    Trace("in expeditions", "civilians.killed_in_expeditions", style="first"),
    Trace("in reprisals", "civilians.killed_in_reprisals", style="second"),
)
LOGGED = "German railways logged"
STRENGTH = (
    Figure(
        "The whole movement",
        "partisans",
        None,
        three("partisans.strength"),
        (("partisans.strength", "USSR_occupied"), ("partisans.strength", "Eastern_front")),
        "person",
    ),
    Figure(
        "Belarus",
        "partisans",
        "Belarus",
        three("partisans.strength"),
        (("partisans.strength", "Belarus"),),
        "person",
    ),
    Figure(
        "Ukraine",
        "partisans",
        "Ukraine",
        three("partisans.strength"),
        (("partisans.strength", "Ukraine"), ("partisans.in_contact", "Ukraine")),
        "person",
        note="The claim of May 1942 counts only those in contact with a staff.",
    ),
    Figure(
        "Western Belarus",
        "partisans",
        "W_Belarus",
        three("partisans.strength"),
        (("partisans.strength", "W_Belarus"),),
        "person",
    ),
)
RAILWAY = (
    Figure(
        "Rails destroyed, whole theatre",
        "rails a month",
        None,
        three("rails.cut", german=LOGGED),
        (("rails.cut", "USSR_occupied"),),
        "rail",
    ),
    Figure(
        "Rails destroyed behind Army Group Centre",
        "rails a month",
        "AGC_area",
        three("rails.cut", german=LOGGED),
        (("rails.cut", "AGC_area"),),
        "rail",
        note="Both sides spoke of the same weeks of 1943.",
    ),
    Figure(
        "Attacks on railways, German-run lines",
        "attacks a month",
        "GVD_Osten",
        three("railway.attacks", german=LOGGED),
        (("railway.attacks", "GVD_Osten"),),
        "attack",
    ),
    Figure(
        "Attacks on railways behind Army Group Centre",
        "attacks a month",
        "AGC_area",
        three("railway.attacks", german=LOGGED),
        (("railway.attacks", "AGC_area"),),
        "attack",
    ),
    Figure(
        "Trains derailed, whole theatre",
        "trains a month",
        None,
        three("trains.derailed", german=LOGGED),
        (("trains.derailed", "USSR_occupied"),),
        "train",
    ),
    Figure(
        "Trains that lines could run",
        "per cent of undamaged lines",
        None,
        (Trace("capacity left", "railway.capacity_share", style="true"),),
    ),
)
CIVILIANS = (
    Figure(
        "Civilians killed, whole theatre",
        "people a month",
        None,
        KILLED,
        (("civilians.killed", "USSR_occupied"),),
        "person",
        stacked=True,
    ),
    Figure(
        "Civilians killed in Belarus",
        "people a month",
        "Belarus",
        KILLED,
        (("civilians.killed", "Belarus"),),
        "person",
        stacked=True,
        note="A claim for the whole occupation is drawn as its mean by month.",
    ),
)

GROUPS = {"strength": STRENGTH, "civilians": CIVILIANS, "railway": RAILWAY}
"""The figures of each part of the report."""


class Drawn(NamedTuple):
    """A figure as it stands in the report: the chart, its lines (name, style), some figures as a table."""

    name: str
    svg: str
    styles: tuple[tuple[str, str], ...]
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    stacked: bool = False


def months(run: Run) -> tuple[np.ndarray, np.ndarray]:
    """Return the month of every day of a run, counted from its first, and the middle day of each month."""
    begins, ends = np.array(months_within(run.first, run.first + run.days - 1)).T - run.first
    return np.repeat(np.arange(begins.size), ends + 1 - begins), (begins + ends) / 2


def by_month(run: Run, values: np.ndarray) -> np.ndarray:
    """Return a flow by month; a month that was played in part is raised to thirty days if over a week."""
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
        values = run.values(trace.quantity, figure.region, trace.said_by)
        if isinstance(q, Share):
            whole = run.values(q.under, figure.region)
            values = np.where(whole >= LITTLE * whole.max(), values, np.nan)
        flow = q.kind == "flow"
        if flow:
            at, values = months(run)[1], by_month(run, values)
        else:
            at = np.unique(np.append(np.arange(0, run.days, 5), run.days - 1)).astype(float)
            values = values[at.astype(int)]
        lines.append(Line(trace.name, trace.style or trace.said_by or "true", at, values, flow))
    svg = chart(figure.name, figure.unit, start, run.days, lines, _marks(run, ledger, figure, flow), figure.stacked)
    columns = ("month" if flow else "", *(line.name for line in lines))
    keys = tuple((line.name, line.style) for line in lines)
    return Drawn(figure.name, svg, keys, figure.note, columns, _rows(run, lines), figure.stacked)


def _marks(run: Run, ledger: Ledger, figure: Figure, flow: bool) -> list[Mark]:
    wanted = set(figure.claims)
    said = (c for c in ledger.confrontable() if (c.quantity, c.region) in wanted)
    marks = (mark_of(c, date_of(run.first), run.days, figure.claim_unit, flow) for c in said)
    return [m for m in marks if m]


def _rows(run: Run, lines: list[Line]) -> tuple[tuple[str, ...], ...]:
    """Return the values of lines at about every half-year, by day, or by month where they are sums of months."""
    at, length = lines[0].days, len("1943-06" if lines[0].monthly else "1943-06-15")
    wanted = np.unique(np.linspace(0, at.size - 1, min(at.size, 9)).round().astype(int))
    return tuple(
        (date_of(run.first + int(at[k])).isoformat()[:length], *(number(float(line.values[k])) for line in lines))
        for k in wanted
    )
