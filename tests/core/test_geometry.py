"""Distances follow the ground at every latitude, and an effect saturates by one law."""

import h3
import numpy as np
import pytest

from hinterland.core.geometry import density, distance_km, step_towards
from hinterland.core.jit import kernel
from hinterland.core.response import saturate
from hinterland.theatre.assemble import load


@kernel
def distance(land, a, b):
    return distance_km(land, a, b)


@kernel
def step(land, a, b):
    return step_towards(land, a, b)


@kernel
def response(x, half):
    return saturate(x, half)


@kernel
def on_1000km2(men, area):
    return density(men, area)


@pytest.mark.parametrize("resolution", [3, 4])
def test_that_distances_are_those_on_the_globe(resolution):
    theatre = load(resolution)
    land, ground = theatre.land, theatre.ground
    pick = np.random.default_rng(1).integers(0, land.lat.size, (400, 2))
    for a, b in pick:
        places = ((ground.lat[k], ground.lon[k]) for k in (a, b))
        true = h3.great_circle_distance(*places, unit="km")
        if true < 1000:
            assert distance(land, a, b) == pytest.approx(true, rel=0.01, abs=0.5)


def test_that_steps_lead_to_the_goal_by_neighbours():
    land = load(3).land
    start, goal = 10, 200
    at, way = start, distance(land, start, goal)
    for _ in range(200):
        further = step(land, at, goal)
        if further == at:
            break
        assert further in land.neighbours[at]
        assert distance(land, further, goal) < way
        at, way = further, distance(land, further, goal)
    assert at == goal


def test_that_an_effect_is_half_at_its_half_and_nothing_for_nothing():
    assert response(3.0, 3.0) == 0.5
    assert response(0.0, 3.0) == response(0.0, 0.0) == 0.0
    assert response(297.0, 3.0) == 0.99


def test_that_density_counts_people_on_a_thousand_square_kilometres():
    assert on_1000km2(50.0, 2000.0) == 25.0
    assert on_1000km2(50.0, 0.0) == 50_000.0
