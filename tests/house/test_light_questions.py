"""A question to the ledger imports the ledger and nothing that it does not need: no table, no map, no compiler."""

import os
import subprocess
import sys

import pytest

HEAVY = (
    "dask",
    "duckdb",
    "h3",
    "jinja2",
    "matplotlib",
    "numba",
    "numpy",
    "pandas",
    "scipy",
    "shapely",
    "xarray",
    "zarr",
)
PROGRAM = (
    "import sys\n"
    "from hinterland.cli.main import answer\n"
    "code = answer(sys.argv[1:])\n"
    f"sys.exit(code or ' '.join(name for name in {HEAVY!r} if name in sys.modules) or 0)"
)


def asked(cache, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Ask in a process of its own; it ends with the names of heavy modules where it has imported any."""
    surroundings = os.environ | {"HINTERLAND_CACHE": str(cache)}
    program = [sys.executable, "-c", PROGRAM, *arguments]
    return subprocess.run(program, env=surroundings, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "arguments",
    [
        ("claims", "--quantity", "rails.cut", "--region", "Belarus", "--text", "brigade"),
        ("claims", "--from", "1943", "--to", "1943-12-31", "--said-by", "historian:Gogun", "--numeric"),
        ("explain", "R111a", "--cite"),
        ("claims", "--help"),
    ],
)
def test_that_a_question_imports_nothing_heavy(tmp_path, arguments):
    done = asked(tmp_path, *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.parametrize("name", ["Kovpak", "rail.guards_half"])
def test_that_what_was_explained_once_imports_nothing_heavy_again(tmp_path, name):
    first, again = asked(tmp_path, "explain", name), asked(tmp_path, "explain", name)
    assert "numba" in first.stderr
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout == first.stdout
