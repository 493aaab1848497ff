"""Food hidden in the forest before the enemy comes."""

import numpy as np
import pytest
from tests import small

from hinterland.war.partisans import caches

NEED = 0.56
"""What a camp of a hundred eats in a week, in tonnes."""


def camps_with_caches(tonnes: float, camps: int = 1, **changes: object) -> small.Scene:
    """Return hungry camps in cells with so much hidden food."""
    scene = small.scene(camps=camps, **changes)
    w = scene.world
    w.detachments.food[:], w.caches.food[:], w.supply.weekly_need[:] = 0.0, tonnes, NEED
    return scene


def week(scene: small.Scene) -> None:
    """Let every cell and every camp have its day."""
    for days in range(7):
        small.call(caches.step, small.later(scene, days))


def test_that_hidden_food_feeds_a_camp_unless_it_is_betrayed():
    fed = []
    for betrayed in (0.0, 1.0):
        scene = camps_with_caches(20.0, betrayed=np.full(small.CELLS, betrayed))
        w = scene.world
        eaten = 0.0
        for days in range(56):
            small.call(caches.step, small.later(scene, days))
            eaten += 0.1 * w.detachments.food.sum()
            w.detachments.food[:] *= 0.9
        left = w.caches.food.sum() + w.population.grain_eaten.sum() + w.population.grain_taken.sum()
        assert left + w.detachments.food.sum() + eaten == pytest.approx(20.0 * small.CELLS)
        fed.append(w.detachments.food.sum())
    assert fed[0] > 5.0 * fed[1]


@pytest.mark.parametrize("betrayed", [0.0, 0.5, 1.0])
def test_that_the_declared_shares_spoil_and_are_found_in_a_week(betrayed):
    scene = small.scene(betrayed=np.full(small.CELLS, betrayed))
    w = scene.world
    w.caches.food[:] = 10.0
    week(scene)
    assert w.population.grain_eaten == pytest.approx(np.full(small.CELLS, 0.1))
    assert w.population.grain_taken == pytest.approx(np.full(small.CELLS, 0.6 * betrayed * 9.9))
    assert w.caches.food == pytest.approx(9.9 * np.full(small.CELLS, 1.0 - 0.6 * betrayed))


def test_that_a_camp_takes_what_it_lacks_for_a_week_and_no_more():
    scene = camps_with_caches(20.0)
    scene.world.detachments.food[0] = 0.5
    week(scene)
    assert scene.world.detachments.food[: small.CELLS] == pytest.approx(np.full(small.CELLS, NEED))


def test_that_two_camps_of_a_cell_take_no_more_than_their_part():
    """The first takes half of what there is, the second half of the rest; a week spoils a hundredth, early or late."""
    scene = camps_with_caches(0.4, camps=2)
    week(scene)
    food = scene.world.detachments.food[: 2 * small.CELLS]
    first, second = np.sort(food.reshape(2, small.CELLS), axis=0)[::-1]
    assert (np.abs(first - 0.2) <= 0.01 * 0.2 + 1e-12).all()
    assert (np.abs(second - 0.1) <= 0.01 * 0.1 + 1e-12).all()


def test_that_food_is_hidden_only_before_the_enemy_comes():
    for held in (0, 1):
        scene = small.scene(laid=np.ones(small.CELLS), occupied=np.full(small.CELLS, held, np.uint8))
        w = scene.world
        small.call(caches.step, scene)
        assert (w.caches.food.sum() > 0.0) == (held == 0)
        assert w.population.grain_harvested.sum() == (0.0 if held else small.CELLS)


def test_that_left_out_nothing_is_hidden_or_drawn():
    off = small.parameters_with(caches={"enabled": 0.0})
    scene = camps_with_caches(5.0, parameters=off, laid=np.ones(small.CELLS), occupied=np.zeros(small.CELLS, np.uint8))
    week(scene)
    assert (scene.world.caches.food == 5.0).all()
    assert (scene.world.detachments.food == 0.0).all()
