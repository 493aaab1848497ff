"""The tour and the lessons: what they name exists, no figure is typed, and the figures of the run are the run's."""

import re
import shutil
from pathlib import Path

import pytest

from hinterland.core.fault import Fault
from hinterland.core.paths import TEACHING
from hinterland.engine.result import Run
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.registry import of_victims
from hinterland.page import passages, series, site, teaching
from hinterland.page.teaching_files import LAYERS, MINUTES, lessons, tour
from hinterland.report.drawing import number
from hinterland.web.pack import unpacked

TOP = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def told(run: Run, ledger: Ledger) -> dict:
    """What the page reads of the tour and the lessons."""
    header, _ = unpacked(teaching.file_of(run, ledger))
    return header


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the files, to be spoiled."""
    return Path(shutil.copytree(TEACHING, tmp_path / "teaching"))


def parts(passage: list) -> list[dict]:
    """Return what stands for figures in a passage."""
    return [part for paragraph in passage for part in paragraph if not isinstance(part, str)]


def test_that_the_tour_has_eight_stops_and_the_murder_of_the_jews_stands_second(ledger):
    stops = tour(ledger)
    assert len(stops) == 8
    assert len({one.name for one in stops}) == 8
    assert "murder of the Jews" in stops[1].title
    kinds = [kind for kind, _ in passages.named(stops[1].text)]
    assert kinds.count("event") >= 2
    assert "run" not in kinds, "the model has no word in the murder of the Jews"


def test_that_three_lessons_set_two_speakers_beside_each_other(ledger):
    found = lessons(ledger)
    assert len(found) == 3
    for one in found:
        first, second = (ledger.by_id[side.claim] for side in one.sides)
        assert first.said_by != second.said_by
        assert {first.id, second.id} <= {c.id for c in ledger.judged if one.dispute in c.conflict.split()}
        assert sum(step.minutes for step in one.timetable) == MINUTES


def test_that_every_stop_and_lesson_has_a_chart_in_the_page(run, ledger):
    charted = series.regions_of(run, ledger)
    shown = [one.show.region for one in tour(ledger) if one.show.chart] + [one.region for one in lessons(ledger)]
    assert len(shown) >= 5
    assert set(shown) <= set(charted)


def test_that_a_claim_with_a_figure_stands_behind_both_sides_and_most_figures_of_the_texts(told, ledger):
    for lesson in told["lessons"]:
        assert all(ledger.by_id[side["claim"]].numeric for side in lesson["sides"])
        assert 5 <= len(lesson["questions"]) <= 7
    named = [part["claim"] for stop in told["stops"] for part in parts(stop["text"]) if "claim" in part]
    assert len(named) >= 20
    assert sum(ledger.by_id[one].numeric for one in named) >= 10


def test_that_a_figure_of_the_run_is_what_the_run_says(run):
    one = passages.of_run(passages.asked("civilians.killed Belarus 1941-07..1941-12"), run)
    assert one["figure"] == number(run.sum("civilians.killed", "Belarus", "1941-07", "1941-12")) + " people"
    assert one["when"] == "July 1941 \u2013 December 1941"
    mean = passages.of_run(passages.asked("partisans.strength Belarus 1941-12"), run)
    assert mean["figure"].startswith(number(run.mean("partisans.strength", "Belarus", "1941-12", "1941-12")))
    said = passages.of_run(passages.asked("rails.cut USSR 1941-07..1941-12 soviet"), run)
    assert said["figure"].startswith(number(run.sum("rails.cut", "USSR", "1941-07", "1941-12", "soviet")))
    assert said["by"] == "soviet"


def test_that_a_run_that_ends_earlier_has_no_figure(run, told):
    assert passages.of_run(passages.asked("rails.cut USSR 1943-08"), run)["figure"] == ""
    (rails,) = (one for one in told["stops"] if one["name"] == "rail_war")
    assert [part["run"]["figure"] for part in parts(rails["text"]) if "run" in part] == ["", "", ""]


def test_that_the_model_names_no_place_and_no_day_of_a_killing(run, ledger):
    texts = [one.text for one in tour(ledger)] + [one.background for one in lessons(ledger)]
    asked = [passages.asked(which) for text in texts for kind, which in passages.named(text) if kind == "run"]
    victims = [one for one in asked if of_victims(one.quantity)]
    assert victims
    assert all(one.region in series.LANDS for one in victims)
    with pytest.raises(Fault, match="oblast"):
        passages.of_run(passages.asked("civilians.killed Borisov 1941-08"), run)


def test_that_a_stop_goes_to_its_ground(run):
    assert teaching.sight_of("USSR_occupied", run) == ""
    x, y, near = map(float, teaching.sight_of("Belarus", run).split(","))
    assert -400 < x < 0
    assert -200 < y < 100
    assert 1.5 < near < 4


def test_that_layers_bear_the_names_that_the_map_has():
    text = (TOP / "page" / "src" / "map" / "layers.ts").read_text(encoding="utf-8")
    assert re.findall(r'name: "(\w+)"', text) == list(LAYERS)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("tour/7_zones.toml", "{claim R136}", "50,000 square km", r":\d+: the figure 50,000 is typed"),
        ("tour/7_zones.toml", "{claim R136}", "thousands", "typed in words: thousands"),
        ("tour/7_zones.toml", "{claim R136}", "{claim R0136}", r":\d+: there is no claim R0136"),
        ("tour/7_zones.toml", "{claim R136}", "{claim house-0001}", "there is no claim house-0001"),
        ("tour/7_zones.toml", "{claim R136}", "{calim R136}", "names nothing"),
        ("tour/7_zones.toml", "{claim R136}", "{claim R136", "a brace stands alone|names nothing"),
        ("tour/7_zones.toml", "zones.area Belarus", "zones.aera Belarus", "zones.aera"),
        ("tour/7_zones.toml", "zones.area Belarus", "zones.area Belorus", "no region 'Belorus'"),
        ("tour/7_zones.toml", "1943-12}", "1943-13}", "month"),
        ("tour/7_zones.toml", 'field = "held"', 'field = "hold"', r":\d+: field names 'hold'"),
        ("tour/7_zones.toml", '"zones"', '"zone"', "layers names 'zone'"),
        ("tour/7_zones.toml", 'around = "Belarus"', "", "around is missing"),
        ("tour/7_zones.toml", "1943-12-26", "1946-12-26", "outside the war"),
        ("tour/2_occupation_and_murder.toml", "{event D112}", "{event D9112}", "there is no event D9112"),
        ("tour/5_rail_war.toml", 'chart = "rails.cut"', 'chart = "rails.laid"', "no quantity of the model"),
        ("lessons/2_strength.toml", "minutes = 5", "minutes = 50", "take 90 minutes"),
        ("lessons/2_strength.toml", 'claim = "R106"', 'claim = "S483"', "S483 has no figure"),
        ("lessons/2_strength.toml", '"S519"', '"S5190"', "there is no claim S5190"),
        ("lessons/2_strength.toml", '"armstrong"', '"armstrnog"', "reading names 'armstrnog'"),
        ("lessons/2_strength.toml", '"strength_1941"', '"strength_1949"', "dispute names"),
        ("lessons/2_strength.toml", "reason =", "raeson =", "unknown key 'raeson'"),
    ],
)
def test_that_a_fault_in_a_text_names_file_and_remedy_in_one_line(folder, ledger, file, old, new, message):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    read = tour if file.startswith("tour") else lessons
    with pytest.raises(Fault, match=message) as caught:
        read(ledger, path.parent)
    assert caught.value.path == path
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


def test_that_a_text_that_is_too_long_is_refused(folder, ledger):
    path = folder / "tour" / "7_zones.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("In forests", "far " * 60 + "In forests"), encoding="utf-8")
    with pytest.raises(Fault, match="write 60 to 120"):
        tour(ledger, folder / "tour")


def test_that_a_published_kiosk_says_so_and_holds_what_it_shows_alone(data, page):
    made = site.made_of(site.pages_of(data, idle=7))
    assert b'<html data-kiosk="7" ' in made["index.html"]
    assert b'<html data-kiosk="7" ' in made[site.SINGLE]
    assert {name for name in made if name.startswith("data/")} == {site.PART.format(one) for one in site.OF_KIOSK}
    assert b"data-kiosk=" not in (page / "index.html").read_bytes()
