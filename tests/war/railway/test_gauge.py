"""Relaying the lines that were won, and losing them."""

import numpy as np
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
    lines = small.network()
    for n in range(days):
        today = scene.today._replace(day=scene.today.day + n)
        gauge.relay(
            scene.world.gauge, lines.graph, lines.entries, scene.land, scene.forcing, scene.parameters.gauge, today
        )


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
    assert 0.0 < scene.world.gauge.relaid_km.sum() <= 3 * scene.parameters.gauge.relaid_km_per_day + 1e-9
    assert scene.world.gauge.relaid_km.max() <= 3 * scene.parameters.gauge.relaid_km_per_day_at_one_end + 1e-9


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
    assert 0.0 < g.wrecked_km.sum() <= held
    assert g.relaid_share.sum() == g.capacity_share.sum() == g.operated_km.sum() == 0.0


def test_that_trains_are_taken_over_where_the_relaid_network_ends():
    scene = fresh(day=105)
    g, lines = scene.world.gauge, small.network()
    g.is_connected[:] = (1, 0, 0, 0)
    gauge.place_railheads(g, lines.graph, scene.land, scene.forcing, scene.today)
    assert list(g.railhead_junction) == [0, -1]


def test_that_without_the_system_a_line_won_runs_at_once():
    scene = fresh(parameters=small.parameters_with(gauge={"enabled": 0.0}))
    relay(scene)
    assert (scene.world.gauge.capacity_share == 1.0).all()
