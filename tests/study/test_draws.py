"""Draws of parameters: a pure function of their keys, within the declared ranges."""

import pytest

from hinterland.core.declare import SWITCH
from hinterland.engine.parameters import choose_parameters, parameters
from hinterland.study.draws import at, draw, members, place


def test_that_every_draw_lies_within_the_declared_ranges() -> None:
    for number in range(5):
        drawn = draw(1, number, 1.0)
        assert drawn.keys() == {name for name, spec in parameters().items() if spec.unit != SWITCH}
        choose_parameters(drawn)


def test_that_a_narrow_spread_keeps_near_the_default() -> None:
    specs = parameters()
    for name, value in draw(3, 0, 0.1).items():
        span = specs[name].span
        usual = place(span, specs[name].default)
        away = 0.05 if 0.05 <= usual <= 0.95 else 0.1
        assert abs(place(span, value) - usual) <= away + 1e-9, name


def test_that_no_spread_draws_nothing() -> None:
    assert [m.parameters for m in members(3, spread=0.0)] == [{}, {}, {}]


def test_that_more_members_leave_the_first_as_they_were() -> None:
    assert members(7, 5, 0.3)[:3] == list(members(3, 5, 0.3))


def test_that_seeds_numbers_and_names_draw_apart() -> None:
    one, two, other = draw(1, 0, 1.0), draw(1, 1, 1.0), draw(2, 0, 1.0)
    name = next(iter(one))
    assert len({one[name], two[name], other[name]}) == 3
    spans = [place(parameters()[n].span, v) for n, v in one.items()]
    assert min(spans) < 0.2
    assert max(spans) > 0.8


def test_that_what_is_set_is_not_drawn() -> None:
    name = next(iter(parameters()))
    assert name not in draw(1, 0, 1.0, {name: 1.0})


def test_that_a_share_of_a_range_and_its_value_are_inverse() -> None:
    for spec in parameters().values():
        if spec.span.low < spec.span.high:
            assert place(spec.span, at(spec.span, 0.3)) == pytest.approx(0.3)
