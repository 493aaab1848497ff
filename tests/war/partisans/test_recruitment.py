"""Where partisans come from."""

import numpy as np
import pytest
from tests import small

from hinterland.core.origin import STRAGGLER
from hinterland.engine.watch import people_of
from hinterland.war.civilians import front_passage
from hinterland.war.partisans import recruitment, volunteers

SEEDS = range(1, 11)


def week(scene: small.Scene) -> None:
    """Let stragglers take up arms for a week."""
    for days in range(7):
        small.call(recruitment.step, small.later(scene, days))


@pytest.mark.parametrize("stragglers", [20.0, 2000.0])
@pytest.mark.parametrize(("temperature", "frost"), [(15.0, 1.0), (-5.0, 0.6), (-20.0, 0.2)])
def test_that_stragglers_take_up_arms_at_the_declared_rate(stragglers, temperature, frost):
    """In full cover with full support and no grievance: 0.028 x 1.65 x 0.35 a week, and less in frost."""
    taken = 0.0
    for seed in SEEDS:
        scene = small.scene(seed=seed, temp=np.array([temperature], np.float32))
        w = scene.world
        scene.land.cover[:], w.population.support_soviet[:], w.population.grievance[:] = 1.0, 1.0, 0.0
        w.population.stragglers[:] = stragglers
        everyone = people_of(w)
        week(scene)
        assert people_of(w) == everyone
        taken += w.recruitment.forming[:, STRAGGLER].sum()
    dense = (50_000.0 / 1770.0 / 6.0) ** 4
    mean = stragglers * 0.028 * 1.65 * 0.35 * frost * dense / (dense + 1.0)
    part = mean - np.floor(mean)
    assert taken / 360 == pytest.approx(mean, abs=4 * np.sqrt(part * (1.0 - part) / 360))


@pytest.mark.parametrize("organising", [0.02, 1.0])
def test_that_the_party_sets_the_declared_share_aside_in_large_and_small_places(organising):
    """0.00004 of 58,000 people is 2.32 on a day; at a fiftieth of the effort, one on one day of twenty."""
    aside = 0.0
    for seed in SEEDS:
        scene = small.scene(day=5, seed=seed, organising=np.full(small.CELLS, organising))
        small.call(recruitment.organise, scene)
        aside += scene.world.recruitment.organised.sum()
    mean = 2.32 * organising
    part = mean - np.floor(mean)
    assert aside / 360 == pytest.approx(mean, abs=4 * np.sqrt(part * (1.0 - part) / 360))


@pytest.mark.parametrize("waiting", [20.0, 2010.0])
def test_that_those_set_aside_are_called_up_at_the_declared_rate_once_the_danger_has_passed(waiting):
    released = 0.0
    for seed in SEEDS:
        scene = small.scene(day=5, seed=seed, front_km=np.full(small.CELLS, 900.0, np.float32))
        scene.world.recruitment.organised[:] = waiting
        small.call(recruitment.organise, scene)
        released += scene.world.population.conscripted.sum()
        assert scene.world.recruitment.organised.sum() + scene.world.population.conscripted.sum() == 36 * waiting
    part = 0.03 * waiting % 1.0
    assert released / 360 == pytest.approx(0.03 * waiting, abs=4 * np.sqrt(part * (1.0 - part) / 360))


def test_that_the_party_prepares_only_where_the_enemy_has_not_come():
    scene = small.scene(day=5, organising=np.ones(small.CELLS))
    assert not scene.forcing.occupied.any()
    for days in range(10):
        now = small.later(scene, days)
        small.call(recruitment.organise, now)
    waiting = scene.world.recruitment.organised.sum()
    assert waiting > 0.0
    assert scene.world.recruitment.forming.sum() == 0.0
    taken = scene._replace(forcing=small.changed(scene.forcing, occupied=np.ones(small.CELLS, np.uint8)))
    recruitment.organise(
        scene.world.recruitment,
        scene.world.population,
        scene.land,
        taken.forcing,
        scene.parameters.recruitment,
        scene.today,
    )
    assert scene.world.recruitment.organised.sum() == 0.0
    assert scene.world.recruitment.forming.sum() == waiting


def test_that_the_front_leaves_soldiers_and_rifles_behind():
    scene = small.scene(day=20)
    scene.world.population.was_occupied[:] = 0
    army = scene.world.population.red_army[0]
    small.call(front_passage.step, scene)
    assert scene.world.population.stragglers.sum() == army - scene.world.population.red_army[0] > 0.0
    assert scene.world.supply.scattered.sum() > 0.0
    wooded, bare = scene.land.cover > 0.6, scene.land.cover < 0.4
    assert scene.world.population.stragglers[wooded].mean() > scene.world.population.stragglers[bare].mean()


def test_that_hardly_anyone_joins_where_villages_are_few_or_people_speak_finnic():
    joined = []
    for changes in ({}, {"rural": np.full(small.CELLS, 4000.0)}, {"finnic": np.ones(small.CELLS)}):
        scene = small.scene(camps=2)
        scene = scene._replace(land=scene.land._replace(**changes))
        scene.world.population.rural[:] = scene.land.rural
        scene.world.composition.readiness[:] = 1.0
        for n in range(7):
            small.call(recruitment.step, small.later(scene, n))
        for n in range(7):
            now = small.later(scene, n)
            small.call(volunteers.step, now)
            joined.append(now.world.volunteers.came.sum())
    usual, thin, finnic = np.reshape(joined, (3, 7)).sum(axis=1)
    assert thin < 0.1 * usual
    assert finnic < 0.5 * usual
