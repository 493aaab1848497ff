"""Firefox without a window, spoken to in WebDriver BiDi: Debian has no driver for it, and it needs none."""

import itertools
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import websocket

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
needed = pytest.mark.skipif(FIREFOX is None, reason="Firefox is not installed (Debian: firefox-esr)")
LONG_S = 600.0
QUIET = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.server": "",
}
"""What keeps Firefox from asking hosts of its own accord."""


class Firefox:
    """A window of Firefox: pages are opened in it and code is run in them."""

    def __init__(self, place: str) -> None:
        """Begin a session at the address of a socket that Firefox told."""
        self._socket = websocket.create_connection(f"{place}/session", timeout=LONG_S, suppress_origin=True)
        self._numbers = itertools.count(1)
        self._ask("session.new", capabilities={})
        self._window = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def _ask(self, method: str, **params: Any) -> Any:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while (heard := json.loads(self._socket.recv())).get("id") != number:
            pass
        assert heard["type"] == "success", heard
        return heard["result"]

    def open(self, address: str) -> None:
        """Open a page and wait until it is there."""
        self._ask("browsingContext.navigate", context=self._window, url=address, wait="complete")

    def run(self, expression: str) -> Any:
        """Return the value of an expression of JavaScript in the page, waiting for what it promises."""
        text = f"(async () => JSON.stringify(await ({expression}) ?? null))()"
        target = {"context": self._window}
        made = self._ask("script.evaluate", expression=text, target=target, awaitPromise=True)
        assert made["type"] == "success", made
        return json.loads(made["result"]["value"])

    def close(self) -> None:
        """End the session."""
        self._socket.close()


@contextmanager
def opened() -> Iterator[Firefox]:
    """Firefox with a profile of its own, which is gone afterwards."""
    with TemporaryDirectory() as profile:
        chosen = "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in QUIET.items())
        (Path(profile) / "user.js").write_text(chosen, encoding="utf-8")
        command = [str(FIREFOX), "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port=0"]
        with (Path(profile) / "told").open("w") as told, subprocess.Popen(command, stderr=told, stdout=told) as process:
            try:
                page = Firefox(_address(Path(profile) / "told", process))
                yield page
                page.close()
            finally:
                process.terminate()


def _address(told: Path, process: subprocess.Popen[bytes]) -> str:
    """Return the address of the socket, once Firefox has told it."""
    while process.poll() is None:
        if found := re.search(r"ws://\S+", told.read_text(errors="replace")):
            return found[0]
    raise AssertionError(told.read_text(errors="replace"))
