"""A short saved war, played once for all tests of what is written for other programs."""

import pytest

import hinterland as hl
from hinterland.study.saved_runs import store
from hinterland.study.saved_runs.saved import SavedRun


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> SavedRun:
    run = hl.run("history", seed=1, end="1942-03-31", resolution=3)
    return SavedRun(store.save(run, tmp_path_factory.mktemp("out") / "mine"))
