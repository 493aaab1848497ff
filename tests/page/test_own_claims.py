"""Claims of a reader's own: faults by line, one file after another, and what was played stays."""

import json
import threading
import time
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from hinterland.core.calendar import day_of
from hinterland.core.fault import Fault
from hinterland.page import form_of_claims, own_claims, requests, verdicts
from hinterland.page.answers_of_events import Asked, Checked, FormOfClaims
from hinterland.page.own_claims import OwnClaims, Wrong, own_claims_of
from hinterland.page.requests import MOST_OPEN, Queue, TooMany
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.confrontation.asking import questions_of
from hinterland.study.confrontation.confront import confront
from hinterland.study.scenarios.scenario_files import load as scenario_named
from hinterland.theatre.assemble import load as theatre

HEAD = "id,quantity,region,date_from,date_to,low,best,high,unit,said_by\n"
GOOD = HEAD + "a,partisans.strength,Belarus,1941-09,1941-09,,9000,,person,soviet\n"
VICTIMS = HEAD + "v,civilians.killed,Belarus,1941-07-01,1941-12-31,,1000,,person,german\n"
WAR = scenario_named("history")._replace(resolution=3, end=day_of(date(1941, 9, 30)))


class MadeUp:
    """Stands for the runs: plays as many as it is asked for, each when it is allowed to."""

    def __init__(self) -> None:
        """Begin with none that may be played."""
        self.may_go_on, self.asked = threading.Event(), 0

    def __call__(self, path: Path, runs: int, *, on_progress: Any, **given: Any) -> Any:
        """Return the verdict on one claim after so many runs."""
        self.asked += 1
        for done in range(runs + 1):
            on_progress(done, runs)
            assert self.may_go_on.wait(600)
        columns = {f"{name}_{q}": [1.0] for name in ("predicted", "true", "soviet") for q in ("05", "50", "95")}
        row = {"claim": ["a"], "quantity": ["partisans.strength"], "region": ["Belarus"], "from": ["1941-09-01"]}
        words = {"to": ["1941-09-30"], "said_by": ["soviet"], "unit": ["person"], "asked": [""], "verdict": ["agrees"]}
        rest = {"channel": ["the soviet report"], "reason": [""], "note": [""], "low": [None], "best": [9000.0]}
        lines = pd.DataFrame(row | words | rest | {"high": [None], "log_error": [0.0]} | columns)
        return type("Found", (), {"lines": lines})


def own(folder: Path, runs: MadeUp | None = None, queue: Queue | None = None) -> OwnClaims:
    """Return what takes claims, beside made-up runs where some are given."""
    return OwnClaims(WAR, 1, folder, runs or confront, queue)


def state_of(claims: OwnClaims, key: str, *wanted: str) -> dict[str, Any]:
    """Wait until a file is in one of some states, and return it."""
    end = time.monotonic() + 600
    while (found := claims.one(key)) is None or found["state"] not in wanted:
        assert time.monotonic() < end, found
        time.sleep(0.02)
    return found


def test_that_the_template_has_no_fault_and_holds_known_words(tmp_path):
    checked = own(tmp_path).check(form_of_claims.template().encode())
    assert checked == {"claims": len(form_of_claims.LINES), "faults": [], "cautions": []}
    form = FormOfClaims.model_validate(form_of_claims.described())
    assert {one.name for one in form.columns if one.needed} == set(form_of_claims.REQUIRED)
    assert form.template.splitlines()[0].split(",") == [one.name for one in form.columns]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (GOOD.replace("9000", "nine") + "b,rails.cut,Belarus,1943-02-30,1943-03-01,,5,,rail,martian\n", [2, 3, 3]),
        ("id,quantity\na,rails.cut\n", [1]),
        ("", [0]),
        (GOOD.replace(",soviet", ',"soviet'), [2]),
        (GOOD.replace("Belarus", "Nowhere"), [0, 2]),
    ],
)
def test_that_faults_are_those_of_the_command_with_line_and_remedy(tmp_path, text, lines):
    checked = Checked.model_validate(own(tmp_path).check(text.encode()))
    assert [one.line for one in checked.faults] == lines
    path = tmp_path / "mine.csv"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"; ") as told:
        questions_of(path, ledger_of_package(), theatre(3))
    faults = [told.value] if isinstance(told.value, Fault) else told.value.faults
    assert [(one.message, one.remedy) for one in checked.faults] == [(one.message, one.remedy) for one in faults]


def test_that_claims_are_checked_against_the_one_ledger_of_the_package(tmp_path, monkeypatch):
    given = []
    monkeypatch.setattr(own_claims, "questions_of", lambda path, ledger, ground: given.append(ledger) or ([], []))
    own(tmp_path).check(GOOD.encode())
    assert [one is ledger_of_package() for one in given] == [True]


@pytest.mark.parametrize(
    ("column", "cell"),
    [("region", "../../secret.geojson"), ("region", "Belarus+file:a.json"), ("of", "x.geojson"), ("without", "x.toml")],
)
def test_that_no_cell_makes_the_server_read_a_file(tmp_path, monkeypatch, column, cell):
    monkeypatch.setattr(own_claims, "questions_of", lambda *_: pytest.fail("the region was read"))
    cells = {"region": "Belarus", "of": "", "without": ""} | {column: cell}
    text = f"{HEAD.strip()},of,without\na,rails.cut,{cells['region']},1943-08-01,1943-08-31,,5,,rail,soviet,"
    checked = own(tmp_path).check(f"{text}{cells['of']},{cells['without']}\n".encode())
    assert [one["line"] for one in checked["faults"]] == [2]
    assert column in checked["faults"][0]["message"]


def test_that_a_file_with_faults_is_not_played(tmp_path):
    runs = MadeUp()
    with pytest.raises(Wrong) as told:
        own(tmp_path / "kept", runs).begin(b"id\n1\n", "x.csv", 3)
    assert told.value.checked["faults"]
    assert runs.asked == 0
    assert not (tmp_path / "kept").exists()


def test_that_a_file_is_played_once_and_found_by_a_server_that_is_started_anew(tmp_path):
    runs = MadeUp()
    runs.may_go_on.set()
    claims = own(tmp_path, runs)
    key = claims.begin(GOOD.encode(), "mine.csv", 3)["id"]
    done = state_of(claims, key, "done")
    Asked.model_validate(done)
    assert (done["played"], done["verdicts"][0]["factor"]) == (3, 1.0)
    anew = own(tmp_path, runs)
    assert anew.one(key) == done
    assert anew.begin(GOOD.encode(), "mine.csv", 3)["state"] == "done"
    assert anew.begin(GOOD.encode(), "mine.csv", 2)["id"] != key
    assert anew.answer(key).startswith(b"claim,")
    assert runs.asked <= 2


def test_that_playing_is_cancelled_and_taken_up_again(tmp_path):
    runs = MadeUp()
    claims = own(tmp_path, runs)
    key = claims.begin(GOOD.encode(), "mine.csv", 3)["id"]
    state_of(claims, key, "playing")
    claims.cancel(key)
    runs.may_go_on.set()
    assert state_of(claims, key, "cancelled")["verdicts"] == []
    assert claims.answer(key) is None
    assert claims.begin(GOOD.encode(), "mine.csv", 3)["id"] == key
    state_of(claims, key, "done")


def test_that_ten_are_open_and_the_eleventh_is_refused_and_not_kept(tmp_path):
    runs = MadeUp()
    claims = own(tmp_path, runs)
    keys = [claims.begin(GOOD.replace("9000", str(9000 + n)).encode(), f"{n}.csv", 1)["id"] for n in range(MOST_OPEN)]
    with pytest.raises(TooMany):
        claims.begin(GOOD.encode().replace(b"9000", b"1"), "late.csv", 1)
    assert {path.name for path in tmp_path.iterdir()} == set(keys)
    assert claims.cancel(keys[-1])["state"] == "cancelled"
    runs.may_go_on.set()
    for key in keys[:-1]:
        state_of(claims, key, "done")
    assert [one["name"] for one in claims.every()] == [f"{n}.csv" for n in reversed(range(MOST_OPEN))]


def test_that_trouble_of_one_file_is_told_and_the_next_is_played(tmp_path):
    answers = iter([Fault(None, 0, "memory ran out", "ask for fewer"), MadeUp()])

    def runs(*given, **named):
        one = next(answers)
        if isinstance(one, Fault):
            raise one
        one.may_go_on.set()
        return one(*given, **named)

    claims = OwnClaims(WAR, 1, tmp_path, runs)
    first = claims.begin(GOOD.encode(), "a.csv", 1)["id"]
    assert "memory ran out" in state_of(claims, first, "failed")["trouble"]
    second = claims.begin(GOOD.encode(), "b.csv", 2)["id"]
    assert state_of(claims, second, "done")["trouble"] == ""


def test_that_a_damaged_folder_is_left_alone(tmp_path):
    (tmp_path / ("0" * 16)).mkdir()
    (tmp_path / ("0" * 16) / requests.ASKED).write_text("{")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / requests.ASKED).write_text(json.dumps({"name": "x", "runs": 1, "scenario": ""}))
    assert own(tmp_path).every() == []


def test_that_a_page_written_before_takes_claims_only_where_its_war_is_known(tmp_path):
    war = scenario_named("history")
    about = {"scenario": "history", "changes": 0, "resolution": 3, "seed": 4, "first": "1941-06-22"}
    about["days"] = war.end - war.start + 1
    found = own_claims_of(about, tmp_path)
    assert found is not None
    assert (found.scenario.resolution, found.seed) == (3, 4)
    for other in ({"scenario": "mine"}, {"changes": 1}, {"days": 50}):
        assert own_claims_of(about | other, tmp_path) is None


@pytest.mark.slow
def test_that_verdicts_are_those_of_the_command_and_victims_have_no_factor(tmp_path):
    claims = own(tmp_path / "kept")
    key = claims.begin((GOOD + VICTIMS.splitlines()[1] + "\n").encode(), "mine.csv", 2)["id"]
    end = time.monotonic() + 600
    while (found := claims.one(key))["state"] != "done":
        assert found["state"] in ("waiting", "playing"), found
        assert time.monotonic() < end
        time.sleep(0.2)
    path = tmp_path / "mine.csv"
    path.write_bytes((tmp_path / "kept" / key / own_claims.GIVEN).read_bytes())
    told = confront(path, 2, scenario=WAR, seed=1, resolution=3, keep=tmp_path / "kept" / key, warn=lambda _: None)
    told.lines.to_csv(tmp_path / "told.csv", index=False, lineterminator="\n")
    assert (tmp_path / "told.csv").read_bytes() == claims.answer(key)
    strength, dead = verdicts.read(tmp_path / "told.csv")
    assert strength["said"] == strength["soviet"] != strength["german"]
    assert strength["factor"] >= 1
    assert (dead["victims"], dead["factor"], dead["exaggeration"]) == (True, None, None)
