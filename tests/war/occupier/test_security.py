"""Garrisons, guards and police."""

import numpy as np
import pytest
from tests import toy

from hinterland.war.occupier import forces, security


def post(of: toy.Scene) -> None:
    """Let units spread their men, and garrisons their guards."""
    forces.muster(of.world.forces, of.world.population, toy.battle(), of.rules.forces, of.today)
    security.post(of.world.security, of.world.forces, toy.battle(), of.land, of.outside, of.rules.security, of.today)
    toy.call(security.guard, of)


def test_that_every_static_soldier_stands_somewhere():
    of = toy.scene()
    post(of)
    units = toy.battle()
    there = (units.arrives <= of.today.day) & (of.today.day <= units.leaves)
    assert of.world.security.garrison.sum() == pytest.approx((units.men * (1 - units.mobile))[there].sum())
    assert of.world.security.guards.sum() < of.world.security.garrison.sum()


def test_that_trouble_draws_soldiers():
    calm, troubled = toy.scene(), toy.scene()
    troubled.world.security.alert[14] = 30.0
    troubled.world.security.line_alert[3] = 30.0
    post(calm)
    post(troubled)
    assert troubled.world.security.garrison[14] > calm.world.security.garrison[14]
    assert troubled.world.security.guards[3] > calm.world.security.guards[3]


def test_that_more_guards_are_put_on_lines_where_lines_come_first():
    guards = []
    for priority in (0.0, 0.2, 0.4):
        of = toy.scene(guard_priority=priority)
        post(of)
        guards.append(of.world.security.guards.sum())
    assert guards == sorted(guards)
    assert guards[0] < guards[-1]


def test_that_police_come_from_the_villages_and_go_back_to_them():
    of = toy.scene(day=105)
    everyone = of.world.population.rural.sum()
    for days in range(70):
        day = toy.later(of, days)
        toy.call(security.police, day)
    assert of.world.security.police.sum() > 1000
    assert of.world.security.police.sum() + of.world.population.rural.sum() == everyone
    free = of._replace(outside=toy.changed(of.outside, occupied=np.zeros(toy.CELLS, np.uint8)))
    for days in range(7):
        day = toy.later(free, days)
        toy.call(security.police, day)
    assert of.world.security.police.sum() == 0.0
    assert of.world.population.rural.sum() == everyone


def test_that_nobody_serves_where_partisans_rule():
    of = toy.scene()
    of.world.zones.control[:] = 1.0
    toy.call(security.police, of)
    assert of.world.security.police.sum() == 0.0


def test_that_dread_of_the_terror_keeps_people_from_the_police():
    strengths = []
    for dread in (0.0, 0.8):
        of = toy.scene()
        of.world.collaboration.dread[:] = dread
        for days in range(70):
            day = toy.later(of, days)
            toy.call(security.police, day)
        strengths.append(of.world.security.police.sum())
    assert strengths[1] < 0.8 * strengths[0]
