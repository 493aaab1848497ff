"""Differences of pairs: of known size where arithmetic gives it, and no surer than the draws are many."""

import math

import numpy as np
import pytest

from hinterland.inference.paired import grouped_mean, paired_differences


def test_that_mean_error_and_interval_are_those_of_student() -> None:
    second = np.array([[3.0], [5.0], [7.0]])
    found = paired_differences(np.ones((3, 1)), second, np.arange(3))
    assert found.mean[0] == pytest.approx(4.0)
    assert found.error[0] == pytest.approx(2.0 / math.sqrt(3))
    assert found.high[0] - found.mean[0] == pytest.approx(2.919986 * 2.0 / math.sqrt(3), rel=1e-6)
    assert found.mean[0] - found.low[0] == pytest.approx(found.high[0] - found.mean[0])
    assert (found.same_sign[0], found.pairs[0]) == (1.0, 3)


def test_that_an_interval_holds_the_true_difference_in_nine_of_ten_samples() -> None:
    made = np.random.default_rng(1)
    first, second = made.normal(size=(6, 4000)), made.normal(0.7, size=(6, 4000))
    found = paired_differences(first, second, np.arange(6))
    assert np.mean((found.low < 0.7) & (found.high > 0.7)) == pytest.approx(0.9, abs=0.015)


def test_that_pairs_of_one_draw_count_as_one() -> None:
    values = np.array([1.0, 5.0, 9.0, 9.0])
    assert grouped_mean(values, np.array([0, 1, 2, 2])) == grouped_mean(values[:3], np.arange(3))


def test_that_a_pair_without_a_figure_is_left_out_and_one_pair_has_no_interval() -> None:
    first, second = np.zeros((2, 2)), np.array([[1.0, math.nan], [math.nan, math.nan]])
    found = paired_differences(first, second, np.arange(2))
    assert list(found.pairs) == [1, 0]
    assert found.mean[0] == 1.0
    assert np.isnan([found.error[0], found.low[0], found.mean[1], found.same_sign[1]]).all()


def test_that_the_share_of_a_sign_is_that_of_the_mean() -> None:
    found = paired_differences(np.zeros((4, 1)), np.array([[-1.0], [2.0], [3.0], [0.0]]), np.arange(4))
    assert found.same_sign[0] == 0.5
