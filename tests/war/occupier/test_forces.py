"""The occupier's units as they are."""

import numpy as np
from tests import small

from hinterland.war.occupier import forces

UNITS = small.order_of_battle()


def camp(day: int = 105, **changes: object) -> small.Scene:
    """Return a scene in which the units of the day have come."""
    scene = small.scene(day=day, **changes)
    forces.muster(scene.world.forces, scene.world.population, UNITS, scene.parameters.forces, scene.today)
    return scene


def lose(scene: small.Scene, cell: int, dead: float) -> None:
    """Let so many of the occupier's soldiers die in a cell."""
    w = scene.world
    w.attacks.axis_dead[cell] = dead
    forces.assign_losses(w.forces, w.attacks, w.expeditions, UNITS, scene.land, scene.parameters.forces, scene.today)


def feel(scene: small.Scene, weeks: int) -> np.ndarray:
    """Return the morale of every unit after so many weeks."""
    w = scene.world
    for day in range(7 * weeks):
        now = small.later(scene, day)
        forces.update_morale(
            w.forces, w.security, w.expeditions, UNITS, scene.land, scene.forcing, scene.parameters.forces, now.today
        )
    return w.forces.morale.copy()


def test_that_the_dead_are_taken_from_a_unit_of_the_area():
    scene = camp()
    f = scene.world.forces
    before = f.men.sum()
    lose(scene, 14, 20.0)
    assert f.dead.sum() == 20.0
    assert f.men.sum() + f.dead.sum() + f.wounded.sum() == before
    assert f.wounded.sum() > 0.0


def test_that_men_of_native_units_come_out_of_captivity_and_go_out_of_the_war():
    scene = camp(day=90)
    w = scene.world
    captive = w.population.red_army[0]
    assert w.forces.native_men.sum() == 0.0
    forces.muster(w.forces, w.population, UNITS, scene.parameters.forces, scene.today._replace(day=100))
    assert w.forces.native_men[3] == UNITS.men[3] == captive - w.population.red_army[0]
    forces.muster(
        w.forces,
        w.population,
        UNITS._replace(leaves=np.full(4, 150, np.int32)),
        scene.parameters.forces,
        scene.today._replace(day=151),
    )
    forces.muster(
        w.forces,
        w.population,
        UNITS._replace(leaves=np.full(4, 150, np.int32)),
        scene.parameters.forces,
        scene.today._replace(day=190),
    )
    assert w.forces.native_men.sum() == 0.0
    assert w.population.red_army[0] == captive


def test_that_a_unit_that_moves_takes_its_losses_and_its_morale_along():
    moving = UNITS._replace(
        arrives=np.array([20, 121, 200, 300], np.int32),
        leaves=np.array([120, 400, 400, 400], np.int32),
        follows=np.array([-1, 0, -1, -1], np.int32),
    )
    scene = small.scene(day=105)
    f = scene.world.forces
    forces.muster(f, scene.world.population, moving, scene.parameters.forces, scene.today)
    f.men[0], f.morale[0] = 3000.0, 0.4
    forces.muster(f, scene.world.population, moving, scene.parameters.forces, scene.today._replace(day=121))
    assert f.men[0] == 0.0
    assert f.men[1] < 0.6 * UNITS.men[1]
    assert f.morale[1] == 0.4


def test_that_losses_attacks_and_bad_news_cost_heart_and_quiet_gives_it_back():
    quiet = feel(camp(news=np.zeros(5)), 12)
    bad = feel(camp(news=np.full(5, 0.9)), 12)
    harried = camp(news=np.zeros(5))
    harried.world.security.recent_attacks[:] = 10.0
    attacked = feel(harried, 12)
    bled = camp(news=np.zeros(5))
    bled.world.forces.recent_losses[:] = 1000.0
    worn = feel(bled, 1)
    assert (bad[:2] < quiet[:2]).all()
    assert (attacked[:2] < quiet[:2]).all()
    assert (worn[:2] < quiet[:2]).all()
    assert (feel(bled, 40)[:2] > worn[:2]).all()
    assert quiet[3] - bad[3] > quiet[0] - bad[0], "native units listen more to the news"


def test_that_replacements_restore_a_part_each_month():
    scene = camp(day=105)
    f = scene.world.forces
    f.men[0] -= 1000.0
    forces.muster(f, scene.world.population, UNITS, scene.parameters.forces, scene.today._replace(day=120))
    assert 5000.0 < f.men[0] < 6000.0


def test_that_field_troops_and_morale_are_written_down_where_they_are():
    scene = camp(day=203)
    w = scene.world
    forces.survey(w.forces, UNITS, scene.forcing, scene.today._replace(phase=0))
    assert abs(w.forces.field_troops.sum() - UNITS.men[2]) < 1e-6
    assert w.forces.divisions.sum() == 2.0
    assert (w.forces.troop_morale <= 1.0).all()
    assert (w.forces.troop_morale > 0.5).all()


def test_that_units_left_out_of_the_reckoning_lose_nothing():
    scene = small.scene(day=105, parameters=small.parameters_with(forces={"enabled": 0}))
    forces.muster(scene.world.forces, scene.world.population, UNITS, scene.parameters.forces, scene.today)
    before = scene.world.forces.men.copy()
    lose(scene, 14, 20.0)
    assert (scene.world.forces.men == before).all()
    assert scene.world.forces.native_men.sum() == 0.0
