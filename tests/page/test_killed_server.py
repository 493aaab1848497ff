"""A server that is killed and started again has everything that was finished."""

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.page.test_own_claims import GOOD, MadeUp, own, state_of
from tests.page.test_what_if_ensembles import kept

from hinterland.page import own_claims
from hinterland.page.what_if_ensembles import WARS

TOP = Path(__file__).parents[2]
START = """import sys
from pathlib import Path
from hinterland.page.server import PageServer, files_in
from tests.page.test_own_claims import own
from tests.page.test_what_if_ensembles import ensembles
folder = Path(sys.argv[1])
with PageServer({"index.html": b"<head></head>"}, 0, own(folder), ensembles(folder / "what-ifs")) as serving:
    print(serving.server_port, flush=True)
    serving.serve_forever()
"""
PATIENCE_S = 600.0


def started(folder: Path) -> tuple[subprocess.Popen[str], int]:
    """Start a server in a process of its own; return it and its port."""
    path = os.pathsep.join([str(TOP), *sys.path])
    process = subprocess.Popen(
        [sys.executable, "-c", START, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=TOP,
        env=os.environ | {"PYTHONPATH": path},
    )
    assert process.stdout is not None
    return process, int(process.stdout.readline())


@pytest.fixture
def servers() -> Iterator[Callable[[Path], tuple[subprocess.Popen[str], int]]]:
    """Starts servers, and ends those that are still there."""
    running = []

    def start(folder: Path) -> tuple[subprocess.Popen[str], int]:
        running.append(started(folder))
        return running[-1]

    yield start
    for process, _ in running:
        killed(process)


def killed(process: subprocess.Popen[str]) -> None:
    """Kill a server where it is still there, and wait until it is gone."""
    with process:
        process.kill()


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


def asked(port: int, method: str, path: str, body: str = "") -> dict:
    """Return what a server answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    try:
        connection.request(method, path, body or None)
        return dict(json.loads(connection.getresponse().read()))
    finally:
        connection.close()


@pytest.mark.slow
def test_that_what_was_finished_is_there_after_the_server_was_killed(tmp_path, servers):
    runs = MadeUp()
    runs.may_go_on.set()
    before = own(tmp_path, runs)
    key = before.begin(GOOD.encode(), "mine.csv", 3)["id"]
    done = state_of(before, key, "done")
    process, port = servers(tmp_path)
    other = asked(port, "POST", "/api/own-claims?name=other.csv&runs=50", GOOD.replace("9000", "77"))["id"]
    until(lambda: asked(port, "GET", f"/api/own-claims/{other}")["state"] == "playing")
    killed(process)
    process, port = servers(tmp_path)
    assert asked(port, "GET", f"/api/own-claims/{key}") == done
    listed = {one["id"]: one["state"] for one in asked(port, "GET", "/api/own-claims")["files"]}
    assert listed == {key: "done", other: "cancelled"}
    assert (tmp_path / other / own_claims.GIVEN).read_text() == GOOD.replace("9000", "77")


@pytest.mark.slow
def test_that_wars_of_a_what_if_are_there_after_the_server_was_killed(tmp_path, servers):
    wanted = json.dumps({"changes": {"rail.guards_half": 30.0}, "runs": 2})
    process, port = servers(tmp_path)
    key = asked(port, "POST", "/api/what-ifs", wanted)["id"]
    until(lambda: asked(port, "GET", f"/api/what-ifs/{key}")["played"] >= 1)
    killed(process)
    wars = tmp_path / "what-ifs" / WARS
    until(lambda: any(wars.rglob("*.parquet")))
    until(lambda: kept(tmp_path / "what-ifs") >= 1)
    there = {path: path.read_bytes() for path in wars.rglob("*.parquet")}
    process, port = servers(tmp_path)
    assert asked(port, "GET", f"/api/what-ifs/{key}")["state"] == "cancelled"
    until(lambda: asked(port, "POST", "/api/what-ifs", wanted)["state"] in ("playing", "done"))
    until(lambda: asked(port, "GET", f"/api/what-ifs/{key}")["state"] == "done")
    assert kept(tmp_path / "what-ifs") == 4
    assert {path: path.read_bytes() for path in there} == there
