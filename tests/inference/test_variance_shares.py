"""How much of a band is what: found where it was put."""

import numpy as np
import pytest

from hinterland.inference.bootstrap import interval
from hinterland.inference.variance_shares import variance_shares

DRAWS = np.repeat(np.arange(3000), 2)


def members(seeds: float, parameters: float, reporting: float):
    """Return what was so and what was said in pairs of members, with these standard deviations."""
    draw = np.random.default_rng(5)
    true = parameters * draw.standard_normal(3000)[DRAWS] + seeds * draw.standard_normal(6000)
    return true, true + reporting * draw.standard_normal(6000), DRAWS


@pytest.mark.parametrize(("seeds", "parameters", "reporting"), [(1, 0, 0), (0, 1, 0), (1, 2, 0.5), (0.3, 0.3, 1)])
def test_that_every_part_is_found_where_it_was_put(seeds, parameters, reporting):
    parts = np.array([seeds, parameters, reporting], float) ** 2
    found = variance_shares(*members(seeds, parameters, reporting))
    assert found[:3] == pytest.approx(parts / parts.sum(), abs=0.05)
    assert sum(found) == pytest.approx(1.0)


def test_that_the_discrepancy_has_its_variance_as_a_share():
    found = variance_shares(*members(1, 1, 0), discrepancy=6.0)
    assert found.discrepancy == pytest.approx(0.75, abs=0.02)
    assert sum(found) == pytest.approx(1.0)


def test_that_members_that_do_not_differ_or_share_no_draw_tell_nothing():
    same = np.ones(6)
    assert np.isnan(variance_shares(same, same, np.array([0, 0, 1, 1, 2, 2]))).all()
    apart = np.arange(6.0)
    assert np.isnan(variance_shares(apart, apart, np.arange(6))).all()


def test_that_whole_series_are_resampled():
    values = np.repeat([0.0, 1.0], 50)
    by_series = interval(values, np.repeat([0, 1], 50))
    one_by_one = interval(values, np.arange(100))
    assert by_series == (0.0, 1.0)
    assert one_by_one[1] - one_by_one[0] < 0.25
    assert np.isnan(interval(values, np.zeros(100))).all()
    assert interval(values, np.arange(100)) == one_by_one


def test_that_an_interval_holds_the_mean_as_often_as_it_says():
    draw = np.random.default_rng(11)
    held = [low <= 0.0 <= high for low, high in (interval(draw.normal(size=60), np.arange(60)) for _ in range(60))]
    assert np.mean(held) == pytest.approx(0.95, abs=0.08)
