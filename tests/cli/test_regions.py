"""`--region` takes any ground wherever a command has it, and a file of regions that was sent in is told by line."""

from pathlib import Path

import pandas as pd
import pytest

import hinterland as hl
from hinterland.cli import main

CASES = """id,quantity,region,date_from,date_to,best,unit,said_by
A1,rails.cut,France,1943-08-03,1943-09-15,500,rails,soviet
A2,rails.cut,belarus,1943-08-03,1943-09-15,90000,rails,soviet
A3,rails.cut,Belorussia,1943-08-03,1943-09-15,90000,rails,soviet
A4,rails.cut,Belarus/Leningrad,1943-08-03,1943-09-15,90000,rails,soviet
A5,rails.cut,Lwów,1943-08-03,1943-09-15,90000,rails,soviet
"""
"""A user's file of regions, as one was sent in."""


def test_that_a_run_tells_drawn_ground_in_its_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ground = ["around:Minsk,60km", "POLYGON((27 53, 29 53, 29 55, 27 55, 27 53))"]
    regions = [word for name in ground for word in ("--region", name)]
    asked = ["run", "--resolution", "3", "--to", "1941-07-31", "--quiet", "--out", str(tmp_path / "mine"), *regions]
    assert main.answer(asked) == 0
    assert "km2 drawn are taken as 2 cells with" in capsys.readouterr().err
    months = pd.read_csv(tmp_path / "mine" / "monthly.csv")
    assert set(ground) <= set(months["region"])
    saved = hl.open(tmp_path / "mine")
    dead = saved.to_dataset(["axis.dead"], ground)["axis_dead"].sel(said_by="truth")
    assert float(dead.sel(region=ground[1]).sum()) == pytest.approx(saved.sum("axis.dead", ground[1]), rel=1e-5)


@pytest.mark.parametrize("region", ["around:Minks,60km", "POLYGON((27 53, 29 53))", "circle:48.85,2.35,60"])
@pytest.mark.parametrize("command", [["run"], ["railway", "overview"], ["claims"]])
def test_that_ground_that_cannot_be_meant_is_refused_before_anything_is_written(
    command: list[str], region: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = [] if command == ["claims"] else ["--resolution", "3", "--out", str(tmp_path / "out")]
    assert main.answer([*command, *out, "--region", region]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert "Minks" in said[0] or "POLYGON" in said[0] or "holds no cell" in said[0]
    assert list(tmp_path.iterdir()) == []


def test_that_claims_of_drawn_ground_are_those_of_regions_that_lie_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.answer(["claims", "--region", "around:Smolensk,150km"]) == 0
    shown = capsys.readouterr().out
    table = hl.claims(region="around:Smolensk,150km")
    assert f"{len(table)} claims" in shown
    assert 0 < len(table) < len(hl.claims())
    assert "USSR" not in set(table["region"])
    wider = hl.claims(region="around:Smolensk,400km")
    assert set(table["id"]) <= set(wider["id"])


def test_that_the_railway_is_told_of_drawn_ground(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["railway", "overview", "--resolution", "3", "--from", "1943-08-01", "--to", "1943-08-31"]
    assert main.answer([*asked, "--out", str(tmp_path / "r"), "--region", "railway:Minsk-Orsha,30km"]) == 0
    assert "Where the cuts in railway:Minsk-Orsha,30km fell" in " ".join(capsys.readouterr().out.split())
    fell = pd.read_csv(tmp_path / "r" / "where_cuts_fell.csv")
    assert fell["said_by"].tolist() == ["truth", "soviet", "german", "network, km"]


def test_that_a_users_file_of_regions_is_told_line_by_line(tmp_path: Path) -> None:
    from hinterland.study.claims.ledger_of_package import ledger_of_package
    from hinterland.study.confrontation.asking import questions_of
    from hinterland.theatre.assemble import load as theatre

    (tmp_path / "regions.csv").write_text(CASES, encoding="utf-8")
    asked, cautions = questions_of(tmp_path / "regions.csv", ledger_of_package(), theatre(3))
    messages = [str(one).removeprefix(str(tmp_path / "regions.csv")) for one in cautions]
    assert [line[:3] for line in messages] == [":2:", ":3:", ":4:", ":5:", ":6:"]
    assert "A1 cannot be asked: France lies beyond the map" in messages[0]
    assert "belarus is read as Belarus" in messages[1]
    assert "Belorussia is read as Belarus" in messages[2]
    assert "write Belarus+Leningrad for the land of all together" in messages[3]
    assert "Lwów is read as" in messages[4]
    assert [getattr(one, "scale", None) for one in asked] == [None, 1.0, 1.0, None, 1.0]
