"""Dispersed partisans meet again in quiet weeks, give up, or go home when the ground is free."""

import numpy as np
import pytest
from tests import small

from hinterland.core.origin import LOCAL, STRAGGLER
from hinterland.engine.watch import people_of, rifles_of
from hinterland.war.occupier import dispersal

P = small.parameters_with().dispersal


def hidden(camps: int = 1, **changes: object) -> small.Scene:
    """Return a scene in which a hundred dispersed partisans with their rifles hide in every cell."""
    scene = small.scene(camps=camps, **changes)
    scene.world.dispersal.people[:, STRAGGLER] = 40.0
    scene.world.dispersal.people[:, LOCAL] = 60.0
    scene.world.dispersal.rifles[:] = 100.0
    return scene


def week(scene: small.Scene) -> None:
    """Let a week pass for every cell."""
    for day in range(7):
        small.call(dispersal.regroup, small.later(scene, day))


@pytest.mark.parametrize("camps", [0, 1])
def test_that_in_a_quiet_week_the_declared_shares_meet_and_give_up(camps):
    scene = hidden(camps)
    w = scene.world
    everyone, rifles, men = people_of(w), rifles_of(w), w.detachments.people.sum()
    week(scene)
    met = w.detachments.people.sum() - men + w.recruitment.forming.sum()
    left = 1.0 - P.giving_up_rate
    assert met == pytest.approx(3600.0 * left * P.meeting_rate, abs=4.0 * 6.0)
    assert w.dispersal.people.sum() == pytest.approx(3600.0 * left * (1.0 - P.meeting_rate), abs=4.0 * 6.0)
    assert people_of(w) == everyone
    assert rifles_of(w) == rifles


def test_that_nobody_meets_while_troops_are_in_the_district():
    scene = hidden()
    men = scene.world.detachments.people.sum()
    for day in range(7):
        now = small.later(scene, day)
        now.world.expeditions.troops[:] = 100.0
        small.call(dispersal.regroup, now)
    assert scene.world.detachments.people.sum() == men
    assert scene.world.recruitment.forming.sum() == 0.0


def test_that_on_free_ground_all_come_out():
    scene = hidden(occupied=np.zeros(small.CELLS, np.uint8))
    w = scene.world
    rural, stragglers, rifles = w.population.rural.sum(), w.population.stragglers.sum(), rifles_of(w)
    week(scene)
    assert w.dispersal.people.sum() == w.dispersal.rifles.sum() == 0.0
    assert w.population.rural.sum() == rural + 60.0 * small.CELLS
    assert w.population.stragglers.sum() == stragglers + 40.0 * small.CELLS
    assert rifles_of(w) == rifles
