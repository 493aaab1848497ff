"""The discrepancy term: found where it was put, none where there is none, and set on shown claims alone."""

import numpy as np
import pytest
from tests.inference.made_up_claims import claims

from hinterland.inference.discrepancy import VARIANCE, scale_of, scales_by_family, widened
from hinterland.inference.scores import scores


def lacking(scale: float, count: int = 400):
    """Return claims and an ensemble that misses each by Student's t of a scale."""
    asked = claims(count, noise=0.0)
    draw = np.random.default_rng(3)
    middle = asked.best + scale * draw.standard_t(4, count)
    return asked, middle[:, None] + 0.05 * draw.standard_normal((count, 20))


@pytest.mark.parametrize("scale", [0.3, 0.9])
def test_that_the_scale_is_found_within_a_seventh(scale):
    asked, samples = lacking(scale)
    assert scale_of(samples, asked) == pytest.approx(scale, rel=1 / 7)


def test_that_the_term_mends_the_coverage_of_an_ensemble_that_is_too_sure():
    asked, samples = lacking(0.9)
    before = scores(samples, asked.low, asked.best, asked.high)
    after = scores(widened(samples, np.full(len(samples), scale_of(samples, asked))), asked.low, asked.best, asked.high)
    assert before.inside_90.mean() < 0.3
    assert after.inside_90.mean() == pytest.approx(0.9, abs=0.04)


def test_that_the_term_adds_the_variance_that_it_says():
    wide = widened(np.zeros((1, 1)), np.array([2.0]))
    assert wide.shape == (1, 25)
    assert 0.6 * VARIANCE * 4.0 < wide.var() < VARIANCE * 4.0  # the far ends of the tails are cut off


def test_that_claims_of_one_end_are_counted_by_the_mass_beyond_them():
    asked, samples = lacking(0.5)
    ends = asked._replace(high=np.full(len(asked.id), np.inf))
    assert 0.01 <= scale_of(samples, ends) <= 5.0
    assert scale_of(samples, ends._replace(low=asked.best - 50.0)) > 0.0


def test_that_families_differ_where_their_claims_do():
    asked, samples = lacking(0.2)
    samples[asked.family == 2] += 2.0
    every, by_family = scales_by_family(samples, asked)
    assert by_family[2] > every > by_family[0]


def test_that_no_claims_set_no_scale():
    asked, samples = lacking(0.2)
    with pytest.raises(ValueError, match="no shown claim"):
        scale_of(samples[:0], asked.of(np.zeros(len(asked.id), bool)))
