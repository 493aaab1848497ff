"""The part of the server's interface that plays what-ifs as ensembles."""

from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from hinterland.page.answers_of_what_ifs import AllWhatIfs, PairedQuantity, Wanted, WhatIfAsked
from hinterland.page.refusals import body as sent
from hinterland.page.refusals import known, refusals
from hinterland.page.twins import FOLDER
from hinterland.page.what_if_ensembles import WhatIfEnsembles

WHAT_IFS = f"/{FOLDER}what-ifs"
PACKED = "application/octet-stream"
MOST_BYTES = 32_768
NONE = "No such what-if was asked for"


def add_what_ifs(app: FastAPI, ensembles: WhatIfEnsembles) -> None:
    """Add the answers to what-ifs that are played as ensembles."""
    form = {"required": True, "content": {"application/json": {"schema": Wanted.model_json_schema()}}}

    @app.post(
        WHAT_IFS,
        summary="Play a what-if as pairs of wars",
        status_code=202,
        response_model=WhatIfAsked,
        responses=refusals(400, 413, 429),
        openapi_extra={"requestBody": form},
    )
    async def begin(request: Request) -> Response:
        wanted = Wanted.model_validate_json(await sent(request, MOST_BYTES, "change fewer parameters"))
        return JSONResponse(await run_in_threadpool(ensembles.begin, wanted), 202)

    @app.get(WHAT_IFS, summary="What-ifs that were asked for", response_model=AllWhatIfs)
    def every() -> Response:
        return JSONResponse({"what_ifs": ensembles.every()})

    @app.get(
        f"{WHAT_IFS}/{{key}}",
        summary="How far a what-if is",
        response_model=WhatIfAsked,
        responses=refusals(404),
    )
    def one(key: str) -> Response:
        return JSONResponse(known(ensembles.one(key), NONE))

    @app.get(
        f"{WHAT_IFS}/{{key}}/pairs.war",
        summary="All that was found, as the page reads it",
        response_class=Response,
        responses=refusals(404) | _packed(),
    )
    def pairs(key: str) -> Response:
        return Response(known(ensembles.pairs(key), NONE), media_type=PACKED)

    @app.get(
        f"{WHAT_IFS}/{{key}}/{{quantity}}.json",
        summary="What was found of one quantity",
        response_model=PairedQuantity,
        responses=refusals(404),
    )
    def quantity(key: str, quantity: str) -> Response:
        return JSONResponse(known(ensembles.quantity(key, quantity), "No such quantity was found"))

    @app.delete(
        f"{WHAT_IFS}/{{key}}",
        summary="Stop playing a what-if; what was played is kept",
        response_model=WhatIfAsked,
        responses=refusals(404),
    )
    def stop(key: str) -> Response:
        return JSONResponse(known(ensembles.cancel(key), NONE))


def _packed() -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {PACKED: {"schema": {"type": "string", "format": "binary"}}}}}
