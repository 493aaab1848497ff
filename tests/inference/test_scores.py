"""Scores of predictive distributions: closed forms, what is censored, and what a right method gets."""

import math

import numpy as np
import pytest
from scipy.special import ndtri

from hinterland.inference.observations import LEVELS
from hinterland.inference.scores import crps, scores, unevenness


def array(*values: float) -> np.ndarray:
    return np.array(values, float)


def crps_of_normal(mean: float, deviation: float, claimed: float) -> float:
    """Return the CRPS of a normal distribution in closed form (Gneiting and others 2005)."""
    z = (claimed - mean) / deviation
    density = math.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi)
    return deviation * (z * math.erf(z / math.sqrt(2.0)) + 2.0 * density - 1.0 / math.sqrt(math.pi))


@pytest.mark.parametrize(("mean", "deviation", "claimed"), [(0.0, 1.0, 0.0), (1.0, 0.5, 2.0), (-2.0, 3.0, 4.0)])
def test_that_the_crps_of_a_normal_distribution_is_that_of_its_closed_form(mean, deviation, claimed):
    samples = mean + deviation * ndtri(LEVELS)[None]
    found = crps(samples, array(claimed), array(claimed))[0]
    assert found == pytest.approx(crps_of_normal(mean, deviation, claimed), abs=0.004 * deviation)


def test_that_the_crps_of_a_standard_normal_at_its_middle_is_the_known_value():
    assert crps_of_normal(0.0, 1.0, 0.0) == pytest.approx((np.sqrt(2.0) - 1.0) / np.sqrt(np.pi))


def test_that_the_crps_of_few_samples_is_the_sum_over_pairs():
    samples, claimed = np.array([[0.0, 1.0, 4.0]]), 2.0
    pairs = np.abs(samples[0][:, None] - samples[0]).mean() / 2
    assert crps(samples, array(claimed), array(claimed))[0] == pytest.approx((2 + 1 + 2) / 3 - pairs)


def test_that_the_crps_of_one_figure_is_its_distance():
    assert crps(np.full((1, 9), 3.0), array(1.0), array(1.0))[0] == pytest.approx(2.0)


def test_that_a_claim_of_one_end_costs_nothing_beyond_it_and_its_distance_before_it():
    at_least = array(1.0), array(np.inf)
    assert crps(np.array([[2.0, 5.0, 9.0]]), *at_least)[0] == 0.0
    assert crps(np.full((1, 4), -1.0), *at_least)[0] == pytest.approx(2.0)
    assert crps(np.full((1, 4), 3.0), array(-np.inf), array(1.0))[0] == pytest.approx(2.0)


def test_that_what_lies_between_the_bounds_of_a_claim_agrees_with_it():
    found = scores(np.full((1, 5), 1.5), array(1.0), array(1.2), array(2.0))
    assert (found.crps[0], found.error[0], found.inside_90[0]) == (0.0, 0.0, 1.0)


def test_that_bands_of_the_right_width_hold_their_share_of_claims_and_ranks_are_even():
    draw = np.random.default_rng(7)
    middle = draw.normal(size=2000) * 3.0
    claimed = middle + draw.standard_normal(2000)
    found = scores(middle[:, None] + ndtri(LEVELS), claimed, claimed, claimed)
    assert found.inside_90.mean() == pytest.approx(0.90, abs=0.02)
    assert found.inside_50.mean() == pytest.approx(0.50, abs=0.035)
    assert unevenness(found.pit) < 0.035
    narrow = scores(middle[:, None] + 0.3 * ndtri(LEVELS), claimed, claimed, claimed)
    assert narrow.inside_90.mean() < 0.5
    assert unevenness(narrow.pit) > 0.15
    assert narrow.crps.mean() > found.crps.mean()


def test_that_the_width_is_that_of_the_band_and_a_claim_of_one_end_has_no_rank():
    found = scores(np.tile(ndtri(LEVELS), (2, 1)), array(0.0, 0.0), array(0.0, 0.0), array(0.0, np.inf))
    assert found.width == pytest.approx(2 * 1.645, abs=0.05)
    assert np.isnan(found.pit).tolist() == [False, True]


def test_that_a_method_that_says_nothing_scores_nothing():
    found = scores(np.full((1, 3), np.nan), array(0.0), array(0.0), array(0.0))
    assert all(np.isnan(one[0]) for one in found)
    assert np.isnan(unevenness(found.pit))
