"""A real run and a real publication: killed, on a full disk, and beside files of the user's own."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.files.seeds import look, seed

pytestmark = pytest.mark.slow
COMMANDS = {
    "run": ("run", "--resolution", "3", "--to", "1941-06-23", "--quiet", "--out"),
    "publish": ("publish",),
}


def start(command: str, out: Path) -> subprocess.Popen[str]:
    asked = [sys.executable, "-m", "hinterland.cli", *COMMANDS[command], str(out)]
    return subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(command: str, out: Path) -> tuple[int, str]:
    done = start(command, out)
    _, said = done.communicate(timeout=300)
    return done.returncode, said


@pytest.fixture
def disk(tmp_path):
    """A place where disks of any size may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(place)], capture_output=True, check=False).returncode:
        pytest.skip("a disk cannot be mounted here")
    subprocess.run(["umount", str(place)], check=True)
    return place


@pytest.mark.parametrize(("command", "sizes"), [("run", (500, 1000, 2000)), ("publish", (500, 1500, 2500, 3500))])
def test_that_a_full_disk_ends_in_one_line_and_leaves_nothing(disk, command, sizes):
    for size in sizes:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(disk)], check=True)
        try:
            before = seed(disk / "mine")
            code, said = finish(command, disk / "x")
            assert (code, said.count("\n")) == (2, 1), said
            assert said.startswith(f"hinterland: {disk / 'x'}: cannot be written (")
            assert os.listdir(disk) == ["mine"]  # noqa: PTH208
            assert look(disk / "mine") == before
        finally:
            subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.parametrize("command", COMMANDS)
def test_that_a_killed_command_leaves_the_old_result_and_the_next_one_works(tmp_path, command, number):
    place = tmp_path / "x"
    before = seed(tmp_path / "mine")
    began = time.perf_counter()
    assert finish(command, place)[0] == 0
    whole, chance = time.perf_counter() - began, random.Random(1943)
    names = set(look(place))
    for _ in range(4):
        running = start(command, place)
        time.sleep(chance.uniform(0.5, 1.0) * whole)
        running.send_signal(number)
        running.communicate()
        assert set(look(place)) == names
        assert look(tmp_path / "mine") == before
    assert finish(command, place)[0] == 0
    assert sorted(os.listdir(tmp_path)) == ["mine", "x"]  # noqa: PTH208
    (place / "notes.md").write_text("mine", encoding="utf-8")
    code, said = finish(command, place)
    assert code == 2
    assert "notes.md (not of hinterland)" in said
