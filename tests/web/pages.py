"""The page in a browser without a window: code is run in it, in Chromium or in Firefox."""

import json
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
        driver.set_script_timeout(LONG_S)
        driver.get(address)

        def run(expression: str) -> Any:
            text = f"(async () => JSON.stringify(await ({expression}) ?? null))()"
            done = "(made) => done({ made }), (trouble) => done({ trouble: String(trouble) })"
            told = driver.execute_async_script(f"const done = arguments[0]; {text}.then({done});")
            assert "trouble" not in told, told
            return json.loads(told["made"])

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
