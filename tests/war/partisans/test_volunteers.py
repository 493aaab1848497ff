"""Which local people come to partisans."""

import numpy as np
import pytest
from tests import small

from hinterland.core.calendar import MONDAY
from hinterland.war.partisans import composition, recruitment, volunteers

SEEDS = range(1, 11)
NEAR = small.parameters_with(volunteers={"afar_share": 0.0})
"""Parameters with which people come from near by alone, so that no detachment's week depends on another's."""


def week(scene: small.Scene) -> float:
    """Let people come for a week among whom all are ready, and return how many did."""
    came = 0.0
    scene.world.composition.readiness[:] = 1.0
    for days in range(7):
        small.call(recruitment.step, small.later(scene, days))
    for days in range(7):
        now = small.later(scene, days)
        small.call(volunteers.step, now)
        came += now.world.volunteers.came.sum()
    return came


def recruits(camps: int = 1, **changes: float) -> float:
    """Return how many join detachments of 100, one in each cell, in a week where minds or stores are as given."""
    scene = small.scene(camps=camps, parameters=NEAR)
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


def test_that_a_tenth_comes_to_those_who_have_no_food():
    assert recruits(hungry=1.0) / recruits(hungry=0.0) == pytest.approx(0.1, rel=0.1)


def test_that_half_stay_away_where_one_waits_for_every_two_partisans():
    """Those who wait are also fewer who are left: 50 of the 7,336 who are able, 100 of whom are partisans."""
    none, scene = recruits(), small.scene(camps=1, parameters=NEAR)
    scene.world.reserves.waiting[:] = 50.0
    assert week(scene) / none == pytest.approx(0.5 * (1.0 - 50.0 / 7236.0), rel=0.02)


@pytest.mark.parametrize(("nation", "ready"), [("polish", 0.04), ("belarusian", 1.0), ("ukrainian", 1.0)])
def test_that_people_are_as_ready_as_their_nation_is_said_to_be(nation, ready):
    scene = small.scene()
    ground = {name: np.zeros(small.CELLS) for name in ("polish", "belarusian", "russian", "ukrainian", "jewish")}
    scene = scene._replace(land=scene.land._replace(**(ground | {nation: np.ones(small.CELLS)})))
    small.call(composition.weigh, scene._replace(today=scene.today._replace(phase=MONDAY)))
    assert scene.world.composition.readiness == pytest.approx(np.full(small.CELLS, ready))


def test_that_those_who_serve_the_occupier_or_a_movement_do_not_come():
    """Of the 7,336 able people less 100 partisans a third serves in the police and a third in a movement."""
    none, scene = recruits(), small.scene(camps=1, parameters=NEAR)
    scene.world.security.police[:] = scene.world.national_movements.strength[:, 0] = 7236.0 / 3.0
    assert week(scene) / none == pytest.approx(1.0 / 3.0, rel=0.03)


@pytest.mark.parametrize("men", [20.0, 1000.0])
def test_that_small_and_large_detachments_grow_by_the_declared_share(men):
    """With support at half saturation, nothing else but news at work, and 360 detachments, rounded by 0.5 at most."""
    joined, due = 0.0, 0.0
    for seed in SEEDS:
        scene = small.scene(seed=seed, parameters=NEAR)
        w = scene.world
        for i in range(small.CELLS):
            small.place_detachment(w, i, i, men)
        w.detachments.contact[:] = 0
        w.detachments.men_in_cell[:] = men
        w.population.support_soviet[:], w.population.fear[:] = 0.41, 0.0
        room = 1.0 - men / (3.0 * 1770.0 * (0.03 + scene.land.cover))
        able = 1.0 - men / (0.14 * (50_000.0 + 0.3 * 8_000.0))
        dense = (50_000.0 / 1770.0 / 6.0) ** 4
        due += (men * 0.45 * 0.5 * 1.08 * room * able * dense / (dense + 1.0)).sum()
        joined += week(scene)
    assert joined == pytest.approx(due, abs=4 * 0.5 * np.sqrt(360), rel=1e-3)


def test_that_whoever_comes_has_left_his_village_and_waits():
    scene = small.scene(camps=4)
    before = scene.world.population.rural.sum()
    came = week(scene)
    assert before - scene.world.population.rural.sum() == scene.world.reserves.waiting.sum() == came > 0.0


def test_that_a_full_forest_takes_nobody():
    scene = small.scene(camps=14)
    scene.world.detachments.men_in_cell[:] = 50_000.0
    assert week(scene) == 0.0


def test_that_the_declared_share_comes_from_the_next_districts():
    """Four in ten look there; a cell of the small land has four districts next to it and not six."""
    scene = small.scene()
    scene.land.rural[:] = scene.world.population.rural[:] = 1e6
    small.place_detachment(scene.world, 0, 14, 2000.0)
    scene.world.detachments.men_in_cell[14] = 2000.0
    afar, came = 0, 0
    for seed in range(300):
        scene.world.reserves.waiting[:] = 0.0
        came += week(scene._replace(today=scene.today._replace(seed=seed))) > 0.0
        afar += scene.world.reserves.waiting[14] == 0.0
    assert came == 300
    share = 0.4 * 4.0 / 6.0
    assert afar / 300 == pytest.approx(share, abs=4 * np.sqrt(share * (1.0 - share) / 300))
