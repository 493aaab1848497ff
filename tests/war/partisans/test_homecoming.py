"""Detachments that an expedition drove off go back to their district."""

import numpy as np
import pytest
from tests import small

from hinterland.core.membership import move_to_cell
from hinterland.engine.watch import people_of
from hinterland.war.partisans import detachments, homecoming

P = small.parameters_with().homecoming
ROWS = 500
HOME, AWAY = 14, 20


def driven_off() -> small.Scene:
    """Return a scene in which troops came upon 500 detachments, which are in another cell now."""
    scene = small.scene()
    w = scene.world
    for i in range(ROWS):
        small.place_detachment(w, i, HOME, 1.0)
    detachments.list_by_cell(w.detachments)
    w.expeditions.troops[HOME] = 1000.0
    small.call(homecoming.step, scene)
    for i in range(ROWS):
        move_to_cell(w.detachments, i, AWAY)
    return scene


def weeks(scene: small.Scene, many: int, troops: float = 0.0) -> float:
    """Let so many weeks pass, with so many troops at home; return the share of detachments that are there."""
    went = 0.0
    for days in range(1, 7 * many + 1):
        now = small.later(scene, days)
        now.world.expeditions.troops[HOME] = troops
        small.call(homecoming.step, now)
        went += now.world.homecoming.went_home.sum()
    there = scene.world.detachments.cell[:ROWS] == HOME
    assert went == there.sum()
    return float(there.mean())


@pytest.mark.parametrize("many", [1, 2, 4])
def test_that_they_go_back_at_the_declared_rate_and_some_never_do(many):
    stay, go = P.staying_away_per_week, (1.0 - P.staying_away_per_week) * P.going_home_per_week
    back = go * sum((1.0 - stay - go) ** k for k in range(many))
    scene = driven_off()
    everyone = people_of(scene.world)
    assert weeks(scene, many) == pytest.approx(back, abs=4 * np.sqrt(back * (1.0 - back) / ROWS))
    assert people_of(scene.world) == everyone


def test_that_nobody_goes_back_while_troops_are_there():
    assert weeks(driven_off(), 8, troops=100.0) == 0.0


def test_that_nobody_goes_back_to_free_ground_or_against_an_order_or_out_of_a_ring():
    free = driven_off()
    occupied = np.ones(small.CELLS, np.uint8)
    occupied[HOME] = 0
    assert weeks(free._replace(forcing=small.changed(free.forcing, occupied=occupied)), 8) == 0.0
    ordered = driven_off()
    ordered.world.detachments.goal[:ROWS] = 3
    assert weeks(ordered, 8) == 0.0
    enclosed = driven_off()
    enclosed.world.cordon.enclosed[:ROWS] = 0
    assert weeks(enclosed, 8) == 0.0


def test_that_those_whom_no_troops_came_upon_have_no_home_to_go_to():
    scene = small.scene(camps=3)
    before = scene.world.detachments.cell.copy()
    for days in range(1, 29):
        small.call(homecoming.step, small.later(scene, days))
    assert (scene.world.homecoming.home == -1).all()
    assert (scene.world.detachments.cell == before).all()
