"""Real browsers play the native wars to the last bit, in good time, and answer while they do; an old one is told."""

import time
from statistics import median

import pytest
from tests import browser, firefox
from tests.web import pages
from tests.web.conftest import FINE, SCENARIOS, WARS

import hinterland

pytestmark = pytest.mark.slow
MEMORY = 200_000_000
"""Bytes that a war may take up."""
TIMES_NATIVE = 2.0
"""How many times as long as natively a war may take in Chromium."""
GAP_MS = 200.0
"""Milliseconds for which a page may keep a reader waiting; a tenth of a second is hardly noticed."""
BROWSERS = [
    pytest.param(pages.in_chromium, marks=browser.NEEDED, id="Chromium"),
    pytest.param(pages.in_firefox, marks=firefox.needed, id="Firefox"),
]
WATCH = """
globalThis.gap = 0;
let last = performance.now();
setInterval(() => {
  const now = performance.now();
  globalThis.gap = Math.max(globalThis.gap, now - last);
  last = now;
}, 5);
"""


@pytest.mark.parametrize("opened", BROWSERS)
@pytest.mark.parametrize(("folder", "known"), [("site", "native"), ("fine_site", "fine_native")])
def test_that_a_browser_plays_the_native_wars(opened, folder, known, request):
    site, native = request.getfixturevalue(folder), request.getfixturevalue(known)
    with opened((site / "index.html").as_uri()) as run:
        made = pages.wars(run, WARS)
    assert [{"world": war["world"], "record": war["record"]} for war in made] == [native[war] for war in WARS]
    assert max(war["bytes"] for war in made) <= MEMORY


@pytest.mark.parametrize("opened", BROWSERS[:1])
def test_that_a_war_takes_at_most_twice_as_long_as_natively(opened, fine_site):
    native, here = [], []
    with opened((fine_site / "index.html").as_uri()) as run:
        pages.wars(run, [(SCENARIOS[0], 1)])
        for _ in range(3):
            began = time.perf_counter()
            hinterland.run("history", seed=1, resolution=FINE)
            native.append(time.perf_counter() - began)
            here += [war["seconds"] for war in pages.wars(run, [(SCENARIOS[0], 1)])]
    print(f"native {native}, here {here}")  # noqa: T201
    assert median(here) <= TIMES_NATIVE * median(native)


@pytest.mark.parametrize("opened", BROWSERS)
def test_that_the_page_answers_while_it_plays(opened, fine_site):
    with opened((fine_site / "index.html").as_uri()) as run:
        assert run(pages.READY) == "Ready."
        run(f"(() => {{ {WATCH} document.getElementById('play').click(); }})()")
        done = "document.documentElement.dataset.done"
        run(f"new Promise((done) => {{ const look = () => ({done} ? done() : setTimeout(look, 50)); look(); }})")
        gap = run("globalThis.gap")
    print(f"longest gap {gap} ms")  # noqa: T201
    assert gap <= GAP_MS


@pytest.mark.parametrize("opened", BROWSERS)
@pytest.mark.parametrize("lacks", ["WebAssembly", "DecompressionStream", "BigInt64Array"])
def test_that_an_old_browser_is_told_in_one_line_what_it_lacks(opened, lacks, site, tmp_path):
    page = (site / "index.html").read_text(encoding="utf-8")
    old = tmp_path / "old.html"
    old.write_text(page.replace("<head>", f"<head><script>delete globalThis.{lacks}</script>", 1), encoding="utf-8")
    with opened(old.as_uri()) as run:
        said = run("document.getElementById('trouble').innerText")
        assert said.startswith("This browser")
        assert "\n" not in said
        assert run("document.getElementById('state').textContent") == ""
