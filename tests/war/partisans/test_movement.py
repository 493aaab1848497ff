"""Marches, flight and the binding of detachments into brigades."""

import numpy as np
from tests import toy

from hinterland.war.partisans import brigades, detachments, movement


def march(of: toy.Scene, days: int) -> toy.Scene:
    """Let everyone move for so many days."""
    for n in range(days):
        now = toy.later(of, n)
        toy.call(movement.step, now)
    return of


def test_that_whoever_is_ordered_to_march_comes_nearer_and_arrives():
    of = toy.scene()
    w = of.world
    toy.pitch(w, 0, 0)
    w.detachments.goal[0] = toy.CELLS - 1
    left = []
    while w.detachments.goal[0] >= 0 and len(left) < 80:
        of = toy.later(march(of, 1), 1)
        at = w.detachments.cell[0]
        left.append(float(np.hypot(of.land.lat[at] - of.land.lat[-1], of.land.lon[at] - of.land.lon[-1])))
    assert left == sorted(left, reverse=True)
    assert left[-1] == 0.0
    assert w.detachments.goal[0] == -1
    assert w.detachments.men[0] + w.population.fallen.sum() == 100.0


def test_that_those_pressed_by_an_expedition_slip_away():
    """Counted after a week in which the western half was swept, or was not."""
    stayed = []
    for troops in (0.0, 4000.0):
        of = toy.scene(camps=7)
        for n in range(21):
            now = toy.later(of, n)
            now.world.expeditions.pressing[:12] = troops
            w = now.world
            toy.call(movement.step, now)
        stayed.append((w.detachments.cell[:252] < 12).sum())
    assert stayed[1] < 0.8 * stayed[0]


def test_that_the_map_of_the_forest_agrees_with_its_detachments():
    of = march(toy.scene(camps=5), 30)
    d = of.world.detachments
    told = d.here.copy()
    detachments.gather(d)
    np.testing.assert_allclose(told, np.bincount(d.cell[:180], d.men[:180], toy.CELLS))
    np.testing.assert_allclose(d.here, told)


def bind(camps: int, weeks: int = 12, **changes: object) -> toy.Scene:
    """Let detachments form brigades for some weeks."""
    of = toy.scene(day=250, camps=camps, **changes)
    for n in range(7 * weeks):
        now = toy.later(of, n)
        toy.call(brigades.step, now)
        toy.call(brigades.survey, now)
    return of


def test_that_fewer_than_three_detachments_make_no_brigade():
    assert bind(2).world.brigades.count.sum() == 0.0
    assert bind(5).world.brigades.count.sum() > 5


def test_that_a_brigade_is_no_bigger_than_its_full_number():
    w = bind(10).world
    assert w.brigades.detachments.max() <= toy.rules_with().brigades.size
    assert w.brigades.within.sum() == w.brigades.men.sum()


def test_that_brigades_come_sooner_under_the_central_staff():
    without, led = (bind(5, 6, central=c).world.brigades.count.sum() for c in (0.0, 1.0))
    assert led > without


def test_that_detachments_out_of_contact_form_no_brigade():
    of = toy.scene(day=250, camps=5)
    of.world.detachments.contact[:] = 0
    for n in range(70):
        now = toy.later(of, n)
        toy.call(brigades.step, now)
    assert of.world.brigades.alive.sum() == 0


def test_that_those_in_contact_go_where_the_army_calls():
    """Half of the ground is called on; those out of contact do not hear it."""
    come = []
    for contact in (0, 1):
        of = toy.scene(camps=3, front_km=np.full(toy.CELLS, 60.0, np.float32))
        of.world.joint_operations.call[18:] = 1.0
        of.world.detachments.contact[:] = contact
        march(of, 56)
        come.append(of.world.detachments.here[18:].sum())
    assert come[1] > 1.1 * come[0]
