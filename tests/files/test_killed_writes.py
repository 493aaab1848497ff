"""A process that is killed while it writes leaves the old result or the new one, and the next write works."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.files.seeds import look, seed

SCRIPT = Path(__file__).with_name("killing.py")


@pytest.mark.parametrize("what", ["folder", "table"])
@pytest.mark.parametrize(
    ("number", "times", "steps"),
    [(signal.SIGKILL, 100, "swap"), (signal.SIGTERM, 30, "swap"), (signal.SIGKILL, 40, "renames")],
)
def test_that_a_write_killed_at_any_moment_leaves_one_whole_result(tmp_path, what, number, times, steps):
    (tmp_path / "mine").mkdir()
    before = seed(tmp_path / "mine")
    asked = [sys.executable, str(SCRIPT), str(tmp_path), what, str(times), str(int(number)), steps]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > times / 10
    assert look(tmp_path / "mine") == before
    left = {"folder": ["mine", "x"], "table": ["mine", "x.csv", "x.csv-metadata.json"]}[what]
    assert sorted(os.listdir(tmp_path)) == left  # noqa: PTH208
