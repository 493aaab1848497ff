"""What tests of the page in a browser share: how an address is opened, waited for and read."""

import time

from selenium.webdriver.common.by import By

LONG_S = 180.0


def show(driver, place: str, address: str = "") -> None:
    """Open an address of the page afresh, and wait for the view that it names."""
    driver.get("about:blank")
    driver.get(place + "#" + address)
    until(driver, lambda: found(driver, "main .map, main h2"))


def until(driver, holds):
    """Wait until something holds and return it; fail with what the page says.

    What is waited for may come together with the words of an alert, so it is asked once more beside one.
    """
    end = time.monotonic() + LONG_S
    while not (answer := holds()):
        if alerts := found(driver, "[role=alert]"):
            answer = holds()
            assert answer, alerts[0].text
            break
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
