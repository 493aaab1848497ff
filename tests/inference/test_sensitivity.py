"""Sensitivity: on functions whose indices are known by arithmetic."""

import numpy as np
import pytest

from hinterland.inference.emulators import fitted, normal_scores
from hinterland.inference.sensitivity import Effects, effects, polynomials
from hinterland.study.ensembles.draws import BLOCK
from hinterland.study.ensembles.draws import shares as latin

CHANCE = 0.8
"""Standard deviation of what is no parameter's."""


def known(shares: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """Return 3 a + 2 b + 2 c d + e' + noise, in polynomials of variance one: the variance is 9 + 4 + 4 + 1 + .64."""
    line, bend = polynomials(shares)
    noise = CHANCE * chance.standard_normal(len(shares))
    return 3 * line[:, 0] + 2 * line[:, 1] + 2 * line[:, 2] * line[:, 3] + bend[:, 4] + noise


VARIANCE = 18.0 + CHANCE**2
FIRST = np.array([9.0, 4.0, 0.0, 0.0, 1.0]) / VARIANCE
TOTAL = np.array([9.0, 4.0, 4.0, 4.0, 1.0]) / VARIANCE


def found(draws: int, parameters: int, seed: int) -> Effects:
    chance = np.random.default_rng(seed)
    draw = np.repeat(np.arange(draws), np.where(np.arange(draws) % 3 == 2, 2, 1))
    shares = chance.uniform(size=(draws, parameters))[draw]
    figures = known(shares, chance)
    errors = fitted(normal_scores(shares), figures[None], draw, np.zeros(1, int)).errors[0]
    return effects(shares, figures, errors, draw, draw)


def test_that_polynomials_of_even_shares_have_variance_one_and_share_none():
    flat = np.concatenate(list(polynomials(((np.arange(20000) + 0.5) / 20000)[:, None])), axis=1)
    np.testing.assert_allclose(flat.T @ flat / len(flat), np.eye(2), atol=1e-6)


def test_that_effects_are_those_of_the_arithmetic():
    estimated = found(1500, 40, 1)
    np.testing.assert_allclose(estimated.first[:5], FIRST, atol=0.05)
    np.testing.assert_allclose(estimated.total[:5], TOTAL, atol=0.07)
    assert np.abs(estimated.first[5:]).max() < 0.01
    assert estimated.chance == pytest.approx(CHANCE**2 / VARIANCE, rel=0.2)
    assert estimated.all_first == pytest.approx(FIRST.sum(), abs=0.1)
    assert estimated.stands_out()[[0, 1, 4]].all()
    assert estimated.stands_out().sum() == 3


def test_that_effects_are_right_in_the_mean_with_more_parameters_than_draws():
    estimated = [found(120, 300, seed) for seed in range(12)]
    first, total = (np.mean([getattr(one, name) for one in estimated], axis=0) for name in ("first", "total"))
    np.testing.assert_allclose(first[:5], FIRST, atol=0.1)
    assert abs(first[5:].mean()) < 0.001
    assert abs((total - first)[5:].mean()) < 0.02


def test_that_draws_of_latin_hypercubes_make_up_no_interactions():
    names = [f"p{n}" for n in range(300)]
    draw = np.arange(2 * BLOCK)
    estimated = []
    for seed in range(8):
        shares = np.concatenate([np.stack([latin(seed, cube, name) for name in names], axis=-1) for cube in range(2)])
        figures = polynomials(shares)[0, :, 0] + 0.3 * np.random.default_rng(seed).standard_normal(draw.size)
        estimated.append(effects(shares, figures, figures - figures.mean(), draw, draw // BLOCK))
    assert np.mean([one.total[0] - one.first[0] for one in estimated]) == pytest.approx(0.0, abs=0.4)
    assert np.mean([one.all_first for one in estimated]) == pytest.approx(1.0 / 1.09, abs=0.2)
    assert np.isnan(effects(shares, figures, figures, draw, draw * 0).total).all()


def test_that_standard_errors_say_how_far_estimates_lie_from_the_truth():
    estimated = [found(200, 30, seed) for seed in range(20)]
    total = np.array([(one.total - padded(TOTAL)) / one.total_error for one in estimated])
    carrying = np.array([((one.first - padded(FIRST)) / one.first_error)[:2] for one in estimated])
    assert 0.5 < total.std() < 1.0
    assert 0.6 < carrying.std() < 1.3


def padded(known: np.ndarray) -> np.ndarray:
    return np.pad(known, (0, 30 - known.size))


def test_that_a_figure_that_does_not_vary_is_refused():
    shares = np.random.default_rng(1).uniform(size=(20, 2))
    with pytest.raises(ValueError, match="does not vary"):
        effects(shares, np.ones(20), np.zeros(20), np.arange(20), np.arange(20))
