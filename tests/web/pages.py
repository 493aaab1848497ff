"""The page in a browser without a window: code is run in it, in Chromium or in Firefox."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests import browser, firefox

LONG_S = 900
WARS = Path(__file__).with_name("wars.js").read_text(encoding="utf-8")
Run = Callable[[str], Any]
"""Returns the value of an expression of JavaScript in the page, waiting for what it promises."""


@contextmanager
def in_chromium(address: str) -> Iterator[Run]:
    """Open a page in Chromium."""
    with browser.opened() as driver:
        driver.get(address)

        def run(expression: str) -> Any:
            text = f"(async () => JSON.stringify(await ({expression}) ?? null))()"
            done = "(made) => (answer = { made }), (trouble) => (answer = { trouble: String(trouble) })"
            driver.execute_script(f"globalThis.answer = null; {text}.then({done});")
            end = time.monotonic() + LONG_S
            while (said := driver.execute_script("return globalThis.answer")) is None:
                assert time.monotonic() < end, "the page gave no answer"
                time.sleep(0.05)
            assert "trouble" not in said, said
            return json.loads(said["made"])

        yield run


@contextmanager
def in_firefox(address: str) -> Iterator[Run]:
    """Open a page in Firefox."""
    with firefox.opened() as page:
        page.open(address)
        yield page.run


READY = """new Promise((done) => { const look = () => {
  const state = document.getElementById("state").textContent;
  const trouble = document.getElementById("trouble").textContent;
  if (trouble) done(trouble); else if (state === "Ready.") done(state); else setTimeout(look, 50);
}; look(); })"""
"""The words of the page once it is ready, or those of its trouble."""


def wars(run: Run, order: Sequence[tuple[str, int]]) -> list[dict[str, Any]]:
    """Play wars in an open page, a scenario and a seed each; see `wars.js`."""
    assert run(READY) == "Ready."
    made: list[dict[str, Any]] = run(f"({WARS})({json.dumps(order)})")
    return made
