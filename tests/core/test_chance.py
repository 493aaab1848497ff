"""Chance is even, keyed by name, and the same in whatever order it is asked for."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinterland.core import chance
from hinterland.core.chance import (
    ROUND,
    WEEK,
    Today,
    draw_about,
    draw_change,
    draw_count,
    draw_even,
    draw_waiting_time,
    draw_whole,
    in_weekly_batch,
    is_week_of,
    share_about,
    uniform,
    weekly_batch_row,
    weekly_batch_size,
)
from hinterland.core.jit import kernel

ONE, OTHER = 1_111_111_111, 2_222_222_222


@kernel
def drawn(today, name, out):
    for unit in range(out.size):
        out[unit] = uniform(today, name, unit)


@kernel
def one(today, name, unit, n=0):
    return uniform(today, name, unit, n)


@kernel
def drawn_from(stock, mean, u):
    return draw_whole(stock, mean, u)


@kernel
def even(mean, u):
    return draw_even(mean, u)


@kernel
def about(mean, spread, u):
    return draw_about(mean, spread, u)


@kernel
def rounded(expected, u):
    return draw_count(expected, u)


@kernel
def waited(mean, u):
    return draw_waiting_time(mean, u)


def draws(seed: int = 1, day: int = 100, name: int = ONE, many: int = 100_000) -> np.ndarray:
    """Return the numbers of so many units on a day."""
    out = np.empty(many)
    drawn(Today(seed, day, day % 7, 10), name, out)
    return out


def test_that_a_thing_has_one_week_in_every_round_and_the_same_in_the_next():
    for key in range(0, 2 * ROUND * WEEK, WEEK):
        weeks = [is_week_of(Today(1, day, day % WEEK, 0), key) for day in range(0, 2 * ROUND * WEEK, WEEK)]
        assert weeks[:ROUND] == weeks[ROUND:]
        assert sum(weeks) == 2


def test_that_an_even_amount_has_its_mean_and_reaches_from_nothing_to_twice_that():
    u = np.linspace(0.0, 1.0, 101)
    amounts = np.array([even(7.0, one) for one in u])
    assert amounts[[0, -1]].tolist() == [0.0, 14.0]
    np.testing.assert_allclose(np.diff(amounts), 0.14)
    assert amounts.mean() == pytest.approx(7.0)


@pytest.mark.parametrize("spread", [0.0, 0.3, 1.0])
def test_that_an_amount_about_a_mean_lies_within_its_spread(spread):
    amounts = np.array([about(7.0, spread, one) for one in np.linspace(0.0, 1.0, 101)])
    assert amounts.mean() == pytest.approx(7.0)
    assert [amounts[0], amounts[-1]] == pytest.approx([7.0 * (1.0 - spread), 7.0 * (1.0 + spread)])


def test_that_chance_is_even_between_nought_and_one():
    u = draws()
    assert u.min() >= 0.0
    assert u.max() < 1.0
    shares = np.histogram(u, bins=20, range=(0, 1))[0] / u.size
    assert np.abs(shares - 0.05).max() < 0.004
    assert abs(u.mean() - 0.5) < 0.004


@pytest.mark.parametrize("change", [{"seed": 2}, {"day": 101}, {"name": OTHER}])
def test_that_another_seed_day_or_stream_is_other_luck(change):
    a, b = draws(), draws(**change)
    assert (a == b).mean() < 0.001
    assert abs(np.corrcoef(a, b)[0, 1]) < 0.02


def test_that_neighbouring_units_share_no_luck():
    u = draws()
    assert abs(np.corrcoef(u[:-1], u[1:])[0, 1]) < 0.02


@given(st.permutations(range(40)))
@settings(max_examples=20, deadline=None)
def test_that_the_order_of_asking_changes_nothing(order):
    today = Today(7, 300, 6, 4)
    expected = draws(7, 300, ONE, 40)
    asked = np.empty(40)
    for unit in order:
        one(today, OTHER, unit)
        asked[unit] = one(today, ONE, unit)
    np.testing.assert_array_equal(asked, expected[:40])


@given(st.floats(0, 1000))
@settings(max_examples=50, deadline=None)
def test_that_rounding_by_chance_keeps_the_mean(expected):
    u = (np.arange(400) + 0.5) / 400
    counts = np.array([rounded(expected, x) for x in u])
    assert set(counts) <= {np.floor(expected), np.floor(expected) + 1}
    assert abs(counts.mean() - expected) < 0.01


def test_that_draws_of_one_unit_share_no_luck():
    today = Today(1, 100, 2, 10)
    u = np.array([[one(today, ONE, unit, n) for n in range(3)] for unit in range(20_000)])
    assert (u[:, 0] == draws(many=20_000)).all()
    assert np.abs(u.mean(axis=0) - 0.5).max() < 0.01
    assert np.abs(np.corrcoef(u.T) - np.eye(3)).max() < 0.03


@pytest.mark.parametrize("mean", [0.0, 0.12, 2.4, 18.0, 997.3])
def test_that_what_is_drawn_from_a_stock_has_the_mean_asked_for_and_is_never_more_than_the_stock(mean):
    u = (np.arange(1000) + 0.5) / 1000
    plenty = np.array([drawn_from(5000.0, mean, x) for x in u])
    scarce = np.array([drawn_from(3.0, mean, x) for x in u])
    assert abs(plenty.mean() - mean) < 0.005
    assert scarce.max() <= 3.0
    assert (scarce == np.minimum(plenty, 3.0)).all()


def test_that_waiting_times_have_the_mean_they_are_asked_for():
    times = np.array([waited(12.0, u) for u in (np.arange(20_000) + 0.5) / 20_000])
    assert times.min() > 0
    assert abs(times.mean() - 12.0) < 0.1


def test_that_one_name_means_one_source_of_chance(monkeypatch):
    monkeypatch.setattr(chance, "STREAMS", {})
    number = chance.stream("rail.attempt", "whether a detachment gets to the line")
    assert chance.stream("rail.attempt", "whether a detachment gets to the line") == number
    with pytest.raises(ValueError, match="share the number"):
        chance.stream("rail.attempt", "something else")


@kernel
def whose_turn(today, rows, out):
    for t in range(weekly_batch_size(today, rows)):
        out[weekly_batch_row(today, t)] += 1


@kernel
def whose_day(today, rows, out):
    for row in range(rows):
        out[row] += in_weekly_batch(today, row)


@pytest.mark.parametrize("rows", [0, 1, 8, 55, 56, 57, 100, 2171])
def test_that_every_row_has_its_turn_once_a_week_and_on_its_day(rows):
    week = np.zeros(rows + 60)
    for day in range(WEEK):
        today = Today(1, day, day, 6)
        turned, asked = np.zeros(rows + 60), np.zeros(rows + 60)
        whose_turn(today, rows, turned)
        whose_day(today, rows, asked)
        np.testing.assert_array_equal(turned, asked)
        week += turned
    assert (week[:rows] == 1.0).all()
    assert (week[rows:] == 0.0).all()


@pytest.mark.parametrize("mean", [0.0, 0.2, 0.5, 0.9, 1.0])
def test_that_a_share_about_a_mean_keeps_to_it_and_stays_a_share(mean):
    drawn = np.array([share_about.py_func(mean, u) for u in (np.arange(1000) + 0.5) / 1000])
    assert drawn.mean() == pytest.approx(mean)
    assert drawn.min() >= 0.0
    assert drawn.max() <= 1.0


@pytest.mark.parametrize(("wanted", "change"), [(2.0, 2.0), (9.0, 5.0), (-2.0, -2.0), (-9.0, -3.0), (0.0, 0.0)])
def test_that_a_change_takes_no_more_than_the_source_or_the_stock_has(wanted, change):
    assert draw_change.py_func(wanted, 5.0, 3.0, 0.0, 0.0) == change
