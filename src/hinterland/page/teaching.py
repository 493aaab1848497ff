"""The guided tour and the lessons for the page: their texts with the figures of the ledger and of this run."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from hinterland.engine.result import Run
from hinterland.evidence import counts
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.model import Claim
from hinterland.page.documented import described
from hinterland.page.land import tenths
from hinterland.page.passages import named, parts_of
from hinterland.page.teaching_files import Lesson, Question, Show, Side, Stop, lessons, tour
from hinterland.web.pack import packed

WIDE, HIGH = 18_000, 21_600
"""Width and height of the ground that the map shows first, in tenths of km, as `page/src/map/sight.ts` has it."""
MARGIN = 1.15
CLOSEST = 6.0
"""How near a stop goes at most."""


def file_of(run: Run, ledger: Ledger) -> bytes:
    """Return the packed file of the tour and the lessons; raise `Fault` for a file of theirs that has one."""
    stops, taught = tour(ledger), lessons(ledger)
    texts = [one.text for one in stops] + [text for one in taught for text in _texts(one)]
    events = {which for text in texts for kind, which in named(text) if kind == "event"}
    claims = {which for text in texts for kind, which in named(text) if kind == "claim"}
    claims |= {one for lesson in taught for one in (*(side.claim for side in lesson.sides), *lesson.further)}
    return packed(
        {
            "stops": [_stop(one, run) for one in stops],
            "lessons": [_lesson(one, run, ledger) for one in taught],
            "events": {name: described(ledger.documented[name], run) for name in sorted(events)},
            "counted": {name: counted(ledger.by_id[name]) for name in sorted(claims)},
            "rests_on": {name: _rests_on(ledger.by_id[name], ledger) for name in sorted(claims)},
        },
        b"",
    )


def _texts(one: Lesson) -> Iterator[str]:
    yield from (one.text, one.chart_note, one.background, *one.aims, *one.cautions)
    yield from (text for side in one.sides for text in (side.counted, side.known))
    yield from (text for question in one.questions for text in question)
    yield from (step.what for step in one.timetable)


def counted(claim: Claim) -> str:
    """Return in words what the number of a claim counts: of which time, and of how much."""
    meant = [counts.words()[word].meaning for word in counts.counted(claim.counts)[:2] if word]
    return ". ".join(meant)


def _rests_on(claim: Claim, ledger: Ledger) -> list[str]:
    """Return upon what a claim rests: the ids of claims, and the titles of sources."""
    return [ledger.sources[one].title if one in ledger.sources else one for one in claim.rests_on.split()]


def _stop(one: Stop, run: Run) -> dict[str, Any]:
    return {"name": one.name, "title": one.title, "text": parts_of(one.text, run), "show": _show(one.show, run)}


def _show(one: Show, run: Run) -> dict[str, Any]:
    if one.chart:
        return {"view": "charts", "chart": one.chart, "region": one.region}
    at = sight_of(one.around, run)
    return {"view": "map", "date": one.date, "field": one.field, "layers": list(one.layers), "at": at}


def sight_of(region: str, run: Run) -> str:
    """Return the sight that shows a whole region on a screen of any form: its middle in km, and how near."""
    land, ground = run.theatre.land, run.theatre.ground
    inside = np.isin(land.atom, run.theatre.inside(region))
    places = tenths(np.stack((ground.lat[inside], ground.lon[inside]), -1))
    low, high = places.min(axis=0), places.max(axis=0)
    width, height = np.maximum(high - low, 1) * MARGIN
    near = min(WIDE / width, HIGH / height, CLOSEST)
    x, y = (low + high) / 20
    return "" if near < 1 else f"{x:.0f},{y:.0f},{near:.2f}"


def _lesson(one: Lesson, run: Run, ledger: Ledger) -> dict[str, Any]:
    def each(texts: Iterable[str]) -> list[Any]:
        return [parts_of(text, run) for text in texts]

    def under(names: Sequence[str], texts: Iterable[str]) -> dict[str, Any]:
        return dict(zip(names, each(texts), strict=True))

    return {
        "name": one.name,
        "title": one.title,
        "question": one.question,
        "text": parts_of(one.text, run),
        "sides": [{"claim": side.claim, "name": side.name, **under(Side._fields[2:], side[2:])} for side in one.sides],
        "further": list(one.further),
        "dispute": one.dispute,
        "chart": one.chart,
        "region": one.region,
        "chart_note": parts_of(one.chart_note, run),
        "questions": [under(Question._fields, question) for question in one.questions],
        "timetable": [{"minutes": step.minutes, "what": parts_of(step.what, run)} for step in one.timetable],
        "aims": each(one.aims),
        "background": parts_of(one.background, run),
        "cautions": each(one.cautions),
        "reading": [_source(name, ledger) for name in one.reading],
    }


def _source(name: str, ledger: Ledger) -> dict[str, str]:
    one = ledger.sources[name]
    return {"title": one.title, "author": one.author, "year": one.year, "trust": one.reliability}
