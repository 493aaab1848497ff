"""A second process compiles from the end of the schedule, writes to the cache alone, and ends with the first."""

import os
import subprocess
import sys
import time

import pytest

from hinterland.core import cache, user_cache
from hinterland.engine import compile_ahead
from hinterland.engine.day import SCHEDULE

LAST = SCHEDULE.steps[-1].kernel.py_func.__name__


def test_that_no_second_process_starts_where_the_cache_is_full(monkeypatch, tmp_path):
    monkeypatch.setenv(user_cache.PLACE, str(tmp_path))
    assert compile_ahead.is_needed()
    (tmp_path / cache.CORE).mkdir()
    for n in range(len(SCHEDULE.steps)):
        (tmp_path / cache.CORE / f"{n}{cache.ENDING}").touch()
    assert not compile_ahead.is_needed()
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a process was started"))
    with compile_ahead.second_compiler(3):
        pass


def test_that_the_second_process_ends_when_the_body_does(monkeypatch, tmp_path):
    monkeypatch.setenv(user_cache.PLACE, str(tmp_path))
    started = []
    real = subprocess.Popen

    def start(*given, **named):
        started.append(real(*given, **named))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with compile_ahead.second_compiler(3):
        assert started[0].poll() is None
    assert started[0].poll() is not None


@pytest.mark.slow
def test_that_it_compiles_from_the_end_and_ends_with_its_parent(tmp_path):
    command = [sys.executable, "-m", "hinterland.engine.compile_ahead", "3"]
    environment = {**os.environ, user_cache.PLACE: str(tmp_path)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as second:
        for _ in range(600):
            if list(tmp_path.rglob(f"*.{LAST}.*{cache.ENDING}")):
                break
            time.sleep(0.1)
        else:
            pytest.fail("the last kernel of the schedule was not compiled within a minute")
        assert not list(tmp_path.rglob(f"front_passage.step.*{cache.ENDING}"))
        assert second.stdin is not None
        second.stdin.close()
        assert second.wait(5) == 0
