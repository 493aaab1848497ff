"""The interface of the page's server: files, their JSON twins, and what it plays for a reader, described by OpenAPI.

What is refused gets a status from 400 on and one line of text; only the faults of a file of claims come as JSON.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from fastapi import FastAPI, HTTPException, Request, Response
from pydantic import BaseModel

from hinterland.core.version import VERSION
from hinterland.page import (
    answers,
    answers_of_comparison,
    answers_of_disputes,
    answers_of_events,
    answers_of_places,
    answers_of_teaching,
)
from hinterland.page.api_of_claims import add_own_claims
from hinterland.page.api_of_what_ifs import add_what_ifs
from hinterland.page.own_claims import OwnClaims
from hinterland.page.refusals import PLAIN, refusals, refuse_in_one_line
from hinterland.page.twins import TWIN
from hinterland.page.what_if_ensembles import WhatIfEnsembles

JSON = "application/json"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".war": "application/octet-stream",
    ".json": JSON,
}
MARK = '<meta name="hinterland-server" content="{}">'
"""Stands in the page where the server plays, and says for what."""
TAKES_CLAIMS, TAKES_WHAT_IFS = "own-claims", "what-ifs"
DESCRIPTION = "openapi.json"
"""The name of the description of the interface."""


class Twin(NamedTuple):
    """A JSON twin: its name, the form of its answer, what it is, and an example of each part that its name holds."""

    name: str
    form: type[BaseModel]
    what: str
    example: str = ""


TWINS = (
    Twin("about", answers.About, "The run that the page shows"),
    Twin("cells", answers.Ground, "Cells, oblasts and towns"),
    Twin("map", answers.Map, "What the map can show"),
    Twin("map/{field}", answers.MapValues, "A field by week and cell, or by month and oblast", "strength"),
    Twin("compare", answers_of_comparison.ComparedRuns, "The runs that can be compared"),
    Twin(
        "compare/{right}/{field}",
        answers_of_comparison.Compared,
        "A field of the run and of one beside it",
        "beside-1/strength",
    ),
    Twin("lines", answers.Lines, "Railway lines by week"),
    Twin("charts", answers.Charts, "Which charts there are"),
    Twin("charts/{quantity}", answers.Chart, "A quantity by month and region, with bands", "partisans.strength"),
    Twin("claims", answers.Claims, "All claims beside the run"),
    Twin("claims/{claim}", answers.OneClaim, "One claim with its citation", "R045"),
    Twin("disputes", answers_of_disputes.Disputes, "All disputes"),
    Twin(
        "disputes/{dispute}", answers_of_disputes.OneDispute, "One dispute with its claims", "security_divisions_1941"
    ),
    Twin("documented", answers_of_events.Documented, "Documented events, each with its source"),
    Twin("weeks", answers_of_events.Weeks, "All weeks"),
    Twin("weeks/{first}", answers_of_events.OneWeek, "One week, by its first day", "1941-06-22"),
    Twin("units", answers_of_events.Units, "Axis units and named partisan units"),
    Twin("units/{unit}", answers_of_places.OneUnit, "A named partisan unit", "putivl_detachment_kovpak"),
    Twin("expeditions", answers_of_events.Expeditions, "Expeditions of the run"),
    Twin("places", answers_of_places.Places, "All places of the gazetteer"),
    Twin("places/{place}", answers_of_places.OnePlace, "What the record has of a place", "minsk"),
    Twin("tour", answers_of_teaching.Tour, "The guided tour"),
    Twin("lessons", answers_of_teaching.Lessons, "All lessons"),
    Twin("lessons/{lesson}", answers_of_teaching.OneLesson, "A lesson with its teacher's sheet", "rails_cut"),
    Twin("parameters", answers_of_events.Parameters, "Causes that can be changed"),
    Twin("scenarios", answers_of_events.Scenarios, "Wars that lack a cause"),
    Twin("form-of-claims", answers_of_events.FormOfClaims, "What a file of claims may hold, and a template"),
)


def app_of(
    content: Callable[[str], bytes | None], own: OwnClaims | None = None, ensembles: WhatIfEnsembles | None = None
) -> FastAPI:
    """Return the application: it answers with files by name, and plays for claims and for what-ifs where it can."""
    app = FastAPI(
        title="Hinterland",
        version=VERSION,
        description="A run of the model beside the record, as the page shows it. Figures of the model are no findings "
        "about a named place or day.",
        docs_url=None,
        redoc_url=None,
        openapi_url=f"/{DESCRIPTION}",
        redirect_slashes=False,
    )
    refuse_in_one_line(app)
    for twin in TWINS:
        _add_twin(app, twin, content)
    plays = []
    if own is not None:
        add_own_claims(app, own)
        plays.append(TAKES_CLAIMS)
    if ensembles is not None:
        add_what_ifs(app, ensembles)
        plays.append(TAKES_WHAT_IFS)
    app.add_api_route("/{name:path}", _file_of(content, " ".join(plays)), methods=["GET"], include_in_schema=False)
    return app


def _add_twin(app: FastAPI, twin: Twin, content: Callable[[str], bytes | None]) -> None:
    """Add the answer of a twin, made when it is asked for."""

    def answer(request: Request) -> Response:
        found = content(str(request.scope["path"]).lstrip("/"))
        if found is None:
            raise HTTPException(404, "The page holds no such thing")
        return Response(found, media_type=JSON)

    held = re.findall(r"\{(\w+)\}", twin.name)
    described = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}, "example": example}
        for name, example in zip(held, twin.example.split("/"), strict=bool(held))
    ]
    app.add_api_route(
        "/" + TWIN.format(twin.name),
        answer,
        response_model=twin.form,
        summary=twin.what,
        operation_id=twin.name.replace("/{", "_").replace("}", "").replace("-", "_"),
        responses=refusals(404),
        openapi_extra={"parameters": described} if held else None,
    )


def _file_of(content: Callable[[str], bytes | None], plays: str) -> Callable[[str], Response]:
    def file(name: str) -> Response:
        asked = name.lstrip("/") or "index.html"
        found = content(asked)
        if found is None:
            raise HTTPException(404, "There is no such file")
        if plays and asked == "index.html":
            found = found.replace(b"</head>", f"{MARK.format(plays)}</head>".encode())
        return Response(found, media_type=TYPES.get(Path(asked).suffix, PLAIN))

    return file
