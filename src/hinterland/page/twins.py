"""JSON twins: what each view of the page shows, as JSON under `api/`, made from the very files that the page reads.

A server makes each when it is first asked for; a page that is written as files has them all beside it.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import Any

import numpy as np

from hinterland.page import twin_figures, twin_of_comparison, twin_places, twin_words
from hinterland.page.arrays import read
from hinterland.page.content import Content, made

FOLDER = "api/"
TWIN = FOLDER + "{}.json"
"""Where a twin lies, by its name."""
File = tuple[dict[str, Any], dict[str, np.ndarray]]
Open = Callable[[str], File]


def twins_of(data: Mapping[str, Content]) -> dict[str, Content]:
    """Return the twins of the packed files of a page by their paths; those of causes where it has their form."""

    @cache
    def opened(name: str) -> File:
        return read(made(data[name]))

    found: dict[str, Content] = {
        TWIN.format(name): cache(partial(_written, make)) for name, make in _named(data.keys(), opened)
    }
    if "form" in data:
        for name, make in (("parameters", twin_words.parameters), ("scenarios", twin_words.scenarios)):
            found[TWIN.format(name)] = cache(lambda make=make: _written(make, opened("form")[0]))
    return found


def _named(names: Any, opened: Open) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield the name of every twin with what makes it."""
    about = opened("about")[0]
    yield "about", lambda: about
    yield "cells", partial(twin_figures.cells, opened)
    yield "map", partial(twin_figures.fields, opened)
    for field in opened("map")[0]["fields"]:
        yield f"map/{field['id']}", partial(twin_figures.field, opened, field)
    yield "compare", partial(twin_of_comparison.runs, opened)
    for number, right in twin_of_comparison.numbered(opened).items():
        for field in opened("map")[0]["fields"]:
            yield f"compare/{right}/{field['id']}", partial(twin_of_comparison.field, opened, number, field)
    yield "lines", partial(twin_figures.lines, opened)
    yield "charts", partial(twin_figures.charts, opened)
    for one in opened("charts")[0]["quantities"]:
        yield f"charts/{one['name']}", partial(twin_figures.chart, opened, one)
    yield "claims", partial(twin_words.claims, opened)
    claims = opened("claims")[0]
    for one in claims["claims"]:
        yield f"claims/{one['id']}", partial(twin_words.claim, opened, one)
    yield "disputes", lambda: {"basis": twin_words.RECORD, "disputes": claims["conflicts"], "state": claims["state"]}
    for name in claims["conflicts"]:
        yield f"disputes/{name}", partial(twin_words.dispute, opened, name)
    yield "documented", partial(twin_words.documented, opened)
    yield "weeks", partial(twin_words.weeks, opened)
    for first, last in twin_figures.weeks_of(about):
        yield f"weeks/{first}", partial(twin_words.week, opened, first, last)
    yield "units", partial(twin_words.units, opened)
    yield "expeditions", partial(twin_words.expeditions, opened)
    yield "places", partial(twin_places.places, opened)
    for one in opened("places")[0]["places"]:
        yield f"places/{one['id']}", partial(twin_places.place, opened, one)
    for row, one in enumerate(opened("units")[0]["units"]):
        yield f"units/{one['id']}", partial(twin_places.unit, opened, row, one)
    yield "tour", partial(twin_places.tour, opened)
    yield "lessons", partial(twin_places.lessons, opened)
    for one in opened("teaching")[0]["lessons"]:
        yield f"lessons/{one['name']}", partial(twin_places.lesson, opened, one)
    if "own" in names:
        yield "form-of-claims", lambda: opened("own")[0]


def _written(make: Callable[..., Any], *given: Any) -> bytes:
    return json.dumps(make(*given), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
