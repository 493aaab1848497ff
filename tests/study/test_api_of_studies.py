"""Functions that play ensembles or write files refuse what they cannot take in one line, before any run."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hinterland.core.fault import Fault
from hinterland.evidence.publish import publish
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.confrontation.confront import confront
from hinterland.study.ensembles import ensemble
from hinterland.study.ensembles.draws import members
from hinterland.study.saved_runs import store
from hinterland.study.systems.pattern_tests import hold

WRONG: list[tuple[dict[str, Any], str]] = [
    ({"runs": 0}, "the number of runs 0 is out of range"),
    ({"runs": 2.5}, "the number of runs is 2.5, which is no whole number"),
    ({"runs": True}, "the number of runs is True"),
    ({"runs": None}, "the number of runs is None"),
    ({"seed": "a"}, "the seed is 'a', which is no whole number"),
    ({"seed": -1}, "the seed -1 is out of range"),
    ({"spread": -1}, "the spread -1 is no share; give a number from 0 to 1"),
    ({"spread": float("nan")}, "the spread is nan, which is no finite number"),
    ({"spread": "0.5"}, "the spread is '0.5', which is no number"),
    ({"workers": 0}, "the number of workers 0 is out of range"),
    ({"workers": 1.5}, "the number of workers is 1.5, which is no whole number"),
    ({"resolution": 9}, "the resolution 9 is out of range; give 3, 4 or 5"),
    ({"scenario": None}, "the scenario is None; give a name as text"),
]


@pytest.fixture
def nothing_played(monkeypatch: pytest.MonkeyPatch) -> None:
    def play(*_: object) -> None:
        raise AssertionError("a run was played")

    monkeypatch.setattr(ensemble, "play", play)


@pytest.mark.parametrize(("given", "words"), WRONG)
@pytest.mark.usefixtures("nothing_played")
def test_that_a_wrong_argument_of_a_study_is_refused_before_any_run(given: dict[str, Any], words: str) -> None:
    plain = {"runs": 1, "resolution": 3, **given}
    for study in (lambda: confront(None, **plain), lambda: hold([], **plain)):
        with pytest.raises(Fault) as caught:
            study()
        assert words in str(caught.value)


def test_that_numbers_of_numpy_are_numbers_of_runs() -> None:
    assert list(members(np.int64(2), np.int8(127), np.float32(0.0))) == list(members(2, 127, 0.0))


@pytest.mark.parametrize("value", [None, 5, ["x"]])
def test_that_what_is_no_path_is_refused_in_one_line(value: Any) -> None:
    for act in (
        lambda: store.save(None, value),  # type: ignore[arg-type]
        lambda: store.load(value),
        lambda: publish(ledger_of_package(), value),
    ):
        with pytest.raises(Fault, match="which is no path; give a path, as text or a Path"):
            act()
    if value is not None:
        with pytest.raises(Fault, match=r"the file of claims is .* which is no path"):
            confront(value, 1, resolution=3)
    assert not Path("None").exists()
