"""The run of a page is the one that was saved, and an ensemble beside it is of the same war."""

from types import SimpleNamespace

import numpy as np
import pytest

import hinterland
from hinterland.cli.main import answer
from hinterland.core.fault import Fault
from hinterland.page import replay, site
from hinterland.page.beside import check_alike
from hinterland.study.ensembles.ensemble import described
from hinterland.study.saved_runs import store
from hinterland.study.scenarios.scenario_files import load

END = "1941-08-10"


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """A short saved run on the coarse theatre."""
    played = hinterland.run("history", seed=3, end=END, resolution=3, parameters={"rail.guards_half": 9})
    return hinterland.open(store.save(played, tmp_path_factory.mktemp("saved") / "run"))


def test_that_a_saved_run_is_played_again_by_cell_and_is_the_same(saved):
    run = replay.play_for_page(saved.scenario, saved.seed)
    replay.check_same(run, saved)
    assert (run.seed, run.days, dict(run.scenario.parameters)) == (3, 50, {"rail.guards_half": 9.0})
    assert np.unique(run.theatre.land.atom).size == len(run.theatre.ground.h3)
    assert run.lines("capacity").shape[0] == run.days


def test_that_another_war_than_the_saved_one_is_refused(saved):
    other = replay.play_for_page(saved.scenario, saved.seed + 1)
    with pytest.raises(Fault, match="another version"):
        replay.check_same(other, saved)


def test_that_an_ensemble_of_another_war_is_refused():
    scenario = load("history")
    site.check_ensemble(SimpleNamespace(about=described(scenario)), scenario)
    coarse = described(scenario._replace(resolution=3))
    with pytest.raises(Fault, match=r"other resolution"):
        site.check_ensemble(SimpleNamespace(about=coarse), scenario)


def test_that_a_run_of_other_days_or_another_resolution_cannot_stand_beside_it():
    scenario = load("history")
    check_alike(scenario, scenario._replace(parameters={"rail.guards_half": 9.0}))
    for other in (scenario._replace(resolution=3), scenario._replace(end=scenario.end - 1)):
        with pytest.raises(Fault, match="other days or another resolution"):
            check_alike(scenario, other)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["serve", "--port", "70000"], "--port 70000"),
        (["serve", "no-such-page"], "holds no page"),
        (["serve", "page", "--run", "run"], "both a page"),
        (["serve", "page", "--beside", "run"], "both a page"),
        (["publish-page", "out", "--beside", "no-such-run"], "no-such-run"),
        (["publish-page", "out", *9 * ["--beside", "run"]], "--beside is given 9 times"),
        (["publish-page", "out", "--run", "no-such-run"], "no-such-run"),
        (["publish-page", "out", "--ensemble", "no-such-ensemble"], "no-such-ensemble"),
    ],
)
def test_that_what_cannot_be_meant_is_told_in_one_line(words, message, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(site, "check_built", lambda: None)
    assert answer(words) == 2
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert message in line
    assert list(tmp_path.iterdir()) == []
