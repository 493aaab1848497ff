"""The server of the page is for this machine alone, and says in one line what it refuses."""

import http.client
import socket
import threading
from collections.abc import Iterator
from email.message import Message

import pytest

from hinterland.core.fault import Fault
from hinterland.page.server import LOOPBACK, PageServer, files_in

FILES = {"index.html": b"<p>page</p>", "data/map.war": b"\x1f\x8bmap"}


@pytest.fixture(scope="module")
def server() -> Iterator[PageServer]:
    """A server of two files on a free port."""
    with PageServer(FILES, 0) as serving:
        thread = threading.Thread(target=serving.serve_forever, daemon=True)
        thread.start()
        yield serving
        serving.shutdown()
        thread.join()


def asked(server, path, method="GET", body=b"", **headers) -> tuple[int, Message, bytes]:
    """Return the status, the headers and the content of an answer."""
    connection = http.client.HTTPConnection(LOOPBACK, server.server_port, timeout=10)
    try:
        connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders(body or None)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def test_that_files_are_sent_by_their_names_and_types(server):
    status, headers, content = asked(server, "/?x=1")
    assert (status, content, headers["Content-Type"]) == (200, b"<p>page</p>", "text/html; charset=utf-8")
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert asked(server, "/data/map.war")[2] == FILES["data/map.war"]
    status, headers, content = asked(server, "/data/map.war", "HEAD")
    assert (status, headers["Content-Length"], content) == (200, "5", b"")


def test_that_it_listens_on_the_loopback_alone(server):
    assert server.server_address[0] == "127.0.0.1"
    assert server.address.startswith("http://127.0.0.1:")


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1", "127.0.0.1:1", "localhost.example.org", ""])
def test_that_a_foreign_host_is_refused(server, host):
    assert asked(server, "/", Host=host)[0] == 421


@pytest.mark.parametrize("origin", ["http://example.org", "null", "https://127.0.0.1", "http://127.0.0.1:1"])
def test_that_a_page_of_another_origin_is_refused(server, origin):
    assert asked(server, "/", Origin=origin)[0] == 403


def test_that_its_own_names_and_origin_are_answered(server):
    for name in ("127.0.0.1", "localhost"):
        own = f"{name}:{server.server_port}"
        assert asked(server, "/", Host=own, Origin=f"http://{own}")[0] == 200


@pytest.mark.parametrize(
    "path", ["/../pyproject.toml", "/%2e%2e/pyproject.toml", "//etc/passwd", "/data/", "/data/../index.html", "/no"]
)
def test_that_nothing_but_its_own_files_can_be_had(server, path):
    status, _, content = asked(server, path)
    assert status == 404
    assert content.count(b"\n") == 1


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "NONSENSE"])
def test_that_it_only_reads(server, method):
    status, _, content = asked(server, "/", method)
    assert (status, content) == (405, b"Method Not Allowed.\n")


def test_that_an_oversized_request_is_refused_in_one_line(server):
    status, _, content = asked(server, "/" + "x" * 70_000)
    assert 400 <= status < 500
    assert content.count(b"\n") == 1


@pytest.mark.parametrize("two", [("Host", "Host"), ("Host", "Origin")])
def test_that_a_request_that_names_two_hosts_is_refused(server, two):
    own = f"127.0.0.1:{server.server_port}"
    lines = [f"GET / HTTP/1.1\r\nHost: {own}\r\n{two[1]}: http://example.org\r\nConnection: close\r\n\r\n"]
    assert raw(server, "".join(lines)).partition(b" ")[2][:3] in (b"400", b"403", b"421")


@pytest.mark.parametrize("lines", ["NO REQUEST AT ALL\r\n\r\n", "\0\0\0\0\r\n\r\n"])
def test_that_what_is_no_request_gets_one_line(server, lines):
    head, _, body = raw(server, lines).partition(b"\r\n\r\n")
    assert head.split()[1] == b"400"
    assert body.strip().count(b"\n") == 0
    assert body.strip()


def raw(server, lines: str) -> bytes:
    """Return all that is answered to bytes that need be no request."""
    with socket.create_connection((LOOPBACK, server.server_port), timeout=10) as line:
        line.sendall(lines.encode())
        line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(4096), b""))


def test_that_a_taken_port_and_a_folder_without_a_page_are_told(server, tmp_path):
    with pytest.raises(Fault, match="--port"):
        PageServer(FILES, server.server_port)
    with pytest.raises(Fault, match="publish-page"):
        files_in(tmp_path)
