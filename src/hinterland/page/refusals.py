"""How the page's server refuses: a status from 400 on, and one line of text that says why."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import PlainTextResponse
from pydantic import ValidationError
from starlette.exceptions import HTTPException as Refusal

from hinterland.core.fault import Fault
from hinterland.page.requests import MOST_OPEN, TooMany

PLAIN = "text/plain; charset=utf-8"


def refuse_in_one_line(app: FastAPI) -> None:
    """Answer what is refused with one line."""

    @app.exception_handler(Refusal)
    async def refused(request: Request, refusal: Refusal) -> Response:
        return _line(f"{refusal.detail}".rstrip("."), refusal.status_code, refusal.headers)

    @app.exception_handler(RequestValidationError)
    @app.exception_handler(ValidationError)
    async def invalid(request: Request, invalid: RequestValidationError | ValidationError) -> Response:
        first = invalid.errors()[0]
        place = ".".join(str(one) for one in first["loc"][-2:] if one not in ("query", "path")) or "what was sent"
        return _line(f"{place}: {first['msg']}", 400)

    @app.exception_handler(Fault)
    async def fault(request: Request, fault: Fault) -> Response:
        return _line(f"{fault.message}; {fault.remedy}", 400)

    @app.exception_handler(TooMany)
    async def too_many(request: Request, found: TooMany) -> Response:
        return _line(f"{MOST_OPEN} are waiting or playing already; wait until one is done, or cancel one", 429)


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return how answers that refuse are described: one line of text."""
    return {
        status: {"description": "One line that says why", "content": {PLAIN: {"schema": {"type": "string"}}}}
        for status in statuses
    }


def known(found: Any, what: str) -> Any:
    """Return what was found; refuse where it is None."""
    if found is None:
        raise HTTPException(404, what)
    return found


async def body(request: Request, most: int, instead: str) -> bytes:
    """Return what was sent; refuse more bytes than are taken before all of it is read, and say what to do instead."""
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > most:
            raise HTTPException(413, f"What was sent is larger than {most:,} bytes; {instead}")
    return bytes(found)


def _line(text: str, status: int, headers: Mapping[str, str] | None = None) -> Response:
    return PlainTextResponse(" ".join(text.split()) + ".\n", status, dict(headers or {}))
