"""On a full disk, and wherever else the system refuses, the old result stays whole and nothing is left over."""

import errno
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.files.seeds import LINES, Trouble, look, seed

from hinterland.core.fault import Fault
from hinterland.files import exchange, output


def write_folder(place: Path, text: str) -> None:
    with output.folder(place, "run") as made:
        (made / "report.html").write_bytes(text.encode())
        (made / "run.zarr").mkdir()
        (made / "run.zarr" / "0").write_bytes(text.encode())


def write_table(place: Path, text: str) -> None:
    with output.table(place, "confront") as keep:
        keep(LINES.assign(text=text))


def text_of(place: Path) -> str:
    """Return the word that was written, which must be the same in all of the place."""
    files = [place] if place.is_file() else [p for p in place.rglob("[!.]*") if p.is_file()]
    words = {word for path in files for word in path.read_text(encoding="utf-8").replace("\n", ",").split(",")}
    (word,) = words & {"first", "second", "third"} or {""}
    return word


WRITERS = {"x": write_folder, "x.csv": write_table}


def no_space(*_: object) -> OSError:
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def not_allowed(first: object, *_: object) -> OSError:
    return OSError(errno.EACCES, os.strerror(errno.EACCES), None if isinstance(first, int) else str(first))


@pytest.mark.parametrize("steps", ["swap", "renames"])
@pytest.mark.parametrize("old", ["", "first"])
@pytest.mark.parametrize("trouble", [no_space, not_allowed])
@pytest.mark.parametrize("name", WRITERS)
def test_that_trouble_at_any_step_of_a_write_leaves_the_old_result(tmp_path, name, trouble, old, steps):
    at, failed, calls = 0, 0, 0
    while calls >= at:
        at += 1
        top = tmp_path / str(at)
        before = seed(top / "mine")
        if old:
            WRITERS[name](top / name, old)
        with pytest.MonkeyPatch.context() as patch:
            if steps == "renames":
                patch.setattr(exchange, "swap", lambda *_: False)
            found = Trouble(patch, trouble, at)
            message = fault_of(lambda top=top: WRITERS[name](top / name, "second"))
        calls, failed = found.calls, failed + bool(message)
        if message:
            assert message.startswith(
                f"{top / name}: cannot be written ({os.strerror(trouble(1).errno)}); give a folder"
            )
        assert text_of(top / name) == (old if message else "second")
        assert {p.name for p in top.iterdir()} <= {"mine", name, f"{name}-metadata.json"}
        assert look(top / "mine") == before
        WRITERS[name](top / name, "third")
        assert text_of(top / name) == "third"
    assert failed >= 8


def fault_of(write: Callable[[], None]) -> str:
    """Return the fault that a write raises, or nothing where it goes well."""
    try:
        write()
    except Fault as fault:
        return str(fault)
    return ""


@pytest.fixture
def small(tmp_path):
    """A disk of half a megabyte, where this process may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("a disk cannot be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("name", WRITERS)
def test_that_a_full_disk_leaves_the_old_result_and_is_named(small, name):
    place = small / name
    before = seed(small / "mine")
    WRITERS[name](place, "first")
    was = look(small)
    with pytest.raises(Fault, match=r"No space left on device.*40 MB"):
        WRITERS[name](place, "second" * 100_000)
    assert look(small) == was
    assert look(small / "mine") == before
    WRITERS[name](place, "third")


def test_that_a_disk_that_cannot_be_written_is_told_before_anything_is_made(small):
    subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
    for name, write in WRITERS.items():
        with pytest.raises(Fault, match="Read-only file system"):
            write(small / name, "first")


def test_that_the_top_of_a_disk_is_refused(small):
    with pytest.raises(Fault, match="is where a disk is mounted; give a folder inside it"):
        write_folder(small, "first")
