"""What a user's file may ask: any ground, a single night, a mean, a share of a region, what was prevented."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from hinterland.cli import main
from hinterland.core.fault import Faults
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.claims.question import Question, Unanswered
from hinterland.study.confrontation import confront as confronting
from hinterland.study.confrontation.asking import questions_of
from hinterland.study.measurement.indicators import Indicator
from hinterland.theatre.assemble import load as theatre

LEDGER = ledger_of_package()
HEAD = "id,quantity,region,date_from,date_to,best,unit,said_by,take,of,without\n"
SQUARE = '"POLYGON((27 53, 29 53, 29 55, 27 55, 27 53))"'
WHEN = "1943-08-03,1943-09-15"
EVERY_FORM = (
    *("Belarus", "Belarus+Smolensk", "oblast:minsk", '"circle:54.5,28.5,80"', '"around:Minsk,100km"', SQUARE),
    *('"strip:Minsk-Smolensk,60km"', '"railway:Brest-Minsk,20km"', '"towns:Minsk,Orsha"', "mine.geojson"),
    *('"Belarus&!around:Minsk,100km"', '"(Belarus|Smolensk)&around:Orsha,200km"'),
)


def asked(folder: Path, *lines: str) -> tuple[list[Question | Unanswered], list[Any]]:
    (folder / "mine.csv").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    ring = [[27, 53], [29, 53], [29, 55], [27, 55], [27, 53]]
    held = {"type": "Polygon", "coordinates": [ring]}
    (folder / "mine.geojson").write_text(json.dumps(held), encoding="utf-8")
    return questions_of(folder / "mine.csv", LEDGER, theatre(3))


def one(folder: Path, line: str) -> Question:
    (found,), _ = asked(folder, line)
    assert isinstance(found, Question), found
    return found


def refused(folder: Path, line: str) -> str:
    with pytest.raises(Faults) as caught:
        asked(folder, line)
    return str(caught.value.faults[-1])


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[Indicator]]]:
    """Replace the playing of wars: a scenario is told, and every figure is as many as its name has letters."""
    asked: list[tuple[str, list[Indicator]]] = []

    def indicator_values(scenario: Any, runs: list[Any], wanted: list[Indicator], *_: Any, **__: Any) -> np.ndarray:
        asked.append((scenario.name, wanted))
        return np.full((len(runs), len(wanted)), 100.0 * len(scenario.name)) + [len(r.region) for r in wanted]

    monkeypatch.setattr(confronting, "indicator_values", indicator_values)
    return asked


@pytest.mark.parametrize("region", EVERY_FORM)
def test_that_a_claim_may_stand_for_ground_of_every_form(region: str, tmp_path: Path) -> None:
    question = one(tmp_path, f"A1,rails.cut,{region},{WHEN},5,rails,soviet,,,")
    assert theatre(3).inside(question.true.region).size
    assert not theatre(3).recording([question.true.region]).cut(question.true.region).size


def test_that_a_file_of_geojson_lies_beside_the_claims_and_is_kept_as_it_was_read(tmp_path: Path) -> None:
    question = one(tmp_path, f"A1,rails.cut,mine.geojson,{WHEN},5,rails,soviet,,,")
    assert question.true.region.startswith("POLYGON")
    assert question.claim.region == "mine.geojson"


@pytest.mark.parametrize(
    ("quantity", "unit", "take", "means"),
    [
        ("rails.cut", "rails", "", "sum"),
        ("rails.cut", "rails", "night", "max"),
        ("rails.cut", "rails", "max", "max"),
        ("rails.cut", "rails", "min", "min"),
        ("rails.cut", "rails", "mean", "rate"),
        ("rails.cut", "rails/day", "", "rate"),
        ("partisans.strength", "persons", "", "max"),
        ("partisans.strength", "persons", "mean", "mean"),
        ("partisans.strength", "persons", "last", "last"),
        ("zones.area_share", "percent", "", "ratio"),
        ("zones.area_share", "percent", "max", "max"),
    ],
)
def test_that_the_figure_of_the_days_is_the_one_that_is_asked(
    quantity: str, unit: str, take: str, means: str, tmp_path: Path
) -> None:
    question = one(tmp_path, f"A1,{quantity},Belarus,1943,1943,5,{unit},historian,{take},,")
    assert question.true.take == means


@pytest.mark.parametrize(
    ("quantity", "unit", "scale"),
    [
        ("partisans.women / partisans.strength", "percent", 0.01),
        ("partisans.women / partisans.strength", "share", 1.0),
        ("partisans.women / partisans.strength", "ratio", 1.0),
        ("partisans.strength / detachments.count", "person/detachment", 1.0),
        ("axis.dead + police.dead", "persons", 1.0),
        ("axis.dead + police.dead", "thousand persons", 1000.0),
        ("axis.dead + police.dead / partisans.dead", "ratio", 1.0),
    ],
)
def test_that_quantities_may_be_added_and_divided_in_their_units(
    quantity: str, unit: str, scale: float, tmp_path: Path
) -> None:
    question = one(tmp_path, f"A1,{quantity},Belarus,1943,1943,1,{unit},historian,,,")
    assert question.scale == pytest.approx(scale)
    assert question.true.take == ("ratio" if " / " in quantity else "sum")


def test_that_a_share_of_a_region_is_its_figure_over_that_of_the_larger(
    tmp_path: Path, played: list[tuple[str, list[Indicator]]]
) -> None:
    asked(tmp_path, f"A1,rails.cut,Belarus,{WHEN},60,percent,historian,,USSR_occupied,")
    line = confronting.confront(tmp_path / "mine.csv", 1, resolution=3).lines.iloc[0]
    assert line["predicted_50"] == pytest.approx(100 * 707 / 713)  # seven letters, thirteen letters
    assert [name for name, _ in played] == ["history"]


def test_that_what_was_prevented_is_the_scenario_less_the_war_on_the_same_runs(
    tmp_path: Path, played: list[tuple[str, list[Indicator]]]
) -> None:
    asked(tmp_path, "A1,trains.derailed,Belarus,1943,1943,900,trains,soviet,,,no_expeditions")
    found = confronting.confront(tmp_path / "mine.csv", 2, resolution=3)
    line = found.lines.iloc[0]
    assert line["predicted_50"] == 100.0 * (len("no_expeditions") - len("history"))
    assert (line["verdict"], line["channel"]) == ("claim higher", "what was so, as nobody reports what did not happen")
    assert [name for name, _ in played] == ["history", "no_expeditions"]


def test_that_claims_of_ones_own_are_one_part_and_those_of_the_ledger_two(
    tmp_path: Path, played: list[tuple[str, list[Indicator]]]
) -> None:
    asked(tmp_path, *(f"A{n},rails.cut,oblast:{o},{WHEN},1,rails,soviet,,," for n, o in enumerate(("minsk", "brest"))))
    own = confronting.confront(tmp_path / "mine.csv", 1, resolution=3)
    assert set(own.scores) == {"all"}
    assert set(own.lines["part"]) == {"own"}
    assert set(own.lines["verdict"]) == {"model higher"}
    whole = confronting.confront(None, 1, resolution=3)
    assert list(whole.scores) == ["calibration", "held out", "all"]


BAD = {
    "rails.cut,Belarus,{},5,rails,soviet,nigth,,": "take 'nigth' is not known; perhaps night",
    "rails.cut,Belarus,{},5,rails,soviet,,USSR,no_airlift": "cannot be the share of a region and what was prevented",
    "partisans.strength,Belarus,{},5,persons,soviet,sum,,": "is a stock, which has no sum over days; write mean",
    "partisans.strength,Belarus,{},5,persons,soviet,night,,": "of which a night makes nothing; write max",
    "rails.cut,Belarus,{},5,rails/month,soviet,max,,": "a single day has no rate a month; give the unit without it",
    "rails.cut,Belarus,{},5,percent,soviet,,Ukraine,": "its region does not lie in that of `of`; name a larger",
    "rails.cut,Belarus,{},5,rails,soviet,,USSR,": "rails is no unit of one figure over another; write percent",
    "loyalty.soviet,Belarus,{},50,percent,historian,,USSR,": "which does not add up over land; leave `of` empty",
    "rails.cut,Belarus,{},5,rails,soviet,,,no_airlfit": "there is no scenario 'no_airlfit'",
    "rails.cut / trains.derailed,Belarus,{},5,percent,soviet,,,": "percent is no unit of one figure over another",
    "rails.cut + partisans.dead,Belarus,{},5,rails,soviet,,,": "quantities of two units are added up: rails.cut in",
    "rails.cut * 2,Belarus,{},5,rails,soviet,,,": "is not of the form noun.measure, or such names",
    "rails.cut / nothing.at_all,Belarus,{},5,ratio,soviet,,,": "there is no quantity 'rails.cut / nothing",
    'rails.cut,"around:Minks,50km",{},5,rails,soviet,,,': "there is no place 'Minks'; perhaps you mean Minsk",
    'rails.cut,"around:Minsk",{},5,rails,soviet,,,': "gives no distance; write around:PLACE,KM",
    'rails.cut,"circle:48.85,2.35,60",{},5,rails,soviet,,,': "holds no cell of the theatre; the theatre lies from",
    'rails.cut,"POLYGON((27 53, 29 53, 29 55))",{},5,rails,soviet,,,': "is not closed; end it with the point",
    "rails.cut,nowhere.geojson,{},5,rails,soviet,,,": "nowhere.geojson: cannot be read: there is no such file",
}


@pytest.mark.parametrize("line", BAD)
def test_that_a_question_that_cannot_be_meant_is_told_with_file_line_and_remedy(line: str, tmp_path: Path) -> None:
    message = refused(tmp_path, f"A1,{line.format(WHEN)}")
    assert message.startswith(f"{tmp_path / 'mine.csv'}:2: ")
    assert BAD[line] in message
    assert "\n" not in message


def test_that_nothing_is_written_where_nothing_can_be_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], played: list[tuple[str, list[Indicator]]]
) -> None:
    (tmp_path / "mine.csv").write_text(f'{HEAD}A1,rails.cut,"around:Minks,50km",{WHEN},5,rails,soviet,,,\n')
    out = tmp_path / "told.csv"
    assert main.answer(["confront", str(tmp_path / "mine.csv"), "--resolution", "3", "--out", str(out)]) == 2
    assert "there is no place 'Minks'" in capsys.readouterr().err
    assert not out.exists()
    assert played == []


def test_that_drawn_ground_is_judged_and_told_with_its_cells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], played: list[tuple[str, list[Indicator]]]
) -> None:
    asked(tmp_path, f'A1,rails.cut,"around:Minsk,50km",{WHEN},5,rails,soviet,,,')
    out = tmp_path / "told.csv"
    main.answer(["confront", str(tmp_path / "mine.csv"), "--members", "1", "--resolution", "3", "--out", str(out)])
    assert "the 7,854 km2 drawn are taken as 1 cell with" in capsys.readouterr().err
    assert pd.read_csv(out).loc[0, "verdict"] == "model higher"
