"""Distances on the ground, steps from cell to cell, densities, and what lies within reach of a camp."""

import math

from hinterland.core.jit import kernel
from hinterland.core.units import HEXAGON_WIDTH, KM2_PER_1000KM2, KM_PER_DEGREE, SIDES


@kernel
def distance_km(land, a, b):
    """Return the distance between the centres of two cells in km.

    Degrees of longitude are as long as they are halfway between the two parallels (equirectangular approximation); the
    error is below 1 per cent for cells less than 1,000 km apart.
    """
    north = land.lat[a] - land.lat[b]
    east = (land.lon[a] - land.lon[b]) * 0.5 * (land.cos_lat[a] + land.cos_lat[b])
    return KM_PER_DEGREE * math.sqrt(north * north + east * east)


@kernel
def width_km(land, c):
    """Return the distance between opposite sides of a cell, which is that between its centre and a neighbour's."""
    return HEXAGON_WIDTH * math.sqrt(land.area[c])


@kernel
def step_towards(land, c, goal):
    """Return the neighbour of a cell that is nearest to the goal, or the cell itself where none is nearer."""
    best, nearest = c, distance_km(land, c, goal)
    for k in range(SIDES):
        n = land.neighbours[c, k]
        if n >= 0:
            km = distance_km(land, n, goal)
            if km < nearest:
                best, nearest = n, km
    return best


@kernel
def way_out(land, occupied, centre, radius_km, c):
    """Return the first occupied cell farther from a centre than a radius, on the way straight out from c.

    The way stays in the republic of c; where it ends before, c is returned.
    """
    here = c
    while True:
        ahead, farthest = here, distance_km(land, centre, here)
        for k in range(SIDES):
            n = land.neighbours[here, k]
            if n >= 0 and occupied[n] == 1 and land.republic[n] == land.republic[c]:
                km = distance_km(land, centre, n)
                if km > farthest:
                    ahead, farthest = n, km
        if ahead == here:
            return c
        here = ahead
        if farthest > radius_km:
            return here


@kernel
def density(men, area):
    """Return the people on a thousand km2 where so many stand on an area in km2; an area below 1 km2 counts as 1."""
    return KM2_PER_1000KM2 * men / max(area, 1.0)


@kernel
def within_reach(land, values, c):
    """Return how much of a thing, so much of which is in each cell, lies within reach of a camp in cell c."""
    return land.reach[c] * sum_around(land, values, c)


@kernel
def sum_around(land, values, c):
    """Return how much of a thing is in the cells around cell c and in it."""
    total = 0.0
    for k in range(land.surroundings.shape[1]):
        n = land.surroundings[c, k]
        if n >= 0:
            total += values[n]
    return total


@kernel
def density_within_reach(land, people, c):
    """Return how many people there are on a thousand km2 within reach of a camp in cell c."""
    return density(within_reach(land, people, c), within_reach(land, land.area, c))


@kernel
def draw_within_reach(land, values, c, u):
    """Return a cell within reach of a camp in cell c, drawn by how much of a thing is in each; c if none is."""
    left = u * sum_around(land, values, c)
    for k in range(land.surroundings.shape[1]):
        n = land.surroundings[c, k]
        if n >= 0 and values[n] > 0.0:
            if left < values[n]:
                return n
            left -= values[n]
    return c
