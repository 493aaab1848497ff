"""A command that is told to end does so soon, with one line, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

CLAIMS = """id,quantity,region,date_from,date_to,best,unit,said_by
A1,partisans.strength,Belarus,1943-01-01,1943-01-31,56000,people,soviet
"""


def start(*arguments: str | Path, **more) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "hinterland", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **more,
    )


def workers_of(parent: int) -> list[int]:
    done = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False)
    return [int(pid) for pid in done.stdout.split()]


def alive(pid: int) -> bool:
    done = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(done.stdout.strip()) and not done.stdout.startswith("Z")


def until_a_day_is_told(run: "subprocess.Popen[str]") -> None:
    assert run.stderr is not None
    for line in run.stderr:
        if "1941   partisans" in line:
            return


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (signal.SIGTERM, "hinterland: ended by SIGTERM; nothing was left half-written"),
        (signal.SIGHUP, "hinterland: ended by SIGHUP; nothing was left half-written"),
    ],
)
def test_that_a_signal_ends_a_run_with_its_number_and_no_litter(number, line, tmp_path):
    run = start("run", "--resolution", "3", "--out", tmp_path / "out" / "mine")
    until_a_day_is_told(run)
    for _ in range(3):  # some who end a program do it more than once
        run.send_signal(number)
    out, err = run.communicate(timeout=60)
    assert (run.returncode, out) == (128 + number, "")
    assert err.strip().splitlines()[-1] == line
    assert "Traceback" not in err
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize(
    ("number", "code", "whole_group"),
    [
        (signal.SIGINT, 130, True),  # Ctrl-C: every process of the group gets it
        (signal.SIGTERM, 143, False),
        pytest.param(signal.SIGINT, 130, False, marks=pytest.mark.slow),
        pytest.param(signal.SIGHUP, 129, True, marks=pytest.mark.slow),
    ],
)
def test_that_an_ensemble_ends_within_two_seconds_with_all_its_workers(number, code, whole_group, tmp_path):
    (tmp_path / "claims.csv").write_text(CLAIMS)
    arguments = ("--members", "4", "--workers", "2", "--resolution", "3", "--out", tmp_path / "x.csv")
    run = start("confront", tmp_path / "claims.csv", *arguments, start_new_session=True)
    while len(workers_of(run.pid)) < 2:
        assert run.poll() is None
        time.sleep(0.05)
    workers = workers_of(run.pid)
    time.sleep(2.0)  # they read the model
    began = time.monotonic()
    (os.killpg if whole_group else os.kill)(run.pid, number)
    out, err = run.communicate(timeout=60)
    assert time.monotonic() - began < 2.0
    assert (run.returncode, out) == (code, "")
    (line,) = err.splitlines()
    assert line.endswith("; nothing was left half-written")
    assert not any(alive(pid) for pid in workers)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["claims.csv"]


def test_that_nobody_is_ended_by_a_terminal_that_it_was_told_to_ignore(tmp_path):
    shell = ["sh", "-c", 'trap "" HUP; exec "$0" "$@"']
    command = [sys.executable, "-m", "hinterland", "run", "--resolution", "3", "--to", "1942-01-31"]
    run = subprocess.Popen(
        [*shell, *command, "--out", str(tmp_path / "mine")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    until_a_day_is_told(run)
    run.send_signal(signal.SIGHUP)
    _, err = run.communicate(timeout=300)
    assert run.returncode == 0, err
    assert (tmp_path / "mine" / "report.html").exists()


def test_that_the_library_leaves_signals_to_the_program_that_uses_it():
    program = (
        "import signal\n"
        "before = [signal.getsignal(n) for n in (1, 2, 15)]\n"
        "import hinterland, hinterland.study.confrontation.confront, hinterland.cli.main\n"
        "hinterland.cli.main.answer(['scenarios'])\n"
        "assert before == [signal.getsignal(n) for n in (1, 2, 15)]\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
