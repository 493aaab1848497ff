"""Of every band how much is what: on an ensemble made up from the claims of the ledger."""

from dataclasses import replace

import numpy as np
import pytest
from tests.study.made_up import theatre
from tests.study.scores.test_score import QUESTIONS

from hinterland.study.claims.holdout import held_out
from hinterland.study.claims.verdict import span
from hinterland.study.confrontation.band_shares import COLUMNS, band_shares, member_figures
from hinterland.study.ensembles.draws import members

RUNS = members(24, 1, 0.3)


def said(reporting: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """Return what was said and what was so of every claim: about what is claimed, by draw and by chance."""
    chance = np.random.default_rng(4)
    claimed = np.array([max(span(q.claim, q.scale).best, 5.0) for q in QUESTIONS])[:, None]
    by_draw = chance.normal(size=(len(QUESTIONS), 30))[:, RUNS.draws()]
    true = claimed * np.exp(0.3 * by_draw + 0.1 * chance.normal(size=(len(QUESTIONS), len(RUNS))))
    return true * np.exp(reporting * chance.normal(size=true.shape)), true


@pytest.fixture(scope="module")
def found():
    return band_shares(QUESTIONS, *said(), RUNS, theatre())


def test_that_the_shares_of_every_band_add_up_to_one(found):
    assert found["claim"].tolist() == [q.claim.id for q in QUESTIONS]
    np.testing.assert_allclose(found[list(COLUMNS)].dropna().sum(axis=1), 1.0)
    assert found[list(COLUMNS)].notna().all(axis=1).mean() > 0.9
    assert (found["reporting_share"].dropna() == 0.0).all()


def test_that_parameters_outweigh_chance_where_they_do_and_reporting_shows_where_it_is(found):
    alone = band_shares(QUESTIONS, *said(), RUNS, None)
    assert alone["parameters_share"].median() > 0.7
    assert alone["seeds_share"].median() == pytest.approx(0.1, abs=0.08)
    table = band_shares(QUESTIONS, *said(0.6), RUNS, None)
    assert table["reporting_share"].median() == pytest.approx(0.36 / (0.36 + 0.1), abs=0.12)


def test_that_claims_of_a_users_own_have_no_discrepancy():
    alone = band_shares(QUESTIONS[:20], *(one[:20] for one in said()), RUNS, None)
    assert alone["discrepancy_share"].isna().all()
    np.testing.assert_allclose(alone[list(COLUMNS[:3])].dropna().sum(axis=1), 1.0)


def test_that_no_share_depends_on_a_claim_held_out(found):
    def changed(q):
        ends = {end: None if (n := getattr(q.claim, end)) is None else 9.0 * n for end in ("low", "best", "high")}
        return q._replace(claim=replace(q.claim, **ends)) if held_out(q.claim) else q

    other = band_shares([changed(q) for q in QUESTIONS], *said(), RUNS, theatre())
    assert other.equals(found)


def test_that_every_member_is_told_in_the_unit_of_the_claim():
    first = QUESTIONS[:3]
    table = member_figures(first, *(one[:3] for one in said()), RUNS)
    assert len(table) == 3 * len(RUNS)
    row = table[(table["claim"] == first[1].claim.id) & (table["member"] == 7)].iloc[0]
    assert (row["seed"], row["draw"]) == (8, RUNS[7].draw)
    assert row["said"] * first[1].scale == pytest.approx(said()[0][1, 7])
