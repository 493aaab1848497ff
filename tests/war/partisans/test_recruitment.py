"""Where partisans come from."""

import numpy as np
import pytest
from tests import small

from hinterland.core.origin import STRAGGLER
from hinterland.engine.watch import people_of
from hinterland.war.civilians import front_passage
from hinterland.war.partisans import recruitment

SEEDS = range(1, 11)


def week(scene: small.Scene) -> float:
    """Let people join for a week, and return how many of the place did."""
    joined = 0.0
    for days in range(7):
        now = small.later(scene, days)
        w = now.world
        small.call(recruitment.step, now)
        joined += w.recruitment.joined_local.sum()
    return joined


def recruits(camps: int = 1, **changes: float) -> float:
    """Return how many join detachments of 100, one in each cell, in a week where minds or stores are as given."""
    scene = small.scene(camps=camps)
    w = scene.world
    for name, value in changes.items():
        (w.population if hasattr(w.population, name) else w.detachments)._asdict()[name][:] = value
    return week(scene)


def test_that_recruits_grow_with_support_by_its_response():
    """Support of 0.41 is half of the most; with the third power 0.2 is a ninth of it, and 0.9 nine tenths."""
    assert recruits(support_soviet=0.0) == 0.0
    half = recruits(support_soviet=0.41)
    for support in (0.2, 0.9):
        response = support**3 / (support**3 + 0.41**3)
        assert recruits(support_soviet=support) / half == pytest.approx(2.0 * response, rel=0.03)


def test_that_fear_contact_and_news_bring_recruits_by_their_declared_effect():
    """Motivation is 1 + 1.5 fear + 0.8 news + 0.45 contact; news are 0.1."""
    none = recruits(fear=0.0, contact=0)
    assert recruits(fear=0.5, contact=0) / none == pytest.approx((1.08 + 0.75) / 1.08, rel=0.02)
    assert recruits(fear=1.0, contact=0) / none == pytest.approx((1.08 + 1.5) / 1.08, rel=0.02)
    assert recruits(fear=0.0, contact=1) / none == pytest.approx((1.08 + 0.45) / 1.08, rel=0.02)


def test_that_the_hungry_and_the_unarmed_take_in_their_declared_share():
    """A detachment without food takes a tenth, one without rifles 0.35."""
    fed = recruits(hungry=0.0)
    assert recruits(hungry=1.0) / fed == pytest.approx(0.1, rel=0.1)
    assert recruits(rifles=0.0) / fed == pytest.approx(0.35, rel=0.03)


@pytest.mark.parametrize("men", [20.0, 1000.0])
def test_that_small_and_large_detachments_grow_by_the_declared_share(men):
    """With support at half saturation, nothing else but news at work, and 360 detachments, rounded by 0.5 at most."""
    joined, due = 0.0, 0.0
    for seed in SEEDS:
        scene = small.scene(seed=seed)
        w = scene.world
        for i in range(small.CELLS):
            small.place_detachment(w, i, i, men)
        w.detachments.contact[:] = 0
        w.detachments.men_in_cell[:] = men
        w.population.support_soviet[:], w.population.fear[:] = 0.41, 0.0
        room = 1.0 - men / (3.0 * 1770.0 * (0.03 + scene.land.cover))
        able = 1.0 - men / (0.115 * (50_000.0 + 0.3 * 8_000.0))
        dense = (50_000.0 / 1770.0 / 6.0) ** 4
        due += (men * 0.45 * 0.5 * 1.08 * room * able * dense / (dense + 1.0)).sum()
        joined += week(scene)
    assert joined == pytest.approx(due, abs=4 * 0.5 * np.sqrt(360), rel=1e-3)


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


def test_that_whoever_joins_has_left_his_village():
    scene = small.scene(camps=4)
    before = scene.world.population.rural.sum() + scene.world.detachments.men.sum()
    assert week(scene) > 0.0
    assert scene.world.population.rural.sum() + scene.world.detachments.men.sum() == before


def test_that_a_full_forest_takes_nobody():
    scene = small.scene(camps=14)
    scene.world.detachments.men_in_cell[:] = 50_000.0
    assert week(scene) == 0.0


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
