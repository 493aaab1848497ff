"""Marches, flight and the binding of detachments into brigades."""

import numpy as np
from tests import small

from hinterland.war.partisans import brigades, detachments, movement


def march(scene: small.Scene, days: int) -> small.Scene:
    """Let everyone move for so many days."""
    for n in range(days):
        now = small.later(scene, n)
        small.call(movement.step, now)
    return scene


def test_that_whoever_is_ordered_to_march_comes_nearer_and_arrives():
    scene = small.scene()
    w = scene.world
    small.place_detachment(w, 0, 0)
    w.detachments.goal[0] = small.CELLS - 1
    left = []
    while w.detachments.goal[0] >= 0 and len(left) < 80:
        scene = small.later(march(scene, 1), 1)
        at = w.detachments.cell[0]
        left.append(float(np.hypot(scene.land.lat[at] - scene.land.lat[-1], scene.land.lon[at] - scene.land.lon[-1])))
    assert left == sorted(left, reverse=True)
    assert left[-1] == 0.0
    assert w.detachments.goal[0] == -1
    assert w.detachments.men[0] + w.population.partisans_dead.sum() == 100.0


def test_that_those_pressed_by_an_expedition_slip_away():
    """Counted after a week in which the western half was swept, or was not."""
    stayed = []
    for troops in (0.0, 4000.0):
        scene = small.scene(camps=7)
        for n in range(21):
            now = small.later(scene, n)
            now.world.expeditions.troops[:12] = troops
            w = now.world
            small.call(movement.step, now)
        stayed.append((w.detachments.cell[:252] < 12).sum())
    assert stayed[1] < 0.8 * stayed[0]


def test_that_the_map_of_the_forest_agrees_with_its_detachments():
    scene = march(small.scene(camps=5), 30)
    d = scene.world.detachments
    told = d.men_in_cell.copy()
    detachments.list_by_cell(d)
    np.testing.assert_allclose(told, np.bincount(d.cell[:180], d.men[:180], small.CELLS))
    np.testing.assert_allclose(d.men_in_cell, told)


def test_that_those_in_contact_go_where_the_army_calls():
    """Half of the ground is called on; those out of contact do not hear it."""
    come = []
    for contact in (0, 1):
        scene = small.scene(camps=3, front_km=np.full(small.CELLS, 60.0, np.float32))
        scene.world.joint_operations.call_strength[18:] = 1.0
        scene.world.detachments.contact[:] = contact
        march(scene, 56)
        come.append(scene.world.detachments.men_in_cell[18:].sum())
    assert come[1] > 1.1 * come[0]
