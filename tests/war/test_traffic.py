"""Repair and traffic."""

import numpy as np
from tests import toy

from hinterland.war import traffic


def work(of: toy.Scene, days: int = 1) -> None:
    """Let the crews work."""
    for _ in range(days):
        traffic.repair(of.world.traffic, of.world.rail, of.land, of.outside, of.rules.traffic)


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
    of = toy.scene()
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
    lines = toy.network()
    of.world.rail.out[::2] = 400.0
    work(of)
    traffic.route(of.world.traffic, lines.graph, lines.work, lines.entries, lines.starts, of.outside, of.today)
    assert (of.world.traffic.trains <= of.world.traffic.capacity + 1e-9).all()
    assert (of.world.traffic.delivered <= of.outside.railhead_demand + 1e-9).all()
    assert of.world.traffic.delivered.sum() > 0.0


def test_that_a_line_on_free_ground_carries_nothing_for_the_occupier():
    of = toy.scene(occupied=np.zeros(toy.CELLS, np.uint8))
    work(of)
    assert of.world.traffic.whole.sum() == 0.0
