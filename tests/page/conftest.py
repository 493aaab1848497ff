"""A short war as a page, made once for all tests of the page."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from selenium import webdriver
from tests import browser

import hinterland
from hinterland.engine.result import Run
from hinterland.page import site
from hinterland.page.beside import beside
from hinterland.page.content import made_of

TOP = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def run() -> Run:
    """The first half-year on the coarse theatre, by cell and line."""
    return hinterland.run("history", seed=1, end="1941-12-31", resolution=3, lines=True, by_cell=True)


OTHER = "scenario-no_airlift"
"""The one file of another scenario that the page of the tests has; each takes seconds."""


@pytest.fixture(scope="session")
def another() -> Run:
    """The same war with another seed."""
    return hinterland.run("history", seed=2, end="1941-12-31", resolution=3, lines=True, by_cell=True)


@pytest.fixture(scope="session")
def data(run, another) -> dict[str, bytes]:
    """The packed files of that war beside another; those that play it are there only where its module was built."""
    made = site.data_of(run, beside=[beside(run, another)])
    return made_of({name: one for name, one in made.items() if "scenario-" not in name or name == OTHER})


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
    for name, content in made_of(site.pages_of(data)).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="session")
def place(page) -> Iterator[str]:
    """The address of the page on the plain server of Python."""
    with browser.served(page) as address:
        yield address


@pytest.fixture(scope="module")
def driver(place) -> Iterator[webdriver.Chrome]:
    """A browser for all tests of the page."""
    with browser.opened() as driver:
        driver.set_window_size(1440, 900)
        yield driver
