"""Whatever is given to the interface of Python, only a `Fault` comes out: one line, with what to give instead."""

import inspect
import os
import pickle
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import hinterland
from hinterland.core.fault import Fault, Faults
from hinterland.engine.result import Run

LAST = "1941-07-31"


@pytest.fixture(scope="module")
def war() -> Run:
    """Forty days on the coarse theatre, with its railway lines."""
    return hinterland.run("history", seed=np.int64(1), end=LAST, resolution=np.int8(3), lines=True)


def refused(act: Callable[[], object]) -> str:
    """Do what must be refused, and return its one line."""
    with pytest.raises(Fault) as caught:
        act()
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 1500
    return str(caught.value)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"seed": "1"}, "the seed is '1', which is no whole number; give a whole number from 0 up"),
        ({"seed": 1.0}, "the seed is 1.0, which is no whole number"),
        ({"seed": np.float64(1)}, "which is no whole number"),
        ({"seed": True}, "the seed is True"),
        ({"seed": np.True_}, "which is no whole number"),
        ({"seed": None}, "the seed is None"),
        ({"seed": -1}, "the seed -1 is out of range"),
        ({"seed": 2**63}, "is out of range"),
        ({"seed": [1]}, "the seed is [1]"),
        ({"resolution": 3.5}, "the resolution is 3.5, which is no whole number; give 3, 4 or 5"),
        ({"resolution": "4"}, "the resolution is '4'"),
        ({"resolution": 6}, "the resolution 6 is out of range; give 3, 4 or 5"),
        ({"resolution": None}, "the resolution is None"),
        ({"parameters": [("rail.guards_half", 9)]}, "parameters are [('rail.guards_half', 9)]; give a mapping"),
        ({"parameters": "rail.guards_half=9"}, "give a mapping"),
        ({"parameters": {"rail.guards_half": float("nan")}}, "rail.guards_half is nan, which is no finite number"),
        ({"parameters": {"rail.guards_half": float("inf")}}, "which is no finite number"),
        ({"parameters": {"rail.guards_half": None}}, "rail.guards_half is None, which is no number"),
        ({"parameters": {"rail.guards_half": "9"}}, "rail.guards_half is '9', which is no number"),
        ({"parameters": {"rail.guards_half": True}}, "rail.guards_half is True"),
        ({"parameters": {"rail.guards_half": [9]}}, "rail.guards_half is [9]"),
        ({"parameters": {"rail.guards_half": 900}}, "rail.guards_half = 900 lies outside its range"),
        ({"parameters": {"rail.gards_half": 9}}, "no parameter 'rail.gards_half'; perhaps you mean rail.guards_half"),
        ({"parameters": {"guards_half": 9}}, "there is no parameter 'guards_half'; perhaps you mean rail.guards_half"),
        ({"parameters": {5: 9}}, "the parameter 5 is not a name"),
        ({"parameters": {"rail.guards_half": 9, "RAIL.guards_half": 8}}, "rail.guards_half is given twice"),
        ({"scenario": None}, "the scenario is None"),
        ({"scenario": 5}, "the scenario is 5"),
        ({"scenario": ""}, "the scenario is ''"),
        ({"scenario": ["history"]}, "the scenario is ['history']"),
        ({"scenario": "histroy"}, "history"),
        ({"start": ""}, "start '' is not a date"),
        ({"start": "3.8.1943"}, "year first"),
        ({"start": 1943}, "write '1943'"),
        ({"start": "1945-06"}, "lies outside the war"),
        ({"end": date(1940, 1, 1)}, "end 1940-01-01 lies outside the war"),
        ({"end": pd.Timestamp("1943-08-03 12:00")}, "has a time of day"),
        ({"end": pd.Timestamp("1943-08-03", tz="Europe/Minsk")}, "has a time zone"),
        ({"start": pd.NaT}, "no date"),
        ({"start": "1943-02", "end": "1943-01"}, "would end on 1943-01-31 before it starts on 1943-02-01"),
        ({"on_day": "print"}, "on_day is 'print', which cannot be called"),
        ({"on_kernel": 5}, "on_kernel is 5, which cannot be called"),
        ({"watch": "no"}, "watch is 'no'; give True or False"),
        ({"lines": 1}, "lines is 1; give True or False"),
    ],
    ids=str,
)
def test_that_a_wrong_argument_of_a_run_is_refused_before_anything_is_played(given, words, monkeypatch):
    def played(*_: object, **__: object) -> None:
        raise AssertionError("the war was played")

    monkeypatch.setattr("hinterland.engine.run.play", played)
    assert words in refused(lambda: hinterland.run(**given))


def test_that_a_folder_is_no_scenario(tmp_path):
    assert "is a folder; give the path of a file" in refused(lambda: hinterland.run(tmp_path))
    (tmp_path / "mine.toml").mkdir()
    assert "is a folder" in refused(lambda: hinterland.run(str(tmp_path / "mine.toml")))


class Place(os.PathLike):
    """Something with a path that is neither text nor of `pathlib`."""

    def __init__(self, path: Path) -> None:
        """Take the path."""
        self.path = path

    def __fspath__(self) -> str:
        """Return it as text."""
        return str(self.path)


def test_that_dates_paths_and_numbers_are_taken_from_other_libraries(war, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('title = "mine"\n', encoding="utf-8")
    other = hinterland.run(
        Place(path),
        np.uint8(1),
        start=np.datetime64("1941-06-22"),
        end=pd.Timestamp(LAST),
        resolution=3,
        parameters={"Rail.Guards_Half": np.float32(9), "border_raids.enabled": np.int64(1)},
    )
    assert (other.scenario.name, other.seed, other.days) == ("mine", 1, 40)
    assert other.scenario.parameters == {"rail.guards_half": 9.0, "border_raids.enabled": 1.0}
    for region in (None, "Belarus", "Belorussia"):
        assert np.array_equal(other.values("rails.cut", region), war.values("rails.cut", region))


def test_that_totals_take_dates_as_everywhere(war):
    index = war.series("partisans.strength").index
    whole = war.mean("partisans.strength")
    assert war.mean("partisans.strength", None, index[0], index[-1]) == whole
    assert war.mean("partisans.strength", None, "1941-06", "1941-07") == whole
    july = war.mean("partisans.strength", None, "1941-07", "1941-07")
    for start, end in (
        ("1941-07-01", "1941-07-31"),
        (date(1941, 7, 1), datetime(1941, 7, 31)),
        (np.datetime64("1941-07"), np.datetime64("1941-07")),
        (index.to_numpy()[9], index.to_numpy()[-1]),
    ):
        assert war.mean("partisans.strength", None, start, end) == july
    assert july > 0


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda w: w.values("rails.cutt"), "there is no quantity 'rails.cutt'; perhaps you mean rails.cut"),
        (lambda w: w.values("rails.cut", "Belaruss"), "perhaps you mean Belarus"),
        (lambda w: w.values("rails.cut", ["Belarus", "Ukraine"]), "is not a name"),
        (lambda w: w.values("rails.cut", 5), "the region 5 is not a name"),
        (lambda w: w.values("rails.cut", ""), "is empty"),
        (lambda w: w.values("rails.cut", "Moldavia"), "give Moldova or romania_moldavia"),
        (lambda w: w.values("rails.cut", "Belarus&Lvov"), "holds no cell of the theatre"),
        (
            lambda w: w.values("rails.cut", said_by="polish"),
            "no side 'polish'; give soviet or german, or leave said_by out",
        ),
        (lambda w: w.values("rails.cut", said_by="germn"), "no side 'germn'; perhaps you mean german"),
        (lambda w: w.values("rails.cut", said_by=5), "the side 5 is not a name"),
        (lambda w: w.values("zones.area_share", said_by="soviet"), "the soviet side says nothing of zones.area_share"),
        (lambda w: w.sum("rails.cut", None, "1941-07-20", "1941-07-10"), "1941-07-20 comes after the end 1941-07-10"),
        (lambda w: w.sum("rails.cut", None, "1941-07-20", "1941-09-01"), "1941-09-01 was not recorded; this run has"),
        (lambda w: w.sum("rails.cut", None, "1941"), ""),
        (lambda w: w.sum("rails.cut", None, 19410720), "is not a date"),
        (lambda w: w.span("20.7.1941"), "year first"),
        (lambda w: w.lines("capcity"), "no figure of railway lines 'capcity'; perhaps you mean capacity"),
        (lambda w: w.lines(["cut"]), "is not a name"),
        (lambda w: w.lines_closed("1943-01-01"), "1943-01-01 was not recorded"),
        (lambda w: w.lines_closed(None), "date None is not a date"),
        (lambda w: w.lines_closed(5), "date 5 is not a date"),
        (lambda w: w.history_of(-1), "there is no detachment -1"),
        (lambda w: w.history_of(10**9), "there is no detachment 1000000000; give a number from 0 to"),
        (lambda w: w.history_of("0"), "the detachment is '0'"),
        (lambda w: w.history_of(0.0), "the detachment is 0.0"),
    ],
)
def test_that_a_wrong_question_to_a_run_is_refused_in_one_line(war, ask, words):
    if words:
        assert words in refused(lambda: ask(war))
    else:
        assert ask(war) >= 0


ODD: tuple[Any, ...] = (
    *(None, "", "x", "rails.cut", "Belarus", "1941-07-01", "\0", "|", "&", "+", ":", "a:b:c", "oblast:", "circle:1"),
    *("circle:nan,nan,nan", "strip:1,2,3,4,-5", "region:region:Belarus", "Belarus" * 200, "Мінск", b"Belarus"),
    *(
        0,
        -1,
        10**30,
        1.5,
        float("nan"),
        float("inf"),
        True,
        np.int64(3),
        np.float64("nan"),
        np.array([1, 2]),
        np.array(3),
    ),
    *(
        [],
        ["Belarus"],
        {},
        {"a": 1},
        set(),
        object(),
        int,
        lambda: 1,
        date(1941, 7, 1),
        date(1, 1, 1),
        date(9999, 12, 31),
    ),
    *(datetime(1941, 7, 1, 5), pd.NaT, pd.Timestamp("1941-07-01"), np.datetime64("NaT"), np.datetime64("20000-01-01")),
    *(pd.Period("1941-07"), pd.Series([1]), Path("x"), slice(None), Ellipsis, 1j),
)
FREE = {"__init__", "__repr__"}


def test_that_nothing_odd_gets_more_than_a_fault_out_of_a_run(war):
    """Every method, with every odd value for each argument: an answer or a Fault, and never another exception."""
    usual = {
        "name": "rails.cut",
        "region": None,
        "said_by": None,
        "quantities": ["rails.cut"],
        "regions": ["Belarus"],
        "start": None,
        "end": None,
        "when": "1941-07-01",
    }
    asked, messages = 0, list[str]()
    for name, method in inspect.getmembers(Run, inspect.isfunction):
        if name in FREE or name.startswith("_"):
            continue
        names = [n for n in inspect.signature(method).parameters if n != "self"]
        for odd in names:
            for value in ODD:
                given = {n: usual.get(n, 0) for n in names} | {odd: value}
                if name == "lines" and odd != "name":
                    given["name"] = "cut"
                try:
                    method(war, **given)
                except (Fault, Faults) as fault:
                    messages.append(str(fault))
                asked += 1
    assert asked > 600
    assert len(messages) > 400
    assert [one for one in messages if "\n" in one or len(one) > 1500] == []


def test_that_a_run_travels_to_another_process_and_back(war):
    again = pickle.loads(pickle.dumps(war))
    assert (again.values("rails.cut") == war.values("rails.cut")).all()
    assert again.events.equals(war.events)


def test_that_a_run_and_its_parts_tell_in_short_what_they_are(war):
    parts = [war, war.played, war.scenario, war.parameters, war.theatre, war.theatre.regions, war.played.world]
    parts += [war.theatre.ground, war.theatre.railway, war.theatre.land]
    for part in parts:
        assert 20 < len(repr(part)) < 300, repr(part)
        assert repr(part).startswith(f"<{type(part).__name__}")


def test_that_a_share_of_nothing_is_no_warning(war):
    """Nobody rules ground in East Prussia, and nothing there is divided by nothing with a warning of numpy."""
    assert np.isnan(war.ratio("brigades.share", "East_Prussia"))
