"""A server of the page for this machine alone.

It listens on the loopback, answers GET and HEAD, knows its files by name, and refuses requests that were not meant for
it: those that name another host, and those that a page of another host makes.
"""

from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import cast
from urllib.parse import urlsplit

from hinterland.core.fault import Fault
from hinterland.page.site import ASSETS, Content

LOOPBACK = "127.0.0.1"
NAMES = (LOOPBACK, "localhost")
PORT = 8017
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".war": "application/octet-stream",
}
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
}


class PageServer(ThreadingHTTPServer):
    """Serves files by their names, `index.html` for the root."""

    daemon_threads = True

    def __init__(self, files: Mapping[str, Content], port: int = PORT) -> None:
        """Listen on a port of the loopback, any free one for 0; raise `Fault` where it is taken."""
        self.files = dict(files)
        self._making = Lock()
        try:
            super().__init__((LOOPBACK, port), Answer)
        except OSError as trouble:
            message = f"port {port} cannot be used ({trouble.strerror or trouble})"
            raise Fault(None, 0, message, "give another one with --port, 0 for any that is free") from None
        self.hosts = {f"{name}:{self.server_port}" for name in NAMES}

    def content(self, name: str) -> bytes | None:
        """Return what a file holds, None where there is none, or where it cannot be made of this war.

        A file that is not there yet is made now, one at a time.
        """
        one = self.files.get(name)
        if one is None or isinstance(one, bytes):
            return one
        with self._making:
            return one()

    @property
    def address(self) -> str:
        """Return the address of the page."""
        return f"http://{LOOPBACK}:{self.server_port}/"


class Answer(BaseHTTPRequestHandler):
    """Answers one request."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "hinterland", ""
    timeout = 30

    def do_GET(self) -> None:
        """Send a file."""
        self._answer(with_content=True)

    def do_HEAD(self) -> None:
        """Send what would be said of a file."""
        self._answer(with_content=False)

    def _answer(self, with_content: bool) -> None:
        server = cast(PageServer, self.server)
        origin = self.headers.get("Origin")
        name = urlsplit(self.path).path.lstrip("/") or "index.html"
        if self.headers.get("Host") not in server.hosts:
            self._send(
                HTTPStatus.MISDIRECTED_REQUEST, b"This server answers to its own name alone.\n", ".txt", with_content
            )
        elif origin is not None and origin not in {f"http://{host}" for host in server.hosts}:
            self._send(HTTPStatus.FORBIDDEN, b"This page is for no other page.\n", ".txt", with_content)
        elif (content := server.content(name)) is None:
            self._send(HTTPStatus.NOT_FOUND, b"There is no such file.\n", ".txt", with_content)
        else:
            self._send(HTTPStatus.OK, content, Path(name).suffix, with_content)

    def _send(self, status: HTTPStatus, content: bytes, suffix: str, with_content: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", TYPES.get(suffix, "text/plain; charset=utf-8"))
        self.send_header("Content-Length", str(len(content)))
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        if with_content:
            self.wfile.write(content)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no request of this server, in one line."""
        status = HTTPStatus.METHOD_NOT_ALLOWED if code == HTTPStatus.NOT_IMPLEMENTED else HTTPStatus(code)
        self.close_connection = True
        self._send(status, f"{status.phrase}.\n".encode(), ".txt", with_content=True)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of single requests."""


def files_in(folder: Path) -> dict[str, Content]:
    """Return the files of a page that `hinterland publish-page` wrote; raise `Fault` where a folder holds none."""
    if any(not (folder / name).is_file() for name in ASSETS):
        raise Fault(folder, 0, "holds no page", "give a folder that hinterland publish-page has written")
    found = [*ASSETS, *(f"data/{path.name}" for path in sorted((folder / "data").glob("*.war")))]
    return {name: (folder / name).read_bytes() for name in found}
