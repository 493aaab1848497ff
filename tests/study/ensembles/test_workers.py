"""Workers of an ensemble: they give their answers in order, end with their parent, and die with a clear word."""

import math
import os
import pickle
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from hinterland.core.fault import Fault, Faults
from hinterland.files.caution import Caution
from hinterland.study.ensembles.ensemble import perform
from hinterland.study.ensembles.workers import share_out

SLOW = """
import os, time
def sleep(path):
    with open(path, "w") as file:
        file.write(str(os.getpid()))
    time.sleep(60)
"""
PARENT = """
import sys
from contextlib import closing
from hinterland.study.ensembles.workers import share_out
import slow
with closing(share_out(slow.sleep, sys.argv[1:], 2)) as found:
    list(found)
"""

CAUTIOUS = """
import warnings
from hinterland.files.caution import Caution
def do(n):
    warnings.warn(Caution(None, 0, f"the table of tables had no room for {n}", "write to the authors"))
    return n
"""


def alive(pid: int) -> bool:
    """Return whether a process runs; one that has ended and that nobody has asked for does not."""
    done = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return done.stdout.strip() not in ("",) and not done.stdout.startswith("Z")


def wait_for(what, seconds: float) -> float:
    """Wait until something is so and return how long that took; -1 if it never was."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if what():
            return time.monotonic() - began
        time.sleep(0.05)
    return -1.0


def test_that_every_job_is_done_once_and_bears_its_number():
    with closing(share_out(math.factorial, list(range(20)), 3)) as found:
        assert dict(found) == {n: math.factorial(n) for n in range(20)}


def test_that_a_fault_in_a_worker_arrives_with_its_parts():
    for fault in (Fault(Path("a.csv"), 3, "no", "yes"), Faults([Fault(None, 0, "no", "yes")])):
        again = pickle.loads(pickle.dumps(fault))
        assert str(again) == str(fault)
        assert vars(again).keys() == vars(fault).keys()
    with (
        closing(share_out(math.sqrt, [4.0, -1.0], 2)) as found,
        pytest.raises(ValueError, match="math domain") as caught,
    ):
        list(found)
    assert "In a worker: Traceback" in caught.value.__notes__[0]


@pytest.mark.parametrize(("do", "job", "word"), [(signal.raise_signal, 9, "SIGKILL"), (os._exit, 3, "code 3")])
def test_that_a_worker_that_dies_is_one_clear_fault(do, job, word):
    with closing(share_out(do, [job, job], 2)) as found, pytest.raises(Fault) as caught:
        list(found)
    assert f"a worker was ended by {word} in run" in str(caught.value) or f"a worker ended with {word} in run" in str(
        caught.value
    )
    assert "ask for fewer workers" in caught.value.remedy


def test_that_memory_that_runs_out_in_a_worker_is_one_clear_fault():
    with closing(share_out(bytearray, [2**62, 2**62], 2)) as found, pytest.raises(Fault, match="memory ran out in run"):
        list(found)


def test_that_workers_write_neither_to_the_terminal_nor_into_their_answers(capfd):
    with closing(share_out(print, ["hello", "there"], 2)) as found:
        assert dict(found) == {0: None, 1: None}
    assert capfd.readouterr() == ("", "")


def test_that_cautions_of_a_worker_are_given_with_the_number_of_its_run(tmp_path, monkeypatch):
    (tmp_path / "cautious.py").write_text(CAUTIOUS)
    monkeypatch.syspath_prepend(tmp_path)
    import cautious

    with closing(share_out(cautious.do, [3, 4], 2)) as found, pytest.warns(Caution) as heard:
        assert dict(found) == {0: 3, 1: 4}
    assert sorted(str(one.message) for one in heard) == [
        f"run {n} of 2: the table of tables had no room for {n + 2}; write to the authors" for n in (1, 2)
    ]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_that_workers_end_with_their_parent_within_two_seconds(how, tmp_path):
    (tmp_path / "slow.py").write_text(SLOW)
    (tmp_path / "parent.py").write_text(PARENT)
    marks = [tmp_path / "1", tmp_path / "2"]
    parent = subprocess.Popen([sys.executable, tmp_path / "parent.py", *marks, *marks], stderr=subprocess.DEVNULL)
    assert wait_for(lambda: all(mark.exists() and mark.read_text() for mark in marks), 60) >= 0
    pids = [int(mark.read_text()) for mark in marks]
    assert len(set(pids)) == 2
    assert all(alive(pid) for pid in pids)
    parent.send_signal(how)
    took = wait_for(lambda: not any(alive(pid) for pid in pids), 10)
    assert 0 <= took < 2.0
    assert parent.wait(10) != 0


def test_that_workers_end_when_what_is_told_of_them_fails():
    def refuse(done: int, runs: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(Fault, match="number of workers 0"):
        perform(["no job"], 0)  # type: ignore[list-item]
    with pytest.raises((ZeroDivisionError, AttributeError)):
        perform(["no job", "none"], 2, refuse)  # type: ignore[list-item]
    listed = subprocess.run(
        ["ps", "-o", "args=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=False
    )
    assert "hinterland.study.ensembles.workers" not in listed.stdout


@pytest.mark.parametrize("workers", [1, 2])
def test_that_a_script_without_a_main_guard_may_play_an_ensemble(workers, tmp_path):
    script = tmp_path / "no_guard.py"
    script.write_text(
        "from hinterland.engine.scenario import Scenario\n"
        "from hinterland.study.ensembles.draws import members\n"
        "from hinterland.study.ensembles.ensemble import indicator_values\n"
        "from hinterland.study.measurement.indicators import Indicator\n"
        "print('once')\n"
        "wanted = [Indicator('partisans.strength', 'USSR', 0, 20)]\n"
        "members = members(2, 1, 0.3)\n"
        f"print(indicator_values(Scenario(resolution=3, end=20), members, wanted, workers={workers}).shape)\n"
    )
    run = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=300, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "once\n(2, 1)\n", "")
