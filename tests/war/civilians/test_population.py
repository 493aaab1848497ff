"""Those who lived there."""

import numpy as np
from tests import small

from hinterland.war.civilians import population


def weeks(scene: small.Scene, many: int = 10) -> small.Scene:
    """Let people live through some weeks."""
    for days in range(7 * many):
        now = small.later(scene, days)
        small.call(population.step, now)
    return scene


def test_that_minds_follow_what_is_lived_through():
    calm, wronged = small.scene(), small.scene()
    wronged.world.population.grievance[:] = 0.8
    for scene in (calm, wronged):
        weeks(scene, 30)
    assert (wronged.world.population.support_soviet > calm.world.population.support_soviet).all()
    assert (wronged.world.population.support_axis < calm.world.population.support_axis).all()


def test_that_good_news_from_the_front_helps():
    minds = [
        weeks(small.scene(news=np.full(5, n)), 20).world.population.support_soviet.mean() for n in (-0.9, 0.0, 0.9)
    ]
    assert minds == sorted(minds)
    assert minds[0] < minds[-1]


def test_that_fear_fades_with_the_weeks():
    scene = small.scene()
    scene.world.population.fear[:] = 0.8
    weeks(scene, 20)
    assert scene.world.population.fear.max() < 0.4
    assert scene.world.population.fear.min() > 0.0


def test_that_bread_is_eaten_and_none_is_lost():
    scene = small.scene(day=200)
    scene.world.population.food[:] = 5000.0
    weeks(scene, 4)
    p = scene.world.population
    assert p.grain_eaten.sum() > 0.0
    assert round(p.food.sum() + p.grain_eaten.sum(), 3) == 5000.0 * small.CELLS


def test_that_loyalties_stay_between_nought_and_one():
    scene = small.scene(news=np.full(5, 1.0))
    scene.world.population.grievance[:] = 1.0
    weeks(scene, 60)
    for mind in (
        scene.world.population.support_soviet,
        scene.world.population.support_axis,
        scene.world.population.fear,
    ):
        assert mind.min() >= 0.0
        assert mind.max() <= 1.0
