"""The library of a page of one's own: read as modules from a server, as the how-to has it, in the order of asking."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from tests import browser, golden

pytestmark = [pytest.mark.slow, *browser.NEEDED]
PLAY = """
const [given, done] = arguments;
(async () => {
  const { War } = await import(new URL("war.js", document.baseURI));
  const read = async (name) => (await fetch(name)).arrayBuffer();
  const [module, image, readings] = await Promise.all(["hinterland.wasm", "image.war", "readings.war"].map(read));
  const war = new War({ module, image, readings });
  war.seed(1);
  let days = 0;
  for await (const { day } of war.play()) {
    days += 1;
    if (day === 40 && given.seed) war.seed(given.seed);
    if (day === 40 && given.scenario) war.scenario(await read(given.scenario));
  }
  const first = await war.hashes().catch(({ message }) => message);
  if (given.scenario) {
    await war.scenario();
    await war.seed(1);
    for await (const { day } of war.play()) days += 1;
  }
  return [days, first, await war.hashes()];
})().then(done, (trouble) => done(trouble.message));
"""
"""Plays a war without waiting for what is asked before it; what is `given` is asked on its fortieth day."""


HOW_TO = (Path(__file__).parents[2] / "docs" / "how_to_web.md").read_text(encoding="utf-8")
MINE = {name: re.findall(rf"^```{name}\n(.*?)^```$", HOW_TO, re.MULTILINE | re.DOTALL)[0] for name in ("html", "js")}
"""The page of one's own of the how-to, and its script."""
ANSWERS = "globalThis.mine = { strengths, reported, beside, events, lines, world, record };"


@pytest.fixture(scope="module")
def page(site) -> Iterator[webdriver.Chrome]:
    """An empty page beside the files of the war."""
    with browser.served(site) as place, browser.opened() as driver:
        driver.set_script_timeout(180)
        driver.get(f"{place}days.js")
        yield driver


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    """The hashes of the war of the first seed."""
    line = next(line for line in golden.read() if int(line.seed) == 1)
    return {"world": line.world, "record": line.record}


def test_that_a_seed_that_is_chosen_during_a_war_is_that_of_the_next(page, known):
    days, first, _ = page.execute_async_script(PLAY, {"seed": 2})
    assert days > 1_000
    assert {name: first[name] for name in known} == known


def test_that_a_scenario_that_is_chosen_during_a_war_ends_it_and_harms_no_later_war(page, known):
    days, first, second = page.execute_async_script(PLAY, {"scenario": "no_airlift.war"})
    assert days > 1_000
    assert first == "no war of this scenario has been played yet"
    assert {name: second[name] for name in known} == known


def test_that_a_folder_without_a_war_is_refused_in_words(page):
    script = """
    const done = arguments[0];
    import(new URL("war.js", document.baseURI)).then(({ War }) => War.open("nowhere/"))
      .then(() => done("opened"), (trouble) => done(trouble.message));
    """
    assert "give a folder that export-web wrote" in page.execute_async_script(script)


@pytest.fixture(scope="module")
def own(site, tmp_path_factory) -> Iterator[str]:
    """The address of a folder with the page of one's own that the how-to has."""
    folder = tmp_path_factory.mktemp("own") / "web"
    shutil.copytree(site, folder)
    old = "<script>delete globalThis.DecompressionStream</script>\n" + MINE["html"]
    files = {"mine.html": MINE["html"], "old.html": old, "mine.js": MINE["js"] + ANSWERS}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    with browser.served(folder) as place:
        yield place


def test_that_the_page_of_the_how_to_plays_and_has_its_answers(own):
    with browser.opened() as driver:
        driver.set_script_timeout(180)
        driver.get(f"{own}mine.html")
        made = driver.execute_async_script("""
        const done = arguments[0];
        const made = ({ strengths, reported, beside, events, lines, world }) =>
          done([strengths.length, reported.length, beside.length, new Set(events.kind).size, Math.min(...events.day),
            lines.line.length, world]);
        const look = () => (globalThis.mine ? made(mine) : setTimeout(look, 50));
        look();
        """)
        said = [line["message"] for line in driver.get_log("browser") if line["level"] == "SEVERE"]
    assert [line for line in said if "favicon.ico" not in line] == []
    strengths, reported, beside, kinds, first, lines, world = made
    assert (strengths, reported, kinds) == (204, 1418, 1)
    assert beside >= 5
    assert first >= 772
    assert lines > 800
    assert len(world) == 64


def test_that_the_page_of_the_how_to_tells_an_old_browser_so_and_loads_nothing_more(own):
    with browser.opened() as driver:
        driver.get(f"{own}old.html")
        said = driver.execute_script("return document.getElementById('said').textContent")
        asked = driver.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
    assert said == "This browser cannot unpack the war: a version from 2023 or later is needed."
    assert {Path(name).name for name in asked} - {"favicon.ico"} == {"lacking.js"}
