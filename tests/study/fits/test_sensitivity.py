"""Which parameters carry figures: of a made-up war in which that is known, so that no war is played."""

from pathlib import Path

import numpy as np
import pytest

from hinterland.cli import main
from hinterland.core.fault import Fault
from hinterland.engine.scenario import Scenario
from hinterland.study.ensembles.claims_ensemble import asked_of_ledger, play_for_claims
from hinterland.study.ensembles.draws import place, spans_drawn
from hinterland.study.ensembles.ensemble import Job
from hinterland.study.fits.sensitivity import LEADING, sensitivity

_, QUESTIONS, INDICATORS = asked_of_ledger(3)
NAMES = tuple(spans_drawn())
CARRIER, OTHER, RUNS = NAMES[5], NAMES[40], 64
SPAN = spans_drawn()[CARRIER]


def figures(job: Job) -> np.ndarray:
    """Return figures that one parameter carries in nine parts of ten, but for one figure that never varies."""
    share = place(SPAN, job.member.parameters.get(CARRIER, 0.0))
    chance = np.random.default_rng(job.member.seed).standard_normal(len(INDICATORS))
    values = 1000.0 * np.exp(3.0 * np.sqrt(12.0) * (share - 0.5) + chance)
    values[0] = 7.0
    return values


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("bank") / "runs"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hinterland.study.ensembles.ensemble.figures", figures)
        patch.setattr("hinterland.study.ensembles.ensemble.fill_cache", lambda _: None)
        play_for_claims("history", RUNS, "prior", resolution=3, out=out)
    return out


def test_that_the_parameter_that_carries_a_figure_is_told_with_its_share(folder):
    name = INDICATORS[1].name
    found = sensitivity(folder, quantities=[name])
    assert found.runs == RUNS
    assert set(found.table["quantity"]) == {name}
    assert (found.table.groupby(list(found.table.columns[:7])).size() == LEADING).all()
    carrier = found.table[found.table["parameter"] == CARRIER]
    assert len(carrier) == len(found.figures)
    assert carrier["stands_out"].all()
    assert carrier["first"].mean() == pytest.approx(0.9, abs=0.1)
    assert found.figures["chance"].mean() == pytest.approx(0.1, abs=0.06)
    assert found.table[found.table["parameter"] != CARRIER]["stands_out"].mean() < 0.05


def test_that_a_figure_that_does_not_vary_is_left_out(folder):
    one = INDICATORS[0]
    figures = sensitivity(folder, quantities=[one.name]).figures
    assert len(figures) == sum(other.name == one.name for other in INDICATORS) - 1


def test_that_runs_of_another_version_and_of_one_set_of_parameters_are_refused(folder, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("hinterland.study.ensembles.ensemble.code_version", lambda: "another")
        with pytest.raises(Fault, match="holds 0 runs of this version on numbered draws, and 8 are needed"):
            sensitivity(folder)
    monkeypatch.setattr("hinterland.study.ensembles.ensemble.figures", figures)
    table = tmp_path / "table.csv"
    table.write_text(f"draw,{OTHER}\n0,{spans_drawn()[OTHER].low!r}\n", encoding="utf-8")
    play_for_claims(Scenario(), 2, "posterior", resolution=3, out=tmp_path / "other", table=table)
    with pytest.raises(Fault, match="holds runs of one set of parameters, or of a table"):
        sensitivity(tmp_path / "other")


def test_that_the_command_writes_a_table_and_says_which_parameter_stands_out(folder, tmp_path, capsys):
    out, name = tmp_path / "s.csv", INDICATORS[1].name
    assert main.answer(["sensitivity", str(folder), "--quantity", name, "--out", str(out)]) == 0
    assert CARRIER in capsys.readouterr().out
    assert out.read_text(encoding="utf-8").startswith("quantity,region,from,to,said_by,take,unit,parameter,first")
    assert (tmp_path / "s-figures.csv").exists()
    assert main.answer(["sensitivity", str(folder), "--quantity", "rails.cutt", "--out", str(out)]) == 2
    assert "perhaps you mean" in capsys.readouterr().err


def test_that_a_notebook_shows_which_parameters_stand_out_in_how_many_figures(folder):
    found = sensitivity(folder)
    many = int(found.table.loc[found.table["parameter"] == CARRIER, "stands_out"].sum())
    assert many > 0
    assert f"<tr><th>{CARRIER}</th><td>stands out in {many}</td></tr>" in found._repr_html_()
