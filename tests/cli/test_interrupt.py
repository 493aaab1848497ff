"""Ctrl-C in the middle of the war."""

import signal
import subprocess
import sys

import pytest


@pytest.mark.parametrize("after", ["30 Jun 1941", "31 Dec 1941"])
def test_that_ctrl_c_ends_a_run_with_130_and_leaves_nothing(after, tmp_path):
    place = tmp_path / "out" / "mine"
    run = subprocess.Popen(
        [sys.executable, "-m", "hinterland.cli", "run", "--resolution", "3", "--out", str(place)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert run.stderr is not None
    for line in run.stderr:
        if line.strip().startswith(after):
            run.send_signal(signal.SIGINT)
            break
    out, err = run.communicate(timeout=60)
    assert run.returncode == 130, err
    assert out == ""
    last = err.strip().splitlines()[-1]
    assert last == "hinterland: stopped; nothing was left half-written"
    assert "Traceback" not in err
    assert list((tmp_path / "out").iterdir()) == []
