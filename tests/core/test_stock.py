"""Counts by kind are drawn down whole, without loss, and from each kind by its share."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinterland.core.jit import kernel
from hinterland.core.stock import draw_down, offset, pour

ROWS = 20_000
KINDS = st.lists(st.integers(0, 3000), min_size=1, max_size=5)


@kernel
def drawn(stock, n, taken):
    for row in range(taken.size):
        taken[row] = draw_down(stock, row, n, row)


@kernel
def poured(source, target, n, moved):
    for row in range(moved.size):
        moved[row] = pour(source, row, target, row, n, row)


def rows(kinds: list[int], many: int = ROWS) -> np.ndarray:
    """Return a table whose rows all hold the same."""
    return np.tile(np.array(kinds, float), (many, 1))


@given(KINDS, st.integers(0, 20_000))
@settings(deadline=None, max_examples=300)
def test_that_whole_units_are_taken_and_each_kind_gives_its_share_rounded_down_or_up(kinds, n):
    stock, taken = rows(kinds, 1), np.empty(1)
    drawn(stock, n, taken)
    parts, due = np.array(kinds) - stock[0], min(n, sum(kinds))
    share = due * np.array(kinds) / max(sum(kinds), 1)
    assert taken[0] == parts.sum() == due
    np.testing.assert_array_equal(parts, np.round(parts))
    assert (stock >= 0.0).all()
    assert (np.abs(parts - share) < 1.0 + 1e-9).all()


@given(KINDS, st.integers(0, 20_000))
@settings(deadline=None, max_examples=100)
def test_that_what_is_poured_out_of_one_row_is_in_the_other(kinds, n):
    source, drained, moved = rows(kinds, 1), rows(kinds, 1), np.empty(1)
    target = np.ones_like(source)
    poured(source, target, n, moved)
    drawn(drained, n, np.empty(1))
    np.testing.assert_array_equal(source, drained)
    np.testing.assert_array_equal(source + target, rows(kinds, 1) + 1.0)
    assert moved[0] == target.sum() - target.size


@pytest.mark.parametrize("n", [1, 2, 7, 33])
@pytest.mark.parametrize("kinds", [[10, 30, 60], [60, 30, 10], [1, 40, 0, 9], [2000, 50, 3]])
def test_that_no_kind_is_favoured(kinds, n):
    """The mean of each kind over many rows is its share; parts are rounded, so that they deviate by 0.5 at most."""
    stock = rows(kinds)
    drawn(stock, n, np.empty(ROWS))
    parts = (np.array(kinds) - stock).mean(axis=0)
    np.testing.assert_allclose(parts, n * np.array(kinds) / sum(kinds), atol=4 * 0.5 / np.sqrt(ROWS))


@kernel
def begun(stock, first):
    for row in range(first.size):
        first[row] = offset(stock, row, row)


def test_that_sampling_begins_evenly_over_rows_and_over_what_they_hold():
    """Even numbers have a mean of 1/2, here within 4 standard errors; no row tells of the next, or of one unit less."""
    first, less = np.empty(ROWS), np.empty(ROWS)
    begun(rows([10, 30, 60]), first)
    begun(rows([10, 29, 60]), less)
    for values in (first, less):
        assert 0.0 <= values.min() <= values.max() < 1.0
        assert abs(values.mean() - 0.5) < 4 / np.sqrt(12 * ROWS)
        assert np.histogram(values, 10, (0.0, 1.0))[0] == pytest.approx(ROWS / 10, abs=4 * np.sqrt(ROWS / 10))
    assert abs(np.corrcoef(first[1:], first[:-1])[0, 1]) < 4 / np.sqrt(ROWS)
    assert abs(np.corrcoef(first, less)[0, 1]) < 4 / np.sqrt(ROWS)


def test_that_a_row_that_holds_the_same_is_parted_alike():
    one, other = rows([7, 12, 3]), rows([7, 12, 3])
    drawn(one, 4, np.empty(ROWS))
    drawn(other, 4, np.empty(ROWS))
    np.testing.assert_array_equal(one, other)
    assert len(np.unique(one, axis=0)) > 1, "rows differ"


def test_that_a_row_drawn_down_one_by_one_keeps_its_make_up():
    """After 50 of 100 are taken one by one half of each kind is left; drawn by lot, they deviate by 2.5 at most."""
    kinds = [10, 30, 60]
    stock = rows(kinds)
    for _ in range(50):
        drawn(stock, 1, np.empty(ROWS))
    np.testing.assert_allclose(stock.mean(axis=0), np.array(kinds) / 2, atol=4 * 2.5 / np.sqrt(ROWS))
    assert stock[:, 0].std() > 0.5, "rows differ from each other"
