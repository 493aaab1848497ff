"""The wars and the ledger that many tests look at, played or read once."""

import pytest

import hinterland
from hinterland.engine.result import Run
from hinterland.evidence.ledger import Ledger, load

LONG = {"coarse", "fine"}
"""Wars that are too long where nothing is compiled."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--one-of-each`, which `make coverage` takes where nothing is compiled."""
    parser.addoption("--one-of-each", action="store_true", help="each test for its first case, without the long wars")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the other cases of a test, which go through the same lines, and tests of long wars."""
    if not config.getoption("--one-of-each"):
        return
    kept: dict[str, pytest.Item] = {}
    for one in items:
        if not LONG & set(getattr(one, "fixturenames", ())):
            kept.setdefault(one.nodeid.partition("[")[0], one)
    left_out = [one for one in items if kept.get(one.nodeid.partition("[")[0]) is not one]
    config.hook.pytest_deselected(items=left_out)
    items[:] = kept.values()


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
