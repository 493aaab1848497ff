"""People eat, forget fear, and move towards what they live through, at the declared rates."""

import numpy as np
import pytest
from tests import small

from hinterland.war.civilians import population

KIN = 0.85
"""Share of people in the small theatre on whom the state could count."""
BASE = 0.40 * (0.5 + 0.5 * KIN)
"""Support for the Soviet side with which the small theatre enters the war."""


def weeks(scene: small.Scene, many: int = 10) -> small.Scene:
    """Let people live through some weeks."""
    for days in range(7 * many):
        small.call(population.step, small.later(scene, days))
    return scene


def annexed(scene: small.Scene) -> small.Scene:
    """Return the scene on land that was annexed in 1939-40."""
    return scene._replace(land=scene.land._replace(soviet_1938=np.zeros(small.CELLS, np.uint8)))


@pytest.mark.parametrize("grievance", [0.0, 0.8])
@pytest.mark.parametrize("news", [-0.9, 0.0, 0.9])
def test_that_a_week_closes_a_twentieth_of_the_gap_to_what_people_live_through(grievance, news):
    scene = small.scene(news=np.full(5, news), reprisal=np.zeros(small.CELLS))
    p = scene.world.population
    p.grievance[:], p.support_soviet[:], p.support_axis[:] = grievance, 0.2, 0.2
    weeks(scene, 1)
    felt = grievance + (1.0 - grievance) * 0.0085 * 0.4
    np.testing.assert_allclose(p.grievance, felt)
    goal = BASE + (0.35 + 0.65 * KIN) * (0.55 * felt + 0.12 * news)
    np.testing.assert_allclose(p.support_soviet, 0.2 + 0.05 * (min(1.0, max(0.0, goal)) - 0.2))
    service = 0.24 * (1.0 - 0.6 * felt) * (1.0 - 0.6 * max(0.0, news)) * (1.0 - 0.9 * 0.08)
    np.testing.assert_allclose(p.support_axis, 0.2 + 0.05 * (service - 0.2))


def test_that_people_of_annexed_land_are_slower_to_turn_and_resent_requisition():
    scene = annexed(small.scene(news=np.zeros(5), reprisal=np.zeros(small.CELLS)))
    scene.world.supply.requisition_resentment[:] = np.linspace(0.0, 1.0, small.CELLS)
    p = scene.world.population
    p.support_soviet[:] = 0.3
    weeks(scene, 1)
    goal = 0.31 * (0.5 + 0.5 * KIN) + (0.07 + 0.14 * KIN) * 0.55 * p.grievance
    goal -= 0.2 * scene.world.supply.requisition_resentment
    np.testing.assert_allclose(p.support_soviet, 0.3 + 0.05 * (goal - 0.3))


@pytest.mark.parametrize(("nation", "shift"), [("tatar", -0.55), ("baltic", -0.12), ("west_ukrainian", -0.16)])
def test_that_nationalities_shift_the_support_of_1941(nation, shift):
    scene = small.scene()
    land = scene.land._replace(**{nation: np.full(small.CELLS, 0.5)})
    population.settle(scene.world.population, land, scene.parameters.population)
    np.testing.assert_allclose(scene.world.population.support_soviet, BASE + 0.5 * shift)
    willing = 0.24 * (1.0 - 0.9 * 0.08) + (0.4 * 0.5 if nation == "tatar" else 0.0)
    np.testing.assert_allclose(scene.world.population.support_axis, willing)


def test_that_people_and_grain_of_1941_are_those_of_the_land():
    scene = small.scene()
    land = scene.land._replace(rural=np.full(small.CELLS, 1234.0), urban=np.full(small.CELLS, 568.0))
    population.settle(scene.world.population, land, scene.parameters.population)
    p = scene.world.population
    assert (p.rural == 1234.0).all()
    assert (p.urban == 568.0).all()
    np.testing.assert_allclose(p.food, 0.165 * 1234.0 * (0.3 + 0.4))


def test_that_a_policy_of_unlimited_reprisals_weighs_more_than_occupation_alone():
    mild, harsh = (small.scene(reprisal=np.full(small.CELLS, policy)) for policy in (0.0, 1.0))
    for scene in (mild, harsh):
        weeks(scene, 10)
    np.testing.assert_allclose(mild.world.population.grievance, 1.0 - (1.0 - 0.0085 * 0.4) ** 10)
    np.testing.assert_allclose(harsh.world.population.grievance, 1.0 - (1.0 - 0.0085 * 1.4) ** 10)


def test_that_fear_fades_by_a_share_every_week():
    scene = small.scene()
    scene.world.population.fear[:] = 0.8
    weeks(scene, 20)
    np.testing.assert_allclose(scene.world.population.fear, 0.8 * (1.0 - 0.09) ** 20)


def test_that_the_declared_ration_is_eaten_and_no_grain_is_lost():
    scene = small.scene(day=200)
    scene.world.population.food[:] = 9000.0
    weeks(scene, 4)
    p = scene.world.population
    np.testing.assert_allclose(p.grain_eaten, 4 * 0.0042 * (50_000.0 + 0.3 * 8_000.0))
    np.testing.assert_allclose(p.food + p.grain_eaten, 9000.0)


def test_that_villages_stretch_what_is_short():
    """Four thousand tonnes are eighteen weeks' bread; of these a twentieth is eaten in a week, and never all."""
    scene = small.scene(day=200)
    scene.world.population.food[:] = 4000.0
    weeks(scene, 4)
    np.testing.assert_allclose(scene.world.population.food, 4000.0 * 0.95**4)


def test_that_support_stays_between_nought_and_one():
    for news, grievance in ((1.0, 1.0), (-1.0, 0.0)):
        scene = small.scene(news=np.full(5, news))
        p = scene.world.population
        p.grievance[:], p.fear[:] = grievance, 1.0
        p.support_soviet[:], p.support_axis[:] = grievance, 1.0 - grievance
        weeks(scene, 60)
        for share in (p.support_soviet, p.support_axis, p.fear, p.grievance):
            assert share.min() >= 0.0
            assert share.max() <= 1.0


def test_that_without_changing_minds_support_stays_where_it_was():
    scene = small.scene(parameters=small.parameters_with(population={"enabled": 0.0}), news=np.full(5, 1.0))
    before = scene.world.population.support_soviet.copy()
    scene.world.population.grievance[:] = 1.0
    weeks(scene, 10)
    assert (scene.world.population.support_soviet == before).all()
