"""The charts of the systems as figures: the lines that the table of charts names, and claims of the same quantity."""

from collections.abc import Iterable, Mapping

from hinterland.engine.quantities import find
from hinterland.evidence.model import Claim
from hinterland.evidence.registry import plural
from hinterland.report.figures import Figure, Trace
from hinterland.study.measurement.measure import find as measure
from hinterland.study.systems.system_charts import SystemChart

WHOLE = ("USSR", "USSR_occupied")
"""Regions in which the same war is counted."""
UNITS = {"1": "0 to 1", "percent": "per cent", "km2": "km²", "person": "people", "t": "tonnes", "h": "hours"}
ORDER = ("true", "second", "third", "fourth", "fifth", "sixth")
STACKED = ("first", "second", "third", "fourth", "fifth", "sixth")
"""Styles of lines, and of parts, in the order of a chart."""


def names_by_quantity(claims: Iterable[Claim]) -> dict[str, set[str]]:
    """Return, for each quantity of the engine, the names under which claims speak of nothing but it."""
    found: dict[str, set[str]] = {}
    for name in {claim.quantity for claim in claims}:
        m = measure(name)
        if m is not None and len(m.over) == 1 and not m.under and (m.factor, m.offset) == (1.0, 0.0):
            found.setdefault(m.over[0], set()).add(name)
    return found


def figure_of(chart: SystemChart, names: Mapping[str, set[str]]) -> Figure:
    """Return the figure of a chart, with the claims of what it shows in its region; a whole of parts has none.

    `names` is what `names_by_quantity` returns.
    """
    styles = STACKED if chart.form == "parts" else ORDER
    traces = tuple(
        Trace(one.words, one.quantity, one.said_by, one.said_by or style)
        for one, style in zip(chart.shows, styles, strict=False)
    )
    first = chart.shows[0].quantity
    regions = WHOLE if chart.region in WHOLE else (chart.region,)
    shown = dict.fromkeys(one.quantity for one in chart.shows) if chart.form != "parts" else {}
    claims = tuple((name, region) for q in shown for name in sorted(names.get(q, {q})) for region in regions)
    unit = find(first).unit
    return Figure(
        chart.name,
        unit_of(first),
        chart.region,
        traces,
        claims,
        unit,
        chart.form == "parts",
        chart.note,
    )


def unit_of(quantity: str) -> str:
    """Return the unit of a chart of a quantity in words; flows are drawn by month."""
    q = find(quantity)
    return f"{in_words(q.unit)} a month" if q.kind == "flow" else in_words(q.unit)


def in_words(unit: str) -> str:
    """Return a unit as it is printed, for any number of what it counts."""
    return UNITS.get(unit, plural(unit))
