"""What the command line says about claims, names and scenarios."""

import csv
import io
import itertools

import pytest

from hinterland.cli import ledger, main
from hinterland.study.claims.ledger_of_package import ledger_of_package


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that must succeed, and return what it prints."""
    assert main.answer(arguments) == 0
    answer = capsys.readouterr()
    assert answer.err == ""
    return answer.out


def test_that_claims_are_listed_with_who_says_so(capsys):
    lines = printed(capsys, "claims", "--quantity", "partisans.strength", "--said-by", "german").splitlines()
    assert lines[-1].endswith("claims")
    heads = [line for line in lines[:-1] if not line.startswith(" ")]
    assert len(heads) == int(lines[-1].split()[0])
    assert all(head.split()[1].startswith("german") for head in heads)


def test_that_claims_come_as_a_table_with_every_column(capsys):
    rows = list(csv.DictReader(io.StringIO(printed(capsys, "claims", "--numeric", "--csv"))))
    assert len(rows) == int(ledger_of_package().claims["numeric"].sum())
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
    answer = printed(capsys, "explain", name)
    for word in words:
        assert word in answer


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("rail.step", ["kernel rail.step  src/hinterland/war/sabotage/rail.py:", "phase: ", "rail.guards_half"]),
        (
            "rail",
            [
                "subsystem rail  src/hinterland/war/sabotage/rail.py:1",
                "kernel rail.step in phase",
                "rail.guards_half =",
            ],
        ),
        ("traffic", ["subsystem traffic  src/hinterland/war/railway/traffic.py:1", "kernel traffic.route in phase"]),
        ("no_airlift", ["scenario no_airlift  scenarios/no_airlift.toml:1", "No airlift", "leaves out airlift"]),
        ("double_guards", ["sets rail.guards_half to 4.5 person/km, where history has 9"]),
        ("half_airlift", ["scales airlift by 0.5"]),
        ("mild_winter_1941", ["from 1941-11-01 to 1942-03-31 by +8 degrees Celsius"]),
        ("history", ["changes nothing"]),
    ],
)
def test_that_kernels_subsystems_and_scenarios_are_explained_with_their_files(name, words, capsys):
    answer = printed(capsys, "explain", name)
    for word in words:
        assert word in answer


def test_that_a_kernel_names_what_it_reads_and_what_it_writes(capsys):
    lines = unwrapped(printed(capsys, "explain", "rail.step"))
    reads, writes = (
        next(line.split() for line in lines if line.startswith(f"  {way} ")) for way in ("reads", "writes")
    )
    assert {"security.guards", "forcing.night_ban"} <= set(reads)
    assert "rail.guards_half" not in reads
    assert "rail.rails_destroyed" in writes
    assert "security.guards" not in writes


def test_that_every_speaker_of_a_quantity_has_the_kernels_that_produce_the_figure(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    lines = printed(capsys, "explain", "rails.cut").splitlines()
    after = {line.split(":")[0].strip(): next_one for line, next_one in itertools.pairwise(lines)}
    for speaker, kernel, file in (
        ("true", "rail.step", "war/sabotage/rail.py:"),
        ("as the Soviet side said", "staffs.pass_up", "war/reporting/staffs.py:"),
        ("as the German side said", "reports.report_events", "war/reporting/reports.py:"),
    ):
        assert after[speaker].startswith(f"    produced by {kernel}  ")
        assert file in after[speaker]


def test_that_figures_in_a_unit_that_does_not_compare_stand_apart(capsys):
    lines = unwrapped(printed(capsys, "explain", "civilians.killed"))
    apart = [line for line in lines if "in another unit" in line]
    assert len(apart) == 1
    assert "3 forms" in apart[0]
    compared = [line for line in lines if line.startswith("  civilians.killed: ")]
    assert len(compared) >= 4
    assert all(" persons (" in line for line in compared)


def test_that_a_claim_is_cited_in_bibtex_and_another_name_is_not(capsys):
    assert printed(capsys, "explain", "R045", "--cite").startswith(
        "@misc{hinterland-R045,\n  title = {{Edgar M. Howell"
    )
    assert main.answer(["explain", "Kovpak", "--cite"]) == 2
    assert "there is no claim 'Kovpak'" in capsys.readouterr().err


def unwrapped(text: str) -> list[str]:
    """Return the lines of an answer, those that were wrapped in one piece."""
    return text.replace("\n    ", " ").splitlines()


def test_that_a_name_nearly_right_gets_the_right_one(capsys):
    assert main.answer(["explain", "rail.gards_half"]) == 2
    assert "rail.guards_half" in capsys.readouterr().err


def test_that_every_scenario_is_listed_with_its_title(capsys):
    lines = unwrapped(printed(capsys, "scenarios"))
    names = {line.split()[0] for line in lines}
    assert {"history", "no_central_staff", "no_airlift", "no_corridor", "no_reprisals"} <= names
    assert all(len(line.split(maxsplit=1)) == 2 for line in lines)


def test_that_the_ledger_is_published_as_a_database(capsys, tmp_path):
    answer = printed(capsys, "publish", str(tmp_path / "ledger"))
    assert str(tmp_path / "ledger" / "ledger.sqlite") in answer
    assert (tmp_path / "ledger" / "claims.parquet").stat().st_size > 1000
