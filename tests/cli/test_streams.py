"""Where the output goes: into a pipe that is closed early, a full disk, a narrow encoding, nowhere."""

import os
import subprocess
import sys

import pytest

import hinterland

COMMANDS = ["claims", "cache", "run --help", "--version"]
"""Commands piped in a shell; `test_last_mile` closes the pipe of each kind of output before a letter is written."""


def shell(line: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run a line of the shell in which `hinterland` stands for the command."""
    line = line.replace("hinterland", f'"{sys.executable}" -m hinterland')
    environment = {**os.environ, **more}
    return subprocess.run(
        ["bash", "-c", line], env=environment, capture_output=True, text=True, errors="replace", check=False
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_that_a_pipe_that_is_closed_early_ends_a_command_with_0_and_no_word(command):
    done = shell(f"hinterland {command} | true; echo ${{PIPESTATUS[0]}}")
    assert (done.stdout, done.stderr) == ("0\n", "")


def test_that_one_line_may_be_taken_of_many():
    done = shell("hinterland claims | head -1; echo ${PIPESTATUS[0]}")
    first, code = done.stdout.splitlines()
    assert (len(first) > 20, code, done.stderr) == (True, "0", "")


def test_that_a_run_is_written_whole_though_nobody_reads_what_it_says(tmp_path):
    place = tmp_path / "mine"
    line = f"hinterland run --resolution 3 --to 1941-06-24 --out {place} 2>&1 | true; echo ${{PIPESTATUS[0]}}"
    assert shell(line).stdout == "0\n"
    assert (place / "report.html").exists()


@pytest.fixture(scope="module")
def wide():
    """Return what a terminal that has every letter gets of the claims."""
    return shell("hinterland claims", PYTHONIOENCODING="utf-8", COLUMNS="100000")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252:strict"])
def test_that_a_narrow_encoding_loses_no_line(encoding, wide):
    """Every paragraph is one line, since letters that are told by their numbers wrap otherwise."""
    narrow = shell("hinterland claims", PYTHONIOENCODING=encoding, COLUMNS="100000")
    assert (narrow.returncode, narrow.stderr) == (0, "")
    assert len(narrow.stdout.splitlines()) == len(wide.stdout.splitlines())
    assert not wide.stdout.isascii()


def test_that_a_fault_is_told_in_a_narrow_encoding_too():
    done = shell("hinterland explain Łódź", PYTHONIOENCODING="ascii")
    assert done.returncode == 2
    assert "\\u0141" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["claims", "explain Kovpak", "--version"])
def test_that_a_full_disk_behind_the_output_is_told_once(command):
    done = shell(f"hinterland {command} >/dev/full")
    assert done.returncode == 2
    assert done.stderr == (
        "hinterland: standard output: No space left on device; give a place that can be read and written\n"
    )


def test_that_a_command_without_output_or_error_stream_does_its_work():
    assert shell("hinterland claims >&- 2>&-").returncode == 0
    assert shell("hinterland explain nothing.of.this.name >&- 2>&-").returncode == 2


def test_that_the_version_and_the_module_are_as_the_command():
    assert shell("hinterland --version").stdout == f"hinterland {hinterland.__version__}\n"
    both = [shell(line).stdout for line in ("hinterland explain Kovpak", "hinterland.cli explain Kovpak")]
    assert both[0] == both[1] != ""


def test_that_a_command_that_needs_another_word_shows_its_help_as_it_is():
    done = shell("hinterland check")
    assert done.returncode == 2
    assert done.stderr.startswith("Usage: hinterland check [OPTIONS] COMMAND [ARGS]...\n\n  Check the theatre")
