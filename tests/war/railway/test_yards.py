"""What junctions can pass, and what stands in them."""

import numpy as np
import pytest
from tests import small

from hinterland.war.railway import gauge, traffic, yards

AT_ONE = 1
"""The junction of the small network at which the lines from west to east end."""


def step(scene: small.Scene) -> None:
    """Let a day pass in the yards."""
    small.call(yards.step, scene)


def working(**parameters: float) -> small.Scene:
    """Return a scene with six whole lines of 24 trains a day each way."""
    scene = small.scene(parameters=small.parameters_with(yards=parameters))
    scene.world.traffic.undamaged_capacity[:] = scene.world.traffic.capacity[:] = 24.0
    return scene


@pytest.mark.parametrize(("beside", "passes"), [(0.0, 24.0), (0.5, 48.0), (1.0, 72.0)])
def test_that_a_junction_passes_what_its_best_line_brings_and_a_share_of_the_others(beside, passes):
    scene = working(other_lines_share=beside)
    step(scene)
    assert scene.world.yards.throughput[AT_ONE] == pytest.approx(passes)
    assert scene.world.yards.throughput[0] == 0.0, "trains that come onto the map there have no limit"


def test_that_a_destroyed_station_takes_a_part_of_it_until_it_is_rebuilt():
    scene = working(loss_per_station=0.4, rebuilt_per_day=0.1)
    scene.world.structures.stations_destroyed[0] = 1.0
    step(scene)
    lost = scene.world.yards.lost_share[[0, AT_ONE]]
    assert sorted(lost) == [0.0, pytest.approx(0.4)]
    scene.world.yards.lost_share[:] = 0.4
    scene.world.structures.stations_destroyed[:] = 0.0
    passed = []
    for _ in range(40):
        step(scene)
        passed.append(scene.world.yards.throughput[AT_ONE])
    assert passed == sorted(passed)
    assert passed[0] == pytest.approx(48.0 * (1.0 - 0.36))
    assert passed[-1] == pytest.approx(48.0, rel=0.01)


def test_that_as_many_trains_stand_at_the_one_end_of_a_closed_line_as_at_the_other():
    scene = working()
    scene.world.traffic.trains_standing[0] = 7.0
    step(scene)
    here = scene.world.yards.trains_standing
    at = small.network().at
    assert here[at[0]] == here[at[AT_ONE]] == 7.0
    assert here.sum() == 14.0


def test_that_no_more_trains_arrive_than_the_yards_of_the_railhead_pass():
    arrived = []
    for beside in (0.0, 0.5, 3.0):
        scene = working(other_lines_share=beside)
        w, lines = scene.world, small.network()
        w.gauge.is_connected[:] = 1
        small.call(gauge.place_railheads, scene)
        step(scene)
        small.call(traffic.route, scene)
        arrived.append(w.traffic.delivered[0])
        scene = small.later(scene, 1)
        step(scene)
        full = scene.world.yards.full_junctions[lines.at[AT_ONE]]
        assert full == (1.0 if beside < 1.0 else 0.0)
    np.testing.assert_allclose(arrived, [24.0, 48.0, 60.0])
