"""Repair and traffic."""

import numpy as np
import pytest
from tests import small

from hinterland.war.railway import gauge, traffic, yards


def work(scene: small.Scene, days: int = 1) -> None:
    """Let the crews work."""
    w = scene.world
    for _ in range(days):
        traffic.repair(
            w.traffic,
            w.rail,
            w.gauge,
            w.rolling_stock,
            scene.land,
            scene.forcing,
            small.network().spans,
            scene.parameters.traffic,
            scene.today,
        )


def run_trains(scene: small.Scene) -> None:
    """Route the trains of the day."""
    w, lines = scene.world, small.network()
    gauge.place_railheads(w.gauge, lines.graph, scene.land, scene.forcing, scene.today)
    yards.step(w.yards, w.rail, w.traffic, scene.land, lines.ways, lines.at, scene.parameters.yards, scene.today)
    traffic.route(
        w.traffic, w.gauge, w.rolling_stock, w.yards, lines.ways, lines.work, lines.entries, lines.starts, lines.at,
        scene.forcing, scene.parameters.traffic, scene.today,
    )  # fmt: skip


def test_that_crews_relay_every_rail_in_the_end():
    scene = small.scene()
    scene.world.rail.rails_missing[:] = 700.0
    left = []
    for _ in range(6):
        work(scene)
        left.append(scene.world.rail.rails_missing.sum())
    assert left == sorted(left, reverse=True)
    assert left[-1] == 0.0
    work(scene)
    assert (scene.world.traffic.open_share == 1.0).all()


def test_that_the_more_is_destroyed_the_longer_a_line_is_closed():
    scene = small.scene(parameters=small.parameters_with(traffic={"crew_rails_per_km": 5.0}))
    scene.world.rail.rails_missing[:] = 40.0 * np.arange(small.LINES)
    work(scene)
    one, two = scene.land.line_tracks == 1.0, scene.land.line_tracks == 2.0
    for tracks in (one, two):
        closed = scene.world.traffic.closed_h[tracks]
        assert (np.diff(closed) >= 0.0).all()
        assert closed[-1] > closed[0]
    assert scene.world.traffic.closed_h.max() <= 24.0


def test_that_a_second_track_shortens_a_closure_by_cuts_and_not_by_a_bridge():
    scene = small.scene()
    one, two = 1, 0
    scene.world.rail.rails_missing[[one, two]] = 60.0
    work(scene)
    assert 0.0 < scene.world.traffic.closed_h[two] < scene.world.traffic.closed_h[one]
    scene = small.scene()
    scene.world.rail.bridge_h[[one, two]] = 30.0
    work(scene)
    assert scene.world.traffic.capacity[one] == scene.world.traffic.capacity[two] == 0.0


def test_that_no_more_trains_run_than_lines_can_take():
    scene = small.scene(day=105)
    scene.world.gauge.is_connected[:] = 1
    scene.world.rail.rails_missing[::2] = 400.0
    work(scene)
    run_trains(scene)
    assert (scene.world.traffic.trains <= scene.world.traffic.capacity + 1e-9).all()
    assert (scene.world.traffic.delivered <= scene.forcing.railhead_demand + 1e-9).all()
    assert scene.world.traffic.delivered.sum() > 0.0


def test_that_a_line_on_free_ground_carries_nothing_for_the_occupier():
    scene = small.scene(occupied=np.zeros(small.CELLS, np.uint8))
    work(scene)
    assert scene.world.traffic.undamaged_capacity.sum() == 0.0


def test_that_more_crews_never_close_a_line_for_longer():
    closed = []
    for crews in (0.1, 0.6, 5.0):
        scene = small.scene(parameters=small.parameters_with(traffic={"crew_rails_per_km": crews}))
        scene.world.rail.rails_missing[:] = 900.0
        hours = np.zeros(small.LINES)
        for _ in range(8):
            work(scene)
            hours += scene.world.traffic.closed_h
        closed.append(hours)
    assert (closed[0] >= closed[1]).all()
    assert (closed[1] >= closed[2]).all()
    assert closed[0].sum() > closed[2].sum()


def test_that_lines_that_carry_most_to_the_front_are_mended_first():
    scene = small.scene(parameters=small.parameters_with(traffic={"crew_rails_per_km": 0.25}))
    scene.world.rail.rails_missing[:] = 900.0
    scene.world.traffic.usual_trains[:] = np.where(np.arange(small.LINES) < 2, 20.0, 1.0)
    work(scene)
    left = scene.world.rail.rails_missing
    assert left[:2].max() < left[2:].min()


def test_that_no_crew_relays_more_than_it_can():
    scene = small.scene(parameters=small.parameters_with(traffic={"crew_rails_per_km": 0.1}))
    scene.world.rail.rails_missing[:] = 900.0
    work(scene)
    assert (
        0.0
        < 900.0 * small.LINES - scene.world.rail.rails_missing.sum()
        <= 0.1 * scene.world.gauge.operated_km.sum() + 1e-9
    )


def test_that_closed_lines_carry_no_trains_and_trains_stand_before_them():
    scene = small.scene()
    scene.world.gauge.is_connected[:] = 1
    scene.world.rail.bridge_h[:] = 500.0
    work(scene)
    run_trains(scene)
    assert scene.world.traffic.trains.sum() == scene.world.traffic.delivered.sum() == 0.0
    assert scene.world.traffic.trains_standing.sum() > 0.0
    assert (scene.world.traffic.trains_standing <= scene.world.traffic.undamaged_capacity + 1e-9).all()


def test_that_what_arrives_is_counted_in_the_cell_of_the_railhead():
    scene = small.scene()
    scene.world.gauge.is_connected[:] = 1
    work(scene)
    run_trains(scene)
    t = scene.world.traffic
    assert t.arrived_here.sum() == pytest.approx(t.delivered.sum()) == pytest.approx(t.arrived.sum())
    assert t.demand_here.sum() == pytest.approx(scene.forcing.railhead_demand.sum())
    assert set(np.flatnonzero(t.arrived_here)) <= {int(c) for c in small.network().at}


def test_that_a_cut_telegraph_slows_a_line_a_little():
    scene = small.scene()
    scene.world.rail.telegraph_h[1] = 30.0
    work(scene)
    slow, free = scene.world.traffic.capacity[[1, 2]]
    assert 0.5 * free < slow < free
    work(scene, 2)
    assert scene.world.traffic.capacity[1] == scene.world.traffic.capacity[2]


def test_that_trains_for_which_there_are_no_locomotives_do_not_run():
    scene = small.scene()
    scene.world.gauge.is_connected[:] = 1
    work(scene)
    scene.world.rolling_stock.availability[:] = 0.5
    run_trains(scene)
    np.testing.assert_allclose(scene.world.traffic.delivered, 0.5 * scene.forcing.railhead_demand)
    assert scene.world.traffic.demand.sum() == scene.forcing.railhead_demand.sum()


def test_that_an_army_that_falls_back_leaves_more_trains_standing_near_its_front():
    standing = []
    for news, km in ((-0.5, 100.0), (0.8, 100.0), (0.8, 400.0)):
        front = np.full(small.CELLS, km, np.float32)
        scene = small.scene(news=np.full(5, news), front_km=front)
        scene.world.rail.bridge_h[:] = 30.0
        work(scene)
        standing.append(scene.world.traffic.trains_standing.sum())
    assert standing[1] > 2.0 * standing[0]
    assert standing[2] == standing[0] > 0.0
