"""The main job, end to end, on the coarsest cells."""

import csv
import re
from pathlib import Path

import pandas as pd
import pytest

from hinterland.cli import beside, main


@pytest.fixture(scope="module")
def played(tmp_path_factory) -> Path:
    """Play the first months on the coarsest cells and return the folder."""
    place = tmp_path_factory.mktemp("runs") / "first"
    arguments = ["run", "--resolution", "3", "--to", "1942-02-01", "--out", str(place), "--quiet"]
    assert main.answer(arguments) == 0
    return place


def test_that_a_run_leaves_a_report_a_store_and_tables(played):
    assert (played / "report.html").stat().st_size > 50_000
    assert (played / "run.zarr").is_dir()
    assert (played / "ro-crate-metadata.json").is_file()
    assert [p.name for p in played.parent.iterdir()] == ["first"]
    for name in ("monthly.csv", "claims.csv", "parameters.csv"):
        with (played / name).open(encoding="utf-8", newline="") as table:
            assert sum(1 for _ in csv.reader(table)) > 10, name


def test_that_the_report_asks_for_nothing_from_anywhere(played):
    page = (played / "report.html").read_text(encoding="utf-8")
    assert re.findall(r"""(?:src|href|action)\s*=\s*["'](?!#|data:)[^"']*["']""", page) == []
    assert "url(" not in page.replace("url(#", "").replace("url(data:", "")
    assert "<svg" in page


def test_that_a_run_can_be_played_again_from_what_it_left(played, tmp_path):
    again = tmp_path / "again"
    text = (played / "scenario.toml").read_text(encoding="utf-8")
    command = re.search(r"# hinterland (run .*)", text)
    assert command is not None
    arguments = command.group(1).replace("scenario.toml", str(played / "scenario.toml")).split()
    assert main.answer([*arguments, "--out", str(again), "--quiet"]) == 0
    for name in ("monthly.csv", "events.csv.gz"):
        assert (again / name).read_bytes() == (played / name).read_bytes()


def test_that_the_table_tells_truth_report_and_claim_apart(played):
    claims = pd.read_csv(played / "claims.csv", keep_default_na=False, na_values=[""])
    lines = beside.text(claims, 160).splitlines()
    assert lines[0].split()[0:2] == ["claim", "what,"]
    assert "model true" in lines[0]
    assert "as reported" in lines[0]
    assert re.fullmatch(r"\d+ of \d+ claims that the model answers: .*", lines[-1])


def test_that_days_without_a_claim_are_told_in_words():
    nothing = pd.DataFrame({"verdict": ["not modelled"], "quantity": ["rails.cut"], "verified": ["yes"]})
    assert beside.text(nothing) == "no claim of the ledger falls into the days of this run"


def test_that_more_runs_give_bands_and_are_played_once(tmp_path, monkeypatch, capsys):
    arguments = ["run", "--resolution", "3", "--to", "1941-08-31", "--runs", "2", "--out", str(tmp_path / "war")]
    assert main.answer([*arguments, "--workers", "1", "--quiet"]) == 0
    page = (tmp_path / "war" / "report.html").read_text(encoding="utf-8")
    assert "2 runs of the same war, cells of H3 resolution 3." in page
    assert 'class="band light"' in page
    monkeypatch.setattr("hinterland.study.ensembles.ensemble.figures", lambda _: pytest.fail("a run was played again"))
    assert main.answer([*arguments, "--workers", "1", "--quiet"]) == 0
    assert main.answer([*arguments, "--runs", "-1"]) == 2
    assert "--runs -1 is no number of runs" in capsys.readouterr().err
