"""The page in a real browser: it opens from disk, asks nobody for anything, plays, stops, and shows the same war."""

import json
import time
from collections.abc import Iterator

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from tests import browser

from hinterland.web.pack import unpacked

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


def lists(site):
    """Return what the page is given of quantities, regions and claims."""
    return unpacked((site / "readings.war").read_bytes())[0]


def test_that_a_war_can_be_stopped_while_the_page_answers(page):
    page.find_element(By.ID, "play").click()
    until(page, lambda: int(page.find_element(By.ID, "progress").get_property("value")) > 0)
    page.find_element(By.ID, "stop").click()
    until(page, lambda: text(page, "state").startswith("Stopped: what is shown is of the days up to "))
    assert len(text(page, "world")) < 2, "a war that was stopped has no hash"
    assert text(page, "same") == "A war that was stopped has no hash."
    last = text(page, "state").removeprefix("Stopped: what is shown is of the days up to ").rstrip(".")
    assert text(page, "until") == f", up to {last}"
    until(page, lambda: page.find_element(By.ID, "day").is_enabled())
    days = page.execute_script("return hinterland.values('partisans.strength', 'Belarus').then((v) => v.length)")
    assert days < 1_418


def test_that_nothing_of_a_war_before_is_shown_while_another_is_played(page):
    page.find_element(By.ID, "play").click()
    until(page, lambda: page.execute_script("return document.documentElement.dataset.done"))
    assert page.find_elements(By.CSS_SELECTOR, "#curve .line")
    page.execute_script("delete document.documentElement.dataset.done")
    page.find_element(By.ID, "play").click()
    until(page, lambda: int(page.find_element(By.ID, "progress").get_property("value")) < 1_000)
    assert not page.find_elements(By.CSS_SELECTOR, "#curve .line")
    assert not page.find_element(By.ID, "claims").is_displayed()
    page.find_element(By.ID, "stop").click()
    until(page, lambda: text(page, "state").startswith("Stopped: what is shown"))


def test_that_the_page_plays_the_native_war_and_says_so(page):
    page.find_element(By.ID, "play").click()
    until(page, lambda: page.execute_script("return document.documentElement.dataset.done"))
    made = json.loads(page.execute_script("return document.documentElement.dataset.done"))
    assert made["native"] == {"world": made["world"], "record": made["record"]}
    assert text(page, "same") == "Both are the same war to the last bit."
    assert int(text(page, "dead").replace(",", "")) > 0


def test_that_the_map_is_drawn_for_the_day_that_is_chosen(page):
    script = """
    const day = document.getElementById("day");
    const shown = () => {
      const sheet = document.querySelector("canvas");
      const data = sheet.getContext("2d").getImageData(0, 0, sheet.width, sheet.height).data;
      return [document.getElementById("date").textContent, data.reduce((hash, octet) => (hash * 31 + octet) | 0, 7)];
    };
    return [0, 0.5, 1].map((share) => {
      day.value = Math.round(share * day.max);
      day.dispatchEvent(new Event("input"));
      return shown();
    });
    """
    pictures = page.execute_script(script)
    assert int(page.find_element(By.ID, "day").get_property("max")) > 100
    assert len({when for when, _ in pictures}) == len({picture for _, picture in pictures}) == 3


def test_that_beside_a_claim_stands_what_its_speaker_would_have_said(page, site):
    claims = [one for one in lists(site)["claims"] if one[1:3] == ["partisans.strength", "Belarus"]]
    rows = page.find_elements(By.CSS_SELECTOR, "#said tr")
    assert len(rows) == len(page.find_elements(By.CSS_SELECTOR, "#curve .claim")) == len(claims) >= 5
    for row in rows:
        said, here = (cell.text.split("\n") for cell in row.find_elements(By.TAG_NAME, "td")[2:])
        assert int(said[0].split(" to ")[0].replace(",", "")) > 0
        assert int(here[0].replace(",", "")) >= 0
        assert here[1] in (
            "as it was",
            *(f"as the {side} side would have reported it" for side in ("Soviet", "German")),
        )


def test_that_the_page_fits_a_telephone_and_a_wide_window(page):
    for width in (1440, 1024, 360):
        page.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500},
        )
        assert page.execute_script("return document.documentElement.scrollWidth") <= width
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_that_the_page_asks_nobody_for_anything_and_opens_without_a_complaint(page):
    asked = page.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
    assert [name for name in asked if not name.startswith(("data:", "blob:"))] == []
    assert [line for line in page.get_log("browser") if line["level"] == "SEVERE"] == []
