"""A subsystem of a user's own is exported as the how-to has it: that of the tutorial, in some weeks of the war."""

import re
import sys
from pathlib import Path

import pytest
from tests.web import node
from tests.web.conftest import native_of

pytestmark = [node.needed, pytest.mark.slow]
DOCS = Path(__file__).parents[2] / "docs"
LAST = 40


def example(page: str) -> str:
    """Return the first piece of Python of a page of the book."""
    return re.findall(r"^```python\n(.*?)^```$", (DOCS / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)[0]


@pytest.fixture
def site(tmp_path, monkeypatch):
    """The folder that the how-to writes, with the module of the tutorial as a user would write it, for some weeks."""
    (tmp_path / "alarm.py").write_text(example("tutorial_subsystem.md"), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)
    script = example("how_to_web.md")
    exec(script.replace("resolution=3", f"resolution=3, end={LAST}"), {})
    yield tmp_path / "out" / "alarm"
    sys.modules.pop("alarm", None)


def test_that_the_subsystem_of_the_tutorial_plays_in_the_page_as_natively(site):
    native = native_of(site)
    asked = {"seed": 1, "arrays": ["alarm.level"], "values": [["alarm.level", "Belarus", ""]]}
    orders = [asked, asked | {"scenario": "fading"}, asked | {"parameters": {"alarm.fading": 0.2}}]
    usual, other, set_here = node.play(site, orders)
    for made, name in ((usual, "history"), (other, "fading"), (set_here, "fading")):
        assert {"world": made["world"], "record": made["record"]} == native[name, 1]
    assert 0.0 < max(usual["arrays"]["alarm.level"]) <= 1.0
    assert max(usual["values"][0]) > 0.0
    assert usual["record"] != other["record"], "alarm has faded nowhere, so that nothing is tested"
