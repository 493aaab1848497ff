"""The tour, the lessons and the kiosk in a real browser: every stop and lesson, by address, by button, by keyboard."""

import base64
import time

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from tests import browser
from tests.page.looking import colours, found, show, text, until

from hinterland.page.teaching_files import lessons, tour
from hinterland.study.claims.ledger_of_package import ledger_of_package

pytestmark = [pytest.mark.slow, *browser.NEEDED]
STOPS = [(one.name, one.title) for one in tour(ledger_of_package())]
LESSONS = [(one.name, one.title) for one in lessons(ledger_of_package())]
SHORT = "kiosk=1&idle=1"
COUNTED_S = 20


def press(driver, words: str) -> None:
    """Press the first button that has these words."""
    one = next(button for button in found(driver, "button") if button.text.strip() == words)
    driver.execute_script("arguments[0].click()", one)


def send(driver, key: str) -> None:
    """Send a key to what has the focus."""
    driver.switch_to.active_element.send_keys(key)


def test_that_every_stop_opens_by_its_address_with_its_map_or_chart(driver, place):
    for number, (name, title) in enumerate(STOPS, 1):
        show(driver, place, f"stop={name}")
        until(driver, lambda title=title: text(driver, ".tour h2") == title)
        assert text(driver, ".tour .head p") == f"Stop {number} of 8"
        if found(driver, ".picture.chart"):
            until(driver, lambda: found(driver, ".picture svg path.line"))
        else:
            until(driver, lambda: colours(driver) >= 5)
        assert len(found(driver, ".tour section p button[aria-expanded]")) >= 2


def test_that_the_tour_goes_on_and_back_by_button_and_by_keyboard(driver, place):
    show(driver, place, "view=tour")
    until(driver, lambda: text(driver, ".tour h2") == STOPS[0][1])
    press(driver, "Next \u203a")
    until(driver, lambda: text(driver, ".tour h2") == STOPS[1][1])
    assert driver.switch_to.active_element.text == STOPS[1][1], "a screen reader says where one is"
    until(driver, lambda: driver.current_url.endswith(f"#stop={STOPS[1][0]}"))
    send(driver, Keys.ARROW_RIGHT)
    until(driver, lambda: text(driver, ".tour h2") == STOPS[2][1])
    send(driver, Keys.ARROW_LEFT)
    until(driver, lambda: text(driver, ".tour h2") == STOPS[1][1])
    driver.back()
    until(driver, lambda: text(driver, ".tour h2") == STOPS[2][1])
    send(driver, Keys.ESCAPE)
    until(driver, lambda: found(driver, ".view .map"))
    assert "stop=" not in driver.current_url


def test_that_a_figure_of_a_stop_says_who_gives_it_and_leads_to_its_claim(driver, place):
    show(driver, place, "stop=rail_war")
    mark = until(driver, lambda: [one for one in found(driver, ".tour p button") if "R061" in one.text])[0]
    driver.execute_script("arguments[0].focus()", mark)
    mark.send_keys(Keys.ENTER)
    note = until(driver, lambda: found(driver, ".note"))[0]
    assert "record" in note.text
    assert "What it counts" in note.text
    assert "Totals of the Central Headquarters" in note.text
    driver.execute_script("arguments[0].click()", note.find_element(By.TAG_NAME, "a"))
    until(driver, lambda: text(driver, "article h2").startswith("Claim R061"))
    driver.back()
    until(driver, lambda: text(driver, ".tour h2") == "The Rail War and its two counts")


def test_that_a_figure_that_the_run_does_not_have_is_not_shown(driver, place):
    show(driver, place, "stop=zones")
    mark = until(driver, lambda: found(driver, ".tour p button.model"))[0]
    assert "no figure" in text(driver, ".tour section")
    assert "ends on 31 December 1941" in text(driver, ".tour section")
    driver.execute_script("arguments[0].click()", mark)
    until(driver, lambda: "does not have all of these days" in text(driver, ".note"))


@pytest.mark.parametrize(("name", "title"), LESSONS)
def test_that_a_lesson_sets_two_claims_side_by_side_and_keeps_answers_for_the_teacher(driver, place, name, title):
    show(driver, place, f"lesson={name}")
    until(driver, lambda: text(driver, "article h2") == title)
    assert len(found(driver, ".sides section")) == 2
    assert all("Where it stands" in one.text for one in found(driver, ".sides section"))
    assert 5 <= len(found(driver, ".questions li")) <= 7
    until(driver, lambda: found(driver, ".drawn svg path.line"))
    asked = [one.text for one in found(driver, ".questions li")]
    press(driver, "Teacher\u2019s sheet")
    until(driver, lambda: found(driver, ".answered"))
    assert [one.text for one in found(driver, ".answered .ask")] == asked
    until(driver, lambda: driver.current_url.endswith(f"lesson={name}&sheet=teacher"))
    printed = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]
    assert 1 <= base64.b64decode(printed).count(b"/Type /Page\n") <= 4


def test_that_the_lessons_are_listed_and_lead_to_each(driver, place):
    show(driver, place, "view=lessons")
    until(driver, lambda: len(found(driver, "main h3 a")) == 3)
    assert [one.text for one in found(driver, "main h3 a")] == [title for _, title in LESSONS]
    found(driver, "main h3 a")[1].click()
    until(driver, lambda: text(driver, "article h2") == LESSONS[1][1])


def test_that_a_kiosk_has_the_tour_alone_and_leads_nowhere(driver, place):
    show(driver, place, "kiosk=1&view=claims&claim=R045")
    until(driver, lambda: text(driver, ".tour h2") == STOPS[0][1])
    assert not found(driver, "header nav, a[href^=http], a[download], input, select")
    for _, title in STOPS[1:]:
        press(driver, "Next \u203a")
        until(driver, lambda title=title: text(driver, ".tour h2") == title)
        for mark in found(driver, ".tour p button"):
            driver.execute_script("arguments[0].click()", mark)
        assert not found(driver, ".tour section a")
    marks = until(driver, lambda: found(driver, ".picture svg a"))
    click = "arguments[0].dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))"
    driver.execute_script(click, marks[0])
    driver.execute_script("location.hash = 'view=about'")
    until(driver, lambda: text(driver, ".tour h2") == STOPS[0][1])
    send(driver, Keys.ESCAPE)
    assert found(driver, ".tour")
    assert min(one.size["height"] for one in found(driver, "nav button")) >= 56


def test_that_a_kiosk_counts_down_and_a_touch_keeps_the_visitor_where_he_is(driver, place):
    show(driver, place, f"{SHORT}&stop=zones")
    question = until(driver, lambda: found(driver, "[role=alertdialog]"))[0]
    assert "begins again in" in question.text
    assert "20 seconds" in text(driver, "[aria-live=assertive]")
    assert driver.switch_to.active_element.text == "Stay here"
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    until(driver, lambda: not found(driver, "[role=alertdialog]"))
    assert text(driver, ".tour h2") == dict(STOPS)["zones"]


def test_that_a_kiosk_that_nobody_touches_goes_back_to_the_first_stop(driver, place):
    show(driver, place, f"{SHORT}&stop=zones")
    until(driver, lambda: found(driver, "[role=alertdialog]"))
    begun = time.monotonic()
    until(driver, lambda: text(driver, ".tour h2") == STOPS[0][1])
    assert time.monotonic() - begun > 0.8 * COUNTED_S
    assert not found(driver, "[role=alertdialog]")
    assert SHORT in driver.current_url
    time.sleep(2.5)
    assert not found(driver, "[role=alertdialog]"), "at the first stop nothing is to be begun again"


def test_that_the_tour_and_the_lessons_open_from_the_single_file(driver, page):
    address = (page / "hinterland.html").as_uri()
    driver.get(address + "#stop=how_the_movement_starts")
    until(driver, lambda: found(driver, ".tour h2") and text(driver, ".tour h2") == "How the movement starts")
    press(driver, "Next \u203a")
    until(driver, lambda: text(driver, ".tour h2") == STOPS[3][1])
    driver.get("about:blank")
    driver.get(address + "?kiosk=1")
    assert until(driver, lambda: found(driver, ".kiosk .tour h2"))
