"""The commands as the tests of writes run them, without a war; and both ways in which a result takes its place."""

import pytest
from tests.files.seeds import quick

from hinterland.files import exchange

__all__ = ["quick"]


@pytest.fixture(params=["in one step", "by renames"])
def steps(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "by renames":
        monkeypatch.setattr(exchange, "swap", lambda *_: False)
