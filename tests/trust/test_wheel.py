"""A wheel and a source archive go into empty environments, and what a stranger tries first works there."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from hinterland.page.server import ASSETS

pytestmark = pytest.mark.slow
TOP = Path(__file__).parents[2]
PIP = ("-m", "pip", "--disable-pip-version-check", "--quiet")


def run(*words: object, cwd: Path, **environment: str) -> str:
    """Run a program outside of the checkout and return what it says."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "HINTERLAND"))}
    done = subprocess.run(
        [str(word) for word in words], cwd=cwd, env=plain | environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def packed(tmp_path_factory) -> Path:
    """The wheel and the source archive of this checkout, in a folder."""
    place = tmp_path_factory.mktemp("dist")
    for kind in ("wheel", "sdist"):
        run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", place, cwd=TOP)
    return place


@pytest.fixture(scope="module", params=["*.whl", "*.tar.gz"])
def environment(request, packed, tmp_path_factory) -> Path:
    """The Python of a new environment with the package in it, and with nothing else than what it asks for."""
    (archive,) = packed.glob(request.param)
    place = tmp_path_factory.mktemp("empty")
    run(sys.executable, "-m", "venv", place / "venv", cwd=place)
    python = place / "venv" / "bin" / "python"
    try:
        run(python, *PIP, "install", "--require-hashes", "-r", TOP / "requirements.lock", cwd=place)
    except AssertionError as trouble:
        pytest.skip(f"the packages of the lock file cannot be had here: {str(trouble).splitlines()[0][:200]}")
    run(python, *PIP, "install", "--no-build-isolation", "--no-deps", archive, cwd=place)
    run(python, *PIP, "check", cwd=place)
    return python


def test_that_what_a_stranger_tries_first_works_in_an_empty_environment(environment):
    place = environment.parents[2]
    command, own = environment.with_name("hinterland"), {"HINTERLAND_CACHE": str(place / "cache")}
    assert re.fullmatch(r"hinterland \d+\.\d+\.\d+\n", run(command, "--version", cwd=place))
    assert run(command, "claims", "--quantity", "rails.cut", cwd=place, **own).endswith("claims\n")
    scenario = place / "mine.toml"
    scenario.write_text('without = ["airlift"]\n', encoding="utf-8")
    words = ("run", "--scenario", scenario, "--resolution", "3", "--to", "1941-07-10", "--quiet", "--out", "mine")
    run(command, *words, cwd=place, **own)
    assert {"report.html", "claims.csv", "monthly.csv", "run.zarr"} <= {
        path.name for path in (place / "mine").iterdir()
    }
    told = run(environment, "-c", "import hinterland as hl; print(hl.__file__, hl.open('mine'))", cwd=place, **own)
    assert str(place) in told.split()[0]
    assert "<SavedRun of mine, seed 1" in told


def test_that_a_page_is_served_from_an_empty_environment(environment):
    place = environment.parents[2]
    for name in ASSETS:
        (place / "page" / name).parent.mkdir(parents=True, exist_ok=True)
        (place / "page" / name).write_text("<title>mine</title>", encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [environment.with_name("hinterland"), "serve", place / "page", "--port", str(port), "--no-browser"]
    with subprocess.Popen([str(word) for word in words], cwd=place, stdout=subprocess.DEVNULL) as serving:
        try:
            assert answer(f"http://127.0.0.1:{port}/") == "<title>mine</title>"
        finally:
            serving.terminate()


def answer(address: str, seconds: float = 120.0) -> str:
    """Return the page at an address, as soon as it answers."""
    ends = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as page:
                return page.read().decode()
        except OSError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.2)
