"""The discrepancy term: found where it was put, none where there is none, and set on shown claims alone."""

import numpy as np
import pytest
from tests.inference.made_up_claims import claims

from hinterland.inference.discrepancy import VARIANCE, scale_of, scales_by_family, widened
from hinterland.inference.scores import scores


def lacking(scale: float, count: int = 400):
    """Return claims and an ensemble that misses each by Student's t of a scale."""
    told = claims(count, noise=0.0)
    draw = np.random.default_rng(3)
    middle = told.best + scale * draw.standard_t(4, count)
    return told, middle[:, None] + 0.05 * draw.standard_normal((count, 20))


@pytest.mark.parametrize("scale", [0.3, 0.9])
def test_that_the_scale_is_found_within_a_seventh(scale):
    told, samples = lacking(scale)
    assert scale_of(samples, told) == pytest.approx(scale, rel=1 / 7)


def test_that_the_term_mends_the_coverage_of_an_ensemble_that_is_too_sure():
    told, samples = lacking(0.9)
    before = scores(samples, told.low, told.best, told.high)
    after = scores(widened(samples, np.full(len(samples), scale_of(samples, told))), told.low, told.best, told.high)
    assert before.inside_90.mean() < 0.3
    assert after.inside_90.mean() == pytest.approx(0.9, abs=0.04)


def test_that_the_term_adds_the_variance_that_it_says():
    wide = widened(np.zeros((1, 1)), np.array([2.0]))
    assert wide.shape == (1, 25)
    assert 0.6 * VARIANCE * 4.0 < wide.var() < VARIANCE * 4.0  # the far ends of the tails are cut off


def test_that_claims_of_one_end_are_counted_by_the_mass_beyond_them():
    told, samples = lacking(0.5)
    ends = told._replace(high=np.full(len(told.id), np.inf))
    assert 0.01 <= scale_of(samples, ends) <= 5.0
    assert scale_of(samples, ends._replace(low=told.best - 50.0)) > 0.0


def test_that_families_differ_where_their_claims_do():
    told, samples = lacking(0.2)
    samples[told.family == 2] += 2.0
    every, by_family = scales_by_family(samples, told)
    assert by_family[2] > every > by_family[0]


def test_that_no_claims_set_no_scale():
    told, samples = lacking(0.2)
    with pytest.raises(ValueError, match="no shown claim"):
        scale_of(samples[:0], told.of(np.zeros(len(told.id), bool)))
