"""The posterior that comes with the package: its draws, and the runs on them."""

from pathlib import Path

import numpy as np
import pytest

import hinterland as hl
from hinterland.core.fault import Fault
from hinterland.report.how_sure import how_sure, shipped
from hinterland.study.ensembles.courses import read_courses
from hinterland.study.ensembles.drawn_table import SHIPPED, TableMembers, drawn_members, read_table
from hinterland.study.ensembles.draws import members, spans_drawn
from hinterland.study.ensembles.shipped import RUNS, are_of
from hinterland.study.fits.fit_file import read_fit_file
from hinterland.study.fits.fit_runs import EarlierRuns

ROOT = Path(__file__).parents[3]
SHORT = {"end": "1941-07-10", "resolution": 3}


def test_that_the_table_holds_two_hundred_draws_within_the_windows_of_their_prior():
    table = read_table(SHIPPED)
    assert len(table.values) == 200
    assert set(table.names) <= set(spans_drawn())
    windows = [spans_drawn(0.25)[name] for name in table.names]
    low, high = np.array([[one.low, one.high] for one in windows]).T
    room = 1e-4 * (high - low)
    assert (table.values >= low - room).all()
    assert (table.values <= high + room).all()


def test_that_draws_of_the_posterior_are_the_rows_of_the_table():
    name = next(iter(spans_drawn()))
    table = read_table(SHIPPED)
    drawn = drawn_members("posterior", 203, 5, {name: 1.0})
    assert isinstance(drawn, TableMembers)
    assert name not in drawn[0].parameters
    assert drawn[7].parameters == {key: value for key, value in table.row(7).items() if key != name}
    assert (drawn[202].seed, drawn[202].parameters) == (207, drawn[2].parameters)


def test_that_other_kinds_of_draws_take_no_table():
    assert drawn_members("hand", 3)[2] == members(3, 1, 0.25)[2]
    with pytest.raises(Fault, match="a table of draws is given with prior draws"):
        drawn_members("prior", 3, table=SHIPPED)


def test_that_an_ensemble_can_be_played_on_it():
    asked = {"runs": 2, "quantities": ["partisans.strength"], "by": "total", **SHORT}
    first, again = (hl.ensemble("history", draws="posterior", **asked) for _ in range(2))
    assert first.equals(again)
    assert not first.equals(hl.ensemble("history", draws="hand", **asked))


def test_that_the_runs_are_of_history_and_of_its_draws(coarse):
    courses = read_courses(RUNS)
    assert courses.runs == 100
    found = shipped(coarse)
    assert found is not None
    assert found.about == courses.about
    assert how_sure(courses).words.startswith("100 runs of the same war, cells of H3 resolution 4.")
    drawn = drawn_members("posterior", 100).drawn()
    assert courses.about["drawn"] == drawn


def test_that_bands_are_shown_of_no_other_war(coarse):
    assert are_of(coarse.scenario)
    assert not are_of(coarse.scenario, 3)
    assert are_of(coarse.scenario, 4)
    assert shipped(hl.run("history", **SHORT)) is None


def test_that_another_fit_can_rest_on_the_bank_that_ships():
    bank = EarlierRuns(read_fit_file(ROOT / "scenarios" / "fits" / "shipped.toml"), ROOT / "fitted" / "bank")
    assert len(bank.runs) == 720
    assert {"S181", "S182"} <= {one.claim.id for one in bank.questions}
