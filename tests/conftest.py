"""The wars and the ledger that many tests look at, played or read once; and how tests run where nothing is compiled."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

import hinterland
from hinterland.core.jit import INTERPRETED
from hinterland.engine.result import Run
from hinterland.evidence.ledger import Ledger
from hinterland.study.claims.ledger_of_package import ledger_of_package
from tests.together import scheduling

LONG = {"coarse", "fine"}
"""Wars that are too long where nothing is compiled."""
SECONDS = 3.0
"""Of one processor, after which a test is given up there; the lines that it went through count."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--one-of-each`, which `make coverage` takes."""
    parser.addoption("--one-of-each", action="store_true", help="each test for its first case alone")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out other cases of a test, which go through much the same lines, and long wars where none is compiled."""
    if not config.getoption("--one-of-each"):
        return
    kept: dict[str, pytest.Item] = {}
    for one in items:
        if not (INTERPRETED and LONG & set(getattr(one, "fixturenames", ()))):
            kept.setdefault(one.nodeid.partition("[")[0], one)
    left_out = [one for one in items if kept.get(one.nodeid.partition("[")[0]) is not one]
    config.hook.pytest_deselected(items=left_out)
    items[:] = kept.values()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Let a war be played in one process alone, where `make test` has several; None leaves the choice to xdist."""
    return scheduling(config, log) if config.getvalue("dist") == "loadfile" else None


@contextmanager
def _for_a_moment(item: pytest.Item) -> Iterator[None]:
    """Give a test up after `SECONDS`, where one of each is asked for and nothing is compiled."""
    if not (INTERPRETED and item.config.getoption("--one-of-each")):
        yield
        return

    def give_up(*_: Any) -> None:
        pytest.skip("takes too long where nothing is compiled")

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        signal.signal(signal.SIGPROF, before)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[Any]:
    """Fixtures too play wars."""
    with _for_a_moment(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[Any]:
    """Run a test."""
    with _for_a_moment(item):
        return (yield)


@pytest.fixture(scope="session")
def ledger() -> Ledger:
    """The ledger that comes with the package."""
    return ledger_of_package()


@pytest.fixture(scope="session")
def coarse() -> Run:
    """The whole war of history on the coarse theatre."""
    return hinterland.run("history", seed=1, resolution=3)


@pytest.fixture(scope="session")
def fine() -> Run:
    """The whole war of history at the resolution for which the parameters are set."""
    return hinterland.run("history", seed=1, resolution=4)
