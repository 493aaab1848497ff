"""Two wars beside each other in a browser: they move and play together, differ where they do, and stand in links."""

import numpy as np
import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select
from tests import browser
from tests.page.looking import found, show, text, until

from hinterland.page import fields
from hinterland.page.arrays import read

pytestmark = [pytest.mark.slow, *browser.NEEDED]
SHEETS = """return [...document.querySelectorAll(".map canvas:first-child")].map((sheet) =>
  sheet.width ? [...sheet.getContext("2d").getImageData(0, 0, sheet.width, sheet.height).data].join() : "");"""
COLOURS = """const sheet = document.querySelector(".map canvas:first-child");
  const data = sheet.getContext("2d").getImageData(0, 0, sheet.width, sheet.height).data;
  const style = getComputedStyle(document.documentElement);
  const known = [1, 2, 3].map((k) => style.getPropertyValue(`--lost-${k}`).trim());
  known.push(...["warm-2", "warm-4", "warm-6"].map((name) => style.getPropertyValue(`--${name}`).trim()));
  const wanted = new Set(known.map((c) => parseInt(c.slice(1), 16)));
  let many = 0;
  for (let k = 0; k < data.length; k += 4) many += wanted.has((data[k] << 16) | (data[k + 1] << 8) | data[k + 2]);
  return many;"""
"""How many dots of the map have a colour of a difference."""


def pictures(driver) -> list[str]:
    """Return the lowest sheets of all maps, dot by dot."""
    return list(driver.execute_script(SHEETS))


def whens(driver) -> list[str]:
    """Return of which week each side is."""
    return [one.text.rpartition("week of ")[2] for one in found(driver, ".maps .which")]


def both(driver, place: str, address: str) -> None:
    """Open a comparison and wait for its two maps."""
    show(driver, place, address)
    until(driver, lambda: len(found(driver, ".maps .map canvas")) == 8 and len(found(driver, "aside .dead")) == 2)


def test_that_two_runs_stand_side_by_side_with_their_dead(driver, place, run, another):
    both(driver, place, "right=beside-1&date=1941-12-28")
    assert [one.text for one in found(driver, ".maps .which strong")] == [
        f"{one.scenario.title}, seed {one.seed}" for one in (run, another)
    ]
    assert whens(driver) == ["28 December 1941"] * 2
    told = [int("".join(one.text.split())) for one in found(driver, "aside .dead")]
    for one, dead in zip((run, another), told, strict=True):
        assert dead == pytest.approx(one.values("civilians.killed").sum(), rel=0.01)
    assert "none is a score" in text(driver, "aside")
    first, second = pictures(driver)
    assert first != second


def test_that_both_maps_move_together_and_play_together(driver, place):
    both(driver, place, "right=beside-1&date=1941-09-01&at=-230,-60,6")
    ground = found(driver, ".map")[0]
    before = pictures(driver)
    ground.send_keys(Keys.ARROW_LEFT)
    until(driver, lambda: all(now != was for now, was in zip(pictures(driver), before, strict=True)))
    until(driver, lambda: "at=" in driver.current_url and "at=-230" not in driver.current_url)
    found(driver, ".play")[0].click()
    until(driver, lambda: whens(driver)[0] != "1 September 1941")
    found(driver, ".play")[0].click()
    assert len(set(whens(driver))) == 1


def test_that_a_cell_has_the_figures_of_both_runs_and_their_difference(driver, place, data, run, another):
    both(driver, place, "right=beside-1&date=1941-11-09&cell=150")
    row = until(driver, lambda: found(driver, "aside tbody tr"))[3]
    assert row.text.startswith("Garrisons")
    week = (np.datetime64("1941-11-09") - np.datetime64("1941-06-22")).astype(int) // 7
    left, right = (fields.values_of(one, fields.FIELDS[3])[week, 150] for one in (run, another))
    cells = [one.text.replace("\u2212", "-").replace("\u202f", "") for one in row.find_elements(By.TAG_NAME, "td")]
    assert [float(cell) for cell in cells[:2]] == pytest.approx([left, right], rel=0.05, abs=0.5)
    assert float(cells[2]) == pytest.approx(right - left, rel=0.1, abs=0.5)
    killed = found(driver, "aside tbody tr")[4]
    assert killed.find_elements(By.TAG_NAME, "td")[2].text == ""


def test_that_one_run_differs_from_itself_in_nothing_and_from_another_somewhere(driver, place):
    for address, differs in (("left=run&right=run&later=0", False), ("right=beside-1", True), ("later=8", True)):
        show(driver, place, f"view=compare&{address}&shows=difference&date=1941-10-05&field=garrisons")
        until(driver, lambda: found(driver, ".maps .map canvas") and found(driver, ".maps .which"))
        assert len(found(driver, ".maps .map")) == 1
        assert (driver.execute_script(COLOURS) > 0) is differs, address
    fields_offered = [one.text for one in Select(found(driver, ".filters select")[2]).options]
    assert not [one for one in fields_offered if "killed" in one.lower()]


def test_that_two_weeks_of_one_run_are_chosen_by_hand_and_stand_in_the_address(driver, place):
    both(driver, place, "view=compare&date=1941-07-06")
    field = found(driver, ".filters input[type=number]")[0]
    field.clear()
    field.send_keys("4\t")
    until(driver, lambda: whens(driver) == ["6 July 1941", "3 August 1941"])
    until(driver, lambda: "later=4" in driver.current_url)
    Select(found(driver, ".filters select")[1]).select_by_value("beside-1")
    until(driver, lambda: whens(driver) == ["6 July 1941"] * 2 and "right=beside-1" in driver.current_url)
    address = driver.current_url.partition("#")[2]
    both(driver, place, address)
    assert Select(found(driver, ".filters select")[1]).first_selected_option.get_attribute("value") == "beside-1"


def test_that_a_cell_is_let_go_and_the_focus_stays_on_the_map(driver, place):
    both(driver, place, "right=beside-1&date=1941-11-09&cell=150")
    until(driver, lambda: found(driver, "aside [aria-label=Close]"))[0].send_keys(Keys.ENTER)
    until(driver, lambda: not found(driver, "aside table"))
    assert driver.switch_to.active_element.get_attribute("class").split()[0] == "map"
    webdriver.ActionChains(driver).send_keys(Keys.ENTER).perform()
    until(driver, lambda: found(driver, "aside table"))


def test_that_history_stands_beside_a_war_that_the_page_plays(driver, place, data):
    if "module" not in data:
        pytest.skip("the module is not built: make web")
    show(driver, place, "right=whatif&set=rail.guards_half:1&date=1941-11-09")
    button = until(driver, lambda: [one for one in found(driver, ".here button") if one.text == "Play it"])[0]
    button.click()
    until(driver, lambda: len(found(driver, ".maps .map canvas")) == 8)
    until(driver, lambda: len(found(driver, "aside .dead")) == 2)
    names = [one.text for one in Select(found(driver, ".filters select")[2]).options]
    assert len(names) == len(read(data["form"])[0]["watched"])
    assert "seed 1" in found(driver, ".maps .which strong")[1].text
