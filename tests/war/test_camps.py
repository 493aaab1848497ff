"""Camps: cold, hunger, and the will to hold together."""

import numpy as np
import pytest
from tests import toy

from hinterland.war import camps

CLEAR = np.array([15.0])


def week(of: toy.Scene) -> toy.Scene:
    """Let every detachment get through a week."""
    for days in range(7):
        now = toy.later(of, days)
        w = now.world
        camps.step(
            w.camps, w.detachments, w.people, w.stores, w.airlift, now.land, now.outside, now.rules.camps, now.today
        )
    return of


def lost(of: toy.Scene) -> float:
    """Return how many are dead after a week."""
    return float(week(of).world.people.fallen.sum())


def test_that_the_harder_the_frost_the_more_die():
    dead = [lost(toy.scene(camps=5, temp=np.array([float(t)]))) for t in (10, -10, -30)]
    assert dead[0] == 0.0
    assert dead == sorted(dead)
    assert dead[-1] > dead[0]


def test_that_the_hungry_die_and_lose_heart():
    fed, hungry = toy.scene(camps=5, temp=CLEAR), toy.scene(camps=5, temp=CLEAR)
    hungry.world.detachments.hungry[:] = 1.0
    assert lost(hungry) > lost(fed)
    assert hungry.world.detachments.spirit[:180].mean() < fed.world.detachments.spirit[:180].mean()


def test_that_people_go_home_only_where_the_will_is_low():
    firm, spent = toy.scene(camps=5, temp=CLEAR), toy.scene(camps=5, temp=CLEAR)
    firm.world.people.soviet[:], spent.world.people.soviet[:] = 0.9, 0.0
    firm.world.detachments.spirit[:], spent.world.detachments.spirit[:] = 0.9, 0.05
    for of in (firm, spent):
        week(of)
    everyone = 100.0 * 5 * toy.CELLS
    assert firm.world.detachments.men.sum() == everyone
    assert spent.world.detachments.men.sum() < 0.95 * everyone


def test_that_the_wounded_come_back_or_die():
    of = toy.scene(camps=5, temp=CLEAR)
    of.world.detachments.wounded[:180] = 20.0
    of.world.people.soviet[:] = 0.9
    of.world.detachments.spirit[:] = 0.9
    week(of)
    d = of.world.detachments
    back = d.men[:180].sum() - 18000.0
    assert back > 0.0
    assert back + of.world.people.fallen.sum() + d.wounded.sum() == pytest.approx(3600.0)
