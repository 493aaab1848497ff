"""The page in a real browser: it opens, plays, answers, cites, and asks no other host for anything."""

import base64
import json

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from tests import browser
from tests.page.looking import colours, found, show, text, until

from hinterland.evidence.address import address_of

pytestmark = [pytest.mark.slow, *browser.NEEDED]
MIDDLE = "9"
"""A zoom at which the cell in the middle of the map is a large one."""
DOWNLOADS = """window.made = []; const own = URL.createObjectURL;
  URL.createObjectURL = (blob) => { blob.text().then((t) => window.made.push([blob.type, t])); return own(blob); };
  HTMLAnchorElement.prototype.click = () => undefined;"""
"""Keeps what the page offers as files."""


def test_that_the_map_is_drawn_and_its_fields_change_by_key(driver, place):
    show(driver, place, "date=1941-11-09")
    assert colours(driver) >= 6
    driver.find_element(By.TAG_NAME, "body").send_keys("4")
    until(driver, lambda: text(driver, ".legend .title").startswith("Garrisons"))
    until(driver, lambda: "field=garrisons" in driver.current_url)


def test_that_time_is_played_stopped_and_stepped(driver, place):
    show(driver, place, "date=1941-06-22")
    first = text(driver, "output")
    assert first == "22 June 1941"
    driver.find_element(By.CSS_SELECTOR, ".play").click()
    until(driver, lambda: text(driver, "output") not in (first, ""))
    driver.find_element(By.CSS_SELECTOR, ".play").click()
    stopped = text(driver, "output")
    driver.find_element(By.CSS_SELECTOR, "[aria-label='A week on']").click()
    until(driver, lambda: text(driver, "output") != stopped)
    driver.find_element(By.CSS_SELECTOR, "[aria-label='A week back']").click()
    until(driver, lambda: text(driver, "output") == stopped)


def test_that_a_cell_is_picked_by_pointer_and_by_keyboard(driver, place):
    show(driver, place, f"date=1941-11-09&at=-230,-60,{MIDDLE}&switched=railways")
    ground = driver.find_element(By.CSS_SELECTOR, ".map")
    webdriver.ActionChains(driver).move_to_element(ground).click().perform()
    until(driver, lambda: len(found(driver, "aside tbody tr")) == 4)
    by_pointer = text(driver, "aside h2")
    assert all("model" in row.text for row in found(driver, "aside tbody tr"))
    driver.execute_script("arguments[0].focus()", ground)
    ground.send_keys(Keys.ESCAPE)
    until(driver, lambda: text(driver, "aside h2").startswith("Week of"))
    ground.send_keys(Keys.ENTER)
    until(driver, lambda: text(driver, "aside h2") == by_pointer)


def test_that_the_models_dead_are_given_to_an_oblast_and_no_cell_or_week(driver, place):
    show(driver, place, f"date=1941-11-09&at=-230,-60,{MIDDLE}&field=killed")
    webdriver.ActionChains(driver).move_to_element(driver.find_element(By.CSS_SELECTOR, ".map")).click().perform()
    until(driver, lambda: found(driver, "aside tbody tr"))
    assert "killed" not in text(driver, "aside table").lower()
    (drawn,) = (one.get_attribute("aria-label") for one in found(driver, "aside svg"))
    assert drawn.startswith("Civilians killed in ")
    assert "since June 1941 by month" in drawn
    said = text(driver, "aside")
    assert "since June 1941\n" in said
    assert "does not say where in an oblast, nor on which day" in said
    assert text(driver, ".legend .title").startswith(
        "Civilians killed, of every 1,000 people, since June 1941, by oblast"
    )


def test_that_what_is_told_of_places_is_documented_and_names_its_source(driver, place):
    show(driver, place, "date=1941-10-05")
    crimes = until(driver, lambda: found(driver, "aside li.crime"))
    for one in crimes:
        assert "record" in one.text
        assert one.find_element(By.CSS_SELECTOR, ".quiet").text.strip()
        assert "model" not in one.text.split()


def test_that_a_chart_has_lines_claims_a_table_and_a_file(driver, place):
    show(driver, place, "chart=partisans.strength&region=USSR")
    marks = until(driver, lambda: found(driver, "svg a"))
    assert {"truth", "soviet", "german"} <= {
        one.get_attribute("class").split()[1] for one in found(driver, "svg path.line")
    }
    driver.execute_script("arguments[0].focus()", marks[0])
    name = marks[0].get_dom_attribute("href").split("=")[-1]
    until(driver, lambda: name in text(driver, ".looked"))
    assert "record" in text(driver, ".looked")
    next(one for one in found(driver, ".filters button") if one.text == "Table").click()
    until(driver, lambda: len(found(driver, "table")) == 2)
    assert len(found(driver, "table:first-of-type tbody tr")) == 7
    driver.execute_script(DOWNLOADS)
    next(one for one in found(driver, ".filters button") if one.text == "CSV").click()
    _, made = until(driver, lambda: driver.execute_script("return window.made[0]"))
    assert made.startswith("basis,quantity,region,from,to,said_by,low,best,high,unit,claim,source,held_out,verified\n")
    assert f",{name}," in made


def test_that_a_chart_of_what_is_not_there_says_so(driver, place):
    show(driver, place, "chart=nonsense&region=Atlantis")
    said = until(driver, lambda: [one.text for one in found(driver, "[role=alert]")])
    assert said == [
        "There is no quantity nonsense. This is another one.",
        "There are no charts of Atlantis. This is another region.",
    ]


def test_that_a_chart_is_given_as_a_picture_and_with_its_sources(driver, place):
    show(driver, place, "chart=partisans.strength&region=USSR")
    until(driver, lambda: found(driver, "svg a"))
    driver.execute_script(DOWNLOADS)
    for name in ("SVG", "PNG", "All, with sources (zip)"):
        next(one for one in found(driver, ".keep button") if one.text == name).click()
    until(driver, lambda: driver.execute_script("return window.made.length") >= 4)
    files = dict(driver.execute_script("return window.made"))
    assert files.keys() == {"image/svg+xml", "image/png", "application/zip"}
    assert "Soviet partisans in the field" in files["image/svg+xml"]
    assert "var(--" not in files["image/svg+xml"]
    for name in ("README.txt", "chart.csv", "chart.svg", "claims.bib", "claims.csl.json"):
        assert name in files["application/zip"]
    assert "CAVEATS" in files["application/zip"]


def test_that_a_chart_as_known_on_a_day_has_nothing_that_came_later(driver, place):
    show(driver, place, "chart=partisans.strength&region=USSR")
    until(driver, lambda: found(driver, "svg a"))
    every = len(found(driver, "svg a"))
    show(driver, place, "chart=partisans.strength&region=USSR&known=1941-10-15")
    until(driver, lambda: "15 October 1941" in text(driver, "main [role=note]"))
    assert {one.get_attribute("class").split()[1] for one in found(driver, "svg path.line")} == {"soviet", "german"}
    assert len(found(driver, "svg a")) < every
    next(one for one in found(driver, ".filters button") if one.text == "Table").click()
    rows = until(driver, lambda: found(driver, "table:first-of-type tbody tr"))
    months = {row.text.rsplit("1941", 1)[0].strip(): row.text for row in rows}
    assert any(digit.isdigit() for digit in months["September"].rsplit("1941", 1)[1])
    assert not any(digit.isdigit() for digit in months["October"].rsplit("1941", 1)[1])


def test_that_a_line_and_a_unit_are_picked_and_have_their_history(driver, place):
    show(driver, place, "date=1941-11-09&line=40")
    until(driver, lambda: len(found(driver, "aside tbody tr")) == 2)
    assert all("model" in row.text for row in found(driver, "aside tbody tr"))
    show(driver, place, "date=1941-11-09&switched=units")
    driver.find_element(By.CSS_SELECTOR, ".controls summary").click()
    choice = until(
        driver, lambda: [one for one in found(driver, ".layers label") if "Go to a partisan unit" in one.text]
    )[-1]
    unit = choice.find_elements(By.TAG_NAME, "option")[1]
    name = unit.text
    unit.click()
    until(driver, lambda: text(driver, "aside h2") == name)
    until(driver, lambda: "unit=" in driver.current_url)
    assert "record" in text(driver, "aside")
    assert len(found(driver, "aside ol li")) >= 1


def test_that_a_layer_is_switched_on_and_stays_in_the_address(driver, place):
    show(driver, place, "date=1941-11-09")
    driver.find_element(By.CSS_SELECTOR, ".controls summary").click()
    layer = next(one for one in found(driver, ".layer") if "Axis units" in one.text)
    layer.find_element(By.TAG_NAME, "input").click()
    until(driver, lambda: "switched=axis" in driver.current_url)
    assert "Axis units" in driver.execute_script("return document.querySelector('.legend').textContent")


def test_that_a_dispute_prints_on_one_sheet(driver, place):
    show(driver, place, "search=")
    driver.get(place + "#view=claims")
    until(driver, lambda: found(driver, ".disputes a"))
    target = driver.execute_script("return document.querySelector('.disputes a').getAttribute('href')")
    show(driver, place, target.lstrip("#"))
    assert text(driver, "article h2").startswith("In dispute")
    assert len(found(driver, "article tbody tr")) >= 2
    printed = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]
    assert base64.b64decode(printed).count(b"/Type /Page\n") == 1


def test_that_a_claim_has_an_address_and_a_citation(driver, place):
    show(driver, place, "claim=R045")
    until(driver, lambda: "@misc{hinterland-R045" in text(driver, "article pre"))
    assert text(driver, "article h2").startswith("Claim R045")
    for name, begins in (("CSL-JSON", "["), ("JSON-LD", "{")):
        next(one for one in found(driver, "article button") if one.text == name).click()
        until(driver, lambda begins=begins: text(driver, "article pre").startswith(begins))
        cited = json.loads(text(driver, "article pre"))
    folder = driver.current_url.partition("#")[0].rpartition("/")[0]
    assert cited["@id"] == f"{folder}/{address_of('claim', 'R045')}"
    driver.find_element(By.CSS_SELECTOR, ".filters button").click()
    until(driver, lambda: text(driver, "h2") == "Claims")
    driver.back()
    until(driver, lambda: found(driver, "article"))


def test_that_claims_are_found_in_another_script(driver, place):
    show(driver, place, "search=Минск")
    many = int(until(driver, lambda: text(driver, "p[role=status]")).split()[0])
    assert 0 < many < 200
    driver.find_element(By.CSS_SELECTOR, "input[type=search]").send_keys(" zzz")
    until(driver, lambda: text(driver, "p[role=status]").startswith("0 of"))


def test_that_every_view_can_be_reached_by_keyboard_alone(driver, place):
    show(driver, place)
    reached = set()
    for _ in range(60):
        driver.switch_to.active_element.send_keys(Keys.TAB)
        one = driver.switch_to.active_element
        reached.add(one.get_attribute("aria-label") or one.text.split("\n")[0] or one.tag_name)
    wanted = {"Charts", "What if", "Claims", "About", "Play", "Week", "Closer", "A week on"}
    assert wanted <= reached
    assert any(name.startswith("Map:") for name in reached)


@pytest.mark.parametrize(
    "address", ["", "right=beside-1", "chart=rails.cut", "view=whatif", "search=1943", "claim=R240", "view=about"]
)
def test_that_nothing_leaves_a_narrow_screen_sideways(driver, place, address):
    metrics = {"width": 360, "height": 780, "deviceScaleFactor": 2, "mobile": True}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        show(driver, place, address)
        assert driver.execute_script("return document.documentElement.scrollWidth") <= 360
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_that_the_single_file_opens_from_disk_and_asks_nobody_for_anything(driver, page):
    show(driver, (page / "hinterland.html").as_uri(), "date=1941-11-09")
    assert colours(driver) >= 6
    asked = driver.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
    assert [name for name in asked if not name.startswith(("data:", "blob:"))] == []
    assert driver.execute_script("return document.getElementById('data-map')") is None, "its text only takes memory"


def test_that_no_request_leaves_the_host_and_nothing_is_complained_of(driver, place):
    driver.get_log("browser")
    for address in ("", "chart=rails.cut", "view=whatif", "claim=R240", "view=about"):
        show(driver, place, address)
        asked = driver.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
        assert [name for name in asked if not name.startswith((place, "data:", "blob:"))] == []
    assert [line for line in driver.get_log("browser") if line["level"] == "SEVERE"] == []
