"""Charts over time: what was, what each side said, and the claims as marks with bars in both directions."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hinterland.evidence.model import RECALLED, Claim
from hinterland.evidence.registry import plural
from hinterland.report.drawing import (
    MONTHS,
    between,
    day,
    element,
    month,
    number,
    path,
    row_of_points,
    span,
    steps,
    text,
    title,
)
from hinterland.study.claims.holdout import held_out

Floats = NDArray[np.float64]

WIDTH, HEIGHT = 560.0, 256.0
LEFT, RIGHT, TOP, BOTTOM = 58.0, 10.0, 26.0, 26.0
MONTH = 30.4
"""Days in a month."""
ROOM = 1.7
"""A claim of more than so many times the highest line is drawn at the top with its figure."""
SHAPES = {
    "soviet": "circle", "german": "square", "historian": "triangle", "museum": "diamond", "article": "cross",
}  # fmt: skip
"""The shape of each speaker's marks; a speaker not named here has `wedge`."""
CORNERS = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "triangle": ((0, -1.2), (1.1, 0.85), (-1.1, 0.85)),
    "diamond": ((0, -1.3), (1.1, 0), (0, 1.3), (-1.1, 0)),
    "cross": (
        *((-0.35, -1.1), (0.35, -1.1), (0.35, -0.35), (1.1, -0.35), (1.1, 0.35), (0.35, 0.35)),
        *((0.35, 1.1), (-0.35, 1.1), (-0.35, 0.35), (-1.1, 0.35), (-1.1, -0.35), (-0.35, -0.35)),
    ),
}
SIDES = ("soviet", "german", "historian", "museum", "article", "other")


class Line(NamedTuple):
    """One line of a chart: its name, its style (true, soviet, german, first to sixth), days, values.

    `monthly` values are sums of a month, drawn at its middle day and given by the month alone.
    """

    name: str
    style: str
    days: Floats
    values: Floats
    monthly: bool = False


class Mark(NamedTuple):
    """One claim on a chart, in the chart's unit; `low` or `high` alone are bounds; `held` from calibration or not."""

    first: float
    last: float
    low: float | None
    best: float | None
    high: float | None
    speaker: str
    sure: bool
    words: str
    held: bool = False

    @property
    def middle(self) -> float:
        """The figure at which the mark stands."""
        known = [v for v in (self.low, self.high) if v is not None]
        return self.best if self.best is not None else sum(known) / len(known)


class Frame:
    """The axes of a chart: days along it and values up it."""

    def __init__(self, start: date, days: int, top: float) -> None:
        """Show days 0 to `days` from `start`, and values from 0 to `top`."""
        self.start, self.days, self.top = start, max(days, 2), top

    def x(self, when: Floats | float) -> Floats:
        """Return places along the chart of day numbers, those outside it at its edges."""
        return LEFT + (WIDTH - LEFT - RIGHT) * np.clip(when, 0, self.days - 1) / (self.days - 1)

    def y(self, value: Floats | float) -> Floats:
        """Return places up the chart of values, those above it at its top."""
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * np.clip(value, 0, self.top) / self.top

    def axes(self, unit: str) -> str:
        """Draw the lines and figures that the values are read by."""
        parts = [text(unit, 2, 10, class_="unit")]
        for value in steps(self.top):
            y = float(self.y(value))
            parts.append(element("path", class_="grid", d=f"M{LEFT:g} {y:.1f}H{WIDTH - RIGHT:g}"))
            parts.append(text(number(value), LEFT - 6, y + 3.5, class_="tick end"))
        last = self.start + timedelta(days=self.days - 1)
        firsts = [date(y, m, 1) for y in range(self.start.year, last.year + 1) for m in range(1, 13)]
        inside = [d for d in firsts if self.start <= d <= last]
        years = [d for d in inside if d.month == 1] if self.days > 500 else inside
        for when in years if len(years) < 14 else years[::3]:
            x = float(self.x((when - self.start).days))
            words = str(when.year) if self.days > 500 else f"{MONTHS[when.month - 1][:3]} {when.year}"
            parts.append(element("path", class_="tickmark", d=f"M{x:.1f} {HEIGHT - BOTTOM:g}v5"))
            parts.append(text(words, x + 3, HEIGHT - 8, class_="tick"))
        return "".join(parts)


def chart(
    name: str,
    unit: str,
    start: date,
    days: int,
    lines: Sequence[Line],
    marks: Sequence[Mark],
    stacked: bool = False,
) -> str:
    """Return a chart of lines and marks; `stacked` draws each line upon those before it, and gives its own figures."""
    words = _summary(name, unit, start, lines, marks)
    if stacked:
        heights = np.cumsum([line.values for line in lines], axis=0)
        lines = [line._replace(values=h) for line, h in zip(lines, heights, strict=True)]
    peak = max((float(np.nanmax(line.values, initial=0.0)) for line in lines), default=0.0)
    said = [m.middle for m in marks] + [m.high for m in marks if m.high is not None]
    near = [v for v in said if v <= ROOM * peak or not peak]
    frame = Frame(start, days, (max([peak, *near]) or 1.0) * 1.06)
    parts = [title(words), frame.axes(unit)]
    floor = np.zeros_like(lines[0].values) if lines else np.zeros(0)
    for line in lines:
        if stacked:
            parts.append(_area(frame, line, floor))
            floor = line.values
        elif line.style == "true":
            parts.append(_area(frame, line, np.zeros_like(line.values)))
    if not stacked:
        for line in reversed(lines):
            d = row_of_points(frame.x(line.days), frame.y(line.values))
            parts.append(element("path", title(line.name), class_=f"line {line.style}", d=d))
    parts += [drawn_mark(frame, mark) for mark in sorted(marks, key=lambda m: m.first - m.last)]
    box = f"0 0 {WIDTH:g} {HEIGHT:g}"
    return element("svg", *parts, class_="chart", viewBox=box, role="img", aria_label=words)


def _area(frame: Frame, line: Line, floor: Floats) -> str:
    good = np.isfinite(line.values)
    x = frame.x(line.days[good])
    up = np.stack((x, frame.y(line.values[good])), -1)
    down = np.stack((x, frame.y(floor[good])), -1)[::-1]
    d = path(np.vstack((up, down)), closed=True, grain=0.1)
    return element("path", title(line.name), class_=f"area {line.style}", d=d)


def drawn_mark(frame: Frame, mark: Mark) -> str:
    """Draw a claim: bars from low to high and over its dates, arrows at open bounds, a shape by speaker."""
    a, b = float(frame.x(mark.first)), float(frame.x(mark.last))
    x, y, top = (a + b) / 2, float(frame.y(mark.middle)), float(frame.y(frame.top))
    beyond = mark.middle > frame.top
    bars = f"M{a:.1f} {y:.1f}H{b:.1f}" if b - a > 3 else ""
    if mark.low is not None and mark.high is not None and mark.high > mark.low:
        bars += f"M{x:.1f} {float(frame.y(mark.low)):.1f}V{float(frame.y(mark.high)):.1f}"
    elif mark.best is None and mark.high is None and not beyond:
        bars += f"M{x:.1f} {y:.1f}v-16m-3 4l3-4 3 4"
    elif mark.best is None and mark.low is None:
        bars += f"M{x:.1f} {y:.1f}v16m-3-4l3 4 3-4"
    parts = [title(mark.words)]
    if beyond:
        bars += f"M{x:.1f} {top:.1f}v-9m-3 4l3-4 3 4"
        aside, kind = (-6.0, "beyond end") if x > WIDTH - 80 else (6.0, "beyond")
        parts.append(text(number(mark.middle), x + aside, top - 2, class_=kind))
    if bars:
        parts.append(element("path", class_="bars", d=bars))
    parts.append(element("path", class_="shape", d=shape(mark.speaker, x, y)))
    side = mark.speaker if mark.speaker in SIDES else "other"
    return element("g", *parts, class_=f"mark {side}" + ("" if mark.sure else " unsure") + " held" * mark.held)


def shape(speaker: str, x: float, y: float, r: float = 4.0) -> str:
    """Return the `d` of a speaker's shape about a place."""
    if SHAPES.get(speaker) == "circle":
        return f"M{x - r:.1f} {y:.1f}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0z"
    corners = CORNERS.get(SHAPES.get(speaker, ""), ((-1.1, -0.85), (1.1, -0.85), (0, 1.2)))
    return path([(x + r * dx, y + r * dy) for dx, dy in corners], closed=True, grain=0.1)


def swatch(speaker: str) -> str:
    """Return the shape of a speaker as it stands in a key."""
    mark = element("g", element("path", class_="shape", d=shape(speaker, 8, 8)), class_=f"mark {speaker}")
    return element("svg", mark, class_="swatch", viewBox="0 0 16 16", aria_hidden="true")


def _summary(name: str, unit: str, start: date, lines: Sequence[Line], marks: Sequence[Mark]) -> str:
    """Put a chart into words."""
    sentences = [f"{name}, {unit}."]
    for line in lines:
        if line.values.size and np.isfinite(line.values).any():
            k = int(np.nanargmax(line.values))
            when = start + timedelta(days=int(line.days[k]))
            at = f"in {month(when)}" if line.monthly else f"about {day(when)}"
            sentences.append(f"{line.name}: at most {number(float(line.values[k]))}, {at}.")
    if marks:
        words = "1 claim is marked; its" if len(marks) == 1 else f"{len(marks)} claims are marked; their"
        sentences.append(f"{words} words stand in the table of claims or on hover.")
    return " ".join(sentences)


def mark_of(claim: Claim, start: date, days: int, unit: str, flow: bool) -> Mark | None:
    """Return the mark of a claim on a chart that begins on `start`, or None where it has no place there.

    A claim of a flow is drawn as its mean by month over its dates, which count as a month at least.
    """
    rate, _, per = claim.unit.partition("/")
    if rate != unit or claim.date_from is None or not claim.numeric or (per and not flow):
        return None
    first = (claim.date_from - start).days
    last = ((claim.date_to or claim.date_from) - start).days
    if first >= days or last < 0:
        return None
    length = max((last - first + 1) / MONTH, 1.0)
    factor = {"": 1.0 / length, "month": 1.0, "day": MONTH}.get(per) if flow else 1.0
    if factor is None:
        return None
    low, best, high = (None if v is None else v * factor for v in (claim.low, claim.best, claim.high))
    sure = claim.verified != "memory"
    return Mark(first, last, low, best, high, claim.said_by, sure, in_words(claim), held_out(claim))


def in_words(claim: Claim) -> str:
    """Say a claim: who said what, of which dates, where it stands, and whether anyone has looked it up."""
    who = claim.said_by + (f" ({claim.author})" if claim.author else "")
    mark = claim.id + f"; {RECALLED}" * (claim.verified == "memory") + "; held out" * held_out(claim)
    note = claim.note if len(claim.note) < 200 else claim.note[:197].rsplit(" ", 1)[0] + " …"
    return f"{who}: {amount(claim)} {plural(claim.unit)}, {span(claim.date_from, claim.date_to)}. {note} [{mark}]"


def amount(claim: Claim) -> str:
    """Return the figure of a claim with its bounds."""
    return between(claim.low, claim.best, claim.high)
