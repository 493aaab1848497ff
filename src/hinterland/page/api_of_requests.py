"""What is the same in the interface of all that the server plays: a list, how far one is, and an end to it."""

from typing import NamedTuple

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from hinterland.page.refusals import known, refusals
from hinterland.page.service import Service


class Routes(NamedTuple):
    """How requests of one kind are answered.

    `place` is the path of all of them; `form` and `form_of_all` are the forms of the answers, and `field` is the name
    of the list in the latter. `every`, `one` and `stop` say what each way to ask is for, and `none` refuses a key that
    is not known.
    """

    place: str
    form: type[BaseModel]
    form_of_all: type[BaseModel]
    field: str
    every: str
    one: str
    stop: str
    none: str


def add_requests(app: FastAPI, service: Service, routes: Routes) -> None:
    """Add the answers that list all requests, tell how far one is, and stop playing for it."""

    @app.get(routes.place, summary=routes.every, response_model=routes.form_of_all)
    def every() -> Response:
        return JSONResponse({routes.field: service.every()})

    @app.get(f"{routes.place}/{{key}}", summary=routes.one, response_model=routes.form, responses=refusals(404))
    def one(key: str) -> Response:
        return JSONResponse(known(service.one(key), routes.none))

    @app.delete(f"{routes.place}/{{key}}", summary=routes.stop, response_model=routes.form, responses=refusals(404))
    def stop(key: str) -> Response:
        return JSONResponse(known(service.cancel(key), routes.none))


def refuse_unfinished(service: Service, key: str, routes: Routes) -> None:
    """Refuse a key that is not known, and a request of which nothing was found yet."""
    state = known(service.requests.one(key), routes.none).state
    known(service.requests.answer(key), f"Nothing was found yet: the state of it is {state}")


def answer_of(service: Service, key: str, routes: Routes) -> bytes:
    """Return the answer to a request, or refuse it as `refuse_unfinished` does."""
    refuse_unfinished(service, key, routes)
    found: bytes = known(service.answer(key), routes.none)
    return found
