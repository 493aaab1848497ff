"""Draws of parameters: a pure function of their keys, within the declared ranges."""

import numpy as np
import pytest

from hinterland.core.declare import SWITCH
from hinterland.core.fault import Fault
from hinterland.engine.parameters import choose_parameters, parameters
from hinterland.study.ensembles.draws import BLOCK, GROUP, at, draw, kind_of, members, place, shares
from hinterland.theatre.parameters import GROUPS


def test_that_every_draw_lies_within_the_declared_ranges() -> None:
    for number in range(5):
        drawn = draw(1, number, 1.0)
        of_war = {name: spec for name, spec in parameters().items() if name.partition(".")[0] not in GROUPS}
        assert drawn.keys() == {name for name, spec in of_war.items() if spec.unit != SWITCH}
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
    name = next(iter(draw(1, 0, 1.0)))
    assert name not in draw(1, 0, 1.0, {name: 1.0})


def test_that_a_share_of_a_range_and_its_value_are_inverse() -> None:
    for spec in parameters().values():
        if spec.span.low < spec.span.high:
            assert place(spec.span, at(spec.span, 0.3)) == pytest.approx(0.3)


def test_that_the_draws_of_a_block_share_out_the_range_of_every_parameter() -> None:
    names = list(draw(1, 0, 1.0))
    for block in range(3):
        lies = np.array([shares(1, block, name) for name in names])
        assert (np.sort((lies * BLOCK).astype(int), axis=1) == np.arange(BLOCK)).all()


def test_that_no_two_parameters_are_drawn_alike() -> None:
    names = list(draw(1, 0, 1.0))[:300]
    lies = np.concatenate([[shares(1, block, name) for name in names] for block in range(8)], axis=1)
    apart = np.abs(np.corrcoef(lies) - np.eye(len(names)))
    assert apart.max() < 5.5 / np.sqrt(8 * BLOCK)  # of 45,000 pairs, as if they were independent


def test_that_a_parameter_is_drawn_without_regard_to_others() -> None:
    name = "rail.guards_half"
    lies = float(shares(5, 1, name)[3])
    assert place(parameters()[name].span, draw(5, BLOCK + 3, 1.0)[name]) == pytest.approx(lies)


def test_that_the_last_of_every_four_runs_shares_its_draw_and_not_its_seed() -> None:
    runs = members(12, 1, 0.3)
    assert [one.draw for one in runs] == [0, 1, 2, 2, 3, 4, 5, 5, 6, 7, 8, 8]
    assert [one.draw for one in runs] == runs.draws().tolist()
    assert runs[GROUP - 1].parameters == runs[GROUP - 2].parameters != runs[0].parameters
    assert len({one.seed for one in runs}) == 12


def test_that_kinds_of_draws_are_found_by_name() -> None:
    assert [kind_of(one) for one in ("hand", "Prior", "posterior")] == ["hand", "prior", "posterior"]
    with pytest.raises(Fault, match="there is no kind of draws"):
        kind_of("guess")
