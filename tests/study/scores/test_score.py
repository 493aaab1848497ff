"""Scoring an ensemble: on an ensemble made up from the claims, so that what the scores must be is known."""

from dataclasses import replace

import numpy as np
import pytest

from hinterland.core.fault import Fault
from hinterland.evidence.registry import of_victims
from hinterland.study.claims.holdout import held_out
from hinterland.study.claims.verdict import span
from hinterland.study.ensembles.claims_ensemble import ClaimsEnsemble, asked_of_ledger, read_for_claims
from hinterland.study.ensembles.run_store import PlayedRun, open_store
from hinterland.study.measurement.indicators import Indicator
from hinterland.study.scores.score import ONE_TERM, score, score_of

RUNS = 40
LEDGER, QUESTIONS, INDICATORS = asked_of_ledger(3)
ABOUT = {"scenario": "history", "draws": "hand", "resolution": 3}


def values(off: float, spread: float, seed: int = 2) -> np.ndarray:
    """Return figures of runs about what is claimed: off by a normal error for each claim, spread by run."""
    chance = np.random.default_rng(seed)
    table = np.full((RUNS, len(INDICATORS)), 100.0)
    for q in QUESTIONS:
        claimed = max(span(q.claim, q.scale).best, 1.0)
        table[:, INDICATORS.index(q.said)] = claimed * np.exp(off * chance.normal() + spread * chance.normal(size=RUNS))
    return table


def made_up(off: float = 0.5, spread: float = 0.3, questions=QUESTIONS, seed: int = 2) -> ClaimsEnsemble:
    return ClaimsEnsemble(LEDGER, questions, INDICATORS, values(off, spread, seed), np.arange(RUNS), ABOUT)


@pytest.fixture(scope="module")
def found():
    return score_of(made_up())


def line(found, method: str, part: str = "held out"):
    rows = found.table[(found.table["part"] == part) & (found.table["by"] == "all")]
    return rows[rows["method"] == method].iloc[0]


def test_that_every_method_is_scored_on_the_same_claims_in_both_parts(found):
    whole = found.table[found.table["by"] == "all"]
    assert len(whole) == 2 * 9
    assert whole.groupby("part")["claims"].nunique().tolist() == [1, 1]
    for by in ("speaker", "family", "year"):
        counted = found.table[found.table["by"] == by].groupby(["part", "method"])["claims"].sum()
        assert counted.tolist() == whole.set_index(["part", "method"])["claims"].sort_index().tolist()


def test_that_no_claim_of_victims_is_scored(found):
    assert any(of_victims(q.claim.quantity) for q in QUESTIONS)
    assert not any(of_victims(name) for name in found.claims["quantity"])


def test_that_an_ensemble_near_the_claims_beats_what_knows_nothing_of_the_war(found):
    model = line(found, found.model + ONE_TERM)
    assert model["crps"] < 0.5 < line(found, "unit climatology")["crps"]
    assert line(found, "unit climatology")["gain_low"] > 0
    assert (model["gain"], model["gain_low"], model["gain_high"]) == (0.0, 0.0, 0.0)
    assert model["crps_low"] < model["crps"] < model["crps_high"]


@pytest.mark.parametrize("seed", [2, 3])
def test_that_the_discrepancy_makes_bands_that_are_too_narrow_hold_their_share(seed):
    """They hold as many claims as bands of the true width: errors are normal with a deviation of 0.8."""
    sure = score_of(made_up(0.8, 0.02, seed=seed))
    assert line(sure, sure.model)["inside_90"] < 0.4
    assert 0.4 < sure.discrepancy["all"] < 1.0
    claims = sure.claims[(sure.claims["method"] == sure.model + ONE_TERM) & (sure.claims["part"] == "held out")]
    of_true_width = (claims["error"].abs() < 1.645 * 0.8).mean()
    assert line(sure, sure.model + ONE_TERM)["inside_90"] == pytest.approx(of_true_width, abs=0.04)
    assert of_true_width == pytest.approx(0.9, abs=0.07)
    assert line(sure, sure.model)["pit_unevenness"] > line(sure, sure.model + ONE_TERM)["pit_unevenness"]


def test_that_no_prediction_depends_on_a_claim_held_out(found):
    def changed(q):
        if not held_out(q.claim):
            return q
        ends = {end: None if (n := getattr(q.claim, end)) is None else 7.0 * n + 1.0 for end in ("low", "best", "high")}
        return q._replace(claim=replace(q.claim, **ends))

    ensemble = made_up()
    other = score_of(ensemble._replace(questions=tuple(changed(q) for q in QUESTIONS)))
    predicted = ["claim", "method", "predicted_05", "predicted_50", "predicted_95"]
    assert other.claims[predicted].equals(found.claims[predicted])
    assert other.discrepancy == found.discrepancy
    assert not other.claims["crps"].equals(found.claims["crps"])


def test_that_scores_are_the_same_every_time(found):
    again = score_of(made_up())
    assert again.table.equals(found.table)
    assert again.claims.equals(found.claims)


def test_that_a_claim_that_most_runs_cannot_tell_is_not_scored():
    ensemble = made_up()
    ensemble.values[: RUNS // 2 + 1, INDICATORS.index(QUESTIONS[0].said)] = np.nan
    dropped = [q.claim.id for q in QUESTIONS if q.said == QUESTIONS[0].said]
    assert not set(dropped) & set(score_of(ensemble).claims["claim"])


def test_that_a_folder_is_scored_like_the_runs_themselves(tmp_path, found):
    description = {"scenario": "history", "resolution": 3, "drawn": {"seed": 1, "spread": 0.25}}
    with open_store(tmp_path, description, INDICATORS) as store:
        for number, figures in enumerate(made_up().values):
            store.add(PlayedRun(number, number, number, f"{number:03d}", figures))
    read = score(tmp_path)
    assert read.model == "model, hand draws"
    assert read.table.equals(found.table)


def test_that_a_folder_of_other_figures_or_of_none_is_told_in_one_line(tmp_path):
    other = [Indicator("rails.cut", "USSR", 0, 3)]
    with open_store(tmp_path / "other", ABOUT, other) as store:
        store.add(PlayedRun(0, 0, 0, "k", np.zeros(1)))
    with pytest.raises(Fault, match="holds runs that were read for no claim of the ledger"):
        read_for_claims(tmp_path / "other")
    with open_store(tmp_path / "empty", ABOUT, INDICATORS):
        pass
    with pytest.raises(Fault, match="holds no runs yet"):
        read_for_claims(tmp_path / "empty")


def test_that_few_runs_are_refused(tmp_path):
    with open_store(tmp_path, ABOUT, INDICATORS) as store:
        store.add(PlayedRun(0, 0, 0, "k", np.ones(len(INDICATORS))))
    with pytest.raises(Fault, match="too few runs for a band: 1;"):
        score(tmp_path)
