"""Claims of one's own in a real browser: faults by line, verdicts, cancel, and what a page without a server says."""

import threading
from collections.abc import Iterator

import pytest
from selenium.webdriver.common.by import By
from tests import browser
from tests.page.looking import found, show, text, until
from tests.page.test_accessibility import ASK, AXE
from tests.page.test_own_claims import GOOD, MadeUp, own

from hinterland.page.server import PageServer, files_in

pytestmark = [pytest.mark.slow, *browser.NEEDED]


@pytest.fixture(scope="module")
def runs() -> MadeUp:
    """Runs that are played when the test allows it."""
    return MadeUp()


@pytest.fixture(scope="module")
def served(page, runs, tmp_path_factory) -> Iterator[str]:
    """The address of the page on its own server."""
    claims = own(tmp_path_factory.mktemp("own") / "kept", runs)
    with PageServer(files_in(page), 0, claims) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield serving.address
        serving.shutdown()


def paste(driver, lines: str) -> None:
    """Paste lines into the view and have them checked."""
    area = until(driver, lambda: found(driver, "textarea"))[0]
    driver.execute_script(
        "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }))",
        area,
        lines,
    )
    press(driver, "Check what was pasted")


def press(driver, name: str) -> None:
    """Press a button once it can be pressed."""
    until(driver, lambda: [b for b in found(driver, "button") if b.text == name and b.is_enabled()])[0].click()


def test_that_faults_are_shown_by_line_with_what_to_do(driver, served):
    show(driver, served, "view=own")
    paste(driver, GOOD.replace("9000", "nine"))
    until(driver, lambda: [one for one in found(driver, ".faults li") if one.text.startswith("Line 2")])
    assert text(driver, ".faults .remedy")
    assert not [b for b in found(driver, "button") if b.text == "Set beside runs"]


def test_that_claims_get_verdicts_and_a_link_shows_them_again(driver, served, runs):
    show(driver, served, "view=own")
    paste(driver, GOOD)
    press(driver, "Set beside runs")
    until(driver, lambda: found(driver, "progress"))
    runs.may_go_on.set()
    until(driver, lambda: found(driver, "article[data-claim=a]"))
    assert text(driver, ".verdict") == "Inside the band. The middle run says the same."
    assert "9000" in text(driver, "article").replace("\u202f", "")
    assert driver.find_element(By.CSS_SELECTOR, "a[download]").get_attribute("href").endswith("verdicts.csv")
    address = driver.current_url.partition("#")[2]
    assert address.startswith("asked=")
    show(driver, served, address)
    until(driver, lambda: found(driver, "article[data-claim=a]"))


def test_that_playing_is_cancelled(driver, served, runs):
    runs.may_go_on.clear()
    show(driver, served, "view=own")
    paste(driver, GOOD.replace("9000", "1234"))
    press(driver, "Set beside runs")
    press(driver, "Cancel")
    runs.may_go_on.set()
    assert until(driver, lambda: found(driver, ".found[data-state=cancelled]"))


def test_that_axe_finds_nothing_beside_faults_and_verdicts(driver, served):
    if not AXE.is_file():
        pytest.skip("axe is not installed: npm ci in page/")
    driver.set_script_timeout(120)
    show(driver, served, "view=own")
    until(driver, lambda: found(driver, "details li a"))[-1:]
    driver.get(served + "#" + driver.execute_script("return document.querySelector('details li a').hash.slice(1)"))
    paste(driver, GOOD.replace("9000", "nine"))
    until(driver, lambda: found(driver, ".faults li"))
    driver.execute_script(AXE.read_text(encoding="utf-8"))
    assert driver.execute_async_script(ASK) == []


def test_that_a_page_without_a_server_says_what_to_do(driver, place):
    show(driver, place, "view=own")
    assert "hinterland confront my_figures.csv" in until(driver, lambda: text(driver, "[role=note]"))
    assert not found(driver, "textarea")
    assert len(found(driver, "table tbody tr")) >= 10
