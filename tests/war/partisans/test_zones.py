"""Who controls the ground."""

import numpy as np
import pytest
from tests import small

from hinterland.war.partisans import zones


def weeks(scene: small.Scene, many: int = 20, troops: float = 0.0) -> np.ndarray:
    """Let the balance move for some weeks, with so many men of expeditions in each cell; return its control."""
    for days in range(7 * many):
        now = small.later(scene, days)
        now.world.expeditions.troops[:] = troops
        small.call(zones.step, now)
    return scene.world.zones.control


def balanced(scene: small.Scene, partisans: float, troops: float) -> np.ndarray:
    """Return the control of every cell in the end, with so many partisans and soldiers in each."""
    p = scene.parameters.zones
    own = 1000.0 * partisans / scene.land.area * (p.open_ground_weight + scene.land.cover)
    own = own * (p.unwilling_weight + scene.world.population.support_soviet)
    other = p.soldier_weight * 1000.0 * troops / scene.land.area + p.half_saturation_partisans
    return own / (own + other)


@pytest.mark.parametrize("more", ["camps", "garrison"])
def test_that_ground_goes_to_whoever_is_denser(more):
    control = []
    for n in (1, 4, 10):
        scene = small.scene(camps=n if more == "camps" else 4)
        w = scene.world
        w.security.garrison[:] = 500.0 * n if more == "garrison" else 500.0
        w.security.police[:] = 40.0
        control.append(weeks(scene, 80, troops=30.0).mean())
        goal = balanced(scene, w.detachments.men_in_cell[0], w.security.garrison[0] + 0.5 * 40.0 + 30.0)
        # In eighty weeks 0.12 of the gap a week leaves less than 1 in 20,000 of it.
        assert w.zones.control == pytest.approx(goal, rel=1e-4)
    assert control == sorted(control, reverse=more == "garrison")


def test_that_a_week_closes_the_declared_part_of_the_gap():
    scene = small.scene()
    scene.world.zones.control[:] = 0.9
    assert weeks(scene, 1) == pytest.approx(np.full(small.CELLS, 0.9 * 0.88))
    assert weeks(scene, 60) == pytest.approx(np.full(small.CELLS, 0.9 * 0.88**61))
    assert scene.world.zones.held.max() == 0.0


def held_after(scene: small.Scene, weeks: int) -> np.ndarray:
    """Let so many weeks pass; return the share of every cell that partisans hold."""
    for days in range(7 * weeks):
        small.call(zones.step, small.later(scene, days))
    return scene.world.zones.held


def standing(partisans: float, men: float = 0.0) -> small.Scene:
    """Return a scene with so many partisans, weighted, and so many men in garrison on 1,000 km2 of every cell."""
    scene = small.scene()
    p, w = scene.parameters.zones, scene.world
    w.population.support_soviet[:] = 1.0 - p.unwilling_weight
    weight = p.open_ground_weight + scene.land.cover
    w.detachments.men_in_cell[:] = partisans / weight * scene.land.area / 1000.0
    w.security.garrison[:] = men * scene.land.area / 1000.0
    return scene


@pytest.mark.parametrize(("partisans", "men"), [(10.0, 0.0), (100.0, 0.0), (900.0, 0.0), (900.0, 2400.0)])
def test_that_dense_partisans_hold_the_ground_that_no_post_commands(partisans, men):
    """Of 1,000 km2, 2,400 men are 40 posts of 25 km2 each: 37 per cent is beyond their reach."""
    share = (partisans / (partisans + 100.0)) ** 2 * np.exp(-men / 60.0 * 25.0 / 1000.0)
    assert held_after(standing(partisans, men), 150) == pytest.approx(np.full(small.CELLS, share), rel=1e-3)


def test_that_thin_groups_hold_a_hundredth_of_what_ten_times_as_many_could():
    """They hold the square of n in n + 100, each."""
    thin, dense = (held_after(standing(n), 150).mean() for n in (1.0, 10.0))
    assert thin / dense == pytest.approx((1.0 / 101.0) ** 2 / (10.0 / 110.0) ** 2, rel=1e-3)


def test_that_free_ground_is_held_for_the_most_part_after_months_and_lost_within_weeks():
    """A thirteenth of what is missing is added in a week; a third of what is lost goes in a week."""
    scene = standing(900.0)
    z = scene.world.zones
    held = 0.81 * (1.0 - (1.0 - 1.0 / 13.0) ** 13)
    assert held_after(scene, 13) == pytest.approx(np.full(small.CELLS, held))
    assert z.area == pytest.approx(held * scene.land.area)
    assert z.people == pytest.approx(held * scene.world.population.rural)
    assert z.occupied == pytest.approx(scene.land.area)
    scene.world.detachments.men_in_cell[:] = 0.0
    assert held_after(scene, 6) == pytest.approx(np.full(small.CELLS, held * (2.0 / 3.0) ** 6))


@pytest.mark.parametrize(("believed", "share"), [(0.0, 0.0), (40.0, 0.5), (120.0, 0.9)])
def test_that_the_ground_counts_as_unsafe_by_the_square_of_the_believed_density(believed, share):
    scene = small.scene()
    scene.world.picture.partisans[:] = believed * scene.land.area / 1000.0
    weeks(scene, 1)
    assert scene.world.zones.unsafe == pytest.approx(share * scene.land.area)


def test_that_ground_that_is_held_counts_as_unsafe_whatever_the_enemy_believes():
    """A hundred and fifty on 1,000 km2 hold 36 per cent in the end, and control their part of the balance sooner."""
    scene = standing(150.0)
    p, z = scene.parameters.zones, scene.world.zones
    held_after(scene, 8)
    held = (150.0 / 250.0) ** 2 * (1.0 - (12.0 / 13.0) ** 8)
    assert z.unsafe == pytest.approx(held * scene.land.area)
    control = 150.0 / (150.0 + p.half_saturation_partisans) * (1.0 - (1.0 - p.change_per_week) ** 8)
    assert z.control == pytest.approx(np.full(small.CELLS, control))


def test_that_free_ground_and_left_out_control_count_for_nothing():
    free = small.scene(camps=10, occupied=np.zeros(small.CELLS, np.uint8))
    free.world.zones.control[:] = 0.9
    assert weeks(free, 1).max() == 0.0
    assert free.world.zones.occupied.sum() == 0.0
    off = small.scene(camps=10, parameters=small.parameters_with(zones={"enabled": 0.0}))
    assert weeks(off).max() == 0.0
