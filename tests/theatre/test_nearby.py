"""What lies near a cell is told by distance, whatever the size of the cells."""

import numpy as np
import pytest

from hinterland.theatre.ground import distance_km, read_ground
from hinterland.theatre.nearby import REACH_KM, RING_KM, ring, surroundings


@pytest.fixture(scope="module", params=[3, 4, 5])
def ground(request):
    return read_ground(request.param)


def test_that_the_surroundings_are_all_cells_within_reach_the_cell_itself_first(ground):
    cells, share = surroundings(ground)
    assert (cells[:, 0] == np.arange(len(ground.h3))).all()
    for c in range(0, len(ground.h3), len(ground.h3) // 40):
        near = np.flatnonzero(distance_km(ground, ground.lat[c], ground.lon[c]) <= REACH_KM)
        assert set(cells[c][cells[c] >= 0]) == set(near)
        assert 0.0 < share[c] <= 1.0


def test_that_as_much_land_is_within_reach_on_grids_of_every_size(ground):
    """In the middle of the theatre, where cells of resolution 4 are about as large as the circle."""
    cells, share = surroundings(ground)
    inland = np.flatnonzero((abs(ground.lat - 53.5) < 2.0) & (abs(ground.lon - 29.0) < 4.0))
    land = np.array([share[c] * ground.area[cells[c][cells[c] >= 0]].sum() for c in inland])
    assert land.mean() == pytest.approx(np.pi * REACH_KM**2, rel=0.05)


def test_that_the_next_districts_lie_as_far_off_as_is_said_where_cells_are_small_enough():
    for resolution, error in ((4, 26.0), (5, 10.0)):
        ground = read_ground(resolution)
        there = ring(ground)
        for c in range(0, len(ground.h3), len(ground.h3) // 40):
            off = distance_km(ground, ground.lat[c], ground.lon[c])[there[c][there[c] >= 0]]
            assert c not in there[c]
            assert off == pytest.approx(np.full(off.size, RING_KM), abs=error)


def test_that_neighbours_stand_for_the_next_districts_where_cells_are_too_large():
    ground = read_ground(3)
    assert (ring(ground) == ground.neighbours).all()
