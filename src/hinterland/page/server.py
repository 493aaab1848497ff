"""A server of the page for this machine alone.

It listens on the loopback, knows its files by name, and refuses requests that were not meant for it: those that name
another host, and those that a page of another host makes.
"""

import socket
import zlib
from collections.abc import Mapping
from pathlib import Path
from threading import Event, Lock
from types import TracebackType
from typing import Any, Self

import uvicorn
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hinterland.core.fault import Fault
from hinterland.page.api import app_of
from hinterland.page.arrays import read
from hinterland.page.content import Content, made
from hinterland.page.own_claims import OwnClaims
from hinterland.page.site import ASSETS, PART
from hinterland.page.twins import twins_of
from hinterland.page.what_if_ensembles import WhatIfEnsembles

LOOPBACK = "127.0.0.1"
NAMES = (LOOPBACK, "localhost")
PORT = 8017
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'"
)
"""The page plays the war as WebAssembly in a worker that it holds in itself."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
    "Server": "hinterland",
}
QUEUE = 128
ANSWERING_S = 2
"""Seconds in which answers that were begun may end when the server is closed."""


class PageServer:
    """Serves files by their names, `index.html` for the root, and plays for claims and for what-ifs where it can."""

    def __init__(
        self,
        files: Mapping[str, Content],
        port: int = PORT,
        own: OwnClaims | None = None,
        ensembles: WhatIfEnsembles | None = None,
    ) -> None:
        """Listen on a port of the loopback, any free one for 0; raise `Fault` where it is taken."""
        self.files = dict(files)
        self._queues = {one.queue for one in (own, ensembles) if one is not None}
        self._making, self._ended = Lock(), Event()
        self._ended.set()
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind((LOOPBACK, port))
            self._socket.listen(QUEUE)
        except OSError as trouble:
            self._socket.close()
            message = f"port {port} cannot be used ({trouble.strerror or trouble})"
            raise Fault(None, 0, message, "give another one with --port, 0 for any that is free") from None
        self.server_address: tuple[str, int] = self._socket.getsockname()
        self.server_port = self.server_address[1]
        guarded = Guard(app_of(self.content, own, ensembles), {f"{name}:{self.server_port}" for name in NAMES})
        self._serving = uvicorn.Server(
            uvicorn.Config(
                guarded,
                loop="asyncio",
                http="h11",
                ws="none",
                lifespan="off",
                log_config=None,
                log_level="error",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=ANSWERING_S,
            )
        )

    def __enter__(self) -> Self:
        """Return the server, which listens already."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Listen no longer, and end what is being played."""
        self._socket.close()
        for queue in self._queues:
            queue.close()

    def serve_forever(self) -> None:
        """Answer until `shutdown`, or until Ctrl-C, which is raised as `KeyboardInterrupt`."""
        self._ended.clear()
        try:
            self._serving.run(sockets=[self._socket])
        finally:
            self._ended.set()

    def shutdown(self) -> None:
        """Answer no more; return when `serve_forever` of another thread has ended, so that its socket can be closed."""
        self._serving.should_exit = True
        self._ended.wait(2 * ANSWERING_S)

    def content(self, name: str) -> bytes | None:
        """Return what a file holds, None where there is none.

        A file that is not there yet is made now, one at a time.
        """
        one = self.files.get(name)
        if one is None or isinstance(one, bytes):
            return one
        with self._making:
            return made(one)

    @property
    def address(self) -> str:
        """Return the address of the page."""
        return f"http://{LOOPBACK}:{self.server_port}/"


class Guard:
    """Refuses what is not meant for this server, before anything is read of it."""

    def __init__(self, app: ASGIApp, hosts: set[str]) -> None:
        """Take the application, and the names under which it may be asked."""
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; HEAD is answered as GET, of which the server sends no content."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        if refusal := self._refusal(Headers(scope=scope)):
            answer: ASGIApp = PlainTextResponse(*refusal)
        else:
            answer = self.app
        asked: dict[str, Any] = dict(scope)
        if scope["method"] == "HEAD":
            asked["method"] = "GET"
        await answer(asked, receive, with_headers)

    def _refusal(self, headers: Headers) -> tuple[str, int] | None:
        origin = headers.get("origin")
        if headers.getlist("host") not in [[host] for host in self.hosts]:
            return "This server answers to its own name alone.\n", 421
        if origin is not None and origin not in {f"http://{host}" for host in self.hosts}:
            return "This page is for no other page.\n", 403
        return None


def files_in(folder: Path) -> dict[str, Content]:
    """Return the files of a page that `hinterland publish-page` wrote; raise `Fault` where a folder holds none.

    Twins are made of the data, whatever lies beside them.
    """
    if any(not (folder / name).is_file() for name in ASSETS):
        raise Fault(folder, 0, "holds no page", "give a folder that hinterland publish-page has written")
    data: dict[str, Content] = {path.stem: path.read_bytes() for path in sorted((folder / "data").glob("*.war"))}
    parts = {PART.format(name): content for name, content in data.items()}
    try:
        twins = twins_of(data)
    except (KeyError, ValueError, OSError, EOFError, zlib.error):
        raise Fault(folder, 0, "holds a page whose data are not whole", "write it again with publish-page") from None
    return {name: (folder / name).read_bytes() for name in ASSETS} | parts | twins


def about_of(files: Mapping[str, Content]) -> dict[str, Any]:
    """Return what the run of a page is a function of."""
    return _header(files, "about")


def regions_in(files: Mapping[str, Content]) -> list[str]:
    """Return the regions of the charts of a page."""
    return [key for key, _ in _header(files, "charts")["regions"]]


def _header(files: Mapping[str, Content], name: str) -> dict[str, Any]:
    return read(made(files[PART.format(name)]))[0]
