"""Prisoners who break out abroad, and detachments that cross back to their own side."""

import numpy as np
import pytest
from tests import small

from hinterland.core.calendar import FRIDAY, SUNDAY
from hinterland.core.origin import CADRE
from hinterland.theatre.land import POLAND_GG, REPUBLICS, SLOVAKIA
from hinterland.war.lines import abroad
from hinterland.war.partisans import detachments, movement


def by_country(**countries: float) -> np.ndarray:
    """Return a figure for each of `REPUBLICS`: those named, zero for the others."""
    return np.array([countries.get(name, 0.0) for name in REPUBLICS])


def slovakia(camps: int = 0, seed: int = 1, parameters=None, **changes: object) -> small.Scene:
    """Return a scene in which the whole square is Slovakia, with a resistance and people held there."""
    causes = {
        "held": by_country(Slovakia=20_000.0),
        "resistance": by_country(Slovakia=0.8),
        "held_beyond": np.array([40_000.0, 40_000.0]),
        "resistance_beyond": np.array([0.8, 0.1]),
    }
    scene = small.scene(camps=camps, seed=seed, parameters=parameters, **(causes | changes))
    return scene._replace(
        land=scene.land._replace(
            abroad=np.ones(small.CELLS, np.uint8), republic=np.full(small.CELLS, SLOVAKIA, np.int32)
        )
    )


def escapes(scene: small.Scene, weeks: int):
    """Let people escape for so many weeks, and yield the scene of each day."""
    for n in range(7 * weeks):
        now = small.later(scene, n)
        small.call(abroad.escape, now)
        yield now


def rate(scene: small.Scene, resistance: float) -> float:
    """Return the declared weekly share of those held who take up arms."""
    p = scene.parameters.abroad
    return p.escapes_per_week * resistance * (1.0 + p.escapes_by_news * scene.forcing.news[1])


@pytest.mark.parametrize("held", [200.0, 20_000.0, 2_000_000.0])
@pytest.mark.parametrize("resistance", [0.0, 0.3, 0.9])
def test_that_prisoners_take_up_arms_at_the_declared_rate_where_there_is_a_resistance(held, resistance):
    weeks = 40
    scene = slovakia(held=by_country(Slovakia=held), resistance=by_country(Slovakia=resistance))
    joined = sum(now.world.abroad.joined.sum() for now in escapes(scene, weeks))
    # A whole number drawn for each cell and week adds a variance of a quarter at most.
    assert joined == pytest.approx(weeks * rate(scene, resistance) * held, abs=4 * np.sqrt(0.25 * weeks * small.CELLS))


@pytest.mark.parametrize(("degrees", "share"), [(5.0, 1.0), (-5.0, 0.65), (-10.0, 0.3), (-30.0, 0.3)])
def test_that_frost_prevents_its_share_of_escapes(degrees, share):
    scene = slovakia(temp=np.array([degrees]), held=by_country(Slovakia=2_000_000.0))
    joined = sum(now.world.abroad.joined.sum() for now in escapes(scene, 10))
    assert joined == pytest.approx(10 * rate(scene, 0.8) * share * 2_000_000, abs=4 * np.sqrt(0.25 * 10 * small.CELLS))


@pytest.mark.parametrize("held", [2_000.0, 2_000_000.0])
def test_that_two_in_five_are_labourers_and_three_in_five_get_a_rifle_whether_few_or_many_escape(held):
    scene = slovakia(held=by_country(Slovakia=held), held_beyond=np.zeros(2))
    w = scene.world
    w.population.deported[:] = 1e6
    joined = sum(now.world.abroad.joined.sum() for now in escapes(scene, 200))
    labourers = 1e6 * small.CELLS - w.population.deported.sum()
    error = 4 * np.sqrt(0.25 * min(joined, 200 * small.CELLS))
    assert labourers == pytest.approx(0.4 * joined, abs=error)
    assert w.supply.scattered.sum() == w.supply.captured.sum() == pytest.approx(0.6 * joined, abs=error)
    assert joined > 300


def test_that_any_of_those_deported_is_as_likely_to_escape_as_the_others():
    scene = slovakia()
    p = scene.world.population
    p.deported[:] = 0.0
    p.deported[[3, 20]] = 1000.0, 3000.0
    taken = sum(abroad.take_deported(p, 1.0, (k + 0.5) / 400) for k in range(400))
    assert taken == 400
    assert p.deported[3] == pytest.approx(900.0, abs=10)
    assert p.deported.sum() == 3600
    assert abroad.take_deported(p, 1e6, 0.9) == 3600
    assert p.deported.sum() == 0.0


def test_that_countries_beyond_the_map_count_their_own():
    scene = slovakia()
    joined = sum(now.world.abroad.joined_off_map.copy() for now in escapes(scene, 20))
    armed, fallen = scene.world.abroad.armed_off_map, scene.world.abroad.fallen_off_map
    assert (joined == armed).all()
    first = rate(scene, 0.8)
    # Of those held, the same share takes up arms every week.
    assert armed[0] == pytest.approx(40_000 * (1 - (1 - first) ** 20), abs=4 * np.sqrt(0.25 * 20))
    # Of the growing number of fighters 6 in a thousand die in a week: n weeks of n a week make n (n - 1) / 2 man-weeks.
    assert fallen[0] == pytest.approx(0.006 * first * 40_000 * 190, abs=4 * np.sqrt(0.25 * 20))
    assert 6.0 * armed[1] < armed[0] < 10.0 * armed[1]


def test_that_support_goes_towards_the_resistance_and_the_levy_takes_food():
    scene = slovakia(food_levy=np.full(small.CELLS, 0.1))
    p = scene.world.population
    support, food = p.support_soviet.copy(), p.food.copy()
    list(escapes(scene, 1))
    assert np.allclose(p.support_soviet, support + 0.1 * (0.9 * 0.8 - support))
    assert np.allclose(p.food, 0.9 * food)


def test_that_without_the_system_nobody_escapes():
    scene = slovakia(camps=1, parameters=small.parameters_with(abroad={"enabled": 0.0}))
    minds = scene.world.population.support_soviet.copy()
    assert sum(now.world.abroad.joined.sum() for now in escapes(scene, 4)) == 0.0
    assert scene.world.abroad.armed_off_map.sum() == 0.0
    assert (scene.world.population.support_soviet == minds).all()


def test_that_in_frost_one_detachment_in_four_beside_the_front_makes_for_any_free_cell_alike():
    east = np.arange(small.CELLS) % small.SIDE >= 3
    turned = np.zeros(small.CELLS)
    for seed in range(200):
        scene = slovakia(camps=2, seed=seed, occupied=(~east).astype(np.uint8), temp=np.array([-5.0]))
        scene = scene._replace(today=scene.today._replace(phase=FRIDAY))
        scene = scene._replace(land=scene.land._replace(neighbours=two_ways(scene.land.neighbours)))
        d = scene.world.detachments
        d.goal[:] = -1
        small.call(abroad.cross_back, scene)
        goals = d.goal[: d.used[0]]
        at_front = d.cell[: d.used[0]] % small.SIDE == 2
        assert (goals[~at_front & ~east[d.cell[: d.used[0]]]] == -1).all()
        turned += np.bincount(goals[at_front & (goals >= 0)], minlength=small.CELLS)
    asked = 200 * 2 * small.SIDE
    assert turned.sum() == pytest.approx(0.25 * asked, abs=4 * np.sqrt(asked * 0.25 * 0.75))
    chosen = turned[3::6].sum(), turned[4::6].sum()
    assert chosen[0] == pytest.approx(turned.sum() / 2, abs=4 * np.sqrt(turned.sum() / 4))


def two_ways(neighbours: np.ndarray) -> np.ndarray:
    """Return the neighbours with a second free cell beside each cell at the front, in the next column."""
    wider = neighbours.copy()
    at_front = np.arange(2, small.CELLS, small.SIDE)
    wider[at_front, 4] = at_front + 2
    return wider


def test_that_nobody_crosses_back_in_a_thaw():
    east = np.arange(small.CELLS) % small.SIDE >= 3
    scene = slovakia(camps=2, occupied=(~east).astype(np.uint8), temp=np.array([5.0]))
    scene.world.detachments.goal[:] = -1
    small.call(abroad.cross_back, scene._replace(today=scene.today._replace(phase=FRIDAY)))
    assert (scene.world.detachments.goal == -1).all()


def test_that_nobody_drifts_into_another_country_but_a_march_on_order_is_counted():
    scene = small.scene(camps=6)
    east = np.arange(small.CELLS) % small.SIDE >= 3
    ground = scene.land._replace(abroad=east.astype(np.uint8), republic=np.where(east, POLAND_GG, scene.land.republic))
    scene = scene._replace(land=ground._replace(republic=ground.republic.astype(np.int32)))
    d = scene.world.detachments
    home = east[d.cell[: d.used[0]]].copy()
    entered = 0.0
    for ordered in (False, True):
        if ordered:
            d.goal[0] = small.CELLS - 1
        for n in range(60):
            now = small.later(scene, n)
            w = now.world
            small.call(movement.step, now)
            detachments.list_by_cell(d)
            entered += w.movement.entered_abroad.sum()
        if not ordered:
            assert (east[d.cell[: d.used[0]]] == home).all()
            assert entered == 0.0
    assert entered > 0.0


def test_that_a_staff_whose_land_is_free_sends_units_abroad_by_its_order():
    """A third of the ground that the order addresses is free: a third of its men come from there."""
    west = np.arange(small.CELLS) % small.SIDE < 3
    goal, free = 35, np.arange(small.CELLS) % small.SIDE < 1
    order = {
        "march_from": west[None, :].astype(np.uint8),
        "march_to": np.array([goal], np.int32),
        "march_men": np.array([30.0]),
        "occupied": 1.0 - free,
    }
    scene = small.scene(**order)
    scene = scene._replace(land=scene.land._replace(abroad=(~west).astype(np.uint8)))
    w, weeks = scene.world, 20
    before = w.population.red_army[0]
    for week in range(weeks):
        now = small.later(scene, 7 * week)
        small.call(abroad.send, now._replace(today=now.today._replace(phase=SUNDAY)))
    came = w.recruitment.forming[goal, CADRE]
    assert came == w.recruitment.forming.sum() == before - w.population.red_army[0]
    assert came == pytest.approx(weeks * 7 * 30.0 / 3.0, abs=weeks)


def test_that_nobody_is_sent_abroad_from_ground_that_the_enemy_holds():
    order = {"march_from": np.ones((1, small.CELLS), np.uint8), "march_men": np.array([30.0])}
    scene = small.scene(**order)
    scene = scene._replace(land=scene.land._replace(abroad=np.ones(small.CELLS, np.uint8)))
    small.call(abroad.send, scene._replace(today=scene.today._replace(phase=SUNDAY)))
    assert scene.world.recruitment.forming.sum() == 0.0
