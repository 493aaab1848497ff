"""Bridges, stations and the telegraph."""

import numpy as np
import pytest
from tests import small

from hinterland.core.aim import BRIDGE, RAILS, STATION, TELEGRAPH
from hinterland.war.sabotage import structures

CAMPS = 14 * small.CELLS


def reached(aim: int, bridge: int = -1, line: int = 0) -> small.Scene:
    """Return a scene in which 504 parties have reached a line with one aim."""
    scene = small.scene(camps=14)
    w = scene.world
    w.attempts.line[:CAMPS], w.attempts.aim[:CAMPS], w.attempts.bridge[:CAMPS] = line, aim, bridge
    w.rail.reached[:CAMPS] = 1
    return scene


def test_that_small_bridges_close_a_line_for_the_declared_mean_time():
    scene = reached(BRIDGE)
    small.call(structures.step, scene)
    s, p = scene.world.structures, scene.parameters.structures
    assert s.bridges_destroyed[0] == CAMPS
    assert s.main_bridges_destroyed.sum() == 0.0
    deviation = p.small_bridge_spread * p.small_bridge_closure_h / np.sqrt(3.0 * CAMPS)
    assert s.new_bridge_closure_h[0] / CAMPS == pytest.approx(p.small_bridge_closure_h, abs=4.0 * deviation)
    assert s.bridge_h[0] == s.new_bridge_closure_h[0]


@pytest.mark.parametrize("bridge", [0, 1])
def test_that_a_main_bridge_closes_its_line_the_longer_the_longer_it_is(bridge):
    scene = reached(BRIDGE, bridge, bridge)
    w, p = scene.world, scene.parameters.structures
    w.attempts.line[1:CAMPS] = -1
    hours = []
    for _ in range(400):
        w.structures.main_bridge_h[:] = w.structures.bridge_h[:] = 0.0
        small.call(structures.step, scene)
        hours.append(w.structures.main_bridge_h[bridge])
        assert w.structures.bridge_h[bridge] == hours[-1]
        assert w.structures.main_bridges_destroyed.sum() == 1.0
        scene = small.later(scene, 1)
    mean = p.main_bridge_closure_h * (1.0 + p.closure_gain_per_size * small.network().spans.size[bridge])
    assert np.mean(hours) == pytest.approx(mean, abs=4.0 * p.main_bridge_spread * mean / np.sqrt(3.0 * 400))


def test_that_a_main_bridge_that_is_down_is_not_destroyed_again():
    scene = reached(BRIDGE, 0)
    small.call(structures.step, scene)
    s = scene.world.structures
    assert s.main_bridges_destroyed[0] == 1.0
    assert s.bridges_destroyed[0] == CAMPS, "the other parties destroy small bridges of the line"


def test_that_stations_and_the_telegraph_are_out_of_use_for_the_declared_hours():
    station, telegraph = reached(STATION), reached(TELEGRAPH)
    for scene in (station, telegraph):
        small.call(structures.step, scene)
    p = station.parameters.structures
    assert station.world.structures.stations_destroyed[0] == telegraph.world.structures.telegraph_attacks[0] == CAMPS
    assert station.world.structures.station_h[0] == pytest.approx(CAMPS * p.station_closure_h)
    assert telegraph.world.structures.telegraph_h[0] == pytest.approx(CAMPS * p.telegraph_closure_h)


@pytest.mark.parametrize("why", ["foiled", "rails", "none"])
def test_that_parties_that_were_foiled_or_had_another_aim_destroy_no_structure(why):
    scene = reached(RAILS if why == "rails" else BRIDGE, line=-1 if why == "none" else 0)
    if why == "foiled":
        scene.world.rail.reached[:] = 0
    small.call(structures.step, scene)
    s = scene.world.structures
    assert s.bridges_destroyed.sum() == s.stations_destroyed.sum() == s.telegraph_attacks.sum() == 0.0
