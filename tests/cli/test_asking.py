"""What the command line says about claims, names and scenarios."""

import csv
import io

import pytest

from hinterland.cli import ledger, main
from hinterland.evidence.ledger import load


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that must succeed, and return what it prints."""
    assert main.answer(arguments) == 0
    answer = capsys.readouterr()
    assert answer.err == ""
    return answer.out


def test_that_claims_are_listed_with_who_says_so(capsys):
    lines = told(capsys, "claims", "--quantity", "partisans.strength", "--said-by", "german").splitlines()
    assert lines[-1].endswith("claims")
    heads = [line for line in lines[:-1] if not line.startswith(" ")]
    assert len(heads) == int(lines[-1].split()[0])
    assert all(head.split()[1].startswith("german") for head in heads)


def test_that_claims_come_as_a_table_with_every_column(capsys):
    rows = list(csv.DictReader(io.StringIO(told(capsys, "claims", "--numeric", "--csv"))))
    assert len(rows) == int(load().claims["numeric"].sum())
    assert {"id", "said_by", "rests_on", "verified", "corrections"} <= set(rows[0])


@pytest.mark.parametrize(
    ("low", "best", "high", "words"),
    [
        (None, 90_000.0, None, "90,000 men"),
        (1.0, 2.0, 3.0, "2 (1-3) men"),
        (None, 2.0, 3.0, "2 (?-3) men"),
        (1.0, None, 3.0, "1-3 men"),
        (1.0, None, None, "at least 1 men"),
        (None, None, 0.5, "at most 0.5 men"),
        (None, None, None, ""),
    ],
)
def test_that_a_number_is_told_as_the_claim_bounds_it(low, best, high, words):
    missing = float("nan")
    given = {"low": low, "best": best, "high": high}
    claim = {name: missing if value is None else value for name, value in given.items()}
    assert ledger.figure({**claim, "unit": "men"}) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("rail.guards_half", ["parameter", "plausible", "rests on"]),
        ("detachments.rifles", ["state", "per detachment"]),
        ("partisans.strength", ["quantity", "as the German side said", "persons", "claims:"]),
        ("zones.area_share", ["quantity", "over"]),
        ("detachments.divide", ["chance"]),
        ("Kovpak", ["person", "claims:"]),
    ],
)
def test_that_a_name_is_explained_whatever_it_names(name, words, capsys):
    answer = told(capsys, "explain", name)
    for word in words:
        assert word in answer


def test_that_a_name_nearly_right_gets_the_right_one(capsys):
    assert main.answer(["explain", "rail.gards_half"]) == 2
    assert "rail.guards_half" in capsys.readouterr().err


def test_that_every_scenario_is_listed_with_its_title(capsys):
    lines = told(capsys, "scenarios").splitlines()
    names = {line.split()[0] for line in lines}
    assert {"history", "no_central_staff", "no_airlift", "no_gate", "no_reprisals"} <= names
    assert all(len(line.split(maxsplit=1)) == 2 for line in lines)


def test_that_the_ledger_is_published_as_a_database(capsys, tmp_path):
    answer = told(capsys, "publish", str(tmp_path / "ledger"))
    assert str(tmp_path / "ledger" / "ledger.sqlite") in answer
    assert (tmp_path / "ledger" / "claims.parquet").stat().st_size > 1000
