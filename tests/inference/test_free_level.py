"""A level that is learnt from other claims: it costs little to be off by a factor, and no claim foretells itself."""

import numpy as np
import pytest
from tests.inference.made_up_claims import claims

from hinterland.inference.free_level import NO_SHIFT, foretold

RUNS = 10
EQUAL = np.full((RUNS, 1), 1.0 / RUNS)


@pytest.fixture(scope="module")
def told():
    return claims(120, noise=0.2)


def samples(told, off: float = 0.0) -> np.ndarray:
    """Return runs that are right but for an own error of each claim, and off by a common amount."""
    draw = np.random.default_rng(4)
    middle = told.best + 0.3 * draw.standard_normal(len(told.id)) + off
    return middle[:, None] + 0.2 * draw.standard_normal((len(told.id), RUNS))


def total(told, of: np.ndarray, counted: bool = True, **named) -> float:
    every = np.full(len(told.id), counted)
    return float(foretold(of, told, every, told.series, EQUAL, **named).log_density.sum())


def test_that_a_level_off_by_a_factor_of_four_costs_little_where_it_is_free(told):
    right, off = samples(told), samples(told, np.log(4.0))
    assert total(told, right, shifts=NO_SHIFT) - total(told, off, shifts=NO_SHIFT) > 50
    assert abs(total(told, right) - total(told, off)) < 5


def test_that_shares_have_no_level_to_shift(told):
    off = samples(told, np.log(4.0))
    assert total(told, off, counted=False) == pytest.approx(total(told, off, shifts=NO_SHIFT))


def test_that_the_shift_that_is_learnt_mends_the_level(told):
    found = foretold(samples(told, 1.0), told, np.ones(len(told.id), bool), told.series, EQUAL)
    assert found.shift == pytest.approx(-1.0, abs=0.15)


def test_that_no_claim_foretells_itself_and_none_learns_from_what_is_held_out(told):
    every = np.ones(len(told.id), bool)
    before = foretold(samples(told), told, every, told.series, EQUAL).log_density[:, 0]
    changed = np.where(told.held_out, told.best + 3.0, told.best)
    after = foretold(
        samples(told), told._replace(low=changed, best=changed, high=changed), every, told.series, EQUAL
    ).log_density[:, 0]
    assert np.array_equal(before[~told.held_out], after[~told.held_out])
    assert (after[told.held_out] < before[told.held_out]).all()
    one = np.flatnonzero(~told.held_out)[0]
    alike = told.series == told.series[one]
    moved = told.best + 3.0 * (np.arange(len(told.id)) == one)
    apart = foretold(samples(told), told._replace(low=moved, best=moved, high=moved), every, told.series, EQUAL)
    same = alike & (np.arange(len(told.id)) != one)
    assert apart.log_density[same, 0] == pytest.approx(before[same], rel=1e-9)
    assert same.any()


def test_that_a_run_without_a_figure_is_left_out_of_the_density(told):
    whole = samples(told)[:, : RUNS // 2]
    lacking = np.hstack([whole, np.full_like(whole, np.nan)])
    assert total(told, lacking) == pytest.approx(
        float(foretold(whole, told, np.ones(len(told.id), bool), told.series, EQUAL[: RUNS // 2] * 2).log_density.sum())
    )
