"""The page in a real browser: it opens, plays, answers, cites, and asks no other host for anything."""

import functools
import http.server
import threading
import time
from collections.abc import Iterator

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from tests import browser

pytestmark = [pytest.mark.slow, *browser.NEEDED]
LONG_S = 90.0
MIDDLE = "9"
"""A zoom at which the cell in the middle of the map is a large one."""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """The server of `python -m http.server`, without its log."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def place(page) -> Iterator[str]:
    """The address of the page on the plain server of Python."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(page))) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}/"
        serving.shutdown()


@pytest.fixture(scope="module")
def driver(place) -> Iterator[webdriver.Chrome]:
    """A browser for all tests of the page."""
    with browser.opened() as driver:
        driver.set_window_size(1440, 900)
        yield driver


def show(driver, place: str, address: str = "") -> None:
    """Open an address of the page afresh, and wait for the view that it names."""
    driver.get("about:blank")
    driver.get(place + "#" + address)
    until(driver, lambda: found(driver, "main .map, main h2"))


def until(driver, holds):
    """Wait until something holds and return it; fail with what the page says."""
    end = time.monotonic() + LONG_S
    while not (answer := holds()):
        assert not found(driver, "[role=alert]"), found(driver, "[role=alert]")[0].text
        assert time.monotonic() < end, "the page took too long"
        time.sleep(0.05)
    return answer


def found(driver, selector: str) -> list:
    """Return the elements of a selector."""
    return driver.find_elements(By.CSS_SELECTOR, selector)


def text(driver, selector: str) -> str:
    """Return the text of the first element of a selector."""
    first: str = driver.find_element(By.CSS_SELECTOR, selector).text
    return first


def colours(driver) -> int:
    """Return how many colours the lowest sheet of the map has."""
    script = """const sheet = document.querySelector(".map canvas");
      const data = sheet.getContext("2d").getImageData(0, 0, sheet.width, sheet.height).data;
      return new Set(new Uint32Array(data.buffer)).size;"""
    return int(driver.execute_script(script))


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
    show(driver, place, f"date=1941-11-09&at=-230,-60,{MIDDLE}")
    ground = driver.find_element(By.CSS_SELECTOR, ".map")
    webdriver.ActionChains(driver).move_to_element(ground).click().perform()
    until(driver, lambda: len(found(driver, "aside tbody tr")) == 5)
    by_pointer = text(driver, "aside h2")
    assert all("model" in row.text for row in found(driver, "aside tbody tr"))
    driver.execute_script("arguments[0].focus()", ground)
    ground.send_keys(Keys.ESCAPE)
    until(driver, lambda: text(driver, "aside h2").startswith("Week of"))
    ground.send_keys(Keys.ENTER)
    until(driver, lambda: text(driver, "aside h2") == by_pointer)


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
    driver.execute_script("""window.made = []; const own = URL.createObjectURL;
      URL.createObjectURL = (blob) => { blob.text().then((t) => window.made.push(t)); return own(blob); };
      HTMLAnchorElement.prototype.click = () => undefined;""")
    next(one for one in found(driver, ".filters button") if one.text == "CSV").click()
    made = until(driver, lambda: driver.execute_script("return window.made[0]"))
    assert made.startswith("basis,quantity,region,from,to,said_by,low,best,high,unit,claim,source,held_out,verified\n")
    assert f",{name}," in made


def test_that_a_claim_has_an_address_and_a_citation(driver, place):
    show(driver, place, "claim=R045")
    until(driver, lambda: "@misc{hinterland-R045" in text(driver, "article pre"))
    assert text(driver, "article h2").startswith("Claim R045")
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
    wanted = {"Charts", "Claims", "About", "Play", "Week", "Closer", "A week on"}
    assert wanted <= reached
    assert any(name.startswith("Map:") for name in reached)


@pytest.mark.parametrize("address", ["", "chart=rails.cut", "search=1943", "claim=R240", "view=about"])
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


def test_that_no_request_leaves_the_host_and_nothing_is_complained_of(driver, place):
    driver.get_log("browser")
    for address in ("", "chart=rails.cut", "claim=R240", "view=about"):
        show(driver, place, address)
        asked = driver.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
        assert [name for name in asked if not name.startswith((place, "data:", "blob:"))] == []
    assert [line for line in driver.get_log("browser") if line["level"] == "SEVERE"] == []
