"""Every view is reached and used with Tab, arrows, Enter and Escape alone; the focus is seen, and is never lost."""

import re
import threading
from collections.abc import Iterator

import pytest
from selenium import webdriver
from selenium.webdriver.common.keys import Keys
from tests import browser
from tests.page.looking import found, show, text, until
from tests.page.test_own_claims import GOOD, MadeUp, own

from hinterland.page.server import PageServer, files_in

pytestmark = [pytest.mark.slow, *browser.NEEDED]
MOST_STOPS = 250
FOCUS = """const one = document.activeElement, style = getComputedStyle(one), mark = one.querySelector("circle.reach");
  const named = one.getAttribute("aria-label") || one.labels?.[0]?.textContent || one.textContent;
  return { name: named.replace(/\\s+/g, " ").trim(), tag: one.tagName.toLowerCase(), lost: one === document.body,
    seen: mark ? getComputedStyle(mark).stroke !== "none"
      : style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 };"""
"""What has the focus: its name, and whether an outline shows it, or the ring about the mark of a claim in a chart."""


def press(driver, *keys: str) -> None:
    """Press keys, one after another, wherever the focus is."""
    webdriver.ActionChains(driver).send_keys(*keys).perform()


def focus(driver) -> dict:
    """Return what has the focus."""
    return dict(driver.execute_script(FOCUS))


def check_tabs_lead_to(driver, start: str, tag: str = "", back: bool = False) -> None:
    """Go on with Tab to what begins with a pattern; fail where a stop on the way is not seen to have the focus."""
    passed = []
    for _ in range(MOST_STOPS):
        press(driver, *((Keys.SHIFT, Keys.TAB, Keys.NULL) if back else (Keys.TAB,)))
        now = focus(driver)
        if not now["lost"]:
            assert now["seen"], f"{now['name']!r} has the focus and does not show it"
        passed.append(now["name"][:30])
        if re.match(start, now["name"]) and now["tag"] in (tag, tag or now["tag"]):
            return
    pytest.fail(f"{start} is not reached: {passed}")


def check_focus_is_kept(driver) -> None:
    """Fail where nothing within the page has the focus."""
    until(driver, lambda: not focus(driver)["lost"])


def view(driver, place: str, name: str) -> None:
    """Open the page, and go to a view by its button, with the keyboard."""
    show(driver, place)
    check_tabs_lead_to(driver, name, "button")
    press(driver, Keys.ENTER)


def test_that_a_cell_is_picked_and_let_go_and_a_week_is_stepped(driver, place):
    show(driver, place, "date=1941-11-09&at=-230,-60,9")
    check_tabs_lead_to(driver, "Layers and names")
    press(driver, Keys.ENTER)
    check_tabs_lead_to(driver, "Railways that lost", "input")
    press(driver, " ", Keys.ESCAPE)
    until(driver, lambda: focus(driver)["name"] == "Layers and names")
    assert "switched=railways" in until(driver, lambda: "switched" in driver.current_url and driver.current_url)
    check_tabs_lead_to(driver, "Map:")
    press(driver, Keys.ARROW_LEFT, Keys.ARROW_RIGHT, Keys.ENTER)
    until(driver, lambda: len(found(driver, "aside tbody tr")) == 4)
    check_tabs_lead_to(driver, "Close$")
    press(driver, Keys.ENTER)
    until(driver, lambda: text(driver, "aside h2").startswith("Week of"))
    check_focus_is_kept(driver)
    check_tabs_lead_to(driver, "A week on")
    before = text(driver, "output")
    press(driver, Keys.ENTER)
    until(driver, lambda: text(driver, "output") != before)
    check_tabs_lead_to(driver, "Week", "input")
    press(driver, Keys.ARROW_LEFT)
    until(driver, lambda: text(driver, "output") == before)


def test_that_two_wars_are_chosen_and_compared(driver, place):
    view(driver, place, "Compare")
    check_tabs_lead_to(driver, "Right", "select")
    press(driver, Keys.ARROW_DOWN)
    until(driver, lambda: "right=beside-1" in driver.current_url)
    check_tabs_lead_to(driver, "Difference", "button")
    press(driver, Keys.ENTER)
    until(driver, lambda: len(found(driver, ".maps .map")) == 1)
    check_tabs_lead_to(driver, "Difference:")
    press(driver, Keys.ENTER)
    until(driver, lambda: found(driver, "aside table"))
    check_tabs_lead_to(driver, "Close$")
    press(driver, Keys.ENTER)
    until(driver, lambda: focus(driver)["name"].startswith("Difference:"))


def test_that_a_chart_is_chosen_and_a_claim_in_it_is_looked_at_and_opened(driver, place):
    view(driver, place, "Charts")
    until(driver, lambda: found(driver, "svg a"))
    check_tabs_lead_to(driver, "Quantity", "select")
    press(driver, Keys.ARROW_DOWN, Keys.ARROW_UP)
    check_tabs_lead_to(driver, "Claim", "a")
    until(driver, lambda: "record" in text(driver, ".looked"))
    press(driver, Keys.ENTER)
    until(driver, lambda: "claim=" in driver.current_url)
    check_focus_is_kept(driver)


def test_that_a_what_if_is_begun_and_cancelled(driver, place, data):
    if "module" not in data:
        pytest.skip("the module is not built: make web")
    view(driver, place, "What if")
    until(driver, lambda: found(driver, ".go"))
    check_tabs_lead_to(driver, "Seeds", "input")
    press(driver, Keys.ARROW_UP, Keys.ARROW_UP)
    check_tabs_lead_to(driver, "Play", "button")
    press(driver, Keys.ENTER)
    until(driver, lambda: found(driver, "[data-phase=playing]"))
    check_tabs_lead_to(driver, "Cancel")
    press(driver, Keys.ENTER)
    until(driver, lambda: found(driver, "[data-phase=stopped]"))
    check_focus_is_kept(driver)
    check_tabs_lead_to(driver, "Search", "input")
    press(driver, *"foil guards half")
    check_tabs_lead_to(driver, "", "input")
    press(driver, Keys.ARROW_RIGHT)
    until(driver, lambda: found(driver, "fieldset.changed"))
    check_tabs_lead_to(driver, "As it was")
    press(driver, Keys.ENTER)
    until(driver, lambda: not found(driver, "fieldset.changed"))
    check_focus_is_kept(driver)


def test_that_a_place_is_found_and_opened_and_left(driver, place):
    view(driver, place, "Places")
    until(driver, lambda: found(driver, "main input[type=search]"))
    check_tabs_lead_to(driver, "Search", "input")
    press(driver, *"Pinsk")
    check_tabs_lead_to(driver, "Pinsk$", "a")
    press(driver, Keys.ENTER)
    until(driver, lambda: "place=" in driver.current_url)
    check_focus_is_kept(driver)
    check_tabs_lead_to(driver, "\u2039 All places", "button", back=True)
    press(driver, Keys.ENTER)
    until(driver, lambda: found(driver, "main input[type=search]"))
    check_focus_is_kept(driver)


def test_that_a_claim_is_found_and_opened_and_left(driver, place):
    view(driver, place, "Claims")
    until(driver, lambda: found(driver, "main input[type=search]"))
    check_tabs_lead_to(driver, "Search", "input")
    press(driver, *"R045")
    until(driver, lambda: "search=R045" in driver.current_url)
    check_tabs_lead_to(driver, "R045", "a")
    press(driver, Keys.ENTER)
    until(driver, lambda: "claim=R045" in driver.current_url)
    check_focus_is_kept(driver)
    check_tabs_lead_to(driver, "\u2039 All claims", back=True)
    press(driver, Keys.ENTER)
    until(driver, lambda: found(driver, "main input[type=search]"))
    check_focus_is_kept(driver)


def test_that_the_tour_is_gone_through_and_left(driver, place):
    view(driver, place, "Tour")
    until(driver, lambda: found(driver, ".tour h2"))
    first = text(driver, ".tour h2")
    check_tabs_lead_to(driver, "Next")
    press(driver, Keys.ENTER)
    until(driver, lambda: text(driver, ".tour h2") != first)
    check_focus_is_kept(driver)
    press(driver, Keys.ARROW_LEFT)
    until(driver, lambda: text(driver, ".tour h2") == first)
    press(driver, Keys.ESCAPE)
    until(driver, lambda: found(driver, ".tour") == [])
    check_focus_is_kept(driver)


def test_that_a_lesson_is_opened_and_its_sheet_read_and_left(driver, place):
    view(driver, place, "Lessons")
    until(driver, lambda: found(driver, "main h3 a"))
    check_tabs_lead_to(driver, re.escape(found(driver, "main h3 a")[0].text), "a")
    press(driver, Keys.ENTER)
    until(driver, lambda: found(driver, "main article .questions"))
    check_focus_is_kept(driver)
    check_tabs_lead_to(driver, "Teacher", "button", back=True)
    press(driver, Keys.ENTER)
    until(driver, lambda: "sheet=teacher" in driver.current_url)
    check_tabs_lead_to(driver, "\u2039 All lessons", back=True)
    press(driver, Keys.ENTER)
    until(driver, lambda: found(driver, "main h3 a"))
    check_focus_is_kept(driver)


@pytest.fixture
def served(page, tmp_path) -> Iterator[tuple[str, MadeUp]]:
    """The address of the page on its own server, and runs that are played when the test allows it."""
    runs = MadeUp()
    with PageServer(files_in(page), 0, own(tmp_path / "kept", runs)) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield serving.address, runs
        runs.may_go_on.set()
        serving.shutdown()


def test_that_claims_of_ones_own_are_given_and_set_beside_runs_and_cancelled(driver, served):
    address, runs = served
    view(driver, address, "Your claims")
    until(driver, lambda: found(driver, "textarea"))
    check_tabs_lead_to(driver, "Or paste", "textarea")
    press(driver, *GOOD)
    check_tabs_lead_to(driver, "Check what was pasted")
    press(driver, Keys.ENTER)
    until(driver, lambda: [one for one in found(driver, "button") if one.text == "Set beside runs"])
    check_tabs_lead_to(driver, "Set beside runs")
    press(driver, Keys.ENTER)
    until(driver, lambda: found(driver, "progress"))
    check_focus_is_kept(driver)
    check_tabs_lead_to(driver, "Cancel")
    press(driver, Keys.ENTER)
    runs.may_go_on.set()
    until(driver, lambda: found(driver, "[data-state=cancelled]"))
    check_focus_is_kept(driver)


def test_that_the_view_about_the_page_is_reached_and_its_links_too(driver, place):
    view(driver, place, "About")
    until(driver, lambda: "About" in text(driver, "main h2"))
    check_tabs_lead_to(driver, "About this page")
