"""Maps of a run: where partisans stood, which railways were closed, where civilians were killed."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import day_of, parse
from hinterland.core.paths import THEATRE
from hinterland.engine.result import Run
from hinterland.report import outlines, place_names
from hinterland.report.drawing import day, element, number, path, text, title
from hinterland.report.phrasing import ground as place_of
from hinterland.theatre.csv_table import read
from hinterland.theatre.front import front_line
from hinterland.theatre.local_names import gazetteer

DATES = (
    *("1941-09-01", "1942-01-01", "1942-07-01", "1943-01-01"),
    *("1943-08-01", "1944-01-01", "1944-06-01", "1944-08-01"),
)
"""Days of the eight maps, where the run has them."""
STRENGTH = (5, 30, 100, 250, 600, 1200)
"""Partisans on 1,000 km2 at which the next colour begins; the same in every run, so that maps compare."""
KILLED = (1, 4, 10, 20, 35, 60)
"""Civilians killed of every thousand people of 1941 at which the next colour begins."""
WARM = ("#f6e3c3", "#f5c98f", "#ee9f5f", "#dd6f43", "#bd4034", "#8c1c2b", "#4f0a1e")
DARK = ("#e4dfe6", "#c9bfd0", "#a899b5", "#857296", "#635076", "#423157", "#221538")
CLOSED = (0.02, 0.08, 0.2)
"""Share of the month for which a line was closed at which it is drawn the next step heavier."""
HELD = 0.5
"""Share of a cell's ground held by partisans from which the cell is outlined."""
VIEW = (-780.0, 1000.0, -1190.0, 970.0)
"""Edges of the maps west, east, south and north, km from the middle of the projection."""
WIDTH = 300.0


class Town(NamedTuple):
    """A town that may be named on a map, by the rule of the theatre."""

    id: str
    name: str
    lat: float
    lon: float
    people: int


def towns(folder: Path = THEATRE) -> list[Town]:
    """Return the towns of the theatre, the largest of 1939 first."""
    lines = read(folder, "towns.csv", "id name_1941 lat lon pop_1939")
    found = [Town(line.text("id"), line.text("name_1941"), *line.anywhere(), line.people("pop_1939")) for line in lines]
    return sorted(found, key=lambda town: -town.people)


def dates(run: Run) -> list[int]:
    """Return the rows of `run.maps` that are drawn: eight at most, spread evenly where the run is short."""
    known = np.array([day_of(d) for d in run.map_dates])
    wanted = np.array([day_of(parse(d)) for d in DATES])
    inside = wanted[(wanted >= known[0]) & (wanted <= known[-1])]
    if len(inside) < 4:
        inside = np.linspace(known[0], known[-1], min(len(known), 8))
    return sorted({int(np.abs(known - d).argmin()) for d in inside})


class Atlas:
    """Draws the maps of one run; what does not change from map to map is drawn once and used again."""

    def __init__(self, run: Run) -> None:
        """Take the run whose maps are drawn."""
        self.run = run
        self.sheet = outlines.Sheet(WIDTH, *VIEW)
        self.cells = np.array(run.theatre.ground.h3)
        self.area = run.theatre.land.area
        self.inside = self.sheet.on(self.sheet.place(run.theatre.ground.lat, run.theatre.ground.lon), 10.0)
        ground = run.theatre.ground
        soviet = np.where(run.theatre.land.abroad == 0, ground.oblast, -1)
        self.oblasts = {
            k: np.flatnonzero((soviet == k) & self.inside) for k in np.unique(soviet[self.inside]) if k >= 0
        }
        railway = run.theatre.railway
        at = self.sheet.place(railway.lat, railway.lon)
        self.a, self.b = at[railway.line_a], at[railway.line_b]
        self.named = towns_named(self.sheet, 7), towns_named(self.sheet, 26)
        self._drawn: dict[str, str] = {}

    def shared(self) -> str:
        """Return the drawing that every map refers to: land, lakes, all railways and the names of towns."""
        lines = "".join(path((a, b), grain=0.1) for a, b in zip(self.a, self.b, strict=True))
        parts = [
            element("path", id="land", d=outlines.coast(self.sheet, "land")),
            element("clipPath", element("use", href="#land"), id="shore"),
            element("path", id="lakes", d=outlines.coast(self.sheet, "lake")),
            element("path", id="rails", d=lines),
            element("g", *names_of(self.named[0]), id="few-towns", class_="town"),
            element("g", *names_of(self.named[1]), id="many-towns", class_="town"),
        ]
        shapes = ((k, outlines.around(self.sheet, list(self.cells[c]), 1.0)) for k, c in self.oblasts.items())
        parts += [element("path", id=f"oblast-{k}", d=d) for k, d in shapes]
        return element("svg", element("defs", *parts), width=0, height=0, aria_hidden="true", class_="shared")

    def dated(self, row: int) -> str:
        """Return the map of one of the dates of `run.map_dates`."""
        run, when = self.run, run_date(self.run, row)
        occupied = run.maps["occupied"][row] > 0
        density = run.maps["strength"][row] * 1000.0 / self.area
        share = run.maps["held"][row]
        held = self.cells[(share >= HELD) & occupied]
        closed = run.lines_closed(when)
        area = float((share * self.area).sum())
        words = (
            f"{day(when)}, in the model: {number(float(run.maps['strength'][row].sum()))} partisans, who hold "
            f"{number(area)} km²; {int((closed >= CLOSED[0]).sum())} railway lines were closed in part."
        )
        ground = outlines.around(self.sheet, list(self.cells[occupied & self.inside]))
        inside = [
            self._ashore(ground, self._filled(np.where(occupied, density, 0.0), STRENGTH, WARM)),
            element("path", class_="held", d=outlines.around(self.sheet, list(held))) if held.size else "",
            element("use", href="#rails", class_="rails"),
            *self._closed(closed),
            self._front(day_of(when)),
        ]
        strength = np.where(occupied, run.maps["strength"][row], 0.0)
        return self._page(inside, words, "map dated", self._over_oblasts(strength, "partisans"))

    def killed(self) -> str:
        """Return the map of civilians killed over the whole run, for every thousand people of 1941, by oblast.

        The model does not say where in an oblast people were killed, so the map does not show it.
        """
        run = self.run
        land = run.theatre.land
        dead = run.maps["killed"][-1] - (run.maps["killed"][0] if run.first else 0.0)
        people = land.rural + land.urban
        share, drawn = np.zeros(dead.size), 0.0
        for cells in self.oblasts.values():
            drawn += float(dead[cells].sum())
            share[cells] = 1000.0 * dead[cells].sum() / max(float(people[cells].sum()), 1.0)
        words = f"Civilians killed in the model by action against partisans, {number(drawn)}, by oblast."
        if (abroad := float(dead.sum()) - drawn) >= 1:
            words += f" Another {number(abroad)} outside the Soviet Union of June 1941 are not drawn."
        ever = (np.stack(list(run.maps["occupied"])) > 0).any(axis=0)
        ground = outlines.around(self.sheet, list(self.cells[ever & (land.abroad == 0) & self.inside]))
        inside = [self._ashore(ground, self._filled(share, KILLED, DARK))]
        return self._page(inside, words, "map deaths", self._over_oblasts(dead, "civilians killed"))

    def _ashore(self, ground: str, cells: Sequence[str]) -> str:
        """Return occupied ground and the cells upon it, cut off at the shore."""
        return element("g", element("path", class_="occupied", d=ground), *cells, clip_path="url(#shore)")

    def _over_oblasts(self, values: np.ndarray, noun: str) -> str:
        """Return the oblasts as clear glass over a map, each with its figure to be read on hover."""
        parts = []
        for k, cells in self.oblasts.items():
            figure = float(values[cells].sum())
            if figure >= 1:
                words = f"{place_of(self.run.theatre.ground.oblasts[k])}, in the model: {number(figure)} {noun}"
                parts.append(element("use", title(words), href=f"#oblast-{k}"))
        return element("g", *parts, class_="over-oblasts")

    def sheet_of(self, oblasts: Sequence[str], words: str) -> str:
        """Return a small map of coloured oblasts without names; `words` say what it shows."""
        land, lakes = (element("use", href=f"#{name}", class_=name) for name in ("land", "lakes"))
        shown = element("g", *oblasts, class_="oblasts", clip_path="url(#shore)")
        box = f"0 0 {self.sheet.width:g} {self.sheet.height:g}"
        inside = (title(words), land, shown, lakes)
        return element("svg", *inside, class_="map oblast", viewBox=box, role="img", aria_label=words)

    def _page(self, inside: Sequence[str], words: str, kind: str, glass: str) -> str:
        s = self.sheet
        base = [element("use", href="#land", class_="land")]
        over = [
            element("use", href="#lakes", class_="lakes"),
            element("use", href="#few-towns", class_="towns few"),
            element("use", href="#many-towns", class_="towns many"),
            glass,
        ]
        box = f"0 0 {s.width:g} {s.height:g}"
        return element(
            "svg", title(words), *base, *inside, *over, class_=kind, viewBox=box, role="img", aria_label=words
        )

    def _filled(self, values: np.ndarray, bounds: Sequence[float], colours: Sequence[str]) -> list[str]:
        level = np.searchsorted(bounds, values, side="right")
        parts = []
        for k in range(1, len(bounds) + 1):
            cells = self.cells[(level == k) & self.inside]
            if cells.size:
                parts.append(element("path", fill=colours[k], d="".join(map(self._hexagon, cells))))
        return parts

    def _hexagon(self, cell: str) -> str:
        if cell not in self._drawn:
            self._drawn[cell] = outlines.hexagon(self.sheet, cell)
        return self._drawn[cell]

    def _closed(self, share: np.ndarray) -> list[str]:
        parts = []
        for k, (low, high) in enumerate(pairwise((*CLOSED, 2.0)), 1):
            lines = np.flatnonzero((share >= low) & (share < high))
            d = "".join(path((self.a[i], self.b[i]), grain=0.1) for i in lines)
            if d:
                parts += [element("path", class_=f"{kind} step{k}", d=d) for kind in ("casing", "closed")]
        return parts

    def _front(self, when: int) -> str:
        held = self.run.theatre.front.occupied[when]
        lines = outlines.chains(front_line(held, self.run.theatre.ground.h3))
        shown = [outlines.smooth(line) for line in lines if len(line) > 3]
        d = "".join(path(self.sheet.place(*line.T), grain=0.1) for line in shown)
        return element("path", class_="front", d=d) if d else ""


def towns_named(sheet: outlines.Sheet, most: int) -> list[tuple[Town, float, float]]:
    """Choose towns by size, each with its place on a sheet, so that no two names stand in each other's way."""
    size = 10.0 if most < 10 else 6.0
    chosen: list[tuple[Town, float, float]] = []
    for town in towns():
        ((x, y),) = sheet.place([town.lat], [town.lon])
        clear = all(abs(x - a) > size * 4.6 or abs(y - b) > size * 1.5 for _, a, b in chosen)
        if clear and 8 < x < sheet.width - 40 and 12 < y < sheet.height - 8:
            chosen.append((town, float(x), float(y)))
        if len(chosen) == most:
            break
    return chosen


def names_of(chosen: Sequence[tuple[Town, float, float]]) -> list[str]:
    """Return the dots and the names of towns."""
    parts = []
    for town, x, y in chosen:
        place = gazetteer().by_id.get(town.id)
        name = place_names.on_map(town.name, place.names if place else {}, x + 3.0, y + 2.6)
        parts += [element("circle", cx=x, cy=y, r=1.3), name]
    return parts


def run_date(run: Run, row: int) -> date:
    """Return the date of a row of the maps."""
    when: date = run.map_dates[row]
    return when


def legend(bounds: Sequence[float], colours: Sequence[str], words: str, wide: float = 34.0) -> str:
    """Return the scale of a map: a strip of colours, each so `wide`, with the value at which it begins."""
    tall = 10.0
    parts = [title(words)]
    for k, colour in enumerate(colours[1:], 0):
        parts.append(element("rect", x=k * wide, y=0, width=wide, height=tall, fill=colour))
        parts.append(text(number(float(bounds[k])), k * wide, tall + 12.0, class_="tick"))
    return element(
        "svg",
        *parts,
        class_="legend",
        viewBox=f"-2 -1 {wide * len(bounds) + 8:g} 26",
        role="img",
        aria_label=words,
    )
