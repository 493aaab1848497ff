"""Ensembles: the same for any number of workers, and a pure function of what they are given."""

import json

import numpy as np
import pytest

import hinterland as hl
from hinterland.core.fault import Fault
from hinterland.engine.parameters import parameters
from hinterland.engine.scenario import Scenario
from hinterland.study.ensembles.draws import Member, draw, members
from hinterland.study.ensembles.ensemble import described, indicator_values, scenario_described
from hinterland.study.measurement.indicators import Indicator

SHORT = Scenario(resolution=3, end=110)
WANTED = [
    Indicator("partisans.strength", "USSR", 0, 110),
    Indicator("partisans.strength", "Belarus", 90, 110, "soviet"),
    Indicator("civilians.killed", "USSR", 0, 110, take="sum"),
    Indicator("honours.righteous", "USSR", 0, 110),
    Indicator("partisans.strength", "USSR", 0, 900),
]


@pytest.fixture(scope="module")
def alone() -> np.ndarray:
    return indicator_values(SHORT, members(3, 1, 0.3), WANTED, workers=1)


def test_that_two_workers_find_what_one_finds_to_the_last_bit(alone: np.ndarray) -> None:
    np.testing.assert_array_equal(indicator_values(SHORT, members(3, 1, 0.3), WANTED, workers=2), alone)


def test_that_a_figure_that_no_run_can_tell_is_missing_and_the_others_are_there(alone: np.ndarray) -> None:
    assert np.isnan(alone[:, 3:]).all()
    assert (alone[:, :3] > 0).all()


def test_that_members_differ_by_luck_and_by_rules(alone: np.ndarray) -> None:
    assert len(set(alone[:, 0])) == 3
    again = indicator_values(SHORT, [Member(1, {})], WANTED[:1], workers=1)
    assert again[0, 0] != alone[0, 0]


def test_that_what_the_scenario_sets_outweighs_what_is_drawn() -> None:
    name = next(iter(draw(1, 0, 1.0)))
    spec = parameters()[name]
    fixed = SHORT._replace(end=40, parameters={name: spec.default})
    wanted = [Indicator("partisans.strength", "USSR", 0, 40)]
    a = indicator_values(fixed, [Member(1, {name: spec.span.low})], wanted, workers=1)
    b = indicator_values(fixed, [Member(1, {})], wanted, workers=1)
    np.testing.assert_array_equal(a, b)


def test_that_a_scenario_comes_back_from_its_description() -> None:
    past = Scenario(without=frozenset({"a", "b"}), unheard=((400, 500),), resolution=3, end=900)
    later = Scenario(
        parameters={"rail.guards_half": 12.0},
        warmer=((10, 20, 3.0),),
        scaled=(("airlift", 0.5),),
        resolution=3,
        end=900,
        since=300,
        before=past,
    )
    for scenario in (Scenario(), past, later):
        written = json.loads(json.dumps(described(scenario)))
        assert described(scenario_described(written)) == written


def test_that_an_ensemble_of_nothing_and_a_rule_that_is_not_declared_are_refused() -> None:
    with pytest.raises(Fault, match="no runs"):
        indicator_values(SHORT, [], WANTED)
    with pytest.raises(Fault, match="there is no parameter"):
        indicator_values(SHORT, [Member(1, {"people.luck": 1.0})], WANTED, workers=1)
    with pytest.raises(Fault, match="the number of workers 0"):
        indicator_values(SHORT, [Member(1, {})], WANTED, workers=0)


def test_that_a_dataset_whose_runs_are_kept_is_the_same_when_it_is_asked_for_again(tmp_path) -> None:
    asked = {"quantities": ["rails.cut"], "end": "1941-07-10", "resolution": 3}
    one = hl.ensemble("history", runs=2, draws="hand", out=tmp_path / "e", **asked)
    done: list[tuple[int, int]] = []
    again = hl.ensemble(
        "history", runs=3, draws="hand", out=tmp_path / "e", on_progress=lambda *n: done.append(n), **asked
    )
    assert done == [(2, 3), (3, 3)]
    assert again.isel(member=slice(2)).equals(one)
    assert one.equals(hl.ensemble("history", runs=2, spread=0.25, **asked))
    with pytest.raises(Fault, match=r"holds runs of another ensemble \(other drawn\)"):
        hl.ensemble("history", runs=2, draws="prior", out=tmp_path / "e", **asked)
