"""The mathematics of a fit: closed forms, and what is found again of wars whose truth is known."""

import numpy as np
import pytest
from scipy.stats import norm, truncnorm
from tests.inference.made_up_war import PARAMETERS, made_up_war

from hinterland.inference.bounded_claims import normal_claims, within
from hinterland.inference.calibration_check import calibration, tripled
from hinterland.inference.claim_errors import OWN, Labels
from hinterland.inference.conditioning import Claimed, ClaimModel, conditioned, log_likelihood, model_of, sizes_from
from hinterland.inference.emulators import FOLDS, PENALTIES, fitted, normal_scores, relevance, shares_of
from hinterland.inference.history_matching import CUT, deciding, implausibility, matched
from hinterland.inference.scores import scores
from hinterland.inference.smoother import agreement, smoothed

RUNS = 600
"""Runs of a made-up war: the work grows with their third power."""


@pytest.fixture(scope="module")
def war():
    return made_up_war(RUNS, 1)


@pytest.fixture(scope="module")
def sizes(war):
    return sizes_from(war.emulators, war.claimed)


@pytest.fixture(scope="module")
def model(war, sizes):
    return model_of(war.emulators, war.claimed.labels, sizes)


@pytest.fixture(scope="module")
def posterior(war, model):
    return conditioned(model, war.claimed, 200, 1)


def small(draw: np.ndarray, seed: int = 2) -> tuple[np.ndarray, np.ndarray]:
    """Return scores and values of two indicators; runs of one draw have the same scores."""
    chance = np.random.default_rng(seed)
    scores = chance.standard_normal((int(draw.max()) + 1, 5))[draw]
    return scores, chance.standard_normal((2, 5)) @ scores.T + 0.3 * chance.standard_normal((2, draw.size))


def test_that_errors_are_those_of_fits_that_leave_out_a_part_of_the_draws():
    draw = np.array([0, 1, 2, 2, 3, 4, 5, 5, 6, 7, 8, 9])
    points, values = small(draw)
    one = np.zeros(2, int)
    found = fitted(points, values, draw, one)
    for run in range(draw.size):
        rest = draw % FOLDS != draw[run] % FOLDS
        x, y = points[rest] * np.sqrt(relevance(points[rest], values[:, rest].T, one)[0]), values[:, rest].T
        asked = points[run] * np.sqrt(relevance(points[rest], values[:, rest].T, one)[0])
        at = x.mean(axis=0)
        for indicator in range(2):
            ridge = (x - at).T @ (x - at) + found.penalty[indicator] * np.eye(5)
            slopes = np.linalg.solve(ridge, (x - at).T @ (y - y.mean(axis=0))[:, indicator])
            predicted = y[:, indicator].mean() + (asked - at) @ slopes
            assert found.errors[indicator, run] == pytest.approx(values[indicator, run] - predicted, abs=1e-8)
    assert set(found.penalty) <= set(PENALTIES * 5)


def test_that_parameters_that_carry_a_family_count_for_more_and_none_for_nothing():
    chance = np.random.default_rng(3)
    points = chance.standard_normal((80, 300))
    lines = np.zeros((4, 300))
    lines[:2, 7], lines[2:, 11] = 2.0, 2.0
    values = lines @ points.T + chance.standard_normal((4, 80))
    family = np.array([0, 0, 1, 1])
    counts = relevance(points, values.T, family)
    assert counts.argmax(axis=1).tolist() == [7, 11]
    assert counts.min() > 0.0
    np.testing.assert_allclose(counts.mean(axis=1), 1.0)
    found = fitted(points, values, np.arange(80), family)
    assert (found.explained(values) > 0.5).all()
    np.testing.assert_allclose(found.slopes[[0, 1, 2, 3], [7, 7, 11, 11]], 2.0, atol=0.5)


def test_that_a_run_that_tells_nothing_of_a_reading_is_left_out_of_it_alone():
    draw = np.arange(40)
    points, values = small(draw)
    values[0, :5] = np.nan
    found = fitted(points, values, draw, np.arange(2))
    alone = fitted(points[5:], values[:1, 5:], draw[5:], np.zeros(1, int))
    np.testing.assert_allclose(found.slopes[0], alone.slopes[0])
    assert np.isnan(found.errors[0]).sum() == 5
    assert (found.explained(values) > 0.7).all()
    with pytest.raises(ValueError, match="an emulator needs 8 runs"):
        fitted(points, np.where(np.arange(40) < 7, values, np.nan), draw, np.arange(2))


def test_that_scores_are_of_the_same_shares_and_no_draw_leaves_its_range():
    shares = np.array([0.01, 0.5, 0.9])
    np.testing.assert_allclose(shares_of(normal_scores(shares)), shares)
    assert np.isfinite(normal_scores(np.array([0.0, 1.0]))).all()
    assert shares_of(np.array([-40.0, 40.0])).tolist() == [0.0, 1.0]


@pytest.mark.parametrize(("low", "high"), [(1.0, np.inf), (-np.inf, -0.5), (0.2, 0.9), (9.0, np.inf)])
def test_that_a_censored_normal_figure_has_the_moments_of_a_truncated_one(low, high):
    mean, variance = within(np.zeros(1), np.ones(1), np.array([low]), np.array([high]), np.array([1e-12]))
    exact = truncnorm(low, high)
    assert mean[0] == pytest.approx(exact.mean(), abs=1e-4)
    assert variance[0] == pytest.approx(exact.var(), abs=1e-3)


def test_that_one_claim_of_one_end_is_taken_in_exactly():
    low, ever = np.array([0.8]), np.array([np.inf])
    claim = normal_claims(np.zeros(1), np.ones((1, 1)), low, ever, np.array([OWN**2]))
    mean = claim.figure[0] / (1.0 + claim.variance[0])
    grid = np.linspace(-6, 6, 20001)
    weight = norm.pdf(grid) * norm.cdf((grid - 0.8) / OWN)
    assert mean == pytest.approx((grid * weight).sum() / weight.sum(), abs=1e-4)


def test_that_a_claim_that_the_model_keeps_to_anyway_tells_next_to_nothing():
    claim = normal_claims(np.zeros(1), np.ones((1, 1)), np.array([-6.0]), np.array([np.inf]), np.array([OWN**2]))
    assert claim.variance[0] > 1e4


def test_that_conditioning_on_one_claim_is_the_formula_for_two_normal_figures():
    labels = Labels(*[np.zeros(1, int)] * 5)
    figures = np.array([2.0])
    claimed = Claimed(figures, figures, figures, np.ones(1, bool), labels)
    model = ClaimModel(np.zeros(1), np.array([[1.0, 0.5]]), np.array([[0.25]]), 1)
    found = conditioned(model, claimed, 4000, 3)
    whole = 1.0 + 0.25 + 0.25 + OWN**2
    np.testing.assert_allclose(found.mean, np.array([1.0, 0.5]) * 2.0 / whole)
    np.testing.assert_allclose(found.deviation**2, 1.0 - np.array([1.0, 0.25]) / whole)
    np.testing.assert_allclose(found.draws.mean(axis=0), found.mean, atol=0.05)
    np.testing.assert_allclose(found.draws.std(axis=0), found.deviation, atol=0.05)
    likely = log_likelihood(model, found, claimed)[0, 0]
    middle = found.draws[0] @ np.array([1.0, 0.5])
    assert likely == pytest.approx(norm.logpdf(2.0, middle, np.sqrt(0.25 + OWN**2)))


def test_that_hidden_claims_lie_in_their_bands_as_often_as_they_should():
    inside, near, before = [], [], []
    for seed in range(1, 5):
        war = made_up_war(RUNS, seed)
        hidden = ~war.claimed.shown
        model = model_of(war.emulators, war.claimed.labels, sizes_from(war.emulators, war.claimed))
        for into, shown in ((inside, war.claimed.shown), (before, np.zeros(hidden.size, bool))):
            found = conditioned(model, war.claimed._replace(shown=shown), 200, seed)
            parts = (one[hidden] for one in (war.claimed.low, war.claimed.best, war.claimed.high))
            scored = scores(found.predicted[hidden], *parts)
            into.append(scored.inside_90.mean() if into is inside else scored.crps.mean())
            if into is inside:
                near.append(scored.crps.mean())
    assert 0.85 <= np.mean(inside) <= 0.95
    assert np.mean(near) < 0.36
    assert np.mean(before) > 1.7 * np.mean(near)


def test_that_what_is_claimed_of_hidden_figures_changes_nothing(war, posterior):
    def changed(one: np.ndarray) -> np.ndarray:
        return np.where(war.claimed.shown, one, np.nan)

    other = war.claimed._replace(low=changed(war.claimed.low), best=changed(war.claimed.best))
    other = other._replace(high=changed(war.claimed.high))
    sizes = sizes_from(war.emulators, other)
    found = conditioned(model_of(war.emulators, other.labels, sizes), other, 200, 1)
    np.testing.assert_array_equal(found.predicted, posterior.predicted)
    np.testing.assert_array_equal(found.mean, posterior.mean)


def test_that_known_biases_are_found_within_a_factor_of_a_quarter(war, model, posterior):
    first = [int(np.flatnonzero(war.claimed.labels.about == pair)[0]) for pair in range(war.bias.size)]
    biases = model.loadings[first, PARAMETERS:] @ posterior.mean[PARAMETERS:]
    assert np.median(np.abs(biases - war.bias)) < np.log(1.25)
    assert np.corrcoef(biases, war.bias)[0, 1] > 0.6


def test_that_parameters_lie_about_the_posterior_as_far_as_it_says(war, posterior):
    away = (war.truth - posterior.mean[:PARAMETERS]) / posterior.deviation[:PARAMETERS]
    assert away.std() == pytest.approx(1.0, abs=0.12)
    assert posterior.deviation.min() < 0.75


def test_that_made_up_ledgers_give_even_ranks(war, sizes):
    found = calibration(war.emulators, war.claimed, sizes, 2, 5)
    assert found.covered == pytest.approx(0.9, abs=0.07)
    assert found.uneven < 0.2
    assert 0.8 < found.predicted < 0.97


def test_that_claims_of_one_side_that_stand_three_times_move_nothing_by_much(war, sizes):
    moved = tripled(war.emulators, war.claimed, sizes, 0)
    assert moved.within_half > 0.98
    assert moved.median > 0.0


def test_that_the_third_largest_implausibility_decides():
    predicted = np.array([[0.0, 9.0], [0.0, 8.0], [1.0, 2.0], [0.5, 0.0]])
    implausible = implausibility(predicted, np.zeros(4), np.zeros(4), np.full(4, 0.25))
    assert deciding(implausible).tolist() == [0.0, 4.0]
    bounded = implausibility(predicted[:1], np.array([1.0]), np.array([np.inf]), np.array([0.25]))
    assert bounded.tolist() == [[2.0, 0.0]]


def test_that_a_claim_that_no_parameters_reach_is_told_and_the_region_still_has_points(war, sizes):
    figures = war.claimed.best.copy()
    figures[0] += 12.0
    claimed = war.claimed._replace(low=figures, best=figures, high=figures)
    found = matched(war.emulators, model_of(war.emulators, claimed.labels, sizes), claimed, 50, 1)
    assert found.points.shape == (50, PARAMETERS)
    assert found.least_alone[0] > CUT
    assert found.least_alone.argmax() == 0
    assert (found.least <= found.least_alone).all()


def test_that_a_smoother_of_many_members_comes_to_the_exact_posterior_where_unknowns_are_few():
    chance = np.random.default_rng(4)
    loadings, rest = chance.standard_normal((12, 3)), 0.5 * np.eye(12)
    figures = chance.standard_normal(12)
    claimed = Claimed(figures, figures, figures, np.ones(12, bool), Labels(*[np.zeros(12, int)] * 5))
    model = ClaimModel(np.zeros(12), loadings, rest, 3)
    exact = conditioned(model, claimed, 2000, 1)
    found = agreement(model, smoothed(model, np.arange(12), exact, 1, members=4000), exact)
    assert found.median < 0.15
    assert found.spread == pytest.approx(1.0, abs=0.1)
    assert found.spread_of_claims == pytest.approx(1.0, abs=0.1)


def test_that_a_smoother_comes_to_the_exact_posterior_where_claims_hang_on_hundreds_of_unknowns(war, model, posterior):
    shown = np.flatnonzero(war.claimed.shown)
    found = agreement(model, smoothed(model, shown, posterior, 1, members=2000), posterior)
    assert found.within_half > 0.95
    assert found.within_half_of_claims > 0.95
    assert found.spread_of_claims == pytest.approx(1.0, abs=0.08)
