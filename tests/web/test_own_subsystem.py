"""A subsystem of a user's own is exported with the war: that of the tutorial, in some weeks of it."""

import importlib
import re
import sys
from pathlib import Path

import pytest
from tests.web import node

from hinterland.engine.day import SCHEDULE
from hinterland.study.scenarios.scenario_files import load
from hinterland.web.pack import unpacked
from hinterland.web.site import write

pytestmark = [node.needed, pytest.mark.slow]
PAGE = Path(__file__).parents[2] / "docs" / "tutorial_subsystem.md"
LAST = 40
FADING = "alarm.fading"


@pytest.fixture
def alarm(tmp_path, monkeypatch):
    """The module of the tutorial, importable as a user would write it."""
    text = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)[0]
    (tmp_path / "alarm.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield importlib.import_module("alarm")
    sys.modules.pop("alarm", None)


def test_that_the_subsystem_of_the_tutorial_plays_in_the_page_as_natively(alarm, tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    war = load("history")._replace(resolution=3, end=LAST)
    louder = war._replace(name="louder", parameters={FADING: 0.2})
    write(site, [war, louder], [1], SCHEDULE.with_subsystems(alarm))
    native = unpacked((site / "readings.war").read_bytes())[0]["native"]
    asked = {"seed": 1, "arrays": ["alarm.level"], "values": [["alarm.level", "Belarus", ""]]}
    usual, other, set_here = node.play(
        site, [asked, asked | {"scenario": "louder"}, asked | {"parameters": {FADING: 0.2}}]
    )
    for made, name in ((usual, "history"), (other, "louder"), (set_here, "louder")):
        assert {"world": made["world"], "record": made["record"]} == native[name]["1"]
    assert 0.0 < max(usual["arrays"]["alarm.level"]) <= 1.0
    assert max(usual["values"][0]) > 0.0
    assert usual["record"] != other["record"], "alarm has faded nowhere, so that nothing is tested"
