"""`hinterland ensemble` and `score` on the command line: bad input is one line, progress says how much time is left."""

import io

import pytest

from hinterland.cli import main
from hinterland.cli.progress import RunCount, spent
from hinterland.study.ensembles import claims_ensemble


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


@pytest.fixture(autouse=True)
def compiled(monkeypatch):
    """Whether kernels must be compiled is not what is tested here."""
    monkeypatch.setattr("hinterland.engine.compile_ahead.is_needed", lambda: False)


@pytest.fixture
def clock(monkeypatch):
    """A clock that is set by hand."""
    now = [100.0]
    monkeypatch.setattr("hinterland.cli.progress.time.monotonic", lambda: now[0])
    return now


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ensemble", "--table", "draws.csv"], "--table is given with --draws hand; write --draws posterior"),
        (["ensemble", "--draws", "priors"], "perhaps you mean prior"),
        (["ensemble", "--runs", "0"], "--runs 0 is no number of runs; give 1 to 10000"),
        (["ensemble", "--workers", "0"], "cannot play"),
        (["ensemble", "nowhere_at_all"], "there is no scenario 'nowhere_at_all'"),
        (["score", "nowhere"], "nowhere: there is no such folder; give the folder of an ensemble"),
        (["score", "--runs", "3"], "too few runs for a band: 3; score 10 runs or more"),
        (["score", "--draws", "poster"], "perhaps you mean posterior"),
    ],
)
def test_that_bad_input_is_refused_in_one_line(arguments, words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main.answer(arguments) == 2
    printed = capsys.readouterr().err
    assert words in printed
    assert printed.count("\n") == 1
    assert not list(tmp_path.rglob("*.json"))


def test_that_a_folder_that_is_no_ensemble_is_refused_before_anything_is_played(capsys, tmp_path, monkeypatch):
    (tmp_path / "mine.txt").write_text("mine")
    monkeypatch.setattr("hinterland.study.ensembles.ensemble.figures", lambda _: pytest.fail("a war was played"))
    assert main.answer(["ensemble", "--runs", "2", "--resolution", "3", "--out", str(tmp_path)]) == 2
    assert "holds what is no ensemble; give a new or an empty folder" in capsys.readouterr().err


def test_that_runs_of_another_scheme_go_to_a_folder_of_their_own(monkeypatch, capsys):
    asked = {}

    def play(scenario, runs, draws, **named):
        asked.update(named, scenario=scenario, draws=draws)
        raise KeyboardInterrupt

    monkeypatch.setattr(claims_ensemble, "play_for_claims", play)
    assert main.answer(["ensemble", "no_airlift", "--draws", "prior", "--scheduler", "tcp://h:1"]) == 130
    assert (str(asked["out"]), asked["scheduler"]) == ("out/ensemble-no_airlift-prior", "tcp://h:1")


def test_that_progress_says_how_much_time_is_left(clock):
    shown = Terminal()
    count = RunCount(shown)
    count(10, 110)
    clock[0] += 60
    count(20, 110)
    assert shown.getvalue().rpartition("\r")[0].rpartition("\r")[2].strip() == "played 20 of 110 runs, 9 min left"
    count(110, 110)
    assert shown.getvalue().endswith("\n")


def test_that_a_file_gets_a_line_for_every_tenth_of_the_runs(clock):
    shown = io.StringIO()
    count = RunCount(shown)
    for done in range(101):
        clock[0] += 1
        count(done, 100)
    lines = shown.getvalue().splitlines()
    assert len(lines) == 11
    assert lines[5] == "played 50 of 100 runs, 50 s left"


@pytest.mark.parametrize(("seconds", "words"), [(0.2, "1 s"), (80, "80 s"), (1000, "17 min"), (9000, "2 h 30 min")])
def test_that_a_length_of_time_is_told_in_words(seconds, words):
    assert spent(seconds) == words
