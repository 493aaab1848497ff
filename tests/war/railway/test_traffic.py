"""Repair and traffic."""

import numpy as np
import pytest
from tests import small

from hinterland.war.railway import gauge, traffic, yards


def work(scene: small.Scene, days: int = 1) -> None:
    """Let the crews work."""
    for _ in range(days):
        small.call(traffic.repair, scene)


def run_trains(scene: small.Scene) -> None:
    """Route the trains of the day."""
    for kernel in (gauge.place_railheads, yards.step, traffic.route):
        small.call(kernel, scene)


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
    p, missing = scene.parameters.traffic, 40.0 * np.arange(small.LINES)
    most = p.rails_relaid_per_day * (p.standing_crews_share + (1.0 - p.standing_crews_share) * scene.land.line_km / 100)
    hours = np.where(missing > 0.0, p.cut_closure_h + 24.0 * missing / most, 0.0)
    hours *= np.where(scene.land.line_tracks == 2.0, 1.0 - p.second_track_saving, 1.0)
    np.testing.assert_allclose(scene.world.traffic.closed_h, np.minimum(24.0, hours))
    assert 0 < (hours > 24.0).sum() < small.LINES - 2


def test_that_a_second_track_shortens_a_closure_by_cuts_and_not_by_a_bridge():
    scene = small.scene()
    one, two = 1, 0
    scene.world.rail.rails_missing[[one, two]] = 60.0
    work(scene)
    shorter = 1.0 - scene.parameters.traffic.second_track_saving
    assert scene.world.traffic.closed_h[two] == pytest.approx(shorter * scene.world.traffic.closed_h[one])
    assert 0.0 < scene.world.traffic.closed_h[one] < 24.0
    scene = small.scene()
    scene.world.structures.bridge_h[[one, two]] = 30.0
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
    p, crews = scene.parameters.traffic, 0.25 * scene.world.gauge.operated_km.sum()
    most = p.rails_relaid_per_day * (p.standing_crews_share + (1.0 - p.standing_crews_share) * 250.0 / 100.0)
    assert crews > 2.0 * most
    assert 900.0 - left[:2] == pytest.approx(most, abs=1.0)
    assert (900.0 - left[2:]).sum() == pytest.approx(crews - 2.0 * most, abs=3.0)


@pytest.mark.parametrize("rails", [0.4, 7.3, 2000.6])
def test_that_the_crews_of_an_army_group_relay_as_many_rails_as_they_can_and_on_average_no_more(rails):
    """Only the rails that crews can relay in a day are drawn: their standard error is half a rail a day at most."""
    scene = small.scene(parameters=small.parameters_with(traffic={"rails_relaid_per_day": 900.0}))
    days, done = 400, []
    scene.world.gauge.operated_km[:] = rails / (small.LINES * scene.parameters.traffic.crew_rails_per_km)
    for _ in range(days):
        scene.world.rail.rails_missing[:] = 900.0
        work(scene)
        done.append(900.0 * small.LINES - scene.world.rail.rails_missing.sum())
        scene = small.later(scene, 1)
    assert set(done) <= {np.floor(rails), np.ceil(rails)}
    assert np.mean(done) == pytest.approx(rails, abs=4.0 * 0.5 / np.sqrt(days))


@pytest.mark.parametrize("rails", [33.3, 900.0])
def test_that_as_many_rails_are_relaid_on_a_line_as_declared_where_crews_are_many(rails):
    """On a line of 250 km that is 1.75 times the figure for one of 100 km."""
    chosen = {"rails_relaid_per_day": rails, "crew_rails_per_km": 5.0}
    scene = small.scene(parameters=small.parameters_with(traffic=chosen))
    scene.world.gauge.operated_km[:] = 1e5
    days, done = 40, 0.0
    for _ in range(days):
        scene.world.rail.rails_missing[:] = 9000.0
        work(scene)
        done += 9000.0 * small.LINES - scene.world.rail.rails_missing.sum()
        scene = small.later(scene, 1)
    assert done / (days * small.LINES) == pytest.approx(1.75 * rails, abs=4.0 * 0.5 / np.sqrt(days * small.LINES))


def test_that_a_line_is_closed_for_as_long_as_its_rails_take_where_crews_are_many():
    scene = small.scene(parameters=small.parameters_with(traffic={"crew_rails_per_km": 5.0}))
    scene.world.gauge.operated_km[:] = 1e5
    scene.world.rail.rails_missing[:] = 40.0
    work(scene)
    p, single = scene.parameters.traffic, scene.land.line_tracks == 1.0
    hours = p.cut_closure_h + 24.0 * 40.0 / (1.75 * p.rails_relaid_per_day)
    assert scene.world.traffic.closed_h[single] == pytest.approx(hours)
    assert scene.world.traffic.closed_h[~single] == pytest.approx((1.0 - p.second_track_saving) * hours)


def test_that_lines_of_one_rank_are_served_equally_often_in_the_end():
    """Crews for one line of twelve, on 600 days: each is served 50 times, with a standard deviation of 6.8."""
    scene = small.scene(parameters=small.parameters_with(traffic={"rails_relaid_per_day": 900.0}))
    scene.world.gauge.operated_km[:] = 1575.0 / (small.LINES * scene.parameters.traffic.crew_rails_per_km)
    scene.world.traffic.usual_trains[:] = 1.0
    served = np.zeros(small.LINES)
    for _ in range(600):
        scene.world.rail.rails_missing[:] = 9000.0
        work(scene)
        served += scene.world.rail.rails_missing < 8000.0
        scene = small.later(scene, 1)
    assert abs(served - 50.0).max() < 4.0 * 6.8


def test_that_closed_lines_carry_no_trains_and_trains_stand_before_them():
    scene = small.scene()
    scene.world.gauge.is_connected[:] = 1
    scene.world.structures.bridge_h[:] = 500.0
    scene.world.traffic.usual_trains[:] = usual = np.linspace(1.0, 200.0, small.LINES)
    work(scene)
    run_trains(scene)
    assert scene.world.traffic.trains.sum() == scene.world.traffic.delivered.sum() == 0.0
    p, most = scene.parameters.traffic, scene.world.traffic.undamaged_capacity
    evacuated = p.retreat_traffic_share * scene.forcing.news[scene.land.group[scene.land.line_mid]]
    stopped = np.minimum(usual, most)
    stopped += evacuated * (most - stopped)
    room = p.standing_room_days * most
    np.testing.assert_allclose(scene.world.traffic.trains_standing, np.minimum(stopped, room), rtol=1e-6)


def test_that_what_arrives_is_counted_in_the_cell_of_the_railhead():
    scene = small.scene()
    scene.world.gauge.is_connected[:] = 1
    work(scene)
    run_trains(scene)
    t = scene.world.traffic
    assert t.arrived_here.sum() == pytest.approx(t.delivered.sum()) == pytest.approx(t.arrived.sum())
    assert t.demand_here.sum() == pytest.approx(scene.forcing.railhead_demand.sum())
    assert set(np.flatnonzero(t.arrived_here)) <= {int(c) for c in small.network().at}


def test_that_trains_asked_for_arrive_or_are_cancelled_and_none_arrives_without_a_locomotive():
    for share in (1.0, 0.3, 0.0):
        scene = small.scene()
        w = scene.world
        w.rolling_stock.availability[:] = share
        run_trains(scene)
        t = w.traffic
        assert t.run_here.sum() == pytest.approx(share * t.demand_here.sum())
        assert (t.arrived_here <= t.run_here + 1e-9).all()
        assert t.cancelled_here == pytest.approx(t.demand_here - t.arrived_here)
    assert t.cancelled_here.sum() > 0.0


def test_that_a_cut_telegraph_takes_the_declared_share_of_capacity_while_it_is_cut():
    scene = small.scene()
    scene.world.structures.telegraph_h[1] = 30.0
    loss = scene.parameters.traffic.telegraph_capacity_loss
    for hours in (24.0, 6.0, 0.0):
        work(scene)
        slow, free = scene.world.traffic.capacity[[1, 2]]
        assert slow == pytest.approx(free * (1.0 - loss * hours / 24.0))


def test_that_a_line_counts_as_busy_from_the_declared_number_of_trains():
    scene = small.scene()
    scene.world.traffic.trains[:] = np.arange(small.LINES)
    scene.world.traffic.capacity[:] = 24.0
    scene.world.gauge.is_updated[0] = 0
    small.call(traffic.route, scene)
    busy = scene.parameters.traffic.busy_trains_per_day
    np.testing.assert_allclose(scene.world.traffic.busy_share, np.minimum(1.0, np.arange(small.LINES) / busy))


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
        scene.world.structures.bridge_h[:], scene.world.traffic.usual_trains[:] = 30.0, 4.0
        work(scene)
        standing.append(scene.world.traffic.trains_standing.sum())
    assert standing[1] > 2.0 * standing[0]
    assert standing[2] == standing[0] > 0.0
