"""Repair and traffic."""

import numpy as np
import pytest
from tests import toy

from hinterland.war.railway import gauge, traffic, yards


def work(of: toy.Scene, days: int = 1) -> None:
    """Let the crews work."""
    w = of.world
    for _ in range(days):
        traffic.repair(
            w.traffic,
            w.rail,
            w.gauge,
            w.rolling_stock,
            of.land,
            of.outside,
            toy.network().spans,
            of.rules.traffic,
            of.today,
        )


def run_trains(of: toy.Scene) -> None:
    """Route the trains of the day."""
    w, lines = of.world, toy.network()
    gauge.meet(w.gauge, lines.graph, of.land, of.outside, of.today)
    yards.step(w.yards, w.rail, w.traffic, of.land, lines.ways, lines.at, of.rules.yards, of.today)
    traffic.route(
        w.traffic, w.gauge, w.rolling_stock, w.yards, lines.ways, lines.work, lines.entries, lines.starts, lines.at,
        of.outside, of.rules.traffic, of.today,
    )  # fmt: skip


def test_that_crews_relay_every_rail_in_the_end():
    of = toy.scene()
    of.world.rail.out[:] = 700.0
    left = []
    for _ in range(6):
        work(of)
        left.append(of.world.rail.out.sum())
    assert left == sorted(left, reverse=True)
    assert left[-1] == 0.0
    work(of)
    assert (of.world.traffic.open == 1.0).all()


def test_that_the_more_is_destroyed_the_longer_a_line_is_closed():
    of = toy.scene(rules=toy.rules_with(traffic={"crews": 5.0}))
    of.world.rail.out[:] = 40.0 * np.arange(toy.LINES)
    work(of)
    one, two = of.land.line_tracks == 1.0, of.land.line_tracks == 2.0
    for tracks in (one, two):
        closed = of.world.traffic.closed_h[tracks]
        assert (np.diff(closed) >= 0.0).all()
        assert closed[-1] > closed[0]
    assert of.world.traffic.closed_h.max() <= 24.0


def test_that_a_second_track_shortens_a_closure_by_cuts_and_not_by_a_bridge():
    of = toy.scene()
    one, two = 1, 0
    of.world.rail.out[[one, two]] = 60.0
    work(of)
    assert 0.0 < of.world.traffic.closed_h[two] < of.world.traffic.closed_h[one]
    of = toy.scene()
    of.world.rail.bridge_h[[one, two]] = 30.0
    work(of)
    assert of.world.traffic.capacity[one] == of.world.traffic.capacity[two] == 0.0


def test_that_no_more_trains_run_than_lines_can_take():
    of = toy.scene(day=105)
    of.world.gauge.joined[:] = 1
    of.world.rail.out[::2] = 400.0
    work(of)
    run_trains(of)
    assert (of.world.traffic.trains <= of.world.traffic.capacity + 1e-9).all()
    assert (of.world.traffic.delivered <= of.outside.railhead_demand + 1e-9).all()
    assert of.world.traffic.delivered.sum() > 0.0


def test_that_a_line_on_free_ground_carries_nothing_for_the_occupier():
    of = toy.scene(occupied=np.zeros(toy.CELLS, np.uint8))
    work(of)
    assert of.world.traffic.whole.sum() == 0.0


def test_that_more_crews_never_close_a_line_for_longer():
    closed = []
    for crews in (0.1, 0.6, 5.0):
        of = toy.scene(rules=toy.rules_with(traffic={"crews": crews}))
        of.world.rail.out[:] = 900.0
        hours = np.zeros(toy.LINES)
        for _ in range(8):
            work(of)
            hours += of.world.traffic.closed_h
        closed.append(hours)
    assert (closed[0] >= closed[1]).all()
    assert (closed[1] >= closed[2]).all()
    assert closed[0].sum() > closed[2].sum()


def test_that_lines_that_carry_most_to_the_front_are_mended_first():
    of = toy.scene(rules=toy.rules_with(traffic={"crews": 0.25}))
    of.world.rail.out[:] = 900.0
    of.world.traffic.worth[:] = np.where(np.arange(toy.LINES) < 2, 20.0, 1.0)
    work(of)
    left = of.world.rail.out
    assert left[:2].max() < left[2:].min()


def test_that_no_crew_relays_more_than_it_can():
    of = toy.scene(rules=toy.rules_with(traffic={"crews": 0.1}))
    of.world.rail.out[:] = 900.0
    work(of)
    assert 0.0 < 900.0 * toy.LINES - of.world.rail.out.sum() <= 0.1 * of.world.gauge.operated.sum() + 1e-9


def test_that_closed_lines_carry_no_trains_and_trains_stand_before_them():
    of = toy.scene()
    of.world.gauge.joined[:] = 1
    of.world.rail.bridge_h[:] = 500.0
    work(of)
    run_trains(of)
    assert of.world.traffic.trains.sum() == of.world.traffic.delivered.sum() == 0.0
    assert of.world.traffic.blocked.sum() > 0.0
    assert (of.world.traffic.blocked <= of.world.traffic.whole + 1e-9).all()


def test_that_what_arrives_is_counted_in_the_cell_of_the_railhead():
    of = toy.scene()
    of.world.gauge.joined[:] = 1
    work(of)
    run_trains(of)
    t = of.world.traffic
    assert t.arrived_here.sum() == pytest.approx(t.delivered.sum()) == pytest.approx(t.arrived.sum())
    assert t.needed_here.sum() == pytest.approx(of.outside.railhead_demand.sum())
    assert set(np.flatnonzero(t.arrived_here)) <= {int(c) for c in toy.network().at}


def test_that_a_cut_telegraph_slows_a_line_a_little():
    of = toy.scene()
    of.world.rail.wire_h[1] = 30.0
    work(of)
    slow, free = of.world.traffic.capacity[[1, 2]]
    assert 0.5 * free < slow < free
    work(of, 2)
    assert of.world.traffic.capacity[1] == of.world.traffic.capacity[2]


def test_that_trains_for_which_there_are_no_locomotives_do_not_run():
    of = toy.scene()
    of.world.gauge.joined[:] = 1
    work(of)
    of.world.rolling_stock.power[:] = 0.5
    run_trains(of)
    np.testing.assert_allclose(of.world.traffic.delivered, 0.5 * of.outside.railhead_demand)
    assert of.world.traffic.asked.sum() == of.outside.railhead_demand.sum()


def test_that_an_army_that_falls_back_leaves_more_trains_standing_near_its_front():
    standing = []
    for news, km in ((-0.5, 100.0), (0.8, 100.0), (0.8, 400.0)):
        front = np.full(toy.CELLS, km, np.float32)
        of = toy.scene(news=np.full(5, news), front_km=front)
        of.world.rail.bridge_h[:] = 30.0
        work(of)
        standing.append(of.world.traffic.blocked.sum())
    assert standing[1] > 2.0 * standing[0]
    assert standing[2] == standing[0] > 0.0
