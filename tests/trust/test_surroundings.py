"""Home, cache or disk that cannot be written, killed processes and two at once: all stays whole."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.files.seeds import look

from hinterland.cli.main import answer
from hinterland.cli.remembered import Remembered
from hinterland.core.cache import ENDING, unseal
from hinterland.core.user_cache import PART, PLACE, place, write_whole

SHORT = ("run", "--resolution", "3", "--to", "1941-06-24", "--quiet", "--out")
CACHES = {
    "the home of nobody": "~nobody-of-that-name/cache",
    "a device": "/dev/null",
    "below a device": "/dev/null/cache",
    "where nothing can be made": "/proc/1/cache",
    "a name that is too long": "/tmp/" + "x" * 300,
    "a name of two lines": "a\nb",
    "a folder that is open": ".",
    "a circle of links": "circle/cache",
    "a link to nothing": "dangling",
    "a file": "file",
}


def start(*words: object, **environment: str) -> "subprocess.Popen[str]":
    """Start a command."""
    asked = [sys.executable, "-m", "hinterland", *map(str, words)]
    own = {name: value for name, value in os.environ.items() if name != PLACE or PLACE in environment}
    return subprocess.Popen(
        asked, env=own | environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )  # fmt: skip


def done(command: "subprocess.Popen[str]") -> tuple[int, str, str]:
    """Return with what a command ended, what it printed and what it said."""
    out, said = command.communicate(timeout=900)
    return command.returncode, out, said


@pytest.fixture
def disk(tmp_path) -> Iterator[Path]:
    """A disk of 64 kilobytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k,mode=700", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("case", CACHES)
def test_that_no_value_of_the_environment_breaks_a_command(case, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "dangling").symlink_to("absent")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    monkeypatch.setenv(PLACE, CACHES[case])
    before = look(tmp_path)
    assert Remembered().get("a name", lambda: ["a line"]) == ["a line"]
    assert answer(["cache"]) in (0, 2)
    said = capsys.readouterr().err
    assert said.count("\n") <= 1
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"
    assert {name: was for name, was in look(tmp_path).items() if name in before} == before


def test_that_a_home_that_cannot_be_written_changes_no_answer(tmp_path):
    usual = done(start("explain", "rail.guards_half", **{PLACE: str(tmp_path / "cache")}))
    bare = done(start("explain", "rail.guards_half", HOME="/proc/1/home", XDG_CACHE_HOME=""))
    assert bare[:2] == usual[:2]
    assert usual[0] == 0


def test_that_a_cache_on_a_full_disk_changes_no_answer_and_holds_no_part(disk, monkeypatch):
    monkeypatch.setenv(PLACE, str(disk))
    (disk / "mine").write_bytes(b"x" * 60_000)
    with pytest.raises(OSError, match="No space left"):
        write_whole(disk / "kept", b"x" * 100_000)
    assert Remembered().get("a name", lambda: ["x" * 100_000]) == ["x" * 100_000]
    assert not list(disk.rglob(f"*{PART}"))
    assert (disk / "mine").stat().st_size == 60_000


def test_that_a_file_that_is_replaced_is_the_old_one_or_the_new_one_when_the_writer_is_killed(tmp_path):
    program = (
        "import sys; from itertools import count; from pathlib import Path\n"
        "from hinterland.core.user_cache import write_whole\n"
        "print(flush=True)\n"
        "for n in count():\n"
        "    write_whole(Path(sys.argv[1]), (b'%9d' % n) * 20_000, lasting=n % 2 == 0)\n"
    )
    path, chance = tmp_path / "kept", random.Random(1943)
    write_whole(path, b"%9d" % 0)
    for _ in range(8):
        with subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.05))
            writer.kill()
        held = path.read_bytes()
        assert held == held[:9] * (len(held) // 9)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.slow
def test_that_two_runs_at_once_on_one_folder_leave_one_whole_result(tmp_path):
    out = tmp_path / "x"
    ends = [done(one) for one in [start(*SHORT, out) for _ in range(2)]]
    codes = sorted(code for code, _, _ in ends)
    assert codes in ([0, 0], [0, 2])
    for code, _, said in ends:
        assert code == 0 or "is being written by another process of hinterland" in said
    assert done(start("cite", out))[0] == 0
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


@pytest.mark.slow
def test_that_two_runs_at_once_on_one_cache_that_lacks_kernels_are_both_right(tmp_path):
    cache = place()
    if cache is None or not cache.is_dir():
        pytest.skip("there is no cache of kernels to take a copy of")
    shutil.copytree(cache, tmp_path / "cache")
    kernels = sorted((tmp_path / "cache").rglob(f"*{ENDING}"))
    for path in random.Random(1943).sample(kernels, max(1, len(kernels) // 20)):
        path.unlink()
    own = {PLACE: str(tmp_path / "cache")}
    ends = [done(one) for one in [start(*SHORT, tmp_path / name, **own) for name in "ab"]]
    assert [(code, said) for code, _, said in ends] == [(0, ""), (0, "")]
    for name in ("events.csv.gz", "monthly.csv"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert not list((tmp_path / "cache").rglob(f"*{PART}"))
    assert all(unseal(path.read_bytes()) for path in (tmp_path / "cache").rglob(f"*{ENDING}"))


@pytest.mark.slow
def test_that_a_page_whose_publication_is_killed_is_the_old_one_and_the_next_one_works(tmp_path):
    assert done(start(*SHORT, tmp_path / "run"))[0] == 0
    words = ("publish-page", tmp_path / "page", "--run", tmp_path / "run")
    began = time.perf_counter()
    code, _, said = done(start(*words))
    if code == 2 and "page" in said and "built" in said:
        pytest.skip("the front end of the page is not built here")
    assert code == 0, said
    whole, chance, before = time.perf_counter() - began, random.Random(1943), look(tmp_path / "page")
    for number in (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM):
        running = start(*words)
        time.sleep(chance.uniform(0.4, 1.0) * whole)
        running.send_signal(number)
        running.communicate()
        assert set(look(tmp_path / "page")) == set(before)
    assert done(start(*words))[0] == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page", "run"]
