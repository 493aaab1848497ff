"""Food and arms."""

from math import sqrt

import numpy as np
import pytest
from tests import small

from hinterland.war.partisans import supply

SEEDS = range(1, 31)


def week(scene: small.Scene) -> tuple[float, float]:
    """Let every detachment see to a week's food and arms; return the food given and the food seized."""
    given = seized = 0.0
    for days in range(7):
        now = small.later(scene, days)
        w = now.world
        small.call(supply.step, now)
        given, seized = given + w.supply.food_given.sum(), seized + w.supply.food_seized.sum()
    return given, seized


def hungry(soviet: float, grain: float = 20_000.0, camps: int = 2) -> small.Scene:
    """Return a scene of empty camps among people of this mind and this much grain in every cell."""
    scene = small.scene(camps=camps)
    scene.world.detachments.food[:] = 0.0
    scene.world.population.support_soviet[:], scene.world.population.food[:] = soviet, grain
    return scene


def unarmed(men: float, scattered: float, seed: int = 1) -> small.Scene:
    """Return a camp without rifles in every cell, among people half of whom support it; hidden rifles last."""
    lasting = small.parameters_with(supply={"spoilt_per_week": 0.0})
    scene = small.scene(camps=1, seed=seed, parameters=lasting)
    w = scene.world
    w.detachments.people[: small.CELLS, 2] = w.detachments.men[: small.CELLS] = men
    w.detachments.rifles[:] = 0.0
    w.supply.scattered[:], w.population.support_soviet[:] = scattered, 0.5
    return scene


def test_that_what_a_camp_eats_comes_out_of_barns():
    scene = hungry(0.5)
    before = scene.world.population.food.sum()
    given, seized = week(scene)
    w = scene.world
    assert given + seized == pytest.approx(before - w.population.food.sum())
    assert w.population.grain_eaten.sum() + w.detachments.food.sum() == pytest.approx(given + seized)
    assert w.population.grain_eaten.sum() == pytest.approx(72 * 100 * 0.0056)
    assert w.supply.weekly_need[:72] == pytest.approx(np.full(72, 0.56))


@pytest.mark.parametrize(("soviet", "willing"), [(0.0, 0.0), (0.25, 0.45), (0.9, 1.0)])
def test_that_people_give_by_their_support_and_the_rest_of_a_little_more_than_a_week_is_seized(soviet, willing):
    """A camp of a hundred eats 0.56 t a week, asks for four weeks of it, and seizes up to 1.2 weeks."""
    given, seized = week(hungry(soviet))
    assert given == pytest.approx(72 * 4 * 0.56 * willing)
    assert seized == pytest.approx(72 * max(0.0, 1.2 * 0.56 - 4 * 0.56 * willing))


def test_that_a_poor_district_gives_and_loses_no_more_than_the_declared_shares():
    given, seized = week(hungry(0.25, grain=4.0, camps=1))
    assert given == pytest.approx(36 * 0.05 * 4.0 * 0.45)
    assert seized == pytest.approx(36 * 0.04 * 4.0)


def test_that_where_barns_are_empty_camps_go_hungry():
    scene = hungry(0.9, grain=0.0)
    assert week(scene) == (0.0, 0.0)
    assert (scene.world.detachments.hungry[:72] == 1.0).all()
    scene = hungry(0.9)
    week(scene)
    assert (scene.world.detachments.hungry[:72] == 0.0).all()


@pytest.mark.parametrize("seized", [0.0, 50.0, 150.0])
def test_that_a_kilogram_seized_from_each_villager_brings_half_of_all_resentment(seized):
    scene = small.scene()
    scene.world.population.rural[:] = 50_000.0
    scene.world.supply.recently_seized[:] = seized
    week(scene)
    assert scene.world.supply.requisition_resentment == pytest.approx(np.full(small.CELLS, seized / (seized + 50.0)))
    assert scene.world.supply.recently_seized == pytest.approx(np.full(small.CELLS, 0.92 * seized))


@pytest.mark.parametrize(("men", "scattered"), [(20.0, 13.0), (2000.0, 13.0), (20.0, 500.0), (2000.0, 5000.0)])
def test_that_the_declared_share_of_hidden_rifles_is_found(men, scattered):
    """Half of the people support the camp, so that the search finds 0.9 of the declared share."""
    found = 0.0
    for seed in SEEDS:
        scene = unarmed(men, scattered, seed)
        week(scene)
        found += scene.world.detachments.rifles.sum()
        assert scene.world.detachments.rifles.sum() + scene.world.supply.scattered.sum() == small.CELLS * scattered
    mean = 0.03 * scattered * min(1.0, men / 60.0) * 0.9
    many = len(SEEDS) * small.CELLS
    assert abs(found - mean * many) < 4.0 * sqrt(0.25 * many)


def test_that_the_declared_share_of_hidden_rifles_spoils():
    scene = small.scene()
    scene.world.supply.scattered[:] = 5000.0
    week(scene)
    assert scene.world.supply.lost == pytest.approx(np.full(small.CELLS, 30.0), abs=1.0)
    assert (scene.world.supply.scattered + scene.world.supply.lost == 5000.0).all()


def test_that_a_detachment_looks_for_rifles_for_those_who_wait_too():
    """One who waits for every two of a hundred partisans: they want 55 rifles more."""
    scene = unarmed(100.0, 5000.0)
    scene.world.detachments.rifles[: small.CELLS] = 110.0
    scene.world.reserves.per_partisan[:] = 0.5
    week(scene)
    assert scene.world.detachments.rifles[: small.CELLS] == pytest.approx(np.full(small.CELLS, 165.0))


def test_that_a_detachment_looks_for_no_more_rifles_than_it_lacks():
    """A hundred look for 110 rifles, and 107.5 of them they have: two or three are found, 2.5 on average."""
    found = []
    for seed in SEEDS:
        scene = unarmed(100.0, 5000.0, seed)
        scene.world.detachments.rifles[: small.CELLS] = 107.5
        week(scene)
        found.append(scene.world.detachments.rifles[: small.CELLS] - 107.5)
    many = len(SEEDS) * small.CELLS
    assert set(np.ravel(found)) == {2.0, 3.0}
    assert abs(np.sum(found) - 2.5 * many) < 4.0 * sqrt(0.25 * many)


@pytest.mark.parametrize(("men", "rifles", "surplus"), [(25.0, 40.0, 4.5), (1999.0, 3000.0, 398.3), (25.0, 35.0, 0.0)])
def test_that_rifles_beyond_what_a_detachment_carries_are_hidden(men, rifles, surplus):
    """It carries 1.3 for each person, and three."""
    hidden = 0.0
    for seed in SEEDS:
        scene = unarmed(men, 0.0, seed)
        scene.world.detachments.rifles[: small.CELLS] = rifles
        week(scene)
        hidden += scene.world.supply.scattered.sum()
    many = len(SEEDS) * small.CELLS
    assert abs(hidden - surplus * many) <= 4.0 * sqrt(0.25 * many * (surplus > 0.0))


def test_that_found_rifles_are_counted_where_the_map_has_the_cell():
    scene = unarmed(100.0, 500.0)
    halves = (np.arange(small.CELLS) >= 12).astype(np.int32)
    scene = scene._replace(land=scene.land._replace(atom=halves))
    scene.world.supply.scattered[:12] = 0.0
    counted = np.zeros(small.CELLS)
    for days in range(7):
        now = small.later(scene, days)
        small.call(supply.step, now)
        counted += now.world.supply.rifles_found
    assert counted[1] == scene.world.detachments.rifles.sum() > 0.0
    assert counted.sum() == counted[1]


@pytest.mark.parametrize(("men", "search"), [(15.0, 0.25), (60.0, 1.0), (600.0, 1.0)])
def test_that_a_detachment_recovers_half_of_the_most_explosive_on_average(men, search):
    found = 0.0
    for seed in SEEDS:
        scene = unarmed(men, 0.0, seed)
        before = scene.world.detachments.explosive.sum()
        week(scene)
        found += scene.world.supply.explosive_found.sum()
    most, many = 0.3 * search, len(SEEDS) * small.CELLS
    assert scene.world.detachments.explosive.sum() - before == pytest.approx(scene.world.supply.explosive_found.sum())
    assert abs(found - 0.5 * most * many) < 4.0 * most * sqrt(many / 12.0)


def test_that_seizure_costs_support_in_annexed_areas_alone():
    """A week's need, seized in full, costs 0.012 of the support that is left; two camps ask on days of their own."""
    annexed, soviet = hungry(0.1, camps=1), hungry(0.1, camps=1)
    annexed = annexed._replace(land=annexed.land._replace(soviet_1938=np.zeros(small.CELLS, np.uint8)))
    for scene in (annexed, soviet):
        scene.world.population.support_soviet[:] = 0.01
        week(scene)
    assert annexed.world.population.support_soviet == pytest.approx(np.full(small.CELLS, 0.01 * (1.0 - 0.012)))
    assert (soviet.world.population.support_soviet == 0.01).all()


def test_that_left_out_nothing_is_seized():
    scene = small.scene(camps=2, parameters=small.parameters_with(supply={"enabled": 0.0}))
    scene.world.population.support_soviet[:], scene.world.detachments.food[:] = 0.0, 0.0
    assert week(scene) == (0.0, 0.0)
