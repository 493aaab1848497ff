"""Locomotives and wagons."""

import pytest
from tests import toy

from hinterland.war import engines


def day(of: toy.Scene, derailed: float = 0.0, struck: float = 0.0) -> None:
    """Let a day pass on which so much happened on every line."""
    w = of.world
    w.rail.derailed[:], w.rail.struck[:] = derailed, struck
    engines.step(w.engines, w.rail, w.gauge, w.traffic, of.land, of.outside, of.rules.engines, of.today)


def test_that_locomotives_are_fit_or_mending_or_lost_and_none_comes_from_nowhere():
    of = toy.scene()
    day(of)
    for _ in range(60):
        of = toy.later(of, 1)
        day(of, 2.0, 1.0)
        e = of.world.engines
        assert (e.fit + e.mending + e.lost == e.brought).all()
        assert e.fit.min() >= 0.0
        assert (e.destroyed <= e.damaged).all()
        assert (e.wagons_destroyed <= e.wagons_damaged).all()


def test_that_as_many_locomotives_come_as_the_lines_need():
    of = toy.scene()
    day(of)
    e = of.world.engines
    assert e.fit.sum() == pytest.approx(of.rules.engines.per_km * of.land.line_km.sum(), abs=1)
    assert e.power[1] == pytest.approx(1.0, abs=0.01)


def test_that_many_losses_leave_trains_without_locomotives():
    of = toy.scene()
    day(of)
    for _ in range(30):
        of = toy.later(of, 1)
        day(of, 4.0)
    assert of.world.engines.power[1] < 0.95


def test_that_sand_wagons_save_locomotives():
    damaged = []
    for sand in (0.0, 1.0):
        of = toy.scene(sand_wagons=sand)
        day(of)
        total = 0.0
        for _ in range(40):
            of = toy.later(of, 1)
            day(of, 1.0, 1.0)
            total += of.world.engines.damaged.sum()
        damaged.append(total)
    assert damaged[1] < 0.85 * damaged[0]


def test_that_without_the_system_nothing_is_counted_and_nothing_lacks():
    of = toy.scene(rules=toy.rules_with(engines={"at_work": 0.0}))
    day(of, 5.0)
    e = of.world.engines
    assert e.damaged.sum() == e.brought.sum() == 0.0
    assert (e.power == 1.0).all()
