"""How the lines of the systems fare is counted by line, and effects are given with their size."""

import math

import numpy as np
import pytest

from hinterland.study.systems.pattern_tests import Outcome
from hinterland.study.systems.patterns import Pattern
from hinterland.study.systems.works import Work, moved, score, table_of


def work(line: str, kind: str, against: str = "", status: str = "runs") -> Work:
    """Return a line of a system that nothing need be measured for."""
    return Work("Y99", line, kind, Pattern("Y99", "higher", None, (), against, 1.0, status, "", f"{line}.", 2))


def test_that_a_line_of_several_tests_holds_where_a_run_passes_all():
    works = [work("a", "works"), work("a", "works"), work("b", "works")]
    passed = np.array([[True, True, True]] * 9 + [[True, False, True]])
    found = table_of(works, Outcome(passed, np.full((10, 3), np.nan))).set_index("line")
    assert found.loc["a", "rate"] == pytest.approx(0.9)
    assert found["holds"].all()
    assert np.isnan(found["change"]).all()
    assert score(found.reset_index()) == {"works": (2, 2, 2)}


def test_that_an_effect_is_given_with_its_standard_error():
    works = [work("c", "interaction"), work("c", "interaction", "no_corridor")]
    change = np.array([[np.nan, 0.1], [np.nan, 0.3], [np.nan, np.nan]])
    found = table_of(works, Outcome(np.ones((3, 2), bool), change)).iloc[0]
    assert found["change"] == pytest.approx(0.2)
    assert found["error"] == pytest.approx(0.1)
    assert moved(found["change"], found["error"]) == "+20.0 % ± 10.0"


def test_that_what_cannot_be_said_is_not_said():
    assert moved(math.nan, math.nan) == ""
    assert moved(-0.051, math.nan) == "-5.1 %"
