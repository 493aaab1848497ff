"""Garrisons, guards and police."""

import numpy as np
import pytest
from tests import small

from hinterland.war.occupier import forces, security


def post(scene: small.Scene) -> None:
    """Let units spread their men, and garrisons their guards."""
    forces.muster(
        scene.world.forces, scene.world.population, small.order_of_battle(), scene.parameters.forces, scene.today
    )
    security.place_garrisons(
        scene.world.security,
        scene.world.forces,
        small.order_of_battle(),
        scene.land,
        scene.forcing,
        scene.parameters.security,
        scene.today,
    )
    small.call(security.place_guards, scene)


def test_that_every_static_soldier_stands_somewhere():
    scene = small.scene()
    post(scene)
    units = small.order_of_battle()
    there = (units.arrives <= scene.today.day) & (scene.today.day <= units.leaves)
    assert scene.world.security.garrison.sum() == pytest.approx((units.men * (1 - units.mobile))[there].sum())
    assert scene.world.security.guards.sum() < scene.world.security.garrison.sum()


def test_that_trouble_draws_soldiers():
    calm, troubled = small.scene(), small.scene()
    troubled.world.security.recent_attacks[14] = 30.0
    troubled.world.security.recent_line_attacks[3] = 30.0
    post(calm)
    post(troubled)
    assert troubled.world.security.garrison[14] > calm.world.security.garrison[14]
    assert troubled.world.security.guards[3] > calm.world.security.guards[3]


def test_that_more_guards_are_put_on_lines_where_lines_come_first():
    guards = []
    for priority in (0.0, 0.2, 0.4):
        scene = small.scene(guard_priority=priority)
        post(scene)
        guards.append(scene.world.security.guards.sum())
    assert guards == sorted(guards)
    assert guards[0] < guards[-1]


def test_that_police_come_from_the_villages_and_go_back_to_them():
    scene = small.scene(day=105)
    everyone = scene.world.population.rural.sum()
    for days in range(70):
        day = small.later(scene, days)
        small.call(security.police, day)
    assert scene.world.security.police.sum() > 1000
    assert scene.world.security.police.sum() + scene.world.population.rural.sum() == everyone
    free = scene._replace(forcing=small.changed(scene.forcing, occupied=np.zeros(small.CELLS, np.uint8)))
    for days in range(7):
        day = small.later(free, days)
        small.call(security.police, day)
    assert scene.world.security.police.sum() == 0.0
    assert scene.world.population.rural.sum() == everyone


def test_that_nobody_serves_where_partisans_rule():
    scene = small.scene()
    scene.world.zones.control[:] = 1.0
    small.call(security.police, scene)
    assert scene.world.security.police.sum() == 0.0


def test_that_dread_of_the_terror_keeps_people_from_the_police():
    strengths = []
    for dread in (0.0, 0.8):
        scene = small.scene()
        scene.world.collaboration.dread[:] = dread
        for days in range(70):
            day = small.later(scene, days)
            small.call(security.police, day)
        strengths.append(scene.world.security.police.sum())
    assert strengths[1] < 0.8 * strengths[0]
