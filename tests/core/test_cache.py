"""The cache of compiled kernels: whatever is wrong with it, kernels do what they should."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hinterland.cli.main import answer
from hinterland.core.cache import CORE, MARK, unseal
from hinterland.core.user_cache import place

MILL = """
import sys
from hinterland.core.jit import kernel
from weights import SHARE

{kernels}

for fn in ({names}):
    print(fn.__name__, fn(10), sum(fn.stats.cache_hits.values()))
"""
NAMES = ["sound", "empty", "cut", "random", "flipped", "other", "folder"]
TWO = NAMES[:2]
"""Kernels that are enough where none is damaged; each takes a moment to compile."""


def written(tmp_path: Path, names: list[str]) -> Path:
    """Write a program with a kernel for each kind of damage; each adds its number and a share from another file."""
    kernels = "\n".join(f"@kernel\ndef {name}(x):\n    return x + {n} + SHARE\n" for n, name in enumerate(names))
    (tmp_path / "weights.py").write_text("SHARE = 100\n")
    path = tmp_path / "mill.py"
    path.write_text(MILL.format(kernels=kernels, names=", ".join(names) + ","))
    return path


def start(mill: Path, cache: Path, before: str = "") -> "subprocess.Popen[str]":
    """Start the program on a cache."""
    program = f"{before}; import runpy, sys; sys.path.insert(0, {str(mill.parent)!r}); runpy.run_path({str(mill)!r})"
    return subprocess.Popen(
        [sys.executable, "-c", program.lstrip("; ")],
        env={**os.environ, "HINTERLAND_CACHE": str(cache), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def grind(mill: Path, cache: Path, before: str = "") -> tuple[list[int], dict[str, int], str]:
    """Run the program; return what its kernels returned, which came from the cache, and what was said."""
    run = start(mill, cache, before)
    out, err = run.communicate(timeout=120)
    assert run.returncode == 0, err
    words = [line.split() for line in out.splitlines()]
    return [int(value) for _, value, _ in words], {name: int(hits) for name, _, hits in words}, err


def file_of(name: str, cache: Path) -> Path:
    (found,) = cache.glob(f"{CORE}/*/mill.{name}.*.kernel")
    return found


RIGHT = [110 + n for n in range(len(NAMES))]
ALL = dict.fromkeys(NAMES, 1)
NONE = dict.fromkeys(NAMES, 0)
TWO_RIGHT, BOTH, NEITHER = RIGHT[:2], dict.fromkeys(TWO, 1), dict.fromkeys(TWO, 0)


@pytest.fixture(scope="module")
def mill(tmp_path_factory) -> Path:
    return written(tmp_path_factory.mktemp("mill"), NAMES)


@pytest.fixture(scope="module")
def small_mill(tmp_path_factory) -> Path:
    return written(tmp_path_factory.mktemp("small_mill"), TWO)


@pytest.fixture(scope="module")
def filled(mill, tmp_path_factory) -> Path:
    """Fill a cache, once."""
    cache = tmp_path_factory.mktemp("filled") / "cache"
    assert grind(mill, cache) == (RIGHT, NONE, "")
    return cache


@pytest.fixture
def cache(filled, tmp_path) -> Path:
    """Return a filled cache of one's own."""
    return Path(shutil.copytree(filled, tmp_path / "cache"))


def _into_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def test_that_every_kind_of_damaged_file_is_compiled_anew_and_mended(mill, cache):
    assert grind(mill, cache) == (RIGHT, ALL, "")
    damage: dict[str, Callable[[Path], object]] = {
        "empty": lambda p: p.write_bytes(b""),
        "cut": lambda p: p.write_bytes(p.read_bytes()[:50]),
        "random": lambda p: p.write_bytes(bytes((7 * n * n + n) % 251 for n in range(5000))),
        "flipped": lambda p: p.write_bytes(p.read_bytes()[:-1] + bytes([p.read_bytes()[-1] ^ 1])),
        "other": lambda p: shutil.copy(file_of("sound", cache), p),
        "folder": _into_a_folder,
    }
    for name, spoil in damage.items():
        spoil(file_of(name, cache))
    values, hits, said = grind(mill, cache)
    assert (values, hits) == (RIGHT, NONE | {"sound": 1})
    assert said.count("compiled kernels cannot be kept") == 1  # a folder is in the way of one file
    _, hits, _ = grind(mill, cache)
    assert hits == ALL | {"folder": 0}
    assert all(unseal(file_of(name, cache).read_bytes()) for name in NAMES if name != "folder")


def test_that_code_of_another_numba_and_of_changed_constants_is_not_taken(tmp_path):
    mill, cache = written(tmp_path, TWO), tmp_path / "cache"
    assert grind(mill, cache)[1] == NEITHER
    assert grind(mill, cache, "import numba; numba.__version__ = '0.0.1'")[1] == NEITHER
    assert grind(mill, cache)[1] == BOTH
    (tmp_path / "weights.py").write_text("SHARE = 200\n")
    assert grind(mill, cache)[:2] == ([value + 100 for value in TWO_RIGHT], NEITHER)
    mill.write_text(mill.read_text().replace("x + 1", "x + 60"))
    assert grind(mill, cache)[0][-1] == 270
    assert len(list(cache.glob(f"{CORE}/*/mill.sound.*"))) == 1  # those of the earlier text are gone


def test_that_two_processes_that_fill_one_cache_at_once_are_both_right(small_mill, tmp_path):
    cache = tmp_path / "cache"
    both = [start(small_mill, cache), start(small_mill, cache)]
    for run in both:
        out, err = run.communicate(timeout=120)
        assert (run.returncode, err) == (0, "")
        assert [int(line.split()[1]) for line in out.splitlines()] == TWO_RIGHT
    assert grind(small_mill, cache) == (TWO_RIGHT, BOTH, "")
    assert {p.suffix for p in cache.rglob("*") if p.is_file()} == {".kernel"}
    assert {p.stat().st_mode & 0o777 for p in cache.rglob("*") if p.is_dir()} == {0o700}


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("file/inside", ""),
        ("full", "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))"),
    ],
)
def test_that_a_cache_that_cannot_be_written_to_is_told_once_and_stops_nothing(small_mill, tmp_path, name, before):
    (tmp_path / "file").write_text("mine")
    values, hits, said = grind(small_mill, tmp_path / name, before)
    assert (values, hits) == (TWO_RIGHT, NEITHER)
    assert said.count("compiled kernels cannot be kept") == 1
    assert str(tmp_path / name) in said
    assert "HINTERLAND_CACHE" in said
    assert (tmp_path / "file").read_text() == "mine"
    assert not list(tmp_path.rglob("*.part"))


def test_that_nothing_is_taken_from_a_folder_that_everyone_can_write_to(mill, cache):
    (cache / CORE).chmod(0o777)
    values, hits, said = grind(mill, cache)
    assert (values, hits) == (RIGHT, NONE)
    assert "every user can write to it" in said


def test_that_numba_and_the_temporary_folder_are_left_as_they_were(small_mill, tmp_path):
    (tmp_path / "temporary").mkdir()
    before = (
        f"import os, numba; os.environ['TMPDIR'] = {str(tmp_path / 'temporary')!r}; was = numba.config.CACHE_DIR; "
        "import hinterland.core.jit; assert numba.config.CACHE_DIR == was"
    )
    assert grind(small_mill, tmp_path / "mill.py" / "nowhere", before)[0] == TWO_RIGHT
    assert list((tmp_path / "temporary").iterdir()) == []


def test_that_a_kernel_without_a_source_file_is_compiled_and_not_kept(tmp_path):
    program = "from hinterland.core.jit import kernel; print(kernel(lambda x: x + 1)(41))"
    environment = {**os.environ, "HINTERLAND_CACHE": str(tmp_path / "cache")}
    run = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "42\n", "")
    assert not (tmp_path / "cache").exists()


def test_that_the_place_of_the_cache_is_as_documented(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("HINTERLAND_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    assert place() == tmp_path / ".cache" / "hinterland"
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert place() == tmp_path / ".cache" / "hinterland"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "x"))
    assert place() == tmp_path / "x" / "hinterland"
    monkeypatch.setenv("HINTERLAND_CACHE", str(tmp_path / "own"))
    assert place() == tmp_path / "own"


def test_that_the_command_shows_the_cache_and_clears_only_what_is_its_own(mill, cache, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("HINTERLAND_CACHE", str(cache))
    older = cache / "0123456789ab" / "war_0123456789abcdef0123456789abcdef01234567"
    older.mkdir(parents=True)
    (older / "people.step-12.py311.nbi").write_bytes(b"old index")
    (older / "people.step-12.py311.1.nbc").write_bytes(b"old code")
    folder = file_of("cut", cache).parent
    (folder / ".abc.part").write_bytes(b"broken off")
    file_of("cut", cache).write_bytes(MARK)
    own = [cache / "notes.txt", folder / "thesis.kernel.txt", cache / "0123456789ab" / "a.nbc", tmp_path / "far.kernel"]
    for path in own:
        path.write_text("mine")
    (folder / "link.kernel").symlink_to(tmp_path / "far.kernel")
    assert answer(["cache"]) == 0
    printed = capsys.readouterr().out
    assert str(cache) in printed
    assert "in use   6 files" in printed
    assert "stale    4 files" in printed
    assert answer(["cache", "--clear"]) == 0
    printed = capsys.readouterr().out
    assert "removed 10 files" in printed
    assert "left 4 that are not of this program" in printed
    assert [path.read_text() for path in own] == ["mine"] * 4
    assert not older.exists()
    assert grind(mill, cache)[:2] == (RIGHT, NONE)
    assert answer(["cache"]) == 0
    assert "in use   7 files" in capsys.readouterr().out


def test_that_a_cache_that_is_not_there_is_shown_as_empty(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("HINTERLAND_CACHE", str(tmp_path / "none"))
    assert answer(["cache", "--clear"]) == 0
    assert answer(["cache"]) == 0
    assert "in use   0 files, 0.0 MB" in capsys.readouterr().out
    assert not (tmp_path / "none").exists()
