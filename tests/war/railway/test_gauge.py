"""Relaying the lines that were won, and losing them."""

import numpy as np
import pytest
from tests import small

from hinterland.war.railway import gauge


def fresh(**changes: object) -> small.Scene:
    """Return an occupied scene in which nothing is relaid yet."""
    scene = small.scene(**changes)
    g = scene.world.gauge
    g.relaid_share[:] = g.capacity_share[:] = g.operated_km[:] = 0.0
    return scene


def relay(scene: small.Scene, days: int = 1) -> None:
    """Let the railway troops work."""
    for n in range(days):
        small.call(gauge.relay, scene._replace(today=scene.today._replace(day=scene.today.day + n)))


def test_that_capacity_comes_back_only_some_time_after_a_line_is_won():
    scene = fresh()
    relay(scene, 5)
    assert scene.world.gauge.capacity_share.sum() == 0.0
    assert scene.world.gauge.relaid_km.sum() > 0.0
    relay(scene, 120)
    first = scene.world.gauge.capacity_share.copy()
    assert (first > 0.0).all()
    relay(scene, 300)
    assert (scene.world.gauge.capacity_share == 1.0).all()
    assert (scene.world.gauge.capacity_share >= first).all()


def test_that_no_more_is_relaid_in_a_day_than_the_troops_can():
    scene = fresh()
    relay(scene)
    assert scene.world.gauge.relaid_km.sum() == pytest.approx(3 * scene.parameters.gauge.relaid_km_per_day)
    assert scene.world.gauge.relaid_km.max() <= 3 * scene.parameters.gauge.relaid_km_per_day_at_one_end + 1e-9


@pytest.mark.parametrize("days", [1.0, 2.5, 3.0, 7.0])
def test_that_as_much_is_relaid_and_grown_in_a_month_whatever_the_days_between_updates(days):
    """Two intervals at most lie between what is relaid and what could be; a line grows from the next update on."""
    chosen = {"days_between_updates": days, "relaid_km_per_day": 15.0, "full_capacity_days": 300.0}
    scene = fresh(day=0, occupied_from=0, parameters=small.parameters_with(gauge=chosen))
    done = 0.0
    for n in range(140):
        now = scene._replace(today=scene.today._replace(day=n))
        small.call(gauge.relay, now)
        done += scene.world.gauge.relaid_km.sum()
        scene.world.clear_counts()
    assert done == pytest.approx(140 * 15.0, abs=2 * days * 15.0)


def test_that_main_lines_are_relaid_first():
    scene = fresh()
    capacity = scene.land.line_capacity.copy()
    capacity[4] = 60.0
    scene = scene._replace(land=scene.land._replace(line_capacity=capacity))
    relay(scene, 10)
    assert scene.world.gauge.relaid_share.argmax() == 4


def test_that_a_line_given_up_is_wrecked_and_must_be_relaid_anew():
    scene = fresh()
    relay(scene, 400)
    held = scene.world.gauge.operated_km.sum()
    assert held == scene.land.line_km.sum()
    lost = scene._replace(forcing=small.changed(scene.forcing, occupied=np.zeros(small.CELLS, np.uint8)))
    relay(lost)
    g = scene.world.gauge
    assert g.wrecked_km.sum() == pytest.approx(scene.parameters.gauge.wrecked_share * held)
    assert g.relaid_share.sum() == g.capacity_share.sum() == g.operated_km.sum() == 0.0


def test_that_trains_are_taken_over_where_the_relaid_network_ends():
    scene = fresh(day=105)
    g = scene.world.gauge
    g.is_connected[:] = (1, 0, 0, 0)
    small.call(gauge.place_railheads, scene)
    assert list(g.railhead_junction) == [0, -1]


def test_that_without_the_system_a_line_won_runs_at_once():
    scene = fresh(parameters=small.parameters_with(gauge={"enabled": 0.0}))
    relay(scene)
    assert (scene.world.gauge.capacity_share == 1.0).all()
