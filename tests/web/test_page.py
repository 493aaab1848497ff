"""The page in a real browser: it opens from disk, asks nobody for anything, plays, stops, and shows the same war."""

import json
import time
from collections.abc import Iterator

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from tests import browser

pytestmark = [pytest.mark.slow, *browser.NEEDED]
LONG_S = 120.0


@pytest.fixture(scope="module")
def page(site) -> Iterator[webdriver.Chrome]:
    """The page, open and ready."""
    with browser.opened() as driver:
        driver.set_window_size(1280, 1000)
        driver.get((site / "index.html").as_uri())
        until(driver, lambda: text(driver, "state") == "Ready.")
        yield driver


def until(driver, holds) -> None:
    """Wait until something holds; fail with what the page says of its trouble."""
    end = time.monotonic() + LONG_S
    while not holds():
        assert text(driver, "trouble") == ""
        assert time.monotonic() < end, "the page took too long"
        time.sleep(0.1)


def text(driver, name) -> str:
    """Return the text of an element."""
    found: str = driver.find_element(By.ID, name).text
    return found


def test_that_a_war_can_be_stopped_while_the_page_answers(page):
    page.find_element(By.ID, "play").click()
    until(page, lambda: int(page.find_element(By.ID, "progress").get_property("value")) > 0)
    page.find_element(By.ID, "stop").click()
    until(page, lambda: text(page, "state") == "Stopped.")
    assert len(text(page, "world")) < 2, "a war that was stopped has no hash"


def test_that_the_page_plays_the_native_war_and_says_so(page):
    page.find_element(By.ID, "play").click()
    until(page, lambda: page.execute_script("return document.documentElement.dataset.done"))
    made = json.loads(page.execute_script("return document.documentElement.dataset.done"))
    assert made["native"] == {"world": made["world"], "record": made["record"]}
    assert text(page, "same") == "Both are the same war to the last bit."
    assert int(text(page, "dead").replace(",", "")) > 0


def test_that_a_claim_says_what_its_speaker_would_have_said(page):
    marks = page.find_elements(By.CSS_SELECTOR, "#curve .claim")
    assert len(marks) >= 5
    page.execute_script("arguments[0].dispatchEvent(new Event('focus'))", marks[0])
    assert "would have said" in text(page, "claim") or "in this war it is" in text(page, "claim")


def test_that_the_page_asks_nobody_for_anything_and_opens_without_a_complaint(page):
    asked = page.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
    assert [name for name in asked if not name.startswith(("data:", "blob:"))] == []
    assert [line for line in page.get_log("browser") if line["level"] == "SEVERE"] == []
