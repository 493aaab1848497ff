"""What a day routes on the real network is what an exact solver finds, whatever lines are closed."""

import numpy as np
import pytest
from tests import small

from hinterland.core.chance import Today
from hinterland.engine.begin import sizes_of
from hinterland.engine.day import SCHEDULE
from hinterland.engine.parameters import choose_parameters
from hinterland.engine.world import World
from hinterland.study.railways.vital import passage, undamaged
from hinterland.theatre.assemble import load
from hinterland.theatre.network import network_of
from hinterland.theatre.railway import yards_pass
from hinterland.war.railway import traffic, yards


def routed(theatre, seed):
    """Return what the engine's own day routes on the real network, randomly damaged, and what an exact solver does."""
    luck = np.random.default_rng(1000 + seed)
    railway, network = theatre.railway, network_of(theatre)
    day = int(luck.integers(200, 1000))
    world = World(SCHEDULE.states, sizes_of(theatre, 1, small.named_units()))
    closed = np.where(luck.random(railway.km.size) < luck.uniform(0.0, 0.4), luck.random(railway.km.size), 0.0)
    world.traffic.capacity[:] = undamaged(theatre, day) * (1.0 - closed)
    causes = small.forcing()
    inside = np.unique(np.concatenate((railway.line_a, railway.line_b))[np.tile(world.traffic.capacity > 0, 2)])
    heads = luck.choice(np.setdiff1d(inside, railway.entries), 15, replace=False)
    asked = np.round(luck.uniform(1.0, 40.0, 15), 2)
    causes = causes._replace(
        railheads=np.append(heads, np.full(17, -1)).astype(np.int32),
        railhead_group=np.append(np.arange(15) % 3, np.zeros(17)).astype(np.int32),
        railhead_demand=np.append(asked, np.zeros(17)),
    )
    world.gauge.railhead_junction[:] = causes.railheads
    world.traffic.undamaged_capacity[:] = undamaged(theatre, day)
    limited = railway.yards
    world.gauge.is_updated[0] = 1
    world.yards.lost_share[limited] = np.where(luck.random(limited.size) < 0.1, luck.random(limited.size), 0.0)
    ways = (network.ways, network.work, network.entries, network.starts, network.at)
    parameters, today = choose_parameters({}), Today(1, 3 * (day // 3), 0, 1)
    yards.step(
        world.yards, world.structures, world.traffic, theatre.land, network.ways, network.at, parameters.yards, today
    )
    state = world.traffic, world.gauge, world.rolling_stock, world.yards
    traffic.route(*state, *ways, causes, parameters.traffic)
    passes = world.yards.throughput[limited]
    whole = yards_pass(railway, world.traffic.undamaged_capacity, parameters.yards.other_lines_share)
    np.testing.assert_allclose(passes, whole * (1.0 - world.yards.lost_share[limited]))
    exact = passage(railway, world.traffic.capacity, railway.entries, heads, asked, passes).trains
    return float(world.traffic.arrived.sum()), exact


@pytest.mark.parametrize("seeds", [range(40), pytest.param(range(40, 240), marks=pytest.mark.slow)])
def test_that_what_the_day_routes_is_within_3_per_cent_of_an_exact_solver(seeds):
    theatre = load(4)
    for seed in seeds:
        ours, exact = routed(theatre, seed)
        assert exact > 10.0
        assert ours == pytest.approx(exact, rel=0.03)
