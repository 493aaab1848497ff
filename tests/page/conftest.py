"""A short war as a page, made once for all tests of the page."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

import hinterland
from hinterland.engine.result import Run
from hinterland.page import site

TOP = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def run() -> Run:
    """The first half-year on the coarse theatre, by cell and line."""
    return hinterland.run("history", seed=1, end="1941-12-31", resolution=3, lines=True, by_cell=True)


OTHER = "scenario-no_airlift"
"""The one file of another scenario that the page of the tests has; each takes seconds."""


@pytest.fixture(scope="session")
def data(run) -> dict[str, bytes]:
    """The packed files of that war, those with which the page plays it only where its module was built."""
    made = site.data_of(run)
    return site.made_of({name: one for name, one in made.items() if "scenario-" not in name or name == OTHER})


@pytest.fixture(scope="session")
def build() -> ModuleType:
    """The script that builds the front end."""
    spec = importlib.util.spec_from_file_location("page_build", TOP / "page" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def page(data, build, tmp_path_factory) -> Path:
    """The page as a folder; tests that need it skip where the front end is not built."""
    if not build.MARK.is_file():
        pytest.skip("the front end is not built: make page")
    folder: Path = tmp_path_factory.mktemp("page")
    (folder / "data").mkdir()
    for name, content in site.made_of(site.pages_of(data)).items():
        (folder / name).write_bytes(content)
    return folder
