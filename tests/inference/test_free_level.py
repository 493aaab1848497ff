"""A level that is learnt from other claims: it costs little to be off by a factor, and no claim predicts itself."""

import numpy as np
import pytest
from tests.inference.made_up_claims import claims

from hinterland.inference.free_level import NO_SHIFT, predict

RUNS = 10
EQUAL = np.full((RUNS, 1), 1.0 / RUNS)


@pytest.fixture(scope="module")
def observed():
    return claims(120, noise=0.2)


def samples(observed, off: float = 0.0) -> np.ndarray:
    """Return runs that are right but for an own error of each claim, and off by a common amount."""
    draw = np.random.default_rng(4)
    middle = observed.best + 0.3 * draw.standard_normal(len(observed.id)) + off
    return middle[:, None] + 0.2 * draw.standard_normal((len(observed.id), RUNS))


def total(observed, of: np.ndarray, counted: bool = True, **named) -> float:
    every = np.full(len(observed.id), counted)
    return float(predict(of, observed, every, observed.series, EQUAL, **named).log_density.sum())


def test_that_a_level_off_by_a_factor_of_four_costs_little_where_it_is_free(observed):
    right, off = samples(observed), samples(observed, np.log(4.0))
    assert total(observed, right, shifts=NO_SHIFT) - total(observed, off, shifts=NO_SHIFT) > 50
    assert abs(total(observed, right) - total(observed, off)) < 5


def test_that_shares_have_no_level_to_shift(observed):
    off = samples(observed, np.log(4.0))
    assert total(observed, off, counted=False) == pytest.approx(total(observed, off, shifts=NO_SHIFT))


def test_that_the_shift_that_is_learnt_mends_the_level(observed):
    found = predict(samples(observed, 1.0), observed, np.ones(len(observed.id), bool), observed.series, EQUAL)
    assert found.shift == pytest.approx(-1.0, abs=0.15)


def test_that_no_claim_predicts_itself_and_none_learns_from_what_is_held_out(observed):
    every = np.ones(len(observed.id), bool)
    before = predict(samples(observed), observed, every, observed.series, EQUAL).log_density[:, 0]
    changed = np.where(observed.held_out, observed.best + 3.0, observed.best)
    after = predict(
        samples(observed), observed._replace(low=changed, best=changed, high=changed), every, observed.series, EQUAL
    ).log_density[:, 0]
    assert np.array_equal(before[~observed.held_out], after[~observed.held_out])
    assert (after[observed.held_out] < before[observed.held_out]).all()
    one = np.flatnonzero(~observed.held_out)[0]
    alike = observed.series == observed.series[one]
    moved = observed.best + 3.0 * (np.arange(len(observed.id)) == one)
    apart = predict(
        samples(observed), observed._replace(low=moved, best=moved, high=moved), every, observed.series, EQUAL
    )
    same = alike & (np.arange(len(observed.id)) != one)
    assert apart.log_density[same, 0] == pytest.approx(before[same], rel=1e-9)
    assert same.any()


def test_that_a_run_without_a_figure_is_left_out_of_the_density(observed):
    whole = samples(observed)[:, : RUNS // 2]
    lacking = np.hstack([whole, np.full_like(whole, np.nan)])
    assert total(observed, lacking) == pytest.approx(
        float(
            predict(
                whole, observed, np.ones(len(observed.id), bool), observed.series, EQUAL[: RUNS // 2] * 2
            ).log_density.sum()
        )
    )
