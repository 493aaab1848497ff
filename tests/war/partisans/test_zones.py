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
    assert weeks(scene, 60).max() < 0.001
    assert scene.world.zones.held.max() < 0.001


def test_that_no_ground_is_held_where_the_other_side_weighs_as_much():
    few = small.scene(camps=1)
    few.world.security.garrison[:] = 3000.0
    assert 0.0 < weeks(few).max() < few.parameters.zones.upper_hand
    assert few.world.zones.area.sum() == few.world.zones.people.sum() == 0.0


def held_after(scene: small.Scene, many: int, control: float) -> np.ndarray:
    """Let so many weeks pass in which partisans control a share of every cell; return the share that they hold."""
    for days in range(7 * many):
        # What a week of the balance makes of it, told beforehand.
        scene.world.zones.control[:] = control / (1.0 - scene.parameters.zones.change_per_week)
        small.call(zones.step, small.later(scene, days))
    return scene.world.zones.held


def test_that_free_ground_is_held_for_the_most_part_after_months_and_lost_within_weeks():
    """A thirteenth of what is missing is added in a week; a third of what is lost goes in a week."""
    scene = small.scene()
    z = scene.world.zones
    held = (0.8 - 0.35) / (1.0 - 0.35) * (1.0 - (1.0 - 1.0 / 13.0) ** 13)
    assert held_after(scene, 13, 0.8) == pytest.approx(np.full(small.CELLS, held))
    assert z.area == pytest.approx(held * scene.land.area)
    assert z.people == pytest.approx(held * scene.world.population.rural)
    assert z.occupied == pytest.approx(scene.land.area)
    assert held_after(scene, 6, 0.3) == pytest.approx(np.full(small.CELLS, held * (2.0 / 3.0) ** 6))


@pytest.mark.parametrize(("believed", "share"), [(0.0, 0.0), (12.0, 0.5), (36.0, 0.9)])
def test_that_the_ground_counts_as_unsafe_by_the_square_of_the_believed_density(believed, share):
    scene = small.scene()
    scene.world.picture.partisans[:] = believed * scene.land.area / 1000.0
    weeks(scene, 1)
    assert scene.world.zones.infested == pytest.approx(share * scene.land.area)


def test_that_ground_under_control_counts_as_unsafe_whatever_the_enemy_believes():
    scene = small.scene()
    scene.world.picture.partisans[:] = 0.0
    assert scene.world.zones.infested.sum() == 0.0
    held_after(scene, 1, 0.4)
    assert scene.world.zones.infested == pytest.approx(0.4 * scene.land.area)


def test_that_free_ground_and_left_out_control_count_for_nothing():
    free = small.scene(camps=10, occupied=np.zeros(small.CELLS, np.uint8))
    free.world.zones.control[:] = 0.9
    assert weeks(free, 1).max() == 0.0
    assert free.world.zones.occupied.sum() == 0.0
    off = small.scene(camps=10, parameters=small.parameters_with(zones={"enabled": 0.0}))
    assert weeks(off).max() == 0.0
