"""The occupier's units as they are."""

import math

import numpy as np
import pytest
from tests import small

from hinterland.war.occupier import forces

UNITS = small.order_of_battle()
P = small.parameters_with().forces


def muster(scene: small.Scene, day: int, units=UNITS) -> None:
    """Let units arrive, leave and be replaced on a day."""
    small.call(forces.muster, small.later(scene, day - scene.today.day), order_of_battle=units)


def camp(day: int = 105, units=UNITS, **changes: object) -> small.Scene:
    """Return a scene in which the units of the day have come."""
    scene = small.scene(day=day, **changes)
    muster(scene, day, units)
    return scene


def lose(scene: small.Scene, cell: int, dead: float) -> None:
    """Let so many of the occupier's soldiers die in a cell."""
    scene.world.attacks.axis_dead[cell] = dead
    small.call(forces.assign_losses, scene, order_of_battle=UNITS)


def feel(scene: small.Scene, weeks: int) -> np.ndarray:
    """Return the morale of every unit after so many weeks."""
    for day in range(7 * weeks):
        small.call(forces.update_morale, small.later(scene, day), order_of_battle=UNITS)
    return scene.world.forces.morale.copy()


def test_that_the_dead_are_taken_from_a_unit_of_the_area():
    scene = camp()
    f = scene.world.forces
    before = f.men.sum()
    lose(scene, 14, 20.0)
    assert f.dead.sum() == 20.0
    assert f.men.sum() + f.dead.sum() + f.wounded.sum() == before
    assert f.recent_losses.sum() == f.dead.sum() + f.wounded.sum()
    assert f.wounded_today.sum() == f.wounded.sum()
    assert f.wounded_on_expeditions.sum() == 0.0


@pytest.mark.parametrize("dead", [1.0, 30.0])
def test_that_the_declared_number_is_wounded_beside_each_dead(dead):
    scene, n = camp(), 100
    f, w = scene.world.forces, scene.world
    for day in range(n):
        now = small.later(scene, day)
        w.attacks.axis_dead[:] = dead
        f.men[:2] = 1e6
        small.call(forces.assign_losses, now, order_of_battle=UNITS)
    assert f.dead.sum() == n * small.CELLS * dead
    wounded = f.wounded.sum() / (n * small.CELLS)
    assert wounded == pytest.approx(P.wounded_per_dead * dead, abs=4.0 * 0.5 / math.sqrt(n * small.CELLS))


def test_that_the_dead_fall_on_units_by_their_strength_and_each_cause_draws_for_itself():
    """6,000 men against 5,000: an attack and an expedition in one cell meet one unit as often as chance has it."""
    scene, n, p = camp(), 100, 6.0 / 11.0
    f, w = scene.world.forces, scene.world
    attacked, both, neither = 0, 0, 0
    for day in range(n):
        now = small.later(scene, day)
        for c in range(small.CELLS):
            w.attacks.axis_dead[:] = w.drives.own_dead[:] = f.dead[:] = 0.0
            w.attacks.axis_dead[c], w.drives.own_dead[c] = 1.0, 2.0
            f.men[:2] = UNITS.men[:2]
            small.call(forces.assign_losses, now, order_of_battle=UNITS)
            attacked += f.dead[0] in (1.0, 3.0)
            both += f.dead[0] == 3.0
            neither += f.dead[0] == 0.0
    draws = n * small.CELLS
    assert attacked / draws == pytest.approx(p, abs=4.0 * 0.5 / math.sqrt(draws))
    assert (both + neither) / draws == pytest.approx(p * p + (1.0 - p) ** 2, abs=4.0 * 0.5 / math.sqrt(draws))


def test_that_the_dead_of_an_expedition_are_those_of_its_unit():
    scene = camp()
    w = scene.world
    w.drives.own_dead[:], w.expeditions.last_unit[:] = 1.0, 1
    small.call(forces.assign_losses, scene, order_of_battle=UNITS)
    assert w.forces.dead.tolist() == [0.0, float(small.CELLS), 0.0, 0.0]


def test_that_men_of_native_units_come_out_of_captivity_and_go_out_of_the_war():
    scene = camp(day=90)
    w = scene.world
    captive = w.population.red_army[0]
    assert w.forces.native_men.sum() == 0.0
    muster(scene, 100)
    assert w.forces.native_men[3] == UNITS.men[3] == captive - w.population.red_army[0]
    leaving = UNITS._replace(leaves=np.full(4, 150, np.int32))
    last = 150 + int(P.days_between_areas)
    for day in (151, last):
        muster(scene, day, leaving)
        assert w.forces.native_men[3] == UNITS.men[3]
    muster(scene, last + 1, leaving)
    assert w.forces.native_men.sum() == w.forces.men.sum() == 0.0
    assert w.population.red_army[0] == captive


MOVING = UNITS._replace(
    arrives=np.array([20, 121, 200, 300], np.int32),
    leaves=np.array([120, 400, 400, 400], np.int32),
    follows=np.array([-1, 0, -1, -1], np.int32),
)
"""Unit 1 is the next stay of unit 0, with 5,000 men in place of 6,000."""


def test_that_a_unit_that_moves_takes_its_losses_and_its_morale_along():
    scene = camp(units=MOVING, parameters=small.parameters_with(forces={"replacement_rate": 0}))
    f = scene.world.forces
    f.men[0], f.morale[0] = 3000.0, 0.4
    muster(scene, 121, MOVING)
    assert f.men[0] == 0.0
    assert f.establishment[1] == UNITS.men[1]
    assert f.men[1] == 0.5 * UNITS.men[1]
    assert f.morale[1] == 0.4


def test_that_the_strength_of_a_unit_that_moves_is_rounded_without_bias():
    """Of 6,000 men one has left for good: 5 / 6 of a man is the mean of what its next stay lacks of 5,000."""
    n, found, scene = 400, [], camp(units=MOVING)
    f = scene.world.forces
    for seed in range(n):
        f.present[:2], f.establishment[:2], f.men[:2] = (1, 0), (5999.0, 0.0), (5999.0, 0.0)
        muster(scene._replace(today=scene.today._replace(seed=seed)), 121, MOVING)
        found.append(f.establishment[1])
    assert set(found) == {4999.0, 5000.0}
    share = 1.0 / 6.0
    assert np.mean(found) == pytest.approx(4999.0 + share, abs=4.0 * math.sqrt(share * (1.0 - share) / n))


def test_that_morale_goes_where_attacks_bad_news_and_quiet_put_it():
    """A gap of morale closes by a tenth in a week: 0.2 per cent of it is left after 60 weeks."""
    close = {"abs": 0.001}
    assert feel(camp(news=np.zeros(5)), 60)[:2] == pytest.approx(P.baseline_morale, **close)
    bad = feel(camp(news=np.full(5, 0.9)), 60)
    assert bad[:2] == pytest.approx(P.baseline_morale - 0.9 * P.news_effect, **close)
    assert bad[3] == pytest.approx(P.baseline_morale_native - 0.9 * P.news_effect_native, **close)
    harried = camp(news=np.zeros(5))
    harried.world.security.recent_attacks[:] = 1.77 * P.half_saturation_attacks
    assert feel(harried, 60)[:2] == pytest.approx(P.baseline_morale - 0.5 * P.attack_effect, **close)
    out = camp(news=np.zeros(5))
    out.world.expeditions.busy_until[:] = 10_000
    assert feel(out, 60)[:2] == pytest.approx(P.baseline_morale - P.expedition_effect, **close)


def test_that_attacks_weigh_the_same_in_small_cells():
    """A quarter of the ground and of the attacks in a cell is as many attacks on 1,000 km2."""
    found = []
    for part in (1.0, 0.25):
        scene = camp(news=np.zeros(5))
        scene = scene._replace(land=scene.land._replace(area=part * scene.land.area))
        scene.world.security.recent_attacks[:] = 3.0 * part
        found.append(feel(scene, 10)[0])
    assert found[0] == pytest.approx(found[1])


def test_that_losses_cost_heart_and_time_gives_it_back():
    bled = camp(news=np.zeros(5))
    bled.world.forces.morale[:] = P.baseline_morale
    bled.world.forces.recent_losses[:2] = 0.1 * UNITS.men[:2]
    worn = feel(bled, 1)
    assert worn[:2] == pytest.approx(P.baseline_morale - P.adjustment_rate * P.loss_effect * 0.1)
    assert feel(bled, 80)[:2] == pytest.approx(P.baseline_morale, abs=0.001)


def test_that_replacements_come_once_a_month_for_the_missing():
    """132 men are due to 11,000, and all go to the unit that lacks 1,000."""
    scene = camp(day=105)
    f = scene.world.forces
    f.men[0] -= 1000.0
    for day in range(105, 120):
        muster(scene, day)
    assert f.men[0] == 5000.0
    muster(scene, 120)
    assert f.men[0] == pytest.approx(5000.0 + P.replacement_rate * (11_000 + UNITS.men[3]), abs=1.0)
    after = f.men[0]
    muster(scene, 121)
    assert f.men[0] == after


@pytest.mark.parametrize("lack", [2.0, 200.0])
def test_that_replacements_are_rounded_without_bias(lack):
    """Both units lack as much, and what is due to them is half of it."""
    rate, n, men = 0.5 * lack / 5500.0, 400, 0.0
    parameters = small.parameters_with(forces={"replacement_rate": rate})
    scene = camp(day=30, parameters=parameters)
    f = scene.world.forces
    for month in range(2, n + 2):
        f.men[:2] = UNITS.men[:2] - lack
        today = scene.today._replace(day=30 * month, month=1 + month % 12)
        units = UNITS._replace(leaves=np.full(4, 10**6, np.int32), arrives=np.array([20, 20, 10**6, 10**6], np.int32))
        small.call(forces.muster, scene._replace(today=today), order_of_battle=units)
        men += (f.men[:2] - UNITS.men[:2] + lack).sum()
    assert men / (2 * n) == pytest.approx(0.5 * lack, abs=4.0 * 0.5 / math.sqrt(2 * n))


@pytest.mark.parametrize("wounded", [5.0, 500.0])
def test_that_the_wounded_return_at_the_declared_rate(wounded):
    scene, n, back = camp(), 300, 0.0
    f = scene.world.forces
    units = UNITS._replace(leaves=np.full(4, 10**6, np.int32), arrives=np.array([20, 20, 10**6, 10**6], np.int32))
    for week in range(n):
        for day in range(7):
            f.wounded[:2] = wounded
            muster(scene, 105 + 7 * week + day, units)
            back += (wounded - f.wounded[:2]).sum()
    assert back / (2 * n) == pytest.approx(P.recovery_rate * wounded, abs=4.0 * 0.5 / math.sqrt(2 * n))


def test_that_field_troops_and_morale_are_written_down_where_they_are():
    scene = camp(day=203)
    w = scene.world
    w.forces.morale[:3] = 0.5, 0.6, 0.9
    small.call(forces.survey, scene._replace(today=scene.today._replace(phase=0)), order_of_battle=UNITS)
    assert w.forces.field_troops.sum() == pytest.approx(UNITS.men[2])
    assert w.forces.divisions.sum() == 2.0
    mean = np.average([0.5, 0.6, 0.9, P.baseline_morale_native], weights=UNITS.men)
    np.testing.assert_allclose(w.forces.troop_morale, mean)


def test_that_units_left_out_of_the_reckoning_lose_nothing():
    scene = camp(parameters=small.parameters_with(forces={"enabled": 0}))
    before = scene.world.forces.men.copy()
    lose(scene, 14, 20.0)
    assert (scene.world.forces.men == before).all()
    assert scene.world.forces.native_men.sum() == 0.0
