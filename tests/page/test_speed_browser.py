"""How quick the map is in a browser without a graphics card: frames while time is played, and the answer to a click.

Other work on the machine takes frames away, so the bounds are on the work of the page itself, in time of the processor
on its main thread: a frame that takes less than a thirtieth of a second of it can be drawn thirty times a second.
"""

import os
import statistics
import sys
from itertools import pairwise

import pytest
from selenium.webdriver.common.by import By
from tests import browser
from tests.page.looking import found, show, until

from hinterland.evidence.ledger import load as ledger
from hinterland.page import documented, fields, land, layers, replay, site
from hinterland.study.scenarios.scenario_files import load

pytestmark = [pytest.mark.slow, *browser.NEEDED]
DAYS = 250
FRAME_MS, CLICK_MS = 1000 / 30, 100
LAYERS = "switched=axis+units+marches+expeditions+flights"
"""All layers that are not shown at first; railways, front, held ground and events are."""
QUIET_LOAD = 0.5
"""Work that waits for each processor below which frames and milliseconds of the clock are held to the bounds too."""
PLAY = """
const [seconds, done] = arguments;
const speed = document.querySelector(".time select");
speed.value = "25";
speed.dispatchEvent(new Event("change", { bubbles: true }));
const play = document.querySelector(".play");
const [times, weeks] = [[], new Set()];
const began = performance.now();
function frame(now) {
  times.push(now);
  weeks.add(document.querySelector(".time output").textContent);
  const playing = play.getAttribute("aria-pressed") === "true";
  const over = now - began > seconds * 1000;
  if (playing === over) play.click();
  if (over) done([times, weeks.size]);
  else requestAnimationFrame(frame);
}
requestAnimationFrame(frame);
"""
"""Plays time for so many seconds, from the beginning again where it ends; gives the time of every frame."""
CLICK = """
const [x, y, done] = arguments;
const map = document.querySelector(".map");
const box = map.getBoundingClientRect();
map.setPointerCapture = () => undefined;
const at = { bubbles: true, clientX: box.left + x, clientY: box.top + y, pointerId: 1, button: 0 };
const heading = () => document.querySelector("aside h2").textContent;
const before = heading();
const began = performance.now();
for (const kind of ["pointerdown", "pointerup"]) map.dispatchEvent(new PointerEvent(kind, at));
function look(now) {
  const answered = heading() !== before && document.querySelectorAll("aside tbody tr").length;
  if (!answered && now - began < 5000) return requestAnimationFrame(look);
  const painted = new MessageChannel();
  painted.port1.onmessage = () => done(answered ? performance.now() - began : null);
  requestAnimationFrame(() => painted.port2.postMessage(0));
}
requestAnimationFrame(look);
"""
"""Clicks on the map; gives the time from the pointer to the frame in which the panel of the cell is painted."""


@pytest.fixture(scope="module")
def driver(build, tmp_path_factory):
    """A browser at a page of 250 days at the usual resolution; no test of another file has its files."""
    if not build.MARK.is_file():
        pytest.skip("the front end is not built: make page")
    folder = tmp_path_factory.mktemp("fine")
    (folder / "data").mkdir()
    run = replay.play_for_page(load("history")._replace(end=DAYS - 1), 1)
    upper, lower = fields.files_of(run)
    data = {"about": site.about(run, None, False), "map": upper, "figures": lower, "land": land.file_of(run)}
    data |= {"documented": documented.file_of(run, ledger()), "layers": layers.file_of(run)}
    for name, content in data.items():
        (folder / site.PART.format(name)).write_bytes(content)
    for name in site.ASSETS:
        (folder / name).write_bytes((site.BUILT / name).read_bytes())
    with browser.served(folder) as place, browser.opened() as driver:
        driver.set_window_size(1440, 900)
        driver.set_script_timeout(60)
        driver.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
        driver.place = place
        yield driver


def work(driver) -> float:
    """Return the milliseconds of a processor that the main thread of the page has used."""
    metrics = driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return 1000.0 * next(float(one["value"]) for one in metrics if one["name"] == "TaskDuration")


def is_quiet() -> bool:
    return os.getloadavg()[0] < QUIET_LOAD * (os.cpu_count() or 1)


@pytest.mark.parametrize("switched", ["", LAYERS])
def test_that_time_is_played_at_thirty_frames_a_second(driver, capsys, switched):
    show(driver, driver.place, f"date=1941-09-01&{switched}")
    until(driver, lambda: layers_are_read(driver))
    quiet, before = is_quiet(), work(driver)
    times, weeks = driver.execute_async_script(PLAY, 4)
    used = (work(driver) - before) / len(times)
    gaps = [b - a for a, b in pairwise(times)]
    rate, middle = 1000 * len(gaps) / (times[-1] - times[0]), statistics.median(gaps)
    late = statistics.quantiles(gaps, n=20)[-1]
    with capsys.disabled():
        sys.stdout.write(
            f"\n{switched or 'layers as at first'}: {rate:.0f} frames and {weeks / 4:.0f} weeks a second, a frame in "
            f"{middle:.0f} ms (95 % within {late:.0f}), {used:.1f} ms of work each, load {os.getloadavg()[0]:.1f}\n"
        )
    assert times[-1] - times[0] >= 3_000
    assert weeks >= 10
    assert used < FRAME_MS
    assert rate >= 30 or not quiet


def test_that_a_click_is_answered_within_a_tenth_of_a_second(driver, capsys):
    show(driver, driver.place, "date=1942-02-01&switched=railways")
    until(driver, lambda: layers_are_read(driver))
    box = driver.find_element(By.CSS_SELECTOR, ".map").size
    quiet, took, used = is_quiet(), [], []
    for k in range(12):
        before = work(driver)
        x, y = box["width"] * (0.42 + 0.02 * (k % 4)), box["height"] * (0.4 + 0.06 * (k // 4))
        took.append(driver.execute_async_script(CLICK, x, y))
        used.append(work(driver) - before)
    assert None not in took, "a click was not answered"
    with capsys.disabled():
        sys.stdout.write(
            f"\na click is answered in {statistics.median(took):.0f} ms (at most {max(took):.0f}), "
            f"{statistics.median(used):.0f} ms of work, load {os.getloadavg()[0]:.1f}\n"
        )
    assert statistics.median(used) < CLICK_MS
    assert statistics.median(took) < CLICK_MS or not quiet


def layers_are_read(driver) -> bool:
    """Whether the layers that move have been read: the panel of layers then offers the units."""
    return "Go to a partisan unit" in str(driver.execute_script("return document.body.textContent")) and bool(
        found(driver, ".map canvas")
    )
