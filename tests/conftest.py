"""The wars and the ledger that many tests look at, played or read once."""

import pytest

import hinterland
from hinterland.engine.result import Run
from hinterland.evidence.ledger import Ledger, load


@pytest.fixture(scope="session")
def ledger() -> Ledger:
    """The ledger that comes with the package."""
    return load()


@pytest.fixture(scope="session")
def coarse() -> Run:
    """The whole war of history on the coarse theatre."""
    return hinterland.run("history", seed=1, resolution=3)


@pytest.fixture(scope="session")
def fine() -> Run:
    """The whole war of history at the resolution for which the parameters are set."""
    return hinterland.run("history", seed=1, resolution=4)
