"""Experiments for EMA workbench and SALib, with the real packages: what they vary is what is played."""

import sys

import numpy as np
import pytest

import hinterland as hl
from hinterland.core.fault import Fault
from hinterland.neighbours import ema, salib
from hinterland.neighbours.experiment import Experiment, experiment, plain

VARIED = ("recruitment.enabled", "rail.guards_half", "medical_care.enabled")
DAYS = {"end": "1941-07-20", "resolution": 3}
OUTCOMES = ("partisans.strength", "civilians.killed")


@pytest.fixture(scope="module")
def tried() -> Experiment:
    return experiment("history", VARIED, OUTCOMES, said_by=["soviet"], **DAYS)


def test_that_the_figures_of_a_sample_are_those_of_runs(tried: Experiment) -> None:
    sample = [[1, 9.0, 1], [0, 20.0, 1]]
    found = tried.figures(sample)
    for row, figures in zip(sample, found, strict=True):
        given = dict(zip(VARIED, row, strict=True))
        run = hl.run("history", seed=1, parameters=given, **DAYS)
        wanted = {
            "partisans.strength": run.mean("partisans.strength"),
            "partisans.strength by soviet": run.mean("partisans.strength", said_by="soviet"),
            "civilians.killed": run.sum("civilians.killed"),
        }
        assert dict(zip(tried.outcomes, figures, strict=True)) == pytest.approx(wanted)


def test_that_rows_of_several_runs_are_means_over_the_same_seeds(tried: Experiment) -> None:
    row = [[1, 9.0, 1]]
    both = [tried._replace(seed=seed).figures(row) for seed in (1, 2)]
    assert tried.figures(row, runs=2) == pytest.approx((both[0] + both[1]) / 2)
    assert not np.allclose(*both)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"parameters": ["rail.guards_haf"]}, "guards_half"),
        (
            {"parameters": ["reserves.hiding_share"], "scenario": "joining_drawn"},
            "the scenario sets reserves.hiding_share itself",
        ),
        ({"quantities": ["civilians.killed"], "regions": ["around:Minsk,30km"]}, "holds no whole oblast"),
        ({"said_by": ["everybody"]}, "everybody"),
    ],
)
def test_that_what_cannot_be_meant_is_refused_before_anything_is_played(asked: dict, words: str) -> None:
    with pytest.raises(Fault, match=words):
        experiment(**{"scenario": "history", **DAYS} | asked)


@pytest.mark.parametrize(
    ("sample", "words"), [([[1, 9.0]], "a column for each of the 3 parameters"), ([[1, -4.0, 1]], "give a value from")]
)
def test_that_a_sample_of_another_shape_or_out_of_range_is_refused(tried: Experiment, sample, words: str) -> None:
    with pytest.raises(Fault, match=words):
        tried.figures(sample)


def test_that_a_package_that_is_not_there_is_missed_in_one_line(
    tried: Experiment, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("ema_workbench", "SALib", "SALib.sample", "SALib.sample.sobol"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(Fault, match="needs the package ema_workbench; say pip install ema_workbench"):
        ema.model_of(tried)
    with pytest.raises(Fault, match="needs the package SALib; say pip install SALib"):
        salib.analyse(tried, 4)


def test_that_salib_samples_within_the_declared_ranges(tried: Experiment) -> None:
    sampling = pytest.importorskip("SALib.sample.latin", reason="SALib is not installed")
    problem = salib.problem_of(tried)
    assert problem["names"] == list(VARIED)
    declared = hl.parameters().set_index("name").loc[list(VARIED)]
    assert problem["bounds"] == declared[["low", "high"]].to_numpy().tolist()
    sample = sampling.sample(problem, 50, seed=1)
    assert (sample >= declared["low"].to_numpy()).all()
    assert (sample <= declared["high"].to_numpy()).all()


def test_that_salib_finds_the_parameter_that_carries_a_figure() -> None:
    pytest.importorskip("SALib", reason="SALib is not installed")
    varied = ["recruitment.enabled", "honours.enabled"]
    tried = experiment("history", varied, ["partisans.strength", "trains.derailed"], **DAYS)
    rows: list[int] = []
    found = salib.analyse(tried, 3, "morris", on_sample=rows.append)
    assert rows == [9]
    effect = dict(zip(varied, found["partisans.strength"]["mu_star"], strict=True))
    assert effect["recruitment.enabled"] > 10 * effect["honours.enabled"]


def test_that_the_workbench_plays_the_war_that_is_played_without_it(tried: Experiment) -> None:
    workbench = pytest.importorskip("ema_workbench", reason="ema_workbench is not installed")
    model = ema.model_of(tried, levers=["recruitment.enabled"])
    assert [one.name for one in model.levers] == [plain("recruitment.enabled")]
    with workbench.SequentialEvaluator(model) as evaluator:
        experiments, outcomes = evaluator.perform_experiments(scenarios=2, policies=2)
    assert set(outcomes) == {plain(name) for name in tried.outcomes}
    sample = experiments[[plain(name) for name in VARIED]].astype(float).to_numpy()
    wanted = tried.figures(sample)
    for column, name in enumerate(tried.outcomes):
        assert outcomes[plain(name)] == pytest.approx(wanted[:, column])
    assert all(one.kind == workbench.ScalarOutcome.INFO for one in model.outcomes)
