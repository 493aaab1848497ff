"""Pages that many tests look at, written once."""

import pytest

import hinterland
from hinterland.engine.result import Run
from hinterland.report import html


@pytest.fixture(scope="session")
def summer() -> Run:
    """The first weeks of the war."""
    return hinterland.run("history", seed=1, end="1941-08-01", resolution=3)


@pytest.fixture(scope="session")
def page(coarse: Run) -> str:
    """The report of the whole war."""
    return html.html(coarse)


@pytest.fixture(scope="session")
def short_page(summer: Run) -> str:
    """The report of the first weeks."""
    return html.html(summer)
