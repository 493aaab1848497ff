"""Camps: cold, hunger, and the will to hold together."""

import numpy as np
import pytest
from tests import small

from hinterland.war.partisans import camps

CLEAR = np.array([15.0])


def week(scene: small.Scene) -> small.Scene:
    """Let every detachment get through a week."""
    for days in range(7):
        now = small.later(scene, days)
        small.call(camps.step, now)
    return scene


def lost(scene: small.Scene) -> float:
    """Return how many are dead after a week."""
    return float(week(scene).world.population.partisans_dead.sum())


def test_that_the_harder_the_frost_the_more_die():
    dead = [lost(small.scene(camps=5, temp=np.array([float(t)]))) for t in (10, -10, -30)]
    assert dead[0] == 0.0
    assert dead == sorted(dead)
    assert dead[-1] > dead[0]


def test_that_the_hungry_die_and_lose_heart():
    fed, hungry = small.scene(camps=5, temp=CLEAR), small.scene(camps=5, temp=CLEAR)
    hungry.world.detachments.hungry[:] = 1.0
    assert lost(hungry) > lost(fed)
    assert hungry.world.detachments.cohesion[:180].mean() < fed.world.detachments.cohesion[:180].mean()


def test_that_people_go_home_only_where_the_will_is_low():
    firm, spent = small.scene(camps=5, temp=CLEAR), small.scene(camps=5, temp=CLEAR)
    firm.world.population.support_soviet[:], spent.world.population.support_soviet[:] = 0.9, 0.0
    firm.world.detachments.cohesion[:], spent.world.detachments.cohesion[:] = 0.9, 0.05
    for scene in (firm, spent):
        week(scene)
    everyone = 100.0 * 5 * small.CELLS
    assert firm.world.detachments.men.sum() == everyone
    assert spent.world.detachments.men.sum() < 0.95 * everyone


def test_that_the_wounded_come_back_or_die():
    scene = small.scene(camps=5, temp=CLEAR)
    scene.world.detachments.wounded[:180] = 20.0
    scene.world.population.support_soviet[:] = 0.9
    scene.world.detachments.cohesion[:] = 0.9
    week(scene)
    d = scene.world.detachments
    back = d.men[:180].sum() - 18000.0
    assert back > 0.0
    assert back + scene.world.population.partisans_dead.sum() + d.wounded.sum() == pytest.approx(3600.0)


def test_that_a_camp_that_stays_is_dug_in_and_one_that_moves_begins_anew():
    scene = small.scene(camps=1, temp=CLEAR)
    scene.world.population.support_soviet[:] = scene.world.detachments.cohesion[:] = 0.9
    for _ in range(6):
        week(scene)
    before = scene.world.camps.shelter[:36].copy()
    scene.world.detachments.cell[0] = 5
    week(scene)
    assert (before > 0.2).all()
    assert scene.world.camps.shelter[0] == 0.0
    assert (scene.world.camps.shelter[1:36] > before[1:36]).all()


def test_that_frost_kills_fewer_where_camps_are_dug_in():
    frost = np.array([-25.0])
    raw, dug = small.scene(camps=5, temp=frost), small.scene(camps=5, temp=frost)
    for scene in (raw, dug):
        scene.world.camps.last_cell[:], scene.world.camps.occupant_founded_day[:] = (
            scene.world.detachments.cell,
            scene.world.detachments.founded_day,
        )
    dug.world.camps.shelter[:] = 0.9
    assert lost(dug) < 0.8 * lost(raw)


def test_that_medicine_and_willing_people_bring_more_of_the_wounded_back():
    back = []
    for drugs, mind in ((0.0, 0.2), (1.0, 0.2), (1.0, 0.9)):
        scene = small.scene(camps=5, temp=CLEAR)
        scene.world.detachments.wounded[:180] = 40.0
        scene.world.camps.medicine[:], scene.world.population.support_soviet[:] = drugs, mind
        recovered = 0.0
        for days in range(7):
            now = small.later(scene, days)
            w = now.world
            small.call(camps.step, now)
            recovered += w.camps.recovered.sum()
        back.append(recovered)
    assert back == sorted(back)
    assert back[-1] > 1.3 * back[0]


def test_that_medicine_comes_by_air():
    scene = small.scene(camps=1, temp=CLEAR, gate_tonnes=0.0)
    scene.world.airlift.tonnes[3] = 5.0
    w = scene.world
    small.call(camps.step, scene)
    assert w.camps.medicine[3] > 0.5
    assert w.camps.medicine.sum() == w.camps.medicine[3]


def test_that_the_wounded_come_back_as_what_they_were():
    scene = small.scene(camps=1, temp=CLEAR)
    d = scene.world.detachments
    d.people[:36] = [60.0, 20.0, 20.0, 0.0]
    d.wounded[:36] = 50.0
    scene.world.population.support_soviet[:] = d.cohesion[:] = 0.9
    week(scene)
    assert d.people[:36, 0].sum() > 60.0 * 36
    assert d.people[:36, 0].sum() / d.people[:36].sum() == pytest.approx(0.6, abs=0.02)


def test_that_bare_trees_and_smoke_show_camps_to_aircraft():
    found = []
    for leaves, temp in ((1.0, 15.0), (0.0, 15.0), (0.0, -20.0)):
        scene = small.scene(camps=8, foliage=np.array([leaves]), temp=np.array([temp]))
        attacks = 0.0
        for days in range(20):
            now = small.later(scene, days)
            w = now.world
            w.expeditions.troops[:] = 4000.0
            small.call(camps.bomb, now)
            attacks += w.camps.air_attacks.sum()
        found.append(attacks)
    assert found == sorted(found)
    assert found[1] > 1.3 * found[0]
    assert scene.world.population.partisans_dead.sum() > 0.0


def test_that_fewer_go_home_under_a_commissar():
    gone = []
    for say in (0.0, 1.0):
        scene = small.scene(camps=4)
        scene.world.detachments.cohesion[:] = 0.05
        scene.world.composition.commissar_influence[:] = say
        w = scene.world
        small.call(camps.step, scene)
        gone.append(w.camps.deserted.sum())
    assert 0.0 < gone[1] < 0.95 * gone[0]
