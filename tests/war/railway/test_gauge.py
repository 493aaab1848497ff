"""Relaying the lines that were won, and losing them."""

import numpy as np
from tests import toy

from hinterland.war.railway import gauge


def fresh(**changes: object) -> toy.Scene:
    """Return an occupied scene in which nothing is relaid yet."""
    of = toy.scene(**changes)
    g = of.world.gauge
    g.laid[:] = g.fit[:] = g.operated[:] = 0.0
    return of


def relay(of: toy.Scene, days: int = 1) -> None:
    """Let the railway troops work."""
    lines = toy.network()
    for n in range(days):
        today = of.today._replace(day=of.today.day + n)
        gauge.relay(of.world.gauge, lines.graph, lines.entries, of.land, of.outside, of.rules.gauge, today)


def test_that_capacity_comes_back_only_some_time_after_a_line_is_won():
    of = fresh()
    relay(of, 5)
    assert of.world.gauge.fit.sum() == 0.0
    assert of.world.gauge.relaid.sum() > 0.0
    relay(of, 120)
    first = of.world.gauge.fit.copy()
    assert (first > 0.0).all()
    relay(of, 300)
    assert (of.world.gauge.fit == 1.0).all()
    assert (of.world.gauge.fit >= first).all()


def test_that_no_more_is_relaid_in_a_day_than_the_troops_can():
    of = fresh()
    relay(of)
    assert 0.0 < of.world.gauge.relaid.sum() <= 3 * of.rules.gauge.km_day + 1e-9
    assert of.world.gauge.relaid.max() <= 3 * of.rules.gauge.head + 1e-9


def test_that_main_lines_are_relaid_first():
    of = fresh()
    capacity = of.land.line_capacity.copy()
    capacity[4] = 60.0
    of = of._replace(land=of.land._replace(line_capacity=capacity))
    relay(of, 10)
    assert of.world.gauge.laid.argmax() == 4


def test_that_a_line_given_up_is_wrecked_and_must_be_relaid_anew():
    of = fresh()
    relay(of, 400)
    held = of.world.gauge.operated.sum()
    assert held == of.land.line_km.sum()
    lost = of._replace(outside=toy.changed(of.outside, occupied=np.zeros(toy.CELLS, np.uint8)))
    relay(lost)
    g = of.world.gauge
    assert 0.0 < g.wrecked.sum() <= held
    assert g.laid.sum() == g.fit.sum() == g.operated.sum() == 0.0


def test_that_trains_are_taken_over_where_the_relaid_network_ends():
    of = fresh(day=105)
    g, lines = of.world.gauge, toy.network()
    g.joined[:] = (1, 0, 0, 0)
    gauge.meet(g, lines.graph, of.land, of.outside, of.today)
    assert list(g.stand) == [0, -1]


def test_that_without_the_system_a_line_won_runs_at_once():
    of = fresh(rules=toy.rules_with(gauge={"at_work": 0.0}))
    relay(of)
    assert (of.world.gauge.fit == 1.0).all()
