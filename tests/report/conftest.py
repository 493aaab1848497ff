"""Pages that many tests look at, written once."""

from pathlib import Path

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


@pytest.fixture(scope="session")
def kept_ensemble(tmp_path_factory) -> Path:
    """The folder of a made-up ensemble."""
    from tests.report import made_up_folders

    return made_up_folders.ensemble(tmp_path_factory.mktemp("ensemble") / "runs")


@pytest.fixture(scope="session")
def kept_fit(tmp_path_factory) -> Path:
    """The folder of a made-up fit."""
    from tests.report import made_up_folders

    return made_up_folders.fit(tmp_path_factory.mktemp("fit") / "fit")
