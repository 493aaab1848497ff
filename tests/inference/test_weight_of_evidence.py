"""Weights of rival explanations: the maker of the claims is found, equal ones share alike, order does not matter."""

import numpy as np
import pytest

from hinterland.inference.weight_of_evidence import TIMES, compared, weighing

CLAIMS, BLOCKS = 60, 20
BLOCK = np.arange(CLAIMS) % BLOCKS


def densities(*means: float) -> np.ndarray:
    """Return log densities of explanations: those of a claim differ by chance, and by the mean of each explanation."""
    draw = np.random.default_rng(5)
    of_claims = -1.0 + draw.standard_normal(CLAIMS)
    return np.stack([
        (of_claims + mean + (0.2 * draw.standard_normal(CLAIMS) if mean else 0.0))[:, None] * np.ones(1 + TIMES)
        for mean in means
    ])  # fmt: skip


def test_that_the_weights_of_runs_sum_to_one_and_those_of_one_draw_go_together():
    weights = weighing(np.array([0, 1, 2, 2]))
    assert weights.shape == (4, 1 + TIMES)
    assert weights.sum(axis=0) == pytest.approx(1.0)
    assert np.array_equal(weights[:, 0], np.full(4, 0.25))
    assert np.array_equal(weights[2], weights[3])
    assert weights[:, 1:].mean(axis=1) == pytest.approx(0.25, abs=0.05)


def test_that_equal_explanations_have_equal_weights_and_are_not_told_apart():
    found = compared(densities(0.0, 0.0, 0.0), BLOCK)
    assert found.weight == pytest.approx(1 / 3)
    assert not found.difference.any()
    assert not found.apart.any()


def test_that_an_explanation_under_which_claims_are_likelier_has_the_weight():
    found = compared(densities(0.0, -0.5), BLOCK)
    assert found.difference[1] == pytest.approx(-0.5 * CLAIMS, abs=5)
    assert found.weight[0] > 0.99
    assert found.apart.tolist() == [False, True]
    assert found.low[1] < found.difference[1] < found.high[1] < 0


def test_that_a_difference_within_its_error_tells_nothing_apart():
    one = densities(0.0)
    for_or_against = np.where(BLOCK % 2 == 0, 0.3, -0.32)[:, None]
    found = compared(np.concatenate([one, one + for_or_against]), BLOCK)
    assert found.difference[1] == pytest.approx(-0.01 * CLAIMS)
    assert abs(found.difference[1]) < found.error_claims[1]
    assert not found.apart.any()
    assert 0.05 < found.weight[1] < 0.5


def test_that_the_order_of_explanations_does_not_matter():
    given = densities(0.0, -0.2, -0.05)
    one, other = compared(given, BLOCK), compared(given[::-1], BLOCK)
    for first, second in zip(one, other, strict=True):
        np.testing.assert_allclose(first, second[::-1], rtol=1e-12)


def test_that_claims_of_one_block_are_one_witness():
    once = densities(0.0, -0.2)[:, :BLOCKS]
    thrice = np.tile(once, (1, 3, 1))
    found, copied = compared(once, BLOCK[:BLOCKS]), compared(thrice, BLOCK)
    assert copied.difference == pytest.approx(3 * found.difference)
    assert copied.error_claims == pytest.approx(3 * found.error_claims)


def test_that_few_blocks_give_no_error():
    assert np.isnan(compared(densities(0.0, -0.2), np.zeros(CLAIMS)).error_claims).all()
