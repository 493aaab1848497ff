"""The part of the server's interface that takes claims of a reader's own."""

from typing import Annotated, Any

from fastapi import FastAPI, Query, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from starlette.concurrency import run_in_threadpool

from hinterland.page import answers_of_events
from hinterland.page.api_of_requests import Routes, add_requests, answer_of
from hinterland.page.form_of_claims import MOST_BYTES
from hinterland.page.own_claims import MOST_RUNS, OwnClaims, Wrong
from hinterland.page.refusals import body as sent
from hinterland.page.refusals import refusals
from hinterland.page.twins import FOLDER

CSV = "text/csv; charset=utf-8"
NAME = Query(max_length=120, description="Name of the file, for the list", examples=["my_figures.csv"])
RUNS = Query(ge=1, le=MOST_RUNS, description="Runs that the claims are set beside", examples=[20])
ROUTES = Routes(
    f"/{FOLDER}own-claims",
    answers_of_events.Asked,
    answers_of_events.AllAsked,
    "files",
    every="Files that were handed in",
    one="How far a file is, and its verdicts",
    stop="Stop playing for a file; what was played is kept",
    none="No such file of claims was handed in",
)


def add_own_claims(app: FastAPI, own: OwnClaims) -> None:
    """Add the answers to claims of a reader's own."""
    body = {"requestBody": {"required": True, "content": {"text/csv": {"schema": {"type": "string"}}}}}
    wrong: dict[int | str, dict[str, Any]] = {422: {"model": answers_of_events.Checked, "description": "The faults"}}
    refused = refusals(400, 413)

    @app.post(
        f"{ROUTES.place}/check",
        summary="Find the faults of a file of claims",
        response_model=answers_of_events.Checked,
        responses=refused,
        openapi_extra=body,
    )
    async def check(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(own.check, await _claims(request)))

    @app.post(
        ROUTES.place,
        summary="Set a file of claims beside runs",
        status_code=202,
        response_model=answers_of_events.Asked,
        responses=wrong | refused | refusals(429),
        openapi_extra=body,
    )
    async def begin(
        request: Request, name: Annotated[str, NAME] = "claims.csv", runs: Annotated[int, RUNS] = 20
    ) -> Response:
        try:
            return JSONResponse(await run_in_threadpool(own.begin, await _claims(request), name, runs), 202)
        except Wrong as found:
            return JSONResponse(found.checked, 422)

    add_requests(app, own, ROUTES)

    @app.get(
        f"{ROUTES.place}/{{key}}/verdicts.csv",
        summary="The verdicts as hinterland confront writes them",
        response_class=PlainTextResponse,
        responses=refusals(404) | {200: {"content": {CSV: {"schema": {"type": "string"}}}}},
    )
    def table(key: str) -> Response:
        return Response(answer_of(own, key, ROUTES), media_type=CSV)


async def _claims(request: Request) -> bytes:
    return await sent(request, MOST_BYTES, "part the file, or say hinterland confront")
