"""A scenario that cannot be meant gets one line with the file, the line and the remedy."""

import pytest

import hinterland
from hinterland.core.fault import Fault
from hinterland.study.scenarios import scenario_files

GOOD = 'title = "A test"\nwithout = ["airlift"]\n\n[parameters]\n"rail.guards_half" = 12\n'


@pytest.mark.parametrize("name", scenario_files.names())
def test_that_every_scenario_of_the_package_can_be_read(name):
    scenario = scenario_files.load(name)
    assert scenario.name == name
    assert scenario.title
    changes = (scenario.without, scenario.parameters, scenario.warmer, scenario.scaled, scenario.unheard)
    assert name == "history" or any(changes)


def test_that_a_file_of_ones_own_is_read(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(GOOD, encoding="utf-8")
    scenario = scenario_files.load(path)
    assert (scenario.name, scenario.title, scenario.without) == ("mine", "A test", {"airlift"})
    assert scenario.parameters == {"rail.guards_half": 12.0}


def test_that_rules_may_be_written_in_groups(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("[parameters.rail]\nguards_half = 12\n", encoding="utf-8")
    assert scenario_files.load(path).parameters == {"rail.guards_half": 12.0}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('title = "x"\nwithuot = ["airlift"]\n', 2, ["withuot", "without"]),
        ("title = 3\n", 1, ["title", "text"]),
        ('title = "x"\nwithout = "airlift"\n', 2, ["list of names"]),
        ("parameters = 3\n", 1, ["parameters", "table"]),
        ("scaled = 3\n", 1, ["scaled", "table"]),
        ("[scaled]\nairlift = -1\n", 2, ["airlift", "0 to 10"]),
        ('[scaled]\nairlift = "half"\n', 2, ["airlift", "half"]),
        ('title = "x"\n[parameters]\n"rail.guards_half" = "many"\n', 3, ["rail.guards_half", "number"]),
        ('title = "x"\n[parameters]\n"rail.guards_half" = true\n', 3, ["rail.guards_half", "number"]),
        ('title = "x"\nwithout = ["airlift"\n[parameters]\n', 3, ["TOML"]),
        ('title = "x\n', 1, ["TOML"]),
        ("[[warmer]]\nfrom = 1941-11-01\nto = 1942-03-31\n", 1, ["degrees"]),
        ("[[warmer]]\nfrom = 1940-11-01\nto = 1942-03-31\ndegrees = 8\n", 2, ["1940-11-01", "outside the war"]),
        ("[[warmer]]\nfrom = 1942-11-01\nto = 1942-03-31\ndegrees = 8\n", 2, ["exchange"]),
        ("[[warmer]]\nfrom = 1941-11-01\nto = 1942-03-31\ndegrees = 80\n", 4, ["80", "30"]),
        ('[[warmer]]\nfrom = "1.11.1941"\nto = 1942-03-31\ndegrees = 8\n', 2, ["from", "year first"]),
    ],
)
def test_that_a_fault_in_a_scenario_names_its_line(tmp_path, text, line, words):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Fault) as caught:
        scenario_files.load(path)
    assert caught.value.path == path
    assert caught.value.line == line
    assert caught.value.remedy
    assert "\n" not in str(caught.value)
    for word in words:
        assert word in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('without = ["airlfit"]\n', ["airlfit", "airlift"]),
        ("[scaled]\nairlfit = 0.5\n", ["airlfit", "airlift"]),
        ('[parameters]\n"rail.guards_haf" = 12\n', ["rail.guards_haf", "rail.guards_half"]),
        ('[parameters]\n"rial.guards_half" = 12\n', ["rial.guards_half", "rail"]),
        ('[parameters]\n"rail.guards_half" = 0.1\n', ["rail.guards_half", "0.1", "1 to 60", "person/km"]),
    ],
)
def test_that_what_a_scenario_names_must_exist_and_lie_in_range(tmp_path, text, words):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Fault) as caught:
        hinterland.run(path, end="1941-06-23", resolution=3)
    assert "\n" not in str(caught.value)
    for word in words:
        assert word in str(caught.value)


def test_that_a_broken_file_is_named(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_bytes(b"title = \xff\n")
    with pytest.raises(Fault, match=r"mine[.]toml:1: the text is not UTF-8"):
        scenario_files.load(path)
    with pytest.raises(Fault, match="cannot be read"):
        scenario_files.load(tmp_path / "absent.toml")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"scenario": "no_airlfit"}, ["no_airlfit", "no_airlift"]),
        ({"start": "1941-06-21"}, ["start", "1941-06-21", "1941-06-22"]),
        ({"end": "1945-05-10"}, ["end", "1945-05-10", "1945-05-09"]),
        ({"end": "tomorrow"}, ["tomorrow", "YYYY-MM-DD"]),
        ({"start": "1943-02-01", "end": "1943-01-01"}, ["exchange"]),
        ({"resolution": 7}, ["7", "3, 4 or 5"]),
        ({"seed": -1}, ["-1", "from 0 up"]),
        ({"parameters": {"rail.guards_half": 999.0}}, ["rail.guards_half", "999", "60"]),
        ({"parameters": {"guards_half": 9.0}}, ["guards_half", "perhaps you mean rail.guards_half"]),
        ({"parameters": {"rail.guards_half": float("nan")}}, ["rail.guards_half", "nan"]),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_that_a_run_that_cannot_be_meant_is_refused_in_one_line(asked, words):
    with pytest.raises(Fault) as caught:
        hinterland.run(**({"end": "1941-06-23", "resolution": 3} | asked))
    assert "\n" not in str(caught.value)
    for word in words:
        assert word in str(caught.value)


def test_that_the_name_of_a_scenario_is_known_in_small_and_capital_letters() -> None:
    small, mixed = scenario_files.load("no_airlift"), scenario_files.load("No_Airlift")
    assert mixed == small
