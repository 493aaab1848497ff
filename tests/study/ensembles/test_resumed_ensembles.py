"""Ensembles that are interrupted in any way go on where they were: no run is lost and none is doubled."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from socket import socket

import duckdb
import numpy as np
import pytest
from tests.study.ensembles.ensemble_program import WANTED, WAR, play

from hinterland.core.fault import Fault
from hinterland.study.ensembles.draws import members
from hinterland.study.ensembles.ensemble import Jobs, figures, indicator_values, perform
from hinterland.study.ensembles.run_store import read_runs

PROGRAM = Path(__file__).with_name("ensemble_program.py")
RUNS = 6
TOP = Path(__file__).parents[3]
PATHS = {**os.environ, "PYTHONPATH": os.pathsep.join([str(TOP / "src"), str(TOP)])}


@pytest.fixture(scope="module")
def whole() -> np.ndarray:
    """What the ensemble finds when nothing stops it: of one process, without a folder."""
    return indicator_values(WAR, members(RUNS, 1, 0.3), WANTED)


@contextmanager
def begun(folder: Path, *more: object) -> Iterator[subprocess.Popen[str]]:
    """Start the program that plays into a folder; it does not outlive the test."""
    command = [sys.executable, str(PROGRAM), str(folder), *map(str, more)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=quiet, text=True, env=PATHS) as program:
        try:
            yield program
        finally:
            program.kill()


def after(program: subprocess.Popen[str], done: int) -> None:
    """Wait until a program has done so many runs."""
    assert program.stdout is not None
    for line in program.stdout:
        if int(line) >= done:
            return


def finish(folder: Path, whole: np.ndarray) -> int:
    """Play what is missing, check that nothing is lost or doubled, and return how many runs were there before."""
    before = len(read_runs(folder, len(WANTED))) if (folder / "ensemble.json").exists() else 0
    np.testing.assert_array_equal(play(folder, len(whole), 1), whole)
    with duckdb.connect() as base:
        asked = f"SELECT count(*), count(DISTINCT key) FROM '{folder}/runs/*.parquet'"
        rows = base.execute(asked).fetchone()
    assert rows == (len(whole) * len(WANTED), len(whole))
    return before


def test_that_what_a_folder_holds_is_not_played_again(tmp_path, whole, monkeypatch):
    np.testing.assert_array_equal(play(tmp_path, 3, 1), whole[:3])
    np.testing.assert_array_equal(play(tmp_path, RUNS, 1), whole)
    monkeypatch.setattr("hinterland.study.ensembles.ensemble.figures", lambda _: pytest.fail("a war was played"))
    np.testing.assert_array_equal(play(tmp_path, RUNS, 1), whole)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_that_a_program_that_is_ended_goes_on_where_it_was(how, tmp_path, whole):
    with begun(tmp_path, RUNS, 2) as program:
        after(program, 2)
        program.send_signal(how)
        program.wait(30)
    assert 1 <= finish(tmp_path, whole) < RUNS


def test_that_the_run_of_a_worker_that_is_killed_is_played_by_another(tmp_path, whole):
    with begun(tmp_path, RUNS, 2) as program:
        after(program, 1)
        kill_worker_of(program)
        assert program.wait(120) == 0
    assert finish(tmp_path, whole) == RUNS


def kill_worker_of(program: subprocess.Popen[str]) -> None:
    """Kill one worker of a program."""
    done = subprocess.run(["ps", "-o", "pid=", "--ppid", str(program.pid)], capture_output=True, text=True, check=True)
    os.kill(int(done.stdout.split()[0]), signal.SIGKILL)


@pytest.mark.slow
def test_that_ten_of_ten_ensembles_that_are_killed_at_any_moment_end_alike(tmp_path, whole):
    chance = random.Random(1943)
    kept = []
    for turn in range(10):
        folder = tmp_path / str(turn)
        with begun(folder, RUNS, 2) as program:
            if turn % 2:
                after(program, 1)
            time.sleep(chance.uniform(0, 6))
        kept.append(finish(folder, whole))
    assert any(0 < before < RUNS for before in kept)


def test_that_a_key_says_all_that_a_run_is_a_function_of():
    def key(scenario=WAR, seed=1, spread=0.3, wanted=WANTED, run=0) -> str:
        return Jobs(scenario, members(4, seed, spread), wanted).key(run)

    name = "rail.guards_half"
    others = [
        key(scenario=WAR._replace(end=61)),
        key(scenario=WAR._replace(without=frozenset({"airlift"}))),
        key(scenario=WAR._replace(parameters={name: 9.0})),
        key(scenario=WAR._replace(resolution=4)),
        key(seed=2),
        key(spread=0.2),
        key(wanted=WANTED[:2]),
        key(run=1),
        Jobs(WAR, [members(4, 1, 0.3)[0]], WANTED).key(0),
        Jobs(WAR, [members(4, 1, 0.3)[1]], WANTED).key(0),
    ]
    assert len({key(), *others}) == 1 + len(others)
    assert key() == key(scenario=WAR._replace(name="other", title="the same war"))


def test_that_a_worker_with_other_code_refuses_to_answer():
    job = Jobs(WAR, members(1), WANTED)[0]
    with pytest.raises(Fault, match="a worker has other code or tables"):
        figures(job._replace(code="0" * 16))


@contextmanager
def cluster() -> Iterator[tuple[str, subprocess.Popen[bytes], list[subprocess.Popen[bytes]]]]:
    """Run a Dask scheduler and two workers as processes on loopback."""
    pytest.importorskip("distributed")
    with closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    port = address.rpartition(":")[2]
    quiet = {"stderr": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "env": PATHS}
    scheduler = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "distributed.cli.dask_scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            port,
            "--no-dashboard",
        ],
        **quiet,
    )
    workers = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "distributed.cli.dask_worker",
                address,
                "--nthreads",
                "1",
                "--no-dashboard",
                "--no-nanny",
            ],
            **quiet,
        )
        for _ in range(2)
    ]
    try:
        wait_for(int(port))
        yield address, scheduler, workers
    finally:
        for process in (scheduler, *workers):
            process.kill()
            process.wait()


def wait_for(port: int) -> None:
    """Wait until something listens at a port."""
    for _ in range(300):
        with closing(socket()) as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("no scheduler came up")


def test_that_a_scheduler_that_is_not_there_is_one_clear_line():
    pytest.importorskip("distributed")
    with pytest.raises(Fault, match=r"no Dask scheduler answers at 127.0.0.1:1 \("):
        perform(Jobs(WAR, members(1), WANTED), scheduler="127.0.0.1:1")


@pytest.mark.slow
def test_that_a_cluster_finds_what_this_machine_finds_whoever_of_it_is_killed(tmp_path, whole):
    with cluster() as (address, scheduler, workers), begun(tmp_path, RUNS, 1, address) as program:
        after(program, 1)
        workers[0].kill()
        after(program, 3)
        scheduler.kill()
        assert program.wait(120) != 0
    assert 3 <= finish(tmp_path, whole) < RUNS


@pytest.mark.slow
def test_that_a_cluster_that_nothing_happens_to_finds_the_same(tmp_path, whole):
    with cluster() as (address, *_):
        np.testing.assert_array_equal(play(tmp_path, RUNS, 1, address), whole)
