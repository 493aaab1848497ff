"""Bad input gets one clear line and exit code 2; Ctrl-C gets 130; nothing half-written is left."""

import subprocess
import sys
from pathlib import Path

import pytest

from hinterland.cli import main, playing
from hinterland.core.fault import Fault, Faults


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that must be refused, and return its one line."""
    assert main.answer(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("hinterland: ")
    assert printed.err.count("\n") == 1, printed.err
    return printed.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["run", "--scenario", "no_airlifft"], ["no_airlifft", "no_airlift"]),
        (["run", "--scenario", "absent/mine.toml"], ["mine.toml", "cannot be read"]),
        (["run", "--set", "rail.guards_half"], ["rail.guards_half", "name=value"]),
        (["run", "--set", "rail.guards_half=many"], ["many", "number"]),
        (["run", "--from", "1941-06-21"], ["1941-06-21", "1941-06-22"]),
        (["run", "--to", "1945-05-10"], ["1945-05-10", "1945-05-09"]),
        (["run", "--to", "soon"], ["soon", "YYYY-MM-DD"]),
        (["run", "--from", "1943-02-01", "--to", "1943-01-01"], ["1943-02-01", "exchange"]),
        (["run", "--resolution", "7"], ["7", "3, 4 or 5"]),
        (["run", "--seed", "-1"], ["-1", "from 0 up"]),
        (["export-web", "absent", "--resolution", "9"], ["9", "3, 4 or 5"]),
        (["run", "--seed", "one"], ["--seed", "integer"]),
        (["run", "--sed", "1"], ["--sed", "--help"]),
        (["ran"], ["ran", "--help"]),
        (["check", "weather"], ["weather"]),
        (["claims", "--region", "Belaruss"], ["Belaruss", "Belarus"]),
        (["claims", "--from", "last week"], ["last week", "YYYY-MM-DD"]),
        (["claims", "--said-by", "germans"], ["germans", "german"]),
        (["run", "--set", "rail.gards_half=9"], ["rail.gards_half", "rail.guards_half"]),
        (["run", "--set", "rail.guards_half=900"], ["rail.guards_half", "range"]),
    ],
    ids=lambda value: " ".join(value) if value and value[0] in {"run", "ran", "check", "claims"} else "",
)
def test_that_bad_input_gets_one_line_with_the_remedy(arguments, words, capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    message = refused(capsys, *arguments)
    for word in words:
        assert word in message
    assert "Traceback" not in message
    assert list(tmp_path.iterdir()) == []


def test_that_several_faults_get_a_line_each(capsys, monkeypatch):
    def broken() -> None:
        raise Faults([Fault("a.csv", 3, "no number", "give one"), Fault("a.csv", 9, "no date", "give one")])

    monkeypatch.setattr(main, "command_line", lambda _: lambda *a, **k: broken())
    assert main.answer(["run"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "hinterland: a.csv:3: no number; give one",
        "hinterland: a.csv:9: no date; give one",
    ]


def test_that_a_stop_by_the_user_leaves_with_130_and_writes_nothing(capsys, monkeypatch, tmp_path):
    def stopped(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(playing, "_play", stopped)
    assert main.answer(["run", "--out", str(tmp_path / "out" / "mine")]) == 130
    assert capsys.readouterr().err.count("\n") == 1
    assert list((tmp_path / "out").iterdir()) == []


def test_that_a_file_in_the_place_of_a_folder_is_named(capsys, tmp_path):
    (tmp_path / "taken").write_text("a letter", encoding="utf-8")
    message = refused(capsys, "run", "--out", str(tmp_path / "taken" / "run"))
    assert "taken" in message
    assert "cannot be written" in message


def test_that_help_is_quick_and_wakes_nothing_heavy():
    program = (
        "import sys; from hinterland.cli import main; main.answer(['run', '--help']);"
        "print(sorted({'numba', 'numpy', 'pandas', 'matplotlib', 'duckdb', 'xarray'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert "--scenario" in done.stdout


def test_that_a_question_to_the_ledger_wakes_no_compiler():
    program = (
        "import sys; from hinterland.cli import main; code = main.answer(['claims', '--quantity', 'rails.cut']);"
        "print(code, 'numba' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "0 False"


def test_that_the_name_of_a_run_tells_its_scenario_and_its_seed():
    whole = (0, 1417)
    plain = playing.title("no_corridor", 3, 4, {}, whole)
    assert plain == "no_corridor-3"
    others = {
        playing.title("no_corridor", 3, 5, {}, whole),
        playing.title("no_corridor", 3, 4, {"rail.guards_half": 9.0}, whole),
        playing.title("no_corridor", 3, 4, {}, (0, 100)),
        plain,
    }
    assert len(others) == 4
    assert playing.title(str(Path("mine") / "war.toml"), 1, 4, {}, whole) == "war-1"
