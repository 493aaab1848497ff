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
    assert waiting == pytest.approx(3600 * 0.232, abs=4 * np.sqrt(360 * 0.32 * 0.68) + 1.0)
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
    """So many on a thousand km2, more by half where three of six neighbours fall too, a quarter of them in the open."""
    left, rifles, rounds = np.zeros(small.CELLS), 0.0, 40
    for seed in range(rounds):
        scene = small.scene(day=20, seed=seed)
        w, p = scene.world, scene.parameters.front_passage
        w.population.was_occupied[:] = 0
        army = w.population.red_army[0]
        small.call(front_passage.step, scene)
        assert w.population.stragglers.sum() == army - w.population.red_army[0]
        left += w.population.stragglers
        rifles += w.supply.scattered.sum()
    fallen = (scene.land.ring >= 0).sum(axis=1)
    scale = (1.0 + p.encirclement_factor * fallen / 6.0) * scene.land.area / 1000.0
    shelter = p.open_ground_shelter + (1.0 - p.open_ground_shelter) * scene.land.cover
    soldiers = p.stragglers_per_1000km2 * scale * shelter
    # An amount drawn from 0 to twice its mean has a third of the square of it as variance.
    for part in (scene.land.cover > 0.6, scene.land.cover < 0.4):
        error = 4.0 * np.sqrt(rounds * (soldiers[part] ** 2 / 3.0 + 0.25).sum())
        assert left[part].sum() == pytest.approx(rounds * soldiers[part].sum(), abs=error)
    error = 4.0 * np.sqrt(0.25 * rounds * small.CELLS)
    assert rifles == pytest.approx(rounds * (p.abandoned_rifles_per_1000km2 * scale).sum(), abs=error)


def came(seeds: int, **changes: np.ndarray) -> float:
    """Return the volunteers of a week on changed ground where all are ready, nobody waits and none comes from afar."""
    parameters, total = small.parameters_with(volunteers={"afar_share": 0.0}), 0.0
    for seed in range(seeds):
        scene = small.scene(camps=2, seed=seed, parameters=parameters)
        scene = scene._replace(land=scene.land._replace(**changes))
        scene.world.population.rural[:] = scene.land.rural
        scene.world.composition.readiness[:] = 1.0
        for n in range(14):
            now = small.later(scene, n)
            small.call(recruitment.step, now)
            if n >= 7:
                small.call(volunteers.step, now)
                total += now.world.volunteers.came.sum()
            now.world.reserves.waiting[:] = 0.0
    return total


def test_that_hardly_anyone_joins_where_villages_are_few_or_people_speak_finnic():
    """The response to villagers has an exponent of four; three in ten of Finnic peoples join."""
    seeds = 10
    usual, thin, finnic = (
        came(seeds, **changes)
        for changes in ({}, {"rural": np.full(small.CELLS, 4000.0)}, {"finnic": np.ones(small.CELLS)})
    )
    many, few = ((rural / 1.77 / 6000.0) ** 4 for rural in (50_000.0, 4000.0))
    p = small.parameters_with().volunteers
    # The two hundred who are in the forest are no longer among the able.
    left = [1.0 - 200.0 / (p.able_share * (rural + p.able_share_urban * 8000.0)) for rural in (4000.0, 50_000.0)]
    share = few / (few + 1.0) / (many / (many + 1.0)) * left[0] / left[1]
    error = 4.0 * np.sqrt(0.25 * seeds * 2 * small.CELLS)
    assert thin == pytest.approx(share * usual, abs=error)
    assert finnic == pytest.approx(0.3 * usual, abs=error)
