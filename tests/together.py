"""Which tests of a run in several processes go to one process: those of a file, and those that look at one war."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xdist.scheduler import LoadFileScheduling

WHOLE_WAR = ("tests/engine/", "tests/history/", "tests/report/")
"""Folders whose tests look at whole wars, which take seconds each."""
PAGE = "tests/page/"
"""The folder whose tests look at one short war as a page; those in browsers take longer than the page does."""

DOCUMENTS = "tests/test_"
"""What files begin with that run the examples of documents: few tests, which begin early together and late alone."""


def group_of(test: str) -> str:
    """Return what a test goes to one process with: its file, or the folders of its war."""
    file = test.partition("::")[0]
    if file.startswith(WHOLE_WAR):
        return "tests of a whole war"
    if file.startswith(DOCUMENTS):
        return "tests of documents"
    return PAGE if file.startswith(PAGE) and not file.endswith("_browser.py") else file


def scheduling(config: Any, log: Any) -> "LoadFileScheduling":
    """Return what hands groups of tests to processes."""
    from xdist.scheduler import LoadFileScheduling

    class ByWar(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid)

    return ByWar(config, log)
