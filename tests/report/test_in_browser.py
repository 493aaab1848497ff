"""The report in a real browser: it opens from disk, asks nobody for anything, and fits a telephone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from tests import browser as browser_tests

from hinterland.report import html
from hinterland.report.inference import html_of

pytestmark = browser_tests.NEEDED


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    """Chromium without a window."""
    with browser_tests.opened() as driver:
        yield driver


@pytest.fixture(scope="module")
def page(coarse, browser, tmp_path_factory) -> webdriver.Chrome:
    """The report of the coarse war, open."""
    written: Path = html.write(coarse, tmp_path_factory.mktemp("report"))
    browser.set_window_size(1300, 1000)
    browser.get(written.as_uri())
    return browser


def test_that_the_page_asks_nobody_for_anything(page):
    asked = page.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
    assert [name for name in asked if not name.startswith("data:")] == []


def test_that_the_page_opens_without_a_complaint(page):
    assert [line for line in page.get_log("browser") if line["level"] == "SEVERE"] == []


def test_that_maps_and_charts_are_seen(page):
    drawn = [svg for svg in page.find_elements(By.CSS_SELECTOR, "svg[role=img]") if svg.size["width"] > 100]
    assert len(drawn) >= 8 + 10
    assert all(svg.size["height"] > 20 for svg in drawn)


def test_that_the_dead_stand_above_the_fighting(page):
    def top(text: str) -> float:
        return page.find_element(By.XPATH, f"//*[contains(text(), '{text}')]").location["y"]

    assert top("Civilians killed in the Soviet Union by action") < top("Partisans at the height")


def test_that_a_choice_of_language_switches_every_name_and_no_name_stands_twice(page):
    shown = """return [...document.querySelectorAll("svg .spelled")].map(group =>
        [...group.children].filter(one => getComputedStyle(one).display != "none").map(one => one.textContent))"""
    choice = page.find_element(By.ID, "tongue")
    by_language = {}
    for code in ("", "be", "yi"):
        choice.find_element(By.CSS_SELECTOR, f'option[value="{code}"]').click()
        names = page.execute_script(shown)
        assert all(len(those) == 1 for those in names)
        by_language[code] = {those[0] for those in names}
    assert "Kiev" in by_language[""]
    assert "Кіеў" in by_language["be"]
    assert "Kiev" not in by_language["be"]
    assert by_language["yi"] & by_language[""], "a town without a name in Yiddish keeps that of the rule"


def open_on_a_telephone(driver: webdriver.Chrome) -> tuple[int, int]:
    """Open the page anew in a narrow window, as a telephone does; return how wide it is and how much of it is seen."""
    address = driver.current_url
    driver.get("about:blank")
    driver.set_window_size(500, 900)
    driver.get(address)
    wide, seen = driver.execute_script("return [document.documentElement.scrollWidth, window.innerWidth]")
    return wide, seen


def test_that_a_telephone_need_not_scroll_sideways(page):
    wide, seen = open_on_a_telephone(page)
    assert wide <= seen


@pytest.mark.parametrize(("folder", "pictures"), [("kept_ensemble", 29), ("kept_fit", 3)])
def test_that_pages_of_an_ensemble_and_of_a_fit_open_without_a_complaint_and_fit(
    folder, pictures, browser, tmp_path, request
):
    path = tmp_path / "report.html"
    path.write_text(html_of(request.getfixturevalue(folder)), encoding="utf-8")
    browser.get("about:blank")
    browser.set_window_size(1300, 1000)
    browser.get(path.as_uri())
    drawn = [svg for svg in browser.find_elements(By.CSS_SELECTOR, "svg[role=img]") if svg.size["width"] > 300]
    assert len(drawn) >= pictures
    assert [line for line in browser.get_log("browser") if line["level"] == "SEVERE"] == []
    asked = browser.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
    assert [name for name in asked if not name.startswith("data:")] == []
    wide, seen = open_on_a_telephone(browser)
    assert wide <= seen
