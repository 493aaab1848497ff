"""The interface of the page's server: files, their JSON twins, and claims of a reader's own, described by OpenAPI.

What is refused gets a status from 400 on and one line of text; only the faults of a file of claims come as JSON.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from fastapi import FastAPI, HTTPException, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException as Refusal

from hinterland.core.fault import Fault
from hinterland.core.version import VERSION
from hinterland.page import answers, answers_of_disputes, answers_of_events, answers_of_places, answers_of_teaching
from hinterland.page.form_of_claims import MOST_BYTES
from hinterland.page.own_claims import MOST_RUNS, OwnClaims, TooMany, Wrong
from hinterland.page.twins import FOLDER, TWIN

JSON, CSV = "application/json", "text/csv; charset=utf-8"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".war": "application/octet-stream",
    ".json": JSON,
}
PLAIN = "text/plain; charset=utf-8"
MARK = '<meta name="hinterland-server" content="own-claims">'
"""Stands in the page where the server sets claims of a reader's own beside runs."""
OWN = f"/{FOLDER}own-claims"
DESCRIPTION = "openapi.json"
"""The name of the description of the interface."""
NAME = Query(max_length=120, description="Name of the file, for the list", examples=["my_figures.csv"])
RUNS = Query(ge=1, le=MOST_RUNS, description="Runs that the claims are set beside", examples=[20])


class Twin(NamedTuple):
    """A JSON twin: its name, the form of its answer, what it is, and an example of what its name holds."""

    name: str
    form: type[BaseModel]
    what: str
    example: str = ""


TWINS = (
    Twin("about", answers.About, "The run that the page shows"),
    Twin("cells", answers.Ground, "Cells, oblasts and towns"),
    Twin("map", answers.Map, "What the map can show"),
    Twin("map/{field}", answers.MapValues, "A field by week and cell, or by month and oblast", "strength"),
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
    Twin("parameters", answers_of_events.Parameters, "Causes that can be changed, where the page plays the war"),
    Twin("scenarios", answers_of_events.Scenarios, "Wars that lack a cause, where the page plays the war"),
    Twin("form-of-claims", answers_of_events.FormOfClaims, "What a file of claims may hold, and a template"),
)


def app_of(content: Callable[[str], bytes | None], own: OwnClaims | None = None) -> FastAPI:
    """Return the application: it answers with files by name, and takes claims of a reader's own where it can."""
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
    _refuse_in_one_line(app)
    for twin in TWINS:
        _add_twin(app, twin, content)
    if own is not None:
        _add_own_claims(app, own)
    app.add_api_route("/{name:path}", _file_of(content, own is not None), methods=["GET"], include_in_schema=False)
    return app


def _refuse_in_one_line(app: FastAPI) -> None:
    """Answer what is refused with one line."""

    @app.exception_handler(Refusal)
    async def refused(request: Request, refusal: Refusal) -> Response:
        return _line(f"{refusal.detail}".rstrip("."), refusal.status_code, refusal.headers)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, invalid: RequestValidationError) -> Response:
        first = invalid.errors()[0]
        return _line(f"{first['loc'][-1]}: {first['msg']}", 400)

    @app.exception_handler(Fault)
    async def fault(request: Request, fault: Fault) -> Response:
        return _line(f"{fault.message}; {fault.remedy}", 400)


def _line(text: str, status: int, headers: Mapping[str, str] | None = None) -> Response:
    return PlainTextResponse(" ".join(text.split()) + ".\n", status, dict(headers or {}))


def _refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return how answers that refuse are described: one line of text."""
    return {
        status: {"description": "One line that says why", "content": {PLAIN: {"schema": {"type": "string"}}}}
        for status in statuses
    }


def _add_twin(app: FastAPI, twin: Twin, content: Callable[[str], bytes | None]) -> None:
    """Add the answer of a twin, made when it is asked for."""

    def answer(request: Request) -> Response:
        found = content(str(request.scope["path"]).lstrip("/"))
        if found is None:
            raise HTTPException(404, "The page holds no such thing")
        return Response(found, media_type=JSON)

    held = twin.name.partition("{")[2].partition("}")[0]
    described = {"name": held, "in": "path", "required": True, "schema": {"type": "string"}, "example": twin.example}
    app.add_api_route(
        "/" + TWIN.format(twin.name),
        answer,
        response_model=twin.form,
        summary=twin.what,
        operation_id=twin.name.replace("/{", "_").replace("}", "").replace("-", "_"),
        responses=_refusals(404),
        openapi_extra={"parameters": [described]} if held else None,
    )


def _add_own_claims(app: FastAPI, own: OwnClaims) -> None:
    """Add the answers to claims of a reader's own."""
    body = {"requestBody": {"required": True, "content": {"text/csv": {"schema": {"type": "string"}}}}}
    wrong: dict[int | str, dict[str, Any]] = {422: {"model": answers_of_events.Checked, "description": "The faults"}}
    refused = _refusals(400, 413)

    @app.post(
        f"{OWN}/check",
        summary="Find the faults of a file of claims",
        response_model=answers_of_events.Checked,
        responses=refused,
        openapi_extra=body,
    )
    async def check(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(own.check, await _body(request)))

    @app.post(
        OWN,
        summary="Set a file of claims beside runs",
        status_code=202,
        response_model=answers_of_events.Asked,
        responses=wrong | refused | _refusals(429),
        openapi_extra=body,
    )
    async def begin(
        request: Request, name: Annotated[str, NAME] = "claims.csv", runs: Annotated[int, RUNS] = 20
    ) -> Response:
        try:
            return JSONResponse(await run_in_threadpool(own.begin, await _body(request), name, runs), 202)
        except Wrong as found:
            return JSONResponse(found.checked, 422)
        except TooMany:
            raise HTTPException(429, "Ten files wait already; wait for one, or cancel one") from None

    @app.get(OWN, summary="Files that were handed in", response_model=answers_of_events.AllAsked)
    def every() -> Response:
        return JSONResponse({"files": own.every()})

    @app.get(
        f"{OWN}/{{key}}",
        summary="How far a file is, and its verdicts",
        response_model=answers_of_events.Asked,
        responses=_refusals(404),
    )
    def one(key: str) -> Response:
        return JSONResponse(_known(own.one(key)))

    @app.get(
        f"{OWN}/{{key}}/verdicts.csv",
        summary="The verdicts as hinterland confront writes them",
        response_class=PlainTextResponse,
        responses=_refusals(404) | {200: {"content": {CSV: {"schema": {"type": "string"}}}}},
    )
    def table(key: str) -> Response:
        return Response(_known(own.table(key)), media_type=CSV)

    @app.delete(
        f"{OWN}/{{key}}",
        summary="Stop playing for a file; what was played is kept",
        response_model=answers_of_events.Asked,
        responses=_refusals(404),
    )
    def stop(key: str) -> Response:
        return JSONResponse(_known(own.cancel(key)))


def _known(found: Any) -> Any:
    if found is None:
        raise HTTPException(404, "No such file of claims was handed in")
    return found


async def _body(request: Request) -> bytes:
    """Return what was sent; refuse more than a file of claims can be, before all of it is read."""
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > MOST_BYTES:
            raise HTTPException(
                413, f"The file is larger than {MOST_BYTES:,} bytes; part it, or say hinterland confront"
            )
    return bytes(found)


def _file_of(content: Callable[[str], bytes | None], takes_claims: bool) -> Callable[[str], Response]:
    def file(name: str) -> Response:
        known = name.lstrip("/") or "index.html"
        found = content(known)
        if found is None:
            raise HTTPException(404, "There is no such file")
        if takes_claims and known == "index.html":
            found = found.replace(b"</head>", f"{MARK}</head>".encode())
        return Response(found, media_type=TYPES.get(Path(known).suffix, PLAIN))

    return file
