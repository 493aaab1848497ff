"""The map of misfits: which regions the claims speak of that no parameters reach, and how far off they are."""

from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

import numpy as np

from hinterland.evidence.ledger import Ledger
from hinterland.report import outlines, place_names
from hinterland.report.charts import amount
from hinterland.report.drawing import DASH, element, number, span, text, title
from hinterland.report.maps import VIEW, WIDTH, names_of, towns_named
from hinterland.report.place_names import Spelled
from hinterland.report.system_figures import in_words
from hinterland.report.titles import title_of
from hinterland.study.fits.kept_fit import Misfit
from hinterland.theatre.assemble import Theatre

BOUNDS = (3.0, 4.0, 6.0, inf)
"""Implausibilities, in standard deviations, between which a region has one hatching."""
COLOURS = ("#c7b37f", "#c07a35", "#7a2f1d")
HATCHINGS = ("M0 8L8 0", "M0 4L4 0M4 8L8 4", "M0 4L4 0M4 8L8 4M0 4L4 8M4 0L8 4")
"""Lines of each step, which are closer the farther off a claim is, and cross in the last: no colour is needed."""
LAND = (("land", "land"), ("lakes", "lake"))
"""Classes of the page, and kinds of rings of the coast."""
TOWNS = 12
NEAR = 13.0
"""How near two numbers may stand on the map."""


class Line(NamedTuple):
    """One claim that no parameters reach, as it stands in the list; `number` is that of its region on the map."""

    number: int
    id: str
    what: str
    where: list[Spelled]
    when: str
    by: str
    claimed: str
    in_runs: str
    way: str
    away: str
    lessened: str
    mechanism: str


class MisfitMap(NamedTuple):
    """The map of misfits with the list of its claims: the drawing, the scale (hatching, words), a sentence, lines."""

    svg: str
    scale: tuple[tuple[str, str], ...]
    words: str
    lines: tuple[Line, ...]


def misfit_map(misfits: Sequence[Misfit], shown: int, ground: Theatre, ledger: Ledger) -> MisfitMap:
    """Draw the regions of claims that no parameters reach, each as a whole, over the land.

    `shown` is how many claims were fitted. A region has the hatching of the claim that is farthest off.
    """
    worst = {region: max(one.away for one in those) for region, those in by_region(misfits).items()}
    numbers = {region: n for n, region in enumerate(worst, 1)}
    words = (
        f"Of {shown} claims that were fitted, {len(misfits) or 'none'} cannot be reached by any parameters that were "
        f"tried, by three standard deviations of all known errors or more; they speak of {len(worst)} regions. Each "
        "region is drawn as a whole, since the claim speaks of it as a whole, with the number that it has in the list."
    )
    svg = _drawn(worst, numbers, ground, words)
    return MisfitMap(svg, _scale(), words, tuple(_line(one, numbers[one.claim.region], ledger) for one in misfits))


def by_region(misfits: Sequence[Misfit]) -> dict[str, list[Misfit]]:
    """Return misfits by the region that their claims speak of."""
    found: dict[str, list[Misfit]] = {}
    for one in misfits:
        found.setdefault(one.claim.region, []).append(one)
    return found


def step(away: float) -> int:
    """Return which hatching an implausibility has, from 0."""
    return int(np.clip(np.searchsorted(BOUNDS, away, side="right") - 1, 0, len(COLOURS) - 1))


def _drawn(worst: dict[str, float], numbers: dict[str, int], ground: Theatre, words: str) -> str:
    sheet = outlines.Sheet(WIDTH, *VIEW)
    at = sheet.place(ground.ground.lat, ground.ground.lon)
    cells = np.array(ground.ground.h3)
    inside = {region: np.flatnonzero(ground.regions.mask(region)) for region in worst}
    wide_first = sorted(worst, key=lambda region: -float(ground.land.area[inside[region]].sum()))
    regions, labels = [], []
    taken: list[tuple[float, float]] = []
    for region in wide_first:
        own = inside[region][sheet.on(at[inside[region]], 10.0)]
        if not own.size:
            continue
        level = step(worst[region])
        label = title(f"{numbers[region]}: {region.replace('_', ' ')}, {worst[region]:.1f} standard deviations off")
        d = outlines.around(sheet, list(cells[own]))
        shape = {"d": d, "stroke": COLOURS[level]}
        regions.append(element("path", label, class_="misfit", fill=f"url(#misfit-{level})", **shape))
        labels.append(_label(numbers[region], free_place(at[own], taken, NEAR), COLOURS[level]))
    shapes = {kind: outlines.coast(sheet, kind) for _, kind in LAND}
    land, lakes = (element("path", class_=name, d=shapes[kind]) for name, kind in LAND)
    shore = element("clipPath", element("path", d=shapes["land"]), id="shore")
    towns = element("g", *names_of(towns_named(sheet, TOWNS)), class_="town small")
    patterns = element("defs", shore, *(_pattern(f"misfit-{n}", n) for n in range(len(COLOURS))))
    shown = element("g", *regions, clip_path="url(#shore)")
    box = f"0 0 {sheet.width:g} {sheet.height:g}"
    parts = (title(words), patterns, land, lakes, shown, towns, *labels)
    return element("svg", *parts, class_="map misfits", viewBox=box, role="img", aria_label=words)


def free_place(places: np.ndarray, taken: list[tuple[float, float]], near: float) -> tuple[float, float]:
    """Return the place of a region (N, 2) that is nearest to its middle and farther than `near` from those taken.

    It is added to those taken. Where there is none, the nearest to the middle is returned.
    """
    order = np.argsort(((places - places.mean(axis=0)) ** 2).sum(axis=1))
    spots = [(float(x), float(y)) for x, y in places[order]]
    clear = (one for one in spots if all((one[0] - a) ** 2 + (one[1] - b) ** 2 > near**2 for a, b in taken))
    found = next(clear, spots[0])
    taken.append(found)
    return found


def _label(number_: int, place: tuple[float, float], colour: str) -> str:
    x, y = place
    disc = element("circle", cx=x, cy=y, r=6, stroke=colour)
    return element("g", disc, text(str(number_), x, y + 3, class_="middle"), class_="number")


def _pattern(name: str, level: int) -> str:
    lines = element("path", d=HATCHINGS[level], stroke=COLOURS[level], stroke_width=1.1, fill="none")
    ground = element("rect", width=8, height=8, fill=COLOURS[level], fill_opacity=0.16)
    return element("pattern", ground, lines, id=name, width=8, height=8, patternUnits="userSpaceOnUse")


def _scale() -> tuple[tuple[str, str], ...]:
    """Return the hatchings with what they mean."""
    found = []
    for level, (low, high) in enumerate(pairwise(BOUNDS)):
        words = f"{low:g}{DASH}{high:g} standard deviations off" if high < inf else f"more than {low:g}"
        rect = element("rect", x=1, y=1, width=26, height=14, fill=f"url(#misfit-{level})", stroke=COLOURS[level])
        svg = element("svg", rect, class_="swatch wide", viewBox="0 0 28 16", aria_hidden="true")
        found.append((svg, words))
    return tuple(found)


def _line(one: Misfit, number_: int, ledger: Ledger) -> Line:
    claim, (low, middle, high) = one.claim, one.in_runs
    claimed = claim.best if claim.best is not None else claim.low if claim.low is not None else claim.high
    return Line(
        number=number_,
        id=claim.id,
        what=title_of(claim.quantity),
        where=place_names.of_region(claim.region, ledger.regions),
        when=span(claim.date_from, claim.date_to),
        by=claim.said_by,
        claimed=f"{amount(claim)} {in_words(claim.unit)}",
        in_runs=f"{number(middle)} ({number(low)}{DASH}{number(high)})",
        way="▼ runs lower" if claimed is not None and middle < claimed else "▲ runs higher",
        away=f"{one.away:.1f}",
        lessened=f"{one.with_discrepancy:.1f}",
        mechanism=one.mechanism,
    )
