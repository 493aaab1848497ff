"""Whatever stands in a file that a user gives, it is read or refused in clear lines: no traceback, no hang."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.trust.given_files import GIVEN, HEAVY
from tests.trust.spoiling import STEPS, Change, spoiled

from hinterland.core.fault import Fault, Faults

pytestmark = pytest.mark.filterwarnings("ignore::hinterland.files.caution.Caution")
LONGEST = 2500
"""Letters of a line that tells a fault, with two paths in it."""
SECONDS = 30.0
"""Of one processor: a file of some kilobytes that takes longer hangs."""
QUICK, HEAVY_QUICK, LONG, HEAVY_LONG = 40, 8, 1500, 300
"""Files that are tried of each kind."""


def outcome(name: str, path: Path) -> str:
    """Read a file as a command does, and return what it is refused for, nothing where it is taken."""
    began = time.process_time()
    found: list[Fault] = []
    try:
        GIVEN[name].read(path)
    except Faults as faults:
        found = faults.faults
        assert found
    except Fault as fault:
        found = [fault]
    assert time.process_time() - began < SECONDS
    for one in found:
        assert one.message
        assert one.remedy
        assert len(str(one).splitlines()) == 1, str(one)
        assert str(one).isprintable(), str(one)
        assert len(str(one)) < LONGEST, str(one)
    return "\n".join(map(str, found))


def check_spoiled(name: str, path: Path, examples: int) -> None:
    """Read so many spoiled files of a kind."""

    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(STEPS)
    def read(steps: Sequence[tuple[Change, int]]) -> None:
        path.write_bytes(spoiled(GIVEN[name].valid, steps))
        outcome(name, path)

    read()


@pytest.mark.parametrize("name", GIVEN)
def test_that_a_valid_file_is_taken(name, tmp_path):
    path = tmp_path / GIVEN[name].ending
    path.write_bytes(GIVEN[name].valid)
    assert outcome(name, path) == ""


@pytest.mark.parametrize("name", GIVEN)
def test_that_a_spoiled_file_is_read_or_refused_in_clear_lines(name, tmp_path):
    check_spoiled(name, tmp_path / GIVEN[name].ending, HEAVY_QUICK if name in HEAVY else QUICK)


@pytest.mark.slow
@pytest.mark.parametrize("name", GIVEN)
def test_that_no_spoiled_file_of_very_many_ends_otherwise(name, tmp_path):
    check_spoiled(name, tmp_path / GIVEN[name].ending, HEAVY_LONG if name in HEAVY else LONG)


FILES = [name for name in GIVEN if GIVEN[name].ending != "q"]


@pytest.mark.parametrize("name", FILES)
def test_that_what_is_no_file_is_refused_by_its_name(name, tmp_path):
    path = tmp_path / GIVEN[name].ending
    assert path.name in outcome(name, path)
    path.mkdir()
    assert path.name in outcome(name, path)
    path.rmdir()
    path.symlink_to(path.name)  # a circle
    assert path.name in outcome(name, path)
    path.unlink()
    path.symlink_to("absent")
    assert path.name in outcome(name, path)
    path.unlink()
    path.write_bytes(b"")
    assert path.name in outcome(name, path)


@pytest.mark.parametrize("name", FILES)
def test_that_another_encoding_is_taken_or_named(name, tmp_path):
    path = tmp_path / GIVEN[name].ending
    path.write_bytes(b"\xef\xbb\xbf" + GIVEN[name].valid)
    assert outcome(name, path) == ""
    for encoding in ("utf-16", "utf-32"):
        path.write_bytes(GIVEN[name].valid.decode().encode(encoding))
        assert path.name in outcome(name, path)
    path.write_bytes(GIVEN[name].valid.replace(b"\n", b"\r\n"))
    assert outcome(name, path) == ""


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
@pytest.mark.parametrize("name", FILES)
def test_that_a_file_that_may_not_be_read_is_named(name, tmp_path):
    path = tmp_path / GIVEN[name].ending
    path.write_bytes(GIVEN[name].valid)
    path.chmod(0)
    assert path.name in outcome(name, path)


def test_that_a_file_without_an_end_is_refused(tmp_path):
    path = tmp_path / "mine.toml"
    path.symlink_to("/dev/zero")
    assert "the file is larger than 200 MB; give a part of it" in outcome("scenario", path)


CASES = {
    "a cell of 140,000 letters": ("draws", b"draw,detachments.minimum_size\n0," + b"9" * 140_000 + b"\n"),
    "a header of 140,000 letters": ("towns", b"id," + b"x" * 140_000 + b"\n1,2\n"),
    "a letter that is no UTF-8": ("oblasts", GIVEN["oblasts"].valid.replace(b",", b"\xff,", 1)),
    "a NUL byte": ("decisions", GIVEN["decisions"].valid + b"\x00\n"),
    "an open quotation mark": ("staffs", GIVEN["staffs"].valid + b'"' + b"x" * 140_000),
    "a scenario whose name no file can have": ("fit", b'out = "x"\nscenario = "' + b"x" * 300 + b'"\n'),
    "nothing but a mark of byte order": ("towns", b"\xef\xbb\xbf\n\n"),
    "draws that are nothing but a mark": ("draws", b"\xef\xbb\xbf\n"),
    "brackets in brackets": ("query", b"(" * 5000 + b"Belarus" + b")" * 5000),
    "not and not again": ("query", b"!" * 100_000 + b"Belarus"),
    "a file whose name is too long": ("query", b"x" * 300 + b".json"),
    "JSON in JSON": ("map", b'{"type":' + b"[" * 140_000),
    "a key of 140,000 letters": ("scenario", b"x" * 140_000 + b" = 1\n"),
    "an outline over a number that is none": ("outline", b"POLYGON((27 53, 29 53, nan 55, 27 55, 27 53))"),
    "an outline over a number that is too large": ("outline", b"POLYGON((27 53, 29 53, 1e999 55, 27 55, 27 53))"),
    "a query of two lines": ("query", b"Belarus\nUkraine"),
    "a query that steers the terminal": ("query", b"\x1b[31mBelarus"),
}


@pytest.mark.parametrize("case", CASES)
def test_that_what_broke_once_is_refused(case, tmp_path):
    name, raw = CASES[case]
    path = tmp_path / GIVEN[name].ending
    path.write_bytes(raw)
    assert outcome(name, path)


@settings(max_examples=200, deadline=None)
@given(text=st.text(min_size=1))
def test_that_a_fault_is_one_line_that_can_be_printed_whatever_it_tells_of(text):
    line = str(Fault(text, 3, f"there is no {text}", f"leave {text} out"))
    assert len(line.splitlines()) == 1
    assert "\x1b" not in line
