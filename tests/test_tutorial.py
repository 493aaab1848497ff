"""The tutorial on a subsystem of one's own is run as it is printed."""

import re
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "tutorial_subsystem.md"
MODULE, SCRIPT = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_that_the_module_of_the_tutorial_is_about_forty_lines_long():
    assert 30 <= len(MODULE.splitlines()) <= 48


def test_that_the_tutorial_runs_as_it_is_printed(tmp_path, monkeypatch):
    (tmp_path / "alarm.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    told: dict[str, object] = {}
    try:
        exec(SCRIPT, told)  # noqa: S102
    finally:
        sys.modules.pop("alarm", None)
    run, level = told["run"], told["level"]
    assert level.iloc[0] == 0.0
    assert 0.0 < level.max() <= 1.0
    world = run.played.world
    assert world.alarm.level.max() <= 1.0
    since = run.series("rails.cut").to_numpy().nonzero()[0]
    assert since.size > 0, "no rails were cut, so nothing is tested"
    raised = run.series("alarm.level").to_numpy()
    assert (raised[: since[0]] == 0.0).all()
    assert raised[since[0] :].max() == pytest.approx(raised.max())
