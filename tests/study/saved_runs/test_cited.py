"""`hinterland cite`: each claim behind a parameter of a run stands in one work, and no assumption of ours does."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest

import hinterland as hl
from hinterland.cli import main
from hinterland.core.version import VERSION
from hinterland.evidence.cite import bibtex, cite_claim
from hinterland.evidence.cite_works import cite_works
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.saved_runs import store
from hinterland.study.saved_runs.cited import GIVEN, HOUSE, cited

NOTED = re.compile(r"[A-Za-z]+-?\d+[a-z]?")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    run = hl.run("history", seed=1, end="1941-06-25", resolution=3)
    return store.save(run, tmp_path_factory.mktemp("out") / "mine")


def claims_of(items: list[dict]) -> list[str]:
    return [name for item in items for name in NOTED.findall(item["note"].removeprefix("claims "))]


def test_that_each_claim_of_a_parameter_stands_in_one_work_and_no_assumption_does(folder: Path) -> None:
    program, ledger, *works = cited(hl.open(folder))
    known = ledger_of_package()
    cites = {name for cell in pd.read_csv(folder / "parameters.csv")["cites"] for name in cell.split()}
    wanted = {name for name in cites if known.by_id[name].source != HOUSE} | set(known.jews_by_region)
    found = claims_of(works)
    assert len(found) == len(set(found))
    assert set(found) == wanted
    assert (program["type"], program["version"]) == ("software", VERSION)
    assert ledger["version"] == known.digest


def test_that_a_run_without_the_murder_of_the_jews_does_not_cite_its_accounts(tmp_path: Path) -> None:
    run = hl.run("history", seed=1, end="1941-06-23", resolution=3, parameters={GIVEN: 0})
    saved = hl.open(store.save(run, tmp_path / "mine"))
    assert not set(ledger_of_package().jews_by_region) & set(claims_of(cited(saved)[2:]))


def test_that_works_with_most_claims_come_first_and_bear_numbers() -> None:
    works = cite_works(ledger_of_package(), ["R061", "S298", "R062", "R061"])
    assert [item["id"] for item in works] == ["hinterland-work-1", "hinterland-work-2"]
    assert [item["note"] for item in works] == ["claims R061, R062", "claims S298"]


def test_that_the_command_prints_bibtex_or_json_of_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.answer(["cite", str(folder)]) == 0
    text = capsys.readouterr().out
    assert main.answer(["cite", str(folder), "--json"]) == 0
    items = json.loads(capsys.readouterr().out)
    assert re.findall(r"^@\w+\{([\w-]+),$", text, re.MULTILINE) == [item["id"] for item in items]
    assert text.startswith("@software{hinterland,")


def test_that_a_folder_without_a_run_is_refused_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.answer(["cite", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_that_a_work_that_was_read_at_several_pages_or_addresses_is_cited_once_with_one_address() -> None:
    ledger = ledger_of_package()
    every = [*ledger.by_id, *ledger.documented, *ledger.jews_by_region]
    works = cite_works(ledger, every)
    entries = [bibtex(item | {"id": "", "note": ""}) for item in works]
    assert len(entries) == len(set(entries))
    (turonek,) = (item for item in works if item["title"].startswith("Jerzy Turonek"))
    assert {"S049", "S051", "S097"} <= set(claims_of([turonek]))
    assert not [name for name in every if " " in cite_claim(ledger, name).get("URL", "")]
    assert "dailyalert.org" in (note := cite_claim(ledger, "J01")["note"])
    assert "jpost.com" in note
