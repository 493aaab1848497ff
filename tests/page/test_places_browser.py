"""Places and units in a real browser: found in any script, read, and led to from map and claims and back."""

import base64

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from tests import browser
from tests.page.looking import found, show, text, until

pytestmark = [pytest.mark.slow, *browser.NEEDED]


def listed(driver, heading: str) -> list[str]:
    """Return the links under a heading of the list."""
    return [one.text for one in found(driver, f"ul[aria-labelledby=found-{heading}] a")]


@pytest.mark.parametrize(
    ("sought", "heading", "name"),
    [
        ("Мінск", "places", "Minsk"),
        ("minsk", "places", "Minsk"),
        ("Wilno", "places", "Vilnius"),
        ("Ковпак", "units", "Putivl detachment (Kovpak)"),
        ("Kowpak", "units", "Putivl detachment (Kovpak)"),
        ("Путивль", "units", "Putivl detachment (Kovpak)"),
    ],
)
def test_that_a_place_or_unit_is_found_in_any_script(driver, place, sought, heading, name):
    show(driver, place, f"find={sought}")
    assert until(driver, lambda: name in listed(driver, heading))


def test_that_a_place_tells_what_is_documented_and_by_whom(driver, place):
    show(driver, place, "place=minsk")
    until(driver, lambda: found(driver, "article li.crime"))
    assert driver.title == "Minsk · Hinterland"
    assert "Мінск" in text(driver, ".names")
    assert "Freed on 3 July 1944" in text(driver, "article")
    crimes = [one.get_attribute("textContent") for one in found(driver, "article li.crime")]
    assert len(crimes) >= 5
    for words in crimes:
        assert "record" in words, "those within 25 km too, which are folded away at first"
        assert "model" not in words.split()


def test_that_the_model_beside_a_place_is_of_wider_ground_and_says_so(driver, place):
    show(driver, place, "place=slutsk")
    until(driver, lambda: [one for one in found(driver, "article h3") if one.text.startswith("Model beside record: ")])
    dead = until(driver, lambda: [one for one in found(driver, "article p") if "of every 1,000 people" in one.text])
    assert "in all of Minsk oblast" in dead[0].text
    assert "model" in dead[0].text
    assert found(driver, "article svg path.line")


def test_that_a_biography_tells_record_and_model_apart(driver, place):
    show(driver, place, "biography=pinsk_detachment_korzh")
    until(driver, lambda: found(driver, "article ol li"))
    assert "Vasily Korzh" in text(driver, "article")
    assert found(driver, "path.track.record")
    choose = {one.text: one for one in found(driver, "[aria-label='Whose entries'] button")}
    choose["Record alone"].click()
    until(driver, lambda: not found(driver, "article ol li.model"))
    assert all("record" in one.text for one in found(driver, "article ol li"))
    choose["Model alone"].click()
    until(driver, lambda: found(driver, "article ol li.model"))
    assert not [one for one in found(driver, "article ol li") if "kill" in one.text or "dead" in one.text]


def test_that_map_claims_places_and_units_lead_to_one_another(driver, place):
    show(driver, place, "claim=S028")
    until(driver, lambda: found(driver, "dd a[href='#biography=pinsk_detachment_korzh']"))[0].click()
    until(driver, lambda: text(driver, "article h2") == "Pinsk detachment (Korzh)")
    until(driver, lambda: found(driver, "a[href='#claim=S028']"))
    found(driver, "a[href='#place=pinsk']")[0].send_keys(Keys.ENTER)
    until(driver, lambda: text(driver, "article h2") == "Pinsk")
    until(driver, lambda: found(driver, "a[href='#biography=pinsk_detachment_korzh']"))
    show(driver, place, "date=1941-11-09&cell=150")
    until(driver, lambda: found(driver, "aside a[href^='#place=']"))
    show(driver, place, "date=1941-11-09&switched=units&unit=pinsk_detachment_korzh")
    assert until(driver, lambda: found(driver, "aside a[href='#biography=pinsk_detachment_korzh']"))


@pytest.mark.parametrize("address", ["view=places", "place=minsk", "biography=pinsk_detachment_korzh"])
def test_that_nothing_is_wider_than_a_phone(driver, place, address):
    device = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", device)
    try:
        show(driver, place, address)
        until(driver, lambda: found(driver, "main h3"))
        assert driver.execute_script("return document.documentElement.scrollWidth") <= 360
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_that_a_place_prints_without_what_is_chosen_on_the_screen(driver, place):
    show(driver, place, "place=minsk")
    until(driver, lambda: found(driver, "article li.crime"))
    printed = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]
    assert base64.b64decode(printed).count(b"/Type /Page\n") >= 2


def test_that_an_unknown_place_is_told_in_one_line(driver, place):
    driver.get("about:blank")
    driver.get(place + "#place=nowhere")
    until_told = "return document.querySelector('main [role=alert]')?.textContent ?? ''"
    while not (told := driver.execute_script(until_told)):
        pass
    assert told == "There is no place nowhere."
    assert driver.find_element(By.CSS_SELECTOR, ".filters button").text == "\u2039 All places and units"
