"""The part of the server's interface that plays what-ifs as ensembles."""

from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from hinterland.page.answers_of_what_ifs import AllWhatIfs, PairedQuantity, Wanted, WhatIfAsked
from hinterland.page.api_of_requests import Routes, add_requests, answer_of, refuse_unfinished
from hinterland.page.refusals import body as sent
from hinterland.page.refusals import known, refusals
from hinterland.page.twins import FOLDER
from hinterland.page.what_if_ensembles import WhatIfEnsembles

PACKED = "application/octet-stream"
MOST_BYTES = 32_768
ROUTES = Routes(
    f"/{FOLDER}what-ifs",
    WhatIfAsked,
    AllWhatIfs,
    "what_ifs",
    every="What-ifs that were asked for",
    one="How far a what-if is",
    stop="Stop playing a what-if; what was played is kept",
    none="No such what-if was asked for",
)


def add_what_ifs(app: FastAPI, ensembles: WhatIfEnsembles) -> None:
    """Add the answers to what-ifs that are played as ensembles."""
    form = {"required": True, "content": {"application/json": {"schema": Wanted.model_json_schema()}}}

    @app.post(
        ROUTES.place,
        summary="Play a what-if as pairs of wars",
        status_code=202,
        response_model=WhatIfAsked,
        responses=refusals(400, 413, 429),
        openapi_extra={"requestBody": form},
    )
    async def begin(request: Request) -> Response:
        wanted = Wanted.model_validate_json(await sent(request, MOST_BYTES, "change fewer parameters"))
        return JSONResponse(await run_in_threadpool(ensembles.begin, wanted), 202)

    add_requests(app, ensembles, ROUTES)

    @app.get(
        f"{ROUTES.place}/{{key}}/pairs.war",
        summary="All that was found, as the page reads it",
        response_class=Response,
        responses=refusals(404) | _packed(),
    )
    def pairs(key: str) -> Response:
        return Response(answer_of(ensembles, key, ROUTES), media_type=PACKED)

    @app.get(
        f"{ROUTES.place}/{{key}}/{{quantity}}.json",
        summary="What was found of one quantity",
        response_model=PairedQuantity,
        responses=refusals(404),
    )
    def quantity(key: str, quantity: str) -> Response:
        refuse_unfinished(ensembles, key, ROUTES)
        return JSONResponse(known(ensembles.quantity(key, quantity), "No such quantity was found"))


def _packed() -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {PACKED: {"schema": {"type": "string", "format": "binary"}}}}}
