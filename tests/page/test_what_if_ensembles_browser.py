"""A what-if as an ensemble in a real browser: begun, followed, cancelled, begun again, and what came of it."""

import json
import threading
import urllib.request
from collections.abc import Iterator

import pytest
from selenium.webdriver.support.ui import Select
from tests import browser
from tests.page.looking import found, show, text, until
from tests.page.test_accessibility import ASK, AXE
from tests.page.test_what_if_browser import number

from hinterland.page.server import PageServer, files_in, regions_in
from hinterland.page.what_if_ensembles import FOLLOWED, WhatIfEnsembles

pytestmark = [pytest.mark.slow, *browser.NEEDED]
GUARDS = "view=whatif&set=rail.guards_half:1"


@pytest.fixture(scope="module")
def served(page, run, tmp_path_factory) -> Iterator[str]:
    """The address of the page on its own server, which plays the short war."""
    files = files_in(page)
    played = WhatIfEnsembles(run.scenario, regions_in(files), tmp_path_factory.mktemp("what-ifs"))
    with PageServer(files, 0, None, played) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield serving.address
        serving.shutdown()


def press(driver, name: str) -> None:
    """Press a button by its words, once it can be pressed."""
    one = until(driver, lambda: [b for b in found(driver, "main button") if b.text == name and b.is_enabled()])[0]
    driver.execute_script("arguments[0].click()", one)


def state(driver) -> str:
    """Return the state of the what-if that was asked for last."""
    rows = found(driver, "[data-ensemble]")
    return str(rows[0].get_attribute("data-ensemble")) if rows else ""


def ask(driver) -> None:
    """Ask for two pairs."""
    until(driver, lambda: found(driver, ".where button"))
    press(driver, "On this computer, many runs")
    Select(until(driver, lambda: found(driver, ".play-row select"))[0]).select_by_visible_text("2")
    press(driver, "Play on this computer")


def test_that_an_ensemble_is_followed_cancelled_taken_up_and_shown_as_pairs(driver, served):
    show(driver, served, GUARDS)
    ask(driver)
    until(driver, lambda: state(driver) == "playing")
    until(driver, lambda: any(f"{n} of 4 wars" in text(driver, "[data-ensemble]") for n in (1, 2, 3)))
    with urllib.request.urlopen(served + "api/about.json") as answer:
        assert json.load(answer)["scenario"] == "history", "the server answers while wars are played"
    until(driver, lambda: [b for b in found(driver, "[data-ensemble] button") if b.text == "Cancel"])[0].click()
    until(driver, lambda: state(driver) == "cancelled")
    assert "kept" in text(driver, "[data-ensemble]")
    assert not found(driver, ".outcome table")
    press(driver, "Play on this computer")
    until(driver, lambda: state(driver) in ("done", "failed"))
    assert state(driver) == "done", text(driver, "[data-ensemble]")
    until(driver, lambda: found(driver, ".outcome table"))
    assert "civilians killed" in text(driver, ".outcome p")
    assert len(found(driver, ".outcome path.difference")) == 1
    assert len(Select(found(driver, ".outcome select")[0]).options) == len(FOLLOWED)
    (rails,) = (row for row in found(driver, ".outcome tbody tr") if row.text.startswith("Rails destroyed"))
    without, changed = (number(cell.text) for cell in rails.find_elements("tag name", "td")[:2])
    assert changed < 0.9 * without, "guards that foil more leave fewer rails destroyed"
    assert not found(driver, ".outcome canvas")


def test_that_a_link_shows_an_ensemble_again_with_its_causes(driver, served):
    show(driver, served, GUARDS)
    ask(driver)
    until(driver, lambda: "played=" in driver.current_url)
    key = driver.current_url.partition("played=")[2].partition("&")[0]
    show(driver, served, f"played={key}&chart=rails.cut")
    until(driver, lambda: found(driver, ".outcome table"))
    assert "other causes" in text(driver, ".outcome [role=note]")
    assert text(driver, ".outcome h3").startswith("Rails destroyed")
    with urllib.request.urlopen(f"{served}api/what-ifs/{key}/rails.cut.json") as answer:
        told = json.load(answer)
    assert told["basis"] == "model"
    assert told["seeds"] == [1, 2]


def test_that_axe_finds_nothing_beside_an_ensemble(driver, served):
    if not AXE.is_file():
        pytest.skip("axe is not installed: npm ci in page/")
    driver.set_script_timeout(120)
    show(driver, served, GUARDS)
    ask(driver)
    until(driver, lambda: found(driver, ".outcome table"))
    driver.execute_script(AXE.read_text(encoding="utf-8"))
    assert driver.execute_async_script(ASK) == []


def test_that_nothing_is_played_where_nothing_is_changed(driver, served):
    show(driver, served, "view=whatif")
    until(driver, lambda: found(driver, ".where button"))
    press(driver, "On this computer, many runs")
    (play,) = until(driver, lambda: [b for b in found(driver, ".go") if b.text == "Play on this computer"])
    assert not play.is_enabled()
    assert "Choose a scenario or change a parameter first." in text(driver, ".play")


def test_that_a_page_without_a_server_says_in_one_line_where_ensembles_are_played(driver, data, place):
    if "module" not in data:
        pytest.skip("the module is not built: make web")
    show(driver, place, GUARDS)
    until(driver, lambda: found(driver, ".go"))
    assert not found(driver, ".where")
    assert "hinterland serve" in text(driver, ".play p")
