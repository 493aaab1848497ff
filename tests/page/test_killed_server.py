"""A server that is killed and started again has everything that was finished."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.page.test_own_claims import GOOD, MadeUp, own, state_of

from hinterland.page import own_claims

TOP = Path(__file__).parents[2]
START = """import sys
from pathlib import Path
from hinterland.page.server import PageServer, files_in
from tests.page.test_own_claims import own
with PageServer({"index.html": b"<head></head>"}, 0, own(Path(sys.argv[1]))) as serving:
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


def asked(port: int, method: str, path: str, body: str = "") -> dict:
    """Return what a server answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    try:
        connection.request(method, path, body or None)
        return dict(json.loads(connection.getresponse().read()))
    finally:
        connection.close()


@pytest.mark.slow
def test_that_what_was_finished_is_there_after_the_server_was_killed(tmp_path):
    runs = MadeUp()
    runs.may_go_on.set()
    before = own(tmp_path, runs)
    key = before.begin(GOOD.encode(), "mine.csv", 3)["id"]
    done = state_of(before, key, "done")
    process, port = started(tmp_path)
    other = asked(port, "POST", "/api/own-claims?name=other.csv&runs=50", GOOD.replace("9000", "77"))["id"]
    end = time.monotonic() + PATIENCE_S
    while asked(port, "GET", f"/api/own-claims/{other}")["state"] != "playing":
        assert time.monotonic() < end
        time.sleep(0.1)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    process, port = started(tmp_path)
    try:
        assert asked(port, "GET", f"/api/own-claims/{key}") == done
        listed = {one["id"]: one["state"] for one in asked(port, "GET", "/api/own-claims")["files"]}
        assert listed == {key: "done", other: "cancelled"}
        assert (tmp_path / other / own_claims.GIVEN).read_text() == GOOD.replace("9000", "77")
    finally:
        process.kill()
        process.communicate()
