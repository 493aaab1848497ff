"""Fan charts: how wide the runs of an ensemble lie from month to month, with the claims as marks."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import date_of
from hinterland.evidence.model import RECALLED
from hinterland.evidence.registry import quantity
from hinterland.report.charts import HEIGHT, MONTH, ROOM, WIDTH, Frame, Mark, amount, drawn_mark, mark_of
from hinterland.report.drawing import element, month, number, path, row_of_points, span, title
from hinterland.report.system_figures import in_words
from hinterland.report.titles import title_of
from hinterland.study.claims.holdout import held_out
from hinterland.study.claims.question import Question
from hinterland.study.claims.speakers import services
from hinterland.study.ensembles.courses import BANDS, Course, Courses
from hinterland.study.ensembles.followed import THE_DEAD, Followed
from hinterland.theatre.assemble import Theatre

LIGHT, MIDDLE = (0, 4), (1, 3)
"""Which lines of a course bound the light band (nine runs of ten) and the dark one (half of them)."""
LINES = "The light band holds nine of ten runs, the dark one half of them, the line is their median."
COLUMNS = ("month", "5 %", "25 %", "median", "75 %", "95 %")
CLAIM_COLUMNS = ("claim", "said by", "of", "claimed", "5 % of runs", "median", "95 %", "reached")
WEEK, SHORT = 7, 28
"""Days: a month played for less than `SHORT` but at least `WEEK` is raised to a whole one where flows are drawn."""


class Panel(NamedTuple):
    """One fan chart: whose words it shows, the drawing, a sentence, the figures of months, and the claims beside it."""

    heading: str
    svg: str
    words: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    claim_columns: tuple[str, ...]
    claims: tuple[tuple[str, ...], ...]


class Fans(NamedTuple):
    """The fan charts of one quantity in one region, all to one scale."""

    name: str
    meaning: str
    victims: bool
    panels: tuple[Panel, ...]


def fans(found: Courses, ground: Theatre) -> list[Fans]:
    """Return the fan charts of what is claimed, and of the dead: victims first, then those with most claims."""
    ordered = sorted(found.courses, key=lambda one: one.followed[:2])
    groups = [list(those) for _, those in groupby(ordered, key=lambda one: one.followed[:2])]
    groups = [those for those in groups if those[0].followed[:2] in THE_DEAD or any(one.claims for one in those)]
    groups.sort(key=lambda those: (_place(those[0]), -sum(len(one.claims) for one in those)))
    return [_together(those, ground) for those in groups]


def _place(course: Course) -> int:
    """Return where a course stands on the page: the civilians killed, other victims, all else."""
    by_place = {place: n for n, place in enumerate(THE_DEAD)}
    return by_place.get(course.followed[:2], len(by_place) if course.victims else len(by_place) + 1)


def _together(courses: Sequence[Course], ground: Theatre) -> Fans:
    """Return the charts of one quantity in one region."""
    first = courses[0]
    top = max(map(highest, courses)) or 1.0
    region = ground.regions.table.get(first.followed.region)
    words = title_of(first.followed.name)
    name = f"{words}, {region.name if region else first.followed.region}"
    panels = tuple(_panel(one, 1.06 * top, name, ground) for one in courses)
    return Fans(name, quantity(first.followed.name).meaning, first.victims, panels)


def monthly(course: Course) -> np.ndarray:
    """Return the bands of a course as they are drawn, (5, months): a flow that was played in part is raised."""
    length = np.array([last - first + 1 for first, last in course.periods])
    part = (course.kind == "flow") & (length >= WEEK) & (length < SHORT)
    return np.asarray(course.bands() * np.where(part, MONTH / length, 1.0))


def marks(course: Course) -> list[Mark]:
    """Return the marks of the claims that are set beside a course."""
    start, days = _days(course)
    found = (mark_of(q.claim, start, days, q.unit, course.kind == "flow") for q in course.claims)
    return [one for one in found if one is not None]


def _days(course: Course) -> tuple[date, int]:
    first, last = course.periods[0][0], course.periods[-1][1]
    return date_of(first), last - first + 1


def spoken(one: Followed) -> str:
    """Return in words whose figure of a quantity a chart shows."""
    if one.said_by is None:
        return "as it was in the runs"
    return f"as {services(one.name, one.said_by)} would report it"


def highest(course: Course) -> float:
    """Return the highest value that a chart shows: of its bands, and of claims that are not far above them."""
    peak = float(np.nanmax(monthly(course), initial=0.0))
    said = [v for one in marks(course) for v in (one.middle, one.high) if v is not None]
    return max([peak, *(v for v in said if v <= ROOM * peak or not peak)])


def _panel(course: Course, top: float, name: str, ground: Theatre) -> Panel:
    start, days = _days(course)
    frame, bands = Frame(start, days, top), monthly(course)
    middles = np.array([(a + b) / 2 - course.periods[0][0] for a, b in course.periods])
    reached = course.reached(ground)
    unit = in_words(course.unit) + (" a month" if course.kind == "flow" else "")
    words = _words(course, reached)
    aloud = f"{name}, {spoken(course.followed)}. {LINES} {words}"
    parts = [title(aloud), frame.axes(unit)]
    for kind, (low, high) in (("light", LIGHT), ("dark", MIDDLE)):
        parts.append(element("path", class_=f"band {kind}", d=_between(frame, middles, bands[low], bands[high])))
    median = row_of_points(frame.x(middles), frame.y(bands[2]))
    parts.append(element("path", class_="line true", d=median))
    parts += [drawn_mark(frame, one) for one in sorted(marks(course), key=lambda m: m.first - m.last)]
    box = f"0 0 {WIDTH:g} {HEIGHT:g}"
    svg = element("svg", *parts, class_="chart", viewBox=box, role="img", aria_label=aloud)
    rows = tuple(
        (month(date_of(a)), *map(number, column))
        for (a, _), column in zip(course.periods, bands.T.tolist(), strict=True)
    )
    columns = CLAIM_COLUMNS[: -1 if course.dead else None]
    return Panel(spoken(course.followed), svg, words, COLUMNS, rows, columns, tuple(_claims(course, reached)))


def _between(frame: Frame, at: np.ndarray, low: np.ndarray, high: np.ndarray) -> str:
    """Return the outline of a band."""
    good = np.isfinite(low) & np.isfinite(high)
    x = frame.x(at[good])
    up, down = np.stack((x, frame.y(high[good])), -1), np.stack((x, frame.y(low[good])), -1)[::-1]
    return path(np.vstack((up, down)), closed=True, grain=0.1)


def _words(course: Course, reached: Sequence[bool | None]) -> str:
    """Say when the median is highest, and of claims that do not count the dead how many the light band reaches."""
    bands, months = monthly(course), course.periods
    k = int(np.nanargmax(bands[2])) if np.isfinite(bands[2]).any() else 0
    low, middle, high = (number(float(bands[n, k])) for n in (0, 2, 4))
    text = f"The median is highest in {month(date_of(months[k][0]))}: {middle} ({low} to {high})."
    if not np.nanmax(bands[2], initial=0.0) > 0:
        text = "The median is 0 throughout."
    if course.dead:
        return text + " Claims stand beside the runs; nothing is made of the difference."
    for held, kind in ((False, "claim"), (True, "held-out claim")):
        own = [r for q, r in zip(course.claims, reached, strict=True) if held_out(q.claim) is held and r is not None]
        if own:
            many = f"{sum(own)} of {len(own)} {kind}s at their" if len(own) > 1 else f"{sum(own)} of 1 {kind} at its"
            text += f" The light band reaches {many} own days."
    return text


def _claims(course: Course, reached: Sequence[bool | None]) -> Iterator[tuple[str, ...]]:
    """Yield a line for each claim: what was claimed and what the runs say to it, in the unit of the claim."""
    for q, said, one in zip(course.claims, course.said, reached, strict=True):
        known = said[np.isfinite(said)] / q.scale
        band = [number(float(v)) for v in np.quantile(known, BANDS[::2])] if known.size else ["", "", ""]
        word = {True: "yes", False: "no", None: ""}[one]
        yield (*_claim_cells(q), *band, *(() if course.dead else (word,)))


def _claim_cells(q: Question) -> tuple[str, ...]:
    claim = q.claim
    aside = f" ○ {RECALLED}" * (claim.verified == "memory") + " ◇ held out" * held_out(claim)
    when = span(claim.date_from, claim.date_to)
    return claim.id + aside, claim.said_by, when, f"{amount(claim)} {in_words(claim.unit)}"
