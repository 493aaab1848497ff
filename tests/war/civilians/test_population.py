"""Those who lived there."""

import numpy as np
from tests import toy

from hinterland.war.civilians import population


def weeks(of: toy.Scene, many: int = 10) -> toy.Scene:
    """Let people live through some weeks."""
    for days in range(7 * many):
        now = toy.later(of, days)
        toy.call(population.step, now)
    return of


def test_that_minds_follow_what_is_lived_through():
    calm, wronged = toy.scene(), toy.scene()
    wronged.world.population.wrong[:] = 0.8
    for of in (calm, wronged):
        weeks(of, 30)
    assert (wronged.world.population.soviet > calm.world.population.soviet).all()
    assert (wronged.world.population.german < calm.world.population.german).all()


def test_that_good_news_from_the_front_helps():
    minds = [weeks(toy.scene(news=np.full(5, n)), 20).world.population.soviet.mean() for n in (-0.9, 0.0, 0.9)]
    assert minds == sorted(minds)
    assert minds[0] < minds[-1]


def test_that_fear_fades_with_the_weeks():
    of = toy.scene()
    of.world.population.fear[:] = 0.8
    weeks(of, 20)
    assert of.world.population.fear.max() < 0.4
    assert of.world.population.fear.min() > 0.0


def test_that_bread_is_eaten_and_none_is_lost():
    of = toy.scene(day=200)
    of.world.population.food[:] = 5000.0
    weeks(of, 4)
    p = of.world.population
    assert p.eaten.sum() > 0.0
    assert round(p.food.sum() + p.eaten.sum(), 3) == 5000.0 * toy.CELLS


def test_that_loyalties_stay_between_nought_and_one():
    of = toy.scene(news=np.full(5, 1.0))
    of.world.population.wrong[:] = 1.0
    weeks(of, 60)
    for mind in (of.world.population.soviet, of.world.population.german, of.world.population.fear):
        assert mind.min() >= 0.0
        assert mind.max() <= 1.0
