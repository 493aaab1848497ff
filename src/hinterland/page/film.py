"""Frames of a film: the map of a run week by week, with its date, its scale and what it is.

The scale, the colours and the ground stay the same from the first frame to the last. Of victims there is a frame for
each month and a colour for each oblast: the model gives them by neither day nor place.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from hinterland.core.calendar import date_of
from hinterland.core.fault import Fault
from hinterland.core.names import Names
from hinterland.engine.result import Run
from hinterland.page import fields
from hinterland.page.fields import DEAD, FIELDS, Field
from hinterland.report import drawing, outlines
from hinterland.report.maps import DARK, VIEW, WARM, towns_named
from hinterland.theatre.front import front_line

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure
    from matplotlib.path import Path

DOTS = 100
"""Pixels of an inch."""
SHEET = 600.0
"""Units across the map in which its lines and letters are measured."""
HEAD, FOOT = 54.0, 86.0
"""Height of the strips above and below the map, in the same units."""
TOWNS = 26
LOST = (0.1, 0.3, 0.6)
"""Shares of its capacity that a railway line has lost from which it is drawn heavier."""
WIDTHS = (1.1, 1.7, 2.4)
SEA, LAND, INK, QUIET, PAPER = "#cbd8dd", "#f4efe1", "#1f1c18", "#5c5345", "#fbf8ef"
RAILWAY, CLOSED, FRONT, ABSENT = "#a89a86", "#1d4e79", "#1f1c18", "#00000000"


class Frame(NamedTuple):
    """A frame: row of the field, week of the railways, first day; the dead of the model and the day until which."""

    row: int
    week: int
    first: int
    until: int
    dead: float


class Film:
    """The frames of a field of a run from one day to another, each `size` pixels wide and high."""

    def __init__(self, run: Run, field: Field, days: tuple[int, int], width: int) -> None:
        """Take a run that was recorded by cell and line, a field, the first and the last day, and the width in pixels.

        Width and height are even, as films want them. Raises `Fault` where the run has none of these days.
        """
        self.run, self.field = run, field
        check_days(days, (run.first, run.first + run.days - 1))
        self.frames = frames_of(run, field, days)
        self.sheet = outlines.Sheet(SHEET, *VIEW)
        tall = self.sheet.height + HEAD + FOOT
        self.size = (width // 2 * 2, round(width * tall / SHEET) // 2 * 2)
        self._values = _values(run, field)
        self._lost = fields.lost_capacity(run)
        self._colours = WARM if field is not DEAD else DARK

    def drawn(self, frames: Sequence[Frame]) -> Iterator["Figure"]:
        """Draw some of its frames, one after the other, into the same figure."""
        figure = self._figure()
        for frame in frames:
            changed = self._change(frame)
            yield figure
            for one in changed:
                one.remove()

    def _figure(self) -> "Figure":
        """Return the figure with all that stays: ground, waters, railways, towns, the scale and what the film is."""
        from matplotlib.collections import LineCollection, PolyCollection
        from matplotlib.figure import Figure
        from matplotlib.patches import PathPatch

        wide, high = self.size
        figure = Figure(figsize=(wide / DOTS, high / DOTS), dpi=DOTS, facecolor=PAPER)
        tall = self.sheet.height + HEAD + FOOT
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0), xlim=(0.0, SHEET), ylim=(self.sheet.height + FOOT, -HEAD))
        axes.set_axis_off()
        self._axes, self._point = axes, 72.0 * high / DOTS / tall
        shown = ((0.0, 0.0), (SHEET, 0.0), (SHEET, self.sheet.height), (0.0, self.sheet.height))
        (frame,) = axes.fill(*np.array(shown).T, color=SEA, linewidth=0)
        land = PathPatch(self._compound("land"), facecolor=LAND, edgecolor="none")
        axes.add_patch(land).set_clip_path(frame)
        edges = [outlines.corners(self.sheet, cell) for cell in self.run.theatre.ground.h3]
        self._cells = PolyCollection(edges, linewidths=0, antialiased=False)
        axes.add_collection(self._cells, autolim=False)
        self._cells.set_clip_path(self._compound("land"), axes.transData)
        lakes = PathPatch(self._compound("lake"), facecolor=SEA, edgecolor="none")
        axes.add_patch(lakes).set_clip_path(frame)
        railway = self.run.theatre.railway
        at = self.sheet.place(railway.lat, railway.lon)
        self._lines = np.stack((at[railway.line_a], at[railway.line_b]), 1)
        axes.add_collection(
            LineCollection([*self._lines], colors=RAILWAY, linewidths=0.45 * self._point), autolim=False
        )
        self._name_towns()
        for y, h in ((-HEAD, HEAD), (self.sheet.height, FOOT)):
            axes.fill_between([0.0, SHEET], y, y + h, color=PAPER, linewidth=0, zorder=5)
        self._tell()
        return figure

    def _compound(self, kind: str) -> "Path":
        """Return all land or all lakes as one path in units of the sheet."""
        from matplotlib.path import Path

        rings = [Path(self.sheet.place(*ring.T), closed=False) for k, ring in outlines.rings() if k == kind]
        return Path.make_compound_path(*rings)

    def _say(self, words: str, x: float, y: float, size: float, **more: Any) -> "Artist":
        return self._axes.text(x, y, words, fontsize=size * self._point, **{"color": INK, "zorder": 6, **more})

    def _name_towns(self) -> None:
        from matplotlib.patheffects import withStroke

        for town, x, y in towns_named(self.sheet, TOWNS):
            self._axes.plot([x], [y], ".", color=INK, markersize=3.2 * self._point, zorder=4)
            halo = [withStroke(linewidth=1.6 * self._point, foreground=PAPER)]
            self._say(town.name, x + 5.0, y + 3.0, 8.0, path_effects=halo, zorder=4)

    def _tell(self) -> None:
        """Write the scale, and below it whose figures these are."""
        top, step = self.sheet.height, 52.0
        for k, bound in enumerate(self.field.steps):
            x = 16.0 + k * step
            self._axes.fill_between(
                [x, x + step], top + 12, top + 24, color=self._colours[k + 1], linewidth=0, zorder=6
            )
            self._say(drawing.number(float(bound)), x, top + 36, 9.0)
        run, bare = self.run, "outside the Soviet Union" if self.field is DEAD else "not occupied"
        self._say(f"{self.field.name}, {self.field.unit}; palest: less; no colour: {bare}", 16.0, top + 52, 9.0)
        words = (
            f"Simulated: one run of the model ({run.scenario.name}, seed {run.seed}), not a record of a place or a day."
        )
        self._say(words, 16.0, top + 66, 9.0, weight="bold")
        x = 16.0 + (len(self.field.steps) + 0.5) * step
        for colour, style, width, y, what in (
            (FRONT, (0, (4, 2)), 1.5, 18, "front (by the record)"),
            (CLOSED, "solid", 1.7, 32, f"railway with {LOST[0]:.0%} or more of its capacity lost"),
        ):
            width *= self._point
            self._axes.plot([x, x + 24], [top + y] * 2, color=colour, linestyle=style, linewidth=width, zorder=6)
            self._say(what, x + 30, top + y + 3, 8.0)

    def _change(self, frame: Frame) -> list["Artist"]:
        """Colour the cells, and draw what one frame alone has, which is returned."""
        from matplotlib.collections import LineCollection
        from matplotlib.colors import to_rgba

        values = self._values[frame.row]
        palette = [to_rgba(one) for one in (*self._colours, ABSENT)]
        level = np.searchsorted(self.field.steps, np.nan_to_num(values), side="right")
        self._cells.set_facecolor([palette[k] for k in np.where(np.isnan(values), -1, level)])
        lost = np.searchsorted(LOST, np.nan_to_num(self._lost[frame.week]), side="right")
        drawn: list[Artist] = []
        for k, width in enumerate(WIDTHS, 1):
            lines = LineCollection([*self._lines[lost == k]], colors=CLOSED, linewidths=width * self._point)
            drawn.append(self._axes.add_collection(lines, autolim=False))
        ground = self.run.theatre.ground
        for line in outlines.chains(front_line(self.run.theatre.front.occupied[frame.first], ground.h3)):
            if len(line) > 3:
                x, y = self.sheet.place(*outlines.smooth(line).T).T
                for colour, wide, style in ((PAPER, 3.0, "solid"), (FRONT, 1.5, (0, (4, 2)))):
                    wide *= self._point
                    drawn += self._axes.plot(x, y, color=colour, linewidth=wide, linestyle=style, zorder=3)
        first = date_of(frame.first)
        when = drawing.month(first) if self.field is DEAD else f"Week of {drawing.day(first)}"
        drawn.append(self._say(when, 16.0, -30.0, 17.0, weight="bold"))
        dead = f"{drawing.number(frame.dead)} civilians killed by action against partisans in the model"
        if frame.until >= self.run.first:
            drawn.append(self._say(f"Until {drawing.day(date_of(frame.until))}: {dead}", 16.0, -12.0, 10.5))
        return drawn


def frames_of(run: Run, field: Field, days: tuple[int, int]) -> list[Frame]:
    """Return the frames of a film: a week each, of victims a month each, those of which a day lies within `days`.

    A frame shows those whom the model has killed until the end of its month, and of one that is not over yet, until
    the end of the month before.
    """
    begins, ends = _spans(fields.month_begins(run), run.days)
    dead = np.cumsum(np.add.reduceat(run.values("civilians.killed"), begins))
    weeks, week_ends = _spans(fields.weeks(run), run.days)
    rows = (begins, ends) if field is DEAD else (weeks, week_ends)
    frames = []
    for row, (a, b) in enumerate(zip(*rows, strict=True)):
        if run.first + b < days[0] or run.first + a > days[1]:
            continue
        done = int(np.searchsorted(ends, b, side="right"))
        killed, until = (float(dead[done - 1]), int(ends[done - 1])) if done else (0.0, -1)
        week = int(np.searchsorted(weeks, b, side="right")) - 1
        frames.append(Frame(row, week, run.first + int(a), run.first + until, killed))
    return frames


def _spans(begins: np.ndarray, days: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the first and the last days of spans that follow one another, counted from the first day of a run."""
    return begins, np.append(begins[1:], days) - 1


def _values(run: Run, field: Field) -> np.ndarray:
    """Return a field by frame and cell; NaN where the ground has no colour."""
    if field is not DEAD:
        return fields.values_of(run, field)
    return fields.killed_by_oblast(run)[:, run.theatre.ground.oblast]


def field_named(name: str) -> Field:
    """Return a field of the map by its name; raises `Fault` for one that is unknown."""
    known = {field.id: field for field in (*FIELDS, DEAD)}
    return known[Names("field of the map", tuple(known)).find(name)]


def check_days(days: tuple[int, int], run_days: tuple[int, int]) -> None:
    """Raise `Fault` where a run has none of the days that are wanted; both are a first and a last day."""
    if days[0] > run_days[1] or days[1] < run_days[0]:
        wanted, there = (f"{date_of(a)} to {date_of(b)}" for a, b in (days, run_days))
        raise Fault(None, 0, f"the run has no day from {wanted}", f"give days from {there}")
