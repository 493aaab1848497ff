"""What the documents print as examples: the tutorial is run, and the example of a claim is read."""

import re
import sys
from pathlib import Path

import pytest

from hinterland.evidence.model import COLUMNS
from hinterland.evidence.read import Known, read_file
from hinterland.study.claims.ledger_of_package import ledger_of_package

TOP = Path(__file__).parents[1]
PAGE = TOP / "docs" / "tutorial_subsystem.md"
MODULE, SCRIPT = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_that_the_module_of_the_tutorial_is_about_forty_lines_long():
    assert 30 <= len(MODULE.splitlines()) <= 48


def test_that_the_tutorial_runs_as_it_is_printed(tmp_path, monkeypatch):
    (tmp_path / "alarm.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    names: dict[str, object] = {}
    try:
        exec(SCRIPT, names)
    finally:
        sys.modules.pop("alarm", None)
    run, level = names["run"], names["level"]
    assert level.iloc[0] == 0.0
    assert 0.0 < level.max() <= 1.0
    world = run.played.world
    assert world.alarm.level.max() <= 1.0
    since = run.series("rails.cut").to_numpy().nonzero()[0]
    assert since.size > 0, "no rails were cut, so nothing is tested"
    raised = run.series("alarm.level").to_numpy()
    assert (raised[: since[0]] == 0.0).all()
    assert raised[since[0] :].max() == pytest.approx(raised.max())


def test_that_the_claim_that_contributors_are_shown_is_one_that_the_ledger_would_take(tmp_path):
    lines = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()
    head = next(n for n, line in enumerate(lines) if line.startswith("    id,kind,quantity,"))
    path = tmp_path / "example.csv"
    path.write_text("\n".join(line.strip() for line in lines[head : head + 2]) + "\n", encoding="utf-8")
    ledger = ledger_of_package()
    names = [frozenset(group) for group in (ledger.regions, ledger.sources, ledger.conflicts)]
    (claim,) = read_file(path, Known(ledger.quantities, *names, frozenset(ledger.by_id), strict=True)).claims
    assert tuple(lines[head].strip().split(",")) == COLUMNS
    assert claim.best == 1000.0
    assert claim.counts == "total all"
