"""What lies near a cell is told by distance, whatever the size of the cells."""

import numpy as np
import pytest

from hinterland.theatre.ground import distance_km, read_ground
from hinterland.theatre.nearby import USUAL, ring, surroundings


@pytest.fixture(scope="module", params=[3, 4, 5])
def ground(request):
    return read_ground(request.param)


def test_that_the_cells_of_a_district_name_each_other_the_cell_itself_first(ground):
    cells, share = surroundings(ground)
    assert (cells[:, 0] == np.arange(len(ground.h3))).all()
    for c in range(0, len(ground.h3), len(ground.h3) // 40):
        members = cells[c][cells[c] >= 0]
        assert len(set(members)) == len(members)
        for n in members:
            assert set(cells[n][cells[n] >= 0]) == set(members)
    assert ((share > 0.0) & (share <= 1.0)).all()


def test_that_as_much_land_is_within_reach_on_grids_of_every_size(ground):
    """In the middle of the theatre."""
    cells, share = surroundings(ground)
    inland = np.flatnonzero((abs(ground.lat - 53.5) < 2.0) & (abs(ground.lon - 29.0) < 4.0))
    land = np.array([share[c] * ground.area[cells[c][cells[c] >= 0]].sum() for c in inland])
    assert land.mean() == pytest.approx(1_560.0, rel=0.1)


def test_that_the_next_districts_lie_as_far_off_as_is_said_where_cells_are_small_enough():
    for resolution, error in ((4, 26.0), (5, 10.0)):
        ground = read_ground(resolution)
        there = ring(ground)
        for c in range(0, len(ground.h3), len(ground.h3) // 40):
            off = distance_km(ground, ground.lat[c], ground.lon[c])[there[c][there[c] >= 0]]
            assert c not in there[c]
            assert off == pytest.approx(np.full(off.size, USUAL.ring_km), abs=error)


def test_that_neighbours_stand_for_the_next_districts_where_cells_are_too_large():
    ground = read_ground(3)
    assert (ring(ground) == ground.neighbours).all()
