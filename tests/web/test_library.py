"""The library of a page of one's own: read as modules from a server, as the how-to has it, in the order of asking."""

from collections.abc import Iterator

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
  const first = await war.hashes();
  if (given.scenario) {
    await war.scenario();
    await war.seed(1);
    for await (const { day } of war.play()) days += 1;
  }
  return [days, first, await war.hashes()];
})().then(done, (trouble) => done(trouble.message));
"""
"""Plays a war without waiting for what is asked before it; what is `given` is asked on its fortieth day."""


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
    days, _, second = page.execute_async_script(PLAY, {"scenario": "no_airlift.war"})
    assert days > 1_000
    assert {name: second[name] for name in known} == known


def test_that_a_folder_without_a_war_is_refused_in_words(page):
    script = """
    const done = arguments[0];
    import(new URL("war.js", document.baseURI)).then(({ War }) => War.open("nowhere/"))
      .then(() => done("opened"), (trouble) => done(trouble.message));
    """
    assert "give a folder that export-web wrote" in page.execute_async_script(script)
