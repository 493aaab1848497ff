"""`confront FILE` as a user runs it: what cannot be asked, and what is adjusted, is told before anything is played."""

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hinterland.cli import main
from hinterland.core.fault import Fault, Faults
from hinterland.files.caution import Caution
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.confrontation import confront as confronting
from hinterland.study.confrontation.asking import questions_of
from hinterland.theatre.assemble import load as theatre

HEAD = "id,quantity,region,date_from,date_to,best,unit,said_by"
RAILS = "rails.cut,USSR_occupied,1943-08-03,1943-09-15"
FIGURE = 1000.0
"""What every run is made to say of everything."""


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Replace the playing of wars, and count how often it is asked for."""
    asked: list[int] = []

    def indicator_values(_: Any, runs: list[Any], wanted: list[Any], *__: Any, **___: Any) -> np.ndarray:
        asked.append(len(wanted))
        return np.full((len(runs), len(wanted)), FIGURE)

    monkeypatch.setattr(confronting, "indicator_values", indicator_values)
    return asked


def confront(tmp_path: Path, *lines: str) -> int:
    """Confront a file of the given lines, and return the exit code."""
    (tmp_path / "mine.csv").write_text("\n".join((HEAD, *lines)) + "\n", encoding="utf-8")
    asked = ["confront", str(tmp_path / "mine.csv"), "--members", "1", "--resolution", "3", "--workers", "1"]
    return main.answer([*asked, "--out", str(tmp_path / "told.csv")])


def verdicts(tmp_path: Path) -> pd.DataFrame:
    return pd.read_csv(tmp_path / "told.csv", keep_default_na=False).set_index("claim")


def errors(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> list[str]:
    """Return what was said on the error stream about the file, without its name."""
    name = str(tmp_path / "mine.csv")
    lines = capsys.readouterr().err.splitlines()
    return [
        line.removeprefix("hinterland: ").replace(name, "FILE") for line in lines if name in line or "more of" in line
    ]


def test_that_a_file_without_fault_is_confronted_without_a_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], played: list[int]
) -> None:
    assert confront(tmp_path, f"A1,{RAILS},214705,rails,soviet") == 0
    assert errors(capsys, tmp_path) == []
    assert verdicts(tmp_path).loc["A1", "verdict"] == "claim higher"
    assert played == [3]  # what was so, and what each of two sides would have said


@pytest.mark.parametrize(
    ("dates", "says", "verdict", "reason"),
    [
        (
            "1914-08-03,1943-09-15",
            "A1: its days are 1914-08-03 to 1943-09-15; it is set beside 1941-06-22 to 1943-09-15",
            "cannot tell",
            "only 816 of its 10636 days lie in the war",
        ),
        (
            "1943-08-03,2043-09-15",
            "A1: its days are 1943-08-03 to 2043-09-15; it is set beside 1943-08-03 to 1945-05-09",
            "cannot tell",
            "only 646 of its 36569 days lie in the war",
        ),
        (
            "1940-01-01,1941-06-22",
            "A1: its days are 1940-01-01 to 1941-06-22; it is set beside 1941-06-22 to 1941-06-22",
            "cannot tell",
            "only 1 of its 539 days lie in the war",
        ),
        (
            "1941-06-01,1941-12-31",
            "A1: its days are 1941-06-01 to 1941-12-31; it is set beside 1941-06-22 to 1941-12-31",
            "claim higher",
            "",
        ),
        (
            "1945-01-01,",
            "A1: its days are 1945-01-01 to an open end; it is set beside 1945-01-01 to 1945-05-09",
            "claim higher",
            "",
        ),
    ],
)
def test_that_days_outside_the_war_are_told_and_a_claim_mostly_outside_is_not_judged(
    dates: str,
    says: str,
    verdict: str,
    reason: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    played: list[int],
) -> None:
    assert confront(tmp_path, f"A1,rails.cut,USSR_occupied,{dates},214705,rails,soviet") == 0
    shown = capsys.readouterr()
    remedy = f"it cannot be judged: {reason}" if reason else "change the claim if something else is meant"
    assert f"hinterland: caution: {tmp_path / 'mine.csv'}:2: {says}; {remedy}" in shown.err
    assert says.removeprefix("A1: ") in " ".join(shown.out.split())
    line = verdicts(tmp_path).loc["A1"]
    assert (line["verdict"], line["reason"]) == (verdict, reason)
    assert line["note"] == says.removeprefix("A1: ")
    assert (line["exaggeration_50"] == "") == (verdict == "cannot tell")
    assert f"all: {int(not reason)} of 1 claims asked" in shown.out
    assert len(played) == 1


def test_that_a_claim_without_its_first_day_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert confront(tmp_path, "A4,rails.cut,USSR_occupied,,1943-09-15,214705,rails,soviet") == 2
    assert errors(capsys, tmp_path)[1] == (
        "FILE:2: A4 cannot be asked: the claim has no date_from; change the claim, or leave it out"
    )


def test_that_nothing_is_judged_where_nothing_is_simulated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], played: list[int]
) -> None:
    france = "A1,rails.cut,France,1943-08-03,1943-09-15,500,rails,soviet"
    abroad = "A2,partisans.abroad,France,1943-01-01,1943-12-31,500,persons,soviet"
    part = "A3,rails.cut,Belarus+France,1943-08-03,1943-09-15,500,rails,soviet"
    assert confront(tmp_path, france, abroad, part) == 0
    assert verdicts(tmp_path)["verdict"].to_dict() == {"A1": "not modelled", "A2": "model higher", "A3": "not modelled"}
    only = "lies beyond the map, where only partisans.abroad and partisans.escaped_abroad are counted"
    assert errors(capsys, tmp_path) == [
        f"caution: FILE:2: A1 cannot be asked: France {only}; change the claim, or leave it out",
        f"caution: FILE:4: A3 cannot be asked: part of Belarus+France {only}; change the claim, or leave it out",
    ]
    assert played == [2]  # the claim that is asked: as it was, and as the side reported it


@pytest.mark.parametrize(
    ("claim", "says"),
    [
        ("rails.cutt,Belarus,1943-08,1943-08,5,rails,soviet", "there is no quantity 'rails.cutt'; perhaps"),
        ("rails.cut,Belaruss,1943-08,1943-08,5,rails,soviet", "there is no region 'Belaruss'; perhaps you"),
        ("rails.cut,Belarus/Leningrad,1943-08,1943-08,5,rails,soviet", "there is no region 'Belarus/Leningrad'; "),
        ("rails.cut,Belarus,1943-08,1943-08,5,tonnes,soviet", "tonnes cannot be compared with rail"),
        ("rails.cut,Belarus,1943-08,1943-08,5,railz,soviet", "railz cannot be compared with rail; perhaps"),
    ],
)  # fmt: skip
def test_that_a_file_of_which_nothing_can_be_asked_is_refused_before_any_run(
    claim: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], played: list[int]
) -> None:
    assert confront(tmp_path, f"A1,{claim}") == 2
    lines = errors(capsys, tmp_path)
    assert lines[0] == "FILE: none of its claims can be asked (1); nothing is played"
    assert lines[1].startswith(f"FILE:2: A1 cannot be asked: {says}")
    assert played == []
    assert not (tmp_path / "told.csv").exists()


@pytest.mark.parametrize("said_by", ["sovjet", "Soviets"])
def test_that_an_unknown_speaker_gets_the_known_one(
    said_by: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert confront(tmp_path, f"A1,{RAILS},214705,rails,{said_by}") == 2
    assert errors(capsys, tmp_path) == [f"FILE:2: said_by {said_by.lower()!r} is not known; perhaps soviet"]


def test_that_case_makes_no_difference_to_names(tmp_path: Path, played: list[int]) -> None:
    assert confront(tmp_path, "A1,Rails.Cut,USSR_occupied,1943-08-03,1943-09-15,214705,RAILS,Soviet:PU") == 0
    line = verdicts(tmp_path).loc["A1"]
    assert (line["quantity"], line["said_by"], line["author"]) == ("rails.cut", "soviet", "PU")


def test_that_units_are_known_by_their_names(tmp_path: Path, played: list[int]) -> None:
    area, strength = "zones.area,Belarus,1943-12-31,1943-12-31", "partisans.strength,Belarus,1943-01,1943-01"
    lines = (
        f"A1,{area},100000,km²,soviet",
        f"A2,{area},100000,sq km,soviet",
        f"A3,{RAILS},214705,Rails,soviet",
        f"A4,{strength},56000,fighters,soviet",
        f"A5,{strength},56,thousand,soviet",
        "A6,railway.capacity_loss,AGC_area,1943-08-01,1943-08-31,0.35,share,soviet",
        "A7,airlift.tonnes,USSR_occupied,1943-01-01,1943-12-31,5,thousand metric tons,soviet",
    )
    assert confront(tmp_path, *lines) == 0
    found = verdicts(tmp_path)
    assert set(found["verdict"]) <= {"claim higher", "model higher", "agrees"}
    predicted = pd.to_numeric(found["predicted_50"]).to_dict()
    scales = {"A1": 1.0, "A2": 1.0, "A3": 1.0, "A4": 1.0, "A5": 1000.0, "A6": 100.0, "A7": 1000.0}
    assert predicted == {name: FIGURE / scale for name, scale in scales.items()}
    assert found.loc["A5", "unit"] == "thousand person"


def test_that_ten_faults_are_printed_of_many_and_the_others_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], played: list[int]
) -> None:
    assert confront(tmp_path, *(f'A{n},{RAILS},"3,5",rails,soviet' for n in range(500))) == 2
    lines = errors(capsys, tmp_path)
    assert len(lines) == 11
    assert [line.partition(" best")[0] for line in lines[:10]] == [f"FILE:{n}:" for n in range(2, 12)]
    assert lines[10] == "and 490 more of 500"
    assert played == []


def test_that_ten_cautions_are_printed_of_many_and_the_others_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], played: list[int]
) -> None:
    assert confront(tmp_path, *(f"A{n},{RAILS},3.5,rails,soviet" for n in range(30))) == 0
    lines = errors(capsys, tmp_path)
    assert len(lines) == 11
    assert lines[0].startswith("caution: FILE:2: best is 3.5 rails, and what is counted is whole")
    assert lines[10] == "caution: and 20 more of 30"


def test_that_a_program_gets_cautions_as_warnings_and_with_the_result(tmp_path: Path, played: list[int]) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(f"{HEAD},extra\nA1,{RAILS},214705,rails,soviet,x\n", encoding="utf-8")
    with pytest.warns(Caution, match="1 column is not used: extra") as warned:
        found = confronting.confront(path, 1, resolution=3, workers=1)
    assert [one.message for one in warned] == list(found.cautions)
    assert (found.cautions[0].path, found.cautions[0].line) == (path, 1)


def test_that_a_program_gets_every_reason_where_nothing_can_be_asked(tmp_path: Path, played: list[int]) -> None:
    path = tmp_path / "mine.csv"
    rows = "".join(f"A{n},rails.cut,Nowhere,1943-08,1943-08,5,rails,soviet\n" for n in range(30))
    path.write_text(f"{HEAD}\n{rows}", encoding="utf-8")
    with pytest.raises(Faults) as caught:
        confronting.confront(path, 1, resolution=3, workers=1)
    assert len(caught.value.faults) == 31
    assert played == []


LEDGER = ledger_of_package()
ODD = st.text(max_size=8)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    quantity=st.sampled_from(["rails.cut", "railway.capacity_loss", "zones.area", "trains.derailed"]) | ODD,
    region=st.sampled_from(["Belarus", "France", "Belarus+Ukraine", "circle:53,27,50", "oblast:minsk"]) | ODD,
    dates=st.lists(st.sampled_from(["", "1943", "1943-08", "1943-08-03", "1914", "2043-01-01", "0001-01-01"]) | ODD,
                   min_size=2, max_size=2),
    best=st.floats(allow_nan=True).map(str) | ODD,
    unit=st.sampled_from(["", "rails", "%", "share", "km²", "thousand", "trains/day", "tons", "million tons"]) | ODD,
)  # fmt: skip
def test_that_any_claim_whatever_is_asked_or_gets_its_reason(
    tmp_path: Path, quantity: str, region: str, dates: list[str], best: str, unit: str
) -> None:
    path = tmp_path / "any.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD.split(","), ["A1", quantity, region, *dates, best, unit, "soviet"]])
    found: list[Fault] = []
    asked: list[Any] = []
    try:
        asked, _ = questions_of(path, LEDGER, theatre(3))
    except Faults as faults:
        found = faults.faults
    assert bool(found) != bool(asked)
    assert all(fault.path == path and fault.message and fault.remedy for fault in found)
    assert all(np.isfinite(one.scale) and 0 <= one.true.first <= one.true.last for one in asked)
