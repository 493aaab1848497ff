"""The page plays the war: to its end, not to its end, for several seeds, and to the same bits as the native program."""

import tomllib

import pytest
from selenium.webdriver.common.by import By
from tests import browser
from tests.page.looking import found, show, text, until
from tests.page.test_browser import DOWNLOADS

pytestmark = [pytest.mark.slow, *browser.NEEDED]


@pytest.fixture(autouse=True)
def built(data) -> None:
    """Skip where the module was not built: the page then says so, as the last test sees."""
    if "module" not in data:
        pytest.skip("the module is not built: make web")


def phase(driver) -> str:
    """Return what the page is doing with its wars."""
    return str(driver.find_element(By.CSS_SELECTOR, "[data-phase]").get_attribute("data-phase"))


def press(driver, name: str) -> None:
    """Press a button by its words."""
    one = next(button for button in found(driver, "main button") if button.text == name)
    driver.execute_script("arguments[0].click()", one)


def number(words: str) -> float:
    """Return a figure of the page, whose thousands are set apart."""
    return float("".join(words.split()))


def start(driver, place: str, address: str) -> None:
    """Open the form of causes of an address and play."""
    show(driver, place, address)
    until(driver, lambda: found(driver, ".go"))
    press(driver, "Play")


def test_that_a_changed_cause_is_played_to_the_end_and_set_beside_the_same_seed(driver, place):
    start(driver, place, "view=whatif&set=rail.guards_half:1&seeds=2&chart=rails.cut&region=USSR")
    until(driver, lambda: phase(driver) == "done")
    assert text(driver, "[data-phase]").startswith("2 seeds")
    assert len(found(driver, ".outcome path.changed")) == 2
    assert len(found(driver, ".outcome path.difference")) == 1
    (rails,) = (row for row in found(driver, ".outcome tbody tr") if row.text.startswith("Rails destroyed"))
    without, changed = (number(cell.text) for cell in rails.find_elements(By.TAG_NAME, "td")[:2])
    assert changed < 0.9 * without, "guards that foil more leave fewer rails destroyed"
    assert "civilians killed" in text(driver, ".outcome p")
    assert found(driver, ".outcome .map canvas")


def test_that_a_war_without_a_change_differs_in_nothing(driver, place):
    start(driver, place, "view=whatif&seeds=1")
    until(driver, lambda: phase(driver) == "done")
    for row in found(driver, ".outcome tbody tr"):
        assert row.find_elements(By.TAG_NAME, "td")[-1].text.strip() == "0"


def test_that_a_scenario_that_lacks_a_cause_is_played(driver, place):
    start(driver, place, "scenario=no_airlift&chart=airlift.tonnes")
    until(driver, lambda: phase(driver) == "done")
    assert "airlift" in text(driver, ".causes").lower()


def test_that_wars_can_be_cancelled_and_others_begun_after_them(driver, place):
    start(driver, place, "view=whatif&set=rail.guards_half:30&seeds=20")
    until(driver, lambda: phase(driver) == "playing")
    press(driver, "Cancel")
    until(driver, lambda: phase(driver) == "stopped")
    driver.get(place + "#view=whatif&seeds=1")
    press(driver, "Play")
    until(driver, lambda: phase(driver) == "done")
    assert text(driver, "[data-phase]").startswith("1 seed ")


def states(driver) -> list[str]:
    """Return the phases of all what-ifs that were asked for."""
    return [str(one.get_attribute("data-asked")) for one in found(driver, "[data-asked]")]


def test_that_ten_are_played_one_after_the_other_and_each_can_be_cancelled(driver, place):
    show(driver, place, "view=whatif")
    until(driver, lambda: found(driver, ".go"))
    for k in range(10):
        driver.get(f"{place}#view=whatif&set=rail.guards_half:{10 + k}&seeds=1")
        until(driver, lambda: driver.execute_script("return document.querySelector('.changed') !== null"))
        press(driver, "Play")
    assert states(driver).count("waiting") >= 7
    last = found(driver, "[data-asked]")[-1]
    assert f"{states(driver).count('waiting')} in the queue" in last.text
    for row in (found(driver, "[data-asked]")[8], last):
        driver.execute_script("arguments[0].querySelector('button').click()", row)
    until(driver, lambda: not {"waiting", "loading", "playing"} & set(states(driver)))
    assert states(driver) == ["done"] * 8 + ["stopped"] * 2
    assert last.text.splitlines()[-1] == "cancelled"
    first = found(driver, "[data-asked]")[0]
    assert ": 10" in first.text
    driver.execute_script("arguments[0].querySelector('button').click()", first)
    until(driver, lambda: ": 10" in text(driver, ".outcome [role=note]"))


def test_that_the_page_plays_the_native_war_to_the_last_bit(driver, place):
    show(driver, place, "view=whatif")
    button = until(driver, lambda: [one for one in found(driver, ".same button") if "compare it" in one.text])[0]
    driver.execute_script("arguments[0].click()", button)
    until(driver, lambda: len(found(driver, "td.hash")) == 4)
    world, native_world, record, native_record = (one.text for one in found(driver, "td.hash"))
    assert (world, record) == (native_world, native_record)
    assert len(world) == 64


def test_that_causes_are_saved_as_a_file_and_stand_in_the_address(driver, place):
    show(driver, place, "view=whatif&scenario=mild_winter_1941&set=rail.guards_half:30")
    until(driver, lambda: found(driver, ".go"))
    driver.execute_script(DOWNLOADS)
    press(driver, "Save as TOML")
    kind, content = until(driver, lambda: driver.execute_script("return window.made[0]"))
    assert kind == "application/toml"
    made = tomllib.loads(content)
    assert made["parameters"] == {"rail.guards_half": 30}
    assert made["warmer"][0]["degrees"] == 8
    assert "set=rail.guards_half%3A30" in driver.current_url


def test_that_parameters_are_found_by_their_words_and_changed_by_keyboard(driver, place):
    show(driver, place, "view=whatif")
    search = until(driver, lambda: found(driver, ".causes input[type=search]"))[0]
    search.send_keys("foil guards half")
    until(driver, lambda: 0 < len(found(driver, ".causes fieldset")) < 10)
    number = driver.find_element(By.CSS_SELECTOR, ".causes input[type=number]")
    number.clear()
    number.send_keys("20\t")
    until(driver, lambda: "set=rail.guards_half%3A20" in driver.current_url)
    assert found(driver, "fieldset.changed")
