"""Camps: cold, hunger, and the cohesion of detachments."""

from math import sqrt

import numpy as np
import pytest
from tests import small

from hinterland.core.origin import LOCAL, STRAGGLER
from hinterland.war.partisans import camps

CLEAR = np.array([15.0])
DETACHMENTS = 14 * small.CELLS
SEEDS = range(1, 11)


def camps_of(men: float = 100.0, origin: int = LOCAL, seed: int = 1, **changes: object) -> small.Scene:
    """Return fourteen detachments of so many people of one origin in every cell, in clear weather."""
    scene = small.scene(camps=14, seed=seed, **{"temp": CLEAR, **changes})
    d = scene.world.detachments
    d.people[:DETACHMENTS] = 0.0
    d.people[:DETACHMENTS, origin] = d.men[:DETACHMENTS] = d.rifles[:DETACHMENTS] = men
    return scene


def week(scene: small.Scene) -> small.Scene:
    """Let every detachment get through a week; return its last day, with the counts of that day alone."""
    for days in range(7):
        now = small.later(scene, days)
        small.call(camps.step, now)
    return now


def within(drawn: float, mean: float, variance: float) -> bool:
    """Return whether a sum of draws is within four standard errors of its mean."""
    return abs(drawn - mean) <= 4.0 * sqrt(variance) + 1e-6


def rounded(means: np.ndarray) -> float:
    """Return the variance that rounding these means to whole numbers by chance adds to their sum."""
    part = means % 1.0
    return float((part * (1.0 - part)).sum())


@pytest.mark.parametrize("men", [20.0, 2000.0])
@pytest.mark.parametrize(("degrees", "hungry", "shelter"), [(20.0, 0.0, 0.0), (20.0, 0.0, 0.9), (0.0, 1.0, 0.0)])
def test_that_frost_and_hunger_kill_the_declared_share(men, degrees, hungry, shelter):
    dead, mean, variance = 0.0, 0.0, 0.0
    for seed in SEEDS:
        scene = camps_of(men, seed=seed, temp=np.array([-degrees]))
        d, w, p = scene.world.detachments, scene.world.camps, scene.parameters.camps
        d.hungry[:], d.cohesion[:] = hungry, 1.0
        if shelter:
            w.last_cell[:], w.shelter[:] = d.cell, shelter
        dug = shelter + p.digging_per_week * (1.0 - shelter) if shelter else 0.0
        cover = scene.land.cover[d.cell[:DETACHMENTS]]
        cold = p.cold_deaths_per_degree * degrees * (1.0 - p.cover_against_cold_deaths * cover)
        expected = men * (cold * (1.0 - p.shelter_against_frost * dug) + p.hunger_deaths_per_week * hungry)
        week(scene)
        dead += scene.world.population.partisans_dead.sum()
        mean, variance = mean + expected.sum(), variance + rounded(expected)
    assert mean > 50.0
    assert within(dead, mean, variance)


def test_that_without_frost_and_hunger_nobody_dies():
    scene = camps_of(temp=np.array([0.0]))
    week(scene)
    assert scene.world.population.partisans_dead.sum() == 0.0


def test_that_a_week_of_hunger_lowers_cohesion_by_the_declared_part():
    after = []
    for hungry in (0.0, 1.0):
        scene = camps_of()
        scene.world.population.support_soviet[:] = 0.5
        scene.world.detachments.hungry[:] = hungry
        week(scene)
        after.append(scene.world.detachments.cohesion[:DETACHMENTS].copy())
    p = scene.parameters.camps
    assert after[0] - after[1] == pytest.approx(p.cohesion_change_per_week * p.cohesion_lost_to_hunger)


def test_that_cohesion_closes_the_declared_part_of_the_gap_to_what_the_week_calls_for():
    scene = camps_of(temp=np.array([-5.0]))
    d, p = scene.world.detachments, scene.parameters.camps
    scene.world.population.support_soviet[:], d.cohesion[:] = 0.3, 0.9
    cover = scene.land.cover[d.cell[:DETACHMENTS]]
    goal = p.base_cohesion + 0.3 * p.cohesion_by_support + 0.1 * p.cohesion_by_news + p.cohesion_by_contact
    goal = goal + p.cohesion_by_cover * cover + 0.1 * p.cohesion_by_skill
    goal = goal - 5.0 * p.cohesion_lost_per_degree * (1.0 - p.cover_against_cold_strain * cover)
    week(scene)
    assert d.cohesion[:DETACHMENTS] == pytest.approx(0.9 + p.cohesion_change_per_week * (goal - 0.9))


@pytest.mark.parametrize("influence", [0.0, 1.0])
@pytest.mark.parametrize("men", [20.0, 2000.0])
def test_that_the_declared_share_deserts_and_fewer_under_a_commissar(men, influence):
    gone, mean, variance = 0.0, 0.0, 0.0
    for seed in SEEDS:
        scene = camps_of(men, seed=seed)
        d, p = scene.world.detachments, scene.parameters.camps
        d.cohesion[:] = 0.05
        scene.world.commanders.commissar_influence[:] = influence
        week(scene)
        lacking = np.clip(1.0 - d.cohesion[:DETACHMENTS] / p.desertion_threshold, 0.0, 1.0)
        expected = men * p.desertion_per_week * lacking**2 * (1.0 - p.desertion_cut_by_commissar * influence)
        gone += DETACHMENTS * men - d.men[:DETACHMENTS].sum()
        mean, variance = mean + expected.sum(), variance + rounded(expected)
    assert mean > 5000.0
    assert within(gone, mean, variance)


def test_that_soldiers_without_a_home_desert_half_as_often():
    gone = {}
    for origin in (LOCAL, STRAGGLER):
        scene = camps_of(2000.0, origin)
        scene.world.detachments.cohesion[:] = 0.05
        week(scene)
        gone[origin] = 2000.0 * DETACHMENTS - scene.world.detachments.men.sum()
    ratio = 1.0 - scene.parameters.camps.stay_without_home
    assert gone[STRAGGLER] == pytest.approx(ratio * gone[LOCAL], rel=0.03)


def test_that_nobody_deserts_where_cohesion_is_above_the_threshold():
    scene = camps_of()
    scene.world.population.support_soviet[:], scene.world.detachments.cohesion[:] = 0.9, 0.9
    week(scene)
    assert scene.world.detachments.men.sum() == 100.0 * DETACHMENTS


@pytest.mark.parametrize("men", [5.0, 2000.0])
def test_that_the_declared_share_of_soldiers_who_desert_is_taken_prisoner(men):
    """Of five a detachment loses one soldier or two: half of one is none or one by chance."""
    caught = away = groups = 0.0
    for seed in SEEDS:
        scene = camps_of(men, STRAGGLER, seed)
        scene.world.detachments.cohesion[:] = 0.05
        before = scene.world.population.stragglers.sum(), scene.world.population.prisoners.sum()
        week(scene)
        free = scene.world.population.stragglers.sum() - before[0]
        taken = scene.world.population.prisoners.sum() - before[1]
        assert free + taken == DETACHMENTS * men - scene.world.detachments.men.sum()
        caught, away, groups = caught + taken, away + free + taken, groups + DETACHMENTS
    assert away > 1000.0
    assert within(caught, scene.parameters.camps.recaptured_share * away, 0.25 * groups)


@pytest.mark.parametrize("men", [5.0, 2000.0])
def test_that_those_who_leave_hide_the_declared_part_of_their_rifles(men):
    hidden = away = groups = 0.0
    for seed in SEEDS:
        scene = camps_of(men, seed=seed)
        w = scene.world
        w.detachments.cohesion[:], w.detachments.hungry[:] = 0.05, 1.0
        before = w.supply.scattered.sum()
        week(scene)
        hidden += w.supply.scattered.sum() - before
        away += DETACHMENTS * men - w.detachments.men.sum()
        groups += DETACHMENTS
    assert w.supply.scattered.sum() - before == DETACHMENTS * men - w.detachments.rifles.sum()
    assert within(hidden, scene.parameters.camps.rifles_left * away, 0.25 * groups)


def test_that_a_camp_that_stays_is_dug_in_and_one_that_moves_begins_anew():
    scene = small.scene(camps=1, temp=CLEAR)
    scene.world.population.support_soviet[:] = scene.world.detachments.cohesion[:] = 0.9
    p, shelter = scene.parameters.camps, scene.world.camps.shelter
    for _ in range(6):
        week(scene)
    assert shelter[:36] == pytest.approx(1.0 - (1.0 - p.digging_per_week) ** 5)
    scene.world.detachments.cell[0] = 5
    week(scene)
    assert shelter[0] == 0.0
    assert shelter[1:36] == pytest.approx(1.0 - (1.0 - p.digging_per_week) ** 6)


@pytest.mark.parametrize("age", [119, 121])
def test_that_where_shelter_is_left_out_frost_does_less_harm_to_old_detachments(age):
    dead, mean, variance = 0.0, 0.0, 0.0
    for seed in SEEDS:
        scene = camps_of(2000.0, seed=seed, temp=np.array([-20.0]), day=200)
        p = small.parameters_with(camps={"enabled": 0.0})
        d = scene.world.detachments
        d.cohesion[:], d.founded_day[:] = 1.0, scene.today.day - age
        cover = scene.land.cover[d.cell[:DETACHMENTS]]
        now = scene._replace(parameters=p)
        small.call(camps.step, now)
        acted = scene.world.detachments.skill[:DETACHMENTS] > 0.1
        cold = 2000.0 * p.camps.cold_deaths_per_degree * 20.0 * (1.0 - p.camps.cover_against_cold_deaths * cover)
        expected = (cold * (p.camps.settled_exposure if age >= p.camps.settled_after_days else 1.0))[acted]
        dead += scene.world.population.partisans_dead.sum()
        mean, variance = mean + expected.sum(), variance + rounded(expected)
    assert mean > 500.0
    assert within(dead, mean, variance)


def test_that_a_week_in_the_forest_teaches_the_declared_part_of_what_is_lacking():
    scene = camps_of()
    week(scene)
    gain = scene.parameters.camps.skill_gain_per_week
    assert scene.world.detachments.skill[:DETACHMENTS] == pytest.approx(0.1 + 0.9 * gain)
