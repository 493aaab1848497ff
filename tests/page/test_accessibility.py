"""Every view of the page without findings of axe, in light and dark, and each of them by keyboard alone."""

from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from tests import browser
from tests.page.looking import show, until

pytestmark = [pytest.mark.slow, *browser.NEEDED]
AXE = Path(__file__).parents[2] / "page" / "node_modules" / "axe-core" / "axe.min.js"
VIEWS = (
    "date=1941-11-09",
    "date=1941-11-09&cell=150",
    "date=1941-11-09&line=40",
    "date=1941-11-09&switched=axis+units+marches+expeditions&unit=starasyelski_detachment",
    "right=beside-1&date=1941-11-09&cell=150",
    "right=beside-1&date=1941-11-09&shows=difference",
    "chart=partisans.strength",
    "view=whatif&set=rail.guards_half:30",
    "search=1943",
    "claim=R045",
    "dispute=security_divisions_1941",
    "view=places",
    "place=minsk",
    "biography=pinsk_detachment_korzh",
    "view=tour",
    "stop=rail_war",
    "kiosk=1&stop=occupation_and_murder",
    "view=lessons",
    "lesson=strength",
    "lesson=rails_cut&sheet=teacher",
    "view=own",
    "view=about",
)
ASK = """const done = arguments[arguments.length - 1];
  axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
    done(violations.map((one) => `${one.id}: ${one.nodes[0].html}`)));"""
STOPS = 150
KEYS = {
    "": ("Play", "A week on", "Week", "Closer"),
    "right=beside-1": ("Left", "Right", "Right is later", "Field", "Difference", "A week on", "Closer"),
    "chart=partisans.strength": ("Quantity", "Region", "CSV", "PNG"),
    "view=whatif": ("First seed", "Seeds", "Play", "Save as TOML", "Scenario"),
    "search=1943": ("Search", "Said by", "held out"),
    "claim=R045": ("\u2039 All claims", "CSL-JSON", "Copy"),
    "dispute=security_divisions_1941": ("\u2039 All claims", "Print on one sheet"),
    "view=places": ("Search", "Oblast", "Names", "More units"),
    "place=minsk": ("\u2039 All places and units", "Quantity", "With bands"),
    "biography=pinsk_detachment_korzh": ("\u2039 All places and units", "Record alone", "S028"),
    "stop=zones": ("Leave the tour", "50", "Open this on the map", "Closer", "\u2039 Back", "Stop 8", "Next \u203a"),
    "lesson=strength": ("\u2039 All lessons", "Teacher\u2019s sheet", "Print", "Further claims", "All claims in"),
    "view=own": ("Save a template", "Names of quantities"),
    "view=about": ("About this page",),
}
"""What must be reached in each view with the tab key."""
SETTLED = """const waits = [...document.querySelectorAll("main [role=status]")];
  return !!document.querySelector("main h2") && waits.every((one) => !one.textContent.trim().startsWith("Reading"));"""
NAME = """const one = document.activeElement;
  return one.getAttribute("aria-label") || one.labels?.[0]?.textContent.trim() || one.textContent.trim();"""


def settled(driver) -> bool:
    """Whether the view has read what it shows."""
    return bool(driver.execute_script(SETTLED))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_that_axe_finds_nothing_in_any_view(driver, place, scheme):
    if not AXE.is_file():
        pytest.skip("axe is not installed: npm ci in page/")
    driver.set_script_timeout(120)
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    try:
        for address in VIEWS:
            show(driver, place, address)
            until(driver, lambda: settled(driver))
            driver.execute_script(AXE.read_text(encoding="utf-8"))
            assert driver.execute_async_script(ASK) == [], address
    finally:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@pytest.mark.parametrize("address", KEYS)
def test_that_a_view_is_used_by_keyboard_alone(driver, place, data, address):
    if address == "view=whatif" and "module" not in data:
        pytest.skip("the module is not built: make web")
    show(driver, place, address)
    until(driver, lambda: settled(driver))
    wanted, reached = set(KEYS[address]), set()
    for _ in range(STOPS):
        driver.switch_to.active_element.send_keys(Keys.TAB)
        reached.add(driver.execute_script(NAME))
        if all(any(name.startswith(one) for name in reached) for one in wanted):
            break
    assert not [one for one in wanted if not any(name.startswith(one) for name in reached)]


def test_that_what_has_the_focus_is_seen(driver, place):
    show(driver, place, "view=about")
    driver.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB, Keys.TAB)
    style = driver.execute_script("return getComputedStyle(document.activeElement).outlineStyle")
    assert style == "solid"
