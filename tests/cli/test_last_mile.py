"""What a user sees last is whole: in any encoding, in a pipe that closes, in a spreadsheet."""

import csv
import gzip
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import hinterland
from hinterland.cli import main, streams
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.saved_runs import store

PROGRAM = "from hinterland.cli.main import main; main()"
QUICK = ["run", "--resolution", "3", "--to", "1941-06-24", "--quiet"]
COMMANDS = {
    "scenarios": ["scenarios"],
    "claims": ["claims"],
    "claims --csv": ["claims", "--csv"],
    "explain": ["explain", "Kovpak"],
    "check ledger": ["check", "ledger"],
    "publish": ["publish", "ledger"],
    "help": ["--help"],
    "systems": ["systems", "--help"],
}
WARS = {
    "run": [*QUICK[:-1], "--out", "war"],
    "confront": ["confront", "mine.csv", "--members", "1", "--workers", "1", "--resolution", "3", "--out", "found.csv"],
    "railway": [
        "railway",
        "overview",
        "--resolution",
        "3",
        "--from",
        "1941-08-01",
        "--to",
        "1941-09-30",
        "--out",
        "rail",
    ],
}
CLAIMS = (
    "id,quantity,region,date_from,date_to,best,unit,said_by,note\n"
    "\u0141,rails.cut,USSR_occupied,1943-08-03,1943-09-15,214705,rails,soviet,\u043b\u0435\u0441 \u2013 \u00b1\n"
)
SLOW = [pytest.param(name, marks=pytest.mark.slow) for name in WARS]
NARROW = ("ascii", "latin-1", "cp1252")
OLD = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""The environment in which whatever is read or written without an encoding is ASCII."""
PIECEWISE = ("claims", "claims --csv", "help", "publish")
"""A command of each kind of output: paragraphs, a table of bytes, help, names of files that were written."""


def arguments(name: str, place: Path) -> list[str]:
    """Return a command, with the file that it reads laid where it is run."""
    (place / "mine.csv").write_text(CLAIMS, encoding="utf-8")
    return {**COMMANDS, **WARS}[name]


def environment(**variables: str) -> dict[str, str]:
    """Return the environment of a plain terminal with something changed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHONIO"))}
    return {**kept, "COLUMNS": "80", **variables}


def check_output(name: str, out: bytes, encoding: str) -> None:
    """Check that a command has printed words, in letters that the encoding has; a table is UTF-8 in any."""
    assert re.search(rb"[A-Za-z]{3}", out)
    if name == "claims --csv":
        assert len(pd.read_csv(io.BytesIO(out), encoding="utf-8")) == len(ledger_of_package().claims)
    else:
        out.decode(encoding)


@pytest.mark.parametrize("encoding", NARROW)
@pytest.mark.parametrize("name", [*COMMANDS, *SLOW])
def test_that_no_command_breaks_on_a_narrow_encoding(name, encoding, tmp_path, monkeypatch, capfdbinary):
    """The streams are made as Python makes them for PYTHONIOENCODING, in this process."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for number, stream in ((1, "stdout"), (2, "stderr")):
        monkeypatch.setattr(sys, stream, io.TextIOWrapper(open(number, "wb", closefd=False), encoding))  # noqa: SIM115
    streams.prepare()
    code = main.answer(arguments(name, tmp_path))
    streams.finish()
    done = capfdbinary.readouterr()
    assert code == 0, done.err
    check_output(name, done.out, encoding)


PROCESSES = [(name, OLD) for name in COMMANDS] + [("claims", {"PYTHONIOENCODING": one}) for one in NARROW]


@pytest.mark.parametrize(
    ("name", "variables"), [*PROCESSES, *(pytest.param(name, OLD, marks=pytest.mark.slow) for name in WARS)]
)
def test_that_no_command_breaks_where_the_environment_is_narrow(name, variables, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments(name, tmp_path)],
        cwd=tmp_path,
        env=environment(**variables),
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
    check_output(name, done.stdout, variables.get("PYTHONIOENCODING", "ascii"))


CLOSED = [(name, "") for name in COMMANDS] + [(name, "1") for name in PIECEWISE]


@pytest.mark.parametrize(
    ("name", "unbuffered"),
    [*CLOSED, *(pytest.param(name, how, marks=pytest.mark.slow) for name in WARS for how in ("", "1"))],
)
def test_that_a_pipe_that_is_closed_is_no_fault(name, unbuffered, tmp_path):
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, *arguments(name, tmp_path)],
            cwd=tmp_path,
            env=environment(PYTHONUNBUFFERED=unbuffered),
            stdout=writer,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writer)
    assert done.returncode == 0, done.stderr
    assert b"BrokenPipe" not in done.stderr


@pytest.mark.parametrize(
    "variables", [{"TERM": "dumb"}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}, {"TERM": "xterm-256color"}]
)
def test_that_nothing_is_coloured_in_a_pipe(variables, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "claims"], env=environment(**variables), capture_output=True, check=True
    )
    assert b"\x1b" not in done.stdout


@pytest.fixture(scope="module")
def saved(tmp_path_factory) -> Path:
    """Return the folder of a short war whose scenario has a title of a user's."""
    place = tmp_path_factory.mktemp("out")
    (place / "own.toml").write_text('title = "=1+1 \u0141\u00f3d\u017a"\n', encoding="utf-8")
    run = hinterland.run(place / "own.toml", seed=1, end="1941-08-31", resolution=3)
    return store.save(run, place / "war")


def test_that_tables_are_utf8_with_one_kind_of_line_end_and_figures_that_read_back(saved):
    for name in ("monthly.csv", "parameters.csv", "events.csv.gz"):
        raw = (saved / name).read_bytes()
        raw = gzip.decompress(raw) if name.endswith(".gz") else raw
        assert not raw.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in raw
        assert raw.endswith(b"\n")
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8"), newline="")))
        assert {len(row) for row in rows} == {len(rows[0])}
        read = pd.read_csv(io.BytesIO(raw), keep_default_na=False)
        assert read.shape == (len(rows) - 1, len(rows[0]))


def test_that_parameters_read_back_to_the_last_bit(saved):
    with (saved / "parameters.csv").open(encoding="utf-8", newline="") as table:
        read = {row["name"]: float(row["value"]) for row in csv.DictReader(table)}
    assert len(read) > 300
    run = hinterland.run("history", seed=1, end="1941-06-22", resolution=3)
    for name, value in read.items():
        group, _, field = name.partition(".")
        assert getattr(getattr(run.parameters, group), field) == value


def test_that_days_and_months_are_iso_and_the_journal_is_packed_without_a_date(saved):
    events = pd.read_csv(saved / "events.csv.gz")
    assert events["date"].str.fullmatch(r"1941-0[678]-\d\d").all()
    months = pd.read_csv(saved / "monthly.csv")
    assert sorted(set(months["month"])) == ["1941-06", "1941-07", "1941-08"]
    assert (saved / "events.csv.gz").read_bytes()[4:8] == bytes(4)
